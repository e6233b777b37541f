//! Tables as an Excel workbook: every cell text or a number, none a formula; no author, no links, no macros.
//!
//! The parts are few and fixed, so they are written here; the container and its compression are libraries'. References of
//! rows and cells are left out, as the format allows. Source: ECMA-376, 5th edition, part 1, 18.3 and 18.4; limits from
//! Microsoft, "Excel specifications and limits", 2026.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::redaction::scan::{Watch, Watched};
use super::table::{Cell, Column, Table};
use super::words::grouped;

/// Rows of a sheet that Excel takes, the header included.
pub(super) const MOST_ROWS: usize = 1_048_576;
/// Letters of a cell, as UTF-16 counts them.
const LONGEST_CELL: usize = 32_767;
/// What stands at the end of a cell that was cut.
const CUT: &str = " […]";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE_RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Plain cells, headers, and wrapped text.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/>\
    <color rgb=\"FF0A6570\"/><name val=\"Calibri\"/></font></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/>\
    </fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor \
    rgb=\"FFE4F1F2\"/></patternFill></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/>\
    </border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"3\"><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
    applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" \
    borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/><xf numFmtId=\"0\" fontId=\"0\" \
    fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// The words of the markup that stands only around rows.
pub(super) const MARKUP: &str = "row c t s is v r inlineStr xml space preserve amp lt gt 13 x005F";

/// A sheet: some rows of a table.
struct Sheet<'t, 'a> {
    name: String,
    table: &'t Table<'a>,
    rows: std::ops::Range<usize>,
}

/// Writes a workbook: a sheet for each table, further ones where a table has more rows than one takes, and notes.
pub fn write(
    tables: &[Table<'_>],
    notes: &[String],
    most_rows: usize,
    watch: Option<&RefCell<Watch>>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let sheets = sheets(tables, most_rows);
    if let Some(watch) = watch {
        let mut watch = watch.borrow_mut();
        for number in 1..=sheets.len() + 2 {
            watch.allow(&format!("sheet{number}"));
            watch.allow(&format!("rId{number}"));
        }
    }
    let mut archive = Archive { writer: ZipArchiveWriter::new(output), watch };
    archive.part("[Content_Types].xml", &mut |part| part.write_all(content_types(sheets.len() + 1).as_bytes()))?;
    archive.part("_rels/.rels", &mut |part| {
        let target = relation(1, "officeDocument", "xl/workbook.xml");
        write!(part, "{HEAD}<Relationships xmlns=\"{RELATIONS}\">{target}</Relationships>")
    })?;
    archive.part("xl/workbook.xml", &mut |part| part.write_all(workbook(&sheets).as_bytes()))?;
    archive.part("xl/_rels/workbook.xml.rels", &mut |part| part.write_all(relations(sheets.len() + 1).as_bytes()))?;
    archive
        .part("xl/styles.xml", &mut |part| write!(part, "{HEAD}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>"))?;
    let mut cut = Vec::new();
    for (number, sheet) in (1..).zip(&sheets) {
        let count = archive.sheet(number, sheet)?;
        if count > 0 {
            cut.push(cut_note(&sheet.name, count));
        }
    }
    let continued = sheets.iter().filter(|sheet| sheet.rows.start > 0);
    let continued = continued.map(|sheet| continued_note(&sheet.name, sheet.table.title));
    let notes: Vec<String> = notes.iter().cloned().chain(continued).chain(cut).collect();
    archive.part(&format!("xl/worksheets/sheet{}.xml", sheets.len() + 1), &mut |part| {
        let mut text = format!(
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"1\" width=\"100\" customWidth=\"1\"/></cols><sheetData>"
        );
        for note in &notes {
            text.push_str("<row>");
            push_text(&mut text, note, 0);
            text.push_str("</row>");
        }
        text.push_str("</sheetData></worksheet>");
        part.write_all(text.as_bytes())
    })?;
    archive.writer.finish().map_err(io::Error::other)?;
    Ok(())
}

/// What the notes say only where there is much to say, as words that an export may use whatever the files hold.
pub(super) fn notes_of_size() -> String {
    continued_note("", "") + &cut_note("", 0)
}

fn continued_note(sheet: &str, table: &str) -> String {
    format!("The sheet {sheet} goes on with the rows of {table}: Excel takes no more on one.")
}

fn cut_note(sheet: &str, count: usize) -> String {
    format!(
        "Cells of the sheet {sheet} were longer than 32,767 letters, the most that Excel takes. They end with “{}”; there are {}.",
        CUT.trim(),
        grouped(count)
    )
}

fn sheets<'t, 'a>(tables: &'t [Table<'a>], most_rows: usize) -> Vec<Sheet<'t, 'a>> {
    let mut sheets = Vec::new();
    for table in tables {
        let most = most_rows - 1;
        for number in 0..table.rows.div_ceil(most).max(1) {
            let name = if number == 0 { table.title.to_owned() } else { format!("{} {}", table.title, number + 1) };
            sheets.push(Sheet { name, table, rows: number * most..((number + 1) * most).min(table.rows) });
        }
    }
    sheets
}

struct Archive<'o> {
    writer: ZipArchiveWriter<&'o mut dyn Write>,
    watch: Option<&'o RefCell<Watch>>,
}

impl Archive<'_> {
    /// Writes a part; the watch sees its name and what is in it before it is compressed.
    fn part(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let (mut entry, config) = self
            .writer
            .new_file(name)
            .compression_method(CompressionMethod::DEFLATE)
            .start()
            .map_err(io::Error::other)?;
        let mut data = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        let mut buffered = io::BufWriter::new(Watched { watch: self.watch, output: &mut data });
        fill(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        if let Some(watch) = self.watch {
            let mut watch = watch.borrow_mut();
            watch.end();
            watch.see(name.as_bytes());
            watch.end();
        }
        let (encoder, described) = data.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        entry.finish(described).map_err(io::Error::other)?;
        Ok(())
    }

    /// Writes a sheet; gives how many cells were cut.
    fn sheet(&mut self, number: usize, sheet: &Sheet<'_, '_>) -> io::Result<usize> {
        let columns = &sheet.table.columns;
        let last = format!("{}{}", letters(columns.len()), sheet.rows.len() + 1);
        let mut cut = 0;
        if let Some(watch) = self.watch {
            watch.borrow_mut().allow(&last);
        }
        self.part(&format!("xl/worksheets/sheet{number}.xml"), &mut |part| {
            part.write_all(sheet_head(columns).as_bytes())?;
            let mut text = String::new();
            sheet.table.each_row(sheet.rows.clone(), &mut |cells| {
                text.clear();
                text.push_str("<row>");
                for cell in cells {
                    match cell {
                        Cell::Blank => text.push_str("<c s=\"0\"/>"),
                        Cell::Text(value) => cut += usize::from(push_text(&mut text, value, 0)),
                        Cell::Number(value) => {
                            let _ = write!(text, "<c s=\"2\"><v>{value}</v></c>");
                        }
                    }
                }
                text.push_str("</row>");
                part.write_all(text.as_bytes())
            })?;
            write!(
                part,
                "</sheetData><autoFilter ref=\"A1:{last}\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" \
                 bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" \
                 fitToHeight=\"0\"/></worksheet>"
            )
        })?;
        Ok(cut)
    }
}

/// What stands before the rows: the frozen header, the widths, the header itself.
fn sheet_head(columns: &[Column]) -> String {
    let mut text = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView \
         workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>\
         </sheetViews><cols>"
    );
    for (number, column) in (1..).zip(columns) {
        let _ = write!(text, "<col min=\"{number}\" max=\"{number}\" width=\"{}\" customWidth=\"1\"/>", column.width);
    }
    text.push_str("</cols><sheetData><row>");
    for column in columns {
        push_text(&mut text, column.title, 1);
    }
    text.push_str("</row>");
    text
}

/// Adds a cell of text; says whether it had to be cut.
fn push_text(out: &mut String, value: &str, style: u8) -> bool {
    let _ = write!(out, "<c t=\"inlineStr\" s=\"{style}\"><is><t xml:space=\"preserve\">");
    let is_long = value.len() > LONGEST_CELL && value.encode_utf16().count() > LONGEST_CELL;
    if is_long {
        let (mut units, room) = (0, LONGEST_CELL - CUT.encode_utf16().count());
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= room
        };
        let short: String = value.chars().take_while(fits).collect();
        push_escaped(out, &short);
        out.push_str(CUT);
    } else {
        push_escaped(out, value);
    }
    out.push_str("</t></is></c>");
    is_long
}

/// Text as XML has it. What XML cannot hold is left out; what Excel would read as one of its escapes is escaped.
fn push_escaped(out: &mut String, value: &str) {
    for (at, c) in value.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '_' if is_escape(&value[at..]) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

/// Does the text begin like `_x0041_`, which Excel reads as a letter?
fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

fn content_types(sheets: usize) -> String {
    let mut text = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>"
    );
    let mut add = |part: &str, kind: &str| {
        let _ = write!(
            text,
            "<Override PartName=\"/xl/{part}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        );
    };
    add("workbook", "sheet.main");
    add("styles", "styles");
    for number in 1..=sheets {
        add(&format!("worksheets/sheet{number}"), "worksheet");
    }
    text.push_str("</Types>");
    text
}

fn workbook(sheets: &[Sheet<'_, '_>]) -> String {
    let mut text = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE_RELATIONS}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    let names = sheets.iter().map(|sheet| sheet.name.as_str()).chain(["Notes"]);
    for (number, name) in (1..).zip(names) {
        let _ = write!(text, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    text.push_str("</sheets></workbook>");
    text
}

fn relations(sheets: usize) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">");
    for number in 1..=sheets {
        text.push_str(&relation(number, "worksheet", &format!("worksheets/sheet{number}.xml")));
    }
    text.push_str(&relation(sheets + 1, "styles", "styles.xml"));
    text.push_str("</Relationships>");
    text
}

fn relation(number: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE_RELATIONS}/{kind}\" Target=\"{target}\"/>")
}

/// The letters of a column; there are never more than 26.
fn letters(number: usize) -> char {
    char::from(b'A' + u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{MOST_ROWS, sheets};
    use crate::analyzer::Analyzer;
    use crate::finding::Owner;
    use crate::model::ObjectId;
    use crate::progress::Silent;
    use crate::report::redaction::{Level, Redaction};
    use crate::report::table::{Part, objects};
    use crate::settings::Settings;

    /// Nothing is written, so as many rows as Excel does not take cost nothing.
    #[test]
    fn a_table_that_is_too_long_goes_on_in_another_sheet() {
        let analysis = Analyzer::new(&|_| None).analyze(&Settings::default(), &mut Silent).expect("room");
        let redaction = Redaction::new(&analysis, Level::Full, [0; 32]);
        let most = MOST_ROWS - 1;
        for (rows, expected) in [
            (0, vec![("Objects", 0..0)]),
            (most, vec![("Objects", 0..most)]),
            (most + 1, vec![("Objects", 0..most), ("Objects 2", most..most + 1)]),
            (
                2 * most + 5,
                vec![("Objects", 0..most), ("Objects 2", most..2 * most), ("Objects 3", 2 * most..2 * most + 5)],
            ),
        ] {
            let owners = vec![Owner::on_premises(ObjectId(0)); rows];
            let tables = [objects(&redaction, &owners, Part::OnPremises, rows)];
            let found = sheets(&tables, MOST_ROWS);
            let found: Vec<_> = found.iter().map(|sheet| (sheet.name.as_str(), sheet.rows.clone())).collect();
            assert_eq!(found, expected);
        }
    }
}
