//! The special people of the school: one for each thing that goes wrong. Each file has those of one theme, a text for each in
//! the language of `school::row`; ordinary people are not here.

mod aliases;
mod cloud;
mod conflicts;
mod drift;
mod exchange;
mod matching;
mod values;

use super::row::Directory;

/// Adds everybody for whom something goes wrong.
pub(super) fn add(directory: &mut Directory) {
    let themes =
        [conflicts::CASES, values::CASES, matching::CASES, cloud::CASES, exchange::CASES, aliases::CASES, drift::CASES];
    for cases in themes {
        directory.run_all(cases);
    }
}
