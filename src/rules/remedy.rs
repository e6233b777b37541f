//! How rules put a finding right: an address given up or taken on, a value set, one of several owners keeping what all claim.
//!
//! A change names values as the files spell them, so that the script can check them first. Where the files do not tell what
//! a value is now, no change is offered; and none where the cloud object gets its values from AD.

#![allow(dead_code, reason = "what rules need of it comes rule by rule")]

use super::{RuleContext, words};
use crate::finding::{Change, Fix, Operation, Owner, Safety};
use crate::join::Outcome;
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{Attribute, Cell, Key, Side, address_list, case_key};

/// How many owners are offered as the one that keeps a value.
const OFFERED_OWNERS: usize = 8;

impl Fix {
    /// A fix that nobody has to think about.
    pub(in crate::rules) fn safe(title: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), note: String::new(), safety: Safety::Safe, keeps: None, changes }
    }

    /// A fix that somebody has to look at first: at what, says the note.
    pub(in crate::rules) fn review(title: impl Into<String>, note: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), note: note.into(), safety: Safety::Review, keeps: None, changes }
    }
}

/// Is the object mastered where it stands, so that a change there lasts? A cloud object that is synced is changed in AD;
/// what the recycle bin holds, or AD no longer decides, is left alone.
///
/// Source: Microsoft, "Operation on mailbox failed because it's out of the current user's write scope", 2026-07.
pub(in crate::rules) fn can_change(context: &RuleContext<'_>, owner: Owner) -> bool {
    match owner.side {
        Side::OnPremises => true,
        Side::Cloud => {
            let cloud = context.join.cloud();
            let is_synced = !matches!(cloud.boolean(owner.object, Attribute::SyncEnabled), Ok(None | Some(false)));
            let is_joined = context
                .joins
                .partner(owner.object)
                .is_some_and(|object| context.joins.decision(object).outcome == Outcome::AlreadySynced);
            !is_synced && !is_joined && !cloud.is_deleted(owner.object)
        }
    }
}

/// The value of a single-valued attribute becomes another; `None` takes it away. No change where the files do not tell
/// what it is now, or where it is that already.
pub(in crate::rules) fn set(
    context: &RuleContext<'_>,
    owner: Owner,
    attribute: Attribute,
    after: Option<&str>,
) -> Option<Change> {
    let snapshot = context.join.directories.side(owner.side);
    let before = match snapshot.cell(owner.object, attribute) {
        Cell::NotExported | Cell::Lost => return None,
        Cell::Empty => None,
        Cell::Text(text) => Some(text),
    };
    let is_usable = can_change(context, owner) && before != after;
    is_usable.then(|| Change {
        owner,
        attribute,
        operation: Operation::Set { before: before.map(str::to_owned), after: after.map(str::to_owned) },
    })
}

/// The entries of proxyAddresses as written; `None` where the files do not tell them.
pub(in crate::rules) fn entries<'a>(context: &RuleContext<'a>, owner: Owner) -> Option<Vec<&'a str>> {
    match context.join.directories.side(owner.side).cell(owner.object, Attribute::ProxyAddresses) {
        Cell::NotExported | Cell::Lost => None,
        Cell::Empty => Some(Vec::new()),
        Cell::Text(text) => Some(address_list::entries(text).collect()),
    }
}

/// proxyAddresses loses this entry, spelled like this.
pub(in crate::rules) fn remove_entry(owner: Owner, entry: &str) -> Change {
    Change { owner, attribute: Attribute::ProxyAddresses, operation: Operation::Remove(entry.to_owned()) }
}

/// proxyAddresses gains this entry.
pub(in crate::rules) fn add_entry(owner: Owner, entry: impl Into<String>) -> Change {
    Change { owner, attribute: Attribute::ProxyAddresses, operation: Operation::Add(entry.into()) }
}

/// Is this entry the SMTP address in the form that is compared?
pub(in crate::rules) fn is_entry_of(entry: &str, address: &str) -> bool {
    let entry = ProxyAddress::parse(entry);
    entry.is_smtp() && entry.comparison_form() == address
}

/// The address with its type in capitals, so that it becomes the primary one, in place of the entry that is it now and of
/// `smtp:` where the object has the address already. `None` where the files do not tell proxyAddresses.
pub(in crate::rules) fn make_primary(context: &RuleContext<'_>, owner: Owner, address: &str) -> Option<Vec<Change>> {
    if !can_change(context, owner) {
        return None;
    }
    let mut changes = Vec::new();
    let folded = case_key::fold_untrimmed(address);
    for entry in entries(context, owner)? {
        let parsed = ProxyAddress::parse(entry);
        if is_entry_of(entry, &folded) {
            changes.push(remove_entry(owner, entry));
        } else if parsed.address_type == AddressType::PrimarySmtp {
            changes.push(remove_entry(owner, entry));
            changes.push(add_entry(owner, format!("smtp:{}", parsed.value)));
        }
    }
    changes.push(add_entry(owner, format!("SMTP:{address}")));
    Some(changes)
}

/// The object gains the address as a further one. `None` where the files do not tell proxyAddresses, or where it has the
/// address already.
pub(in crate::rules) fn take_on(context: &RuleContext<'_>, owner: Owner, address: &str) -> Option<Change> {
    let folded = case_key::fold_untrimmed(address);
    let is_new = !entries(context, owner)?.into_iter().any(|entry| is_entry_of(entry, &folded));
    (is_new && can_change(context, owner)).then(|| add_entry(owner, format!("smtp:{address}")))
}

/// The object loses the address from proxyAddresses and mail. Where it was the primary one, the next address takes its
/// place, so that the object does not end up without. `None` where that is no matter of these attributes: the address is
/// its UPN, or the files do not tell.
pub(in crate::rules) fn give_up(context: &RuleContext<'_>, owner: Owner, key: Key) -> Option<Vec<Change>> {
    if !can_change(context, owner) {
        return None;
    }
    let address = context.text(key);
    let snapshot = context.join.directories.side(owner.side);
    let has = |attribute| {
        snapshot.text(owner.object, attribute).is_some_and(|text| case_key::fold_untrimmed(text) == address)
    };
    let login = match owner.side {
        Side::OnPremises => context.join.settings.login_id_attribute.value,
        Side::Cloud => Attribute::UserPrincipalName,
    };
    if has(login) {
        return None;
    }
    let entries = entries(context, owner)?;
    let (gone, kept): (Vec<&str>, Vec<&str>) = entries.into_iter().partition(|entry| is_entry_of(entry, address));
    let mut changes: Vec<Change> = gone.iter().map(|entry| remove_entry(owner, entry)).collect();
    let is_primary = |entry: &&str| ProxyAddress::parse(entry).address_type == AddressType::PrimarySmtp;
    let had_primary = gone.iter().any(is_primary);
    let mut primary = kept.iter().copied().find(|entry| is_primary(entry));
    if had_primary && primary.is_none() {
        let usable = |entry: &&str| {
            let entry = ProxyAddress::parse(entry);
            entry.is_smtp() && entry.fault().is_none() && keeps(context, entry.value)
        };
        if let Some(next) = kept.iter().copied().find(usable) {
            primary = Some(next);
            changes.push(remove_entry(owner, next));
            changes.push(add_entry(owner, format!("SMTP:{}", ProxyAddress::parse(next).value)));
        }
    }
    if owner.side == Side::OnPremises && has(Attribute::Mail) {
        changes.push(set(context, owner, Attribute::Mail, primary.map(|entry| ProxyAddress::parse(entry).value))?);
    }
    (!changes.is_empty()).then_some(changes)
}

/// Does Entra ID keep an address with this domain, as far as is known?
fn keeps(context: &RuleContext<'_>, address: &str) -> bool {
    let folded = case_key::fold_untrimmed(address);
    let domain = crate::model::domain::of(&folded).unwrap_or_default();
    let settings = context.join.settings;
    settings.keeps_address_in(domain) == Some(true) && settings.is_verified(domain) != Some(false)
}

/// Does no object of either side, deleted ones and guests included, hold the address in any attribute?
pub(in crate::rules) fn is_free(context: &RuleContext<'_>, address: &str) -> bool {
    let index = context.join.index;
    let folded = case_key::fold_untrimmed(address);
    index.keys.find(&folded).is_none_or(|key| !index.claims.of(key).iter().any(|claim| claim.role().is_address()))
}

/// One fix for each owner that could keep the address: all the others give it up. The likely owner comes first.
pub(in crate::rules) fn one_keeps_it(
    context: &RuleContext<'_>,
    owners: &[Owner],
    key: Key,
    likely: Option<usize>,
) -> Vec<Fix> {
    let names = words::names(context, owners);
    let address = words::shown(context.text(key));
    let mut places: Vec<usize> = (0..owners.len()).collect();
    places.sort_by_key(|&place| Some(place) != likely);
    let keeps_it = |keeper: usize| {
        let mut changes = Vec::new();
        for (_, &owner) in owners.iter().enumerate().filter(|&(place, _)| place != keeper) {
            changes.extend(give_up(context, owner, key)?);
        }
        let others: Vec<String> =
            names.iter().enumerate().filter(|&(place, _)| place != keeper).map(|(_, name)| name.clone()).collect();
        let note = format!("Mail for {address} no longer reaches {}.", words::list(&others));
        Some(Fix {
            keeps: Some((owners[keeper], context.text(key).to_owned())),
            ..Fix::review(format!("{} keeps {address}", names[keeper]), note, changes)
        })
    };
    places.into_iter().take(OFFERED_OWNERS).filter_map(keeps_it).collect()
}
