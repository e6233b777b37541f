//! The counts of an analysis: one place for the page, the reports and the command line.

use rustc_hash::FxHashMap;

use crate::analyzer::Analysis;
use crate::finding::{Owner, Severity};
use crate::join::Outcome;
use crate::rules::{self, RuleDefinition};

/// The counts of an analysis.
#[derive(Clone, Debug)]
pub struct Summary {
    /// AD objects.
    pub on_premises: usize,
    /// Live cloud objects.
    pub cloud: usize,
    /// Cloud objects in the recycle bin.
    pub soft_deleted: usize,
    /// Live cloud objects that no AD object joins.
    pub cloud_only: usize,
    /// AD objects by outcome; every outcome is there.
    pub outcomes: Vec<(Outcome, usize)>,
    /// Findings by rule; every rule is there.
    pub rules: Vec<(&'static RuleDefinition, usize)>,
    /// Findings by severity; every severity is there.
    pub severities: Vec<(Severity, usize)>,
    /// Addresses that are lost when objects join their accounts.
    pub lost_addresses: usize,
    /// The AD objects that join those accounts.
    pub losing: usize,
}

impl Summary {
    /// Counts.
    #[inline(never)]
    pub fn new(analysis: &Analysis) -> Self {
        let cloud = &analysis.directories.cloud;
        let soft_deleted = cloud.objects().filter(|&object| cloud.is_deleted(object)).count();
        let mut outcomes: Vec<(Outcome, usize)> = Outcome::ALL.iter().map(|&outcome| (outcome, 0)).collect();
        for (_, decision) in analysis.joins.iter() {
            outcomes[decision.outcome as usize].1 += 1;
        }
        let mut by_rule: Vec<(&'static RuleDefinition, usize)> =
            rules::REGISTRY.iter().map(|&rule| (rule, 0)).collect();
        let mut severities: Vec<(Severity, usize)> = Severity::ALL.iter().map(|&severity| (severity, 0)).collect();
        let mut losing: FxHashMap<Owner, u32> = FxHashMap::default();
        let mut lost_addresses = 0;
        for finding in analysis.findings.iter() {
            if rules::is_lost_address(finding) {
                lost_addresses += 1;
                if let Some(&owner) = analysis.findings.owners(finding).first() {
                    *losing.entry(owner).or_default() += 1;
                }
            }
            by_rule[usize::from(finding.rule)].1 += 1;
            if let Some((_, count)) = severities.iter_mut().find(|(severity, _)| *severity == finding.severity) {
                *count += 1;
            }
        }
        Self {
            on_premises: analysis.directories.on_premises.len(),
            cloud: cloud.len() - soft_deleted,
            soft_deleted,
            cloud_only: cloud
                .objects()
                .filter(|&object| !cloud.is_deleted(object) && analysis.joins.partner(object).is_none())
                .count(),
            outcomes,
            rules: by_rule,
            severities,
            lost_addresses,
            losing: losing.len(),
        }
    }
}
