//! `tenant-roles`: who holds an admin role or may activate one, with groups expanded to their members.
//!
//! - Made by: Graph's role assignments and eligibility schedules, in the command for domains, roles and switches.
//! - Columns: `principalId,role,assignment`, the last one `assigned` or `eligible`.
//!
//! Source: Microsoft Graph, "unifiedRoleAssignment" and "unifiedRoleEligibilitySchedule", 2026.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::model::{Guid, case_key};
use crate::tenant::RoleAssignment;

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::TenantRoles,
    name: "tenant-roles",
    title: "Admin roles of the tenant",
    recognise: |header| header.has_all(&["principalid", "role"]),
    content: Content::Facts(FactRows {
        side: InputSide::Tenant,
        what: None,
        columns: &["principalid", "role", "assignment"],
        read: |cell| {
            let principal = Guid::parse_text(cell("principalid"))?;
            let role = cell("role").trim().to_owned();
            let eligible = case_key::equal(cell("assignment"), "eligible");
            Some(Fact::Role(principal, RoleAssignment { role, eligible }))
        },
    }),
};
