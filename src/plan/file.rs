//! The plan as a file, `dirmatch.plan/1`: what the script reads. For the machine, so values stand untouched; the same as a
//! sheet for people is in `sheet.rs`, reading it back in `saved.rs`.
//!
//! The file names objects by their directory's own identifier. A step whose object no file gives an identifier, or with a
//! change that no script makes, stands apart under `byHand`.

use serde::{Deserialize, Serialize};

use super::directory::{self, Directory, Form, Place};
use super::{Plan, Step};
use crate::analyzer::Analysis;
use crate::finding::{Change, Operation, Owner, Safety};
use crate::model::order::sort_by_key;
use crate::model::{Attribute, Guid, Side};
use crate::rules;
use crate::view::names;

/// The schema's name.
pub const SCHEMA: &str = "dirmatch.plan/1";

/// What a change expects to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// The list has the entry, spelled like this.
    Present,
    /// The list does not have the entry.
    Absent,
    /// The attribute has exactly the expected value.
    Value,
    /// The attribute is not set.
    NotSet,
}

/// What is done to an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The list gains the value.
    Add,
    /// The list loses the value.
    Remove,
    /// The value takes the place of the one before, or of none.
    Replace,
    /// The attribute is no longer set.
    Clear,
}

impl Action {
    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Clear => "clear",
        }
    }
}

/// A change as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileChange {
    /// The attribute, as the directory's commands name it.
    pub attribute: String,
    /// What is done to it.
    pub operation: Action,
    /// The value that comes or goes; `null` where the attribute is cleared.
    pub value: Option<String>,
    /// What must hold before.
    pub expected: Expected,
    /// The value that must be there before, where one must.
    pub expected_value: Option<String>,
}

/// What changes of one object between two sync cycles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileStep {
    /// Its number, counted from one through the file.
    pub number: usize,
    /// The wave that it belongs to, counted from one. Between two waves a sync must run.
    pub wave: usize,
    /// The directory in which it is made.
    pub directory: Directory,
    /// The objectGUID, or the object id in the cloud; `null` where no file tells it.
    pub object: Option<String>,
    /// user, guest, group or contact.
    pub kind: String,
    /// The object's name, for people.
    pub name: String,
    /// Does a person have to think about it?
    pub safety: Safety,
    /// The rules whose findings it resolves.
    pub findings: Vec<String>,
    /// What changes. Made together.
    pub changes: Vec<FileChange>,
    /// Why no script does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A plan.
    Plan,
    /// What takes a plan back.
    Inverse,
}

/// A plan as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanFile {
    /// [`SCHEMA`].
    pub schema: String,
    /// A plan or what takes one back.
    pub kind: FileKind,
    /// When it was made, as the caller says.
    pub date: Option<String>,
    /// How many waves there are.
    pub waves: usize,
    /// What the script does.
    pub steps: Vec<FileStep>,
    /// What a person does.
    pub by_hand: Vec<FileStep>,
}

impl PlanFile {
    /// The file of a plan. The date is the caller's; blank for none.
    pub fn new(analysis: &Analysis, plan: &Plan, date: &str) -> Self {
        Self::of(analysis, plan, FileKind::Plan, plan.steps.iter().map(|step| (step.wave, step.clone())), date)
    }

    /// The file that takes a plan back: the last wave first, in each the inverse of every change.
    pub fn inverse(analysis: &Analysis, plan: &Plan, date: &str) -> Self {
        let waves = plan.waves();
        let back = |step: &Step| {
            let changes = step.changes.iter().rev().map(Change::inverse).collect();
            (waves - 1 - step.wave, Step { changes, ..step.clone() })
        };
        let mut steps: Vec<(usize, Step)> = plan.steps.iter().rev().map(back).collect();
        sort_by_key(&mut steps, |(wave, _)| *wave);
        Self::of(analysis, plan, FileKind::Inverse, steps.into_iter(), date)
    }

    fn of(
        analysis: &Analysis,
        plan: &Plan,
        kind: FileKind,
        steps: impl Iterator<Item = (usize, Step)>,
        date: &str,
    ) -> Self {
        let mut file = Self {
            schema: SCHEMA.to_owned(),
            kind,
            date: Some(date.to_owned()).filter(|date| !date.is_empty()),
            waves: plan.waves(),
            steps: Vec::new(),
            by_hand: Vec::new(),
        };
        for (wave, step) in steps {
            let findings = rules_of(analysis, plan, &step);
            for entry in file_steps(analysis, &step, wave + 1, &findings) {
                let list = if entry.why.is_none() { &mut file.steps } else { &mut file.by_hand };
                list.push(entry);
            }
        }
        for (place, step) in file.steps.iter_mut().chain(&mut file.by_hand).enumerate() {
            step.number = place + 1;
        }
        file
    }

    /// The file's bytes: JSON in UTF-8, one change a line, always the same for the same plan.
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The plan file of a plan.
pub fn plan_json(analysis: &Analysis, plan: &Plan, date: &str) -> Vec<u8> {
    PlanFile::new(analysis, plan, date).to_json()
}

/// The plan file that takes a plan back.
pub fn inverse_json(analysis: &Analysis, plan: &Plan, date: &str) -> Vec<u8> {
    PlanFile::inverse(analysis, plan, date).to_json()
}

/// What stands in the `.sha256` file beside a file: its SHA-256 and its name, as `sha256sum` writes them.
pub fn checksum_line(name: &str, bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut line = String::new();
    for byte in hmac_sha256::Hash::hash(bytes) {
        let _ = write!(line, "{byte:02x}");
    }
    line.push_str("  ");
    line.push_str(name);
    line.push('\n');
    line
}

/// The rules whose findings a step resolves.
fn rules_of(analysis: &Analysis, plan: &Plan, step: &Step) -> Vec<String> {
    let choices = step.choices.iter().filter_map(|&choice| plan.choices.get(choice));
    let findings = choices.filter_map(|choice| analysis.findings.get(choice.finding));
    let mut ids: Vec<String> = findings.map(|finding| rules::definition(finding).id.to_owned()).collect();
    crate::model::order::sort(&mut ids);
    ids.dedup();
    ids
}

/// A step in the file: one for each directory that it touches, or one by hand.
fn file_steps(analysis: &Analysis, step: &Step, wave: usize, findings: &[String]) -> Vec<FileStep> {
    let Some(owner) = step.changes.first().map(|change| change.owner) else { return Vec::new() };
    let kind = analysis.directories.side(owner.side).kind(owner.object);
    let places: Vec<Result<Place, String>> = step.changes.iter().map(|change| usable(analysis, change)).collect();
    let object = identifier(analysis, owner);
    let why = why_by_hand(analysis, &step.changes);
    let usual = match owner.side {
        Side::OnPremises => Directory::ActiveDirectory,
        Side::Cloud => Directory::Entra,
    };
    let mut parts: Vec<(Directory, Vec<FileChange>)> = Vec::new();
    for (change, place) in step.changes.iter().zip(&places) {
        let (directory, attribute, form) = match place {
            Ok(place) => (place.directory, place.attribute, place.form),
            Err(_) => (usual, change.attribute.name(), Form::Text),
        };
        let directory = if why.is_some() { usual } else { directory };
        let change = file_change(&change.operation, attribute, form);
        match parts.iter_mut().find(|(other, _)| *other == directory) {
            Some((_, changes)) => changes.push(change),
            None => parts.push((directory, vec![change])),
        }
    }
    sort_by_key(&mut parts, |(directory, _)| *directory);
    let entry = |(directory, changes)| FileStep {
        number: 0,
        wave,
        directory,
        object: object.clone(),
        kind: kind.name().to_owned(),
        name: names::name(analysis, owner).to_owned(),
        safety: step.safety,
        findings: findings.to_vec(),
        changes,
        why: why.clone(),
    };
    parts.into_iter().map(entry).collect()
}

/// Why no script makes these changes of one object; `None` where it does.
pub fn why_by_hand(analysis: &Analysis, changes: &[Change]) -> Option<String> {
    let owner = changes.first()?.owner;
    if identifier(analysis, owner).is_none() {
        return Some(match owner.side {
            Side::OnPremises => "No file tells the objectGUID of this object.".to_owned(),
            Side::Cloud => "No file tells the object id of this object.".to_owned(),
        });
    }
    changes.iter().find_map(|change| usable(analysis, change).err())
}

/// The identifier by which commands name an object, checked to be one.
pub(super) fn identifier(analysis: &Analysis, owner: Owner) -> Option<String> {
    let text = analysis.directories.side(owner.side).identifier(owner.object)?;
    Guid::parse_text(&text).map(|guid| guid.to_string())
}

/// Where a change is made; or why no script makes it.
pub(super) fn usable(analysis: &Analysis, change: &Change) -> Result<Place, String> {
    let kind = analysis.directories.side(change.owner.side).kind(change.owner.object);
    let place = directory::place(change.owner, kind, change.attribute)?;
    let is_entry = matches!(change.operation, Operation::Add(_) | Operation::Remove(_));
    if is_entry != (place.form == Form::List) {
        return Err("The script changes single entries of lists, and only of lists.".to_owned());
    }
    for value in [change.operation.takes(), change.operation.brings()].into_iter().flatten() {
        if place.form == Form::Bytes && Guid::parse(value).is_none() {
            return Err(format!("“{value}” is not the text of 16 bytes."));
        }
        if is_turned_into_a_date(value) {
            return Err("PowerShell would read this value as a date.".to_owned());
        }
    }
    if change.attribute == Attribute::OnPremisesObjectIdentifier && change.operation.brings().is_some() {
        return Err("onPremisesObjectIdentifier can only be cleared.".to_owned());
    }
    if matches!(change.attribute, Attribute::SamAccountName | Attribute::UserPrincipalName)
        && change.owner.side == Side::Cloud
        && change.operation.brings().is_none()
    {
        return Err("An account in the cloud cannot be without a UPN.".to_owned());
    }
    Ok(place)
}

/// Would `ConvertFrom-Json` make something else of the text than a text? PowerShell 7 turns times in ISO 8601 into dates,
/// Windows PowerShell 5.1 the form `/Date(0)/`.
fn is_turned_into_a_date(value: &str) -> bool {
    let bytes = value.trim().as_bytes();
    let is_iso = bytes.len() > 10
        && bytes[10] == b'T'
        && bytes[..10].iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    is_iso || value.contains("/Date(")
}

/// The value as the file has it.
pub(super) fn file_value(value: &str, form: Form) -> String {
    match form {
        Form::Bytes => Guid::parse(value).map_or_else(|| value.to_owned(), Guid::to_base64),
        Form::Text | Form::List => value.to_owned(),
    }
}

fn file_change(operation: &Operation, attribute: &str, form: Form) -> FileChange {
    let told = |value: &String| file_value(value, form);
    let (operation, value, expected, expected_value) = match operation {
        Operation::Add(entry) => (Action::Add, Some(told(entry)), Expected::Absent, None),
        Operation::Remove(entry) => (Action::Remove, Some(told(entry)), Expected::Present, None),
        Operation::Set { before, after } => {
            let action = if after.is_some() { Action::Replace } else { Action::Clear };
            let expected = if before.is_some() { Expected::Value } else { Expected::NotSet };
            (action, after.as_ref().map(told), expected, before.as_ref().map(told))
        }
    };
    FileChange { attribute: attribute.to_owned(), operation, value, expected, expected_value }
}
