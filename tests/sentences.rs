//! The sentences that the page can be asked to say in another language. `www/test/sentences.json` lists what the core says
//! about the built-in school and either side of it alone, each value replaced, and the tests of the page hold its catalogues against that list.
//! `UPDATE=1 cargo test --test sentences` writes it. Whether a sentence is right is not tested here.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use common::{VARIATIONS, analyse_school_files};
use dirmatch::analyzer::Analysis;
use dirmatch::rules::{self, REGISTRY};
use dirmatch::settings::Settings;
use dirmatch::view::suggestions::SuggestionList;
use dirmatch::view::{detail, files, overview, settings};
use serde_json::Value;

const START: char = '\u{2068}';
const END: char = '\u{2069}';

/// The fields of what crosses to the page that are words for people, apart from names and values.
const SENTENCES: [&str; 36] = [
    "absence",
    "answer",
    "back",
    "caution",
    "cheaper",
    "checks",
    "decides",
    "groupTitle",
    "ifYouSync",
    "label",
    "likelyOwnerReason",
    "message",
    "moreNote",
    "notCompared",
    "note",
    "notes",
    "purpose",
    "question",
    "reason",
    "requires",
    "result",
    "sentence",
    "source",
    "strength",
    "title",
    "unseen",
    "verdict",
    "wait",
    "warning",
    "whatToDo",
    "why",
    "whyNot",
    "when",
    "action",
    "risk",
    "stop",
];

fn variations() -> impl Iterator<Item = Analysis> {
    let school = dirmatch::school::files();
    VARIATIONS.into_iter().map(move |assignments| {
        let mut settings = Settings::default();
        for assignment in assignments {
            settings.set(assignment).expect("a setting");
        }
        analyse_school_files(&school, &settings)
    })
}

/// One side of the school alone, as whoever has only one file yet sees it.
fn one_sided() -> impl Iterator<Item = Analysis> {
    [true, false].into_iter().map(|is_on_premises| {
        let mut school = dirmatch::school::files();
        school.retain(|file| file.name.starts_with("ad-") == is_on_premises);
        analyse_school_files(&school, &Settings::default())
    })
}

/// A marked sentence as a person reads it.
fn without_marks(sentence: &str) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once(START) {
        let Some((value, after)) = after.split_once(END) else { panic!("no mark ends here: {rest}") };
        let parts: Vec<&str> = value.split('\u{1f}').collect();
        let (last, first) = parts.split_last().expect("a value");
        text.push_str(before);
        if !first.is_empty() {
            text.push_str(&first.join(", "));
            text.push_str(" and ");
        }
        text.push_str(last);
        rest = after;
    }
    text + rest
}

/// Marks change nothing of a sentence but that they are there.
#[test]
fn a_marked_sentence_is_the_plain_one_with_marks() {
    let mut marked_values = 0;
    for analysis in variations() {
        let plain = analysis.rule_context();
        let marked = analysis.rule_context().with_marked_values();
        for finding in analysis.findings.iter() {
            let one = rules::explain(&plain, &analysis.findings, finding);
            let other = rules::explain(&marked, &analysis.findings, finding);
            marked_values += other.message.matches(START).count();
            let all = |told: &dirmatch::finding::Explanation| {
                let reason = told.likely_owner.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
                let mut all = vec![told.message.clone(), told.why.clone(), told.what_to_do.clone(), reason];
                all.extend(told.if_you_sync.iter().cloned());
                all
            };
            let unmarked: Vec<String> = all(&other).iter().map(|sentence| without_marks(sentence)).collect();
            assert_eq!(unmarked, all(&one), "{}", REGISTRY[usize::from(finding.rule)].id);
        }
    }
    assert!(marked_values > 1000, "only {marked_values} values are marked");
}

/// A sentence with each value replaced: what is marked or quoted, names of objects, addresses, domains, numbers.
fn template(sentence: &str, names: &BTreeSet<String>) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some(start) = rest.find([START, '“']) {
        let opening = rest[start..].chars().next().expect("a letter");
        let closing = if opening == START { END } else { '”' };
        let Some(length) = rest[start..].find(closing) else { break };
        text.push_str(&words(&rest[..start], names));
        text.extend([opening, '¤', closing]);
        rest = &rest[start + length + closing.len_utf8()..];
    }
    text + &words(rest, names)
}

/// The same for a piece without marks.
fn words(text: &str, names: &BTreeSet<String>) -> String {
    let mut replaced = text.to_owned();
    // From behind, so that of two names of which one begins the other the longer is replaced.
    for name in names.iter().rev() {
        if replaced.contains(name.as_str()) {
            replaced = replaced.replace(name.as_str(), &format!("{START}¤{END}"));
        }
    }
    let word = |word: &str| {
        let kept = word.trim_end_matches(['.', ',', ':', ';', ')', '%']);
        let end = &word[kept.len()..];
        if kept.contains('@') {
            format!("¤@¤{end}")
        } else if kept.contains('.') && kept.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-') {
            format!("d.d{end}")
        } else if !kept.is_empty() && kept.chars().all(|c| c.is_ascii_digit() || c == ',') {
            format!("7{end}")
        } else {
            word.to_owned()
        }
    };
    replaced.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The texts of the fields that are sentences, and of those that are names.
fn collect(value: &Value, field: &str, found: &mut BTreeSet<String>, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if field == "name" && text.len() > 2 => drop(names.insert(text.clone())),
        Value::String(text) if SENTENCES.contains(&field) && text.contains(char::is_alphabetic) => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, field, found, names)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| collect(value, name, found, names)),
        _ => {}
    }
}

#[test]
fn the_list_of_sentences_is_that_of_the_core() {
    let (mut said, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |value: Result<Value, serde_json::Error>| {
        collect(&value.expect("JSON"), "", &mut said, &mut names);
    };
    add(serde_json::to_value(files::export_commands()));
    for analysis in variations().chain(one_sided()) {
        add(serde_json::to_value(overview::overview(&analysis)));
        add(serde_json::to_value(settings::settings(&analysis.directories, &analysis.given, &analysis.settings)));
        for input in &analysis.directories.inputs {
            add(serde_json::to_value(files::file(input)));
        }
        for place in (0..).take(analysis.findings.iter().len()) {
            add(serde_json::to_value(detail::finding(&analysis, place)));
        }
        let suggestions = SuggestionList::default();
        let objects = analysis.directories.on_premises.len() + analysis.directories.cloud.len();
        for id in (0..).take(objects) {
            add(serde_json::to_value(detail::object(&analysis, &suggestions, id)));
        }
    }
    let found: BTreeSet<String> = said.iter().map(|sentence| template(sentence, &names)).collect();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www").join("test").join("sentences.json");
    let text = serde_json::to_string_pretty(&found).expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("written");
    }
    let written = std::fs::read_to_string(&path).expect("www/test/sentences.json").replace("\r\n", "\n");
    assert!(written == text, "the core says other sentences; run: UPDATE=1 cargo test --test sentences");
}
