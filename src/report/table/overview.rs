//! What is told of the whole: counts, the files, their problems, the settings.

use super::{Column, Field, Rows, Table, column, words};
use crate::analyzer::Analysis;
use crate::finding::{Owner, Severity};
use crate::import::{Input, Problem};
use crate::join::Outcome;
use crate::model::{Attribute, Side};
use crate::report::redaction::{Kind, Redaction};
use crate::rules::REGISTRY;
use crate::settings::Origin;

const SUMMARY: [Column; 3] =
    [column("Of what", Kind::Word, 28), column("Which", Kind::Word, 44), column("Count", Kind::Count, 10)];

/// Objects by outcome, findings by severity and by rule: of what was chosen, not of everything.
pub fn summary<'a>(redaction: &'a Redaction<'a>, findings: Option<&[u32]>, objects: Option<&[Owner]>) -> Table<'a> {
    let mut lines = first_lines(redaction.analysis(), findings, objects);
    if let Some(places) = findings {
        count_faults(redaction.analysis(), places, &mut lines);
    }
    lines_table(redaction, "Summary", lines)
}

/// The same without the faults, for the first sheet of a page that is printed.
pub fn short_summary<'a>(
    redaction: &'a Redaction<'a>,
    findings: Option<&[u32]>,
    objects: Option<&[Owner]>,
) -> Table<'a> {
    lines_table(redaction, "Summary", first_lines(redaction.analysis(), findings, objects))
}

/// Findings by rule.
pub fn faults<'a>(redaction: &'a Redaction<'a>, findings: &[u32]) -> Table<'a> {
    let mut lines = Vec::new();
    count_faults(redaction.analysis(), findings, &mut lines);
    lines_table(redaction, "Findings by fault", lines)
}

fn first_lines(analysis: &Analysis, findings: Option<&[u32]>, objects: Option<&[Owner]>) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(owners) = objects {
        count_objects(analysis, owners, &mut lines);
    }
    if let Some(places) = findings {
        count_severities(analysis, places, &mut lines);
    }
    lines
}

fn lines_table<'a>(redaction: &'a Redaction<'a>, title: &'static str, lines: Vec<Line>) -> Table<'a> {
    let rows = lines.len();
    Table::new(redaction, title, &SUMMARY, (rows, rows), Lines(lines))
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

fn count_objects(analysis: &Analysis, owners: &[Owner], lines: &mut Vec<Line>) {
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
}

fn count_severities(analysis: &Analysis, places: &[u32], lines: &mut Vec<Line>) {
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
}

fn count_faults(analysis: &Analysis, places: &[u32], lines: &mut Vec<Line>) {
    let mut rules = vec![0; REGISTRY.len()];
    for finding in places.iter().filter_map(|&place| analysis.findings.get(place as usize)) {
        rules[usize::from(finding.rule)] += 1;
    }
    for (rule, count) in REGISTRY.iter().zip(rules).filter(|(_, count)| *count > 0) {
        lines.push(("Findings by fault", rule.title, count));
    }
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
    column("Row", Kind::Row, 8),
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
            Field::Word(problem.code.name()),
            problem.column.as_deref().map_or(Field::Blank, Field::text),
            problem.row.map_or(Field::Blank, |row| Field::Number(row as usize)),
            Field::text(&problem.message),
            Field::text(&problem.what_to_do),
        ]
    }
}

const SETTINGS: [Column; 5] = [
    column("Setting", Kind::Word, 52),
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
            (Kind::Domain, value) => domains = Field::Domains(setting_domains(value)),
            (Kind::Date, serde_json::Value::String(text)) => date = Field::text(text),
            (_, serde_json::Value::String(text)) => word = setting_word(text),
            _ => {}
        }
        vec![Field::Word(name), word, domains, date, Field::Word(words::origin(*origin))]
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

/// The name of an attribute or of a set of rules: words of the product, whatever a person gave.
fn setting_word(text: &str) -> Field<'static> {
    let others = ["ms-DS-ConsistencyGuid", "objectGUID", "documented", "idfix"];
    let attributes = Attribute::ALL.iter().map(|attribute| attribute.name());
    attributes.chain(others).find(|word| *word == text).map_or(Field::Blank, Field::Word)
}
