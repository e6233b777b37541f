//! `exchange-admin-center`: Exchange admin center, Recipients, Export.
//!
//! - Made by: Recipients, Mailboxes (or Groups, Contacts), Export.
//! - Columns: `Display name,Email address,Recipient type,Archive status,Last modified time`, or fewer.
//! - One address a row, the primary one; no identifier. Only a join by primary address can be seen in it.
//!
//! Source: header rows of exports of 2024 and 2025; Microsoft documents none.

use super::{Content, Format, FormatDefinition, ObjectRows, column};
use crate::import::header::Header;
use crate::model::{Attribute, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::ExchangeAdminCenter,
    name: "exchange-admin-center",
    title: "Exchange admin center, Export",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::Cloud,
        trust: 9,
        columns: &[
            column(Attribute::DisplayName, &["displayname"]),
            column(Attribute::Mail, &["emailaddress"]),
            column(Attribute::RecipientType, &["recipienttype"]),
            column(Attribute::ChangedAt, &["lastmodifiedtime"]),
        ],
        lists: |_| &[],
        decode: None,
        can_hold_immutable_id: false,
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    header.has_all(&["displayname", "emailaddress"])
        && header.has_blanks_in_names()
        && (header.has_any(&["recipienttype", "archivestatus"]) || header.squashed.len() == 2)
}
