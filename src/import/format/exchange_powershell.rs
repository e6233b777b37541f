//! `exchange-powershell`: what `Get-EXORecipient`, `Get-Mailbox` and their like write for Exchange Online.
//!
//! - Made by: `Get-EXORecipient -ResultSize Unlimited -Properties … | Export-Csv`, connected to Exchange Online.
//! - Columns: any choice. `Get-EXORecipient` returns neither aliases nor addresses unless asked, so the columns may be
//!   blank in every row.
//! - Cells: `ExternalDirectoryObjectId` is the Entra object id; `Guid` is Exchange's own and is not used. The
//!   `SamAccountName` of Exchange Online is made up and is not used either.
//! - `IsExchangeCloudManaged` is filled for mailboxes only. `IsDirSynced` false means only "not synced now".
//!
//! Source: Microsoft, ExchangePowerShell reference (office-docs-powershell), property sets, 2026-08.

use super::not_an_export::is_of_exchange_online;
use super::{Content, Format, FormatDefinition, ObjectRows, boolean, column, yes_or_nothing};
use crate::import::header::Header;
use crate::model::{Attribute, Guid, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::ExchangePowershell,
    name: "exchange-powershell",
    title: "Exchange Online PowerShell",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 3,
        columns: &[
            column(Attribute::ObjectId, &["externaldirectoryobjectid"]),
            column(Attribute::UserPrincipalName, &["userprincipalname", "windowsliveid", "microsoftonlineservicesid"]),
            column(Attribute::DisplayName, &["displayname", "name"]),
            column(Attribute::GivenName, &["firstname"]),
            column(Attribute::Surname, &["lastname"]),
            column(Attribute::Mail, &["primarysmtpaddress", "windowsemailaddress"]),
            column(Attribute::ProxyAddresses, &["emailaddresses"]),
            column(Attribute::MailNickname, &["alias"]),
            column(Attribute::TargetAddress, &["externalemailaddress", "remoteroutingaddress"]),
            column(Attribute::RecipientType, &["recipienttypedetails", "recipienttype"]),
            yes_or_nothing(Attribute::SyncEnabled, &["isdirsynced"]),
            boolean(Attribute::IsExchangeCloudManaged, &["isexchangecloudmanaged"]),
            column(Attribute::LegacyExchangeDn, &["legacyexchangedn"]),
            column(Attribute::DistinguishedName, &["distinguishedname"]),
            column(Attribute::CreatedAt, &["whencreated"]),
            column(Attribute::DeletedAt, &["whensoftdeleted"]),
        ],
        lists: |_| &[],
        decode: None,
        can_hold_immutable_id: false,
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    let is_of_microsoft = header.values("distinguishedname").any(is_of_exchange_online);
    // AD has an attribute of nearly this name, which reads `User_` and the id.
    let is_of_active_directory =
        header.has("objectguid") || header.values("externaldirectoryobjectid").any(|id| Guid::parse_text(id).is_none());
    is_of_microsoft
        || !is_of_active_directory
            && (header.has("externaldirectoryobjectid")
                || header.has_all(&["primarysmtpaddress", "recipienttypedetails"])
                || header.has_all(&["primarysmtpaddress", "userprincipalname"])
                || header.has_all(&["emailaddresses", "alias"]))
}
