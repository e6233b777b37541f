//! What goes wrong when an AD object meets its counterpart in the cloud, live or deleted. One file for each rule or family;
//! this is their registry.

mod accidental_delete_threshold;
mod address_reuse_blocked;
mod ambiguous_soft_match;
mod anchor_encoding_error;
mod anchor_on_wrong_person;
mod attribute_value_must_be_unique;
mod crossed_match;
mod existing_admin_role_conflict;
mod hard_match_blocked;
mod invalid_soft_match;
pub(super) mod match_overwrites_cloud_data;
mod object_type_mismatch;
mod primary_vs_secondary_near_match;
mod recreated_user_lost_link;
pub(super) mod shared;
mod soft_deleted_anchor;
mod soft_deleted_value_collision;
mod soft_match_off;

use super::RuleDefinition;

/// The rules of this folder, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &invalid_soft_match::DEFINITION,
    &hard_match_blocked::BY_FLAG,
    &hard_match_blocked::BY_ROLE,
    &hard_match_blocked::BY_OBJECT_IDENTIFIER,
    &existing_admin_role_conflict::DEFINITION,
    &object_type_mismatch::DEFINITION,
    &crossed_match::DEFINITION,
    &ambiguous_soft_match::DEFINITION,
    &soft_match_off::BLOCKED,
    &soft_match_off::UPN_OFF,
    &primary_vs_secondary_near_match::DEFINITION,
    &match_overwrites_cloud_data::DEFINITION,
    &anchor_encoding_error::DEFINITION,
    &anchor_on_wrong_person::DEFINITION,
    &attribute_value_must_be_unique::DEFINITION,
    &soft_deleted_anchor::DEFINITION,
    &soft_deleted_value_collision::DEFINITION,
    &recreated_user_lost_link::DEFINITION,
    &address_reuse_blocked::DEFINITION,
    &accidental_delete_threshold::DEFINITION,
];
