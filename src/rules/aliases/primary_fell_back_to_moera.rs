//! Finds accounts whose primary address is the one in the onmicrosoft.com domain although AD has another.

use super::shared;
use crate::forecast::Origin;
use crate::model::domain;
use crate::rules::prelude::*;

rule! {
    /// An account's primary address is the onmicrosoft.com one, although AD has an address for it.
    ///
    /// ## What it does
    ///
    /// Looks at joined objects whose primary address in the cloud is in the tenant's initial domain, and at their addresses
    /// in AD. If AD lists an address in another domain, or has one in mail, the account fell back. Where the join is still
    /// to come, it is told only if the join does not change that.
    ///
    /// ## Why it matters
    ///
    /// The person sends mail from an address in the onmicrosoft.com domain. The usual causes are an AD object with
    /// secondary addresses only, a primary address that Entra ID does not take, and a licence that was removed.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,una,Una Ray,user1@contoso.com,smtp:user1@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,user1@contoso.com,Una Ray,Member,SMTP:user1@contoso.onmicrosoft.com|smtp:user1@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Accounts for which AD has no address:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,una,Una Ray,user1@contoso.com,,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,user1@contoso.com,Una Ray,Member,SMTP:user1@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the object one primary address in AD (`SMTP:` in capitals), in a domain that the tenant has verified.
    ///
    /// ## Limits
    ///
    /// Whether a licence was removed is in no export.
    {
        id: "primary-fell-back-to-moera",
        title: "Primary address is onmicrosoft.com",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["onmicrosoft.com primary email address", "MOERA", "SMTP: capital letters primary"],
        sources: &[pages::OBJECTS_DO_NOT_SYNC, pages::PROXY_ADDRESSES],
        needs: &[
            Need::OnPremises(Attribute::ProxyAddresses),
            Need::Cloud(Attribute::ProxyAddresses),
            Need::InitialDomain,
        ],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let Some(there) = index.cloud.primary(pair.cloud.object) else { return };
    let Some((initial, sure)) = shared::initial_domain(context) else { return };
    if domain::of(context.text(there)) != Some(initial) || shared::is_mastered_in_cloud(pair) {
        return;
    }
    let intended = intended(context, pair.on_premises.object);
    if intended.is_none() && !has_mail(context, pair.on_premises.object) {
        return;
    }
    let falls_back = || {
        let primary = pair.forecast().and_then(|forecast| forecast.primary.as_ref());
        primary.is_some_and(|primary| matches!(primary.origin, Origin::Moera | Origin::NewMoera))
    };
    if pair.is_synced() || falls_back() {
        sink.add(Severity::Medium, pair.confidence().and(sure), &pair.owners(), there, 0);
    }
}

/// The address that AD means the object to have: the primary one, else any, outside Microsoft's own domains.
fn intended(context: &RuleContext<'_>, object: ObjectId) -> Option<Key> {
    let own = context.join.index.on_premises.addresses(object);
    let is_meant = |key: Key| domain::of(context.text(key)).is_some_and(|name| !domain::is_reserved(name));
    let first = |is_primary| own.iter().find(|a| a.is_primary == is_primary && is_meant(a.key)).map(|a| a.key);
    first(true).or_else(|| first(false))
}

/// Has it, without any address in proxyAddresses, one in mail?
fn has_mail(context: &RuleContext<'_>, object: ObjectId) -> bool {
    let mail = context.join.on_premises().text(object, Attribute::Mail).and_then(domain::of);
    context.join.index.on_premises.addresses(object).is_empty() && mail.is_some_and(|name| !domain::is_reserved(name))
}

/// An address that Entra ID takes becomes the primary one, where AD has none that it does.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    const OFFERED: usize = 3;
    let own = owners[0];
    let addresses = context.join.index.on_premises.addresses(own.object);
    let is_taken = addresses
        .iter()
        .any(|address| address.is_primary && remedy::is_usable(context, own, remedy::spelt(context, own, address.key)));
    // A primary address that nothing is wrong with has another cause.
    if is_taken {
        return Vec::new();
    }
    let make = |key: Key| remedy::primary_fix(context, own, remedy::spelt(context, own, key));
    addresses.iter().map(|address| address.key).filter_map(make).take(OFFERED).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let there = context.shown(finding, owners);
    let (name, object) = (words::name(context, owners[0]), owners[0].object);
    let own = context.join.index.on_premises.addresses(object);
    let meant = intended(context, object);
    let dropped = meant.and_then(|key| shared::why_dropped(context, object, key));
    let meant = meant.map(|key| context.text(key)).or_else(|| context.join.on_premises().text(object, Attribute::Mail));
    let meant = words::shown(meant.unwrap_or_default());
    let has_primary = own.is_empty() || own.iter().any(|address| address.is_primary);
    let (why, what_to_do) = match dropped {
        Some(dropped) => (dropped, format!("Correct {meant} in AD, or remove what keeps it from being taken.")),
        None if !has_primary => (
            "AD lists secondary addresses only. Without a primary one Entra ID takes the onmicrosoft.com address."
                .to_owned(),
            format!("Make {meant} the primary address in AD: write SMTP: before it in capital letters."),
        ),
        None => (
            "The files show no cause. A licence may have been removed, or the change has not synced yet.".to_owned(),
            "Look whether the account still has its licence, and again after the next sync.".to_owned(),
        ),
    };
    Explanation::new(
        format!("{name} has the primary address {there} in the cloud, although AD has {meant}."),
        why,
        what_to_do,
    )
}
