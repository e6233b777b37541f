//! Two dry runs over the same directories, side by side: which AD objects come out otherwise.
//!
//! It compares what was decided and decides nothing itself; the words for it are in `view`.

use super::Joins;
use super::outcome::{Decision, Outcome};
use crate::model::ObjectId;
use crate::model::order;

/// An AD object that comes out otherwise: by outcome, by key, or with another cloud object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The AD object.
    pub object: ObjectId,
    /// What was decided before.
    pub before: Decision,
    /// What is decided after.
    pub after: Decision,
}

/// How many objects go from one outcome to another. The two are equal where only the key or the cloud object changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The outcome before.
    pub before: Outcome,
    /// The outcome after.
    pub after: Outcome,
    /// How many objects.
    pub count: usize,
}

/// What differs between two dry runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    changes: Vec<Change>,
    before: Vec<(Outcome, usize)>,
    after: Vec<(Outcome, usize)>,
    surer: usize,
    less_sure: usize,
}

impl Comparison {
    /// Compares. Both must be of the same directories, so that an object has the same number in both.
    pub fn new(before: &Joins, after: &Joins) -> Self {
        let mut comparison = Self {
            changes: Vec::new(),
            before: Outcome::ALL.iter().map(|&outcome| (outcome, 0)).collect(),
            after: Outcome::ALL.iter().map(|&outcome| (outcome, 0)).collect(),
            surer: 0,
            less_sure: 0,
        };
        for ((object, &before), (_, &after)) in before.iter().zip(after.iter()) {
            comparison.add(object, before, after);
        }
        // In the order of the table of transitions, so that a list shows like beside like.
        order::sort_by_key(&mut comparison.changes, |change| {
            (change.before.outcome, change.after.outcome, change.object)
        });
        comparison
    }

    fn add(&mut self, object: ObjectId, before: Decision, after: Decision) {
        self.before[before.outcome as usize].1 += 1;
        self.after[after.outcome as usize].1 += 1;
        let of_decision = |decision: &Decision| (decision.outcome, decision.by, decision.cloud);
        if of_decision(&before) != of_decision(&after) {
            self.changes.push(Change { object, before, after });
            return;
        }
        self.surer += usize::from(after.confidence > before.confidence);
        self.less_sure += usize::from(after.confidence < before.confidence);
    }

    /// The objects that come out otherwise, in the order of [`Comparison::transitions`], then of the directory.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How many objects go from which outcome to which, in the order of the engine.
    pub fn transitions(&self) -> Vec<Transition> {
        self.changes
            .chunk_by(|a, b| (a.before.outcome, a.after.outcome) == (b.before.outcome, b.after.outcome))
            .map(|same| Transition { before: same[0].before.outcome, after: same[0].after.outcome, count: same.len() })
            .collect()
    }

    /// Objects by outcome before and after; every outcome is there.
    pub fn outcomes(&self) -> impl Iterator<Item = (Outcome, usize, usize)> {
        self.before.iter().zip(&self.after).map(|(&(outcome, before), &(_, after))| (outcome, before, after))
    }

    /// How many objects come out the same, but surer.
    pub fn surer(&self) -> usize {
        self.surer
    }

    /// How many objects come out the same, but less sure.
    pub fn less_sure(&self) -> usize {
        self.less_sure
    }
}
