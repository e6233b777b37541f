//! What is known about the tenant as a whole: its domains, who holds an admin role, and its switches.

use rustc_hash::FxHashMap;

use crate::model::{Guid, case_key};
use crate::other_tools::RmUnifyUser;

/// The switches of the tenant, by the names under which a file with tenant data lists them.
pub const SWITCHES: [&str; 7] = [
    "blockSoftMatchEnabled",
    "blockCloudObjectTakeoverThroughHardMatchEnabled",
    "softMatchOnUpnEnabled",
    "synchronizeUpnForManagedUsersEnabled",
    "quarantineUponUpnConflictEnabled",
    "quarantineUponProxyAddressesConflictEnabled",
    "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled",
];

/// What the files with tenant data say. `None` where no such file was given.
#[derive(Clone, Debug, Default)]
pub struct Tenant {
    /// The tenant's domains.
    pub domains: Option<Vec<TenantDomain>>,
    /// Admin roles by the cloud object that holds them.
    pub roles: Option<FxHashMap<Guid, Vec<RoleAssignment>>>,
    /// Switches by Microsoft's name, in the order of the file.
    pub features: Option<Vec<(String, bool)>>,
    /// The users of RM Unify.
    pub rm_unify_users: Option<Vec<RmUnifyUser>>,
}

/// A domain of the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TenantDomain {
    /// The name, in lower case.
    pub name: String,
    /// Did the tenant prove that it owns the domain?
    pub verified: bool,
    /// Is it the `onmicrosoft.com` name that the tenant got when it was created?
    pub initial: bool,
    /// Do its users sign in at another identity provider?
    pub federated: bool,
}

/// An admin role that a cloud object holds or may activate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleAssignment {
    /// The role's display name.
    pub role: String,
    /// Is it only eligible, to be activated when needed?
    pub eligible: bool,
}

impl RoleAssignment {
    /// Is it one of the roles that Microsoft labels privileged?
    pub fn is_privileged(&self) -> bool {
        PRIVILEGED_ROLES.iter().any(|role| case_key::equal(role, &self.role))
    }
}

impl Tenant {
    /// The roles of a cloud object; `None` where no file with roles was given, or none tells the object's id.
    pub fn roles_of(&self, object_id: Option<Guid>) -> Option<&[RoleAssignment]> {
        let roles = self.roles.as_ref()?;
        Some(roles.get(&object_id?).map_or(&[], Vec::as_slice))
    }
}

/// The roles that carry the label "privileged".
///
/// Source: Microsoft, "Microsoft Entra built-in roles", 2026-01-20.
const PRIVILEGED_ROLES: [&str; 29] = [
    "Agent ID Administrator",
    "Application Administrator",
    "Application Developer",
    "Attribute Provisioning Administrator",
    "Attribute Provisioning Reader",
    "Authentication Administrator",
    "Authentication Extensibility Administrator",
    "B2C IEF Keyset Administrator",
    "Cloud Application Administrator",
    "Cloud Device Administrator",
    "Conditional Access Administrator",
    "Directory Writers",
    "Domain Name Administrator",
    "External Identity Provider Administrator",
    "Global Administrator",
    "Global Reader",
    "Helpdesk Administrator",
    "Hybrid Identity Administrator",
    "Intune Administrator",
    "Lifecycle Workflows Administrator",
    "Partner Tier1 Support",
    "Partner Tier2 Support",
    "Password Administrator",
    "Privileged Authentication Administrator",
    "Privileged Role Administrator",
    "Security Administrator",
    "Security Operator",
    "Security Reader",
    "User Administrator",
];

#[cfg(test)]
mod tests {
    use super::RoleAssignment;

    #[test]
    fn privileged_or_not() {
        let role = |name: &str| RoleAssignment { role: name.to_owned(), eligible: true };
        assert!(role("global administrator").is_privileged());
        assert!(!role("Reports Reader").is_privileged());
    }
}
