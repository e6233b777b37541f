//! Finds AD users that were made anew: the cloud has the person by another anchor. Where address or UPN lead there, the rule about failed joins tells it.

use crate::join::anchor::{self, CloudAnchor};
use crate::join::claims::Role;
use crate::join::{Decision, MatchKey, Reason};
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// An AD user has the account name, address or UPN of a synced account, but another identifier.
    ///
    /// ## What it does
    ///
    /// Looks at AD users that join no account. If a synced account carries the same account name, address or UPN, its anchor is
    /// another, and no AD object in the files has that anchor, the AD user was created again, or moved from another directory.
    ///
    /// ## Why it matters
    ///
    /// A second account is created beside the old one, or the export fails. The old account keeps the mailbox.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,,alee,Ann Lee,ann@fabrikam.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesSamAccountName
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,alee
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,alee,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesSamAccountName
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,alee
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out whether it is the same person. If so, write the ImmutableId of the account into mS-DS-ConsistencyGuid of the new
    /// user before it is imported, and clear onPremisesObjectIdentifier of the account if it is set. The user must not be in the
    /// sync yet.
    ///
    /// ## Limits
    ///
    /// By account name alone it may be another person; in several forests equal account names are common. Where RM Unify is in
    /// use, it gives anchors of its own, and nothing is told by account name.
    {
        id: "new-ad-new-guid",
        title: "Made anew in AD",
        group: Group::Drift,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["InvalidSoftMatch", "AD migration ImmutableId", "recreated user duplicate account"],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT],
        needs: &[Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::ImmutableId)],
        yields_to: &["invalid-soft-match"],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

/// Known by address or UPN.
const BY_ADDRESS: u8 = 1;
/// Known by the account name.
const BY_ACCOUNT_NAME: u8 = 2;

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(user.object);
    if user.kind != ObjectKind::User || decision.outcome.is_join() {
        return;
    }
    if let Some(cloud) = decision.cloud.filter(|_| decision.reasons.contains(Reason::InvalidSoftMatch)) {
        if is_orphan(context, cloud)
            && let Some(value) = shared_value(context, user.object, decision, cloud)
        {
            let owners = [user.owner, Owner::cloud(cloud)];
            sink.add(Severity::High, decision.confidence, &owners, value, BY_ADDRESS);
        }
        return;
    }
    let Some((cloud, confidence)) = by_account_name(context, user) else { return };
    let owners = [user.owner, Owner::cloud(cloud)];
    sink.add(Severity::High, confidence, &owners, Attribute::SamAccountName, BY_ACCOUNT_NAME);
}

/// Does no AD object in the files have the account's anchor?
fn is_orphan(context: &RuleContext<'_>, cloud: ObjectId) -> bool {
    context.joins.partner(cloud).is_none()
        && matches!(anchor::of_cloud(context.join.cloud(), cloud), CloudAnchor::Set(_))
}

/// The value by which the user leads to the account.
fn shared_value(context: &RuleContext<'_>, object: ObjectId, decision: &Decision, cloud: ObjectId) -> Option<Key> {
    let index = context.join.index;
    let held = index.cloud.addresses(cloud);
    let (login, primary) = (index.on_premises.login(object), index.on_premises.primary(object));
    match decision.by {
        Some(MatchKey::Upn) => login,
        Some(MatchKey::PrimarySmtp) => primary,
        _ => {
            let own = index.on_premises.addresses(object).iter().map(|address| address.key).chain(primary);
            own.into_iter().find(|key| held.iter().any(|address| address.key == *key)).or(login)
        }
    }
}

/// The synced account of the same account name, if it is the only one, and its own AD object is nowhere.
fn by_account_name(context: &RuleContext<'_>, user: Subject<'_>) -> Option<(ObjectId, Confidence)> {
    if context.join.settings.rm_unify.value {
        return None;
    }
    let key = context.join.index.keys.find(&case_key::fold(user.text(Attribute::SamAccountName)?))?;
    let claims = context.join.index.claims.of(key).iter();
    let mut hits = claims
        .filter(|claim| claim.side() == Side::Cloud && claim.role() == Role::SamAccountName)
        .map(|claim| claim.object())
        .filter(|&hit| context.join.is_live_user(hit));
    let cloud = hits.next().filter(|_| hits.next().is_none())?;
    let own = anchor::of(context.join.on_premises(), user.object, context.join.settings.source_anchor_attribute.value);
    let is_synced = context.join.cloud().boolean(cloud, Attribute::SyncEnabled) == Ok(Some(true));
    if !is_synced || !is_orphan(context, cloud) || !context.join.has_another_anchor(&own, cloud) {
        return None;
    }
    let name = user.text(Attribute::DisplayName).zip(context.join.cloud().text(cloud, Attribute::DisplayName));
    let is_same_name = name.is_some_and(|(own, there)| case_key::equal(own, there));
    Some((cloud, if is_same_name { Confidence::Likely } else { Confidence::Possible }))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, value) = (words::name(context, owners[0]), context.shown(finding, owners));
    let account = owners.get(1).map(|&owner| words::name(context, owner)).unwrap_or_default();
    let what = if finding.case == BY_ACCOUNT_NAME { "account name" } else { "address or UPN" };
    Explanation::new(
        format!("{name} in AD has the {what} {value} of the account of {account}, which is bound to an AD object that is gone."),
        "The anchors differ, so the two do not join. A second account is created, or the export fails; the mailbox stays with \
         the old one.",
        format!(
            "Find out whether it is the same person. If so, write the account's ImmutableId into mS-DS-ConsistencyGuid of {name} \
             before it is imported, and clear the account's onPremisesObjectIdentifier if it is set."
        ),
    )
    .if_you_sync(vec![format!("{name} does not get the account of {account}.")])
}
