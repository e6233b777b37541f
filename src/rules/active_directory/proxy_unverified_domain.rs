//! Finds addresses that Entra ID strips from a mailbox because the tenant has not verified their domain.

use rustc_hash::FxHashSet;

use crate::forecast::{self, AddressFate};
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// An address of an AD object is in a domain that the tenant has not verified, and is stripped from its mailbox.
    ///
    /// ## What it does
    ///
    /// Looks at the SMTP addresses of every object that syncs and has, or may get, a mailbox in Exchange Online: by its
    /// licence, by its kind in Exchange, or as a remote mailbox in AD.
    ///
    /// ## Why it matters
    ///
    /// Entra ID leaves such an address out without an error. If it was the primary one, the onmicrosoft.com address becomes
    /// primary. Once the domain is verified, the address appears by itself.
    ///
    /// ## Example
    ///
    /// ```settings
    /// verifiedDomains=contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:ann@fabrikam.com,4
    /// ```
    ///
    /// ## Not reported
    ///
    /// Verified domains, and contacts and mail users, which keep foreign addresses:
    ///
    /// ```settings
    /// verifiedDomains=contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,4
    /// contact,22222222-2222-4222-8222-222222222222,,Bob Ray,,SMTP:bob@fabrikam.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the domain to the tenant and verify it, or remove the address in AD.
    ///
    /// ## Limits
    ///
    /// Where no file tells whether a user has a mailbox, the finding is possible. Without the tenant's list of domains they
    /// are inferred from the cloud, and a domain that no account uses is not seen.
    {
        id: "proxy-unverified-domain",
        title: "Address in an unverified domain",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["proxyAddresses not syncing", "unverified domain", "accepted domain"],
        sources: &[pages::SHADOW_ATTRIBUTES, pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key();
            key.and_then(|key| remedy::drop_address(context, owners[0], key, false)).into_iter().collect()
        },
    }
}

const STRIPPED: u8 = 0;
const STRIPPED_WITH_A_MAILBOX: u8 = 1;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let addresses = context.join.index.on_premises.addresses(subject.object);
    let settings = context.join.settings;
    let is_unverified = |key: Key| {
        let name = domain::of(context.text(key)).unwrap_or_default();
        settings.is_verified(name) == Some(false)
    };
    if !addresses.iter().any(|address| is_unverified(address.key)) {
        return;
    }
    let decision = context.joins.decision(subject.object);
    let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
    // What AD says of the object does not depend on the account that it joins.
    let mut sanitised = forecast::is_sanitised(&context.join, subject.object, None);
    if !sanitised.0 && cloud.is_some() {
        let (is_sanitised, confidence) = forecast::is_sanitised(&context.join, subject.object, cloud);
        sanitised = (is_sanitised, if is_sanitised { confidence.and(decision.confidence) } else { confidence });
    }
    // A user that has no account yet, or whose licences no file tells, may have a mailbox or get one.
    let may_be = subject.kind == ObjectKind::User
        && !sanitised.0
        && (cloud.is_none() || sanitised.1 == Confidence::Possible)
        && subject.text(Attribute::TargetAddress).is_none();
    let is_told = settings.verified_domains.origin == Origin::Given;
    let mut told_already: FxHashSet<Key> = FxHashSet::default();
    for &address in addresses {
        let (fate, confidence) = forecast::fate(&context.join, cloud, sanitised, address);
        let is_there = || {
            cloud.is_some_and(|cloud| {
                context.join.index.cloud.addresses(cloud).iter().any(|there| there.key == address.key)
            })
        };
        let (confidence, case) = match fate {
            // A mailbox that has the address shows that the domain is verified, although nobody signs in with it.
            AddressFate::UnverifiedDomain if !is_told && is_there() => continue,
            AddressFate::UnverifiedDomain => (confidence, STRIPPED),
            AddressFate::Kept if may_be && is_unverified(address.key) => {
                (Confidence::Possible, STRIPPED_WITH_A_MAILBOX)
            }
            _ => continue,
        };
        if told_already.insert(address.key) {
            sink.add(Severity::Medium, confidence, &[subject.owner], address.key, case);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, address) = (words::name(context, owners[0]), context.shown(finding, owners));
    let suffix = context.shown_domain(finding, owners);
    let is_primary = context.join.index.on_premises.primary(owners[0].object) == finding.value.key();
    let (why, outcome) = if finding.case == STRIPPED {
        ("Entra ID strips addresses in unverified domains from a mailbox, without an error.", "goes without it")
    } else {
        (
            "Entra ID strips addresses in unverified domains from a mailbox, without an error. No file tells whether the user has \
             a mailbox in Exchange Online or gets one; without one the address stays.",
            "goes without it, if it has a mailbox in Exchange Online",
        )
    };
    let outcome = if is_primary { format!("{outcome}, and gets another primary address") } else { outcome.to_owned() };
    let (not_verified, first) = words::not_verified(context, &suffix);
    Explanation::new(
        format!("{name} has the address {address} in AD. {not_verified}"),
        why,
        format!("{first}Add {suffix} to the tenant and verify it, or remove the address in AD."),
    )
    .if_you_sync(vec![format!("{name} {outcome}.")])
}
