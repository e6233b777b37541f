// Where an item stands in the list that it was opened from, and the way to its neighbours.

import { opened, step } from "../state/lists";
import { t } from "../text";
import { Icon } from "./icon";

export function Pager({ list }: { list: "objects" | "findings" }) {
  const now = opened[list].value;
  if (!now) return null;
  const words = t.lists[list === "objects" ? "object" : "finding"];
  return (
    <span class="pager">
      <span class="note">{t.frame.of(now.place + 1, now.total)}</span>
      <button type="button" onClick={() => void step(list, -1)} disabled={now.place === 0} aria-label={words.previous}>
        <Icon name="left" />
      </button>
      <button
        type="button"
        onClick={() => void step(list, 1)}
        disabled={now.place + 1 >= now.total}
        aria-label={words.next}
      >
        <Icon name="right" />
      </button>
    </span>
  );
}
