//! `tenant-features`: the switches of directory synchronisation, from `Get-MgDirectoryOnPremiseSynchronization`.
//!
//! - Made by: `Get-MgDirectoryOnPremiseSynchronization`, in the command for domains, roles and switches.
//! - Columns: `Name,Value`, with Microsoft's names.
//!
//! Source: Microsoft Graph, "onPremisesDirectorySynchronizationFeature resource type", 2026.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::import::header::{Header, squash};
use crate::model::cell::parse_boolean;
use crate::tenant::SWITCHES;

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::TenantFeatures,
    name: "tenant-features",
    title: "Switches of the tenant",
    recognise,
    content: Content::Facts(FactRows {
        side: InputSide::Tenant,
        what: None,
        columns: &["name", "value"],
        read: |cell| {
            let name = cell("name").trim();
            parse_boolean(cell("value")).filter(|_| !name.is_empty()).map(|on| Fact::Feature(name.to_owned(), on))
        },
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    let is_switch = |name: &str| SWITCHES.iter().any(|switch| squash(switch) == squash(name));
    header.squashed == ["name", "value"] && header.values("name").any(is_switch)
}
