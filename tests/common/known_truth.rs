//! A made-up directory of any size of which it is known which cloud object each AD object belongs to, written as real export
//! files. The same seed gives the same directory. Nothing here looks at how the product joins.

#![allow(clippy::expect_used, reason = "a generator that cannot go on stops")]

use dirmatch::model::Guid;

const AD_COLUMNS: &str = "DistinguishedName,ObjectClass,ObjectGUID,msDsConsistencyGuid,msDsExternalDirectoryObjectId,objectSid,\
                     sAMAccountName,userPrincipalName,mail,proxyAddresses,mailNickname,targetAddress,displayName,givenName,sn,\
                     employeeID,legacyExchangeDN,msExchRemoteRecipientType,msExchRecipientTypeDetails,\
                     msExchHideFromAddressLists,homeMDB,adminDescription,groupType,isCriticalSystemObject,userAccountControl,\
                     whenCreated,whenChanged";
const USER_COLUMNS: &str = "id,userPrincipalName,displayName,mail,mailNickname,proxyAddresses,onPremisesImmutableId,\
                 onPremisesSyncEnabled,onPremisesSamAccountName,onPremisesUserPrincipalName,onPremisesSecurityIdentifier,\
                 onPremisesObjectIdentifier,isCloudManaged,provisioningErrors,userType,exo,employeeId,createdDateTime,\
                 deletedDateTime";

/// One AD object: what kind of case it is, its objectGUID, the cloud object that belongs to it, and what the sync does.
pub(crate) struct Truth {
    pub(crate) kind: &'static str,
    pub(crate) guid: String,
    pub(crate) cloud: Option<String>,
    pub(crate) outcome: &'static str,
}

/// An AD object as the recommended export has it.
#[derive(Clone, Default)]
struct OnPremises {
    class: &'static str,
    guid: String,
    consistency_guid: String,
    sid: String,
    sam: String,
    upn: String,
    mail: String,
    addresses: Vec<String>,
    nickname: String,
    recipient_type: &'static str,
    description: &'static str,
    group_type: &'static str,
    critical: &'static str,
    renamed: bool,
}

/// Makes of an ordinary AD object one of another kind.
type Change = fn(&mut OnPremises);

/// A cloud object as the recommended exports have it.
#[derive(Clone, Default)]
struct Cloud {
    kind: &'static str,
    id: String,
    upn: String,
    addresses: Vec<String>,
    immutable_id: String,
    synced: &'static str,
    sid: String,
    bound_to: String,
    managed_here: &'static str,
    deleted: &'static str,
}

#[derive(Default)]
pub(crate) struct Directory {
    pub(crate) truths: Vec<Truth>,
    on_premises: Vec<OnPremises>,
    cloud: Vec<Cloud>,
    roles: Vec<(String, &'static str, &'static str)>,
    seed: u64,
    count: u64,
}

impl OnPremises {
    fn distinguished_name(&self) -> String {
        let mark = if self.renamed { "\\0ACNF:1" } else { "" };
        format!("CN={}{mark},OU=People,DC=contoso,DC=com", self.guid)
    }
}

fn base64(guid: &str) -> String {
    Guid::parse(guid).expect("a GUID").to_base64()
}

impl Directory {
    /// `each` objects of every kind.
    pub(crate) fn new(seed: u64, each: usize) -> Self {
        let mut directory = Self { seed, ..Self::default() };
        for _ in 0..each {
            directory.joined_by_anchor();
            directory.kept_by_anchor();
            directory.joined_by_name();
            directory.kept_by_name();
            directory.new_objects();
            directory.outside();
            directory.contests();
            directory.groups_and_contacts();
        }
        directory
    }

    fn dice(&mut self, limit: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % limit
    }

    fn guid(&mut self) -> String {
        let parts = [32, 16, 12, 12, 24, 24].map(|bits| self.dice(1 << bits));
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:06x}{:06x}",
            parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]
        )
    }

    /// A person of AD with names of his own, and the account that agrees with all of them and is not synced.
    fn person(&mut self) -> (OnPremises, Cloud) {
        self.count += 1;
        let given = ["ann", "björk", "carla", "o'neil", "lee"][usize::try_from(self.dice(5)).expect("small")];
        let local = format!("{}.{}", given.replace('ö', "o"), self.count);
        let domain = if self.dice(4) == 0 { "fabrikam.com" } else { "contoso.com" };
        let name = format!("{local}@{domain}");
        let shouted = if self.dice(3) == 0 { name.to_ascii_uppercase() } else { name.clone() };
        let on_premises = OnPremises {
            class: if self.dice(20) == 0 { "inetOrgPerson" } else { "user" },
            guid: self.guid(),
            sid: format!("S-1-5-21-1-2-3-{}", self.count + 1_000),
            sam: format!("u{}", self.count),
            upn: name.clone(),
            mail: name.clone(),
            addresses: vec![format!("SMTP:{name}"), format!("smtp:{local}.second@contoso.com")],
            nickname: local.clone(),
            ..OnPremises::default()
        };
        let cloud = Cloud {
            kind: "user",
            id: self.guid(),
            upn: shouted.clone(),
            addresses: vec![format!("SMTP:{shouted}"), format!("smtp:{local}@contoso.onmicrosoft.com")],
            managed_here: "False",
            ..Cloud::default()
        };
        (on_premises, cloud)
    }

    /// The same where the account is synced from the person.
    fn synced(&mut self) -> (OnPremises, Cloud) {
        let (person, mut account) = self.person();
        account.immutable_id = base64(&person.guid);
        account.bound_to.clone_from(&person.guid);
        account.sid.clone_from(&person.sid);
        account.synced = "True";
        (person, account)
    }

    fn add(&mut self, kind: &'static str, outcome: &'static str, person: OnPremises, belongs_to: Option<&Cloud>) {
        let cloud = belongs_to.map(|cloud| cloud.id.clone());
        self.truths.push(Truth { kind, guid: person.guid.clone(), cloud, outcome });
        self.on_premises.push(person);
    }

    fn pair(&mut self, kind: &'static str, outcome: &'static str, (person, account): (OnPremises, Cloud)) {
        self.add(kind, outcome, person, Some(&account));
        self.cloud.push(account);
    }

    fn joined_by_anchor(&mut self) {
        let pair = self.synced();
        self.pair("synced", "already-synced", pair);
        let (mut person, mut account) = self.synced();
        // Moved to this AD with the anchor of the old one; bound anew.
        let old = self.guid();
        person.consistency_guid = base64(&old);
        account.immutable_id = base64(&old);
        self.pair("synced, anchor of an older AD", "already-synced", (person.clone(), account.clone()));
        let (mut person, mut account) = self.synced();
        let old = self.guid();
        person.consistency_guid = base64(&old);
        account.immutable_id = base64(&old);
        account.bound_to = String::new();
        self.pair("synced, other forest", "already-synced", (person, account));
        let (mut person, account) = self.synced();
        person.upn = format!("new.{}", person.upn);
        person.addresses = vec![format!("SMTP:{}", person.upn)];
        person.mail.clone_from(&person.upn);
        self.pair("synced, renamed in AD", "already-synced", (person, account));
        let (person, mut account) = self.synced();
        (account.synced, account.bound_to) = ("", String::new());
        self.pair("hard", "hard-match", (person, account));
        let (person, mut account) = self.synced();
        account.synced = "False";
        self.pair("hard, left the scope", "hard-match", (person, account));
        let (person, mut account) = self.synced();
        (account.synced, account.deleted) = ("", "2026-11-18 10:00:00Z");
        account.upn = format!("{}{}", account.id.replace('-', ""), account.upn);
        self.pair("restore", "hard-match-restore", (person, account));
    }

    fn kept_by_anchor(&mut self) {
        let (person, mut account) = self.synced();
        account.synced = "";
        let assignment = if self.dice(2) == 0 { "assigned" } else { "eligible" };
        self.roles.push((account.id.clone(), "Global Administrator", assignment));
        self.pair("hard, role", "hard-match-blocked", (person, account));
        let (mut person, mut account) = self.synced();
        person.consistency_guid.clone_from(&account.immutable_id);
        account.bound_to.clone_from(&person.guid);
        person.guid = self.guid();
        self.pair("hard, bound to another", "hard-match-blocked", (person, account));
        let (person, mut account) = self.synced();
        (account.synced, account.managed_here) = ("", "True");
        self.pair("hard, cloud is the source", "hard-match-blocked", (person, account));
    }

    fn joined_by_name(&mut self) {
        let pair = self.person();
        self.pair("soft, address and UPN", "soft-match-smtp", pair);
        let (mut person, account) = self.person();
        person.upn = format!("login.{}", person.upn);
        self.pair("soft, address", "soft-match-smtp", (person, account));
        let (mut person, account) = self.person();
        person.addresses = Vec::new();
        self.pair("soft, mail", "soft-match-smtp", (person, account));
        let (person, mut account) = self.person();
        account.addresses = Vec::new();
        self.pair("soft, UPN", "soft-match-upn", (person, account));
        // The address leads to the person's account, the UPN to somebody else's.
        let (mut person, account) = self.person();
        let (_, mut other) = self.person();
        person.upn = format!("crossed.{}", person.upn);
        other.upn.clone_from(&person.upn);
        self.cloud.push(other);
        self.pair("soft, crossed", "soft-match-smtp", (person, account));
    }

    fn kept_by_name(&mut self) {
        let (person, account) = self.person();
        self.roles.push((account.id.clone(), "Reports Reader", "assigned"));
        self.pair("soft, role", "soft-match-blocked", (person, account));
        // Somebody else entered the owner's address as his own.
        let (owner, account) = self.synced();
        let (mut other, _) = self.person();
        other.addresses = vec![owner.addresses[0].clone()];
        other.mail.clone_from(&owner.mail);
        self.add("address of a synced user", "soft-match-blocked", other, None);
        self.pair("owner of a wanted address", "already-synced", (owner, account));
        // Created again in AD: the person's account carries the anchor of the object that is gone.
        let (mut person, account) = self.synced();
        (person.guid, person.sid) = (self.guid(), format!("S-1-5-21-9-9-9-{}", self.count));
        self.pair("created again", "soft-match-blocked", (person, account));
        let (mut person, mut account) = self.synced();
        (person.guid, person.sid) = (self.guid(), format!("S-1-5-21-9-9-9-{}", self.count));
        (account.synced, account.deleted) = ("", "2026-11-18 10:00:00Z");
        self.cloud.push(account);
        self.add("created again, account deleted", "new-object", person, None);
        let (person, mut account) = self.synced();
        account.immutable_id.clone_from(&person.guid);
        self.pair("anchor in another spelling", "soft-match-blocked", (person, account));
    }

    fn new_objects(&mut self) {
        let (person, _) = self.person();
        self.add("new", "new-object", person, None);
        // Nearly the name of somebody else.
        let ((person, _), (_, mut near)) = (self.person(), self.person());
        near.upn = person.upn.replacen('.', "", 1);
        near.addresses = vec![format!("SMTP:{}", near.upn)];
        self.cloud.push(near);
        self.add("new, nearly a namesake", "new-object", person, None);
        let ((person, _), (_, mut holder)) = (self.person(), self.person());
        holder.addresses.push(person.addresses[1].clone());
        self.cloud.push(holder);
        self.add("new, address taken", "new-object-quarantined", person, None);
        let ((person, _), (_, mut guest)) = (self.person(), self.person());
        guest.kind = "guest";
        guest.upn = format!("{}#EXT#@contoso.onmicrosoft.com", person.upn.replace('@', "_"));
        guest.addresses = vec![person.addresses[0].clone()];
        self.cloud.push(guest);
        self.add("address of a guest", "new-object-quarantined", person, None);
        let ((person, _), (_, mut group)) = (self.person(), self.person());
        (group.kind, group.upn, group.managed_here) = ("group", String::new(), "");
        group.addresses = vec![person.addresses[0].clone()];
        self.cloud.push(group);
        self.add("address of a group", "sync-error", person, None);
        let (mut person, _) = self.person();
        let (owner, account) = self.synced();
        person.sid.clone_from(&owner.sid);
        self.cloud.push(account);
        self.add("SID of another anchor", "sync-error", person, None);
    }

    fn outside(&mut self) {
        let filters: [(&'static str, Change); 8] = [
            ("outside: system object", |person| person.critical = "TRUE"),
            ("outside: account of the sync", |person| person.sam = format!("MSOL_{}", person.sam)),
            ("outside: no account name", |person| person.sam = String::new()),
            ("outside: system mailbox", |person| "SystemMailbox{1}".clone_into(&mut person.nickname)),
            ("outside: arbitration mailbox", |person| person.recipient_type = "8388608"),
            ("outside: linked mailbox", |person| person.recipient_type = "2"),
            ("outside: written back", |person| person.description = "User_1"),
            ("outside: conflict of names", |person| person.renamed = true),
        ];
        for (kind, keep_out) in filters {
            // An account that agrees by every name, and is yet nobody's.
            let (mut person, account) = self.person();
            keep_out(&mut person);
            self.cloud.push(account);
            self.add(kind, "out-of-scope", person, None);
        }
    }

    fn contests(&mut self) {
        let (person, account) = self.person();
        let (mut rival, _) = self.person();
        rival.addresses = vec![person.addresses[0].clone()];
        self.add("contest by address, other", "soft-match-smtp", rival, None);
        self.pair("contest by address", "soft-match-smtp", (person, account));
        let (owner, account) = self.synced();
        let (mut copy, _) = self.person();
        copy.consistency_guid = base64(&owner.guid);
        // What the account is bound to tells the copy from the owner.
        self.add("copy of an anchor", "hard-match-blocked", copy, None);
        self.pair("owner of a copied anchor", "already-synced", (owner, account));
    }

    fn groups_and_contacts(&mut self) {
        for (class, group_type) in [("group", "-2147483640"), ("contact", "")] {
            let of_class = |(mut object, mut cloud): (OnPremises, Cloud)| {
                (object.class, object.group_type, object.upn) = (class, group_type, String::new());
                (cloud.kind, cloud.upn, cloud.managed_here, cloud.immutable_id) =
                    (class, String::new(), "", String::new());
                if class == "contact" {
                    (object.sid, object.sam, cloud.sid) = (String::new(), String::new(), String::new());
                }
                (object, cloud)
            };
            let is_group = class == "group";
            let pair = of_class(self.synced());
            self.pair(if is_group { "synced group" } else { "synced contact" }, "already-synced", pair);
            let pair = of_class(self.person());
            self.pair(if is_group { "soft, group" } else { "soft, contact" }, "soft-match-smtp", pair);
            let (object, _) = of_class(self.person());
            self.add(if is_group { "new group" } else { "new contact" }, "new-object", object, None);
        }
        let (mut contact, _) = self.person();
        (contact.class, contact.upn, contact.mail, contact.addresses) =
            ("contact", String::new(), String::new(), Vec::new());
        (contact.sid, contact.sam) = (String::new(), String::new());
        self.add("outside: contact without address", "out-of-scope", contact, None);
    }

    fn users(&self, deleted: bool) -> String {
        let rows = self.cloud.iter().filter(|cloud| matches!(cloud.kind, "user" | "guest"));
        let rows = rows.filter(|cloud| cloud.deleted.is_empty() != deleted).map(|cloud| {
            let kind = if cloud.kind == "guest" { "Guest" } else { "Member" };
            [
                &*cloud.id,
                &cloud.upn,
                "Somebody",
                "",
                "",
                &cloud.addresses.join("|"),
                &cloud.immutable_id,
                cloud.synced,
                "",
                "",
                &cloud.sid,
                &cloud.bound_to,
                cloud.managed_here,
                "",
                kind,
                "True",
                "",
                "2019-01-01 08:00:00Z",
                cloud.deleted,
            ]
            .map(str::to_owned)
            .to_vec()
        });
        table(USER_COLUMNS, rows)
    }

    /// The recommended exports: AD, users, deleted users, groups, contacts, roles.
    pub(crate) fn recommended_exports(&self) -> Vec<(&'static str, String)> {
        let of_kind = |kind: &'static str| self.cloud.iter().filter(move |cloud| cloud.kind == kind);
        let groups = of_kind("group").map(|cloud| {
            [&*cloud.id, "A group", "", "", "True", "True", "", &cloud.addresses.join("|"), cloud.synced, &cloud.sid]
                .map(str::to_owned)
                .to_vec()
        });
        let contacts = of_kind("contact").map(|cloud| {
            [&*cloud.id, "A contact", "", "", &cloud.addresses.join("|"), cloud.synced, "contact"]
                .map(str::to_owned)
                .to_vec()
        });
        let on_premises = self.on_premises.iter().map(|object| {
            [
                &*object.distinguished_name(),
                object.class,
                &object.guid,
                &object.consistency_guid,
                "",
                &object.sid,
                &object.sam,
                &object.upn,
                &object.mail,
                &object.addresses.join("|"),
                &object.nickname,
                "",
                "Somebody",
                "",
                "",
                "",
                "",
                "",
                object.recipient_type,
                "",
                "",
                object.description,
                object.group_type,
                object.critical,
                "512",
                "2019-01-01 08:00:00Z",
                "2026-01-01 08:00:00Z",
            ]
            .map(str::to_owned)
            .to_vec()
        });
        let roles = self.roles.iter().map(|(id, role, how)| vec![id.clone(), (*role).to_owned(), (*how).to_owned()]);
        vec![
            ("ad.csv", table(AD_COLUMNS, on_premises)),
            ("entra.csv", self.users(false)),
            ("entra-deleted.csv", self.users(true)),
            (
                "entra-groups.csv",
                table(
                    "id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,\
                     onPremisesSyncEnabled,onPremisesSecurityIdentifier",
                    groups,
                ),
            ),
            (
                "entra-contacts.csv",
                table("id,displayName,mail,mailNickname,proxyAddresses,onPremisesSyncEnabled,objectType", contacts),
            ),
            ("roles.csv", table("principalId,role,assignment", roles)),
        ]
    }

    /// The plain pair: AD without its anchors and SIDs but with what the filters of the sync ask for, and the users of the
    /// Microsoft 365 admin center.
    pub(crate) fn plain_pair(&self) -> Vec<(&'static str, String)> {
        let on_premises = self.on_premises.iter().map(|object| {
            [
                &*object.distinguished_name(),
                object.class,
                &object.guid,
                &object.sam,
                &object.upn,
                &object.mail,
                &object.addresses.join(";"),
                "Somebody",
                &object.nickname,
                object.recipient_type,
                object.description,
                object.group_type,
                object.critical,
            ]
            .map(str::to_owned)
            .to_vec()
        });
        let is_listed = |cloud: &&Cloud| matches!(cloud.kind, "user" | "guest") && cloud.deleted.is_empty();
        let users = self.cloud.iter().filter(is_listed).map(|cloud| {
            let synced = if cloud.synced == "True" { "True" } else { "False" };
            ["Somebody", synced, &cloud.upn, &cloud.id, "Microsoft 365 E3", "False", &cloud.addresses.join("+")]
                .map(str::to_owned)
                .to_vec()
        });
        vec![
            (
                "ad.csv",
                table(
                    "DistinguishedName,ObjectClass,ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName,\
                     mailNickname,msExchRecipientTypeDetails,adminDescription,groupType,isCriticalSystemObject",
                    on_premises,
                ),
            ),
            (
                "users.csv",
                table(
                    "Display name,DirSyncEnabled,User principal name,Object Id,Licenses,Block credential,Proxy addresses",
                    users,
                ),
            ),
        ]
    }
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).expect("header");
    for row in rows {
        writer.write_record(row).expect("row");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}
