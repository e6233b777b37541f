//! A directory in which both sides agree: users, groups, contacts, guests, shared mailboxes, and the tenant's own data, in
//! the columns of the recommended exports.

use dirmatch::model::Guid;

use super::spreadsheet::Spreadsheet;

const INITIAL: &str = "contoso.onmicrosoft.com";
const ROUTING: &str = "contoso.mail.onmicrosoft.com";

/// The files of the directory.
#[derive(Clone, Debug)]
pub(crate) struct Clean {
    pub(crate) ad: Spreadsheet,
    pub(crate) users: Spreadsheet,
    pub(crate) deleted: Spreadsheet,
    pub(crate) groups: Spreadsheet,
    pub(crate) contacts: Spreadsheet,
    pub(crate) recipients: Spreadsheet,
    pub(crate) admin_center: Spreadsheet,
    /// Domains, roles and switches.
    pub(crate) tenant: [(&'static str, String); 3],
}

const AD: [&str; 27] = [
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

const USERS: [&str; 19] = [
    "id",
    "userPrincipalName",
    "displayName",
    "mail",
    "mailNickname",
    "proxyAddresses",
    "onPremisesImmutableId",
    "onPremisesSyncEnabled",
    "onPremisesSamAccountName",
    "onPremisesUserPrincipalName",
    "onPremisesSecurityIdentifier",
    "onPremisesObjectIdentifier",
    "isCloudManaged",
    "provisioningErrors",
    "userType",
    "exo",
    "employeeId",
    "createdDateTime",
    "deletedDateTime",
];

const GROUPS: [&str; 10] = [
    "id",
    "displayName",
    "mail",
    "mailNickname",
    "mailEnabled",
    "securityEnabled",
    "groupTypes",
    "proxyAddresses",
    "onPremisesSyncEnabled",
    "onPremisesSecurityIdentifier",
];

const CONTACTS: [&str; 7] =
    ["id", "displayName", "mail", "mailNickname", "proxyAddresses", "onPremisesSyncEnabled", "objectType"];

const RECIPIENTS: [&str; 6] = [
    "ExternalDirectoryObjectId",
    "RecipientTypeDetails",
    "Alias",
    "PrimarySmtpAddress",
    "EmailAddresses",
    "IsExchangeCloudManaged",
];

const ADMIN_CENTER: [&str; 11] = [
    "Display name",
    "DirSyncEnabled",
    "User principal name",
    "Object Id",
    "First name",
    "Last name",
    "When created",
    "Soft deletion time stamp",
    "Block credential",
    "Licenses",
    "Proxy addresses",
];

/// An identifier of AD (1) or of the cloud (2), of its kind and number.
fn identifier(side: u8, kind: u8, number: usize) -> String {
    format!("{number:08x}-{side:04}-4000-8000-0000000000{kind:02}")
}

fn sid(kind: u8, number: usize) -> String {
    format!("S-1-5-21-1203871224-881002743-3320471822-{kind}{number:06}")
}

/// A directory with this many users, and a tenth as many groups and contacts.
pub(crate) fn directory(count: usize) -> Clean {
    let mut clean = Clean {
        ad: Spreadsheet::new(&AD),
        users: Spreadsheet::new(&USERS),
        deleted: Spreadsheet::new(&USERS),
        groups: Spreadsheet::new(&GROUPS),
        contacts: Spreadsheet::new(&CONTACTS),
        recipients: Spreadsheet::new(&RECIPIENTS),
        admin_center: Spreadsheet::new(&ADMIN_CENTER),
        tenant: [
            (
                "domains.csv",
                format!(
                    "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\nfabrikam.com,True,False,Managed\n\
                     {INITIAL},True,True,Managed\n{ROUTING},True,False,Managed\n"
                ),
            ),
            (
                "roles.csv",
                format!("principalId,role,assignment\n{},Global Administrator,assigned\n", identifier(2, 9, 0)),
            ),
            (
                "features.csv",
                "Name,Value\nblockSoftMatchEnabled,False\nblockCloudObjectTakeoverThroughHardMatchEnabled,True\n\
                 softMatchOnUpnEnabled,True\nsynchronizeUpnForManagedUsersEnabled,True\n\
                 quarantineUponUpnConflictEnabled,True\nquarantineUponProxyAddressesConflictEnabled,True\n\
                 allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled,False\n"
                    .to_owned(),
            ),
        ],
    };
    for number in 0..count {
        clean.add_user(number);
    }
    for number in 0..count / 10 {
        clean.add_group(number);
        clean.add_contact(number);
        clean.add_cloud_only(number);
    }
    clean
}

impl Clean {
    /// A user on both sides. Every eighth has no mailbox, nor any address.
    pub(crate) fn add_user(&mut self, number: usize) {
        let (guid, id) = (identifier(1, 1, number), identifier(2, 1, number));
        let domain = if number.is_multiple_of(3) { "fabrikam.com" } else { "contoso.com" };
        let (given, surname) = (format!("Given{number}"), format!("Surname{number}"));
        let (name, local) = (format!("{given} {surname}"), format!("given{number}.s"));
        let upn = format!("{local}@{domain}");
        let routing = format!("{local}@{ROUTING}");
        let has_mailbox = !number.is_multiple_of(8);
        let of_mailbox = |text: &str| if has_mailbox { text.to_owned() } else { String::new() };
        let own = of_mailbox(&format!("SMTP:{upn}|smtp:{routing}"));
        let all = of_mailbox(&format!("SMTP:{upn}|smtp:{local}@{INITIAL}|smtp:{routing}"));
        // The anchor is where Entra Connect writes it, or still the objectGUID only.
        let anchor = Guid::parse(&guid).expect("guid").to_base64();
        let made = "2024-09-02 08:30:11Z";
        self.ad.add(&[
            ("DistinguishedName", &format!("CN={name},OU=Staff,DC=contoso,DC=com")),
            ("ObjectClass", "user"),
            ("ObjectGUID", &guid),
            ("msDsConsistencyGuid", if number.is_multiple_of(2) { &anchor } else { "" }),
            (
                "msDsExternalDirectoryObjectId",
                &if number.is_multiple_of(5) { format!("User_{id}") } else { String::new() },
            ),
            ("objectSid", &sid(1, number)),
            ("sAMAccountName", &local),
            ("userPrincipalName", &upn),
            ("mail", &of_mailbox(&upn)),
            ("proxyAddresses", &own),
            ("mailNickname", &of_mailbox(&local)),
            ("targetAddress", &of_mailbox(&format!("SMTP:{routing}"))),
            ("displayName", &name),
            ("givenName", &given),
            ("sn", &surname),
            ("employeeID", &format!("{number:06}")),
            ("legacyExchangeDN", &of_mailbox(&format!("/o=Contoso/ou=First/cn=Recipients/cn={local}"))),
            ("msExchRemoteRecipientType", &of_mailbox("4")),
            ("msExchRecipientTypeDetails", &of_mailbox("2147483648")),
            ("userAccountControl", "512"),
            ("whenCreated", made),
            ("whenChanged", made),
        ]);
        self.users.add(&[
            ("id", &id),
            ("userPrincipalName", &upn),
            ("displayName", &name),
            ("mail", &of_mailbox(&upn)),
            ("mailNickname", &local),
            ("proxyAddresses", &all),
            ("onPremisesImmutableId", &anchor),
            ("onPremisesSyncEnabled", "True"),
            ("onPremisesSamAccountName", &local),
            ("onPremisesUserPrincipalName", &upn),
            ("onPremisesSecurityIdentifier", &sid(1, number)),
            ("onPremisesObjectIdentifier", &guid),
            ("userType", "Member"),
            ("exo", if has_mailbox { "True" } else { "False" }),
            ("employeeId", &format!("{number:06}")),
            ("createdDateTime", made),
        ]);
        self.admin_center.add(&[
            ("Display name", &name),
            ("DirSyncEnabled", "True"),
            ("User principal name", &upn),
            ("Object Id", &id),
            ("First name", &given),
            ("Last name", &surname),
            ("When created", made),
            ("Block credential", "False"),
            ("Licenses", if has_mailbox { "Microsoft 365 A3 for faculty" } else { "Unlicensed" }),
            ("Proxy addresses", &all.replace('|', "+")),
        ]);
        if has_mailbox {
            self.add_recipient(&id, "UserMailbox", &local, &all);
        }
    }

    fn add_recipient(&mut self, id: &str, kind: &str, alias: &str, addresses: &str) {
        let primary = addresses.split('|').find_map(|entry| entry.strip_prefix("SMTP:")).unwrap_or_default();
        self.recipients.add(&[
            ("ExternalDirectoryObjectId", id),
            ("RecipientTypeDetails", kind),
            ("Alias", alias),
            ("PrimarySmtpAddress", primary),
            ("EmailAddresses", addresses),
            ("IsExchangeCloudManaged", if kind.ends_with("Mailbox") { "False" } else { "" }),
        ]);
    }

    /// A synced group. Every other one is a distribution list.
    fn add_group(&mut self, number: usize) {
        let (guid, id) = (identifier(1, 2, number), identifier(2, 2, number));
        let (name, alias) = (format!("Group {number}"), format!("group{number}"));
        let is_list = number.is_multiple_of(2);
        let mail = if is_list { format!("{alias}@contoso.com") } else { String::new() };
        let own = if is_list { format!("SMTP:{mail}") } else { String::new() };
        let all = if is_list { format!("SMTP:{mail}|smtp:{alias}@{INITIAL}") } else { String::new() };
        self.ad.add(&[
            ("DistinguishedName", &format!("CN={name},OU=Groups,DC=contoso,DC=com")),
            ("ObjectClass", "group"),
            ("ObjectGUID", &guid),
            ("objectSid", &sid(2, number)),
            ("sAMAccountName", &alias),
            ("mail", &mail),
            ("proxyAddresses", &own),
            ("mailNickname", if is_list { &alias } else { "" }),
            ("displayName", &name),
            ("groupType", if is_list { "8" } else { "-2147483640" }),
            ("whenCreated", "2020-02-03 08:30:11Z"),
            ("whenChanged", "2020-02-03 08:30:11Z"),
        ]);
        self.groups.add(&[
            ("id", &id),
            ("displayName", &name),
            ("mail", &mail),
            ("mailNickname", &alias),
            ("mailEnabled", if is_list { "True" } else { "False" }),
            ("securityEnabled", if is_list { "False" } else { "True" }),
            ("proxyAddresses", &all),
            ("onPremisesSyncEnabled", "True"),
            ("onPremisesSecurityIdentifier", &sid(2, number)),
        ]);
        if is_list {
            self.add_recipient(&id, "MailUniversalDistributionGroup", &alias, &all);
        }
    }

    /// A synced contact of another organisation.
    fn add_contact(&mut self, number: usize) {
        let (guid, id) = (identifier(1, 3, number), identifier(2, 3, number));
        let (name, alias) = (format!("Partner {number}"), format!("partner{number}"));
        let mail = format!("{alias}@adventure-works.com");
        self.ad.add(&[
            ("DistinguishedName", &format!("CN={name},OU=Contacts,DC=contoso,DC=com")),
            ("ObjectClass", "contact"),
            ("ObjectGUID", &guid),
            ("mail", &mail),
            ("proxyAddresses", &format!("SMTP:{mail}")),
            ("mailNickname", &alias),
            ("targetAddress", &format!("SMTP:{mail}")),
            ("displayName", &name),
            ("whenCreated", "2020-02-03 08:30:11Z"),
            ("whenChanged", "2020-02-03 08:30:11Z"),
        ]);
        self.contacts.add(&[
            ("id", &id),
            ("displayName", &name),
            ("mail", &mail),
            ("mailNickname", &alias),
            ("proxyAddresses", &format!("SMTP:{mail}")),
            ("onPremisesSyncEnabled", "True"),
            ("objectType", "contact"),
        ]);
        self.add_recipient(&id, "MailContact", &alias, &format!("SMTP:{mail}"));
    }

    /// What only the cloud has: an administrator, guests, shared mailboxes and deleted users.
    fn add_cloud_only(&mut self, number: usize) {
        let made = "2022-03-01 08:00:11Z";
        let mut add = |kind: u8, name: &str, upn: &str, addresses: &str, deleted: &str| {
            let id = identifier(2, kind, number);
            let primary = addresses.split('|').find_map(|entry| entry.strip_prefix("SMTP:")).unwrap_or_default();
            let upn = if deleted.is_empty() { upn.to_owned() } else { format!("{}{upn}", id.replace('-', "")) };
            let file = if deleted.is_empty() { &mut self.users } else { &mut self.deleted };
            file.add(&[
                ("id", &id),
                ("userPrincipalName", &upn),
                ("displayName", name),
                ("mail", primary),
                ("mailNickname", upn.split(['@', '#']).next().unwrap_or_default()),
                ("proxyAddresses", addresses),
                ("userType", if upn.contains("#EXT#") { "Guest" } else { "Member" }),
                ("exo", "False"),
                ("createdDateTime", made),
                ("deletedDateTime", deleted),
            ]);
            self.admin_center.add(&[
                ("Display name", name),
                ("DirSyncEnabled", "False"),
                ("User principal name", &upn),
                ("Object Id", &id),
                ("When created", made),
                ("Soft deletion time stamp", deleted),
                ("Block credential", "False"),
                ("Licenses", "Unlicensed"),
                ("Proxy addresses", &addresses.replace('|', "+")),
            ]);
            id
        };
        if number == 0 {
            add(9, "Cloud administrator", &format!("admin@{INITIAL}"), "", "");
        }
        let guest = format!("guest{number}@northwindtraders.com");
        let guest_upn = format!("{}#EXT#@{INITIAL}", guest.replace('@', "_"));
        add(5, &format!("Guest {number}"), &guest_upn, &format!("SMTP:{guest}"), "");
        let gone = format!("gone{number}@contoso.com");
        add(6, &format!("Gone {number}"), &gone, &format!("SMTP:{gone}"), "2026-11-12 15:02:11Z");
        let (shared, alias) = (format!("shared{number}@contoso.com"), format!("shared{number}"));
        let addresses = format!("SMTP:{shared}|smtp:{alias}@{INITIAL}");
        let id = add(7, &format!("Shared {number}"), &shared, &addresses, "");
        self.add_recipient(&id, "SharedMailbox", &alias, &addresses);
    }

    /// All recommended exports.
    pub(crate) fn every_export(&self) -> Vec<(&'static str, Vec<u8>)> {
        let mut files = vec![
            ("ad.csv", self.ad.bytes()),
            ("entra.csv", self.users.bytes()),
            ("entra-deleted.csv", self.deleted.bytes()),
            ("entra-groups.csv", self.groups.bytes()),
            ("entra-contacts.csv", self.contacts.bytes()),
            ("exo.csv", self.recipients.bytes()),
        ];
        files.extend(self.tenant.iter().map(|(name, text)| (*name, text.clone().into_bytes())));
        files
    }

    /// The pair that everybody can export without PowerShell modules for the cloud.
    pub(crate) fn plain_pair(&self) -> Vec<(&'static str, Vec<u8>)> {
        vec![("ad.csv", self.ad.bytes()), ("users_20_11_2026 08_41_12.csv", self.admin_center.bytes())]
    }
}
