//! Rows of an LDIF file: one record for each entry, one cell for each attribute that is asked for.
//!
//! Folded lines are joined, comments skipped, Base64 decoded where the attribute is text. Several values of an attribute
//! stand in one cell with a bar between them. What is no entry (`search:`, `result:`, `ref:`) is passed over.
//! Source: RFC 2849.

use std::io::{BufRead as _, BufReader};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use csv::StringRecord;
use rustc_hash::FxHashMap;

use super::decode::TextReader;
use super::header::squash;
use super::rows::{CountedText, Position, RowSource, RowsError};

/// The entries of an LDIF file.
pub(super) struct LdifRows<'a> {
    lines: Lines<'a>,
    /// The squashed names of the columns, and whether their values are bytes, which stay Base64.
    columns: Vec<(String, bool)>,
    /// The column of each name that was met, so that a name is compared with the columns once.
    places: FxHashMap<String, Option<usize>>,
    record: StringRecord,
    row: u32,
    count: u32,
}

impl<'a> LdifRows<'a> {
    /// The entries as rows with these columns; the first one takes the name of the entry.
    pub(super) fn new(text: CountedText<'a>, columns: &[(&str, bool)]) -> Self {
        Self {
            lines: Lines::new(text),
            columns: columns.iter().map(|(name, is_bytes)| (squash(name), *is_bytes)).collect(),
            places: FxHashMap::default(),
            record: StringRecord::new(),
            row: 0,
            count: 0,
        }
    }

    /// The column of an attribute. The first one is only for the name of the entry, which is the truth whatever an
    /// attribute says.
    fn place(&mut self, name: &str) -> Option<usize> {
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        let squashed = squash(name.split_once(';').map_or(name, |(name, _)| name));
        let place = if squashed == "dn" {
            Some(0)
        } else {
            self.columns.iter().position(|(column, _)| *column == squashed).filter(|&place| place > 0)
        };
        self.places.insert(name.to_owned(), place);
        place
    }

    fn add(&mut self, cells: &mut [String], name: &str, value: &Value<'_>) {
        let Some(place) = self.place(name) else { return };
        let Some(text) = value.text(self.columns[place].1) else { return };
        let cell = &mut cells[place];
        if !cell.is_empty() {
            cell.push('|');
        }
        cell.push_str(&text);
    }
}

impl RowSource for LdifRows<'_> {
    fn advance(&mut self) -> Result<bool, RowsError> {
        let mut cells: Vec<String> = vec![String::new(); self.columns.len()];
        let mut is_entry = false;
        self.lines.position.begin_row();
        while let Some((number, line)) = self.lines.next()? {
            if line.is_empty() {
                if is_entry {
                    break;
                }
                continue;
            }
            let Some((name, value)) = Value::parse(&line) else { continue };
            if name.eq_ignore_ascii_case("dn") {
                is_entry = true;
                self.row = number;
            }
            if is_entry {
                self.add(&mut cells, name, &value);
            }
        }
        if is_entry {
            self.count += 1;
            self.record = StringRecord::from(cells);
        }
        Ok(is_entry)
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

    /// An entry has no end that could be missing.
    fn is_cut_off(&self, _columns: usize) -> bool {
        false
    }

    fn so_far(&self) -> (u64, u64) {
        self.lines.position.so_far()
    }
}

/// A value as a line writes it.
enum Value<'a> {
    Text(&'a str),
    Base64(&'a str),
    /// The value stands in another file.
    Elsewhere,
}

impl<'a> Value<'a> {
    fn parse(line: &'a str) -> Option<(&'a str, Self)> {
        let (name, rest) = line.split_once(':')?;
        let value = match rest.as_bytes().first() {
            Some(b':') => Self::Base64(rest[1..].trim()),
            Some(b'<') => Self::Elsewhere,
            _ => Self::Text(rest.trim_start_matches(' ')),
        };
        Some((name.trim(), value))
    }

    /// The value as text; bytes stay Base64.
    fn text(&self, is_bytes: bool) -> Option<String> {
        match self {
            Self::Text(text) => Some((*text).to_owned()),
            Self::Base64(text) if is_bytes => Some((*text).to_owned()),
            Self::Base64(text) => Some(String::from_utf8_lossy(&STANDARD.decode(text).ok()?).into_owned()),
            Self::Elsewhere => None,
        }
    }
}

/// Whole lines: a line that begins with a blank belongs to the one before.
struct Lines<'a> {
    reader: BufReader<TextReader<'a>>,
    position: Position,
    number: u32,
    /// The line after the one that was given last, which had to be seen to know that that one was whole.
    ahead: Option<String>,
    is_at_end: bool,
}

impl<'a> Lines<'a> {
    fn new(text: CountedText<'a>) -> Self {
        let position = Position::of(&text);
        Self {
            reader: BufReader::with_capacity(1 << 16, text.text),
            position,
            number: 0,
            ahead: None,
            is_at_end: false,
        }
    }

    fn next(&mut self) -> Result<Option<(u32, String)>, RowsError> {
        loop {
            let Some(mut line) = (match self.ahead.take() {
                Some(line) => Some(line),
                None => self.physical()?,
            }) else {
                return Ok(None);
            };
            let number = self.number;
            loop {
                match self.physical()? {
                    Some(more) if more.starts_with(' ') => line.push_str(&more[1..]),
                    other => {
                        self.ahead = other;
                        break;
                    }
                }
            }
            if !line.starts_with('#') {
                return Ok(Some((number, line)));
            }
        }
    }

    fn physical(&mut self) -> Result<Option<String>, RowsError> {
        if self.is_at_end {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let count =
            self.reader.read_until(b'\n', &mut bytes).map_err(|error| RowsError::of_bytes(error, self.number + 1))?;
        if count == 0 {
            self.is_at_end = true;
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        let mut line = String::from_utf8(bytes).map_err(|_| RowsError::NotUtf8)?;
        line.truncate(line.trim_end_matches(['\n', '\r']).len());
        Ok(Some(line))
    }
}
