// How much room there is, as the style sheets see it.

import { type Signal, signal } from "@preact/signals";

function watched(condition: string): Signal<boolean> {
  const query = matchMedia(condition);
  const is = signal(query.matches);
  query.addEventListener("change", (event) => {
    is.value = event.matches;
  });
  return is;
}

export const isNarrow = watched("(max-width: 48rem)");

/** Is there room for a finding beside its list? */
export const isSplit = watched("(min-width: 56.01rem)");

/** Is there room for an object with both its sides beside its list? */
export const isObjectSplit = watched("(min-width: 90rem)");

/** Is there room for the facets beside the list? */
export const isWide = watched("(min-width: 70.01rem)");

/** One pixel of the drawings, under whatever size of text the person has set. */
export const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
