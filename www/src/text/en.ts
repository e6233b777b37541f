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
  asOf: "The day to which the exports belong",
};

export const CONFIDENCES = { certain: "Certain", likely: "Likely", possible: "Possible" } as const;
export const SEVERITIES = { blocker: "Blocker", high: "High", medium: "Medium", low: "Low", info: "Info" } as const;
/** What can be decided about a rule. */
export const RULE_SEVERITIES = { off: "Switched off", ...SEVERITIES } as const;
export const FIXES = { script: "By changing values", runbook: "Steps by hand", none: "No fix from here" } as const;
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
