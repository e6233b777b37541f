// What the person decides about findings and rules. It lives in memory only, until it is saved as a file.

import { signal } from "@preact/signals";
import { Cancelled } from "../analyzer/analyzer";
import { t } from "../text";
import type { AcceptedFinding, Decisions, FindingDetail, RuleSeverity } from "../wire/types";
import { analyzer, applyDecisions, decisions, isLoss } from "./store";
import { announcement, say } from "./toast";
import { today } from "./today";

/** Has something been decided since the decisions were saved or loaded? */
export const isUnsaved = signal(false);

let before: Promise<unknown> = Promise.resolve();

/** One change after the other: each starts from what the one before left. */
function change(update: (now: Decisions) => Decisions, words: string): Promise<void> {
  const now = before.then(async () => {
    try {
      await applyDecisions(update(decisions.value));
      isUnsaved.value = true;
      announcement.value = words;
    } catch (error) {
      tell(error);
    }
  });
  before = now;
  return now;
}

function tell(error: unknown): void {
  if (error instanceof Cancelled || isLoss(error)) return;
  say(error instanceof Error ? error.message : String(error));
}

/** Accepts a finding. */
export function accept(finding: FindingDetail, reason: string): Promise<void> {
  const { rule, subject } = finding;
  if (subject === null) return Promise.resolve();
  const entry = { rule, object: subject.object, value: subject.value, reason, date: today() };
  return change((now) => ({ ...now, accepted: [...now.accepted, entry] }), t.finding.accepted);
}

/** Takes accepted findings back, by their places in the decisions. */
export function takeBack(places: readonly number[]): Promise<void> {
  const key = ({ rule, object, value }: AcceptedFinding) => JSON.stringify([rule, object, value]);
  const gone = new Set(decisions.value.accepted.filter((_, place) => places.includes(place)).map(key));
  return change(
    (now) => ({ ...now, accepted: now.accepted.filter((entry) => !gone.has(key(entry))) }),
    t.frame.takenBack,
  );
}

/** Gives a rule another severity, or switches it off. */
export function decideRule(id: string, severity: RuleSeverity, reason: string): Promise<void> {
  const decision = { severity, reason, date: today() };
  return change((now) => ({ ...now, rules: { ...now.rules, [id]: decision } }), t.finding.decided);
}

/** Leaves a rule as it is by itself. */
export function takeBackRule(id: string): Promise<void> {
  return change((now) => {
    const { [id]: _, ...rules } = now.rules;
    return { ...now, rules };
  }, t.frame.takenBack);
}

/** The decisions as a file. */
export async function decisionsFile(): Promise<Blob> {
  await before;
  isUnsaved.value = false;
  return new Blob([`${JSON.stringify(decisions.value, null, 2)}\n`], { type: "application/json" });
}

/** Puts the decisions of a file in place of those at hand. */
export async function loadDecisions(file: File): Promise<void> {
  try {
    const read = await analyzer.ask("readDecisions", [await file.text()]);
    await change(() => read, "");
    isUnsaved.value = false;
    say(t.finding.decisionsLoaded(read.accepted.length, Object.keys(read.rules).length));
  } catch (error) {
    if (error instanceof Cancelled || isLoss(error)) return;
    say(t.finding.decisionsUnusable(error instanceof Error ? error.message : String(error)));
  }
}
