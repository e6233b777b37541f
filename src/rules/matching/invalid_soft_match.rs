//! Finds AD objects whose address or UPN leads to a cloud object that belongs to another AD object. Whether the two are
//! the same person is not in the files.

use rustc_hash::FxHashMap;

use super::shared;
use crate::join::anchor::{self, CloudAnchor};
use crate::join::{Decision, MatchKey, Outcome, Reason};
use crate::model::source_anchor::{ImmutableIdForm, immutable_id_form};
use crate::rules::prelude::*;
use crate::settings::AnchorAttribute;

rule! {
    /// An AD object's address or UPN leads to a cloud object with another source anchor.
    ///
    /// ## What it does
    ///
    /// Looks at AD objects that no cloud object shares the anchor with, but whose primary address, UPN or another SMTP
    /// address a cloud object has. If that cloud object carries an ImmutableId of its own, the two cannot join. It names the
    /// AD object that has this anchor, whether it syncs or not (owner present), or says that none has it (owner absent).
    ///
    /// ## Why it matters
    ///
    /// A cloud object has one anchor for life. Entra ID finds the object by address or UPN, sees another anchor, and
    /// stops with InvalidSoftMatch or AttributeValueMustBeUnique; no further key is tried. The usual causes are an AD
    /// user that was deleted and created again, a move to another forest, and a value on the wrong person.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,IiIiIiIiIkKCIiIiIiIiIg==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// A cloud object without anchor, which joins:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// If another AD object has the anchor, the value is on the wrong object: remove it there. If none has it, and you
    /// are sure that it is the same person, give the new AD object the old anchor in mS-DS-ConsistencyGuid before it is
    /// imported; then it joins by anchor. If the account is bound to the old AD object (onPremisesObjectIdentifier), clear
    /// that first.
    ///
    /// ## Limits
    ///
    /// Without ImmutableId in the cloud file this is seen only where two AD objects agree with one synced cloud object.
    {
        id: "invalid-soft-match",
        title: "Account belongs to another object",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &["InvalidSoftMatch", "AttributeValueMustBeUnique", "already anchored to other"],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT],
        needs: &[Need::CloudForTheWhole(Attribute::ImmutableId)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The AD object that has the cloud object's anchor is in the files.
const OWNER_PRESENT: u8 = 1;
/// No AD object in the files has it.
const OWNER_ABSENT: u8 = 2;
/// The files do not tell anchors.
const OWNER_UNKNOWN: u8 = 3;
/// The AD object that has it is left out by the sync.
const OWNER_OUT_OF_SCOPE: u8 = 4;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut hits: Vec<(ObjectId, ObjectId, Option<Key>)> = Vec::new();
    for (object, decision) in context.joins.iter() {
        if decision.reasons.contains(Reason::InvalidSoftMatch) {
            collect(context, object, decision, &mut hits);
        }
    }
    let rightful = rightful_owners(context, &hits);
    for (object, cloud, value) in hits {
        let mut owners = vec![Owner::on_premises(object), Owner::cloud(cloud)];
        let other = context.joins.partner(cloud).or_else(|| rightful.get(&cloud).copied());
        let case = match (other.filter(|&other| other != object), anchor::of_cloud(context.join.cloud(), cloud)) {
            (Some(other), _) => {
                owners.push(Owner::on_premises(other));
                if context.is_in_scope(other) { OWNER_PRESENT } else { OWNER_OUT_OF_SCOPE }
            }
            (None, CloudAnchor::Set(_)) => OWNER_ABSENT,
            (None, _) => OWNER_UNKNOWN,
        };
        sink.add(Severity::Blocker, context.joins.decision(object).confidence, &owners, value, case);
    }
}

/// The cloud objects that an AD object leads to and that belong to another one, each with the first value by which it does.
fn collect(
    context: &RuleContext<'_>,
    object: ObjectId,
    decision: &Decision,
    hits: &mut Vec<(ObjectId, ObjectId, Option<Key>)>,
) {
    let first = hits.len();
    let is_new = matches!(
        decision.outcome,
        Outcome::NewObject | Outcome::NewObjectQuarantined | Outcome::SyncError | Outcome::Undetermined
    );
    if let Some(cloud) = decision.cloud.filter(|_| !is_new) {
        hits.push((object, cloud, shared_value(context, object, decision, cloud)));
        return;
    }
    let index = context.join.index;
    let own = index.on_premises.addresses(object);
    let stand_in = index.on_premises.primary(object).filter(|_| own.is_empty());
    let kind = context.join.on_premises().kind(object);
    for key in own.iter().filter(|address| address.fault.is_none()).map(|address| address.key).chain(stand_in) {
        for holder in index.cloud_by_address(key) {
            let is_foreign =
                context.join.cloud().kind(holder) == kind && shared::has_another_anchor(context, object, holder);
            if is_foreign && !hits[first..].iter().any(|(_, known, _)| *known == holder) {
                hits.push((object, holder, Some(key)));
            }
        }
    }
}

/// AD objects that have the anchor of one of these cloud objects without being joined to it: something blocks them, or the
/// sync leaves them out.
fn rightful_owners(
    context: &RuleContext<'_>,
    hits: &[(ObjectId, ObjectId, Option<Key>)],
) -> FxHashMap<ObjectId, ObjectId> {
    let mut owners: FxHashMap<ObjectId, Option<ObjectId>> = hits.iter().map(|(_, cloud, _)| (*cloud, None)).collect();
    if owners.is_empty() {
        return FxHashMap::default();
    }
    let attribute = context.join.settings.source_anchor_attribute.value;
    for (object, decision) in context.joins.iter() {
        let by_anchor = decision.cloud.filter(|_| decision.by == Some(MatchKey::SourceAnchor));
        let cloud = by_anchor.or_else(|| {
            if decision.outcome != Outcome::OutOfScope {
                return None;
            }
            let own = anchor::of(context.join.on_premises(), object, attribute);
            own.anchor().and_then(|own| context.join.anchors.hits(own).first().copied())
        });
        if let Some(slot) = cloud.and_then(|cloud| owners.get_mut(&cloud)) {
            slot.get_or_insert(object);
        }
    }
    owners.into_iter().filter_map(|(cloud, owner)| Some((cloud, owner?))).collect()
}

/// The value by which the object leads to the cloud object.
fn shared_value(context: &RuleContext<'_>, object: ObjectId, decision: &Decision, cloud: ObjectId) -> Option<Key> {
    let index = context.join.index;
    match decision.by {
        Some(MatchKey::Upn) => index.on_premises.login(object),
        Some(MatchKey::PrimarySmtp) => index.on_premises.primary(object),
        _ => {
            let held = index.cloud.addresses(cloud);
            let own = index.on_premises.addresses(object).iter().map(|address| address.key);
            own.into_iter()
                .chain(index.on_premises.primary(object))
                .find(|key| held.iter().any(|address| address.key == *key))
                .or_else(|| index.on_premises.login(object))
        }
    }
}

/// One of the two AD objects gives the value up; or, where the owner of the anchor is gone, the object takes its place.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    match finding.case {
        OWNER_PRESENT => remedy::one_keeps_it(context, owners, key, Some(2)),
        OWNER_ABSENT | OWNER_OUT_OF_SCOPE => {
            // Where address and UPN lead apart, or only a second address leads here, it is hardly the same person.
            let take_over = take_over(context, owners[0], owners[1]).filter(|_| leads_here_only(context, owners, key));
            let name = words::name(context, owners[0]);
            let shown = words::shown(context.text(key));
            let give_up = remedy::release(context, owners[0], key).map(|release| {
                let note = format!("If {name} is somebody else. {}", release.effect);
                Fix::review(format!("Take {shown} from {name}"), note, release.changes)
            });
            take_over.into_iter().chain(give_up).collect()
        }
        _ => Vec::new(),
    }
}

/// Do the primary address and the UPN of the AD object lead to this account, as far as they lead to any, and is it by one of
/// them that it does?
fn leads_here_only(context: &RuleContext<'_>, owners: &[Owner], key: Key) -> bool {
    let (own, account) = (owners[0].object, owners[1].object);
    let identities = &context.join.index.on_premises;
    let mut led_to = context.join.cloud_objects_by_primary(own);
    led_to.extend(context.join.cloud_users_by_login(own));
    let is_main = [identities.primary(own), identities.login(own)].contains(&Some(key));
    is_main && led_to.iter().all(|&other| other == account)
}

/// The AD object gets the account's anchor, where that can be written and nothing else binds the account to another object.
fn take_over(context: &RuleContext<'_>, own: Owner, account: Owner) -> Option<Fix> {
    let cloud = context.join.cloud();
    let CloudAnchor::Set(theirs) = anchor::of_cloud(cloud, account.object) else { return None };
    let is_settable = context.join.settings.source_anchor_attribute.value == AnchorAttribute::ConsistencyGuid;
    let is_bytes = matches!(immutable_id_form(theirs), ImmutableIdForm::Canonical(_));
    let mut changes = Vec::new();
    if cloud.text(account.object, Attribute::OnPremisesObjectIdentifier).is_some() {
        changes.push(remedy::set(context, account, Attribute::OnPremisesObjectIdentifier, None)?);
    }
    changes
        .push(remedy::set(context, own, Attribute::ConsistencyGuid, Some(theirs)).filter(|_| is_settable && is_bytes)?);
    let names = words::names(context, &[own, account]);
    let note = format!(
        "If {} is the same person as {}. Only before the object is imported for the first time: the sync keeps the anchor that it \
         read then.",
        names[0], names[1]
    );
    Some(Fix::review(format!("Give {} the anchor of the account of {}", names[0], names[1]), note, changes))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, account) = (&names[0], &names[1]);
    let why = "A cloud object has one source anchor for life. Entra ID finds the account by its address or UPN, sees another \
               anchor and stops; no further key is tried.";
    let (_, theirs) = shared::anchors(context, owners[0].object, owners[1].object);
    let anchor = theirs.map(|text| format!(" ({text})")).unwrap_or_default();
    let (message, what_to_do) = match finding.case {
        OWNER_PRESENT => (
            format!("{own} in AD leads by {value} to the account of {account}, which belongs to {} in AD.", names[2]),
            format!("Remove {value} from {own}, or from {}, whichever should not have it.", names[2]),
        ),
        OWNER_OUT_OF_SCOPE => (
            format!(
                "{own} in AD leads by {value} to the account of {account}, whose anchor is that of {} in AD, which the sync \
                 leaves out.",
                names[2]
            ),
            format!(
                "Find out whether {own} replaces {}. If so, give {own} the account's ImmutableId{anchor} in \
                 mS-DS-ConsistencyGuid before it is imported, and clear the account's onPremisesObjectIdentifier if it is set. \
                 If not, remove {value} from {own}.",
                names[2]
            ),
        ),
        OWNER_ABSENT => (
            format!(
                "{own} in AD leads by {value} to the account of {account}, whose anchor no AD object in the files has."
            ),
            format!(
                "Find out whether {own} is the same person, for instance created again or moved from another forest. If so, \
                 put the account's ImmutableId{anchor} into mS-DS-ConsistencyGuid before the object is imported, and clear the \
                 account's onPremisesObjectIdentifier if it is set. If not, remove {value} from {own}."
            ),
        ),
        _ => (
            format!("{own} in AD leads by {value} to the account of {account}, which is synced from another object."),
            "Export the cloud users with Graph PowerShell, which tells the ImmutableId, and look again.".to_owned(),
        ),
    };
    Explanation {
        message,
        why: why.to_owned(),
        what_to_do,
        if_you_sync: vec![format!("{own} does not join: InvalidSoftMatch, or a second account without {value}.")],
        likely_owner: owners
            .iter()
            .position(|owner| owner.side == Side::OnPremises && owner.object != owners[0].object)
            .map(|place| (place, format!("{} has the account's anchor or agrees by more keys.", names[place]))),
    }
}
