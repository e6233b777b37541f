// The plan, what trying it shows, and its files.

import type { ComponentChildren } from "preact";
import { count, counted, plural } from "./forms";

type Mark = (words: string) => ComponentChildren;

const NUMBERS = ["first", "second", "third", "fourth", "fifth", "sixth"];

const nameOf = (place: number, of: number) => (of === 1 ? "next" : (NUMBERS[place] ?? `${place + 1}th`));

export const plan = {
  heading: (fixes: number, steps: number, syncs: number, byHand: number) => {
    const scripted = steps > 0 ? [`${counted(steps, "scripted step")} around ${counted(syncs, "sync")}`] : [];
    const hand = byHand > 0 ? [`${count(byHand)} by hand`] : [];
    return `${counted(fixes, "fix", "fixes")}${scripted.length + hand.length > 0 ? ": " : ""}${[...scripted, ...hand].join(", and ")}`;
  },
  lead: "dirmatch changes nothing. It writes a script and a plan file; you run them. The order matters: an address can only move after the sync has let go of it.",
  takeOutAll: "Take out everything",
  nothing: "Nothing is in the plan yet",
  nothingNote: (button: string, key: ComponentChildren) => (
    <>
      Open a finding, look at the ways to put it right, and add one with “{button}” or the key {key}. Here they come in
      the order in which they can be made, and are tried together on your data.
    </>
  ),
  toFindings: "Go to the findings",
  added: (fixes: number) => `${counted(fixes, "fix", "fixes")} added to the plan.`,
  addedOne: (title: string) => `In the plan: ${title}.`,
  takenOut: (fixes: number) => `${counted(fixes, "fix", "fixes")} taken out of the plan.`,
  addSafe: (fixes: number) => (fixes === 1 ? "Add the safe fix" : `Add all ${count(fixes)} safe fixes`),
  before: (place: number, of: number) => `Before the ${nameOf(place, of)} sync`,
  sync: (place: number, of: number) => {
    const name = nameOf(place, of);
    return `${name[0]?.toUpperCase()}${name.slice(1)} sync.`;
  },
  steps: (steps: number, values: number) => `${counted(steps, "step")}, ${counted(values, "value")}`,
  showMore: (steps: number) => `Show more of ${counted(steps, "step")}`,
  /** How many values go and how many come that are not there yet. */
  checks: (side: string, goes: number, comes: number, place: ComponentChildren) => (
    <>
      The script first checks that {side}{" "}
      {goes === 0
        ? `does not have ${plural(comes, "this value", "these values")} yet`
        : comes === 0
          ? `still has ${plural(goes, "this value", "these values")}`
          : "still has what goes, and not yet what comes"}{" "}
      ({place}).
    </>
  ),
  byHandStep: "By hand.",
  inCloud: "In Microsoft 365.",
  for: (link: ComponentChildren) => <>For {link}</>,
  byHand: "By hand",
  byHandNote: "no script can do this",
  openSteps: "Open the steps",
  atOdds: "These cannot stand in one plan.",
  gone: (fixes: number, names: ComponentChildren, isMore: boolean) => (
    <>
      {counted(fixes, "chosen fix fits", "chosen fixes fit")} no finding of these files any more: {names}
      {isMore ? " and others" : ""}. It is done, or the files no longer tell.
    </>
  ),
  stepsByHand: "steps by hand",
  tried: "Tried on your data",
  know: "I know what this plan brings in or leaves, and want it all the same.",
  simulated: "The plan was made on the loaded files, sync by sync, and everything was worked out again.",
  otherwise: (objects: number) => `${counted(objects, "object comes", "objects come")} out otherwise`,
  toldElsewhere: (findings: number) => `${counted(findings, "more is", "more are")} told by another finding then.`,
  alone: (findings: number) =>
    `${counted(findings, "finding")} that another told until now ${findings === 1 ? "stands" : "stand"} alone then.`,
  today: "Today",
  after: "After",
  resolved: (resolved: number, added: number, strong: Mark) => (
    <>
      {strong(`${counted(resolved, "finding")} resolved`)}, {added === 0 ? "none added" : `${count(added)} added`}
    </>
  ),
  more: (findings: number) => `and ${count(findings)} more`,
  remaining: (findings: number) => `${counted(findings, "chosen finding is", "chosen findings are")} still there`,
  surprises: (values: number, strong: Mark) => (
    <>
      {strong(`${counted(values, "value is", "values are")} not as expected:`)} two steps change the same value. The
      script would stop there.
    </>
  ),
  undone:
    "The way back gives every value that the plan changes what it is today. What a sync did in between stays: a join, or an e-mail sent.",
  notUndone: "The way back does not give back every value as it is today.",
  files: "What you take away",
  noFilesAtOdds: "There is nothing to save while fixes are at odds.",
  noFilesYet: "The plan is offered when it has been tried, and does nothing that you do not know of.",
  save: "Save the plan’s files",
  unblock: (command: ComponentChildren) => <>Where Windows refuses a script that a browser saved: {command}</>,
  oneByOne: (files: number) => `${counted(files, "file")}, one by one`,
  saveFile: (name: string) => `Save ${name}`,
  tryIt: "Try it: shows what would change",
  forReal: (option: ComponentChildren) => (
    <>
      A trial changes nothing. If it shows what you want, run the same command without {option}. PowerShell asks before
      it changes anything.
    </>
  ),
  unchanged: (outcomes: number) => `${counted(outcomes, "outcome")} as today`,
  undo: "Undo: shows what would go back",
  filesNote:
    "Saved by your browser, sent nowhere. Put the files into one folder. The script runs in Windows PowerShell 5.1 and in 7.",
};
