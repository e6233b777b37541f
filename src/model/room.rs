//! Room for lists that grow with the files, asked for once and early. A list that grows as it must doubles each time, and
//! while it moves both the old and the new one are there: with a million rows that is half of all the memory.
//!
//! It is only about room: whoever adds to a list still asks for what it needs.

/// Asks for the room that the rest of the work takes, judged by what the part that is done took: from a length of `before`
/// to the present one for `done` of `total`. Where there is no such room, the list grows as it must.
pub fn expect<T>(list: &mut Vec<T>, before: usize, done: u64, total: u64) {
    let _ = list.try_reserve_exact(rest(list.len() - before, done, total));
}

/// The same for a text.
pub fn expect_text(text: &mut String, before: usize, done: u64, total: u64) {
    let _ = text.try_reserve_exact(rest(text.len() - before, done, total));
}

/// How much more is to come, and a little.
fn rest(grown: usize, done: u64, total: u64) -> usize {
    let more = u128::from(total.saturating_sub(done)) * grown as u128 / u128::from(done.max(1));
    usize::try_from(more + more / 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{expect, expect_text};

    #[test]
    fn the_rest_is_judged_by_the_beginning() {
        let mut list = vec![0_u8; 110];
        expect(&mut list, 10, 1, 4);
        assert!((410..=440).contains(&list.capacity()), "{}", list.capacity());
        let mut text = "x".repeat(100);
        expect_text(&mut text, 0, 10, 10);
        assert_eq!(text.capacity(), 100);
        expect_text(&mut text, 0, 0, u64::MAX);
        assert_eq!(text, "x".repeat(100), "no room for that, and nothing is lost");
    }
}
