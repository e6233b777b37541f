//! The rules of RM Unify: which address it wants for an AD user, whether it would give it, and whether the user's address
//! follows a new account name.
//!
//! - The user name is the sAMAccountName; the address is `<user name>@<federated domain>`, unless an AD attribute is set up
//!   to tell it. Only addresses in a federated domain work.
//! - Whoever's address is something other than the user name has opted out: a later user name does not change it. After a
//!   rename only the name before it tells: see [`earlier_account_name`].
//! - An address is given only if no other user of RM Unify ever had it and no other Microsoft 365 account has it as a proxy
//!   address. So nobody gets the mailbox of a namesake who left.
//! - The ImmutableId of an account is made from the objectGUID.
//!
//! What is not told is unknown. In particular no file tells who had an address before the oldest of them, so an address
//! that is granted here is one that nothing in the files speaks against. What the sync does must not be decided here.
//! Sources: RM, "Microsoft 365 email address of an RM Unify user is not updated when their username changes" (TEC4024768),
//! 2024-10-04; "Provisioning Microsoft 365 accounts and mailboxes when your domain is federated to RM Unify" (TEC5826454),
//! 2024-10-04; article TEC4699981 for user name and ImmutableId.

use crate::model::order;
use rustc_hash::FxHashMap;

use super::anchor::Anchor;
use super::context::Context;
use super::holders::Holders;
use super::identity::Identities;
use super::outcome::{Decision, MatchKey, Outcome};
use crate::model::{Attribute, Cell, Confidence, Guid, Key, ObjectId, ObjectKind, Snapshot, case_key, domain};
use crate::other_tools::RmUnifyUser;

/// What RM Unify would do for a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Does the address stay when the account name changes? `None` where the files do not tell.
    pub opted_out: Option<bool>,
    /// The address that it wants for the user.
    pub wanted: Result<String, NoAddress>,
    /// Why it would give the address or not.
    pub ground: Ground,
    /// The cloud objects that have the address, or had it before they were deleted.
    pub holders: Vec<ObjectId>,
}

impl Lookup {
    /// The first of the holders.
    pub fn held_by(&self) -> Option<ObjectId> {
        self.holders.first().copied()
    }

    /// Would it give the address? `None` where the files do not tell.
    pub fn grant(&self) -> Option<bool> {
        match self.ground {
            Ground::Own | Ground::Free => Some(true),
            Ground::AnotherAccount | Ground::DeletedAccount | Ground::AnotherUser | Ground::OtherDomain => Some(false),
            Ground::NoAddress | Ground::PossiblyOwn | Ground::PossiblyAnotherUser | Ground::NotTold => None,
        }
    }
}

/// Why no address can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAddress {
    /// The AD export does not tell the attribute that holds addresses.
    AttributeNotTold,
    /// The AD export does not tell the account name.
    AccountNameNotTold,
    /// The user has no account name.
    NoAccountName,
    /// No federated domain is known.
    NoFederatedDomain,
    /// There are several, and no account of the user is in one of them.
    SeveralFederatedDomains,
}

/// What speaks for or against giving an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// No address can be named.
    NoAddress,
    /// The user's own account has it.
    Own,
    /// An account has it that is possibly the user's own.
    PossiblyOwn,
    /// Another cloud object has it.
    AnotherAccount,
    /// A deleted account had it.
    DeletedAccount,
    /// Another user of RM Unify has the user name that it is made of.
    AnotherUser,
    /// A user of RM Unify has that user name, and the list does not tell whether it is the same person.
    PossiblyAnotherUser,
    /// It is not in a federated domain.
    OtherDomain,
    /// Nothing in the files speaks against it.
    Free,
    /// Nothing speaks against it, but the files lack deleted users or addresses.
    NotTold,
}

/// What the rules look things up in. Blank where RM Unify is not in use.
#[derive(Clone, Debug, Default)]
pub struct RmUnifyIndex {
    /// The user name by objectGUID; `None` where the list has several.
    name_of: FxHashMap<Guid, Option<String>>,
    /// Who has a user name, in lower case.
    people: FxHashMap<String, Vec<Option<Guid>>>,
    /// Deleted cloud users by sign-in name and addresses, sorted.
    deleted: Vec<(Key, ObjectId)>,
    are_deleted_told: bool,
    are_addresses_told: bool,
}

impl RmUnifyIndex {
    /// Collects the users of RM Unify and the deleted cloud users.
    pub(super) fn new(users: &[RmUnifyUser], cloud: &Snapshot, identities: &Identities) -> Self {
        let mut index = Self { are_addresses_told: true, ..Self::default() };
        for user in users {
            let name = case_key::fold(&user.user_name);
            if let Some(person) = user.person {
                let known = index.name_of.entry(person).or_insert_with(|| Some(name.clone().into_owned()));
                if known.as_deref() != Some(&*name) {
                    *known = None;
                }
            }
            index.people.entry(name.into_owned()).or_default().push(user.person);
        }
        for object in cloud.objects().filter(|&object| cloud.kind(object) == ObjectKind::User) {
            index.are_addresses_told &= cloud.cell(object, Attribute::ProxyAddresses).is_known();
            if cloud.is_deleted(object) {
                index.are_deleted_told = true;
                let addresses = identities.addresses(object).iter().map(|address| address.key);
                let names = identities.login(object).into_iter().chain(identities.primary(object)).chain(addresses);
                index.deleted.extend(names.map(|key| (key, object)));
            }
        }
        order::sort(&mut index.deleted);
        index.deleted.dedup();
        index
    }

    fn deleted_with(&self, key: Key) -> impl Iterator<Item = ObjectId> {
        let from = self.deleted.partition_point(|(other, _)| *other < key);
        self.deleted[from..].iter().take_while(move |(other, _)| *other == key).map(|(_, object)| *object)
    }
}

/// What RM Unify would do for an AD user; `None` for other objects, and where it is not in use. `decision` is the sync's.
pub fn look_up(context: &Context<'_>, object: ObjectId, decision: &Decision) -> Option<Lookup> {
    look_up_with(context, object, decision, earlier_account_name(context, object))
}

/// The same with the account name before a rename from elsewhere.
///
/// This is where an older AD export comes in: whoever has one passes the sAMAccountName that the object of this
/// objectGUID had in it, which counts before RM Unify's own list.
pub fn look_up_with(
    context: &Context<'_>,
    object: ObjectId,
    decision: &Decision,
    earlier_account_name: Option<&str>,
) -> Option<Lookup> {
    if !applies(context, object) {
        return None;
    }
    let account = account(context, object, decision);
    let known = account.filter(|account| account.is_sure).map(|account| account.object);
    let opted_out = opted_out(earlier_account_name, known.and_then(|own| primary_of(context, own)));
    let wanted = wanted(context, object, known);
    let (ground, holders) = match &wanted {
        Ok(address) => judge(context, object, account, address),
        Err(_) => (Ground::NoAddress, Vec::new()),
    };
    Some(Lookup { opted_out, wanted, ground, holders })
}

/// Would RM Unify give the user this address, and who has or had it? For whoever asks about another address than the one
/// that [`look_up`] finds.
pub fn test_grant(
    context: &Context<'_>,
    object: ObjectId,
    decision: &Decision,
    address: &str,
) -> (Ground, Vec<ObjectId>) {
    judge(context, object, account(context, object, decision), address)
}

/// Does RM Unify look after the object at all?
pub fn applies(context: &Context<'_>, object: ObjectId) -> bool {
    context.settings.rm_unify.value && context.on_premises().kind(object) == ObjectKind::User
}

/// The user's name in RM Unify, by the list of its users: the account name as it was when the list was made.
pub fn earlier_account_name<'a>(context: &Context<'a>, object: ObjectId) -> Option<&'a str> {
    context.index.rm_unify.name_of.get(&object_guid(context, object)?)?.as_deref()
}

/// Has a user opted out, whose account name was this before a rename and whose address is this?
pub fn opted_out(earlier_account_name: Option<&str>, address: Option<&str>) -> Option<bool> {
    let (local, _) = address?.rsplit_once('@')?;
    Some(!case_key::equal(local, earlier_account_name?))
}

/// The account that RM Unify made for the user: the one with an ImmutableId from the objectGUID. That none has it proves
/// little, because another GUID may be set up, and existing accounts are matched by hand.
pub fn linked_account(context: &Context<'_>, object: ObjectId) -> Option<ObjectId> {
    let anchor = Anchor::Bytes(object_guid(context, object)?);
    context.anchors.hits(&anchor).into_iter().find(|&hit| context.is_live_user(hit))
}

fn object_guid(context: &Context<'_>, object: ObjectId) -> Option<Guid> {
    context.on_premises().text(object, Attribute::ObjectGuid).and_then(Guid::parse)
}

/// The user's account in the cloud.
#[derive(Clone, Copy)]
struct Account {
    object: ObjectId,
    is_sure: bool,
}

/// The account that RM Unify made, else the one to which the sync leads as the user's own.
fn account(context: &Context<'_>, object: ObjectId, decision: &Decision) -> Option<Account> {
    if let Some(object) = linked_account(context, object) {
        return Some(Account { object, is_sure: true });
    }
    let is_own_by_anchor = decision.outcome == Outcome::HardMatchBlocked && decision.by == Some(MatchKey::SourceAnchor);
    let object = decision.cloud.filter(|_| decision.outcome.is_join() || is_own_by_anchor)?;
    Some(Account { object, is_sure: decision.confidence != Confidence::Possible })
}

/// The primary address of a cloud object, as far as the files tell which it is.
fn primary_of<'a>(context: &Context<'a>, account: ObjectId) -> Option<&'a str> {
    let identities = &context.index.cloud;
    let is_sure = identities.primary_source(account).confidence() != Confidence::Possible;
    identities.primary(account).filter(|_| is_sure).map(|key| context.index.keys.text(key))
}

fn wanted(context: &Context<'_>, object: ObjectId, account: Option<ObjectId>) -> Result<String, NoAddress> {
    let (on_premises, settings) = (context.on_premises(), context.settings);
    if let Some(attribute) = settings.rm_unify_email_attribute.value {
        match on_premises.cell(object, attribute) {
            Cell::Text(address) => return Ok(address.trim().to_owned()),
            Cell::Empty => {}
            Cell::NotExported | Cell::Lost => return Err(NoAddress::AttributeNotTold),
        }
    }
    let user_name = match on_premises.cell(object, Attribute::SamAccountName) {
        Cell::Text(name) => name.trim(),
        Cell::Empty => return Err(NoAddress::NoAccountName),
        Cell::NotExported | Cell::Lost => return Err(NoAddress::AccountNameNotTold),
    };
    let own_domain = match settings.federated_domains.value.as_slice() {
        [] => return Err(NoAddress::NoFederatedDomain),
        [only] => only,
        several => {
            let identities = &context.index.cloud;
            let names = account.map(|own| [identities.login(own), identities.primary(own)]);
            names
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|key| domain::of(context.index.keys.text(key)))
                .find_map(|name| several.iter().find(|federated| *federated == name))
                .ok_or(NoAddress::SeveralFederatedDomains)?
        }
    };
    Ok(format!("{user_name}@{own_domain}"))
}

/// The grant test. What speaks against an address counts before what is unknown.
fn judge(context: &Context<'_>, object: ObjectId, account: Option<Account>, address: &str) -> (Ground, Vec<ObjectId>) {
    let index = context.index;
    let rules = &index.rm_unify;
    let folded = case_key::fold(address);
    let federated = &context.settings.federated_domains.value;
    if !federated.is_empty() && domain::of(&folded).is_none_or(|name| !federated.iter().any(|one| one == name)) {
        return (Ground::OtherDomain, Vec::new());
    }
    let key = index.keys.find(&folded);
    let with_address = index.cloud_by_address(key);
    let with_login = index.cloud_by_login(key);
    let deleted = || key.into_iter().flat_map(|key| rules.deleted_with(key));
    let own = account.map(|account| account.object);
    let is_other = |hit: &ObjectId| Some(*hit) != own;
    let as_own = || match account {
        Some(Account { is_sure: false, .. }) => (Ground::PossiblyOwn, own.into_iter().collect()),
        _ => (Ground::Own, own.into_iter().collect()),
    };

    if with_address.has(|hit| Some(hit) == own) {
        return as_own();
    }
    // In a federated domain it is RM Unify that gives sign-in names, the same ones as addresses.
    let others = |hits: &Holders<'_>| hits.clone().filter(is_other).collect::<Vec<_>>();
    let mut holders = others(&with_address);
    if !holders.is_empty() {
        holders.extend(others(&with_login));
        order::sort(&mut holders);
        holders.dedup();
        return (Ground::AnotherAccount, holders);
    }
    let mut holders: Vec<ObjectId> = deleted().filter(is_other).collect();
    holders.dedup();
    if !holders.is_empty() {
        return (Ground::DeletedAccount, holders);
    }
    let holders = others(&with_login);
    if !holders.is_empty() {
        return (Ground::AnotherAccount, holders);
    }
    let namesakes =
        folded.rsplit_once('@').and_then(|(local, _)| rules.people.get(local)).map_or(&[][..], Vec::as_slice);
    let own_guid = object_guid(context, object);
    let is_another = |person: &Option<Guid>| person.is_some() && own_guid.is_some() && *person != own_guid;
    if namesakes.iter().any(is_another) {
        return (Ground::AnotherUser, Vec::new());
    }
    if !with_login.is_empty() || deleted().next().is_some() {
        return as_own();
    }
    if namesakes.iter().any(|person| person.is_none() || own_guid.is_none()) {
        return (Ground::PossiblyAnotherUser, Vec::new());
    }
    // Which domains are federated may not be told either, and only an address in one of them is given.
    let is_told =
        rules.are_deleted_told && rules.are_addresses_told && !context.is_cloud_partial() && !federated.is_empty();
    (if is_told { Ground::Free } else { Ground::NotTold }, Vec::new())
}
