//! How old is what the vendor says: the sources of the outcomes, and what was said before a given day. There is no clock
//! here; whoever asks brings the day.

use super::REGISTRY;
use super::definition::Reference;
use crate::join::Outcome;

const ALREADY_HAVE: Reference =
    Reference { title: "Microsoft: When you already have Microsoft Entra ID", date: "2026-07-01" };
const SERVICE_FEATURES: Reference =
    Reference { title: "Microsoft: Microsoft Entra Connect Sync service features", date: "2026-07-03" };
const SYNC_ERRORS: Reference =
    Reference { title: "Microsoft: Troubleshoot errors during synchronization", date: "2026-07-01" };
const UPN_MATCHING: Reference =
    Reference { title: "Microsoft: Use UPN matching for identity synchronization (KB 3164442)", date: "2025" };
const RESILIENCY: Reference =
    Reference { title: "Microsoft: Identity synchronization and duplicate attribute resiliency", date: "2025" };
const UPN_POPULATION: Reference =
    Reference { title: "Microsoft: Microsoft Entra UserPrincipalName population", date: "2025" };
const DEFAULT_RULES: Reference =
    Reference { title: "Microsoft: AADConnectConfigDocumenter (the exported default rules)", date: "2022-09" };
const RECYCLE_BIN: Reference =
    Reference { title: "Microsoft: Microsoft Entra Connect Sync: Enable AD recycle bin", date: "2025" };

/// Where the vendor says that an object comes out so.
pub const fn outcome_sources(outcome: Outcome) -> &'static [Reference] {
    match outcome {
        Outcome::OutOfScope => &[DEFAULT_RULES],
        Outcome::AlreadySynced | Outcome::HardMatch | Outcome::SoftMatchSmtp | Outcome::Undetermined => &[ALREADY_HAVE],
        Outcome::HardMatchRestore => &[ALREADY_HAVE, RECYCLE_BIN],
        Outcome::HardMatchBlocked | Outcome::SoftMatchBlocked => &[ALREADY_HAVE, SERVICE_FEATURES, SYNC_ERRORS],
        Outcome::SoftMatchUpn => &[ALREADY_HAVE, UPN_MATCHING],
        Outcome::NewObject => &[UPN_POPULATION],
        Outcome::NewObjectQuarantined => &[RESILIENCY, SYNC_ERRORS],
        Outcome::SyncError => &[SYNC_ERRORS],
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
