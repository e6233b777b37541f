// German: the two lists.

import type { Text } from "../en";
import { checks, count, findings, objects, plural } from "./forms";

export const lists = {
  object: {
    title: "Objekte",
    counted: objects,
    some: (fitting, of) => `${count(fitting)} von ${plural(of, "1 Objekt", `${count(of)} Objekten`)}`,
    show: (all) => `${objects(all)} anzeigen`,
    noneFits: "Kein Objekt passt.",
    previous: "Vorheriges Objekt",
    next: "Nächstes Objekt",
    missing: "Dieses Objekt gibt es in diesen Dateien nicht.",
    search: "Name, Adresse, ID",
  },
  finding: {
    title: "Befunde",
    counted: findings,
    some: (fitting, of) => `${count(fitting)} von ${plural(of, "1 Befund", `${count(of)} Befunden`)}`,
    show: (all) => `${findings(all)} anzeigen`,
    noneFits: "Kein Befund passt.",
    previous: "Vorheriger Befund",
    next: "Nächster Befund",
    missing: "Diesen Befund gibt es in diesen Dateien nicht.",
    search: "Name, Adresse, Fehlertext",
  },
  backToFinding: "Zurück zum Befund",
  ofKinds: (kinds) => ` ${plural(kinds, "einer Art", `in ${count(kinds)} Arten`)}`,
  all: (values) => `Alle ${count(values)} anzeigen`,
  fewer: "Weniger anzeigen",
  remove: (title) => `Filter ${title} entfernen`,
  removeSearch: (search) => `Suche nach ${search} entfernen`,
  clear: "Zurücksetzen",
  quoted: (text) => `„${text}“`,
  without: (title, rows) => `Ohne den Filter „${title}“: ${count(rows)}. `,
  withoutSearch: (search, rows) => `Ohne die Suche „${search}“: ${count(rows)}. `,
  drop: (title) => `„${title}“ aufheben`,
  dropSearch: (search) => `Suche „${search}“ aufheben`,
  name: "Name",
  login: "UPN oder Adresse",
  cloud: "Cloudobjekt",
  sure: "Wie sicher",
  asInFiles: "wie in den Dateien",
  orderedBy: (column, descending) => `nach „${column}“${descending ? ", absteigend" : ""}`,
  namesDiffer: "Namen verschieden",
  fault: "Fehler",
  ruleOrObjects: "Regel oder Objekte",
  fix: "Korrektur",
  fixVaries: "Je nach Befund",
  accepted: (found) => ` ${count(found)} akzeptiert`,
  noFindings: "Keine Befunde in dem, was geprüft werden konnte.",
  checksRan: (ran, others, link) => (
    <>
      {checks(ran)} ausgeführt. {checks(others)} nicht möglich: {link("welche, und was sie brauchen")}.
    </>
  ),
} satisfies Text["lists"];
