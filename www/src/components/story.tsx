// How the sync decides, as a short story: question, answer, one sentence.

import { format } from "../state/route";
import { t } from "../text";
import type { StepView } from "../wire/types";
import { Core, Label } from "./core";
import { Icon } from "./icon";
import { Address } from "./value";

/** Is a file or a column missing? Who arrives first, which is not known either, is in no file. */
function isUntold({ verdict, hits }: StepView): boolean {
  return verdict === "unknown" && hits.length === 0;
}

export function Story({ steps }: { steps: readonly StepView[] }) {
  return (
    <ol class="story">
      {steps.map((step) => (
        <li key={step.question} class={`step-${step.verdict} ${step.decided ? "is-decided" : ""}`}>
          <span class="step-mark">
            <StepMark step={step} />
          </span>
          <div>
            <strong>
              <Label text={step.question} />
            </strong>{" "}
            <span class="step-answer">
              <Label text={step.answer} />
            </span>
            {step.key ? (
              <p>
                <code translate={false}>
                  <Address text={step.key} />
                </code>
              </p>
            ) : null}
            <p>
              <Core text={step.why} />
              {isUntold(step) ? (
                <>
                  {" "}
                  <a href={format("files")}>{t.object.whatTells}</a>
                </>
              ) : null}
            </p>
            {step.hits.map((hit) => (
              <p class="note" key={hit}>
                <Core text={hit} />
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ step }: { step: StepView }) {
  switch (step.verdict) {
    case "yes":
      return <Icon name="check" />;
    case "blocked":
      return <Icon name="cross" />;
    case "unknown":
      return <span aria-hidden="true">?</span>;
    default:
      return <span aria-hidden="true">–</span>;
  }
}
