//! `entra-connect-export`: `processedbatch1.csv` of csanalyzer, the pending export of a staging server.
//!
//! Source: Microsoft, "Microsoft Entra Connect Sync: Staging server and disaster recovery", 2025.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::EntraConnectExport,
    name: "entra-connect-export",
    title: "Entra Connect, pending export",
    recognise: |header| header.has_all(&["sourceanchor", "operation", "dn"]),
    content: Content::NotUsed { side: InputSide::Findings, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is a list of changes that Entra Connect is about to export. Objects without a change are missing from \
         it, so it cannot stand for the directory.",
        "Give the Active Directory export and the Microsoft 365 export.",
    )
}
