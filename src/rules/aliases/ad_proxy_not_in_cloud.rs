//! Finds SMTP addresses that AD lists and the joined account lacks, each with the cause that the files show. A change
//! that is still on its way looks like a loss.

use crate::forecast::{self, AddressFate};
use crate::join::identity::Address;
use crate::model::domain;
use crate::rules::matching::shared::is_anchor_at_fault;
use crate::rules::prelude::*;

rule! {
    /// An address that AD lists for a synced object is not on its cloud account.
    ///
    /// ## What it does
    ///
    /// For every pair that is joined already, takes each SMTP address of proxyAddresses in AD and looks for it on the
    /// cloud account, without regard to letter case. For each one that is missing it names the first cause that fits:
    /// a value that Entra ID throws away, a domain of Microsoft's own, a domain that the tenant has not verified, or
    /// another object that holds the address.
    ///
    /// ## Why it matters
    ///
    /// Mail to that address does not reach the person, although AD looks right. Most causes raise no error: the value is
    /// dropped in silence, or put into quarantine with one e-mail.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,SMTP:a@contoso.com|smtp:alias@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:a@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,b@contoso.com,Bob Ray,Member,SMTP:b@contoso.com|smtp:alias@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// The same address in other letter case, other types of address, and mailboxes whose addresses are mastered in the
    /// cloud:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,SMTP:a@contoso.com|smtp:Alias@contoso.com|X500:/o=Contoso/cn=ann
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:a@contoso.com|smtp:alias@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// It depends on the cause, which the finding names: correct the value in AD, verify the domain, or free the address
    /// on the object that holds it.
    ///
    /// ## Limits
    ///
    /// An address that was added after the last sync is missing as well until the next one. Without the tenant's list of
    /// domains an unverified domain is only inferred.
    {
        id: "ad-proxy-not-in-cloud",
        title: "AD address missing in the cloud",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &[
            "proxyAddresses not syncing",
            "We detected a duplicate Proxy address conflict on the value",
            "QuarantinedAttributeValueMustBeUnique",
        ],
        sources: &[pages::PROXY_ADDRESSES, pages::SHADOW_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["missing-hybrid-routing", "proxy-malformed", "attr-invisible-char", "proxy-reserved-suffix", "proxy-unverified-domain", "attribute-value-must-be-unique", "quarantined-proxy", "anchor-on-wrong-person", "cloud-contact-or-group-holds-address", "public-folder-conflict", "guest-address-collision", "object-type-mismatch"],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

const UNVERIFIED_DOMAIN: u8 = 1;
const HELD_BY_OTHER: u8 = 2;
const UNEXPLAINED: u8 = 3;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    if !pair.is_synced()
        || !pair.cloud.cell(Attribute::ProxyAddresses).is_known()
        || pair.cloud.boolean(Attribute::IsExchangeCloudManaged) == Ok(Some(true))
    {
        return;
    }
    let held = context.join.index.cloud.addresses(pair.cloud.object);
    let own = context.join.index.on_premises.addresses(pair.on_premises.object);
    for (place, address) in own.iter().enumerate() {
        let is_repeated = own[..place].iter().any(|before| before.key == address.key);
        if is_repeated || held.iter().any(|there| there.key == address.key) {
            continue;
        }
        let object = pair.on_premises.object;
        let cause = cause(context, object, pair.cloud.object, *address);
        // An anchor on the wrong account is told once, by the primary address.
        let is_primary = context.join.index.on_premises.primary(object) == Some(address.key);
        let is_told = |holder| !is_primary && is_anchor_at_fault(context, object, pair.decision, holder);
        if cause.holder.is_some_and(is_told) {
            continue;
        }
        let mut owners = pair.owners().to_vec();
        owners.extend(cause.holder.map(Owner::cloud));
        sink.add(Severity::Medium, cause.confidence.and(pair.confidence()), &owners, address.key, cause.case);
    }
}

struct Cause {
    case: u8,
    confidence: Confidence,
    holder: Option<ObjectId>,
}

/// Why the cloud does not have the address, as far as the files show.
fn cause(context: &RuleContext<'_>, object: ObjectId, hit: ObjectId, address: Address) -> Cause {
    let sanitised = forecast::is_sanitised(&context.join, object, Some(hit));
    let (fate, confidence) = forecast::fate(&context.join, Some(hit), sanitised, address);
    let because = |case, confidence| Cause { case, confidence, holder: None };
    match fate {
        AddressFate::HeldBy(holder) => Cause { holder: Some(holder), ..because(HELD_BY_OTHER, confidence) },
        AddressFate::UnverifiedDomain => because(UNVERIFIED_DOMAIN, confidence),
        AddressFate::Kept => {
            // It is not told whether the account has a mailbox, and that the address is missing speaks for one.
            let name = domain::of(context.text(address.key)).unwrap_or_default();
            let is_unverified = context.join.settings.is_verified(name) == Some(false);
            let case =
                if is_unverified && sanitised.1 == Confidence::Possible { UNVERIFIED_DOMAIN } else { UNEXPLAINED };
            because(case, Confidence::Likely)
        }
        // The rules about the value itself tell it, to which this one yields.
        AddressFate::Malformed
        | AddressFate::ForeignCharacter
        | AddressFate::ReservedDomain
        | AddressFate::PerhapsReservedDomain => because(UNEXPLAINED, confidence),
    }
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    match finding.case {
        UNVERIFIED_DOMAIN => remedy::drop_address(context, owners[0], key, false).into_iter().collect(),
        HELD_BY_OTHER => remedy::one_keeps_it(context, owners, key, Some(2)),
        _ => Vec::new(),
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let suffix = domain::of(&address).unwrap_or_default();
    let (why, what_to_do) = match finding.case {
        UNVERIFIED_DOMAIN => (
            format!("The tenant has not verified the domain {suffix}, so Entra ID strips the address from a mailbox."),
            format!("Verify {suffix} in the tenant, or remove the address from AD."),
        ),
        HELD_BY_OTHER => {
            let holder = owners.get(2).map(|&owner| words::name(context, owner)).unwrap_or_default();
            (
                format!("{holder} holds the address in the cloud, so it went into quarantine here."),
                format!("Decide who keeps it, and remove it from {name} in AD or from {holder} where it is mastered."),
            )
        }
        _ => (
            "The files show no cause. It may have been added after the last sync.".to_owned(),
            "Look again after the next sync. If it is still missing, look for the object's errors in Entra Connect."
                .to_owned(),
        ),
    };
    Explanation {
        message: format!("{name} has {address} in AD, but the cloud account does not."),
        why,
        what_to_do,
        if_you_sync: Vec::new(),
        likely_owner: None,
    }
}
