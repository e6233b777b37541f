//! Changes that may not change an outcome: the order of rows and of files, people who have nothing to do with anybody, the
//! letter case of addresses and UPNs, and other names used throughout.
//!
//! `PROPTEST_CASES=20000 cargo test --test metamorphic` looks longer.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::BTreeMap;

use common::{ad_csv, analyse, cloud_csv, report, tenant_settings};
use proptest::prelude::*;

/// A small directory as rows, each beginning with an identifier of its own.
#[derive(Clone, Debug)]
struct Directory {
    on_premises: Vec<String>,
    cloud: Vec<String>,
}

/// Outcome, key, confidence, reasons, and the id of the cloud object, by the AD object's id.
type Outcomes = BTreeMap<String, String>;

const GUID: [&str; 6] = ["G1", "G2", "G3", "G4", "G5", "G6"];

fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn outcomes_of(files: &[(&str, &str)], domains: &str) -> Outcomes {
    let mut settings = tenant_settings();
    settings.set(&format!("verifiedDomains={domains}")).expect("domains");
    let report = report(&analyse(files, &settings));
    let one = |found: &serde_json::Value| {
        let reasons: Vec<&str> = found["reasons"].as_array().expect("list").iter().map(text).collect();
        let said =
            [text(&found["outcome"]), text(&found["by"]), text(&found["confidence"]), text(&found["cloud"]["id"])];
        (text(&found["onPremises"]["id"]).to_owned(), format!("{} {}", said.join(" "), reasons.join(",")))
    };
    report["objects"].as_array().expect("list").iter().map(one).collect()
}

impl Directory {
    fn files(&self) -> (String, String) {
        let rows = |rows: &[String]| rows.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        let (ad, cloud) = (rows(&self.on_premises), rows(&self.cloud));
        (ad_csv(&ad.lines().collect::<Vec<_>>()), cloud_csv(&cloud.lines().collect::<Vec<_>>()))
    }

    fn outcomes(&self) -> Outcomes {
        let (ad, cloud) = self.files();
        outcomes_of(&[("ad.csv", &ad), ("cloud.csv", &cloud)], "contoso.com,fabrikam.com")
    }

    /// The same with every row changed.
    fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let all = |rows: &[String]| rows.iter().map(|row| change(row)).collect();
        Self { on_premises: all(&self.on_premises), cloud: all(&self.cloud) }
    }
}

/// The row with the values of addresses and UPNs changed, and nothing else.
fn with_names(row: &str, change: impl Fn(&str) -> String) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((key @ ("upn" | "mail"), value)) => format!("{key}={}", change(value)),
        Some(("px", value)) => {
            let entries = value.split(',').map(|entry| match entry.split_once(':') {
                Some((kind, address)) => format!("{kind}:{}", change(address)),
                None => entry.to_owned(),
            });
            format!("px={}", entries.collect::<Vec<_>>().join(","))
        }
        _ => pair.to_owned(),
    };
    row.split_whitespace().map(pair).collect::<Vec<_>>().join(" ")
}

// Few names, so that they meet. Those of the tenant's own domains are not renamed.
const LOCALS: [&str; 4] = ["ann", "bob", "cy", "dee"];

fn name() -> impl Strategy<Value = String> {
    let domain = prop::sample::select(&["contoso.com", "contoso.com", "fabrikam.com", "elsewhere.example"][..]);
    prop_oneof![
        1 => Just(String::new()),
        6 => (prop::sample::select(&LOCALS[..]), domain).prop_map(|(local, domain)| format!("{local}@{domain}")),
    ]
}

fn addresses() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(&["P", "s", "s", "SIP"][..]), name()), 0..4).prop_map(|entries| {
        let entries: Vec<String> = entries
            .into_iter()
            .filter(|(_, name)| !name.is_empty())
            .map(|(kind, name)| format!("{kind}:{name}"))
            .collect();
        entries.join(",")
    })
}

fn anchor() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 3 => prop::sample::select(&GUID[..4]).prop_map(|guid| format!("b({guid})"))]
}

prop_compose! {
    fn directory()(
        on_premises in prop::collection::vec(
            (anchor(), name(), name(), addresses(), prop::sample::select(&["user", "user", "user", "group", "contact"][..])),
            1..6),
        cloud in prop::collection::vec(
            (anchor(), name(), addresses(), prop::sample::select(&["", "true", "true", "false"][..]),
             prop::sample::select(&["Member", "Member", "Member", "Guest"][..]),
             prop::sample::select(&["user", "user", "user", "group", "contact"][..]),
             prop::sample::select(&["", "", "", "2026-11-18~10:00:00Z"][..])),
            1..6),
        has_anchors in prop::bool::weighted(0.7),
    ) -> Directory {
        let on_premises = on_premises.into_iter().enumerate().map(|(place, (anchor, upn, mail, px, class))| {
            let anchor = if has_anchors { format!("cg={anchor}") } else { String::new() };
            // A directory has no two accounts of one name.
            format!("og={} {anchor} sam=sam{place} class={class} upn={upn} mail={mail} px={px}", GUID[place])
        });
        let cloud = cloud.into_iter().enumerate().map(|(place, (anchor, upn, px, sync, kind, class, del))| {
            let anchor = if has_anchors && class == "user" { format!("imm={anchor}") } else { String::new() };
            let id = format!("cccccccc-cccc-4ccc-8ccc-cccccccccc{place:02}");
            // A tenant has each UPN and each anchor once; the same again is a file that holds an object twice.
            format!("id={id} upn={upn} px={px} {anchor} sync={sync} type={kind} class={class} del={del}")
        });
        let mut directory = Directory { on_premises: on_premises.collect(), cloud: cloud.collect() };
        leave_out_what_a_tenant_refuses(&mut directory.cloud);
        // One user at least, so that the file tells anchors of users or does not.
        let imm = if has_anchors { "imm=" } else { "" };
        directory.cloud.push(format!("id=dddddddd-cccc-4ccc-8ccc-cccccccccccc upn=lone@c px= {imm} sync=false class=user"));
        directory
    }
}

/// A tenant has each UPN, each anchor and each address once. Where files hold one twice, which of two is named depends on
/// their order, and nothing is certain.
fn leave_out_what_a_tenant_refuses(cloud: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    cloud.retain(|row| {
        let mut values: Vec<String> = Vec::new();
        for (key, value) in row.split_whitespace().filter_map(|pair| pair.split_once('=')) {
            match key {
                "upn" | "imm" if !value.is_empty() => values.push(format!("{key} {value}")),
                "px" => values
                    .extend(value.split(',').filter_map(|entry| entry.split_once(':')).map(|(_, name)| name.into())),
                _ => {}
            }
        }
        values.sort();
        values.dedup();
        let is_free = values.iter().all(|value| !seen.contains(value));
        seen.extend(values);
        is_free
    });
}

/// The first `count` of all numbers in another order.
fn shuffled<T: Clone>(rows: &[T], order: &[usize]) -> Vec<T> {
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|&place| (order[place % order.len()], place));
    places.into_iter().map(|place| rows[place].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_order_of_rows(directory in directory(), order in prop::collection::vec(0_usize..100, 8)) {
        let other = Directory {
            on_premises: shuffled(&directory.on_premises, &order),
            cloud: shuffled(&directory.cloud, &order),
        };
        prop_assert_eq!(directory.outcomes(), other.outcomes(), "{:#?}", directory);
    }

    #[test]
    fn the_order_of_files(directory in directory(), at in 0_usize..6) {
        let (ad, cloud) = directory.files();
        let one = outcomes_of(&[("ad.csv", &ad), ("cloud.csv", &cloud)], "contoso.com,fabrikam.com");
        let other = outcomes_of(&[("cloud.csv", &cloud), ("ad.csv", &ad)], "contoso.com,fabrikam.com");
        prop_assert_eq!(&one, &other, "{:#?}", directory);
        // And whether an export is one file or two of the same columns.
        let mut lines: Vec<&str> = ad.lines().collect();
        let header = lines.remove(0);
        let (first, second) = lines.split_at(at.min(lines.len()));
        if !first.is_empty() && !second.is_empty() {
            let file = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n"));
            let (first, second) = (file(first), file(second));
            let parts = [("b.csv", first.as_str()), ("cloud.csv", &cloud), ("a.csv", &second)];
            let split = outcomes_of(&parts, "contoso.com,fabrikam.com");
            prop_assert_eq!(&one, &split, "{:#?}", directory);
        }
    }

    #[test]
    fn people_who_have_nothing_to_do_with_anybody(directory in directory(), count in 1_usize..20) {
        let mut more = directory.clone();
        let has_anchors = directory.on_premises[0].contains("cg=");
        let (cg, imm) = if has_anchors { ("cg=", "imm=") } else { ("", "") };
        for number in 0..count {
            let class = "class=user";
            more.on_premises.push(format!(
                "og=aaaaaaaa-aaaa-4aaa-8aaa-{number:012} {cg} sam=stranger{number} {class} upn=stranger{number}@c \
                 mail=stranger{number}@c px=P:stranger{number}@c,s:strange{number}@f"
            ));
            more.cloud.push(format!(
                "id=bbbbbbbb-aaaa-4aaa-8aaa-{number:012} upn=foreign{number}@c px=P:foreign{number}@c {imm} sync=false {class}"
            ));
        }
        let (before, mut after) = (directory.outcomes(), more.outcomes());
        after.retain(|id, _| !id.starts_with("aaaaaaaa-"));
        prop_assert_eq!(before, after, "{:#?}", directory);
    }

    #[test]
    fn the_case_of_letters(directory in directory(), bits in prop::collection::vec(prop::bool::ANY, 16)) {
        let other = directory.map(|row| with_names(row, |name| {
            let flip = |(place, c): (usize, char)| {
                if bits[(place + row.len()) % bits.len()] { c.to_ascii_uppercase() } else { c }
            };
            name.chars().enumerate().map(flip).collect()
        }));
        prop_assert_eq!(directory.outcomes(), other.outcomes(), "{:#?}", directory);
    }

    #[test]
    fn other_names_throughout(directory in directory(), shift in 1_usize..4) {
        let other = directory.map(|row| with_names(row, |name| {
            let Some((local, domain)) = name.split_once('@') else { return name.to_owned() };
            let local = match LOCALS.iter().position(|other| *other == local) {
                Some(place) => format!("{}.of{place}", LOCALS[(place + shift) % LOCALS.len()]),
                None => local.to_owned(),
            };
            let domain = match domain {
                "contoso.com" => "school.example",
                "fabrikam.com" => "college.example",
                "elsewhere.example" => "far.example",
                other => other,
            };
            format!("{local}@{domain}")
        }));
        let (ad, cloud) = other.files();
        let renamed = outcomes_of(&[("ad.csv", &ad), ("cloud.csv", &cloud)], "school.example,college.example");
        prop_assert_eq!(directory.outcomes(), renamed, "{:#?}", directory);
    }
}

/// The changes mean something only if the directories reach most outcomes.
#[test]
fn the_directories_reach_most_outcomes() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..300 {
        for said in directory().new_tree(&mut runner).expect("a directory").current().outcomes().values() {
            *counts.entry(said.split(' ').next().expect("an outcome").to_owned()).or_insert(0) += 1;
        }
    }
    assert!(counts.len() >= 10, "{counts:#?}");
    assert!(counts.values().filter(|count| **count >= 10).count() >= 9, "{counts:#?}");
}
