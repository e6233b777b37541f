//! `msonline-powershell`: what `Get-MsolUser -All | Export-Csv` wrote until Microsoft retired the module in 2025.
//!
//! - Made by: `Get-MsolUser -All | Export-Csv users.csv`, while the module still worked.
//! - Columns: the properties of the module, without blanks in their names; the admin center's classic export took its
//!   names from them.
//! - Cells: lists that were not joined read ``System.Collections.Generic.List`1[System.String]``. `BlockCredential` true
//!   means blocked.
//! - There is no DirSyncEnabled: a user is synced if `LastDirSyncTime` is filled. There is no Mail either.
//! - `-ReturnDeletedUsers` fills `SoftDeletionTimestamp`.
//!
//! The files are old by now; what they prove is how the tenant was then.
//! Source: Microsoft, MSOnline module reference (`Get-MsolUser`), last published 2025.

use super::{Content, Format, FormatDefinition, ObjectRows, column, filled_means_yes, inverted};
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::MsonlinePowershell,
    name: "msonline-powershell",
    title: "MSOnline PowerShell (retired)",
    recognise: |header| {
        header.type_name.contains("microsoftonlineadministrationuser")
            || header.has_all(&["objectid", "immutableid"]) && !header.has("objectguid")
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
    column(Attribute::ObjectId, &["objectid"]),
    column(Attribute::UserPrincipalName, &["userprincipalname", "signinname"]),
    column(Attribute::DisplayName, &["displayname"]),
    column(Attribute::GivenName, &["firstname"]),
    column(Attribute::Surname, &["lastname"]),
    column(Attribute::ProxyAddresses, &["proxyaddresses"]),
    column(Attribute::ImmutableId, &["immutableid"]),
    filled_means_yes(Attribute::SyncEnabled, &["lastdirsynctime"]),
    column(Attribute::UserType, &["usertype"]),
    inverted(Attribute::Enabled, &["blockcredential"]),
    column(Attribute::Licences, &["licenses"]),
    column(Attribute::CreatedAt, &["whencreated"]),
    column(Attribute::DeletedAt, &["softdeletiontimestamp"]),
];
