//! Rules about what happens when an AD object meets its counterpart: matches, the blocks on them, deleted objects.

mod ambiguous_soft_match;
mod anchor_encoding_error;
mod anchor_on_wrong_person;
mod attribute_value_must_be_unique;
mod crossed_match;
mod existing_admin_role_conflict;
mod hard_match_blocked;
mod invalid_soft_match;
mod match_overwrites_cloud_data;
mod object_type_mismatch;
mod primary_vs_secondary_near_match;
mod shared;
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
];
