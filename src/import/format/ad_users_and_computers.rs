//! `ad-users-and-computers`: what "Export List…" of Active Directory Users and Computers saves.
//!
//! - Made by: an organisational unit on screen, Action, Export List.
//! - Columns: those shown, with names in the language of Windows; no GUID and no proxyAddresses.
//!
//! Recognised, but not read yet: without identifiers hardly any conclusion could be drawn from it.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdUsersAndComputers,
    name: "ad-users-and-computers",
    title: "Active Directory Users and Computers, list",
    recognise: |header| header.has_all(&["name", "type", "description"]),
    content: Content::NotUsed { side: InputSide::OnPremises, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::NothingToMatchOn,
        "This is a list saved from Active Directory Users and Computers. It has no identifiers and no address lists, \
         so it cannot show what joins what.",
        "Make the Active Directory export with the PowerShell command on the start page.",
    )
}
