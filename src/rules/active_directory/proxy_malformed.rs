//! Finds entries of proxyAddresses that are no valid address. Characters that cannot be seen are another rule's question.

use crate::model::proxy_address::{AddressFault, AddressType, ProxyAddress};
use crate::model::{address_list, domain};
use crate::rules::prelude::*;

rule! {
    /// An entry of proxyAddresses is no valid address, so Entra ID throws it away.
    ///
    /// ## What it does
    ///
    /// Looks at every entry of every object that syncs: no type in front (`SMTP:`), a blank inside, a second colon, a
    /// character that is not allowed, not of the form `name@domain`, or a type that Microsoft 365 no longer uses (X400,
    /// MSMAIL, CCMAIL).
    ///
    /// ## Why it matters
    ///
    /// Such an entry is dropped without an error. If it was the primary address, the onmicrosoft.com address becomes
    /// primary.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,john,John Smith,john@contoso.com,SMTP: john@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Other types of address that are in use:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,john,John Smith,john@contoso.com,SMTP:john@contoso.com|X500:/o=Contoso/cn=john|SIP:john@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the entry in AD: remove it and add it anew. Remove entries of types that are no longer used.
    ///
    /// ## Limits
    ///
    /// Where no entry of an object has a type, the export may have left the types out; the finding is likely then.
    {
        id: "proxy-malformed",
        title: "Entry that is no address",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["proxyAddresses not syncing", "IdFix Format", "IdFix Character", "invalid proxy address"],
        sources: &[pages::PROXY_ADDRESSES, pages::PREPARE, pages::IDFIX_ERRORS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["proxy-addresses-too-long"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| match finding.confidence {
            // The export may have left the types out.
            Confidence::Certain => remedy::mend_entry(context, owners[0], context.value(finding, owners)),
            _ => Vec::new(),
        },
    }
}

/// Types of mail systems that are gone.
const LEGACY_TYPES: [&str; 4] = ["X400", "MS", "MSMAIL", "CCMAIL"];

fn is_legacy(entry: ProxyAddress<'_>) -> bool {
    matches!(entry.address_type, AddressType::Other(kind) if LEGACY_TYPES.iter().any(|old| old.eq_ignore_ascii_case(kind)))
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let Some(list) = subject.text(Attribute::ProxyAddresses) else { return };
    let known = context.join.index.on_premises.addresses(subject.object);
    if known.iter().all(|address| address.fault.is_none()) && address_list::is_plain(list) {
        return;
    }
    let has_type = |entry: &str| !matches!(ProxyAddress::parse(entry).address_type, AddressType::Missing);
    let mut any_has_type: Option<bool> = None;
    for (place, text) in (0..).zip(address_list::entries(list)) {
        let entry = ProxyAddress::parse(text);
        let severity = match entry.address_type {
            AddressType::Other(_) if is_legacy(entry) => Severity::Low,
            AddressType::Missing => Severity::Medium,
            AddressType::PrimarySmtp | AddressType::SecondarySmtp if entry.fault() == Some(AddressFault::Malformed) => {
                Severity::Medium
            }
            _ => continue,
        };
        let is_missing = matches!(entry.address_type, AddressType::Missing);
        // One entry with a type shows that the export keeps them.
        let confidence =
            if is_missing && !*any_has_type.get_or_insert_with(|| address_list::entries(list).any(has_type)) {
                Confidence::Likely
            } else {
                Confidence::Certain
            };
        sink.add(severity, confidence, &[subject.owner], Value::Entry(place), 0);
    }
}

/// What is wrong with an entry, after "it".
fn fault(entry: ProxyAddress<'_>) -> &'static str {
    const ALLOWED_BESIDE_LETTERS: &str = "!#$%&'*+-/=?^_`{|}~.@";
    let value = entry.value;
    let domain = domain::of(value).unwrap_or_default();
    if matches!(entry.address_type, AddressType::Missing) {
        "has no type in front, such as SMTP:"
    } else if value.contains(' ') {
        "has a blank inside"
    } else if value.contains(':') {
        "has a second colon"
    } else if value.matches('@').count() != 1 || value.starts_with('@') || domain.is_empty() {
        "is not of the form name@domain"
    } else if !value.chars().all(|c| c.is_ascii_alphanumeric() || ALLOWED_BESIDE_LETTERS.contains(c)) {
        "has a character that is not allowed"
    } else if !domain::is_well_formed(domain) {
        "has a domain that is no domain name"
    } else if value.len() > 256 {
        "is longer than 256 characters"
    } else {
        "has a dot where none may be"
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, text) = (words::name(context, owners[0]), context.shown(finding, owners));
    let entry = ProxyAddress::parse(context.value(finding, owners));
    if is_legacy(entry) {
        return Explanation::new(
            format!(
                "{name} has {text} in proxyAddresses, an address of a mail system that Microsoft 365 does not have."
            ),
            "Entra ID throws away addresses of this type without an error. Nothing uses them any more.",
            "Remove the entry from AD, unless a mail system on premises still needs it.",
        );
    }
    let is_primary = entry.address_type == AddressType::PrimarySmtp;
    let outcome = if is_primary {
        format!("{name} goes without it and gets another primary address.")
    } else {
        format!("{name} goes without it.")
    };
    Explanation::new(
        format!("{name} has {text} in proxyAddresses, which {}.", fault(entry)),
        "Entra ID throws such an entry away without an error.",
        "Remove the entry in AD and add it anew as SMTP: or smtp: and the address, without blanks.",
    )
    .if_you_sync(vec![outcome])
}
