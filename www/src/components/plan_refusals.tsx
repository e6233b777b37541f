// Why the choices make no plan, each with a way out; and choices that are not needed any more.

import { takeOut } from "../state/plan";
import { format } from "../state/route";
import { t } from "../text";
import type { PlanView } from "../wire/types";
import { Core } from "./core";
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
              <strong>{t.plan.atOdds}</strong> <Core text={refusal.sentence} />
            </p>
            <ul>
              {refusal.choices.map(({ choice, finding }) => (
                <li class="row" key={`${choice.key} ${choice.fix}`}>
                  <a href={format("finding", finding)}>
                    <Core text={choice.fix} />
                  </a>
                  <button
                    type="button"
                    class="small"
                    aria-label={t.frame.takeOutOf(choice.fix)}
                    onClick={() => takeOut([choice.key])}
                  >
                    {t.frame.takeOut}
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
              {t.plan.gone(
                view.gone.length,
                visible(
                  view.gone
                    .map(({ fix }) => fix || t.plan.stepsByHand)
                    .slice(0, 5)
                    .join("; "),
                ),
                view.gone.length > 5,
              )}
            </p>
            <p class="row">
              <button type="button" class="small" onClick={() => takeOut(view.gone.map(({ key }) => key))}>
                {t.frame.takeOut}
              </button>
            </p>
          </div>
        </div>
      ) : null}
    </>
  );
}
