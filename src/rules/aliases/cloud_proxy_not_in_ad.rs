//! Finds SMTP addresses of a cloud account that nothing in AD explains. Where a join would take them away, a rule about
//! joins may lead.

use super::shared;
use crate::forecast::{LoginReason, Text};
use crate::rules::prelude::*;

rule! {
    /// A cloud account has an address that AD does not list and that Entra ID does not make by itself.
    ///
    /// ## What it does
    ///
    /// Works out which addresses the account has after the next calculation: those that AD lists, its mail where it lists
    /// none, the UPN of a mailbox, and the address in the onmicrosoft.com domain. It finds the SMTP addresses that the
    /// account has today and that are not among them. A UPN that AD replaces with the next sync takes its address with it.
    ///
    /// ## Why it matters
    ///
    /// AD decides the addresses of a synced account. When an account is joined for the first time, addresses that only the
    /// cloud has are gone, and mail to them bounces. On an account that is synced already the address is left over, and
    /// may vanish with the next change.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,a@contoso.com,SMTP:a@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:a@contoso.com|smtp:promo@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// The UPN, the address in the onmicrosoft.com domain, SIP, SPO and X500 addresses, and mailboxes whose addresses are
    /// mastered in the cloud:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,info@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:info@contoso.com|smtp:a@contoso.com|smtp:a@contoso.onmicrosoft.com|SIP:x@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// If the person needs the address, add it to proxyAddresses in AD, before a join in any case. If not, it needs no
    /// care.
    ///
    /// ## Limits
    ///
    /// Where AD does not export proxyAddresses, nothing is known of what is missing there. Which accounts have a mailbox is
    /// not in every export.
    {
        id: "cloud-proxy-not-in-ad",
        title: "Cloud address missing in AD",
        group: Group::MissingAlias,
        severity: Severity::Info,
        fix: FixKind::Script,
        search_terms: &["proxyAddresses removed after sync", "alias lost after soft match", "EmailAddresses"],
        sources: &[pages::PROXY_ADDRESSES, pages::EXISTING_TENANT],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["match-overwrites-cloud-data", "domain-rebrand"],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The join is still to come, and takes the address away.
const LOST_ON_JOINING: u8 = 1;
/// They are joined, and the address is there all the same.
const LEFT_OVER: u8 = 2;
/// It is there as the UPN, which AD replaces.
const LOST_WITH_LOGIN: u8 = 3;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let own = index.on_premises.addresses(pair.on_premises.object);
    let today = index.cloud.addresses(pair.cloud.object);
    // Most accounts end here: AD lists everything but the address in the initial domain.
    let mut missing = today.iter().map(|address| address.key).filter(|&key| !shared::lists(own, key)).peekable();
    if missing.peek().is_none() {
        return;
    }
    let moeras: Vec<Key> = shared::in_initial_domain(context, pair.cloud.object).collect();
    if missing.all(|key| moeras.contains(&key)) {
        return;
    }
    let is_told = pair.on_premises.cell(Attribute::ProxyAddresses).is_known()
        && pair.cloud.cell(Attribute::ProxyAddresses).is_known()
        && (!own.is_empty() || pair.on_premises.cell(Attribute::Mail).is_known());
    if !is_told || shared::is_mastered_in_cloud(pair) {
        return;
    }
    let Some(forecast) = pair.forecast() else { return };
    let login = forecast.login.value.as_ref();
    let login_today = index.cloud.login(pair.cloud.object).filter(|_| pair.is_synced());
    let is_replaced = matches!(forecast.login.reason, LoginReason::FromOnPremises | LoginReason::Replaced)
        && login.is_some_and(|login| login.key() != login_today);
    for key in forecast.lost(&context.join) {
        let is_login_today = login_today == Some(key);
        let is_expected = shared::lists(own, key)
            || (is_login_today && !is_replaced)
            || login.and_then(Text::key) == Some(key)
            || moeras.contains(&key);
        let (severity, case) = match (pair.is_synced(), is_login_today) {
            (false, _) => (Severity::High, LOST_ON_JOINING),
            (true, true) => (Severity::Medium, LOST_WITH_LOGIN),
            (true, false) => (Severity::Info, LEFT_OVER),
        };
        if !is_expected {
            sink.add(severity, forecast.confidence, &[pair.cloud.owner, pair.on_premises.owner], key, case);
        }
    }
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let names = words::names(context, owners);
    let note = remedy::make_sure(&names[1], &names[0]);
    let fix = remedy::take_on_fix(context, owners[1], remedy::spelt(context, owners[0], key), &note);
    // The account has the address, and AD confirms it.
    let as_it_is = |fix: Fix| match finding.case {
        LEFT_OVER => Fix::safe(fix.title, fix.changes),
        _ => fix,
    };
    fix.map(as_it_is).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    if finding.case == LOST_ON_JOINING {
        Explanation::new(
            format!("The account of {name} has {address}, and AD does not list it. The join takes it away."),
            "AD decides the addresses of a synced account. Mail to an address that only the cloud has bounces afterwards.",
            format!("Add {address} to proxyAddresses in AD before the sync, if {name} is to keep it."),
        )
        .if_you_sync(vec![format!("{name} loses {address}.")])
    } else if finding.case == LOST_WITH_LOGIN {
        Explanation::new(
            format!("The account of {name} has {address}, its UPN until now, and AD does not list it."),
            "AD has another UPN. Once that has synced, the former one is no longer an address, and mail to it bounces.",
            format!("Add {address} to proxyAddresses in AD before the change syncs, if {name} is to keep it."),
        )
        .if_you_sync(vec![format!("{name} loses {address}.")])
    } else {
        Explanation::new(
            format!("The account of {name} has {address}, which AD does not list."),
            "AD decides the addresses of a synced account, so nothing explains this one. It may vanish with the next change \
             of the addresses.",
            format!("Add {address} to proxyAddresses in AD, if {name} needs it."),
        )
    }
}
