//! The seeds of the long look in `fuzz/`, and every input that once broke a promise there, as ordinary tests.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

#[path = "common/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("entry").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no seed", folder.display());
    files
}

#[test]
fn every_importer_keeps_its_promises_on_its_seeds() {
    let root = Path::new("fuzz/seeds/import");
    let mut formats = Vec::new();
    for folder in files(root) {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let format = (name != "any").then_some(name.as_str());
        for file in files(&folder) {
            targets::import(format, &fs::read(&file).expect("readable"));
        }
        formats.push(name);
    }
    for format in dirmatch::import::format::names().filter(|&name| name != "not-an-export") {
        assert!(formats.iter().any(|name| name == format), "{format} has no seed");
    }
}

#[test]
fn analyses_keep_their_promises_on_their_seeds() {
    for file in files(Path::new("fuzz/seeds/analysis")) {
        targets::analysis(&fs::read(&file).expect("readable"));
    }
}

#[test]
fn quoting_and_plan_files_keep_their_promises_on_their_seeds() {
    for file in files(Path::new("fuzz/seeds/powershell")) {
        targets::powershell(&fs::read(&file).expect("readable"));
    }
    for file in files(Path::new("fuzz/seeds/plan")) {
        targets::plan(&fs::read(&file).expect("readable"));
    }
}

#[test]
fn settings_keep_their_promises_on_their_seeds() {
    for file in files(Path::new("fuzz/seeds/settings")) {
        targets::settings(&fs::read(&file).expect("readable"));
    }
}

#[test]
fn decisions_keep_their_promises_on_their_seeds() {
    for file in files(Path::new("fuzz/seeds/decisions")) {
        targets::decisions(&fs::read(&file).expect("readable"));
    }
}
