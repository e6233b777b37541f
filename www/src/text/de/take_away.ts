// German: taking away.

import type { Text } from "../en";
import { count, counted, rows } from "./forms";

export const takeAway = {
  lead: "Eine Datei, die Ihr Browser speichert. Nichts wird gesendet. Geschrieben wird auf Englisch.",
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
    csv: { name: "CSV für Menschen", note: "keine Zelle wird in einer Tabellenkalkulation als Formel ausgeführt" },
    "csv-for-programs": { name: "CSV für Programme", note: "unverändert; nicht für eine Tabellenkalkulation" },
    json: { name: "JSON für Programme", note: "unverändert" },
    html: { name: "Berichtsseite", note: "eine Datei, offline lesbar, druckbar" },
  },
  levels: {
    full: { name: "Vollständig", note: "für Sie und Ihr Team: alles, wie es ist", save: "Mit allen Namen speichern" },
    internal: {
      name: "Intern",
      note: "für Kolleginnen und Kollegen: mit Namen, Adressen gekürzt, ohne Kennungen",
      save: "Mit Namen speichern",
    },
    share: {
      name: "Weitergabe",
      note: "für Prüfer, Dienstleister und andere außerhalb: Namen und Adressen durch erfundene ersetzt, innerhalb einer Datei gleich",
      save: "Ohne Namen speichern",
    },
    counts: { name: "Nur Zahlen", note: "für alle: keine Zeile über eine Person", save: "Nur Zahlen speichern" },
  },
  planNote: "Skript und Dateien des Plans werden dort gespeichert:",
  thePlan: "zum Plan",
  noneFound: (isInternal) =>
    `Sie enthält ${isInternal ? "keine ganze Adresse und keine" : "keinen Namen, keine Adresse und keine"} Kennung aus Ihren Dateien.`,
  searched: (values) =>
    `Gesucht wurde nach ${counted(values, "Wert", "Werten")} Ihrer Dateien. Fände sich einer, würde sie nicht gespeichert.`,
  eachLevel: "Der erste Befund auf jeder Stufe",
  rareFacts:
    "Seltene Angaben können in einer kleinen Schule dennoch auf eine Person deuten. Vor dem Weitergeben einmal lesen.",
  sentNowhere: (size) => `${size === "" ? "" : `${size}, `}vom Browser gespeichert, nicht gesendet`,
  preview: "Vorschau",
  shownCounts: (shown) => (shown === 1 ? "die erste Zahl" : `die ersten ${count(shown)} Zahlen`),
  shown: (shown, columns, total, of) =>
    `${counted(columns, "Spalte", "Spalten")}, ${shown > 0 ? `die ersten ${shown} von ${count(total)}` : rows(total)}${of > total ? `, ohne Filter ${count(of)}` : ""}`,
  firstRows: "Die ersten Zeilen",
} satisfies Text["takeAway"];
