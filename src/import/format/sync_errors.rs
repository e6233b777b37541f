//! `sync-errors`: lists of synchronisation errors, from Graph, Entra PowerShell or older scripts.
//!
//! Source: Microsoft Graph, `onPremisesProvisioningError`, 2026.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::SyncErrors,
    name: "sync-errors",
    title: "Synchronisation errors",
    recognise: |header| header.has_all(&["errorcategory", "propertyname"]) || header.has("propertycausingerror"),
    content: Content::NotUsed { side: InputSide::Findings, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is a list of synchronisation errors, not a list of directory objects.",
        "Give the Active Directory export and the Microsoft 365 export; dirmatch works out the conflicts from them.",
    )
}
