//! What must hold for any input: shared by the long look of `fuzz/` and the replay of its seeds in `tests/seeds.rs`.

#![allow(dead_code, reason = "each target uses its part")]
#![allow(clippy::expect_used, reason = "a broken promise ends the run")]

use dirmatch::analyzer::Analyzer;
use dirmatch::decisions::Decisions;
use dirmatch::import::{self, Format, InMemory, ReadOptions, native_decoder};
use dirmatch::plan::file::PlanFile;
use dirmatch::plan::powershell::quote;
use dirmatch::plan::sheet;
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

/// Quotes any text for PowerShell: it stays plain ASCII and gives the same text, or is refused for a reason.
pub(crate) fn powershell(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let has_control = text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    match quote::literal(&text) {
        Ok(code) => {
            assert!(!has_control, "a control character reached the code");
            assert!(code.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "not plain ASCII");
            assert!(evaluate(&code) == text, "another text");
        }
        Err(_) => assert!(has_control || !text.is_ascii(), "refused without a reason"),
    }
}

/// Reads any bytes as a plan file: no panic, and what is read is written as it was read.
pub(crate) fn plan(bytes: &[u8]) {
    let Ok(file) = PlanFile::from_json(bytes) else { return };
    let again = PlanFile::from_json(&file.to_json()).expect("what was written can be read");
    assert!(again == file, "the plan changes by being written");
    assert!(sheet::plan_csv(&file).ends_with(b"\r\n"));
    let source =
        InMemory::new("ad.csv", "ObjectGUID,sAMAccountName\n88666888-0101-1111-bbbb-1234567890ab,ann\n".as_bytes());
    let mut analyzer = Analyzer::new(&native_decoder::make);
    analyzer.add(&source, &ReadOptions::default(), &mut Silent);
    let analysis = analyzer.analyze(&Settings::default(), &mut Silent).expect("small");
    let _ = file.on(&analysis);
}

/// What PowerShell makes of `'text'` or `('text'+[char]0x0142+[char]::ConvertFromUtf32(0x1F600)+'text')`, in UTF-16 as there.
pub(crate) fn evaluate(code: &str) -> String {
    let inner = code.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(code);
    let mut units: Vec<u16> = Vec::new();
    let mut rest = inner;
    let number = |text: &str| u32::from_str_radix(text, 16).expect("a number");
    loop {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let mut at = 0;
            loop {
                let end = at + quoted[at..].find('\'').expect("a closing quote");
                units.extend(quoted[at..end].encode_utf16());
                if quoted[end + 1..].starts_with('\'') {
                    units.push(u16::from(b'\''));
                    at = end + 2;
                } else {
                    rest = &quoted[end + 1..];
                    break;
                }
            }
        } else if let Some(wide) = rest.strip_prefix("[char]::ConvertFromUtf32(0x") {
            let end = wide.find(')').expect("a bracket");
            let c = char::from_u32(number(&wide[..end])).expect("a character");
            units.extend(c.encode_utf16(&mut [0; 2]).iter());
            rest = &wide[end + 1..];
        } else if let Some(narrow) = rest.strip_prefix("[char]0x") {
            units.push(u16::try_from(number(&narrow[..4])).expect("16 bits"));
            rest = &narrow[4..];
        } else {
            panic!("not a string: {rest}");
        }
        match rest.strip_prefix('+') {
            Some(more) => rest = more,
            None => break,
        }
    }
    assert!(rest.is_empty(), "more than a string: {rest}");
    String::from_utf16(&units).expect("text")
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
