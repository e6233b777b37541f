//! The counts of an analysis as the page shows them.

use serde::Serialize;

use super::{CoverageRow, DecisionsView, FileView};
use crate::finding::Severity;

/// What an analysis says at a glance.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// AD objects.
    pub on_premises: u32,
    /// Live cloud objects.
    pub cloud: u32,
    /// Deleted cloud objects.
    pub soft_deleted: u32,
    /// Live cloud objects without an AD object.
    pub cloud_only: u32,
    /// Rows of all files.
    pub rows: u32,
    /// Rows that are used.
    pub used: u32,
    /// Do the files tell ImmutableIds?
    pub has_anchors: bool,
    /// Outcomes in the engine's order, those without objects included.
    pub outcomes: Vec<OutcomeCount>,
    /// Findings by severity.
    pub severities: Vec<SeverityCount>,
    /// How many findings.
    pub findings: u32,
    /// What was decided about them.
    pub decisions: DecisionsView,
    /// Addresses that are lost when objects join their accounts.
    pub lost_addresses: u32,
    /// The AD objects that join those accounts.
    pub losing: u32,
    /// Findings of values that are lost on joining, those addresses included.
    pub lost: u32,
    /// Findings of UPNs of AD that have not reached their account yet.
    pub logins_under_way: u32,
    /// AD objects that will join a cloud object of another name.
    pub differing_names: u32,
    /// AD objects on which two of the sync and other tools disagree.
    pub disagreements: u32,
    /// The worst groups of findings that are open.
    pub first_looks: Vec<FirstLook>,
    /// Which checks could run.
    pub coverage: Vec<CoverageRow>,
    /// Outcomes by domain of the UPN, the largest first.
    pub domains: Vec<DomainRow>,
    /// Every setting that was used.
    pub settings: Vec<SettingView>,
    /// The files, in the order of the report.
    pub files: Vec<FileView>,
}

/// How many objects have an outcome.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OutcomeCount {
    /// The outcome.
    pub outcome: String,
    /// In words.
    pub label: String,
    /// How many.
    pub count: u32,
    /// How many of them are certain.
    pub certain: u32,
}

/// How many findings have a severity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SeverityCount {
    /// The severity.
    pub severity: Severity,
    /// How many.
    pub count: u32,
}

/// A group of findings worth looking at first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FirstLook {
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How many.
    pub count: u32,
    /// What the first of them says.
    pub message: String,
    /// The place of the first of them in the list of all findings.
    pub first: u32,
}

/// The outcomes of one domain.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DomainRow {
    /// The domain; blank for objects without one.
    pub domain: String,
    /// AD objects.
    pub objects: u32,
    /// Joined already.
    pub joined: u32,
    /// Will join.
    pub will_join: u32,
    /// Created, with or without all their values.
    pub created: u32,
    /// Kept from joining, or failing.
    pub stopped: u32,
    /// Outside the sync.
    pub outside: u32,
    /// Cannot be decided.
    pub undecided: u32,
}

/// A setting with its origin.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingView {
    /// Its name.
    pub name: String,
    /// Its value as text; blank where there is none.
    pub value: String,
    /// `given`, `inferred` or `assumed`.
    pub origin: String,
}
