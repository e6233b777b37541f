//! What the page asks to take away, and what it gets.

use serde::{Deserialize, Serialize};

use super::{FindingQuery, ObjectQuery};
use crate::take_away::{Form, Level, What};

/// An export that the page asks for. Of a list is taken what fits its query; the report is always of everything.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TakeAwayOrder {
    /// Which list.
    pub what: What,
    /// In which form.
    pub form: Form,
    /// For whose eyes.
    pub level: Level,
    /// Which findings, for the findings and the action list.
    pub findings: FindingQuery,
    /// Which objects, for the objects.
    pub objects: ObjectQuery,
    /// The day, `2026-11-21`, for the name of the file.
    pub date: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TakenAway {
    /// The name of the file, which holds no data.
    pub file_name: String,
    /// The type of the file, for the browser.
    pub media_type: String,
    /// How many rows it is of.
    pub rows: u32,
    /// How many there are without a filter.
    pub of: u32,
    /// For how many values of the files it was searched; 0 where everything may stand.
    pub searched: u32,
    /// Why the bytes must be thrown away; null where they may be saved.
    pub refused: Option<String>,
}

/// How an export will read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TakeAwayPreview {
    /// The titles of the columns.
    pub columns: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows the export is of.
    pub total: u32,
    /// How many there are without a filter.
    pub of: u32,
    /// The name that the file would have.
    pub file_name: String,
    /// For people or for programs, and what became of cells that a spreadsheet would take for formulas.
    pub note: String,
    /// What the level means.
    pub level_words: String,
}
