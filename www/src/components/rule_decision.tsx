// What is decided about a rule: another severity, or switched off, with a reason; and the way back.

import { useId, useState } from "preact/hooks";
import { decideRule, takeBackRule } from "../state/decisions";
import { decisions } from "../state/store";
import { t } from "../text";
import type { RuleSeverity } from "../wire/types";
import { ReasonForm } from "./decision";
import { Icon } from "./icon";
import { visible } from "./value";

const CHOICES: readonly RuleSeverity[] = ["off", "blocker", "high", "medium", "low", "info"];

function label(severity: RuleSeverity): string {
  return severity === "off" ? t.labels.off : t.labels.severities[severity];
}

export function RuleDecisionForm({ id }: { id: string }) {
  const [chosen, choose] = useState<RuleSeverity | null>(null);
  const select = useId();
  const decided = decisions.value.rules[id];
  return (
    <section class="rule-decision" aria-labelledby={`${select}-title`}>
      <h2 class="section" id={`${select}-title`}>
        {t.finding.inResults}
      </h2>
      {decided ? (
        <div class="problem is-calm">
          <Icon name="check" />
          <div>
            <p>
              {t.finding.since(<strong>{label(decided.severity)}</strong>, t.forms.date(decided.date))}{" "}
              <span translate={false}>{visible(decided.reason)}</span>
            </p>
            <p class="row">
              <button type="button" class="small" onClick={() => void takeBackRule(id)}>
                {t.frame.takeBack}
              </button>
            </p>
          </div>
        </div>
      ) : (
        <>
          <p class="row">
            <label for={select}>{t.finding.severityOf}</label>
            <select
              id={select}
              value={chosen ?? ""}
              onChange={(event) => {
                const value = event.currentTarget.value;
                choose(CHOICES.find((name) => name === value) ?? null);
              }}
            >
              <option value="">{t.finding.asRuleSays}</option>
              {CHOICES.map((name) => (
                <option key={name} value={name}>
                  {label(name)}
                </option>
              ))}
            </select>
          </p>
          {chosen === null ? null : (
            <ReasonForm
              key={chosen}
              label={chosen === "off" ? t.finding.whyOff : t.finding.whyOther}
              action={chosen === "off" ? t.finding.switchOff : t.finding.changeSeverity}
              note={chosen === "off" ? t.finding.offNote : t.finding.otherNote}
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
