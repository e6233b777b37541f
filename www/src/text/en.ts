// Every sentence of the page that does not come from the core, in one place. Sentence case, British English, short
// verbs. Names of attributes and commands are never translated.

const numbers = new Intl.NumberFormat("en-GB");

/** A count with thousands separated. Row numbers are not counts and stay as they are. */
export function count(value: number): string {
  return numbers.format(value);
}

/** A count with its noun: "1 object", "1,338 objects". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A facet with many values. */
export const FACETS = {
  all: (values: number): string => `Show all ${count(values)}`,
  fewer: "Show fewer",
};

const MEGABYTE = 1_000_000;

function size(bytes: number): string {
  if (bytes < MEGABYTE) return `${count(Math.ceil(bytes / 1000))} kB`;
  return `${count(Math.round(bytes / MEGABYTE))} MB`;
}

const STAGES = {
  reading: "Reading",
  merging: "Putting the files together",
  indexing: "Collecting addresses and names",
  joining: "Joining",
  finding: "Looking for faults",
} as const;

type Stage = keyof typeof STAGES;

export const t = {
  school: "Ysgol Glan yr Afon",
  builtInSchool: "Built-in school: Ysgol Glan yr Afon",
  madeUp: "(made up)",
  pastedRows: "Pasted rows",
  guessed:
    "The columns below look like these attributes. If that is right, say so; if the file is of Microsoft 365, choose that.",
  howItIsRead: "How it is read, and how else it could be",
  cancelled: "Stopped. The files are kept; the results were not complete and are not shown.",
  lost: "Your browser ran out of memory, or its worker failed. The files and your decisions are kept.",
  silent: "Nothing has come from the worker for ten seconds. It may still be at work.",
  silentAdvice: "You can wait. If you stop it, the files and your decisions are kept, and you can try again.",
  lostAdvice: "Close other tabs and try again; or use a 64-bit browser; or give the export in parts.",
  reading: (files: number) => `Reading ${counted(files, "file")}`,
  rows: (rows: number) => counted(rows, "row"),
  stage: (stage: Stage) => STAGES[stage],
  stages: Object.keys(STAGES) as Stage[],
  stageCount: (stage: Stage, total: number) => {
    if (total === 0) return "";
    if (stage === "reading") return size(total);
    return stage === "finding" ? counted(total, "rule") : counted(total, "object");
  },
  stageProgress: (stage: Stage, done: number, total: number) => {
    if (stage === "reading") return total > 0 ? `${size(done)} of ${size(total)}` : size(done);
    return `${count(done)} of ${count(total)}`;
  },
  applying: "Working everything out with these settings",
  changed: (objects: number) =>
    objects === 0 ? "No object changes." : `${counted(objects, "object")} ${objects === 1 ? "changes" : "change"}.`,
  surer: (objects: number) =>
    `${counted(objects, "object")} ${objects === 1 ? "comes" : "come"} out the same, but surer.`,
  lessSure: (objects: number) =>
    `${counted(objects, "object")} ${objects === 1 ? "comes" : "come"} out the same, but less sure.`,
  applied: (objects: number) =>
    objects === 0
      ? "Applied. Every object has the outcome it had."
      : `Applied. ${counted(objects, "object")} came out otherwise.`,
  accepted: "Accepted.",
  takenBack: "Taken back.",
  decided: "Decided.",
  decisionsLoaded: (findings: number, rules: number) =>
    `Loaded: ${counted(findings, "accepted finding")}, ${counted(rules, "rule")} decided.`,
  decisionsUnusable: (why: string) => `The decisions were not loaded. ${why}`,
  planFact: (fixes: number, syncs: number, refusals: number) => {
    if (fixes === 0) return "nothing chosen yet";
    if (refusals > 0) return `${counted(fixes, "fix", "fixes")}, at odds`;
    return `${counted(fixes, "fix", "fixes")}${syncs > 0 ? `, ${counted(syncs, "sync")}` : ""}`;
  },
  planHeading: (fixes: number, steps: number, syncs: number, byHand: number) => {
    const scripted = steps > 0 ? [`${counted(steps, "scripted step")} around ${counted(syncs, "sync")}`] : [];
    const hand = byHand > 0 ? [`${count(byHand)} by hand`] : [];
    return `${counted(fixes, "fix", "fixes")}${scripted.length + hand.length > 0 ? ": " : ""}${[...scripted, ...hand].join(", and ")}`;
  },
  added: (fixes: number) => `${counted(fixes, "fix", "fixes")} added to the plan.`,
  addedOne: (title: string) => `In the plan: ${title}.`,
  takenOut: (fixes: number) => `${counted(fixes, "fix", "fixes")} taken out of the plan.`,
  undone: "Taken back.",
  byHand: "By hand",
  syncs: (syncs: number) => (syncs <= 1 ? "before the next sync" : `${count(syncs)} syncs, with a wait between`),
  values: (values: number) => counted(values, "value"),
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
  trying: "Trying it on your data",
  noFixFromHere: "There is no change of values that would put this right, so nothing can be planned here.",
  noFixOfThese:
    "No change is offered: the files do not tell a value that it would have to replace, or the value is not kept where these files come from.",
  byHandNote: "No script does this. The plan keeps the steps for you.",
  /** What goes with a step by hand: a word and a sentence each. */
  stepNotes: (step: { risk: string; wait: string; stop: string }) =>
    [
      ["At risk:", step.risk],
      ["Wait:", step.wait],
      ["Stop if:", step.stop],
    ].filter(([, words]) => words !== "") as [string, string][],
  noCommand: (why: string) => `There is no single command to copy. ${why}`,
  noFilesAtOdds: "There is nothing to save while fixes are at odds.",
  noFilesYet: "The plan is offered when it has been tried, and does nothing that you do not know of.",
  planNote:
    "Saved by your browser, sent nowhere. Put the files into one folder. The script runs in Windows PowerShell 5.1 and in 7.",
  fileSize: size,
  searched: (values: number) =>
    `${counted(values, "value")} that would tell who somebody is. The file is refused if one turns up.`,
  rareFacts: "Rare facts can still point at a person in a small school. Read it once before you send it.",
  saved: (names: readonly string[]) =>
    names.length === 1 ? `Saved ${names[0]}.` : `Saved ${counted(names.length, "file")}.`,
  notSaved: (error: unknown) => `Could not be saved: ${error instanceof Error ? error.message : String(error)}`,
  savedFiles: (files: number) => (files === 0 ? "nothing saved yet" : `${counted(files, "file")} saved`),
  readSummary: (files: number, rows: number) => `${counted(files, "file")} read, ${counted(rows, "row")}.`,
};

/** Labels of outcomes as the page writes them. */
export const OUTCOMES: Readonly<Record<string, { label: string; meaning: string }>> = {
  "out-of-scope": {
    label: "Outside the sync",
    meaning: "System accounts, filtered objects, contacts without an address.",
  },
  "already-synced": { label: "Already joined", meaning: "Joined to a synced object; its values flow." },
  "hard-match": { label: "Will join by anchor", meaning: "An account has the same source anchor." },
  "hard-match-restore": {
    label: "Will be restored and joined",
    meaning: "A deleted account has the anchor. It comes back.",
  },
  "hard-match-blocked": {
    label: "Kept from joining by anchor",
    meaning: "An account has the anchor, but something forbids the join.",
  },
  "soft-match-smtp": {
    label: "Will join by primary address",
    meaning: "Soft match: one account has the same primary address.",
  },
  "soft-match-upn": {
    label: "Will join by UPN",
    meaning: "Soft match by UPN, as no primary address did.",
  },
  "soft-match-blocked": {
    label: "Kept from joining",
    meaning: "An account matches, but it belongs to another object or may not be taken.",
  },
  "new-object": { label: "Will be created", meaning: "No account matches." },
  "new-object-quarantined": {
    label: "Will be created, address held back",
    meaning: "A value belongs to someone else and goes into quarantine.",
  },
  "sync-error": {
    label: "Will fail with an error",
    meaning: "In every cycle: a value belongs to another kind of object.",
  },
  undetermined: { label: "Cannot be decided", meaning: "The files do not tell what would decide." },
  "cloud-only": { label: "Only in the cloud", meaning: "No object in the AD files joins it." },
  joined: { label: "Joined", meaning: "An object in the AD files joins it." },
};

/** What the settings mean; their names are Microsoft's. */
export const SETTINGS: Readonly<Record<string, string>> = {
  initialDomain: "The tenant’s first domain, at onmicrosoft.com",
  verifiedDomains: "Domains that the tenant has verified",
  federatedDomains: "Domains whose sign-in is federated",
  hybridRoutingDomain: "Domain of hybrid mail routing",
  sourceAnchorAttribute: "AD attribute that is the source anchor",
  loginIdAttribute: "AD attribute that becomes the UPN",
  blockSoftMatchEnabled: "Soft match is blocked",
  blockCloudObjectTakeoverThroughHardMatchEnabled: "Taking over cloud accounts by hard match is blocked",
  softMatchOnUpnEnabled: "Soft match tries the UPN too",
  synchronizeUpnForManagedUsersEnabled: "A changed UPN is synced to managed users",
  quarantineUponUpnConflictEnabled: "A UPN that is taken goes into quarantine",
  quarantineUponProxyAddressesConflictEnabled: "An address that is taken goes into quarantine",
  allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled: "An account may be bound to another AD object",
  hardMatchHardening: "The protection of hard matches of July 2026 is active",
  aliasPolicyDomains: "Domains in which everybody should have an address",
  rmUnify: "RM Unify is in use",
  rmUnifyEmailAttribute: "AD attribute that RM Unify takes as e-mail address",
  cayosoftMapByUpn: "Cayosoft maps users by UPN only",
  completeExport: "The AD export holds every object",
  accidentalDeletionThreshold: "Deletions that the sync makes in one run before it stops",
  asOf: "The day to which the exports belong",
  ruleSet: "Whose limits values are held against",
};

export const CONFIDENCES = { certain: "Certain", likely: "Likely", possible: "Possible" } as const;
export const SEVERITIES = { blocker: "Blocker", high: "High", medium: "Medium", low: "Low", info: "Info" } as const;
/** What can be decided about a rule. */
export const RULE_SEVERITIES = { off: "Switched off", ...SEVERITIES } as const;
export const FIXES = { script: "By changing values", runbook: "Steps by hand", none: "No fix from here" } as const;
/** What can be taken away. */
export const PARTS = [
  { value: "findings-in-view", name: "Findings in this view", note: "as the list is filtered" },
  { value: "findings", name: "All findings", note: "" },
  { value: "actions", name: "Action list", note: "findings as filtered, with blank columns for who, when and why not" },
  { value: "objects-in-view", name: "Objects in this view", note: "as the list is filtered" },
  { value: "objects", name: "Every object with its outcome", note: "" },
  { value: "cloud-only", name: "Objects only in the cloud", note: "" },
  { value: "report", name: "Whole report", note: "counts, findings, objects, files and settings" },
] as const;
export const FORMS = [
  { value: "xlsx", name: "Excel workbook", note: "every cell as text or number" },
  { value: "csv", name: "CSV for people", note: "cells that a spreadsheet would run are defused" },
  { value: "csv-for-programs", name: "CSV for programs", note: "untouched; not for a spreadsheet" },
  { value: "json", name: "JSON for programs", note: "untouched" },
  { value: "html", name: "Report page", note: "one file, opens offline, prints" },
] as const;
export const LEVELS = [
  { value: "full", name: "Full", note: "everything as it is" },
  { value: "internal", name: "Internal", note: "names kept, addresses shortened, no identifiers" },
  { value: "share", name: "Share", note: "stand-ins, the same within one file" },
  { value: "counts", name: "Counts only", note: "no row about a person" },
] as const;
/** What a person has to think about. */
export const SAFETIES = { safe: "Safe", review: "Look at it first" } as const;
export const KINDS = {
  user: "user",
  guest: "guest",
  group: "group",
  contact: "contact",
  "public-folder": "public folder",
} as const;
/** The same as verbs, for a count of checks. */
export const COVERAGE_VERBS = {
  runs: "run",
  "in-part": "run in part",
  assumed: "rest on an assumption",
  "cannot-run": "cannot run",
} as const;
export const COVERAGE = {
  runs: "Runs",
  "in-part": "In part",
  assumed: "Assumed",
  "cannot-run": "Cannot run",
} as const;
export const SIDES = { "on-premises": "Active Directory", cloud: "Microsoft 365" } as const;
