//! Reads one file from its first byte to its last row.
//!
//! The file is read as a stream; only the cells of used columns are kept. Here it is found out what the file is; how its
//! rows are had is in `import::rows` and `import::ldif`, what becomes of them in `import::objects`, and what they reveal
//! as a whole in `import::checks`.

use crate::model::order;
use std::io::{self, Read};

use super::dialect::{self, Dialect};
use super::format::{self, Content, FactRows, Format, FormatDefinition, InputSide};
use super::guess::guess;
use super::header::{Header, is_secret};
use super::ldif::LdifRows;
use super::objects::read_objects;
use super::options::ReadOptions;
use super::problem::{Problem, ProblemCode};
use super::rows::{CountedText, CsvRows, RowSource, RowsError};
use super::set_aside::{Reason, SetAside};
use super::source::{MakeLegacyDecoder, Source};
use super::{Encoding, Input, checks, decode, sniff};
use crate::model::Side;
use crate::progress::Progress;

/// How much of a file is looked at to recognise it.
const START: usize = 1 << 18;

/// Reads a file.
pub fn read(
    source: &dyn Source,
    options: &ReadOptions,
    legacy: &MakeLegacyDecoder,
    progress: &mut dyn Progress,
) -> Input {
    let mut input = match try_read(source, options, legacy, progress) {
        Ok(input) => input,
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => {
            let mut input = Input::unused(source.name(), Format::Unknown, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotCsv,
                "There is not enough memory for this file; nothing of it is used.",
                "Take files out that are not needed, close other tabs, or export only the recommended columns.",
            ));
            input
        }
        Err(error) => {
            let mut input = Input::unused(source.name(), Format::Unknown, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotCsv,
                format!("The file could not be read: {error}."),
                "Check that the file still exists and that no other program holds it, then give it again.",
            ));
            input
        }
    };
    if options.is_before {
        input.take_as_before();
    }
    input
}

fn try_read(
    source: &dyn Source,
    options: &ReadOptions,
    legacy: &MakeLegacyDecoder,
    progress: &mut dyn Progress,
) -> io::Result<Input> {
    let bytes = read_start(&mut source.open()?)?;
    let not_an_export = |problem| {
        let mut input = Input::unused(source.name(), Format::NotAnExport, InputSide::None);
        input.problems.push(problem);
        Ok(input)
    };
    if let Some(problem) = sniff::not_text(&bytes) {
        return not_an_export(problem);
    }
    let mut encoding = options.encoding.unwrap_or_else(|| Encoding::detect(&bytes));
    if encoding == Encoding::Utf8 {
        if sniff::is_binary(&bytes) {
            return not_an_export(Problem::new(
                ProblemCode::NotCsv,
                "The file holds bytes that no text has.",
                "Make the export again and give the CSV file itself.",
            ));
        }
        if std::str::from_utf8(&bytes).is_err_and(|error| error.error_len().is_some()) {
            encoding = Encoding::WESTERN;
        }
    }
    let mut reading = Reading { source, options, legacy, progress };
    match reading.run(encoding)? {
        Outcome::Done(input) => Ok(*input),
        // UTF-8 until proven otherwise: the proof may come late in the file.
        Outcome::NotUtf8 => match reading.run(Encoding::WESTERN)? {
            Outcome::Done(input) => Ok(*input),
            Outcome::NotUtf8 => Err(io::Error::other("its text is damaged")),
        },
    }
}

struct Reading<'a> {
    source: &'a dyn Source,
    options: &'a ReadOptions,
    legacy: &'a MakeLegacyDecoder,
    progress: &'a mut dyn Progress,
}

enum Outcome {
    Done(Box<Input>),
    NotUtf8,
}

impl Reading<'_> {
    fn run(&mut self, encoding: Encoding) -> io::Result<Outcome> {
        let Some(start) = self.start(encoding)? else {
            let mut input = Input::unused(self.source.name(), Format::Unknown, InputSide::None);
            input.problems.push(Problem::new(
                ProblemCode::NotUtf8,
                "The file is not UTF-8, and its code page cannot be read here.",
                "Export again with “-Encoding UTF8”.",
            ));
            return Ok(Outcome::Done(Box::new(input)));
        };
        let is_whole = start.len() < START;
        let start = String::from_utf8_lossy(&start);
        if self.options.format == Some(Format::AdLdif) || (self.options.format.is_none() && sniff::is_ldif(&start)) {
            return self.run_ldif(encoding);
        }
        if let Some(problem) = sniff::not_csv(&start) {
            let mut input = Input::unused(self.source.name(), Format::NotAnExport, InputSide::None);
            input.problems.push(problem);
            return Ok(Outcome::Done(Box::new(input)));
        }
        let dialect = dialect::detect(&start, is_whole, self.options.delimiter);
        let records = dialect::sample(&start, is_whole, dialect.delimiter, 20 + dialect.records_before_header);
        let records = records.get(dialect.records_before_header..).unwrap_or_default();
        let Some((header_row, sample)) = records.split_first() else {
            return Ok(Outcome::Done(Box::new(no_rows(self.source.name(), encoding, &dialect))));
        };
        let header = Header::new(header_row, &dialect, sample);
        let named = self.options.format.or_else(|| {
            let is_unknown = format::recognise(&header).is_none();
            self.options.format_of_columns().filter(|_| is_unknown)
        });
        let definition = named.and_then(Format::definition).or_else(|| format::recognise(&header));
        let mut input = self.input(definition, encoding);
        input.delimiter = Some(dialect.delimiter);
        input.headers.clone_from(&header.written);
        input.first_rows = first_rows(&header);
        for (written, squashed) in header.written.iter().zip(&header.squashed) {
            if is_secret(squashed) {
                input.problems.push(checks::password_column(written));
            }
        }
        let rows = CsvRows::new(text(self.source, encoding, self.legacy)?, &dialect);
        let result = match definition.map(|definition| &definition.content) {
            Some(Content::Objects(object_rows)) => {
                read_objects(rows, object_rows, &header, self.options, &mut input, self.progress)
            }
            Some(Content::Facts(fact_rows)) => read_facts(rows, fact_rows, &header, &mut input),
            Some(Content::NotUsed { problem, .. }) => {
                input.problems.push(problem(&header));
                set_all_aside(rows, &mut input)
            }
            None => {
                let problem = checks::unknown_file(&header);
                if problem.code != ProblemCode::NoHeaderRow {
                    input.guesses = guess(&header);
                }
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
        finish(input, result, definition, &header, encoding)
    }

    /// The entries of an LDIF file as if they were rows under a header that names every attribute.
    fn run_ldif(&mut self, encoding: Encoding) -> io::Result<Outcome> {
        let definition = Format::AdLdif.definition();
        let mut input = self.input(definition, encoding);
        let columns = format::LDIF_COLUMNS;
        let dialect = dialect::detect("", true, None);
        let header = Header::new(&columns.iter().map(|(name, _)| *name).collect(), &dialect, &[]);
        let rows = LdifRows::new(text(self.source, encoding, self.legacy)?, columns);
        let result = match definition.map(|definition| &definition.content) {
            Some(Content::Objects(object_rows)) => {
                read_objects(rows, object_rows, &header, &ReadOptions::default(), &mut input, self.progress)
            }
            _ => Ok(()),
        };
        // An attribute that no entry has was not exported, as far as the file tells.
        input.leave_out_empty_columns();
        input.ignored_columns.clear();
        finish(input, result, definition, &header, encoding)
    }

    fn input(&self, definition: Option<&FormatDefinition>, encoding: Encoding) -> Input {
        let mut input = match definition {
            Some(definition) => Input::unused(self.source.name(), definition.format, side_of(definition)),
            None => Input::unused(self.source.name(), Format::Unknown, InputSide::None),
        };
        input.encoding = Some(encoding);
        if encoding.code_page().is_some() && self.options.encoding.is_none() {
            input.problems.push(checks::not_utf8());
        }
        input
    }

    /// The first text of the file; `None` where its code page cannot be read here.
    fn start(&self, encoding: Encoding) -> io::Result<Option<Vec<u8>>> {
        let decoder = encoding.code_page().and_then(|label| (self.legacy)(label));
        if encoding.code_page().is_some() && decoder.is_none() {
            return Ok(None);
        }
        let mut text = decode::TextReader::new(self.source.open()?, encoding, decoder);
        read_start(&mut text).map(Some)
    }
}

fn text<'a>(source: &'a dyn Source, encoding: Encoding, legacy: &MakeLegacyDecoder) -> io::Result<CountedText<'a>> {
    CountedText::open(source, encoding, encoding.code_page().and_then(legacy))
}

fn finish(
    mut input: Input,
    result: Result<(), RowsError>,
    definition: Option<&FormatDefinition>,
    header: &Header<'_>,
    encoding: Encoding,
) -> io::Result<Outcome> {
    match result {
        Ok(()) => {}
        Err(RowsError::NotUtf8) if encoding.code_page().is_none() => return Ok(Outcome::NotUtf8),
        Err(RowsError::NotUtf8) => return Err(io::Error::other("its text is damaged")),
        Err(RowsError::Io(error)) => return Err(error),
        Err(RowsError::NoMemory) => return Err(io::ErrorKind::OutOfMemory.into()),
        Err(RowsError::RowTooLong(row)) => {
            input.give_up();
            input.problems.push(checks::row_too_long(row));
            input.rows = u32::try_from(input.set_aside.len()).unwrap_or(u32::MAX);
        }
    }
    if let Some(definition) = definition {
        checks::after_reading(&mut input, definition, header);
    }
    order::sort(&mut input.problems);
    Ok(Outcome::Done(Box::new(input)))
}

/// How many rows a person is shown, and how much of a cell.
const SHOWN_ROWS: usize = 3;
const SHOWN_LETTERS: usize = 80;
const SHOWN_CELLS: usize = 400;

fn first_rows(header: &Header<'_>) -> Vec<Vec<String>> {
    let shown = |(place, cell): (usize, &str)| {
        let is_hidden = header.squashed.get(place).is_none_or(|name| is_secret(name));
        if is_hidden { String::new() } else { cell.chars().take(SHOWN_LETTERS).collect() }
    };
    let rows = header.sample.iter().take(SHOWN_ROWS);
    rows.map(|row| row.iter().enumerate().take(header.written.len().min(SHOWN_CELLS)).map(shown).collect()).collect()
}

fn side_of(definition: &FormatDefinition) -> InputSide {
    match &definition.content {
        Content::Objects(rows) => match rows.side {
            Side::OnPremises => InputSide::OnPremises,
            Side::Cloud => InputSide::Cloud,
        },
        Content::Facts(rows) => rows.side,
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

fn set_all_aside(mut rows: impl RowSource, input: &mut Input) -> Result<(), RowsError> {
    let result = loop {
        match rows.advance() {
            Ok(true) => input.set_aside.push(SetAside { row: rows.row(), reason: Reason::FileNotUsed }),
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    input.rows = rows.count();
    result
}

fn read_facts(
    mut rows: impl RowSource,
    fact_rows: &FactRows,
    header: &Header<'_>,
    input: &mut Input,
) -> Result<(), RowsError> {
    let place = |name: &str| header.squashed.iter().position(|squashed| squashed == name);
    for (written, squashed) in header.written.iter().zip(&header.squashed) {
        if !fact_rows.columns.contains(&squashed.as_str()) {
            input.ignored_columns.push(written.clone());
        }
    }
    while rows.advance()? {
        let record = rows.record();
        let cell = |name: &str| place(name).and_then(|place| record.get(place)).unwrap_or_default();
        match (fact_rows.read)(&cell) {
            Some(fact) => {
                input.facts.push((rows.row(), fact));
                input.used += 1;
            }
            None => input.set_aside.push(SetAside { row: rows.row(), reason: Reason::Unreadable }),
        }
    }
    input.rows = rows.count();
    if let Some(what) = fact_rows.what {
        input.problems.push(checks::list_of_findings(what));
    }
    Ok(())
}
