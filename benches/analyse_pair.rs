//! Analyses a made-up pair of exports in memory, natively: what `npm run bench:instructions` counts the instructions of.
//!
//! `cargo run --release --example analyse_pair -- FOLDER` reads `ad.csv` and `users.csv` of `generate_exports`. Each stage
//! is a function of its own that is not inlined, so that a profile can tell them apart. It measures no time by itself; with
//! `--memory` it prints after each stage how much memory is in use, as its allocator counts it.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on stops")]
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it reads files and tells what it counts")]

use std::path::Path;

use dirmatch::analyzer::{Analysis, Analyzer};
use dirmatch::finding::Findings;
use dirmatch::import::merge::{self, Directories};
use dirmatch::import::{InMemory, Input, ReadOptions, native_decoder, read};
use dirmatch::join::{Context, Index, Joins};
use dirmatch::observed::Observed;
use dirmatch::progress::Silent;
use dirmatch::rules::{self, RuleContext};
use dirmatch::settings::{EffectiveSettings, Settings};
use dirmatch::view::finding_list::FindingList;
use dirmatch::view::object_list::ObjectList;
use dirmatch::view::overview;

#[inline(never)]
fn stage_read(name: &str, bytes: &[u8]) -> Input {
    read(&InMemory::new(name, bytes), &ReadOptions::default(), &native_decoder::make, &mut Silent)
}

#[inline(never)]
fn stage_merge(inputs: &[Input]) -> Directories {
    merge::merge(inputs.iter(), &mut Silent)
}

#[inline(never)]
fn stage_settings(directories: &Directories) -> EffectiveSettings {
    EffectiveSettings::resolve(&Settings::default(), directories, &Observed::new(directories))
}

#[inline(never)]
fn stage_index(directories: &Directories, settings: &EffectiveSettings) -> Index {
    Index::new(directories, settings, &mut Silent).expect("room")
}

#[inline(never)]
fn stage_join(context: &Context<'_>) -> Joins {
    Joins::new(context, &mut Silent)
}

#[inline(never)]
fn stage_rules(context: Context<'_>, joins: &Joins) -> Findings {
    rules::run(&RuleContext::new(context, joins), &mut Silent)
}

/// What the page makes of an analysis before it shows anything.
#[inline(never)]
fn stage_lists(analysis: &Analysis) -> (ObjectList, FindingList) {
    let overview = overview::overview(analysis);
    assert!(!overview.outcomes.is_empty(), "outcomes are counted");
    (ObjectList::new(analysis), FindingList::new(analysis))
}

/// The resident size of the process now and its highest so far, where the system tells them.
fn tell_memory(stage: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let megabytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
        number.map_or_else(|| "not told".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1000))
    };
    println!("{stage}: {} in use, {} at most", megabytes("VmRSS:"), megabytes("VmHWM:"));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().expect("write: analyse_pair FOLDER [--memory]"));
    let tell: fn(&str) = if arguments.iter().any(|one| one == "--memory") { tell_memory } else { |_| {} };
    let files = ["ad.csv", "users.csv"];
    let bytes = |name: &str| std::fs::read(folder.join(name)).expect("an export");
    let inputs: Vec<Input> = files.iter().map(|name| stage_read(name, &bytes(name))).collect();
    tell("read");
    let directories = stage_merge(&inputs);
    tell("merged");
    let settings = stage_settings(&directories);
    let index = stage_index(&directories, &settings);
    tell("indexed");
    let context = Context::new(&directories, &settings, &index);
    let joins = stage_join(&context);
    tell("joined");
    let findings = stage_rules(context, &joins);
    tell("rules");
    let joined = joins.iter().filter(|(_, decision)| decision.outcome.is_join()).count();
    println!("{joined} joined, {} findings", findings.iter().count());
    // An analysis as a whole comes from the façade only, so all of it is done once more for the last stage.
    drop((findings, joins, index, settings, directories, inputs));
    let mut analyzer = Analyzer::new(&native_decoder::make);
    for name in files {
        analyzer.add(&InMemory::new(name, bytes(name)), &ReadOptions::default(), &mut Silent);
    }
    let analysis = analyzer.analyze(&Settings::default(), &mut Silent).expect("room");
    let lists = stage_lists(&analysis);
    tell("lists");
    drop(lists);
}
