//! Stage 0: does the sync take an AD object along at all?
//!
//! These are the filters of Entra Connect's default rules. A filter on organisational units is not in any export and
//! cannot be seen.
//! Sources: Microsoft, "Microsoft Entra Connect Sync: Understanding the default configuration", and "One or more
//! objects don't sync when the sync tool is used" (KB 2643629), read 2026-07.

use super::context::Context;
use super::identity::PrimarySource;
use super::outcome::{Reason, Reasons};
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{
    Attribute, Cell, Confidence, ObjectId, ObjectKind, Snapshot, address_list, case_key, security_identifier,
};
use crate::settings::{AnchorAttribute, Origin};

/// Why the sync leaves an object out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfScope {
    /// In a sentence.
    pub why: &'static str,
    /// How sure.
    pub confidence: Confidence,
    /// The rule behind it, if there is one.
    pub reasons: Reasons,
}

/// System mailboxes, discovery mailboxes, room lists' arbiters and the like, by bit of msExchRecipientTypeDetails.
const SYSTEM_RECIPIENTS: u64 = 0x21C0_7000;
const ROLE_GROUP: u64 = 0x4000_0000;
const LINKED_MAILBOX: u64 = 2;

/// Why the sync leaves the object out, or `None` if it takes it along.
pub fn out_of_scope(context: &Context<'_>, object: ObjectId) -> Option<OutOfScope> {
    let on_premises = context.on_premises();
    let certain = |why| Some(OutOfScope { why, confidence: Confidence::Certain, reasons: Reasons::default() });
    let text = |attribute| on_premises.text(object, attribute).unwrap_or_default();
    let starts = |attribute, prefix: &str| {
        text(attribute).get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if on_premises.boolean(object, Attribute::IsCriticalSystemObject) == Ok(Some(true)) {
        return certain("AD marks it as a system object (isCriticalSystemObject).");
    }
    if first_name(text(Attribute::DistinguishedName)).contains("\\0ACNF:") {
        return Some(OutOfScope {
            why: "AD renamed it because of a replication conflict (CNF in its name).",
            confidence: Confidence::Certain,
            reasons: Reason::AdCnfObject.into(),
        });
    }
    let recipient_type = text(Attribute::MsExchRecipientTypeDetails).trim().parse::<u64>().unwrap_or(0);
    let is_cas = |attribute| starts(attribute, "CAS_") && text(attribute).contains('}');
    match on_premises.kind(object) {
        ObjectKind::User | ObjectKind::Guest => {
            if on_premises.cell(object, Attribute::SamAccountName) == Cell::Empty {
                return certain("It has no sAMAccountName.");
            }
            if starts(Attribute::SamAccountName, "AAD_") || starts(Attribute::SamAccountName, "MSOL_") {
                return certain("It is a service account of the sync itself (AAD_ or MSOL_ in its name).");
            }
            if case_key::equal(text(Attribute::SamAccountName), "SUPPORT_388945a0") {
                return certain("It is the support account of old Windows versions.");
            }
            if starts(Attribute::MailNickname, "SystemMailbox{")
                || is_cas(Attribute::MailNickname)
                || is_cas(Attribute::SamAccountName)
            {
                return certain("It is a system mailbox of Exchange.");
            }
            if recipient_type & SYSTEM_RECIPIENTS != 0 {
                return certain("It is a system mailbox of Exchange (msExchRecipientTypeDetails).");
            }
            if starts(Attribute::AdminDescription, "User_") {
                return certain("The sync wrote it back from the cloud (adminDescription).");
            }
            if recipient_type == LINKED_MAILBOX {
                return Some(OutOfScope {
                    why: "It is a linked mailbox. It waits for the user in the account forest.",
                    confidence: Confidence::Certain,
                    reasons: Reason::AdLinkedMailboxNoAnchor.into(),
                });
            }
            without_anchor(context, object).or_else(|| built_in_by_name(on_premises, object))
        }
        ObjectKind::Contact => {
            if !is_mail_enabled(context, object) {
                return certain("It is a contact without an e-mail address.");
            }
            if is_cas(Attribute::MailNickname) {
                return certain("It is a system object of Exchange.");
            }
            let hidden = on_premises.boolean(object, Attribute::MsExchHideFromAddressLists) == Ok(Some(true));
            if hidden && text(Attribute::DisplayName).contains("(MSOL)") {
                return certain("It is a contact that an old sync tool made, (MSOL) in its name.");
            }
            None
        }
        ObjectKind::Group => {
            if case_key::equal(text(Attribute::SamAccountName), "MSOL_AD_Sync_RichCoexistence") {
                return certain("It is a group of the sync itself.");
            }
            if recipient_type & ROLE_GROUP != 0 {
                return certain("It is a role group of Exchange.");
            }
            if starts(Attribute::AdminDescription, "Group_") {
                return certain("The sync wrote it back from the cloud (adminDescription).");
            }
            if is_distribution_group(text(Attribute::GroupType)) == Some(true) && !is_mail_enabled(context, object) {
                return certain("It is a distribution group without an e-mail address.");
            }
            None
        }
        ObjectKind::PublicFolder => Some(OutOfScope {
            why: "It is a mail-enabled public folder, which this sync does not take along.",
            confidence: Confidence::Likely,
            reasons: Reasons::default(),
        }),
    }
}

/// May a contact or group be left out for want of an address, so far as the export tells? It lacks a column that decides.
pub fn is_doubtful(context: &Context<'_>, object: ObjectId) -> bool {
    let on_premises = context.on_premises();
    let needs_address = match on_premises.kind(object) {
        ObjectKind::Contact => true,
        ObjectKind::Group => {
            is_distribution_group(on_premises.text(object, Attribute::GroupType).unwrap_or_default()) != Some(false)
        }
        _ => false,
    };
    let has_mail = on_premises.text(object, Attribute::Mail).is_some_and(|mail| mail.contains('@'));
    needs_address && !has_mail && context.index.on_premises.primary(object).is_none()
}

/// Where the export does not say what a system object is, the accounts that every domain has are known by the end of
/// their SID, and by their English names.
fn built_in_by_name(on_premises: &Snapshot, object: ObjectId) -> Option<OutOfScope> {
    if on_premises.cell(object, Attribute::IsCriticalSystemObject).is_known() {
        return None;
    }
    let identifier = on_premises.text(object, Attribute::ObjectSid).and_then(security_identifier::normalise);
    let by_identifier = identifier.is_some_and(|identifier| security_identifier::is_built_in_account(&identifier));
    let name = on_premises.text(object, Attribute::SamAccountName).unwrap_or_default();
    let by_name = ["Administrator", "Guest", "krbtgt"].iter().any(|built_in| built_in.eq_ignore_ascii_case(name));
    (by_identifier || by_name).then_some(OutOfScope {
        why: "It is an account that every domain has. AD marks these as system objects.",
        confidence: if by_identifier { Confidence::Certain } else { Confidence::Likely },
        reasons: Reasons::default(),
    })
}

/// The first part of a distinguished name; a comma after a backslash belongs to it.
fn first_name(distinguished_name: &str) -> &str {
    let mut is_escaped = false;
    let end = distinguished_name.find(|c| {
        let ends = c == ',' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    &distinguished_name[..end.unwrap_or(distinguished_name.len())]
}

/// A source anchor of the tenant's own that a user does not have: the default rules leave out whoever has none.
fn without_anchor(context: &Context<'_>, object: ObjectId) -> Option<OutOfScope> {
    let chosen = context.settings.source_anchor_attribute;
    let AnchorAttribute::Other(attribute) = chosen.value else { return None };
    (context.on_premises().cell(object, attribute) == Cell::Empty).then_some(OutOfScope {
        why: "It has no source anchor: the attribute that the tenant chose for it is not set.",
        confidence: if chosen.origin == Origin::Given { Confidence::Certain } else { Confidence::Likely },
        reasons: Reasons::default(),
    })
}

/// Has it an address: a mail, or a primary one in proxyAddresses? An attribute that no file has counts in its favour, and
/// so does an address of which the export does not tell whether it is primary.
fn is_mail_enabled(context: &Context<'_>, object: ObjectId) -> bool {
    let on_premises = context.on_premises();
    let mail = on_premises.cell(object, Attribute::Mail);
    let addresses = on_premises.cell(object, Attribute::ProxyAddresses);
    let case_lost = context.index.on_premises.primary_source(object) == PrimarySource::MailForLostCase;
    let may_be_primary = |entry: &str| {
        let address = ProxyAddress::parse(entry);
        let is_primary = address.address_type == AddressType::PrimarySmtp || (case_lost && address.is_smtp());
        is_primary && address.value.contains('@')
    };
    let has_primary = || addresses.text().is_some_and(|list| address_list::entries(list).any(may_be_primary));
    mail.text().is_some_and(|mail| mail.contains('@')) || !mail.is_known() || !addresses.is_known() || has_primary()
}

/// Does the sync take the object along only because it has an e-mail address, so far as the export tells?
pub fn needs_address(context: &Context<'_>, object: ObjectId) -> bool {
    let on_premises = context.on_premises();
    match on_premises.kind(object) {
        ObjectKind::Contact => true,
        ObjectKind::Group => {
            is_distribution_group(on_premises.text(object, Attribute::GroupType).unwrap_or_default()) == Some(true)
        }
        _ => false,
    }
}

/// Is it a distribution group and no security group? `None` where the file does not tell.
///
/// Bit 0x80000000 of groupType marks security groups, which makes the number negative.
fn is_distribution_group(group_type: &str) -> Option<bool> {
    let group_type = group_type.trim();
    if group_type.eq_ignore_ascii_case("Distribution") {
        return Some(true);
    }
    if group_type.eq_ignore_ascii_case("Security") {
        return Some(false);
    }
    group_type.parse::<i64>().ok().map(|bits| bits & 0x8000_0000 == 0)
}

#[cfg(test)]
mod tests {
    use super::is_distribution_group;

    #[test]
    fn kinds_of_groups() {
        assert_eq!(is_distribution_group("-2147483646"), Some(false));
        assert_eq!(is_distribution_group("2147483650"), Some(false));
        assert_eq!(is_distribution_group("2"), Some(true));
        assert_eq!(is_distribution_group("Distribution"), Some(true));
        assert_eq!(is_distribution_group("Security"), Some(false));
        assert_eq!(is_distribution_group(""), None);
    }
}
