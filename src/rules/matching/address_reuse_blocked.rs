//! Finds addresses that RM Unify will not give to a user, because somebody else has or had them. What RM Unify gave out and
//! took back before is in no file.

use crate::join::rm_unify::{self, Ground};
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// RM Unify will not give a user the address it wants, because somebody else has or had it.
    ///
    /// ## What it does
    ///
    /// Where RM Unify is in use, takes the address that each AD user should get: the value of the chosen e-mail attribute,
    /// or the account name in the federated domain. If another account holds it, live or deleted, it names both.
    ///
    /// ## Why it matters
    ///
    /// RM Unify protects the mailbox of the one who had the address first: the user does not get it, or keeps the old one
    /// after a change of name.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,jdoe,Jane Doe,jane.doe@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,john@contoso.com,John Doe,Member,SMTP:john@contoso.com|smtp:jdoe@contoso.com
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// The user has the address already:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,jdoe,Jane Doe,jdoe@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,jdoe@contoso.com,Jane Doe,Member,SMTP:jdoe@contoso.com
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Choose another account name or address for the user. If the address is to change hands after all, that is a case for
    /// RM's support.
    ///
    /// ## Limits
    ///
    /// Addresses of users who were deleted for good are in no file, but still count for RM Unify. A user that was opted out
    /// of following the account name is not told apart from one that was renamed.
    {
        id: "address-reuse-blocked",
        title: "Address not given out again",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["RM Unify email address not updated", "RM Unify username change", "address already in use"],
        sources: &[pages::RM_USERNAME],
        needs: &[Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

const LIVE: u8 = 1;
const DELETED: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let Some(lookup) = rm_unify::look_up(&context.join, subject.object, decision) else { return };
    let case = match lookup.ground {
        Ground::AnotherAccount => LIVE,
        Ground::DeletedAccount => DELETED,
        _ => return,
    };
    let Some(key) = lookup.wanted.ok().and_then(|address| context.join.index.keys.find(&case_key::fold(&address)))
    else {
        return;
    };
    // A user with an account may have been opted out of following its account name.
    let is_explicit = context.join.settings.rm_unify_email_attribute.value.is_some();
    let has_account = decision.cloud.is_some() && decision.outcome.is_join();
    let confidence = if has_account && !is_explicit { Confidence::Possible } else { Confidence::Likely };
    let mut owners = vec![subject.owner];
    owners.extend(lookup.holders.into_iter().map(Owner::cloud));
    sink.add(Severity::High, confidence.and(decision.confidence), &owners, key, case);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::names(context, owners);
    let own = &names[0];
    let holders = words::list(&names[1..]);
    let state = if finding.case == DELETED { "which is deleted and still counts" } else { "which is in use" };
    let mut if_you_sync = vec![format!("{own} does not get {address}.")];
    if_you_sync.extend(names[1..].iter().map(|name| format!("{name} keeps it. Nothing changes there.")));
    Explanation::new(
        format!("{own} should get {address} from RM Unify, but it belongs to the account of {holders}, {state}."),
        "RM Unify gives an address to nobody else once somebody had it, so that mail does not reach the wrong person.",
        format!("Choose another account name or address for {own}. If {address} is to change hands, ask RM's support."),
    )
    .if_you_sync(if_you_sync)
    .likely_owner(Some((1, format!("{} had the address first.", names[1]))))
}
