//! Values that Entra ID does not take as they are. One file for each rule; this is their registry.

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[];
