//! Who holds a value in one way: a selection of the claims on it, made while it is read. Nothing is stored beside the claims.

use super::claims::{Claim, Role};
use super::context::Index;
use super::identity::Identities;
use crate::model::{Key, ObjectId, Side};

/// In which way an object holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// As the name for signing in.
    Login,
    /// As any SMTP address of its list.
    Address,
    /// As the primary SMTP address, or the mail that stands in for it.
    Primary,
}

/// The objects of one side, without those in the recycle bin, that hold a value in one way, in the order of objects. One
/// that has an address twice occurs twice.
#[derive(Clone, Debug)]
pub struct Holders<'a> {
    claims: &'a [Claim],
    by: By,
    key: Option<Key>,
    identities: &'a Identities,
}

impl<'a> Holders<'a> {
    fn new(index: &'a Index, side: Side, by: By, key: Option<Key>) -> Self {
        let claims = key.map_or(&[][..], |key| index.claims.of_side(key, side));
        let identities = match side {
            Side::OnPremises => &index.on_premises,
            Side::Cloud => &index.cloud,
        };
        Self { claims, by, key, identities }
    }

    /// The first of them.
    pub fn first(&self) -> Option<ObjectId> {
        self.clone().next()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.first().is_none()
    }

    /// Is the object one of them?
    pub fn contains(&self, object: ObjectId) -> bool {
        self.clone().any(|holder| holder == object)
    }

    /// Is there one for which this holds?
    pub fn has(&self, is_meant: impl Fn(ObjectId) -> bool) -> bool {
        self.clone().any(is_meant)
    }

    fn is_meant(&self, claim: Claim) -> bool {
        let is_in_this_way = match self.by {
            By::Login => claim.role() == Role::Login,
            By::Address => matches!(claim.role(), Role::PrimaryAddress | Role::SecondaryAddress),
            By::Primary => {
                matches!(claim.role(), Role::PrimaryAddress | Role::SecondaryAddress | Role::Mail)
                    && self.identities.primary(claim.object()) == self.key
            }
        };
        is_in_this_way && self.identities.is_live(claim.object())
    }
}

impl Iterator for Holders<'_> {
    type Item = ObjectId;

    fn next(&mut self) -> Option<ObjectId> {
        while let Some((&claim, rest)) = self.claims.split_first() {
            self.claims = rest;
            if self.is_meant(claim) {
                if self.by == By::Primary {
                    // It has the value in its list and in mail: one object all the same.
                    let same = rest.iter().take_while(|other| other.object() == claim.object()).count();
                    self.claims = &rest[same..];
                }
                return Some(claim.object());
            }
        }
        None
    }
}

impl Index {
    /// AD users by sign-in name.
    pub fn on_premises_by_login(&self, key: impl Into<Option<Key>>) -> Holders<'_> {
        Holders::new(self, Side::OnPremises, By::Login, key.into())
    }

    /// AD objects by any SMTP address.
    pub fn on_premises_by_address(&self, key: impl Into<Option<Key>>) -> Holders<'_> {
        Holders::new(self, Side::OnPremises, By::Address, key.into())
    }

    /// The names for signing in that more than one AD user has.
    pub fn logins_shared_on_premises(&self) -> impl Iterator<Item = (Key, Holders<'_>)> {
        self.shared_on_premises(By::Login)
    }

    /// The addresses that more than one AD object has, or one object twice.
    pub fn addresses_shared_on_premises(&self) -> impl Iterator<Item = (Key, Holders<'_>)> {
        self.shared_on_premises(By::Address)
    }

    fn shared_on_premises(&self, by: By) -> impl Iterator<Item = (Key, Holders<'_>)> {
        let keys = self.claims.shared().map(|(key, _)| key);
        keys.map(move |key| (key, Holders::new(self, Side::OnPremises, by, Some(key))))
            .filter(|(_, holders)| holders.clone().nth(1).is_some())
    }

    /// Live cloud users and guests by UPN.
    pub fn cloud_by_login(&self, key: impl Into<Option<Key>>) -> Holders<'_> {
        Holders::new(self, Side::Cloud, By::Login, key.into())
    }

    /// Live cloud objects by any SMTP address.
    pub fn cloud_by_address(&self, key: impl Into<Option<Key>>) -> Holders<'_> {
        Holders::new(self, Side::Cloud, By::Address, key.into())
    }

    /// Live cloud objects by primary SMTP address.
    pub fn cloud_by_primary(&self, key: impl Into<Option<Key>>) -> Holders<'_> {
        Holders::new(self, Side::Cloud, By::Primary, key.into())
    }
}
