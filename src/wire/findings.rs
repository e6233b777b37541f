//! Findings as the page lists and shows them, and the table that sets owners side by side.

use serde::{Deserialize, Serialize};

use super::facets::Facet;
use super::plan::{FixView, RunbookView};
use crate::finding::{FixKind, Severity};
use crate::model::{Confidence, ObjectKind, Side};

/// Which findings to list. Their order is fixed: the worst first, then by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingQuery {
    /// Severities; none means all.
    pub severity: Vec<String>,
    /// Kinds of fault; none means all.
    pub group: Vec<String>,
    /// Rules; none means all.
    pub rule: Vec<String>,
    /// Kinds of fix; none means all.
    pub fix: Vec<String>,
    /// Confidences; none means all.
    pub confidence: Vec<String>,
    /// Domains of the UPN of the first owner; none means all.
    pub domain: Vec<String>,
    /// `open` or `accepted`; none means all.
    pub decision: Vec<String>,
    /// Text that a shown value contains, or an error text of the rule.
    pub search: String,
}

/// A window of a list of findings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingListView {
    /// How many findings fit.
    pub total: u32,
    /// How many there are.
    pub of: u32,
    /// The facets with their counts.
    pub facets: Vec<Facet>,
    /// The groups of those that fit, in the order of the list.
    pub groups: Vec<FindingGroup>,
    /// The place of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<FindingRow>,
}

/// Findings of one rule and severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingGroup {
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How they are put right; `None` where one is in another way than the next.
    pub fix: Option<FixKind>,
    /// How many findings.
    pub count: u32,
    /// How many of them are accepted.
    pub accepted: u32,
    /// How many objects they are about, each counted once for each finding.
    pub objects: u32,
}

/// A finding in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingRow {
    /// Its place in the list of all findings.
    pub id: u32,
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The value in dispute; blank where there is none.
    pub value: String,
    /// The names of the owners.
    pub owners: Vec<String>,
    /// How it is put right: what it offers itself, which may be less than its rule could.
    pub fix: FixKind,
    /// Is it accepted?
    pub accepted: bool,
    /// By which it is known again.
    pub key: String,
}

/// Why a finding is accepted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AcceptanceView {
    /// The reason that was given.
    pub reason: String,
    /// The day of the decision, `yyyy-MM-dd`.
    pub date: String,
    /// The place of its entry in the decisions; `None` where its rule is switched off.
    pub entry: Option<u32>,
}

/// By what a decision names a finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingSubject {
    /// The identifier of its first object.
    pub object: String,
    /// The value that it is about; `None` where it is about none.
    pub value: Option<String>,
}

/// What was decided, in numbers, and what of it is needed no longer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DecisionsView {
    /// How many findings are accepted, those of rules that are switched off included.
    pub accepted: u32,
    /// Accepted findings that are not there, each in a sentence.
    pub unneeded: Vec<UnneededView>,
}

/// An accepted finding that is not there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct UnneededView {
    /// Its place in the decisions.
    pub place: u32,
    /// Could its rule run, so that it may be taken out?
    pub could_run: bool,
    /// What it is, and what to do with it.
    pub sentence: String,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FindingDetail {
    /// Its place in the list of all findings.
    pub id: u32,
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// How it is put right.
    pub fix: FixKind,
    /// What is so.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// The faults that are left out because this finding tells them: rule and title.
    pub also: Vec<(String, String)>,
    /// What to do.
    pub what_to_do: String,
    /// What happens to each owner if the sync runs now; may be empty.
    pub if_you_sync: Vec<String>,
    /// The place of the owner that most likely holds the value by right.
    pub likely_owner: Option<u32>,
    /// Why.
    pub likely_owner_reason: Option<String>,
    /// The owners.
    pub owners: Vec<OwnerView>,
    /// Value by value.
    pub evidence: Vec<EvidenceRow>,
    /// Who else has the value, though the finding is not about them; the first of them.
    pub holders: Vec<HolderView>,
    /// Microsoft's terms and error texts.
    pub search_terms: Vec<String>,
    /// Where Microsoft says so: title and date.
    pub sources: Vec<(String, String)>,
    /// Why it is accepted; `None` where it is open.
    pub accepted: Option<AcceptanceView>,
    /// By what a decision names it; `None` where no file tells the identifier of its first object.
    pub subject: Option<FindingSubject>,
    /// By which it is known again.
    pub key: String,
    /// The ways to put it right by changing values, the likeliest first.
    pub fixes: Vec<FixView>,
    /// What no script can do about it, as steps.
    pub runbook: Option<RunbookView>,
}

/// Somebody else that has the value of a finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HolderView {
    /// The object.
    pub owner: OwnerView,
    /// The attributes that have it.
    pub attributes: String,
}

/// An object at the head of a column.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OwnerView {
    /// The side.
    pub side: Side,
    /// The kind.
    pub kind: ObjectKind,
    /// The name.
    pub name: String,
    /// By which the page asks for the object.
    pub id: u32,
    /// The outcome of an AD object; `cloud-only` or `joined` for a cloud object.
    pub outcome: String,
    /// The file.
    pub file: String,
    /// The row in it.
    pub row: u32,
}

/// One attribute of all owners.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    /// What the page calls it.
    pub label: String,
    /// How the values compare.
    pub sign: Sign,
    /// Is it the value in dispute?
    pub disputed: bool,
    /// Is it a value of the directory rather than a word?
    pub mono: bool,
    /// Are letters that differ worth marking?
    pub marks_letters: bool,
    /// One cell for each owner.
    pub cells: Vec<EvidenceCell>,
}

/// How values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// All the same.
    Same,
    /// Some differ.
    Differs,
    /// At least one is not known, and what is known does not differ.
    Unknown,
    /// Only one owner has it.
    OneSided,
}

/// The value of one owner.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EvidenceCell {
    /// The values as written; more than one for lists.
    pub values: Vec<String>,
    /// Where there is none: `empty`, `not-in-file`, `lost` or `does-not-apply`.
    pub absence: Option<String>,
    /// Where it comes from, if not from the row at the head: file and row.
    pub from: Option<String>,
    /// Something to know about it.
    pub note: Option<String>,
}

/// A rule as the page explains it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// The id.
    pub id: String,
    /// The fault.
    pub title: String,
    /// Its page, in Markdown.
    pub page: String,
}
