//! `azuread-powershell`: what `Get-AzureADUser -All $true | Export-Csv` wrote until Microsoft retired the module in 2025.
//!
//! - Made by: `Get-AzureADUser -All $true | Export-Csv users.csv`, while the module still worked.
//! - Columns: the properties of the module. A script may have left out `ObjectId`. `ProxyAddresses[0]`, which scripts
//!   copied from each other, is blank in every row and is not used.
//! - Cells: lists that were not joined read ``System.Collections.Generic.List`1[System.String]``.
//! - `DirSyncEnabled`: True or blank.
//!
//! The files are old by now; what they prove is how the tenant was then.
//! Source: Microsoft, AzureAD module reference (`Get-AzureADUser`), last published 2025.

use super::{Content, Format, FormatDefinition, ObjectRows, boolean, column, yes_or_nothing};
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AzureadPowershell,
    name: "azuread-powershell",
    title: "AzureAD PowerShell (retired)",
    recognise: |header| {
        header.type_name.contains("azureadmodeluser")
            || header.has_all(&["immutableid", "dirsyncenabled"])
                && header.has_any(&["usertype", "objecttype", "objectid"])
    },
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 4,
        columns: COLUMNS,
        lists: |_| &[ObjectKind::User, ObjectKind::Guest],
        decode: None,
        can_hold_immutable_id: true,
    }),
};

const COLUMNS: &[super::ColumnDefinition] = &[
    column(Attribute::ObjectId, &["objectid", "azobjectid"]),
    column(Attribute::UserPrincipalName, &["userprincipalname"]),
    column(Attribute::DisplayName, &["displayname"]),
    column(Attribute::GivenName, &["givenname"]),
    column(Attribute::Surname, &["surname"]),
    column(Attribute::Mail, &["mail"]),
    column(Attribute::MailNickname, &["mailnickname"]),
    column(Attribute::ProxyAddresses, &["proxyaddresses"]),
    column(Attribute::ImmutableId, &["immutableid"]),
    yes_or_nothing(Attribute::SyncEnabled, &["dirsyncenabled"]),
    column(Attribute::LastSync, &["lastdirsynctime"]),
    column(Attribute::ObjectSid, &["onpremisessecurityidentifier"]),
    column(Attribute::UserType, &["usertype"]),
    boolean(Attribute::Enabled, &["accountenabled"]),
    column(Attribute::Licences, &["assignedlicenses"]),
    column(Attribute::ObjectClass, &["objecttype"]),
    column(Attribute::DeletedAt, &["deletiontimestamp"]),
];
