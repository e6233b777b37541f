// German: one finding, the ways to put it right, and decisions.

import type { Text } from "../en";
import { count, counted, findings, rules, values } from "./forms";

const acceptedFindings = (all: number) => counted(all, "akzeptierter Befund", "akzeptierte Befunde");

export const finding = {
  object: (objects) => (objects === 1 ? "Das Objekt" : `Die ${objects} Objekte`),
  caption: (title) => `Objekte des Befunds: ${title}`,
  likelyOwner: "Wahrscheinlich zugehörig:",
  alsoHeld: (name, isCloud, attributes) => (
    <>
      {name} {isCloud ? "in der Cloud" : "in AD"} hat den Wert auch, in {attributes}
    </>
  ),
  youDecide: "Die Entscheidung liegt bei Ihnen.",
  behind: "Hintergrund",
  errorText: "Fehlertext für die Suche",
  source: "Quelle",
  wrong: "Könnte das falsch sein?",
  rule: "Die Regel, mit Beispielen und Grenzen",
  also: "Das erklärt auch:",
  ifYouSync: "Bei einer Synchronisierung jetzt",
  putRight: "Beheben",
  putRightNote: "an Ihren Daten erprobt, bevor es in den Plan kommt",
  ways: "Wege, es zu beheben",
  choose: "Einen der Wege oben wählen",
  chooseNote: "Nur Sie können wissen, welcher richtig ist: Keiner ist vorab gewählt.",
  byHand: "Von Hand",
  byHandNote: "Das erledigt kein Skript. Der Plan enthält die Schritte.",
  leave: (strong) => (
    <>{strong("So belassen")}, mit Begründung und Datum. Der Befund wird weiter gezählt, als akzeptiert.</>
  ),
  noFixFromHere: "Keine Änderung von Werten würde dies beheben. Von hier aus lässt sich nichts planen.",
  noFixOfThese:
    "Hier müssten Werte geändert werden, doch keine Änderung wird angeboten: Die Dateien enthalten den zu ersetzenden Wert nicht, oder er wird anderswo gepflegt als dort, woher diese Dateien stammen.",
  tryIt: "An Ihren Daten erproben",
  trying: "Wird an Ihren Daten erprobt",
  copyPowerShell: "PowerShell kopieren",
  planKey: { add: "In den Plan", outOfPlan: "Aus dem Plan entfernen", instead: "Stattdessen in den Plan" },
  inPlan: "Im Plan",
  powerShell: "PowerShell für diesen Befund",
  needs: (title, requires) => (
    <>
      {title}. Benötigt: {requires}. Mit -WhatIf am Ende ändert es nichts: zeigt es das Richtige, ohne dies noch einmal
      ausführen.
    </>
  ),
  takesBack: "Nimmt es zurück",
  noCommand: "Es gibt keinen einzelnen Befehl zum Kopieren.",
  values,
  moreValues: (more) => `und ${counted(more, "weiterer Wert", "weitere Werte")}`,
  removeFrom: "entfernen bei",
  addTo: "hinzufügen bei",
  syncs: (syncs) =>
    syncs <= 1 ? "vor der nächsten Synchronisierung" : `${count(syncs)} Synchronisierungen, dazwischen warten`,
  resolves: (resolvesIt, others, added) => {
    const gone = resolvesIt
      ? `Behebt diesen Befund${others > 0 ? ` und ${counted(others, "weiteren", "weitere")}` : ""}`
      : others > 0
        ? `Behebt nicht diesen Befund, aber ${counted(others, "anderen", "andere")}`
        : "Behebt diesen Befund nicht allein";
    return `${gone}, neue Befunde: ${added === 0 ? "keine" : count(added)}`;
  },
  unsound: "Ein Wert ist nicht wie erwartet: vorher die Zeilen prüfen.",
  copySteps: "Schritte kopieren",
  cheaper: "Zuerst versuchen, mit weniger Aufwand",
  checks: "Vorher prüfen",
  wayBack: "Der Weg zurück",
  stepNotes: { risk: "Risiko:", wait: "Warten:", stop: "Anhalten, wenn:" },
  acceptedByRule: "Akzeptiert, weil die Regel ausgeschaltet ist,",
  acceptedOn: (accepted, date) => (
    <>
      {accepted} am {date}:
    </>
  ),
  itsRule: "Zur Regel",
  cannotAccept: (name) => (
    <>
      Dieser Befund lässt sich nicht akzeptieren: Keine Datei enthält objectGUID oder Objekt-ID von {name}, woran er
      wiedererkannt würde.
    </>
  ),
  acceptWithReason: "Mit Begründung akzeptieren",
  whyAccepted: "Warum wird der Befund akzeptiert?",
  accept: "Akzeptieren",
  acceptNote: "Er bleibt in der Liste und in jeder Zahl, als akzeptiert markiert, mit Begründung und heutigem Datum.",
  accepted: "Akzeptiert.",
  decided: "Entschieden.",
  decisions: (made) => `Entscheidungen${made > 0 ? ` (${count(made)})` : ""}`,
  noDecisions:
    "Noch nichts ist entschieden. Ein Befund wird auf seiner Seite akzeptiert, eine Regel auf der Seite der Regel ausgeschaltet.",
  someDecisions: (accepted, decided) => `${findings(accepted)} akzeptiert, ${rules(decided)} entschieden.`,
  decisionsUnsaved: "Noch nicht gespeichert: Beim Schließen der Seite ist es vergessen.",
  saveDecisions: "Entscheidungen speichern",
  loadDecisions: "Entscheidungen laden",
  decisionsLoaded: (accepted, decided) => `Geladen: ${acceptedFindings(accepted)}, ${rules(decided)} entschieden.`,
  decisionsUnusable: (why) => `Die Entscheidungen wurden nicht geladen. ${why}`,
  notAmong: (accepted) => `Nicht unter diesen Befunden: ${acceptedFindings(accepted)}`,
  takeOutUnneeded: (unneeded) =>
    unneeded === 1 ? "Den nicht mehr benötigten entfernen" : `Die ${count(unneeded)} nicht mehr benötigten entfernen`,
  inResults: "In Ihren Ergebnissen",
  since: (severity, date) => (
    <>
      {severity} seit {date}:
    </>
  ),
  severityOf: "Schweregrad der Befunde",
  asRuleSays: "Wie in der Regel",
  whyOff: "Warum wird sie ausgeschaltet?",
  whyOther: "Warum ein anderer Schweregrad?",
  switchOff: "Ausschalten",
  changeSeverity: "Ändern",
  offNote: "Die Befunde bleiben in der Liste und in jeder Zahl, als akzeptiert markiert.",
  otherNote: "Die Befunde stehen dann unter dem anderen Schweregrad.",
} satisfies Text["finding"];
