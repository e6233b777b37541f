// German: the files.

import type { Text } from "../en";
import { checks, count, counted, files as filesOf, plural, rows } from "./forms";

const VERBS = {
  runs: ["läuft", "laufen"],
  "in-part": ["läuft teilweise", "laufen teilweise"],
  assumed: ["beruht auf einer Annahme", "beruhen auf einer Annahme"],
  "cannot-run": ["ist nicht möglich", "sind nicht möglich"],
} as const;

export const files = {
  heading: (all, unread, unused, lost) => {
    if (unread > 0) return `${filesOf(unread)} nicht gelesen.`;
    if (all === 0) return "Noch keine Dateien";
    const first = `${filesOf(all)} gelesen.`;
    if (unused > 0) return `${first} ${filesOf(unused)} nicht verwendbar.`;
    if (lost > 0) return `${first} Zu prüfen: ${count(lost)}.`;
    return first;
  },
  choose: "Die Exporte von Active Directory und von Microsoft 365 auswählen.",
  lead: (all, used) =>
    `${rows(all)}: ${count(used)} verwendet, ${count(all - used)} mit Grund ausgelassen. Dateien werden am Inhalt erkannt, nicht am Namen.`,
  recognised: "Was erkannt wurde",
  toOverview: "Zur Übersicht",
  addMore: "Weitere Dateien",
  forget: "Alles vergessen",
  notComparable: (link) => (
    <>Von diesen Dateien lässt sich noch keine vergleichen. Befehle für die Exporte: {link("Startseite")}.</>
  ),
  unread: "noch nicht gelesen",
  takeOut: "Datei entfernen",
  states: { "reads-well": "Gut lesbar", "values-lost": "Prüfen", "not-used": "Nicht verwendet" },
  notes: (notes) => `, ${counted(notes, "Hinweis", "Hinweise")}`,
  older: ", älterer Export",
  used: (used, all) => (
    <>
      {used} von {rows(all)} verwendet
    </>
  ),
  setAside: (aside) => `${count(aside)} ausgelassen:`,
  isOlder: "Dies ist ein älterer Export",
  olderNote: "Er wird nur mit dem anderen AD-Export verglichen, um Umbenennungen zu erkennen.",
  rowsAside: (aside) => `${rows(aside)} ausgelassen, und warum`,
  why: "Warum",
  rows: "Zeilen",
  which: "Welche, wie eine Tabellenkalkulation zählt",
  more: " und weitere",
  range: (from, to) => `${from} bis ${to}`,
  firstInRow: (row) => ` Zuerst in Zeile ${row}.`,
  coverage: "Was diese Dateien belegen können und was nicht",
  checks: (all) => `${checks(all)}:`,
  checksIn: (state, all) => `${count(all)} ${plural(all, VERBS[state][0], VERBS[state][1])}`,
  check: "Prüfung",
  otherChecks: (more) => `und ${counted(more, "weitere Prüfung", "weitere Prüfungen")}`,
  state: "Status",
  allows: "Was sie ermöglichen würde",
  howItIsRead: (used, missing) =>
    `Wie die Datei gelesen wird: ${counted(used, "Spalte", "Spalten")} verwendet${missing > 0 ? `, es fehlen ${count(missing)}` : ""}`,
  guessed:
    "Die Spalten unten sehen nach diesen Attributen aus. Stimmt das, bestätigen; ist die Datei aus Microsoft 365, dies auswählen.",
  format: "Format",
  encoding: "Codierung",
  separator: "Trennzeichen",
  noneRecognised: "keine",
  column: "Spalte der Datei",
  usedAs: "Verwendet als",
  whatFor: "Wofür",
  readAlong: "Wird angezeigt und beim Entscheiden herangezogen",
  firstRows: "Erste Zeilen",
  readIt: "So lesen",
  readRecognised: "Wie erkannt lesen",
  recognisedAs: (what) => `Erkannt: ${what}`,
  usedAsOf: (header) => `Verwendung von „${header}“`,
  notUsed: "Nicht verwendet",
  leaveOut: "Auslassen",
} satisfies Text["files"];
