//! The SMTP addresses after the sync.
//!
//! Sources: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357); "Microsoft Entra
//! Connect Sync service shadow attributes"; KB 2643629 for the primary address.

use super::{Address, Login, LoginReason, Origin, Sent, Text, is_recipient, is_sanitised};
use crate::join::Context;
use crate::join::identity::{Address as Known, PrimarySource};
use crate::model::proxy_address::{AddressFault, AddressType, ProxyAddress};
use crate::model::{Attribute, Cell, Confidence, Key, ObjectId, case_key, domain};
use crate::settings;

/// What becomes of an SMTP address that comes from AD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFate {
    /// The cloud takes it.
    Kept,
    /// Thrown away: no valid address.
    Malformed,
    /// Thrown away: a character outside printable ASCII.
    ForeignCharacter,
    /// Thrown away: a domain of Microsoft's own.
    ReservedDomain,
    /// Thrown away unless its domain is the hybrid routing domain, which no file tells.
    PerhapsReservedDomain,
    /// Stripped: the tenant has not verified the domain.
    UnverifiedDomain,
    /// Put into quarantine: another cloud object holds it.
    HeldBy(ObjectId),
}

/// What becomes of an address, with how sure that is: the first cause that fits, in the order in which Entra ID meets them.
///
/// `sanitised` says whether unverified domains are stripped, and how sure that is.
pub fn fate(
    context: &Context<'_>,
    cloud: Option<ObjectId>,
    sanitised: (bool, Confidence),
    address: Known,
) -> (AddressFate, Confidence) {
    match address.fault {
        Some(AddressFault::Malformed) => return (AddressFate::Malformed, Confidence::Certain),
        Some(AddressFault::InvisibleOrForeignCharacter) => return (AddressFate::ForeignCharacter, Confidence::Certain),
        None => {}
    }
    let name = domain::of(context.index.keys.text(address.key)).unwrap_or_default();
    match context.settings.keeps_address_in(name) {
        Some(true) => {}
        Some(false) => return (AddressFate::ReservedDomain, Confidence::Certain),
        None => return (AddressFate::PerhapsReservedDomain, Confidence::Possible),
    }
    let is_unverified = context.settings.is_verified(name) == Some(false);
    let is_told = context.settings.verified_domains.origin == settings::Origin::Given;
    let told = if is_told { Confidence::Certain } else { Confidence::Likely };
    if is_unverified && sanitised.0 {
        return (AddressFate::UnverifiedDomain, told.and(sanitised.1));
    }
    let holders = context.index.cloud_by_address(address.key);
    if let Some(holder) = holders.clone().find(|&other| Some(other) != cloud)
        && !holders.has(|other| Some(other) == cloud)
    {
        return (AddressFate::HeldBy(holder), Confidence::Certain);
    }
    (AddressFate::Kept, if is_unverified { told.and(sanitised.1) } else { Confidence::Certain })
}

/// The addresses after the sync.
pub(super) struct Addresses {
    pub(super) primary: Option<Address>,
    pub(super) secondary: Vec<Address>,
    pub(super) dropped: Vec<(Key, AddressFate)>,
}

impl Sent<'_> {
    pub(super) fn addresses(&self, nickname: Option<&Text>, login: &Login, confidence: &mut Confidence) -> Addresses {
        let context = self.context;
        let list = context.on_premises().cell(self.object, Attribute::ProxyAddresses);
        let is_mastered_in_exchange = self
            .cloud
            .is_some_and(|cloud| context.cloud().boolean(cloud, Attribute::IsExchangeCloudManaged) == Ok(Some(true)));
        if is_mastered_in_exchange {
            return self.as_today();
        }
        // Where AD lists no SMTP address, mail decides.
        let is_decided_by_mail = context.index.on_premises.addresses(self.object).is_empty();
        let is_told = list.is_known()
            && (!is_decided_by_mail || context.on_premises().cell(self.object, Attribute::Mail).is_known());
        if !is_told {
            *confidence = Confidence::Possible;
            if self.cloud.is_some() {
                return self.as_today();
            }
        }
        self.calculate(nickname, login, confidence)
    }

    /// What the cloud object has now.
    fn as_today(&self) -> Addresses {
        let today = self.cloud.map_or(&[][..], |cloud| self.context.index.cloud.addresses(cloud));
        let address = |known: &Known| Address { text: Text::Key(known.key), origin: Origin::Cloud };
        Addresses {
            primary: today.iter().find(|known| known.is_primary).map(address),
            secondary: today.iter().filter(|known| !known.is_primary).map(address).collect(),
            dropped: Vec::new(),
        }
    }

    fn calculate(&self, nickname: Option<&Text>, login: &Login, confidence: &mut Confidence) -> Addresses {
        let context = self.context;
        let own = context.index.on_premises.addresses(self.object);
        let source = context.index.on_premises.primary_source(self.object);
        if matches!(
            source,
            PrimarySource::SeveralPrimaries | PrimarySource::MailBesideOtherTypes | PrimarySource::MailForLostCase
        ) {
            *confidence = Confidence::Possible;
        }
        let (is_recipient, sure) = self.cloud.map_or((false, Confidence::Likely), |cloud| is_recipient(context, cloud));
        *confidence = confidence.and(sure);
        let sanitised = is_sanitised(context, self.object, self.cloud);

        let mut kept: Vec<Known> = Vec::with_capacity(own.len());
        let mut dropped = Vec::new();
        for &address in own {
            if let Some(before) = kept.iter_mut().find(|before| before.key == address.key) {
                before.is_primary |= address.is_primary;
                continue;
            }
            match fate(context, self.cloud, sanitised, address) {
                (AddressFate::Kept, sure) => {
                    *confidence = confidence.and(sure);
                    kept.push(address);
                }
                (AddressFate::PerhapsReservedDomain, sure) => {
                    *confidence = confidence.and(sure);
                    dropped.push((address.key, AddressFate::PerhapsReservedDomain));
                }
                (fate, sure) => {
                    *confidence = confidence.and(sure);
                    dropped.push((address.key, fate));
                }
            }
        }
        let lists_any = !own.is_empty();
        let yields_primary = kept.iter().any(|address| address.is_primary);
        let moera = self.moera(nickname, login, is_recipient || (lists_any && !yields_primary));
        let had_moera = moera.as_ref().is_some_and(|moera| moera.origin == Origin::Moera);

        let as_address = |text: Text, origin| Address { text, origin };
        let login_address = || {
            let text = login.value.clone().filter(|text| !self.is_held_elsewhere(text))?;
            Some(as_address(text, Origin::Login))
        };
        let mail = context.on_premises().cell(self.object, Attribute::Mail);
        let primary = kept
            .iter()
            .position(|address| address.is_primary)
            .map(|place| as_address(Text::Key(kept.remove(place).key), Origin::ProxyAddresses))
            .or_else(|| if lists_any { None } else { self.usable_mail(mail, sanitised) })
            .or_else(|| if lists_any || mail.text().is_some() || !is_recipient { None } else { login_address() })
            .or_else(|| moera.clone());
        let mut secondary: Vec<Address> =
            kept.iter().map(|address| as_address(Text::Key(address.key), Origin::ProxyAddresses)).collect();
        let mut add = |address: Option<Address>| {
            let Some(address) = address else { return };
            let is_there = primary.iter().chain(&secondary).any(|known| known.text == address.text);
            if !is_there {
                secondary.push(address);
            }
        };
        if is_recipient || (had_moera && lists_any) {
            add(login_address());
        }
        add(moera);
        Addresses { primary, secondary, dropped }
    }

    /// Has another cloud object the address, so that this one does not get it? Then it goes into quarantine.
    fn is_held_elsewhere(&self, address: &Text) -> bool {
        let holders = self.context.index.cloud_by_address(address.key());
        !holders.is_empty() && !holders.has(|holder| Some(holder) == self.cloud)
    }

    /// mail as the primary address, where Entra ID would take it.
    fn usable_mail(&self, mail: Cell<'_>, sanitised: (bool, Confidence)) -> Option<Address> {
        let mail = mail.text()?.trim();
        let key = self.keys().find(&case_key::fold(mail))?;
        let as_entry = ProxyAddress { address_type: AddressType::PrimarySmtp, value: mail };
        let known = Known { key, is_primary: true, fault: as_entry.fault() };
        let (fate, _) = fate(self.context, self.cloud, sanitised, known);
        (fate == AddressFate::Kept).then_some(Address { text: Text::Key(key), origin: Origin::Mail })
    }

    /// The address in the initial domain: the one that is there, or a new one where one is needed.
    fn moera(&self, nickname: Option<&Text>, login: &Login, is_needed: bool) -> Option<Address> {
        let keys = self.keys();
        let initial = self.context.settings.initial_domain.value.as_deref();
        let today = self.cloud.map_or(&[][..], |cloud| self.context.index.cloud.addresses(cloud));
        let in_initial = |key: Key| domain::of(keys.text(key)).is_some_and(|name| Some(name) == initial);
        let alias = self.cloud.and_then(|cloud| self.context.cloud().text(cloud, Attribute::MailNickname));
        let follows_alias = |key: Key| {
            let local = keys.text(key).split_once('@').map_or("", |(local, _)| local);
            alias.is_some_and(|alias| case_key::equal(alias, local))
        };
        let there = || today.iter().map(|address| address.key).filter(|&key| in_initial(key));
        let held = there().find(|&key| follows_alias(key)).or_else(|| there().next());
        let made = || {
            let text = self.in_initial_domain(nickname?.text(keys))?;
            Some(Address { text, origin: Origin::NewMoera })
        };
        match held {
            // A UPN that is replaced takes the address in the initial domain with it.
            Some(_) if login.reason == LoginReason::Replaced && login.value.is_some() => made(),
            Some(key) => Some(Address { text: Text::Key(key), origin: Origin::Moera }),
            None if is_needed => made(),
            None => None,
        }
    }
}
