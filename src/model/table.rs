//! The rows of one file, kept as text with only the columns that are used.
//!
//! Every value stays as written. All texts of a table stand one after another in one string and each cell is the
//! number of its end, so that a million rows cost four bytes a cell beyond their text.

use std::collections::TryReserveError;

use super::cell::{Cell, is_damaged, is_type_name};
use super::needle::{has_odd, part_at};
use super::{Attribute, Needle, ObjectKind, room};

/// How the text of a column is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellForm {
    /// As it stands.
    Text,
    /// Yes or no.
    Boolean,
    /// Yes, or nothing: `False` and a blank cell say the same, that it is not so now.
    YesOrNothing,
    /// Anything, which means yes: a time at which something last happened.
    FilledMeansYes,
    /// Yes or no, where yes means that the attribute is off: `Block credential`.
    InvertedBoolean,
    /// The number in which AD keeps account flags; bit 2 means disabled.
    UserAccountControl,
}

/// One column that is used.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it holds.
    pub attribute: Attribute,
    /// Its header, as written.
    pub header: String,
    /// How its cells are meant.
    pub form: CellForm,
    /// Does any cell hold the name of a type? Then a blank cell does not mean that the attribute is not set.
    pub lost: bool,
    /// Did a spreadsheet put something else in the place of a value? Only such cells say nothing; a blank one is blank.
    pub damaged: bool,
    /// Was the column written without asking the directory for its values? Then it says nothing.
    pub not_requested: bool,
    /// How many cells are not blank.
    pub filled: u32,
}

/// The used rows and columns of one file.
#[derive(Clone, Debug)]
pub struct Table {
    /// Is the case of `SMTP:` lost, so that no primary address can be told?
    pub primary_case_lost: bool,
    columns: Vec<Column>,
    slots: [Option<u8>; Attribute::COUNT],
    text: String,
    ends: Vec<u32>,
    rows: Vec<u32>,
    kinds: Vec<ObjectKind>,
    deleted: Vec<bool>,
}

/// Why a table did not take a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The table has taken as much text as it can address (4 GiB).
    Full,
    /// There is no more memory.
    NoMemory,
}

impl From<TryReserveError> for NotTaken {
    fn from(_: TryReserveError) -> Self {
        Self::NoMemory
    }
}

impl Table {
    /// An empty table with these columns. Of two columns for one attribute the first counts.
    pub fn new(columns: Vec<Column>) -> Self {
        let mut slots = [None; Attribute::COUNT];
        for (place, column) in columns.iter().enumerate() {
            let slot = &mut slots[column.attribute.index()];
            if slot.is_none() {
                *slot = u8::try_from(place).ok();
            }
        }
        Self {
            primary_case_lost: false,
            columns,
            slots,
            text: String::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            kinds: Vec::new(),
            deleted: Vec::new(),
        }
    }

    /// Adds a record: one text for each column, in their order, and where it stands in the file.
    pub fn push<'a>(
        &mut self,
        row: u32,
        kind: ObjectKind,
        deleted: bool,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), NotTaken> {
        // What grows with the file is asked for, so that a file too large for the memory is told and not a trap.
        self.ends.try_reserve(self.columns.len())?;
        self.rows.try_reserve(1)?;
        self.kinds.try_reserve(1)?;
        self.deleted.try_reserve(1)?;
        let (text_before, ends_before) = (self.text.len(), self.ends.len());
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let room = self.text.try_reserve(cell.len()).map_err(NotTaken::from);
            let end = u32::try_from(self.text.len() + cell.len()).map_err(|_| NotTaken::Full);
            let end = match room.and(end) {
                Ok(end) => end,
                Err(why) => {
                    self.text.truncate(text_before);
                    self.ends.truncate(ends_before);
                    return Err(why);
                }
            };
            self.text.push_str(cell);
            self.ends.push(end);
            if !cell.is_empty() {
                column.filled += 1;
                column.lost |= column.loses(cell);
                column.damaged |= is_damaged(cell);
            }
        }
        self.rows.push(row);
        self.kinds.push(kind);
        self.deleted.push(deleted);
        Ok(())
    }

    /// Asks for the room of the whole file at once, where `done` of its `total` bytes made the records so far.
    pub fn expect(&mut self, done: u64, total: u64) {
        room::expect_text(&mut self.text, 0, done, total);
        room::expect(&mut self.ends, 0, done, total);
        room::expect(&mut self.rows, 0, done, total);
        room::expect(&mut self.kinds, 0, done, total);
        room::expect(&mut self.deleted, 0, done, total);
    }

    /// The same table with other texts in some cells, given in the order of records and then of columns. An attribute
    /// without a column is passed over: what a file does not tell cannot be changed in it.
    pub fn with_texts(&self, texts: &[(u32, Attribute, &str)]) -> Result<Self, NotTaken> {
        let mut changed = Self { primary_case_lost: self.primary_case_lost, ..Self::new(self.columns.clone()) };
        for column in &mut changed.columns {
            column.filled = 0;
        }
        changed.text.reserve(self.text.len());
        for record in 0..self.len() {
            let number = u32::try_from(record).unwrap_or(u32::MAX);
            let from = texts.partition_point(|(other, ..)| *other < number);
            let of_record = &texts[from..];
            let of_record = &of_record[..of_record.partition_point(|(other, ..)| *other == number)];
            let text = |(slot, column): (usize, &Column)| {
                let is_its_column = self.slots[column.attribute.index()].map(usize::from) == Some(slot);
                let other = of_record.iter().find(|(_, attribute, _)| is_its_column && *attribute == column.attribute);
                other.map_or_else(|| self.raw(record, slot), |(.., text)| *text)
            };
            let cells = self.columns.iter().enumerate().map(text);
            changed.push(self.rows[record], self.kinds[record], self.deleted[record], cells)?;
        }
        Ok(changed)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is there no record?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The columns, in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns, to note what reading them showed.
    pub fn columns_mut(&mut self) -> &mut [Column] {
        &mut self.columns
    }

    /// The column of an attribute.
    pub fn column(&self, attribute: Attribute) -> Option<&Column> {
        self.slots[attribute.index()].map(|slot| &self.columns[usize::from(slot)])
    }

    /// Does the file tell anything about the attribute?
    pub fn exports(&self, attribute: Attribute) -> bool {
        self.column(attribute).is_some_and(|column| !column.not_requested)
    }

    /// The row of a record in its file, as a spreadsheet counts: the header line is row 1.
    pub fn row(&self, record: usize) -> u32 {
        self.rows[record]
    }

    /// What kind of object a record is.
    pub fn kind(&self, record: usize) -> ObjectKind {
        self.kinds[record]
    }

    /// Is the record an object in the recycle bin?
    pub fn is_deleted(&self, record: usize) -> bool {
        self.deleted[record]
    }

    /// The cell of a record, as the file tells it.
    pub fn cell(&self, record: usize, attribute: Attribute) -> Cell<'_> {
        let Some(slot) = self.slots[attribute.index()] else { return Cell::NotExported };
        let column = &self.columns[usize::from(slot)];
        if column.not_requested {
            return Cell::NotExported;
        }
        column.cell(self.raw(record, usize::from(slot)))
    }

    /// All cells of a record at once, in the order of [`Attribute::ALL`]; attributes without a column are left as they are.
    pub fn read_cells<'a>(&'a self, record: usize, cells: &mut [Cell<'a>; Attribute::COUNT]) {
        let from = record * self.columns.len();
        let mut start = if from == 0 { 0 } else { self.ends[from - 1] as usize };
        for (place, (column, &end)) in self.columns.iter().zip(&self.ends[from..]).enumerate() {
            let text = &self.text[start..end as usize];
            start = end as usize;
            let index = column.attribute.index();
            if !column.not_requested && self.slots[index].map(usize::from) == Some(place) {
                cells[index] = column.cell(text);
            }
        }
    }

    /// The text of a cell exactly as the file has it, also where it says nothing.
    pub fn raw_cell(&self, record: usize, attribute: Attribute) -> Option<&str> {
        self.slots[attribute.index()].map(|slot| self.raw(record, usize::from(slot)))
    }

    /// All texts of the table, for putting two files in an order that does not depend on when they came.
    pub fn all_text(&self) -> &str {
        &self.text
    }

    /// Calls `found` with each record in which a value of these attributes holds the text.
    pub fn each_holding(&self, needle: &Needle, attributes: &[Attribute], found: &mut dyn FnMut(usize)) {
        let width = self.columns.len();
        // For each column the first one from it on that is searched; the first of the next record where there is none.
        let mut next = vec![width; width];
        for place in (0..width).rev() {
            let column = &self.columns[place];
            let is_read = !column.not_requested && self.slots[column.attribute.index()].map(usize::from) == Some(place);
            let is_searched = is_read && attributes.contains(&column.attribute);
            next[place] = if is_searched { place } else { next.get(place + 1).copied().unwrap_or(width) };
        }
        // The record of the last place, and where its cells begin.
        let mut record = 0;
        needle.each_place(&self.text, |at| {
            record = part_at(self.len(), at, record, |record| self.ends[record * width + width - 1]);
            let ends = &self.ends[record * width..][..width];
            let slot = ends.partition_point(|&end| end as usize <= at);
            let searched = next[slot];
            if searched != slot {
                return ends[searched - 1] as usize;
            }
            let end = ends[slot] as usize;
            if at + needle.len() > end || self.columns[slot].cell(self.raw(record, slot)).text().is_none() {
                return at + 1;
            }
            found(record);
            record += 1;
            // The first cell of the next record that is searched.
            self.ends.get(record * width + next[0] - 1).map_or(self.text.len(), |&end| end as usize)
        });
    }

    /// The column of an attribute if each of its cells says what is written in it.
    pub fn plain_column(&self, attribute: Attribute) -> Option<usize> {
        let plain = |column: &&Column| !(column.lost || column.damaged || column.not_requested);
        self.column(attribute).filter(plain).and(self.slots[attribute.index()]).map(usize::from)
    }

    /// The text of a cell of such a column, if it is sure to be one: it begins with a letter, a digit or a sign.
    pub fn plain_text(&self, record: usize, column: usize) -> Option<&str> {
        Some(self.raw(record, column)).filter(|text| text.as_bytes().first().is_some_and(u8::is_ascii_graphic))
    }

    /// Calls `found` with each record that holds a character with which [`Needle`] does not find a text.
    pub fn each_odd(&self, found: &mut dyn FnMut(usize)) {
        let mut start = 0;
        for (record, ends) in self.ends.chunks_exact(self.columns.len().max(1)).enumerate() {
            let end = ends[ends.len() - 1] as usize;
            let text = &self.text[start..end];
            start = end;
            if has_odd(text) {
                found(record);
            }
        }
    }

    fn raw(&self, record: usize, slot: usize) -> &str {
        let place = record * self.columns.len() + slot;
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.text[start..self.ends[place] as usize]
    }
}

impl Column {
    /// A column that has not been read yet.
    pub fn new(attribute: Attribute, header: &str, form: CellForm) -> Self {
        Self {
            attribute,
            header: header.to_owned(),
            form,
            lost: false,
            damaged: false,
            not_requested: false,
            filled: 0,
        }
    }

    /// What a text of this column says.
    fn cell<'a>(&self, text: &'a str) -> Cell<'a> {
        // Most cells begin with a letter or digit; only the others may be blank throughout.
        let is_blank = !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty();
        if is_blank {
            if self.lost { Cell::Lost } else { Cell::Empty }
        } else if (self.lost && self.loses(text)) || (self.damaged && is_damaged(text)) {
            Cell::Lost
        } else {
            Cell::Text(text)
        }
    }

    /// Does this cell hold something else than the value: the name of a type, or a list that a screen cut off?
    pub fn loses(&self, cell: &str) -> bool {
        let is_cut = || {
            let end = cell.trim_end().trim_end_matches('}');
            end.ends_with("...") || end.ends_with('…')
        };
        // A person may be called what a type is called; a list or an identifier may not.
        let is_name = matches!(
            self.attribute,
            Attribute::DisplayName
                | Attribute::GivenName
                | Attribute::Surname
                | Attribute::SamAccountName
                | Attribute::EmployeeId
                | Attribute::AdminDescription
        );
        let may_be_cut = || !cell.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
        (!is_name && is_type_name(cell)) || (self.attribute == Attribute::ProxyAddresses && may_be_cut() && is_cut())
    }

    /// Reads a cell of this column as yes or no, whatever way round the export says it.
    pub fn boolean(&self, text: &str) -> Option<bool> {
        match self.form {
            CellForm::Text | CellForm::Boolean | CellForm::YesOrNothing => super::cell::parse_boolean(text),
            CellForm::FilledMeansYes => Some(!text.trim().is_empty()),
            CellForm::InvertedBoolean => super::cell::parse_boolean(text).map(|value| !value),
            CellForm::UserAccountControl => text.trim().parse::<i64>().ok().map(|flags| flags & 2 == 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CellForm, Column, Table};
    use crate::model::{Attribute, Cell, ObjectKind};

    fn table(rows: &[[&str; 2]]) -> Table {
        let column = |attribute, header| Column::new(attribute, header, CellForm::Text);
        let mut table = Table::new(vec![
            column(Attribute::UserPrincipalName, "UPN"),
            column(Attribute::ProxyAddresses, "Proxy addresses"),
        ]);
        for (number, row) in rows.iter().enumerate() {
            let row_number = u32::try_from(number).expect("small") + 2;
            table.push(row_number, ObjectKind::User, false, row.iter().copied()).expect("room");
        }
        table
    }

    #[test]
    fn not_exported_empty_and_lost_are_three_things() {
        let table = table(&[["ann@b.example", ""], ["", "System.String[]"], ["bob@b.example", "smtp:bob@b.example"]]);
        assert_eq!(table.cell(0, Attribute::UserPrincipalName), Cell::Text("ann@b.example"));
        assert_eq!(table.cell(1, Attribute::UserPrincipalName), Cell::Empty);
        assert_eq!(table.cell(0, Attribute::ImmutableId), Cell::NotExported);
        // One lost cell makes every blank one of the column doubtful, but not a value that is there.
        assert_eq!(table.cell(0, Attribute::ProxyAddresses), Cell::Lost);
        assert_eq!(table.cell(1, Attribute::ProxyAddresses), Cell::Lost);
        assert_eq!(table.cell(2, Attribute::ProxyAddresses), Cell::Text("smtp:bob@b.example"));
    }

    #[test]
    fn other_texts_stand_in_their_cells_and_nowhere_else() {
        let table = table(&[["ann@b.example", "smtp:ann@b.example"], ["bob@b.example", ""]]);
        let changed = table.with_texts(&[(1, Attribute::ProxyAddresses, "smtp:bob@b.example")]).expect("room");
        assert_eq!(changed.cell(0, Attribute::ProxyAddresses), Cell::Text("smtp:ann@b.example"));
        assert_eq!(changed.cell(1, Attribute::ProxyAddresses), Cell::Text("smtp:bob@b.example"));
        assert_eq!(changed.cell(1, Attribute::UserPrincipalName), Cell::Text("bob@b.example"));
        assert_eq!(changed.row(1), 3);
        let back = changed.with_texts(&[(1, Attribute::ProxyAddresses, "")]).expect("room");
        assert_eq!(back.all_text(), table.all_text());
    }

    #[test]
    fn columns_that_nobody_asked_for_say_nothing() {
        let mut table = table(&[["", ""]]);
        table.columns_mut()[0].not_requested = true;
        assert_eq!(table.cell(0, Attribute::UserPrincipalName), Cell::NotExported);
        assert_eq!(table.cell(0, Attribute::ProxyAddresses), Cell::Empty);
        assert!(!table.exports(Attribute::UserPrincipalName));
    }

    #[test]
    fn enabled_reads_every_way_round() {
        let read = |form, text| Column::new(Attribute::Enabled, "x", form).boolean(text);
        assert_eq!(read(CellForm::Boolean, "True"), Some(true));
        assert_eq!(read(CellForm::InvertedBoolean, "True"), Some(false));
        assert_eq!(read(CellForm::UserAccountControl, "66048"), Some(true));
        assert_eq!(read(CellForm::UserAccountControl, "66050"), Some(false));
        assert_eq!(read(CellForm::UserAccountControl, "x"), None);
    }
}
