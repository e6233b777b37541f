//! Finds AD objects whose source anchor a deleted account carries: the sync restores it, unless something forbids that.

use crate::join::{MatchKey, Outcome};
use crate::rules::prelude::*;

rule! {
    /// The account with an AD user's source anchor is in the recycle bin.
    ///
    /// ## What it does
    ///
    /// Looks at AD users whose anchor only a deleted account carries. If nothing forbids the join, the next sync restores
    /// the account and joins it. If something does, the rule about that block tells it.
    ///
    /// ## Why it matters
    ///
    /// Restoring is usually what one wants: mailbox and files come back. After thirty days, or when the account is deleted
    /// for good, the link is lost and a new account is created.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,dan,Dan Orr,dan@contoso.com
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,deletedDateTime
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,dan@contoso.com,Dan Orr,Member,iGhmiAEBERG7uxI0VniQqw==,True,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## Not reported
    ///
    /// A deleted account with another anchor:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,dan,Dan Orr,dan@contoso.com
    /// ```
    ///
    /// ```deleted
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,deletedDateTime
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,dan@contoso.com,Dan Orr,Member,nofCJe0gZk6D8J4gRgrt+A==,True,2026-11-18 10:00:00Z
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, if the account is to come back. If not, keep the AD user out of the sync.
    ///
    /// ## Limits
    ///
    /// Needs an export of deleted users with their ImmutableId.
    {
        id: "soft-deleted-anchor",
        title: "Account in the recycle bin",
        group: Group::Conflict,
        severity: Severity::Info,
        fix: FixKind::Runbook,
        search_terms: &["soft-deleted user restored by sync", "InvalidHardMatch", "Active Directory Recycle Bin"],
        sources: &[pages::RECYCLE_BIN, pages::EXISTING_TENANT],
        needs: &[Need::Cloud(Attribute::ImmutableId), Need::Cloud(Attribute::DeletedAt)],
        yields_to: &["hard-match-blocked-flag", "hard-match-blocked-role", "hard-match-blocked-opoi"],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

const RESTORED: u8 = 1;
const BLOCKED: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let is_deleted = |cloud: &ObjectId| context.join.cloud().is_deleted(*cloud);
    let by_anchor = decision.cloud.filter(|_| decision.by == Some(MatchKey::SourceAnchor));
    let Some(cloud) = by_anchor.filter(is_deleted) else { return };
    let owners = [subject.owner, Owner::cloud(cloud)];
    if decision.outcome == Outcome::HardMatchBlocked {
        sink.add(Severity::Blocker, decision.confidence, &owners, Value::None, BLOCKED);
    } else {
        sink.add(Severity::Info, decision.confidence, &owners, context.join.index.cloud.login(cloud), RESTORED);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let (own, account) = (&names[0], &names[1]);
    let login = match finding.value {
        Value::None => String::new(),
        _ => format!(" ({})", context.shown(finding, owners)),
    };
    let message =
        format!("The account of {account}{login} has the source anchor of {own} in AD and is in the recycle bin.");
    if finding.case == BLOCKED {
        return Explanation::new(
            message,
            "It would be restored and joined, but something forbids that. When it is deleted for good, the link is lost.",
            "Look at the steps of the AD object for what forbids the join, and remove that while the account is in the recycle \
             bin.",
        );
    }
    Explanation::new(
        message,
        "The sync restores the account with its mailbox and files and joins it. After thirty days in the recycle bin that is \
         no longer possible.",
        format!("Nothing, if the account is to come back. If not, keep {own} out of the sync."),
    )
    .if_you_sync(vec![format!("{own} is joined to the restored account."), format!("{account} is restored.")])
}
