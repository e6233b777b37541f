//! Files and export commands as the page shows them.

use crate::coverage;
use crate::exports;
use crate::import::dialect::{CANDIDATES, delimiter_name};
use crate::import::format::{self, Content};
use crate::import::set_aside::{self, SetAside};
use crate::import::{Encoding, Input, InputSide, ProblemCode};
use crate::model::Attribute;
use crate::wire::{ExportCommandView, FileProblem, FileState, FileView, ReadingChoices, SetAsideView};

/// How many rows of a reason are named one by one.
pub const SHOWN_SET_ASIDE: usize = 200;

/// How many columns a person can be asked about.
const SHOWN_COLUMNS: usize = 400;

fn set_aside(rows: &[SetAside]) -> Vec<SetAsideView> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    set_aside::by_reason(rows)
        .into_iter()
        .map(|(reason, all, _)| SetAsideView {
            reason: reason.words().to_owned(),
            count: count(all),
            row_numbers: rows
                .iter()
                .filter(|row| row.reason == reason)
                .take(SHOWN_SET_ASIDE)
                .map(|row| row.row)
                .collect(),
        })
        .collect()
}

/// A file.
pub fn file(input: &Input) -> FileView {
    let columns = input.columns.len() + input.ignored_columns.len();
    let reading = input.encoding.map(|encoding| {
        let separator = input.delimiter.map(delimiter_name).map(|name| format!(", {name}")).unwrap_or_default();
        let count = if columns == 0 { String::new() } else { format!(", {columns} columns") };
        format!("{}{separator}{count}", Encoding::name(encoding))
    });
    let problems: Vec<FileProblem> = input
        .problems
        .iter()
        .map(|problem| FileProblem {
            code: problem.code.name().to_owned(),
            is_serious: is_serious(problem.code) && !(input.side == InputSide::Findings && input.used > 0),
            row: problem.row,
            message: problem.message.clone(),
            what_to_do: problem.what_to_do.clone(),
        })
        .collect();
    FileView {
        name: input.name.clone(),
        format: input.format.name().to_owned(),
        format_title: input
            .format
            .definition()
            .map_or_else(|| "Not recognised".to_owned(), |definition| definition.title.to_owned()),
        side: input.side,
        before: input.is_before,
        reading,
        rows: input.rows,
        used: input.used,
        set_aside: set_aside(&input.set_aside),
        columns: input
            .columns
            .iter()
            .map(|(attribute, header)| (attribute.name().to_owned(), header.clone()))
            .collect(),
        missing: coverage::names(&coverage::missing(input)),
        encoding: input.encoding.map(|encoding| encoding.name().to_owned()),
        delimiter: input.delimiter.map(|delimiter| delimiter_name(delimiter).to_owned()),
        headers: input.headers.iter().take(SHOWN_COLUMNS).cloned().collect(),
        first_rows: input.first_rows.clone(),
        guesses: input
            .guesses
            .iter()
            .map(|(header, attribute)| (header.clone(), attribute.name().to_owned()))
            .collect(),
        state: if input.used == 0 && input.tables.iter().all(|table| table.is_empty()) && input.facts.is_empty() {
            FileState::NotUsed
        } else if problems.iter().any(|problem| problem.is_serious) {
            FileState::ValuesLost
        } else {
            FileState::ReadsWell
        },
        problems,
    }
}

/// Does a problem take away values or the whole file? The others only tell what the file cannot prove.
fn is_serious(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::TypeNameInCell
            | ProblemCode::NoHeaderRow
            | ProblemCode::TruncatedListing
            | ProblemCode::PropertiesNotRequested
            | ProblemCode::ConcealedNames
            | ProblemCode::WrongKindOfFile
            | ProblemCode::NothingToMatchOn
            | ProblemCode::UploadTemplate
            | ProblemCode::NotCsv
            | ProblemCode::SpreadsheetDamage
            | ProblemCode::ImmutableIdNotBase64
            | ProblemCode::SameSideTwice
            | ProblemCode::PossiblyPartial
    )
}

/// What a person can choose where a file is not read as it should be.
pub fn reading_choices() -> ReadingChoices {
    let directories = format::REGISTRY.iter().filter(|definition| matches!(definition.content, Content::Objects(_)));
    ReadingChoices {
        formats: directories.map(|definition| (definition.name.to_owned(), definition.title.to_owned())).collect(),
        encodings: Encoding::names().map(str::to_owned).collect(),
        delimiters: CANDIDATES.into_iter().map(|byte| delimiter_name(byte).to_owned()).collect(),
        attributes: Attribute::ALL.iter().map(|attribute| attribute.name().to_owned()).collect(),
    }
}

/// The commands that make the recommended exports.
pub fn export_commands() -> Vec<ExportCommandView> {
    exports::COMMANDS
        .iter()
        .map(|command| ExportCommandView {
            id: command.id.to_owned(),
            title: command.title.to_owned(),
            purpose: command.purpose.to_owned(),
            requires: command.requires.to_owned(),
            script: command.script.to_owned(),
        })
        .collect()
}
