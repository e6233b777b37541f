// Before and after: what would change under the settings that are tried out, in counts and object by object.

import { useSignal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { useAnswer } from "../state/answer";
import { format, route } from "../state/route";
import {
  applied,
  apply,
  changedNames,
  discard,
  draft,
  preview,
  previewNumber,
  trouble,
  trying,
  tryWithoutAny,
} from "../state/settings";
import { analyzer, overview, settings } from "../state/store";
import { count, outcomeLabel, t } from "../text";
import type { SettingRow, WhatIfView } from "../wire/types";
import { Changed } from "./changed_object";
import { Core, Label } from "./core";
import { OutcomeGlyph, tone } from "./glyph";
import { Icon } from "./icon";
import { visible } from "./value";
import { useLate } from "./working";

/** How many objects are listed at a time. */
const LISTED = 10;

interface Props {
  heading: RefObject<HTMLHeadingElement | null>;
  rows: readonly SettingRow[];
}

export function BeforeAfter({ heading, rows }: Props) {
  const view = preview.value;
  return (
    <section class="before-after" aria-labelledby="before-after">
      <h2 class="section" id="before-after" tabIndex={-1} ref={heading}>
        {t.settings.beforeAfter}
      </h2>
      {draft.value === null ? <AtRest /> : null}
      {trouble.value === "" ? null : (
        <div class="problem is-warning">
          <Icon name="info" />
          <p>
            <Core text={trouble.value} />
          </p>
        </div>
      )}
      <Trying />
      {view && draft.value ? <Verdict view={view} rows={rows} /> : null}
      {draft.value ? <Buttons /> : null}
      {view && draft.value ? <Counts view={view} /> : null}
      {view && draft.value && view.changed > 0 ? <Changes total={view.changed} /> : null}
    </section>
  );
}

function AtRest() {
  const names = Object.keys(settings.value);
  const objects = overview.value?.onPremises ?? 0;
  return (
    <>
      {applied.value === null ? (
        <p>{t.settings.atRest(objects)}</p>
      ) : (
        <p>
          <strong>{t.settings.applied(applied.value)}</strong> <a href={format("overview")}>{t.settings.seeOverview}</a>
        </p>
      )}
      {names.length > 0 ? (
        <p class="row">
          <span>{t.settings.given(names.length)}</span>
          <button type="button" class="small" onClick={tryWithoutAny}>
            {t.settings.goByFiles}
          </button>
        </p>
      ) : null}
    </>
  );
}

function Trying() {
  const now = trying.value;
  const isLate = useLate(now !== null);
  if (now === null || !isLate) return null;
  const told = now === "begun" ? null : now;
  return (
    <div class="trying">
      <p>
        {told
          ? t.work.stageNow(t.work.stage(told.stage), t.work.stageProgress(told.stage, told.done, told.total))
          : t.settings.working}
      </p>
      <progress
        max={Math.max(told?.total ?? 1, 1)}
        value={told && told.total > 0 ? told.done : undefined}
        aria-label={t.settings.working}
      />
    </div>
  );
}

/** What changes, in a sentence or two. */
function Verdict({ view, rows }: { view: WhatIfView; rows: readonly SettingRow[] }) {
  const names = changedNames();
  const changed = rows.filter((row) => names.includes(row.name));
  const isSame = view.changed === 0 && view.findingsBefore === view.findingsAfter && view.rules.length === 0;
  return (
    <>
      <p class="before-after-verdict">{t.settings.changes(view.changed)}</p>
      {view.surer > 0 ? <p>{t.settings.surer(view.surer)}</p> : null}
      {view.lessSure > 0 ? <p>{t.settings.lessSure(view.lessSure)}</p> : null}
      {isSame
        ? changed.map((row) => (
            <p key={row.name}>
              <Core text={row.decides} />
            </p>
          ))
        : null}
      {changed.map((row) => (row.unseen === null ? null : <Unseen key={row.name} text={row.unseen} />))}
      <ul class="tried">
        {changed.map((row) => (
          <li key={row.name}>
            <code translate={false}>{row.name}</code> {visible(inWords(row))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What no file tells: that nothing changes then proves nothing. */
function Unseen({ text }: { text: string }) {
  return (
    <p class="unseen">
      <span class="unknown-mark" aria-hidden="true">
        ?
      </span>
      <Core text={text} />
    </p>
  );
}

function inWords(row: SettingRow): string {
  const words = t.settings.values;
  if (row.kind === "switch") return row.values[0] === "true" ? words.on : words.off;
  if (row.values.length === 0) return row.origin === "unknown" ? words.unknown : words.none;
  return row.values.join(", ");
}

/** To keep it or not. Also stands below the setting where there is no room beside it. */
export function Buttons() {
  return (
    <p class="row">
      <button
        type="button"
        class="primary"
        disabled={trouble.value !== "" || preview.value === null}
        onClick={() => void apply()}
      >
        {t.settings.apply}
      </button>
      <button type="button" onClick={discard}>
        {t.settings.discard} {route.value.view === "settings" ? <kbd>U</kbd> : null}
      </button>
    </p>
  );
}

/**
 * That something is tried out and not kept, for whoever has left the settings, and when they come back to them. Who flips
 * a switch sees it beside the switches, and nothing moves.
 */
export function Pending() {
  const isAway = route.value.view !== "settings";
  const isTried = draft.value !== null;
  const [wasLeft, setWasLeft] = useState(false);
  useLayoutEffect(() => {
    if (isAway || !isTried) setWasLeft(isTried);
  }, [isAway, isTried]);
  if (!isTried || !wasLeft || overview.value === null) return null;
  return (
    <div class="pending">
      <p>
        {t.settings.pending(changedNames().length)}{" "}
        {isAway ? <a href={format("settings")}>{t.settings.seeSettings}</a> : null}
      </p>
      <Buttons />
    </div>
  );
}

/** The difference, with its sign. */
function difference(before: number, after: number): string {
  if (before === after) return "0";
  return after > before ? `+${count(after - before)}` : `−${count(before - after)}`;
}

/** More that is stopped, or less that joins, is for the worse. */
function isWorse(outcome: string, before: number, after: number): boolean {
  if (tone(outcome) === "stop") return after > before;
  return tone(outcome) === "join" && after < before;
}

function Counts({ view }: { view: WhatIfView }) {
  const outcomes = view.outcomes.filter((row) => row.before > 0 || row.after > 0);
  return (
    <>
      <table class="plain counts">
        <thead>
          <tr>
            <th scope="col">{t.frame.outcome}</th>
            <th scope="col" class="number-cell">
              {t.settings.now}
            </th>
            <th scope="col" class="number-cell">
              {t.settings.after}
            </th>
            <th scope="col" class="number-cell">
              {t.settings.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map((row) => (
            <Count
              key={row.outcome}
              before={row.before}
              after={row.after}
              isWorse={isWorse(row.outcome, row.before, row.after)}
            >
              <span class="with-glyph">
                <OutcomeGlyph outcome={row.outcome} />
                <span>{outcomeLabel(row.outcome)}</span>
              </span>
            </Count>
          ))}
          <Count
            before={view.findingsBefore}
            after={view.findingsAfter}
            isWorse={view.findingsAfter > view.findingsBefore}
          >
            {t.frame.findings}
          </Count>
          {view.rules.map((rule) => (
            <Count key={rule.rule} before={rule.before} after={rule.after} isWorse={rule.after > rule.before}>
              <span class="of-findings">
                <Label text={rule.title} />
              </span>
            </Count>
          ))}
        </tbody>
      </table>
      {view.transitions.length > 0 ? (
        <table class="plain counts">
          <thead>
            <tr>
              <th scope="col">{t.settings.from}</th>
              <th scope="col">{t.settings.to}</th>
              <th scope="col" class="number-cell">
                {t.frame.objects}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.transitions.map((row) => (
              <tr key={`${row.before} ${row.after}`}>
                <td>{outcomeLabel(row.before)}</td>
                <td>{row.before === row.after ? t.settings.same : outcomeLabel(row.after)}</td>
                <td class="number-cell">{count(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

interface CountProps {
  before: number;
  after: number;
  isWorse: boolean;
  children: ComponentChildren;
}

function Count({ before, after, isWorse: worse, children }: CountProps) {
  return (
    <tr>
      <td>{children}</td>
      <td class="number-cell">{count(before)}</td>
      <td class="number-cell">{count(after)}</td>
      <td class={`number-cell${before === after ? " is-same" : ""}${worse ? " is-worse" : ""}`}>
        {difference(before, after)}
      </td>
    </tr>
  );
}

/** The objects that come out otherwise, some at a time. */
function Changes({ total }: { total: number }) {
  const start = useSignal(0);
  const number = previewNumber.value;
  useEffect(() => {
    start.value = 0;
  }, [number]);
  const from = start.value < total ? start.value : 0;
  const list = useAnswer(`${number} ${from}`, () => analyzer.ask("whatIfObjects", [from, LISTED]));
  const rows = list.value?.rows ?? [];
  const last = Math.min(from + LISTED, total);
  return (
    <>
      <h3 class="changes-head">{t.settings.objects}</h3>
      <ol class="changes" start={from + 1}>
        {rows.map((row) => (
          <Changed key={row.id} row={row} />
        ))}
      </ol>
      {total > LISTED ? (
        <p class="row pager">
          <span class="note">{t.settings.listed(from + 1, last, total)}</span>
          <button
            type="button"
            aria-label={t.settings.objectsBefore}
            disabled={from === 0}
            onClick={() => {
              start.value = Math.max(0, from - LISTED);
            }}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            aria-label={t.settings.objectsAfter}
            disabled={last >= total}
            onClick={() => {
              start.value = from + LISTED;
            }}
          >
            <Icon name="right" />
          </button>
        </p>
      ) : null}
    </>
  );
}
