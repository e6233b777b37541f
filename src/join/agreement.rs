//! Do the tools that read the same data agree on whose account is whose: the sync, Cayosoft Administrator and, where it is
//! in use, RM Unify?
//!
//! Each is read by its own rules, and none corrects another. Where they disagree a person has to judge, and evidence that
//! two objects are one person weighs in this order: source anchor, external directory object id, SID, primary address,
//! UPN, account name with its domain, a secondary address. A display name is never enough.

use super::cayosoft;
use super::context::Context;
use super::outcome::{Decision, Outcome};
use super::{Joins, rm_unify};
use crate::model::{Confidence, ObjectId};

/// Where one tool leads for an AD object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// To this cloud object.
    Account(ObjectId),
    /// To none.
    Nobody,
    /// The files do not tell.
    Unknown,
}

/// How the readings of one AD object stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// All lead to the same cloud object, or all to none.
    Agree,
    /// Two of them lead to different cloud objects.
    Differ,
    /// One leads to a cloud object, another to none.
    OneFindsNone,
    /// No two are known to disagree, but not all are known.
    NotKnown,
}

impl Agreement {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Agree, Self::Differ, Self::OneFindsNone, Self::NotKnown];

    /// The name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Differ => "differ",
            Self::OneFindsNone => "one-finds-none",
            Self::NotKnown => "not-known",
        }
    }

    /// Are two of the tools known to disagree?
    pub const fn is_disagreement(self) -> bool {
        matches!(self, Self::Differ | Self::OneFindsNone)
    }
}

/// The agreement on every AD object.
#[derive(Clone, Debug)]
pub struct Agreements(Vec<Option<Agreement>>);

impl Agreements {
    /// Compares the readings of every AD object, in one pass.
    pub fn new(context: &Context<'_>, joins: &Joins) -> Self {
        Self(joins.iter().map(|(object, decision)| of(context, object, decision)).collect())
    }

    /// The agreement on an AD object; `None` where fewer than two tools look at it.
    pub fn of(&self, object: ObjectId) -> Option<Agreement> {
        self.0[object.index()]
    }

    /// On how many objects two of the tools disagree.
    pub fn disagreements(&self) -> usize {
        self.0.iter().flatten().filter(|agreement| agreement.is_disagreement()).count()
    }
}

fn of(context: &Context<'_>, object: ObjectId, decision: &Decision) -> Option<Agreement> {
    let cayosoft = cayosoft::look_up(context, object).map(|lookup| of_cayosoft(&lookup));
    compare([of_sync(decision), cayosoft, of_rm_unify(context, object)])
}

/// Where the sync leads, whether or not something forbids the join; `None` for what it does not take along.
pub fn of_sync(decision: &Decision) -> Option<Reading> {
    let account = || decision.cloud.map_or(Reading::Unknown, Reading::Account);
    // That it joins nobody is a weaker statement where something was not told.
    let nobody = || if decision.confidence == Confidence::Possible { Reading::Unknown } else { Reading::Nobody };
    match decision.outcome {
        Outcome::OutOfScope => None,
        Outcome::AlreadySynced
        | Outcome::HardMatch
        | Outcome::HardMatchRestore
        | Outcome::HardMatchBlocked
        | Outcome::SoftMatchSmtp
        | Outcome::SoftMatchUpn
        | Outcome::SoftMatchBlocked => Some(account()),
        // What they hold as cloud object has one of their values, and is not theirs.
        Outcome::NewObject | Outcome::NewObjectQuarantined | Outcome::SyncError => Some(nobody()),
        Outcome::Undetermined => Some(Reading::Unknown),
    }
}

/// Where Cayosoft Administrator leads.
pub fn of_cayosoft(lookup: &cayosoft::Lookup) -> Reading {
    match lookup.cloud {
        _ if !lookup.is_known => Reading::Unknown,
        Some(cloud) => Reading::Account(cloud),
        None => Reading::Nobody,
    }
}

/// Where RM Unify leads; `None` where it is not in use. It is never known to lead to nobody, because accounts may have
/// been matched by hand.
pub fn of_rm_unify(context: &Context<'_>, object: ObjectId) -> Option<Reading> {
    rm_unify::applies(context, object)
        .then(|| rm_unify::linked_account(context, object).map_or(Reading::Unknown, Reading::Account))
}

/// Compares readings; `None` where there are fewer than two.
pub fn compare<const N: usize>(readings: [Option<Reading>; N]) -> Option<Agreement> {
    if readings.iter().flatten().count() < 2 {
        return None;
    }
    let mut first = None;
    let (mut finds_none, mut is_unknown) = (false, false);
    for reading in readings.into_iter().flatten() {
        match reading {
            Reading::Account(account) if *first.get_or_insert(account) != account => return Some(Agreement::Differ),
            Reading::Account(_) => {}
            Reading::Nobody => finds_none = true,
            Reading::Unknown => is_unknown = true,
        }
    }
    Some(match (first, finds_none, is_unknown) {
        (Some(_), true, _) => Agreement::OneFindsNone,
        (_, _, true) => Agreement::NotKnown,
        _ => Agreement::Agree,
    })
}
