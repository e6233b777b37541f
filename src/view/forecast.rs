//! What the cloud holds of an AD object today and after the sync, in words. What it will hold is worked out in `forecast`.

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::forecast::{self, Address, AddressFate, Forecast, LoginReason, Origin, Spelled};
use crate::join::Outcome;
use crate::model::order;
use crate::model::proxy_address::ProxyAddress;
use crate::model::{Attribute, Key, ObjectId, address_list, case_key};
use crate::view::names;
use crate::wire::{Change, ForecastRow, ForecastView};

/// Today and tomorrow of an AD object; `None` where the sync does not decide.
pub fn view(analysis: &Analysis, object: ObjectId) -> Option<ForecastView> {
    let context = analysis.context();
    let forecast = forecast::of(&context, &analysis.joins, object)?;
    let spelled = Spelled::new(&context, object, &forecast);
    let today = Today { analysis, cloud: forecast.cloud };
    let mut rows = vec![login_row(analysis, &forecast, &spelled, &today)];
    let alias = today.text(Attribute::MailNickname);
    rows.push(row(
        "Exchange alias",
        alias,
        spelled.mail_nickname.clone(),
        "It follows mailNickname in AD, and is made once where AD has none.".to_owned(),
    ));
    rows.extend(address_rows(analysis, &forecast, &spelled, &today));
    for (attribute, labels) in [
        (Attribute::UserPrincipalName, &["UPN"][..]),
        (Attribute::MailNickname, &["Exchange alias"][..]),
        (Attribute::ProxyAddresses, &["Primary address", "Address"][..]),
    ] {
        if !today.tells(attribute) {
            // What is not told is neither there nor missing.
            let concerned = |row: &&mut ForecastRow| labels.contains(&row.label.as_str());
            for row in rows.iter_mut().filter(concerned).filter(|row| row.change != Change::Stays) {
                row.change = Change::NotTold;
            }
        }
    }
    rows.retain(|row| row.today.is_some() || row.after.is_some());
    order::sort_by_key(&mut rows, |row| row.change);
    let is_synced = analysis.joins.decision(object).outcome == Outcome::AlreadySynced;
    let note = match (forecast.cloud, is_synced) {
        (None, _) => {
            "The object is new in the cloud. A licence that it gets later adds its UPN and an onmicrosoft.com address."
        }
        (Some(_), true) => {
            "Entra ID works the addresses out anew when the object changes in AD. Until then today's values stay."
        }
        (Some(_), false) => "On joining, the values of AD take the place of those in the cloud.",
    };
    Some(ForecastView { confidence: forecast.confidence, note: note.to_owned(), rows })
}

/// What the cloud object has today.
struct Today<'a> {
    analysis: &'a Analysis,
    cloud: Option<ObjectId>,
}

impl Today<'_> {
    fn text(&self, attribute: Attribute) -> Option<String> {
        self.analysis.directories.cloud.text(self.cloud?, attribute).map(|text| text.trim().to_owned())
    }

    /// Do the files tell what it has? Of an object that is still to be created there is nothing to tell.
    fn tells(&self, attribute: Attribute) -> bool {
        self.cloud.is_none_or(|cloud| self.analysis.directories.cloud.cell(cloud, attribute).is_known())
    }

    /// Its SMTP addresses as written, with whether each is primary.
    fn addresses(&self) -> Vec<(String, bool)> {
        let Some(cloud) = self.cloud else { return Vec::new() };
        let keys = &self.analysis.index.keys;
        let list = self.analysis.directories.cloud.text(cloud, Attribute::ProxyAddresses).unwrap_or_default();
        let held = self.analysis.index.cloud.addresses(cloud);
        let written = |key: Key| {
            let text = keys.text(key);
            let entries = address_list::entries(list).map(|entry| ProxyAddress::parse(entry).value);
            entries.into_iter().find(|value| case_key::equal(value, text)).unwrap_or(text).to_owned()
        };
        held.iter().map(|address| (written(address.key), address.is_primary)).collect()
    }
}

fn row(label: &str, today: Option<String>, after: Option<String>, why: String) -> ForecastRow {
    let change = match (&today, &after) {
        (Some(today), Some(after)) if case_key::equal(today, after) => Change::Stays,
        (Some(_), Some(_)) => Change::Changed,
        (Some(_), None) => Change::Lost,
        (None, _) => Change::Gained,
    };
    ForecastRow { label: label.to_owned(), change, today, after, why }
}

fn login_row(analysis: &Analysis, forecast: &Forecast, spelled: &Spelled, today: &Today<'_>) -> ForecastRow {
    let why = match forecast.login.reason {
        LoginReason::None => "The object has none.".to_owned(),
        LoginReason::NotTold => "The AD export does not tell the UPN.".to_owned(),
        LoginReason::FromOnPremises => "It is the one in AD.".to_owned(),
        LoginReason::Replaced => {
            "Entra ID does not take the one in AD: its domain is not verified, or a character is not allowed."
                .to_owned()
        }
        LoginReason::Unchanged => {
            "AD's was sent before and was not applied. It is tried again when it changes.".to_owned()
        }
        LoginReason::UnchangedPerhaps => {
            "AD has another one. Whether that was sent already is not told (onPremisesUserPrincipalName).".to_owned()
        }
        LoginReason::SwitchOff => {
            "The tenant does not change the UPN of licensed users (synchronizeUpnForManagedUsersEnabled).".to_owned()
        }
        LoginReason::Taken(holder) => format!("{} has the one in AD.", names::name(analysis, Owner::cloud(holder))),
    };
    row("UPN", today.text(Attribute::UserPrincipalName), spelled.user_principal_name.clone(), why)
}

fn address_rows(analysis: &Analysis, forecast: &Forecast, spelled: &Spelled, today: &Today<'_>) -> Vec<ForecastRow> {
    let keys = &analysis.index.keys;
    let held = today.addresses();
    let label = |is_primary: bool| if is_primary { "Primary address" } else { "Address" };
    let is_held = |text: &str| held.iter().find(|(address, _)| case_key::equal(address, text));
    let mut rows = Vec::new();
    let spelled_addresses = spelled.proxy_addresses.iter().map(|entry| ProxyAddress::parse(entry).value);
    for (place, (address, written)) in forecast.addresses().zip(spelled_addresses).enumerate() {
        let is_primary = place == 0 && forecast.primary.is_some();
        let before = is_held(address.text.text(keys));
        let mut why = origin(address).to_owned();
        if before.is_some_and(|(_, was_primary)| *was_primary != is_primary) {
            why.push_str(if is_primary {
                " It becomes the primary address."
            } else {
                " It is no longer the primary address."
            });
        }
        rows.push(row(label(is_primary), before.map(|(text, _)| text.clone()), Some(written.to_owned()), why));
    }
    for (text, was_primary) in &held {
        let stays = forecast.addresses().any(|address| case_key::equal(address.text.text(keys), text));
        if !stays {
            let why = "AD does not list it, and what AD lists takes the place of all addresses.".to_owned();
            rows.push(row(label(*was_primary), Some(text.clone()), None, why));
        }
    }
    for (key, fate) in &forecast.dropped {
        if is_held(keys.text(*key)).is_none() {
            rows.push(ForecastRow {
                label: "Address in AD".to_owned(),
                change: Change::NotTaken,
                today: None,
                after: Some(keys.text(*key).to_owned()),
                why: not_taken(analysis, *fate),
            });
        }
    }
    rows
}

fn origin(address: &Address) -> &'static str {
    match address.origin {
        Origin::ProxyAddresses => "AD lists it in proxyAddresses.",
        Origin::Mail => "It is mail in AD, and proxyAddresses is empty.",
        Origin::Login => "A mailbox always has its UPN as an address.",
        Origin::Moera => "The onmicrosoft.com address of the account stays.",
        Origin::NewMoera => "Entra ID makes it from the alias.",
        Origin::Cloud => "AD does not decide about the addresses of this account, or its export does not tell them.",
    }
}

fn not_taken(analysis: &Analysis, fate: AddressFate) -> String {
    match fate {
        AddressFate::Kept => String::new(),
        AddressFate::Malformed => "Entra ID throws it away: it is no valid address.".to_owned(),
        AddressFate::ForeignCharacter => {
            "Entra ID throws it away: it holds a character outside the plain Latin ones.".to_owned()
        }
        AddressFate::ReservedDomain => "Entra ID throws it away: the domain is Microsoft's own.".to_owned(),
        AddressFate::PerhapsReservedDomain => {
            "Entra ID throws it away unless its domain is the hybrid routing domain, which no file tells.".to_owned()
        }
        AddressFate::UnverifiedDomain => "Entra ID strips it: the tenant has not verified the domain.".to_owned(),
        AddressFate::HeldBy(holder) => {
            format!(
                "{} holds it in the cloud, so it goes into quarantine.",
                names::name(analysis, Owner::cloud(holder))
            )
        }
    }
}
