//! Finding a text in a long one without regard to letter case, many bytes at a time: what lists are searched with.
//!
//! It finds what [`case_key::contains`] finds, as long as the long text [has no odd character](has_odd).

use super::case_key;

/// A text to look for, without regard to letter case.
#[derive(Clone, Debug)]
pub struct Needle {
    folded: String,
    /// Each byte of it, and the byte in its place where the letter is a capital.
    bytes: Vec<(u8, u8)>,
}

/// Lets a byte through where `byte | mask == value`: one of a pair, and perhaps a few more.
#[derive(Clone, Copy)]
struct Sieve {
    offset: usize,
    mask: u8,
    value: u8,
}

impl Sieve {
    fn lets(self, byte: u8) -> bool {
        byte | self.mask == self.value
    }
}

/// So many places are sieved at once.
const BLOCK: usize = 64;

impl Needle {
    /// A text to look for, as [`case_key::search_form`] gives it.
    pub fn new(folded: String) -> Self {
        let mut bytes = Vec::with_capacity(folded.len());
        for letter in folded.chars() {
            let capital = capital_of(letter).unwrap_or(letter);
            let (mut small, mut large) = ([0; 4], [0; 4]);
            bytes.extend(letter.encode_utf8(&mut small).bytes().zip(capital.encode_utf8(&mut large).bytes()));
        }
        Self { folded, bytes }
    }

    /// The text.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// How many bytes it takes, wherever it stands.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Is it blank, so that it stands everywhere?
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Calls `found` with each place in `text` at which it stands. `found` says where to go on.
    pub fn each_place(&self, text: &str, mut found: impl FnMut(usize) -> usize) {
        let sieves = self.sieves(text.as_bytes());
        let mut from = 0;
        while let Some(place) = self.next(text, from, sieves) {
            from = found(place).max(place + 1);
        }
    }

    /// Sieves for the two bytes of it that are the rarest at the beginning of the text.
    fn sieves(&self, text: &[u8]) -> [Sieve; 2] {
        let mut counts = [0_u32; 256];
        for &byte in &text[..text.len().min(1 << 14)] {
            counts[usize::from(byte)] += 1;
        }
        let count = |&place: &usize| {
            let (small, large) = self.bytes[place];
            counts[usize::from(small)] + counts[usize::from(large)]
        };
        let first = (0..self.len()).min_by_key(count).unwrap_or(0);
        let second = (0..self.len()).filter(|&place| place != first).min_by_key(count).unwrap_or(first);
        [first, second].map(|offset| {
            let (small, large) = self.bytes[offset];
            Sieve { offset, mask: small ^ large, value: small | large }
        })
    }

    /// The first place from `from` on at which it stands.
    fn next(&self, text: &str, from: usize, [first, second]: [Sieve; 2]) -> Option<usize> {
        let bytes = text.as_bytes();
        let end = (bytes.len() + 1).checked_sub(self.len())?;
        let mut at = from;
        while let (Some(left), Some(right)) = (block(bytes, at + first.offset), block(bytes, at + second.offset)) {
            if passes(left, first, right, second) {
                let passed = which_pass(left, first, right, second);
                for (number, word) in passed.as_chunks::<8>().0.iter().enumerate() {
                    let mut rest = u64::from_le_bytes(*word);
                    while rest != 0 {
                        let place = at + number * 8 + rest.trailing_zeros() as usize / 8;
                        if place < end && self.is_at(text, place) {
                            return Some(place);
                        }
                        rest &= rest - 1;
                    }
                }
            }
            at += BLOCK;
        }
        (at..end).find(|&place| self.is_at(text, place))
    }

    fn is_at(&self, text: &str, place: usize) -> bool {
        let part = &text.as_bytes()[place..place + self.len()];
        part.iter().zip(&self.bytes).all(|(byte, (small, large))| byte == small || byte == large)
            // The bytes of one letter may each be of another one.
            && (part.is_ascii()
                || text.get(place..place + part.len()).is_some_and(|part| case_key::search_form(part) == self.folded))
    }
}

/// Which places of a block pass both sieves: a byte 1 for each, else 0.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn which_pass(left: &[u8; BLOCK], first: Sieve, right: &[u8; BLOCK], second: Sieve) -> [u8; BLOCK] {
    let mut passed = [0; BLOCK];
    for (passed, (&left, &right)) in passed.iter_mut().zip(left.iter().zip(right)) {
        *passed = u8::from(first.lets(left) & second.lets(right));
    }
    passed
}

/// Of parts that stand one after another in a text, the one in which a place is. It is not before `from`, and mostly near.
pub fn part_at(parts: usize, place: usize, from: usize, end: impl Fn(usize) -> u32) -> usize {
    let is_before = |part: usize| part < parts && end(part) as usize <= place;
    let (mut low, mut step) = (from, 1);
    while is_before(low + step - 1) {
        low += step;
        step *= 2;
    }
    let mut high = low + step;
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

fn block(bytes: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    bytes.get(at..)?.first_chunk()
}

/// Does any place of a block pass both sieves? With vector instructions sixteen at a time.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn passes(left: &[u8; BLOCK], first: Sieve, right: &[u8; BLOCK], second: Sieve) -> bool {
    let mut passed = false;
    for (&left, &right) in left.iter().zip(right) {
        // Without a branch, or it cannot be done at once.
        passed |= first.lets(left) & second.lets(right);
    }
    passed
}

/// The capital of a small letter, if there is just one and it takes as many bytes.
fn capital_of(letter: char) -> Option<char> {
    let mut capitals = letter.to_uppercase();
    let capital = capitals.next().filter(|one| one.len_utf8() == letter.len_utf8())?;
    (capitals.next().is_none() && capital.to_lowercase().eq([letter])).then_some(capital)
}

/// Is there a character in the text with which it may be overlooked that another text stands in it?
pub fn has_odd(text: &str) -> bool {
    begins_odd(text.as_bytes()) && text.chars().any(is_odd)
}

/// Does any character begin with another byte than those of ASCII, most Latin and all Cyrillic letters?
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn begins_odd(bytes: &[u8]) -> bool {
    let begins = |byte: u8| byte >= 0xC4 && byte != 0xC5 && byte.wrapping_sub(0xD0) > 3;
    bytes.iter().fold(false, |any, &byte| any | begins(byte))
}

/// Is the character one whose small letter takes more or less room, or has another capital as well? `İ` is one, and `ẞ`.
fn is_odd(character: char) -> bool {
    match character {
        // Latin, Greek and Cyrillic letters of every day, and scripts without capitals.
        ..='\u{12F}'
        | '\u{131}'..='\u{17F}'
        | '\u{386}'..='\u{3CE}'
        | '\u{400}'..='\u{52F}'
        | '\u{3000}'..='\u{A63F}' => false,
        _ => {
            let mut small = character.to_lowercase();
            match (small.next(), small.next()) {
                (Some(letter), None) => letter != character && capital_of(letter) != Some(character),
                _ => true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Needle, has_odd, is_odd};
    use crate::model::case_key;

    fn places(text: &str, folded: &str) -> Vec<usize> {
        let mut all = Vec::new();
        Needle::new(folded.to_owned()).each_place(text, |place| {
            all.push(place);
            place
        });
        all
    }

    #[test]
    fn finds_every_place_in_every_block() {
        for length in 0..300 {
            let text = format!("{}Kowalski{}KOWALSKI", "k".repeat(length), "i".repeat(length % 7));
            assert_eq!(places(&text, "kowalski"), [length, length + 8 + length % 7]);
            assert_eq!(places(&text, "lsk").len(), 2);
            assert_eq!(places(&text, "k").len(), length + 4);
            assert!(places(&text, "kowalskj").is_empty());
        }
        assert!(places("", "a").is_empty());
    }

    #[test]
    fn letters_of_other_alphabets_have_capitals_too() {
        assert_eq!(places("Müller MÜLLER muller", "müller"), [0, 8]);
        assert_eq!(places("ИВАНОВ иванов", "ванов"), [2, 15]);
        // Their bytes mixed: р is D1 80, Р is D0 A0, and Ѐ is D0 80.
        assert!(places("Ѐ", "р").is_empty());
    }

    #[test]
    fn whatever_is_not_odd_has_a_small_letter_of_its_size() {
        for character in '\0'..=char::MAX {
            let lower = case_key::search_form(&character.to_string());
            assert_eq!(has_odd(&character.to_string()), is_odd(character), "{character}");
            if !is_odd(character) {
                assert_eq!(lower.len(), character.len_utf8(), "{character}");
                assert_eq!(places(&character.to_string(), &lower), [0], "{character}");
            }
        }
        assert!(is_odd('İ') && is_odd('ẞ') && is_odd('\u{212A}'));
        assert!(!is_odd('ß') && !is_odd('Ł') && !is_odd('Я'));
    }
}
