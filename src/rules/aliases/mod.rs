//! Addresses that are missing on a side. One file for each rule; this is their registry.

mod ad_proxy_not_in_cloud;
mod missing_moera;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[&missing_moera::DEFINITION, &ad_proxy_not_in_cloud::DEFINITION];
