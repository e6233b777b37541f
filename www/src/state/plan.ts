// The plan: which fixes the person chose, in which order they come, and what trying them shows. In memory only.

import { batch, computed, effect, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Cancelled } from "../analyzer/analyzer";
import type { Progress } from "../analyzer/protocol";
import { t } from "../text";
import type { PlanChoice, PlanView } from "../wire/types";
import { analyzer, choices, edition, isLoss, overview } from "./store";
import { say } from "./toast";

/** The plan that the choices make; null where nothing is chosen or it is under way. */
export const plan = signal<PlanView | null>(null);
/** The choices that the plan was made of. While they are others, a new plan is under way. */
const plannedChoices = signal<readonly PlanChoice[]>([]);
export const isPlanCurrent = computed(() => plannedChoices.value === choices.value);
/** Counts the plans, so that what is tried is tried anew. */
export const planNumber = signal(0);

/** The chosen fix of each finding, by the finding's key. Blank where it is put right by hand. */
export const chosenFixes = computed(() => new Map(choices.value.map(({ key, fix }) => [key, fix])));

/** What the key of the plan does with the finding in sight; null where there is nothing to add. */
export const planKey = signal<"add" | "outOfPlan" | "instead" | null>(null);

/** Adds fixes; a finding that has one gets the new one in its place. */
export function addToPlan(added: readonly PlanChoice[], words: string): void {
  const before = choices.value;
  const keys = new Set(added.map(({ key }) => key));
  change([...before.filter(({ key }) => !keys.has(key)), ...added], before, words);
}

/** Takes the fixes of these findings out. */
export function takeOut(keys: readonly string[]): void {
  const before = choices.value;
  const rest = before.filter(({ key }) => !keys.includes(key));
  if (rest.length < before.length) change(rest, before, t.plan.takenOut(before.length - rest.length));
}

function change(next: readonly PlanChoice[], before: readonly PlanChoice[], words: string): void {
  choices.value = next;
  say(words, () => {
    choices.value = before;
    say(t.frame.takenBack);
  });
}

let asked = 0;

// The worker forgets the plan with each analysis, and is told of each change.
effect(() => {
  const wanted = choices.value;
  const isReady = overview.value !== null && edition.value > 0;
  const turn = ++asked;
  if (!isReady || (wanted.length === 0 && plan.peek() === null)) {
    plan.value = null;
    return;
  }
  analyzer.ask("plan", [wanted]).then(
    (answer) => {
      if (turn !== asked) return;
      batch(() => {
        plan.value = wanted.length === 0 ? null : answer;
        plannedChoices.value = wanted;
        planNumber.value++;
      });
    },
    // A worker that is lost was told, and the choices are given to the next one.
    () => undefined,
  );
});

/** What trying something shows; nothing of it is kept. */
export interface Trial<Answer> {
  answer: Answer | null;
  /** How far it is; null where nothing is under way. */
  progress: Progress | "begun" | null;
  /** Why it cannot be tried. */
  trouble: string;
}

const IDLE = { answer: null, progress: null, trouble: "" };

/**
 * Tries something on the loaded data when `key` has stood still for a moment: the worker cannot be interrupted, so what a
 * person only passes by is not asked for. A blank key asks for nothing.
 */
export function useTrial<Answer>(
  key: string,
  ask: (tell: (progress: Progress) => void) => Promise<Answer>,
): Trial<Answer> {
  const [trial, setTrial] = useState<Trial<Answer> & { key: string }>({ ...IDLE, key: "" });
  useEffect(() => {
    if (key === "") return;
    let isCurrent = true;
    const tell = (now: Partial<Trial<Answer>>) => {
      if (isCurrent) setTrial({ ...IDLE, key, ...now });
    };
    tell({ progress: "begun" });
    const timer = setTimeout(() => {
      ask((progress) => tell({ progress })).then(
        (answer) => tell({ answer }),
        (error) => {
          if (error instanceof Cancelled || isLoss(error)) return;
          tell({ trouble: error instanceof Error ? error.message : String(error) });
        },
      );
    }, 250);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return trial.key === key ? trial : IDLE;
}
