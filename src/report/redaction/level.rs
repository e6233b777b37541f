//! What each level lets through: one table, and what is not in it is left out.

pub use crate::take_away::Level;

/// What a field holds. Every field of every export is declared with one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of the product: a rule, an outcome, a severity.
    Word,
    /// A number of things.
    Count,
    /// Blank in every export, for a person to fill in.
    ToFillIn,
    /// What a rule finds, in words that are the same for every finding.
    Explanation,
    /// The name of an object.
    Name,
    /// An address or UPN.
    Address,
    /// A value of any kind that a finding is about.
    Value,
    /// A domain.
    Domain,
    /// The name of a file.
    File,
    /// The place of a row in its file.
    Row,
    /// A date out of the files, the settings or the decisions.
    Date,
    /// What a person wrote.
    Remark,
    /// objectGUID, cloud object id, anchor, SID, distinguished name.
    Identifier,
    /// A sentence that may hold any value of the files.
    Sentence,
    /// The header of a column, as the file has it.
    Header,
}

/// What becomes of a field that a level lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It stands as it is.
    AsItIs,
    /// Of each address in it the first letter and the domain stay.
    Shortened,
    /// Something else stands in its place, the same one within an export.
    StandIn,
}

use Treatment::{AsItIs, Shortened, StandIn};

const FULL: &[(Kind, Treatment)] = &[
    (Kind::Word, AsItIs),
    (Kind::Count, AsItIs),
    (Kind::ToFillIn, AsItIs),
    (Kind::Name, AsItIs),
    (Kind::Address, AsItIs),
    (Kind::Value, AsItIs),
    (Kind::Domain, AsItIs),
    (Kind::File, AsItIs),
    (Kind::Row, AsItIs),
    (Kind::Date, AsItIs),
    (Kind::Remark, AsItIs),
    (Kind::Identifier, AsItIs),
    (Kind::Sentence, AsItIs),
    (Kind::Header, AsItIs),
];

const INTERNAL: &[(Kind, Treatment)] = &[
    (Kind::Word, AsItIs),
    (Kind::Count, AsItIs),
    (Kind::ToFillIn, AsItIs),
    (Kind::Explanation, AsItIs),
    (Kind::Name, Shortened),
    (Kind::Address, Shortened),
    (Kind::Value, Shortened),
    (Kind::Domain, AsItIs),
    (Kind::File, Shortened),
    (Kind::Row, AsItIs),
    (Kind::Date, AsItIs),
    (Kind::Remark, Shortened),
    (Kind::Header, Shortened),
];

const SHARE: &[(Kind, Treatment)] = &[
    (Kind::Word, AsItIs),
    (Kind::Count, AsItIs),
    (Kind::ToFillIn, AsItIs),
    (Kind::Explanation, AsItIs),
    (Kind::Name, StandIn),
    (Kind::Address, StandIn),
    (Kind::Value, StandIn),
    (Kind::Domain, StandIn),
    (Kind::File, StandIn),
];

const COUNTS: &[(Kind, Treatment)] = &[(Kind::Word, AsItIs), (Kind::Count, AsItIs)];

impl Level {
    /// What becomes of a field of this kind; `None` where the level does not name it, and it is left out.
    pub fn treatment(self, kind: Kind) -> Option<Treatment> {
        let allowed = match self {
            Self::Full => FULL,
            Self::Internal => INTERNAL,
            Self::Share => SHARE,
            Self::Counts => COUNTS,
        };
        allowed.iter().find(|(named, _)| *named == kind).map(|(_, treatment)| *treatment)
    }

    /// Does the level let through fields of this kind?
    pub fn allows(self, kind: Kind) -> bool {
        self.treatment(kind).is_some()
    }
}
