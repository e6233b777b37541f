// Whether the page is narrow, as the style sheets see it.

import { signal } from "@preact/signals";

const query = matchMedia("(max-width: 48rem)");

export const isNarrow = signal(query.matches);

query.addEventListener("change", (event) => {
  isNarrow.value = event.matches;
});
