//! How each export writes the rows of the school: its columns, quotes, separators and encoding. What the rows say is not here.

use super::SchoolFile;
use super::row::{Directory, Row};

/// The columns of an export: heading and key, or `'` and what stands in each cell, or nothing for a column of blanks.
const ACTIVE_DIRECTORY: &str = "DistinguishedName=ad.dn; ObjectClass=ad.class; ObjectGUID=ad.guid; \
     msDsConsistencyGuid=ad.consistency; msDsExternalDirectoryObjectId=ad.external; objectSid=ad.sid; \
     sAMAccountName=ad.sam; userPrincipalName=ad.upn; mail=ad.mail; proxyAddresses=ad.addresses; mailNickname=ad.alias; \
     targetAddress=ad.target; displayName=ad.name; givenName=ad.given; sn=ad.surname; employeeID=ad.employee; \
     legacyExchangeDN=ad.legacy; msExchRemoteRecipientType=ad.remote; msExchRecipientTypeDetails=ad.details; \
     msExchHideFromAddressLists=; homeMDB=ad.home; adminDescription=; groupType=ad.type; \
     isCriticalSystemObject=ad.critical; userAccountControl=ad.control; whenCreated=ad.created; whenChanged=ad.created";

/// The addresses are lost: nobody joined the list before it was saved.
const AD_GROUPS: &str = "DistinguishedName=list.dn; GroupCategory=list.category; GroupScope='Global; mail=list.mail; \
     Name=list.name; ObjectClass='group; ObjectGUID=list.guid; \
     ProxyAddresses='Microsoft.ActiveDirectory.Management.ADPropertyValueCollection; SamAccountName=list.sam";

/// The columns of 2025.
const ADMIN_CENTER: &str = "Display name=cloud.name; DirSyncEnabled=cloud.synced; User principal name=cloud.upn; \
     Object Id=cloud.id; First name=cloud.given; Last name=cloud.surname; When created=cloud.created; \
     Soft deletion time stamp=cloud.deleted; Title=; Department=; Preferred data location=; City=; CountryOrRegion=; \
     Office=; StateOrProvince=; Usage location='GB; Last dirsync time=cloud.last sync; Block credential=cloud.blocked; \
     Licenses=cloud.licence; Password never expires='False; Last password change time stamp=cloud.created; Mobile Phone=; \
     Phone number=; Postal code=; Preferred language=; Street address=; Fax=; Proxy addresses=cloud.addresses";

const RECIPIENTS: &str = "ExternalDirectoryObjectId=exo.id; RecipientTypeDetails=exo.kind; Alias=exo.alias; \
     PrimarySmtpAddress=exo.primary; EmailAddresses=exo.addresses; IsExchangeCloudManaged=exo.managed";

const GRAPH_USERS: &str = "id=cloud.id; userPrincipalName=cloud.upn; displayName=cloud.name; mail=cloud.primary; \
     mailNickname=graph.alias; proxyAddresses=cloud.addresses; onPremisesImmutableId=graph.anchor; \
     onPremisesSyncEnabled=graph.synced; onPremisesSamAccountName=graph.sam; onPremisesUserPrincipalName=graph.upn; \
     onPremisesSecurityIdentifier=graph.sid; onPremisesObjectIdentifier=graph.object; isCloudManaged=graph.managed; \
     provisioningErrors=graph.errors; userType=cloud.type; exo=cloud.mailbox; createdDateTime=cloud.created; \
     deletedDateTime=cloud.deleted";

const GRAPH_GROUPS: &str = "id=group.id; displayName=group.name; mail=group.mail; mailNickname=group.alias; \
     mailEnabled=group.has mail; securityEnabled=group.security; groupTypes=group.types; proxyAddresses=group.addresses; \
     onPremisesSyncEnabled=group.synced; onPremisesSecurityIdentifier=group.sid";

const ROLES: &str = "principalId=cloud.id; role=role; assignment=assignment";

const DOMAINS: &str = "Id=name; IsVerified='True; IsInitial=initial; AuthenticationType=kind";

#[cfg(test)]
pub(super) const ALL: [&str; 8] =
    [ACTIVE_DIRECTORY, AD_GROUPS, ADMIN_CENTER, RECIPIENTS, GRAPH_USERS, GRAPH_GROUPS, ROLES, DOMAINS];

/// The files of the school.
pub(super) fn files(directory: Directory) -> Vec<SchoolFile> {
    let (deleted, others): (Vec<Row>, Vec<Row>) =
        directory.graph_users.into_iter().partition(|row| !row.get("cloud.deleted").is_empty());
    let groups = table(AD_GROUPS, &directory.groups, ";", true);
    // UTF-16 with semicolons.
    let groups = format!("\u{feff}#TYPE Selected.Microsoft.ActiveDirectory.Management.ADGroup\r\n{groups}");
    let groups: Vec<u8> = groups.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The admin center joins the addresses in its own way, and nothing else of it has that sign.
    let users = table(ADMIN_CENTER, &directory.users, ",", false).replace('|', "+");
    let marked = |text: String| ["\u{feff}", &text].concat().into_bytes();
    let quoted = |columns, rows: &[Row]| table(columns, rows, ",", true);
    let of_today = |name, bytes| SchoolFile { name, bytes, is_before: false };
    vec![
        // UTF-8 with a byte order mark, as Windows PowerShell writes with `-Encoding UTF8`.
        of_today("ad-objects.csv", marked(quoted(ACTIVE_DIRECTORY, &directory.objects))),
        of_today("ad-groups.csv", groups),
        of_today("users_20_11_2026 08_41_12.csv", marked(users)),
        // As the command on the start page writes it, from PowerShell 7: without a byte order mark.
        of_today("exo-recipients.csv", quoted(RECIPIENTS, &directory.recipients).into_bytes()),
        of_today("entra-users.csv", quoted(GRAPH_USERS, &others).into_bytes()),
        of_today("entra-deleted.csv", quoted(GRAPH_USERS, &deleted).into_bytes()),
        of_today("entra-groups.csv", quoted(GRAPH_GROUPS, &directory.graph_groups).into_bytes()),
        of_today("roles.csv", quoted(ROLES, &directory.roles).into_bytes()),
        of_today("domains.csv", quoted(DOMAINS, &directory.domains).into_bytes()),
        SchoolFile {
            name: "ad-staff-2025.csv",
            bytes: marked(quoted(ACTIVE_DIRECTORY, &directory.older)),
            is_before: true,
        },
    ]
}

/// A heading and a line for each row. Not always quoted is quoted where it must be.
#[inline(never)]
fn table(columns: &str, rows: &[Row], separator: &str, always_quoted: bool) -> String {
    let columns: Vec<(&str, &str)> =
        columns.split(';').map(|column| column.trim_start().split_once('=').unwrap_or((column, ""))).collect();
    let mut text = String::new();
    for row in std::iter::once(None).chain(rows.iter().map(Some)) {
        for (number, (heading, key)) in columns.iter().enumerate() {
            let cell = match row {
                None => heading,
                Some(row) => key.strip_prefix('\'').unwrap_or_else(|| row.get(key)),
            };
            if number > 0 {
                text.push_str(separator);
            }
            if always_quoted || cell.contains([',', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}
