//! `rm-unify`: `EstablishmentUsers.csv` of the RM Unify management console.
//!
//! - Made by: RM Unify, users, "Generate a CSV of my existing RM Unify users".
//! - Columns: `PersonID` and `Username` first.
//!
//! Recognised, but not read yet. Source: RM, article TEC3274284.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::RmUnify,
    name: "rm-unify",
    title: "RM Unify, existing users",
    recognise: |header| header.has_all(&["personid", "username"]),
    content: Content::NotUsed { side: InputSide::OnPremises, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is RM Unify's list of its users. It is not read yet.",
        "Give the Active Directory export and the Microsoft 365 export.",
    )
}
