//! `sync-errors`: lists of synchronisation errors, from Graph, Entra PowerShell or scripts for the retired MSOnline module.
//!
//! - Made by: `Get-EntraDirectoryObjectOnPremisesProvisioningError | Export-Csv`, a script over Graph, or an older one over MSOnline.
//! - Columns of Graph's `onPremisesProvisioningErrors`: `category`, `propertyCausingError`, `value`, `occurredDateTime`,
//!   beside the user's id or UPN; of older scripts: `ErrorCategory`, `PropertyName`, `PropertyValue`, `ObjectId`,
//!   `ImmutableId`.
//! - One row for each error. Errors of groups and contacts may be missing.
//!
//! It cannot stand for the directory; its errors are shown at the objects that they are about.
//! Source: Microsoft Graph, `onPremisesProvisioningError`, 2026; Posh365 for the older columns.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::model::Guid;
use crate::other_tools::{About, ReportedFault};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::SyncErrors,
    name: "sync-errors",
    title: "Synchronisation errors",
    recognise: |header| header.has_all(&["errorcategory", "propertyname"]) || header.has("propertycausingerror"),
    content: Content::Facts(FactRows {
        side: InputSide::Findings,
        what: Some("a list of synchronisation errors"),
        columns: &[
            "objectid",
            "id",
            "userprincipalname",
            "immutableid",
            "errorcategory",
            "category",
            "propertyname",
            "propertycausingerror",
            "propertyvalue",
            "value",
        ],
        read: |cell| {
            let either = |a, b| if cell(a).trim().is_empty() { cell(b).trim() } else { cell(a).trim() };
            let about = Guid::parse_text(either("objectid", "id"))
                .map(About::CloudObject)
                .or_else(|| {
                    Some(cell("immutableid").trim()).filter(|id| !id.is_empty()).map(|id| About::Anchor(id.to_owned()))
                })
                .or_else(|| {
                    let name = cell("userprincipalname").trim();
                    (!name.is_empty()).then(|| About::UserPrincipalName(name.to_owned()))
                })?;
            Some(Fact::Reported(ReportedFault {
                about,
                attribute: either("propertyname", "propertycausingerror").to_owned(),
                error: either("errorcategory", "category").to_owned(),
                value: either("propertyvalue", "value").to_owned(),
            }))
        },
    }),
};
