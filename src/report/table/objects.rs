//! The objects with what becomes of them, and what it takes to find each again on both sides.

use rustc_hash::FxHashMap;

use super::{Column, Field, Rows, Table, column, identifier, not_in_page, words};
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::model::Side;
use crate::report::redaction::{Kind, Redaction};
use crate::view::names;

const COLUMNS: [Column; 14] = [
    column("Name", Kind::Name, 28),
    column("Kind", Kind::Word, 10),
    column("UPN or primary address", Kind::Address, 34),
    not_in_page("AD or cloud object id", Kind::Identifier, 38),
    column("Outcome", Kind::Word, 28),
    column("How sure", Kind::Word, 10),
    not_in_page("Key", Kind::Word, 16),
    column("Cloud object", Kind::Name, 28),
    not_in_page("Cloud UPN or address", Kind::Address, 34),
    not_in_page("Cloud object id", Kind::Identifier, 38),
    column("Look at", Kind::Word, 40),
    column("Findings", Kind::Count, 9),
    not_in_page("File", Kind::File, 24),
    not_in_page("Row", Kind::Row, 8),
];

/// Which objects a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them in one list, as the page shows them.
    All,
    /// AD objects.
    OnPremises,
    /// Cloud objects that no AD object joins.
    CloudOnly,
}

/// The objects of a part, out of so many without a filter.
pub fn objects<'a>(redaction: &'a Redaction<'a>, owners: &'a [Owner], part: Part, of: usize) -> Table<'a> {
    let analysis = redaction.analysis();
    let mut findings: FxHashMap<Owner, u32> = FxHashMap::default();
    for finding in analysis.findings.iter() {
        for &owner in analysis.findings.owners(finding) {
            *findings.entry(owner).or_default() += 1;
        }
    }
    let title = match part {
        Part::All | Part::OnPremises => "Objects",
        Part::CloudOnly => "Only in the cloud",
    };
    let rows = owners.len();
    Table::new(redaction, title, &COLUMNS, (rows, of), Source { analysis, owners, findings })
}

struct Source<'a> {
    analysis: &'a Analysis,
    owners: &'a [Owner],
    findings: FxHashMap<Owner, u32>,
}

impl Rows for Source<'_> {
    fn row(&self, place: usize, wants: &dyn Fn(Kind) -> bool) -> Vec<Field<'_>> {
        let analysis = self.analysis;
        let Some(&owner) = self.owners.get(place) else { return Vec::new() };
        let decision = (owner.side == Side::OnPremises).then(|| analysis.joins.decision(owner.object));
        let cloud = decision.and_then(|decision| decision.cloud);
        let join = cloud.filter(|_| decision.is_some_and(|decision| decision.outcome.is_join()));
        let caution = join.and_then(|join| names::caution(analysis, owner.object, join));
        let (file, row) = names::place(analysis, owner);
        let id = |owner| if wants(Kind::Identifier) { identifier(analysis, owner) } else { Field::Blank };
        let cloud = cloud.map(Owner::cloud);
        vec![
            Field::Object(owner),
            Field::Word(analysis.directories.side(owner.side).kind(owner.object).name()),
            Field::text(names::login(analysis, owner)),
            id(owner),
            Field::Word(names::outcome_label(analysis, owner)),
            decision.map_or(Field::Blank, |decision| Field::Word(words::confidence(decision.confidence))),
            decision.and_then(|decision| decision.by).map_or(Field::Blank, |by| Field::Word(names::key_words(by))),
            cloud.map_or(Field::Blank, Field::Object),
            cloud.map_or(Field::Blank, |cloud| Field::text(names::login(analysis, cloud))),
            cloud.map_or(Field::Blank, id),
            caution.map_or(Field::Blank, Field::Word),
            Field::Number(self.findings.get(&owner).map_or(0, |count| *count as usize)),
            Field::text(file),
            Field::Number(row as usize),
        ]
    }
}
