//! Finds sign-in names in domains that no tenant can verify, such as contoso.local. Whether a public domain is verified
//! is another rule's question.

use crate::model::domain;
use crate::rules::prelude::*;

rule! {
    /// An AD user's UPN is in a domain that exists only inside the network.
    ///
    /// ## What it does
    ///
    /// Looks at what comes after the @ of the UPN of every user that syncs. A name without a dot, and one that ends in
    /// `local`, `lan`, `internal`, `intranet`, `corp`, `home`, `localdomain`, `test`, `invalid` or `example`, can never be
    /// verified by a tenant. A user without a UPN is sent as `sAMAccountName@domain`, which counts as well.
    ///
    /// ## Why it matters
    ///
    /// Entra ID replaces such a UPN with one in the tenant's onmicrosoft.com domain. People then sign in with a name that
    /// nobody told them, and an account that exists under the right name is not found: a second one is created.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,bill,Bill Ray,bill@contoso.local
    /// ```
    ///
    /// ## Not reported
    ///
    /// A public domain, whether the tenant has verified it or not:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,bill,Bill Ray,bill@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the public domain as a UPN suffix in AD (Active Directory Domains and Trusts, or Set-ADForest), and give the
    /// users a UPN in it.
    ///
    /// ## Limits
    ///
    /// New public top-level domains appear all the time, so an unknown ending is not reported.
    {
        id: "ad-upn-nonroutable",
        title: "UPN in an internal domain",
        group: Group::ValueThatWillNotSync,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["TopLevelDomain", "non-routable domain", "UPN suffix onmicrosoft.com"],
        sources: &[pages::NONROUTABLE, pages::UPN_CHANGES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| remedy::other_suffix(context, owners[0], finding.value.key()),
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let Some(key) = context.join.index.on_premises.login(user.object) else { return };
    if domain::of(context.text(key)).is_some_and(domain::is_non_routable) {
        sink.add(Severity::High, Confidence::Certain, &[user.owner], key, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let suffix = context.shown_domain(finding, owners);
    let has_upn = context.join.on_premises().text(owners[0].object, Attribute::UserPrincipalName).is_some();
    let initial = context.join.settings.initial_domain.value.as_deref().unwrap_or("the onmicrosoft.com domain");
    Explanation {
        message: if has_upn {
            format!("{name} has the UPN {login}. The domain {suffix} exists only inside the network.")
        } else {
            format!("{name} has no UPN and would be sent as {login}. That domain exists only inside the network.")
        },
        why: format!(
            "No tenant can verify such a domain. Entra ID replaces the UPN with one in {initial}, and an account under the \
             right name is not found."
        ),
        what_to_do: "Add your public domain as a UPN suffix in AD, and give the user a UPN in it.".to_owned(),
        if_you_sync: vec![format!("{name} signs in with a name in {initial}.")],
        likely_owner: None,
    }
}
