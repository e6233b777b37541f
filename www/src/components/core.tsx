// What the core says, in the midst of the page's own words. Where it is said in the core's English on a page in another
// language, a screen reader must know.

import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { label } from "../text/core";
import { said } from "../text/said";
import type { FindingDetail } from "../wire/types";
import { brokenWell } from "./value";

/** The names of the objects that a part of the page is about: they may stand in the core's sentences. */
export const Names = createContext<readonly string[]>([]);

/** The names that what is said about a finding may hold. */
export function namesOf({ owners, holders }: FindingDetail): readonly string[] {
  return [...owners, ...holders.map(({ owner }) => owner)].map(({ name }) => name);
}

/** Sentences of the core. */
export function Core({ text }: { text: string }) {
  const names = useContext(Names);
  return (
    <>
      {said(text, names).map((piece, place) => (
        <span key={piece.text} lang={piece.lang}>
          {place > 0 ? " " : ""}
          {brokenWell(piece.text)}
        </span>
      ))}
    </>
  );
}

/** A constant label of the core, in the language of the page where there is a word for it. */
export function Label({ text }: { text: string }): ComponentChildren {
  const own = label(text);
  return own === text ? <Core text={text} /> : own;
}
