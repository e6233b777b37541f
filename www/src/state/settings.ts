// Settings that are tried out: what would change, before anything is kept. Values live in memory only.

import { batch, effect, signal } from "@preact/signals";
import { Cancelled } from "../analyzer/analyzer";
import type { Progress } from "../analyzer/protocol";
import { t } from "../text";
import type { WhatIfView } from "../wire/types";
import { analyzer, applySettings, type GivenSettings, type GivenValue, isLoss, overview, settings } from "./store";
import { announcement } from "./toast";

/** The settings that are tried out; null where they are those of the results. */
export const draft = signal<GivenSettings | null>(null);
/** What would change; the last one stays until the next is there. */
export const preview = signal<WhatIfView | null>(null);
/** Counts the previews, so that the list of objects knows when to ask anew. */
export const previewNumber = signal(0);
/** Why the settings cannot be used. */
export const trouble = signal("");
/** How far the work on the preview is; null where none is under way. */
export const trying = signal<Progress | "begun" | null>(null);
/** The setting that was changed last. */
export const touched = signal("");
/** For how many objects what was applied last changed something; null where nothing was. */
export const applied = signal<number | null>(null);

/** Is the value of a setting another than the one of the results? */
export function isChanged(name: string): boolean {
  return draft.value !== null && differs(draft.value[name], settings.value[name]);
}

/** The names of the settings that are tried out. */
export function changedNames(): string[] {
  const names = new Set([...Object.keys(draft.value ?? {}), ...Object.keys(settings.value)]);
  return [...names].filter(isChanged).sort();
}

function differs(one: GivenValue | undefined, other: GivenValue | undefined): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

/** Tries a value of a setting; `undefined` goes back to what the files tell. */
export function tryOut(name: string, value: GivenValue | undefined): void {
  const { [name]: _, ...rest } = draft.value ?? settings.value;
  touched.value = name;
  tryAll(value === undefined ? rest : { ...rest, [name]: value });
}

/** Tries to go by the files in everything. */
export function tryWithoutAny(): void {
  touched.value = "";
  tryAll({});
}

function tryAll(next: GivenSettings): void {
  applied.value = null;
  draft.value = next;
  if (changedNames().length === 0) discard();
  else void ask();
}

/** Goes back to the settings of the results. */
export function discard(): void {
  batch(() => {
    draft.value = null;
    preview.value = null;
    trouble.value = "";
    touched.value = "";
  });
}

/** Works everything out anew with what is tried out. */
export async function apply(): Promise<void> {
  const next = draft.value;
  if (next === null || trouble.value !== "") return;
  const changed = preview.value?.changed ?? 0;
  await applySettings(next);
  if (overview.value) applied.value = changed;
}

let isAsking = false;
let isOutdated = false;

/** Asks the worker. It cannot be interrupted, so whatever changes meanwhile is asked once, when it is done. */
async function ask(): Promise<void> {
  if (isAsking) {
    isOutdated = true;
    return;
  }
  isAsking = true;
  trying.value = "begun";
  do {
    isOutdated = false;
    const wanted = draft.value;
    if (wanted !== null) await askOnce(wanted);
  } while (isOutdated);
  isAsking = false;
  trying.value = null;
}

async function askOnce(wanted: GivenSettings): Promise<void> {
  try {
    const answer = await analyzer.ask("whatIf", [JSON.stringify(wanted)], (progress) => {
      trying.value = progress;
    });
    if (draft.value !== wanted) return;
    batch(() => {
      preview.value = answer;
      previewNumber.value++;
      trouble.value = "";
      announcement.value = t.settings.changes(answer.changed);
    });
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (isLoss(error) || draft.value !== wanted) return;
    batch(() => {
      preview.value = null;
      trouble.value = error instanceof Error ? error.message : String(error);
      announcement.value = trouble.value;
    });
  }
}

// What is tried out belongs to the results that are there.
effect(() => {
  if (overview.value !== null) return;
  discard();
  applied.value = null;
});
