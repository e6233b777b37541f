// A short message in passing: what happened, in numbers.

import { signal } from "@preact/signals";

/** A message, and what takes back what it tells. */
export interface Message {
  words: string;
  undo?: (() => void) | undefined;
}

export const toast = signal<Message | null>(null);

/** What only a screen reader is told. */
export const announcement = signal("");

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message for a while; one that can be taken back stays until it is closed. */
export function say(words: string, undo?: () => void): void {
  clearTimeout(timer);
  toast.value = { words, undo };
  if (undo) return;
  timer = setTimeout(() => {
    toast.value = null;
  }, 6000);
}
