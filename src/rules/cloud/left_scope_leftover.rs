//! Finds cloud users that were synced once, left the scope of the sync and kept their anchor. Only Graph tells this; the
//! admin center's export writes the same for accounts that were never synced.

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
    /// If AD is to master it, bring the AD object back into scope. If not, clear the on-premises attributes
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
        check: Check::EachCloud(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let has_left = user.is_live_user() && user.boolean(Attribute::SyncEnabled) == Ok(Some(false));
    if !has_left || user.text(Attribute::ImmutableId).is_none() {
        return;
    }
    match context.joins.partner(user.object) {
        // It comes back by itself.
        Some(object) => {
            let owners = [user.owner, Owner::on_premises(object)];
            let confidence = context.joins.decision(object).confidence;
            sink.add(Severity::Info, confidence, &owners, Attribute::ImmutableId, 0);
        }
        None => sink.add(Severity::Medium, Confidence::Certain, &[user.owner], Attribute::ImmutableId, 0),
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let anchor = context.shown(finding, owners);
    let message = format!("{name} is not synced any more and still carries the source anchor {anchor}.");
    match owners.get(1) {
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
