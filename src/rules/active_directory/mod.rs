//! Duplicates and faults within Active Directory. One file for each rule; this is their registry.

mod ad_alt_id_dup_onprem_upn;
mod ad_cnf_object;
mod ad_cross_attribute_collision;
mod ad_dup_anchor;
mod ad_dup_mail;
mod ad_dup_mailnickname;
mod ad_dup_proxy_address;
mod ad_dup_proxy_same_object;
mod ad_dup_samaccountname;
mod ad_dup_sid;
mod ad_dup_targetaddress;
mod ad_dup_upn;
mod ad_ext_id_stale;
mod ad_linked_mailbox_no_anchor;
mod ad_mail_vs_primary;
mod ad_mailnickname_blank;
mod ad_multiple_primary;
mod ad_no_primary;
mod ad_sip_dup;
mod ad_upn_blank;
mod ad_upn_nonroutable;
mod attr_invisible_char;
mod identity_data_validation_failed;
mod large_object;
mod proxy_malformed;
mod proxy_reserved_suffix;
mod proxy_unverified_domain;
mod shared_values;
mod upn_unverified_suffix;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &ad_dup_proxy_address::DEFINITION,
    &ad_dup_upn::DEFINITION,
    &ad_dup_mail::DEFINITION,
    &ad_dup_mailnickname::DEFINITION,
    &ad_dup_samaccountname::DEFINITION,
    &ad_dup_targetaddress::DEFINITION,
    &ad_cross_attribute_collision::DEFINITION,
    &ad_dup_anchor::DEFINITION,
    &ad_dup_sid::DEFINITION,
    &ad_sip_dup::DEFINITION,
    &ad_alt_id_dup_onprem_upn::DEFINITION,
    &ad_dup_proxy_same_object::DEFINITION,
    &ad_multiple_primary::DEFINITION,
    &ad_no_primary::DEFINITION,
    &ad_mail_vs_primary::DEFINITION,
    &ad_upn_blank::DEFINITION,
    &ad_upn_nonroutable::DEFINITION,
    &upn_unverified_suffix::DEFINITION,
    &identity_data_validation_failed::DEFINITION,
    &attr_invisible_char::DEFINITION,
    &proxy_unverified_domain::DEFINITION,
    &proxy_reserved_suffix::DEFINITION,
    &proxy_malformed::DEFINITION,
    &large_object::DEFINITION,
    &ad_linked_mailbox_no_anchor::DEFINITION,
    &ad_cnf_object::DEFINITION,
    &ad_mailnickname_blank::DEFINITION,
    &ad_ext_id_stale::DEFINITION,
];
