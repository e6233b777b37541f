//! Finds what a pending join takes from an account: addresses that AD does not list, and another UPN. It is read off the
//! forecast. Other attributes are overwritten as well, but no export holds them all.

use crate::forecast::LoginReason;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// A join that is still to come takes an address or the UPN from an account.
    ///
    /// ## What it does
    ///
    /// For every pair that the next sync joins, compares the addresses and the UPN of the account today with what it will
    /// hold afterwards. Each address that is lost, and a UPN that changes, is one finding.
    ///
    /// ## Why it matters
    ///
    /// A join makes AD the master. Addresses that AD does not list disappear from the account, and mail to them bounces.
    /// Another UPN is another name to sign in with.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// AD lists every address of the account:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com|smtp:Info@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the account's addresses to proxyAddresses in AD before the sync runs. Tell people whose UPN changes.
    ///
    /// ## Limits
    ///
    /// Names, telephone numbers and other attributes that AD holds are overwritten too, with password hash sync also the
    /// password. If AD's addresses were not exported, nothing is said.
    {
        id: "match-overwrites-cloud-data",
        title: "Lost on joining",
        group: Group::LostOnJoining,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "soft match overwrites cloud attributes",
            "proxyAddresses removed after sync",
            "hard match takeover",
        ],
        sources: &[pages::EXISTING_TENANT, pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

const ADDRESS: u8 = 1;
const LOGIN: u8 = 2;
const BOTH: u8 = 3;

/// Does a finding of this rule say that an address is lost?
pub(in crate::rules) fn loses_address(finding: &Finding) -> bool {
    finding.case != LOGIN
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    if !pair.decision.outcome.is_pending_join() {
        return;
    }
    let Some(forecast) = pair.forecast() else { return };
    let login = changed_login(context, pair);
    let mut lost: Vec<Key> = forecast.lost(&context.join).collect();
    order::sort(&mut lost);
    lost.dedup();
    for &key in &lost {
        let case = if login == Some(key) { BOTH } else { ADDRESS };
        sink.add(Severity::High, forecast.confidence, &pair.owners(), key, case);
    }
    if let Some(key) = login.filter(|key| !lost.contains(key)) {
        sink.add(Severity::Medium, forecast.confidence, &pair.owners(), key, LOGIN);
    }
}

/// The UPN of today, where the account gets another one.
fn changed_login(context: &RuleContext<'_>, pair: &Pair<'_>) -> Option<Key> {
    let today = context.join.index.cloud.login(pair.cloud.object)?;
    let login = &pair.forecast()?.login;
    let is_told = matches!(login.reason, LoginReason::FromOnPremises | LoginReason::Replaced | LoginReason::Taken(_));
    let after = login.value.as_ref().filter(|_| is_told)?;
    (after.key() != Some(today)).then_some(today)
}

/// AD takes on what the account has.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let (own, account) = (owners[0], owners[1]);
    let value = remedy::spelt(context, account, key);
    let names = words::names(context, owners);
    let note = remedy::make_sure(&names[0], &names[1]);
    if finding.case == ADDRESS {
        return remedy::take_on_fix(context, own, value, &note).into_iter().collect();
    }
    let login = remedy::sign_in(context, own, value).filter(|_| remedy::is_one_person(context, own));
    let Some(login) = login else { return Vec::new() };
    let mut changes = vec![login];
    if finding.case == BOTH {
        changes.extend(remedy::take_on(context, own, &format!("smtp:{value}")).into_iter().flatten());
    }
    let title = format!("Give {} the UPN {} in AD, which the account has", names[0], words::shown(value));
    vec![Fix::review(title, note, changes)]
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, account) = (&names[0], &names[1]);
    let forecast = crate::forecast::of(&context.join, context.joins, owners[0].object);
    let login = forecast.as_ref().and_then(|forecast| forecast.login.value.as_ref());
    let login = login.map(|text| words::shown(text.text(&context.join.index.keys)));
    let becomes = login.map(|login| format!(" It becomes {login}.")).unwrap_or_default();
    let add = format!(
        "If the address is still needed, add smtp:{value} to proxyAddresses of {own} in AD before the sync runs."
    );
    let tell =
        "If the UPN is to stay, set it in AD before the sync runs. Else tell the person the new name to sign in with.";
    let (message, what_to_do, effect) = match finding.case {
        ADDRESS => (
            format!("When {own} in AD joins the account of {account}, the account loses {value}."),
            add,
            format!("{account} loses {value}. Mail to it bounces."),
        ),
        LOGIN => (
            format!("When {own} in AD joins the account of {account}, its UPN is no longer {value}.{becomes}"),
            tell.to_owned(),
            format!("{account} no longer signs in as {value}."),
        ),
        _ => (
            format!(
                "When {own} in AD joins the account of {account}, the account loses {value}, as its UPN and as an \
                 address.{becomes}"
            ),
            format!("{add} {tell}"),
            format!("{account} no longer signs in as {value}, and mail to it bounces."),
        ),
    };
    // What AD takes on for an account of another name would feed another person's.
    let what_to_do = if words::is_named_otherwise(context, owners[0], owners[1]) {
        format!("{} If they are not, keep them from joining. {what_to_do}", remedy::make_sure(own, account))
    } else {
        what_to_do
    };
    Explanation::new(
        message,
        "A join makes AD the master of the account: what AD holds replaces what the account has, and addresses that AD does not \
         list are removed.",
        what_to_do,
    )
    .if_you_sync(vec![format!("{own} takes the account over."), effect])
}
