// Where an item stands in the list that it was opened from, and the way to its neighbours.

import { opened, step } from "../state/lists";
import { count } from "../text/en";
import { Icon } from "./icon";

export function Pager({ list, what }: { list: "objects" | "findings"; what: string }) {
  const now = opened[list].value;
  if (!now) return null;
  return (
    <span class="pager">
      <span class="note">
        {count(now.place + 1)} of {count(now.total)}
      </span>
      <button
        type="button"
        onClick={() => void step(list, -1)}
        disabled={now.place === 0}
        aria-label={`Previous ${what}`}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        onClick={() => void step(list, 1)}
        disabled={now.place + 1 >= now.total}
        aria-label={`Next ${what}`}
      >
        <Icon name="right" />
      </button>
    </span>
  );
}
