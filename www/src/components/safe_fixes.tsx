// One button that adds every fix that nobody has to think about.

import { useAnswer } from "../state/answer";
import { addToPlan, planNumber } from "../state/plan";
import { analyzer, choices, edition } from "../state/store";
import { t } from "../text";
import type { FindingQuery } from "../wire/types";

/** Adds the safe fixes of the findings that fit a query, as far as they are open and not in the plan. */
export function SafeFixes({ query }: { query: FindingQuery }) {
  // The worker knows what is in the plan when it has made it.
  const state = choices.value.length === 0 ? "none" : planNumber.value;
  const safe = useAnswer(JSON.stringify([query, edition.value, state]), () => analyzer.ask("safeFixes", [query]));
  const fixes = safe.value ?? [];
  if (fixes.length === 0) return null;
  return (
    <button type="button" onClick={() => addToPlan(fixes, t.plan.added(fixes.length))}>
      {t.plan.addSafe(fixes.length)}
    </button>
  );
}
