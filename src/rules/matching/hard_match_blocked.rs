//! Finds AD objects whose account has their source anchor and may not be taken over: by the tenant's switch, by a role, or
//! because the account is bound to another AD object. What blocks is read off the decision; nothing is judged anew here.

use rustc_hash::{FxHashMap, FxHashSet};

use super::shared;
use crate::join::{Outcome, Reason};
use crate::model::Guid;
use crate::rules::prelude::*;
use crate::tenant::RoleAssignment;

rule! {
    BY_FLAG
    /// An account has the source anchor of an AD object, but the tenant forbids taking it over.
    ///
    /// ## What it does
    ///
    /// Looks at AD objects whose source anchor a cloud account carries that is not synced now, where the tenant's switch
    /// BlockCloudObjectTakeoverThroughHardMatchEnabled is on.
    ///
    /// ## Why it matters
    ///
    /// The export fails with InvalidHardMatch in every cycle. The account stays as it is, and nothing from AD reaches it.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// blockCloudObjectTakeoverThroughHardMatchEnabled=true
    /// ```
    ///
    /// ## Not reported
    ///
    /// An account that is synced already, which the switch does not touch:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// blockCloudObjectTakeoverThroughHardMatchEnabled=true
    /// ```
    ///
    /// ## What to do
    ///
    /// Make sure that both are the same person. Then switch the block off, sync, and switch it on again: Microsoft advises
    /// to leave it on except while matching.
    ///
    /// ## Limits
    ///
    /// Without the tenant's switches in a file or a setting the block is taken to be off.
    {
        id: "hard-match-blocked-flag",
        title: "Hard match switched off",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "InvalidHardMatch",
            "Another cloud created object with the same source anchor already exists in Azure Active Directory",
            "BlockCloudObjectTakeoverThroughHardMatchEnabled",
        ],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT],
        needs: &[Need::Cloud(Attribute::ImmutableId)],
        check: Check::EachOnPremises(|context, subject, sink| check(context, subject, sink, Reason::HardMatchBlockedFlag)),
        explain: explain_flag,
    }
}

rule! {
    BY_ROLE
    /// An account has the source anchor of an AD object, but it holds an admin role.
    ///
    /// ## What it does
    ///
    /// Looks at AD objects whose source anchor a cloud account carries that is not synced now or lies in the recycle bin,
    /// where the account holds an Entra role or may activate one. A privileged role blocks; any other role is a warning.
    ///
    /// ## Why it matters
    ///
    /// Since July 2026 a privileged account is not taken over: the export fails with InvalidHardMatch in every cycle.
    /// Microsoft's message of June 2026 speaks of every role, its documents of privileged ones.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```roles
    /// principalId,role,assignment
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,Global Administrator,eligible
    /// ```
    ///
    /// ## Not reported
    ///
    /// An account that is synced already:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```roles
    /// principalId,role,assignment
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,Global Administrator,eligible
    /// ```
    ///
    /// ## What to do
    ///
    /// Make sure that another administrator can sign in. Restore the account if it is deleted, remove its roles and
    /// eligibilities, sync, and give them back.
    ///
    /// ## Limits
    ///
    /// Without a list of roles nobody is known to hold one. Roles held through Privileged Identity Management for groups
    /// are not listed. Tenants got the block between July and September 2026.
    {
        id: "hard-match-blocked-role",
        title: "Role keeps account from joining",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "InvalidHardMatch",
            "The cloud user with privileged roles is not allowed to be taken over.",
            "MC1262584",
        ],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT, pages::ROLE_NOTICE],
        needs: &[Need::Cloud(Attribute::ImmutableId)],
        check: Check::EachOnPremises(|context, subject, sink| check(context, subject, sink, Reason::HardMatchBlockedRole)),
        explain: explain_role,
    }
}

rule! {
    BY_OBJECT_IDENTIFIER
    /// An account has the source anchor of an AD object, but it is bound to another AD object.
    ///
    /// ## What it does
    ///
    /// Compares onPremisesObjectIdentifier of the account that has an AD object's anchor with the AD object's objectGUID.
    /// It is set when an object first syncs, and stays when the anchor is carried over to a new AD object.
    ///
    /// ## Why it matters
    ///
    /// Since July 2026 the value cannot be changed unless it is empty. The export of the new AD object fails with
    /// AttributeUpdateNotAllowed, synced or not.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,88666888-0101-1111-bbbb-1234567890ab,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesObjectIdentifier
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,False,30475e40-e7ae-4af3-af75-8b143c81daf5
    /// ```
    ///
    /// ## Not reported
    ///
    /// An account that is bound to this very object:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,88666888-0101-1111-bbbb-1234567890ab,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesObjectIdentifier
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,iGhmiAEBERG7uxI0VniQqw==,False,25c2879e-20ed-4e66-83f0-9e20460aedf8
    /// ```
    ///
    /// ## What to do
    ///
    /// Make sure that the AD object and the account are the same person: the block exists to stop takeovers. Then clear
    /// onPremisesObjectIdentifier of the account, and sync. It only accepts an empty value. If the AD object to which the
    /// account is bound is still there, it is named: then the anchor may have been copied, and is corrected instead.
    ///
    /// ## Limits
    ///
    /// Without onPremisesObjectIdentifier in the export nothing can be compared. Microsoft's pages differ on whether any
    /// value blocks or only a different one; only a different one is reported.
    {
        id: "hard-match-blocked-opoi",
        title: "Account bound to another AD object",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "AttributeUpdateNotAllowed",
            "Unable to update this object because the following attributes associated with this object are not allowed to be \
             updated by your on-premises directory: [OnPremisesObjectIdentifier cannot be changed unless its current value \
             is null.]",
            "Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.",
            "IdentityDataValidationFailed",
            "MC1263280",
        ],
        sources: &[pages::SYNC_ERRORS, pages::FEATURES, pages::EXISTING_TENANT],
        needs: &[
            Need::OnPremises(Attribute::ObjectGuid),
            Need::Cloud(Attribute::ImmutableId),
            Need::Cloud(Attribute::OnPremisesObjectIdentifier),
        ],
        check: Check::Whole(check_object_identifier),
        explain: explain_object_identifier,
    }
}

/// The account is in use.
const LIVE: u8 = 1;
/// It is in the recycle bin.
const DELETED: u8 = 2;
/// The join is not blocked for certain: the role is not a privileged one.
const WARNING: u8 = 3;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>, reason: Reason) {
    let decision = context.joins.decision(subject.object);
    let Some(cloud) = decision.cloud.filter(|_| decision.reasons.contains(reason)) else { return };
    let (severity, case) = if decision.outcome != Outcome::HardMatchBlocked {
        (Severity::Medium, WARNING)
    } else if context.join.cloud().is_deleted(cloud) {
        (Severity::Blocker, DELETED)
    } else {
        (Severity::Blocker, LIVE)
    };
    sink.add(severity, decision.confidence, &[subject.owner, Owner::cloud(cloud)], Value::None, case);
}

/// The same where the account is bound to another AD object, with that object where the files have it.
fn check_object_identifier(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (on_premises, cloud) = (context.join.on_premises(), context.join.cloud());
    let mut hits: Vec<(ObjectId, ObjectId, Option<Guid>)> = Vec::new();
    for (object, decision) in context.joins.iter() {
        let is_bound = decision.reasons.contains(Reason::HardMatchBlockedOpoi);
        if let Some(account) = decision.cloud.filter(|_| is_bound) {
            let bound_to = cloud.text(account, Attribute::OnPremisesObjectIdentifier).and_then(Guid::parse);
            hits.push((object, account, bound_to));
        }
    }
    let wanted: FxHashSet<Guid> = hits.iter().filter_map(|(_, _, bound_to)| *bound_to).collect();
    let mut bound: FxHashMap<Guid, ObjectId> = FxHashMap::default();
    if !wanted.is_empty() {
        let guid = |object| on_premises.text(object, Attribute::ObjectGuid).and_then(Guid::parse);
        let all = on_premises.objects().filter_map(|object| Some((guid(object)?, object)));
        bound.extend(all.filter(|(guid, _)| wanted.contains(guid)));
    }
    for (object, account, bound_to) in hits {
        let mut owners = vec![Owner::on_premises(object), Owner::cloud(account)];
        owners.extend(bound_to.and_then(|guid| bound.get(&guid)).map(|&other| Owner::on_premises(other)));
        let case = if cloud.is_deleted(account) { DELETED } else { LIVE };
        sink.add(Severity::Blocker, context.joins.decision(object).confidence, &owners, Value::None, case);
    }
}

/// `the account of Ann`, with its place if that is the recycle bin.
fn account(finding: &Finding, name: &str) -> String {
    let place = if finding.case == DELETED { ", which is in the recycle bin" } else { "" };
    format!("the account of {name}{place}")
}

fn explain_flag(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let own = &names[0];
    Explanation::new(
        format!("{own} in AD has the source anchor of {}, but the tenant forbids taking it over.", account(finding, &names[1])),
        "BlockCloudObjectTakeoverThroughHardMatchEnabled is on. The export fails with InvalidHardMatch, and nothing from AD \
         reaches the account.",
        format!(
            "Make sure that {own} and the account are the same person. Then switch \
             BlockCloudObjectTakeoverThroughHardMatchEnabled off, sync, and switch it on again."
        ),
    )
    .if_you_sync(vec![
        format!("{own} fails with InvalidHardMatch in every cycle."),
        "The account stays as it is.".to_owned(),
    ])
}

fn explain_role(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let own = &names[0];
    let roles = shared::role_names(context, owners[1].object);
    if finding.case == WARNING {
        let is_privileged = shared::roles(context, owners[1].object).iter().any(RoleAssignment::is_privileged);
        return Explanation::new(
            format!("{own} in AD takes over the account of {}, which holds an admin role: {roles}.", names[1]),
            if is_privileged {
                "The role is a privileged one. By the settings the tenant does not check roles yet; once it does, the export \
                 fails with InvalidHardMatch."
            } else {
                "Microsoft's documents block privileged roles only; its message of June 2026 speaks of every role. So the \
                 export may fail with InvalidHardMatch."
            },
            "If it fails, remove the role, sync, and give it back.",
        );
    }
    let first = if finding.case == DELETED { "Restore the account first. " } else { "" };
    Explanation::new(
        format!(
            "{own} in AD has the source anchor of {}, but the account has a privileged role: {roles}.",
            account(finding, &names[1])
        ),
        "Since July 2026 an account with a privileged role, held or to be activated, is not taken over. The export fails with \
         InvalidHardMatch.",
        format!(
            "{first}Make sure that another administrator can sign in. Remove the roles and eligibilities of the account, sync, \
             and give them back."
        ),
    )
    .if_you_sync(vec![
        format!("{own} fails with InvalidHardMatch in every cycle."),
        if finding.case == DELETED { "The account stays deleted." } else { "The account stays as it is." }.to_owned(),
    ])
}

fn explain_object_identifier(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let own = &names[0];
    let text = |owner: Owner, attribute| {
        let text = context.join.directories.side(owner.side).text(owner.object, attribute);
        words::shown(text.unwrap_or_default())
    };
    let bound_to = text(owners[1], Attribute::OnPremisesObjectIdentifier);
    let (other, what_to_do) = match names.get(2) {
        Some(other) => (
            format!("{other}, which is in the files too ({bound_to})"),
            format!(
                "Find out whose account it is. If it is that of {other}, clear nothing: {own} has the anchor by mistake, so \
                 correct its mS-DS-ConsistencyGuid. Only if {own} replaces {other}, for instance after a move to another \
                 forest, take {other} out of the sync, clear onPremisesObjectIdentifier of the account, and sync."
            ),
        ),
        None => (
            bound_to,
            format!(
                "Find out whether {own} was created again or came from another forest, and is the same person. If so, clear \
                 onPremisesObjectIdentifier of the account and sync. If not, the anchor stands on the wrong AD object: remove \
                 it there."
            ),
        ),
    };
    Explanation::new(
        format!(
            "{own} in AD has the source anchor of {}, but the account is bound to another AD object, {other}. {own} is {}.",
            account(finding, &names[1]),
            text(owners[0], Attribute::ObjectGuid)
        ),
        "onPremisesObjectIdentifier tells which AD object an account was synced from. Since July 2026 it cannot be changed \
         unless it is empty, so the export fails with AttributeUpdateNotAllowed.",
        what_to_do,
    )
    .if_you_sync(vec![
        format!("{own} fails with AttributeUpdateNotAllowed in every cycle."),
        "The account stays bound to the other AD object.".to_owned(),
    ])
    .likely_owner(names.get(2).map(|other| (2, format!("The account was synced from {other}."))))
}
