//! Addresses that are missing on a side. One file for each rule; this is their registry.

mod ad_proxy_not_in_cloud;
mod cloud_proxy_not_in_ad;
mod legacy_x500_missing;
mod mail_not_in_proxies;
mod missing_hybrid_routing;
mod missing_moera;
pub(super) mod missing_old_name_alias;
mod missing_policy_alias;
mod missing_upn_alias;
mod moera_prefix_stale;
mod numbered_moera;
mod primary_differs;
mod primary_fell_back_to_moera;
pub(super) mod shared;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &missing_moera::DEFINITION,
    &missing_hybrid_routing::DEFINITION,
    &ad_proxy_not_in_cloud::DEFINITION,
    &cloud_proxy_not_in_ad::DEFINITION,
    &primary_differs::DEFINITION,
    &missing_old_name_alias::DEFINITION,
    &missing_upn_alias::DEFINITION,
    &missing_policy_alias::DEFINITION,
    &mail_not_in_proxies::DEFINITION,
    &primary_fell_back_to_moera::DEFINITION,
    &numbered_moera::DEFINITION,
    &moera_prefix_stale::DEFINITION,
    &legacy_x500_missing::DEFINITION,
];
