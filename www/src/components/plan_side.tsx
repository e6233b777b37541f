// Beside the plan: what trying it on the loaded data shows.

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { isPlanCurrent, planNumber, useTrial } from "../state/plan";
import { format } from "../state/route";
import { analyzer } from "../state/store";
import { count, outcomeLabel, t } from "../text";
import type { PlanView, SimulationView } from "../wire/types";
import { ChangedObjects } from "./changed_object";
import { Core, Label } from "./core";
import { OutcomeGlyph, SeverityIcon } from "./glyph";
import { Icon } from "./icon";
import { PlanFiles } from "./plan_files";
import { visible } from "./value";

export function PlanSide({ view }: { view: PlanView }) {
  const trial = useTrial(view.steps > 0 ? String(planNumber.value) : "", (tell) => analyzer.ask("tryPlan", [], tell));
  // What somebody knows is about the plan as it stands.
  const isKnown = useSignal(false);
  useEffect(() => {
    isKnown.value = false;
  }, [planNumber.value]);
  const canSave =
    isPlanCurrent.value &&
    view.refusals.length === 0 &&
    (view.steps === 0 || (trial.answer !== null && (isClean(trial.answer) || isKnown.value)));
  if (view.steps === 0 && view.byHand.length === 0) return null;
  return (
    <>
      {view.steps > 0 ? (
        <section aria-busy={trial.progress !== null}>
          <h2 class="section">{t.plan.tried}</h2>
          {trial.progress ? (
            <p class="trying">
              {t.finding.trying}
              {typeof trial.progress === "string" ? (
                <progress aria-label={t.finding.trying} />
              ) : (
                <progress
                  aria-label={t.finding.trying}
                  max={Math.max(trial.progress.total, 1)}
                  value={trial.progress.done}
                />
              )}
            </p>
          ) : null}
          {trial.trouble ? (
            <p class="caution">
              <Core text={trial.trouble} />
            </p>
          ) : null}
          {trial.answer ? <Simulation data={trial.answer} /> : null}
          {trial.answer && !isClean(trial.answer) ? (
            <label class="row known">
              <input type="checkbox" checked={isKnown.value} onChange={() => (isKnown.value = !isKnown.value)} />
              {t.plan.know}
            </label>
          ) : null}
        </section>
      ) : null}
      <PlanFiles view={view} canSave={canSave} />
    </>
  );
}

/** Does the plan do what was wanted and nothing else? */
function isClean(data: SimulationView): boolean {
  return data.addedCount === 0 && data.surprises === 0 && data.isUndone;
}

function CountsHead() {
  return (
    <thead>
      <tr>
        <th scope="col">{t.frame.outcome}</th>
        <th scope="col" class="number-cell">
          {t.plan.today}
        </th>
        <th scope="col" class="number-cell">
          {t.plan.after}
        </th>
      </tr>
    </thead>
  );
}

function OutcomeRow({ row: { outcome, before, after } }: { row: SimulationView["outcomes"][number] }) {
  return (
    <tr>
      <th scope="row">
        <span class="with-glyph">
          <OutcomeGlyph outcome={outcome} />
          {outcomeLabel(outcome)}
        </span>
      </th>
      <td class="number-cell">{count(before)}</td>
      <td class={before === after ? "number-cell is-same" : "number-cell"}>{count(after)}</td>
    </tr>
  );
}

function Simulation({ data }: { data: SimulationView }) {
  const changed = data.outcomes.filter(({ before, after }) => before !== after);
  const same = data.outcomes.filter(({ before, after }) => before === after && before > 0);
  // A finding may come to tell what another told, or to stand by itself: neither is new or gone.
  const told = data.findingsBefore - data.resolved + data.addedCount - data.findingsAfter;
  return (
    <>
      <p class="note">{t.plan.simulated}</p>
      <table class="plain counts">
        <CountsHead />
        <tbody>
          {changed.map((row) => (
            <OutcomeRow key={row.outcome} row={row} />
          ))}
          <tr>
            <th scope="row">{t.frame.findings}</th>
            <td class="number-cell">{count(data.findingsBefore)}</td>
            <td class="number-cell">{count(data.findingsAfter)}</td>
          </tr>
        </tbody>
      </table>
      {same.length > 0 ? (
        <details class="fold">
          <summary>
            <Icon name="right" />
            {t.plan.unchanged(same.length)}
          </summary>
          <table class="plain counts">
            <CountsHead />
            <tbody>
              {same.map((row) => (
                <OutcomeRow key={row.outcome} row={row} />
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
      {data.changed > 0 ? <ChangedObjects rows={data.changes} total={data.changed} /> : null}
      <div role="status">
        <ul class="proofs">
          <Proof isGood={data.addedCount === 0}>
            {t.plan.resolved(data.resolved, data.addedCount, (words) => (
              <strong>{words}</strong>
            ))}
            {data.added.map((message) => (
              <span class="block" key={message}>
                + <Core text={message} />
              </span>
            ))}
            {told === 0 ? null : (
              <span class="block note">{told > 0 ? t.plan.toldElsewhere(told) : t.plan.alone(-told)}</span>
            )}
            {data.addedCount > data.added.length ? (
              <span class="block note">{t.plan.more(data.addedCount - data.added.length)}</span>
            ) : null}
          </Proof>
          {data.remainingCount > 0 ? (
            <Proof isGood={false}>
              <strong>{t.plan.remaining(data.remainingCount)}</strong>
              {data.remaining.map((finding) => (
                <span class="block" key={finding.id}>
                  <a class="row-link" href={format("finding", finding.id)}>
                    <Label text={finding.title} /> <span translate={false}>{visible(finding.value)}</span>
                  </a>
                </span>
              ))}
            </Proof>
          ) : null}
          {data.surprises > 0 ? (
            <Proof isGood={false}>
              {t.plan.surprises(data.surprises, (words) => (
                <strong>{words}</strong>
              ))}
            </Proof>
          ) : null}
          <Proof isGood={data.isUndone}>{data.isUndone ? t.plan.undone : t.plan.notUndone}</Proof>
        </ul>
      </div>
    </>
  );
}

function Proof({ isGood, children }: { isGood: boolean; children: ComponentChildren }) {
  return (
    <li class={isGood ? "is-good" : "is-bad"}>
      {isGood ? <Icon name="check" /> : <SeverityIcon severity="high" />}
      <span>{children}</span>
    </li>
  );
}
