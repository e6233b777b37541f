//! What is told of the whole: counts, the files, their problems, the settings.

use super::{Column, Field, Rows, Table, column, not_in_page, words};
use crate::analyzer::Analysis;
use crate::finding::{Owner, Severity};
use crate::import::{Input, Problem};
use crate::join::Outcome;
use crate::model::{Attribute, Side};
use crate::report::redaction::{Kind, Redaction};
use crate::rules::REGISTRY;
use crate::settings::Origin;
use crate::view::settings::{RULE_SETS, title};

const SUMMARY: [Column; 3] =
    [column("Of what", Kind::Word, 28), column("Which", Kind::Word, 44), column("Count", Kind::Count, 10)];

/// Objects by outcome, findings by severity and by rule: of what was chosen, not of everything.
pub fn summary<'a>(redaction: &'a Redaction<'a>, findings: Option<&[u32]>, objects: Option<&[Owner]>) -> Table<'a> {
    let mut lines = Vec::new();
    for (_, part) in parts(redaction.analysis(), findings, objects) {
        lines.extend(part);
    }
    lines_table(redaction, "Summary", &SUMMARY, lines)
}

/// The same in a table for each part, for a page, whose headings say of what; with the faults or without.
pub fn summaries<'a>(
    redaction: &'a Redaction<'a>,
    findings: Option<&[u32]>,
    objects: Option<&[Owner]>,
    with_faults: bool,
) -> Vec<Table<'a>> {
    let [of_what, which, count] = SUMMARY;
    let columns = [Column { in_page: false, ..of_what }, which, count];
    parts(redaction.analysis(), findings, objects)
        .into_iter()
        .filter(|(title, _)| with_faults || *title != BY_FAULT)
        .map(|(title, lines)| lines_table(redaction, title, &columns, lines))
        .collect()
}

const BY_FAULT: &str = "Findings by fault";

fn parts(analysis: &Analysis, findings: Option<&[u32]>, objects: Option<&[Owner]>) -> Vec<(&'static str, Vec<Line>)> {
    let mut parts = Vec::new();
    if let Some(owners) = objects {
        parts.push(("Objects by outcome", count_objects(analysis, owners)));
    }
    if let Some(places) = findings {
        parts.push(("Findings by severity", count_severities(analysis, places)));
        parts.push((BY_FAULT, count_faults(analysis, places)));
    }
    parts
}

fn lines_table<'a>(
    redaction: &'a Redaction<'a>,
    title: &'static str,
    columns: &[Column],
    lines: Vec<Line>,
) -> Table<'a> {
    let rows = lines.len();
    let mut table = Table::new(redaction, title, columns, (rows, rows), Lines(lines));
    table.is_sum = true;
    table
}

type Line = (&'static str, &'static str, usize);

struct Lines(Vec<Line>);

impl Rows for Lines {
    fn row(&self, place: usize, _: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        self.0.get(place).map_or_else(Vec::new, |&(what, which, count)| {
            vec![Field::Word(what), Field::Word(which), Field::Number(count)]
        })
    }
}

fn count_objects(analysis: &Analysis, owners: &[Owner]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut outcomes = vec![0; Outcome::ALL.len()];
    let mut alone = 0;
    for owner in owners {
        match owner.side {
            Side::OnPremises => outcomes[analysis.joins.decision(owner.object).outcome as usize] += 1,
            Side::Cloud => alone += 1,
        }
    }
    lines.push(("Objects", "All objects", owners.len()));
    for (outcome, count) in Outcome::ALL.iter().zip(outcomes).filter(|(_, count)| *count > 0) {
        lines.push(("Objects", outcome.label(), count));
    }
    if alone > 0 {
        lines.push(("Objects", "Only in the cloud", alone));
    }
    lines
}

fn count_severities(analysis: &Analysis, places: &[u32]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut severities = [0; Severity::ALL.len()];
    for finding in places.iter().filter_map(|&place| analysis.findings.get(place as usize)) {
        if let Some(place) = Severity::ALL.iter().position(|severity| *severity == finding.severity) {
            severities[place] += 1;
        }
    }
    lines.push(("Findings", "All findings", places.len()));
    for (severity, count) in Severity::ALL.iter().zip(severities).filter(|(_, count)| *count > 0) {
        lines.push(("Findings by severity", words::severity(*severity), count));
    }
    lines
}

fn count_faults(analysis: &Analysis, places: &[u32]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rules = vec![0; REGISTRY.len()];
    for finding in places.iter().filter_map(|&place| analysis.findings.get(place as usize)) {
        rules[usize::from(finding.rule)] += 1;
    }
    for (rule, count) in REGISTRY.iter().zip(rules).filter(|(_, count)| *count > 0) {
        lines.push((BY_FAULT, rule.title, count));
    }
    lines
}

const FILES: [Column; 6] = [
    column("File", Kind::File, 30),
    column("What it is", Kind::Word, 36),
    column("Of what", Kind::Word, 20),
    column("Rows", Kind::Count, 10),
    column("Used", Kind::Count, 10),
    column("Set aside", Kind::Count, 10),
];

/// The files that were read.
pub fn files<'a>(redaction: &'a Redaction<'a>) -> Table<'a> {
    let inputs = &redaction.analysis().directories.inputs;
    Table::new(redaction, "Files", &FILES, (inputs.len(), inputs.len()), Files(inputs))
}

struct Files<'a>(&'a [Input]);

impl Rows for Files<'_> {
    fn row(&self, place: usize, _: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let Some(input) = self.0.get(place) else { return Vec::new() };
        vec![
            Field::text(&input.name),
            Field::Word(input.format.definition().map_or("Not recognised", |definition| definition.title)),
            Field::Word(words::side(input.side)),
            Field::Number(input.rows as usize),
            Field::Number(input.used as usize),
            Field::Number(input.set_aside.len()),
        ]
    }
}

const PROBLEMS: [Column; 6] = [
    column("File", Kind::File, 30),
    column("Problem", Kind::Word, 28),
    column("Column", Kind::Header, 20),
    column("Row", Kind::Row, 10),
    column("What is so", Kind::Sentence, 70),
    column("What to do", Kind::Sentence, 60),
];

/// What is wrong with the files, or cannot be known from them.
pub fn problems<'a>(redaction: &'a Redaction<'a>) -> Table<'a> {
    let inputs = &redaction.analysis().directories.inputs;
    let list: Vec<(&Input, &Problem)> =
        inputs.iter().flat_map(|input| input.problems.iter().map(move |problem| (input, problem))).collect();
    Table::new(redaction, "Problems of files", &PROBLEMS, (list.len(), list.len()), Problems(list))
}

struct Problems<'a>(Vec<(&'a Input, &'a Problem)>);

impl Rows for Problems<'_> {
    fn row(&self, place: usize, _: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let Some((input, problem)) = self.0.get(place) else { return Vec::new() };
        vec![
            Field::text(&input.name),
            Field::Word(problem.code.words()),
            problem.column.as_deref().map_or(Field::Blank, Field::text),
            problem.row.map_or(Field::Blank, |row| Field::Number(row as usize)),
            Field::text(&problem.message),
            Field::text(&problem.what_to_do),
        ]
    }
}

const SETTINGS: [Column; 6] = [
    column("Setting", Kind::Word, 52),
    not_in_page("Name in commands", Kind::Word, 52),
    column("Value", Kind::Word, 30),
    column("Domains", Kind::Domain, 40),
    column("Date", Kind::Date, 12),
    column("Where from", Kind::Word, 18),
];

/// Every setting as it was used.
pub fn settings<'a>(redaction: &'a Redaction<'a>) -> Table<'a> {
    let entries = redaction.analysis().settings.entries();
    let rows = entries.len();
    Table::new(redaction, "Settings", &SETTINGS, (rows, rows), Settings(entries))
}

struct Settings(Vec<(&'static str, serde_json::Value, Origin)>);

impl Rows for Settings {
    fn row(&self, place: usize, _: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let Some((name, value, origin)) = self.0.get(place) else { return Vec::new() };
        let (mut word, mut domains, mut date) = (Field::Blank, Field::Blank, Field::Blank);
        match (kind_of_setting(name), value) {
            (_, serde_json::Value::Bool(is_on)) => word = Field::Word(if *is_on { "Yes" } else { "No" }),
            (_, serde_json::Value::Array(list)) if list.is_empty() => word = Field::Word("None"),
            (Kind::Domain, value) => domains = Field::Domains(setting_domains(value)),
            (Kind::Date, serde_json::Value::String(text)) => date = Field::text(text),
            (_, serde_json::Value::String(text)) => word = setting_word(text),
            (_, serde_json::Value::Number(number)) => {
                word =
                    number.as_u64().and_then(|number| usize::try_from(number).ok()).map_or(Field::Blank, Field::Number);
            }
            _ => {}
        }
        let from = if value.is_null() { "Not known" } else { words::origin(*origin) };
        vec![Field::Word(title(name)), Field::Word(name), word, domains, date, Field::Word(from)]
    }
}

/// What the value of a setting is.
pub(in crate::report) fn kind_of_setting(name: &str) -> Kind {
    match name {
        "initialDomain" | "verifiedDomains" | "federatedDomains" | "hybridRoutingDomain" | "aliasPolicyDomains" => {
            Kind::Domain
        }
        "asOf" => Kind::Date,
        _ => Kind::Word,
    }
}

fn setting_domains(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(list) => list.iter().flat_map(setting_domains).collect(),
        _ => Vec::new(),
    }
}

/// The name of an attribute, or a set of rules: words of the product, whatever a person gave.
fn setting_word(text: &str) -> Field<'static> {
    let anchors = ["ms-DS-ConsistencyGuid", "objectGUID"];
    let attributes = Attribute::ALL.iter().map(|attribute| attribute.name()).chain(anchors).map(|name| (name, name));
    attributes.chain(RULE_SETS).find(|(name, _)| *name == text).map_or(Field::Blank, |(_, words)| Field::Word(words))
}
