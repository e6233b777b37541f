//! Names and addresses that drift apart over time. One file for each rule; this is their registry.

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[];
