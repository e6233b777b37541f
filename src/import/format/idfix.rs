//! `idfix`: what IdFix saved under Export, CSV: one row for each error, not for each object.
//!
//! Source: microsoft/idfix, `FormApp.Designer.cs`, 2026-05. The tool is unsupported since June 2026.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::Idfix,
    name: "idfix",
    title: "IdFix, errors",
    recognise: |header| header.has_all(&["distinguishedname", "attribute", "error", "value", "update"]),
    content: Content::NotUsed { side: InputSide::Findings, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is an export of IdFix: a list of errors, not a list of directory objects.",
        "Give the Active Directory export itself; dirmatch looks for the errors on its own.",
    )
}
