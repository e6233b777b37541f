// The only things that are remembered: how the page looks, its language, and whether single keys work. Never anything of a file.

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
/** The language that was chosen; "system" goes by the browser. */
export type Language = "system" | "en" | "de";

const KEY = "dirmatch.preferences";

interface Preferences {
  theme: Theme;
  language: Language;
  singleKeys: boolean;
}

function read(): Preferences {
  const usual: Preferences = { theme: "system", language: "system", singleKeys: true };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof stored !== "object" || stored === null) return usual;
    const { theme, language, singleKeys } = stored as Partial<Preferences>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      language: language === "en" || language === "de" ? language : "system",
      singleKeys: singleKeys !== false,
    };
  } catch {
    // A browser may refuse storage; then nothing is remembered.
    return usual;
  }
}

const initial = read();

export const theme = signal<Theme>(initial.theme);
export const language = signal<Language>(initial.language);
export const singleKeys = signal(initial.singleKeys);

effect(() => {
  const now: Preferences = { theme: theme.value, language: language.value, singleKeys: singleKeys.value };
  document.documentElement.dataset.theme = now.theme;
  const kept = JSON.stringify(now);
  if (kept === JSON.stringify(initial) && !hasStored()) return;
  try {
    localStorage.setItem(KEY, kept);
  } catch {
    // See above.
  }
});

function hasStored(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
