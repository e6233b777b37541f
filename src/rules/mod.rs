//! The rules: one file each, and this registry.
//!
//! A rule's file opens with its documentation, which is the page in `docs/rules`, the text of `dirmatch rules` and the
//! help in the page all at once. A new rule touches two places: its file, and its line in [`REGISTRY`].

mod ad_dup_proxy_address;
mod ad_dup_upn;
mod ad_proxy_not_in_cloud;
mod ad_upn_nonroutable;
mod crossed_match;
pub mod definition;
mod invalid_soft_match;
mod missing_moera;
mod words;

pub use definition::{Group, Need, RuleDefinition};

use crate::finding::{Explanation, Finding, Findings, Owner, Severity};
use crate::join::{Context, Joins, Outcome};
use crate::model::{Confidence, Key, ObjectId};
use crate::progress::{Progress, Stage};

/// Every rule, in the order in which findings of one severity are listed.
pub const REGISTRY: [&RuleDefinition; 7] = [
    &ad_dup_proxy_address::DEFINITION,
    &ad_dup_upn::DEFINITION,
    &invalid_soft_match::DEFINITION,
    &crossed_match::DEFINITION,
    &ad_upn_nonroutable::DEFINITION,
    &missing_moera::DEFINITION,
    &ad_proxy_not_in_cloud::DEFINITION,
];

/// The rule of this id.
pub fn by_id(id: &str) -> Option<&'static RuleDefinition> {
    REGISTRY.iter().copied().find(|rule| rule.id == id)
}

/// What a rule looks at: the directories with their indexes, and the outcomes.
#[derive(Clone, Debug)]
pub struct RuleContext<'a> {
    /// The directories, settings and indexes.
    pub join: Context<'a>,
    /// The outcome of each AD object.
    pub joins: &'a Joins,
}

impl RuleContext<'_> {
    /// Does the sync take the AD object along?
    pub fn is_in_scope(&self, object: ObjectId) -> bool {
        self.joins.decision(object).outcome != Outcome::OutOfScope
    }

    /// The text of a key.
    pub fn text(&self, key: Key) -> &str {
        self.join.index.keys.text(key)
    }
}

/// Takes the findings of one rule.
pub struct Sink<'a> {
    rule: u16,
    findings: &'a mut Findings,
}

impl Sink<'_> {
    /// A fault of these objects, the one it is mainly about first.
    pub fn add(&mut self, severity: Severity, confidence: Confidence, owners: &[Owner], value: Option<Key>, case: u8) {
        self.findings.add(self.rule, severity, confidence, owners, value, case);
    }
}

/// Runs every rule.
pub fn run(context: &RuleContext<'_>, progress: &mut dyn Progress) -> Findings {
    let mut findings = Findings::default();
    for (place, rule) in REGISTRY.iter().enumerate() {
        progress.advance(Stage::Finding, place as u64, REGISTRY.len() as u64);
        let number = u16::try_from(place).unwrap_or(u16::MAX);
        (rule.check)(context, &mut Sink { rule: number, findings: &mut findings });
    }
    findings.sort(|key| context.join.index.keys.text(key));
    progress.advance(Stage::Finding, REGISTRY.len() as u64, REGISTRY.len() as u64);
    findings
}

/// How many findings each rule has, in the order of the registry.
pub fn count(findings: &Findings) -> Vec<usize> {
    let mut counts = vec![0; REGISTRY.len()];
    for finding in findings.iter() {
        counts[usize::from(finding.rule)] += 1;
    }
    counts
}

/// What the rule of a finding says about it.
pub fn explain(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> Explanation {
    (definition(finding).explain)(context, finding, findings.owners(finding))
}

/// The rule of a finding.
pub fn definition(finding: &Finding) -> &'static RuleDefinition {
    REGISTRY[usize::from(finding.rule)]
}
