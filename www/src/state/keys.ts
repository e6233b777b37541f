// Keys. Single letters pause while somebody types and can be switched off.

import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { singleKeys } from "./preferences";

type Handler = (event: KeyboardEvent) => boolean;

const handlers: Handler[] = [];
/** Those of what lies over the page. */
const above: Handler[] = [];

/** Adds a handler; the last one added is asked first. It says whether it took the key. */
export function useKeys(handler: Handler, layer = handlers): void {
  useEffect(() => {
    layer.unshift(handler);
    return () => {
      layer.splice(layer.indexOf(handler), 1);
    };
  });
}

/** Adds a handler of something that lies over the page, which is asked before all others. */
export function useKeysAbove(handler: Handler): void {
  useKeys(handler, above);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches("textarea, select, [contenteditable]") ||
      (target instanceof HTMLInputElement && !["checkbox", "radio", "file", "button"].includes(target.type)))
  );
}

function isSearch(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("[data-search]");
}

const FRAMES = 60;

/** Gives the focus to the active line of a list, which may still have to come from the worker; a new list has none. */
export function focusActive(choose?: () => void, frames = FRAMES): void {
  choose?.();
  const control = document.querySelector<HTMLElement>(".window .is-active :is(a, button)");
  if (control) control.focus();
  else if (frames > 0) requestAnimationFrame(() => focusActive(choose, frames - 1));
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  // A dialog has its keys to itself: Escape closes it and nothing below it.
  if (document.querySelector("dialog[open]")) return;
  const isSingle = event.key.length === 1;
  const leavesSearch = isSearch(event.target) && (event.key === "Enter" || event.key === "ArrowDown");
  if (isTyping(event.target) && event.key !== "Escape" && !leavesSearch) return;
  if (isSingle && !singleKeys.value) return;
  if ([...above, ...handlers].some((handler) => handler(event))) event.preventDefault();
});

/** J and K, the arrows, Enter: through a list of which one line is active. Beside an item these keys are the item's. */
export function useListKeys(list: {
  total: number;
  /** The first line that can be opened. */
  first?: number;
  active: Signal<number>;
  open: (place: number) => void;
  fold?: (place: number, isOpen: boolean) => void;
  isBeside: boolean;
}): void {
  useKeys((event) => {
    const move = (by: number) => {
      // Enter is for the active line, no longer for the one that had the focus.
      if (event.target instanceof HTMLElement && event.target.closest(".window")) event.target.blur();
      list.active.value = Math.max(0, Math.min(list.total - 1, list.active.value + by));
      return true;
    };
    if (isSearch(event.target) && event.key !== "Escape") {
      if (list.total === 0) return false;
      focusActive(() => {
        if (list.active.value < 0) list.active.value = list.first ?? 0;
      });
      return true;
    }
    if (list.isBeside && event.key !== "/" && event.key !== "Escape") return false;
    // A focused control takes Enter and Space for itself.
    const isOnControl = event.target instanceof HTMLElement && event.target.matches("a, button, input, summary");
    switch (event.key) {
      case "j":
      case "ArrowDown":
        return list.total > 0 && move(1);
      case "k":
      case "ArrowUp":
        return list.total > 0 && move(-1);
      case "ArrowRight":
      case "ArrowLeft":
        if (list.active.value < 0 || !list.fold) return false;
        list.fold(list.active.value, event.key === "ArrowRight");
        return true;
      case "Enter":
        if (list.active.value < 0 || isOnControl) return false;
        list.open(list.active.value);
        return true;
      case "/":
        document.querySelector<HTMLInputElement>("[data-search]")?.focus();
        return true;
      case "Escape":
        if (!(isTyping(event.target) && event.target instanceof HTMLElement)) return false;
        event.target.blur();
        return true;
      default:
        return false;
    }
  });
}

/** J and K for the next and the previous one, Escape back to the list, C to copy. */
export function useDetailKeys(detail: {
  back: () => void;
  next: () => void;
  previous: () => void;
  copy: () => void;
}): void {
  useKeys((event) => {
    // What is being typed is given up first.
    if (isTyping(event.target)) return false;
    const action = { j: detail.next, k: detail.previous, c: detail.copy, Escape: detail.back }[event.key];
    if (!action) return false;
    action();
    return true;
  });
}
