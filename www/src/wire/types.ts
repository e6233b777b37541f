// Generated from src/wire by `npm run generate`. Do not edit.
// biome-ignore-all lint: generated

export type Side = "on-premises" | "cloud";

export type ObjectKind = "user" | "guest" | "group" | "contact" | "public-folder";

export type Confidence = "possible" | "likely" | "certain";

export type Severity = "info" | "low" | "medium" | "high" | "blocker";

export type FixKind = "script" | "runbook" | "none";

export type InputSide = "on-premises" | "cloud" | "tenant" | "findings" | "none";

export type FileState = "reads-well" | "values-lost" | "not-used";

export type SetAsideView = { 
/**
 * The reason in words.
 */
reason: string, 
/**
 * How many rows.
 */
count: number, 
/**
 * Which rows; of very many the first few hundred.
 */
rowNumbers: Array<number>, };

export type FileProblem = { 
/**
 * The code of the contract.
 */
code: string, 
/**
 * Does it take away values or the whole file?
 */
isSerious: boolean, 
/**
 * The first row.
 */
row: number | null, 
/**
 * What is so.
 */
message: string, 
/**
 * What to do.
 */
whatToDo: string, };

export type FileView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its format, by the name of the contract.
 */
format: string, 
/**
 * What the format is called.
 */
formatTitle: string, 
/**
 * What it is about.
 */
side: InputSide, 
/**
 * Is it an older export of Active Directory, for comparison only?
 */
before: boolean, 
/**
 * How it is read: encoding, separator, number of columns.
 */
reading: string | null, 
/**
 * Rows after the header.
 */
rows: number, 
/**
 * Rows that are used.
 */
used: number, 
/**
 * The others, by reason.
 */
setAside: Array<SetAsideView>, 
/**
 * Canonical attribute and header of each used column.
 */
columns: Array<[string, string]>, 
/**
 * Attributes that checks look at and that it should tell, but does not.
 */
missing: Array<string>, 
/**
 * Its encoding, by the name of [`ReadingChoices`].
 */
encoding: string | null, 
/**
 * Its separator, by the name of [`ReadingChoices`].
 */
delimiter: string | null, 
/**
 * The headers in the order of the file, the first few hundred of them.
 */
headers: Array<string>, 
/**
 * The first rows, cell by cell.
 */
firstRows: Array<Array<string>>, 
/**
 * Headers of a file that fits no format, with the attributes that the columns might hold.
 */
guesses: Array<[string, string]>, 
/**
 * What is wrong or cannot be known.
 */
problems: Array<FileProblem>, 
/**
 * In one word.
 */
state: FileState, };

export type ReadingChoices = { 
/**
 * Formats of directory objects: name and title.
 */
formats: Array<[string, string]>, 
/**
 * Encodings.
 */
encodings: Array<string>, 
/**
 * Separators.
 */
delimiters: Array<string>, 
/**
 * Attributes.
 */
attributes: Array<string>, };

export type FileChoice = { 
/**
 * A format by its name.
 */
format: string | null, 
/**
 * An encoding by its name, such as `Windows-1250`.
 */
encoding: string | null, 
/**
 * `comma`, `semicolon`, `tab` or `bar`.
 */
delimiter: string | null, 
/**
 * Headers with the attribute that each column holds, by its name; `null` leaves a column out.
 */
columns: { [key in string]: string | null }, 
/**
 * Is it an export of Active Directory from an earlier time, for comparison only?
 */
before: boolean, };

export type CoverageState = "runs" | "in-part" | "assumed" | "cannot-run";

export type CoverageRow = { 
/**
 * The check.
 */
title: string, 
/**
 * Can it run?
 */
state: CoverageState, 
/**
 * Why, or why not.
 */
why: string, 
/**
 * The command that would supply what is missing.
 */
command: string | null, 
/**
 * The attributes of AD objects that it looks at.
 */
onPremisesNeeds: Array<string>, 
/**
 * The attributes of cloud objects that it looks at.
 */
cloudNeeds: Array<string>, };

export type ExportCommandView = { 
/**
 * Its name.
 */
id: string, 
/**
 * What it exports.
 */
title: string, 
/**
 * What it is good for.
 */
purpose: string, 
/**
 * What must be installed.
 */
requires: string, 
/**
 * The script; blank where no command exists.
 */
script: string, };

export type OutcomeCount = { 
/**
 * The outcome.
 */
outcome: string, 
/**
 * In words.
 */
label: string, 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are certain.
 */
certain: number, };

export type SeverityCount = { 
/**
 * The severity.
 */
severity: Severity, 
/**
 * How many.
 */
count: number, };

export type FirstLook = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The fault.
 */
title: string, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * How many.
 */
count: number, 
/**
 * What the first of them says.
 */
message: string, 
/**
 * The place of the first of them in the list of all findings.
 */
first: number, };

export type DomainRow = { 
/**
 * The domain; blank for objects without one.
 */
domain: string, 
/**
 * AD objects.
 */
objects: number, 
/**
 * Joined already.
 */
joined: number, 
/**
 * Will join.
 */
willJoin: number, 
/**
 * Created, with or without all their values.
 */
created: number, 
/**
 * Kept from joining, or failing.
 */
stopped: number, 
/**
 * Outside the sync.
 */
outside: number, 
/**
 * Cannot be decided.
 */
undecided: number, };

export type SettingView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value as text; blank where there is none.
 */
value: string, 
/**
 * `given`, `inferred` or `assumed`.
 */
origin: string, };

export type UnneededView = { 
/**
 * Its place in the decisions.
 */
place: number, 
/**
 * Could its rule run, so that it may be taken out?
 */
couldRun: boolean, 
/**
 * What it is, and what to do with it.
 */
sentence: string, };

export type DecisionsView = { 
/**
 * How many findings are accepted, those of rules that are switched off included.
 */
accepted: number, 
/**
 * Accepted findings that are not there, each in a sentence.
 */
unneeded: Array<UnneededView>, };

export type Overview = { 
/**
 * AD objects.
 */
onPremises: number, 
/**
 * Live cloud objects.
 */
cloud: number, 
/**
 * Deleted cloud objects.
 */
softDeleted: number, 
/**
 * Live cloud objects without an AD object.
 */
cloudOnly: number, 
/**
 * Rows of all files.
 */
rows: number, 
/**
 * Rows that are used.
 */
used: number, 
/**
 * Do the files tell ImmutableIds?
 */
hasAnchors: boolean, 
/**
 * Outcomes in the engine's order, those without objects included.
 */
outcomes: Array<OutcomeCount>, 
/**
 * Findings by severity.
 */
severities: Array<SeverityCount>, 
/**
 * How many findings.
 */
findings: number, 
/**
 * What was decided about them.
 */
decisions: DecisionsView, 
/**
 * Addresses that are lost when objects join their accounts.
 */
lostAddresses: number, 
/**
 * The AD objects that join those accounts.
 */
losing: number, 
/**
 * Findings of values that are lost on joining, those addresses included.
 */
lost: number, 
/**
 * Findings of UPNs of AD that have not reached their account yet.
 */
loginsUnderWay: number, 
/**
 * AD objects that will join a cloud object of another name.
 */
differingNames: number, 
/**
 * AD objects on which two of the sync and other tools disagree.
 */
disagreements: number, 
/**
 * The worst groups of findings that are open.
 */
firstLooks: Array<FirstLook>, 
/**
 * Which checks could run.
 */
coverage: Array<CoverageRow>, 
/**
 * Outcomes by domain of the UPN, the largest first.
 */
domains: Array<DomainRow>, 
/**
 * Every setting that was used.
 */
settings: Array<SettingView>, 
/**
 * The files, in the order of the report.
 */
files: Array<FileView>, };

export type SettingKind = "switch" | "domain" | "domains" | "attribute" | "choice" | "day" | "count";

export type SettingOrigin = "given" | "file" | "inferred" | "assumed" | "unknown";

export type SettingChoice = { 
/**
 * The value.
 */
value: string, 
/**
 * In words.
 */
title: string, };

export type SettingRow = { 
/**
 * Its exact name.
 */
name: string, 
/**
 * A question in plain words.
 */
title: string, 
/**
 * What it means, in a sentence or two.
 */
sentence: string, 
/**
 * What depends on it, in a sentence.
 */
decides: string, 
/**
 * Can the outcome of an object depend on it?
 */
decidesOutcomes: boolean, 
/**
 * What a value of it looks like.
 */
kind: SettingKind, 
/**
 * Its value: `true` or `false`, one text, or the texts of a list. None where nothing is known or a list is empty.
 */
values: Array<string>, 
/**
 * Where the value comes from.
 */
origin: SettingOrigin, 
/**
 * The same in a sentence.
 */
source: string, 
/**
 * What to choose from: value and words. Only for a choice.
 */
choices: Array<SettingChoice>, 
/**
 * What no file tells, so that not everything that depends on the setting can be seen.
 */
unseen: string | null, 
/**
 * What a person must know before changing it in the tenant.
 */
warning: string | null, };

export type SettingGroup = { 
/**
 * What they are about.
 */
title: string, 
/**
 * The settings.
 */
rows: Array<SettingRow>, };

export type SettingsView = { 
/**
 * The groups.
 */
groups: Array<SettingGroup>, };

export type OutcomeChange = { 
/**
 * The outcome.
 */
outcome: string, 
/**
 * In words.
 */
label: string, 
/**
 * How many have it.
 */
before: number, 
/**
 * How many would have it.
 */
after: number, };

export type TransitionRow = { 
/**
 * The outcome before.
 */
before: string, 
/**
 * In words.
 */
beforeLabel: string, 
/**
 * The outcome after.
 */
after: string, 
/**
 * In words.
 */
afterLabel: string, 
/**
 * How many.
 */
count: number, };

export type RuleChange = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The fault.
 */
title: string, 
/**
 * How many there are.
 */
before: number, 
/**
 * How many there would be.
 */
after: number, };

export type WhatIfView = { 
/**
 * The settings with which it was worked out.
 */
settings: SettingsView, 
/**
 * AD objects.
 */
objects: number, 
/**
 * How many of them come out otherwise.
 */
changed: number, 
/**
 * How many come out the same, but surer.
 */
surer: number, 
/**
 * How many come out the same, but less sure.
 */
lessSure: number, 
/**
 * Outcomes in the engine's order, those without objects included.
 */
outcomes: Array<OutcomeChange>, 
/**
 * From which outcome to which.
 */
transitions: Array<TransitionRow>, 
/**
 * How many findings there are.
 */
findingsBefore: number, 
/**
 * How many there would be.
 */
findingsAfter: number, 
/**
 * The rules that would find more or fewer.
 */
rules: Array<RuleChange>, };

export type ChangeSide = { 
/**
 * The outcome.
 */
outcome: string, 
/**
 * In words.
 */
label: string, 
/**
 * The key, in words; blank where none decides.
 */
by: string, 
/**
 * The name of the cloud object concerned; blank where there is none.
 */
cloud: string, };

export type ChangeRow = { 
/**
 * By which the page asks for the object.
 */
id: number, 
/**
 * The name.
 */
name: string, 
/**
 * The UPN, or the primary address of what has none.
 */
login: string, 
/**
 * What comes out now.
 */
before: ChangeSide, 
/**
 * What would come out.
 */
after: ChangeSide, };

export type ChangeListView = { 
/**
 * How many there are.
 */
total: number, 
/**
 * The place of the first row.
 */
start: number, 
/**
 * The rows.
 */
rows: Array<ChangeRow>, };

export type Sign = "same" | "differs" | "unknown" | "one-sided";

export type Change = "lost" | "changed" | "not-taken" | "gained" | "not-told" | "stays";

export type ForecastRow = { 
/**
 * What the value is: UPN, alias, primary address, address.
 */
label: string, 
/**
 * What happens to it.
 */
change: Change, 
/**
 * The value today; `null` where there is none.
 */
today: string | null, 
/**
 * The value after the sync; `null` where there is none, or it cannot be told.
 */
after: string | null, 
/**
 * Why, in a sentence.
 */
why: string, };

export type ForecastView = { 
/**
 * How sure it is.
 */
confidence: Confidence, 
/**
 * What holds of all rows, in a sentence.
 */
note: string, 
/**
 * Value by value, what is lost first.
 */
rows: Array<ForecastRow>, };

export type EvidenceCell = { 
/**
 * The values as written; more than one for lists.
 */
values: Array<string>, 
/**
 * Where there is none: `empty`, `not-in-file`, `lost` or `does-not-apply`.
 */
absence: string | null, 
/**
 * Where it comes from, if not from the row at the head: file and row.
 */
from: string | null, 
/**
 * Something to know about it.
 */
note: string | null, };

export type EvidenceRow = { 
/**
 * What the page calls it.
 */
label: string, 
/**
 * How the values compare.
 */
sign: Sign, 
/**
 * Is it the value in dispute?
 */
disputed: boolean, 
/**
 * Is it a value of the directory rather than a word?
 */
mono: boolean, 
/**
 * Are letters that differ worth marking?
 */
marksLetters: boolean, 
/**
 * One cell for each owner.
 */
cells: Array<EvidenceCell>, };

export type OwnerView = { 
/**
 * The side.
 */
side: Side, 
/**
 * The kind.
 */
kind: ObjectKind, 
/**
 * The name.
 */
name: string, 
/**
 * By which the page asks for the object.
 */
id: number, 
/**
 * The outcome of an AD object; `cloud-only` or `joined` for a cloud object.
 */
outcome: string, 
/**
 * The file.
 */
file: string, 
/**
 * The row in it.
 */
row: number, };

export type Facet = { 
/**
 * Its name in the query.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its values.
 */
values: Array<FacetValue>, };

export type FacetValue = { 
/**
 * Its name in the query.
 */
value: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How many rows it would leave, the other facets as they are.
 */
count: number, };

export type ObjectSort = "file" | "name" | "upn" | "outcome" | "cloud";

export type ObjectQuery = { 
/**
 * Outcomes, `cloud-only` among them; none means all.
 */
outcome: Array<string>, 
/**
 * `names-differ` or `names-agree`; none means all.
 */
look: Array<string>, 
/**
 * Confidences; none means all.
 */
confidence: Array<string>, 
/**
 * How the sync and other tools agree: names of agreements, or `not-compared`; none means all.
 */
tools: Array<string>, 
/**
 * Kinds of object; none means all.
 */
kind: Array<string>, 
/**
 * Domains of the UPN; none means all.
 */
domain: Array<string>, 
/**
 * Text that a shown value contains.
 */
search: string, 
/**
 * The order.
 */
sort: ObjectSort, 
/**
 * The other way round?
 */
descending: boolean, };

export type ObjectRow = { 
/**
 * By which the page asks for the object.
 */
id: number, 
/**
 * The name.
 */
name: string, 
/**
 * The kind.
 */
kind: ObjectKind, 
/**
 * The UPN, or the primary address of what has none.
 */
login: string, 
/**
 * The outcome, or `cloud-only`.
 */
outcome: string, 
/**
 * How sure.
 */
confidence: Confidence | null, 
/**
 * The key by which it joins, in words.
 */
by: string, 
/**
 * The name of the cloud object.
 */
cloud: string, 
/**
 * Where the two sides differ in a way that a person should see, such as in the surname.
 */
caution: string | null, 
/**
 * How many findings are about it.
 */
findings: number, 
/**
 * The row in its file.
 */
row: number, };

export type ObjectListView = { 
/**
 * How many objects fit.
 */
total: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The facets with their counts.
 */
facets: Array<Facet>, 
/**
 * The place of the first row.
 */
start: number, 
/**
 * The rows.
 */
rows: Array<ObjectRow>, };

export type StepView = { 
/**
 * The question.
 */
question: string, 
/**
 * The answer in a word or two.
 */
answer: string, 
/**
 * `yes`, `no`, `blocked`, `unknown` or `not-asked`.
 */
verdict: string, 
/**
 * Did this step decide?
 */
decided: boolean, 
/**
 * The value that was looked for.
 */
key: string | null, 
/**
 * The answer in a sentence.
 */
why: string, 
/**
 * What was found: name, file and row.
 */
hits: Array<string>, };

export type ObjectFinding = { 
/**
 * Its place in the list of all findings.
 */
id: number, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * The fault.
 */
title: string, 
/**
 * The value in dispute.
 */
value: string, 
/**
 * Has somebody accepted it?
 */
accepted: boolean, };

export type LookupRow = { 
/**
 * The tool.
 */
tool: string, 
/**
 * What it would find, in sentences.
 */
result: string, 
/**
 * Does it disagree with the sync on which account it is?
 */
differs: boolean, };

export type ReportedRow = { 
/**
 * The tool and its list.
 */
tool: string, 
/**
 * The attribute, by the tool's name.
 */
attribute: string, 
/**
 * The error, by the tool's name.
 */
error: string, 
/**
 * The value at fault; may be blank.
 */
value: string, 
/**
 * The file that says so.
 */
file: string, 
/**
 * Its row.
 */
row: number, };

export type SuggestionSign = { 
/**
 * What agrees or differs, in words.
 */
label: string, 
/**
 * The value in Active Directory, as written.
 */
onPremises: string, 
/**
 * The value in the cloud, as written.
 */
cloud: string, 
/**
 * Is it a value of the directory rather than a name?
 */
mono: boolean, 
/**
 * Something to know about it.
 */
note: string | null, };

export type SuggestionView = { 
/**
 * By which the page asks for the account.
 */
id: number, 
/**
 * The name.
 */
name: string, 
/**
 * The UPN, or the primary address of what has none.
 */
login: string, 
/**
 * `cloud-only` or `joined`.
 */
outcome: string, 
/**
 * The file.
 */
file: string, 
/**
 * The row in it.
 */
row: number, 
/**
 * `Strong`, `Fair` or `Weak`.
 */
strength: string, 
/**
 * What to know about the account, in sentences.
 */
notes: Array<string>, 
/**
 * What agrees.
 */
signs: Array<SuggestionSign>, 
/**
 * What speaks against it.
 */
against: Array<SuggestionSign>, };

export type SuggestionsView = { 
/**
 * What the list is, and that nothing follows from it.
 */
note: string, 
/**
 * The accounts, the likeliest first.
 */
candidates: Array<SuggestionView>, 
/**
 * How many more there are, in a sentence.
 */
more: string | null, 
/**
 * What could not be compared, in a sentence.
 */
notCompared: string | null, };

export type ObjectDetail = { 
/**
 * The name.
 */
name: string, 
/**
 * The outcome, or `cloud-only`.
 */
outcome: string, 
/**
 * The outcome in a sentence.
 */
verdict: string, 
/**
 * How sure.
 */
confidence: Confidence | null, 
/**
 * What a person should check, in a sentence.
 */
caution: string | null, 
/**
 * The two sides, or one.
 */
owners: Array<OwnerView>, 
/**
 * Value by value.
 */
evidence: Array<EvidenceRow>, 
/**
 * How the sync decides.
 */
steps: Array<StepView>, 
/**
 * Its findings.
 */
findings: Array<ObjectFinding>, 
/**
 * What the cloud holds today and after the sync; `null` where the sync does not decide.
 */
forecast: ForecastView | null, 
/**
 * What other tools would find.
 */
lookups: Array<LookupRow>, 
/**
 * What other tools reported.
 */
reported: Array<ReportedRow>, 
/**
 * Accounts that resemble it, for an AD user without a counterpart. Nothing follows from them.
 */
suggestions: SuggestionsView | null, };

export type FindingQuery = { 
/**
 * Severities; none means all.
 */
severity: Array<string>, 
/**
 * Kinds of fault; none means all.
 */
group: Array<string>, 
/**
 * Rules; none means all.
 */
rule: Array<string>, 
/**
 * Kinds of fix; none means all.
 */
fix: Array<string>, 
/**
 * Confidences; none means all.
 */
confidence: Array<string>, 
/**
 * Domains of the UPN of the first owner; none means all.
 */
domain: Array<string>, 
/**
 * `open` or `accepted`; none means all.
 */
decision: Array<string>, 
/**
 * Text that a shown value contains, or an error text of the rule.
 */
search: string, };

export type FindingGroup = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The fault.
 */
title: string, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * How they are put right; `None` where one is in another way than the next.
 */
fix: FixKind | null, 
/**
 * How many findings.
 */
count: number, 
/**
 * How many of them are accepted.
 */
accepted: number, 
/**
 * How many objects they are about, each counted once for each finding.
 */
objects: number, };

export type FindingRow = { 
/**
 * Its place in the list of all findings.
 */
id: number, 
/**
 * The rule.
 */
rule: string, 
/**
 * The fault.
 */
title: string, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * How sure.
 */
confidence: Confidence, 
/**
 * The value in dispute; blank where there is none.
 */
value: string, 
/**
 * The names of the owners.
 */
owners: Array<string>, 
/**
 * How it is put right: what it offers itself, which may be less than its rule could.
 */
fix: FixKind, 
/**
 * Is it accepted?
 */
accepted: boolean, 
/**
 * By which it is known again.
 */
key: string, };

export type FindingListView = { 
/**
 * How many findings fit.
 */
total: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The facets with their counts.
 */
facets: Array<Facet>, 
/**
 * The groups of those that fit, in the order of the list.
 */
groups: Array<FindingGroup>, 
/**
 * The place of the first row.
 */
start: number, 
/**
 * The rows.
 */
rows: Array<FindingRow>, };

export type AcceptanceView = { 
/**
 * The reason that was given.
 */
reason: string, 
/**
 * The day of the decision, `yyyy-MM-dd`.
 */
date: string, 
/**
 * The place of its entry in the decisions; `None` where its rule is switched off.
 */
entry: number | null, };

export type Safety = "safe" | "review";

export type PlanChoice = { 
/**
 * By which the finding is known again.
 */
key: string, 
/**
 * The fix, by its title; blank for the steps by hand.
 */
fix: string, };

export type ValueChange = { 
/**
 * By which the page asks for the object.
 */
id: number, 
/**
 * The name of the object.
 */
name: string, 
/**
 * The attribute.
 */
attribute: string, 
/**
 * The value that goes.
 */
takes: string | null, 
/**
 * The value that comes.
 */
brings: string | null, };

export type FixView = { 
/**
 * What it comes to, in a few words.
 */
title: string, 
/**
 * What to look at before, or what follows; may be blank.
 */
note: string, 
/**
 * What a person has to think about.
 */
safety: Safety, 
/**
 * What changes.
 */
changes: Array<ValueChange>, 
/**
 * How many sync cycles it takes until all of it has arrived.
 */
syncs: number, };

export type CommandView = { 
/**
 * The commands on one line; blank where there are none.
 */
code: string, 
/**
 * The commands that take it back.
 */
undo: string, 
/**
 * The modules that they need.
 */
requires: string, 
/**
 * Why there are none; blank where there are.
 */
whyNot: string, };

export type RunbookStepView = { 
/**
 * What to do.
 */
action: string, 
/**
 * Commands, each on one line.
 */
commands: Array<string>, 
/**
 * What is lost or at risk.
 */
risk: string, 
/**
 * What to wait for.
 */
wait: string, 
/**
 * When to stop.
 */
stop: string, };

export type RunbookView = { 
/**
 * What it achieves.
 */
title: string, 
/**
 * When it is the right way.
 */
when: string, 
/**
 * Routes that cost less, to be tried first.
 */
cheaper: Array<string>, 
/**
 * What to check before.
 */
checks: Array<string>, 
/**
 * The steps.
 */
steps: Array<RunbookStepView>, 
/**
 * The way back.
 */
back: Array<string>, 
/**
 * The whole of it as Markdown, to copy.
 */
markdown: string, };

export type PlanFileView = { 
/**
 * Its name, which holds no data.
 */
name: string, 
/**
 * What it is.
 */
about: string, 
/**
 * How many bytes it has.
 */
size: number, };

export type TrialView = { 
/**
 * Is its own finding gone?
 */
resolvesIt: boolean, 
/**
 * How many other findings are gone.
 */
resolvesOthers: number, 
/**
 * What the findings that it brings in say, the first of them.
 */
added: Array<string>, 
/**
 * How many it brings in.
 */
addedCount: number, 
/**
 * How many AD objects come out otherwise.
 */
changed: number, 
/**
 * The first of them.
 */
changes: Array<ChangeRow>, 
/**
 * Are all values as it expects them, and does undoing it give back the start?
 */
isSound: boolean, };

export type ChosenView = { 
/**
 * The choice.
 */
choice: PlanChoice, 
/**
 * The finding's place in the list of all findings.
 */
finding: number, 
/**
 * What to look at before, or what follows; may be blank.
 */
note: string, };

export type PlanStep = { 
/**
 * By which the page asks for the object.
 */
id: number, 
/**
 * The name of the object.
 */
name: string, 
/**
 * Where it is changed.
 */
side: Side, 
/**
 * What happens to it, to follow the name.
 */
does: string, 
/**
 * What a person has to think about.
 */
safety: Safety, 
/**
 * What changes.
 */
changes: Array<ValueChange>, 
/**
 * The file that says so.
 */
file: string, 
/**
 * Its row.
 */
row: number, 
/**
 * Why no script makes the step, so that a person has to; `None` where the script does.
 */
byHand: string | null, 
/**
 * The choices that want it.
 */
choices: Array<ChosenView>, };

export type WaveView = { 
/**
 * The number of its first step, counted from 1 over the whole plan.
 */
first: number, 
/**
 * How many steps it has.
 */
steps: number, 
/**
 * How many values change.
 */
values: number, 
/**
 * The first steps.
 */
rows: Array<PlanStep>, 
/**
 * What to wait for after the sync; blank after the last.
 */
wait: string, };

export type RefusalView = { 
/**
 * Why, and what to do.
 */
sentence: string, 
/**
 * The choices, each of which can be taken out.
 */
choices: Array<ChosenView>, };

export type ByHandView = { 
/**
 * The choice.
 */
choice: PlanChoice, 
/**
 * The finding's place in the list of all findings.
 */
finding: number, 
/**
 * The fault.
 */
title: string, 
/**
 * What is so.
 */
message: string, };

export type PlanView = { 
/**
 * How many fixes are in it.
 */
fixes: number, 
/**
 * How many steps.
 */
steps: number, 
/**
 * How many values change.
 */
values: number, 
/**
 * The steps between two sync cycles each, in their order.
 */
waves: Array<WaveView>, 
/**
 * Why there is no plan; then nothing else of it is there.
 */
refusals: Array<RefusalView>, 
/**
 * Choices whose finding is not there, or no longer offers the fix.
 */
gone: Array<PlanChoice>, 
/**
 * Findings of which the steps by hand were chosen.
 */
byHand: Array<ByHandView>, };

export type RemainingFinding = { 
/**
 * The finding's place in the list of all findings.
 */
id: number, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * The fault.
 */
title: string, 
/**
 * The value in dispute; may be blank.
 */
value: string, };

export type SimulationView = { 
/**
 * Each outcome, today and after.
 */
outcomes: Array<OutcomeChange>, 
/**
 * How many findings there are today.
 */
findingsBefore: number, 
/**
 * How many there would be.
 */
findingsAfter: number, 
/**
 * How many AD objects come out otherwise.
 */
changed: number, 
/**
 * The first of them.
 */
changes: Array<ChangeRow>, 
/**
 * How many findings are gone.
 */
resolved: number, 
/**
 * How many findings were chosen and are still there.
 */
remainingCount: number, 
/**
 * The first of them.
 */
remaining: Array<RemainingFinding>, 
/**
 * How many findings it brings in.
 */
addedCount: number, 
/**
 * What the first of them say.
 */
added: Array<string>, 
/**
 * How many values were not what the plan expects.
 */
surprises: number, 
/**
 * Does undoing it give back today's data?
 */
isUndone: boolean, };

export type FindingSubject = { 
/**
 * The identifier of its first object.
 */
object: string, 
/**
 * The value that it is about; `None` where it is about none.
 */
value: string | null, };

export type FindingDetail = { 
/**
 * Its place in the list of all findings.
 */
id: number, 
/**
 * The rule.
 */
rule: string, 
/**
 * The fault.
 */
title: string, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * How sure.
 */
confidence: Confidence, 
/**
 * How it is put right.
 */
fix: FixKind, 
/**
 * What is so.
 */
message: string, 
/**
 * Why it matters.
 */
why: string, 
/**
 * The faults that are left out because this finding tells them: rule and title.
 */
also: Array<[string, string]>, 
/**
 * What to do.
 */
whatToDo: string, 
/**
 * What happens to each owner if the sync runs now; may be empty.
 */
ifYouSync: Array<string>, 
/**
 * The place of the owner that most likely holds the value by right.
 */
likelyOwner: number | null, 
/**
 * Why.
 */
likelyOwnerReason: string | null, 
/**
 * The owners.
 */
owners: Array<OwnerView>, 
/**
 * Value by value.
 */
evidence: Array<EvidenceRow>, 
/**
 * Who else has the value, though the finding is not about them; the first of them.
 */
holders: Array<HolderView>, 
/**
 * Microsoft's terms and error texts.
 */
searchTerms: Array<string>, 
/**
 * Where Microsoft says so: title and date.
 */
sources: Array<[string, string]>, 
/**
 * Why it is accepted; `None` where it is open.
 */
accepted: AcceptanceView | null, 
/**
 * By what a decision names it; `None` where no file tells the identifier of its first object.
 */
subject: FindingSubject | null, 
/**
 * By which it is known again.
 */
key: string, 
/**
 * The ways to put it right by changing values, the likeliest first.
 */
fixes: Array<FixView>, 
/**
 * What no script can do about it, as steps.
 */
runbook: RunbookView | null, };

export type HolderView = { 
/**
 * The object.
 */
owner: OwnerView, 
/**
 * The attributes that have it.
 */
attributes: string, };

export type RuleSeverity = "off" | Severity;

export type RuleDecision = { 
/**
 * How bad its findings are, whatever the rule says; or that it is switched off.
 */
severity: RuleSeverity, 
/**
 * Why.
 */
reason: string, 
/**
 * When it was decided, `yyyy-MM-dd`.
 */
date: string, };

export type AcceptedFinding = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The objectGUID, or the id in the cloud, of the object that the finding is mainly about.
 */
object: string, 
/**
 * The value that it is about; `None` where it is about none.
 */
value: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * When it was decided, `yyyy-MM-dd`.
 */
date: string, };

export type Decisions = { 
/**
 * The name of the form.
 */
schema: string, 
/**
 * What was decided about rules, by their ids.
 */
rules: { [key in string]: RuleDecision }, 
/**
 * The findings that were accepted, by rule, object and value.
 */
accepted: Array<AcceptedFinding>, };

export type RuleView = { 
/**
 * The id.
 */
id: string, 
/**
 * The fault.
 */
title: string, 
/**
 * Its page, in Markdown.
 */
page: string, };

export type What = "findings" | "objects" | "actions" | "report";

export type Form = "xlsx" | "csv" | "csv-for-programs" | "json" | "html";

export type Level = "full" | "internal" | "share" | "counts";

export type TakeAwayOrder = { 
/**
 * Which list.
 */
what: What, 
/**
 * In which form.
 */
form: Form, 
/**
 * For whose eyes.
 */
level: Level, 
/**
 * Which findings, for the findings and the action list.
 */
findings: FindingQuery, 
/**
 * Which objects, for the objects.
 */
objects: ObjectQuery, 
/**
 * The day, `2026-11-21`, for the name of the file.
 */
date: string, };

export type TakenAway = { 
/**
 * The name of the file, which holds no data.
 */
fileName: string, 
/**
 * The type of the file, for the browser.
 */
mediaType: string, 
/**
 * How many rows it is of.
 */
rows: number, 
/**
 * How many there are without a filter.
 */
of: number, 
/**
 * For how many values of the files it was searched; 0 where everything may stand.
 */
searched: number, 
/**
 * Why the bytes must be thrown away; null where they may be saved.
 */
refused: string | null, };

export type TakeAwayPreview = { 
/**
 * The titles of the columns.
 */
columns: Array<string>, 
/**
 * The first rows.
 */
rows: Array<Array<string>>, 
/**
 * How many rows the export is of.
 */
total: number, 
/**
 * How many there are without a filter.
 */
of: number, 
/**
 * The name that the file would have.
 */
fileName: string, 
/**
 * For people or for programs, and what became of cells that a spreadsheet would take for formulas.
 */
note: string, 
/**
 * What the level means.
 */
levelWords: string, };
