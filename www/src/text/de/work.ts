// German: long work and what can stop it.

import type { Text } from "../en";
import { count, files, objects, rows, rules, size } from "./forms";

const STAGES = {
  reading: "Lesen",
  merging: "Dateien zusammenführen",
  indexing: "Adressen und Namen sammeln",
  joining: "Verknüpfen",
  finding: "Fehler suchen",
};

export const work = {
  school: "Ysgol Glan yr Afon",
  builtInSchool: "Eingebaute Schule: Ysgol Glan yr Afon",
  madeUp: "(erfunden)",
  pastedRows: "Eingefügte Zeilen",
  underWay: "Laufende Arbeit",
  reading: (all) => `${files(all)} lesen`,
  applying: "Alles mit diesen Einstellungen neu berechnen",
  cancelled:
    "Abgebrochen. Die Dateien bleiben erhalten; die Ergebnisse waren nicht vollständig und werden nicht gezeigt.",
  lost: "Dem Browser ging der Speicher aus, oder sein Worker ist ausgefallen. Dateien und Entscheidungen bleiben erhalten.",
  lostAdvice:
    "Andere Tabs schließen und erneut versuchen; oder einen 64-Bit-Browser verwenden; oder den Export in Teilen laden.",
  silent: "Seit zehn Sekunden kam nichts vom Worker. Vielleicht arbeitet er noch.",
  silentAdvice:
    "Warten ist möglich. Beim Anhalten bleiben Dateien und Entscheidungen für einen neuen Versuch erhalten.",
  stop: "Anhalten",
  tryAgain: "Erneut versuchen",
  goOn: "Fortsetzen",
  stage: (stage) => STAGES[stage],
  stageCount: (stage, total) => {
    if (total === 0) return "";
    if (stage === "reading") return size(total);
    return stage === "finding" ? rules(total) : objects(total);
  },
  stageProgress: (stage, done, total) => {
    if (stage === "reading") return total > 0 ? `${size(done)} von ${size(total)}` : size(done);
    return `${count(done)} von ${count(total)}`;
  },
  stageNow: (stage, progress) => `${stage}: ${progress}`,
  readSummary: (all, used) => `${files(all)} gelesen, ${rows(used)}.`,
} satisfies Text["work"];
