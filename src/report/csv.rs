//! A table as CSV: always quoted, lines end with CR LF, UTF-8 with a byte order mark, as spreadsheets expect (RFC 4180).
//!
//! For people, a cell that a spreadsheet would take for a formula gets an apostrophe before it; so these files are for
//! reading, not for import. For programs every cell stands as it is. Source: OWASP, "CSV Injection", 2025-08.

use std::borrow::Cow;
use std::io;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::table::{Cell, Table};

/// Writes a table, for people or for programs.
pub fn write(table: &Table<'_>, is_for_people: bool, output: &mut dyn io::Write) -> io::Result<()> {
    output.write_all("\u{feff}".as_bytes())?;
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(output);
    for column in &table.columns {
        writer.write_field(column.title)?;
    }
    writer.write_record(None::<&[u8]>)?;
    table.each_row(0..table.rows, &mut |cells| {
        for cell in cells {
            match cell {
                Cell::Blank => writer.write_field("")?,
                Cell::Text(text) if is_for_people => writer.write_field(defused(text).as_bytes())?,
                Cell::Text(text) => writer.write_field(text.as_bytes())?,
                Cell::Number(number) => writer.write_field(number.to_string())?,
            }
        }
        Ok(writer.write_record(None::<&[u8]>)?)
    })?;
    writer.flush()
}

/// The cell with an apostrophe before it, if a spreadsheet could take it for a formula.
pub(crate) fn defused(cell: &str) -> Cow<'_, str> {
    let is_trigger = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    // A spreadsheet may also be told to divide cells at other separators; a trigger after one counts as well.
    let mut before = None;
    let is_dangerous = cell.chars().any(|c| {
        let starts = matches!(before, None | Some(';' | ',' | '\t' | '"' | '\n' | '\r'));
        before = Some(c);
        starts && is_trigger(c)
    });
    if is_dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::defused;

    #[test]
    fn formulas_are_defused() {
        for cell in ["=1+3", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "a;=1", "a,\"=1", "\n=1"] {
            assert_eq!(defused(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "ann@contoso.com", "o'brien", "a=b", "Smith-Jones", "a, b", "1 + 1"] {
            assert_eq!(defused(cell), cell);
        }
    }
}
