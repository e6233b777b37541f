// The words of the page, for whoever shows them.

import { en, type Text } from "./en";

/** The words of the page. */
export const t: Text = en;

/** A count with thousands separated. Row numbers are not counts and stay as they are. */
export function count(value: number): string {
  return t.forms.count(value);
}

/** What a table of words says of an id that came from the core; one that it does not know stays as it is. */
export function of(words: Readonly<Record<string, string>>, id: string): string {
  return words[id] ?? id;
}

/** The name of an outcome. */
export function outcomeLabel(outcome: string): string {
  return of(t.labels.outcomes, outcome);
}
