// One object: how the sync decides, both sides, what the cloud will hold, other tools, accounts that resemble it.

import type { ComponentChildren } from "preact";
import { counted } from "./forms";

type Mark = (words: string) => ComponentChildren;

const SURE = {
  certain: "Certain.",
  likely: "Likely.",
  possible: "Possible: not everything that decides is in the files.",
};

export const object = {
  howItDecides: "How the sync decides",
  bothSides: "Both sides",
  oneSide: "What the files say",
  caption: (name: string) => `Values of ${name}`,
  findings: "Findings about this object",
  noFindings: "None.",
  otherTools: "Other tools would find",
  disagrees: "Disagrees with the sync. ",
  reported: "Other tools reported",
  attribute: "Attribute",
  compared: "Compared",
  likelyOwner: ", likely owner",
  sameOnBoth: "the same on both sides",
  sameInAll: (owners: number) => `the same in all ${owners}`,
  /** What goes, for the verdict. */
  loses: (values: number, areAddresses: boolean, isSure: boolean, mark: Mark) => (
    <>
      It {isSure ? "will" : "may"} lose{" "}
      {mark(areAddresses ? counted(values, "address", "addresses") : counted(values, "value"))}:
    </>
  ),
  lacks: "It does not get",
  toPlan: "To the plan",
  whatTells: "Which export tells it",
  chooseWay: "Choose at the finding",
  both: "both",
  forecast: "Addresses and UPN, today and after the sync",
  sure: (confidence: keyof typeof SURE) => SURE[confidence],
  whatHappens: "What happens",
  today: "Today in the cloud",
  after: "After the sync",
  todayShort: "Today",
  afterShort: "After",
  why: "Why",
  notInFile: "not in the file",
  notThere: "not there",
  inAdOnly: (value: string) => `${value} in AD only`,
  gone: "gone",
  cannotBeTold: "cannot be told",
  changes: {
    lost: (values: number) => `${values} lost`,
    changed: (values: number) => `${values} changed`,
    "not-taken": (values: number) => `${values} not taken`,
    gained: (values: number) => `${values} gained`,
    "not-told": (values: number) => `${values} not known`,
    stays: (values: number) => `${values} kept`,
  },
  forecastLine: (change: string, label: string, today: string, after: string) =>
    `${change}: ${label}, today ${today || "none"}, after ${after || "none"}.`,
  suggestions: "Looks alike, joins nothing",
  suggestionCaption: (name: string) => `What ${name} has alike`,
  sign: "Sign",
  inDirectory: "In Active Directory",
  inCloud: "In the cloud",
  cloud: "Cloud",
  against: "Against it: ",
  place: (file: ComponentChildren, row: number): ComponentChildren => (
    <>
      {file}, row {row}
    </>
  ),
};
