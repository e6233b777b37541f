// Labels that the core sends as text: in the language of the page where they are known, in the core's English otherwise.

import { spoken } from "../state/language";
import { core } from "./de/core";

/** A constant label of the core. */
export function label(text: string): string {
  return (spoken.value === "de" && core[text]) || text;
}

/** The language of what the core says, for the element around it. */
export const CORE_LANG = "en-GB";
