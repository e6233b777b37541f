//! Values that are written anew without what made them invalid. Nothing is guessed: where a letter would have to be chosen,
//! nothing is offered.

use super::addresses::{add_entry, drop_entries};
use super::{entries, is_entry_of, is_usable, primary_text, remove_entry, sign_in_as};
use crate::finding::{Fix, Owner};
use crate::model::proxy_address::{AddressType, ProxyAddress, is_address};
use crate::model::{Key, case_key};
use crate::rules::{RuleContext, words};

/// The text without blanks and without characters that cannot be seen. `None` where it holds a letter of another alphabet
/// or with an accent, because nobody can know which one was meant.
fn without_hidden(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|&c| !words::is_hidden(c) && !c.is_whitespace()).collect();
    kept.chars().all(|c| ('!'..='~').contains(&c)).then_some(kept)
}

/// The address that a malformed one was meant to be, where only one is possible.
pub(in crate::rules) fn mended(text: &str) -> Option<String> {
    let text = without_hidden(text)?;
    let mut address = text.trim_matches(|c| matches!(c, '<' | '>' | ';' | ',' | '"'));
    while let Some((kind, rest)) = address.split_once(':') {
        let is_type = ["smtp", "mailto"].iter().any(|known| kind.eq_ignore_ascii_case(known));
        address = if is_type { rest } else { return None };
    }
    let mut address = address.replace("@@", "@");
    while address.contains("..") {
        address = address.replace("..", ".");
    }
    let (local, domain) = address.split_once('@')?;
    let address = format!("{}@{}", local.trim_matches('.'), domain.trim_matches('.'));
    is_address(&address).then_some(address)
}

/// The ways to put an entry right that Entra ID throws away: written anew, or removed.
pub(in crate::rules) fn mend_entry(context: &RuleContext<'_>, owner: Owner, entry: &str) -> Vec<Fix> {
    let Some(entries) = entries(context, owner) else { return Vec::new() };
    let parsed = ProxyAddress::parse(entry);
    let name = words::name(context, owner);
    let shown = words::shown(entry);
    let is_legacy = matches!(parsed.address_type, AddressType::Other(_));
    let address = mended(parsed.value).filter(|_| !is_legacy);
    let is_listed = |address: &str| {
        let folded = case_key::fold_untrimmed(address);
        entries.iter().any(|other| *other != entry && is_entry_of(other, &folded))
    };
    let has_it = address.as_deref().is_some_and(is_listed);
    let mut fixes = Vec::new();
    let is_untyped = parsed.address_type == AddressType::Missing;
    let is_other = |address: &String| is_untyped || *address != parsed.value;
    if let Some(address) = address.filter(|new| !has_it && is_other(new) && is_usable(context, owner, new)) {
        // What Entra ID throws away is no primary address, so another one may be that.
        let is_primary = |other: &&str| {
            let parsed = ProxyAddress::parse(other);
            *other != entry && parsed.address_type == AddressType::PrimarySmtp && parsed.fault().is_none()
        };
        let is_first = matches!(parsed.address_type, AddressType::PrimarySmtp | AddressType::Missing)
            && !entries.iter().any(is_primary);
        let anew = format!("{}:{address}", if is_first { "SMTP" } else { "smtp" });
        fixes.push(Fix::review(
            format!("Write {shown} of {name} as {anew}"),
            format!("{name} gets {address}, which no object in the files has. Make sure that this is what was meant."),
            vec![remove_entry(owner, entry), add_entry(owner, anew)],
        ));
    }
    // What nobody receives mail at is no loss; a mail system of old on premises may still know its own kind.
    fixes.extend(drop_entries(context, owner, &shown, |other| other == entry, !is_legacy));
    fixes
}

/// The ways to put a name right that Entra ID does not take to sign in with: without what is wrong, or the primary address.
pub(in crate::rules) fn mend_login(context: &RuleContext<'_>, owner: Owner, key: Option<Key>) -> Vec<Fix> {
    let login = key.map(|key| context.text(key)).unwrap_or_default();
    let primary = primary_text(context, owner).map(str::to_owned);
    let anew = mended(login).filter(|anew| primary.as_ref() != Some(anew));
    primary.into_iter().chain(anew).filter_map(|name| sign_in_as(context, owner, &name)).take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::{mended, without_hidden};

    #[test]
    fn only_what_can_be_meant() {
        for (text, right) in [
            (" ann@contoso.com", Some("ann@contoso.com")),
            ("ann\u{200b}@contoso.com", Some("ann@contoso.com")),
            ("ann@@contoso.com", Some("ann@contoso.com")),
            ("a..lee.@contoso.com.", Some("a.lee@contoso.com")),
            ("smtp:ann@contoso.com", Some("ann@contoso.com")),
            ("<ann@contoso.com>;", Some("ann@contoso.com")),
            ("siân@contoso.com", None),
            ("x400:ann@contoso.com", None),
            ("ann", None),
            ("ann@lee@contoso.com", None),
        ] {
            assert_eq!(mended(text).as_deref(), right, "{text}");
        }
        assert_eq!(without_hidden("a b\u{a0}"), Some("ab".to_owned()));
        assert_eq!(without_hidden("ä"), None);
    }
}
