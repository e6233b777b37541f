// What the page and the worker say to each other. Each question has a number, and each gets exactly one answer.

import type {
  ChangeListView,
  CommandView,
  Decisions,
  ExportCommandView,
  FileChoice,
  FileView,
  FindingDetail,
  FindingListView,
  FindingQuery,
  ObjectDetail,
  ObjectListView,
  ObjectQuery,
  Overview,
  PlanChoice,
  PlanFileView,
  PlanStep,
  PlanView,
  ReadingChoices,
  RuleView,
  SettingsView,
  SimulationView,
  TakeAwayOrder,
  TakeAwayPreview,
  TakenAway,
  TrialView,
  WhatIfView,
} from "../wire/types";

/** Everything that the page can ask: arguments and answer of each question. */
export interface Calls {
  addFile: { args: [file: File, choice: FileChoice]; answer: FileView };
  addText: { args: [name: string, text: string, choice: FileChoice]; answer: FileView };
  addSchool: { args: []; answer: FileView[] };
  removeFile: { args: [place: number]; answer: null };
  analyze: { args: [settings: string, decisions: string]; answer: Overview };
  decide: { args: [decisions: string]; answer: Overview };
  readDecisions: { args: [text: string]; answer: Decisions };
  settings: { args: []; answer: SettingsView };
  whatIf: { args: [settings: string]; answer: WhatIfView };
  whatIfObjects: { args: [start: number, count: number]; answer: ChangeListView };
  objects: { args: [query: ObjectQuery, start: number, count: number]; answer: ObjectListView };
  objectPlace: { args: [query: ObjectQuery, id: number]; answer: number | undefined };
  object: { args: [id: number]; answer: ObjectDetail | null };
  findings: { args: [query: FindingQuery, start: number, count: number]; answer: FindingListView };
  findingPlace: { args: [query: FindingQuery, id: number]; answer: number | undefined };
  finding: { args: [id: number]; answer: FindingDetail | null };
  rule: { args: [id: string]; answer: RuleView | null };
  exportCommands: { args: []; answer: ExportCommandView[] };
  readingChoices: { args: []; answer: ReadingChoices };
  tryFix: { args: [finding: number, fix: string]; answer: TrialView | null };
  plan: { args: [choices: readonly PlanChoice[]]; answer: PlanView };
  planSteps: { args: [wave: number, start: number]; answer: PlanStep[] };
  tryPlan: { args: []; answer: SimulationView };
  planFiles: { args: [date: string]; answer: PlanFileView[] };
  planFile: { args: [name: string, date: string]; answer: Blob };
  fixCommand: { args: [finding: number, fix: string]; answer: CommandView | null };
  safeFixes: { args: [query: FindingQuery]; answer: PlanChoice[] };
  /** The seed is 32 random bytes; another one for each export. `file` is null where the export was refused. */
  takeAway: { args: [order: TakeAwayOrder, seed: Uint8Array]; answer: { taken: TakenAway; file: Blob | null } };
  takeAwayPreview: { args: [order: TakeAwayOrder, seed: Uint8Array, rows: number]; answer: TakeAwayPreview };
  /** The ways out that the worker has, for the page's test of itself. */
  reachOut: { args: []; answer: { ways: number; refused: number } };
}

export type CallName = keyof Calls;

/** How far a stage of the work has come; `total` is 0 where it is not known. */
export interface Progress {
  stage: "reading" | "merging" | "indexing" | "joining" | "finding";
  done: number;
  total: number;
}

/** The first message to a worker: the WebAssembly module, packed and as dense text. */
export interface Start {
  module: string;
}

export interface Question {
  id: number;
  name: CallName;
  args: readonly unknown[];
}

export type Answer =
  | { id: number; value: unknown }
  | { id: number; progress: Progress }
  /** `isLost` says that the worker cannot go on and a new one is needed. */
  | { id: number; error: string; isLost: boolean };
