//! `tenant-domains`: the tenant's domains, from `Get-MgDomain`.
//!
//! - Made by: `Get-MgDomain`, in the command for domains, roles and switches.
//! - Columns: `Id,IsVerified,IsInitial,AuthenticationType`.
//!
//! Source: Microsoft Graph, "domain resource type", 2026.

use super::{Content, Fact, FactRows, Format, FormatDefinition, InputSide};
use crate::model::{case_key, cell::parse_boolean};
use crate::tenant::TenantDomain;

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::TenantDomains,
    name: "tenant-domains",
    title: "Domains of the tenant",
    recognise: |header| header.has_all(&["id", "isverified"]),
    content: Content::Facts(FactRows {
        side: InputSide::Tenant,
        what: None,
        columns: &["id", "isverified", "isinitial", "authenticationtype"],
        read: |cell| {
            let name = case_key::fold(cell("id")).into_owned();
            (!name.is_empty()).then(|| {
                Fact::Domain(TenantDomain {
                    name,
                    verified: parse_boolean(cell("isverified")).unwrap_or(false),
                    initial: parse_boolean(cell("isinitial")).unwrap_or(false),
                    federated: case_key::equal(cell("authenticationtype"), "Federated"),
                })
            })
        },
    }),
};
