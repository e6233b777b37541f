// The files: what was recognised, how each is read, and which checks they allow.

import type { ComponentChildren } from "preact";
import { count, counted, plural } from "./forms";

const VERBS = {
  runs: "run",
  "in-part": "run in part",
  assumed: "rest on an assumption",
  "cannot-run": "cannot run",
};

export const files = {
  heading: (files: number, unread: number, unused: number, lost: number) => {
    if (unread > 0) return `${counted(unread, "file")} not read.`;
    if (files === 0) return "No files yet";
    const first = `${counted(files, "file")} read.`;
    if (unused > 0) return `${first} ${counted(unused, "file")} cannot be used.`;
    if (lost > 0) return `${first} ${plural(lost, "One needs", `${count(lost)} need`)} a look.`;
    return first;
  },
  choose: "Choose the exports of Active Directory and of Microsoft 365.",
  lead: (rows: number, used: number) =>
    `${counted(rows, "row")}: ${count(used)} used, ${count(rows - used)} set aside with a reason. Files are recognised by their content, not by their names.`,
  recognised: "What was recognised",
  toOverview: "Go to the overview",
  addMore: "Add more files",
  forget: "Forget everything",
  notComparable: (link: (words: string) => ComponentChildren) => (
    <>None of these files can be compared yet. The {link("start page")} has commands that make the exports.</>
  ),
  unread: "not read yet",
  takeOut: "Take this file out",
  states: { "reads-well": "Reads well", "values-lost": "Look at this", "not-used": "Not used" },
  notes: (notes: number) => `, ${counted(notes, "note")}`,
  older: ", older export",
  used: (used: ComponentChildren, rows: number) => (
    <>
      {used} of {counted(rows, "row")} used
    </>
  ),
  setAside: (rows: number) => `${count(rows)} set aside:`,
  isOlder: "This is an older export",
  olderNote: "It is only compared with the other AD export, to see what was renamed since.",
  rowsAside: (rows: number) => `${counted(rows, "row")} set aside, and why`,
  why: "Why",
  rows: "Rows",
  which: "Which, as a spreadsheet counts",
  more: " and more",
  range: (from: number, to: number) => `${from} to ${to}`,
  firstInRow: (row: number) => ` First in row ${row}.`,
  coverage: "What these files can and cannot prove",
  checks: (checks: number) => `${counted(checks, "check")}:`,
  checksIn: (state: keyof typeof VERBS, checks: number) => `${count(checks)} ${VERBS[state]}`,
  check: "Check",
  otherChecks: (checks: number) => `and ${counted(checks, "more check")}`,
  state: "State",
  allows: "What would allow it",
  howItIsRead: (used: number, missing: number) =>
    `How it is read: ${counted(used, "column")} used${missing > 0 ? `, ${count(missing)} missing` : ""}`,
  guessed:
    "The columns below look like these attributes. If that is right, say so; if the file is of Microsoft 365, choose that.",
  format: "What it is",
  encoding: "Encoding",
  separator: "Separator",
  noneRecognised: "none",
  column: "Column in the file",
  usedAs: "Used as",
  whatFor: "What for",
  readAlong: "Shown, and looked at in deciding",
  firstRows: "First rows",
  readIt: "Read it like this",
  readRecognised: "Read it as it is recognised",
  recognisedAs: (what: string) => `Recognised: ${what}`,
  usedAsOf: (header: string) => `What “${header}” is used as`,
  notUsed: "Not used",
  leaveOut: "Leave it out",
};
