//! Columns that several formats share because the directory itself names them.

use super::{ColumnDefinition, boolean, column};
use crate::model::{Attribute, CellForm};

/// Attributes of Active Directory by their LDAP names and by the friendly names of the PowerShell module.
pub(super) const ACTIVE_DIRECTORY: &[ColumnDefinition] = &[
    column(Attribute::DistinguishedName, &["distinguishedname", "dn"]),
    column(Attribute::ObjectClass, &["objectclass"]),
    column(Attribute::ObjectGuid, &["objectguid", "adobjectguid"]),
    column(Attribute::ConsistencyGuid, &["msdsconsistencyguid"]),
    column(Attribute::ExternalDirectoryObjectId, &["msdsexternaldirectoryobjectid", "externaldirectoryobjectid"]),
    column(Attribute::ObjectSid, &["objectsid", "sid"]),
    column(Attribute::SamAccountName, &["samaccountname"]),
    column(Attribute::UserPrincipalName, &["userprincipalname", "upn"]),
    column(Attribute::Mail, &["mail", "emailaddress"]),
    column(Attribute::ProxyAddresses, &["proxyaddresses", "proxyaddress", "smtpaddresses"]),
    column(Attribute::TargetAddress, &["targetaddress"]),
    column(Attribute::MailNickname, &["mailnickname"]),
    column(Attribute::DisplayName, &["displayname", "name", "cn"]),
    column(Attribute::GivenName, &["givenname"]),
    column(Attribute::Surname, &["sn", "surname"]),
    column(Attribute::EmployeeId, &["employeeid"]),
    column(Attribute::LegacyExchangeDn, &["legacyexchangedn"]),
    column(Attribute::MsExchRemoteRecipientType, &["msexchremoterecipienttype"]),
    column(Attribute::MsExchRecipientTypeDetails, &["msexchrecipienttypedetails"]),
    boolean(Attribute::MsExchHideFromAddressLists, &["msexchhidefromaddresslists"]),
    column(Attribute::HomeMdb, &["homemdb"]),
    column(Attribute::AdminDescription, &["admindescription"]),
    column(Attribute::GroupType, &["grouptype", "groupcategory"]),
    boolean(Attribute::IsCriticalSystemObject, &["iscriticalsystemobject"]),
    boolean(Attribute::Enabled, &["enabled"]),
    ColumnDefinition {
        attribute: Attribute::Enabled,
        form: CellForm::UserAccountControl,
        names: &["useraccountcontrol"],
    },
    column(Attribute::CreatedAt, &["whencreated", "created", "createtimestamp"]),
    column(Attribute::ChangedAt, &["whenchanged", "modified", "modifytimestamp"]),
    boolean(Attribute::DeletedAt, &["isdeleted", "deleted"]),
];

/// Names that only exports of the cloud use. A file with one of them is none of Active Directory.
pub(super) const CLOUD_ONLY: &[&str] = &[
    "objectid",
    "onpremisessyncenabled",
    "onpremisesimmutableid",
    "dirsyncenabled",
    "directorysynced",
    "usagelocation",
    "licenses",
    "externaldirectoryobjectid",
    "blockcredential",
];
