//! What goes wrong when an AD object meets its counterpart in the cloud. One file for each rule; this is their registry.

mod crossed_match;
mod invalid_soft_match;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[&invalid_soft_match::DEFINITION, &crossed_match::DEFINITION];
