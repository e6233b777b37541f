// One finding, the ways to put it right, and decisions about findings and rules.

import type { ComponentChildren } from "preact";
import { count, counted } from "./forms";

type Mark = (words: string) => ComponentChildren;

export const finding = {
  /** That the page of a rule is in another language; blank where it is not. */
  object: (objects: number) => (objects === 1 ? "The object" : `The ${objects} objects`),
  caption: (title: string) => `Objects of the finding: ${title}`,
  likelyOwner: "Likely owner:",
  alsoHeld: (name: ComponentChildren, isCloud: boolean, attributes: ComponentChildren) => (
    <>
      {name} {isCloud ? "in the cloud" : "in AD"} has it too, in {attributes}
    </>
  ),
  youDecide: "You decide.",
  behind: "Behind this",
  errorText: "Error text to search for",
  source: "Source",
  wrong: "Could this be wrong?",
  rule: "The rule, with examples and limits",
  also: "It also explains:",
  ifYouSync: "If you sync now",
  putRight: "Put it right",
  putRightNote: "tried on your data before it is planned",
  ways: "Ways to put it right",
  choose: "Choose one of the ways above",
  chooseNote: "Only you can know which is right: none is chosen beforehand.",
  byHand: "By hand",
  byHandNote: "No script does this. The plan keeps the steps for you.",
  leave: (strong: Mark) => <>{strong("Leave it as it is")}, with a reason and a date. It stays counted as accepted.</>,
  noFixFromHere: "There is no change of values that would put this right, so nothing can be planned here.",
  noFixOfThese:
    "This takes a change of values, but none is offered here: the files do not tell a value that it would have to replace, or the value is not kept where these files come from.",
  tryIt: "Try it on your data",
  trying: "Trying it on your data",
  copyPowerShell: "Copy PowerShell",
  /** What the button of the plan and its key do. */
  planKey: { add: "Add to the plan", outOfPlan: "Take out of the plan", instead: "Plan this instead" },
  inPlan: "In the plan",
  powerShell: "PowerShell for this one",
  needs: (title: ComponentChildren, requires: ComponentChildren) => (
    <>
      {title}. Needs {requires}. With -WhatIf at its end it changes nothing: when it shows the right thing, run it again
      without.
    </>
  ),
  takesBack: "Takes it back",
  noCommand: "There is no single command to copy.",
  values: (values: number) => counted(values, "value"),
  moreValues: (values: number) => `and ${counted(values, "more value")}`,
  removeFrom: "remove from",
  addTo: "add to",
  syncs: (syncs: number) => (syncs <= 1 ? "before the next sync" : `${count(syncs)} syncs, with a wait between`),
  /** What trying a fix shows. */
  resolves: (resolvesIt: boolean, others: number, added: number) => {
    const gone = resolvesIt
      ? `Resolves this${others > 0 ? ` and ${counted(others, "other")}` : ""}`
      : others > 0
        ? `Does not resolve this, but ${counted(others, "other")}`
        : "Does not resolve this by itself";
    return `${gone}, brings in ${added === 0 ? "none" : count(added)}`;
  },
  unsound: "Some value is not what it expects: look at the rows before.",
  /** Parts of a runbook. */
  copySteps: "Copy the steps",
  cheaper: "Try these first, they cost less",
  checks: "Check before",
  wayBack: "The way back",
  stepNotes: { risk: "At risk:", wait: "Wait:", stop: "Stop if:" },
  /** Decisions. */
  acceptedByRule: "Accepted, because its rule is switched off",
  acceptedOn: (accepted: ComponentChildren, date: string) => (
    <>
      {accepted} on {date}:
    </>
  ),
  itsRule: "Its rule",
  cannotAccept: (name: ComponentChildren) => (
    <>
      This finding cannot be accepted: no file tells the objectGUID or object id of {name}, by which it would be known
      again.
    </>
  ),
  acceptWithReason: "Accept with a reason",
  whyAccepted: "Why is it accepted?",
  accept: "Accept",
  acceptNote: "It stays in the list and in every count, marked as accepted with the reason and today’s date.",
  accepted: "Accepted.",
  decided: "Decided.",
  decisions: (made: number) => `Decisions${made > 0 ? ` (${count(made)})` : ""}`,
  noDecisions:
    "Nothing is decided yet. A finding is accepted on its own page; a rule is switched off on the rule’s page.",
  someDecisions: (findings: number, rules: number) =>
    `${counted(findings, "finding")} accepted, ${counted(rules, "rule")} decided.`,
  decisionsUnsaved: "Not saved yet: closing the page forgets it.",
  saveDecisions: "Save decisions",
  loadDecisions: "Load decisions",
  decisionsLoaded: (findings: number, rules: number) =>
    `Loaded: ${counted(findings, "accepted finding")}, ${counted(rules, "rule")} decided.`,
  decisionsUnusable: (why: string) => `The decisions were not loaded. ${why}`,
  notAmong: (findings: number) =>
    `${counted(findings, "accepted finding is", "accepted findings are")} not among these findings`,
  takeOutUnneeded: (findings: number) =>
    `Take out ${findings === 1 ? "the one" : `the ${count(findings)}`} no longer needed`,
  inResults: "In your results",
  since: (severity: ComponentChildren, date: string) => (
    <>
      {severity} since {date}:
    </>
  ),
  severityOf: "Severity of its findings",
  asRuleSays: "As the rule says",
  whyOff: "Why is it switched off?",
  whyOther: "Why has it another severity?",
  switchOff: "Switch off",
  changeSeverity: "Change",
  offNote: "Its findings stay in the list and in every count, marked as accepted.",
  otherNote: "Its findings are listed under the other severity.",
};
