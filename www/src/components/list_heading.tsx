// The heading of a list: how many fit, and of how many.

import type { ComponentChildren } from "preact";
import { t } from "../text";

interface Props {
  /** One of what is listed. */
  what: "object" | "finding";
  /** Null while the answer is under way: a number would be wrong for a moment. */
  list: { total: number; of: number } | null;
  children?: ComponentChildren;
}

export function ListHeading({ what, list, children }: Props) {
  const words = t.lists[what];
  if (!list) return <h1>{words.title}</h1>;
  return (
    <h1>
      {list.total === list.of ? words.counted(list.of) : words.some(list.total, list.of)}
      {children}
    </h1>
  );
}
