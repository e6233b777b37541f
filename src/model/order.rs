//! Putting lists in order, with one implementation for all of them.
//!
//! The standard library makes a sort anew for each type of element, ten kilobytes of WebAssembly each; forty of them were a
//! fifth of the page. Here only the order of places is sorted. Where a list of a million is sorted in the main work, the
//! standard library's own sort stands, and says so.

use std::cmp::Ordering;

/// Sorts; equal elements keep their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by a key; equal elements keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |left, right| key(left).cmp(&key(right)));
}

/// Sorts by a comparison; equal elements keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    arrange(items, |items| sorted_places(items.len(), &|left, right| compare(&items[left], &items[right])));
}

/// Sorts by a comparison that looks at each element and at what was worked out for it before; equal elements keep their
/// order. `worked_out` has one entry for each element.
pub fn sort_with<T, W>(items: &mut [T], worked_out: &[W], compare: impl Fn((&T, &W), (&T, &W)) -> Ordering) {
    arrange(items, |items| {
        let at = |place: usize| (&items[place], &worked_out[place]);
        sorted_places(items.len(), &|left, right| compare(at(left), at(right)))
    });
}

fn arrange<T>(items: &mut [T], places: impl FnOnce(&[T]) -> Vec<usize>) {
    if items.len() < 2 {
        return;
    }
    let mut places = places(items);
    // Each element moves to its place along its cycle; a place that is done points to itself.
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[inline(never)]
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&left, &right| compare(left, right));
    places
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_by_key};

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut dice = 7_u32;
        for length in 0..60 {
            let mut list: Vec<(u32, usize)> = (0..length)
                .map(|place| {
                    dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (dice >> 28, place)
                })
                .collect();
            let (mut whole, mut stable) = (list.clone(), list.clone());
            sort(&mut whole);
            sort_by_key(&mut stable, |(number, _)| *number);
            list.sort_unstable();
            assert_eq!(whole, list);
            assert_eq!(stable, list, "equal elements keep their order");
        }
    }
}
