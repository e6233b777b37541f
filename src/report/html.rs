//! Tables as one page that opens from disk: no script, no request, every value escaped; prints on A4.
//!
//! The policy in it names the fingerprint of its style and allows nothing else. Long tables are cut into chunks that a
//! browser lays out when they come into view, and end at a number of rows that it opens at once.

use std::cell::Cell as Counter;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::redaction::{Kind, Level};
use super::table::{Cell, Column, Shape, Table};
use super::words::grouped;

/// The style of the page.
pub const STYLE: &str = include_str!("page.css");
/// SHA-256 of the style in Base64; a test holds the two together.
pub const STYLE_FINGERPRINT: &str = "Zv9eFLgokqZw0465dv2AVo6HJBtYR+YQhyox1k++XbI=";

/// Rows of a table that the page shows.
pub const MOST_ROWS: usize = 100_000;
/// Findings that the page shows; each is a block of a dozen lines.
pub const MOST_BLOCKS: usize = 5_000;
/// Rows of a chunk.
const CHUNK: usize = 250;

/// The words of the markup that stands only around rows.
pub(super) const MARKUP: &str = "article details open summary span class group small dl dt dd div grid chunk table colgroup col width \
    Main domain Tenant Newest date in the files Written on thead tbody tr th td n quot amp lt gt 39 None";

/// What the head of the page may say: whose directory, which tenant, of when, and written when.
pub(super) const HEAD: [&str; 4] = ["Main domain", "Tenant", "Newest date in the files", "Written on"];

/// Writes the page. The head says whose it is and of when, the lead what it is of, and of how many.
pub fn write(
    tables: &[Table<'_>],
    level: Level,
    head: &[(&'static str, String)],
    lead: &[String],
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut facts = String::new();
    for (title, text) in head {
        let _ = write!(facts, "<dt>{title}<dd>");
        push_escaped(&mut facts, text);
    }
    write!(
        output,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{STYLE_FINGERPRINT}'; base-uri 'none'; form-action 'none'\">\n<meta \
         name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>dirmatch \
         report</title>\n<style>{STYLE}</style>\n<body class=\"{name}\">\n<div class=\"bar\">dirmatch</div>\n<main>\n<h1>What \
         the sync will do</h1>\n<dl class=\"head\">{facts}</dl>\n<p>{lead}</p>\n<p>Who may read it: {name} ({words}).</p>\n",
        lead = lead.join("</p>\n<p>"),
        name = level.name(),
        words = level.words(),
    )?;
    for table in tables {
        let most = match table.shape {
            Shape::Grid => MOST_ROWS,
            Shape::Blocks => MOST_BLOCKS,
        };
        let shown = table.rows.min(most);
        write!(output, "<section>\n<h2>{}", table.title)?;
        if !table.is_sum {
            write!(output, "<small>{}</small>", grouped(table.rows))?;
        }
        output.write_all(b"</h2>\n")?;
        if table.rows == 0 {
            output.write_all(b"<p>None.</p>\n")?;
        } else {
            match table.shape {
                Shape::Grid => grid(table, shown, output)?,
                Shape::Blocks => blocks(table, shown, output)?,
            }
        }
        if shown < table.rows {
            writeln!(
                output,
                "<p>A browser opens the first {} at once. All {} are in the workbook, the CSV and the JSON.</p>",
                grouped(shown),
                grouped(table.rows)
            )?;
        }
        output.write_all(b"</section>\n")?;
    }
    output.write_all(
        b"<section class=\"sign\">\n<h2>Read and agreed</h2>\n<dl><dt>Name<dd><dt>Date<dd><dt>Signature<dd></dl>\n</section>\n\
          <footer>Made by dirmatch. This page holds no script and asks for nothing.</footer>\n</main>\n",
    )
}

fn grid(table: &Table<'_>, shown: usize, output: &mut dyn Write) -> io::Result<()> {
    let total: usize =
        table.columns.iter().filter(|column| column.in_page).map(|column| usize::from(column.width)).sum();
    let mut head = String::from("<table><colgroup>");
    // Widths in tenths, by classes that the style could name, would be as long; the widths of columns need no style.
    for column in table.columns.iter().filter(|column| column.in_page) {
        let _ = write!(head, "<col width=\"{}%\">", (usize::from(column.width) * 100 / total.max(1)).max(1));
    }
    head.push_str("</colgroup><thead><tr>");
    for column in table.columns.iter().filter(|column| column.in_page) {
        head.push_str(if column.kind == Kind::Count { "<th class=n>" } else { "<th>" });
        head.push_str(column.title);
    }
    head.push_str("</thead><tbody>\n");
    let mut row = String::new();
    for from in (0..shown).step_by(CHUNK) {
        write!(output, "<div class=\"grid chunk\">{head}")?;
        table.each_row(from..(from + CHUNK).min(shown), &mut |cells| {
            row.clear();
            row.push_str("<tr>");
            let mut blanks = 0;
            for (cell, column) in cells.iter().zip(&table.columns).filter(|(_, column)| column.in_page) {
                // Each element takes time to read: blank cells at the end of a row are none.
                if *cell == Cell::Blank {
                    blanks += 1;
                    continue;
                }
                row.extend(std::iter::repeat_n("<td>", std::mem::take(&mut blanks)));
                match cell {
                    Cell::Blank => {}
                    Cell::Text(text) => {
                        row.push_str("<td>");
                        push_escaped(&mut row, text);
                    }
                    Cell::Number(number) => {
                        row.push_str(if column.kind == Kind::Word { "<td>" } else { "<td class=n>" });
                        row.push_str(&grouped(*number));
                    }
                }
            }
            row.push('\n');
            output.write_all(row.as_bytes())
        })?;
        output.write_all(b"</table></div>\n")?;
    }
    Ok(())
}

/// Each row as a block under the heading of its group.
fn blocks(table: &Table<'_>, shown: usize, output: &mut dyn Write) -> io::Result<()> {
    let mut from = 0;
    for &count in &table.groups {
        let to = (from + count).min(shown);
        let is_first = Counter::new(true);
        table.each_row(from..to, &mut |cells| {
            let mut block = String::new();
            if is_first.replace(false) {
                push_heading(&mut block, &table.columns, cells, count);
            }
            block.push_str("<article><dl>");
            for (column, cell) in table.columns.iter().zip(cells).filter(|(column, _)| !column.of_group) {
                if let Cell::Text(text) = cell {
                    block.push_str("<dt>");
                    block.push_str(column.title);
                    block.push_str("<dd>");
                    push_escaped(&mut block, text);
                }
            }
            block.push_str("</dl></article>\n");
            output.write_all(block.as_bytes())
        })?;
        if from < to {
            output.write_all(b"</details>\n")?;
        }
        from = to;
    }
    Ok(())
}

/// The severity and the fault with its count, then what else is the same for the whole group.
fn push_heading(out: &mut String, columns: &[Column], cells: &[Cell<'_>], count: usize) {
    let shared: Vec<(&Column, &str)> = columns
        .iter()
        .zip(cells)
        .filter(|(column, _)| column.of_group)
        .filter_map(|(column, cell)| match cell {
            Cell::Text(text) => Some((column, text.as_ref())),
            _ => None,
        })
        .collect();
    let (head, rest) = shared.split_at(shared.len().min(2));
    out.push_str("<details open><summary>");
    for (place, (_, text)) in head.iter().enumerate() {
        let class = if place == 0 { text.to_ascii_lowercase() } else { String::new() };
        let _ = write!(out, "<span class=\"{class}\">");
        push_escaped(out, text);
        out.push_str("</span> ");
    }
    let _ = write!(out, "<small>{}</small></summary><dl class=group>", grouped(count));
    for (column, text) in rest {
        out.push_str("<dt>");
        out.push_str(column.title);
        out.push_str("<dd>");
        push_escaped(out, text);
    }
    out.push_str("</dl>\n");
}

/// Text as HTML has it. Control characters, which no page may hold, become the sign for what cannot be shown.
fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    let is_special =
        |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || (c.is_control() && !matches!(c, '\t' | '\n'));
    while let Some(at) = rest.find(is_special) {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}
