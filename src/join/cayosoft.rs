//! The lookup of Cayosoft Administrator: which cloud user it would take for an AD user.
//!
//! It differs from Microsoft's matching: it never looks at objectGUID or addresses, it asks for no role, and it goes on to
//! the next key only where an attribute is not set, not where a lookup fails. That is the strict reading: the vendor
//! writes "is missing or not set" of the first attribute and "is empty" of the second. A lenient one, by which a lookup
//! that fails goes on as well, would call a user found by UPN whose attribute points elsewhere, and hand over an account
//! that the attribute denies. So a stale value ends in the tool's error here.
//! With "Map cloud users by UPN" on Yes only the UPN counts.
//!
//! Evidence of an account other than the two attributes and the UPN must not be used here.
//! Source: Cayosoft, "How to map Active Directory users to Office 365 cloud users" (KB20200825-1), version 7.3.0 or later.

use super::anchor::Anchor;
use super::context::Context;
use super::outcome::MatchKey;
use crate::model::{Attribute, Cell, Guid, ObjectId, ObjectKind, case_key};

/// What the lookup gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The key that was used.
    pub by: Option<MatchKey>,
    /// The cloud user that was found.
    pub cloud: Option<ObjectId>,
    /// The error that the tool would show, or what the files leave open.
    pub error: Option<&'static str>,
    /// Do the files tell everything that the lookup asked for? If not, what was found holds only under `error`.
    pub is_known: bool,
}

/// What the tool says when it finds nothing.
const NOT_FOUND: &str =
    "Cloud user was not found for this Active Directory user by its external directory ID or anchor.";
const NO_USERS: &str = "No cloud file lists users, so the lookup is not known.";
const NO_OBJECT_IDS: &str =
    "The cloud files do not tell object ids, so the lookup by msDS-ExternalDirectoryObjectID is not known.";
const NO_ANCHORS: &str = "The cloud export has no ImmutableId, so the lookup by mS-DS-ConsistencyGUID is not known.";
const SOME_ANCHORS: &str =
    "Not every cloud file has an ImmutableId, so that mS-DS-ConsistencyGUID leads to nobody is not known for sure.";
const NO_UPN: &str = "The AD export does not tell the UPN, so the lookup by UPN is not known.";
const NO_CLOUD_UPN: &str = "The cloud files do not tell UPNs, so the lookup by UPN is not known.";
const PARTIAL: &str =
    "A cloud file may hold only a part of its objects, so that the lookup finds nobody is not known for sure.";

/// Looks up an AD user; `None` for other objects, which the tool does not map.
pub fn look_up(context: &Context<'_>, object: ObjectId) -> Option<Lookup> {
    let on_premises = context.on_premises();
    if on_premises.kind(object) != ObjectKind::User || context.cloud().is_empty() {
        return None;
    }
    if !context.cloud_lists(ObjectKind::User) {
        return Some(unknown(NO_USERS));
    }
    if context.settings.cayosoft_map_by_upn.value {
        return Some(by_upn(context, object));
    }
    let mut untold = Untold::default();
    match on_premises.cell(object, Attribute::ExternalDirectoryObjectId) {
        Cell::Text(text) => return Some(by_object_id(context, text)),
        Cell::Empty => {}
        Cell::NotExported | Cell::Lost => untold.object_id = true,
    }
    let lookup = match on_premises.cell(object, Attribute::ConsistencyGuid) {
        Cell::Text(text) => by_anchor(context, text),
        Cell::Empty => by_upn(context, object),
        Cell::NotExported | Cell::Lost => {
            untold.consistency_guid = true;
            by_upn(context, object)
        }
    };
    Some(match untold.condition() {
        Some(condition) if lookup.is_known => Lookup { error: Some(condition), is_known: false, ..lookup },
        _ => lookup,
    })
}

/// Attributes that come first and that the AD export does not tell.
#[derive(Default)]
struct Untold {
    object_id: bool,
    consistency_guid: bool,
}

impl Untold {
    /// What must be so for a later key to count.
    fn condition(&self) -> Option<&'static str> {
        match (self.object_id, self.consistency_guid) {
            (false, false) => None,
            (true, false) => Some("Only if msDS-ExternalDirectoryObjectID is not set: the AD export does not tell."),
            (false, true) => Some("Only if mS-DS-ConsistencyGUID is not set: the AD export does not tell."),
            (true, true) => Some(
                "Only if msDS-ExternalDirectoryObjectID and mS-DS-ConsistencyGUID are not set: the AD export does not tell.",
            ),
        }
    }
}

fn by_object_id(context: &Context<'_>, text: &str) -> Lookup {
    if !context.cloud().exports(Attribute::ObjectId) {
        return unknown(NO_OBJECT_IDS);
    }
    let found = without_label(text)
        .and_then(|guid| context.cloud_object_by_id(guid))
        .filter(|&hit| !context.cloud().is_deleted(hit));
    found_or_error(context, MatchKey::ExternalDirectoryObjectId, found)
}

fn by_anchor(context: &Context<'_>, text: &str) -> Lookup {
    if !context.anchors.is_known(ObjectKind::User) {
        return unknown(NO_ANCHORS);
    }
    let found = [Guid::parse(text), Guid::second_reading(text)]
        .into_iter()
        .flatten()
        .map(Anchor::Bytes)
        .find_map(|anchor| context.anchors.hits(&anchor).into_iter().find(|&hit| context.is_live_user(hit)));
    if found.is_none() && !context.anchors.is_complete(ObjectKind::User) {
        return unknown(SOME_ANCHORS);
    }
    found_or_error(context, MatchKey::SourceAnchor, found)
}

/// By the attribute itself: what the sync puts in the place of a missing UPN, or takes for it by a setting, is not known
/// to this tool.
fn by_upn(context: &Context<'_>, object: ObjectId) -> Lookup {
    let index = context.index;
    let key = match context.on_premises().cell(object, Attribute::UserPrincipalName) {
        Cell::Text(text) => index.keys.find(&case_key::fold(text)),
        Cell::Empty => None,
        Cell::NotExported | Cell::Lost => return unknown(NO_UPN),
    };
    if !context.cloud().exports(Attribute::UserPrincipalName) {
        return unknown(NO_CLOUD_UPN);
    }
    let found = index.cloud_by_login(key).find(|&hit| context.is_live_user(hit));
    found_or_error(context, MatchKey::Upn, found)
}

fn found_or_error(context: &Context<'_>, by: MatchKey, cloud: Option<ObjectId>) -> Lookup {
    match cloud {
        Some(_) => Lookup { by: Some(by), cloud, error: None, is_known: true },
        None if context.is_cloud_partial() => unknown(PARTIAL),
        None => Lookup { by: None, cloud, error: Some(NOT_FOUND), is_known: true },
    }
}

fn unknown(why: &'static str) -> Lookup {
    Lookup { error: Some(why), ..Lookup::default() }
}

/// The id in `User_<id>`, `Group_<id>` or `Contact_<id>`.
fn without_label(text: &str) -> Option<Guid> {
    let text = text.trim();
    Guid::parse_text(text.split_once('_').map_or(text, |(_, rest)| rest))
}
