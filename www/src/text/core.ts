// Labels that the core sends as text: in the language of the page where they are known, in the core's English otherwise.

import { spoken } from "../state/language";
import { core, parts } from "./de/core";
import { german } from "./german";

/** The German of a label; `undefined` where there is none. */
function own(text: string): string | undefined {
  return core[text] ?? german(text);
}

/** A constant label of the core. */
export function label(text: string): string {
  return (spoken.value === "de" && own(text)) || text;
}

/** Is a label the same in both languages? */
export function isSame(text: string): boolean {
  return own(text) === text;
}

/** Parts one after the other, in German; `undefined` where one of them is not known. */
export function germanParts(text: string): string | undefined {
  const all = text.split(/(, | and )/).map((part, place) => {
    if (place % 2 === 1) return part === ", " ? part : " und ";
    const found = parts.find(([pattern]) => pattern.test(part));
    return found ? part.replace(...found) : own(part);
  });
  return all.includes(undefined) ? undefined : all.join("");
}

/** The language of what the core says, for the element around it. */
export const CORE_LANG = "en-GB";
