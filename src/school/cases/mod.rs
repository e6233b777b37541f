//! The special people of the school: one for each thing that goes wrong. Each file has those of one theme, a text for each in
//! the language of `school::row`; ordinary people are not here.

mod aliases;
mod cloud;
mod conflicts;
mod drift;
mod exchange;
mod matching;
mod values;

/// Everybody for whom something goes wrong, in the order in which they are made.
pub(super) const THEMES: &[&[&str]] =
    &[conflicts::CASES, values::CASES, matching::CASES, cloud::CASES, exchange::CASES, aliases::CASES, drift::CASES];
