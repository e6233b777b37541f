// The plan: what is changed before which sync, what stays to do by hand, what comes of it on the loaded data, and the files
// that do it.

import { type Signal, useSignal } from "@preact/signals";
import { useContext, useEffect, useRef } from "preact/hooks";
import { Core, Label, Names, namesOf } from "../components/core";
import { Icon } from "../components/icon";
import { Refusals } from "../components/plan_refusals";
import { PlanSide } from "../components/plan_side";
import { SafeFixes } from "../components/safe_fixes";
import { visible } from "../components/value";
import { SafetyMark, ValueLines } from "../components/values";
import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { spoken } from "../state/language";
import { opens } from "../state/lists";
import { plan, planNumber, takeOut } from "../state/plan";
import { format } from "../state/route";
import { analyzer, choices, edition } from "../state/store";
import { ALL_FINDINGS } from "../state/take_away";
import { t } from "../text";
import { saidPlainly } from "../text/said";
import type { ChosenView, PlanStep, PlanView, WaveView } from "../wire/types";

export function PlanScreen() {
  const view = plan.value;
  const active = useSignal(-1);
  if (choices.value.length === 0) return <NothingPlanned />;
  if (!view) return <div class="page" />;
  return (
    <Names.Provider value={namesIn(view)}>
      <div class="page plan">
        <div class="list-head">
          <h1>{t.plan.heading(view.fixes, view.steps, view.waves.length, view.byHand.length)}</h1>
          <div class="row">
            <SafeFixes query={ALL_FINDINGS} />
            <button type="button" onClick={() => takeOut(choices.value.map(({ key }) => key))}>
              {t.plan.takeOutAll}
            </button>
          </div>
        </div>
        <p class="lead">{t.plan.lead}</p>
        <Refusals view={view} />
        <div class="columns">
          <div>
            <Waves key={planNumber.value} view={view} active={active} />
            <ByHand view={view} />
          </div>
          <aside>
            <PlanSide view={view} />
          </aside>
        </div>
      </div>
    </Names.Provider>
  );
}

/** The names of the objects that the steps in sight change. */
function namesIn(view: PlanView): readonly string[] {
  return view.waves.flatMap(({ rows }) => rows.map(({ name }) => name));
}

function NothingPlanned() {
  return (
    <div class="page plan">
      <h1>{t.plan.nothing}</h1>
      <p class="lead">{t.plan.nothingNote(t.finding.planKey.add, <kbd>P</kbd>)}</p>
      <p class="row spaced">
        <SafeFixes query={ALL_FINDINGS} />
        <a class="button" {...opens("findings")}>
          {t.plan.toFindings}
        </a>
      </p>
    </div>
  );
}

/** J and K go from step to step, Delete takes the one at hand out. */
function Waves({ view, active }: { view: PlanView; active: Signal<number> }) {
  const box = useRef<HTMLDivElement>(null);
  const steps = () => [...(box.current?.querySelectorAll<HTMLElement>("[data-keys]") ?? [])];
  // Where a step was taken out, the next one takes its place.
  useEffect(() => {
    if (active.value >= 0 && document.activeElement === document.body)
      steps()
        .at(Math.min(active.value, steps().length - 1))
        ?.focus();
  }, []);
  useKeys((event) => {
    const all = steps();
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by !== undefined && all.length > 0) {
      active.value = Math.max(0, Math.min(all.length - 1, active.value + by));
      all[active.value]?.focus();
      return true;
    }
    if (event.key === "Delete") {
      const step = document.activeElement?.closest<HTMLElement>("[data-keys]");
      if (!step) return false;
      takeOut(JSON.parse(step.dataset.keys ?? "[]"));
      return true;
    }
    return false;
  });
  return (
    <div
      ref={box}
      onFocusIn={(event) => (active.value = steps().findIndex((step) => step.contains(event.target as Node)))}
    >
      {view.waves.map((wave, place) => (
        <Wave key={wave.first} wave={wave} place={place} of={view.waves.length} />
      ))}
    </div>
  );
}

function Wave({ wave, place, of }: { wave: WaveView; place: number; of: number }) {
  const more = useSignal<readonly PlanStep[]>([]);
  const rows = [...wave.rows, ...more.value];
  const showMore = async () => {
    const next = await analyzer.ask("planSteps", [place, rows.length]);
    more.value = [...more.value, ...next];
  };
  return (
    <section class="wave">
      <h2 class="section">
        {t.plan.before(place, of)}
        <span class="section-note">{t.plan.steps(wave.steps, wave.values)}</span>
      </h2>
      <ol start={wave.first}>
        {rows.map((step, row) => (
          <Step key={`${step.id} ${wave.first}`} step={step} number={wave.first + row} />
        ))}
      </ol>
      {rows.length < wave.steps ? (
        <p class="row">
          <button type="button" class="small" onClick={() => void showMore()}>
            {t.plan.showMore(wave.steps)}
          </button>
        </p>
      ) : null}
      <div class="sync-band" role="note">
        <Icon name="sync" />
        <div>
          <p>
            <strong>{t.plan.sync(place, of)}</strong>{" "}
            <code translate={false}>Start-ADSyncSyncCycle -PolicyType Delta</code>
          </p>
          {wave.wait ? (
            <p>
              <Core text={wave.wait} />
            </p>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function Step({ step, number }: { step: PlanStep; number: number }) {
  const keys = step.choices.map(({ choice }) => choice.key);
  const isReview = step.safety === "review";
  const goes = step.changes.filter(({ takes }) => takes !== null).length;
  const place = t.object.place(<span translate={false}>{visible(step.file)}</span>, step.row);
  return (
    <li class="plan-step" tabIndex={-1} data-keys={JSON.stringify(keys)}>
      <span class="step-number">{number}</span>
      <div>
        <p class="step-head">
          <span>
            <a class="row-link" href={format("object", step.id)}>
              <strong translate={false}>{visible(step.name)}</strong>
            </a>{" "}
            <Core text={step.does} />
          </span>
          <SafetyMark safety={step.safety} />
        </p>
        {isReview ? step.choices.map((chosen) => <LookAt key={chosen.choice.key} chosen={chosen} />) : null}
        <ValueLines changes={step.changes} names={false} />
        <p class="note">
          {step.byHand === null ? (
            t.plan.checks(t.labels.sides[step.side], goes, step.changes.length - goes, place)
          ) : (
            <>
              {t.plan.byHandStep} <Core text={step.byHand} /> {place}.
            </>
          )}
          {step.side === "cloud" ? ` ${t.plan.inCloud}` : null}
        </p>
        {step.choices.map((chosen) => (
          <Chosen key={chosen.choice.key} chosen={chosen} isNoteShown={isReview} />
        ))}
      </div>
    </li>
  );
}

/** The names that what is said about a finding may hold. English needs none. */
function useNames(finding: number): readonly string[] {
  const around = useContext(Names);
  const detail = useAnswer(`${finding} ${edition.value} ${spoken.value}`, () =>
    spoken.value === "en" ? Promise.resolve(null) : analyzer.ask("finding", [finding]),
  );
  return [...around, ...(detail.value ? namesOf(detail.value) : [])];
}

/** What to look at first. */
function LookAt({ chosen: { finding, note } }: { chosen: ChosenView }) {
  const names = useNames(finding);
  if (!note) return null;
  return (
    <p class="look-at">
      <Names.Provider value={names}>
        <Core text={note} />
      </Names.Provider>
    </p>
  );
}

/** A choice as a link to its finding, what follows where it is not shown already, and the way out of the plan. */
function Chosen({ chosen: { choice, finding, note }, isNoteShown }: { chosen: ChosenView; isNoteShown: boolean }) {
  const names = useNames(finding);
  return (
    <p class="chosen">
      <span>
        <Names.Provider value={names}>
          {t.plan.for(
            <a class="row-link" href={format("finding", finding)}>
              <Core text={choice.fix} />
            </a>,
          )}
          {note && !isNoteShown ? (
            <>
              . <Core text={note} />
            </>
          ) : null}
        </Names.Provider>
      </span>
      <button
        type="button"
        class="quiet small"
        aria-label={t.frame.takeOutOf(saidPlainly(choice.fix, names))}
        onClick={() => takeOut([choice.key])}
      >
        {t.frame.takeOut}
      </button>
    </p>
  );
}

function ByHand({ view }: { view: PlanView }) {
  if (view.byHand.length === 0) return null;
  return (
    <section class="wave">
      <h2 class="section">
        {t.plan.byHand} <span class="section-note">{t.plan.byHandNote}</span>
      </h2>
      <ol>
        {view.byHand.map((entry, place) => (
          <li class="plan-step" key={entry.choice.key} tabIndex={-1} data-keys={JSON.stringify([entry.choice.key])}>
            <span class="step-number">{view.steps + place + 1}</span>
            <div>
              <p class="step-head">
                <strong>
                  <Label text={entry.title} />
                </strong>
              </p>
              <p>
                <Core text={entry.message} />
              </p>
              <p class="row">
                <a class="button small" href={format("finding", entry.finding)}>
                  {t.plan.openSteps}
                </a>
                <button type="button" class="quiet small" onClick={() => takeOut([entry.choice.key])}>
                  {t.frame.takeOut}
                </button>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
