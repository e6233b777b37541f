//! `azuread-powershell`: what `Get-AzureADUser` wrote until Microsoft retired the module.
//!
//! Recognised, but not read yet.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AzureadPowershell,
    name: "azuread-powershell",
    title: "AzureAD PowerShell (retired)",
    recognise: |header| {
        header.type_name.contains("azureadmodeluser")
            || (header.has_all(&["immutableid", "dirsyncenabled", "usertype"])
                && header.has_any(&["objectid", "objecttype", "accountenabled"]))
    },
    content: Content::NotUsed { side: InputSide::Cloud, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        "This is an export of Get-AzureADUser, which Microsoft has retired. It is old, and it is not read yet.",
        "Make a new export with the Graph PowerShell command on the start page.",
    )
}
