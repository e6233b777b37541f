//! `ad-ldif`: what ldifde and ldapsearch write. Text, but no CSV; `import::sniff` tells it by its first line.
//!
//! - Made by: `ldifde -f user.ldf`, `ldapsearch`.
//! - One `attribute: value` a line, Base64 after two colons, records divided by blank lines.
//!
//! Source: RFC 2849.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::Header;
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdLdif,
    name: "ad-ldif",
    title: "Active Directory, LDIF",
    recognise: |_| false,
    content: Content::NotUsed { side: InputSide::OnPremises, problem },
};

fn problem(_: &Header<'_>) -> Problem {
    Problem::new(
        ProblemCode::NotCsv,
        "The file was given as LDIF, which is not read yet.",
        "Make the Active Directory export with the PowerShell command on the start page, or with csvde.",
    )
}
