//! `msonline-powershell`: what `Get-MsolUser` wrote until Microsoft retired the module in 2025.
//!
//! Recognised, but not read yet. Column names have no blanks, unlike those of the admin center, which stem from them.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::MsonlinePowershell,
    name: "msonline-powershell",
    title: "MSOnline PowerShell (retired)",
    recognise: |header| {
        header.has_all(&["objectid", "immutableid"])
            && header.has_any(&["blockcredential", "islicensed", "lastdirsynctime"])
            && !header.has_blanks_in_names()
    },
    content: Content::NotUsed { side: InputSide::Cloud, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is an export of Get-MsolUser, which Microsoft retired in 2025. It is old, and it is not read yet.",
        "Make a new export with the Graph PowerShell command on the start page.",
    )
}
