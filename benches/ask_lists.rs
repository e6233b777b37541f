//! How long the lists take to answer, natively, beside the plain way: each object looked at by itself, all texts sorted.
//!
//! `cargo run --release --example ask_lists -- FOLDER` reads `ad.csv` and `users.csv` of `generate_exports`. Times are
//! the processor's, and what counts is the ratio of two of one run.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on stops")]
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it reads files and tells what it measures")]

use std::path::Path;
use std::time::Duration;

use dirmatch::analyzer::{Analysis, Analyzer};
use dirmatch::import::{InMemory, ReadOptions, native_decoder};
use dirmatch::model::case_key::search_form;
use dirmatch::model::{Needle, ObjectId};
use dirmatch::progress::Silent;
use dirmatch::settings::Settings;
use dirmatch::view::finding_list::FindingList;
use dirmatch::view::object_list::{ObjectList, SEARCHED};
use dirmatch::wire::{FindingQuery, ObjectQuery, ObjectSort};

const TEXTS: [&str; 12] =
    ["kowalski", "müller", "1234", "nobody at all", "eleanor.green7", "e", "zq", "con", "ü", "ł", "3aab", "green 77"];
const SORTS: [ObjectSort; 4] = [ObjectSort::Name, ObjectSort::Upn, ObjectSort::Cloud, ObjectSort::Outcome];

/// How long the processor was at work for this program, whatever else the machine does (Linux tells it).
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = spent();
    let made = work();
    (made, spent().saturating_sub(started))
}

fn tell(what: &str, time: Duration, plain: Duration) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let ratio = milliseconds(plain) / milliseconds(time);
    println!("{what}: {:.1} ms, plainly {:.1} ms, {ratio:.1} times as long", milliseconds(time), milliseconds(plain));
}

/// How many objects of both sides hold a text, each looked at by itself.
fn plainly(analysis: &Analysis, text: &str) -> usize {
    let needle = Needle::new(search_form(text));
    let sides = [&analysis.directories.on_premises, &analysis.directories.cloud];
    let holds = |side: usize, object: ObjectId| sides[side].holds(object, &needle, &SEARCHED);
    (0..2).map(|side| sides[side].objects().filter(|&object| holds(side, object)).count()).sum()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().expect("write: ask_lists FOLDER"));
    let mut analyzer = Analyzer::new(&native_decoder::make);
    for name in ["ad.csv", "users.csv"] {
        let bytes = std::fs::read(folder.join(name)).expect("an export");
        analyzer.add(&InMemory::new(name, &bytes), &ReadOptions::default(), &mut Silent);
    }
    let (analysis, time) = timed(|| analyzer.analyze(&Settings::default(), &mut Silent).expect("room"));
    println!("analysed in {time:?}");
    let (mut objects, time) = timed(|| ObjectList::new(&analysis));
    let (mut findings, time_of_findings) = timed(|| FindingList::new(&analysis));
    println!("lists made in {time:?} and {time_of_findings:?}");
    let mut query = ObjectQuery::default();
    for text in TEXTS {
        text.clone_into(&mut query.search);
        let (view, time) = timed(|| objects.window(&analysis, &query, 0, 100));
        let (_, plain) = timed(|| plainly(&analysis, text));
        tell(&format!("objects with {text} ({})", view.total), time, plain);
    }
    for text in TEXTS {
        let query = FindingQuery { search: text.to_owned(), ..FindingQuery::default() };
        let (view, time) = timed(|| findings.window(&analysis, &query, 0, 100));
        println!("findings with {text} ({} of {}): {time:?}", view.total, view.of);
    }
    query.search.clear();
    for sort in SORTS {
        query.sort = sort;
        for descending in [false, true] {
            query.descending = descending;
            let (view, time) = timed(|| objects.window(&analysis, &query, 0, 100));
            let (_, middle) = timed(|| objects.window(&analysis, &query, view.total / 2, 100));
            println!("{sort:?}, descending {descending}: {time:?}, then its middle {middle:?}");
        }
        let (_, time) = timed(|| objects.owners(&analysis, &query));
        println!("{sort:?}, all: {time:?}");
    }
}
