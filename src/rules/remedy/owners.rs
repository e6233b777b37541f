//! One of several owners keeps a value, and all the others give it up: one fix for each owner that could keep it.

use super::addresses::{entries, give_up, rename_primary};
use super::names::another_login;
use super::names::tell_them;
use super::{can_change, cloud_mastered, counterpart, is_joined};
use crate::finding::{Change, Fix, Operation, Owner};
use crate::join::claims::Role;
use crate::join::contest::Standing;
use crate::join::{Outcome, scope};
use crate::model::order;
use crate::model::proxy_address::ProxyAddress;
use crate::model::{Attribute, Cell, Key, Side};
use crate::rules::{RuleContext, words};

/// How many owners are offered as the one that keeps a value.
const OFFERED_OWNERS: usize = 8;
/// Where more objects than this share a value, it is no matter of choosing one of them.
const MOST_OWNERS: usize = 50;
/// The same for attributes of objects, of which each may hold it in several.
const MOST_CLAIMS: usize = 4 * MOST_OWNERS;

/// The object whose values are changed to change this one's; `None` where none can be.
pub(in crate::rules) fn master(context: &RuleContext<'_>, owner: Owner) -> Option<Owner> {
    match owner.side {
        Side::Cloud if is_joined(context, owner) => context.joins.partner(owner.object).map(Owner::on_premises),
        _ => can_change(context, owner).then_some(owner),
    }
}

/// What one object does to give a value up.
pub(in crate::rules) struct Release {
    /// The changes.
    pub(in crate::rules) changes: Vec<Change>,
    /// What follows, in a sentence.
    pub(in crate::rules) effect: String,
}

/// The object gives an address up, as its UPN too; where the cloud masters its account, there as well. `None` where it
/// cannot.
pub(in crate::rules) fn release(context: &RuleContext<'_>, owner: Owner, key: Key) -> Option<Release> {
    let Some(account) = cloud_mastered(context, owner) else { return release_one(context, owner, key) };
    let holds = |wanted: Owner| {
        let claims = context.join.index.claims.of(key).iter().filter(|claim| claim.role().is_address());
        claims.map(|claim| Owner { side: claim.side(), object: claim.object() }).any(|owner| owner == wanted)
    };
    let mut all: Option<Release> = None;
    for own in [owner, account].into_iter().filter(|&own| holds(own)) {
        let further = release_one(context, own, key)?;
        match &mut all {
            Some(release) => release.changes.extend(further.changes),
            None => all = Some(further),
        }
    }
    all
}

fn release_one(context: &RuleContext<'_>, owner: Owner, key: Key) -> Option<Release> {
    let index = context.join.index;
    let (address, name) = (words::shown(context.text(key)), words::name(context, owner));
    let login = match owner.side {
        Side::OnPremises => index.on_premises.login(owner.object),
        Side::Cloud => index.cloud.login(owner.object),
    };
    if login == Some(key) {
        let (other, change) = another_login(context, owner, key)?;
        let mut changes = vec![change];
        // Who signs in with it and keeps it as an address has not given it up.
        let given_up = give_up(context, owner, key).or_else(|| rename_primary(context, owner, key, &other));
        changes.extend(given_up.into_iter().flatten());
        return Some(Release { changes, effect: tell_them(&name, &words::shown(&other)) });
    }
    let changes = give_up(context, owner, key)?;
    Some(Release { effect: no_longer_reaches(context, owner, &changes, &address), changes })
}

/// What it means that the object gives an address up by these changes. A contact without any address does not sync.
pub(in crate::rules) fn no_longer_reaches(
    context: &RuleContext<'_>,
    owner: Owner,
    changes: &[Change],
    address: &str,
) -> String {
    let name = words::name(context, owner);
    let effect = format!("Mail for {address} no longer reaches {name}.");
    if leaves_the_sync(context, owner, changes) {
        format!("{effect} {name} has no address then and leaves the sync.")
    } else {
        effect
    }
}

/// Does the object lose its last address by these changes, where without one the sync does not take it along?
fn leaves_the_sync(context: &RuleContext<'_>, owner: Owner, changes: &[Change]) -> bool {
    if owner.side == Side::Cloud || !scope::needs_address(&context.join, owner.object) {
        return false;
    }
    let own = || changes.iter().filter(|change| change.owner == owner);
    let is_gone =
        |entry: &str| own().any(|change| matches!(&change.operation, Operation::Remove(gone) if gone == entry));
    let is_smtp = |entry: &str| ProxyAddress::parse(entry).is_smtp();
    let has_entry = entries(context, owner)
        .is_none_or(|list| list.iter().any(|entry| is_smtp(entry) && !is_gone(entry)))
        || own().any(|change| {
            change.attribute == Attribute::ProxyAddresses && change.operation.brings().is_some_and(is_smtp)
        });
    let mail_after = own().find_map(|change| match &change.operation {
        Operation::Set { after, .. } if change.attribute == Attribute::Mail => {
            Some(after.as_deref().map_or(Cell::Empty, Cell::Text))
        }
        _ => None,
    });
    let mail = mail_after.unwrap_or_else(|| context.join.on_premises().cell(owner.object, Attribute::Mail));
    let has_mail = !mail.is_known() || mail.text().is_some_and(|mail| mail.contains('@'));
    !has_entry && !has_mail
}

/// One fix for each owner that could keep the address: all the others give it up where they are mastered. The likely owner
/// comes first.
pub(in crate::rules) fn one_keeps_it(
    context: &RuleContext<'_>,
    owners: &[Owner],
    key: Key,
    likely: Option<usize>,
) -> Vec<Fix> {
    let likely = likely.and_then(|place| owners.get(place)).copied();
    let holds = |owner: Owner| {
        let claims = context.join.index.claims.of(key).iter();
        claims.filter(|claim| claim.role().is_address() && claim.role() != Role::TargetAddress).any(|claim| {
            let holder = Owner { side: claim.side(), object: claim.object() };
            holder == owner || Some(holder) == master(context, owner)
        })
    };
    let claims = context.join.index.claims.of(key);
    if owners.len() > MOST_OWNERS || claims.len() > MOST_CLAIMS {
        return Vec::new();
    }
    // Whoever else has it gives it up too; else the next finding would be about them.
    let mut owners = owners.to_vec();
    for claim in claims.iter().filter(|claim| claim.role().is_address() && claim.role() != Role::TargetAddress) {
        let owner = Owner { side: claim.side(), object: claim.object() };
        let counts = match owner.side {
            Side::OnPremises => context.is_in_scope(owner.object),
            Side::Cloud => !context.join.cloud().is_deleted(owner.object),
        };
        if counts && !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    // What AD brings to an account that it will be joined to is one person's.
    let is_other_half = |owner: &Owner| {
        let is_of = |other: Owner| owners.contains(&other) && holds(other);
        let is_mastered_by = |other: &&Owner| cloud_mastered(context, **other) == Some(*owner);
        owner.side == Side::Cloud
            && (counterpart(context, *owner).is_some_and(is_of)
                || owners.iter().find(is_mastered_by).is_some_and(|&other| is_of(other)))
    };
    let holders: Vec<Owner> = owners.iter().copied().filter(|owner| !is_other_half(owner) && holds(*owner)).collect();
    let likely = likely.and_then(|likely| holders.iter().position(|&owner| owner == likely));
    let mut fixes = one_keeps(context, &holders, ("", context.text(key)), likely, |owner| release(context, owner, key));
    for fix in &mut fixes {
        let keeper = fix.keeps.as_ref().map(|(keeper, _)| *keeper);
        if let Some((keeper, account)) = keeper.and_then(|keeper| Some((keeper, handed_over(context, keeper, key)?))) {
            fix.note = format!("{} {}", takes_over(context, keeper, account), fix.note);
        }
    }
    // First comes the way that hands the account to nobody.
    let cloud_keeps_it = cloud_alone_keeps_it(context, &holders, key);
    cloud_keeps_it.into_iter().chain(fixes).collect()
}

/// The account with the address to which the next sync joins the AD object by a soft match, though its name is another, or
/// though others want the account too and the files do not tell who gets it.
fn handed_over(context: &RuleContext<'_>, keeper: Owner, key: Key) -> Option<Owner> {
    if keeper.side == Side::Cloud {
        return None;
    }
    let decision = context.joins.decision(keeper.object);
    let by_values = matches!(decision.outcome, Outcome::SoftMatchSmtp | Outcome::SoftMatchUpn);
    let account = decision.cloud.filter(|_| by_values).map(Owner::cloud)?;
    let mut claims = context.join.index.claims.of(key).iter();
    let has_it = claims.any(|claim| Owner { side: claim.side(), object: claim.object() } == account);
    let is_open = context.joins.standing(keeper.object) == Some(Standing::Open);
    (has_it && (is_open || !words::is_named_alike(context, keeper, account))).then_some(account)
}

fn takes_over(context: &RuleContext<'_>, keeper: Owner, account: Owner) -> String {
    let (own, other) = (words::name(context, keeper), words::name(context, account));
    format!("The next sync joins {own} to the account of {other}. {}", make_sure(&own, &other))
}

/// What nobody but a person can know before two objects are joined.
pub(in crate::rules) fn make_sure(own: &str, account: &str) -> String {
    format!("Make sure that {own} in AD and {account} in the cloud are the same person.")
}

/// All AD objects that want one account by the address give it up, where nothing tells who of them gets it, none has its name,
/// and none leads to it by the UPN as well.
fn cloud_alone_keeps_it(context: &RuleContext<'_>, holders: &[Owner], key: Key) -> Option<Fix> {
    let account = handed_over(context, *holders.first()?, key)?;
    let index = context.join.index;
    let by_login = index.cloud.login(account.object).filter(|&login| login != key);
    let is_nobodys = |&holder: &Owner| {
        (by_login.is_none() || index.on_premises.login(holder.object) != by_login)
            && handed_over(context, holder, key) == Some(account)
            && context.joins.standing(holder.object) == Some(Standing::Open)
            && !words::is_named_alike(context, holder, account)
    };
    if !holders.iter().all(is_nobodys) {
        return None;
    }
    let mut changes = Vec::new();
    let mut effects = vec![format!("No AD object joins the account of {} by it.", words::name(context, account))];
    for &holder in holders {
        let release = release(context, holder, key)?;
        changes.extend(release.changes);
        effects.push(release.effect);
    }
    let value = context.text(key);
    let title = format!("{} keeps {}, in the cloud alone", words::name(context, account), words::shown(value));
    let is_any = !changes.is_empty() && brings_once(&changes);
    is_any.then(|| Fix { keeps: Some((account, value.to_owned())), ..Fix::review(title, effects.join(" "), changes) })
}

/// The same for a value that objects give up in a way of its own, all of which hold it. `what` stands before it in the title,
/// with a blank at its end.
pub(in crate::rules) fn one_keeps(
    context: &RuleContext<'_>,
    owners: &[Owner],
    (what, value): (&str, &str),
    likely: Option<usize>,
    release: impl Fn(Owner) -> Option<Release>,
) -> Vec<Fix> {
    if owners.len() > MOST_OWNERS {
        return Vec::new();
    }
    let likely = likely.and_then(|place| owners.get(place)).map(|&owner| master(context, owner).unwrap_or(owner));
    let mut contenders: Vec<Owner> = Vec::new();
    for &owner in owners {
        let owner = master(context, owner).unwrap_or(owner);
        if !contenders.contains(&owner) {
            contenders.push(owner);
        }
    }
    let names = told_apart(context, &contenders);
    let releases: Vec<Option<Release>> = contenders.iter().map(|&owner| release(owner)).collect();
    let shown = words::shown(value);
    let mut places: Vec<usize> = (0..contenders.len()).collect();
    order::sort_by_key(&mut places, |&place| Some(contenders[place]) != likely);
    let keeps_it = |keeper: usize| {
        let mut changes: Vec<Change> = Vec::new();
        let mut effects = Vec::new();
        for (place, release) in releases.iter().enumerate().filter(|&(place, _)| place != keeper) {
            let release = release.as_ref()?;
            changes.extend(release.changes.iter().cloned());
            // Where two have one name, the effect tells them apart as the title does.
            effects.push(release.effect.replace(&words::name(context, contenders[place]), &names[place]));
        }
        let is_any = !changes.is_empty() && brings_once(&changes);
        is_any.then(|| Fix {
            keeps: value.contains('@').then(|| (contenders[keeper], value.to_owned())),
            ..Fix::review(format!("{} keeps {what}{shown}", names[keeper]), effects.join(" "), changes)
        })
    };
    places.into_iter().take(OFFERED_OWNERS).filter_map(keeps_it).collect()
}

/// The others give the address up, so that a synced account gets it whose AD object the files do not have.
pub(in crate::rules) fn one_gets_it(
    context: &RuleContext<'_>,
    account: Owner,
    holders: &[Owner],
    key: Key,
) -> Option<Fix> {
    let mut changes = Vec::new();
    let mut effects = Vec::new();
    for &holder in holders {
        let release = release(context, master(context, holder)?, key)?;
        changes.extend(release.changes);
        effects.push(release.effect);
    }
    let title = format!("{} gets {}", words::name(context, account), words::shown(context.text(key)));
    (!changes.is_empty()).then(|| Fix::review(title, effects.join(" "), changes))
}

/// One fix for each that could keep a value which Entra ID put into quarantine: the account, or one of those that hold it.
pub(in crate::rules) fn end_quarantine(context: &RuleContext<'_>, owners: &[Owner], key: Key) -> Vec<Fix> {
    let Some(account) = owners.iter().position(|owner| owner.side == Side::Cloud) else { return Vec::new() };
    let holders = &owners[account + 1..];
    let fixes = one_keeps_it(context, owners, key, Some(account + 1));
    if fixes.is_empty() { one_gets_it(context, owners[account], holders, key).into_iter().collect() } else { fixes }
}

/// Does nothing go to two objects at once?
fn brings_once(changes: &[Change]) -> bool {
    let mut brought: Vec<(&str, Owner)> =
        changes.iter().filter_map(|change| Some((change.operation.brings()?, change.owner))).collect();
    order::sort(&mut brought);
    brought.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1)
}

/// The names of objects of both sides, with the side where two are alike.
fn told_apart(context: &RuleContext<'_>, owners: &[Owner]) -> Vec<String> {
    let names = words::names(context, owners);
    let is_shared = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let with_side = |(name, owner): (&String, &Owner)| match owner.side {
        _ if !is_shared(name) => name.clone(),
        Side::OnPremises => format!("{name} in AD"),
        Side::Cloud => format!("{name} in the cloud"),
    };
    names.iter().zip(owners).map(with_side).collect()
}
