//! What several rules of this folder look up: the errors that Microsoft reports for cloud objects, who holds an address,
//! and the pages of Microsoft that they rest on. Nothing is judged here.

use crate::import::format::{Fact, Format};
use crate::join::anchor::{self, AnchorState};
use crate::join::claims::{Claim, Role};
use crate::join::{MatchKey, Outcome};
use crate::model::order;
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{case_key, domain};
use crate::other_tools::About;
use crate::rules::prelude::*;
use crate::settings::Origin;

/// What a reported error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    /// The UPN.
    Login,
    /// An address of proxyAddresses. Microsoft writes `ProxyAddress` and `ProxyAddresses`.
    Address,
    /// Anything else.
    Other,
}

/// An error that Microsoft reports for a cloud object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reported<'a> {
    /// The object.
    pub(super) cloud: ObjectId,
    /// What it is about.
    pub(super) property: Property,
    /// The kind of the error; blank where the file does not tell it.
    pub(super) error: &'a str,
    /// The value, without its type.
    pub(super) value: &'a str,
}

impl Reported<'_> {
    /// The key of the value, where any object has it.
    pub(super) fn key(&self, context: &RuleContext<'_>) -> Option<Key> {
        context.join.index.keys.find(&case_key::fold(self.value))
    }
}

/// Every reported error, in the order of the objects: from `provisioningErrors` and from lists of synchronisation errors.
pub(super) fn reported<'a>(context: &RuleContext<'a>) -> Vec<Reported<'a>> {
    let cloud = context.join.cloud();
    let mut found = Vec::new();
    if cloud.exports(Attribute::ProvisioningErrors) {
        for object in cloud.objects() {
            let Some(cell) = cloud.text(object, Attribute::ProvisioningErrors) else { continue };
            found.extend(cell.split('|').filter_map(|entry| {
                let (property, value) = entry.split_once('=')?;
                Some(Reported { cloud: object, property: property_of(property), error: "", value: bare(value) })
            }));
        }
    }
    for input in context.join.directories.inputs.iter().filter(|input| input.format == Format::SyncErrors) {
        for (_, fact) in &input.facts {
            let Fact::Reported(fault) = fact else { continue };
            let Some(object) = object_of(context, &fault.about) else { continue };
            found.push(Reported {
                cloud: object,
                property: property_of(&fault.attribute),
                error: &fault.error,
                value: bare(&fault.value),
            });
        }
    }
    order::sort_by_key(&mut found, |reported| reported.cloud);
    found.dedup_by(|left, right| {
        (left.cloud, left.property) == (right.cloud, right.property) && case_key::equal(left.value, right.value)
    });
    found
}

fn property_of(name: &str) -> Property {
    match name.trim().to_ascii_lowercase().as_str() {
        "userprincipalname" => Property::Login,
        "proxyaddress" | "proxyaddresses" => Property::Address,
        _ => Property::Other,
    }
}

/// A value without `SMTP:`.
fn bare(value: &str) -> &str {
    let parsed = ProxyAddress::parse(value.trim());
    if parsed.is_smtp() || parsed.address_type == AddressType::Missing { parsed.value.trim() } else { value.trim() }
}

fn object_of(context: &RuleContext<'_>, about: &About) -> Option<ObjectId> {
    match about {
        About::CloudObject(id) => context.join.cloud_object_by_id(*id),
        About::UserPrincipalName(name) => {
            let key = context.join.index.keys.find(&case_key::fold(name))?;
            context.join.index.cloud_by_login(key).next()
        }
        About::Anchor(text) => {
            let hits = context.join.anchors.hits(&anchor::Anchor::Text(text.clone()));
            hits.into_iter().find(|&hit| !context.join.cloud().is_deleted(hit))
        }
        About::DistinguishedName(_) => None,
    }
}

/// Is the cloud object synced now? `None` where no file tells.
pub(super) fn is_synced(cloud: Subject<'_>) -> Option<bool> {
    cloud.boolean(Attribute::SyncEnabled).ok().map(|synced| synced == Some(true))
}

/// Does the claim make an address the object's own? That mail is sent on to an address does not.
pub(super) fn is_own_address(claim: Claim) -> bool {
    claim.role().is_address() && claim.role() != Role::TargetAddress
}

/// AD objects that the sync takes along and that hold the address, without repetition.
pub(super) fn on_premises_holders(context: &RuleContext<'_>, key: Key) -> Vec<ObjectId> {
    let claims = context.join.index.claims.of(key).iter();
    let mut holders: Vec<ObjectId> = claims
        .filter(|claim| claim.side() == Side::OnPremises && is_own_address(**claim))
        .map(|claim| claim.object())
        .filter(|&object| context.is_in_scope(object))
        .collect();
    holders.dedup();
    holders
}

/// Other live cloud objects that have the address in proxyAddresses, without repetition.
pub(super) fn cloud_holders(context: &RuleContext<'_>, key: Key, but: Option<ObjectId>) -> Vec<ObjectId> {
    let holders = context.join.index.cloud_by_address(key);
    let mut holders: Vec<ObjectId> = holders.filter(|&holder| Some(holder) != but).collect();
    holders.dedup();
    holders
}

/// Is the domain of the text the tenant's initial one? With how sure it is that this is the initial domain.
pub(super) fn in_initial_domain(context: &RuleContext<'_>, text: &str) -> Option<Confidence> {
    let setting = &context.join.settings.initial_domain;
    let initial = setting.value.as_deref()?;
    let is_given = setting.origin == Origin::Given;
    (domain::of(text)? == initial).then_some(if is_given { Confidence::Certain } else { Confidence::Likely })
}

/// The part before the `@` that Entra ID put four digits after: `ann` of `ann1234` and of `ann+1234`.
pub(super) fn before_four_digits(local: &str) -> Option<&str> {
    let stem = local.len().checked_sub(4).and_then(|end| local.get(..end))?;
    let digits = &local[stem.len()..];
    let stem = stem.strip_suffix('+').unwrap_or(stem);
    (digits.bytes().all(|byte| byte.is_ascii_digit()) && !stem.is_empty()).then_some(stem)
}

/// Is it an account that Entra Connect or cloud sync made for itself in the cloud? No AD object stands behind it.
///
/// Source: Microsoft, "Microsoft Entra Connect: Accounts and permissions", 2025: `Sync_<server>_<number>` and
/// `ADToAADSyncServiceAccount` in the onmicrosoft.com domain.
pub(super) fn is_account_of_the_sync(login: &str) -> bool {
    let starts = |name: &str| login.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let is_named = starts("sync_") || starts("adtoaadsyncserviceaccount");
    is_named && login.split_once('@').is_some_and(|(_, suffix)| domain::is_initial_shape(suffix))
}

/// For each cloud object, whether an AD object in the files has its anchor, or leads to it in any other way.
pub(super) struct Reached {
    by_anchor: Vec<bool>,
    by_any: Vec<bool>,
}

impl Reached {
    /// Looks at every AD object, those outside the sync too.
    pub(super) fn new(context: &RuleContext<'_>) -> Self {
        let join = &context.join;
        let count = join.cloud().len();
        let mut reached = Self { by_anchor: vec![false; count], by_any: vec![false; count] };
        let attribute = join.settings.source_anchor_attribute.value;
        for (object, decision) in context.joins.iter() {
            if let Some(cloud) = decision.cloud {
                reached.by_any[cloud.index()] = true;
            }
            // Of those that are joined by their anchor already, nearly all, no other account has it.
            let is_joined_by_it =
                decision.outcome == Outcome::AlreadySynced && decision.by == Some(MatchKey::SourceAnchor);
            if let Some(cloud) = decision.cloud.filter(|_| is_joined_by_it) {
                reached.by_anchor[cloud.index()] = true;
            }
            let state =
                if is_joined_by_it { AnchorState::Unknown } else { anchor::of(join.on_premises(), object, attribute) };
            if let Some(own) = state.anchor() {
                let spelt_otherwise = join.anchors.near_miss(own).into_iter().chain(context.joins.case_miss(object));
                for hit in join.anchors.hits(own).into_iter().chain(spelt_otherwise) {
                    reached.by_anchor[hit.index()] = true;
                    reached.by_any[hit.index()] = true;
                }
            }
            let by_name = [
                join.index.cloud_by_login(join.index.on_premises.login(object)),
                join.index.cloud_by_primary(join.index.on_premises.primary(object)),
            ];
            let by_sid = if is_joined_by_it { None } else { join.cloud_object_by_sid(object) };
            for hit in by_name.into_iter().flatten().chain(by_sid) {
                reached.by_any[hit.index()] = true;
            }
        }
        reached
    }

    /// Has an AD object the cloud object's anchor, however it is spelt?
    pub(super) fn by_anchor(&self, cloud: ObjectId) -> bool {
        self.by_anchor[cloud.index()]
    }

    /// Does any AD object lead to it, by anchor, SID, UPN or address?
    pub(super) fn by_any_key(&self, cloud: ObjectId) -> bool {
        self.by_any[cloud.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, before_four_digits, is_account_of_the_sync};

    #[test]
    fn four_digits_at_the_end() {
        assert_eq!(before_four_digits("ann1234"), Some("ann"));
        assert_eq!(before_four_digits("ann+1234"), Some("ann"));
        assert_eq!(before_four_digits("ann12345"), Some("ann1"));
        for other in ["ann", "1234", "+1234", "ann123", "ann12x4", "é123"] {
            assert_eq!(before_four_digits(other), None, "{other}");
        }
    }

    #[test]
    fn accounts_of_the_sync() {
        for own in
            ["Sync_DC01_0a1b2c3d4e5f@contoso.onmicrosoft.com", "adtoaadsyncserviceaccount@contoso.onmicrosoft.com"]
        {
            assert!(is_account_of_the_sync(own), "{own}");
        }
        for other in ["sync_team@contoso.com", "ann@contoso.onmicrosoft.com", "sync@contoso.onmicrosoft.com", "sync_x"]
        {
            assert!(!is_account_of_the_sync(other), "{other}");
        }
    }

    #[test]
    fn values_lose_only_the_type_smtp() {
        assert_eq!(bare("SMTP:ann@contoso.com"), "ann@contoso.com");
        assert_eq!(bare(" ann@contoso.com "), "ann@contoso.com");
        assert_eq!(bare("SIP:ann@contoso.com"), "SIP:ann@contoso.com");
    }
}
