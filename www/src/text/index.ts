// The words of the page in the language that it speaks. Whoever takes them while it is drawn is drawn anew when the
// language changes.

import { type Spoken, spoken } from "../state/language";
import { de } from "./de";
import { en, type Text } from "./en";

const TEXTS: Readonly<Record<Spoken, Text>> = { en, de };

/** The words of the page. */
export const t: Text = new Proxy(en, { get: (_, part) => TEXTS[spoken.value][part as keyof Text] });

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
