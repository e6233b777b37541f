//! Finds people whose address moved to another domain of the tenant under the same name.

use crate::model::domain;
use crate::rules::aliases::shared;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// A person has the same name in another domain of the tenant than before.
    ///
    /// ## What it does
    ///
    /// Compares the primary address in AD with that of the joined account, else with that in an older AD export, else the UPNs
    /// of both sides. It finds those with the same name before the @ in two domains that the tenant has verified. It is worse
    /// where the address in the former domain is lost.
    ///
    /// ## Why it matters
    ///
    /// The organisation changed its domain, or the person changed the part of it. Mail to the former address must still
    /// arrive.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@fabrikam.com|smtp:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// verifiedDomains=contoso.com,fabrikam.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann.lee@fabrikam.com|smtp:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// verifiedDomains=contoso.com,fabrikam.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep the former address as a secondary one in AD. To see who lacks it, name the former domain in the setting
    /// aliasPolicyDomains.
    ///
    /// ## Limits
    ///
    /// Without the tenant's list of domains only those that UPNs show count as verified.
    /// Where more than half of the joined objects, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    /// Lost addresses are told one by one.
    {
        id: "domain-rebrand",
        title: "Same name in another domain",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::Script,
        search_terms: &["domain rename", "change primary SMTP domain", "rebranding"],
        sources: &[pages::UPN_CHANGES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::CloudForTheWhole(Attribute::ProxyAddresses)],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let Some(key) = finding.value.key().filter(|_| finding.case == LOST) else { return Vec::new() };
            let note = "No other object in the files has the address. Mail to it keeps arriving then.";
            remedy::take_on_fix(context, owners[0], remedy::spelt(context, owners[1], key), note).into_iter().collect()
        },
    }
}

/// The former address stays.
const KEPT: u8 = 1;
/// It is not in AD, and the cloud loses it or has lost it.
const LOST: u8 = 2;
/// It is the UPN that moved.
const LOGIN: u8 = 3;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut deviations = Deviations::default();
    for pair in convention::pairs(context) {
        deviations.compare();
        let Some((former, case)) = moved(context, &pair) else { continue };
        let owners = (pair.on_premises.owner, Some(pair.cloud.owner));
        if case == LOST {
            sink.add(Severity::Medium, pair.confidence().and(told(context)), &pair.owners(), former, LOST);
        } else {
            deviations.add(Severity::Info, pair.confidence().and(told(context)), owners, former, case);
        }
    }
    deviations.tell(sink);
}

/// How sure it is which domains are verified.
fn told(context: &RuleContext<'_>) -> Confidence {
    let is_given = context.join.settings.verified_domains.origin == crate::settings::Origin::Given;
    if is_given { Confidence::Certain } else { Confidence::Likely }
}

/// The former address or UPN.
fn moved(context: &RuleContext<'_>, pair: &Pair<'_>) -> Option<(Key, u8)> {
    let index = context.join.index;
    let (object, cloud) = (pair.on_premises.object, pair.cloud.object);
    let now = index.on_premises.primary(object);
    let before = || index.before.as_ref()?.identities.primary(context.join.before(object)?);
    let is_move = |former: Key| now.is_some_and(|now| is_rebranded(context, former, now));
    if let Some(former) = index.cloud.primary(cloud).filter(|&key| is_move(key)) {
        let is_decided_by_ad = pair.on_premises.cell(Attribute::ProxyAddresses).is_known();
        let is_lost = is_decided_by_ad && pair.forecast().is_some_and(|forecast| !forecast.holds(former));
        return Some((former, if is_lost { LOST } else { KEPT }));
    }
    if let Some(former) = before().filter(|&key| is_move(key)) {
        let is_listed = shared::lists(index.on_premises.addresses(object), former)
            || shared::lists(index.cloud.addresses(cloud), former)
            || !pair.on_premises.cell(Attribute::ProxyAddresses).is_known()
            || !pair.cloud.cell(Attribute::ProxyAddresses).is_known();
        return Some((former, if is_listed { KEPT } else { LOST }));
    }
    let former = index.cloud.login(cloud)?;
    is_rebranded(context, former, index.on_premises.login(object)?).then_some((former, LOGIN))
}

/// Are these one name in two domains of the tenant?
fn is_rebranded(context: &RuleContext<'_>, former: Key, now: Key) -> bool {
    if former == now {
        return false;
    }
    let (former, now) = (context.text(former), context.text(now));
    let is_own = |address: &str| {
        domain::of(address)
            .is_some_and(|name| !domain::is_reserved(name) && context.join.settings.is_verified(name) == Some(true))
    };
    shared::local(former) == shared::local(now) && is_own(former) && is_own(now)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHAT_TO_DO: &str = "Keep the former addresses as secondary ones in AD. To see who lacks one, name the former domain in \
                              the setting aliasPolicyDomains.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        let message = format!("Most people have the same name in another domain than before, for example {examples}.");
        return Explanation::new(message, "The organisation changed its domain.", WHAT_TO_DO);
    }
    let (name, former) = (words::name(context, owners[0]), context.shown(finding, owners));
    let identities = &context.join.index.on_premises;
    let now =
        if finding.case == LOGIN { identities.login(owners[0].object) } else { identities.primary(owners[0].object) };
    let now = words::shown(now.map(|key| context.text(key)).unwrap_or_default());
    let what = if finding.case == LOGIN { "UPN" } else { "primary address" };
    let message = format!("{name} moved from the {what} {former} to {now}.");
    match finding.case {
        LOST => Explanation::new(
            message,
            "AD does not list the former address, so mail to it bounces once the change has synced.",
            format!("Add smtp:{former} to proxyAddresses in AD."),
        ),
        LOGIN => Explanation::new(
            message,
            "The name is the same, only the domain changed. The person signs in with another name.",
            format!("Tell {name} the new name to sign in with, and look whether {former} is still an address."),
        ),
        _ => Explanation::new(
            message,
            "The name is the same, only the domain changed. The former address stays.",
            WHAT_TO_DO,
        ),
    }
}
