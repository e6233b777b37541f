//! What an object can be recognised by, as texts that are equal where two objects agree.
//!
//! Only what a file tells gives a text: neither a blank cell nor a missing column resembles anything.

use super::name::NameForm;
use crate::join::Context;
use crate::model::{Attribute, Guid, Key, ObjectId, ObjectKind, Side, Snapshot, case_key, domain, security_identifier};

/// What is looked up. Addresses are not among them, because the joins have their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trait {
    DirectoryId,
    Sid,
    EmployeeId,
    AccountName,
    LocalPart,
    Nickname,
    /// The words of the display name, and those of first name and surname.
    Words,
    InitialAndSurname,
}

impl Trait {
    pub(super) const ALL: [Self; 8] = [
        Self::DirectoryId,
        Self::Sid,
        Self::EmployeeId,
        Self::AccountName,
        Self::LocalPart,
        Self::Nickname,
        Self::Words,
        Self::InitialAndSurname,
    ];

    /// Is it worth looking for in guests and deleted accounts too?
    pub(super) fn is_identifier(self) -> bool {
        matches!(self, Self::DirectoryId | Self::Sid | Self::EmployeeId)
    }

    /// The attribute that holds it on a side, where there is one.
    pub(super) fn attribute(self, side: Side) -> Option<Attribute> {
        match (self, side) {
            (Self::DirectoryId, Side::OnPremises) => Some(Attribute::ExternalDirectoryObjectId),
            (Self::DirectoryId, Side::Cloud) => Some(Attribute::ObjectId),
            (Self::Sid, _) => Some(Attribute::ObjectSid),
            (Self::EmployeeId, _) => Some(Attribute::EmployeeId),
            (Self::AccountName, _) => Some(Attribute::SamAccountName),
            (Self::Nickname, _) => Some(Attribute::MailNickname),
            (Self::LocalPart | Self::Words | Self::InitialAndSurname, _) => None,
        }
    }

    /// Do the files of both sides tell it? What one side does not tell need not be looked up.
    pub(super) fn is_told(self, context: &Context<'_>) -> bool {
        let told =
            |snapshot: &Snapshot| self.attribute(snapshot.side).is_none_or(|attribute| snapshot.exports(attribute));
        told(context.on_premises()) && told(context.cloud())
    }
}

/// Texts that are used again for each object, so that reading a million objects does not make a million of them.
#[derive(Default)]
pub(super) struct Scratch {
    name: NameForm,
    text: String,
    other: String,
}

/// Tells the texts of a trait of an object; most have one at most.
pub(super) fn each(
    context: &Context<'_>,
    side: Side,
    object: ObjectId,
    wanted: Trait,
    scratch: &mut Scratch,
    tell: &mut dyn FnMut(&str),
) {
    let snapshot = snapshot(context, side);
    if let Some(attribute) = wanted.attribute(side) {
        let Some(text) = snapshot.text(object, attribute) else { return };
        match wanted {
            Trait::Sid => {
                if let Some(identifier) = security_identifier::normalise(text) {
                    tell(&identifier);
                }
            }
            // AD has `User_<id>`.
            Trait::DirectoryId => {
                let text = text.trim();
                if let Some(guid) = Guid::parse_text(text.rsplit_once('_').map_or(text, |(_, id)| id)) {
                    tell(&guid.to_string());
                }
            }
            _ => tell(&case_key::fold(text)),
        }
        return;
    }
    match wanted {
        Trait::LocalPart => {
            let mut told = None;
            for address in main_addresses(context, side, object).into_iter().flatten() {
                let Some((local, _)) = divide(context.index.keys.text(address)) else { continue };
                if told != Some(local) {
                    tell(local);
                }
                told = Some(local);
            }
        }
        Trait::Words => {
            scratch.text.clear();
            if read_display_name(snapshot, object, &mut scratch.name) {
                scratch.name.sorted_words(&mut scratch.text);
                tell(&scratch.text);
            }
            if read_parts(snapshot, object, &mut scratch.name) {
                scratch.name.sorted_words(&mut scratch.other);
                if scratch.other != scratch.text {
                    tell(&scratch.other);
                }
            }
        }
        _ => {
            if let Some((initial, surname)) = initial_and_surname(snapshot, object) {
                scratch.text.clear();
                scratch.text.push(initial);
                scratch.text.push(' ');
                scratch.text.push_str(&surname);
                tell(&scratch.text);
            }
        }
    }
}

pub(super) fn snapshot<'a>(context: &Context<'a>, side: Side) -> &'a Snapshot {
    match side {
        Side::OnPremises => context.on_premises(),
        Side::Cloud => context.cloud(),
    }
}

/// Sign-in name and primary address.
pub(super) fn main_addresses(context: &Context<'_>, side: Side, object: ObjectId) -> [Option<Key>; 2] {
    let identities = match side {
        Side::OnPremises => &context.index.on_premises,
        Side::Cloud => &context.index.cloud,
    };
    [identities.login(object), identities.primary(object)]
}

/// An address before and after the `@`.
pub(super) fn divide(address: &str) -> Option<(&str, &str)> {
    let address = address.trim();
    let domain = domain::of(address)?;
    let local = &address[..address.len() - domain.len() - 1];
    (!local.is_empty() && !domain.is_empty()).then_some((local, domain))
}

fn read_display_name(snapshot: &Snapshot, object: ObjectId, form: &mut NameForm) -> bool {
    let Some(name) = snapshot.text(object, Attribute::DisplayName) else { return false };
    form.read_display_name(name);
    !form.is_empty()
}

fn read_parts(snapshot: &Snapshot, object: ObjectId, form: &mut NameForm) -> bool {
    let Some((given, surname)) = parts(snapshot, object) else { return false };
    form.read_parts(given, surname);
    !form.is_empty()
}

/// First name and surname, where both are told.
pub(super) fn parts(snapshot: &Snapshot, object: ObjectId) -> Option<(&str, &str)> {
    Some((snapshot.text(object, Attribute::GivenName)?, snapshot.text(object, Attribute::Surname)?))
}

/// The first letter of the first name with the surname: from their own columns, else from a display name that leaves no
/// doubt which word is which.
pub(super) fn initial_and_surname(snapshot: &Snapshot, object: ObjectId) -> Option<(char, String)> {
    let (given, surname) = match parts(snapshot, object) {
        Some(parts) => parts,
        None => divide_name(snapshot.text(object, Attribute::DisplayName)?)?,
    };
    let initial = NameForm::of_parts(given, "").text().chars().next()?;
    let surname = NameForm::of_parts("", surname);
    (!surname.is_empty()).then(|| (initial, surname.text().to_owned()))
}

fn divide_name(name: &str) -> Option<(&str, &str)> {
    if let Some((surname, given)) = name.split_once(',') {
        return (!given.contains(',')).then_some((given, surname));
    }
    let mut words = name.split_whitespace();
    let (given, surname) = (words.next()?, words.next()?);
    words.next().is_none().then_some((given, surname))
}

/// May an object of this side be found by the trait? Only users are people; guests and deleted ones are found by
/// identifiers alone.
pub(super) fn takes_part(snapshot: &Snapshot, object: ObjectId, wanted: Trait) -> bool {
    match snapshot.kind(object) {
        ObjectKind::User => !snapshot.is_deleted(object) || wanted.is_identifier(),
        ObjectKind::Guest => wanted.is_identifier(),
        _ => false,
    }
}
