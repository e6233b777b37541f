// German: the settings.

import type { Text } from "../en";
import { count, counted, objects } from "./forms";
import { labels } from "./labels";

export const settings = {
  none: (link) => <>Es gibt keine Ergebnisse, die Einstellungen ändern könnten. {link("Zu den Dateien")}</>,
  lead: "Wie Ihr Mandant eingerichtet ist. Was die Dateien nicht enthalten, ist angenommen und so markiert. Ein Schalter zeigt, was sich ändern würde, bevor Sie sich darauf verlassen.",
  allCounts: "Alle Zahlen",
  title: (name) => (labels.settings as Readonly<Record<string, string>>)[name] ?? name,
  page: "Diese Seite",
  language: "Sprache",
  languages: { system: "System", en: "English", de: "Deutsch" },
  languageNote: "Ausgegebene Dateien sind auf Englisch, ebenso einzelne Sätze.",
  changed: "Von Ihnen geändert, noch nicht angewendet.",
  asFilesTell: "Wie in den Dateien",
  asFilesTellOf: (setting) => `Wie in den Dateien: ${setting}`,
  on: "Ein",
  off: "Aus",
  notKnown: "Nicht bekannt",
  addDomainTo: (setting) => `Domäne hinzufügen: ${setting}`,
  addDomain: (setting) => `: Domäne für ${setting}`,
  beforeAfter: "Vorher und nachher",
  atRest: (all) =>
    `Einen Schalter umlegen oder einen anderen Wert angeben. Was sich ändern würde, wird für ${objects(all)} berechnet und hier gezeigt, bevor Sie sich darauf verlassen.`,
  seeOverview: "Zur Übersicht",
  seeSettings: "Zu den Einstellungen",
  given: (given) => `${counted(given, "Einstellung", "Einstellungen")} von Ihnen angegeben.`,
  goByFiles: "In allem den Dateien folgen",
  working: "Wird berechnet",
  changes: (all) =>
    all === 0 ? "Kein Objekt ändert sich." : `${counted(all, "Objekt ändert", "Objekte ändern")} sich.`,
  surer: (all) => `${objects(all)} mit gleichem Ergebnis, aber sicherer.`,
  lessSure: (all) => `${objects(all)} mit gleichem Ergebnis, aber weniger sicher.`,
  applied: (all) =>
    all === 0
      ? "Angewendet. Jedes Objekt hat das Ergebnis wie zuvor."
      : `Angewendet. ${objects(all)} mit anderem Ergebnis.`,
  values: { on: "ein", off: "aus", unknown: "nicht bekannt", none: "keine" },
  pending: (changes) =>
    `${counted(changes, "Änderung an den Einstellungen ist", "Änderungen an den Einstellungen sind")} nicht angewendet. Die Ergebnisse zeigen sie noch nicht.`,
  apply: "Anwenden",
  discard: "Verwerfen",
  now: "Jetzt",
  after: "Dann",
  change: "Änderung",
  from: "Von",
  to: "Nach",
  same: "Dasselbe, über anderen Schlüssel oder anderes Konto",
  objects: "Die Objekte",
  listed: (from, to, of) => `${count(from)} bis ${count(to)} von ${count(of)}`,
  objectsBefore: "Objekte davor",
  objectsAfter: "Objekte danach",
  noAccount: "kein Konto",
  by: (cloud, key) => `${cloud}, per ${key}`,
} satisfies Text["settings"];
