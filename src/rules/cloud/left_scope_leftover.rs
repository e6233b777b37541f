//! Finds cloud users that were synced once, left the scope of the sync and kept their anchor. Only Graph tells this; the
//! admin center's export writes the same for accounts that were never synced.

use rustc_hash::FxHashMap;

use crate::join::{Decision, MatchKey, Outcome};
use crate::rules::prelude::*;

rule! {
    /// A cloud user left the scope of the sync and still carries its source anchor.
    ///
    /// ## What it does
    ///
    /// Looks for live users with an ImmutableId for which Graph says that they are not synced any more
    /// (onPremisesSyncEnabled False, not blank).
    ///
    /// ## Why it matters
    ///
    /// Such a user was restored after its AD object left the sync. Entra ID still counts it as synced from AD: changes
    /// may be refused, values from AD go stale, and it is joined again as soon as AD sends its anchor.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,False
    /// ```
    ///
    /// ## Not reported
    ///
    /// A user that Graph says nothing of, and every user of an admin center's export:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com,,False
    /// ```
    ///
    /// ## What to do
    ///
    /// If AD is to master it, bring the AD object back into scope; if that is in scope and something keeps it from joining,
    /// put that right first. If AD is not to master it, clear the on-premises attributes
    /// (Clear-ADSyncToolsOnPremisesAttribute) and check that it worked; Microsoft describes that for cloud-only users only.
    ///
    /// ## Limits
    ///
    /// Why the user left the scope is not in the files: a filter, another unit, or a deletion in AD.
    {
        id: "left-scope-leftover",
        title: "Left the sync, kept the anchor",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &[
            "onPremisesSyncEnabled false",
            "InvalidHardMatch",
            "DeletingCloudOnlyObjectNotAllowed",
            "0x8023134a",
            "This synchronization operation, Delete, is not valid. Contact Technical Support.",
        ],
        sources: &[pages::SYNC_ERRORS, pages::CLEAR_ATTRIBUTES],
        needs: &[Need::Cloud(Attribute::SyncEnabled), Need::Cloud(Attribute::ImmutableId)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// The next sync joins it again.
const RETURNS: u8 = 0;
/// No AD object that the sync takes along has the anchor.
const GONE: u8 = 1;
/// One has it, and something keeps the two from joining.
const BLOCKED: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let cloud = context.join.cloud();
    let has_left = |&object: &ObjectId| {
        context.join.is_live_user(object)
            && cloud.boolean(object, Attribute::SyncEnabled) == Ok(Some(false))
            && cloud.text(object, Attribute::ImmutableId).is_some()
    };
    let leftovers: Vec<ObjectId> = cloud.objects().filter(has_left).collect();
    if leftovers.is_empty() {
        return;
    }
    let is_blocked = |decision: &Decision| {
        decision.outcome == Outcome::HardMatchBlocked && decision.by == Some(MatchKey::SourceAnchor)
    };
    let blocked: FxHashMap<ObjectId, ObjectId> = (context.joins.iter())
        .filter(|(_, decision)| is_blocked(decision))
        .filter_map(|(object, decision)| Some((decision.cloud?, object)))
        .collect();
    for account in leftovers {
        let returns = context.joins.partner(account).map(|object| (object, RETURNS));
        if let Some((object, case)) = returns.or_else(|| blocked.get(&account).map(|&object| (object, BLOCKED))) {
            let owners = [Owner::cloud(account), Owner::on_premises(object)];
            let confidence = context.joins.decision(object).confidence;
            sink.add(Severity::Info, confidence, &owners, Attribute::ImmutableId, case);
        } else {
            sink.add(Severity::Medium, Confidence::Certain, &[Owner::cloud(account)], Attribute::ImmutableId, GONE);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let anchor = context.shown(finding, owners);
    let message = format!("{name} is not synced any more and still carries the source anchor {anchor}.");
    match owners.get(1) {
        Some(&partner) if finding.case == BLOCKED => Explanation::new(
            message,
            format!(
                "The account was synced before. {} in AD has the anchor, and something keeps the two from joining, which \
                 another finding tells.",
                words::name(context, partner)
            ),
            "Put that right first, and clear nothing of the account before you know whose it is.",
        ),
        Some(&partner) => Explanation::new(
            message,
            "The account was synced before. Its AD object is in the files and in scope, so the next sync joins the two again \
             and overwrites what AD has values for.",
            "Nothing, if that is wanted. Compare the addresses of both sides first, because AD's replace the cloud's.",
        )
        .if_you_sync(vec![
            format!("{name} is synced again."),
            format!("{} joins it by anchor.", words::name(context, partner)),
        ]),
        None => Explanation::new(
            message,
            "Entra ID still counts the account as one from AD. Changes in the cloud may be refused, its on-premises values go \
             stale, and it is joined again as soon as AD sends this anchor.",
            "Bring its AD object back into scope, or clear the account's on-premises attributes with \
             Clear-ADSyncToolsOnPremisesAttribute and check the result. Try it on one account first.",
        ),
    }
}
