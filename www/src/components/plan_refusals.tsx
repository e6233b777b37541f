// Why the choices make no plan, each with a way out; and choices that are not needed any more.

import { takeOut } from "../state/plan";
import { format } from "../state/route";
import { counted } from "../text/en";
import type { PlanView } from "../wire/types";
import { Icon } from "./icon";
import { visible } from "./value";

export function Refusals({ view }: { view: PlanView }) {
  return (
    <>
      {view.refusals.map((refusal) => (
        <div class="problem is-serious refusal" role="alert" key={refusal.sentence}>
          <Icon name="cross" />
          <div>
            <p>
              <strong>These cannot stand in one plan.</strong> {visible(refusal.sentence)}
            </p>
            <ul>
              {refusal.choices.map(({ choice, finding }) => (
                <li class="row" key={`${choice.key} ${choice.fix}`}>
                  <a href={format("finding", finding)}>{visible(choice.fix)}</a>
                  <button
                    type="button"
                    class="small"
                    aria-label={`Take out: ${choice.fix}`}
                    onClick={() => takeOut([choice.key])}
                  >
                    Take out
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ))}
      {view.gone.length > 0 ? (
        <div class="problem">
          <Icon name="info" />
          <div>
            <p>
              {counted(view.gone.length, "chosen fix fits", "chosen fixes fit")} no finding of these files any more:{" "}
              {visible(
                view.gone
                  .map(({ fix }) => fix || "steps by hand")
                  .slice(0, 5)
                  .join("; "),
              )}
              {view.gone.length > 5 ? " and others" : ""}. It is done, or the files no longer tell.
            </p>
            <p class="row">
              <button type="button" class="small" onClick={() => takeOut(view.gone.map(({ key }) => key))}>
                Take out
              </button>
            </p>
          </div>
        </div>
      ) : null}
    </>
  );
}
