//! `graph-powershell`: what `Get-MgUser`, `Get-MgGroup` and `Get-MgContact` write through `Export-Csv`.
//!
//! - Made by: `Get-MgUser -All -Property … | Select-Object … | Export-Csv`; `dirmatch rules exports` prints the commands.
//! - Columns: any choice, by Graph's names. `onPremisesObjectIdentifier` and `isCloudManaged` are no properties of a
//!   user and come in added columns, or in a small file with `id`.
//! - Cells: lists that were not joined read `System.String[]`. Without `-Property` most columns are blank in every
//!   row, because Graph was not asked for them.
//! - `onPremisesSyncEnabled`: true is synced now; false was synced and is out of scope now; blank is never synced,
//!   moved to the cloud, or unknown to Graph.
//!
//! Sources: Microsoft Graph, "user resource type" v1.0, 2026; msgraph-sdk-powershell issue 2561 for the blank columns.

use super::{Content, Format, FormatDefinition, ObjectRows, boolean, column};
use crate::import::header::Header;
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::GraphPowershell,
    name: "graph-powershell",
    title: "Graph PowerShell",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 0,
        columns: COLUMNS,
        lists,
        decode: None,
        can_hold_immutable_id: true,
    }),
};

const COLUMNS: &[super::ColumnDefinition] = &[
    column(Attribute::ObjectId, &["id", "objectid", "azobjectid", "userid"]),
    column(Attribute::UserPrincipalName, &["userprincipalname", "upn"]),
    column(Attribute::DisplayName, &["displayname"]),
    column(Attribute::GivenName, &["givenname"]),
    column(Attribute::Surname, &["surname"]),
    column(Attribute::Mail, &["mail"]),
    column(Attribute::MailNickname, &["mailnickname"]),
    column(Attribute::ProxyAddresses, &["proxyaddresses"]),
    column(Attribute::ImmutableId, &["onpremisesimmutableid", "immutableid"]),
    boolean(Attribute::SyncEnabled, &["onpremisessyncenabled", "dirsyncenabled"]),
    column(Attribute::LastSync, &["onpremiseslastsyncdatetime"]),
    column(Attribute::SamAccountName, &["onpremisessamaccountname"]),
    column(Attribute::OnPremisesUserPrincipalName, &["onpremisesuserprincipalname"]),
    column(Attribute::ObjectSid, &["onpremisessecurityidentifier"]),
    column(Attribute::OnPremisesObjectIdentifier, &["onpremisesobjectidentifier"]),
    boolean(Attribute::IsCloudManaged, &["iscloudmanaged"]),
    column(Attribute::ProvisioningErrors, &["provisioningerrors", "onpremisesprovisioningerrors"]),
    column(Attribute::UserType, &["usertype"]),
    boolean(Attribute::Enabled, &["accountenabled"]),
    boolean(Attribute::ExchangeLicensed, &["exo"]),
    column(Attribute::Licences, &["assignedlicenses"]),
    column(Attribute::EmployeeId, &["employeeid"]),
    column(Attribute::ObjectClass, &["objecttype"]),
    column(Attribute::GroupTypes, &["grouptypes"]),
    boolean(Attribute::MailEnabled, &["mailenabled"]),
    boolean(Attribute::SecurityEnabled, &["securityenabled"]),
    column(Attribute::CreatedAt, &["createddatetime"]),
    column(Attribute::DeletedAt, &["deleteddatetime"]),
];

fn recognise(header: &Header<'_>) -> bool {
    const GRAPH_ONLY: &[&str] = &[
        "onpremisessyncenabled",
        "onpremisesimmutableid",
        "onpremisesobjectidentifier",
        "assignedlicenses",
        "additionalproperties",
        "signinactivity",
        "grouptypes",
    ];
    let of_active_directory = header.has_any(&["distinguishedname", "samaccountname", "objectguid"]);
    let of_exchange = header.has_any(&["externaldirectoryobjectid", "emailaddresses"]);
    let of_device = header.has_any(&["deviceid", "operatingsystem", "appid"]) && !header.has("userprincipalname");
    let has_anchor = header.has_any(&["onpremisesimmutableid", "onpremisessyncenabled"]);
    !of_exchange
        && !of_device
        && (header.has("id")
            && (header.has_any(GRAPH_ONLY) || (header.has("userprincipalname") && !of_active_directory))
            || has_anchor && header.has_any(&["userprincipalname", "objectid"]))
}

fn lists(header: &Header<'_>) -> &'static [ObjectKind] {
    if header.has("userprincipalname") {
        &[ObjectKind::User, ObjectKind::Guest]
    } else if header.has_any(&["grouptypes", "securityenabled"]) {
        &[ObjectKind::Group]
    } else if header.has_any(&["displayname", "objecttype"]) {
        &[ObjectKind::Contact]
    } else {
        &[]
    }
}
