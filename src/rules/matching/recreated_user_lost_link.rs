//! Finds AD users that were created again, so that their deleted account does not come back but a new one is made. That it
//! is the same person is not in the files.

use super::shared;
use crate::join::anchor::{self, Relation};
use crate::join::claims::Role;
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// An AD user was created again, and the deleted account of its predecessor does not come back.
    ///
    /// ## What it does
    ///
    /// For every account in the recycle bin that carries an anchor, looks for an AD user with its UPN or its account name
    /// but another anchor. An AD user that is older than the account does not count.
    ///
    /// ## Why it matters
    ///
    /// The sync restores an account by its anchor only. An AD user that was deleted and created again has a new one, so it
    /// gets a new, empty account, and mailbox and files of the old one are lost after thirty days.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,whenCreated
    /// user,88666888-0101-1111-bbbb-1234567890ab,,dan,Dan Orr,dan@contoso.com,2026-11-18 12:00:00Z
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,eve@contoso.com,Eve Fox,Member,QF5HMK7n80qvdYsUPIHa9Q==,True
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,createdDateTime,deletedDateTime
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaadan@contoso.com,Dan Orr,Member,nofCJe0gZk6D8J4gRgrt+A==,True,2020-01-02 08:00:00Z,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## Not reported
    ///
    /// An AD user that is older than the deleted account:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,whenCreated
    /// user,88666888-0101-1111-bbbb-1234567890ab,,dan,Dan Orr,dan@contoso.com,2019-11-18 12:00:00Z
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,eve@contoso.com,Eve Fox,Member,QF5HMK7n80qvdYsUPIHa9Q==,True
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,createdDateTime,deletedDateTime
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaadan@contoso.com,Dan Orr,Member,nofCJe0gZk6D8J4gRgrt+A==,True,2020-01-02 08:00:00Z,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## What to do
    ///
    /// If it is the same person, put the old account's ImmutableId into mS-DS-ConsistencyGuid of the new AD user before it
    /// is imported, and clear the account's onPremisesObjectIdentifier.
    ///
    /// ## Limits
    ///
    /// A new person may have got the name of one who left. Without dates of creation it is only possible.
    {
        id: "recreated-user-lost-link",
        title: "Created again without its account",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["recreated user new mailbox", "InvalidSoftMatch", "sourceAnchor changed"],
        sources: &[pages::RECYCLE_BIN, pages::SYNC_ERRORS],
        needs: &[Need::Cloud(Attribute::ImmutableId), Need::Cloud(Attribute::DeletedAt)],
        check: Check::EachCloud(check),
        explain: explain,
    }
}

/// A new account will be made.
const PENDING: u8 = 1;
/// The AD user has another account already.
const HAS_ACCOUNT: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    if !subject.is_deleted() || subject.kind != ObjectKind::User || subject.text(Attribute::ImmutableId).is_none() {
        return;
    }
    // The AD user that has its anchor brings it back.
    if context.joins.partner(subject.object).is_some() {
        return;
    }
    let index = context.join.index;
    let account_name = subject.text(Attribute::SamAccountName).and_then(|name| index.keys.find(&case_key::fold(name)));
    let keys = [(index.cloud.login(subject.object), Role::Login), (account_name, Role::SamAccountName)];
    for (key, role) in keys {
        let Some(key) = key else { continue };
        let Some(object) = successor(context, key, role) else { continue };
        let own = anchor::of(context.join.on_premises(), object, context.join.settings.source_anchor_attribute.value);
        if anchor::relation(&own, anchor::of_cloud(context.join.cloud(), subject.object)) != Relation::Different {
            continue;
        }
        let confidence = match shared::is_newer(context, Owner::on_premises(object), subject.owner) {
            Some(false) => continue,
            Some(true) if role == Role::Login && !context.join.is_anchor_attribute_doubtful() => Confidence::Likely,
            _ => Confidence::Possible,
        };
        let is_joined = context.joins.decision(object).outcome.is_join();
        let (severity, case) = if is_joined { (Severity::Medium, HAS_ACCOUNT) } else { (Severity::High, PENDING) };
        sink.add(severity, confidence, &[Owner::on_premises(object), subject.owner], key, case);
        return;
    }
}

/// The AD user that has the name now.
fn successor(context: &RuleContext<'_>, key: Key, role: Role) -> Option<ObjectId> {
    let claims = context.join.index.claims.of(key).iter();
    claims
        .filter(|claim| claim.side() == Side::OnPremises && claim.role() == role)
        .map(|claim| claim.object())
        .find(|&object| context.join.on_premises().kind(object) == ObjectKind::User && context.is_in_scope(object))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, account) = (&names[0], &names[1]);
    let (_, theirs) = shared::anchors(context, owners[0].object, owners[1].object);
    let theirs = theirs.unwrap_or_default();
    let message =
        format!("{own} in AD has the name {value} of the deleted account of {account}, but another source anchor.");
    if finding.case == HAS_ACCOUNT {
        return Explanation::new(
            message,
            "The sync restores an account by its anchor only, so the AD user has another account now. If it is the same person, \
             mailbox and files of the old one are deleted thirty days after it was.",
            format!(
                "Find out whether {own} is the same person. If so, save what the old account holds: restore it under another \
                 UPN, or take the AD user out of the sync and join it to the old account by its ImmutableId {theirs}."
            ),
        );
    }
    Explanation::new(
        message,
        "The sync restores an account by its anchor only. The AD user gets a new, empty account, and mailbox and files of the \
         old one are deleted thirty days after it was.",
        format!(
            "If it is the same person, put {theirs} into mS-DS-ConsistencyGuid of {own} before it is imported, and clear \
             onPremisesObjectIdentifier of the account. If not, nothing is to be done."
        ),
    )
    .if_you_sync(vec![format!("{own} gets a new account."), format!("{account} stays deleted.")])
}
