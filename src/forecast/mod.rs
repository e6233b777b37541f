//! What the cloud will hold of an AD object after the sync: UPN, alias, and addresses, each with where it comes from.
//!
//! Entra ID does not copy proxyAddresses. It throws values away, adds the UPN and an onmicrosoft.com address to mailboxes,
//! and chooses the primary address anew ("proxy calculation"). This follows its published description, for one object at
//! a time; the rules about missing and lost addresses read it, so that they cannot contradict it. No finding is made here.
//!
//! Sources: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357); "Microsoft Entra
//! Connect Sync service shadow attributes"; "Plan and troubleshoot Microsoft Entra UPN changes"; read 2026-07.

mod addresses;
mod login;
mod recipient;
mod spelling;

pub use addresses::{AddressFate, fate};
pub use recipient::{is_recipient, is_sanitised};
pub use spelling::Spelled;

use crate::join::{Context, Joins, Outcome};
use crate::model::proxy_address::is_address;
use crate::model::{Attribute, Confidence, Key, KeyPool, ObjectId, ObjectKind, alias, case_key, user_principal_name};

/// A text that is compared: one of the files, or one that Entra ID will make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One that stands in the files.
    Key(Key),
    /// One that stands in none, in the form that is compared. `####` stands for digits that nobody knows before.
    Made(String),
}

impl Text {
    fn of(text: String, keys: &KeyPool) -> Self {
        keys.find(&text).map_or(Self::Made(text), Self::Key)
    }

    /// The text in the form that is compared.
    pub fn text<'a>(&'a self, keys: &'a KeyPool) -> &'a str {
        match self {
            Self::Key(key) => keys.text(*key),
            Self::Made(text) => text,
        }
    }

    /// Its key, where it stands in the files.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(*key),
            Self::Made(_) => None,
        }
    }
}

/// Why the UPN will be what it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginReason {
    /// The object has none: it is a group or contact, or nothing is set.
    None,
    /// The AD export does not tell what becomes the UPN.
    NotTold,
    /// It is what AD says.
    FromOnPremises,
    /// AD's is not accepted (the domain is not verified, or a character is not allowed): made from the alias.
    Replaced,
    /// AD's was sent before and did not become the UPN; it is tried again only when it changes in AD.
    Unchanged,
    /// AD's differs, but whether it was sent before is not told: today's stays.
    UnchangedPerhaps,
    /// The tenant does not change the UPN of licensed users in managed domains.
    SwitchOff,
    /// Another account has it.
    Taken(ObjectId),
}

/// The UPN after the sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The UPN; `None` where there is none or it cannot be told.
    pub value: Option<Text>,
    /// Why.
    pub reason: LoginReason,
}

/// Where an address comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// proxyAddresses in AD.
    ProxyAddresses,
    /// mail in AD.
    Mail,
    /// The UPN, which a mailbox always has as an address.
    Login,
    /// The address in the initial domain that the cloud object has already.
    Moera,
    /// The one that Entra ID will make.
    NewMoera,
    /// The cloud object as it is, because AD does not decide.
    Cloud,
}

/// An SMTP address after the sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub text: Text,
    /// Where it comes from.
    pub origin: Origin,
}

/// What the cloud will hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The cloud object that is or will be joined; `None` for one that will be created.
    pub cloud: Option<ObjectId>,
    /// The UPN.
    pub login: Login,
    /// The alias; `None` where there is none or it cannot be told.
    pub nickname: Option<Text>,
    /// The primary address.
    pub primary: Option<Address>,
    /// The other SMTP addresses.
    pub secondary: Vec<Address>,
    /// SMTP addresses that AD lists and the cloud will not hold.
    pub dropped: Vec<(Key, AddressFate)>,
    /// How sure all of this is.
    pub confidence: Confidence,
}

impl Forecast {
    /// All SMTP addresses, the primary one first.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.primary.iter().chain(&self.secondary)
    }

    /// Will the cloud hold this address?
    pub fn holds(&self, key: Key) -> bool {
        self.addresses().any(|address| address.text == Text::Key(key))
    }

    /// Addresses that the cloud object has today and will not have.
    pub fn lost<'a>(&'a self, context: &'a Context<'_>) -> impl Iterator<Item = Key> + 'a {
        let today = self.cloud.map_or(&[][..], |cloud| context.index.cloud.addresses(cloud));
        today.iter().map(|address| address.key).filter(|&key| !self.holds(key))
    }
}

/// What the cloud will hold of an AD object; `None` where the object does not sync, or nothing can be told.
pub fn of(context: &Context<'_>, joins: &Joins, object: ObjectId) -> Option<Forecast> {
    forecast(context, joins, object, false)
}

/// The same for an object whose UPN Entra ID works out anew, because it changed in AD or was set free.
pub fn with_login_anew(context: &Context<'_>, joins: &Joins, object: ObjectId) -> Option<Forecast> {
    forecast(context, joins, object, true)
}

fn forecast(context: &Context<'_>, joins: &Joins, object: ObjectId, is_login_anew: bool) -> Option<Forecast> {
    let decision = joins.decision(object);
    let is_sent =
        decision.outcome.is_join() || matches!(decision.outcome, Outcome::NewObject | Outcome::NewObjectQuarantined);
    if !is_sent {
        return None;
    }
    let sent = Sent {
        context,
        object,
        kind: context.on_premises().kind(object),
        cloud: decision.cloud.filter(|_| decision.outcome.is_join()),
        is_synced: decision.outcome == Outcome::AlreadySynced,
        is_login_anew,
    };
    let mut confidence = decision.confidence;
    let nickname = sent.nickname(&mut confidence);
    let login = sent.login(nickname.as_ref(), &mut confidence);
    let addresses = sent.addresses(nickname.as_ref(), &login, &mut confidence);
    Some(Forecast {
        cloud: sent.cloud,
        login,
        nickname,
        primary: addresses.primary,
        secondary: addresses.secondary,
        dropped: addresses.dropped,
        confidence,
    })
}

/// An AD object on its way to the cloud.
struct Sent<'a> {
    context: &'a Context<'a>,
    object: ObjectId,
    kind: ObjectKind,
    cloud: Option<ObjectId>,
    is_synced: bool,
    /// Does Entra ID work the UPN out anew, whether or not it was sent before?
    is_login_anew: bool,
}

impl Sent<'_> {
    fn keys(&self) -> &KeyPool {
        &self.context.index.keys
    }

    /// The alias. It is made once, when the object first syncs, and follows AD's only where AD has one.
    ///
    /// Source: Microsoft, "Plan and troubleshoot Microsoft Entra UPN changes" (`MailNickName`).
    fn nickname(&self, confidence: &mut Confidence) -> Option<Text> {
        let on_premises = self.context.on_premises();
        let own = on_premises.cell(self.object, Attribute::MailNickname);
        if let Some(own) = own.text() {
            if !own.trim().chars().all(alias::is_allowed) {
                *confidence = confidence.and(Confidence::Likely);
            }
            let taken = case_key::fold(own).chars().map(|c| if alias::is_allowed(c) { c } else { '_' }).collect();
            return Some(Text::of(taken, self.keys()));
        }
        if !own.is_known() {
            *confidence = confidence.and(Confidence::Likely);
        }
        let today = self.cloud.map(|cloud| self.context.cloud().cell(cloud, Attribute::MailNickname));
        if let Some(today) = today.and_then(crate::model::Cell::text) {
            return Some(Text::of(case_key::fold(today).into_owned(), self.keys()));
        }
        if today.is_some_and(|today| !today.is_known()) {
            *confidence = confidence.and(Confidence::Likely);
        }
        let identities = &self.context.index.on_premises;
        let addresses = identities.addresses(self.object);
        let text = |key: Key| self.keys().text(key);
        let whole = |primary: bool| {
            addresses.iter().find(|a| a.is_primary == primary && a.fault.is_none()).map(|a| text(a.key))
        };
        let mail = || on_premises.text(self.object, Attribute::Mail).map(str::trim).filter(|mail| is_address(mail));
        let local = |address: &str| address.split_once('@').map(|(local, _)| case_key::fold(local).into_owned());
        // A value that is not valid gives no name; in which domain it is does not matter.
        let is_name = |name: &String| user_principal_name::is_accepted(&format!("{name}@contoso.com"));
        let stem = whole(true)
            .or_else(mail)
            .and_then(local)
            .or_else(|| identities.login(self.object).map(text).and_then(local).filter(is_name))
            .or_else(|| whole(false).and_then(local))?;
        Some(Text::of(stem, self.keys()))
    }

    /// `nick@initial domain`, with unknown digits where another object has that.
    fn in_initial_domain(&self, stem: &str) -> Option<Text> {
        let initial = self.context.settings.initial_domain.value.as_deref()?;
        let name = format!("{stem}@{initial}");
        let is_taken = self.keys().find(&name).is_some_and(|key| {
            let index = self.context.index;
            let mut holders = index.cloud_by_login(key).chain(index.cloud_by_address(key));
            holders.any(|holder| Some(holder) != self.cloud)
        });
        Some(Text::of(if is_taken { format!("{stem}####@{initial}") } else { name }, self.keys()))
    }
}
