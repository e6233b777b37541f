//! `m365-admin-center`: Microsoft 365 admin center, Users, Active users, Export users.
//!
//! - Made by: Users, Active users, Export users; the file is called `users_` and the time.
//! - Columns: two sets are about, the one of 2025 (`CountryOrRegion`, `StateOrProvince`, display name first) and the
//!   classic one (`Country/Region`, `State`, in the order of the alphabet). A view with chosen columns may have three.
//!   Column names are localised; German ones are known.
//! - Cells: addresses and licences joined by `+`; `Unlicensed`; times as `yyyy-MM-dd HH:mm:ssZ`. `DirSyncEnabled` false
//!   and blank both mean only "not synced now". `Block credential` true means blocked.
//! - Deleted users may be among the rows; `Soft deletion time stamp` is filled then.
//! - Not in it: ImmutableId, mail nickname, roles, groups, contacts, and whether a user was ever synced. The column
//!   `Last dirsync time` proves nothing: it is filled for users who are not synced as well.
//!
//! Source: Microsoft, "Export users from the Microsoft 365 admin center"; column sets as seen in 2024 and 2025.

use super::{Content, Format, FormatDefinition, ObjectRows, column, inverted, yes_or_nothing};
use crate::import::header::Header;
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::M365AdminCenter,
    name: "m365-admin-center",
    title: "Microsoft 365 admin center, Export users",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 1,
        columns: COLUMNS,
        lists: |_| &[ObjectKind::User, ObjectKind::Guest],
        decode: None,
        can_hold_immutable_id: false,
    }),
};

const COLUMNS: &[super::ColumnDefinition] = &[
    column(Attribute::ObjectId, &["objectid", "objektid"]),
    column(Attribute::UserPrincipalName, &["userprincipalname", "username", "benutzerprinzipalname", "benutzername"]),
    column(Attribute::DisplayName, &["displayname", "anzeigename"]),
    column(Attribute::GivenName, &["firstname", "vorname"]),
    column(Attribute::Surname, &["lastname", "nachname"]),
    column(Attribute::ProxyAddresses, &["proxyaddresses", "proxyadressen"]),
    yes_or_nothing(Attribute::SyncEnabled, &["dirsyncenabled"]),
    column(Attribute::LastSync, &["lastdirsynctime"]),
    inverted(
        Attribute::Enabled,
        &[
            "blockcredential",
            "signinblocked",
            "anmeldeinformationenblockieren",
            "anmeldungblockiert",
            "anmeldungblockieren",
        ],
    ),
    column(Attribute::Licences, &["licenses", "lizenzen"]),
    column(Attribute::CreatedAt, &["whencreated", "erstellungszeitpunkt"]),
    column(Attribute::DeletedAt, &["softdeletiontimestamp", "deletedon", "deletiondate", "deleteddatetime"]),
];

fn recognise(header: &Header<'_>) -> bool {
    const MARKS: &[&str] =
        &["blockcredential", "proxyaddresses", "softdeletiontimestamp", "lastdirsynctime", "licenses", "usagelocation"];
    const GERMAN_MARKS: &[&str] = &[
        "anmeldeinformationenblockieren",
        "anmeldungblockiert",
        "anmeldungblockieren",
        "lizenzen",
        "proxyadressen",
        "erstellungszeitpunkt",
    ];
    let english = header.has_blanks_in_names()
        && header.has_any(&["userprincipalname", "username"])
        && header.has("displayname")
        && (header.count(MARKS) >= 2
            || header.has("licenses")
            || header.has_any(&["deletedon", "deletiondate", "softdeletiontimestamp"]));
    let german = header.has_any(&["benutzerprinzipalname", "benutzername"])
        && header.has("anzeigename")
        && header.count(GERMAN_MARKS) >= 1;
    // It never has the anchor, whatever the names of the columns look like.
    (english || german) && !header.has_any(&["immutableid", "onpremisesimmutableid"])
}
