// A short message in passing: what happened, in numbers.

import { signal } from "@preact/signals";

export const toast = signal<string | null>(null);

/** What only a screen reader is told. */
export const announcement = signal("");

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message for a while. */
export function say(message: string): void {
  clearTimeout(timer);
  toast.value = message;
  timer = setTimeout(() => {
    toast.value = null;
  }, 6000);
}
