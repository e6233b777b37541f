//! What is wrong with objects that are joined, deleted, or left over in the cloud. One file for each rule; this is their registry.

mod cloud_managed;
mod duplicate_person_pair;
mod edit_rejected_synced;
mod email_as_login_collision;
mod evidence;
mod federated_domain_change;
mod left_scope_leftover;
mod orphaned_cloud_object;
mod quarantined_proxy;
mod quarantined_upn;
mod stale_anchor_cloud_only;
mod upn_differs_ad_cloud;
mod upn_vs_primary_smtp;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &quarantined_upn::DEFINITION,
    &quarantined_proxy::DEFINITION,
    &duplicate_person_pair::DEFINITION,
    &orphaned_cloud_object::DEFINITION,
    &edit_rejected_synced::DEFINITION,
    &left_scope_leftover::DEFINITION,
    &stale_anchor_cloud_only::DEFINITION,
    &cloud_managed::SOURCE_OF_AUTHORITY,
    &cloud_managed::EXCHANGE,
    &upn_differs_ad_cloud::DEFINITION,
    &upn_vs_primary_smtp::DEFINITION,
    &federated_domain_change::DEFINITION,
    &email_as_login_collision::DEFINITION,
];
