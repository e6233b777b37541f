//! Names that an object could have: to sign in with, as an alias, as a target of mail. Only what the data determine, or a
//! free variant of a name that somebody has to look at.

use super::addresses::is_usable_for;
use super::{can_change, counterpart, primary_text, set, spelt};
use crate::finding::{Change, Fix, Owner};
use crate::join::claims::Role;
use crate::model::order;
use crate::model::{Attribute, Key, Side, case_key, domain, user_principal_name};
use crate::rules::{RuleContext, words};

/// How many numbers are tried after a name.
const NUMBERS: std::ops::RangeInclusive<usize> = 2..=99;

/// The attribute that holds the name to sign in with.
fn attribute(context: &RuleContext<'_>, side: Side) -> Attribute {
    match side {
        Side::OnPremises => context.join.settings.login_id_attribute.value,
        Side::Cloud => Attribute::UserPrincipalName,
    }
}

/// Can the object sign in with the name: does Entra ID take it, is its domain verified, and does nobody else hold it?
fn is_login_for(context: &RuleContext<'_>, own: &[Owner], name: &str) -> bool {
    let folded = case_key::fold_untrimmed(name);
    let suffix = domain::of(&folded).unwrap_or_default();
    user_principal_name::is_accepted(name)
        && !domain::is_reserved(suffix)
        && context.join.settings.is_verified(suffix) == Some(true)
        && is_usable_for(context, own, name)
}

/// The object signs in with this name. `None` where it cannot.
pub(in crate::rules) fn sign_in(context: &RuleContext<'_>, owner: Owner, name: &str) -> Option<Change> {
    set(context, owner, attribute(context, owner.side), Some(name)).filter(|_| is_login_for(context, &[owner], name))
}

/// The AD object signs in with the name of the account that it is to be joined to.
pub(in crate::rules) fn lead_by_login(
    context: &RuleContext<'_>,
    own: Owner,
    account: Owner,
    name: &str,
) -> Option<Change> {
    set(context, own, attribute(context, own.side), Some(name)).filter(|_| is_login_for(context, &[own, account], name))
}

/// The same as a fix.
pub(in crate::rules) fn sign_in_as(context: &RuleContext<'_>, owner: Owner, name: &str) -> Option<Fix> {
    let change = sign_in(context, owner, name)?;
    let (person, shown) = (words::name(context, owner), words::shown(name));
    let what = if change.attribute == Attribute::UserPrincipalName { "UPN" } else { change.attribute.name() };
    Some(Fix::review(format!("Give {person} the {what} {shown}"), tell_them(&person, &shown), vec![change]))
}

/// What follows another name.
pub(super) fn tell_them(person: &str, name: &str) -> String {
    format!("{person} signs in as {name} then. Tell them before, and look at what is tied to the old name.")
}

/// The primary address as the name to sign in with; where it is none, the same name in a verified domain.
pub(in crate::rules) fn other_suffix(context: &RuleContext<'_>, owner: Owner, key: Option<Key>) -> Vec<Fix> {
    const OFFERED: usize = 3;
    if let Some(fix) = primary_text(context, owner).and_then(|primary| sign_in_as(context, owner, primary)) {
        return vec![fix];
    }
    let Some((local, suffix)) = key.and_then(|key| context.text(key).rsplit_once('@')) else { return Vec::new() };
    let is_parent = |name: &str| suffix.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    let verified = context.join.settings.verified_domains.value.iter().flatten().map(String::as_str);
    let mut verified: Vec<&str> = verified.collect();
    order::sort_by_key(&mut verified, |name| !is_parent(name));
    let give = |name: &str| sign_in_as(context, owner, &format!("{local}@{name}"));
    verified.into_iter().filter_map(give).take(OFFERED).collect()
}

/// Another name than this one for the object to sign in with: its primary address, its account name, or a number after the
/// name that it gives up.
pub(in crate::rules) fn another_login(context: &RuleContext<'_>, owner: Owner, key: Key) -> Option<(String, Change)> {
    let former = context.text(key);
    let (local, suffix) = former.rsplit_once('@')?;
    let account = context.join.directories.side(owner.side).text(owner.object, Attribute::SamAccountName);
    let account = account.filter(|_| owner.side == Side::OnPremises).map(|account| format!("{account}@{suffix}"));
    let numbered = NUMBERS.map(|number| format!("{local}{number}@{suffix}"));
    let own = addresses(context, owner).map(|key| spelt(context, owner, key).to_owned());
    let candidates =
        primary_text(context, owner).map(str::to_owned).into_iter().chain(own).chain(account).chain(numbered);
    candidates
        .filter(|name| !case_key::equal(name, former))
        .find_map(|name| Some((name.clone(), sign_in(context, owner, &name)?)))
}

fn addresses<'a>(context: &RuleContext<'a>, owner: Owner) -> impl Iterator<Item = Key> + 'a {
    let identities = match owner.side {
        Side::OnPremises => &context.join.index.on_premises,
        Side::Cloud => &context.join.index.cloud,
    };
    identities.addresses(owner.object).iter().map(|address| address.key)
}

/// The name with the first number after it that nothing in this attribute has.
pub(in crate::rules) fn numbered(context: &RuleContext<'_>, name: &str, role: Role) -> Option<String> {
    let is_free = |name: &String| !is_held(context, name, role, None);
    NUMBERS.map(|number| format!("{name}{number}")).find(is_free)
}

/// Does any object but this one, and the one that it is joined to, have the name in this attribute?
fn is_held(context: &RuleContext<'_>, name: &str, role: Role, owner: Option<Owner>) -> bool {
    let index = context.join.index;
    let own = [owner, owner.and_then(|owner| counterpart(context, owner))];
    let claims = index.keys.find(&case_key::fold(name)).map_or(&[][..], |key| index.claims.of(key));
    claims
        .iter()
        .filter(|claim| claim.role() == role)
        .any(|claim| !own.contains(&Some(Owner { side: claim.side(), object: claim.object() })))
}

/// Does Exchange take the text as an alias?
///
/// Source: Microsoft, "Prepare for directory synchronization to Microsoft 365" (mailNickname), read 2026-07.
pub(in crate::rules) fn is_good_alias(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.chars().all(crate::model::alias::is_allowed)
        && !text.starts_with('.')
        && !text.ends_with('.')
        && !text.contains("..")
}

/// The AD object gets an alias that nobody has: the name of its primary address, this one, or that of its account. `None`
/// for an account that is in the cloud already, because its onmicrosoft.com address would not follow.
pub(in crate::rules) fn new_alias(
    context: &RuleContext<'_>,
    owner: Owner,
    wanted: Option<&str>,
) -> Option<(String, Change)> {
    if owner.side != Side::OnPremises || counterpart(context, owner).is_some() {
        return None;
    }
    let account = context.join.on_premises().text(owner.object, Attribute::SamAccountName);
    let primary = primary_text(context, owner).and_then(|address| address.split_once('@')).map(|(local, _)| local);
    let is_free = |name: &&str| is_good_alias(name) && !is_held(context, name, Role::MailNickname, Some(owner));
    let name = [primary, wanted, account].into_iter().flatten().find(is_free)?;
    Some((name.to_owned(), set(context, owner, Attribute::MailNickname, Some(name))?))
}

/// Account names that a user could have, the likeliest first: each that is free and of the right form.
pub(in crate::rules) fn account_names<'a>(
    context: &'a RuleContext<'_>,
    owner: Owner,
    candidates: impl Iterator<Item = String> + 'a,
) -> impl Iterator<Item = (String, Change)> + 'a {
    let is_good = |name: &String| {
        (1..=20).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    candidates
        .filter(is_good)
        .filter(move |name| !is_held(context, name, Role::SamAccountName, Some(owner)))
        .filter_map(move |name| {
            let change = set(context, owner, Attribute::SamAccountName, Some(&name))?;
            Some((name, change))
        })
}

/// The address in the hybrid routing domain, else the onmicrosoft.com one, that the account has and to which mail for it can
/// be sent on, as the value of targetAddress.
pub(in crate::rules) fn own_target(context: &RuleContext<'_>, owner: Owner) -> Option<(String, Change)> {
    let settings = context.join.settings;
    let account = counterpart(context, owner).filter(|_| can_change(context, owner))?;
    let held = context.join.index.cloud.addresses(account.object);
    let of = |wanted: Option<&str>| {
        let is_in = |key: Key| wanted.is_some() && domain::of(context.text(key)) == wanted;
        held.iter().map(|address| address.key).find(|&key| is_in(key))
    };
    let key =
        of(settings.hybrid_routing_domain.value.as_deref()).or_else(|| of(settings.initial_domain.value.as_deref()))?;
    let address = spelt(context, account, key).to_owned();
    let change = set(context, owner, Attribute::TargetAddress, Some(&format!("SMTP:{address}")))?;
    let is_other = change.operation.takes().is_none_or(|target| {
        let target = target.split_once(':').map_or(target, |(_, address)| address);
        !case_key::equal(target, &address)
    });
    is_other.then_some((address, change))
}
