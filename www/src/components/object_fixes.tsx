// What would put the findings about an object right, and the way into the plan. Where there are several ways, the choice is
// made at the finding.

import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { addToPlan, chosenFixes } from "../state/plan";
import { format } from "../state/route";
import { analyzer, edition } from "../state/store";
import { t } from "../text";
import type { FindingDetail, ObjectDetail } from "../wire/types";
import { Label } from "./core";
import { FixWords } from "./put_right";

/** Of so many findings the fixes are named; the findings themselves are listed all. */
const MOST = 12;

export function ObjectFixes({ detail }: { detail: ObjectDetail }) {
  const ids = detail.findings.filter(({ accepted }) => !accepted).map(({ id }) => id);
  const answer = useAnswer(`${edition.value} ${ids}`, () =>
    Promise.all(ids.slice(0, MOST).map((id) => analyzer.ask("finding", [id]))),
  );
  const known = (answer.value ?? []).filter(
    (finding): finding is FindingDetail => finding !== null && ids.includes(finding.id) && finding.fixes.length > 0,
  );
  const open = known
    .filter(({ key, fixes }) => fixes.length === 1 && !chosenFixes.value.has(key))
    .map(({ key, fixes }) => ({ key, fix: fixes[0]?.title ?? "" }));
  const add = () => addToPlan(open, t.plan.added(open.length));
  useKeys((event) => {
    if (event.key !== "p" || open.length === 0) return false;
    add();
    return true;
  });
  if (known.length === 0) return null;
  return (
    <section>
      <h2 class="section">
        {t.finding.putRight}
        <a class="section-note" href={format("plan")}>
          {t.object.toPlan}
        </a>
      </h2>
      <ul class="options">
        {known.map(({ id, key, title, fixes }) => {
          const way = fixes.find((fix) => fix.title === chosenFixes.value.get(key)) ?? fixes[0];
          return way ? (
            <li class="option" key={id}>
              <div class="option-words">
                <FixWords way={way} isPlanned={chosenFixes.value.has(key)}>
                  <a href={format("finding", id)}>
                    {fixes.length > 1 ? t.object.otherWays(fixes.length - 1) : <Label text={title} />}
                  </a>
                </FixWords>
              </div>
            </li>
          ) : null;
        })}
      </ul>
      {open.length > 0 ? (
        <p class="decision">
          <button type="button" class="primary" aria-keyshortcuts="p" onClick={add}>
            {open.length === 1 ? t.finding.planKey.add : t.object.addFixes(open.length)}
            <kbd>P</kbd>
          </button>
        </p>
      ) : null}
    </section>
  );
}
