//! Finds AD users whose anchor leads to one account, while address and UPN both lead to another. Who is who is not in the
//! files.

use super::shared;
use crate::rules::prelude::*;

rule! {
    /// An AD user's source anchor leads to one account, its address and UPN to another.
    ///
    /// ## What it does
    ///
    /// For every AD user whose anchor an account has, looks up the primary address and the UPN. If both lead to one and the
    /// same live account, and that is another one, it names all three.
    ///
    /// ## Why it matters
    ///
    /// The anchor wins. If it stands on the wrong account, one person's name, address and password land in another's
    /// account. The values then collide with the account that has them.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// Only the address leads elsewhere:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com,SMTP:info@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,desk@contoso.com,Desk,Member,SMTP:info@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Stop the sync. Find out by SID, licences and mailbox who is who, then move the anchor to the right account.
    ///
    /// ## Limits
    ///
    /// It may also be two accounts of one person. The files do not tell.
    {
        id: "anchor-on-wrong-person",
        title: "Anchor on the wrong account",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["hard match wrong user", "ImmutableId wrong user", "AttributeValueMustBeUnique"],
        sources: &[pages::EXISTING_TENANT, pages::HARD_MATCH_CHANGES],
        needs: &[
            Need::OnPremises(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::ImmutableId),
            Need::Cloud(Attribute::ProxyAddresses),
        ],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

const SYNCED: u8 = 1;
const PENDING: u8 = 2;
/// Something keeps the two from joining.
const BLOCKED: u8 = 3;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let Some(other) = shared::other_person(context, subject.object, decision) else { return };
    let Some(cloud) = decision.cloud else { return };
    if !shared::is_anchor_at_fault(context, subject.object, decision, other) {
        return;
    }
    let identities = &context.join.index.on_premises;
    let case = if !decision.outcome.is_join() {
        BLOCKED
    } else if decision.outcome.is_pending_join() {
        PENDING
    } else {
        SYNCED
    };
    let confidence = identities.primary_source(subject.object).confidence();
    let owners = [subject.owner, Owner::cloud(cloud), Owner::cloud(other)];
    sink.add(Severity::High, confidence, &owners, identities.primary(subject.object), case);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, held, other) = (&names[0], &names[1], &names[2]);
    let login = context.join.index.on_premises.login(owners[0].object);
    let login = login.map(|key| words::shown(context.text(key))).unwrap_or_default();
    let sids = match context.join.sids_agree(owners[0].object, owners[1].object) {
        Some(true) => " The account with the anchor carries the user's SID, which speaks for the anchor.",
        Some(false) => " The account with the anchor carries another SID, which speaks against the anchor.",
        None => "",
    };
    let if_you_sync = match finding.case {
        PENDING => vec![
            format!("{own} takes over the account of {held}."),
            format!("{held} is overwritten with the values of {own}."),
            format!("{other} keeps {address}, so that {own} goes without it."),
        ],
        BLOCKED => vec![format!("{own} does not join, because something else blocks it.")],
        _ => vec![
            format!("{own} stays joined to the account of {held}."),
            format!("{held} does not get the values that {other} has."),
            format!("{other} keeps {address}."),
        ],
    };
    Explanation::new(
        format!(
            "The source anchor of {own} in AD leads to the account of {held}, but its primary address {address} and its UPN \
             {login} lead to the account of {other}."
        ),
        format!(
            "The anchor wins over address and UPN. If it stands on the wrong account, one person gets into another's account.{sids}"
        ),
        "Stop the sync. Find out by names, SID, licences and mailbox who is who. If the anchor is on the wrong account, remove it \
         there and give it to the right one before you sync again.",
    )
    .if_you_sync(if_you_sync)
}
