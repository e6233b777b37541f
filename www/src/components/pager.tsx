// Where an item stands in its list, the way to its neighbours and the way back.

import { current, ITEM, type ListName, step, wayBack } from "../state/lists";
import { format } from "../state/route";
import { t } from "../text";
import { Icon } from "./icon";

/** The way back to the finding from which an object was opened, or to the list as it was left. */
export function Back({ list }: { list: ListName }) {
  const now = current(list);
  const words = t.lists[ITEM[list]];
  const to = wayBack(list);
  return (
    <a class="back" href={format(...to)}>
      <Icon name="left" />
      {to[0] === "finding" ? t.lists.backToFinding : now ? words.counted(now.total) : words.title}
    </a>
  );
}

export function Pager({ list }: { list: ListName }) {
  const now = current(list);
  if (!now) return null;
  const words = t.lists[ITEM[list]];
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
