//! Owners side by side, value by value, each value with the cell it comes from.

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::import::merge::Directories;
use crate::join::anchor;
use crate::model::order;
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{Attribute, Cell, Key, ObjectKind, Side, address_list, case_key, guid, user_principal_name};
use crate::view::names;
use crate::wire::{EvidenceCell, EvidenceRow, OwnerView, Sign};

/// What a line of the table holds on one side.
#[derive(Clone, Copy)]
enum Field {
    Of(Attribute),
    Primary,
    OtherAddresses,
    Anchor,
    YesNo(Attribute),
    Place,
}

struct Line {
    label: &'static str,
    mono: bool,
    on_premises: Option<Field>,
    cloud: Option<Field>,
}

const fn line(label: &'static str, field: Field) -> Line {
    Line { label, mono: false, on_premises: Some(field), cloud: Some(field) }
}

const fn mono(label: &'static str, field: Field) -> Line {
    Line { label, mono: true, on_premises: Some(field), cloud: Some(field) }
}

const fn cloud_only(label: &'static str, field: Field) -> Line {
    Line { label, mono: false, on_premises: None, cloud: Some(field) }
}

const LINES: [Line; 22] = [
    line("Display name", Field::Of(Attribute::DisplayName)),
    line("First name", Field::Of(Attribute::GivenName)),
    line("Surname", Field::Of(Attribute::Surname)),
    mono("User principal name", Field::Of(Attribute::UserPrincipalName)),
    mono("Primary address", Field::Primary),
    mono("Other addresses", Field::OtherAddresses),
    mono("Mail", Field::Of(Attribute::Mail)),
    mono("Forwards to", Field::Of(Attribute::TargetAddress)),
    mono("Exchange alias", Field::Of(Attribute::MailNickname)),
    mono("Account name", Field::Of(Attribute::SamAccountName)),
    Line {
        label: "Source anchor",
        mono: true,
        on_premises: Some(Field::Anchor),
        cloud: Some(Field::Of(Attribute::ImmutableId)),
    },
    Line {
        label: "AD object id",
        mono: true,
        on_premises: Some(Field::Of(Attribute::ObjectGuid)),
        cloud: Some(Field::Of(Attribute::OnPremisesObjectIdentifier)),
    },
    Line {
        label: "Cloud object id",
        mono: true,
        on_premises: Some(Field::Of(Attribute::ExternalDirectoryObjectId)),
        cloud: Some(Field::Of(Attribute::ObjectId)),
    },
    mono("SID", Field::Of(Attribute::ObjectSid)),
    cloud_only("Synced", Field::YesNo(Attribute::SyncEnabled)),
    line("Enabled", Field::YesNo(Attribute::Enabled)),
    cloud_only("Licence", Field::Of(Attribute::Licences)),
    cloud_only("Exchange recipient", Field::Of(Attribute::RecipientType)),
    line("Employee id", Field::Of(Attribute::EmployeeId)),
    line("Created", Field::Of(Attribute::CreatedAt)),
    cloud_only("Deleted", Field::Of(Attribute::DeletedAt)),
    Line { label: "Organisational unit", mono: false, on_premises: Some(Field::Place), cloud: None },
];

/// Names and addresses are compared letter by letter; identifiers and dates are the same or not.
fn marks_letters(field: Option<Field>) -> bool {
    match field {
        Some(Field::Primary) => true,
        Some(Field::Of(attribute)) => matches!(
            attribute,
            Attribute::DisplayName
                | Attribute::GivenName
                | Attribute::Surname
                | Attribute::UserPrincipalName
                | Attribute::Mail
                | Attribute::TargetAddress
                | Attribute::MailNickname
                | Attribute::SamAccountName
        ),
        _ => false,
    }
}

/// An object at the head of a column.
pub fn owner(analysis: &Analysis, owner: Owner) -> OwnerView {
    let (file, row) = names::place(analysis, owner);
    OwnerView {
        side: owner.side,
        kind: analysis.directories.side(owner.side).kind(owner.object),
        name: names::name(analysis, owner).to_owned(),
        id: names::number(analysis, owner),
        outcome: names::outcome(analysis, owner).to_owned(),
        file: file.to_owned(),
        row,
    }
}

/// The table of these owners. With a value in dispute, the lines about it come first.
pub fn table(analysis: &Analysis, owners: &[Owner], disputed: Option<Key>) -> Vec<EvidenceRow> {
    let mut rows = Vec::new();
    if let Some(key) = disputed {
        rows.extend(disputed_rows(analysis, owners, analysis.index.keys.text(key)));
    }
    for line in &LINES {
        let cells: Vec<(EvidenceCell, Vec<String>)> = owners.iter().map(|&owner| cell(analysis, owner, line)).collect();
        let says_nothing =
            cells.iter().all(|(cell, _)| cell.values.is_empty() && cell.absence.as_deref() != Some("lost"));
        if says_nothing {
            continue;
        }
        let sign = compare(&cells);
        let cells = cells.into_iter().map(|(cell, _)| cell).collect();
        rows.push(EvidenceRow {
            label: line.label.to_owned(),
            sign,
            disputed: false,
            mono: line.mono,
            marks_letters: marks_letters(line.on_premises),
            cells,
        });
    }
    rows
}

/// Where each owner has the value, exactly as its cell spells it, and in which role.
fn disputed_rows(analysis: &Analysis, owners: &[Owner], value: &str) -> [EvidenceRow; 2] {
    let found: Vec<(EvidenceCell, Vec<String>, EvidenceCell, Vec<String>)> = owners
        .iter()
        .map(|&owner| {
            let (spelling, role) = held_as(analysis, owner, value);
            let cell = |texts: &[String], absence: Option<&str>| EvidenceCell {
                values: texts.to_vec(),
                absence: absence.filter(|_| texts.is_empty()).map(str::to_owned),
                ..EvidenceCell::default()
            };
            let folded = spelling.iter().map(|text| case_key::fold(text).into_owned()).collect();
            (cell(&spelling, Some("empty")), folded, cell(&role, Some("empty")), role)
        })
        .collect();
    let values: Vec<(EvidenceCell, Vec<String>)> =
        found.iter().map(|(cell, key, ..)| (cell.clone(), key.clone())).collect();
    let roles: Vec<(EvidenceCell, Vec<String>)> =
        found.iter().map(|(_, _, cell, key)| (cell.clone(), key.clone())).collect();
    let row = |label: &str, cells: Vec<(EvidenceCell, Vec<String>)>, mono| EvidenceRow {
        label: label.to_owned(),
        sign: compare(&cells),
        disputed: true,
        mono,
        marks_letters: mono,
        cells: cells.into_iter().map(|(cell, _)| cell).collect(),
    };
    [row("The value", values, true), row("Held as", roles, false)]
}

/// How an owner spells an address, and in which roles it has it.
pub(super) fn held_as(analysis: &Analysis, owner: Owner, value: &str) -> (Vec<String>, Vec<String>) {
    let snapshot = analysis.directories.side(owner.side);
    let (mut spelling, mut roles) = (Vec::new(), Vec::new());
    let mut add = |text: &str, role: &str| {
        if !spelling.iter().any(|known| known == text) {
            spelling.push(text.to_owned());
        }
        if !roles.iter().any(|known| known == role) {
            roles.push(role.to_owned());
        }
    };
    if let Some(name) = snapshot.text(owner.object, Attribute::UserPrincipalName) {
        let identifier = snapshot.text(owner.object, Attribute::ObjectId).unwrap_or_default();
        if case_key::equal(user_principal_name::without_deleted_prefix(name, identifier.trim()), value) {
            add(name.trim(), "UPN");
        }
    }
    if let Some(list) = snapshot.text(owner.object, Attribute::ProxyAddresses) {
        for address in address_list::entries(list).map(ProxyAddress::parse).filter(|address| address.is_smtp()) {
            if case_key::equal(address.value, value) {
                let is_primary = address.address_type == AddressType::PrimarySmtp;
                add(address.value, if is_primary { "primary address" } else { "second address" });
            }
        }
    }
    if let Some(mail) = snapshot.text(owner.object, Attribute::Mail).filter(|mail| case_key::equal(mail, value)) {
        add(mail.trim(), "mail");
    }
    (spelling, roles)
}

/// A cell, and the forms in which its values are compared.
fn cell(analysis: &Analysis, owner: Owner, line: &Line) -> (EvidenceCell, Vec<String>) {
    let field = match owner.side {
        Side::OnPremises => line.on_premises,
        Side::Cloud => line.cloud,
    };
    let kind = analysis.directories.side(owner.side).kind(owner.object);
    let absent = |word: &str| (EvidenceCell { absence: Some(word.to_owned()), ..EvidenceCell::default() }, Vec::new());
    let Some(field) = field.filter(|field| applies(*field, kind)) else { return absent("does-not-apply") };
    match field {
        Field::Of(attribute) => of_attribute(&analysis.directories, owner, attribute, analysis),
        Field::YesNo(attribute) => {
            let (mut cell, _) = of_attribute(&analysis.directories, owner, attribute, analysis);
            let said = analysis.directories.side(owner.side).boolean(owner.object, attribute);
            if let Ok(Some(yes)) = said {
                cell.values = vec![if yes { "yes" } else { "no" }.to_owned()];
            }
            let compared = cell.values.clone();
            (cell, compared)
        }
        Field::Primary | Field::OtherAddresses => addresses(analysis, owner, matches!(field, Field::Primary)),
        Field::Anchor => {
            let attribute = analysis.settings.source_anchor_attribute.value;
            let state = anchor::of(&analysis.directories.on_premises, owner.object, attribute);
            let Some(own) = state.anchor() else { return absent("not-in-file") };
            let text = own.immutable_id();
            let note = match state {
                anchor::AnchorState::Assumed(_) => {
                    Some("from objectGUID; the file does not tell mS-DS-ConsistencyGuid".to_owned())
                }
                _ => None,
            };
            (EvidenceCell { values: vec![text.clone()], note, ..EvidenceCell::default() }, vec![text])
        }
        Field::Place => {
            let Some(name) = analysis.directories.on_premises.text(owner.object, Attribute::DistinguishedName) else {
                return absent("not-in-file");
            };
            let units: Vec<&str> = user_principal_name::split_distinguished_name(name)
                .skip(1)
                .filter_map(|part| part.trim().split_once('=').filter(|(kind, _)| !kind.eq_ignore_ascii_case("DC")))
                .map(|(_, unit)| unit)
                .collect();
            let text = units.join(", ");
            (EvidenceCell { values: vec![text.clone()], ..EvidenceCell::default() }, vec![text])
        }
    }
}

fn applies(field: Field, kind: ObjectKind) -> bool {
    let (Field::Of(attribute) | Field::YesNo(attribute)) = field else { return true };
    match attribute {
        Attribute::UserPrincipalName | Attribute::Licences | Attribute::EmployeeId | Attribute::Enabled => {
            matches!(kind, ObjectKind::User | ObjectKind::Guest)
        }
        Attribute::SamAccountName | Attribute::ObjectSid => kind != ObjectKind::Contact,
        Attribute::ImmutableId | Attribute::OnPremisesObjectIdentifier => kind == ObjectKind::User,
        _ => true,
    }
}

fn of_attribute(
    directories: &Directories,
    owner: Owner,
    attribute: Attribute,
    analysis: &Analysis,
) -> (EvidenceCell, Vec<String>) {
    let cell = directories.side(owner.side).cell(owner.object, attribute);
    let mut view =
        EvidenceCell { absence: absence(cell), from: elsewhere(analysis, owner, attribute), ..EvidenceCell::default() };
    let Cell::Text(text) = cell else { return (view, Vec::new()) };
    view.values = vec![text.to_owned()];
    let compared = match attribute {
        Attribute::ObjectGuid
        | Attribute::OnPremisesObjectIdentifier
        | Attribute::ObjectId
        | Attribute::ExternalDirectoryObjectId => {
            guid::identifier_text(text.rsplit_once('_').map_or(text, |(_, id)| id))
        }
        Attribute::ImmutableId => text.to_owned(),
        _ => case_key::fold(text).into_owned(),
    };
    (view, vec![compared])
}

fn absence(cell: Cell<'_>) -> Option<String> {
    let word = match cell {
        Cell::Text(_) => return None,
        Cell::Empty => "empty",
        Cell::Lost => "lost",
        Cell::NotExported => "not-in-file",
    };
    Some(word.to_owned())
}

/// File and row of a value that does not stand in the owner's own row.
fn elsewhere(analysis: &Analysis, owner: Owner, attribute: Attribute) -> Option<String> {
    let snapshot = analysis.directories.side(owner.side);
    let source = snapshot.source(owner.object, attribute)?;
    let is_own = source == snapshot.first_record(owner.object);
    (!is_own).then(|| {
        let file = &analysis.directories.inputs[snapshot.file(source).index()].name;
        format!("{file}, row {}", snapshot.row(source))
    })
}

fn addresses(analysis: &Analysis, owner: Owner, want_primary: bool) -> (EvidenceCell, Vec<String>) {
    let snapshot = analysis.directories.side(owner.side);
    let cell = snapshot.cell(owner.object, Attribute::ProxyAddresses);
    let mut view = EvidenceCell {
        absence: absence(cell),
        from: elsewhere(analysis, owner, Attribute::ProxyAddresses),
        ..EvidenceCell::default()
    };
    let Cell::Text(list) = cell else { return (view, Vec::new()) };
    for address in address_list::entries(list).map(ProxyAddress::parse) {
        let is_primary = address.address_type == AddressType::PrimarySmtp;
        if is_primary != want_primary {
            continue;
        }
        view.values.push(match address.address_type {
            AddressType::Other(kind) => format!("{kind}:{}", address.value),
            _ => address.value.to_owned(),
        });
    }
    if view.values.is_empty() {
        view.absence = Some("empty".to_owned());
    }
    let mut compared: Vec<String> = view.values.iter().map(|value| case_key::fold(value).into_owned()).collect();
    order::sort(&mut compared);
    (view, compared)
}

fn compare(cells: &[(EvidenceCell, Vec<String>)]) -> Sign {
    let applying: Vec<&(EvidenceCell, Vec<String>)> =
        cells.iter().filter(|(cell, _)| cell.absence.as_deref() != Some("does-not-apply")).collect();
    let known: Vec<&Vec<String>> =
        applying.iter().filter(|(cell, _)| !cell.values.is_empty()).map(|(_, key)| key).collect();
    let is_unknown = |cell: &EvidenceCell| matches!(cell.absence.as_deref(), Some("not-in-file" | "lost"));
    let all_equal = known.windows(2).all(|pair| pair[0] == pair[1]);
    if !all_equal {
        Sign::Differs
    } else if applying.iter().any(|(cell, _)| is_unknown(cell)) {
        Sign::Unknown
    } else if known.len() <= 1 {
        Sign::OneSided
    } else if known.len() < applying.len() {
        Sign::Differs
    } else {
        Sign::Same
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, compare};
    use crate::wire::EvidenceCell;

    #[test]
    fn signs() {
        let value = |text: &str| {
            (EvidenceCell { values: vec![text.to_owned()], ..EvidenceCell::default() }, vec![text.to_owned()])
        };
        let absent =
            |word: &str| (EvidenceCell { absence: Some(word.to_owned()), ..EvidenceCell::default() }, Vec::new());
        assert_eq!(compare(&[value("a"), value("a")]), Sign::Same);
        assert_eq!(compare(&[value("a"), value("b")]), Sign::Differs);
        assert_eq!(compare(&[value("a"), value("b"), absent("not-in-file")]), Sign::Differs);
        assert_eq!(compare(&[value("a"), value("a"), absent("empty")]), Sign::Differs);
        assert_eq!(compare(&[value("a"), absent("not-in-file")]), Sign::Unknown);
        assert_eq!(compare(&[value("a"), absent("lost")]), Sign::Unknown);
        assert_eq!(compare(&[value("a"), absent("empty")]), Sign::OneSided);
        assert_eq!(compare(&[value("a"), absent("does-not-apply")]), Sign::OneSided);
        assert_eq!(compare(&[value("a"), value("a"), absent("does-not-apply")]), Sign::Same);
    }
}
