//! What holds of the source as a whole: the core stays pure, files say what they are for, nothing names a machine, and the
//! page has no way to the network or to markup from data.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::path::{Path, PathBuf};

struct Source {
    /// The path from the project's folder, with forward slashes.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text files under these folders or of these names.
fn sources(places: &[&str]) -> Vec<Source> {
    const SKIPPED: [&str; 5] = ["node_modules", "target", "dist", "pkg", "screenshots"];
    fn collect(path: &Path, found: &mut Vec<Source>) {
        if path.is_dir() {
            let mut entries: Vec<PathBuf> =
                std::fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
            entries.sort();
            for entry in entries {
                let name = entry.file_name().unwrap_or_default().to_string_lossy();
                if !SKIPPED.contains(&name.as_ref()) {
                    collect(&entry, found);
                }
            }
        } else if let Ok(text) = std::fs::read_to_string(path) {
            let path = path.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
    let mut found = Vec::new();
    for place in places {
        collect(&root().join(place), &mut found);
    }
    assert!(!found.is_empty(), "nothing under {places:?}");
    found
}

fn rust_and_page() -> Vec<Source> {
    sources(&["src", "tests", "benches", "tools", "www/src", "www/test", "www/vite.config.ts", "www/vitest.config.ts"])
}

/// Fails with every line that holds one of the words.
fn forbid<'a>(sources: impl IntoIterator<Item = &'a Source>, words: &[&str], why: &str) {
    let mut faults = Vec::new();
    for source in sources {
        for (number, line) in source.text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            for word in words.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{why}:\n{}", faults.join("\n"));
}

#[test]
fn the_core_is_pure() {
    let all = sources(&["src"]);
    // The command line has files; `typescript.rs` is compiled for a test only, which writes the types.
    let is_core = |source: &&Source| !source.path.starts_with("src/bin/") && source.path != "src/wire/typescript.rs";
    let core = || all.iter().filter(is_core);
    forbid(
        core().filter(|source| !source.path.starts_with("src/wasm/")),
        &["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen"],
        "only src/wasm may name the browser",
    );
    forbid(
        core(),
        &["std::time", "std::fs", "std::net", "std::env", "std::process", "std::thread", "Instant::now", "SystemTime"],
        "the core has no files, clock, network or threads",
    );
    // The order of std's maps differs from run to run, and hash order in output would make reports differ.
    forbid(core(), &["std::collections::HashMap", "std::collections::HashSet", "HashMap::new()"], "no random order");
    forbid(core(), &["println!", "eprintln!", "print!("], "the core prints nothing");
}

/// The parts build on each other in one direction.
#[test]
fn parts_depend_downwards() {
    let below: [(&str, &[&str]); 11] = [
        (
            "src/model/",
            &["import", "join", "rules", "finding", "view", "wire", "report", "wasm", "analyzer", "settings"],
        ),
        ("src/import/", &["join", "rules", "finding", "view", "wire", "report", "wasm", "analyzer"]),
        ("src/join/", &["rules", "finding", "view", "wire", "report", "wasm", "analyzer"]),
        (
            "src/suggest/",
            &["import", "settings", "rules", "finding", "view", "wire", "report", "wasm", "analyzer", "coverage"],
        ),
        ("src/finding/", &["rules", "view", "wire", "report", "wasm", "analyzer"]),
        ("src/rules/", &["view", "wire", "report", "wasm", "analyzer"]),
        ("src/decisions.rs", &["view", "wire", "report", "wasm", "analyzer"]),
        ("src/wire/", &["view", "report", "wasm", "analyzer"]),
        ("src/view/", &["wasm"]),
        ("src/report/", &["wasm"]),
        ("src/school/", &["import", "join", "rules", "finding", "view", "wire", "report", "wasm", "analyzer"]),
    ];
    for (folder, forbidden) in below {
        let words: Vec<String> = forbidden.iter().map(|module| format!("crate::{module}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        forbid(
            &sources(&[folder.trim_end_matches('/')]),
            &words,
            &format!("{folder} must not know the parts above it"),
        );
    }
}

/// What resembles is only shown: nothing that reads, decides, counts or reports may know of it.
#[test]
fn resemblance_decides_nothing() {
    let deciding = sources(&[
        "src/model",
        "src/import",
        "src/settings.rs",
        "src/tenant.rs",
        "src/other_tools.rs",
        "src/coverage.rs",
        "src/join",
        "src/rules",
        "src/finding",
        "src/analyzer.rs",
        "src/report",
        "src/bin",
    ]);
    forbid(&deciding, &["suggest", "Suggest"], "a suggestion is only shown");
    let view = sources(&["src/view"]);
    let elsewhere = |source: &&Source| source.path != "src/view/suggestions.rs";
    forbid(view.iter().filter(elsewhere), &["crate::suggest"], "only view::suggestions asks for suggestions");
}

#[test]
fn every_file_says_what_it_is_for() {
    for source in rust_and_page() {
        let first = source.text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let says = match source.path.rsplit('.').next() {
            Some("rs") => first.starts_with("//! "),
            Some("mjs" | "ts" | "tsx") => first.starts_with("// "),
            Some("css") => first.starts_with("/* "),
            Some("txt") => first.starts_with("# "),
            // JSON has no comments.
            Some("ps1" | "toml" | "lock" | "json") => true,
            _ => panic!("{}: what kind of file is this?", source.path),
        };
        assert!(says, "{} does not say in its first line what it is for", source.path);
    }
}

#[test]
fn files_are_small() {
    for source in rust_and_page() {
        let lines = source.text.lines().count();
        let kind = source.path.rsplit('.').next();
        let is_generated = source.path == "www/src/wire/types.ts"
            || source.path.ends_with("/sentences.json")
            || source.path.ends_with("/de/rules.json")
            || kind == Some("lock")
            || source.path.ends_with("package-lock.json");
        let limit = if source.path.starts_with("tests/") || kind == Some("css") { 1_000 } else { 600 };
        assert!(is_generated || lines <= limit, "{} has {lines} lines, more than {limit}", source.path);
    }
}

#[test]
fn nothing_names_a_machine() {
    let all = sources(&[
        "src",
        "tests",
        "benches",
        "tools",
        "www/src",
        "www/test",
        "www/index.html",
        "docs",
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "Cargo.toml",
        "Cargo.lock",
        "package.json",
        "package-lock.json",
        ".npmrc",
        ".ci",
    ]);
    // Put together here, so that this file does not name them either.
    let words = [["/wo", "rk/"], ["/ho", "me/"], ["/ro", "ot/"], ["C:\\", "Users"], ["local", "host:4873"]]
        .map(|parts| parts.concat());
    for source in &all {
        for word in &words {
            assert!(!source.text.contains(word.as_str()), "{} names {word}", source.path);
        }
    }
    let lock = all.iter().find(|source| source.path == "package-lock.json").expect("the lock file");
    for line in lock.text.lines().filter(|line| line.contains("\"resolved\"")) {
        assert!(line.contains("https://registry.npmjs.org/"), "package-lock.json: {}", line.trim());
    }
}

#[test]
fn the_page_has_no_way_to_the_network() {
    let all = sources(&["www/src"]);
    // The self-test tries each way, to show that the browser refuses it.
    forbid(
        all.iter().filter(|source| source.path != "www/src/state/self_test.ts"),
        &[
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "RTCPeerConnection",
            "WebTransport",
            "importScripts",
            "new Image",
            "<img",
            "<iframe",
            "<form",
            "<script",
            "document.cookie",
            "sessionStorage",
            "indexedDB",
            "serviceWorker",
            "window.open",
            "BroadcastChannel",
        ],
        "the page must not be able to send anything, nor keep data",
    );
    forbid(
        &all,
        &[
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "dangerouslySetInnerHTML",
            "eval(",
            "new Function",
        ],
        "data reach the page as text only",
    );
    forbid(
        all.iter().filter(|source| source.path != "www/src/state/preferences.ts"),
        &["localStorage"],
        "only the preferences are kept",
    );
}

/// Texts that the page shows are in sentence case, and use no word that the exports do not.
#[test]
fn texts_of_the_page_are_plain() {
    let texts = sources(&["www/src/text/en", "www/src/text/de"]);
    // What the core says names commands too, `$null` among them.
    let texts = texts.iter().filter(|source| source.path.rsplit('.').next() != Some("json"));
    forbid(texts, &["Error:", "Oops", "Please", "JSON.parse", "null", "undefined", "wasm"], "plain words");
}
