//! Where an item stands in a list that a query makes: the page marks its line and goes to its neighbours by it.

mod common;

use std::collections::BTreeMap;

use common::analyse_school;
use dirmatch::finding::FixKind;
use dirmatch::view::detail;
use dirmatch::view::finding_list::FindingList;
use dirmatch::view::object_list::ObjectList;
use dirmatch::wire::{FindingQuery, ObjectQuery, ObjectSort};

#[test]
fn each_finding_that_fits_stands_where_its_row_does() {
    let analysis = analyse_school();
    let mut list = FindingList::new(&analysis);
    let high = FindingQuery { severity: vec!["high".to_owned()], ..FindingQuery::default() };
    for query in [FindingQuery::default(), high.clone()] {
        let view = list.window(&analysis, &query, 0, u32::MAX);
        assert!(view.total > 0);
        for (place, row) in (0..).zip(&view.rows) {
            assert_eq!(list.place(&analysis, &query, row.id), Some(place));
        }
    }
    let blocker = FindingQuery { severity: vec!["blocker".to_owned()], ..FindingQuery::default() };
    let other = list.window(&analysis, &blocker, 0, 1).rows[0].id;
    assert_eq!(list.place(&analysis, &high, other), None, "it does not fit");
    assert_eq!(list.place(&analysis, &high, u32::MAX), None, "there is none");
}

/// What a list says of a fix is what the page of the finding offers, for each finding, and what is counted and filtered.
#[test]
fn a_list_tells_the_fix_that_the_finding_offers() {
    let analysis = analyse_school();
    let mut list = FindingList::new(&analysis);
    let all = list.window(&analysis, &FindingQuery::default(), 0, u32::MAX);
    let mut less_than_its_rule = 0;
    let mut by_kind: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for row in &all.rows {
        let page = detail::finding(&analysis, row.id).expect("there");
        let offered = match (page.fixes.is_empty(), page.runbook.is_some()) {
            (false, _) => FixKind::Script,
            (true, true) => FixKind::Runbook,
            (true, false) => FixKind::None,
        };
        assert_eq!(row.fix, offered, "{} {}", row.rule, row.value);
        less_than_its_rule += usize::from(page.fix == FixKind::Script && offered != FixKind::Script);
        by_kind.entry(offered.name()).or_default().push(row.id);
    }
    assert!(less_than_its_rule > 10, "only {less_than_its_rule} findings offer less than their rule could");
    let facet = all.facets.iter().find(|facet| facet.name == "fix").expect("a facet");
    for value in &facet.values {
        let query = FindingQuery { fix: vec![value.value.clone()], ..FindingQuery::default() };
        let view = list.window(&analysis, &query, 0, u32::MAX);
        let found: Vec<u32> = view.rows.iter().map(|row| row.id).collect();
        assert_eq!(found, by_kind.remove(value.value.as_str()).unwrap_or_default(), "{}", value.value);
        assert_eq!(found.len(), value.count as usize, "{}", value.value);
        for group in &view.groups {
            assert_eq!(group.fix.map(FixKind::name), Some(value.value.as_str()), "{}", group.rule);
        }
    }
    assert!(by_kind.is_empty(), "{by_kind:?}");
    assert!(all.groups.iter().any(|group| group.fix.is_none()), "no group has findings of two kinds");
}

#[test]
fn each_object_that_fits_stands_where_its_row_does_in_every_order() {
    let analysis = analyse_school();
    let mut list = ObjectList::new(&analysis);
    for (sort, descending) in [(ObjectSort::File, false), (ObjectSort::Name, false), (ObjectSort::Cloud, true)] {
        let query = ObjectQuery { sort, descending, search: "llewel".to_owned(), ..ObjectQuery::default() };
        let view = list.window(&analysis, &query, 0, u32::MAX);
        assert!(view.total > 5);
        for (place, row) in (0..).zip(&view.rows) {
            assert_eq!(list.place(&analysis, &query, row.id), Some(place));
        }
    }
    assert_eq!(list.place(&analysis, &ObjectQuery::default(), u32::MAX), None, "there is none");
}
