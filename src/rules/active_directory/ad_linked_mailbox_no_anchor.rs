//! Finds linked mailboxes for which no user of the account forest is in the files.

use super::shared_values::holders;
use crate::join::Reason;
use crate::join::claims::Role;
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// A linked mailbox does not sync, and no user that it belongs to is in the files.
    ///
    /// ## What it does
    ///
    /// Looks for users whose msExchRecipientTypeDetails is 2 (linked mailbox). The sync takes such an object along only
    /// together with the user in the account forest, from which it takes the source anchor. An AD user in the files with the
    /// same mail counts as that user.
    ///
    /// ## Why it matters
    ///
    /// Without its partner the mailbox has no source anchor and does not appear in Microsoft 365 at all.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,msExchRecipientTypeDetails
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,ann@contoso.com,2
    /// ```
    ///
    /// ## Not reported
    ///
    /// A linked mailbox whose user is there, and ordinary mailboxes:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,msExchRecipientTypeDetails
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@resource.contoso.com,ann@contoso.com,2
    /// user,22222222-2222-4222-8222-222222222222,ann,Ann Lee,ann@contoso.com,ann@contoso.com,
    /// user,33333333-3333-4333-8333-333333333333,bob,Bob Ray,bob@contoso.com,bob@contoso.com,1
    /// ```
    ///
    /// ## What to do
    ///
    /// Export and sync the account forest as well. If there is none any more, correct msExchRecipientTypeDetails.
    ///
    /// ## Limits
    ///
    /// msExchMasterAccountSid, by which the two really belong together, is not read. Partners without the same mail are not
    /// recognised, so the finding is likely.
    {
        id: "ad-linked-mailbox-no-anchor",
        title: "Linked mailbox without its user",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "linked mailbox not syncing",
            "msExchRecipientTypeDetails 2",
            "sourceAnchor NULL",
            "cloudFiltered",
        ],
        sources: &[pages::FILTERED, pages::DEFAULT_CONFIGURATION],
        needs: &[Need::OnPremises(Attribute::MsExchRecipientTypeDetails)],
        check: Check::EachOutOfScope(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, mailbox: Subject<'_>, sink: &mut Sink<'_>) {
    if !context.joins.decision(mailbox.object).reasons.contains(Reason::AdLinkedMailboxNoAnchor) {
        return;
    }
    let mail = mailbox.text(Attribute::Mail).map(case_key::fold);
    let key = mail.and_then(|mail| context.join.index.keys.find(&mail));
    let partners = key.map_or_else(Vec::new, |key| holders(context, key, |role| role == Role::Mail));
    let has_partner = partners
        .into_iter()
        .any(|other| context.join.on_premises().kind(other) == ObjectKind::User && context.is_in_scope(other));
    if !has_partner {
        let value = Attribute::MsExchRecipientTypeDetails;
        sink.add(Severity::Blocker, Confidence::Likely, &[mailbox.owner], value, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    Explanation::new(
        format!(
            "{name} is a linked mailbox (msExchRecipientTypeDetails is {}), and no user that it belongs to is in the files.",
            context.shown(finding, owners)
        ),
        "The sync takes the source anchor of a linked mailbox from the user in the account forest. Without that user it leaves \
         the mailbox out.",
        "Export and sync the account forest as well. If there is none any more, correct msExchRecipientTypeDetails in Exchange on \
         premises.",
    )
    .if_you_sync(vec![format!("{name} does not appear in Microsoft 365.")])
}
