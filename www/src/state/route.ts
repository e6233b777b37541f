// Where the person is, kept in the address. The address holds view state only: names of views, numbers, facets with a
// fixed list of values. Never a name, an address or a search text: links are sent to colleagues.

import { signal } from "@preact/signals";

export type View =
  | "start"
  | "files"
  | "overview"
  | "findings"
  | "finding"
  | "objects"
  | "object"
  | "plan"
  | "take-away"
  | "rule"
  | "settings"
  | "how";

export interface Route {
  view: View;
  /** The number of an object or finding, or the id of a rule. */
  item: string;
  /** Chosen values of the facets whose values are no data. */
  facets: Readonly<Record<string, readonly string[]>>;
}

const VIEWS: readonly View[] = [
  "start",
  "files",
  "overview",
  "findings",
  "finding",
  "objects",
  "object",
  "plan",
  "take-away",
  "rule",
  "settings",
  "how",
];

/** Facets that may stand in the address. The domain is not among them: it is data. */
const FACETS_IN_ADDRESS = [
  "severity",
  "group",
  "rule",
  "fix",
  "confidence",
  "decision",
  "outcome",
  "look",
  "tools",
  "kind",
  "sort",
];

/** Reads an address; what it does not know it leaves out. */
export function parse(hash: string): Route {
  const [path = "", ...pairs] = hash.replace(/^#/, "").split("&");
  const [name = "", item = ""] = path.split("/", 2);
  const view = VIEWS.find((known) => known === name) ?? "start";
  const facets: Record<string, string[]> = {};
  for (const pair of pairs) {
    const [facet = "", values = ""] = pair.split("=", 2);
    const known = FACETS_IN_ADDRESS.includes(facet);
    const chosen = values.split(",").filter((value) => /^[a-z0-9-]+$/.test(value));
    if (known && chosen.length > 0) facets[facet] = chosen;
  }
  return { view, item: /^[a-z0-9-]*$/.test(item) ? item : "", facets };
}

/** The address of a route. */
export function format(view: View, item: string | number = "", facets: Route["facets"] = {}): string {
  const pairs = FACETS_IN_ADDRESS.filter((facet) => (facets[facet]?.length ?? 0) > 0).map(
    (facet) => `${facet}=${facets[facet]?.join(",")}`,
  );
  const path = item === "" ? view : `${view}/${item}`;
  return `#${[path, ...pairs].join("&")}`;
}

/** Where the person is. */
export const route = signal<Route>(parse(location.hash));

/** Goes somewhere; the browser's back button leads back. */
export function go(view: View, item: string | number = "", facets: Route["facets"] = {}): void {
  location.hash = format(view, item, facets);
  // At once: the browser tells of it only later, and until then the old view would judge what is there.
  route.value = parse(location.hash);
}

/** Changes the facets of the present view without a step in the history. */
export function setFacets(facets: Route["facets"]): void {
  const { view, item } = route.value;
  history.replaceState(null, "", format(view, item, facets));
  route.value = parse(location.hash);
}

addEventListener("hashchange", () => {
  route.value = parse(location.hash);
});
