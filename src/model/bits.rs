//! One bit for each thing of a list.

/// Which things of a list are meant, by their places.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of so many things.
    pub fn none_of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Means the thing at a place.
    pub fn set(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    /// Is the thing at a place meant?
    pub fn has(&self, place: usize) -> bool {
        self.0[place / 64] & 1 << (place % 64) != 0
    }

    /// How many are meant.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Leaves out what does not fit.
    pub fn retain(&mut self, fits: impl Fn(usize) -> bool) {
        for (number, word) in self.0.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !fits(number * 64 + bit as usize) {
                    *word &= !(1 << bit);
                }
            }
        }
    }
}
