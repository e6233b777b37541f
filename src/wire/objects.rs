//! Objects as the page lists and shows them.

use serde::{Deserialize, Serialize};

use super::facets::Facet;
use super::findings::{EvidenceRow, OwnerView};
use super::forecast::ForecastView;
use super::suggestions::SuggestionsView;
use crate::finding::Severity;
use crate::model::{Confidence, ObjectKind};

/// Which objects to list, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ObjectQuery {
    /// Outcomes, `cloud-only` among them; none means all.
    pub outcome: Vec<String>,
    /// `names-differ` or `names-agree`; none means all.
    pub look: Vec<String>,
    /// Confidences; none means all.
    pub confidence: Vec<String>,
    /// How the sync and other tools agree: names of agreements, or `not-compared`; none means all.
    pub tools: Vec<String>,
    /// Kinds of object; none means all.
    pub kind: Vec<String>,
    /// Domains of the UPN; none means all.
    pub domain: Vec<String>,
    /// Text that a shown value contains.
    pub search: String,
    /// The order.
    pub sort: ObjectSort,
    /// The other way round?
    pub descending: bool,
}

/// The order of a list of objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ObjectSort {
    /// By file and row.
    #[default]
    File,
    /// By name.
    Name,
    /// By UPN.
    Upn,
    /// By outcome.
    Outcome,
    /// By the name of the cloud object.
    Cloud,
}

/// A window of a list of objects.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ObjectListView {
    /// How many objects fit.
    pub total: u32,
    /// How many there are.
    pub of: u32,
    /// The facets with their counts.
    pub facets: Vec<Facet>,
    /// The place of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<ObjectRow>,
}

/// An object in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ObjectRow {
    /// By which the page asks for the object.
    pub id: u32,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: ObjectKind,
    /// The UPN, or the primary address of what has none.
    pub login: String,
    /// The outcome, or `cloud-only`.
    pub outcome: String,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// The key by which it joins, in words.
    pub by: String,
    /// The name of the cloud object.
    pub cloud: String,
    /// Where the two sides differ in a way that a person should see, such as in the surname.
    pub caution: Option<String>,
    /// How many findings are about it.
    pub findings: u32,
    /// The row in its file.
    pub row: u32,
}

/// One object with its counterpart.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ObjectDetail {
    /// The name.
    pub name: String,
    /// The outcome, or `cloud-only`.
    pub outcome: String,
    /// The outcome in a sentence.
    pub verdict: String,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// What a person should check, in a sentence.
    pub caution: Option<String>,
    /// The two sides, or one.
    pub owners: Vec<OwnerView>,
    /// Value by value.
    pub evidence: Vec<EvidenceRow>,
    /// How the sync decides.
    pub steps: Vec<StepView>,
    /// Its findings.
    pub findings: Vec<ObjectFinding>,
    /// What the cloud holds today and after the sync; `null` where the sync does not decide.
    pub forecast: Option<ForecastView>,
    /// What other tools would find.
    pub lookups: Vec<LookupRow>,
    /// What other tools reported.
    pub reported: Vec<ReportedRow>,
    /// Accounts that resemble it, for an AD user without a counterpart. Nothing follows from them.
    pub suggestions: Option<SuggestionsView>,
}

/// An error or a change that another tool reported.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReportedRow {
    /// The tool and its list.
    pub tool: String,
    /// The attribute, by the tool's name.
    pub attribute: String,
    /// The error, by the tool's name.
    pub error: String,
    /// The value at fault; may be blank.
    pub value: String,
    /// The file that says so.
    pub file: String,
    /// Its row.
    pub row: u32,
}

/// A step of the story.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// The question.
    pub question: String,
    /// The answer in a word or two.
    pub answer: String,
    /// `yes`, `no`, `blocked`, `unknown` or `not-asked`.
    pub verdict: String,
    /// Did this step decide?
    pub decided: bool,
    /// The value that was looked for.
    pub key: Option<String>,
    /// The answer in a sentence.
    pub why: String,
    /// What was found: name, file and row.
    pub hits: Vec<String>,
}

/// A finding about an object.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ObjectFinding {
    /// Its place in the list of all findings.
    pub id: u32,
    /// How bad.
    pub severity: Severity,
    /// The fault.
    pub title: String,
    /// The value in dispute.
    pub value: String,
    /// Has somebody accepted it?
    pub accepted: bool,
}

/// What another tool would find.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LookupRow {
    /// The tool.
    pub tool: String,
    /// What it would find, in sentences.
    pub result: String,
    /// Does it disagree with the sync on which account it is?
    pub differs: bool,
}
