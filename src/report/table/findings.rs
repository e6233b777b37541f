//! The findings, and the same as a list of things to do.

use std::borrow::Cow;

use super::{Column, Field, Rows, Shape, Table, column, group_column, words};
use crate::analyzer::Analysis;
use crate::finding::{Finding, FixKind};
use crate::report::redaction::{Kind, Redaction};
use crate::report::words::also_explains;
use crate::rules;
use crate::rules::definition::summary;
use crate::view::finding_list::value_text;
use crate::view::fixes;

const COLUMNS: [Column; 15] = [
    group_column("Severity", Kind::Word, 10),
    group_column("Fault", Kind::Word, 34),
    column("Value", Kind::Value, 34),
    column("Objects", Kind::Name, 40),
    column("How sure", Kind::Word, 10),
    column("Fix", Kind::Word, 18),
    group_column("Rule", Kind::Word, 26),
    group_column("What the rule finds", Kind::Explanation, 60),
    column("Where", Kind::Row, 30),
    column("What is so", Kind::Sentence, 60),
    column("Why", Kind::Sentence, 60),
    column("What to do", Kind::Sentence, 60),
    column("Decision", Kind::Word, 10),
    column("Reason", Kind::Remark, 30),
    column("Decided on", Kind::Date, 12),
];

const ACTION_COLUMNS: [Column; 11] = [
    column("Severity", Kind::Word, 10),
    column("Fault", Kind::Word, 34),
    column("Value", Kind::Value, 34),
    column("Objects", Kind::Name, 40),
    column("What to do", Kind::Sentence, 60),
    column("Fix", Kind::Word, 18),
    column("Rule", Kind::Word, 26),
    column("Where", Kind::Row, 30),
    column("Owner", Kind::ToFillIn, 20),
    column("Date", Kind::ToFillIn, 12),
    column("Reason", Kind::ToFillIn, 40),
];

/// The findings at these places, grouped by severity and rule as they stand in the list.
pub fn findings<'a>(redaction: &'a Redaction<'a>, places: &'a [u32]) -> Table<'a> {
    let source = Source { analysis: redaction.analysis(), places, is_actions: false };
    let mut groups: Vec<usize> = Vec::new();
    let mut last = None;
    for finding in places.iter().filter_map(|&place| source.analysis.findings.get(place as usize)) {
        let group = Some((finding.rule, finding.severity));
        if last == group {
            if let Some(count) = groups.last_mut() {
                *count += 1;
            }
        } else {
            groups.push(1);
            last = group;
        }
    }
    for &count in &groups {
        redaction.count(count);
    }
    let of = source.analysis.findings.len();
    let table = Table::new(redaction, "Findings", &COLUMNS, (places.len(), of), source);
    Table { shape: Shape::Blocks, groups, ..table }
}

/// The findings at these places as a list to work through, with blank columns for who, when and why not.
pub fn actions<'a>(redaction: &'a Redaction<'a>, places: &'a [u32]) -> Table<'a> {
    let source = Source { analysis: redaction.analysis(), places, is_actions: true };
    let of = source.analysis.findings.len();
    Table::new(redaction, "Action list", &ACTION_COLUMNS, (places.len(), of), source)
}

struct Source<'a> {
    analysis: &'a Analysis,
    places: &'a [u32],
    is_actions: bool,
}

impl Rows for Source<'_> {
    fn row(&self, place: usize, wants: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let found = self.places.get(place).and_then(|&place| self.analysis.findings.get(place as usize));
        let Some(finding) = found else { return Vec::new() };
        if self.is_actions { self.action(finding, wants) } else { self.finding(finding, wants) }
    }
}

impl Source<'_> {
    fn finding(&self, finding: &Finding, wants: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let rule = rules::definition(finding);
        let owners = self.analysis.findings.owners(finding);
        let (message, why, what_to_do) = self.sentences(finding, wants);
        let explanation = if wants(Kind::Explanation) { Field::Text(summary(rule).into()) } else { Field::Blank };
        let accepted = self.analysis.decisions.acceptance(finding);
        vec![
            Field::Word(words::severity(finding.severity)),
            Field::Word(rule.title),
            Field::text(value_text(self.analysis, finding)),
            Field::Objects(owners),
            Field::Word(words::confidence(finding.confidence)),
            Field::Word(words::fix(self.fix(finding))),
            Field::Word(rule.id),
            explanation,
            Field::Places(owners),
            message,
            why,
            what_to_do,
            Field::Word(if accepted.is_some() { "Accepted" } else { "Open" }),
            accepted.map_or(Field::Blank, |(reason, _)| Field::text(reason)),
            accepted.map_or(Field::Blank, |(_, date)| Field::text(date)),
        ]
    }

    fn action(&self, finding: &Finding, wants: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let rule = rules::definition(finding);
        let owners = self.analysis.findings.owners(finding);
        let (_, _, what_to_do) = self.sentences(finding, wants);
        vec![
            Field::Word(words::severity(finding.severity)),
            Field::Word(rule.title),
            Field::text(value_text(self.analysis, finding)),
            Field::Objects(owners),
            what_to_do,
            Field::Word(words::fix(self.fix(finding))),
            Field::Word(rule.id),
            Field::Places(owners),
            Field::Blank,
            Field::Blank,
            Field::Blank,
        ]
    }

    /// How the finding itself is put right, as the list of the page has it.
    fn fix(&self, finding: &Finding) -> FixKind {
        fixes::offer(&self.analysis.rule_context(), &self.analysis.findings, finding).kind
    }

    fn sentences<'s>(&self, finding: &Finding, wants: &dyn Fn(Kind) -> bool) -> (Field<'s>, Field<'s>, Field<'s>) {
        if !wants(Kind::Sentence) {
            return (Field::Blank, Field::Blank, Field::Blank);
        }
        let mut told = rules::explain(&self.analysis.rule_context(), &self.analysis.findings, finding);
        told.why.push_str(&also_explains(self.analysis, finding, |rule| rule.title, "; "));
        let field = |text: String| Field::Text(Cow::Owned(text));
        (field(told.message), field(told.why), field(told.what_to_do))
    }
}
