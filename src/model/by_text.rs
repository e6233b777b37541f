//! Things found by a text, in the order in which they came. One implementation of the search for all kinds of things: the
//! standard library makes its maps anew for each type, which the page has no room for.

use rustc_hash::FxHashMap;

/// Things, each under a text.
#[derive(Clone, Debug)]
pub struct ByText<T> {
    places: Places,
    things: Vec<T>,
}

#[derive(Clone, Debug, Default)]
struct Places(FxHashMap<String, usize>);

impl Places {
    #[inline(never)]
    fn of(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }

    #[inline(never)]
    fn put(&mut self, text: String) -> usize {
        let next = self.0.len();
        *self.0.entry(text).or_insert(next)
    }
}

impl<T> Default for ByText<T> {
    fn default() -> Self {
        Self { places: Places::default(), things: Vec::new() }
    }
}

impl<T> ByText<T> {
    /// The thing under the text; where there is none yet, this one.
    pub fn or_put(&mut self, text: String, thing: T) -> &mut T {
        let place = self.places.put(text);
        if place == self.things.len() {
            self.things.push(thing);
        }
        &mut self.things[place]
    }

    /// The thing under the text.
    pub fn get(&self, text: &str) -> Option<&T> {
        self.places.of(text).map(|place| &self.things[place])
    }

    /// Is there one under the text?
    pub fn has(&self, text: &str) -> bool {
        self.places.of(text).is_some()
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.things.iter()
    }

    /// The same, to keep.
    pub fn into_things(self) -> Vec<T> {
        self.things
    }
}

/// Texts without repetition.
pub type Texts = ByText<()>;

impl FromIterator<String> for Texts {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let mut all = Self::default();
        for text in texts {
            all.or_put(text, ());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{ByText, Texts};

    #[test]
    fn the_first_stays_and_the_order_too() {
        let mut things = ByText::default();
        for (text, thing) in [("b", 1), ("a", 2), ("b", 3)] {
            things.or_put(text.to_owned(), thing);
        }
        assert_eq!(things.iter().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!((things.get("a"), things.get("c")), (Some(&2), None));
        let texts: Texts = ["x", "y", "x"].map(str::to_owned).into_iter().collect();
        assert!(texts.has("y") && !texts.has("z"));
        assert_eq!(texts.into_things().len(), 2);
    }
}
