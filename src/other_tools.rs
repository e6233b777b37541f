//! What other tools report: errors of IdFix, of the sync itself, changes that Entra Connect is about to make, and the users
//! of RM Unify. None of it decides anything here; it is shown at the objects that it is about.

use crate::model::Guid;

/// Which object a report is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The AD object of this name.
    DistinguishedName(String),
    /// The user of this UPN, on either side.
    UserPrincipalName(String),
    /// The object of this source anchor, on either side.
    Anchor(String),
    /// The cloud object of this id.
    CloudObject(Guid),
}

/// An error, or a change, that a tool reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportedFault {
    /// The object.
    pub about: About,
    /// The attribute, by the tool's name.
    pub attribute: String,
    /// The error, by the tool's name.
    pub error: String,
    /// The value that is at fault; blank where none is given.
    pub value: String,
}

/// A user of RM Unify.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RmUnifyUser {
    /// The objectGUID of the AD user, where RM Unify got the user from AD.
    pub person: Option<Guid>,
    /// The name in RM Unify, which is the AD account name as it was.
    pub user_name: String,
}
