//! Files as the page shows them.

use serde::Serialize;

use crate::import::InputSide;

/// A file that was given.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its format, by the name of the contract.
    pub format: String,
    /// What the format is called.
    pub format_title: String,
    /// What it is about.
    pub side: InputSide,
    /// Is it an older export of Active Directory, for comparison only?
    pub before: bool,
    /// How it is read: encoding, separator, number of columns.
    pub reading: Option<String>,
    /// Rows after the header.
    pub rows: u32,
    /// Rows that are used.
    pub used: u32,
    /// The others, by reason.
    pub set_aside: Vec<SetAsideView>,
    /// Canonical attribute and header of each used column.
    pub columns: Vec<(String, String)>,
    /// Attributes that checks look at and that it should tell, but does not.
    pub missing: Vec<String>,
    /// Its encoding, by the name of [`ReadingChoices`].
    pub encoding: Option<String>,
    /// Its separator, by the name of [`ReadingChoices`].
    pub delimiter: Option<String>,
    /// The headers in the order of the file, the first few hundred of them.
    pub headers: Vec<String>,
    /// The first rows, cell by cell.
    pub first_rows: Vec<Vec<String>>,
    /// Headers of a file that fits no format, with the attributes that the columns might hold.
    pub guesses: Vec<(String, String)>,
    /// What is wrong or cannot be known.
    pub problems: Vec<FileProblem>,
    /// In one word.
    pub state: FileState,
}

/// What a person can choose where a file is not read as it should be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReadingChoices {
    /// Formats of directory objects: name and title.
    pub formats: Vec<(String, String)>,
    /// Encodings.
    pub encodings: Vec<String>,
    /// Separators.
    pub delimiters: Vec<String>,
    /// Attributes.
    pub attributes: Vec<String>,
}

/// How well a file reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum FileState {
    /// All of it can be used.
    ReadsWell,
    /// Values or rows are lost.
    ValuesLost,
    /// It cannot be used.
    NotUsed,
}

/// Rows that are set aside for one reason.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SetAsideView {
    /// The reason in words.
    pub reason: String,
    /// How many rows.
    pub count: u32,
    /// Which rows; of very many the first few hundred.
    pub row_numbers: Vec<u32>,
}

/// A problem of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FileProblem {
    /// The code of the contract.
    pub code: String,
    /// Does it take away values or the whole file?
    pub is_serious: bool,
    /// The first row.
    pub row: Option<u32>,
    /// What is so.
    pub message: String,
    /// What to do.
    pub what_to_do: String,
}

/// Whether a check can run on the given files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CoverageRow {
    /// The check.
    pub title: String,
    /// Can it run?
    pub state: CoverageState,
    /// Why, or why not.
    pub why: String,
    /// The command that would supply what is missing.
    pub command: Option<String>,
    /// The attributes of AD objects that it looks at.
    pub on_premises_needs: Vec<String>,
    /// The attributes of cloud objects that it looks at.
    pub cloud_needs: Vec<String>,
}

/// Can a check run?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum CoverageState {
    /// Yes.
    Runs,
    /// For a part of the objects.
    InPart,
    /// With Microsoft's default in place of what is not told.
    Assumed,
    /// No.
    CannotRun,
}

/// A command that makes an export.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExportCommandView {
    /// Its name.
    pub id: String,
    /// What it exports.
    pub title: String,
    /// What it is good for.
    pub purpose: String,
    /// What must be installed.
    pub requires: String,
    /// The script; blank where no command exists.
    pub script: String,
}
