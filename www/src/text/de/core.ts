// German: labels that the core sends as text and the page has under an id as well, by the exact English, and texts that are
// put together of several. Other labels stand among the sentences.

import { en, type Text } from "../en";
import { labels } from "./labels";

/** Labels that the page has under an id as well. */
function known(...parts: (keyof Text["labels"] & keyof typeof labels)[]): Record<string, string> {
  const pairs = parts.flatMap((part) => {
    const german = labels[part] as Readonly<Record<string, string>>;
    return Object.entries(en.labels[part]).map(([id, english]) => [english, german[id] ?? english] as const);
  });
  return Object.fromEntries(pairs);
}

export const core: Readonly<Record<string, string>> = {
  ...known("outcomes", "confidences", "severities", "fixes"),
};

/** Parts of a text that names several, with the places of values. */
export const parts: readonly (readonly [RegExp, string])[] = [
  [/^((?:UTF|Windows)-\d+)$/, "$1"],
  [/^(UTF-8) with BOM$/, "$1 mit BOM"],
  [/^(\d+) columns$/, "$1 Spalten"],
  [/^gives up (\d+) addresses$/, "gibt $1 Adressen ab"],
  [/^gets (\d+) addresses$/, "erhält $1 Adressen"],
  [/^gets a (\S+)$/, "erhält $1"],
  [/^gets another (\S+)$/, "erhält einen anderen Wert in $1"],
  [/^loses its (\S+)$/, "verliert $1"],
];
