// The two lists, their facets and their search.

import type { ComponentChildren } from "preact";
import { count, counted } from "./forms";

export const lists = {
  object: {
    title: "Objects",
    counted: (objects: number) => counted(objects, "object"),
    some: (fitting: number, of: number) => `${count(fitting)} of ${counted(of, "object")}`,
    show: (objects: number) => `Show ${counted(objects, "object")}`,
    noneFits: "No object fits.",
    previous: "Previous object",
    next: "Next object",
    missing: "There is no such object in these files.",
    search: "Name, address, id",
  },
  finding: {
    title: "Findings",
    counted: (findings: number) => counted(findings, "finding"),
    some: (fitting: number, of: number) => `${count(fitting)} of ${counted(of, "finding")}`,
    show: (findings: number) => `Show ${counted(findings, "finding")}`,
    noneFits: "No finding fits.",
    previous: "Previous finding",
    next: "Next finding",
    missing: "There is no such finding in these files.",
    search: "Name, address, error text",
  },
  backToFinding: "Back to the finding",
  ofKinds: (kinds: number) => ` of ${counted(kinds, "kind")}`,
  all: (values: number) => `Show all ${count(values)}`,
  fewer: "Show fewer",
  remove: (title: string) => `Remove filter ${title}`,
  removeSearch: (search: string) => `Remove search ${search}`,
  clear: "Clear",
  quoted: (text: string) => `“${text}”`,
  without: (title: string, rows: number) => `Without the choice of ${title.toLowerCase()} there are ${count(rows)}. `,
  withoutSearch: (search: string, rows: number) =>
    `Without “${search}” there ${rows === 1 ? "is" : "are"} ${count(rows)}. `,
  drop: (title: string) => `Drop ${title.toLowerCase()}`,
  dropSearch: (search: string) => `Drop “${search}”`,
  name: "Name",
  login: "UPN or primary address",
  cloud: "Cloud object",
  sure: "How sure",
  asInFiles: "in the order of the files",
  orderedBy: (column: string, descending: boolean) => `by “${column}”${descending ? ", last first" : ""}`,
  namesDiffer: "names differ",
  fault: "Fault",
  ruleOrObjects: "Rule or objects",
  fix: "Fix",
  /** The findings of a group are put right in different ways. */
  fixVaries: "Varies",
  accepted: (findings: number) => ` ${count(findings)} accepted`,
  noFindings: "No findings in what could be checked.",
  checksRan: (ran: number, others: number, link: (words: string) => ComponentChildren) => (
    <>
      {counted(ran, "check")} ran. {counted(others, "check")} could not run: {link("which, and what they need")}.
    </>
  ),
};
