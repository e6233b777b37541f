//! What must hold for any input: shared by the long look of `fuzz/` and the replay of its seeds in `tests/seeds.rs`.

#![allow(dead_code, reason = "each target uses its part")]
#![allow(clippy::expect_used, reason = "a broken promise ends the run")]

use dirmatch::analyzer::Analyzer;
use dirmatch::decisions::Decisions;
use dirmatch::import::{self, Format, InMemory, ReadOptions, native_decoder};
use dirmatch::progress::Silent;
use dirmatch::report::json;
use dirmatch::settings::Settings;

/// Reads bytes as a format (or as what they are recognised as): no panic, no row lost, and everything that is kept can
/// be asked for.
pub(crate) fn import(format: Option<&str>, bytes: &[u8]) {
    let format = format.map(|name| Format::from_name(name).expect("a known format"));
    let source = InMemory::new("export.csv", bytes);
    let input = import::read(&source, &ReadOptions::with_format(format), &native_decoder::make, &mut Silent);
    let set_aside = u32::try_from(input.set_aside.len()).expect("few");
    assert_eq!(input.used + set_aside, input.rows, "rows used and set aside are all rows");
    let records: usize = input.tables.iter().map(|table| table.len()).sum();
    assert_eq!(records + input.facts.len(), input.used as usize, "every used row is a record or a fact");
    for table in &input.tables {
        for record in 0..table.len() {
            for column in table.columns() {
                let _ = table.cell(record, column.attribute);
            }
        }
    }
    for problem in &input.problems {
        assert!(!problem.message.is_empty() && !problem.what_to_do.is_empty(), "a problem says what to do");
    }
}

/// What stands between two files in one input.
pub(crate) const DIVIDER: &[u8] = b"\n=====\n";

/// Analyses files: no panic, and the same report whatever the order of the files.
pub(crate) fn analysis(bytes: &[u8]) {
    let mut files = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(DIVIDER.len()).position(|window| window == DIVIDER) {
        files.push(&rest[..at]);
        rest = &rest[at + DIVIDER.len()..];
    }
    files.push(rest);
    files.truncate(4);
    let report = |order: &mut dyn Iterator<Item = (usize, &&[u8])>| {
        let mut analyzer = Analyzer::new(&native_decoder::make);
        for (place, file) in order {
            let source = InMemory::new(format!("{place}.csv"), *file);
            analyzer.add(&source, &ReadOptions::default(), &mut Silent);
        }
        let analysis = analyzer.analyze(&Settings::default(), &mut Silent).expect("small");
        let mut out = Vec::new();
        json::write(&analysis, &mut out).expect("memory");
        out
    };
    let forwards = report(&mut files.iter().enumerate());
    let backwards = report(&mut files.iter().enumerate().rev());
    assert!(forwards == backwards, "the order of files matters");
}

/// Reads bytes as a settings file: no panic; what is taken is written and read again as the same.
pub(crate) fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Settings::from_json(text) {
        Ok(settings) => {
            let written = serde_json::to_string(&settings).expect("plain values");
            let again = Settings::from_json(&written).expect("what was written is read");
            assert_eq!(serde_json::to_string(&again).expect("plain values"), written, "settings change on their way");
        }
        Err(error) => assert!(!error.0.is_empty(), "an error says why"),
    }
    // The same text as assignments of the command line.
    let mut settings = Settings::default();
    for line in text.lines() {
        let before = serde_json::to_string(&settings).expect("plain values");
        if settings.set(line).is_err() {
            assert_eq!(
                serde_json::to_string(&settings).expect("plain values"),
                before,
                "an unusable value changes nothing"
            );
        }
    }
}

/// Reads bytes as a decisions file: no panic; what is taken is written and read again as the same.
pub(crate) fn decisions(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Decisions::from_json(text) {
        Ok(decisions) => {
            let written = serde_json::to_string(&decisions).expect("plain values");
            let again = Decisions::from_json(&written).expect("what was written is read");
            assert_eq!(serde_json::to_string(&again).expect("plain values"), written, "decisions change on their way");
        }
        Err(error) => assert!(!error.0.is_empty(), "an error says why"),
    }
}
