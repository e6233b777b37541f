//! The loaded values with changes on top, and the directories that they make. Checks before each change what the script
//! checks: that the value is what was expected.

use rustc_hash::FxHashMap;

use crate::finding::{Change, Operation, Owner};
use crate::import::merge::Directories;
use crate::model::table::NotTaken;
use crate::model::{Attribute, Cell, ObjectId, Side, address_list, order};

/// A value was not what a change expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surprise(pub Change);

/// Values of directories with changes on top.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    directories: &'a Directories,
    texts: FxHashMap<(Owner, Attribute), String>,
}

impl<'a> Cells<'a> {
    /// The values as they were loaded.
    pub fn new(directories: &'a Directories) -> Self {
        Self { directories, texts: FxHashMap::default() }
    }

    /// The value of an attribute now; blank where it is not set, `None` where no file tells it.
    pub fn text(&self, owner: Owner, attribute: Attribute) -> Option<&str> {
        if let Some(text) = self.texts.get(&(owner, attribute)) {
            return Some(text);
        }
        match self.directories.side(owner.side).cell(owner.object, attribute) {
            Cell::NotExported | Cell::Lost => None,
            Cell::Empty => Some(""),
            Cell::Text(text) => Some(text),
        }
    }

    /// Puts a value in place, whatever stands there.
    pub fn put(&mut self, owner: Owner, attribute: Attribute, text: String) {
        self.texts.insert((owner, attribute), text);
    }

    /// Makes a change, if the value is what it expects.
    pub fn apply(&mut self, change: &Change) -> Result<(), Surprise> {
        let surprise = || Surprise(change.clone());
        let now = self.text(change.owner, change.attribute).ok_or_else(surprise)?;
        let next = match &change.operation {
            Operation::Set { before, after } => {
                if now != before.as_deref().unwrap_or_default() {
                    return Err(surprise());
                }
                after.clone().unwrap_or_default()
            }
            Operation::Remove(entry) => {
                // The directory holds each value once, whatever a file repeats.
                let entries: Vec<&str> = address_list::entries(now).filter(|other| other != entry).collect();
                if entries.len() == address_list::entries(now).count() {
                    return Err(surprise());
                }
                join(entries.into_iter())
            }
            Operation::Add(entry) => {
                if address_list::entries(now).any(|other| other == entry) {
                    return Err(surprise());
                }
                join(address_list::entries(now).chain([entry.as_str()]))
            }
        };
        self.put(change.owner, change.attribute, next);
        Ok(())
    }

    /// Do the changed values say what the loaded ones say? The order of a list does not count.
    pub fn is_as_loaded(&self) -> bool {
        let loaded = Self::new(self.directories);
        self.texts.iter().all(|(&(owner, attribute), text)| {
            let before = loaded.text(owner, attribute).unwrap_or_default();
            if attribute == Attribute::ProxyAddresses { sorted(before) == sorted(text) } else { before == text }
        })
    }

    /// The directories with these values.
    pub fn directories(&self) -> Result<Directories, NotTaken> {
        let texts = |side| -> Vec<(ObjectId, Attribute, &str)> {
            let of_side = self.texts.iter().filter(|((owner, _), _)| owner.side == side);
            of_side.map(|(&(owner, attribute), text)| (owner.object, attribute, text.as_str())).collect()
        };
        Ok(Directories {
            on_premises: self.directories.on_premises.with_texts(&texts(Side::OnPremises))?,
            cloud: self.directories.cloud.with_texts(&texts(Side::Cloud))?,
            ..self.directories.clone()
        })
    }
}

fn sorted(list: &str) -> Vec<&str> {
    let mut entries: Vec<&str> = address_list::entries(list).collect();
    order::sort(&mut entries);
    entries.dedup();
    entries
}

/// Entries as one list. A bar divides them before whatever type of address; those without a type come first, because after
/// some types it would not divide them.
pub(super) fn join<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    let (typed, mut list): (Vec<&str>, Vec<&str>) = entries.partition(|entry| entry.contains(':'));
    list.extend(typed);
    list.join("|")
}
