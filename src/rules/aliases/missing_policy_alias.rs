//! Finds AD users without an address in a domain in which everybody should have one. Which domains these are is a setting.

use super::shared;
use crate::model::{case_key, domain};
use crate::rules::prelude::*;

rule! {
    /// An AD user has no address in a domain in which each user should have one.
    ///
    /// ## What it does
    ///
    /// Runs where the setting aliasPolicyDomains names domains. For every user that syncs and has a primary address, looks
    /// for an address in each of them whose name is that of the primary address or the alias.
    ///
    /// ## Why it matters
    ///
    /// Mail to the person in that domain bounces, although the organisation promises the address.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```settings
    /// aliasPolicyDomains=fabrikam.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:ann@fabrikam.com
    /// ```
    ///
    /// ```settings
    /// aliasPolicyDomains=fabrikam.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Change the e-mail address policy, or add the address to proxyAddresses in AD. First look whether another object has
    /// it; the finding names one that does.
    ///
    /// ## Limits
    ///
    /// Users without a primary address are left out. An address in the domain under another name does not count.
    {
        id: "missing-policy-alias",
        title: "No address in policy domain",
        group: Group::MissingAlias,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["email address policy", "Set-EmailAddressPolicy", "Update-EmailAddressPolicy"],
        sources: &[pages::PREPARE, pages::NO_ROUTING_ADDRESS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::AliasPolicyDomains],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    if context.join.settings.alias_policy_domains.value.is_empty()
        || user.kind != ObjectKind::User
        || !user.cell(Attribute::ProxyAddresses).is_known()
    {
        return;
    }
    let identities = &context.join.index.on_premises;
    let Some(primary) = identities.primary(user.object) else { return };
    if missing(context, user.object, primary).next().is_some() {
        let confidence = identities.primary_source(user.object).confidence();
        sink.add(Severity::Low, confidence, &[user.owner], primary, 0);
    }
}

/// The domains of the policy in which the user has no address of the right name.
fn missing<'a>(context: &'a RuleContext<'_>, object: ObjectId, primary: Key) -> impl Iterator<Item = &'a str> {
    let addresses = context.join.index.on_premises.addresses(object);
    let alias = context.join.on_premises().text(object, Attribute::MailNickname);
    let name = shared::local(context.text(primary));
    let is_right = move |address: &str, wanted: &str| {
        domain::of(address) == Some(wanted)
            && (shared::local(address) == name
                || alias.is_some_and(|alias| case_key::equal(alias, shared::local(address))))
    };
    let has = move |wanted: &str| {
        is_right(context.text(primary), wanted)
            || addresses.iter().any(|address| is_right(context.text(address.key), wanted))
    };
    let domains = context.join.settings.alias_policy_domains.value.iter();
    domains.map(String::as_str).filter(move |wanted| !has(wanted))
}

/// All that are missing at once, if nobody has any of them.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let (own, Some(key)) = (owners[0], finding.value.key()) else { return Vec::new() };
    let name = shared::local(context.text(key));
    let wanted: Vec<String> = missing(context, own.object, key).map(|suffix| format!("{name}@{suffix}")).collect();
    let mut changes = Vec::new();
    for address in &wanted {
        let Some(fix) = remedy::take_on_fix(context, own, address, "") else { return Vec::new() };
        changes.extend(fix.changes.into_iter().filter(|change| !changes.contains(change)).collect::<Vec<_>>());
    }
    let shown: Vec<String> = wanted.iter().map(|address| words::shown(address)).collect();
    let title = format!("Add {} to {}", words::list(&shown), words::name(context, own));
    vec![Fix::review(title, "Where an e-mail address policy makes such addresses, change the policy.", changes)]
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, primary) = (words::name(context, owners[0]), context.shown(finding, owners));
    let key = finding.value.key();
    let domains: Vec<String> =
        key.map(|key| missing(context, owners[0].object, key).map(str::to_owned).collect()).unwrap_or_default();
    let wanted: Vec<String> = domains
        .iter()
        .map(|suffix| format!("{}@{suffix}", shared::local(&words::shown(context.value(finding, owners)))))
        .collect();
    let own_cloud = context.joins.decision(owners[0].object).cloud;
    let holders: Vec<String> = wanted
        .iter()
        .filter_map(|address| {
            let claims = context.join.index.claims.of(context.join.index.keys.find(address)?).iter();
            let holder = claims.filter(|claim| claim.role().is_address()).map(|claim| match claim.side() {
                Side::OnPremises => Owner::on_premises(claim.object()),
                Side::Cloud => Owner::cloud(claim.object()),
            });
            let is_own =
                |owner: &Owner| *owner == owners[0] || (owner.side == Side::Cloud && Some(owner.object) == own_cloud);
            let holder = holder.into_iter().find(|owner| !is_own(owner))?;
            Some(format!("{} has {address}.", words::name(context, holder)))
        })
        .collect();
    let what_to_do = if holders.is_empty() {
        format!("Add {} in AD, by the e-mail address policy or by hand.", words::list(&wanted))
    } else {
        format!("{} Decide who gets it before you add anything.", holders.join(" "))
    };
    Explanation::new(
        format!("{name} ({primary}) has no address in {}.", words::list(&domains)),
        "The settings say that each user has an address there. Mail to it bounces.",
        what_to_do,
    )
}
