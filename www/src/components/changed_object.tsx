// An AD object that comes out otherwise: its outcome today and after.

import { format } from "../state/route";
import { outcomeLabel, t } from "../text";
import { label } from "../text/core";
import type { ChangeRow, ChangeSide } from "../wire/types";
import { OutcomeGlyph } from "./glyph";
import { visible } from "./value";

/** One of them. */
export function Changed({ row }: { row: ChangeRow }) {
  // Where the outcome alone tells the difference, the account is left out.
  const isSame = row.before.outcome === row.after.outcome;
  return (
    <li>
      <a class="row-link" href={format("object", row.id)} translate={false}>
        {visible(row.name)}
      </a>{" "}
      <span class="note login" translate={false}>
        {visible(row.login)}
      </span>
      <Side side={row.before} isFull={isSame} word={t.settings.now} />
      <Side side={row.after} isFull={isSame} word={t.settings.after} />
    </li>
  );
}

function Side({ side, isFull, word }: { side: ChangeSide; isFull: boolean; word: string }) {
  const cloud = side.cloud === "" ? t.settings.noAccount : side.cloud;
  return (
    <span class="change-side">
      <span class="change-word">{word}</span>
      <OutcomeGlyph outcome={side.outcome} />
      <span>
        {outcomeLabel(side.outcome)}
        {isFull ? <>: {visible(side.by === "" ? cloud : t.settings.by(cloud, label(side.by)))}</> : null}
      </span>
    </span>
  );
}

/** The first of them under a fix or a plan, with how many there are. */
export function ChangedObjects({ rows, total }: { rows: readonly ChangeRow[]; total: number }) {
  return (
    <>
      <strong class="block">{t.plan.otherwise(total)}</strong>
      <ul class="changes">
        {rows.map((row) => (
          <Changed key={row.id} row={row} />
        ))}
      </ul>
      {total > rows.length ? <span class="block note">{t.plan.more(total - rows.length)}</span> : null}
    </>
  );
}
