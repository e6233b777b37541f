//! What stands in place of names and addresses: numbers in a random order, drawn anew for each export.
//!
//! Chance comes as a seed from the caller. No number follows from a name (whoever can guess a name could then test the
//! guess), nor from the order of the files or of the alphabet.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rustc_hash::FxHashMap;

use crate::finding::Owner;
use crate::model::ObjectKind;

/// Chance for one export.
pub type Seed = [u8; 32];

/// What is numbered apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    Address,
    Value,
    Domain,
    File,
}

/// Gives numbers from one on, each once, in a random order.
#[derive(Clone, Debug, Default)]
struct Deck {
    cards: Vec<u32>,
    drawn: usize,
}

impl Deck {
    fn of(size: usize) -> Self {
        Self { cards: (1..=u32::try_from(size).unwrap_or(u32::MAX)).collect(), drawn: 0 }
    }

    fn draw(&mut self, rng: &mut ChaCha12Rng) -> u32 {
        if self.drawn == self.cards.len() {
            let from = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
            self.cards.extend((1..=from.max(32)).map(|step| from.saturating_add(step)));
        }
        let left = (self.cards.len() - self.drawn) as u64;
        // What is left over of 2^64 is too little to prefer any number noticeably.
        let place = self.drawn + usize::try_from(rng.next_u64() % left).unwrap_or(0);
        self.cards.swap(self.drawn, place);
        self.drawn += 1;
        self.cards[self.drawn - 1]
    }
}

/// The stand-ins of one export.
#[derive(Clone, Debug)]
pub(super) struct StandIns {
    rng: ChaCha12Rng,
    objects: FxHashMap<Owner, u32>,
    texts: FxHashMap<(Class, String), u32>,
    decks: FxHashMap<&'static str, Deck>,
}

impl StandIns {
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            rng: ChaCha12Rng::from_seed(seed),
            objects: FxHashMap::default(),
            texts: FxHashMap::default(),
            decks: FxHashMap::default(),
        }
    }

    /// The stand-in of an object, of which there are so many of its kind.
    pub(super) fn object(&mut self, owner: Owner, kind: ObjectKind, count: impl FnOnce() -> usize) -> String {
        let word = kind_word(kind);
        let Self { rng, objects, decks, .. } = self;
        let number =
            *objects.entry(owner).or_insert_with(|| decks.entry(word).or_insert_with(|| Deck::of(count())).draw(rng));
        format!("{word} {}", spelled(number))
    }

    /// The number of a text, of which there are about so many.
    pub(super) fn number(&mut self, class: Class, text: &str, count: usize) -> u32 {
        let Self { rng, texts, decks, .. } = self;
        if let Some(number) = texts.get(&(class, text.to_owned())) {
            return *number;
        }
        let number = decks.entry(class_word(class)).or_insert_with(|| Deck::of(count)).draw(rng);
        texts.insert((class, text.to_owned()), number);
        number
    }

    /// The letters of the domains that were named, in lower case.
    pub(super) fn domain_letters(&self) -> impl Iterator<Item = String> + '_ {
        let domains = self.texts.iter().filter(|((class, _), _)| *class == Class::Domain);
        domains.map(|(_, number)| letters(*number).to_ascii_lowercase())
    }
}

/// The word before the number of an object.
pub(super) const fn kind_word(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::User => "User",
        ObjectKind::Guest => "Guest",
        ObjectKind::Group => "Group",
        ObjectKind::Contact => "Contact",
        ObjectKind::PublicFolder => "Public folder",
    }
}

pub(super) const fn class_word(class: Class) -> &'static str {
    match class {
        Class::Address => "Address",
        Class::Value => "Value",
        Class::Domain => "Domain",
        Class::File => "File",
    }
}

/// `014`, `12,014`: never more than three digits in a row, so that no number of four could be one of the files.
pub(super) fn spelled(number: u32) -> String {
    if number < 1_000 {
        return format!("{number:03}");
    }
    let (head, tail) = (number / 1_000, number % 1_000);
    let head = if head < 1_000 { head.to_string() } else { spelled(head) };
    format!("{head},{tail:03}")
}

/// `A` to `Z`, then `AA`.
pub(super) fn letters(mut number: u32) -> String {
    let mut reversed = Vec::new();
    while number > 0 {
        number -= 1;
        reversed.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    reversed.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Class, StandIns, letters, spelled};

    #[test]
    fn numbers_are_drawn_once_each() {
        let mut stand_ins = StandIns::new([7; 32]);
        let numbers: Vec<u32> = (0..500).map(|text| stand_ins.number(Class::Address, &text.to_string(), 100)).collect();
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 500);
        assert_eq!(numbers[..100].iter().collect::<BTreeSet<_>>(), (1..=100).collect::<Vec<u32>>().iter().collect());
        assert!(numbers[..100].windows(2).any(|pair| pair[0] > pair[1]), "not in the order of the files");
        assert_eq!(stand_ins.number(Class::Address, "3", 100), numbers[3], "the same again");
    }

    #[test]
    fn numbers_and_letters_are_spelled() {
        for (number, text) in [(1, "001"), (999, "999"), (1_000, "1,000"), (12_034, "12,034"), (1_000_007, "1,000,007")]
        {
            assert_eq!(spelled(number), text);
        }
        for (number, text) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(letters(number), text);
        }
    }
}
