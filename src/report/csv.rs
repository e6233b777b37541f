//! Lists as CSV for people: what the page shows, to be opened in a spreadsheet.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it; so these files are for reading, not
//! for import. Always quoted, lines end with CR LF, UTF-8 with a byte order mark, as spreadsheets expect.
//! Source: OWASP, "CSV Injection", 2025-08.

use std::borrow::Cow;
use std::io;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::model::Side;
use crate::rules;
use crate::view::detail;
use crate::view::finding_list::value_text;
use crate::view::names;
use crate::wire::ObjectRow;

/// Writes objects, as the list shows them, with what it takes to find each of them again on both sides.
pub fn write_objects(
    analysis: &Analysis,
    rows: impl Iterator<Item = (Owner, ObjectRow)>,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let mut writer = start(output)?;
    writer.write_record([
        "Name",
        "Kind",
        "UPN or primary address",
        "AD or cloud object id",
        "Outcome",
        "How sure",
        "Key",
        "Cloud object",
        "Cloud UPN or address",
        "Cloud object id",
        "Look at",
        "Findings",
        "File",
        "Row",
    ])?;
    for (owner, row) in rows {
        let (file, place) = names::place(analysis, owner);
        let cloud = match owner.side {
            Side::OnPremises => analysis.joins.decision(owner.object).cloud.map(Owner::cloud),
            Side::Cloud => None,
        };
        let cells = [
            row.name,
            row.kind.name().to_owned(),
            row.login,
            identifier(analysis, owner),
            names::outcome_label(analysis, owner).to_owned(),
            row.confidence.map(|confidence| confidence.name().to_owned()).unwrap_or_default(),
            row.by,
            row.cloud,
            cloud.map(|cloud| names::login(analysis, cloud).to_owned()).unwrap_or_default(),
            cloud.map(|cloud| identifier(analysis, cloud)).unwrap_or_default(),
            row.caution.unwrap_or_default(),
            row.findings.to_string(),
            file.to_owned(),
            place.to_string(),
        ];
        writer.write_record(cells.iter().map(|cell| defused(cell).into_owned()))?;
    }
    writer.flush()
}

fn identifier(analysis: &Analysis, owner: Owner) -> String {
    analysis.directories.side(owner.side).identifier(owner.object).unwrap_or_default()
}

/// Writes the findings at these places, with every owner and its place in the files.
pub fn write_findings(analysis: &Analysis, places: &[u32], output: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = start(output)?;
    writer.write_record([
        "Severity",
        "How sure",
        "Fault",
        "Rule",
        "Value",
        "Objects",
        "Where",
        "What is so",
        "Why",
        "What to do",
        "Fix",
        "Decision",
        "Reason",
        "Decided on",
    ])?;
    for &place in places {
        let Some(detail) = detail::finding(analysis, place) else { continue };
        let finding = analysis.findings.get(place as usize);
        let owners = finding.map(|finding| analysis.findings.owners(finding)).unwrap_or_default();
        let join =
            |text: &dyn Fn(Owner) -> String| owners.iter().map(|&owner| text(owner)).collect::<Vec<_>>().join("; ");
        let cells = [
            detail.severity.name().to_owned(),
            detail.confidence.name().to_owned(),
            detail.title,
            detail.rule,
            finding.map(|finding| value_text(analysis, finding).to_owned()).unwrap_or_default(),
            join(&|owner| names::name(analysis, owner).to_owned()),
            join(&|owner| {
                let (file, row) = names::place(analysis, owner);
                format!("{file} row {row}")
            }),
            detail.message,
            detail.why,
            detail.what_to_do,
            finding.map(|finding| rules::definition(finding).fix.name().to_owned()).unwrap_or_default(),
            if detail.accepted.is_some() { "accepted" } else { "open" }.to_owned(),
            detail.accepted.as_ref().map(|accepted| accepted.reason.clone()).unwrap_or_default(),
            detail.accepted.map(|accepted| accepted.date).unwrap_or_default(),
        ];
        writer.write_record(cells.iter().map(|cell| defused(cell).into_owned()))?;
    }
    writer.flush()
}

fn start(output: &mut dyn io::Write) -> io::Result<Writer<&mut dyn io::Write>> {
    output.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(output))
}

/// The cell with an apostrophe before it, if a spreadsheet could take it for a formula.
fn defused(cell: &str) -> Cow<'_, str> {
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
