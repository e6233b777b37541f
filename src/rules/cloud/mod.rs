//! What is wrong with objects that are joined, deleted, or left over in the cloud. One file for each rule; this is their registry.

mod cloud_contact_or_group_holds_address;
mod cloud_managed;
pub(super) mod duplicate_person_pair;
mod edit_rejected_synced;
mod email_as_login_collision;
mod evidence;
mod federated_domain_change;
mod group_dup_first_attempt;
mod group_still_mail_enabled;
mod guest_address_collision;
mod left_scope_leftover;
mod licence_nonunique_proxy;
mod mailbox_twice_or_unmarked;
mod orphaned_cloud_object;
mod public_folder_conflict;
mod quarantined_proxy;
mod quarantined_upn;
mod stale_anchor_cloud_only;
mod targetaddress_not_in_cloud;
mod upn_differs_ad_cloud;
mod upn_vs_primary_smtp;
mod verified_domain_removed;

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
    &guest_address_collision::DEFINITION,
    &cloud_contact_or_group_holds_address::DEFINITION,
    &public_folder_conflict::DEFINITION,
    &licence_nonunique_proxy::DEFINITION,
    &verified_domain_removed::DEFINITION,
    &mailbox_twice_or_unmarked::DUAL_MAILBOX,
    &mailbox_twice_or_unmarked::NOT_STAMPED,
    &targetaddress_not_in_cloud::DEFINITION,
    &group_still_mail_enabled::DEFINITION,
    &group_dup_first_attempt::DEFINITION,
];
