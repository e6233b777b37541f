//! AD users as RM Unify knows them: the account name before and after a rename, the address in use, and the one that it
//! wants to give. No finding is made here.
//!
//! Sources: RM, "Microsoft 365 email address of an RM Unify user is not updated when their username changes" (TEC4024768);
//! "Provisioning Microsoft 365 accounts and mailboxes when your domain is federated to RM Unify" (TEC5826454), 2024-10-04.

use crate::join::Outcome;
use crate::join::rm_unify::{self, Ground};
use crate::model::{case_key, domain};
use crate::rules::aliases::shared;
use crate::rules::prelude::*;
use crate::settings::Origin;

/// Where RM Unify takes the address of a user from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressSource<'a> {
    /// The account name.
    AccountName,
    /// The attribute that is set up for it.
    Attribute(&'a str),
    /// The attribute that is set up for it is not in the export.
    NotTold,
}

/// A user.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) owner: Owner,
    /// The account that it is or will be joined to.
    pub(super) cloud: Option<ObjectId>,
    /// Will the sync make an account?
    pub(super) is_new: bool,
    /// sAMAccountName today.
    pub(super) name: &'a str,
    /// The name in RM Unify before, where the files tell it.
    pub(super) earlier: Option<&'a str>,
    /// The primary address in the cloud.
    pub(super) address: Option<Key>,
    pub(super) source: AddressSource<'a>,
    /// How sure all of this is.
    pub(super) confidence: Confidence,
}

impl Account<'_> {
    /// Both objects, the AD object first.
    pub(super) fn owners(&self) -> Vec<Owner> {
        std::iter::once(self.owner).chain(self.cloud.map(Owner::cloud)).collect()
    }

    /// Did the account name change?
    pub(super) fn is_renamed(&self) -> bool {
        self.earlier.is_some_and(|earlier| !case_key::equal(earlier, self.name))
    }

    /// Is the address in use made of this name? `None` where no address is known.
    pub(super) fn is_made_of(&self, context: &RuleContext<'_>, name: &str) -> Option<bool> {
        Some(case_key::equal(shared::local(context.text(self.address?)), name))
    }
}

/// The users of RM Unify.
pub(super) struct Accounts<'a> {
    context: &'a RuleContext<'a>,
}

impl<'a> Accounts<'a> {
    /// `None` where RM Unify is not in use.
    pub(super) fn new(context: &'a RuleContext<'a>) -> Option<Self> {
        context.join.settings.rm_unify.value.then_some(Self { context })
    }

    /// Every user that syncs and has an account name.
    pub(super) fn iter(&self) -> impl Iterator<Item = Account<'a>> {
        self.context
            .joins
            .iter()
            .filter(|(_, decision)| decision.outcome != Outcome::OutOfScope)
            .filter_map(|(object, _)| self.account(object))
    }

    fn account(&self, object: ObjectId) -> Option<Account<'a>> {
        let context = self.context;
        let on_premises = context.join.on_premises();
        if on_premises.kind(object) != ObjectKind::User {
            return None;
        }
        let decision = context.joins.decision(object);
        let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
        let identities = &context.join.index.cloud;
        let address = cloud.and_then(|cloud| identities.primary(cloud));
        let is_given = |origin| if origin == Origin::Given { Confidence::Certain } else { Confidence::Likely };
        let attribute = context.join.settings.rm_unify_email_attribute;
        Some(Account {
            owner: Owner::on_premises(object),
            cloud,
            is_new: cloud.is_none(),
            name: on_premises.text(object, Attribute::SamAccountName)?.trim(),
            earlier: earlier_in_ad(context, object).or_else(|| rm_unify::earlier_account_name(&context.join, object)),
            address,
            source: source(context, object),
            confidence: decision
                .confidence
                .and(is_given(context.join.settings.rm_unify.origin))
                .and(is_given(attribute.origin))
                .and(cloud.map_or(Confidence::Certain, |cloud| identities.primary_source(cloud).confidence())),
        })
    }

    /// What speaks for or against the address that the user wants, with the cloud objects that have or had it.
    pub(super) fn grant(&self, account: &Account<'_>, wanted: &str) -> (Ground, Vec<ObjectId>) {
        let object = account.owner.object;
        rm_unify::test_grant(&self.context.join, object, self.context.joins.decision(object), wanted)
    }
}

/// The account name in the older AD export.
pub(super) fn earlier_in_ad<'a>(context: &RuleContext<'a>, object: ObjectId) -> Option<&'a str> {
    let before = context.join.directories.before.as_ref()?;
    before.text(context.join.before(object)?, Attribute::SamAccountName).map(str::trim)
}

fn source<'a>(context: &RuleContext<'a>, object: ObjectId) -> AddressSource<'a> {
    let Some(attribute) = context.join.settings.rm_unify_email_attribute.value else {
        return AddressSource::AccountName;
    };
    match context.join.on_premises().cell(object, attribute) {
        Cell::Text(address) => AddressSource::Attribute(address.trim()),
        Cell::Empty => AddressSource::AccountName,
        Cell::NotExported | Cell::Lost => AddressSource::NotTold,
    }
}

/// The domain in which RM Unify gives a user an address: the federated one, else that of the address or UPN in use.
pub(super) fn own_domain<'a>(
    context: &RuleContext<'a>,
    object: ObjectId,
    address: Option<Key>,
) -> Option<(&'a str, Confidence)> {
    let settings = context.join.settings;
    let federated = &settings.federated_domains;
    if let [only] = federated.value.as_slice() {
        let is_given = federated.origin == Origin::Given;
        return Some((only, if is_given { Confidence::Certain } else { Confidence::Likely }));
    }
    let login = context.join.index.on_premises.login(object);
    let names = address.into_iter().chain(login).filter_map(|key| domain::of(context.join.index.keys.text(key)));
    names
        .filter(|name| !domain::is_reserved(name))
        .find(|name| match federated.value.as_slice() {
            [] => settings.is_verified(name) == Some(true),
            several => several.iter().any(|one| one == name),
        })
        .map(|name| (name, Confidence::Likely))
}

/// The address that RM Unify makes of the account name.
pub(super) fn wanted(
    context: &RuleContext<'_>,
    object: ObjectId,
    address: Option<Key>,
) -> Option<(String, Confidence)> {
    let name = context.join.on_premises().text(object, Attribute::SamAccountName)?.trim();
    let (suffix, confidence) = own_domain(context, object, address)?;
    Some((format!("{name}@{suffix}"), confidence))
}

/// The primary address of the account that stands second among the owners.
pub(super) fn address_of(context: &RuleContext<'_>, owners: &[Owner]) -> Option<Key> {
    let cloud = owners.iter().find(|owner| owner.side == Side::Cloud)?;
    context.join.index.cloud.primary(cloud.object)
}
