//! What stands in a file for people, before any form: tables of typed cells, made row by row.
//!
//! Each column is declared once with its title and the kind of its fields. The level decides by the kind what becomes of
//! a field; the forms (CSV, workbook, page) write what is left and know nothing of levels.

mod findings;
mod objects;
mod overview;
pub mod words;

use std::borrow::Cow;
use std::io;

use super::redaction::{Kind, Level, Redaction};
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::view::names;

pub use findings::{actions, findings};
pub use objects::{Part, objects};
pub(super) use overview::kind_of_setting;
pub use overview::{files, problems, settings, summaries, summary};

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The title.
    pub title: &'static str,
    /// What its fields hold.
    pub kind: Kind,
    /// Its width in letters, for a workbook.
    pub width: u8,
    /// Is the value the same for all rows of a group?
    pub of_group: bool,
    /// Does a page show it? What only a machine needs, and what paper has no room for, stands in the other forms.
    pub in_page: bool,
}

const fn column(title: &'static str, kind: Kind, width: u8) -> Column {
    Column { title, kind, width, of_group: false, in_page: true }
}

const fn not_in_page(title: &'static str, kind: Kind, width: u8) -> Column {
    Column { title, kind, width, of_group: false, in_page: false }
}

const fn group_column(title: &'static str, kind: Kind, width: u8) -> Column {
    Column { title, kind, width, of_group: true, in_page: true }
}

/// A field, before the level decides about it.
#[derive(Debug)]
enum Field<'a> {
    Blank,
    Word(&'static str),
    Text(Cow<'a, str>),
    Number(usize),
    Object(Owner),
    Objects(&'a [Owner]),
    /// Objects by their files and rows.
    Places(&'a [Owner]),
    Domains(Vec<String>),
}

impl<'a> Field<'a> {
    fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// A cell, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(usize),
}

/// How a page shows a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rows and columns.
    Grid,
    /// Each row as a block of its own, under the heading of its group.
    Blocks,
}

/// Makes rows.
trait Rows {
    /// The fields of a row, in the order of the declared columns. `wants` says which kinds the level lets through, so that
    /// nothing is worked out that is left out.
    fn row(&self, place: usize, wants: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>>;
}

/// A table of an export.
pub struct Table<'a> {
    /// Its title.
    pub title: &'static str,
    /// The columns that the level lets through.
    pub columns: Vec<Column>,
    /// How many rows there are.
    pub rows: usize,
    /// How many there would be without a filter.
    pub of: usize,
    /// How a page shows it.
    pub shape: Shape,
    /// Are its rows themselves counts, whose number says nothing?
    pub is_sum: bool,
    /// How many rows each group has, where rows are grouped.
    pub groups: Vec<usize>,
    kept: Vec<Option<Kind>>,
    redaction: &'a Redaction<'a>,
    source: Box<dyn Rows + 'a>,
}

impl<'a> Table<'a> {
    fn new(
        redaction: &'a Redaction<'a>,
        title: &'static str,
        columns: &[Column],
        (rows, of): (usize, usize),
        source: impl Rows + 'a,
    ) -> Self {
        let is_kept = |column: &&Column| redaction.level.allows(column.kind);
        Self {
            title,
            columns: columns.iter().filter(is_kept).copied().collect(),
            rows,
            of,
            shape: Shape::Grid,
            is_sum: false,
            groups: Vec::new(),
            kept: columns.iter().map(|column| Some(column.kind).filter(|&kind| redaction.level.allows(kind))).collect(),
            redaction,
            source: Box::new(source),
        }
    }

    /// Gives the cells of rows, one row after another.
    pub fn each_row(
        &self,
        rows: std::ops::Range<usize>,
        visit: &mut dyn FnMut(&[Cell<'_>]) -> io::Result<()>,
    ) -> io::Result<()> {
        let wants = |kind| self.redaction.level.allows(kind);
        for place in rows.start..rows.end.min(self.rows) {
            let fields = self.source.row(place, &wants);
            let cells: Vec<Cell<'_>> = fields
                .into_iter()
                .zip(&self.kept)
                .filter_map(|(field, kind)| kind.map(|kind| cell(self.redaction, kind, field)))
                .collect();
            visit(&cells)?;
        }
        Ok(())
    }

    /// The first rows as texts, for a person to see what an export will say.
    pub fn first_rows(&self, count: usize) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        // Nothing is written, so nothing can fail.
        let _ = self.each_row(0..count, &mut |cells| {
            rows.push(cells.iter().map(Cell::to_text).collect());
            Ok(())
        });
        rows
    }
}

impl Cell<'_> {
    fn to_text(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone().into_owned(),
            Cell::Number(number) => number.to_string(),
        }
    }
}

/// A field as the level has it.
fn cell<'a>(redaction: &Redaction<'a>, kind: Kind, field: Field<'a>) -> Cell<'a> {
    let text = |text: Option<Cow<'a, str>>| match text {
        Some(text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Blank,
    };
    match field {
        Field::Blank => Cell::Blank,
        Field::Word(word) => text(Some(Cow::Borrowed(word))),
        Field::Number(number) if matches!(kind, Kind::Count | Kind::Word) => Cell::Number(redaction.count(number)),
        Field::Number(number) => Cell::Number(number),
        Field::Text(value) => text(kept(redaction, kind, value)),
        Field::Object(owner) => text(redaction.name(owner)),
        Field::Objects(owners) => text(Some(joined(owners.iter().filter_map(|&owner| redaction.name(owner))).into())),
        Field::Places(owners) => text(Some(
            joined(owners.iter().map(|&owner| {
                let (file, row) = names::place(redaction.analysis(), owner);
                format!("{} row {row}", redaction.text(Kind::File, file).unwrap_or_default())
            }))
            .into(),
        )),
        Field::Domains(domains) => {
            text(Some(joined(domains.iter().filter_map(|domain| redaction.text(kind, domain))).into()))
        }
    }
}

/// Text of the files never passes for a word of the product.
fn kept<'a>(redaction: &Redaction<'a>, kind: Kind, value: Cow<'a, str>) -> Option<Cow<'a, str>> {
    if matches!(kind, Kind::Word | Kind::Count | Kind::ToFillIn) && redaction.level != Level::Full {
        return None;
    }
    match value {
        Cow::Borrowed(value) => redaction.text(kind, value),
        Cow::Owned(value) => redaction.text(kind, &value).map(|text| Cow::Owned(text.into_owned())),
    }
}

fn joined(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str("; ");
        }
        all.push_str(part.as_ref());
    }
    all
}

fn identifier(analysis: &Analysis, owner: Owner) -> Field<'_> {
    analysis.directories.side(owner.side).identifier(owner.object).map_or(Field::Blank, |id| Field::Text(id.into()))
}
