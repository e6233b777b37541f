//! `ad-csvde`: what `csvde -f out.csv` writes on a domain controller.
//!
//! - Made by: `csvde -f out.csv`, with `-d` for a part of the directory, `-l` for some attributes, `-u` for Unicode.
//! - Columns: `DN` first, then `objectClass` and the attributes in the order in which they were first met, by their
//!   LDAP names.
//! - Cells: bytes as `X'hex'`; without `-u` also text that is not ASCII, as `X'hex of its UTF-8'`. Several values are
//!   joined by `;`. A backslash is written twice. Rows often end before their last columns.
//! - There is no `Enabled`; bit 2 of `userAccountControl` says it.
//!
//! Source: Microsoft, csvde reference (Windows Server commands), and RFC 2253 for the names.

use super::{Content, Format, FormatDefinition, ObjectRows, columns};
use crate::import::header::Header;
use crate::model::{Attribute, ObjectKind, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdCsvde,
    name: "ad-csvde",
    title: "Active Directory, csvde",
    recognise,
    content: Content::Objects(ObjectRows {
        side: Side::OnPremises,
        trust: 1,
        columns: columns::ACTIVE_DIRECTORY,
        lists,
        decode: Some(decode),
        can_hold_immutable_id: false,
    }),
};

fn recognise(header: &Header<'_>) -> bool {
    header.squashed.first().is_some_and(|first| first == "dn") && header.squashed.len() > 1
}

fn lists(_: &Header<'_>) -> &'static [ObjectKind] {
    &[]
}

/// Turns hex into text where the attribute is text, and takes out the doubled backslashes.
fn decode(attribute: Attribute, cell: &str) -> Option<String> {
    let holds_bytes = matches!(attribute, Attribute::ObjectGuid | Attribute::ConsistencyGuid | Attribute::ObjectSid);
    if holds_bytes {
        return None;
    }
    if let Some(hex) = cell.strip_prefix("X'").and_then(|rest| rest.strip_suffix('\'')) {
        let bytes: Option<Vec<u8>> = (0..hex.len() / 2)
            .map(|i| hex.get(2 * i..2 * i + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .collect();
        return bytes.filter(|_| hex.len().is_multiple_of(2)).and_then(|bytes| String::from_utf8(bytes).ok());
    }
    cell.contains('\\').then(|| cell.replace("\\\\", "\\").replace("\\;", ";"))
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::model::Attribute;

    #[test]
    fn hex_text_and_backslashes() {
        assert_eq!(decode(Attribute::DisplayName, "X'5369c3a26e'").as_deref(), Some("Siân"));
        assert_eq!(decode(Attribute::ObjectGuid, "X'5369c3a26e'"), None);
        assert_eq!(decode(Attribute::DisplayName, "X'5369c3'"), None);
        assert_eq!(decode(Attribute::DistinguishedName, r"CN=a\\, b,DC=c").as_deref(), Some(r"CN=a\, b,DC=c"));
        assert_eq!(decode(Attribute::DisplayName, "plain"), None);
    }
}
