//! The lookup of Cayosoft Administrator: which cloud user it would take for an AD user.
//!
//! It differs from Microsoft's matching: it never looks at objectGUID or addresses, and it goes on to the next key only
//! where an attribute is not set, not where a lookup fails.
//! Source: Cayosoft, "Map Active Directory users to cloud users", setting "Map Cloud Users by UPN", version 7.3.0.

use super::context::Context;
use super::outcome::MatchKey;
use crate::model::{Attribute, Cell, Guid, ObjectId, ObjectKind};

/// What the lookup gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The key that was used.
    pub by: Option<MatchKey>,
    /// The cloud user that was found.
    pub cloud: Option<ObjectId>,
    /// The error that the tool would show, or what the files leave open.
    pub error: Option<String>,
}

/// What the tool says when it finds nothing.
const NOT_FOUND: &str =
    "Cloud user was not found for this Active Directory user by its external directory ID or anchor.";

/// Looks up an AD user; `None` for other objects, which the tool does not map.
pub fn look_up(context: &Context<'_>, object: ObjectId) -> Option<Lookup> {
    let on_premises = context.on_premises();
    if on_premises.kind(object) != ObjectKind::User || context.cloud().is_empty() {
        return None;
    }
    let by_upn = |error: Option<String>| {
        let hits = context.cloud_users_by_login(object);
        let cloud = hits.first().copied();
        let error = if cloud.is_none() { Some(NOT_FOUND.to_owned()) } else { error };
        Some(Lookup { by: cloud.map(|_| MatchKey::Upn), cloud, error })
    };
    if context.settings.cayosoft_map_by_upn.value {
        return by_upn(None);
    }
    let mut unknown = Vec::new();
    match on_premises.cell(object, Attribute::ExternalDirectoryObjectId) {
        Cell::Text(text) => {
            let found = without_label(text)
                .and_then(|guid| context.cloud_object_by_id(guid))
                .filter(|&hit| !context.cloud().is_deleted(hit));
            return Some(found_or_error(MatchKey::ExternalDirectoryObjectId, found));
        }
        Cell::Empty => {}
        Cell::NotExported | Cell::Lost => unknown.push("msDS-ExternalDirectoryObjectID"),
    }
    match on_premises.cell(object, Attribute::ConsistencyGuid) {
        Cell::Text(text) => {
            if !context.anchors.is_known(ObjectKind::User) {
                let error = "The cloud export has no ImmutableId, so the lookup by mS-DS-ConsistencyGUID is not known.";
                return Some(Lookup { error: Some(error.to_owned()), ..Lookup::default() });
            }
            let found = Guid::parse(text)
                .map(super::anchor::Anchor::Bytes)
                .and_then(|anchor| context.anchors.hits(&anchor).into_iter().find(|&hit| context.is_live_user(hit)));
            return Some(found_or_error(MatchKey::SourceAnchor, found));
        }
        Cell::Empty => {}
        Cell::NotExported | Cell::Lost => unknown.push("mS-DS-ConsistencyGUID"),
    }
    by_upn(
        (!unknown.is_empty())
            .then(|| format!("Only if {} is not set: the AD export does not tell.", unknown.join(" and "))),
    )
}

fn found_or_error(by: MatchKey, cloud: Option<ObjectId>) -> Lookup {
    let error = cloud.is_none().then(|| NOT_FOUND.to_owned());
    Lookup { by: cloud.map(|_| by), cloud, error }
}

/// The id in `User_<id>`, `Group_<id>` or `Contact_<id>`.
fn without_label(text: &str) -> Option<Guid> {
    let text = text.trim();
    Guid::parse_text(text.split_once('_').map_or(text, |(_, rest)| rest))
}
