//! Finds values of deleted accounts that somebody else uses now, which stand in the way of restoring them.

use crate::join::claims::{Claim, Role};
use crate::rules::prelude::*;

rule! {
    /// A deleted account's UPN or address is used by somebody else now.
    ///
    /// ## What it does
    ///
    /// Takes the UPN (without the prefix that deleted users get) and every address of each account in the recycle bin and
    /// looks who else has it: live cloud objects, and AD objects that sync. The AD user that restores the account by its
    /// anchor does not count.
    ///
    /// ## Why it matters
    ///
    /// Nothing is wrong as long as the account stays deleted. Restoring it fails, or it comes back without the value.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,jdoe@contoso.com,Jane Doe,Member,SMTP:jdoe@contoso.com
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,proxyAddresses,deletedDateTime
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bbbbbbbbbbbb4bbb8bbbbbbbbbbbbbbbjdoe@contoso.com,John Doe,Member,SMTP:jdoe@contoso.com,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## Not reported
    ///
    /// Values that nobody else has:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,jane@contoso.com,Jane Doe,Member,SMTP:jane@contoso.com
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,proxyAddresses,deletedDateTime
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bbbbbbbbbbbb4bbb8bbbbbbbbbbbbbbbjdoe@contoso.com,John Doe,Member,SMTP:jdoe@contoso.com,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## What to do
    ///
    /// If the account is not needed, delete it for good. If it is to come back, restore it with another UPN and without the
    /// addresses that are taken, or free them first.
    ///
    /// ## Limits
    ///
    /// Whether somebody means to restore the account is in no file; it counts as meant where an AD user has its anchor.
    {
        id: "soft-deleted-value-collision",
        title: "Deleted account's value reused",
        group: Group::Conflict,
        severity: Severity::Low,
        fix: FixKind::Runbook,
        search_terms: &[
            "User with conflicting attribute is soft deleted in the Microsoft Entra ID. Ensure the user is hard deleted before \
             retry.",
            "autoReconcileProxyConflict",
            "restore deleted user conflict",
        ],
        sources: &[pages::HEALTH, pages::DELETED_USERS],
        needs: &[Need::Cloud(Attribute::DeletedAt)],
        yields_to: &["recreated-user-lost-link"],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            // As long as nobody means to restore the account, nothing is wrong.
            let key = finding.value.key().filter(|_| finding.case == RESTORED);
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, None))
        },
    }
}

/// Nobody is known to mean to restore it.
const KEPT_DELETED: u8 = 1;
/// The next sync restores it.
const RESTORED: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let cloud = context.join.cloud();
    let is_deleted = |claim: &&Claim| claim.side() == Side::Cloud && cloud.is_deleted(claim.object());
    for (key, claims) in context.join.index.claims.shared() {
        let compared = |claim: &&Claim| claim.role().is_address() && claim.role() != Role::TargetAddress;
        if !claims.iter().filter(compared).any(|claim| is_deleted(&claim)) {
            continue;
        }
        let mut deleted: Vec<ObjectId> =
            claims.iter().filter(compared).filter(is_deleted).map(|c| c.object()).collect();
        deleted.dedup();
        let live = || claims.iter().filter(compared).filter(|claim| !is_deleted(claim));
        // Claims are in the order of objects, so the lists are sorted.
        let mut holders: Vec<ObjectId> =
            live().filter(|claim| claim.side() == Side::Cloud).map(|claim| claim.object()).collect();
        holders.dedup();
        // An AD object whose cloud object is named already, or that brings the account back, is no further holder.
        let is_named = |object: ObjectId| {
            let partner = context.joins.decision(object).cloud;
            partner.is_some_and(|cloud| holders.binary_search(&cloud).is_ok() || deleted.binary_search(&cloud).is_ok())
        };
        let mut on_premises: Vec<ObjectId> = live()
            .filter(|claim| claim.side() == Side::OnPremises)
            .map(|claim| claim.object())
            .filter(|&object| context.is_in_scope(object) && !is_named(object))
            .collect();
        on_premises.dedup();
        if holders.is_empty() && on_premises.is_empty() {
            continue;
        }
        let is_restored = deleted.iter().any(|&object| context.joins.partner(object).is_some());
        let (severity, case) = if is_restored { (Severity::High, RESTORED) } else { (Severity::Low, KEPT_DELETED) };
        let mut owners: Vec<Owner> = deleted.into_iter().map(Owner::cloud).collect();
        owners.extend(holders.into_iter().map(Owner::cloud));
        owners.extend(on_premises.into_iter().map(Owner::on_premises));
        sink.add(severity, Confidence::Certain, &owners, key, case);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let is_deleted = |owner: &Owner| owner.side == Side::Cloud && context.join.cloud().is_deleted(owner.object);
    let first_live = owners.iter().position(|owner| !is_deleted(owner)).unwrap_or(owners.len());
    let (deleted, holders) = names.split_at(first_live);
    let (deleted, holders) = (words::list(deleted), words::list(holders));
    let (why, what_to_do) = if finding.case == RESTORED {
        (
            "The next sync restores the account because an AD user has its source anchor. It comes back without the value, or \
             restoring it fails.",
            format!(
                "Free {value} on {holders} before the sync runs, or take it off the AD user that restores the account."
            ),
        )
    } else {
        (
            "Nothing is wrong as long as the account stays deleted. Restoring it fails, or it comes back without the value.",
            format!(
                "If the account is not needed, delete it for good. If it is to come back, restore it with another UPN and \
                 without the addresses that are taken, or free {value} on {holders} first."
            ),
        )
    };
    Explanation::new(
        format!("The deleted account of {deleted} has {value}, which {holders} uses now."),
        why,
        what_to_do,
    )
}
