// What is decided about a rule: another severity, or switched off, with a reason; and the way back.

import { useId, useState } from "preact/hooks";
import { decideRule, takeBackRule } from "../state/decisions";
import { decisions } from "../state/store";
import { RULE_SEVERITIES } from "../text/en";
import type { RuleSeverity } from "../wire/types";
import { ReasonForm } from "./decision";
import { Icon } from "./icon";
import { visible } from "./value";

const CHOICES = Object.entries(RULE_SEVERITIES) as [RuleSeverity, string][];

export function RuleDecisionForm({ id }: { id: string }) {
  const [chosen, choose] = useState<RuleSeverity | null>(null);
  const select = useId();
  const decided = decisions.value.rules[id];
  return (
    <section class="rule-decision" aria-labelledby={`${select}-title`}>
      <h2 class="section" id={`${select}-title`}>
        In your results
      </h2>
      {decided ? (
        <div class="problem is-calm">
          <Icon name="check" />
          <div>
            <p>
              <strong>{RULE_SEVERITIES[decided.severity]}</strong> since {decided.date}: {visible(decided.reason)}
            </p>
            <p class="row">
              <button type="button" class="small" onClick={() => void takeBackRule(id)}>
                Take back
              </button>
            </p>
          </div>
        </div>
      ) : (
        <>
          <p class="row">
            <label for={select}>Severity of its findings</label>
            <select
              id={select}
              value={chosen ?? ""}
              onChange={(event) => {
                const value = event.currentTarget.value;
                choose(CHOICES.find(([name]) => name === value)?.[0] ?? null);
              }}
            >
              <option value="">As the rule says</option>
              {CHOICES.map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          </p>
          {chosen === null ? null : (
            <ReasonForm
              key={chosen}
              label={chosen === "off" ? "Why is it switched off?" : "Why has it another severity?"}
              action={chosen === "off" ? "Switch off" : "Change"}
              note={
                chosen === "off"
                  ? "Its findings stay in the list and in every count, marked as accepted."
                  : "Its findings are listed under the other severity."
              }
              submit={(reason) => {
                void decideRule(id, chosen, reason);
                choose(null);
              }}
              cancel={() => {
                choose(null);
                document.getElementById(select)?.focus();
              }}
            />
          )}
        </>
      )}
    </section>
  );
}
