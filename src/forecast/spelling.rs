//! A forecast as values that a person reads: in the spelling of the files, with the type before each address.

use std::borrow::Cow;

use serde::Serialize;

use super::{Address, Forecast, Origin, Text};
use crate::join::{Context, identity};
use crate::model::proxy_address::ProxyAddress;
use crate::model::{Attribute, Cell, ObjectId, address_list, case_key};

/// What the cloud will hold, as values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spelled {
    /// The UPN.
    pub user_principal_name: Option<String>,
    /// The primary address without its type.
    pub mail: Option<String>,
    /// The alias.
    pub mail_nickname: Option<String>,
    /// Every address with its type, the primary one first. Addresses of other types follow.
    pub proxy_addresses: Vec<String>,
}

impl Spelled {
    /// Spells a forecast of an AD object.
    pub fn new(context: &Context<'_>, object: ObjectId, forecast: &Forecast) -> Self {
        let keys = &context.index.keys;
        let spell = |address: &Address| address_spelling(context, object, forecast, address);
        let mail = forecast.primary.as_ref().map(spell);
        let mut proxy_addresses: Vec<String> = mail.iter().map(|mail| format!("SMTP:{mail}")).collect();
        proxy_addresses.extend(forecast.secondary.iter().map(|address| format!("smtp:{}", spell(address))));
        for other in other_types(context, object, forecast.cloud) {
            if !proxy_addresses.iter().any(|known| case_key::equal(known, other)) {
                proxy_addresses.push(other.to_owned());
            }
        }
        let nickname = [(context.on_premises(), Some(object)), (context.cloud(), forecast.cloud)]
            .into_iter()
            .filter_map(|(snapshot, object)| snapshot.text(object?, Attribute::MailNickname))
            .find(|written| forecast.nickname.as_ref().is_some_and(|text| case_key::equal(written, text.text(keys))))
            .map(|nickname| nickname.trim().to_owned());
        Self {
            user_principal_name: forecast
                .login
                .value
                .as_ref()
                .map(|login| login_spelling(context, object, forecast, login)),
            mail,
            mail_nickname: nickname.or_else(|| forecast.nickname.as_ref().map(|text| text.text(keys).to_owned())),
            proxy_addresses,
        }
    }
}

/// SIP, X500 and the like, of AD and of the cloud object: the sync and Exchange keep them, and no rule is about them. Types
/// from before SMTP are thrown away.
fn other_types<'a>(
    context: &'a Context<'_>,
    object: ObjectId,
    cloud: Option<ObjectId>,
) -> impl Iterator<Item = &'a str> {
    let lists = [
        context.on_premises().text(object, Attribute::ProxyAddresses),
        cloud.and_then(|cloud| context.cloud().text(cloud, Attribute::ProxyAddresses)),
    ];
    let is_kept = |entry: &&str| {
        let kind = entry.split_once(':').map_or("", |(kind, _)| kind);
        ["SIP", "X500", "SPO", "EUM"].iter().any(|kept| kept.eq_ignore_ascii_case(kind))
    };
    lists.into_iter().flatten().flat_map(address_list::entries).filter(is_kept)
}

fn login_spelling(context: &Context<'_>, object: ObjectId, forecast: &Forecast, login: &Text) -> String {
    let text = login.text(&context.index.keys);
    let attribute = context.settings.login_id_attribute.value;
    identity::on_premises_login(context.on_premises(), object, attribute)
        .into_iter()
        .chain(
            forecast.cloud.and_then(|cloud| {
                context.cloud().text(cloud, Attribute::UserPrincipalName).map(|name| name.trim().into())
            }),
        )
        .find(|written| case_key::fold_untrimmed(written) == text)
        .map_or_else(|| text.to_owned(), Cow::into_owned)
}

fn address_spelling(context: &Context<'_>, object: ObjectId, forecast: &Forecast, address: &Address) -> String {
    let text = address.text.text(&context.index.keys);
    if address.origin == Origin::Login {
        return login_spelling(context, object, forecast, &address.text);
    }
    let cells = [
        context.on_premises().cell(object, Attribute::ProxyAddresses),
        context.on_premises().cell(object, Attribute::Mail),
        forecast.cloud.map_or(Cell::Empty, |cloud| context.cloud().cell(cloud, Attribute::ProxyAddresses)),
        forecast.cloud.map_or(Cell::Empty, |cloud| context.cloud().cell(cloud, Attribute::Mail)),
    ];
    let mut written = cells.into_iter().filter_map(Cell::text).flat_map(address_list::entries);
    let found = written.find_map(|entry| {
        let parsed = ProxyAddress::parse(entry);
        let value = if parsed.is_smtp() { parsed.value } else { entry };
        case_key::equal(value, text).then_some(value)
    });
    found.unwrap_or(text).to_owned()
}
