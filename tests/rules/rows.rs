//! A short way to say what a rule finds in which rows.

#![allow(dead_code, reason = "each file uses its part")]

use dirmatch::analyzer::Analysis;
use dirmatch::settings::Settings;

use crate::common::{ad_csv, analyse, cloud_csv, report, tenant_settings};

/// The findings of a rule as `severity confidence owners value`, where an owner is its side and row, such as `ad1`.
pub(crate) fn findings_of(rule: &str, analysis: &Analysis) -> Vec<String> {
    let report = report(analysis);
    let findings = report["findings"].as_array().expect("list");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    findings
        .iter()
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| {
            let owners: Vec<String> = finding["objects"]
                .as_array()
                .expect("list")
                .iter()
                .map(|object| {
                    let side = if object["side"] == "on-premises" { "ad" } else { "cloud" };
                    format!("{side}{}", object["row"].as_u64().expect("row") - 1)
                })
                .collect();
            let values: Vec<String> = finding["values"].as_array().expect("list").iter().map(text).collect();
            format!(
                "{} {} {} {}",
                text(&finding["severity"]),
                text(&finding["confidence"]),
                owners.join("+"),
                values.join(",")
            )
        })
        .collect()
}

/// The rules that tell faults of this rule in its place, each as `in` its id.
pub(crate) fn told_by(rule: &str, analysis: &Analysis) -> Vec<String> {
    let report = report(analysis);
    let findings = report["findings"].as_array().expect("list").iter().filter(|finding| explains(finding, rule));
    findings.map(|finding| format!("in {}", finding["rule"].as_str().expect("text"))).collect()
}

/// Fails unless a rule finds this; `in another-rule` says that it finds nothing, because that one tells it.
#[track_caller]
fn compare(rule: &str, analysis: &Analysis, expected: &[&str], rows: &str) {
    let mut found = findings_of(rule, analysis);
    if expected.first().is_some_and(|first| first.starts_with("in ")) {
        found.extend(told_by(rule, analysis));
    }
    assert_eq!(found, expected, "{rule}\n{rows}");
}

/// Is a fault of this rule left out in favour of the finding?
fn explains(finding: &serde_json::Value, rule: &str) -> bool {
    let why = finding["why"].as_str().unwrap_or_default();
    let also = why.split_once("It also explains: ").map_or("", |(_, also)| also.trim_end_matches('.'));
    also.split(", ").any(|id| id == rule)
}

pub(crate) fn analyse_rows(ad: &[&str], cloud: &[&str], settings: &Settings) -> Analysis {
    let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
    let files: Vec<(&str, &str)> = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())]
        .into_iter()
        .filter(|(_, text)| text.len() > 1)
        .collect();
    analyse(&files, settings)
}

#[track_caller]
pub(crate) fn check(rule: &str, ad: &[&str], cloud: &[&str], expected: &[&str]) {
    check_with(rule, ad, cloud, &[], expected);
}

#[track_caller]
pub(crate) fn check_with(rule: &str, ad: &[&str], cloud: &[&str], settings: &[&str], expected: &[&str]) {
    let mut effective = tenant_settings();
    for assignment in settings {
        effective.set(assignment).expect("a setting");
    }
    let analysis = analyse_rows(ad, cloud, &effective);
    compare(rule, &analysis, expected, &format!("AD {ad:?}\ncloud {cloud:?}"));
}

/// The same with further files: name and content. Objects of these are `ad` or `cloud` with their row and the file's name.
#[track_caller]
pub(crate) fn check_files(rule: &str, files: &[(&str, &str)], settings: &[&str], expected: &[&str]) {
    let mut effective = tenant_settings();
    for assignment in settings {
        effective.set(assignment).expect("a setting");
    }
    compare(rule, &analyse(files, &effective), expected, &format!("{files:#?}"));
}
