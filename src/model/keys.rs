//! Texts that are compared, stored once and compared by number.

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::num::NonZeroU32;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::needle::{has_odd, part_at};
use super::{Bits, Needle, room};

/// The number of a text in a [`KeyPool`]. Equal numbers mean equal texts, within one pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(NonZeroU32);

impl Key {
    /// The key's place in lists that have one entry for each key.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The key at a place, for walking over such lists.
    pub fn at(index: usize) -> Option<Self> {
        u32::try_from(index + 1).ok().and_then(NonZeroU32::new).map(Self)
    }
}

/// Gives each distinct text a number, in the order in which they come.
#[derive(Clone, Debug, Default)]
pub struct KeyPool {
    places: HashTable<u32>,
    text: String,
    ends: Vec<u32>,
}

fn hash(text: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(text)
}

impl KeyPool {
    /// How many texts there are and how long they are together, for [`KeyPool::expect`].
    pub fn size(&self) -> (usize, usize) {
        (self.ends.len(), self.text.len())
    }

    /// Asks for the room of further texts, where those since a size of `before` came of `done` of `total` objects. Without
    /// it the table of places is made anew each time that it is full, and every text is looked at again.
    pub fn expect(&mut self, before: (usize, usize), done: u64, total: u64) {
        room::expect(&mut self.ends, before.0, done, total);
        room::expect_text(&mut self.text, before.1, done, total);
        let (all, ends) = (&self.text, &self.ends);
        let more = ends.capacity() - ends.len();
        // Where there is no such room it grows as it must.
        let _ = self.places.try_reserve(more, |&other| hash(slice(all, ends, other as usize)));
    }

    /// The number of `text`, given to it now if it is new.
    ///
    /// `None` when the pool holds as much text as it can address (4 GiB).
    pub fn intern(&mut self, text: &str) -> Option<Key> {
        let hash_of_text = hash(text);
        let found = self.places.find(hash_of_text, |&place| self.at(place as usize) == text).copied();
        if let Some(place) = found {
            return Key::at(place as usize);
        }
        let end = u32::try_from(self.text.len() + text.len()).ok()?;
        let place = u32::try_from(self.ends.len()).ok()?;
        let key = Key::at(self.ends.len())?;
        self.text.push_str(text);
        self.ends.push(end);
        let (all, ends) = (&self.text, &self.ends);
        self.places.insert_unique(hash_of_text, place, |&other| hash(slice(all, ends, other as usize)));
        Some(key)
    }

    /// The number of `text`, if it has one.
    pub fn find(&self, text: &str) -> Option<Key> {
        let place = self.places.find(hash(text), |&place| self.at(place as usize) == text)?;
        Key::at(*place as usize)
    }

    /// The text of a key of this pool.
    pub fn text(&self, key: Key) -> &str {
        self.at(key.index())
    }

    /// Which of them contain a text; see [`KeyPool::odd`].
    pub fn holding(&self, needle: &Needle) -> Bits {
        let mut found = Bits::none_of(self.len());
        let mut key = 0;
        needle.each_place(&self.text, |at| {
            key = part_at(self.len(), at, key, |key| self.ends[key]);
            let end = self.ends[key] as usize;
            if at + needle.len() > end {
                return at + 1;
            }
            found.set(key);
            end
        });
        found
    }

    /// Those in which [`KeyPool::holding`] may overlook it.
    pub fn odd(&self) -> Vec<Key> {
        (0..self.len()).filter_map(Key::at).filter(|&key| has_odd(self.text(key))).collect()
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there no text yet?
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn at(&self, place: usize) -> &str {
        slice(&self.text, &self.ends, place)
    }
}

fn slice<'a>(text: &'a str, ends: &[u32], place: usize) -> &'a str {
    let start = if place == 0 { 0 } else { ends[place - 1] as usize };
    &text[start..ends[place] as usize]
}

#[cfg(test)]
mod tests {
    use super::KeyPool;

    #[test]
    fn equal_texts_share_a_key() {
        let mut pool = KeyPool::default();
        let texts: Vec<String> = (0..1000).map(|number| format!("user{}@contoso.com", number % 500)).collect();
        let keys: Vec<_> = texts.iter().map(|text| pool.intern(text).expect("room")).collect();
        assert_eq!(pool.len(), 500);
        for (text, key) in texts.iter().zip(&keys) {
            assert_eq!(pool.text(*key), text);
            assert_eq!(pool.find(text), Some(*key));
        }
        assert_eq!(keys[0], keys[500]);
        assert_eq!(pool.find("nobody"), None);
        let empty = pool.intern("").expect("room");
        assert_eq!(pool.text(empty), "");
    }
}
