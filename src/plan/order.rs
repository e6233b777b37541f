//! The order of changes: what must be synced before what.
//!
//! An address moves by remove, sync, add, sync, because Entra ID refuses it while its old holder has it there. Of one object
//! the addresses change first, then the UPN, then sAMAccountName, each after a sync, so that the old names stay addresses.
//!
//! Sources: Microsoft, "Identity synchronization and duplicate attribute resiliency", 2025-04-09; "Plan and troubleshoot Microsoft
//! Entra UPN changes", 2026-07.

use super::refusal::bare;
use super::{Choice, PlannedChange, Refusal, Step};
use crate::analyzer::Analysis;
use crate::finding::{Change, Fix, Operation, Safety};
use crate::model::order::{sort, sort_by};
use crate::model::{Attribute, ByText, Texts};
use crate::view::names;

/// The changes of all fixes, each once, with the wave that it belongs to.
pub(super) fn in_waves(
    analysis: &Analysis,
    choices: &[Choice],
    fixes: &[Fix],
) -> Result<Vec<PlannedChange>, Vec<Refusal>> {
    let mut planned: Vec<PlannedChange> = Vec::new();
    let mut places: ByText<usize> = ByText::default();
    for (choice, fix) in fixes.iter().enumerate() {
        for change in &fix.changes {
            let (sign, text, after) = match &change.operation {
                Operation::Remove(entry) => ('-', Some(entry), None),
                Operation::Add(entry) => ('+', Some(entry), None),
                Operation::Set { before, after } => ('=', before.as_ref(), after.as_ref()),
            };
            let what = format!("{} {sign} {text:?} {after:?}", change.attribute.name());
            let place = *places.or_put(change.owner.with(&what), planned.len());
            if place == planned.len() {
                planned.push(PlannedChange { change: change.clone(), choices: vec![choice], wave: 0 });
            } else if planned[place].choices.last() != Some(&choice) {
                planned[place].choices.push(choice);
            }
        }
    }
    let earlier = what_comes_before(&planned);
    let unsettled = settle(&mut planned, &earlier);
    if unsettled.is_empty() {
        keep_together(&mut planned);
        return Ok(planned);
    }
    let owners = |place: &usize| planned[*place].change.owner;
    let mut who: Vec<String> =
        unsettled.iter().map(owners).map(|owner| names::name(analysis, owner).to_owned()).collect();
    sort(&mut who);
    who.dedup();
    let mut findings: Vec<usize> =
        unsettled.iter().flat_map(|&place| &planned[place].choices).map(|&choice| choices[choice].finding).collect();
    sort(&mut findings);
    findings.dedup();
    Err(vec![Refusal {
        findings,
        sentence: format!(
            "Each of these waits for another to give a value up first: {}. Take one of them out, sync, and plan it afterwards.",
            who.join(", ")
        ),
    }])
}

/// Gives each change the wave after those of its predecessors. Returns what stands in circles, and so has none.
fn settle(planned: &mut [PlannedChange], earlier: &[Vec<usize>]) -> Vec<usize> {
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); planned.len()];
    let mut waits: Vec<usize> = earlier.iter().map(Vec::len).collect();
    for (place, before) in earlier.iter().enumerate() {
        for &before in before {
            later[before].push(place);
        }
    }
    let mut ready: Vec<usize> = (0..planned.len()).filter(|&place| waits[place] == 0).collect();
    while let Some(place) = ready.pop() {
        let wave = planned[place].wave + 1;
        for &next in &later[place] {
            planned[next].wave = planned[next].wave.max(wave);
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.push(next);
            }
        }
    }
    // What only waits for a circle is in none.
    let mut followers: Vec<usize> =
        later.iter().map(|later| later.iter().filter(|&&next| waits[next] > 0).count()).collect();
    let mut is_in_circle: Vec<bool> = waits.iter().map(|&waits| waits > 0).collect();
    let mut ends: Vec<usize> =
        (0..planned.len()).filter(|&place| is_in_circle[place] && followers[place] == 0).collect();
    while let Some(place) = ends.pop() {
        is_in_circle[place] = false;
        for &before in &earlier[place] {
            followers[before] -= 1;
            if followers[before] == 0 && is_in_circle[before] {
                ends.push(before);
            }
        }
    }
    (0..planned.len()).filter(|&place| is_in_circle[place]).collect()
}

/// For each change the changes that must have been synced before it.
fn what_comes_before(planned: &[PlannedChange]) -> Vec<Vec<usize>> {
    let mut takers: ByText<Vec<usize>> = ByText::default();
    let mut by_owner: ByText<Vec<usize>> = ByText::default();
    let in_attribute =
        |change: &Change, value: &str| change.owner.with(&format!("{} {}", change.attribute.name(), bare(value)));
    let mut held: Texts = Texts::default();
    for (place, PlannedChange { change, .. }) in planned.iter().enumerate() {
        if let Some(value) = change.operation.takes() {
            held.or_put(in_attribute(change, value), ());
            takers.or_put(bare(value), Vec::new()).push(place);
        }
        by_owner.or_put(change.owner.with(""), Vec::new()).push(place);
    }
    let before = |PlannedChange { change, .. }: &PlannedChange| {
        // What the object only has in another spelling afterwards, it has already and need not wait for; to become the
        // primary address is more than that.
        let brought = change
            .operation
            .brings()
            .filter(|value| value.starts_with("SMTP:") || !held.has(&in_attribute(change, value)));
        let holders = brought.and_then(|value| takers.get(&bare(value))).into_iter().flatten();
        let freed = holders.copied().filter(|&other| planned[other].change.owner != change.owner);
        let own_rank = rank(change.attribute);
        // Of addresses, which may be many and wait for none of their own, nothing needs to be looked up.
        let own = by_owner.get(&change.owner.with("")).filter(|_| own_rank > 0).into_iter().flatten().copied();
        let first = own.filter(|&other| rank(planned[other].change.attribute) < own_rank);
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

/// An entry that only changes its spelling is removed and added in one go. Where an object gets another primary address,
/// the former one steps back when that arrives and not before, and mail says so at the same time.
fn keep_together(planned: &mut [PlannedChange]) {
    let mut latest: ByText<usize> = ByText::default();
    let mut primary: ByText<usize> = ByText::default();
    for PlannedChange { change, wave, .. } in planned.iter().filter(|planned| is_of_list(planned)) {
        if let Operation::Remove(entry) | Operation::Add(entry) = &change.operation {
            let slot = latest.or_put(change.owner.with(&bare(entry)), 0);
            *slot = (*slot).max(*wave);
        }
        if matches!(&change.operation, Operation::Add(entry) if entry.starts_with("SMTP:")) {
            let slot = primary.or_put(change.owner.with(""), 0);
            *slot = (*slot).max(*wave);
        }
    }
    let added: Texts = planned
        .iter()
        .filter_map(|planned| match &planned.change.operation {
            Operation::Add(entry) => Some(planned.change.owner.with(entry)),
            _ => None,
        })
        .collect();
    let steps_back = |change: &Change| {
        let (Operation::Remove(entry) | Operation::Add(entry)) = &change.operation else { return false };
        let address = entry.split_once(':').map_or(entry.as_str(), |(_, address)| address);
        let is_primary = entry.starts_with("SMTP:");
        let is_removed = matches!(change.operation, Operation::Remove(_));
        is_primary == is_removed && added.has(&change.owner.with(&format!("smtp:{address}")))
    };
    let moved: Vec<usize> = planned
        .iter()
        .map(|planned| {
            let PlannedChange { change, wave, .. } = planned;
            let with_primary = || primary.get(&change.owner.with("")).copied().unwrap_or_default();
            match &change.operation {
                Operation::Remove(entry) | Operation::Add(entry) if is_of_list(planned) => {
                    let together = latest.get(&change.owner.with(&bare(entry))).copied().unwrap_or_default();
                    let back = if steps_back(change) { with_primary() } else { 0 };
                    (*wave).max(together).max(back)
                }
                _ if change.attribute == Attribute::Mail => (*wave).max(with_primary()),
                _ => *wave,
            }
        })
        .collect();
    planned.iter_mut().zip(moved).for_each(|(planned, wave)| planned.wave = wave);
}

fn is_of_list(planned: &PlannedChange) -> bool {
    planned.change.attribute == Attribute::ProxyAddresses
}

/// The changes of each object and wave together, removals before additions.
pub(super) fn steps(mut planned: Vec<PlannedChange>, fixes: &[Fix]) -> Vec<Step> {
    sort_by(&mut planned, |left, right| (left.wave, &left.change).cmp(&(right.wave, &right.change)));
    let step = |planned: &[PlannedChange]| {
        let mut choices: Vec<usize> = planned.iter().flat_map(|change| change.choices.iter().copied()).collect();
        sort(&mut choices);
        choices.dedup();
        let safety = choices.iter().map(|&choice| fixes[choice].safety).max().unwrap_or(Safety::Review);
        let changes = planned.iter().map(|planned| planned.change.clone()).collect();
        Step { wave: planned[0].wave, changes, choices, safety }
    };
    let of_one = |left: &PlannedChange, right: &PlannedChange| {
        (left.wave, left.change.owner) == (right.wave, right.change.owner)
    };
    planned.chunk_by(of_one).map(step).collect()
}
