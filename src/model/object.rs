//! Which side an object is on, what kind of object it is, and its number.

use serde::Serialize;

/// The two directories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Active Directory.
    OnPremises,
    /// Microsoft 365, that is Entra ID and Exchange Online.
    Cloud,
}

impl Side {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnPremises => "on-premises",
            Self::Cloud => "cloud",
        }
    }
}

/// What an object is. Only objects of one kind join each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ObjectKind {
    /// A user, with or without a mailbox; in the cloud a member.
    User,
    /// A guest of the tenant. Takes no part in matching but holds addresses.
    Guest,
    /// A group of any kind.
    Group,
    /// A contact.
    Contact,
    /// A mail-enabled public folder. Holds addresses.
    PublicFolder,
}

impl ObjectKind {
    /// The word on the page and in sentences.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Guest => "guest",
            Self::Group => "group",
            Self::Contact => "contact",
            Self::PublicFolder => "public folder",
        }
    }
}

/// The number of an object within its snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

impl ObjectId {
    /// The object's place in lists that have one entry for each object.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The object at a place.
    ///
    /// # Panics
    /// Never in practice: a snapshot refuses to grow beyond what a `u32` counts.
    pub fn at(index: usize) -> Self {
        debug_assert!(u32::try_from(index).is_ok(), "a snapshot holds at most u32::MAX objects");
        #[allow(clippy::cast_possible_truncation, reason = "a snapshot refuses to grow beyond u32::MAX objects")]
        Self(index as u32)
    }
}
