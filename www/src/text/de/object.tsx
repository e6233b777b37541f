// German: one object.

import type { Text } from "../en";
import { counted } from "./forms";

const SURE = {
  certain: "Sicher.",
  likely: "Wahrscheinlich.",
  possible: "Möglich: Nicht alles, was entscheidet, steht in den Dateien.",
};

export const object = {
  howItDecides: "Wie die Synchronisierung entscheidet",
  bothSides: "Beide Seiten",
  oneSide: "Was in den Dateien steht",
  caption: (name) => `Werte von ${name}`,
  findings: "Befunde zu diesem Objekt",
  noFindings: "Keine.",
  otherTools: "Andere Tools würden finden",
  disagrees: "Anders als die Synchronisierung. ",
  reported: "Andere Tools meldeten",
  attribute: "Attribut",
  compared: "Verglichen",
  likelyOwner: ", wahrscheinlich zugehörig",
  sameOnBoth: "auf beiden Seiten gleich",
  sameInAll: (owners) => `in allen ${owners} gleich`,
  loses: (values, areAddresses, isSure, mark) => (
    <>
      Es {isSure ? "verliert" : "verliert möglicherweise"}{" "}
      {mark(areAddresses ? counted(values, "Adresse", "Adressen") : counted(values, "Wert", "Werte"))}:
    </>
  ),
  lacks: "Es erhält nicht",
  whatTells: "Welcher Export das enthält",
  toPlan: "Zum Plan",
  chooseWay: "Beim Befund wählen",
  both: "beide",
  forecast: "Adressen und UPN, heute und nach der Synchronisierung",
  sure: (confidence) => SURE[confidence],
  whatHappens: "Was geschieht",
  today: "Heute in der Cloud",
  after: "Nach der Synchronisierung",
  todayShort: "Heute",
  afterShort: "Danach",
  why: "Warum",
  notInFile: "nicht in der Datei",
  notThere: "nicht vorhanden",
  inAdOnly: (value) => `${value} nur in AD`,
  gone: "entfällt",
  cannotBeTold: "nicht bekannt",
  changes: {
    lost: (values) => `${values} weniger`,
    changed: (values) => `${values} geändert`,
    "not-taken": (values) => `${values} nicht übernommen`,
    gained: (values) => `${values} neu`,
    "not-told": (values) => `${values} nicht bekannt`,
    stays: (values) => `${values} unverändert`,
  },
  forecastLine: (change, label, today, after) =>
    `${change}: ${label}, heute ${today || "keine"}, danach ${after || "keine"}.`,
  suggestions: "Sieht ähnlich aus, verknüpft nichts",
  suggestionCaption: (name) => `Was bei ${name} ähnlich ist`,
  sign: "Merkmal",
  inDirectory: "In Active Directory",
  inCloud: "In der Cloud",
  cloud: "Cloud",
  against: "Dagegen: ",
  place: (file, row) => (
    <>
      {file}, Zeile {row}
    </>
  ),
} satisfies Text["object"];
