// German: the plan.

import type { Text } from "../en";
import {
  count,
  counted,
  findings,
  fixes as fixesOf,
  plural,
  steps,
  syncs as syncsOf,
  values as valuesOf,
} from "./forms";

const NUMBERS = ["ersten", "zweiten", "dritten", "vierten", "fünften", "sechsten"];

const nameOf = (place: number, of: number) => (of === 1 ? "nächsten" : (NUMBERS[place] ?? `${place + 1}.`));

export const plan = {
  heading: (fixes, scripted, syncs, byHand) => {
    const parts = [
      ...(scripted > 0 ? [`${steps(scripted)} per Skript in ${syncsOf(syncs)}`] : []),
      ...(byHand > 0 ? [`${count(byHand)} von Hand`] : []),
    ];
    return `${fixesOf(fixes)}${parts.length > 0 ? ": " : ""}${parts.join(" und ")}`;
  },
  lead: "dirmatch ändert nichts. Es schreibt ein Skript und eine Plandatei; ausgeführt werden sie von Ihnen. Die Reihenfolge zählt: Eine Adresse kann erst umziehen, wenn die Synchronisierung sie freigegeben hat.",
  takeOutAll: "Alles entfernen",
  nothing: "Noch nichts ist im Plan",
  nothingNote: (button, key) => (
    <>
      Einen Befund öffnen, die Wege zur Behebung ansehen und einen mit „{button}“ oder der Taste {key} aufnehmen. Hier
      stehen sie dann in der Reihenfolge, in der sie möglich sind, und werden zusammen an Ihren Daten erprobt.
    </>
  ),
  toFindings: "Zu den Befunden",
  added: (fixes) => `${fixesOf(fixes)} in den Plan aufgenommen.`,
  addedOne: (title) => `Im Plan: ${title}.`,
  takenOut: (fixes) => `${fixesOf(fixes)} aus dem Plan entfernt.`,
  addSafe: (fixes) =>
    fixes === 1 ? "Unbedenkliche Korrektur aufnehmen" : `Alle ${count(fixes)} unbedenklichen Korrekturen aufnehmen`,
  before: (place, of) => `Vor der ${nameOf(place, of)} Synchronisierung`,
  sync: (place, of) => {
    const name = nameOf(place, of).replace(/n$/, "");
    return `${name[0]?.toUpperCase()}${name.slice(1)} Synchronisierung.`;
  },
  steps: (all, values) => `${steps(all)}, ${valuesOf(values)}`,
  showMore: (all) => `Mehr anzeigen, insgesamt ${steps(all)}`,
  checks: (side, goes, comes, place) => (
    <>
      Das Skript prüft zuerst, ob {side}{" "}
      {goes === 0
        ? `${plural(comes, "diesen Wert", "diese Werte")} noch nicht hat`
        : comes === 0
          ? `${plural(goes, "diesen Wert", "diese Werte")} noch hat`
          : "noch hat, was entfällt, und noch nicht, was hinzukommt"}{" "}
      ({place}).
    </>
  ),
  byHandStep: "Von Hand.",
  inCloud: "In Microsoft 365.",
  for: (link) => <>Für {link}</>,
  byHand: "Von Hand",
  byHandNote: "das kann kein Skript",
  openSteps: "Schritte öffnen",
  atOdds: "Diese passen nicht in einen Plan.",
  gone: (fixes, names, isMore) => (
    <>
      {counted(fixes, "gewählte Korrektur passt", "gewählte Korrekturen passen")} zu keinem Befund dieser Dateien mehr:{" "}
      {names}
      {isMore ? " und weitere" : ""}. Sie ist erledigt, oder die Dateien zeigen es nicht mehr.
    </>
  ),
  stepsByHand: "Schritte von Hand",
  tried: "An Ihren Daten erprobt",
  know: "Mir ist bekannt, was dieser Plan mit sich bringt oder offenlässt. Ich will ihn dennoch.",
  simulated:
    "Der Plan wurde an den geladenen Dateien ausgeführt, eine Synchronisierung nach der anderen, und alles neu berechnet.",
  otherwise: (objects) => `${counted(objects, "Objekt geht", "Objekte gehen")} anders aus`,
  toldElsewhere: (findings) => `${counted(findings, "weiterer steht", "weitere stehen")} dann in einem anderen Befund.`,
  alone: (findings) =>
    `${counted(findings, "Befund, der bisher in einem anderen stand, steht", "Befunde, die bisher in anderen standen, stehen")} dann für sich.`,
  today: "Heute",
  after: "Danach",
  resolved: (resolved, added, strong) => (
    <>
      {strong(`${findings(resolved)} behoben`)}, {added === 0 ? "keine neuen" : `${count(added)} neu`}
    </>
  ),
  more: (more) => `und ${count(more)} weitere`,
  remaining: (all) => `${counted(all, "gewählter Befund besteht", "gewählte Befunde bestehen")} weiter`,
  surprises: (values, strong) => (
    <>
      {strong(`${counted(values, "Wert ist", "Werte sind")} nicht wie erwartet:`)} Zwei Schritte ändern denselben Wert.
      Das Skript würde dort anhalten.
    </>
  ),
  undone:
    "Der Rückweg gibt jedem Wert, den der Plan ändert, den Stand von heute. Was eine Synchronisierung dazwischen getan hat, bleibt: eine Verknüpfung oder eine gesendete E-Mail.",
  notUndone: "Der Rückweg gibt nicht jedem Wert den Stand von heute.",
  files: "Dateien des Plans",
  noFilesAtOdds: "Es gibt nichts zu speichern, solange Korrekturen unvereinbar sind.",
  noFilesYet: "Der Plan steht bereit, sobald er erprobt ist und nichts tut, wovon Sie nicht wissen.",
  save: "Plandateien speichern",
  unblock: (command) => <>Wenn Windows ein Skript ablehnt, das ein Browser gespeichert hat: {command}</>,
  oneByOne: (files) => `${counted(files, "Datei", "Dateien")} einzeln`,
  saveFile: (name) => `${name} speichern`,
  tryIt: "Probelauf: zeigt, was sich ändern würde",
  forReal: (option) => (
    <>
      Der Probelauf ändert nichts. Zeigt er das Gewünschte, den gleichen Befehl ohne {option} ausführen. PowerShell
      fragt vor jeder Änderung nach.
    </>
  ),
  unchanged: (outcomes) => `${counted(outcomes, "Ergebnis", "Ergebnisse")} wie heute`,
  undo: "Zurücknehmen: zeigt, was zurückginge",
  filesNote:
    "Ihr Browser speichert die Dateien, nichts wird gesendet. Sie sind auf Englisch und gehören in einen Ordner. Das Skript läuft in Windows PowerShell 5.1 und in 7.",
} satisfies Text["plan"];
