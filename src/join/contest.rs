//! What no object can decide alone: two AD objects that want one cloud object, and what is left over.
//!
//! A cloud object has one anchor, so one AD object at most. Which of two keeps it follows from the files only where one
//! of them agrees by every key and the cloud object is synced already; else the order of arrival decides, which no file
//! tells, and all of them are shown as possible.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::anchor::{self, CloudAnchor};
use super::context::Context;
use super::outcome::{Decision, MatchKey, Outcome, Reason};
use crate::model::{Attribute, Confidence, ObjectId};

/// How an object stands in a contest for a cloud object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It agrees by more keys than the others, so it most likely has the cloud object.
    Keeps,
    /// Another object most likely has the cloud object.
    Loses,
    /// The order of arrival decides.
    Open,
}

/// Contests by AD object; most objects are in none. All that want one cloud object share a list of themselves.
pub type Contests = FxHashMap<ObjectId, (Standing, Rc<[ObjectId]>)>;

/// AD objects whose anchor an unclaimed cloud object has but for letter case.
pub type CaseMisses = FxHashMap<ObjectId, ObjectId>;

/// Finds the contests and settles what follows from them.
pub fn settle(context: &Context<'_>, decisions: &mut [Decision]) -> Contests {
    let mut contests = Contests::default();
    let mut wanted: Vec<(ObjectId, ObjectId)> = decisions
        .iter()
        .enumerate()
        .filter(|(_, decision)| decision.outcome.is_join())
        .filter_map(|(place, decision)| Some((decision.cloud?, ObjectId::at(place))))
        .collect();
    wanted.sort_unstable();
    for rivals in wanted.chunk_by(|a, b| a.0 == b.0).filter(|rivals| rivals.len() > 1) {
        let objects: Vec<ObjectId> = rivals.iter().map(|(_, object)| *object).collect();
        settle_one(context, rivals[0].0, &objects, decisions, &mut contests);
    }
    leave_room_for_unclaimed(context, decisions);
    contests
}

/// Finds anchors that differ in nothing but letter case from that of a cloud object which nobody joins. The sync compares
/// with letter case, so the two never match, although a decoder may not even see the difference.
pub fn case_misses(context: &Context<'_>, decisions: &mut [Decision]) -> CaseMisses {
    let cloud = context.cloud();
    let mut is_claimed = vec![false; cloud.len()];
    for hit in decisions.iter().filter(|decision| decision.outcome.is_join()).filter_map(|decision| decision.cloud) {
        is_claimed[hit.index()] = true;
    }
    let mut unclaimed: FxHashMap<String, ObjectId> = FxHashMap::default();
    for object in cloud.objects().filter(|object| !is_claimed[object.index()]) {
        if let CloudAnchor::Set(text) = anchor::of_cloud(cloud, object) {
            unclaimed.entry(text.to_ascii_lowercase()).or_insert(object);
        }
    }
    let mut misses = CaseMisses::default();
    if unclaimed.is_empty() {
        return misses;
    }
    let attribute = context.settings.source_anchor_attribute.value;
    for (place, decision) in decisions.iter_mut().enumerate() {
        let object = ObjectId::at(place);
        if decision.outcome == Outcome::OutOfScope || decision.by == Some(MatchKey::SourceAnchor) {
            continue;
        }
        let own = anchor::of(context.on_premises(), object, attribute);
        let Some(own) = own.anchor().map(anchor::Anchor::immutable_id) else { continue };
        let Some(&miss) = unclaimed.get(&own.to_ascii_lowercase()) else { continue };
        if anchor::of_cloud(cloud, miss) == CloudAnchor::Set(&own) {
            continue;
        }
        misses.insert(object, miss);
        decision.reasons.insert(Reason::AnchorEncodingError);
        decision.confidence = Confidence::Possible;
    }
    misses
}

fn settle_one(
    context: &Context<'_>,
    cloud: ObjectId,
    objects: &[ObjectId],
    decisions: &mut [Decision],
    contests: &mut Contests,
) {
    let by_anchor: Vec<ObjectId> =
        objects.iter().copied().filter(|object| decisions[object.index()].by == Some(MatchKey::SourceAnchor)).collect();
    let is_synced = context.cloud().boolean(cloud, Attribute::SyncEnabled) == Ok(Some(true));
    let by_every_key: Vec<ObjectId> =
        objects.iter().copied().filter(|&object| agrees_by_every_key(context, object, cloud)).collect();
    let by_sid: Vec<ObjectId> =
        objects.iter().copied().filter(|&object| context.sids_agree(object, cloud) == Some(true)).collect();
    let keeper = match (by_anchor.as_slice(), by_sid.as_slice(), by_every_key.as_slice()) {
        ([one], ..) | ([], [one], _) => Some(*one),
        ([], [], [one]) if is_synced && context.sids_agree(*one, cloud) != Some(false) => Some(*one),
        _ => None,
    };
    let all: Rc<[ObjectId]> = objects.into();
    for &object in objects {
        let decision = &mut decisions[object.index()];
        let standing = match keeper {
            Some(keeper) if keeper == object => Standing::Keeps,
            Some(_) => {
                decision.outcome = Outcome::SoftMatchBlocked;
                decision.reasons.insert(Reason::InvalidSoftMatch);
                decision.confidence = decision.confidence.and(Confidence::Likely);
                Standing::Loses
            }
            None => {
                decision.confidence = Confidence::Possible;
                decision.reasons.insert(if by_anchor.is_empty() {
                    Reason::AmbiguousSoftMatch
                } else {
                    Reason::AdDupAnchor
                });
                Standing::Open
            }
        };
        contests.insert(object, (standing, Rc::clone(&all)));
    }
}

fn agrees_by_every_key(context: &Context<'_>, object: ObjectId, cloud: ObjectId) -> bool {
    let index = context.index;
    let login = index.on_premises.login(object);
    let primary = index.on_premises.primary(object);
    login.is_some() && login == index.cloud.login(cloud) && primary.is_some() && primary == index.cloud.primary(cloud)
}

/// Where the anchor of a synced cloud object is not told and no AD object has claimed it, an AD object that seems new may
/// be the one that it belongs to. A SID that is told on both sides, and differs, speaks against it.
fn leave_room_for_unclaimed(context: &Context<'_>, decisions: &mut [Decision]) {
    let cloud = context.cloud();
    let mut is_claimed = vec![false; cloud.len()];
    for hit in decisions.iter().filter(|decision| decision.outcome.is_join()).filter_map(|decision| decision.cloud) {
        is_claimed[hit.index()] = true;
    }
    let (mut without_sid, mut with_sid) = ([false; 5], [false; 5]);
    for object in cloud.objects() {
        let may_be_synced = matches!(cloud.boolean(object, Attribute::SyncEnabled), Ok(Some(true)) | Err(_));
        if is_claimed[object.index()]
            || cloud.is_deleted(object)
            || !may_be_synced
            || anchor::of_cloud(cloud, object) != CloudAnchor::Unknown
        {
            continue;
        }
        let has_sid = cloud.text(object, Attribute::ObjectSid).is_some();
        let unclaimed = if has_sid { &mut with_sid } else { &mut without_sid };
        unclaimed[cloud.kind(object) as usize] = true;
    }
    for (place, decision) in decisions.iter_mut().enumerate().filter(|(_, d)| d.outcome == Outcome::NewObject) {
        let object = ObjectId::at(place);
        let kind = context.on_premises().kind(object) as usize;
        let has_sid = context.on_premises().text(object, Attribute::ObjectSid).is_some();
        if without_sid[kind] || (with_sid[kind] && !has_sid) {
            decision.confidence = Confidence::Possible;
        }
    }
}
