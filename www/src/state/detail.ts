// What the views of one object and one finding share: its answer, the keys, the way back, the focus.

import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAnswer } from "./answer";
import { useDetailKeys } from "./keys";
import { findPlace, type ListName, listKey, opened, step, wayBack } from "./lists";
import { go, route } from "./route";
import { edition } from "./store";

export interface DetailState<Detail> {
  /** What is shown; null while it is under way or where there is none. */
  detail: Signal<Detail | null>;
  /** Has the worker said that there is none? */
  isMissing: boolean;
  /** The heading, which takes the focus when the answer is there. */
  heading: RefObject<HTMLHeadingElement | null>;
}

/** The item that the address names, of this list. */
export function useDetail<Detail>(
  list: ListName,
  ask: (id: number) => Promise<Detail | null>,
  copyIt: (detail: Detail) => void,
): DetailState<Detail> {
  const heading = useRef<HTMLHeadingElement>(null);
  const missing = useSignal("");
  const id = Number(route.value.item);
  const key = `${id} ${edition.value}`;
  // First, so that the way to the next one is known when the item is in sight.
  useAnswer(
    `${key} ${listKey(list)}`,
    () => findPlace(list, id),
    (place) => {
      opened[list].value = place;
    },
  );
  const detail = useAnswer(
    key,
    () => ask(id),
    (answer) => {
      missing.value = answer === null ? key : "";
    },
  );
  useEffect(() => {
    if (!detail.value) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest(".item-pane")?.scrollTo({ top: 0 });
    scrollTo({ top: 0 });
  }, [detail.value]);
  useDetailKeys({
    back: () => go(...wayBack(list)),
    next: () => void step(list, 1),
    previous: () => void step(list, -1),
    copy: () => {
      if (detail.value) copyIt(detail.value);
    },
  });
  return { detail, isMissing: missing.value === key, heading };
}
