//! Runbooks: what no script can do, as steps that a person takes, filled in with the finding's own objects.
//!
//! The texts stand in `catalogue/`, by what they are about. Here is what a runbook is, which finding has which, and how it is
//! written as Markdown. Commands come from a closed list and name objects by identifier only.

mod catalogue;
mod commands;
mod fill;
mod markdown;
mod template;

use crate::finding::{Finding, Findings};
use crate::rules::{self, RuleContext};

/// An object that the runbook is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunbookObject {
    /// What it is in this finding: `AD user`, `Account in the cloud`.
    pub role: String,
    /// Its name.
    pub name: String,
    /// What is known of it: `objectGUID`, `UPN`, `Addresses`, with the value.
    pub facts: Vec<(String, String)>,
}

/// A step, with a box to tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunbookStep {
    /// What to do.
    pub action: String,
    /// Commands to copy, each on one line. None where an identifier is not in the files.
    pub commands: Vec<String>,
    /// What is lost or at risk; may be blank.
    pub risk: String,
    /// What to wait for; may be blank.
    pub wait: String,
    /// When to stop; may be blank.
    pub stop: String,
}

/// A runbook for one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runbook {
    /// Its id, for file names: `missing-moera`.
    pub id: &'static str,
    /// What it achieves.
    pub title: String,
    /// When it is the right way.
    pub when: String,
    /// The objects that it is about.
    pub objects: Vec<RunbookObject>,
    /// Routes that cost less, to be tried first; the cheapest first.
    pub cheaper: Vec<String>,
    /// What to check before.
    pub checks: Vec<String>,
    /// The steps.
    pub steps: Vec<RunbookStep>,
    /// The way back.
    pub back: Vec<String>,
    /// The pages that it rests on, with the date at which they said so.
    pub sources: Vec<(String, String)>,
}

/// The runbook for a finding, filled in; `None` where its rule has none.
pub fn for_finding(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> Option<Runbook> {
    let template = catalogue::of_finding(rules::definition(finding).id, findings.owners(finding))?;
    Some(fill::fill(template, context, findings, finding))
}

/// Has the rule of this id a runbook?
pub fn has_one(rule: &str) -> bool {
    catalogue::of(rule).is_some()
}

impl Runbook {
    /// The runbook as Markdown, with boxes to tick.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }
}
