//! Finds sign-in names in public domains that the tenant has not verified. Domains that nobody can verify are another rule's
//! question.

use crate::forecast;
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// An AD user's UPN is in a domain that the tenant has not verified.
    ///
    /// ## What it does
    ///
    /// Looks at the domain of the sign-in name of every user that syncs, and compares it with the tenant's verified domains.
    ///
    /// ## Why it matters
    ///
    /// Entra ID replaces such a UPN with `alias@name.onmicrosoft.com`. People then sign in with a name that nobody told them,
    /// and an account under the right name is not found. Once the domain is verified, the UPN is applied without a new
    /// change in AD.
    ///
    /// ## Example
    ///
    /// ```settings
    /// verifiedDomains=contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,lee,Lee Sperry,lee@fabrikam.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```settings
    /// verifiedDomains=contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@Contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bill,Bill Ray,bill@contoso.local
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the domain to the tenant and verify it, or give the user a UPN in a verified domain.
    ///
    /// ## Limits
    ///
    /// Without the tenant's list of domains they are inferred from the UPNs in the cloud. A verified domain that no account
    /// uses is not seen then, so the finding is likely. Where nothing is known of the domains, nothing is reported.
    {
        id: "upn-unverified-suffix",
        title: "UPN in an unverified domain",
        group: Group::ValueThatWillNotSync,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "UPN suffix not verified",
            "onmicrosoft.com user name",
            "UPN suffix Not Added",
            "Confirm-MgDomain",
        ],
        sources: &[pages::UPN_POPULATION, pages::SHADOW_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| remedy::other_suffix(context, owners[0], finding.value.key()),
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let Some(key) = context.join.index.on_premises.login(user.object) else { return };
    let Some(suffix) = domain::of(context.text(key)) else { return };
    let settings = context.join.settings;
    if settings.is_verified(suffix) == Some(false) && domain::is_well_formed(suffix) && !domain::is_non_routable(suffix)
    {
        let is_given = settings.verified_domains.origin == Origin::Given;
        let confidence = if is_given { Confidence::Certain } else { Confidence::Likely };
        sink.add(Severity::High, confidence, &[user.owner], key, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let suffix = context.shown_domain(finding, owners);
    let own_domain = domain::of(context.value(finding, owners)).unwrap_or_default();
    let settings = context.join.settings;
    let attribute = settings.login_id_attribute.value;
    let (not_verified, first) = words::not_verified(context, &suffix);
    let message = match (context.join.on_premises().text(owners[0].object, attribute), attribute) {
        (None, _) => format!("{name} has no UPN and would be sent as {login}. {not_verified}"),
        (Some(_), Attribute::UserPrincipalName) => {
            format!("{name} has the UPN {login}. {not_verified}")
        }
        (Some(_), other) => {
            format!("{name} signs in with {login} ({}). {not_verified}", other.name())
        }
    };
    let is_parent = |parent: &String| own_domain.strip_suffix(parent.as_str()).is_some_and(|rest| rest.ends_with('.'));
    let parent = settings.verified_domains.value.iter().flatten().find(|parent| is_parent(parent));
    let what_to_do = match parent {
        Some(parent) => {
            format!(
                "{first}Add {suffix} to the tenant; its parent {parent} is verified. Or give the user a UPN in {parent}."
            )
        }
        None => format!(
            "{first}Add {suffix} to the tenant and verify it, or give the user a UPN in a verified domain in AD."
        ),
    };
    let forecast = forecast::of(&context.join, context.joins, owners[0].object);
    let made = forecast.and_then(|forecast| forecast.login.value);
    let if_you_sync = match made {
        Some(made) => format!("{name} signs in with {}.", words::shown(made.text(&context.join.index.keys))),
        None => format!("{name} signs in with a name in the onmicrosoft.com domain."),
    };
    Explanation::new(
        message,
        "Entra ID replaces a UPN in such a domain with one in the onmicrosoft.com domain, and an account under the right name is \
         not found. Once the domain is verified, the UPN is applied by itself.",
        what_to_do,
    )
    .if_you_sync(vec![if_you_sync])
}
