//! Rows that are directory objects, into tables: which column holds which attribute, what each row is, what is kept.
//!
//! How the rows are had is not known here; what they reveal as a whole is found afterwards, in `import::checks`.

use crate::model::order;
use std::rc::Rc;

use csv::StringRecord;
use rustc_hash::FxHashSet;

use super::classify::{Verdict, classify};
use super::format::ObjectRows;
use super::header::{Header, is_secret};
use super::options::ReadOptions;
use super::rows::{RowSource, RowsError};
use super::set_aside::{Reason, SetAside};
use super::{Input, checks};
use crate::model::{Attribute, CellForm, Column, Guid, NotTaken, ObjectKind, Side, Table, case_key};
use crate::progress::{Progress, STEP};

/// Reads the rows into tables.
pub(super) fn read_objects(
    rows: impl RowSource,
    object_rows: &ObjectRows,
    header: &Header<'_>,
    options: &ReadOptions,
    input: &mut Input,
    progress: &mut dyn Progress,
) -> Result<(), RowsError> {
    input.lists = (object_rows.lists)(header).to_vec();
    let mapped = map_columns(header, object_rows, options, input);
    let mut objects = ObjectReader {
        object_rows,
        assumed: assumed_kind(header, &input.lists),
        header,
        places: mapped.iter().map(|(place, _)| *place).collect(),
        empty: mapped.into_iter().map(|(_, column)| column).collect(),
        tables: Vec::new(),
        seen: FxHashSet::default(),
        seen_names: FxHashSet::default(),
        is_after_another: false,
        ragged: None,
        input,
    };
    let result = objects.read_all(rows, progress);
    let ObjectReader { tables, ragged, .. } = objects;
    if let Some((first, count)) = ragged {
        input.problems.push(checks::ragged_rows(first, count));
    }
    input.tables = tables.into_iter().map(Rc::new).collect();
    result
}

/// The kind of object where a row does not say.
fn assumed_kind(header: &Header<'_>, lists: &[ObjectKind]) -> ObjectKind {
    let listed = |kind| lists.contains(&kind);
    if header.type_name.contains("adgroup") || (listed(ObjectKind::Group) && !listed(ObjectKind::User)) {
        ObjectKind::Group
    } else if listed(ObjectKind::Contact) && !listed(ObjectKind::User) {
        ObjectKind::Contact
    } else {
        ObjectKind::User
    }
}

/// Which column of the file holds which attribute. Secret columns and columns without a use are left out.
fn map_columns(
    header: &Header<'_>,
    rows: &ObjectRows,
    options: &ReadOptions,
    input: &mut Input,
) -> Vec<(usize, Column)> {
    let mut mapped: Vec<(usize, Column)> = Vec::new();
    // What the person says comes first; of two columns for one attribute the first counts.
    for (place, squashed) in header.squashed.iter().enumerate() {
        if let Some(Some(attribute)) = options.column(squashed).filter(|_| !is_secret(squashed))
            && !mapped.iter().any(|(_, column)| column.attribute == attribute)
        {
            let known = rows.columns.iter().find(|column| column.attribute == attribute);
            let form = known.map_or(CellForm::Text, |column| column.form);
            mapped.push((place, Column::new(attribute, &header.written[place], form)));
        }
    }
    for definition in rows.columns {
        if mapped.iter().any(|(_, column)| column.attribute == definition.attribute) {
            continue;
        }
        for name in definition.names {
            let mut places: Vec<usize> = (0..header.squashed.len())
                .filter(|&place| header.squashed[place] == *name && options.column(name).is_none())
                .collect();
            if places.is_empty() {
                continue;
            }
            // Of two columns with one name the fuller one counts, the first of equals.
            let filled = |place: &usize| {
                header.sample.iter().filter(|row| row.get(*place).is_some_and(|cell| !cell.trim().is_empty())).count()
            };
            order::sort_by_key(&mut places, |place| (std::cmp::Reverse(filled(place)), *place));
            if places.len() > 1 {
                input.problems.push(checks::ambiguous_column(&header.written[places[0]], places.len()));
            }
            let place = places[0];
            mapped.push((place, Column::new(definition.attribute, &header.written[place], definition.form)));
            break;
        }
    }
    order::sort_by_key(&mut mapped, |(place, _)| *place);
    input.columns = mapped.iter().map(|(_, column)| (column.attribute, column.header.clone())).collect();
    order::sort(&mut input.columns);
    input.ignored_columns = (0..header.written.len())
        .filter(|place| !mapped.iter().any(|(used, _)| used == place))
        .map(|place| header.written[place].clone())
        .filter(|name| !name.is_empty())
        .collect();
    mapped
}

struct ObjectReader<'a, 'h> {
    object_rows: &'a ObjectRows,
    assumed: ObjectKind,
    header: &'a Header<'h>,
    /// The place in the file of each used column.
    places: Rc<[usize]>,
    /// The used columns, as they are before any row.
    empty: Vec<Column>,
    tables: Vec<Table>,
    seen: FxHashSet<Guid>,
    /// Objects without identifier by their distinguished names.
    seen_names: FxHashSet<String>,
    /// Has another header been met?
    is_after_another: bool,
    ragged: Option<(u32, u32)>,
    input: &'a mut Input,
}

impl ObjectReader<'_, '_> {
    fn read_all(&mut self, mut rows: impl RowSource, progress: &mut dyn Progress) -> Result<(), RowsError> {
        let mut slots = [None; Attribute::COUNT];
        for (number, column) in self.empty.iter().enumerate() {
            slots[column.attribute.index()] = Some(number);
        }
        self.tables.push(Table::new(self.empty.clone()));
        let result = loop {
            match rows.advance() {
                Ok(true) if rows.is_cut_off(self.header.written.len()) => {
                    self.input.set_aside.push(SetAside { row: rows.row(), reason: Reason::CutOff });
                }
                Ok(true) => {
                    if let Err(error) = self.read_row(rows.record(), rows.row(), &slots) {
                        break Err(error);
                    }
                }
                Ok(false) => break Ok(()),
                Err(error) => break Err(error),
            }
            if (rows.count() as usize).is_multiple_of(STEP) {
                rows.report(progress);
                if rows.count() as usize == STEP {
                    self.expect(rows.so_far());
                }
            }
        };
        self.input.rows = rows.count();
        rows.report(progress);
        result
    }

    /// Asks for the room of the whole file, where its size is known.
    fn expect(&mut self, (done, total): (u64, u64)) {
        if let Some(table) = self.tables.last_mut() {
            table.expect(done, total);
        }
        let more =
            |seen: usize| usize::try_from(total.saturating_sub(done) / done.max(1)).map_or(0, |times| times * seen);
        // Where there is no such room, the sets grow as they must.
        let _ = self.seen.try_reserve(more(self.seen.len()));
        let _ = self.seen_names.try_reserve(more(self.seen_names.len()));
    }

    fn read_row(
        &mut self,
        record: &StringRecord,
        row: u32,
        slots: &[Option<usize>; Attribute::COUNT],
    ) -> Result<(), RowsError> {
        // What grows with the rows is asked for: too large a file is told, and is no trap.
        self.seen.try_reserve(1).map_err(|_| RowsError::NoMemory)?;
        self.seen_names.try_reserve(1).map_err(|_| RowsError::NoMemory)?;
        self.input.set_aside.try_reserve(1).map_err(|_| RowsError::NoMemory)?;
        if record.len() != self.header.written.len() {
            let (_, count) = self.ragged.get_or_insert((row, 0));
            *count += 1;
        }
        let cells = Cells::new(self.object_rows, &self.empty, Rc::clone(&self.places), record);
        let cell = |attribute: Attribute| slots[attribute.index()].map(|number| cells.at(number)).unwrap_or_default();
        let verdict = if let Some(reason) = self.header_again(record) {
            Verdict::SetAside(reason)
        } else {
            match classify(self.object_rows.side, self.assumed, &cell) {
                Verdict::Use(kind, deleted) => self.unless_seen(&cell, kind, deleted),
                aside @ Verdict::SetAside(_) => aside,
            }
        };
        match verdict {
            Verdict::SetAside(reason) => self.input.set_aside.push(SetAside { row, reason }),
            Verdict::Use(kind, deleted) => {
                self.keep(&cells, row, kind, deleted).map_err(|_| RowsError::NoMemory)?;
                self.input.used += 1;
            }
        }
        Ok(())
    }

    /// Is the row no object but a header: the same again, or another one, after which the columns are others?
    fn header_again(&mut self, record: &StringRecord) -> Option<Reason> {
        let first = record.get(0).unwrap_or_default().trim();
        if first.starts_with("#TYPE ") {
            return Some(Reason::RepeatedHeader);
        }
        if self.is_after_another {
            return Some(Reason::AfterAnotherHeader);
        }
        let written = &self.header.written;
        let is_name = |cell: &str| !cell.is_empty() && written.iter().any(|name| name.eq_ignore_ascii_case(cell));
        if !is_name(first) || record.len() < 2 {
            return None;
        }
        if record.iter().map(str::trim).eq(written.iter().map(String::as_str)) {
            return Some(Reason::RepeatedHeader);
        }
        let names = record.iter().filter(|cell| is_name(cell.trim())).count();
        self.is_after_another = names * 2 > record.len();
        self.is_after_another.then_some(Reason::AfterAnotherHeader)
    }

    fn unless_seen<'c>(&mut self, cell: &dyn Fn(Attribute) -> &'c str, kind: ObjectKind, deleted: bool) -> Verdict {
        let identifier = match self.object_rows.side {
            Side::OnPremises => Attribute::ObjectGuid,
            Side::Cloud => Attribute::ObjectId,
        };
        match Guid::parse(cell(identifier)) {
            Some(guid) if !self.seen.insert(guid) => Verdict::SetAside(Reason::RepeatedObject),
            // Without an identifier the name of the place says it: AD has each once.
            None if self.object_rows.side == Side::OnPremises && cell(Attribute::DistinguishedName).contains("DC=") => {
                let name = case_key::fold(cell(Attribute::DistinguishedName)).into_owned();
                if self.seen_names.insert(name) {
                    Verdict::Use(kind, deleted)
                } else {
                    Verdict::SetAside(Reason::RepeatedObject)
                }
            }
            _ => Verdict::Use(kind, deleted),
        }
    }

    fn keep(&mut self, cells: &Cells<'_>, row: u32, kind: ObjectKind, deleted: bool) -> Result<(), NotTaken> {
        let count = self.places.len();
        let taken = self.tables.last_mut().map_or(Err(NotTaken::Full), |table| {
            table.push(row, kind, deleted, (0..count).map(|number| cells.at(number)))
        });
        if taken != Err(NotTaken::Full) {
            return taken;
        }
        // A single row is far smaller than a whole table can be: `LONGEST_ROW` sees to that.
        let mut next = Table::new(self.empty.clone());
        next.push(row, kind, deleted, (0..count).map(|number| cells.at(number)))?;
        self.tables.push(next);
        Ok(())
    }
}

/// The cells of the used columns of a row, with the format's own spellings undone.
struct Cells<'a> {
    record: &'a StringRecord,
    places: Rc<[usize]>,
    decoded: Vec<Option<String>>,
}

impl<'a> Cells<'a> {
    fn new(rows: &ObjectRows, columns: &[Column], places: Rc<[usize]>, record: &'a StringRecord) -> Self {
        let written = |place: usize| record.get(place).unwrap_or_default();
        let decoded = rows.decode.map_or_else(Vec::new, |decode| {
            columns.iter().zip(places.iter()).map(|(column, &place)| decode(column.attribute, written(place))).collect()
        });
        Self { record, places, decoded }
    }

    fn at(&self, number: usize) -> &str {
        let decoded = self.decoded.get(number).and_then(Option::as_deref);
        decoded.unwrap_or_else(|| self.record.get(self.places[number]).unwrap_or_default())
    }
}
