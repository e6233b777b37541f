//! A message of Microsoft's, pasted whole into the search of findings, leads to what it is about.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::analyse_school;
use dirmatch::view::finding_list::FindingList;
use dirmatch::wire::FindingQuery;

/// The rules of what a text finds in the school.
fn found(text: &str) -> Vec<String> {
    let analysis = analyse_school();
    let query = FindingQuery { search: text.to_owned(), ..FindingQuery::default() };
    let view = FindingList::new(&analysis).window(&analysis, &query, 0, 0);
    view.groups.into_iter().map(|group| group.rule).collect()
}

#[test]
fn a_message_leads_to_the_rules_that_quote_it_and_to_the_values_in_it() {
    let text = "Error: Unable to update this object because the following attributes associated with this object have values \
                that may already be associated with another object in your local directory services: [ProxyAddresses \
                SMTP:nobody@else.example;]. Correct or remove the duplicate values. Tracking id: 8b1d0f52.";
    let rules = found(text);
    assert!(rules.iter().any(|rule| rule == "attribute-value-must-be-unique"), "{rules:?}");

    let analysis = analyse_school();
    let all = FindingList::new(&analysis).window(&analysis, &FindingQuery::default(), 0, 1000);
    let row = all.rows.iter().find(|row| row.rule == "ad-dup-proxy-address").expect("a shared address");
    let rules = found(&format!("Something new that no rule quotes happened to {} today.", row.value));
    assert!(rules.iter().any(|rule| rule == "ad-dup-proxy-address"), "{rules:?}");
}

#[test]
fn a_message_about_something_else_finds_nothing() {
    assert_eq!(found("The printer of nobody@else.example has no paper left."), Vec::<String>::new());
}
