//! What each rule says of its findings and offers to put them right: as text in `fixes.txt` and `cases.txt`, and what the
//! changes do to the loaded data.
//!
//! A block of these is a rule, its data, and for each finding how its sentences begin and the fixes. Data are rows `ad` and `cloud`, `set` for settings
//! beside those of a known tenant, `csv` with a name for a line of any other file, or `example`, the one on the rule's page.
//! With `notes` stands under each fix what has to be looked at first.
//! `none` says that the rule finds something and offers nothing. `UPDATE=1` writes what is offered.

use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Change, Explanation, FixKind, Operation};
use dirmatch::model::Side;
use dirmatch::rules;

use crate::analyse_example;
use crate::common::fixes::try_all;
use crate::common::{ad_csv, analyse, cloud_csv, tenant_settings};

/// The tables by name.
const TABLES: [(&str, &str); 2] = [("fixes.txt", include_str!("fixes.txt")), ("cases.txt", include_str!("cases.txt"))];

/// A block of the table.
struct Block {
    rule: &'static str,
    data: Vec<&'static str>,
    has_notes: bool,
    offered: Vec<&'static str>,
}

fn is_fix(line: &str) -> bool {
    line.starts_with("safe: ") || line.starts_with("review: ")
}

fn blocks() -> Vec<Block> {
    TABLES.iter().flat_map(|(_, table)| blocks_of(table)).collect()
}

fn blocks_of(table: &'static str) -> Vec<Block> {
    let block = |text: &'static str| {
        let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let rule = lines.next()?;
        let is_offer =
            |line: &&str| line.starts_with("says: ") || line.starts_with("note: ") || is_fix(line) || *line == "none";
        let (offered, mut data): (Vec<&str>, Vec<&str>) = lines.map(str::trim).partition(is_offer);
        let has_notes = data.contains(&"notes");
        data.retain(|line| *line != "notes");
        Some(Block { rule, data, has_notes, offered })
    };
    table.split("\n\n").filter_map(block).collect()
}

fn analysis_of(block: &Block) -> Analysis {
    if block.data == ["example"] {
        let rule = rules::by_id(block.rule).expect("a rule");
        return analyse_example(rule, "Example").unwrap_or_else(|| panic!("{}: no example", rule.id));
    }
    let of = |key: &str| -> Vec<String> {
        let lines = block.data.iter().filter_map(|line| line.split_once(' ')).filter(|(first, _)| *first == key);
        lines.map(|(_, rest)| crate::written_out(rest)).collect()
    };
    let mut settings = tenant_settings();
    for assignment in of("set") {
        settings.set(&assignment).expect("a setting");
    }
    let rows = |key: &str| of(key);
    let table = |key: &str, make: fn(&[&str]) -> String| {
        let rows = rows(key);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        make(&rows)
    };
    let mut files =
        vec![("ad.csv".to_owned(), table("ad", ad_csv)), ("cloud.csv".to_owned(), table("cloud", cloud_csv))];
    for line in of("csv") {
        let (name, line) = line.split_once(' ').expect("a name and a line");
        if files.last().is_none_or(|(known, _)| known != name) {
            files.push((name.to_owned(), String::new()));
        }
        let (_, text) = files.last_mut().expect("there");
        *text += line;
        *text += "\n";
    }
    let files: Vec<(&str, &str)> =
        files.iter().filter(|(_, text)| text.len() > 2).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    analyse(&files, &settings)
}

/// A change as `owner attribute -taken`, `+brought` or `before→after`, the owner being its side and row.
fn written(analysis: &Analysis, change: &Change) -> String {
    let snapshot = analysis.directories.side(change.owner.side);
    let row = snapshot.row(snapshot.first_record(change.owner.object)) - 1;
    let side = if change.owner.side == Side::Cloud { "cloud" } else { "ad" };
    let text = |value: &Option<String>| value.as_deref().map_or("∅".to_owned(), str::to_owned);
    let operation = match &change.operation {
        Operation::Remove(entry) => format!("-{entry}"),
        Operation::Add(entry) => format!("+{entry}"),
        Operation::Set { before, after } => format!("{}→{}", text(before), text(after)),
    };
    format!("{side}{row} {} {operation}", change.attribute.name())
}

/// What is said of a finding: the first in full, of the others the beginning, which tells them apart.
fn said(explanation: &Explanation) -> String {
    let beginning = |text: &str| match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    };
    let mut parts = vec![explanation.message.clone()];
    let others = [&explanation.why, &explanation.what_to_do].into_iter().chain(&explanation.if_you_sync);
    parts.extend(others.map(|text| beginning(text)));
    parts.extend(explanation.likely_owner.as_ref().map(|(place, reason)| format!("{}: {reason}", place + 1)));
    format!("says: {}", parts.join(" | "))
}

/// What is said of the findings of a rule, and offered for each as `safety: title | changes`, with its note where asked for,
/// or `none`.
fn offered(analysis: &Analysis, rule: &str, has_notes: bool) -> Vec<String> {
    let context = analysis.rule_context();
    let mut lines = Vec::new();
    for finding in analysis.findings.iter().filter(|finding| rules::definition(finding).id == rule) {
        lines.push(said(&rules::explain(&context, &analysis.findings, finding)));
        let fixes = rules::fixes(&context, &analysis.findings, finding);
        if fixes.is_empty() {
            lines.push("none".to_owned());
        }
        for fix in fixes {
            let changes: Vec<String> = fix.changes.iter().map(|change| written(analysis, change)).collect();
            lines.push(format!("{}: {} | {}", fix.safety.name(), fix.title, changes.join("; ")));
            if has_notes {
                lines.push(format!("note: {}", fix.note));
            }
        }
    }
    lines
}

#[test]
fn what_is_said_and_offered_is_that_of_the_tables() {
    for (name, table) in TABLES {
        hold_to_table(name, table);
    }
}

fn hold_to_table(name: &str, table: &'static str) {
    let mut text = String::new();
    for (block, before) in blocks_of(table).iter().zip(table.split("\n\n")) {
        let found = offered(&analysis_of(block), block.rule, block.has_notes);
        let is_update = std::env::var_os("UPDATE").is_some();
        // Where another rule has come to tell the fault, its block has what is offered.
        assert!(is_update || !found.is_empty(), "{} finds nothing in {:?}", block.rule, block.data);
        if is_update && found.is_empty() {
            continue;
        }
        if is_update {
            let kept = before.lines().filter(|line| !block.offered.contains(&line.trim()));
            let lines: Vec<String> =
                kept.map(str::to_owned).chain(found.iter().map(|line| format!("  {line}"))).collect();
            text += lines.join("\n").trim_end();
            text += "\n\n";
            continue;
        }
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, block.offered, "{} {:?}", block.rule, block.data);
    }
    if !text.is_empty() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
        std::fs::write(format!("{folder}/{name}"), format!("{}\n", text.trim_end())).expect("written");
    }
}

/// How many fixes the rule offers for so many users, each made from a pattern with `#` for its number.
fn offered_for(count: usize, pattern: &str, rule: &str) -> usize {
    let rows = (0..count).map(|number| {
        let id = format!("og={number:08x}-0000-4000-8000-000000000000 cg= ");
        id + &pattern.replace('#', &format!("u{number}"))
    });
    let rows: Vec<String> = rows.collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let analysis = analyse(&[("ad.csv", ad_csv(&rows).as_str())], &tenant_settings());
    offered(&analysis, rule, false).iter().filter(|line| is_fix(line)).count()
}

/// Eight owners are offered as the one that keeps a value. Where more than fifty have it, nobody chooses one.
#[test]
fn of_many_owners_a_few_are_offered() {
    let address = "sam=# upn=#@c px=P:#@c,s:info@c";
    assert_eq!(offered_for(50, address, "ad-dup-proxy-address"), 8);
    assert_eq!(offered_for(51, address, "ad-dup-proxy-address"), 0);
    // Each may hold it in several attributes.
    let everywhere = "sam=# upn=info@c mail=info@c px=P:info@c ta=SMTP:info@c";
    assert_eq!(offered_for(50, everywhere, "ad-dup-upn"), 8);
}

#[test]
fn every_rule_that_a_script_can_put_right_has_a_fix_in_the_table() {
    let blocks = blocks();
    let has_fix =
        |id: &str| blocks.iter().any(|block| block.rule == id && block.offered.iter().any(|line| is_fix(line)));
    // What another rule tells first has its fix there.
    let is_led = |rule: &rules::RuleDefinition| rule.yields_to.iter().any(|leader| has_fix(leader));
    let without: Vec<&str> = rules::REGISTRY
        .iter()
        .filter(|rule| rule.fix == FixKind::Script && !has_fix(rule.id) && !is_led(rule))
        .map(|rule| rule.id)
        .collect();
    assert!(without.is_empty(), "{without:?}");
    let none: Vec<&str> = rules::REGISTRY
        .iter()
        .filter(|rule| rule.fix == FixKind::None && has_fix(rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(none.is_empty(), "a fix of what cannot be put right from here: {none:?}");
}

#[test]
fn every_fix_of_the_examples_and_of_the_table_resolves_its_finding_and_brings_in_none() {
    let (mut tried, mut faults) = (0, Vec::new());
    for rule in rules::REGISTRY.iter() {
        for heading in ["Example", "Not reported"] {
            tried += analyse_example(rule, heading).map_or(0, |analysis| try_all(&analysis, rule.id, &mut faults));
        }
    }
    for block in blocks() {
        tried += try_all(&analysis_of(&block), &format!("the table, {} {:?}", block.rule, block.data), &mut faults);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(tried > 200, "{tried} fixes");
}
