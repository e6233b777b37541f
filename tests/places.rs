//! Where an item stands in a list that a query makes: the page marks its line and goes to its neighbours by it.

mod common;

use common::analyse_school;
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
