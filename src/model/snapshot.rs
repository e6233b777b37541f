//! All objects of one side. An object is one record or several records of several files.

use std::rc::Rc;

use super::case_key;
use super::cell::{Cell, Unknown};
use super::guid::identifier_text;
use super::lazy_order::sort_key;
use super::table::NotTaken;
use super::{Attribute, Bits, CellForm, Needle, ObjectId, ObjectKind, Side, Table, order};

/// The number of an input file, in the order in which the report lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

impl FileId {
    /// The file's place in the list of inputs.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A record: a row of one of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// The table's place in the snapshot's order of trust.
    pub table: u16,
    /// The record's place in the table.
    pub record: u32,
}

/// All objects of one side with the records they are made of.
///
/// Where several records make one object, a value comes from the first record that has it, in the order of trust in
/// which the records were added.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The side.
    pub side: Side,
    tables: Vec<(FileId, Rc<Table>)>,
    first: Vec<RecordRef>,
    /// Further records, sorted by object.
    more: Vec<(ObjectId, RecordRef)>,
    kinds: Vec<ObjectKind>,
    deleted: Vec<bool>,
}

impl Snapshot {
    /// A snapshot without objects, over these tables in the order of trust.
    pub fn new(side: Side, tables: Vec<(FileId, Rc<Table>)>) -> Self {
        Self { side, tables, first: Vec::new(), more: Vec::new(), kinds: Vec::new(), deleted: Vec::new() }
    }

    /// Adds an object made of one record.
    pub fn add(&mut self, record: RecordRef, kind: ObjectKind, deleted: bool) -> ObjectId {
        let object = ObjectId::at(self.first.len());
        self.first.push(record);
        self.kinds.push(kind);
        self.deleted.push(deleted);
        object
    }

    /// Adds a record to an object. [`Snapshot::finish`] must follow before values are read.
    pub fn extend(&mut self, object: ObjectId, record: RecordRef) {
        self.more.push((object, record));
    }

    /// Puts the added records in order.
    pub fn finish(&mut self) {
        self.more.sort_unstable();
    }

    /// How many objects there are, deleted ones included.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Is there no object?
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Every object, in the order of files and rows.
    pub fn objects(&self) -> impl DoubleEndedIterator<Item = ObjectId> + use<> {
        (0..self.len()).map(ObjectId::at)
    }

    /// What kind of object it is.
    pub fn kind(&self, object: ObjectId) -> ObjectKind {
        self.kinds[object.index()]
    }

    /// Sets the kind, where a further record knows it better.
    pub fn set_kind(&mut self, object: ObjectId, kind: ObjectKind) {
        self.kinds[object.index()] = kind;
    }

    /// Is the object in the recycle bin?
    pub fn is_deleted(&self, object: ObjectId) -> bool {
        self.deleted[object.index()]
    }

    /// The records of an object, the most trusted first.
    pub fn records(&self, object: ObjectId) -> impl Iterator<Item = RecordRef> + '_ {
        let from = if self.more.is_empty() { 0 } else { self.more.partition_point(|(owner, _)| *owner < object) };
        let more = self.more[from..].iter().take_while(move |(owner, _)| *owner == object).map(|(_, record)| *record);
        std::iter::once(self.first[object.index()]).chain(more)
    }

    /// The record by which an object is referred to.
    pub fn first_record(&self, object: ObjectId) -> RecordRef {
        self.first[object.index()]
    }

    /// What the files tell about an attribute of an object.
    pub fn cell(&self, object: ObjectId, attribute: Attribute) -> Cell<'_> {
        self.told(object, attribute).0
    }

    /// The same, with the table that tells it: of several records the first that has a value.
    fn told(&self, object: ObjectId, attribute: Attribute) -> (Cell<'_>, &Table) {
        let first = self.first[object.index()];
        let mut best = (self.table(first).cell(first.record as usize, attribute), self.table(first));
        // Nearly every object is one record.
        if self.more.is_empty() || best.0.text().is_some() {
            return best;
        }
        for record in self.records(object).skip(1) {
            let table = self.table(record);
            match table.cell(record.record as usize, attribute) {
                told @ Cell::Text(_) => return (told, table),
                Cell::Empty => best = (Cell::Empty, table),
                Cell::Lost if best.0 == Cell::NotExported => best = (Cell::Lost, table),
                Cell::Lost | Cell::NotExported => {}
            }
        }
        best
    }

    /// The same for every attribute at once, in the order of [`Attribute::ALL`].
    pub fn cells(&self, object: ObjectId) -> [Cell<'_>; Attribute::COUNT] {
        let mut cells = [Cell::NotExported; Attribute::COUNT];
        let mut records = self.records(object);
        if let Some(first) = records.next() {
            self.table(first).read_cells(first.record as usize, &mut cells);
        }
        if records.next().is_some() {
            for (cell, &attribute) in cells.iter_mut().zip(Attribute::ALL) {
                *cell = self.cell(object, attribute);
            }
        }
        cells
    }

    /// The value of an attribute, if the files hold one.
    pub fn text(&self, object: ObjectId, attribute: Attribute) -> Option<&str> {
        self.cell(object, attribute).text()
    }

    /// The number by which each object is sorted, from the first of these attributes that it has; the largest where none.
    pub fn sort_keys(&self, attributes: &[Attribute]) -> Vec<u64> {
        let any = |object| attributes.iter().find_map(|&attribute| self.text(object, attribute)).unwrap_or_default();
        let column = |table: &Table| attributes.first().and_then(|&attribute| table.plain_column(attribute));
        let columns: Vec<Option<usize>> = self.tables().map(column).collect();
        let key = |(place, record): (usize, &RecordRef)| {
            let (column, record_number) = (columns[usize::from(record.table)], record.record as usize);
            let text = column.and_then(|column| self.table(*record).plain_text(record_number, column));
            sort_key(text.unwrap_or_else(|| any(ObjectId::at(place))), 0)
        };
        self.first.iter().enumerate().map(key).collect()
    }

    /// Does a value of these attributes contain the text?
    pub fn holds(&self, object: ObjectId, needle: &Needle, attributes: &[Attribute]) -> bool {
        let contains = |text| case_key::contains(text, needle.folded());
        attributes.iter().any(|&attribute| self.text(object, attribute).is_some_and(contains))
    }

    /// The objects of which that is so, among them all without an [odd](Snapshot::odd) record.
    pub fn holding(&self, needle: &Needle, attributes: &[Attribute]) -> Bits {
        let records = self.marked(|table, mark| table.each_holding(needle, attributes, mark));
        let is_marked = |record: RecordRef| records[usize::from(record.table)].has(record.record as usize);
        let mut found = Bits::none_of(self.len());
        for (place, _) in self.first.iter().enumerate().filter(|(_, record)| is_marked(**record)) {
            found.set(place);
        }
        for &(object, record) in &self.more {
            // What a later record says counts where no earlier one says anything else.
            if !found.has(object.index()) && is_marked(record) && self.holds(object, needle, attributes) {
                found.set(object.index());
            }
        }
        found
    }

    /// The objects with a character with which [`Snapshot::holding`] may overlook them.
    pub fn odd(&self) -> Vec<ObjectId> {
        let records = self.marked(Table::each_odd);
        let is_odd = |record: RecordRef| records[usize::from(record.table)].has(record.record as usize);
        self.objects().filter(|&object| self.records(object).any(is_odd)).collect()
    }

    fn marked(&self, mark: impl Fn(&Table, &mut dyn FnMut(usize))) -> Vec<Bits> {
        let of_table = |table: &Table| {
            let mut marked = Bits::none_of(table.len());
            mark(table, &mut |record| marked.set(record));
            marked
        };
        self.tables().map(of_table).collect()
    }

    /// By which the directory itself knows the object, in the one form in which it is shown: its objectGUID, or its id in
    /// the cloud. `None` where no file tells it.
    pub fn identifier(&self, object: ObjectId) -> Option<String> {
        let attribute = match self.side {
            Side::OnPremises => Attribute::ObjectGuid,
            Side::Cloud => Attribute::ObjectId,
        };
        self.text(object, attribute).map(identifier_text)
    }

    /// The record that [`Snapshot::cell`] takes its value from; where no record has a value, the first one with a
    /// column for it.
    pub fn source(&self, object: ObjectId, attribute: Attribute) -> Option<RecordRef> {
        let with_column = || self.records(object).filter(|record| self.table(*record).column(attribute).is_some());
        with_column()
            .find(|record| matches!(self.table(*record).cell(record.record as usize, attribute), Cell::Text(_)))
            .or_else(|| with_column().next())
    }

    /// Yes or no; `Ok(None)` where the attribute is not set, `Err` where the files do not tell.
    pub fn boolean(&self, object: ObjectId, attribute: Attribute) -> Result<Option<bool>, Unknown> {
        match self.told(object, attribute) {
            (Cell::NotExported | Cell::Lost, _) => Err(Unknown),
            (Cell::Empty, _) => Ok(None),
            (Cell::Text(text), table) => {
                let column = table.column(attribute).ok_or(Unknown)?;
                let value = column.boolean(text).ok_or(Unknown)?;
                Ok(Some(value).filter(|&value| value || column.form != CellForm::YesOrNothing))
            }
        }
    }

    /// The same objects with other texts. A text goes into every record of its object whose file has the column, so that no
    /// other record brings back the old one; where no file has it, nothing changes.
    pub fn with_texts(&self, texts: &[(ObjectId, Attribute, &str)]) -> Result<Self, NotTaken> {
        let mut by_table: Vec<(u16, u32, Attribute, &str)> = Vec::new();
        for &(object, attribute, text) in texts {
            for record in self.records(object).filter(|&record| self.table(record).exports(attribute)) {
                by_table.push((record.table, record.record, attribute, text));
            }
        }
        order::sort(&mut by_table);
        let mut changed = self.clone();
        for of_table in by_table.chunk_by(|left, right| left.0 == right.0) {
            let (_, table) = &mut changed.tables[usize::from(of_table[0].0)];
            let texts: Vec<_> =
                of_table.iter().map(|&(_, record, attribute, text)| (record, attribute, text)).collect();
            *table = Rc::new(table.with_texts(&texts)?);
        }
        Ok(changed)
    }

    /// The table of a record.
    pub fn table(&self, record: RecordRef) -> &Table {
        &self.tables[usize::from(record.table)].1
    }

    /// The file of a record.
    pub fn file(&self, record: RecordRef) -> FileId {
        self.tables[usize::from(record.table)].0
    }

    /// The row of a record in its file.
    pub fn row(&self, record: RecordRef) -> u32 {
        self.table(record).row(record.record as usize)
    }

    /// The tables in the order of trust.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().map(|(_, table)| &**table)
    }

    /// How many records hold something in the attribute.
    pub fn filled(&self, attribute: Attribute) -> usize {
        self.tables().filter_map(|table| table.column(attribute)).map(|column| column.filled as usize).sum()
    }

    /// Does any file have a column for the attribute that says something?
    pub fn exports(&self, attribute: Attribute) -> bool {
        self.tables().any(|table| table.exports(attribute))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{FileId, RecordRef, Snapshot};
    use crate::model::{Attribute, Cell, CellForm, Column, ObjectKind, Side, Table};

    #[test]
    fn a_value_comes_from_the_most_trusted_record_that_has_it() {
        let table = |attributes: &[(Attribute, &str)]| {
            let columns = attributes.iter().map(|(a, _)| Column::new(*a, a.name(), CellForm::Text)).collect();
            let mut table = Table::new(columns);
            table.push(2, ObjectKind::User, false, attributes.iter().map(|(_, text)| *text)).expect("room");
            (FileId(0), Rc::new(table))
        };
        let tables = vec![
            table(&[(Attribute::DisplayName, "Ann"), (Attribute::Mail, "")]),
            table(&[(Attribute::DisplayName, "Anna"), (Attribute::Mail, "a@b.example"), (Attribute::Enabled, "no")]),
        ];
        let mut snapshot = Snapshot::new(Side::Cloud, tables);
        let object = snapshot.add(RecordRef { table: 0, record: 0 }, ObjectKind::User, false);
        snapshot.extend(object, RecordRef { table: 1, record: 0 });
        snapshot.finish();
        assert_eq!(snapshot.cell(object, Attribute::DisplayName), Cell::Text("Ann"));
        assert_eq!(snapshot.cell(object, Attribute::Mail), Cell::Text("a@b.example"));
        assert_eq!(snapshot.source(object, Attribute::Mail), Some(RecordRef { table: 1, record: 0 }));
        assert_eq!(snapshot.boolean(object, Attribute::Enabled), Ok(Some(false)));
        assert_eq!(snapshot.cell(object, Attribute::ImmutableId), Cell::NotExported);
    }
}
