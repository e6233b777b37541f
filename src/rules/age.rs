//! How old is what the vendor says: the sources of the outcomes, and what was said before a given day. There is no clock
//! here; whoever asks brings the day.

use super::definition::Reference;
use super::{REGISTRY, pages};
use crate::join::Outcome;

/// Where the vendor says that an object comes out so.
pub const fn outcome_sources(outcome: Outcome) -> &'static [Reference] {
    match outcome {
        Outcome::OutOfScope => &[pages::DEFAULT_RULES],
        Outcome::AlreadySynced | Outcome::HardMatch | Outcome::SoftMatchSmtp | Outcome::Undetermined => {
            &[pages::EXISTING_TENANT]
        }
        Outcome::HardMatchRestore => &[pages::EXISTING_TENANT, pages::RECYCLE_BIN],
        Outcome::HardMatchBlocked | Outcome::SoftMatchBlocked => {
            &[pages::EXISTING_TENANT, pages::FEATURES, pages::SYNC_ERRORS]
        }
        Outcome::SoftMatchUpn => &[pages::EXISTING_TENANT, pages::UPN_MATCHING],
        Outcome::NewObject => &[pages::UPN_POPULATION],
        Outcome::NewObjectQuarantined => &[pages::RESILIENCY, pages::SYNC_ERRORS],
        Outcome::SyncError => &[pages::SYNC_ERRORS],
    }
}

/// Every rule and outcome by its name, with each of its sources.
pub fn sources() -> impl Iterator<Item = (&'static str, &'static Reference)> {
    let rules = REGISTRY.iter().flat_map(|rule| rule.sources.iter().map(|source| (rule.id, source)));
    let outcomes = Outcome::ALL.iter();
    rules.chain(outcomes.flat_map(|&outcome| outcome_sources(outcome).iter().map(move |it| (outcome.name(), it))))
}

/// The day of the newest source: the state of the vendor's word that the rules follow.
pub fn newest() -> &'static str {
    sources().map(|(_, source)| source.date).max().unwrap_or_default()
}

/// What rests on a source from before this day, the oldest first. A source that is known by its month or year only counts
/// as from its beginning.
pub fn older_than(day: &str) -> Vec<(&'static str, &'static Reference)> {
    let mut old: Vec<_> = sources().filter(|(_, source)| source.date < day).collect();
    crate::model::order::sort_by_key(&mut old, |(name, source)| (source.date, *name));
    old
}
