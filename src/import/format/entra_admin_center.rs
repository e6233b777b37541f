//! `entra-admin-center`: Entra admin center, Users, All users, Download users.
//!
//! - Made by: Users, All users, Download users; whoever may sign in to the portal can do it.
//! - Columns: camelCase; until 2020 `objectId`, `physicalDeliveryOfficeName` and `mobile`, since 2021 `id`,
//!   `officeLocation` and `mobilePhone`.
//! - Cells: not quoted; `directorySynced` true or blank; dates as month/day/year.
//! - Not in it: proxyAddresses and ImmutableId. `mail` repeats the primary SMTP address. Only what the portal's filter
//!   showed is downloaded.
//!
//! Source: Microsoft, "Download a list of users in Microsoft Entra admin center", 2026.

use super::{Content, Format, FormatDefinition, ObjectRows, boolean, column, yes_or_nothing};
use crate::import::header::Header;
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::EntraAdminCenter,
    name: "entra-admin-center",
    title: "Entra admin center, Download users",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 2,
        columns: &[
            column(Attribute::ObjectId, &["id", "objectid"]),
            column(Attribute::UserPrincipalName, &["userprincipalname"]),
            column(Attribute::DisplayName, &["displayname"]),
            column(Attribute::GivenName, &["givenname"]),
            column(Attribute::Surname, &["surname"]),
            column(Attribute::Mail, &["mail"]),
            column(Attribute::UserType, &["usertype"]),
            boolean(Attribute::Enabled, &["accountenabled"]),
            yes_or_nothing(Attribute::SyncEnabled, &["directorysynced"]),
            column(Attribute::CreatedAt, &["createddatetime"]),
            column(Attribute::DeletedAt, &["deleteddatetime", "deletiontimestamp"]),
        ],
        lists: |_| &[ObjectKind::User, ObjectKind::Guest],
        decode: None,
        can_hold_immutable_id: false,
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    header.has_all(&["userprincipalname", "usertype", "accountenabled"])
        && (header.has_all(&["directorysynced", "creationtype"]) || header.has("legalagegroupclassification"))
        && !header.has_any(&["immutableid", "onpremisesimmutableid", "onpremisessyncenabled"])
}
