//! The runbooks, by what they are about, and which rule has which.

mod active_directory;
mod joining;
mod leftovers;
mod mailboxes;
mod names;

use super::commands;
use crate::finding::Owner;
use crate::model::Side;

use super::template::{Template, step};

/// The runbook of a finding of this rule about these objects.
pub(super) fn of_finding(rule: &str, owners: &[Owner]) -> Option<&'static Template> {
    let is_about_an_account = owners.iter().any(|owner| owner.side == Side::Cloud);
    match rule {
        "ad-dup-sid" if is_about_an_account => Some(&joining::NEW_ANCHOR),
        _ => of(rule),
    }
}

/// The runbook of a rule.
pub(super) fn of(rule: &str) -> Option<&'static Template> {
    let template = match rule {
        "missing-moera" => &mailboxes::MISSING_MOERA,
        "dual-mailbox-risk" => &mailboxes::TWO_MAILBOXES,
        "remote-mailbox-not-stamped" => &mailboxes::REMOTE_MAILBOX,
        "hard-match-blocked-flag" => &joining::HARD_MATCH_SWITCH,
        "hard-match-blocked-role" | "existing-admin-role-conflict" => &joining::ROLES,
        "hard-match-blocked-opoi" => &joining::OBJECT_IDENTIFIER,
        "soft-match-blocked-flag" => &joining::SOFT_MATCH_SWITCH,
        "soft-match-upn-off" => &joining::UPN_MATCH,
        "recreated-user-lost-link" => &joining::DELETED_COUNTERPART,
        "new-ad-new-guid" => &joining::NEW_ANCHOR,
        "soft-deleted-anchor" => &joining::RESTORED_BY_SYNC,
        "anchor-on-wrong-person" => &joining::WRONG_PERSON,
        "duplicate-person-pair" => &joining::TWO_ACCOUNTS,
        "federated-domain-change" => &names::FEDERATED_UPN,
        "soft-deleted-value-collision" => &leftovers::VALUE_OF_DELETED,
        "source-anchor-illegal-character" => &joining::BAD_ANCHOR,
        "large-object" => &active_directory::TOO_LARGE,
        "orphaned-cloud-object" => &leftovers::ORPHAN,
        "left-scope-leftover" => &leftovers::LEFT_SCOPE,
        "accidental-delete-threshold" => &leftovers::MANY_DELETIONS,
        "group-still-mail-enabled" => &leftovers::GROUP_WITH_ADDRESS,
        "guest-address-collision" => &leftovers::GUEST,
        "ad-cnf-object" => &active_directory::REPLICATION_CONFLICT,
        "ad-dup-anchor" => &active_directory::TWO_WITH_ONE_ANCHOR,
        "ad-dup-sid" => &active_directory::TWO_WITH_ONE_SID,
        "ad-linked-mailbox-no-anchor" => &active_directory::LINKED_MAILBOX,
        "verified-domain-removed" => &names::VERIFY_DOMAIN,
        "ad-upn-changed-cloud-stale" => &names::SEND_UPN_AGAIN,
        "name-change-hint" => &names::RENAME,
        "rename-grant-blocked" | "address-reuse-blocked" => &names::ADDRESS_REFUSED,
        _ if rule.starts_with("object-sid-") => &active_directory::BAD_SID,
        _ => return None,
    };
    Some(template)
}
