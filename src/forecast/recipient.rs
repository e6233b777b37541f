//! Is a cloud object an Exchange Online recipient, and does Entra ID strip unverified domains from it?
//!
//! Source: Microsoft, "Microsoft Entra Connect Sync service shadow attributes" (proxyAddresses), read 2026-07.

use crate::join::Context;
use crate::model::{Attribute, Cell, Confidence, ObjectId, ObjectKind, licences};

/// Is the cloud object treated as a mailbox, by licence or as a shared or room mailbox? With how sure that is. A mail user
/// with an Exchange plan is, although its mailbox is on premises.
pub fn is_recipient(context: &Context<'_>, cloud: ObjectId) -> (bool, Confidence) {
    let snapshot = context.cloud();
    let kind = snapshot.text(cloud, Attribute::RecipientType);
    if kind.is_some_and(|kind| kind.ends_with("Mailbox")) {
        return (true, Confidence::Certain);
    }
    if let Ok(Some(is_licensed)) = snapshot.boolean(cloud, Attribute::ExchangeLicensed) {
        return (is_licensed, Confidence::Certain);
    }
    match (snapshot.cell(cloud, Attribute::Licences), kind) {
        // Which plans a licence holds is not told; an account with one and with an address has a mailbox as a rule.
        (Cell::Text(names), None) if licences::may_hold_mailbox(names) => {
            let has_address = !context.index.cloud.addresses(cloud).is_empty();
            (has_address, Confidence::Likely)
        }
        (Cell::Text(names), Some("MailUser")) if licences::may_hold_mailbox(names) => (false, Confidence::Possible),
        (Cell::NotExported | Cell::Lost, Some("MailUser")) | (Cell::Text(_) | Cell::Empty, None) => {
            (false, Confidence::Likely)
        }
        (_, Some(_)) => (false, Confidence::Certain),
        (Cell::NotExported | Cell::Lost, None) => (false, Confidence::Possible),
    }
}

/// msExchRecipientTypeDetails of shared, room and equipment mailboxes, on premises and remote.
///
/// Source: Microsoft, "Exchange recipient types in Active Directory" (msExchRecipientTypeDetails), 2015-03.
const SHARED_RESOURCES: [&str; 6] = ["4", "16", "32", "8589934592", "17179869184", "34359738368"];

/// Does Entra ID strip addresses in unverified domains? It does for mailboxes, remote mailboxes and shared resources, and
/// not for mail users and contacts.
pub fn is_sanitised(context: &Context<'_>, object: ObjectId, cloud: Option<ObjectId>) -> (bool, Confidence) {
    let on_premises = context.on_premises();
    if on_premises.kind(object) == ObjectKind::Contact {
        return (false, Confidence::Certain);
    }
    let (is_recipient, confidence) = cloud.map_or((false, Confidence::Likely), |cloud| is_recipient(context, cloud));
    if is_recipient {
        return (true, confidence);
    }
    let kind = on_premises.text(object, Attribute::MsExchRecipientTypeDetails);
    match on_premises.cell(object, Attribute::MsExchRemoteRecipientType) {
        Cell::Text(kind) if kind.trim() != "0" => (true, Confidence::Certain),
        _ if kind.is_some_and(|kind| SHARED_RESOURCES.contains(&kind.trim())) => (true, Confidence::Likely),
        Cell::Text(_) | Cell::Empty => (false, confidence),
        Cell::NotExported | Cell::Lost => (false, confidence.and(Confidence::Likely)),
    }
}
