//! The order of changes: what must be synced before what.
//!
//! An address moves by remove, sync, add, sync, because Entra ID refuses it while its old holder has it there. Of one object
//! the addresses change first, then the UPN, then sAMAccountName, each after a sync, so that the old names stay addresses.
//!
//! Sources: Microsoft, "Identity synchronization and duplicate attribute resiliency", 2025; "Plan and troubleshoot Microsoft
//! Entra UPN changes", 2026-07.

use std::collections::BTreeMap;

use super::refusal::bare;
use super::{PlannedChange, Refusal, Step};
use crate::analyzer::Analysis;
use crate::finding::{Change, Fix, Operation, Owner, Safety};
use crate::model::Attribute;
use crate::view::names;

/// The changes of all fixes, each once, with the wave that it belongs to.
pub(super) fn in_waves(analysis: &Analysis, fixes: &[Fix]) -> Result<Vec<PlannedChange>, Vec<Refusal>> {
    let mut planned: Vec<PlannedChange> = Vec::new();
    let mut places: BTreeMap<&Change, usize> = BTreeMap::new();
    for (choice, fix) in fixes.iter().enumerate() {
        for change in &fix.changes {
            let place = *places.entry(change).or_insert(planned.len());
            if place == planned.len() {
                planned.push(PlannedChange { change: change.clone(), choices: vec![choice], wave: 0 });
            } else if planned[place].choices.last() != Some(&choice) {
                planned[place].choices.push(choice);
            }
        }
    }
    let earlier = what_comes_before(&planned);
    // Each round settles at least the changes whose predecessors are settled; more rounds than changes mean a circle.
    for _ in 0..=planned.len() {
        let mut is_moved = false;
        for place in 0..planned.len() {
            let wave = earlier[place].iter().map(|&before| planned[before].wave + 1).max().unwrap_or(0);
            if wave > planned[place].wave {
                planned[place].wave = wave;
                is_moved = true;
            }
        }
        if !is_moved {
            keep_together(&mut planned);
            return Ok(planned);
        }
        if planned.iter().any(|change| change.wave > planned.len()) {
            break;
        }
    }
    let in_circle: Vec<Owner> =
        planned.iter().filter(|change| change.wave > 1).map(|change| change.change.owner).collect();
    let mut who: Vec<String> = in_circle.iter().map(|&owner| names::name(analysis, owner).to_owned()).collect();
    crate::model::order::sort(&mut who);
    who.dedup();
    Err(vec![Refusal {
        findings: Vec::new(),
        sentence: format!(
            "Each of these waits for another to give a value up first: {}. Take one of them out, sync, and plan it afterwards.",
            who.join(", ")
        ),
    }])
}

/// For each change the changes that must have been synced before it.
fn what_comes_before(planned: &[PlannedChange]) -> Vec<Vec<usize>> {
    let mut takers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_owner: BTreeMap<Owner, Vec<usize>> = BTreeMap::new();
    for (place, PlannedChange { change, .. }) in planned.iter().enumerate() {
        if let Some(value) = change.operation.takes() {
            takers.entry(bare(value)).or_default().push(place);
        }
        by_owner.entry(change.owner).or_default().push(place);
    }
    let before = |PlannedChange { change, .. }: &PlannedChange| {
        let frees = change.operation.brings().and_then(|value| takers.get(&bare(value))).into_iter().flatten();
        let freed = frees.copied().filter(|&other| planned[other].change.owner != change.owner);
        let own = by_owner.get(&change.owner).into_iter().flatten().copied();
        let first = own.filter(|&other| rank(planned[other].change.attribute) < rank(change.attribute));
        freed.chain(first).collect()
    };
    planned.iter().map(before).collect()
}

/// Addresses, then the UPN, then the name for signing in from before Windows 2000.
fn rank(attribute: Attribute) -> u8 {
    match attribute {
        Attribute::SamAccountName => 2,
        Attribute::UserPrincipalName => 1,
        _ => 0,
    }
}

/// An entry that only changes its spelling is removed and added in one go, and so is what stands in for a lost primary.
/// So what one object adds to a list waits with what it removes from it only as far as it must.
fn keep_together(planned: &mut [PlannedChange]) {
    let mut latest: BTreeMap<(Owner, Attribute, String), usize> = BTreeMap::new();
    for PlannedChange { change, wave, .. } in planned.iter() {
        if let Operation::Remove(entry) | Operation::Add(entry) = &change.operation {
            let slot = latest.entry((change.owner, change.attribute, bare(entry))).or_default();
            *slot = (*slot).max(*wave);
        }
    }
    for PlannedChange { change, wave, .. } in planned.iter_mut() {
        if let Operation::Remove(entry) | Operation::Add(entry) = &change.operation
            && let Some(&together) = latest.get(&(change.owner, change.attribute, bare(entry)))
        {
            *wave = together;
        }
    }
}

/// The changes of each object and wave together, removals before additions.
pub(super) fn steps(planned: Vec<PlannedChange>, fixes: &[Fix]) -> Vec<Step> {
    let mut groups: BTreeMap<(usize, Owner), Vec<PlannedChange>> = BTreeMap::new();
    for change in planned {
        groups.entry((change.wave, change.change.owner)).or_default().push(change);
    }
    let step = |((wave, _), mut planned): ((usize, Owner), Vec<PlannedChange>)| {
        planned.sort_by(|left, right| {
            (left.change.attribute, &left.change.operation).cmp(&(right.change.attribute, &right.change.operation))
        });
        let mut choices: Vec<usize> = planned.iter().flat_map(|change| change.choices.iter().copied()).collect();
        choices.sort_unstable();
        choices.dedup();
        let safety = choices.iter().map(|&choice| fixes[choice].safety).max().unwrap_or(Safety::Review);
        Step { wave, changes: planned.into_iter().map(|planned| planned.change).collect(), choices, safety }
    };
    groups.into_iter().map(step).collect()
}
