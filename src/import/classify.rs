//! What kind of object a row is, and whether it takes part at all.

use super::set_aside::Reason;
use crate::model::cell::{is_type_name, parse_boolean};
use crate::model::{Attribute, ObjectKind, Side, user_principal_name};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is an object of this kind; the flag says whether it is in the recycle bin.
    Use(ObjectKind, bool),
    /// It is set aside.
    SetAside(Reason),
}

/// What becomes of a row of this side. `cell` gives the text of an attribute, blank where there is no column;
/// `assumed` is the kind that the file as a whole suggests.
pub fn classify<'a>(side: Side, assumed: ObjectKind, cell: &dyn Fn(Attribute) -> &'a str) -> Verdict {
    let keys: &[Attribute] = match side {
        Side::OnPremises => &[
            Attribute::ObjectGuid,
            Attribute::DistinguishedName,
            Attribute::SamAccountName,
            Attribute::UserPrincipalName,
            Attribute::Mail,
            Attribute::ProxyAddresses,
        ],
        Side::Cloud => &[Attribute::ObjectId, Attribute::UserPrincipalName, Attribute::Mail, Attribute::ProxyAddresses],
    };
    if keys.iter().all(|&key| cell(key).trim().is_empty()) {
        return Verdict::SetAside(Reason::NothingToKnowItBy);
    }
    match side {
        Side::OnPremises => on_premises(assumed, cell),
        Side::Cloud => cloud(assumed, cell),
    }
}

fn on_premises<'a>(assumed: ObjectKind, cell: &dyn Fn(Attribute) -> &'a str) -> Verdict {
    let name = cell(Attribute::DistinguishedName);
    let deleted = cell(Attribute::DeletedAt);
    if name.contains("\\0ADEL:") || name.contains("CN=Deleted Objects,") || parse_boolean(deleted) == Some(true) {
        return Verdict::SetAside(Reason::DeletedInActiveDirectory);
    }
    // A name that ends with a dollar sign belongs to a computer, a managed service account or a trust.
    let is_computer_name = cell(Attribute::SamAccountName).trim_end().ends_with('$');
    let classes = cell(Attribute::ObjectClass);
    let class = classes.rsplit([';', ',', '|', ' ']).find(|part| !part.is_empty()).unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(class));
    if is_computer_name
        || is(&[
            "computer",
            "msDS-GroupManagedServiceAccount",
            "msDS-ManagedServiceAccount",
            "msDS-DelegatedManagedServiceAccount",
        ])
    {
        Verdict::SetAside(Reason::Computer)
    } else if is(&["user", "inetOrgPerson"]) {
        Verdict::Use(ObjectKind::User, false)
    } else if is(&["group"]) {
        Verdict::Use(ObjectKind::Group, false)
    } else if is(&["contact"]) {
        Verdict::Use(ObjectKind::Contact, false)
    } else if is(&["publicFolder"]) {
        Verdict::Use(ObjectKind::PublicFolder, false)
    } else if class.is_empty() || is_type_name(class) {
        let kind = if cell(Attribute::GroupType).trim().is_empty() { assumed } else { ObjectKind::Group };
        Verdict::Use(kind, false)
    } else {
        Verdict::SetAside(Reason::OtherClass)
    }
}

fn cloud<'a>(assumed: ObjectKind, cell: &dyn Fn(Attribute) -> &'a str) -> Verdict {
    // Exchange Online moves a mailbox that is deleted to a place of that name.
    let deleted = !cell(Attribute::DeletedAt).trim().is_empty()
        || cell(Attribute::DistinguishedName).contains("OU=Soft Deleted Objects");
    let is = |attribute, word: &str| cell(attribute).trim().eq_ignore_ascii_case(word);
    let recipient = cell(Attribute::RecipientType).trim();
    let contains =
        |word: &str| recipient.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let kind = if is(Attribute::UserType, "Guest")
        || user_principal_name::is_guest(cell(Attribute::UserPrincipalName))
        || contains("GuestMail")
    {
        ObjectKind::Guest
    } else if contains("Contact") || is(Attribute::ObjectClass, "contact") {
        ObjectKind::Contact
    } else if contains("Group") || contains("RoomList") || is(Attribute::ObjectClass, "group") {
        ObjectKind::Group
    } else if contains("PublicFolder") && !contains("Mailbox") {
        ObjectKind::PublicFolder
    } else if recipient.is_empty() {
        assumed
    } else {
        ObjectKind::User
    };
    Verdict::Use(kind, deleted)
}

#[cfg(test)]
mod tests {
    use super::{Verdict, classify};
    use crate::import::set_aside::Reason;
    use crate::model::{Attribute, ObjectKind, Side};

    #[track_caller]
    fn check(side: Side, cells: &[(Attribute, &'static str)], expected: Verdict) {
        let cell = |attribute| cells.iter().find(|(a, _)| *a == attribute).map_or("", |(_, text)| *text);
        assert_eq!(classify(side, ObjectKind::User, &cell), expected, "{cells:?}");
    }

    #[test]
    fn rows_of_active_directory() {
        use Attribute::{DistinguishedName, GroupType, ObjectClass, SamAccountName};
        let sam = (SamAccountName, "ann");
        let side = Side::OnPremises;
        check(side, &[sam, (ObjectClass, "user")], Verdict::Use(ObjectKind::User, false));
        check(side, &[sam], Verdict::Use(ObjectKind::User, false));
        check(
            side,
            &[sam, (ObjectClass, "top;person;organizationalPerson;user")],
            Verdict::Use(ObjectKind::User, false),
        );
        check(side, &[sam, (ObjectClass, "group")], Verdict::Use(ObjectKind::Group, false));
        check(side, &[sam, (GroupType, "-2147483646")], Verdict::Use(ObjectKind::Group, false));
        check(side, &[(DistinguishedName, "CN=x"), (ObjectClass, "contact")], Verdict::Use(ObjectKind::Contact, false));
        check(side, &[(SamAccountName, "DC1$"), (ObjectClass, "computer")], Verdict::SetAside(Reason::Computer));
        check(side, &[(SamAccountName, "svc$")], Verdict::SetAside(Reason::Computer));
        check(
            side,
            &[(DistinguishedName, "OU=x"), (ObjectClass, "organizationalUnit")],
            Verdict::SetAside(Reason::OtherClass),
        );
        check(
            side,
            &[(DistinguishedName, "CN=Ann\\0ADEL:8,CN=Deleted Objects,DC=c")],
            Verdict::SetAside(Reason::DeletedInActiveDirectory),
        );
        check(side, &[(ObjectClass, "user")], Verdict::SetAside(Reason::NothingToKnowItBy));
    }

    #[test]
    fn rows_of_the_cloud() {
        use Attribute::{DeletedAt, ObjectClass, ObjectId, RecipientType, UserPrincipalName, UserType};
        let id = (ObjectId, "x");
        let side = Side::Cloud;
        check(side, &[id], Verdict::Use(ObjectKind::User, false));
        check(side, &[id, (DeletedAt, "2026-10-30 15:02:11Z")], Verdict::Use(ObjectKind::User, true));
        check(side, &[id, (UserType, "guest")], Verdict::Use(ObjectKind::Guest, false));
        check(
            side,
            &[id, (UserPrincipalName, "a_b.com#EXT#@c.onmicrosoft.com")],
            Verdict::Use(ObjectKind::Guest, false),
        );
        check(side, &[id, (ObjectClass, "contact")], Verdict::Use(ObjectKind::Contact, false));
        for (recipient, kind) in [
            ("UserMailbox", ObjectKind::User),
            ("SharedMailbox", ObjectKind::User),
            ("MailUser", ObjectKind::User),
            ("GuestMailUser", ObjectKind::Guest),
            ("MailContact", ObjectKind::Contact),
            ("MailUniversalDistributionGroup", ObjectKind::Group),
            ("GroupMailbox", ObjectKind::Group),
            ("PublicFolder", ObjectKind::PublicFolder),
            ("PublicFolderMailbox", ObjectKind::User),
        ] {
            check(side, &[id, (RecipientType, recipient)], Verdict::Use(kind, false));
        }
        check(side, &[(UserType, "Member")], Verdict::SetAside(Reason::NothingToKnowItBy));
    }
}
