// The only things that are remembered: how the page looks and whether single keys work. Never anything of a file.

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const KEY = "dirmatch.preferences";

interface Preferences {
  theme: Theme;
  singleKeys: boolean;
}

function read(): Preferences {
  const usual: Preferences = { theme: "system", singleKeys: true };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof stored !== "object" || stored === null) return usual;
    const { theme, singleKeys } = stored as Partial<Preferences>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      singleKeys: singleKeys !== false,
    };
  } catch {
    // A browser may refuse storage; then nothing is remembered.
    return usual;
  }
}

const initial = read();

export const theme = signal<Theme>(initial.theme);
export const singleKeys = signal(initial.singleKeys);

effect(() => {
  const now: Preferences = { theme: theme.value, singleKeys: singleKeys.value };
  document.documentElement.dataset.theme = now.theme;
  if (now.theme === initial.theme && now.singleKeys === initial.singleKeys && !hasStored()) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(now));
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
