//! Rows that are read but not used, each with its reason.

use crate::model::order;

/// Why a row is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The header stands in the file again.
    RepeatedHeader,
    /// An object of this identifier stood in the file before.
    RepeatedObject,
    /// A computer, or a service account that AD manages like one.
    Computer,
    /// An object that is neither user, group nor contact.
    OtherClass,
    /// An AD object in the recycle bin.
    DeletedInActiveDirectory,
    /// No identifier, UPN or address: nothing to know the object by.
    NothingToKnowItBy,
    /// A row of a file about the tenant that says nothing.
    Unreadable,
    /// The file cannot be used at all.
    FileNotUsed,
    /// A row that only adds to an object, and no other file has the object.
    NothingToAddTo,
    /// The last row of a file that breaks off.
    CutOff,
    /// A row after a second header whose columns are others.
    AfterAnotherHeader,
}

impl Reason {
    /// The words on the page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RepeatedHeader => "the header again",
            Self::RepeatedObject => "the same object again",
            Self::Computer => "computers and managed service accounts",
            Self::OtherClass => "neither user, group nor contact",
            Self::DeletedInActiveDirectory => "deleted in Active Directory",
            Self::NothingToKnowItBy => "no identifier, UPN or address",
            Self::Unreadable => "says nothing that is used",
            Self::FileNotUsed => "the file is not used",
            Self::NothingToAddTo => "adds to an object that no file has",
            Self::AfterAnotherHeader => "after another header with other columns",
            Self::CutOff => "cut off at the end of the file",
        }
    }
}

/// A row that is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// The row, as a spreadsheet counts.
    pub row: u32,
    /// Why.
    pub reason: Reason,
}

/// The reasons that occur, each with its count and its first row, in a fixed order.
pub fn by_reason(rows: &[SetAside]) -> Vec<(Reason, usize, u32)> {
    let mut sorted = rows.to_vec();
    order::sort_by_key(&mut sorted, |row| (row.reason, row.row));
    sorted.chunk_by(|a, b| a.reason == b.reason).map(|same| (same[0].reason, same.len(), same[0].row)).collect()
}
