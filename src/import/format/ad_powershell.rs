//! `ad-powershell`: what `Get-ADUser`, `Get-ADGroup`, `Get-ADObject` and `Get-ADComputer` write through `Export-Csv`.
//!
//! - Made by: RSAT or a domain controller, `Get-ADObject … | Select-Object … | Export-Csv ad.csv`.
//! - Columns: the properties of the *first* object, so an attribute that is not set on it may have no column at all.
//!   LDAP names and the module's friendly names occur, in any order and number.
//! - Cells: GUIDs as text, lists joined by whatever the script chose; a list that was not joined is the name of its
//!   type. `mS-DS-ConsistencyGuid` is bytes and needs converting, else it reads `System.Byte[]`.
//! - A first line `#TYPE …ADUser` comes from Windows PowerShell 5.1. Remoting adds `PSComputerName`, `RunspaceId` and
//!   `PSShowComputerName`, which say nothing about the object.
//!
//! Source: Microsoft, ActiveDirectory module and `Export-Csv` reference (windows-powershell-docs), 2026-04.

use super::{Content, Format, FormatDefinition, ObjectRows, columns};
use crate::import::header::Header;
use crate::model::{ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdPowershell,
    name: "ad-powershell",
    title: "Active Directory, PowerShell",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::OnPremises,
        trust: 0,
        columns: columns::ACTIVE_DIRECTORY,
        lists,
        decode: None,
        can_hold_immutable_id: false,
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    if header.type_name.contains("activedirectorymanagementad") {
        return true;
    }
    // What only AD has outweighs a column that a script added.
    let is_certain = header.has("objectguid") && header.has_any(&["distinguishedname", "samaccountname", "sid"]);
    header.has_any(&["distinguishedname", "samaccountname", "objectguid"])
        && (is_certain || !header.has_any(columns::CLOUD_ONLY))
}

/// Which kinds a file holds is known only from its rows.
fn lists(_: &Header<'_>) -> &'static [ObjectKind] {
    &[]
}
