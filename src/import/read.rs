//! Reads one file from its first byte to its last row.
//!
//! The file is read as a stream; only the cells of used columns are kept. What the rows as a whole reveal is found
//! afterwards, in `import::checks`.

use std::cell::Cell as SharedCell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::StringRecord;
use rustc_hash::FxHashSet;

use super::classify::{Verdict, classify};
use super::dialect::{self, Dialect};
use super::format::{self, Content, Format, FormatDefinition, InputSide, ObjectRows, TenantRows};
use super::header::{Header, is_secret};
use super::problem::{Problem, ProblemCode};
use super::set_aside::{Reason, SetAside};
use super::source::{MakeLegacyDecoder, Source};
use super::{Encoding, Input, checks, decode, sniff};
use crate::model::{Attribute, Column, Guid, ObjectKind, Side, Table};
use crate::progress::{Progress, STEP, Stage};

/// How much of a file is looked at to recognise it.
const START: usize = 1 << 18;

/// How long a single row may be. No directory writes one of this size; a quote that is never closed does.
const LONGEST_ROW: u64 = 64 << 20;

/// Reads a file. `forced` is the format that the person named in place of the one that would be recognised.
pub fn read(
    source: &dyn Source,
    forced: Option<Format>,
    legacy: &MakeLegacyDecoder,
    progress: &mut dyn Progress,
) -> Input {
    match try_read(source, forced, legacy, progress) {
        Ok(input) => input,
        Err(error) => {
            let mut input = Input::unused(source.name(), Format::Unknown, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotCsv,
                format!("The file could not be read: {error}."),
                "Check that the file still exists and that no other program holds it, then give it again.",
            ));
            input
        }
    }
}

fn try_read(
    source: &dyn Source,
    forced: Option<Format>,
    legacy: &MakeLegacyDecoder,
    progress: &mut dyn Progress,
) -> io::Result<Input> {
    let bytes = read_start(&mut source.open()?)?;
    if let Some((kind, problem)) = sniff::not_csv(&bytes) {
        let (format, side) = match kind {
            sniff::NotCsv::Ldif => (Format::AdLdif, InputSide::OnPremises),
            sniff::NotCsv::Other => (Format::NotAnExport, InputSide::None),
        };
        let mut input = Input::unused(source.name(), format, side);
        input.problems.push(problem);
        return Ok(input);
    }
    let mut encoding = Encoding::detect(&bytes);
    if encoding == Encoding::Utf8 {
        if sniff::is_binary(&bytes) {
            let mut input = Input::unused(source.name(), Format::NotAnExport, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotCsv,
                "The file holds bytes that no text has.",
                "Make the export again and give the CSV file itself.",
            ));
            return Ok(input);
        }
        if std::str::from_utf8(&bytes).is_err_and(|error| error.error_len().is_some()) {
            encoding = Encoding::Windows1252;
        }
    }
    let mut reading = Reading { source, forced, legacy, progress };
    match reading.run(encoding)? {
        Outcome::Done(input) => Ok(*input),
        // UTF-8 until proven otherwise: the proof may come late in the file.
        Outcome::NotUtf8 => match reading.run(Encoding::Windows1252)? {
            Outcome::Done(input) => Ok(*input),
            Outcome::NotUtf8 => Err(io::Error::other("its text is damaged")),
        },
    }
}

struct Reading<'a> {
    source: &'a dyn Source,
    forced: Option<Format>,
    legacy: &'a MakeLegacyDecoder,
    progress: &'a mut dyn Progress,
}

enum Outcome {
    Done(Box<Input>),
    NotUtf8,
}

impl Reading<'_> {
    fn run(&mut self, encoding: Encoding) -> io::Result<Outcome> {
        let name = self.source.name();
        let decoder = if encoding == Encoding::Windows1252 { (self.legacy)("windows-1252") } else { None };
        if encoding == Encoding::Windows1252 && decoder.is_none() {
            let mut input = Input::unused(name, Format::Unknown, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotUtf8,
                "The file is not UTF-8, and its code page cannot be read here.",
                "Export again with “-Encoding UTF8”.",
            ));
            return Ok(Outcome::Done(Box::new(input)));
        }
        let start = {
            let decoder = if encoding == Encoding::Windows1252 { (self.legacy)("windows-1252") } else { None };
            let mut text = decode::TextReader::new(self.source.open()?, encoding, decoder);
            read_start(&mut text)?
        };
        let is_whole = start.len() < START;
        let start = String::from_utf8_lossy(&start);
        let dialect = dialect::detect(&start, is_whole);
        let records = dialect::sample(&start, is_whole, dialect.delimiter, 20 + dialect.records_before_header);
        let records = records.get(dialect.records_before_header..).unwrap_or_default();
        let Some((header_row, sample)) = records.split_first() else {
            return Ok(Outcome::Done(Box::new(no_rows(name, encoding, &dialect))));
        };
        let header = Header::new(header_row, &dialect, sample);
        let definition = self.forced.and_then(Format::definition).or_else(|| format::recognise(&header));

        let mut input = match definition {
            Some(definition) => Input::unused(name, definition.format, side_of(definition)),
            None => Input::unused(name, Format::Unknown, InputSide::None),
        };
        input.encoding = Some(encoding);
        input.delimiter = Some(dialect.delimiter);
        if encoding == Encoding::Windows1252 {
            input.problems.push(checks::not_utf8());
        }
        for (written, squashed) in header.written.iter().zip(&header.squashed) {
            if is_secret(squashed) {
                input.problems.push(checks::password_column(written));
            }
        }

        let so_far = Rc::new(SharedCell::new(ReadSoFar::default()));
        let bytes = Counted { bytes: self.source.open()?, so_far: Rc::clone(&so_far) };
        let text = decode::TextReader::new(Box::new(bytes), encoding, decoder);
        let rows = Rows::new(text, &dialect, so_far, self.source.size());
        let result = match definition.map(|definition| &definition.content) {
            Some(Content::Objects(object_rows)) => read_objects(rows, object_rows, &header, &mut input, self.progress),
            Some(Content::Tenant(tenant_rows)) => read_facts(rows, tenant_rows, &header, &mut input),
            Some(Content::NotUsed { problem, .. }) => {
                input.problems.push(problem(&header));
                set_all_aside(rows, &mut input)
            }
            None => {
                let problem = checks::unknown_file(&header);
                let result = set_all_aside(rows, &mut input);
                if problem.code == ProblemCode::NoHeaderRow {
                    // What was taken for the header is a row of data as well.
                    input.rows += 1;
                    let row = u32::try_from(dialect.records_before_header).unwrap_or(0) + 1;
                    input.set_aside.insert(0, SetAside { row, reason: Reason::FileNotUsed });
                }
                input.problems.push(problem);
                result
            }
        };
        match result {
            Ok(()) => {}
            Err(RowsError::NotUtf8) if encoding != Encoding::Windows1252 => return Ok(Outcome::NotUtf8),
            Err(RowsError::NotUtf8) => return Err(io::Error::other("its text is damaged")),
            Err(RowsError::Io(error)) => return Err(error),
            Err(RowsError::RowTooLong(row)) => {
                input.give_up();
                input.problems.push(checks::row_too_long(row));
                input.rows = u32::try_from(input.set_aside.len()).unwrap_or(u32::MAX);
            }
        }
        if let Some(definition) = definition {
            checks::after_reading(&mut input, definition, &header);
        }
        input.problems.sort();
        Ok(Outcome::Done(Box::new(input)))
    }
}

fn side_of(definition: &FormatDefinition) -> InputSide {
    match &definition.content {
        Content::Objects(rows) => match rows.side {
            Side::OnPremises => InputSide::OnPremises,
            Side::Cloud => InputSide::Cloud,
        },
        Content::Tenant(_) => InputSide::Tenant,
        Content::NotUsed { side, .. } => *side,
    }
}

fn no_rows(name: &str, encoding: Encoding, dialect: &Dialect) -> Input {
    let is_template = dialect.is_upload_template;
    let format = if is_template { Format::NotAnExport } else { Format::Unknown };
    let mut input = Input::unused(name, format, InputSide::None);
    input.encoding = Some(encoding);
    input.problems.push(Problem::new(
        ProblemCode::NoHeaderRow,
        "The file has no rows: there is no line with column names.",
        "Make the export again and check that it finished.",
    ));
    input
}

fn read_start(bytes: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    bytes.take(START as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// How far the bytes of a file have been read, shared between the reader of bytes and the reader of rows.
#[derive(Clone, Copy, Default)]
struct ReadSoFar {
    bytes: u64,
    row_start: u64,
    is_at_end: bool,
}

struct Counted<'a> {
    bytes: Box<dyn Read + 'a>,
    so_far: Rc<SharedCell<ReadSoFar>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut so_far = self.so_far.get();
        if so_far.bytes - so_far.row_start > LONGEST_ROW {
            return Err(io::Error::other(RowTooLong));
        }
        let count = self.bytes.read(buffer)?;
        so_far.bytes += count as u64;
        so_far.is_at_end |= count == 0;
        self.so_far.set(so_far);
        Ok(count)
    }
}

#[derive(Debug)]
struct RowTooLong;

impl std::fmt::Display for RowTooLong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a row is too long")
    }
}

impl std::error::Error for RowTooLong {}

fn is_row_too_long(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<RowTooLong>()).is_some()
}

enum RowsError {
    NotUtf8,
    RowTooLong(u32),
    Io(io::Error),
}

/// The rows after the header, with the number that a spreadsheet shows for each.
struct Rows<'a> {
    reader: csv::Reader<decode::TextReader<'a>>,
    record: StringRecord,
    so_far: Rc<SharedCell<ReadSoFar>>,
    size: u64,
    /// The line on which the reader stood after the row before.
    line: u64,
    to_skip: usize,
    count: u32,
    row: u32,
    /// Did the row end with the file, without a line break? The reader looks beyond it only then.
    is_unterminated: bool,
}

impl<'a> Rows<'a> {
    fn new(text: decode::TextReader<'a>, dialect: &Dialect, so_far: Rc<SharedCell<ReadSoFar>>, size: u64) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(text);
        Self {
            reader,
            record: StringRecord::new(),
            so_far,
            size,
            line: 1,
            to_skip: dialect.records_before_header + 1,
            count: 0,
            row: 0,
            is_unterminated: false,
        }
    }

    /// Moves to the next row; false after the last one.
    fn advance(&mut self) -> Result<bool, RowsError> {
        loop {
            let more = match self.reader.read_record(&mut self.record) {
                Ok(more) => more,
                Err(error) => return Err(self.error(error)),
            };
            let mut so_far = self.so_far.get();
            so_far.row_start = so_far.bytes;
            self.is_unterminated = so_far.is_at_end;
            self.so_far.set(so_far);
            if !more {
                return Ok(false);
            }
            // A spreadsheet counts blank lines, which the reader skips, but not line breaks inside cells. The reader's
            // own start lines do not help: after a CR LF they are one too low.
            let line = self.reader.position().line();
            let within_cells = self.record.as_slice().bytes().filter(|&byte| byte == b'\n').count() as u64;
            let blank = (line - self.line).saturating_sub(1 + within_cells);
            self.line = line;
            self.row = self.row.saturating_add(1 + u32::try_from(blank).unwrap_or(0));
            if self.to_skip > 0 {
                self.to_skip -= 1;
                continue;
            }
            self.count += 1;
            return Ok(true);
        }
    }

    fn error(&self, error: csv::Error) -> RowsError {
        match error.into_kind() {
            csv::ErrorKind::Utf8 { .. } => RowsError::NotUtf8,
            csv::ErrorKind::Io(error) if is_row_too_long(&error) => RowsError::RowTooLong(self.row + 1),
            csv::ErrorKind::Io(error) => RowsError::Io(error),
            other => RowsError::Io(io::Error::other(format!("{other:?}"))),
        }
    }

    fn report(&self, progress: &mut dyn Progress) {
        progress.advance(Stage::Reading, self.so_far.get().bytes, self.size);
    }
}

fn set_all_aside(mut rows: Rows<'_>, input: &mut Input) -> Result<(), RowsError> {
    let result = loop {
        match rows.advance() {
            Ok(true) => input.set_aside.push(SetAside { row: rows.row, reason: Reason::FileNotUsed }),
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    input.rows = rows.count;
    result
}

fn read_facts(
    mut rows: Rows<'_>,
    tenant_rows: &TenantRows,
    header: &Header<'_>,
    input: &mut Input,
) -> Result<(), RowsError> {
    let place = |name: &str| header.squashed.iter().position(|squashed| squashed == name);
    for (written, squashed) in header.written.iter().zip(&header.squashed) {
        if !tenant_rows.columns.contains(&squashed.as_str()) {
            input.ignored_columns.push(written.clone());
        }
    }
    while rows.advance()? {
        let record = &rows.record;
        let cell = |name: &str| place(name).and_then(|place| record.get(place)).unwrap_or_default();
        match (tenant_rows.read)(&cell) {
            Some(fact) => {
                input.facts.push(fact);
                input.used += 1;
            }
            None => input.set_aside.push(SetAside { row: rows.row, reason: Reason::Unreadable }),
        }
    }
    input.rows = rows.count;
    Ok(())
}

fn read_objects(
    rows: Rows<'_>,
    object_rows: &ObjectRows,
    header: &Header<'_>,
    input: &mut Input,
    progress: &mut dyn Progress,
) -> Result<(), RowsError> {
    input.lists = (object_rows.lists)(header).to_vec();
    let mapped = map_columns(header, object_rows, input);
    let mut objects = ObjectReader {
        object_rows,
        assumed: assumed_kind(header, &input.lists),
        header,
        places: mapped.iter().map(|(place, _)| *place).collect(),
        empty: mapped.into_iter().map(|(_, column)| column).collect(),
        tables: Vec::new(),
        seen: FxHashSet::default(),
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
fn map_columns(header: &Header<'_>, rows: &ObjectRows, input: &mut Input) -> Vec<(usize, Column)> {
    let mut mapped: Vec<(usize, Column)> = Vec::new();
    for definition in rows.columns {
        if mapped.iter().any(|(_, column)| column.attribute == definition.attribute) {
            continue;
        }
        for name in definition.names {
            let mut places: Vec<usize> =
                (0..header.squashed.len()).filter(|&place| header.squashed[place] == *name).collect();
            if places.is_empty() {
                continue;
            }
            // Of two columns with one name the fuller one counts, the first of equals.
            let filled = |place: &usize| {
                header.sample.iter().filter(|row| row.get(*place).is_some_and(|cell| !cell.trim().is_empty())).count()
            };
            places.sort_by_key(|place| (std::cmp::Reverse(filled(place)), *place));
            if places.len() > 1 {
                input.problems.push(checks::ambiguous_column(&header.written[places[0]], places.len()));
            }
            let place = places[0];
            mapped.push((place, Column::new(definition.attribute, &header.written[place], definition.form)));
            break;
        }
    }
    mapped.sort_by_key(|(place, _)| *place);
    input.columns = mapped.iter().map(|(_, column)| (column.attribute, column.header.clone())).collect();
    input.columns.sort();
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
    places: Vec<usize>,
    /// The used columns, as they are before any row.
    empty: Vec<Column>,
    tables: Vec<Table>,
    seen: FxHashSet<Guid>,
    ragged: Option<(u32, u32)>,
    input: &'a mut Input,
}

impl ObjectReader<'_, '_> {
    fn read_all(&mut self, mut rows: Rows<'_>, progress: &mut dyn Progress) -> Result<(), RowsError> {
        let mut slots = [None; Attribute::COUNT];
        for (place, column) in self.places.iter().zip(&self.empty) {
            slots[column.attribute.index()] = Some(*place);
        }
        self.tables.push(Table::new(self.empty.clone()));
        let result = loop {
            match rows.advance() {
                Ok(true) if rows.is_unterminated && rows.record.len() < self.header.written.len() => {
                    self.input.set_aside.push(SetAside { row: rows.row, reason: Reason::CutOff });
                }
                Ok(true) => self.read_row(&rows.record, rows.row, &slots),
                Ok(false) => break Ok(()),
                Err(error) => break Err(error),
            }
            if (rows.count as usize).is_multiple_of(STEP) {
                rows.report(progress);
            }
        };
        self.input.rows = rows.count;
        rows.report(progress);
        result
    }

    fn read_row(&mut self, record: &StringRecord, row: u32, slots: &[Option<usize>; Attribute::COUNT]) {
        if record.len() != self.header.written.len() {
            let (_, count) = self.ragged.get_or_insert((row, 0));
            *count += 1;
        }
        let cell =
            |attribute: Attribute| slots[attribute.index()].and_then(|place| record.get(place)).unwrap_or_default();
        let verdict = if self.repeats_header(record) {
            Verdict::SetAside(Reason::RepeatedHeader)
        } else {
            match classify(self.object_rows.side, self.assumed, &cell) {
                Verdict::Use(kind, deleted) => self.unless_seen(&cell, kind, deleted),
                aside @ Verdict::SetAside(_) => aside,
            }
        };
        match verdict {
            Verdict::SetAside(reason) => self.input.set_aside.push(SetAside { row, reason }),
            Verdict::Use(kind, deleted) => {
                self.keep(record, row, kind, deleted);
                self.input.used += 1;
            }
        }
    }

    fn repeats_header(&self, record: &StringRecord) -> bool {
        record.get(0).is_some_and(|first| first.trim() == self.header.written[0])
            && record.iter().map(str::trim).eq(self.header.written.iter().map(String::as_str))
    }

    fn unless_seen<'c>(&mut self, cell: &dyn Fn(Attribute) -> &'c str, kind: ObjectKind, deleted: bool) -> Verdict {
        let identifier = match self.object_rows.side {
            Side::OnPremises => Attribute::ObjectGuid,
            Side::Cloud => Attribute::ObjectId,
        };
        match Guid::parse(cell(identifier)) {
            Some(guid) if !self.seen.insert(guid) => Verdict::SetAside(Reason::RepeatedObject),
            _ => Verdict::Use(kind, deleted),
        }
    }

    fn keep(&mut self, record: &StringRecord, row: u32, kind: ObjectKind, deleted: bool) {
        let decoded: Vec<Option<String>> = match self.object_rows.decode {
            Some(decode) => {
                let written = self.places.iter().map(|place| record.get(*place).unwrap_or_default());
                self.empty.iter().zip(written).map(|(column, cell)| decode(column.attribute, cell)).collect()
            }
            None => Vec::new(),
        };
        let cells = || {
            self.places.iter().enumerate().map(|(number, place)| {
                let decoded = decoded.get(number).and_then(Option::as_deref);
                decoded.unwrap_or_else(|| record.get(*place).unwrap_or_default())
            })
        };
        if let Some(table) = self.tables.last_mut()
            && table.push(row, kind, deleted, cells()).is_ok()
        {
            return;
        }
        let mut next = Table::new(self.empty.clone());
        // A single row is far smaller than a whole table can be: `LONGEST_ROW` sees to that.
        if next.push(row, kind, deleted, cells()).is_ok() {
            self.tables.push(next);
        }
    }
}
