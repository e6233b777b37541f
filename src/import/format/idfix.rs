//! `idfix`: what IdFix saved under Export, CSV.
//!
//! - Made by: IdFix, Query, then Export and CSV.
//! - Columns: `DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION`; older builds
//!   leave out `COMMONNAME` and `PROPOSEDACTION`.
//! - One row for each error, not for each object; several errors in one cell are joined by a comma. Only the page that was
//!   on screen is in the file, 50,000 rows at most.
//! - Quotes inside a value are not doubled and line breaks not quoted.
//!
//! It cannot stand for the directory; its errors are shown at the objects that they are about.
//! Source: microsoft/idfix, `FormApp.Designer.cs` and `FormApp.cs`, 2026-05. The tool is unsupported since June 2026.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::other_tools::{About, ReportedFault};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::Idfix,
    name: "idfix",
    title: "IdFix, errors",
    recognise: |header| header.has_all(&["distinguishedname", "attribute", "error", "value", "update"]),
    content: Content::Facts(FactRows {
        side: InputSide::Findings,
        what: Some("an export of IdFix: a list of errors"),
        columns: &["distinguishedname", "attribute", "error", "value"],
        read: |cell| {
            let name = cell("distinguishedname").trim();
            (!name.is_empty()).then(|| {
                Fact::Reported(ReportedFault {
                    about: About::DistinguishedName(name.to_owned()),
                    attribute: cell("attribute").trim().to_owned(),
                    error: cell("error").trim().to_owned(),
                    value: cell("value").to_owned(),
                })
            })
        },
    }),
};
