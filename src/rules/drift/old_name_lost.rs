//! Finds AD objects that lost their former primary address. Where the cloud is told as well, the rule about both sides leads.

use crate::rules::aliases::{missing_old_name_alias, shared};
use crate::rules::prelude::*;

rule! {
    /// An AD object no longer lists the primary address that it had.
    ///
    /// ## What it does
    ///
    /// Compares the primary address in an older AD export with the addresses of today, for every object that syncs. Where the
    /// account in the cloud still has the address, or a rule about both sides tells of it, nothing is said here.
    ///
    /// ## Why it matters
    ///
    /// AD decides the addresses of a synced account. Once the change has synced, mail to the old address bounces.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann.lee@contoso.com|smtp:Ann.Ray@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the old address to proxyAddresses in AD as a secondary one, unless another object has it now.
    ///
    /// ## Limits
    ///
    /// It needs an older export with objectGUID. Addresses in domains that the tenant has not verified do not count.
    {
        id: "old-name-lost",
        title: "Former address not in AD",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["550 5.1.10 RecipientNotFound", "old email address after name change"],
        sources: &[pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::OlderExport],
        yields_to: &["missing-old-name-alias"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let Some(key) = finding.value.key() else { return Vec::new() };
            let note = "No object in the files has the address today. Mail to it arrives again then.";
            remedy::take_on_fix(context, owners[0], context.text(key), note).into_iter().collect()
        },
    }
}

fn check(context: &RuleContext<'_>, object: Subject<'_>, sink: &mut Sink<'_>) {
    if !object.cell(Attribute::ProxyAddresses).is_known() {
        return;
    }
    let Some((Some((key, sure)), _)) = missing_old_name_alias::former(context, object.object) else { return };
    let index = context.join.index;
    let decision = context.joins.decision(object.object);
    let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
    let is_in_cloud = cloud.is_some_and(|cloud| shared::lists(index.cloud.addresses(cloud), key));
    if !is_in_cloud && !shared::lists(index.on_premises.addresses(object.object), key) {
        sink.add(Severity::Medium, sure, &[object.owner], key, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, address) = (words::name(context, owners[0]), context.shown(finding, owners));
    let claims = finding.value.key().map_or(&[][..], |key| context.join.index.claims.of(key));
    let holder = claims.iter().find(|claim| claim.role().is_address()).map(|claim| match claim.side() {
        Side::OnPremises => Owner::on_premises(claim.object()),
        Side::Cloud => Owner::cloud(claim.object()),
    });
    Explanation::new(
        format!("{name} had the primary address {address}, and AD does not list it today."),
        "AD decides the addresses of a synced account. Mail to the old address bounces once the change has synced.",
        match holder.filter(|holder| *holder != owners[0]) {
            Some(holder) => format!("{} has {address} now, so it cannot be given back.", words::name(context, holder)),
            None => format!("Add smtp:{address} to proxyAddresses in AD."),
        },
    )
}
