// What the page knows: the files that were given, the work under way, and the analysis. All of it is in memory only.

import { batch, computed, signal } from "@preact/signals";
import { Analyzer, Cancelled, Lost } from "../analyzer/analyzer";
import type { Progress } from "../analyzer/protocol";
import { t } from "../text";
import type { Decisions, FileChoice, FileView, Overview, PlanChoice } from "../wire/types";
import { go } from "./route";
import { announcement } from "./toast";

/** Has the worker been asked, and has it said nothing for long? */
export const isSilent = signal(false);

/** The worker. */
export const analyzer = new Analyzer((silent) => {
  isSilent.value = silent;
}, lose);

/** A file that was given, in whatever way. */
export interface Given {
  name: string;
  source: { kind: "file"; file: File } | { kind: "text"; text: string } | { kind: "school" };
  /** How the person wants it to be read, where that differs from what is recognised. */
  choice: FileChoice;
  /** What reading it showed; null while it is not read. */
  views: FileView[] | null;
}

/** Read it as it is recognised. */
export const NO_CHOICE: FileChoice = { format: null, encoding: null, delimiter: null, columns: {}, before: false };

/** The value of a setting as a person gives it. */
export type GivenValue = boolean | number | string | readonly string[];

/** Settings by their names, as a person gives them. What is not there is as the files tell. */
export type GivenSettings = Readonly<Record<string, GivenValue>>;

/** The work under way. */
export interface Work {
  /** What is worked on, for the heading; a function, as is all that stays in sight under another language. */
  title: () => string;
  stage: Progress["stage"];
  /** The file that is read. */
  file: string;
  done: number;
  total: number;
  /** Stages that are over, with what they counted. */
  over: { stage: Progress["stage"]; count: () => string }[];
}

/** What stopped the work. */
export interface Failure {
  kind: "cancelled" | "lost" | "error";
  message: () => string;
}

export const given = signal<Given[]>([]);
export const work = signal<Work | null>(null);
export const failure = signal<Failure | null>(null);
export const overview = signal<Overview | null>(null);
/** The settings that the person gave. They are about the tenant, so they stay when a file comes or goes. */
export const settings = signal<GivenSettings>({});
/** Nothing is decided. */
const NO_DECISIONS: Decisions = { schema: "dirmatch.decisions/1", rules: {}, accepted: [] };
/** What the person decided about findings. Like the settings it stays when a file comes or goes. */
export const decisions = signal<Decisions>(NO_DECISIONS);
/** The fixes that the person chose. Each is known again by what it says, so it stays when a file comes or goes. */
export const choices = signal<readonly PlanChoice[]>([]);
/** Counts the analyses, so that lists know when to ask anew. */
export const edition = signal(0);

export const files = computed(() => given.value.flatMap((file) => file.views ?? []));
export const isSchool = computed(() => given.value.some((file) => file.source.kind === "school"));
export const hasBothSides = computed(() => {
  const sides = new Set(files.value.filter(isOfToday).map((file) => file.side));
  return sides.has("on-premises") && sides.has("cloud");
});
/** Can anything be said at all? */
export const hasDirectory = computed(() =>
  files.value.some((file) => isOfToday(file) && (file.side === "on-premises" || file.side === "cloud")),
);

/** Is the file used, and no older export that others are only compared with? */
function isOfToday(file: FileView): boolean {
  return file.state !== "not-used" && !file.before;
}

/** Takes files; those that are there already under the same name are kept beside them. */
export async function give(list: readonly File[]): Promise<void> {
  if (list.length === 0) return;
  const before = isSchool.value ? [] : given.value;
  const added: Given[] = list.map((file) => ({
    name: file.name,
    source: { kind: "file", file },
    choice: NO_CHOICE,
    views: null,
  }));
  await take([...before, ...added], isSchool.value);
}

/** Takes rows that were pasted. */
export async function paste(text: string): Promise<void> {
  const before = isSchool.value ? [] : given.value;
  const number = before.filter((file) => file.source.kind === "text").length + 1;
  const name = number === 1 ? t.work.pastedRows : `${t.work.pastedRows} ${number}`;
  await take([...before, { name, source: { kind: "text", text }, choice: NO_CHOICE, views: null }], isSchool.value);
}

/** Opens the built-in school in place of whatever is there. */
export async function openSchool(): Promise<void> {
  await take([{ name: t.work.school, source: { kind: "school" }, choice: NO_CHOICE, views: null }], true);
}

/** Takes a file out and works out the rest anew. */
export async function remove(name: string, place: number): Promise<void> {
  const file = given.value[place];
  if (!file || file.name !== name) return;
  const rest = given.value.filter((_, index) => index !== place);
  if (rest.length === 0) {
    forget();
    return;
  }
  await take(rest, true);
}

/** Reads a file in another way, and works everything out anew. */
export async function readAnew(place: number, choice: FileChoice): Promise<void> {
  await take(
    given.value.map((file, index) => (index === place ? { ...file, choice } : file)),
    true,
  );
}

/** Forgets everything. */
export function forget(): void {
  analyzer.stop();
  batch(() => {
    given.value = [];
    settings.value = {};
    decisions.value = NO_DECISIONS;
    choices.value = [];
    overview.value = null;
    work.value = null;
    failure.value = null;
  });
  go("start");
}

/** Works everything out anew under other settings. The files are not read again. */
export async function applySettings(next: GivenSettings): Promise<void> {
  const turn = ++running;
  batch(() => {
    settings.value = next;
    overview.value = null;
    failure.value = null;
    work.value = { title: () => t.work.applying, stage: "merging", file: "", done: 0, total: 0, over: [] };
  });
  try {
    await analyse(turn);
    if (turn === running) work.value = null;
  } catch (error) {
    if (turn !== running) return;
    work.value = null;
    failure.value = asFailure(error);
    go("files");
  }
}

/** Puts other decisions in place of those before, in the order in which the core keeps them. */
export async function applyDecisions(wanted: Decisions): Promise<void> {
  const turn = running;
  const next = await analyzer.ask("readDecisions", [JSON.stringify(wanted)]);
  decisions.value = next;
  // Work that is under way takes them along.
  if (overview.value === null) return;
  const result = await analyzer.ask("decide", [JSON.stringify(next)]);
  if (turn !== running) return;
  batch(() => {
    overview.value = result;
    edition.value++;
  });
}

/** The worker is gone, and the results with it. Files, settings and decisions are here, and a new worker can begin. */
function lose(error: Lost): void {
  // Work that is under way tells it by itself; without files there is nothing to lose.
  if (work.value !== null || given.value.length === 0) return;
  batch(() => {
    overview.value = null;
    failure.value = asFailure(error);
    go("files");
  });
}

/** Is the worker gone? Then the person has been told. */
export function isLoss(error: unknown): boolean {
  return error instanceof Lost;
}

/** Gives a worker up that says nothing. Whatever was asked of it ends as if it had died. */
export function giveUp(): void {
  analyzer.stop(new Lost());
}

/** Ends the work under way. */
export function cancel(): void {
  analyzer.stop(new Cancelled());
}

/** Does again what was stopped. */
export async function retry(): Promise<void> {
  await take(
    given.value.map((file) => ({ ...file, views: null })),
    true,
  );
}

let running = 0;

async function take(next: Given[], startAnew: boolean): Promise<void> {
  const turn = ++running;
  const started = performance.now();
  // A new worker has no files; one that is busy with older files is of no use any more.
  const isAnew = startAnew || work.value !== null;
  // The built-in school is another tenant.
  const changesTenant = isSchool.value !== next.some((file) => file.source.kind === "school");
  if (isAnew) analyzer.stop();
  batch(() => {
    given.value = isAnew ? next.map((file) => ({ ...file, views: null })) : next;
    if (changesTenant) {
      settings.value = {};
      decisions.value = NO_DECISIONS;
      choices.value = [];
    }
    overview.value = null;
    failure.value = null;
    work.value = { title: () => t.work.reading(next.length), stage: "reading", file: "", done: 0, total: 0, over: [] };
  });
  try {
    await readAll(turn);
    if (turn !== running) return;
    if (hasDirectory.value) await analyse(turn);
    if (turn !== running) return;
    work.value = null;
    show(started);
  } catch (error) {
    if (turn !== running) return;
    work.value = null;
    failure.value = asFailure(error);
    go("files");
  }
}

async function readAll(turn: number): Promise<void> {
  for (let place = 0; place < given.value.length; place++) {
    const file = given.value[place];
    if (!file || file.views !== null) continue;
    const tell = (progress: Progress) => advance(turn, progress, file.name);
    const views = await readOne(file, tell);
    if (turn !== running) return;
    given.value = given.value.map((other, index) => (index === place ? { ...other, views } : other));
  }
  const rows = files.value.reduce((sum, file) => sum + file.rows, 0);
  note("reading", () => t.frame.rows(rows));
}

async function readOne(file: Given, tell: (progress: Progress) => void): Promise<FileView[]> {
  switch (file.source.kind) {
    case "file":
      return [await analyzer.ask("addFile", [file.source.file, file.choice], tell)];
    case "text":
      return [await analyzer.ask("addText", [file.name, file.source.text, file.choice], tell)];
    case "school":
      return analyzer.ask("addSchool", [], tell);
  }
}

async function analyse(turn: number): Promise<void> {
  const result = await analyzer.ask(
    "analyze",
    [JSON.stringify(settings.value), JSON.stringify(decisions.value)],
    (progress) => advance(turn, progress, ""),
  );
  if (turn !== running) return;
  batch(() => {
    overview.value = result;
    edition.value++;
  });
}

function advance(turn: number, { stage, done, total }: Progress, file: string): void {
  const now = work.value;
  if (turn !== running || !now) return;
  const over =
    now.stage === stage
      ? now.over
      : [...now.over, { stage: now.stage, count: () => t.work.stageCount(now.stage, now.total) }];
  work.value = { ...now, stage, file, done, total, over: dedupe(over) };
}

function note(stage: Progress["stage"], count: () => string): void {
  const now = work.value;
  if (now) work.value = { ...now, over: dedupe([...now.over, { stage, count }]) };
}

/** The last word on each stage counts. */
function dedupe(over: Work["over"]): Work["over"] {
  return over.filter((entry, place) => over.findLastIndex((other) => other.stage === entry.stage) === place);
}

/** Shows the results, and measures how long it took from the choice of files until they are on screen. */
function show(started: number): void {
  const seriousProblem = files.value.some((file) => file.problems.some((problem) => problem.isSerious));
  if (!overview.value || !hasBothSides.value || (seriousProblem && !isSchool.value)) go("files");
  else go("overview");
  if (!overview.value) return;
  const rows = files.value.reduce((sum, file) => sum + file.rows, 0);
  announcement.value = t.work.readSummary(files.value.length, rows);
  requestAnimationFrame(() =>
    setTimeout(() => performance.measure("dirmatch:analysis", { start: started, end: performance.now() })),
  );
}

function asFailure(error: unknown): Failure {
  if (error instanceof Cancelled) return { kind: "cancelled", message: () => t.work.cancelled };
  if (error instanceof Lost) return { kind: "lost", message: () => t.work.lost };
  const said = error instanceof Error ? error.message : String(error);
  return { kind: "error", message: () => said };
}
