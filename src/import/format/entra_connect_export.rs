//! `entra-connect-export`: `processedbatch1.csv` of csanalyzer, the pending export of an Entra Connect server.
//!
//! - Made by: `csexport "<connector>" export.xml /f:x`, then `csanalyzer.ps1`, a thousand objects a file.
//! - Columns: `ID,Type,DN,operation,UPN,displayName,sourceAnchor,alias,primarySMTP,onPremisesSamAccountName,mail`; the
//!   last two are declared and never filled. `ID` is the connector's own.
//! - `operation` is add, update, delete or none. Objects without a change are missing.
//!
//! It cannot stand for the directory; what is about to happen is shown at the objects that it is about.
//! Source: Microsoft, "Microsoft Entra Connect Sync: Staging server and disaster recovery", 2025.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::other_tools::{About, ReportedFault};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::EntraConnectExport,
    name: "entra-connect-export",
    title: "Entra Connect, pending export",
    recognise: |header| header.has_all(&["sourceanchor", "operation", "dn"]),
    content: Content::Facts(FactRows {
        side: InputSide::Findings,
        what: Some("a list of changes that Entra Connect is about to export"),
        columns: &["operation", "upn", "sourceanchor", "primarysmtp"],
        read: |cell| {
            let anchor = cell("sourceanchor").trim();
            let about = if anchor.is_empty() {
                About::UserPrincipalName(Some(cell("upn").trim()).filter(|name| !name.is_empty())?.to_owned())
            } else {
                About::Anchor(anchor.to_owned())
            };
            Some(Fact::Reported(ReportedFault {
                about,
                attribute: "operation".to_owned(),
                error: cell("operation").trim().to_owned(),
                value: cell("primarysmtp").trim().to_owned(),
            }))
        },
    }),
};
