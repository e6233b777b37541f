// Values that go and come, one a line: sign, whose it is, the value.

import { t } from "../text";
import type { Safety, ValueChange } from "../wire/types";
import { SeverityIcon } from "./glyph";
import { Icon } from "./icon";
import { Address, visible } from "./value";

/** More lines than these are only counted. */
const MOST = 12;

export function ValueLines({ changes, names = true }: { changes: readonly ValueChange[]; names?: boolean }) {
  const lines = changes.flatMap((change) => [
    ...(change.takes === null ? [] : [{ change, isGone: true, value: change.takes }]),
    ...(change.brings === null ? [] : [{ change, isGone: false, value: change.brings }]),
  ]);
  return (
    <span class={names ? "value-lines has-names" : "value-lines"}>
      {lines.slice(0, MOST).map(({ change, isGone, value }, place) => (
        <span class={isGone ? "value-line is-gone" : "value-line"} key={place}>
          <span class="value-sign" aria-hidden="true">
            {isGone ? "−" : "+"}
          </span>
          <span class="hidden">{isGone ? t.finding.removeFrom : t.finding.addTo}</span>
          <span class="value-of">
            {names ? <span translate={false}>{visible(change.name)}</span> : null}{" "}
            {change.attribute === "proxyAddresses" ? null : (
              <span class="note mono" translate={false}>
                {change.attribute}
              </span>
            )}
          </span>
          <span class="mono" translate={false}>
            <Address text={value} />
          </span>
        </span>
      ))}
      {lines.length > MOST ? <span class="value-line note">{t.finding.moreValues(lines.length - MOST)}</span> : null}
    </span>
  );
}

/** Whether somebody has to think about it: a sign and a word. */
export function SafetyMark({ safety }: { safety: Safety }) {
  return (
    <span class={`with-glyph safety is-${safety}`}>
      {safety === "safe" ? <Icon name="check" /> : <SeverityIcon severity="high" />}
      <strong>{t.labels.safeties[safety]}</strong>
    </span>
  );
}
