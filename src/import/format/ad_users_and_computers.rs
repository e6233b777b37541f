//! `ad-users-and-computers`: what "Export List…" of Active Directory Users and Computers saves.
//!
//! - Made by: an organisational unit on screen, Action, Export List; text with tabs or commas, in a Windows code page or
//!   Unicode.
//! - Columns: those shown, with names in the language of Windows (English and German are known). There is no GUID and
//!   no proxyAddresses: what joins by UPN or mail can be seen, nothing by anchor.
//! - Cells: `Type` reads "User", "Contact", "Security Group - Global". Only one organisational unit is in the list.
//!
//! Source: Microsoft, "Export a list" in the help of the Microsoft Management Console; header rows as seen in use.

use super::{Content, Format, FormatDefinition, ObjectRows, column};
use crate::model::{Attribute, Side};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::AdUsersAndComputers,
    name: "ad-users-and-computers",
    title: "Active Directory Users and Computers, list",
    recognise: |header| {
        header.has_all(&["name", "type", "description"]) || header.has_all(&["name", "typ", "beschreibung"])
    },
    content: Content::Objects(ObjectRows {
        side: Side::OnPremises,
        trust: 9,
        columns: COLUMNS,
        lists: |_| &[],
        decode: Some(decode),
        can_hold_immutable_id: false,
    }),
};

const COLUMNS: &[super::ColumnDefinition] = &[
    column(Attribute::ObjectClass, &["type", "typ"]),
    column(Attribute::DisplayName, &["displayname", "anzeigename", "name"]),
    column(Attribute::GivenName, &["firstname", "vorname"]),
    column(Attribute::Surname, &["lastname", "nachname"]),
    column(Attribute::UserPrincipalName, &["userlogonname", "benutzeranmeldename"]),
    column(
        Attribute::SamAccountName,
        &["prewindows2000logonname", "prewindows2000logonnam", "präwindows2000anmeldename"],
    ),
    column(Attribute::Mail, &["emailaddress", "emailadresse"]),
    column(Attribute::MailNickname, &["exchangealias"]),
    column(Attribute::ChangedAt, &["modified", "geändert"]),
];

/// Words of the column `Type` and the class behind each; the first that fits counts.
const CLASSES: [(&str, &str); 8] = [
    ("group", "group"),
    ("gruppe", "group"),
    ("contact", "contact"),
    ("kontakt", "contact"),
    ("computer", "computer"),
    ("managed service account", "msDS-GroupManagedServiceAccount"),
    ("user", "user"),
    ("benutzer", "user"),
];

/// The class behind the words of the column `Type`.
fn decode(attribute: Attribute, cell: &str) -> Option<String> {
    if attribute != Attribute::ObjectClass {
        return None;
    }
    let words = crate::model::case_key::search_form(cell);
    CLASSES.iter().find(|(word, _)| words.contains(word)).map(|(_, class)| (*class).to_owned())
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::model::Attribute;

    #[test]
    fn types_in_words() {
        let class = |words| decode(Attribute::ObjectClass, words);
        assert_eq!(class("Security Group - Global").as_deref(), Some("group"));
        assert_eq!(class("Verteilergruppe - Universell").as_deref(), Some("group"));
        assert_eq!(class("Benutzer").as_deref(), Some("user"));
        assert_eq!(class("Contact").as_deref(), Some("contact"));
        assert_eq!(class("Organizational Unit"), None);
        assert_eq!(decode(Attribute::Mail, "user@contoso.com"), None);
    }
}
