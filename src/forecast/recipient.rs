//! Is a cloud object an Exchange Online recipient, and does Entra ID strip unverified domains from it?
//!
//! Source: Microsoft, "Microsoft Entra Connect Sync service shadow attributes" (proxyAddresses), read 2026-07.

use crate::join::Context;
use crate::model::{Attribute, Cell, Confidence, ObjectId, ObjectKind};

/// Has the cloud object a mailbox, by licence or as a shared or room mailbox? With how sure that is.
pub fn is_recipient(context: &Context<'_>, cloud: ObjectId) -> (bool, Confidence) {
    let snapshot = context.cloud();
    if let Some(kind) = snapshot.text(cloud, Attribute::RecipientType) {
        return (kind.ends_with("Mailbox"), Confidence::Certain);
    }
    if let Ok(Some(is_licensed)) = snapshot.boolean(cloud, Attribute::ExchangeLicensed) {
        return (is_licensed, Confidence::Certain);
    }
    match snapshot.cell(cloud, Attribute::Licences) {
        // Which plans a licence holds is not told; an account with one and with an address has a mailbox as a rule.
        Cell::Text(licences) if !licences.trim().eq_ignore_ascii_case("Unlicensed") => {
            let has_address = !context.index.cloud.addresses(cloud).is_empty();
            (has_address, Confidence::Likely)
        }
        Cell::Text(_) | Cell::Empty => (false, Confidence::Likely),
        Cell::NotExported | Cell::Lost => (false, Confidence::Possible),
    }
}

/// Does Entra ID strip addresses in unverified domains? It does for mailboxes and remote mailboxes, and not for mail users
/// and contacts.
pub fn is_sanitised(context: &Context<'_>, object: ObjectId, cloud: Option<ObjectId>) -> (bool, Confidence) {
    let on_premises = context.on_premises();
    if on_premises.kind(object) == ObjectKind::Contact {
        return (false, Confidence::Certain);
    }
    let (is_recipient, confidence) = cloud.map_or((false, Confidence::Likely), |cloud| is_recipient(context, cloud));
    if is_recipient {
        return (true, confidence);
    }
    match on_premises.cell(object, Attribute::MsExchRemoteRecipientType) {
        Cell::Text(kind) if kind.trim() != "0" => (true, Confidence::Certain),
        Cell::Text(_) | Cell::Empty => (false, confidence),
        Cell::NotExported | Cell::Lost => (false, confidence.and(Confidence::Likely)),
    }
}
