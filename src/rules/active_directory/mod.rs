//! Duplicates and faults within Active Directory. One file for each rule; this is their registry.

mod ad_dup_proxy_address;
mod ad_dup_upn;
mod ad_upn_nonroutable;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] =
    &[&ad_dup_proxy_address::DEFINITION, &ad_dup_upn::DEFINITION, &ad_upn_nonroutable::DEFINITION];
