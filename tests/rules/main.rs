//! Each rule, row by row: where it fires, the near miss where it does not, and where the files do not tell. The examples
//! in the rules' own documentation are run as well.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

#[path = "../common/mod.rs"]
mod common;

mod active_directory;
mod aliases;
mod cloud;
mod drift;
mod fixes;
mod matching;
mod rows;
mod validation;

use common::{analyse, analyse_school, report};
use dirmatch::analyzer::Analysis;
use dirmatch::model::Attribute;
use dirmatch::rules::definition::documentation_text;
use dirmatch::rules::{self, Check, Need, RuleDefinition};
use dirmatch::settings::Settings;
use rows::{findings_of, told_by};

/// `⟨257×a⟩` stands for 257 times the letter.
fn written_out(rows: &str) -> String {
    let mut text = String::new();
    let mut rest = rows;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (count, after) = after.split_once('×').expect("a number of times");
        let (letter, after) = after.split_once('⟩').expect("an end");
        text.push_str(before);
        text.push_str(&letter.repeat(count.parse().expect("a number")));
        rest = after;
    }
    text + rest
}

/// The blocks of one language under a heading of a rule's page, by language.
fn examples(rule: &RuleDefinition, heading: &str) -> Vec<(String, String)> {
    let text = documentation_text(rule);
    let section = text.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
    section
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| {
            let (language, rows) = block.split_once('\n').expect("a block has lines");
            (language.to_owned(), written_out(rows))
        })
        .collect()
}

/// The blocks of an example as files. One in the language `settings` is none: it has one `NAME=VALUE` a line.
fn files_and_settings(blocks: &[(String, String)]) -> (Settings, Vec<(&str, &str)>) {
    let mut settings = Settings::default();
    let is_settings = |(language, _): &&(String, String)| language == "settings";
    for assignment in blocks.iter().filter(is_settings).flat_map(|(_, lines)| lines.lines()) {
        settings.set(assignment).expect("a setting");
    }
    let files = blocks.iter().filter(|block| !is_settings(block));
    (settings, files.map(|(language, rows)| (language.as_str(), rows.as_str())).collect())
}

/// The example under a heading of a rule's page, analysed.
fn analyse_example(rule: &RuleDefinition, heading: &str) -> Option<Analysis> {
    let blocks = examples(rule, heading);
    let (settings, files) = files_and_settings(&blocks);
    (!files.is_empty()).then(|| analyse(&files, &settings))
}

/// The file without the columns that tell an attribute.
fn without(rows: &str, attribute: Attribute) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    // Graph says where an attribute comes from in its name.
    let tells = |header: &str| {
        let plain = header.strip_prefix("onPremises").unwrap_or(header);
        [header, plain].iter().any(|name| Attribute::from_name(name) == Some(attribute))
    };
    let kept: Vec<usize> = (0..records[0].len()).filter(|&column| !tells(&records[0][column])).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in &records {
        writer.write_record(kept.iter().map(|&column| &record[column])).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

/// Where the example of a rule's page has evidence that is enough without one of the attributes.
const ENOUGH_WITHOUT: [(&str, Need, &str); 8] = [
    (
        "attr-invisible-char",
        Need::OnPremises(Attribute::UserPrincipalName),
        "the example has another in proxyAddresses",
    ),
    ("quarantined-upn", Need::Cloud(Attribute::UserPrincipalName), "Microsoft reports the error itself"),
    ("quarantined-upn", Need::Cloud(Attribute::SyncEnabled), "Microsoft reports the error itself"),
    ("quarantined-proxy", Need::Cloud(Attribute::ProxyAddresses), "Microsoft reports the error itself"),
    ("cloud-contact-or-group-holds-address", Need::Cloud(Attribute::ProxyAddresses), "the file of groups has its own"),
    ("name-change-hint", Need::OnPremises(Attribute::DisplayName), "the surname changed too"),
    ("source-anchor-too-long", Need::OnPremises(Attribute::ObjectGuid), "another attribute is the anchor"),
    ("source-anchor-illegal-character", Need::OnPremises(Attribute::ObjectGuid), "another attribute is the anchor"),
];

/// Without what a rule needs it says nothing about the example of its own page that is certain.
#[test]
fn nothing_is_certain_without_what_a_rule_needs() {
    let mut faults = Vec::new();
    for rule in rules::REGISTRY.iter().filter(|rule| !matches!(rule.check, Check::CannotBeDecided)) {
        let blocks = examples(rule, "Example");
        for need in rule.needs {
            let (side, attribute) = match *need {
                Need::OnPremises(attribute) => ("ad", attribute),
                Need::Cloud(attribute) => ("cloud", attribute),
                _ => continue,
            };
            let lacking: Vec<(String, String)> = blocks
                .iter()
                .map(|(language, rows)| {
                    let is_of_side = language.starts_with(side);
                    (language.clone(), if is_of_side { without(rows, attribute) } else { rows.clone() })
                })
                .collect();
            if lacking == blocks {
                continue;
            }
            let (settings, files) = files_and_settings(&lacking);
            let found = findings_of(rule.id, &analyse(&files, &settings));
            let is_enough = ENOUGH_WITHOUT.iter().any(|(id, other, _)| *id == rule.id && other == need);
            if found.iter().any(|finding| finding.contains(" certain ")) != is_enough {
                faults.push(format!("{} without {attribute:?}: {found:?}", rule.id));
            }
        }
    }
    assert!(faults.is_empty(), "either certain, or listed for nothing: {faults:#?}");
}

/// What a rule's page shows as its fault is found, and what it shows as no fault is not.
#[test]
fn examples_in_the_documentation_hold() {
    let decidable = rules::REGISTRY.iter().filter(|rule| !matches!(rule.check, Check::CannotBeDecided));
    for rule in decidable {
        for (heading, is_fault) in [("Example", true), ("Not reported", false)] {
            let analysis = analyse_example(rule, heading);
            let analysis = analysis.unwrap_or_else(|| panic!("{}: no example under {heading}", rule.id));
            for input in &analysis.directories.inputs {
                assert_eq!(input.rows, input.used, "{} {heading}: rows are set aside", rule.id);
            }
            let mut found = findings_of(rule.id, &analysis);
            found.extend(told_by(rule.id, &analysis));
            assert_eq!(!found.is_empty(), is_fault, "{} {heading}: {found:?}", rule.id);
        }
    }
}

/// Every text that a finding shows is there, is a sentence, and names the value it is about.
#[test]
fn every_finding_is_told_in_sentences() {
    let report = report(&analyse_school());
    for finding in report["findings"].as_array().expect("list") {
        for field in ["message", "why", "whatToDo"] {
            let text = finding[field].as_str().expect("text");
            assert!(text.ends_with('.') && !text.contains("  ") && text.len() > 10, "{field}: {text}");
        }
        let message = finding["message"].as_str().expect("text");
        let values = finding["values"].as_array().expect("list").iter().map(|value| value.as_str().expect("text"));
        // A character that cannot be seen is shown by its number.
        let mut shown = values.filter(|value| value.is_ascii());
        // Only an address should have no blank.
        let written = |value: &str| if value.contains('@') { value.replace(' ', "␣") } else { value.to_owned() };
        let is_named = shown.all(|value| message.contains(&written(value)));
        assert!(is_named, "{finding:#}");
    }
}
