// German: taking away.

import type { Text } from "../en";
import { count, rows, values as valuesOf } from "./forms";

export const takeAway = {
  lead: "Eine Datei, die Ihr Browser speichert. Nichts wird gesendet.",
  what: "Was",
  as: "Als",
  who: "Wer sie lesen darf",
  parts: {
    "findings-in-view": { name: "Befunde dieser Ansicht", note: "wie die Liste gefiltert ist" },
    findings: { name: "Alle Befunde", note: "" },
    actions: { name: "Aufgabenliste", note: "Befunde wie gefiltert, mit leeren Spalten für wer, wann und warum nicht" },
    "objects-in-view": { name: "Objekte dieser Ansicht", note: "wie die Liste gefiltert ist" },
    objects: { name: "Jedes Objekt mit seinem Ergebnis", note: "" },
    "cloud-only": { name: "Objekte nur in der Cloud", note: "" },
    report: { name: "Ganzer Bericht", note: "Zahlen, Befunde, Objekte, Dateien und Einstellungen" },
  },
  forms: {
    xlsx: { name: "Excel-Arbeitsmappe", note: "jede Zelle als Text oder Zahl" },
    csv: { name: "CSV für Menschen", note: "Zellen, die eine Tabellenkalkulation ausführen würde, sind entschärft" },
    "csv-for-programs": { name: "CSV für Programme", note: "unverändert; nicht für eine Tabellenkalkulation" },
    json: { name: "JSON für Programme", note: "unverändert" },
    html: { name: "Berichtsseite", note: "eine Datei, offline lesbar, druckbar" },
  },
  levels: {
    full: { name: "Vollständig", note: "alles, wie es ist", save: "Mit allen Namen speichern" },
    internal: { name: "Intern", note: "mit Namen, Adressen gekürzt, ohne Kennungen", save: "Mit Namen speichern" },
    share: { name: "Weitergabe", note: "Ersatznamen, innerhalb einer Datei gleich", save: "Ohne Namen speichern" },
    counts: { name: "Nur Zahlen", note: "keine Zeile über eine Person", save: "Nur Zahlen speichern" },
  },
  planNote: "Skript und Dateien des Plans werden dort gespeichert:",
  thePlan: "zum Plan",
  noneFound: "Nach jedem Wert Ihrer Dateien gesucht: keiner gefunden.",
  searched: (values) =>
    `${valuesOf(values)}, an denen jemand erkennbar wäre. Taucht einer auf, wird die Datei verweigert.`,
  rareFacts:
    "Seltene Angaben können in einer kleinen Schule dennoch auf eine Person deuten. Vor dem Weitergeben einmal lesen.",
  sentNowhere: (size) => `${size === "" ? "" : `${size}, `}vom Browser gespeichert, nicht gesendet`,
  preview: "Vorschau",
  shown: (shown, total, of) =>
    `${shown > 0 ? `die ersten ${shown} von ${count(total)}` : rows(total)}${of > total ? `, ohne Filter ${count(of)}` : ""}`,
  languageNote: "Die Datei ist auf Englisch, wie hier zu sehen.",
  firstRows: "Die ersten Zeilen",
} satisfies Text["takeAway"];
