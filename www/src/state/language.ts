// Which language the page speaks: what the person chose, or the first of the browser's that the page has.

import { computed, effect } from "@preact/signals";
import { language } from "./preferences";

export type Spoken = "en" | "de";

const LOCALES: Readonly<Record<Spoken, string>> = { en: "en-GB", de: "de-DE" };

/** The first of these languages that the page has, such as "de" for "de-AT"; English where there is none. */
export function preferred(wanted: readonly string[]): Spoken {
  const names = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return names.find((name): name is Spoken => name === "en" || name === "de") ?? "en";
}

export const spoken = computed<Spoken>(() =>
  language.value === "system" ? preferred(navigator.languages) : language.value,
);

effect(() => {
  document.documentElement.lang = LOCALES[spoken.value];
});
