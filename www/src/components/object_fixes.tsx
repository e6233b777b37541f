// What would put the findings about an object right, each by itself into the plan: two of them may be at odds. Where there
// are several ways, the choice is made at the finding.

import { useAnswer } from "../state/answer";
import { addToPlan, chosenFixes, takeOut } from "../state/plan";
import { format } from "../state/route";
import { analyzer, edition } from "../state/store";
import { t } from "../text";
import { saidPlainly } from "../text/said";
import type { FindingDetail, ObjectDetail } from "../wire/types";
import { Core, Label, Names } from "./core";
import { FixWords, Planned } from "./put_right";

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
        {known.map((finding) => (
          <li class="option" key={finding.id}>
            <div class="option-words">
              <Names.Provider value={finding.owners.map(({ name }) => name)}>
                {finding.fixes.length > 1 ? <SeveralWays finding={finding} /> : <OneWay finding={finding} />}
              </Names.Provider>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneWay({ finding: { id, key, title, fixes, owners } }: { finding: FindingDetail }) {
  const [way] = fixes;
  if (!way) return null;
  const isPlanned = chosenFixes.value.get(key) === way.title;
  const names = owners.map(({ name }) => name);
  const add = () => addToPlan([{ key, fix: way.title }], t.plan.addedOne(saidPlainly(way.title, names)));
  return (
    <>
      <FixWords way={way} isPlanned={isPlanned}>
        <a href={format("finding", id)}>
          <Label text={title} />
        </a>
      </FixWords>
      <p class="decision">
        <button type="button" onClick={isPlanned ? () => takeOut([key]) : add}>
          {t.finding.planKey[isPlanned ? "outOfPlan" : "add"]}
        </button>
      </p>
    </>
  );
}

/** None of them stands before the others: each says who gets or keeps something. */
function SeveralWays({ finding: { id, key, title, fixes } }: { finding: FindingDetail }) {
  const planned = chosenFixes.value.get(key);
  return (
    <>
      <strong>
        <Label text={title} />
      </strong>
      <ul class="ways">
        {fixes.map((way) => (
          <li key={way.title}>
            <Core text={way.title} /> {planned === way.title ? <Planned /> : null}
          </li>
        ))}
      </ul>
      <a href={format("finding", id)}>{t.object.chooseWay}</a>
    </>
  );
}
