//! What the objects of both sides show about the tenant: its domains, and which attribute is the source anchor. What a person
//! says of it is `settings`' matter.

use std::collections::BTreeMap;

use crate::import::merge::Directories;
use crate::model::proxy_address::ProxyAddress;
use crate::model::source_anchor::{ImmutableIdForm, immutable_id_form};
use crate::model::{Attribute, Guid, ObjectId, ObjectKind, Snapshot, address_list, case_key, domain, licences, order};
use crate::settings::{AnchorAttribute, Origin, Value};

/// What the objects themselves show about the tenant. It does not depend on what anybody says.
#[derive(Clone, Debug)]
pub struct Observed {
    pub(crate) initial_domain: Option<String>,
    pub(crate) verified_domains: Option<Vec<String>>,
    pub(crate) hybrid_routing_domain: Option<String>,
    pub(crate) source_anchor_attribute: Value<AnchorAttribute>,
}

impl Observed {
    /// Every UPN in the cloud is in a verified domain, because the cloud accepts no other; a guest's is in the initial
    /// one. So is every address of a mailbox, because Entra ID strips others. A verified domain that no user has stays
    /// unseen, so the list is inferred and may be short.
    pub fn new(directories: &Directories) -> Self {
        let cloud = &directories.cloud;
        let mut suffixes = Counts::new();
        let mut routing = Counts::new();
        let mut of_mailboxes = Counts::new();
        let mut own = Vec::new();
        for object in cloud.objects() {
            let is_user = matches!(cloud.kind(object), ObjectKind::User | ObjectKind::Guest);
            if is_user
                && !cloud.is_deleted(object)
                && let Some(suffix) = cloud.text(object, Attribute::UserPrincipalName).and_then(domain::of)
            {
                count(&mut suffixes, suffix);
            }
            // A guest's or contact's addresses are in other tenants' domains.
            if cloud.kind(object) == ObjectKind::User
                && let Some(list) = cloud.text(object, Attribute::ProxyAddresses)
            {
                let mut has_initial = false;
                own.clear();
                for entry in address_list::entries(list) {
                    let Some(name) = domain::of(entry) else { continue };
                    if domain::is_hybrid_routing_shape(name) {
                        count(&mut routing, name);
                    } else if domain::is_initial_shape(name) {
                        has_initial = true;
                        count(&mut suffixes, name);
                    } else if !domain::is_reserved(name) && ProxyAddress::parse(entry).is_smtp() {
                        own.push(name);
                    }
                }
                if !cloud.is_deleted(object) && is_mailbox(cloud, object, has_initial) {
                    for name in &own {
                        count(&mut of_mailboxes, name);
                    }
                }
            }
        }
        let most = |counts: &Counts, fits: fn(&str) -> bool| {
            let best = counts.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, count)| (**count, *name));
            best.map(|(name, _)| name.clone())
        };
        let seen = suffixes.keys().chain(of_mailboxes.keys()).filter(|name| domain::is_well_formed(name));
        let mut verified: Vec<String> = seen.cloned().collect();
        order::sort(&mut verified);
        verified.dedup();
        Self {
            initial_domain: most(&suffixes, domain::is_initial_shape),
            hybrid_routing_domain: most(&routing, |_| true),
            verified_domains: (!verified.is_empty()).then_some(verified),
            source_anchor_attribute: infer_anchor_attribute(directories),
        }
    }
}

/// Has the cloud user surely a mailbox? A licence says so beside an address in the initial domain, which a mailbox gets and
/// a mail user with an address elsewhere does not.
fn is_mailbox(cloud: &Snapshot, user: ObjectId, has_initial: bool) -> bool {
    if let Some(kind) = cloud.text(user, Attribute::RecipientType) {
        return kind.ends_with("Mailbox");
    }
    cloud.boolean(user, Attribute::ExchangeLicensed) == Ok(Some(true))
        || (has_initial && cloud.text(user, Attribute::Licences).is_some_and(licences::may_hold_mailbox))
}

type Counts = BTreeMap<String, usize>;

fn count(counts: &mut Counts, name: &str) {
    let folded = case_key::fold(name);
    match counts.get_mut(&*folded) {
        Some(count) => *count += 1,
        None => drop(counts.insert(folded.into_owned(), 1)),
    }
}

/// How many of a hundred anchors an attribute must reproduce before it is taken for the tenant's choice.
const ENOUGH_ANCHORS: usize = 95;

/// Which attribute reproduces the ImmutableIds of the synced users.
fn infer_anchor_attribute(directories: &Directories) -> Value<AnchorAttribute> {
    let (on_premises, cloud) = (&directories.on_premises, &directories.cloud);
    let assumed = Value { value: AnchorAttribute::ConsistencyGuid, origin: Origin::Assumed };
    let mut bytes = rustc_hash::FxHashSet::default();
    bytes.reserve(cloud.filled(Attribute::ImmutableId));
    let mut texts = rustc_hash::FxHashSet::default();
    for object in cloud.objects() {
        if cloud.kind(object) != ObjectKind::User || cloud.boolean(object, Attribute::SyncEnabled) != Ok(Some(true)) {
            continue;
        }
        match cloud.text(object, Attribute::ImmutableId).map(|text| (text, immutable_id_form(text))) {
            Some((_, ImmutableIdForm::Canonical(guid))) => drop(bytes.insert(guid)),
            Some((text, _)) => drop(texts.insert(text)),
            None => {}
        }
    }
    let all = bytes.len() + texts.len();
    if all == 0 {
        return assumed;
    }
    let guid = |object, attribute| on_premises.text(object, attribute).and_then(Guid::parse);
    let users = || on_premises.objects().filter(|&object| on_premises.kind(object) == ObjectKind::User);
    let (mut by_object_guid, mut by_consistency_guid) = (0, 0);
    for user in users() {
        let own = guid(user, Attribute::ObjectGuid);
        let is_own = own.is_some_and(|own| bytes.contains(&own));
        // An empty one stands for the objectGUID, and most others repeat it.
        let is_chosen = match guid(user, Attribute::ConsistencyGuid) {
            Some(chosen) if Some(chosen) != own => bytes.contains(&chosen),
            _ => is_own,
        };
        by_object_guid += usize::from(is_own);
        by_consistency_guid += usize::from(is_chosen);
    }
    let reproduced = |attribute| match attribute {
        AnchorAttribute::ConsistencyGuid => by_consistency_guid,
        AnchorAttribute::ObjectGuid => by_object_guid,
        AnchorAttribute::Other(attribute) => {
            users().filter_map(|object| on_premises.text(object, attribute)).filter(|text| texts.contains(text)).count()
        }
    };
    let mut candidates = vec![AnchorAttribute::ConsistencyGuid, AnchorAttribute::ObjectGuid];
    if !texts.is_empty() {
        let custom = [Attribute::EmployeeId, Attribute::SamAccountName, Attribute::Mail, Attribute::UserPrincipalName];
        candidates.extend(custom.into_iter().filter(|&a| on_premises.exports(a)).map(AnchorAttribute::Other));
    }
    // The first of equals counts: it is Entra Connect's own choice.
    let counts = candidates.into_iter().map(|candidate| (reproduced(candidate), candidate)).rev();
    match counts.max_by_key(|(count, _)| *count) {
        Some((count, value)) if count * 100 >= all * ENOUGH_ANCHORS => Value { value, origin: Origin::Inferred },
        _ => assumed,
    }
}
