//! What can be taken away: which list, in which form, for whose eyes. Names and words only; `report` writes it.

use serde::{Deserialize, Serialize};

/// What an export is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Findings.
    Findings,
    /// Objects with their outcomes.
    Objects,
    /// Findings with blank columns for who, when and why not.
    Actions,
    /// Everything: counts, findings, objects, files and settings.
    Report,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Findings, Self::Objects, Self::Actions, Self::Report];

    /// The name in names of files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Objects => "objects",
            Self::Actions => "actions",
            Self::Report => "report",
        }
    }
}

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// An Excel workbook.
    Xlsx,
    /// CSV to be opened in a spreadsheet.
    Csv,
    /// CSV to be read by a program.
    CsvForPrograms,
    /// JSON.
    Json,
    /// A page that opens from disk and prints.
    Html,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Csv, Self::CsvForPrograms, Self::Json, Self::Html];

    /// The ending of the file.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv | Self::CsvForPrograms => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// The type that a browser is told.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv | Self::CsvForPrograms => "text/csv",
            Self::Json => "application/json",
            Self::Html => "text/html",
        }
    }

    /// What became of cells that a spreadsheet would take for formulas.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Xlsx => {
                "For people: every cell is text or a number, none is a formula. A value too long for Excel is cut."
            }
            Self::Csv => {
                "For people: a cell that a spreadsheet would take for a formula has an apostrophe before it. For a \
                 program take the CSV for programs, or JSON."
            }
            Self::CsvForPrograms => "For programs: every cell is as it is. Do not open it in a spreadsheet.",
            Self::Json => "For programs: every value is as it is.",
            Self::Html => "For people: one page without scripts that opens from disk, asks for nothing and prints.",
        }
    }
}

/// Who may read an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Everything as it is.
    #[default]
    Full,
    /// Names are kept, addresses shortened; no identifiers.
    Internal,
    /// Stand-ins in place of names and addresses.
    Share,
    /// No row about a person.
    Counts,
}

impl Level {
    /// All of them, the one that tells most first.
    pub const ALL: [Self; 4] = [Self::Full, Self::Internal, Self::Share, Self::Counts];

    /// The name in files and arguments.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Internal => "internal",
            Self::Share => "share",
            Self::Counts => "counts",
        }
    }

    /// What it means, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Full => "everything as it is",
            Self::Internal => "names kept, addresses shortened, no identifiers",
            Self::Share => "stand-ins for names and addresses, the same within one file",
            Self::Counts => "counts only, no row about a person",
        }
    }
}

/// The name of a file: what, when and for whom, and nothing out of the files. The date comes from the caller, as
/// `2026-11-21`.
pub fn file_name(what: What, form: Form, level: Level, date: &str) -> String {
    let machine = if form == Form::CsvForPrograms { "-for-programs" } else { "" };
    let date: String = date.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    format!("dirmatch-{}-{date}-{}{machine}.{}", what.name(), level.name(), form.ending())
}
