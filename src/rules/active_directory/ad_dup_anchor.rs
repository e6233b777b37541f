//! Finds AD objects that have one source anchor: a copied mS-DS-ConsistencyGuid.

use rustc_hash::FxHashSet;

use super::shared_values::equal_texts;
use crate::join::anchor::{self, Anchor, AnchorState};
use crate::model::Guid;
use crate::model::order;
use crate::rules::prelude::*;
use crate::settings::AnchorAttribute;

rule! {
    /// Two or more AD objects have the same source anchor.
    ///
    /// ## What it does
    ///
    /// Works out the source anchor of every object that syncs (mS-DS-ConsistencyGuid where it is set, else objectGUID, or
    /// the attribute given in the settings) and reports those that are equal.
    ///
    /// ## Why it matters
    ///
    /// The anchor binds an AD object to one account in the cloud for life. Two objects with one anchor claim the same
    /// account: the values of one may overwrite the other's, or one of them fails in every cycle.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,iGhmiAEBERG7uxI0VniQqw==,ann,Ann Lee,ann@contoso.com
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// mS-DS-ConsistencyGuid with the object's own objectGUID, which is usual:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,nofCJe0gZk6D8J4gRgrt+A==,ann,Ann Lee,ann@contoso.com
    /// user,88666888-0101-1111-bbbb-1234567890ab,iGhmiAEBERG7uxI0VniQqw==,bob,Bob Ray,bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out to whom the account in the cloud belongs. Clear or correct the anchor of the other object, for instance with
    /// Clear-ADSyncToolsMsDsConsistencyGuid, while that object is out of the sync.
    ///
    /// ## Limits
    ///
    /// Which attribute is the source anchor is inferred or assumed unless it is given in the settings. Where the export does
    /// not tell mS-DS-ConsistencyGuid, the objectGUID stands in for it.
    {
        id: "ad-dup-anchor",
        title: "Source anchor with several owners",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &["AttributeValueMustBeUnique", "SourceAnchor", "ImmutableId", "Source anchor has changed"],
        sources: &[pages::DESIGN, pages::SYNC_TOOLS, pages::SYNC_ERRORS],
        needs: &[Need::OnPremises(Attribute::ObjectGuid), Need::OnPremises(Attribute::ConsistencyGuid)],
        check: Check::Whole(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let on_premises = context.join.on_premises();
    let attribute = context.join.settings.source_anchor_attribute;
    let state = |object| anchor::of(on_premises, object, attribute.value);
    let in_scope = || on_premises.objects().filter(|&object| context.is_in_scope(object));

    let groups = if let AnchorAttribute::Other(_) = attribute.value {
        equal_texts(in_scope(), |object| state(object).anchor().map(|anchor| anchor.immutable_id().into()))
    } else if on_premises.exports(Attribute::ConsistencyGuid) {
        let bytes = |object| match state(object).anchor() {
            Some(&Anchor::Bytes(guid)) => Some(guid),
            _ => None,
        };
        // objectGUIDs are unique, so one of those that share an anchor has it from elsewhere; few objects have.
        let is_own = |object| {
            let text = on_premises.text(object, Attribute::ConsistencyGuid);
            text.is_none() || text == on_premises.text(object, Attribute::ObjectGuid)
        };
        let is_from_elsewhere = |&object: &ObjectId| !is_own(object) && !is_original(context, object);
        let from_elsewhere: FxHashSet<Guid> = in_scope().filter(is_from_elsewhere).filter_map(bytes).collect();
        if from_elsewhere.is_empty() {
            return;
        }
        let may_be_shared = |object| Some((bytes(object).filter(|guid| from_elsewhere.contains(guid))?, object));
        equal_identifiers(in_scope().filter_map(may_be_shared))
    } else {
        // An objectGUID alone is never that of two objects.
        return;
    };
    let chosen = if attribute.is_assumed() { Confidence::Likely } else { Confidence::Certain };
    for mut group in groups {
        let is_known = group.iter().all(|&object| matches!(state(object), AnchorState::Known(_)));
        let confidence = if is_known { chosen } else { chosen.and(Confidence::Likely) };
        // The one that has the value in the attribute comes first; the other may have it as its objectGUID.
        let value = match attribute.value {
            AnchorAttribute::Other(attribute) => attribute,
            _ => Attribute::ConsistencyGuid,
        };
        order::sort_by_key(&mut group, |&object| {
            (on_premises.text(object, value).is_none(), is_original(context, object), object)
        });
        let owners: Vec<Owner> = group.into_iter().map(Owner::on_premises).collect();
        sink.add(Severity::Blocker, confidence, &owners, value, 0);
    }
}

fn equal_identifiers(anchors: impl Iterator<Item = (Guid, ObjectId)>) -> Vec<Vec<ObjectId>> {
    let mut anchors: Vec<(Guid, ObjectId)> = anchors.collect();
    order::sort(&mut anchors);
    let shared = anchors.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1);
    shared.map(|same| same.iter().map(|(_, object)| *object).collect()).collect()
}

/// Is the anchor the object's own objectGUID?
fn is_original(context: &RuleContext<'_>, object: ObjectId) -> bool {
    let on_premises = context.join.on_premises();
    let own = on_premises.text(object, Attribute::ObjectGuid).and_then(Guid::parse);
    let state = anchor::of(on_premises, object, context.join.settings.source_anchor_attribute.value);
    matches!((state.anchor(), own), (Some(Anchor::Bytes(anchor)), Some(own)) if *anchor == own)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let original = owners.iter().position(|owner| is_original(context, owner.object));
    let if_you_sync = names
        .iter()
        .map(|name| format!("{name} takes the account, if it is the first to arrive; otherwise it fails."))
        .collect();
    Explanation::new(
        format!(
            "{} objects have the source anchor {}: {}.",
            words::number_first(owners.len()),
            context.shown(finding, owners),
            words::list(&names)
        ),
        "The anchor binds an AD object to one account in the cloud for life. All of them claim the same account, so one may be \
         overwritten with the values of another.",
        "Find out to whom the account belongs. Take the other object out of the sync, clear or correct its \
         mS-DS-ConsistencyGuid, and bring it back.",
    )
    .if_you_sync(if_you_sync)
    .likely_owner(original.map(|place| (place, format!("It is the objectGUID of {} itself.", names[place]))))
}
