// What is to be taken away: which list, in which form, for whose eyes. In memory only.

import { computed, signal } from "@preact/signals";
import type { FindingQuery, Form, Level, ObjectQuery, TakeAwayOrder, What } from "../wire/types";
import { findingQuery, objectQuery } from "./lists";
import { go } from "./route";
import { today } from "./today";

/** What can be chosen: a list as it is filtered, or all of it. */
export type Part =
  | "findings-in-view"
  | "findings"
  | "objects-in-view"
  | "objects"
  | "cloud-only"
  | "actions"
  | "report";

export const part = signal<Part>("findings");
export const form = signal<Form>("xlsx");
export const level = signal<Level>("full");

/** Every finding. */
export const ALL_FINDINGS: FindingQuery = {
  severity: [],
  group: [],
  rule: [],
  fix: [],
  confidence: [],
  domain: [],
  decision: [],
  search: "",
};

const ALL_OBJECTS: ObjectQuery = {
  outcome: [],
  look: [],
  confidence: [],
  tools: [],
  kind: [],
  domain: [],
  search: "",
  sort: "file",
  descending: false,
};

/** Does a query leave anything out? Its order does not count. */
function filters(query: FindingQuery | ObjectQuery): boolean {
  return query.search !== "" || Object.values(query).some((values) => Array.isArray(values) && values.length > 0);
}

export const filtersFindings = computed(() => filters(findingQuery.value));
export const filtersObjects = computed(() => filters(objectQuery.value));

const LISTS: Readonly<Record<Part, What>> = {
  "findings-in-view": "findings",
  findings: "findings",
  "objects-in-view": "objects",
  objects: "objects",
  "cloud-only": "objects",
  actions: "actions",
  report: "report",
};

/** The order as the worker takes it. */
export const order = computed<TakeAwayOrder>(() => {
  const chosen = part.value;
  const isInView = chosen === "findings-in-view" || chosen === "actions";
  return {
    what: LISTS[chosen],
    form: form.value,
    level: level.value,
    findings: isInView ? findingQuery.value : ALL_FINDINGS,
    objects:
      chosen === "objects-in-view"
        ? objectQuery.value
        : { ...ALL_OBJECTS, outcome: chosen === "cloud-only" ? ["cloud-only"] : [] },
    date: today(),
  };
});

/** Goes to the screen with this chosen. */
export function takeAway(chosen: Part): void {
  part.value = chosen;
  go("take-away");
}
