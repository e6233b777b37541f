//! Finds addresses that one AD object lists twice. Addresses that several objects share are another rule's question.

use crate::join::identity::Address;
use crate::model::address_list;
use crate::model::order;
use crate::model::proxy_address::ProxyAddress;
use crate::rules::prelude::*;

rule! {
    /// An AD object lists an SMTP address twice.
    ///
    /// ## What it does
    ///
    /// Looks for SMTP addresses that stand more than once in proxyAddresses of one object, in different spelling: once as
    /// `SMTP:` and once as `smtp:`, or in other letter case.
    ///
    /// ## Why it matters
    ///
    /// Entra ID keeps one of the two. Whether the address is primary may then depend on chance, and tools that compare the
    /// two sides count differently.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:Ann@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Other types of address, and an entry that stands there twice letter by letter, of which the sync keeps one:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|SIP:ann@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Remove the entry that is not meant: the secondary one, if the address is primary.
    ///
    /// ## Limits
    ///
    /// Which of the two entries Entra ID keeps is not documented.
    {
        id: "ad-dup-proxy-same-object",
        title: "Address listed twice",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["IdFix Duplicate proxyAddresses", "proxyAddresses duplicate value"],
        sources: &[pages::IDFIX_ERRORS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let repeated = repeated(context.join.index.on_premises.addresses(subject.object));
    let Some(list) = subject.text(Attribute::ProxyAddresses).filter(|_| !repeated.is_empty()) else { return };
    let mut spellings: Vec<(Key, &str)> = address_list::entries(list)
        .filter_map(|entry| {
            let parsed = ProxyAddress::parse(entry);
            let key = context.join.index.keys.find(&parsed.comparison_form())?;
            (parsed.is_smtp() && repeated.binary_search(&key).is_ok()).then_some((key, entry))
        })
        .collect();
    order::sort(&mut spellings);
    spellings.dedup();
    for same in spellings.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
        sink.add(Severity::Low, Confidence::Certain, &[subject.owner], same[0].0, 0);
    }
}

/// The addresses that occur more than once, sorted. Most objects have few addresses and none that repeats.
fn repeated(addresses: &[Address]) -> Vec<Key> {
    const FEW: usize = 8;
    if addresses.len() <= FEW
        && !addresses.iter().enumerate().any(|(place, one)| addresses[..place].iter().any(|other| other.key == one.key))
    {
        return Vec::new();
    }
    let mut keys: Vec<Key> = addresses.iter().map(|address| address.key).collect();
    order::sort(&mut keys);
    let mut repeated: Vec<Key> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    repeated.dedup();
    repeated
}

/// All entries but the first primary one, or but the first.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some((address, entries)) = finding.value.key().zip(remedy::entries(context, owners[0])) else {
        return Vec::new();
    };
    let same: Vec<&str> =
        entries.into_iter().filter(|entry| remedy::is_entry_of(entry, context.text(address))).collect();
    let kept = same.iter().position(|entry| entry.starts_with("SMTP:")).unwrap_or_default();
    let superfluous = same.iter().enumerate().filter(|&(place, _)| place != kept);
    let changes: Vec<_> = superfluous.map(|(_, entry)| remedy::remove_entry(owners[0], entry)).collect();
    let title = format!("Keep only {}", words::shown(same.get(kept).copied().unwrap_or_default()));
    if changes.is_empty() { Vec::new() } else { vec![Fix::safe(title, changes)] }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, address) = (words::name(context, owners[0]), context.shown(finding, owners));
    Explanation::new(
        format!("{name} lists {address} more than once in proxyAddresses."),
        "Entra ID keeps one of the entries. Which one, and so whether the address is primary, is not documented.",
        "Remove the entry that is not meant from proxyAddresses in AD.",
    )
}
