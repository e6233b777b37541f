//! Finds AD users whose UPN is not their primary address in AD. A rule about the cloud's values leads where it tells the same.

use crate::model::domain;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// An AD user’s UPN is not the primary address that AD has.
    ///
    /// ## What it does
    ///
    /// Compares the UPN with the primary address, for every user that syncs and has both, without regard to letter case. UPNs
    /// in domains that the tenant cannot use are left out; they are replaced anyway.
    ///
    /// ## Why it matters
    ///
    /// Microsoft recommends that both are the same. People type their address where a program asks for the UPN.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a.lee@contoso.com,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,Ann.Lee@contoso.com,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the user the address as UPN, or the UPN as primary address. A new UPN changes the OneDrive address and may ask for a
    /// new sign-in on phones.
    ///
    /// ## Limits
    ///
    /// Where proxyAddresses is not exported, mail stands in for the primary address.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "upn-mail-drift",
        title: "UPN and address differ in AD",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["UPN different from primary SMTP address", "sign-in name and email address"],
        sources: &[pages::UPN_CHANGES, pages::PREPARE],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["upn-vs-primary-smtp", "upn-differs-ad-cloud", "ad-upn-changed-cloud-stale", "ad-upn-pending", "quarantined-upn", "federated-domain-change", "primary-differs", "domain-rebrand"],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    let mut deviations = Deviations::default();
    for user in convention::in_scope(context).filter(|user| user.kind == ObjectKind::User) {
        let (Some(login), Some(primary)) = (identities.login(user.object), identities.primary(user.object)) else {
            continue;
        };
        let suffix = domain::of(context.text(login)).unwrap_or_default();
        if domain::is_non_routable(suffix) || context.join.settings.is_verified(suffix) == Some(false) {
            continue;
        }
        deviations.compare();
        if login != primary {
            let decision = context.joins.decision(user.object);
            let cloud = decision.cloud.filter(|_| decision.outcome.is_join()).map(Owner::cloud);
            let confidence = identities.primary_source(user.object).confidence();
            deviations.add(Severity::Low, confidence, (user.owner, cloud), login, 0);
        }
    }
    deviations.tell(sink);
}

/// The primary address becomes the UPN, or the other way round.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let own = owners[0];
    if !remedy::is_settled(context, own) {
        return Vec::new();
    }
    let as_login = remedy::primary_text(context, own).and_then(|primary| remedy::sign_in_as(context, own, primary));
    // A UPN that is on its way to the account may yet be refused there.
    let account = remedy::counterpart(context, own);
    let is_there = account.is_none_or(|account| context.join.index.cloud.login(account.object) == Some(key));
    let as_primary = is_there.then(|| remedy::primary_fix(context, own, remedy::spelt(context, own, key)));
    as_login.into_iter().chain(as_primary.flatten()).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str =
        "Microsoft recommends that both are the same. People type their address where a program asks for the UPN.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        return Explanation::new(
            format!("The UPNs of most users in AD are not their primary addresses, for example {examples}."),
            WHY,
            "Nothing at once. Plan a change of UPNs for all, not one by one.",
        );
    }
    let (name, login) = (words::name(context, owners[0]), context.shown(finding, owners));
    let primary = context.join.index.on_premises.primary(owners[0].object).map(|key| context.text(key));
    let primary = words::shown(primary.unwrap_or_default());
    Explanation::new(
        format!("{name} has the UPN {login} and the primary address {primary} in AD."),
        WHY,
        format!("Make {primary} the UPN in AD, or {login} the primary address."),
    )
}
