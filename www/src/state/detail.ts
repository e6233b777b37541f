// What the views of one object and one finding share: its answer, the keys, the way back, the focus.

import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { useAnswer } from "./answer";
import { useDetailKeys } from "./keys";
import { goBack, keptFacets, step } from "./lists";
import { format, route } from "./route";
import { edition } from "./store";

export interface DetailState<Detail> {
  /** What is shown; null while it is under way or where there is none. */
  detail: Signal<Detail | null>;
  /** Has the worker said that there is none? */
  isMissing: boolean;
  /** The heading, which takes the focus when the answer is there. */
  heading: RefObject<HTMLHeadingElement | null>;
  /** The address of the list. */
  back: string;
}

/** The item that the address names, of this list. */
export function useDetail<Detail>(
  list: "objects" | "findings",
  ask: (id: number) => Promise<Detail | null>,
  copyIt: (detail: Detail) => void,
): DetailState<Detail> {
  const heading = useRef<HTMLHeadingElement>(null);
  const missing = useSignal("");
  const id = Number(route.value.item);
  const key = `${id} ${edition.value}`;
  const detail = useAnswer(
    key,
    () => ask(id),
    (answer) => {
      missing.value = answer === null ? key : "";
      heading.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    },
  );
  const back = format(list, "", keptFacets(list));
  useDetailKeys({
    back: () => goBack(back),
    next: () => void step(list, 1),
    previous: () => void step(list, -1),
    copy: () => {
      if (detail.value) copyIt(detail.value);
    },
  });
  return { detail, isMissing: missing.value === key, heading, back };
}
