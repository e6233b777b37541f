//! Finds a domain whose synced users all fell back to the onmicrosoft.com domain. Whether the domain was verified once is
//! not in the files.

use crate::model::order;
use rustc_hash::FxHashMap;

use super::evidence;
use crate::join::Outcome;
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// All synced users of a domain sign in with the onmicrosoft.com domain, because theirs is not verified.
    ///
    /// ## What it does
    ///
    /// Counts, for each public domain of AD that the tenant has not verified, the synced users that have it as UPN
    /// suffix. If there are at least five, and at least nine in ten have a UPN in the initial domain, the domain is
    /// reported once, with some of the users.
    ///
    /// ## Why it matters
    ///
    /// When a verified domain is removed, Entra ID works out the names of all its users anew. Nobody can sign in with the
    /// name they know, and addresses in the domain are stripped.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,u1,User 1,u1@fabrikam.com,u1@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,u2,User 2,u2@fabrikam.com,u2@contoso.com
    /// user,33333333-3333-4333-8333-333333333333,u3,User 3,u3@fabrikam.com,u3@contoso.com
    /// user,44444444-4444-4444-8444-444444444444,u4,User 4,u4@fabrikam.com,u4@contoso.com
    /// user,55555555-5555-4555-8555-555555555555,u5,User 5,u5@fabrikam.com,u5@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,onPremisesSyncEnabled
    /// aaaaaaa1-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u1@contoso.onmicrosoft.com,User 1,Member,u1@contoso.com,True
    /// aaaaaaa2-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u2@contoso.onmicrosoft.com,User 2,Member,u2@contoso.com,True
    /// aaaaaaa3-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u3@contoso.onmicrosoft.com,User 3,Member,u3@contoso.com,True
    /// aaaaaaa4-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u4@contoso.onmicrosoft.com,User 4,Member,u4@contoso.com,True
    /// aaaaaaa5-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u5@contoso.onmicrosoft.com,User 5,Member,u5@contoso.com,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// Single users in such a domain, which are told one by one:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,u1,User 1,u1@fabrikam.com,u1@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,onPremisesSyncEnabled
    /// aaaaaaa1-aaaa-4aaa-8aaa-aaaaaaaaaaaa,u1@contoso.onmicrosoft.com,User 1,Member,u1@contoso.com,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Verify the domain in the tenant, again or for the first time. The names then change back by themselves.
    ///
    /// ## Limits
    ///
    /// A domain that was never verified looks the same. Without the tenant's list of domains it is only possible.
    {
        id: "verified-domain-removed",
        title: "Domain no longer verified",
        group: Group::Drift,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &[
            "verified domain removed",
            "UPN changed to onmicrosoft.com",
            "audit log change user UPN domain",
        ],
        sources: &[pages::DOMAIN_CHANGES, pages::SHADOW_ATTRIBUTES],
        needs: &[
            Need::OnPremises(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::UserPrincipalName),
            Need::InitialDomain,
        ],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// How many users make it a fault of the domain.
const MANY: usize = 5;
/// How many of them a finding names.
const SHOWN: usize = 10;

/// The synced users of a domain, and those of them that fell back.
#[derive(Default)]
struct Users {
    all: usize,
    fallen: Vec<ObjectId>,
}

/// The synced users of every public domain that is not verified.
fn by_domain<'a>(context: &RuleContext<'a>) -> FxHashMap<&'a str, Users> {
    let index = context.join.index;
    let mut domains: FxHashMap<&str, Users> = FxHashMap::default();
    for (object, decision) in context.joins.iter().filter(|(_, d)| d.outcome == Outcome::AlreadySynced) {
        let logins = (index.on_premises.login(object), decision.cloud.and_then(|cloud| index.cloud.login(cloud)));
        let (Some(wanted), Some(today)) = logins else { continue };
        let Some(suffix) = domain::of(index.keys.text(wanted)) else { continue };
        if domain::is_non_routable(suffix) || context.join.settings.is_verified(suffix) != Some(false) {
            continue;
        }
        let users = domains.entry(suffix).or_default();
        users.all += 1;
        if evidence::in_initial_domain(context, context.text(today)).is_some() {
            users.fallen.push(object);
        }
    }
    domains
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let is_given = context.join.settings.verified_domains.origin == Origin::Given;
    let confidence = if is_given { Confidence::Likely } else { Confidence::Possible };
    let mut domains: Vec<(&str, Users)> = by_domain(context).into_iter().collect();
    order::sort_by_key(&mut domains, |(name, _)| *name);
    let is_told = |users: &Users| users.fallen.len() >= MANY && users.fallen.len() * 10 >= users.all * 9;
    for (_, users) in domains.iter_mut().filter(|(_, users)| is_told(users)) {
        // By name, so that the ones that are shown do not depend on the order of rows.
        let login = |&object: &ObjectId| context.join.index.on_premises.login(object).map(|key| context.text(key));
        order::sort_by_key(&mut users.fallen, login);
        let owners: Vec<Owner> = users.fallen.iter().take(SHOWN).map(|&object| Owner::on_premises(object)).collect();
        let value = users.fallen.first().and_then(|&object| context.join.index.on_premises.login(object));
        sink.add(Severity::High, confidence, &owners, value, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let name = context.shown_domain(finding, owners);
    let count = by_domain(context)
        .get(domain::of(context.value(finding, owners)).unwrap_or_default())
        .map_or(owners.len(), |users| users.fallen.len());
    let initial = context.join.settings.initial_domain.value.as_deref().unwrap_or("the onmicrosoft.com domain");
    Explanation::new(
        format!(
            "{count} synced users have a UPN in {name} in AD, such as {login}, and sign in with {initial} instead."
        ),
        format!(
            "The tenant has not verified {name}. If it was verified before and removed, all its users were given new names at \
             once, and addresses in the domain were stripped from mailboxes."
        ),
        format!("Verify {name} in the tenant. The names then change by themselves, without a change in AD."),
    )
}
