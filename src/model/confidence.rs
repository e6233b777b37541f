//! How sure a conclusion is, in three words.

use serde::Serialize;

/// How sure a conclusion is. Greater is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// One reading among others; a person must look.
    Possible,
    /// True unless something that the files do not hold says otherwise.
    Likely,
    /// Follows from what the files hold.
    Certain,
}

impl Confidence {
    /// All three, the surest first.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Likely, Self::Possible];

    /// The word in reports and on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }

    /// The less sure of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }
}
