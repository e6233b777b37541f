// Stands in for German in a page that is built for a test: the pseudo-language, and what the core says in it.

import { en } from "../src/text/en";
import { pseudo, pseudoOf } from "./pseudo";

export const de = pseudoOf(en);

export const core: Readonly<Record<string, string>> = new Proxy(
  {},
  { get: (_, text) => (typeof text === "string" ? pseudo(text) : undefined) },
);

/** What the core says in it, with the same places for values. */
export const german = pseudo;

/** Parts of a text are labels like others. */
export const parts: readonly (readonly [RegExp, string])[] = [];
