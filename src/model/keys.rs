//! Texts that are compared, stored once and compared by number.

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::hint::black_box;
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

/// Texts that are given their numbers together. With many objects the pool is larger than the caches of a processor, and
/// each text waits for memory several times; together they wait at the same time. The indexes over a million objects a side
/// are made in five sixths of the time (`benches/join_directories.rs`).
#[derive(Clone, Debug, Default)]
pub struct KeyBatch {
    text: String,
    texts: Vec<BatchText>,
}

/// One text of a batch.
#[derive(Clone, Debug)]
struct BatchText {
    hash: u64,
    end: usize,
    /// Its own place; in the end its number in the pool.
    key: Key,
    /// Where the pool may have it.
    likely: Option<u32>,
}

impl KeyBatch {
    /// Adds a text with a–z in lower case. Gives its place in the batch, as a key: [`KeyBatch::key`] tells the true one after
    /// [`KeyPool::intern_all`].
    pub fn push(&mut self, text: &str) -> Option<Key> {
        let key = Key::at(self.texts.len())?;
        let start = self.text.len();
        self.text.push_str(text);
        self.text[start..].make_ascii_lowercase();
        self.texts.push(BatchText { hash: hash(&self.text[start..]), end: self.text.len(), key, likely: None });
        Some(key)
    }

    /// The text at a place.
    pub fn text(&self, place: Key) -> &str {
        let start = place.index().checked_sub(1).map_or(0, |before| self.texts[before].end);
        &self.text[start..self.texts[place.index()].end]
    }

    /// The number that the text at a place has been given.
    pub fn key(&self, place: Key) -> Key {
        self.texts[place.index()].key
    }

    /// Takes all texts out.
    pub fn clear(&mut self) {
        self.text.clear();
        self.texts.clear();
    }
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
        self.intern_hashed(text, hash(text))
    }

    fn intern_hashed(&mut self, text: &str, hash_of_text: u64) -> Option<Key> {
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

    /// Gives each text of a batch its number.
    ///
    /// `None` when the pool holds as much text as it can address (4 GiB).
    pub fn intern_all(&mut self, batch: &mut KeyBatch) -> Option<()> {
        // First a look at where each may be. Nothing is decided by it, so no text waits for the one before.
        let mut looked_at = 0;
        for text in &mut batch.texts {
            text.likely = self.places.find(text.hash, |_| true).copied();
            let first_byte = text.likely.and_then(|place| self.at(place as usize).bytes().next());
            looked_at ^= first_byte.unwrap_or_default();
        }
        black_box(looked_at);
        let mut start = 0;
        for text in &mut batch.texts {
            let own = &batch.text[start..text.end];
            start = text.end;
            text.key = match text.likely {
                Some(place) if self.at(place as usize) == own => Key::at(place as usize)?,
                _ => self.intern_hashed(own, text.hash)?,
            };
        }
        Some(())
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
    use super::{KeyBatch, KeyPool};

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

    #[test]
    fn together_and_one_by_one_they_get_the_same_keys() {
        let (mut together, mut one_by_one) = (KeyPool::default(), KeyPool::default());
        let mut batch = KeyBatch::default();
        for block in 0..20 {
            // New ones, ones of earlier blocks, the same twice in a block, capitals, and nothing.
            let texts: Vec<String> = (0..100)
                .map(|number| match number % 10 {
                    0 => String::new(),
                    1..4 => format!("User{}@Contoso.com", number / 10),
                    4..7 => format!("user{}@contoso.com", block * 50 + number / 20),
                    _ => format!("ÉVA{}@contoso.com", block * 7 + number),
                })
                .collect();
            let places: Vec<_> = texts.iter().map(|text| batch.push(text).expect("room")).collect();
            assert_eq!(batch.text(places[1]), "user0@contoso.com");
            together.intern_all(&mut batch).expect("room");
            for (text, place) in texts.iter().zip(places) {
                let key = one_by_one.intern(&text.to_ascii_lowercase()).expect("room");
                assert_eq!(batch.key(place), key, "{text}");
                assert_eq!(together.text(key), one_by_one.text(key));
            }
            batch.clear();
        }
        assert_eq!(together.len(), one_by_one.len());
    }
}
