//! A long list put in order only where somebody looks: a radix sort that leaves alone what is not asked for.

use std::ops::Range;

/// So many bytes of a text stand in one number.
const BYTES: usize = 7;

/// The number by which a text is sorted, from one of the bytes of its small letters on: seven bytes and how many there
/// are, 8 where more follow. Texts of one number are equal, or go on. A blank text comes last.
pub fn sort_key(text: &str, from: usize) -> u64 {
    if text.is_empty() {
        return u64::MAX;
    }
    let end = from + BYTES + 1;
    let head = &text.as_bytes()[..text.len().min(end)];
    if head.is_ascii() {
        let bytes = head.get(from..).unwrap_or_default();
        let mut number = [0; BYTES + 1];
        number[..bytes.len()].copy_from_slice(bytes);
        number.make_ascii_lowercase();
        return finished(number, bytes.len());
    }
    let (mut number, mut length) = ([0; BYTES + 1], 0);
    for letter in text.chars().flat_map(char::to_lowercase) {
        for &byte in letter.encode_utf8(&mut [0; 4]).as_bytes() {
            if (from..end).contains(&length) {
                number[length - from] = byte;
            }
            length += 1;
        }
        if length >= end {
            break;
        }
    }
    finished(number, length.saturating_sub(from))
}

fn finished(mut number: [u8; BYTES + 1], length: usize) -> u64 {
    number[BYTES] = u8::try_from(length).unwrap_or(GOES_ON).min(GOES_ON);
    u64::from_be_bytes(number)
}

const GOES_ON: u8 = 8;

/// Places of a list, in the order of their numbers where somebody looked. Places of one number keep their order.
#[derive(Clone, Debug, Default)]
pub struct LazyOrder {
    entries: Vec<(u64, u32)>,
    /// The parts that are not in order yet, each as a whole after all that stands before it.
    loose: Vec<Part>,
}

/// A part that is not in order yet, with the byte from which on its numbers are.
#[derive(Clone, Debug)]
struct Part {
    places: Range<usize>,
    from: usize,
}

impl LazyOrder {
    /// Places with their numbers from the first byte on.
    pub fn new(entries: Vec<(u64, u32)>) -> Self {
        let loose = vec![Part { places: 0..entries.len(), from: 0 }];
        Self { entries, loose }
    }

    /// The places at `wanted` of the list in order. `key` gives the number of a place from a byte on.
    pub fn window(&mut self, wanted: Range<usize>, key: &dyn Fn(u32, usize) -> u64) -> Vec<u32> {
        self.settle(&wanted, key);
        self.entries[wanted].iter().map(|&(_, place)| place).collect()
    }

    /// Where a place of the list stands in order.
    pub fn position(&mut self, place: u32, key: &dyn Fn(u32, usize) -> u64) -> Option<usize> {
        loop {
            let at = self.entries.iter().position(|&(_, other)| other == place)?;
            self.settle(&(at..at + 1), key);
            if self.entries[at].1 == place {
                return Some(at);
            }
        }
    }

    fn settle(&mut self, wanted: &Range<usize>, key: &dyn Fn(u32, usize) -> u64) {
        let mut open = std::mem::take(&mut self.loose);
        let mut room = Vec::new();
        while let Some(Part { places, from }) = open.pop() {
            if places.len() < 2 {
                continue;
            }
            if places.end <= wanted.start || wanted.end <= places.start {
                self.loose.push(Part { places, from });
                continue;
            }
            let part = &mut self.entries[places.clone()];
            let mut start = places.start;
            for count in spread(part, &mut room) {
                open.push(Part { places: start..start + count, from });
                start += count;
            }
            if start > places.start {
                continue;
            }
            // All have one number.
            if part[0].0.to_be_bytes()[BYTES] == GOES_ON {
                let from = from + BYTES;
                for (number, place) in part {
                    *number = key(*place, from);
                }
                open.push(Part { places, from });
            }
        }
    }
}

/// Puts a part in the order of the first eight bits in which its numbers differ; what is equal in them keeps its order.
/// Gives how many there are of each; nothing where all numbers are equal.
fn spread(part: &mut [(u64, u32)], room: &mut Vec<(u64, u32)>) -> Vec<usize> {
    let bounds = part.iter().fold((u64::MAX, 0), |(low, high), &(number, _)| (number.min(low), number.max(high)));
    let shift = (bounds.0 ^ bounds.1).checked_ilog2().map(|highest| highest.saturating_sub(7));
    let Some(shift) = shift else { return Vec::new() };
    let bits = |number: u64| usize::from((number >> shift).to_le_bytes()[0]);
    let mut counts = vec![0; 256];
    for &(number, _) in &*part {
        counts[bits(number)] += 1;
    }
    let mut next = counts.clone();
    let mut sum = 0;
    for count in &mut next {
        sum += std::mem::replace(count, sum);
    }
    room.clear();
    room.extend_from_slice(part);
    for &entry in &*room {
        let next = &mut next[bits(entry.0)];
        part[*next] = entry;
        *next += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{LazyOrder, sort_key};
    use crate::model::case_key::search_form;

    const PARTS: [&str; 12] = ["", "a", "A", "\0", "Student ", "student 000", "é", "É", "İ", "Я", "zz", "1"];

    #[test]
    fn a_window_is_what_the_whole_order_has_there() {
        let mut dice = 7_u32;
        let mut roll = |below: u32| {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (dice >> 8) % below
        };
        for length in (0..40).chain([300, 3000]) {
            let texts: Vec<String> =
                (0..length).map(|_| (0..roll(5)).map(|_| PARTS[roll(12) as usize]).collect()).collect();
            let mut whole: Vec<u32> = (0..length).collect();
            whole.sort_by_key(|&place| (texts[place as usize].is_empty(), search_form(&texts[place as usize])));
            let key = |place: u32, from| sort_key(&texts[place as usize], from);
            let mut lazy = LazyOrder::new((0..length).map(|place| (key(place, 0), place)).collect());
            for _ in 0..10 {
                let place = roll(length + 1);
                assert_eq!(lazy.position(place, &key), whole.iter().position(|&other| other == place));
                let start = roll(length + 1);
                let end = (start + roll(length + 1 - start)) as usize;
                let start = start as usize;
                assert_eq!(lazy.window(start..end, &key), whole[start..end]);
            }
            assert_eq!(lazy.window(0..length as usize, &key), whole);
        }
    }
}
