//! What several rules about joins ask of a decision, written once. No finding is made here.

use crate::finding::Owner;
use crate::forecast;
use crate::join::anchor::{self, CloudAnchor, Relation};
use crate::join::{Decision, MatchKey, Outcome};
use crate::model::{Attribute, Guid, Key, ObjectId, ObjectKind};
use crate::rules::RuleContext;
use crate::rules::cloud::duplicate_person_pair::is_made_beside;
use crate::rules::words;
use crate::tenant::RoleAssignment;

/// The address or UPN by which the object met its counterpart.
pub(super) fn matching_key(context: &RuleContext<'_>, object: ObjectId, decision: &Decision) -> Option<Key> {
    let identities = &context.join.index.on_premises;
    match decision.by {
        Some(MatchKey::PrimarySmtp) => identities.primary(object),
        Some(MatchKey::Upn) => identities.login(object),
        _ => None,
    }
}

/// The admin roles of a cloud object, by name; none where no file tells.
pub(super) fn roles<'a>(context: &RuleContext<'a>, cloud: ObjectId) -> &'a [RoleAssignment] {
    let id = context.join.cloud().text(cloud, Attribute::ObjectId).and_then(Guid::parse_text);
    context.join.directories.tenant.roles_of(id).unwrap_or_default()
}

/// The same as a list in a sentence.
pub(super) fn role_names(context: &RuleContext<'_>, cloud: ObjectId) -> String {
    let name = |role: &RoleAssignment| {
        let name = words::shown(&role.role);
        if role.eligible { format!("{name} (may be activated)") } else { name }
    };
    words::list(&roles(context, cloud).iter().map(name).collect::<Vec<_>>())
}

/// What would stop a soft match even if the tenant allowed it, as the end of a sentence.
pub(super) fn obstacle(context: &RuleContext<'_>, object: ObjectId, cloud: ObjectId) -> Option<&'static str> {
    let snapshot = context.join.cloud();
    let attribute = context.join.settings.source_anchor_attribute.value;
    let own = anchor::of(context.join.on_premises(), object, attribute);
    let relation = anchor::relation(&own, anchor::of_cloud(snapshot, cloud));
    if matches!(relation, Relation::Different | Relation::OtherSpelling) {
        Some("it carries another source anchor")
    } else if snapshot.boolean(cloud, Attribute::SyncEnabled) == Ok(Some(true)) {
        Some("it is synced already")
    } else if snapshot.boolean(cloud, Attribute::IsCloudManaged) == Ok(Some(true)) {
        Some("it is mastered in the cloud")
    } else if roles(context, cloud).is_empty() {
        None
    } else {
        Some("it holds an admin role")
    }
}

/// The two accounts to which primary address and UPN of a user lead, where they are not one. A user that is joined by its
/// anchor already is not matched again.
pub(super) fn crossed(
    context: &RuleContext<'_>,
    object: ObjectId,
    decision: &Decision,
) -> Option<(ObjectId, ObjectId)> {
    if context.join.on_premises().kind(object) != ObjectKind::User
        || decision.outcome == Outcome::OutOfScope
        || (decision.outcome == Outcome::AlreadySynced && decision.by == Some(MatchKey::SourceAnchor))
    {
        return None;
    }
    let by_primary = context.join.cloud_objects_by_primary(object).first().copied()?;
    let by_login = context.join.cloud_users_by_login(object).first().copied()?;
    (by_primary != by_login).then_some((by_primary, by_login))
}

/// The account to which both primary address and UPN lead, where the anchor leads to another one.
pub(super) fn other_person(context: &RuleContext<'_>, object: ObjectId, decision: &Decision) -> Option<ObjectId> {
    if decision.by != Some(MatchKey::SourceAnchor) {
        return None;
    }
    let by_login = context.join.cloud_users_by_login(object).first().copied()?;
    let by_primary = context.join.cloud_objects_by_primary(object).first().copied()?;
    (by_login == by_primary && Some(by_login) != decision.cloud).then_some(by_login)
}

/// Is the holder of an AD object's value the account that the object should be joined to, so that its anchor is wrong and
/// nobody has to give the value away? One person's two accounts are another fault.
pub(in crate::rules) fn is_anchor_at_fault(
    context: &RuleContext<'_>,
    object: ObjectId,
    decision: &Decision,
    holder: ObjectId,
) -> bool {
    other_person(context, object, decision) == Some(holder)
        && !decision.cloud.is_some_and(|joined| is_made_beside(context, joined, holder))
}

/// Does the next sync take the value from this cloud object, because the AD object that it is joined to no longer has it?
pub(in crate::rules) fn is_about_to_be_freed(context: &RuleContext<'_>, holder: ObjectId, key: Key) -> bool {
    let Some(partner) = context.joins.partner(holder) else { return false };
    forecast::of(&context.join, context.joins, partner).is_some_and(|forecast| {
        let keeps_login = forecast.login.value.as_ref().is_some_and(|login| login.key() == Some(key));
        !forecast.holds(key) && !keeps_login
    })
}

/// Does the cloud object carry an anchor that is not the AD object's?
pub(super) fn has_another_anchor(context: &RuleContext<'_>, object: ObjectId, cloud: ObjectId) -> bool {
    let attribute = context.join.settings.source_anchor_attribute.value;
    let own = anchor::of(context.join.on_premises(), object, attribute);
    context.join.has_another_anchor(&own, cloud)
}

/// The anchor of an AD object and the ImmutableId of a cloud object, as far as the files tell.
pub(super) fn anchors(
    context: &RuleContext<'_>,
    object: ObjectId,
    cloud: ObjectId,
) -> (Option<String>, Option<String>) {
    let attribute = context.join.settings.source_anchor_attribute.value;
    let own = anchor::of(context.join.on_premises(), object, attribute);
    let theirs = match anchor::of_cloud(context.join.cloud(), cloud) {
        CloudAnchor::Set(text) => Some(words::shown(text)),
        CloudAnchor::NotSet | CloudAnchor::Unknown => None,
    };
    (own.anchor().map(|anchor| words::shown(&anchor.immutable_id())), theirs)
}

/// Are they one type to Entra ID? A guest is a user.
pub(super) fn is_same_type(left: ObjectKind, right: ObjectKind) -> bool {
    let plain = |kind| if kind == ObjectKind::Guest { ObjectKind::User } else { kind };
    plain(left) == plain(right)
}

/// Was the first object made after the second? `None` where a date is missing or has a form in which day and month cannot
/// be told apart.
pub(super) fn is_newer(context: &RuleContext<'_>, object: Owner, than: Owner) -> Option<bool> {
    let at = |owner: Owner| {
        let text = context.join.directories.side(owner.side).text(owner.object, Attribute::CreatedAt)?;
        let starts_with_year = text.len() >= 8 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
        starts_with_year.then(|| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>())
    };
    let (own, other) = (at(object)?, at(than)?);
    let length = own.len().min(other.len());
    Some(own[..length] > other[..length])
}
