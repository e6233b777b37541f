// The heading of a list: how many fit, and of how many.

import type { ComponentChildren } from "preact";
import { count, counted } from "../text/en";

interface Props {
  /** One of what is listed. */
  what: string;
  /** Null while the answer is under way: a number would be wrong for a moment. */
  list: { total: number; of: number } | null;
  children?: ComponentChildren;
}

export function ListHeading({ what, list, children }: Props) {
  if (!list) return <h1>{`${what[0]?.toUpperCase()}${what.slice(1)}s`}</h1>;
  return (
    <h1>
      {list.total === list.of ? counted(list.of, what) : `${count(list.total)} of ${counted(list.of, what)}`}
      {children}
    </h1>
  );
}
