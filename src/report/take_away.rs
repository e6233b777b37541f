//! Everything that can be taken away, in each form and for whose eyes: the one door for the page and the command line.
//!
//! An export is made of what the level lets through, written, and then searched for what stands in the files; the caller
//! hands it on only if nothing was found.

use std::cell::RefCell;
use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::redaction::scan::{Watch, Watched, count, search};
use super::redaction::{Kind, Redaction, Seed, own_words};
use super::table::{self, Part, Table};
use super::words::grouped;
use super::{csv, html, json, workbook};
use crate::analyzer::{Analysis, Analyzer};
use crate::finding::Owner;
use crate::import::merge::newest_day;
use crate::join::Outcome;
use crate::model::{Side, day};
use crate::progress::Silent;
use crate::settings::Settings;
use crate::take_away::{Form, Level, What, file_name};
use crate::view::overview::domains;
use crate::view::summary::Summary;
use crate::wire::TakeAwayPreview;

/// What to take away.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Which list.
    pub what: What,
    /// In which form.
    pub form: Form,
    /// For whose eyes.
    pub level: Level,
    /// Chance, for the stand-ins; another one for each export.
    pub seed: Seed,
    /// The day, `2026-11-21`, that a page carries; blank for none, so that the same files give the same bytes.
    pub date: &'a str,
    /// The findings that were chosen, by their places.
    pub findings: &'a [u32],
    /// The objects that were chosen.
    pub objects: &'a [Owner],
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many rows: findings or objects.
    pub rows: usize,
    /// How many there are without a filter.
    pub of: usize,
    /// For how many values of the files it was searched; nought where everything may stand.
    pub searched: usize,
}

/// Why nothing may be handed on.
#[derive(Debug)]
pub enum Failure {
    /// The bytes could not be written.
    Io(io::Error),
    /// A value of the files stands in what was written. A sentence.
    Refused(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Every object of the page's list: AD objects, then cloud objects that none joins.
pub fn all_objects(analysis: &Analysis) -> Vec<Owner> {
    let cloud = &analysis.directories.cloud;
    let alone = cloud
        .objects()
        .filter(|&object| !cloud.is_deleted(object) && analysis.joins.partner(object).is_none())
        .map(Owner::cloud);
    analysis.directories.on_premises.objects().map(Owner::on_premises).chain(alone).collect()
}

/// Every finding, by its place.
pub fn all_findings(analysis: &Analysis) -> Vec<u32> {
    (0..).take(analysis.findings.len()).collect()
}

/// Writes an export. What was written may be handed on only if this gives no failure.
pub fn write(analysis: &Analysis, order: &Order<'_>, output: &mut dyn Write) -> Result<Written, Failure> {
    let redaction = Redaction::new(analysis, order.level, order.seed);
    let watch =
        if order.level == Level::Full { None } else { Some(RefCell::new(Watch::new(order.level, vocabulary(order)?))) };
    write_form(&redaction, order, watch.as_ref(), output)?;
    let found = watch.and_then(|watch| search(&redaction, watch.into_inner()));
    if let Some(place) = found {
        return Err(Failure::Refused(format!(
            "The file was not handed over: {} stands in it, which the level {} leaves out. Take another form or level, and \
             report this as a fault of dirmatch.",
            place.words(),
            order.level.name()
        )));
    }
    let (rows, of) = numbers(analysis, order);
    let searched = if order.level == Level::Full { 0 } else { count(analysis) };
    Ok(Written { rows, of, searched })
}

/// How an export will read: the titles of its first table and the first rows.
pub fn preview(analysis: &Analysis, order: &Order<'_>, date: &str, rows: usize) -> TakeAwayPreview {
    let redaction = Redaction::new(analysis, order.level, order.seed);
    // Of a whole report it shows what that is about, its findings; of a page what comes after the summary.
    let what = if order.what == What::Report { What::Findings } else { order.what };
    let tables = tables(&redaction, &Order { what, form: Form::Csv, ..*order });
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (total, of) = numbers(analysis, order);
    let (columns, rows) = tables.first().map_or_else(Default::default, |table| {
        let titles = table.columns.iter().map(|column| column.title.to_owned());
        (titles.collect(), table.first_rows(rows))
    });
    TakeAwayPreview {
        columns,
        rows,
        total: number(total),
        of: number(of),
        file_name: file_name(order.what, order.form, order.level, date),
        note: note(order.form, total),
        level_words: order.level.words().to_owned(),
    }
}

/// What became of the cells, and of rows that Excel has no room for.
pub fn note(form: Form, rows: usize) -> String {
    let of_size = match form {
        Form::Csv if rows >= workbook::MOST_ROWS => {
            " Excel shows only the first 1,048,575 of its rows. The workbook has all of them, in several sheets."
        }
        Form::Xlsx if rows >= workbook::MOST_ROWS => " Rows that one sheet cannot take stand in further sheets.",
        _ => "",
    };
    form.note().to_owned() + of_size
}

fn numbers(analysis: &Analysis, order: &Order<'_>) -> (usize, usize) {
    match order.what {
        What::Objects => (order.objects.len(), all_objects(analysis).len()),
        What::Findings | What::Actions | What::Report => (order.findings.len(), analysis.findings.len()),
    }
}

/// What a form says whatever the data: learnt by writing it without any.
fn vocabulary(order: &Order<'_>) -> Result<FxHashSet<String>, Failure> {
    let empty = Analyzer::new(&|_| None)
        .analyze(&Settings::default(), &mut Silent)
        .map_err(|_| io::Error::other("an empty directory is too large"))?;
    let watch = RefCell::new(Watch::new(order.level, own_words(order.level)));
    let redaction = Redaction::new(&empty, order.level, order.seed);
    let blank = Order { findings: &[], objects: &[], ..*order };
    write_form(&redaction, &blank, Some(&watch), &mut io::sink())?;
    // A page has no heads of columns where there is no row.
    for column in tables(&redaction, &blank).iter().flat_map(|table| &table.columns) {
        watch.borrow_mut().see(column.title.as_bytes());
        watch.borrow_mut().end();
    }
    match order.form {
        Form::Html => watch.borrow_mut().see(html::MARKUP.as_bytes()),
        Form::Xlsx => {
            watch.borrow_mut().see(workbook::MARKUP.as_bytes());
            watch.borrow_mut().end();
            watch.borrow_mut().see(workbook::notes_of_size().as_bytes());
        }
        Form::Csv | Form::CsvForPrograms | Form::Json => {}
    }
    Ok(watch.into_inner().learn())
}

fn write_form(
    redaction: &Redaction<'_>,
    order: &Order<'_>,
    watch: Option<&RefCell<Watch>>,
    output: &mut dyn Write,
) -> io::Result<()> {
    if order.form == Form::Xlsx {
        return write_workbook(redaction, order, workbook::MOST_ROWS, watch, output);
    }
    let mut output = Watched { watch, output };
    match order.form {
        Form::Json => match order.what {
            What::Report => json::write_report(redaction, &mut output),
            What::Findings | What::Actions => json::write_findings(redaction, order.findings, &mut output),
            What::Objects => json::write_objects(redaction, &order.objects.iter().copied(), &mut output),
        },
        Form::Html => {
            let mut lead = vec![sentence(redaction, order)];
            if order.what == What::Report {
                lead.insert(0, statement(redaction));
            }
            let head = head(redaction, order.date);
            html::write(&tables(redaction, order), order.level, &head, &lead, &mut output)
        }
        Form::Csv | Form::CsvForPrograms | Form::Xlsx => match tables(redaction, order).first() {
            Some(table) => csv::write(table, order.form == Form::Csv, &mut output),
            None => Ok(()),
        },
    }
}

fn write_workbook(
    redaction: &Redaction<'_>,
    order: &Order<'_>,
    most_rows: usize,
    watch: Option<&RefCell<Watch>>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let notes = [sentence(redaction, order), level_words(order.level), order.form.note().to_owned()];
    workbook::write(&tables(redaction, order), &notes, most_rows, watch, output)
}

fn level_words(level: Level) -> String {
    format!("Who may read it: {} ({}).", level.name(), level.words())
}

/// Whose directory it is and of when: what the first sheet of a printed page must say.
fn head(redaction: &Redaction<'_>, date: &str) -> Vec<(&'static str, String)> {
    let analysis = redaction.analysis();
    let settings = &analysis.settings;
    let verified = settings.verified_domains.value.as_deref().unwrap_or_default();
    let domains = domains(analysis);
    let named = || domains.iter().filter(|row| !row.domain.is_empty());
    // The largest domain may be one that the cloud does not know, such as contoso.local.
    let largest = named().find(|row| verified.contains(&row.domain)).or_else(|| named().next());
    let as_of = settings.as_of.value.clone().or_else(|| newest_day(&analysis.directories.inputs));
    let lines = [
        (html::HEAD[0], Kind::Domain, largest.map(|row| row.domain.clone())),
        (html::HEAD[1], Kind::Domain, settings.initial_domain.value.clone()),
        (html::HEAD[2], Kind::Date, as_of),
    ];
    let told = lines
        .into_iter()
        .filter_map(|(title, kind, text)| Some((title, redaction.optional(kind, text.as_deref())?.into_owned())));
    // Not out of the files: every level may tell it, as the name of the file does.
    told.chain(day::is_day(date).then(|| (html::HEAD[3], date.to_owned()))).collect()
}

/// Of how many it is.
fn sentence(redaction: &Redaction<'_>, order: &Order<'_>) -> String {
    let (rows, of) = numbers(redaction.analysis(), order);
    let noun = if order.what == What::Objects { "objects" } else { "findings" };
    format!("{} of {} {noun}.", grouped(rows), grouped(of))
}

/// What the sync would do, in a line. The same words whatever the numbers, as all words must be known before.
fn statement(redaction: &Redaction<'_>) -> String {
    let summary = Summary::new(redaction.analysis());
    let of = |outcomes: &[Outcome]| outcomes.iter().map(|&outcome| summary.outcomes[outcome as usize].1).sum();
    let parts = [
        ("Objects in Active Directory", summary.on_premises),
        ("Already joined to an account in the cloud", of(&[Outcome::AlreadySynced])),
        (
            "Will join one",
            of(&[Outcome::HardMatch, Outcome::HardMatchRestore, Outcome::SoftMatchSmtp, Outcome::SoftMatchUpn]),
        ),
        ("Will be created", of(&[Outcome::NewObject, Outcome::NewObjectQuarantined])),
        ("Will be stopped", of(&[Outcome::HardMatchBlocked, Outcome::SoftMatchBlocked, Outcome::SyncError])),
        ("Addresses lost on joining", summary.lost_addresses),
    ];
    let mut text = String::new();
    for (words, count) in parts {
        text.push_str(words);
        text.push_str(": ");
        text.push_str(&grouped(redaction.count(count)));
        text.push_str(". ");
    }
    text
}

/// The tables of an export. CSV holds the first of them.
fn tables<'a>(redaction: &'a Redaction<'a>, order: &Order<'a>) -> Vec<Table<'a>> {
    let Order { what, form, level, findings, objects, .. } = *order;
    if level == Level::Counts {
        let of_findings = (what != What::Objects).then_some(findings);
        let of_objects = matches!(what, What::Objects | What::Report).then_some(objects);
        let mut tables = if form == Form::Html {
            table::summaries(redaction, of_findings, of_objects, true)
        } else {
            vec![table::summary(redaction, of_findings, of_objects)]
        };
        if what == What::Report {
            tables.push(table::settings(redaction));
        }
        return tables;
    }
    let is_csv = matches!(form, Form::Csv | Form::CsvForPrograms);
    if form == Form::Html && what != What::Report {
        // The first sheet says what is on the others.
        let of_findings = (what != What::Objects).then_some(findings);
        let of_objects = (what == What::Objects).then_some(objects);
        let mut tables = table::summaries(redaction, of_findings, of_objects, false);
        tables.extend(self::tables(redaction, &Order { form: Form::Csv, ..*order }));
        return tables;
    }
    match what {
        What::Findings => vec![table::findings(redaction, findings)],
        What::Actions => vec![table::actions(redaction, findings)],
        What::Objects => {
            vec![table::objects(redaction, objects, Part::All, numbers(redaction.analysis(), order).1)]
        }
        What::Report if is_csv => vec![table::findings(redaction, findings)],
        What::Report => {
            let alone = objects.partition_point(|owner| owner.side == Side::OnPremises);
            let (on_premises, cloud) = objects.split_at(alone);
            let part = |owners, part| table::objects(redaction, owners, part, owners.len());
            let mut tables = if form == Form::Html {
                table::summaries(redaction, Some(findings), Some(objects), true)
            } else {
                vec![table::summary(redaction, Some(findings), Some(objects))]
            };
            tables.extend([
                table::findings(redaction, findings),
                part(on_premises, Part::OnPremises),
                part(cloud, Part::CloudOnly),
            ]);
            // On paper the findings themselves have room to write; a workbook has a sheet for it.
            if form == Form::Xlsx {
                tables.push(table::actions(redaction, findings));
            }
            tables.extend([table::files(redaction), table::problems(redaction), table::settings(redaction)]);
            tables
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;

    use calamine::{Reader as _, Xlsx};

    use super::{Order, Watch, all_findings, all_objects, note, vocabulary, write_form, write_workbook};
    use crate::analyzer::{Analysis, Analyzer};
    use crate::import::{InMemory, ReadOptions};
    use crate::progress::Silent;
    use crate::report::redaction::{Redaction, scan};
    use crate::school;
    use crate::settings::Settings;
    use crate::take_away::{Form, Level, What};

    #[test]
    fn what_excel_cannot_take_is_told() {
        for (form, rows, end) in [
            (Form::Csv, 1_048_575, "take the CSV for programs, or JSON."),
            (
                Form::Csv,
                1_048_576,
                "Excel shows only the first 1,048,575 of its rows. The workbook has all of them, in several sheets.",
            ),
            (Form::Xlsx, 1_048_575, "A value too long for Excel is cut."),
            (Form::Xlsx, 1_048_576, "Rows that one sheet cannot take stand in further sheets."),
            (Form::CsvForPrograms, 2_000_000, "Do not open it in a spreadsheet."),
        ] {
            let told = note(form, rows);
            assert!(told.ends_with(end), "{form:?} {rows}: {told}");
        }
    }

    fn school() -> Analysis {
        let mut analyzer = Analyzer::new(&|_| None);
        for file in school::files() {
            let options = ReadOptions { is_before: file.is_before, ..ReadOptions::default() };
            analyzer.add(&InMemory::new(file.name, file.bytes.as_slice()), &options, &mut Silent);
        }
        analyzer.analyze(&Settings::default(), &mut Silent).expect("room")
    }

    /// The limit is lower than Excel's, so that the school is too large. Another library reads the rows back in their order, and
    /// what only such a workbook says is known before.
    #[test]
    fn a_workbook_of_too_many_rows_goes_on_in_further_sheets() {
        let analysis = school();
        let (findings, objects) = (all_findings(&analysis), all_objects(&analysis));
        for level in [Level::Full, Level::Share] {
            let redaction = Redaction::new(&analysis, level, [1; 32]);
            let order = Order {
                what: What::Objects,
                form: Form::Xlsx,
                level,
                seed: [1; 32],
                date: "",
                findings: &findings,
                objects: &objects,
            };
            let rows = |most_rows: usize| {
                let watch = RefCell::new(Watch::new(level, vocabulary(&order).expect("written")));
                let mut bytes = Vec::new();
                write_workbook(&redaction, &order, most_rows, Some(&watch), &mut bytes).expect("written");
                if level == Level::Share {
                    let left = scan::left_over(&redaction, watch.into_inner());
                    assert!(left.is_empty(), "{left:?}");
                }
                let mut workbook: Xlsx<_> = Xlsx::new(io::Cursor::new(bytes)).expect("a workbook");
                let names = workbook.sheet_names();
                let mut sheet = |name: &str| -> Vec<Vec<String>> {
                    let range = workbook.worksheet_range(name).expect("the sheet");
                    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
                };
                let (last, sheets) = names.split_last().expect("sheets");
                let read: Vec<_> = sheets.iter().map(|name| sheet(name)).collect();
                let notes = sheet(last).into_iter().flatten().filter(|note| note.contains(" goes on ")).count();
                (sheets.to_vec(), read, notes)
            };
            let (_, whole, _) = rows(crate::report::workbook::MOST_ROWS);
            let (names, parts, notes) = rows(1001);
            assert_eq!(names[..2], ["Objects", "Objects 2"]);
            assert_eq!(notes, parts.len() - 1);
            assert!(parts.iter().all(|part| part.len() <= 1001 && part[0] == whole[0][0]), "each has the header");
            let joined: Vec<_> = parts.iter().flat_map(|part| &part[1..]).cloned().collect();
            assert!(joined == whole[0][1..] && joined.len() == objects.len(), "{} rows", joined.len());
        }
    }

    /// The school has a case of each rule: whatever an export of it says at share must be known before.
    #[test]
    fn every_word_of_an_export_is_known_before() {
        let analysis = school();
        let (findings, objects) = (all_findings(&analysis), all_objects(&analysis));
        for level in [Level::Share, Level::Counts] {
            for (what, form) in What::ALL.into_iter().flat_map(|what| Form::ALL.map(|form| (what, form))) {
                let order = Order {
                    what,
                    form,
                    level,
                    seed: [1; 32],
                    date: "2026-11-21",
                    findings: &findings,
                    objects: &objects,
                };
                let redaction = Redaction::new(&analysis, level, order.seed);
                let watch = RefCell::new(Watch::new(level, vocabulary(&order).expect("written")));
                write_form(&redaction, &order, Some(&watch), &mut io::sink()).expect("written");
                let left = scan::left_over(&redaction, watch.into_inner());
                assert!(left.is_empty(), "{what:?} {form:?} {level:?}: {left:?}");
            }
        }
    }
}
