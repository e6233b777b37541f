// The page of a rule, from the rule's own documentation.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Markdown } from "../components/markdown";
import { Back } from "../components/pager";
import { RuleDecisionForm } from "../components/rule_decision";
import { route } from "../state/route";
import { analyzer, overview } from "../state/store";
import type { RuleView as RuleData } from "../wire/types";

export function RuleView() {
  const rule = useSignal<RuleData | null>(null);
  const id = route.value.item;
  useEffect(() => {
    rule.value = null;
    analyzer.ask("rule", [id]).then(
      (answer) => {
        rule.value = answer;
      },
      () => undefined,
    );
  }, [id]);
  return (
    <div class="page reading">
      <p>
        <Back list="findings" />
      </p>
      {rule.value ? (
        <div>
          <Markdown text={rule.value.page} />
        </div>
      ) : null}
      {rule.value && overview.value ? <RuleDecisionForm key={rule.value.id} id={rule.value.id} /> : null}
    </div>
  );
}
