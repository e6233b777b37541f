// What is chosen in the two lists. Facets whose values are no data live in the address; the search text and the domain
// live here only.

import { computed, effect, signal } from "@preact/signals";
import type { Chosen } from "../components/facets";
import type { FindingQuery, ObjectQuery, ObjectSort } from "../wire/types";
import { format, go, route, setFacets } from "./route";
import { analyzer } from "./store";

export type ListName = "objects" | "findings";

/** The view of one item of each list. */
export const ITEM = { objects: "object", findings: "finding" } as const;

export const objectSearch = signal("");
export const findingSearch = signal("");
const objectDomains = signal<readonly string[]>([]);
const findingDomains = signal<readonly string[]>([]);
export const objectSort = signal<{ by: ObjectSort; descending: boolean }>({ by: "file", descending: false });

/** Groups of findings that the person opened or closed, by severity and rule. */
export const openGroups = signal<Readonly<Record<string, boolean>>>({});

/** The facets of a list that was left; it is as it was when the person comes back. */
const kept = { objects: signal<Chosen>({}), findings: signal<Chosen>({}) };

function chosenIn(list: ListName): Chosen {
  return route.value.view === list ? route.value.facets : kept[list].value;
}

export const objectChoice = computed<Chosen>(() => ({ ...chosenIn("objects"), domain: objectDomains.value }));
export const findingChoice = computed<Chosen>(() => ({ ...chosenIn("findings"), domain: findingDomains.value }));

export function chooseObjects(chosen: Chosen): void {
  const { domain = [], ...rest } = chosen;
  objectDomains.value = domain;
  keep("objects", rest);
}

export function chooseFindings(chosen: Chosen): void {
  const { domain = [], ...rest } = chosen;
  findingDomains.value = domain;
  keep("findings", rest);
}

function keep(name: ListName, chosen: Chosen): void {
  kept[name].value = chosen;
  // The address of an item stays its own.
  if (route.value.view === name) setFacets(chosen);
}

/**
 * A link to a list with these facets and nothing else: the search that it was left with is given up. A domain, which the
 * address may not hold, is chosen beside it.
 */
export function opens(name: ListName, facets: Chosen = {}, domain?: string): { href: string; onClick: () => void } {
  const [search, domains] =
    name === "objects" ? ([objectSearch, objectDomains] as const) : ([findingSearch, findingDomains] as const);
  return {
    href: format(name, "", facets),
    onClick: () => {
      search.value = "";
      domains.value = domain === undefined ? [] : [domain];
    },
  };
}

/** Remembers the facets of the list in sight, for the way back from one of its items. */
export function rememberList(): void {
  const { view, facets } = route.value;
  if (view === "objects" || view === "findings") kept[view].value = facets;
}

const list = (values: readonly string[] | undefined): string[] => [...(values ?? [])];

export const objectQuery = computed<ObjectQuery>(() => ({
  outcome: list(objectChoice.value.outcome),
  look: list(objectChoice.value.look),
  tools: list(objectChoice.value.tools),
  confidence: list(objectChoice.value.confidence),
  kind: list(objectChoice.value.kind),
  domain: list(objectChoice.value.domain),
  search: objectSearch.value,
  sort: objectSort.value.by,
  descending: objectSort.value.descending,
}));

export const findingQuery = computed<FindingQuery>(() => ({
  severity: list(findingChoice.value.severity),
  group: list(findingChoice.value.group),
  rule: list(findingChoice.value.rule),
  fix: list(findingChoice.value.fix),
  confidence: list(findingChoice.value.confidence),
  decision: list(findingChoice.value.decision),
  domain: list(findingChoice.value.domain),
  search: findingSearch.value,
}));

/** How many rows a list has without its search. */
export async function countUnsearched(name: ListName): Promise<number> {
  const asked =
    name === "objects"
      ? analyzer.ask("objects", [{ ...objectQuery.value, search: "" }, 0, 0])
      : analyzer.ask("findings", [{ ...findingQuery.value, search: "" }, 0, 0]);
  return (await asked).total;
}

/** Where an item stands in its list, for going to the next one. */
export interface Place {
  id: number;
  place: number;
  total: number;
}

/** The place of the item that was opened last; null where its list, as it is filtered, does not have it. */
export const opened = { objects: signal<Place | null>(null), findings: signal<Place | null>(null) };

/** The place of the item in sight. */
export function current(name: ListName): Place | null {
  const { view, item } = route.value;
  const now = opened[name].value;
  return view === ITEM[name] && now?.id === Number(item) ? now : null;
}

/** What a list is asked for: the same key, the same list. */
export function listKey(name: ListName): string {
  return JSON.stringify((name === "objects" ? objectQuery : findingQuery).value);
}

/** Asks where an item stands in its list. */
export async function findPlace(name: ListName, id: number): Promise<Place | null> {
  const [place, { total }] =
    name === "objects"
      ? await Promise.all([
          analyzer.ask("objectPlace", [objectQuery.value, id]),
          analyzer.ask("objects", [objectQuery.value, 0, 0]),
        ])
      : await Promise.all([
          analyzer.ask("findingPlace", [findingQuery.value, id]),
          analyzer.ask("findings", [findingQuery.value, 0, 0]),
        ]);
  return place === undefined ? null : { id, place, total };
}

/** Goes to the next or previous item of the list; from one that the list no longer has to its first. */
export async function step(name: ListName, by: 1 | -1): Promise<void> {
  const now = current(name);
  const place = now ? now.place + by : 0;
  if (place < 0 || place === now?.total) return;
  const asked =
    name === "objects"
      ? analyzer.ask("objects", [objectQuery.value, place, 1])
      : analyzer.ask("findings", [findingQuery.value, place, 1]);
  // Only a worker that was ended does not answer; what is shown then is up to the store.
  const answer = await asked.catch(() => null);
  const row = answer?.rows[0];
  if (!answer || !row) return;
  opened[name].value = { id: row.id, place, total: answer.total };
  go(ITEM[name], row.id);
}

/** The finding from which the object in sight was opened, or the first one before it; blank where there was none. */
const origin = signal("");
let last = route.peek();

effect(() => {
  const now = route.value;
  if (now.view !== "object") origin.value = "";
  else if (last.view === "finding") origin.value = last.item;
  last = now;
});

/** Where an item leads back to: the finding from which an object was opened, else its list as it was left. */
export function wayBack(name: ListName): Parameters<typeof go> {
  if (name === "objects" && origin.value !== "") return ["finding", origin.value];
  return [name, "", kept[name].value];
}

/** The facets of a list as it was left. */
export function keptFacets(name: ListName): Chosen {
  return kept[name].value;
}
