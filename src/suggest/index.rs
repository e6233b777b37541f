//! The objects of one side by what they can be recognised by.
//!
//! An entry is eight bytes: half of them the hash of a text, half the object. What a hash leads to is compared with the
//! text itself before it counts, so two texts of one hash are never taken for one.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use super::traits::{self, Scratch, Trait};
use crate::join::Context;
use crate::model::{ObjectId, Side};

/// How many objects of one side have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holders {
    /// How many, or how many were counted.
    pub count: u32,
    /// Was counting ended, because the value says nothing anyway?
    pub is_at_least: bool,
}

/// Counting ends here: a value of a thousand objects tells nobody from anybody.
const MOST_COUNTED: u32 = 1_000;

#[derive(Clone, Debug)]
pub(super) struct SideIndex {
    side: Side,
    /// Hash above, object below, in order.
    entries: Vec<u64>,
}

fn hash(wanted: Trait, text: &str) -> u64 {
    // The lower half is the good one everywhere: where addresses have 32 bits, the upper one is zero.
    FxBuildHasher.hash_one((wanted, text)) << 32
}

fn hash_of(entry: u64) -> u64 {
    entry >> 32 << 32
}

fn object_of(entry: u64) -> ObjectId {
    #[allow(clippy::cast_possible_truncation, reason = "the lower half is the object")]
    ObjectId(entry as u32)
}

impl SideIndex {
    pub(super) fn new(context: &Context<'_>, side: Side) -> Self {
        let snapshot = traits::snapshot(context, side);
        let told: Vec<Trait> = Trait::ALL.into_iter().filter(|wanted| wanted.is_told(context)).collect();
        let mut entries = Vec::new();
        let mut scratch = Scratch::default();
        for object in snapshot.objects() {
            for &wanted in told.iter().filter(|&&wanted| traits::takes_part(snapshot, object, wanted)) {
                traits::each(context, side, object, wanted, &mut scratch, &mut |text| {
                    entries.push(hash(wanted, text) | u64::from(object.0));
                });
            }
        }
        entries.sort_unstable();
        entries.dedup();
        Self { side, entries }
    }

    /// The objects that have a text, in their order, and how many they are. Of very many only the number is of use.
    pub(super) fn holders(&self, context: &Context<'_>, wanted: Trait, text: &str) -> (Holders, Vec<ObjectId>) {
        let hash = hash(wanted, text);
        let from = self.entries.partition_point(|&entry| entry < hash);
        let same = self.entries[from..].iter().take_while(|&&entry| hash_of(entry) == hash);
        let mut scratch = Scratch::default();
        let mut objects = Vec::new();
        let mut holders = Holders { count: 0, is_at_least: false };
        for object in same.copied().map(object_of) {
            if holders.count == MOST_COUNTED {
                holders.is_at_least = true;
                break;
            }
            let mut has_it = false;
            traits::each(context, self.side, object, wanted, &mut scratch, &mut |other| has_it |= other == text);
            if has_it {
                holders.count += 1;
                objects.push(object);
            }
        }
        (holders, objects)
    }
}
