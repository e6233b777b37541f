//! The rows of the school's files and how each export writes them.

use std::fmt::Write as _;

use super::graph::{GraphGroup, GraphUser};
use crate::model::Guid;

/// Everything in both directories of the school.
#[derive(Default)]
pub(super) struct Directory {
    pub(super) objects: Vec<AdObject>,
    pub(super) groups: Vec<AdGroup>,
    pub(super) users: Vec<CloudUser>,
    pub(super) recipients: Vec<Recipient>,
    /// What Graph tells more of some of the users.
    pub(super) graph_users: Vec<GraphUser>,
    pub(super) graph_groups: Vec<GraphGroup>,
    /// Who holds an admin role: id, role, and whether assigned or eligible.
    pub(super) roles: Vec<(String, &'static str, &'static str)>,
    /// AD objects as they were a year ago.
    pub(super) older: Vec<AdObject>,
    pub(super) dice: Dice,
}

/// Numbers that look random and are the same every time (a linear congruential generator, Knuth's MMIX constants).
pub(super) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(20_261_120)
    }
}

impl Dice {
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or(0)
    }

    /// One of these.
    pub(super) fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// An identifier.
    pub(super) fn guid(&mut self) -> String {
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            *byte = u8::try_from(self.below(256)).unwrap_or(0);
        }
        Guid::from_directory_bytes(bytes).to_string()
    }
}

/// A row of the Active Directory export.
#[derive(Clone, Default)]
pub(super) struct AdObject {
    pub(super) class: &'static str,
    pub(super) unit: String,
    /// Where the name in AD is not made of the person's name.
    pub(super) dn: String,
    pub(super) guid: String,
    /// Its mS-DS-ConsistencyGuid as Base64 text.
    pub(super) consistency_guid: String,
    /// The cloud id that was written back.
    pub(super) external_id: String,
    pub(super) sid: String,
    pub(super) sam: String,
    pub(super) upn: String,
    pub(super) mail: String,
    pub(super) addresses: Vec<String>,
    pub(super) alias: String,
    pub(super) target: String,
    pub(super) name: String,
    pub(super) given: String,
    pub(super) surname: String,
    pub(super) employee: String,
    pub(super) legacy_exchange_dn: String,
    /// 4 is a mailbox that was moved to Exchange Online.
    pub(super) remote_recipient_type: &'static str,
    pub(super) recipient_type_details: &'static str,
    pub(super) home_mdb: &'static str,
    pub(super) critical: bool,
    pub(super) created: String,
}

/// A row of the group export.
#[derive(Clone, Default)]
pub(super) struct AdGroup {
    pub(super) name: String,
    pub(super) guid: String,
    pub(super) sam: String,
    pub(super) mail: String,
    pub(super) is_security: bool,
}

/// A row of the admin center's export.
#[derive(Clone, Default)]
pub(super) struct CloudUser {
    pub(super) name: String,
    pub(super) synced: bool,
    pub(super) upn: String,
    pub(super) id: String,
    pub(super) given: String,
    pub(super) surname: String,
    pub(super) created: String,
    pub(super) deleted: String,
    pub(super) licence: String,
    pub(super) blocked: bool,
    pub(super) addresses: Vec<String>,
}

/// A row of the Exchange Online export.
#[derive(Clone, Default)]
pub(super) struct Recipient {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) alias: String,
    pub(super) primary: String,
    pub(super) others: Vec<String>,
    /// Is the mailbox mastered in the cloud?
    pub(super) cloud_managed: bool,
}

/// A quoted cell, as `Export-Csv` writes it.
pub(super) fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

pub(super) fn line(cells: &[String], separator: &str) -> String {
    cells.join(separator) + "\r\n"
}

/// UTF-8 with a byte order mark, as Windows PowerShell writes with `-Encoding UTF8`.
pub(super) fn active_directory(objects: &[AdObject]) -> Vec<u8> {
    const HEADER: [&str; 27] = [
        "DistinguishedName",
        "ObjectClass",
        "ObjectGUID",
        "msDsConsistencyGuid",
        "msDsExternalDirectoryObjectId",
        "objectSid",
        "sAMAccountName",
        "userPrincipalName",
        "mail",
        "proxyAddresses",
        "mailNickname",
        "targetAddress",
        "displayName",
        "givenName",
        "sn",
        "employeeID",
        "legacyExchangeDN",
        "msExchRemoteRecipientType",
        "msExchRecipientTypeDetails",
        "msExchHideFromAddressLists",
        "homeMDB",
        "adminDescription",
        "groupType",
        "isCriticalSystemObject",
        "userAccountControl",
        "whenCreated",
        "whenChanged",
    ];
    let mut text = String::from("\u{feff}");
    text.push_str(&line(&HEADER.map(cell), ","));
    for object in objects {
        let common_name = object.name.replace(',', "\\,");
        let dn = if object.dn.is_empty() {
            format!("CN={common_name},{},DC=glanyrafon,DC=local", object.unit)
        } else {
            object.dn.clone()
        };
        let cells: [&str; 27] = [
            &dn,
            object.class,
            &object.guid,
            &object.consistency_guid,
            &object.external_id,
            &object.sid,
            &object.sam,
            &object.upn,
            &object.mail,
            &object.addresses.join("|"),
            &object.alias,
            &object.target,
            &object.name,
            &object.given,
            &object.surname,
            &object.employee,
            &object.legacy_exchange_dn,
            object.remote_recipient_type,
            object.recipient_type_details,
            "",
            object.home_mdb,
            "",
            if object.class == "group" { "-2147483646" } else { "" },
            if object.critical { "True" } else { "" },
            if object.class == "user" { "512" } else { "" },
            &object.created,
            &object.created,
        ];
        text.push_str(&line(&cells.map(cell), ","));
    }
    text.into_bytes()
}

/// UTF-16 with semicolons, and the addresses lost: nobody joined the list before it was saved.
pub(super) fn groups(groups: &[AdGroup]) -> Vec<u8> {
    const HEADER: [&str; 9] = [
        "DistinguishedName",
        "GroupCategory",
        "GroupScope",
        "mail",
        "Name",
        "ObjectClass",
        "ObjectGUID",
        "ProxyAddresses",
        "SamAccountName",
    ];
    let mut text = String::from("\u{feff}#TYPE Selected.Microsoft.ActiveDirectory.Management.ADGroup\r\n");
    text.push_str(&line(&HEADER.map(cell), ";"));
    for group in groups {
        let cells: [&str; 9] = [
            &format!("CN={},OU=Groups,DC=glanyrafon,DC=local", group.name),
            if group.is_security { "Security" } else { "Distribution" },
            "Global",
            &group.mail,
            &group.name,
            "group",
            &group.guid,
            "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection",
            &group.sam,
        ];
        text.push_str(&line(&cells.map(cell), ";"));
    }
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

impl CloudUser {
    /// The columns of 2025, cells quoted only where they must be.
    pub(super) fn file(users: &[Self]) -> Vec<u8> {
        let mut text = String::from(
            "\u{feff}Display name,DirSyncEnabled,User principal name,Object Id,First name,Last name,When created,Soft deletion \
             time stamp,Title,Department,Preferred data location,City,CountryOrRegion,Office,StateOrProvince,Usage \
             location,Last dirsync time,Block credential,Licenses,Password never expires,Last password change time \
             stamp,Mobile Phone,Phone number,Postal code,Preferred language,Street address,Fax,Proxy addresses\r\n",
        );
        let plain = |text: &str| if text.contains([',', '"']) { cell(text) } else { text.to_owned() };
        for user in users {
            let synced = if user.synced { "True" } else { "False" };
            let last_sync = if user.synced { "2026-11-19 22:04:11Z" } else { "" };
            let _ = write!(
                text,
                "{},{synced},{},{},{},{},{},{},,,,,,,,GB,{last_sync},{},{},False,{},,,,,,,{}\r\n",
                plain(&user.name),
                user.upn,
                user.id,
                plain(&user.given),
                plain(&user.surname),
                user.created,
                user.deleted,
                if user.blocked { "True" } else { "False" },
                user.licence,
                user.created,
                plain(&user.addresses.join("+")),
            );
        }
        text.into_bytes()
    }
}

impl Recipient {
    /// As the command on the start page writes it, from PowerShell 7: without a byte order mark.
    pub(super) fn file(recipients: &[Self]) -> Vec<u8> {
        let header = [
            "ExternalDirectoryObjectId",
            "RecipientTypeDetails",
            "Alias",
            "PrimarySmtpAddress",
            "EmailAddresses",
            "IsExchangeCloudManaged",
        ];
        let mut text = line(&header.map(cell), ",");
        for recipient in recipients {
            let mut addresses = vec![format!("SMTP:{}", recipient.primary)];
            addresses.extend(recipient.others.iter().map(|other| format!("smtp:{other}")));
            // Only mailboxes have the last property.
            let managed = match (recipient.cloud_managed, recipient.kind.ends_with("Mailbox")) {
                (true, _) => "True",
                (false, true) => "False",
                (false, false) => "",
            };
            let cells: [&str; 6] =
                [&recipient.id, recipient.kind, &recipient.alias, &recipient.primary, &addresses.join("|"), managed];
            text.push_str(&line(&cells.map(cell), ","));
        }
        text.into_bytes()
    }
}
