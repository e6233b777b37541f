//! Every value that must be unique, with all objects of both sides that hold it and in which attribute.
//!
//! Entra ID compares addresses across attributes and across kinds of object: one user's UPN may be another's proxy
//! address. So UPN, mail, proxyAddresses and targetAddress share one space of keys; the alias, the account name and SIP
//! addresses have their own, told apart by the attribute. Equal keys are one value; letters that merely look alike have
//! different keys. Nothing is judged here.
//!
//! Source: Microsoft, "Troubleshoot errors during synchronization" (AttributeValueMustBeUnique), 2026-07-01.

use super::identity::TooMuchText;
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{Attribute, Key, KeyBatch, ObjectId, Side, Snapshot, address_list, case_key, room};

/// In which attribute an object holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// What becomes the UPN; in the cloud, the UPN, without the prefix of deleted users.
    Login,
    /// mail.
    Mail,
    /// The primary SMTP address of proxyAddresses.
    PrimaryAddress,
    /// Another SMTP address of proxyAddresses.
    SecondaryAddress,
    /// targetAddress.
    TargetAddress,
    /// The Exchange alias.
    MailNickname,
    /// sAMAccountName.
    SamAccountName,
    /// A SIP address of proxyAddresses.
    SipAddress,
}

impl Role {
    const ALL: [Self; 8] = [
        Self::Login,
        Self::Mail,
        Self::PrimaryAddress,
        Self::SecondaryAddress,
        Self::TargetAddress,
        Self::MailNickname,
        Self::SamAccountName,
        Self::SipAddress,
    ];

    /// Is it one of the attributes whose values are compared with each other?
    pub fn is_address(self) -> bool {
        !matches!(self, Self::MailNickname | Self::SamAccountName | Self::SipAddress)
    }

    /// The attribute as the directory names it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Login => "userPrincipalName",
            Self::Mail => "mail",
            Self::PrimaryAddress => "proxyAddresses (primary)",
            Self::SecondaryAddress => "proxyAddresses",
            Self::TargetAddress => "targetAddress",
            Self::MailNickname => "mailNickname",
            Self::SamAccountName => "sAMAccountName",
            Self::SipAddress => "proxyAddresses (SIP)",
        }
    }
}

/// One object that holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim(u32);

const OBJECT_BITS: u32 = 28;

impl Claim {
    /// The side, the object and the attribute in four bytes, in that order.
    fn new(side: Side, object: ObjectId, role: Role) -> Option<Self> {
        let side = u32::from(side == Side::Cloud);
        (object.0 < 1 << OBJECT_BITS).then_some(Self(side << 31 | object.0 << 3 | role as u32))
    }

    /// The side of the object.
    pub fn side(self) -> Side {
        if self.0 >> 31 == 0 { Side::OnPremises } else { Side::Cloud }
    }

    /// The object.
    pub fn object(self) -> ObjectId {
        ObjectId(self.0 << 1 >> 4)
    }

    /// The attribute.
    pub fn role(self) -> Role {
        Role::ALL[(self.0 & 7) as usize]
    }
}

/// The claims on every value.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    starts: Vec<u32>,
    claims: Vec<Claim>,
}

impl Claims {
    /// Sorts claims by their keys. `keys` is the size of the pool.
    pub(super) fn new(keys: usize, collected: Vec<(Key, Claim)>) -> Self {
        // The ends of all keys; filling from behind turns them into the starts, without a second list of their size.
        let mut starts = vec![0_u32; keys + 1];
        for (key, _) in &collected {
            starts[key.index()] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut claims = vec![Claim(0); collected.len()];
        for (key, claim) in collected.into_iter().rev() {
            let place = &mut starts[key.index()];
            *place -= 1;
            claims[*place as usize] = claim;
        }
        for ends in starts.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
            claims[ends[0] as usize..ends[1] as usize].sort_unstable();
        }
        Self { starts, claims }
    }

    /// The same claims with other sign-in names of AD objects. `keys` is the size of the pool.
    pub(super) fn with_on_premises_logins(&self, keys: usize, logins: impl Iterator<Item = (Key, ObjectId)>) -> Self {
        let is_replaced = |claim: Claim| claim.side() == Side::OnPremises && claim.role() == Role::Login;
        let mut collected: Vec<(Key, Claim)> = Vec::with_capacity(self.claims.len());
        for key in (0..self.starts.len().saturating_sub(1)).filter_map(Key::at) {
            collected.extend(self.of(key).iter().filter(|&&claim| !is_replaced(claim)).map(|&claim| (key, claim)));
        }
        let claim = |(key, object)| Some((key, Claim::new(Side::OnPremises, object, Role::Login)?));
        collected.extend(logins.filter_map(claim));
        Self::new(keys, collected)
    }

    /// Who holds a value: AD objects first, then by object and attribute. An object that holds it in two attributes
    /// occurs twice.
    pub fn of(&self, key: Key) -> &[Claim] {
        match self.starts.get(key.index()..=key.index() + 1) {
            Some(&[start, end]) => &self.claims[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The same, of one side only.
    pub fn of_side(&self, key: Key, side: Side) -> &[Claim] {
        let claims = self.of(key);
        let cloud = claims.iter().position(|claim| claim.side() == Side::Cloud).unwrap_or(claims.len());
        match side {
            Side::OnPremises => &claims[..cloud],
            Side::Cloud => &claims[cloud..],
        }
    }

    /// The values that are held more than once.
    pub fn shared(&self) -> impl Iterator<Item = (Key, &[Claim])> {
        self.starts
            .windows(2)
            .enumerate()
            .filter(|(_, ends)| ends[1] - ends[0] > 1)
            .filter_map(|(place, ends)| Some((Key::at(place)?, &self.claims[ends[0] as usize..ends[1] as usize])))
    }
}

/// The SIP addresses of a list of proxyAddresses, without their prefix.
pub fn sip_addresses(list: &str) -> impl Iterator<Item = &str> {
    address_list::entries(list).map(ProxyAddress::parse).filter_map(|entry| match entry.address_type {
        AddressType::Other(kind) if kind.eq_ignore_ascii_case("sip") => Some(entry.value),
        _ => None,
    })
}

/// Collects the claims of objects one after another.
pub(super) struct Collector<'a> {
    snapshot: &'a Snapshot,
    side: Side,
    claims: &'a mut Vec<(Key, Claim)>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, claims: &'a mut Vec<(Key, Claim)>) -> Self {
        Self { snapshot, side: snapshot.side, claims }
    }

    /// How many claims there are.
    pub(super) fn count(&self) -> usize {
        self.claims.len()
    }

    /// Asks for the room of further claims, where those since a count of `before` came of `done` of `total` objects.
    pub(super) fn expect(&mut self, before: usize, done: u64, total: u64) {
        room::expect(self.claims, before, done, total);
    }

    /// Gives the claims from `first` on the numbers of the pool.
    pub(super) fn settle(&mut self, first: usize, batch: &KeyBatch) {
        for (key, _) in &mut self.claims[first..] {
            *key = batch.key(*key);
        }
    }

    /// Adds what an object holds. `login` and `addresses` are already in the batch; `has_other_types` says whether its list has
    /// entries that are no SMTP addresses.
    pub(super) fn add(
        &mut self,
        object: ObjectId,
        login: Option<Key>,
        addresses: impl Iterator<Item = (Key, bool)>,
        has_other_types: bool,
        batch: &mut KeyBatch,
    ) -> Result<(), TooMuchText> {
        if let Some(key) = login {
            self.claim(object, key, Role::Login);
        }
        for (key, is_primary) in addresses {
            self.claim(object, key, if is_primary { Role::PrimaryAddress } else { Role::SecondaryAddress });
        }
        self.text(object, Attribute::Mail, Role::Mail, batch)?;
        self.text(object, Attribute::MailNickname, Role::MailNickname, batch)?;
        self.text(object, Attribute::SamAccountName, Role::SamAccountName, batch)?;
        if self.side == Side::OnPremises
            && let Some(target) = self.snapshot.text(object, Attribute::TargetAddress)
        {
            let target = ProxyAddress::parse(target.trim());
            if target.is_smtp() || target.address_type == AddressType::Missing {
                self.intern(object, target.value, Role::TargetAddress, batch)?;
            }
        }
        if has_other_types && let Some(list) = self.snapshot.text(object, Attribute::ProxyAddresses) {
            for address in sip_addresses(list) {
                self.intern(object, address, Role::SipAddress, batch)?;
            }
        }
        Ok(())
    }

    fn text(
        &mut self,
        object: ObjectId,
        attribute: Attribute,
        role: Role,
        batch: &mut KeyBatch,
    ) -> Result<(), TooMuchText> {
        match self.snapshot.text(object, attribute) {
            Some(text) => self.intern(object, text, role, batch),
            None => Ok(()),
        }
    }

    fn intern(&mut self, object: ObjectId, text: &str, role: Role, batch: &mut KeyBatch) -> Result<(), TooMuchText> {
        let key = batch.push(case_key::trim(text)).ok_or(TooMuchText)?;
        self.claim(object, key, role);
        Ok(())
    }

    fn claim(&mut self, object: ObjectId, key: Key, role: Role) {
        if let Some(claim) = Claim::new(self.side, object, role) {
            self.claims.push((key, claim));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Role};
    use crate::model::{ObjectId, Side};

    #[test]
    fn a_claim_keeps_its_parts() {
        for side in [Side::OnPremises, Side::Cloud] {
            for role in Role::ALL {
                for object in [0, 1, 77, (1 << 28) - 1] {
                    let claim = Claim::new(side, ObjectId(object), role).expect("room");
                    assert_eq!((claim.side(), claim.object().0, claim.role()), (side, object, role));
                }
            }
        }
        assert_eq!(Claim::new(Side::Cloud, ObjectId(1 << 28), Role::Login), None);
    }
}
