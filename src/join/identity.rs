//! What each object is known by: its sign-in name, its primary address and all its SMTP addresses, as keys.
//!
//! Sources: Microsoft, "How to use SMTP matching" (KB 2641663) and "Use UPN matching" (KB 3164442); for the sign-in name
//! without a UPN the exported default rules in AADConnectConfigDocumenter, 2022-09.

use std::borrow::Cow;
use std::ops::Range;

use super::claims::{Claim, Collector};
use crate::model::proxy_address::{AddressFault, AddressType, ProxyAddress, is_address};
use crate::model::{
    Attribute, Cell, Confidence, Key, KeyBatch, KeyPool, ObjectId, ObjectKind, Side, Snapshot, address_list, case_key,
    room, user_principal_name,
};
use crate::progress::{Progress, STEP, Stage};

/// Where the primary SMTP address of an object was found, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimarySource {
    /// The `SMTP:` entry of proxyAddresses.
    ProxyAddresses,
    /// The first of several `SMTP:` entries. There may be one only; the documents do not say which of them counts.
    SeveralPrimaries,
    /// mail, because proxyAddresses has no value at all.
    Mail,
    /// mail, if there is one, because the export does not tell proxyAddresses.
    MailForUnknownAddresses,
    /// mail, because proxyAddresses holds only values of other types. The documents do not say what holds then.
    MailBesideOtherTypes,
    /// mail, if there is one, because the export lost the case of `SMTP:`.
    MailForLostCase,
    /// None: there are SMTP addresses, but none is primary.
    OnlySecondary,
    /// None: there is no address.
    None,
}

impl PrimarySource {
    /// How sure it is that the address, or that there is none, is what the sync compares.
    pub fn confidence(self) -> Confidence {
        match self {
            Self::ProxyAddresses | Self::Mail | Self::OnlySecondary | Self::None => Confidence::Certain,
            Self::MailForUnknownAddresses => Confidence::Likely,
            Self::SeveralPrimaries | Self::MailBesideOtherTypes | Self::MailForLostCase => Confidence::Possible,
        }
    }
}

/// An SMTP address of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its comparison form.
    pub key: Key,
    /// Is it the primary one?
    pub is_primary: bool,
    /// What keeps Entra ID from taking it.
    pub fault: Option<AddressFault>,
}

/// What all objects of one side are known by.
#[derive(Clone, Debug)]
pub struct Identities {
    logins: Vec<Option<Key>>,
    primaries: Vec<Option<Key>>,
    sources: Vec<PrimarySource>,
    starts: Vec<u32>,
    addresses: Vec<Address>,
    is_live: Vec<bool>,
}

/// How many objects are given their keys together.
const TOGETHER: usize = 64;

/// How far the keys are those of the pool; beyond, they are places in the batch.
struct Settled {
    objects: usize,
    addresses: usize,
    claims: usize,
}

/// There is more text to compare than can be addressed (4 GiB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchText;

impl Identities {
    /// Collects the keys of a snapshot into the pool, and what each object claims. `login_attribute` counts on premises
    /// only; `done_before` and `total` are for the progress.
    pub fn new(
        snapshot: &Snapshot,
        login_attribute: Attribute,
        pool: &mut KeyPool,
        claims: &mut Vec<(Key, Claim)>,
        progress: &mut dyn Progress,
        (done_before, total): (usize, usize),
    ) -> Result<Self, TooMuchText> {
        let count = snapshot.len();
        let mut collector = Collector::new(snapshot, claims);
        let mut identities = Self {
            logins: Vec::with_capacity(count),
            primaries: Vec::with_capacity(count),
            sources: Vec::with_capacity(count),
            starts: Vec::with_capacity(count + 1),
            addresses: Vec::new(),
            is_live: snapshot.objects().map(|object| !snapshot.is_deleted(object)).collect(),
        };
        identities.starts.push(0);
        let mut batch = KeyBatch::default();
        let mut settled = Settled { objects: 0, addresses: 0, claims: collector.count() };
        let (texts_before, claims_before) = (pool.size(), collector.count());
        let case_may_be_lost = snapshot.tables().any(|table| table.primary_case_lost);
        for object in snapshot.objects() {
            let login = login(snapshot, object, login_attribute)
                .map(|name| batch.push(&name).ok_or(TooMuchText))
                .transpose()?;
            identities.logins.push(login);
            let has_other_types = identities.add_addresses(snapshot, object, case_may_be_lost, &mut batch)?;
            let addresses = identities.addresses(object).iter().map(|address| (address.key, address.is_primary));
            collector.add(object, login, addresses, has_other_types, &mut batch)?;
            if (object.index() + 1).is_multiple_of(TOGETHER) || object.index() + 1 == count {
                pool.intern_all(&mut batch).ok_or(TooMuchText)?;
                collector.settle(settled.claims, &batch);
                identities.settle(&settled, &batch);
                settled = Settled {
                    objects: identities.logins.len(),
                    addresses: identities.addresses.len(),
                    claims: collector.count(),
                };
                batch.clear();
            }
            if object.index().is_multiple_of(STEP) {
                progress.advance(Stage::Indexing, (done_before + object.index()) as u64, total as u64);
            }
            if object.index() == STEP {
                let (done, count) = (STEP as u64, count as u64);
                // The other side, if it comes after this one, brings some texts of its own: half as many for each object.
                pool.expect(texts_before, done, count + (total - done_before - snapshot.len()) as u64 / 2);
                collector.expect(claims_before, done, count);
                room::expect(&mut identities.addresses, 0, done, count);
            }
        }
        Ok(identities)
    }

    /// Collects the sign-in names again, from another attribute.
    pub fn collect_logins(
        &mut self,
        snapshot: &Snapshot,
        login_attribute: Attribute,
        pool: &mut KeyPool,
        progress: &mut dyn Progress,
    ) -> Result<(), TooMuchText> {
        for object in snapshot.objects() {
            let name = login(snapshot, object, login_attribute);
            let key = name.map(|name| pool.intern(&case_key::fold_untrimmed(&name)).ok_or(TooMuchText));
            self.logins[object.index()] = key.transpose()?;
            if object.index().is_multiple_of(STEP) {
                progress.advance(Stage::Indexing, object.index() as u64, snapshot.len() as u64);
            }
        }
        Ok(())
    }

    /// Gives the keys that are not settled yet the numbers of the pool.
    fn settle(&mut self, settled: &Settled, batch: &KeyBatch) {
        let names = self.logins[settled.objects..].iter_mut().chain(&mut self.primaries[settled.objects..]);
        let addresses = self.addresses[settled.addresses..].iter_mut().map(|address| &mut address.key);
        for key in names.flatten().chain(addresses) {
            *key = batch.key(*key);
        }
    }

    /// Collects the addresses of the next object. `case_may_be_lost` is false where no file lost it. Says whether its list
    /// has entries that are no SMTP addresses.
    fn add_addresses(
        &mut self,
        snapshot: &Snapshot,
        object: ObjectId,
        case_may_be_lost: bool,
        batch: &mut KeyBatch,
    ) -> Result<bool, TooMuchText> {
        let list = snapshot.cell(object, Attribute::ProxyAddresses);
        let mail = snapshot.text(object, Attribute::Mail).filter(|mail| mail.contains('@'));
        let case_lost = case_may_be_lost
            && snapshot
                .source(object, Attribute::ProxyAddresses)
                .is_some_and(|record| snapshot.table(record).primary_case_lost);
        let first = self.addresses.len();
        let mut other_types = false;
        if let Cell::Text(list) = list {
            for address in address_list::entries(list).map(ProxyAddress::parse) {
                if !address.is_smtp() {
                    other_types = true;
                    continue;
                }
                let key = batch.push(address.value).ok_or(TooMuchText)?;
                let is_primary = address.address_type == AddressType::PrimarySmtp && !case_lost;
                self.addresses.push(Address { key, is_primary, fault: address.fault() });
            }
        }
        let own = &self.addresses[first..];
        let mut primaries = own.iter().filter(|address| address.is_primary).map(|address| address.key);
        let first_primary = primaries.next();
        let source = if first_primary.is_some() {
            let text = first_primary.map(|first| batch.text(first));
            let is_contested = primaries.any(|other| Some(batch.text(other)) != text);
            if is_contested { PrimarySource::SeveralPrimaries } else { PrimarySource::ProxyAddresses }
        } else if !list.is_known() {
            PrimarySource::MailForUnknownAddresses
        } else if case_lost && !own.is_empty() {
            PrimarySource::MailForLostCase
        } else if !own.is_empty() {
            PrimarySource::OnlySecondary
        } else if snapshot.side == Side::Cloud {
            // In the cloud proxyAddresses is complete: an object without entries has no primary address.
            PrimarySource::None
        } else if other_types {
            PrimarySource::MailBesideOtherTypes
        } else {
            PrimarySource::Mail
        };
        let from_mail = match source {
            PrimarySource::Mail
            | PrimarySource::MailBesideOtherTypes
            | PrimarySource::MailForUnknownAddresses
            | PrimarySource::MailForLostCase => match mail {
                Some(mail) => Some(batch.push(case_key::trim(mail)).ok_or(TooMuchText)?),
                None => None,
            },
            _ => None,
        };
        let primary = first_primary.or(from_mail);
        // In the cloud the mail attribute repeats the primary address, so it stands for the list that is unknown.
        if snapshot.side == Side::Cloud
            && source == PrimarySource::MailForUnknownAddresses
            && let (Some(key), Some(mail)) = (from_mail, mail)
        {
            let fault = (!is_address(mail.trim())).then_some(AddressFault::Malformed);
            self.addresses.push(Address { key, is_primary: true, fault });
        }
        // What the export does not tell may well be there.
        let is_unknown = matches!(source, PrimarySource::MailForUnknownAddresses | PrimarySource::MailForLostCase);
        let has_none = primary.is_none() && source != PrimarySource::OnlySecondary && !is_unknown;
        self.sources.push(if has_none { PrimarySource::None } else { source });
        self.primaries.push(primary);
        self.starts.push(u32::try_from(self.addresses.len()).map_err(|_| TooMuchText)?);
        Ok(other_types)
    }

    /// The sign-in name: the UPN of a cloud object, what becomes the UPN of an AD object.
    pub fn login(&self, object: ObjectId) -> Option<Key> {
        self.logins[object.index()]
    }

    /// The primary SMTP address.
    pub fn primary(&self, object: ObjectId) -> Option<Key> {
        self.primaries[object.index()]
    }

    /// Where it was found.
    pub fn primary_source(&self, object: ObjectId) -> PrimarySource {
        self.sources[object.index()]
    }

    /// All SMTP addresses, in the order of the cell.
    pub fn addresses(&self, object: ObjectId) -> &[Address] {
        &self.addresses[self.range(object)]
    }

    /// Is it in the directory, and not in the recycle bin?
    pub fn is_live(&self, object: ObjectId) -> bool {
        self.is_live[object.index()]
    }

    fn range(&self, object: ObjectId) -> Range<usize> {
        self.starts[object.index()] as usize..self.starts[object.index() + 1] as usize
    }
}

/// An object's sign-in name, before its letter case is folded.
fn login(snapshot: &Snapshot, object: ObjectId, login_attribute: Attribute) -> Option<Cow<'_, str>> {
    match snapshot.side {
        // Entra Connect sends the UPN as it is, with a blank at an end, and Entra ID does not take that.
        Side::OnPremises => on_premises_login(snapshot, object, login_attribute),
        Side::Cloud => cloud_login(snapshot, object).map(|name| case_key::trim(name).into()),
    }
}

/// What becomes the UPN: the chosen attribute, and for the usual one without a value `sAMAccountName@domain`.
pub fn on_premises_login(snapshot: &Snapshot, object: ObjectId, attribute: Attribute) -> Option<Cow<'_, str>> {
    if snapshot.kind(object) != ObjectKind::User {
        return None;
    }
    match snapshot.cell(object, attribute) {
        Cell::Text(name) => Some(name.into()),
        Cell::Empty if attribute == Attribute::UserPrincipalName => {
            let name = snapshot.text(object, Attribute::SamAccountName)?;
            let place = snapshot.text(object, Attribute::DistinguishedName)?;
            Some(format!("{name}@{}", user_principal_name::domain_of_distinguished_name(place)?).into())
        }
        _ => None,
    }
}

/// The UPN of a cloud user or guest; other objects have none that anybody signs in with.
fn cloud_login(snapshot: &Snapshot, object: ObjectId) -> Option<&str> {
    if !matches!(snapshot.kind(object), ObjectKind::User | ObjectKind::Guest) {
        return None;
    }
    let name = snapshot.text(object, Attribute::UserPrincipalName)?;
    if !snapshot.is_deleted(object) {
        return Some(name);
    }
    let identifier = snapshot.text(object, Attribute::ObjectId).unwrap_or_default();
    Some(user_principal_name::without_deleted_prefix(name, identifier.trim()))
}
