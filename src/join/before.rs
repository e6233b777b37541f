//! Active Directory at an earlier time: which of its objects is which one of today, and what it was known by then. Objects
//! are the same by objectGUID alone, which stays through every rename. Nothing here takes part in a join.

use rustc_hash::FxHashMap;

use super::identity::{Identities, TooMuchText};
use crate::model::{Attribute, Guid, Key, KeyPool, ObjectId, Snapshot};
use crate::progress::Progress;

/// The older export beside the one of today.
#[derive(Clone, Debug)]
pub struct Before {
    /// What the objects were known by, in the keys of today's index.
    pub identities: Identities,
    older: Vec<Option<ObjectId>>,
    /// Objects of then that are gone, by the primary address and the UPN that they had.
    gone: FxHashMap<Key, ObjectId>,
}

impl Before {
    /// Finds the objects of today in an older snapshot.
    pub(super) fn new(
        before: &Snapshot,
        on_premises: &Snapshot,
        login_attribute: Attribute,
        pool: &mut KeyPool,
        progress: &mut dyn Progress,
    ) -> Result<Self, TooMuchText> {
        let identifier =
            |snapshot: &Snapshot, object| snapshot.text(object, Attribute::ObjectGuid).and_then(Guid::parse);
        let mut by_identifier: FxHashMap<Guid, ObjectId> = FxHashMap::default();
        for object in before.objects().rev() {
            if let Some(guid) = identifier(before, object) {
                by_identifier.insert(guid, object);
            }
        }
        let mut is_there = vec![false; before.len()];
        let older = on_premises
            .objects()
            .map(|object| {
                let found = by_identifier.get(&identifier(on_premises, object)?).copied()?;
                is_there[found.index()] = true;
                Some(found)
            })
            .collect();
        // What was claimed then is nobody's claim today.
        let total = before.len();
        let identities = Identities::new(before, login_attribute, pool, &mut Vec::new(), progress, (0, total))?;
        let mut gone = FxHashMap::default();
        for object in before.objects().filter(|object| !is_there[object.index()]) {
            for key in [identities.primary(object), identities.login(object)].into_iter().flatten() {
                gone.entry(key).or_insert(object);
            }
        }
        Ok(Self { identities, older, gone })
    }

    /// An object of today as it was then, by its number in the older snapshot.
    pub fn of(&self, object: ObjectId) -> Option<ObjectId> {
        self.older[object.index()]
    }

    /// An object of then that is gone and had this primary address or UPN.
    pub fn gone(&self, name: Key) -> Option<ObjectId> {
        self.gone.get(&name).copied()
    }
}
