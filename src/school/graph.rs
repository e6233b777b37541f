//! What Graph tells of the school: more of some accounts, the cloud's groups, the roles and the domains. How each export
//! writes it is here, and which accounts it is about is not.

use super::people::{INITIAL, ROUTING, SCHOOLS};
use super::rows::{CloudUser, cell, line};

/// A row of Graph's export of users, beside that of the admin center.
#[derive(Clone, Default)]
pub(super) struct GraphUser {
    pub(super) user: CloudUser,
    pub(super) alias: String,
    pub(super) immutable_id: String,
    /// `True`, `False` for one that left the sync, or blank for one that never synced.
    pub(super) synced: &'static str,
    pub(super) sam: String,
    pub(super) upn_on_premises: String,
    pub(super) sid: String,
    pub(super) object_identifier: String,
    pub(super) cloud_managed: &'static str,
    pub(super) errors: String,
}

/// A row of Graph's export of groups.
#[derive(Clone, Default)]
pub(super) struct GraphGroup {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) alias: String,
    pub(super) mail: String,
    pub(super) is_security: bool,
    pub(super) is_unified: bool,
    pub(super) synced: &'static str,
    pub(super) sid: String,
}

impl GraphUser {
    /// The users of the recycle bin, or all others.
    pub(super) fn file(users: &[Self], deleted: bool) -> Vec<u8> {
        const HEADER: [&str; 18] = [
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
            "createdDateTime",
            "deletedDateTime",
        ];
        let mut text = line(&HEADER.map(cell), ",");
        for row in users.iter().filter(|row| row.user.deleted.is_empty() != deleted) {
            let user = &row.user;
            let primary = user.addresses.iter().find_map(|entry| entry.strip_prefix("SMTP:")).unwrap_or_default();
            let cells: [&str; 18] = [
                &user.id,
                &user.upn,
                &user.name,
                primary,
                &row.alias,
                &user.addresses.join("|"),
                &row.immutable_id,
                row.synced,
                &row.sam,
                &row.upn_on_premises,
                &row.sid,
                &row.object_identifier,
                row.cloud_managed,
                &row.errors,
                if user.upn.contains("#EXT#") { "Guest" } else { "Member" },
                if user.licence.starts_with("Microsoft") { "True" } else { "False" },
                &user.created,
                &user.deleted,
            ];
            text.push_str(&line(&cells.map(cell), ","));
        }
        text.into_bytes()
    }
}

impl GraphGroup {
    pub(super) fn file(groups: &[Self]) -> Vec<u8> {
        const HEADER: [&str; 10] = [
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
        let mut text = line(&HEADER.map(cell), ",");
        for group in groups {
            let addresses = if group.mail.is_empty() { String::new() } else { format!("SMTP:{}", group.mail) };
            let cells: [&str; 10] = [
                &group.id,
                &group.name,
                &group.mail,
                &group.alias,
                if group.mail.is_empty() { "False" } else { "True" },
                if group.is_security { "True" } else { "False" },
                if group.is_unified { "Unified" } else { "" },
                &addresses,
                group.synced,
                &group.sid,
            ];
            text.push_str(&line(&cells.map(cell), ","));
        }
        text.into_bytes()
    }
}

/// The admin roles.
pub(super) fn roles(roles: &[(String, &'static str, &'static str)]) -> Vec<u8> {
    let mut text = line(&["principalId", "role", "assignment"].map(cell), ",");
    for (id, role, assignment) in roles {
        text.push_str(&line(&[id, *role, *assignment].map(cell), ","));
    }
    text.into_bytes()
}

/// The two domains of the sixth forms, which sign in at the county's identity provider.
pub(super) const FEDERATED: [&str; 2] = ["sixthform.contoso.com", "sixthform.fabrikam.com"];

/// The tenant's domains.
pub(super) fn domains() -> Vec<u8> {
    let mut text = line(&["Id", "IsVerified", "IsInitial", "AuthenticationType"].map(cell), ",");
    let managed = SCHOOLS.iter().map(|school| school.domain).chain([INITIAL, ROUTING]).map(|name| (name, "Managed"));
    for (name, kind) in managed.chain(FEDERATED.map(|name| (name, "Federated"))) {
        let is_initial = if name == INITIAL { "True" } else { "False" };
        text.push_str(&line(&[name, "True", is_initial, kind].map(cell), ","));
    }
    text.into_bytes()
}
