//! A fix as data: which values of which objects change, and what must hold before.
//!
//! Nothing is written to a directory here, and nothing is put in order: that is the plan's business.

use serde::{Deserialize, Serialize};

use super::Owner;
use crate::model::Attribute;

/// What happens to an attribute of an object. Values stand as the directory spells them; of a list only the one entry that
/// changes is named, never the whole list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// The list loses this entry, which it must have.
    Remove(String),
    /// The list gains this entry, which it must not have.
    Add(String),
    /// The one value becomes another. `None` is a value that is not set.
    Set {
        /// What it must be before.
        before: Option<String>,
        /// What it is to be.
        after: Option<String>,
    },
}

impl Operation {
    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Remove(entry) => Self::Add(entry.clone()),
            Self::Add(entry) => Self::Remove(entry.clone()),
            Self::Set { before, after } => Self::Set { before: after.clone(), after: before.clone() },
        }
    }

    /// The value that the object has after and had not before.
    pub fn brings(&self) -> Option<&str> {
        match self {
            Self::Add(entry) => Some(entry),
            Self::Set { after, .. } => after.as_deref(),
            Self::Remove(_) => None,
        }
    }

    /// The value that the object had before and has not after.
    pub fn takes(&self) -> Option<&str> {
        match self {
            Self::Remove(entry) => Some(entry),
            Self::Set { before, .. } => before.as_deref(),
            Self::Add(_) => None,
        }
    }
}

/// A change of one value of one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The object, on the side whose directory masters it.
    pub owner: Owner,
    /// The attribute.
    pub attribute: Attribute,
    /// What happens to it.
    pub operation: Operation,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { operation: self.operation.inverse(), ..self.clone() }
    }
}

/// What a person has to think about before a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Nothing: nobody loses a value that works, and no value goes to anybody who did not have it.
    Safe,
    /// Whether it is right: it takes a value from somebody, gives one, or chooses between people.
    Review,
}

impl Safety {
    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Review => "review",
        }
    }
}

/// One way to put a finding right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it comes to, in a few words: `Take info@contoso.com from Bob Ray`.
    pub title: String,
    /// What to look at before, or what follows; may be blank.
    pub note: String,
    /// What a person has to think about.
    pub safety: Safety,
    /// The one who stays with an address that others give up, and the address in the form that is compared.
    pub keeps: Option<(Owner, String)>,
    /// What changes. None of them is superfluous, and all belong together.
    pub changes: Vec<Change>,
}
