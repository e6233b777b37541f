//! What several rules about addresses ask: the address in the initial domain, who else holds a value, and why Entra ID drops
//! an address. No finding is made here.

use crate::forecast::{self, AddressFate};
use crate::join::identity::Address;
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

/// The part before the `@`.
pub(in crate::rules) fn local(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(local, _)| local)
}

/// The tenant's initial domain, and how sure it is.
pub(in crate::rules) fn initial_domain<'a>(context: &RuleContext<'a>) -> Option<(&'a str, Confidence)> {
    let setting = &context.join.settings.initial_domain;
    let confidence = if setting.origin == Origin::Given { Confidence::Certain } else { Confidence::Likely };
    Some((setting.value.as_deref()?, confidence))
}

/// The addresses of a cloud object in the tenant's initial domain.
pub(in crate::rules) fn in_initial_domain<'a>(
    context: &'a RuleContext<'_>,
    cloud: ObjectId,
) -> impl Iterator<Item = Key> + 'a {
    let initial = initial_domain(context).map(|(name, _)| name);
    let addresses = context.join.index.cloud.addresses(cloud);
    addresses.iter().map(|address| address.key).filter(move |&key| {
        let name = domain::of(context.text(key));
        name.is_some() && name == initial
    })
}

/// Is the name an alias with four digits, as Entra ID makes it where the alias alone is taken?
pub(in crate::rules) fn is_numbered(name: &str, alias: &str) -> bool {
    let alias = alias.trim();
    name.get(..alias.len()).is_some_and(|start| start.eq_ignore_ascii_case(alias))
        && name[alias.len()..].len() == 4
        && name[alias.len()..].bytes().all(|byte| byte.is_ascii_digit())
}

/// Does one of the addresses have this key?
pub(in crate::rules) fn lists(addresses: &[Address], key: Key) -> bool {
    addresses.iter().any(|address| address.key == key)
}

/// Are the addresses of the mailbox mastered in the cloud, so that AD's do not count?
pub(in crate::rules) fn is_mastered_in_cloud(pair: &Pair<'_>) -> bool {
    pair.cloud.boolean(Attribute::IsExchangeCloudManaged) == Ok(Some(true))
}

/// A cloud object other than this one that holds a value as UPN or address.
pub(in crate::rules) fn other_cloud_holder(
    context: &RuleContext<'_>,
    key: Key,
    own: Option<ObjectId>,
) -> Option<Owner> {
    let claims = context.join.index.claims.of(key).iter();
    claims
        .filter(|claim| claim.side() == Side::Cloud && claim.role().is_address())
        .map(|claim| claim.object())
        .find(|&holder| Some(holder) != own && !context.join.cloud().is_deleted(holder))
        .map(Owner::cloud)
}

/// Could the domain be one in which people have addresses: none of Microsoft's own, and not known to be unverified?
pub(in crate::rules) fn is_own_domain(context: &RuleContext<'_>, address: &str) -> bool {
    domain::of(address)
        .is_some_and(|name| !domain::is_reserved(name) && context.join.settings.is_verified(name) != Some(false))
}

/// Why Entra ID does not take an address of an AD object, as a sentence; `None` where the files show no reason.
pub(in crate::rules) fn why_dropped(context: &RuleContext<'_>, object: ObjectId, key: Key) -> Option<String> {
    let forecast = forecast::of(&context.join, context.joins, object)?;
    let fate = forecast.dropped.iter().find(|(dropped, _)| *dropped == key).map(|(_, fate)| *fate)?;
    let suffix = words::shown(domain::of(context.text(key)).unwrap_or_default());
    Some(match fate {
        AddressFate::Kept => return None,
        AddressFate::Malformed => "Entra ID throws AD’s address away, because it is no valid one.".to_owned(),
        AddressFate::ForeignCharacter => {
            "Entra ID throws AD’s address away, because it holds a character outside the plain Latin ones.".to_owned()
        }
        AddressFate::ReservedDomain => {
            format!("Entra ID throws AD’s address away, because {suffix} belongs to Microsoft.")
        }
        AddressFate::PerhapsReservedDomain => {
            format!("Entra ID throws AD’s address away, unless {suffix} is the hybrid routing domain.")
        }
        AddressFate::UnverifiedDomain => {
            format!("Entra ID strips AD’s address, because the tenant has not verified {suffix}.")
        }
        AddressFate::HeldBy(holder) => {
            let holder = words::name(context, Owner::cloud(holder));
            format!("AD’s address is in quarantine, because {holder} holds it in the cloud.")
        }
    })
}
