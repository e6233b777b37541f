// What the core says, in the midst of the page's own words. The core speaks English, and a screen reader must know.

import type { ComponentChildren } from "preact";
import { CORE_LANG, label } from "../text/core";
import { visible } from "./value";

/** Sentences of the core. */
export function Core({ text }: { text: string }) {
  return <span lang={CORE_LANG}>{visible(text)}</span>;
}

/** A constant label of the core, in the language of the page where there is a word for it. */
export function Label({ text }: { text: string }): ComponentChildren {
  const own = label(text);
  return own === text ? <Core text={text} /> : own;
}
