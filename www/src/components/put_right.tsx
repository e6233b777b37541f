// The ways to put a finding right: one is chosen, tried on the data, and added to the plan. Where there are several that
// somebody has to think about, none is chosen beforehand: the first is no advice.

import { type Signal, useSignal } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { addToPlan, chosenFixes, planKey, type Trial, takeOut, useTrial } from "../state/plan";
import { analyzer, edition, overview } from "../state/store";
import { t } from "../text";
import { saidPlainly } from "../text/said";
import type { CommandView, FindingDetail, FixView, Safety, TrialView } from "../wire/types";
import { ChangedObjects } from "./changed_object";
import { copy } from "./command";
import { Core, Label, namesOf } from "./core";
import { Decision } from "./decision";
import { SeverityIcon } from "./glyph";
import { Icon } from "./icon";
import { CommandLine, Runbook } from "./runbook";
import { SafetyMark, ValueLines } from "./values";

/** Up to so many objects a fix is tried without being asked for: it takes a moment only. */
const QUICK = 20_000;

/** The way that leaves everything as it is. No title is blank, nor is the steps' by hand. */
const LEAVE = "\u0000";
const BY_HAND = "";

export function PutRight({ data, command }: { data: FindingDetail; command: Signal<CommandView | null> }) {
  const id = useId();
  const byHand = data.fix === "runbook" || data.runbook !== null;
  const planned = chosenFixes.value.get(data.key);
  const [first] = data.fixes;
  const isOpen = data.fixes.length > 1 && first?.safety !== "safe";
  const obvious = isOpen ? null : (first?.title ?? (byHand ? BY_HAND : LEAVE));
  const picked = useSignal<string | null>(null);
  const chosen = picked.value ?? planned ?? obvious;
  const fix = data.fixes.find(({ title }) => title === chosen) ?? null;
  const size = (overview.value?.onPremises ?? 0) + (overview.value?.cloud ?? 0);
  const wanted = useSignal(size <= QUICK);
  const trial = useTrial(fix && wanted.value ? `${edition.value} ${data.id} ${fix.title}` : "", (tell) =>
    analyzer.ask("tryFix", [data.id, fix?.title ?? ""], tell),
  );
  const code = useAnswer(`${edition.value} ${data.id} ${fix?.title}`, async () => {
    // Until the answer is there, nothing of another fix may be copied.
    command.value = null;
    const view = fix ? await analyzer.ask("fixCommand", [data.id, fix.title]) : null;
    return { of: fix?.title, view };
  });
  const known = code.value && code.value.of === fix?.title ? code.value.view : null;
  useEffect(() => {
    command.value = known;
  }, [known]);
  const pick = (title: string) => {
    picked.value = title;
    wanted.value = true;
  };
  const canPlan = fix !== null || (byHand && chosen === BY_HAND);
  const isPlanned = canPlan && planned === chosen;
  const does = isPlanned ? "outOfPlan" : planned === undefined ? "add" : "instead";
  useLayoutEffect(() => {
    planKey.value = canPlan ? does : null;
    return () => {
      planKey.value = null;
    };
  }, [canPlan, does]);
  const names = namesOf(data);
  const toggle = () => {
    if (isPlanned) takeOut([data.key]);
    else if (canPlan && chosen !== null)
      addToPlan(
        [{ key: data.key, fix: chosen }],
        t.plan.addedOne(fix ? saidPlainly(fix.title, names) : t.finding.byHand),
      );
  };
  const ways = useRef<HTMLFieldSetElement>(null);
  useKeys((event) => {
    if (event.key === "p" && canPlan) toggle();
    else if (event.key === "p" && chosen === null) ways.current?.querySelector("input")?.focus();
    else if (event.key === "Delete" && planned !== undefined) takeOut([data.key]);
    else return false;
    return true;
  });
  const isAccepted = data.accepted !== null;
  if (data.fixes.length === 0 && !byHand) {
    return (
      <section>
        <h2 class="section">{t.finding.putRight}</h2>
        <p class="reading">
          <Core text={data.whatToDo} />
        </p>
        <p class="note">{data.fix === "none" ? t.finding.noFixFromHere : t.finding.noFixOfThese}</p>
        {isAccepted ? null : <Decision data={data} />}
      </section>
    );
  }
  const option = (title: string) => ({
    type: "radio" as const,
    name: id,
    checked: chosen === title,
    onChange: () => pick(title),
  });
  const row = (title: string) => `option${chosen === title ? " is-chosen" : ""}`;
  return (
    <>
      <section>
        <h2 class="section">
          {t.finding.putRight} <span class="section-note">{t.finding.putRightNote}</span>
        </h2>
        <p class="reading">
          <Core text={data.whatToDo} />
        </p>
        <fieldset class="options" ref={ways}>
          <legend class="hidden">{t.finding.ways}</legend>
          {data.fixes.map((way) => (
            <Fragment key={way.title}>
              <label class={row(way.title)}>
                <input {...option(way.title)} />
                <span class="option-words">
                  <FixWords way={way} isPlanned={planned === way.title}>
                    {chosen === way.title ? <TrialResult trial={trial} safety={way.safety} /> : null}
                  </FixWords>
                </span>
              </label>
              {chosen === way.title && trial.answer && trial.answer.changed > 0 ? (
                <div class="option-more">
                  <ChangedObjects rows={trial.answer.changes} total={trial.answer.changed} />
                </div>
              ) : null}
            </Fragment>
          ))}
          {byHand ? (
            <label class={row(BY_HAND)}>
              <input {...option(BY_HAND)} />
              <span class="option-words">
                <strong>{t.finding.byHand}</strong>
                {planned === BY_HAND ? <Planned /> : null}
                <span class="option-note">{t.finding.byHandNote}</span>
              </span>
            </label>
          ) : null}
          <div class={row(LEAVE)}>
            <input {...option(LEAVE)} id={`${id}-leave`} />
            <div class="option-words">
              <label for={`${id}-leave`}>
                {t.finding.leave((words) => (
                  <strong>{words}</strong>
                ))}
              </label>
              {isAccepted ? null : <Decision data={data} />}
            </div>
          </div>
        </fieldset>
        {fix && known ? <Commands view={known} title={fix.title} /> : null}
        {chosen === BY_HAND && data.runbook ? <Runbook book={data.runbook} of={data.key} /> : null}
      </section>
      {chosen === null ? (
        <div class="action-bar">
          <span class="action-words">
            <strong>{t.finding.choose}</strong>
            <span class="note">{t.finding.chooseNote}</span>
          </span>
        </div>
      ) : canPlan ? (
        <div class="action-bar">
          <span class="action-words">
            <strong>{fix ? <Core text={fix.title} /> : t.finding.byHand}</strong>
            {fix && fix.safety !== "safe" ? <SafetyMark safety={fix.safety} /> : null}
            <span class="note">{fix ? barWords(fix, trial) : <Label text={data.title} />}</span>
          </span>
          {fix && !wanted.value ? (
            <button type="button" onClick={() => (wanted.value = true)}>
              {t.finding.tryIt}
            </button>
          ) : null}
          {known?.code ? (
            <button type="button" aria-keyshortcuts="c" onClick={() => void copy(known.code)}>
              <Icon name="copy" />
              {t.finding.copyPowerShell}
              <kbd>C</kbd>
            </button>
          ) : null}
          <button type="button" class={isPlanned ? "" : "primary"} aria-keyshortcuts="p" onClick={toggle}>
            {t.finding.planKey[does]}
            <kbd>P</kbd>
          </button>
        </div>
      ) : null}
    </>
  );
}

/** One fix: what it comes to, the values that go and come, what to think about. */
export function FixWords(props: { way: FixView; isPlanned: boolean; children: ComponentChildren }) {
  const { way, isPlanned, children } = props;
  return (
    <>
      <strong>
        <Core text={way.title} />
      </strong>
      {isPlanned ? <Planned /> : null}
      <ValueLines changes={way.changes} />
      {way.note ? (
        <span class="option-note">
          <Core text={way.note} />
        </span>
      ) : null}
      <span class="option-facts">
        <SafetyMark safety={way.safety} />
        <span>{t.finding.values(way.changes.length)}</span>
        <span>{t.finding.syncs(way.syncs)}</span>
        {children}
      </span>
    </>
  );
}

/** The commands for one fix: what they do stands beside them, never in them. */
function Commands({ view, title }: { view: CommandView; title: string }) {
  if (view.whyNot)
    return (
      <p class="note">
        {t.finding.noCommand} <Core text={view.whyNot} />
      </p>
    );
  return (
    <details class="fold">
      <summary>
        <Icon name="right" />
        {t.finding.powerShell}
      </summary>
      <div>
        <CommandLine title={t.finding.needs(<Core text={title} />, <Core text={view.requires} />)} code={view.code} />
        <CommandLine title={t.finding.takesBack} code={view.undo} />
      </div>
    </details>
  );
}

/** The mark of what is in the plan: a sign and a word. */
export function Planned() {
  return (
    <span class="accepted planned">
      <Icon name="check" />
      {t.finding.inPlan}
    </span>
  );
}

function barWords(fix: FixView, { answer }: Trial<TrialView | null>): string {
  const result = answer ? `. ${t.finding.resolves(answer.resolvesIt, answer.resolvesOthers, answer.addedCount)}` : "";
  return t.finding.values(fix.changes.length) + result;
}

/** A fix that somebody has to look at first is not praised for what it resolves. */
function TrialResult({ trial, safety }: { trial: Trial<TrialView | null>; safety: Safety }) {
  const { answer, progress, trouble } = trial;
  if (trouble)
    return (
      <span class="caution">
        <Core text={trouble} />
      </span>
    );
  if (progress) {
    return (
      <span class="option-trying">
        {t.finding.trying}{" "}
        {typeof progress === "string" ? (
          <progress aria-label={t.finding.trying} />
        ) : (
          <progress aria-label={t.finding.trying} max={Math.max(progress.total, 1)} value={progress.done} />
        )}
      </span>
    );
  }
  if (!answer) return null;
  const isGood = answer.resolvesIt && answer.addedCount === 0 && answer.isSound;
  return (
    <span class={`option-result ${isGood ? `is-tried-${safety}` : "is-review"}`}>
      {isGood ? safety === "safe" ? <Icon name="check" /> : null : <SeverityIcon severity="high" />}
      <span>
        <strong>{t.finding.resolves(answer.resolvesIt, answer.resolvesOthers, answer.addedCount)}</strong>
        {answer.isSound ? null : ` ${t.finding.unsound}`}
        {answer.added.map((message) => (
          <span class="block" key={message}>
            <Core text={message} />
          </span>
        ))}
      </span>
    </span>
  );
}
