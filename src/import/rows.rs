//! Rows of a file, one after another, whatever its syntax: a stream that tells where it is and never holds the file.
//!
//! What the rows mean is not known here.

use std::cell::Cell as SharedCell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::StringRecord;

use super::Encoding;
use super::decode::TextReader;
use super::dialect::Dialect;
use super::source::{LegacyDecoder, Source};
use crate::progress::{Progress, Stage};

/// How long a single row may be. No directory writes one of this size; a quote that is never closed does.
const LONGEST_ROW: u64 = 64 << 20;

/// Why reading stops.
pub(super) enum RowsError {
    /// The text is not UTF-8.
    NotUtf8,
    /// This row does not end.
    RowTooLong(u32),
    /// There is no memory for the rows.
    NoMemory,
    /// The bytes cannot be had.
    Io(io::Error),
}

/// A stream of rows.
pub(super) trait RowSource {
    /// Moves to the next row; false after the last one.
    fn advance(&mut self) -> Result<bool, RowsError>;
    /// The cells of the row.
    fn record(&self) -> &StringRecord;
    /// Where the row stands in the file, as a spreadsheet or an editor counts.
    fn row(&self) -> u32;
    /// How many rows there were so far.
    fn count(&self) -> u32;
    /// Does the file break off within the row? `columns` is how many cells it should have.
    fn is_cut_off(&self, columns: usize) -> bool;
    /// How many bytes of the file were read, and how many it has; the latter is 0 where that is not known.
    fn so_far(&self) -> (u64, u64);

    /// Tells how far reading has come.
    fn report(&self, progress: &mut dyn Progress) {
        let (done, total) = self.so_far();
        progress.advance(Stage::Reading, done, total);
    }
}

/// How far the bytes of a file have been read, shared between the reader of bytes and the reader of rows.
#[derive(Clone, Copy, Default)]
struct ReadSoFar {
    bytes: u64,
    row_start: u64,
    is_at_end: bool,
}

/// The text of a file, with a count of its bytes.
pub(super) struct CountedText<'a> {
    /// The text.
    pub(super) text: TextReader<'a>,
    so_far: Rc<SharedCell<ReadSoFar>>,
    size: u64,
}

impl<'a> CountedText<'a> {
    pub(super) fn open(
        source: &'a dyn Source,
        encoding: Encoding,
        decoder: Option<Box<dyn LegacyDecoder>>,
    ) -> io::Result<Self> {
        let so_far = Rc::new(SharedCell::new(ReadSoFar::default()));
        let bytes = Counted { bytes: source.open()?, so_far: Rc::clone(&so_far) };
        Ok(Self { text: TextReader::new(Box::new(bytes), encoding, decoder), so_far, size: source.size() })
    }
}

/// Where a row begins, and whether the text has come to its end.
#[derive(Clone)]
pub(super) struct Position {
    so_far: Rc<SharedCell<ReadSoFar>>,
    size: u64,
}

impl Position {
    pub(super) fn of(text: &CountedText<'_>) -> Self {
        Self { so_far: Rc::clone(&text.so_far), size: text.size }
    }

    /// The next row begins here; the limit of its length counts from here on.
    pub(super) fn begin_row(&self) {
        let mut so_far = self.so_far.get();
        so_far.row_start = so_far.bytes;
        self.so_far.set(so_far);
    }

    /// Has the reader looked beyond the last byte?
    fn is_at_end(&self) -> bool {
        self.so_far.get().is_at_end
    }

    pub(super) fn so_far(&self) -> (u64, u64) {
        (self.so_far.get().bytes, self.size)
    }
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

impl RowsError {
    /// What an error of the bytes means at this row.
    pub(super) fn of_bytes(error: io::Error, row: u32) -> Self {
        let is_too_long = error.get_ref().and_then(|inner| inner.downcast_ref::<RowTooLong>()).is_some();
        if is_too_long { Self::RowTooLong(row) } else { Self::Io(error) }
    }
}

/// The rows of a CSV file after its header, with the number that a spreadsheet shows for each.
pub(super) struct CsvRows<'a> {
    reader: csv::Reader<TextReader<'a>>,
    record: StringRecord,
    position: Position,
    /// The line on which the reader stood after the row before.
    line: u64,
    to_skip: usize,
    count: u32,
    row: u32,
    /// Did the row end with the file, without a line break? The reader looks beyond it only then.
    is_unterminated: bool,
}

impl<'a> CsvRows<'a> {
    pub(super) fn new(text: CountedText<'a>, dialect: &Dialect) -> Self {
        let position = Position::of(&text);
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(text.text);
        Self {
            reader,
            record: StringRecord::new(),
            position,
            line: 1,
            to_skip: dialect.records_before_header + 1,
            count: 0,
            row: 0,
            is_unterminated: false,
        }
    }

    fn error(&self, error: csv::Error) -> RowsError {
        match error.into_kind() {
            csv::ErrorKind::Utf8 { .. } => RowsError::NotUtf8,
            csv::ErrorKind::Io(error) => RowsError::of_bytes(error, self.row + 1),
            other => RowsError::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl RowSource for CsvRows<'_> {
    fn advance(&mut self) -> Result<bool, RowsError> {
        loop {
            let more = match self.reader.read_record(&mut self.record) {
                Ok(more) => more,
                Err(error) => return Err(self.error(error)),
            };
            self.position.begin_row();
            self.is_unterminated = self.position.is_at_end();
            if !more {
                return Ok(false);
            }
            // A spreadsheet counts blank lines, which the reader skips, but not line breaks inside cells. The reader's
            // own start lines do not help: after a CR LF they are one too low.
            let line = self.reader.position().line();
            let blank = match line - self.line {
                0 | 1 => 0,
                further => {
                    let within_cells = self.record.as_slice().bytes().filter(|&byte| byte == b'\n').count() as u64;
                    further.saturating_sub(1 + within_cells)
                }
            };
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

    fn record(&self) -> &StringRecord {
        &self.record
    }

    fn row(&self) -> u32 {
        self.row
    }

    fn count(&self) -> u32 {
        self.count
    }

    fn is_cut_off(&self, columns: usize) -> bool {
        self.is_unterminated && self.record.len() < columns
    }

    fn so_far(&self) -> (u64, u64) {
        self.position.so_far()
    }
}
