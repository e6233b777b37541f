//! Names and addresses that drift apart over time. One file for each rule; this is their registry.

mod account;
mod ad_upn_changed_cloud_stale;
mod ad_upn_pending;
mod case_only_drift;
mod domain_rebrand;
mod name_change_hint;
mod new_ad_new_guid;
mod nick_drift;
mod old_name_lost;
mod opted_out;
mod override_attribute;
mod rename_grant_blocked;
mod renamed_opted_out;
mod renamed_should_follow;
mod upn_mail_drift;
mod upn_sam_drift;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &renamed_should_follow::DEFINITION,
    &renamed_opted_out::DEFINITION,
    &override_attribute::FOLLOWS,
    &override_attribute::WRONG_DOMAIN,
    &rename_grant_blocked::DEFINITION,
    &opted_out::STATIC,
    &opted_out::OPEN,
    &upn_sam_drift::DEFINITION,
    &upn_mail_drift::DEFINITION,
    &nick_drift::DEFINITION,
    &ad_upn_changed_cloud_stale::DEFINITION,
    &ad_upn_pending::DEFINITION,
    &old_name_lost::DEFINITION,
    &case_only_drift::DEFINITION,
    &domain_rebrand::DEFINITION,
    &new_ad_new_guid::DEFINITION,
    &name_change_hint::DEFINITION,
];
