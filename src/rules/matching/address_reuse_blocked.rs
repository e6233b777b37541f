//! Finds addresses that RM Unify will not give to a user, because somebody else has or had them. What RM Unify gave out and
//! took back before is in no file.

use crate::join::claims::{Claim, Role};
use crate::model::{case_key, domain};
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
        sources: &[Reference {
            title: "RM Support: RM Unify, how e-mail addresses follow a change of user name (TEC4024768)",
            date: "2025",
        }],
        needs: &[Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

const LIVE: u8 = 1;
const DELETED: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    if !context.join.settings.rm_unify.value || subject.kind != ObjectKind::User {
        return;
    }
    let Some(key) = wanted(context, subject) else { return };
    let cloud = context.join.cloud();
    let decision = context.joins.decision(subject.object);
    let own = decision.cloud.filter(|_| decision.outcome.is_join());
    let holds = |claim: &Claim| {
        claim.side() == Side::Cloud
            && matches!(claim.role(), Role::Login | Role::PrimaryAddress | Role::SecondaryAddress)
    };
    let mut holders: Vec<ObjectId> =
        context.join.index.claims.of(key).iter().filter(|claim| holds(claim)).map(|claim| claim.object()).collect();
    holders.dedup();
    if holders.is_empty() || own.is_some_and(|own| holders.contains(&own)) {
        return;
    }
    // A user with an account may have been opted out of following its account name.
    let is_explicit = context.join.settings.rm_unify_email_attribute.value.is_some();
    let confidence = if own.is_some() && !is_explicit { Confidence::Possible } else { Confidence::Likely };
    let case = if holders.iter().all(|&holder| cloud.is_deleted(holder)) { DELETED } else { LIVE };
    let mut owners = vec![subject.owner];
    owners.extend(holders.into_iter().map(Owner::cloud));
    sink.add(Severity::High, confidence.and(decision.confidence), &owners, key, case);
}

/// The address that RM Unify would give the user. One that stands in no file is nobody's.
fn wanted(context: &RuleContext<'_>, subject: Subject<'_>) -> Option<Key> {
    let settings = context.join.settings;
    let keys = &context.join.index.keys;
    if let Some(attribute) = settings.rm_unify_email_attribute.value {
        return keys.find(&case_key::fold(subject.text(attribute)?));
    }
    let federated = &settings.federated_domains.value;
    let name = if let [one] = federated.as_slice() {
        one.as_str()
    } else {
        let login = context.join.index.on_premises.login(subject.object)?;
        domain::of(context.text(login)).filter(|name| federated.iter().any(|known| known == name))?
    };
    let account_name = case_key::fold(subject.text(Attribute::SamAccountName)?).into_owned();
    keys.find(&(account_name + "@" + name))
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
