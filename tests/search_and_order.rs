//! The lists find and order what a plain look at every object finds and orders, on random directories.
//!
//! `PROPTEST_CASES=20000 cargo test --test search_and_order` looks longer.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{ad_csv, analyse, cloud_csv, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Finding, Owner};
use dirmatch::model::case_key::search_form;
use dirmatch::model::{Attribute, ObjectId, Side};
use dirmatch::rules;
use dirmatch::view::finding_list::{FindingList, value_text};
use dirmatch::view::names;
use dirmatch::view::object_list::{ObjectList, SEARCHED};
use dirmatch::wire::{FindingQuery, ObjectQuery, ObjectSort};
use proptest::prelude::*;

/// What values are made of: capitals, letters of other alphabets, and such whose small letters take another room.
const PIECES: [&str; 22] = [
    "ann",
    "Ann",
    "BOB",
    "bob",
    "k",
    "\u{212A}",
    "i",
    "İ",
    "ß",
    "ẞ",
    "MÜLLER",
    "müller",
    "ИВАН",
    "иван",
    "Р",
    "р",
    "ω",
    "Ω",
    "1",
    "~",
    "@c",
    "long-long-long-long-long-long",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..5).prop_map(|pieces| pieces.concat())
}

/// A row of one of the files: the number of its object, and a value for each key.
fn row(keys: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), keys.len())
}

const AD: &[&str] = &["sam", "upn", "mail", "px", "name", "given", "sn"];
const CLOUD: &[&str] = &["upn", "name", "mail", "px", "sam", "given"];
const MORE: &[&str] = &["px", "name", "imm"];

fn rows(id: &str, keys: &[&str], values: &[Vec<String>]) -> Vec<String> {
    let row = |(number, values): (usize, &Vec<String>)| {
        let cells = keys.iter().zip(values).map(|(key, value)| {
            let primary = if *key == "px" && !value.is_empty() { "P:" } else { "" };
            format!("{key}={primary}{value}")
        });
        format!("{id}=00000000-0000-4000-8000-{number:012} {}", cells.collect::<Vec<_>>().join(" "))
    };
    values.iter().enumerate().map(row).collect()
}

fn analysis(ad: &[Vec<String>], cloud: &[Vec<String>], more: &[Vec<String>]) -> Analysis {
    let (ad, cloud, more) = (rows("og", AD, ad), rows("id", CLOUD, cloud), rows("id", MORE, more));
    let csv =
        |write: fn(&[&str]) -> String, rows: &[String]| write(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let files = [csv(ad_csv, &ad), csv(cloud_csv, &cloud), csv(cloud_csv, &more)];
    analyse(&[("ad.csv", &files[0]), ("cloud.csv", &files[1]), ("more.csv", &files[2])], &tenant_settings())
}

fn contains(text: &str, search: &str) -> bool {
    search_form(text).contains(search)
}

fn cloud_of(analysis: &Analysis, owner: Owner) -> Option<Owner> {
    let ad = (owner.side == Side::OnPremises).then_some(owner.object)?;
    analysis.joins.decision(ad).cloud.map(Owner::cloud)
}

/// The numbers of the objects that fit, in the order of the query.
fn plain_objects(analysis: &Analysis, query: &ObjectQuery) -> Vec<u32> {
    let (ad, cloud) = (&analysis.directories.on_premises, &analysis.directories.cloud);
    let is_alone = |object: &ObjectId| !cloud.is_deleted(*object) && analysis.joins.partner(*object).is_none();
    let mut rows: Vec<Owner> = ad.objects().map(Owner::on_premises).collect();
    rows.extend(cloud.objects().filter(is_alone).map(Owner::cloud));
    let search = search_form(query.search.trim());
    let holds = |owner: Owner| {
        let text = |attribute| analysis.directories.side(owner.side).text(owner.object, attribute);
        SEARCHED.into_iter().filter_map(text).any(|text| contains(text, &search))
    };
    if !search.is_empty() {
        rows.retain(|&owner| holds(owner) || cloud_of(analysis, owner).is_some_and(holds));
    }
    rows.sort_by_cached_key(|&owner| {
        let text = match query.sort {
            ObjectSort::File => String::new(),
            ObjectSort::Name => search_form(names::name(analysis, owner)),
            ObjectSort::Upn => search_form(names::login(analysis, owner)),
            ObjectSort::Outcome if owner.side == Side::Cloud => String::new(),
            ObjectSort::Outcome => format!("{:02}", analysis.joins.decision(owner.object).outcome as u8),
            ObjectSort::Cloud => {
                cloud_of(analysis, owner).map(|cloud| search_form(names::name(analysis, cloud))).unwrap_or_default()
            }
        };
        (text.is_empty(), text)
    });
    if query.descending {
        rows.reverse();
    }
    rows.into_iter().map(|owner| names::number(analysis, owner)).collect()
}

fn plainly_fits(analysis: &Analysis, finding: &Finding, search: &str) -> bool {
    let rule = rules::definition(finding);
    let value = value_text(analysis, finding);
    let is_message = search.len() >= 20;
    let quotes = |term: &&str| term.len() >= 20 && search.contains(&search_form(term));
    let of_owner = |owner: &Owner| {
        let text = |attribute| analysis.directories.side(owner.side).text(owner.object, attribute);
        let mut texts =
            [Attribute::UserPrincipalName, Attribute::Mail, Attribute::SamAccountName].into_iter().filter_map(text);
        contains(names::name(analysis, *owner), search) || texts.any(|text| contains(text, search))
    };
    contains(value, search)
        || contains(rule.title, search)
        || contains(rule.id, search)
        || rule.search_terms.iter().any(|term| contains(term, search))
        || rule.search_terms.iter().any(quotes)
        || (is_message && search.contains(' ') && value.contains('@') && search.contains(&search_form(value)))
        || analysis.findings.owners(finding).iter().any(of_owner)
}

fn plain_findings(analysis: &Analysis, search: &str) -> Vec<u32> {
    let search = search_form(search.trim());
    let fits = |(_, finding): &(u32, &Finding)| search.is_empty() || plainly_fits(analysis, finding, &search);
    (0..).zip(analysis.findings.iter()).filter(fits).map(|(place, _)| place).collect()
}

const SORTS: [ObjectSort; 5] =
    [ObjectSort::File, ObjectSort::Name, ObjectSort::Upn, ObjectSort::Outcome, ObjectSort::Cloud];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100),
        ..ProptestConfig::default()
    })]
    #[test]
    fn lists_say_what_a_plain_look_says(
        ad in prop::collection::vec(row(AD), 0..40),
        cloud in prop::collection::vec(row(CLOUD), 0..40),
        more in prop::collection::vec(row(MORE), 0..20),
        typed in prop::collection::vec(text(), 1..6),
        windows in prop::collection::vec((0..60_u32, 0..30_u32), 3),
    ) {
        let analysis = analysis(&ad, &cloud, &more);
        let (mut objects, mut findings) = (ObjectList::new(&analysis), FindingList::new(&analysis));
        for text in typed.iter().map(|text| text.replace('~', " ")).chain(["name".to_owned(), "dup".to_owned()]) {
            // As it is typed, one letter after another.
            for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
                let query = ObjectQuery { search: text[..end].to_owned(), ..ObjectQuery::default() };
                let found: Vec<u32> = objects.window(&analysis, &query, 0, 1000).rows.iter().map(|row| row.id).collect();
                prop_assert_eq!(&found, &plain_objects(&analysis, &query), "{}", &query.search);
                let query = FindingQuery { search: query.search, ..FindingQuery::default() };
                let found: Vec<u32> = findings.window(&analysis, &query, 0, 10_000).rows.iter().map(|row| row.id).collect();
                prop_assert_eq!(&found, &plain_findings(&analysis, &query.search), "{}", &query.search);
            }
            for sort in SORTS {
                for descending in [false, true] {
                    let query = ObjectQuery { search: text.clone(), sort, descending, ..ObjectQuery::default() };
                    let all = plain_objects(&analysis, &query);
                    for &(start, count) in &windows {
                        let view = objects.window(&analysis, &query, start, count);
                        let found: Vec<u32> = view.rows.iter().map(|row| row.id).collect();
                        let start = (start as usize).min(all.len());
                        let end = (start + count as usize).min(all.len());
                        prop_assert_eq!(&found[..], &all[start..end]);
                        prop_assert_eq!(view.total as usize, all.len());
                    }
                    for (place, &id) in all.iter().enumerate().step_by(7) {
                        let found = objects.place(&analysis, &query, id).map(|place| place as usize);
                        prop_assert_eq!(found, Some(place));
                    }
                    let owners = objects.owners(&analysis, &query);
                    let owners: Vec<u32> = owners.into_iter().map(|owner| names::number(&analysis, owner)).collect();
                    prop_assert_eq!(owners, all);
                }
            }
        }
    }
}
