//! Changes of proxyAddresses, entry by entry, with mail where it repeats the primary address. No list is ever replaced.

use rustc_hash::FxHashSet;

use super::{can_change, counterpart, is_one_person, set};
use crate::finding::{Change, Fix, Operation, Owner, Safety};
use crate::join::identity::PrimarySource;
use crate::model::proxy_address::{AddressType, ProxyAddress, is_address};
use crate::model::{Attribute, Cell, Key, Side, address_list, case_key, domain};
use crate::rules::{RuleContext, words};

/// The entries of proxyAddresses as the directory spells them; `None` where the files do not tell them, or where the export
/// changed the case of `SMTP:` or left the types out.
pub(in crate::rules) fn entries<'a>(context: &RuleContext<'a>, owner: Owner) -> Option<Vec<&'a str>> {
    let list: Vec<&str> = match context.join.directories.side(owner.side).cell(owner.object, Attribute::ProxyAddresses)
    {
        Cell::NotExported | Cell::Lost => return None,
        Cell::Empty => Vec::new(),
        Cell::Text(text) => distinct(address_list::entries(text)),
    };
    let source = identities(context, owner.side).primary_source(owner.object);
    let has_type = |entry: &&str| ProxyAddress::parse(entry).address_type != AddressType::Missing;
    let is_as_spelt = source != PrimarySource::MailForLostCase && (list.is_empty() || list.iter().any(has_type));
    is_as_spelt.then_some(list)
}

/// The directory holds each value once, whatever a file repeats.
fn distinct<'a>(entries: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    entries.filter(|entry| seen.insert(entry)).collect()
}

fn identities<'a>(context: &RuleContext<'a>, side: Side) -> &'a crate::join::identity::Identities {
    match side {
        Side::OnPremises => &context.join.index.on_premises,
        Side::Cloud => &context.join.index.cloud,
    }
}

/// proxyAddresses loses this entry, spelled like this.
pub(in crate::rules) fn remove_entry(owner: Owner, entry: &str) -> Change {
    Change { owner, attribute: Attribute::ProxyAddresses, operation: Operation::Remove(entry.to_owned()) }
}

/// proxyAddresses gains this entry.
pub(super) fn add_entry(owner: Owner, entry: impl Into<String>) -> Change {
    Change { owner, attribute: Attribute::ProxyAddresses, operation: Operation::Add(entry.into()) }
}

/// Is this entry the SMTP address in the form that is compared?
pub(in crate::rules) fn is_entry_of(entry: &str, address: &str) -> bool {
    let entry = ProxyAddress::parse(entry);
    entry.is_smtp() && entry.comparison_form() == address
}

fn is_primary(entry: &str) -> bool {
    ProxyAddress::parse(entry).address_type == AddressType::PrimarySmtp
}

/// The address as the object's entries, mail or UPN spell it; in the form that is compared where none does.
pub(in crate::rules) fn spelt<'a>(context: &RuleContext<'a>, owner: Owner, key: Key) -> &'a str {
    let address = context.join.index.keys.text(key);
    let snapshot = context.join.directories.side(owner.side);
    let listed = snapshot.text(owner.object, Attribute::ProxyAddresses).into_iter().flat_map(address_list::entries);
    let single = [Attribute::Mail, Attribute::UserPrincipalName];
    let mut spellings = listed
        .map(|entry| ProxyAddress::parse(entry).value)
        .chain(single.into_iter().filter_map(|attribute| snapshot.text(owner.object, attribute)));
    spellings.find(|text| case_key::fold_untrimmed(text) == address).unwrap_or(address)
}

/// The primary address of an object as it is spelled there.
pub(in crate::rules) fn primary_text<'a>(context: &RuleContext<'a>, owner: Owner) -> Option<&'a str> {
    let key = identities(context, owner.side).primary(owner.object)?;
    Some(spelt(context, owner, key))
}

/// Does Entra ID keep an address with this domain, as far as is known?
pub(in crate::rules) fn keeps(context: &RuleContext<'_>, address: &str) -> bool {
    let folded = case_key::fold_untrimmed(address);
    let name = domain::of(&folded).unwrap_or_default();
    let settings = context.join.settings;
    is_address(address)
        && address.is_ascii()
        && settings.keeps_address_in(name) == Some(true)
        && settings.is_verified(name) != Some(false)
}

/// Does nobody but these objects, and those that they are or will be joined to, hold the address in any attribute? Deleted
/// objects and guests count.
fn is_free_for(context: &RuleContext<'_>, own: &[Owner], address: &str) -> bool {
    let index = context.join.index;
    let Some(key) = index.keys.find(&case_key::fold_untrimmed(address)) else { return true };
    index.claims.of(key).iter().filter(|claim| claim.role().is_address()).all(|claim| {
        let holder = Owner { side: claim.side(), object: claim.object() };
        own.iter().any(|&own| holder == own || Some(holder) == counterpart(context, own))
    })
}

/// Could the object have the address: does Entra ID keep it, and does nobody else hold it?
pub(in crate::rules) fn is_usable(context: &RuleContext<'_>, owner: Owner, address: &str) -> bool {
    is_usable_for(context, &[owner], address)
}

/// The same for an object and the account that it is to be joined to.
pub(super) fn is_usable_for(context: &RuleContext<'_>, own: &[Owner], address: &str) -> bool {
    keeps(context, address) && is_free_for(context, own, address)
}

/// mail, where it says what the primary address was, says what it becomes.
fn mail_follows(
    context: &RuleContext<'_>,
    owner: Owner,
    is_told: impl Fn(&str) -> bool,
    after: Option<&str>,
) -> Option<Change> {
    let is_sign_in = context.join.settings.login_id_attribute.value == Attribute::Mail;
    if owner.side == Side::Cloud || is_sign_in {
        return None;
    }
    let mail = context.join.on_premises().text(owner.object, Attribute::Mail)?;
    let differs = after.is_none_or(|after| !case_key::equal(mail, after));
    (is_told(mail) && differs).then(|| set(context, owner, Attribute::Mail, after))?
}

/// mail says what the primary address is, where nobody else has that.
pub(in crate::rules) fn mail_as_primary(context: &RuleContext<'_>, owner: Owner) -> Option<(Change, String)> {
    let primary = primary_text(context, owner).filter(|primary| is_usable(context, owner, primary))?;
    Some((set(context, owner, Attribute::Mail, Some(primary))?, words::shown(primary)))
}

/// The address with its type in capitals, so that it becomes the primary one, in place of the entry that is it now and of
/// `smtp:` where the object has the address already. `None` where the files do not tell proxyAddresses, or where the address
/// before could not stay.
pub(in crate::rules) fn make_primary(context: &RuleContext<'_>, owner: Owner, address: &str) -> Option<Vec<Change>> {
    if !can_change(context, owner) {
        return None;
    }
    let mut changes = Vec::new();
    let folded = case_key::fold_untrimmed(address);
    let mut former: Vec<&str> = Vec::new();
    let mut is_there = false;
    let list = entries(context, owner)?;
    for &entry in &list {
        let parsed = ProxyAddress::parse(entry);
        if is_entry_of(entry, &folded) && is_primary(entry) && !is_there {
            is_there = true;
        } else if is_entry_of(entry, &folded) {
            changes.push(remove_entry(owner, entry));
        } else if is_primary(entry) {
            former.push(parsed.value);
            changes.push(remove_entry(owner, entry));
            let as_further = format!("smtp:{}", parsed.value);
            let is_added = changes.iter().any(|change| change.operation.brings() == Some(&as_further));
            if !is_added && !list.contains(&as_further.as_str()) {
                changes.push(add_entry(owner, as_further));
            }
        }
    }
    if !is_there {
        changes.push(add_entry(owner, format!("SMTP:{address}")));
    }
    // Without entries mail was the primary address; it stays as a further one.
    let by_mail = primary_text(context, owner).filter(|_| owner.side == Side::OnPremises && former.is_empty());
    let by_mail = by_mail.filter(|mail| is_mail_alone(context, owner) && !case_key::equal(mail, address));
    if let Some(mail) = by_mail.filter(|mail| is_address(mail)) {
        // Listed, it would be told as an address that Entra ID does not take or that two objects claim.
        if !is_usable(context, owner, mail) {
            return None;
        }
        changes.push(add_entry(owner, format!("smtp:{mail}")));
    }
    let was_told = |mail: &str| former.is_empty() || former.iter().any(|former| case_key::equal(former, mail));
    changes.extend(mail_follows(context, owner, was_told, Some(address)));
    Some(changes)
}

/// Is it mail that the primary address comes from, because there is no SMTP entry?
fn is_mail_alone(context: &RuleContext<'_>, owner: Owner) -> bool {
    let source = identities(context, owner.side).primary_source(owner.object);
    matches!(source, PrimarySource::Mail | PrimarySource::MailBesideOtherTypes)
}

/// The same as a fix, where the object could have the address.
pub(in crate::rules) fn primary_fix(context: &RuleContext<'_>, owner: Owner, address: &str) -> Option<Fix> {
    let changes = make_primary(context, owner, address).filter(|_| is_usable(context, owner, address))?;
    if changes.is_empty() {
        return None;
    }
    let (name, shown) = (words::name(context, owner), words::shown(address));
    let note = format!("Mail of {name} goes out from {shown} then. The address before stays as a further one.");
    Some(Fix::review(format!("Make {shown} the primary address of {name}"), note, changes))
}

/// The primary address of an account becomes the one of the AD object that is to be joined to it.
pub(in crate::rules) fn lead_by_primary(
    context: &RuleContext<'_>,
    own: Owner,
    account: Owner,
    address: &str,
) -> Option<Vec<Change>> {
    make_primary(context, own, address).filter(|_| is_usable_for(context, &[own, account], address))
}

/// The object gains the address as a further one. Where proxyAddresses is empty, what was the primary address by mail alone
/// is written there too, because mail no longer counts then. `None` where the files do not tell proxyAddresses, where the
/// object has the address already, or where it could not have that of mail.
pub(in crate::rules) fn take_on(context: &RuleContext<'_>, owner: Owner, entry: &str) -> Option<Vec<Change>> {
    let parsed = ProxyAddress::parse(entry);
    let address = parsed.value;
    let entries = entries(context, owner)?;
    if !can_change(context, owner) || entries.iter().any(|other| case_key::equal(other, entry)) {
        return None;
    }
    if entries.iter().any(|entry| ProxyAddress::parse(entry).is_smtp()) {
        return Some(vec![add_entry(owner, entry)]);
    }
    let is_smtp = parsed.is_smtp();
    match context.join.directories.side(owner.side).cell(owner.object, Attribute::Mail) {
        Cell::Text(mail) if is_smtp && case_key::equal(mail, address) => {
            Some(vec![add_entry(owner, format!("SMTP:{address}"))])
        }
        Cell::Text(mail) if is_usable(context, owner, mail) => {
            Some(vec![add_entry(owner, format!("SMTP:{mail}")), add_entry(owner, entry)])
        }
        Cell::Empty if is_smtp => Some(vec![add_entry(owner, format!("SMTP:{address}"))]),
        Cell::Empty => Some(vec![add_entry(owner, entry)]),
        _ => None,
    }
}

/// The same as a fix, where the object could have the address.
pub(in crate::rules) fn take_on_fix(context: &RuleContext<'_>, owner: Owner, address: &str, note: &str) -> Option<Fix> {
    let changes = take_on(context, owner, &format!("smtp:{address}")).filter(|_| is_usable(context, owner, address))?;
    if !is_one_person(context, owner) {
        return None;
    }
    let (name, shown) = (words::name(context, owner), words::shown(address));
    Some(Fix::review(format!("Add {shown} to {name}"), note, changes))
}

/// The object loses these entries, and mail where it says the same. Where the primary address was among them, the next one
/// takes its place, so that the object does not end up without. The flag says that this was so.
fn lose(
    context: &RuleContext<'_>,
    owner: Owner,
    is_gone: impl Fn(&str) -> bool,
    is_gone_from_mail: impl Fn(&str) -> bool,
) -> Option<(Vec<Change>, bool)> {
    if !can_change(context, owner) {
        return None;
    }
    let (gone, kept): (Vec<&str>, Vec<&str>) = entries(context, owner)?.into_iter().partition(|entry| is_gone(entry));
    let mut changes: Vec<Change> = gone.iter().map(|entry| remove_entry(owner, entry)).collect();
    let mut primary = kept.iter().copied().find(|entry| is_primary(entry));
    let had_primary = gone.iter().any(|entry| is_primary(entry)) && primary.is_none();
    if had_primary {
        let usable = |entry: &&str| {
            let entry = ProxyAddress::parse(entry);
            entry.is_smtp() && is_usable(context, owner, entry.value)
        };
        let login = identities(context, owner.side).login(owner.object).map(|key| context.text(key));
        let is_login = |entry: &&str| login.is_some_and(|login| is_entry_of(entry, login));
        let next = kept.iter().copied().filter(usable).find(is_login).or_else(|| kept.iter().copied().find(usable));
        if let Some(next) = next {
            primary = Some(next);
            changes.push(remove_entry(owner, next));
            changes.push(add_entry(owner, format!("SMTP:{}", ProxyAddress::parse(next).value)));
        }
    }
    // Without any primary address the object would be worse off than before.
    if had_primary && primary.is_none() && kept.iter().any(|entry| ProxyAddress::parse(entry).is_smtp()) {
        return None;
    }
    let after = primary.map(|entry| ProxyAddress::parse(entry).value);
    let after = after.filter(|after| is_usable(context, owner, after));
    changes.extend(mail_follows(context, owner, is_gone_from_mail, after));
    (!changes.is_empty()).then_some((changes, had_primary))
}

/// The object loses the address from proxyAddresses and mail. `None` where the files do not tell them.
pub(in crate::rules) fn give_up(context: &RuleContext<'_>, owner: Owner, key: Key) -> Option<Vec<Change>> {
    let address = context.text(key);
    let is_in_mail = |mail: &str| case_key::fold_untrimmed(mail) == address;
    lose(context, owner, |entry| is_entry_of(entry, address), is_in_mail).map(|(changes, _)| changes)
}

/// The object gives up its primary address and has this one in its place, which it signs in with from now on: for an object
/// that has no other address to fall back on. `None` where the address is not its primary one.
pub(super) fn rename_primary(context: &RuleContext<'_>, owner: Owner, key: Key, to: &str) -> Option<Vec<Change>> {
    let address = context.text(key);
    let is_it = |entry: &&str| is_primary(entry) && is_entry_of(entry, address);
    let entry = entries(context, owner)?.into_iter().find(is_it)?;
    let mut changes = vec![remove_entry(owner, entry), add_entry(owner, format!("SMTP:{to}"))];
    changes.extend(mail_follows(context, owner, |mail| case_key::fold_untrimmed(mail) == address, Some(to)));
    Some(changes)
}

/// An address of AD that Entra ID does not take is removed there. That is safe where it is known that nobody has it from
/// there, and where another address is the primary one.
pub(in crate::rules) fn drop_address(
    context: &RuleContext<'_>,
    owner: Owner,
    key: Key,
    is_of_no_use: bool,
) -> Option<Fix> {
    let address = context.text(key);
    let shown = words::shown(spelt(context, owner, key));
    drop_entries(context, owner, &shown, |entry| is_entry_of(entry, address), is_of_no_use)
}

/// The same for chosen entries, named in the title like this.
pub(super) fn drop_entries(
    context: &RuleContext<'_>,
    owner: Owner,
    shown: &str,
    is_gone: impl Fn(&str) -> bool,
    is_of_no_use: bool,
) -> Option<Fix> {
    let in_mail = |mail: &str| {
        let entries = entries(context, owner).unwrap_or_default();
        entries.iter().any(|entry| is_gone(entry) && case_key::equal(ProxyAddress::parse(entry).value, mail))
    };
    let (changes, had_primary) = lose(context, owner, &is_gone, in_mail)?;
    let name = words::name(context, owner);
    let title = format!("Take {shown} from {name}");
    Some(if is_of_no_use && !had_primary && changes.iter().all(|change| change.operation.brings().is_none()) {
        Fix::safe(title, changes)
    } else {
        let note = if had_primary {
            format!("It is the primary address of {name}, so another one takes its place.")
        } else {
            format!("Make sure that nobody needs {shown}, on premises neither.")
        };
        Fix { safety: Safety::Review, ..Fix::review(title, note, changes) }
    })
}
