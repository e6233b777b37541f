//! `ad-ldif`: what ldifde and ldapsearch write.
//!
//! - Made by: `ldifde -f users.ldf` on a domain controller, or `ldapsearch` from anywhere.
//! - One `attribute: value` a line, entries divided by blank lines. `import::ldif` reads the syntax.
//! - Cells: bytes (objectGUID, objectSid, mS-DS-ConsistencyGuid) and text that is not ASCII in Base64 after two colons.
//! - An attribute that is not set is not in the entry, so an attribute that no entry has counts as not exported.
//! - ldapsearch adds comments and a trailer (`search:`, `result:`), which are no entries.
//!
//! Source: RFC 2849; Microsoft, ldifde reference (Windows Server commands).

use super::{Content, Format, FormatDefinition, ObjectRows, columns};
use crate::model::Side;

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdLdif,
    name: "ad-ldif",
    title: "Active Directory, LDIF",
    // Told by its first line, in `import::sniff`.
    recognise: |_| false,
    content: Content::Objects(ObjectRows {
        side: Side::OnPremises,
        trust: 1,
        columns: columns::ACTIVE_DIRECTORY,
        lists: |_| &[],
        decode: None,
        can_hold_immutable_id: false,
    }),
};

/// The attributes that are read, the name of the entry first; and whether their values are bytes.
pub(in crate::import) const COLUMNS: &[(&str, bool)] = &[
    ("distinguishedName", false),
    ("objectClass", false),
    ("objectGUID", true),
    ("mS-DS-ConsistencyGuid", true),
    ("msDS-ExternalDirectoryObjectId", false),
    ("objectSid", true),
    ("sAMAccountName", false),
    ("userPrincipalName", false),
    ("mail", false),
    ("proxyAddresses", false),
    ("targetAddress", false),
    ("mailNickname", false),
    ("displayName", false),
    ("givenName", false),
    ("sn", false),
    ("employeeID", false),
    ("legacyExchangeDN", false),
    ("msExchRemoteRecipientType", false),
    ("msExchRecipientTypeDetails", false),
    ("msExchHideFromAddressLists", false),
    ("homeMDB", false),
    ("adminDescription", false),
    ("groupType", false),
    ("isCriticalSystemObject", false),
    ("userAccountControl", false),
    ("whenCreated", false),
    ("whenChanged", false),
    ("isDeleted", false),
];
