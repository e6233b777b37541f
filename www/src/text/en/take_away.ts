// Taking away: what, in which form, for whose eyes.

import { count, counted, plural } from "./forms";

export const takeAway = {
  lead: "A file that your browser saves. Nothing is sent anywhere.",
  what: "What",
  as: "As",
  who: "Who may read it",
  /** What can be taken away. */
  parts: {
    "findings-in-view": { name: "Findings in this view", note: "as the list is filtered" },
    findings: { name: "All findings", note: "" },
    actions: { name: "Action list", note: "findings as filtered, with blank columns for who, when and why not" },
    "objects-in-view": { name: "Objects in this view", note: "as the list is filtered" },
    objects: { name: "Every object with its outcome", note: "" },
    "cloud-only": { name: "Objects only in the cloud", note: "" },
    report: { name: "Whole report", note: "counts, findings, objects, files and settings" },
  },
  forms: {
    xlsx: { name: "Excel workbook", note: "every cell as text or number" },
    csv: { name: "CSV for people", note: "no cell runs as a formula when a spreadsheet opens it" },
    "csv-for-programs": { name: "CSV for programs", note: "untouched; not for a spreadsheet" },
    json: { name: "JSON for programs", note: "untouched" },
    html: { name: "Report page", note: "one file, opens offline, prints" },
  },
  levels: {
    full: { name: "Full", note: "for you and your team: everything as it is", save: "Save with all names" },
    internal: {
      name: "Internal",
      note: "for colleagues: names kept, addresses shortened, no identifiers",
      save: "Save with names",
    },
    share: {
      name: "Share",
      note: "for an auditor, a supplier, anyone outside: names and addresses replaced by made-up ones, the same within one file",
      save: "Save without names",
    },
    counts: { name: "Counts only", note: "for anyone: no row about a person", save: "Save counts only" },
  },
  planNote: "The script and the files of the plan are saved on",
  thePlan: "the plan",
  noneFound: (isInternal: boolean) =>
    `No ${isInternal ? "whole address or" : "name, address or"} identifier of your files is in it.`,
  searched: (values: number) =>
    `${counted(values, "value")} of your files ${plural(values, "was", "were")} looked for. If one turned up, the file would not be saved.`,
  eachLevel: "The first finding at each level",
  rareFacts: "Rare facts can still point at a person in a small school. Read it once before you send it.",
  sentNowhere: (size: string) => `${size === "" ? "" : `${size}, `}saved by your browser, sent nowhere`,
  preview: "How it will read",
  shownCounts: (shown: number) => `the first ${counted(shown, "count")}`,
  shown: (shown: number, columns: number, total: number, of: number) =>
    `${counted(columns, "column")}, ${shown > 0 ? `first ${shown} of ${count(total)}` : counted(total, "row")}${of > total ? `, of ${count(of)} without the filter` : ""}`,
  /** The language of the file; blank where it is that of the page. */
  firstRows: "The first rows",
};
