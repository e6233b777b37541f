//! `dirmatch fix`: what it writes, what it refuses, and that the plan file says what the plan is.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]
#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{ad_csv, analyse_school, cloud_csv};
use dirmatch::finding::{Operation, Safety};
use dirmatch::plan::file::{FileKind, PlanFile, checksum_line, inverse_json, plan_json};
use dirmatch::plan::{self, Choice, Plan, powershell, sheet};
use dirmatch::progress::Silent;
use serde_json::Value;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("dirmatch-fix-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        for (file, content) in files {
            std::fs::write(path.join(file), content).expect("written");
        }
        Self(path)
    }

    /// The built-in school as files.
    fn school(name: &str) -> Self {
        let files = dirmatch::school::files();
        let list: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name, file.bytes.as_slice())).collect();
        Self::new(name, &list)
    }

    fn fix(&self, further: &[&str]) -> (i32, String) {
        let school = dirmatch::school::files();
        let mut arguments = vec!["fix"];
        let own = ["ad.csv", "cloud.csv"];
        arguments.extend(own.iter().filter(|name| self.0.join(name).exists()));
        for file in school.iter().filter(|file| self.0.join(file.name).exists()) {
            if file.is_before {
                arguments.push("--before");
            }
            arguments.push(file.name);
        }
        arguments.extend(further);
        let output = Command::new(env!("CARGO_BIN_EXE_dirmatch"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .expect("started");
        assert!(output.stdout.is_empty(), "nothing on standard output");
        (output.status.code().expect("a status"), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    fn read(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.0.join(path)).expect(path)
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.read(path)).expect("JSON")
    }

    fn names(&self, folder: &str) -> BTreeSet<String> {
        let entries = std::fs::read_dir(self.0.join(folder)).expect("a folder");
        entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The plan of every safe fix of the school.
fn safe_plan(analysis: &dirmatch::analyzer::Analysis) -> Plan {
    let context = analysis.rule_context();
    let choices: Vec<Choice> = analysis
        .findings
        .iter()
        .enumerate()
        .filter_map(|(finding, told)| {
            let fixes = dirmatch::rules::fixes(&context, &analysis.findings, told);
            let fix = fixes.iter().position(|fix| fix.safety == Safety::Safe)?;
            Some(Choice { finding, fix })
        })
        .collect();
    let mut choices = choices;
    loop {
        match Plan::new(analysis, &choices) {
            Ok(plan) => return plan,
            Err(refusals) => {
                let dropped: Vec<usize> = refusals.iter().flat_map(|refusal| refusal.findings[1..].to_vec()).collect();
                choices.retain(|choice| !dropped.contains(&choice.finding));
            }
        }
    }
}

#[test]
fn the_safe_fixes_of_the_school_make_a_folder() {
    let folder = Folder::school("safe");
    let (status, told) = folder.fix(&["--out", "plan", "--date", "2026-11-21"]);
    assert_eq!(status, 0, "{told}");
    let expected = [
        "README.txt",
        "dirmatch-plan.ps1",
        "inverse.json",
        "inverse.json.sha256",
        "plan.csv",
        "plan.json",
        "plan.json.sha256",
        "runbooks",
        "simulation.json",
    ];
    assert_eq!(folder.names("plan"), expected.map(str::to_owned).into());
    assert!(told.contains(" in 1 wave, 0 by hand."), "{told}");
    assert!(told.contains(" findings are not in the plan, with fixes that somebody has to look at first"), "{told}");
    assert!(folder.names("plan/runbooks").len() > 10);
    assert_eq!(folder.read("plan/dirmatch-plan.ps1"), powershell::SCRIPT.as_bytes());
    for name in ["plan.json", "inverse.json"] {
        let sum = String::from_utf8(folder.read(&format!("plan/{name}.sha256"))).expect("text");
        assert_eq!(sum, checksum_line(name, &folder.read(&format!("plan/{name}"))));
    }
    let plan = folder.json("plan/plan.json");
    assert_eq!(
        (&plan["schema"], &plan["kind"], &plan["date"]),
        (&"dirmatch.plan/1".into(), &"plan".into(), &"2026-11-21".into())
    );
    let steps = plan["steps"].as_array().expect("steps");
    assert!(!steps.is_empty());
    assert!(steps.iter().all(|step| step["safety"] == "safe"), "safe fixes only");
    let simulation = folder.json("plan/simulation.json");
    assert_eq!(simulation["added"], serde_json::json!({}));
    assert_eq!(simulation["undoneByInverse"], true);
    let readme = String::from_utf8(folder.read("plan/README.txt")).expect("text");
    assert!(readme.contains(".\\dirmatch-plan.ps1 -Plan .\\plan.json -Wave 1 -WhatIf\r\n"), "{readme}");
    // The same once more: nothing is overwritten.
    let (status, told) = folder.fix(&["--out", "plan"]);
    assert_eq!(status, 2);
    assert!(told.contains("exists already"), "{told}");
}

#[test]
fn a_saved_plan_gives_the_same_plan() {
    let folder = Folder::school("saved");
    assert_eq!(folder.fix(&["--out", "one"]).0, 0);
    assert_eq!(folder.fix(&["--out", "two", "--plan", "one/plan.json"]).0, 0);
    for name in ["plan.json", "inverse.json", "plan.csv"] {
        let (one, two) = (folder.read(&format!("one/{name}")), folder.read(&format!("two/{name}")));
        if name == "inverse.json" {
            // Which findings a saved plan resolves is told by the plan; its inverse is made from the changes alone.
            let strip = |bytes: &[u8]| {
                let mut file = PlanFile::from_json(bytes).expect("a plan file");
                file.steps.iter_mut().chain(&mut file.by_hand).for_each(|step| step.findings.clear());
                file
            };
            assert_eq!(strip(&one), strip(&two));
        } else {
            assert_eq!(one, two, "{name}");
        }
    }
    assert_eq!(folder.fix(&["--out", "three", "--plan", "one/plan.csv"]).0, 2);
    let text = String::from_utf8(folder.read("one/plan.json")).expect("text");
    std::fs::write(folder.0.join("other.json"), text.replacen("dirmatch.plan/1", "dirmatch.plan/9", 1))
        .expect("written");
    let (status, told) = folder.fix(&["--out", "three", "--plan", "other.json"]);
    assert_eq!(status, 2);
    assert!(told.contains("dirmatch.plan/9"), "{told}");
    assert!(!folder.0.join("three").exists());
}

#[test]
fn plan_and_inverse_bring_back_the_start_also_from_their_files() {
    let analysis = analyse_school();
    let plan = safe_plan(&analysis);
    assert_eq!(plan_json(&analysis, &plan, ""), plan_json(&analysis, &plan, ""), "the same bytes");
    let file = PlanFile::from_json(&plan_json(&analysis, &plan, "2026-11-21")).expect("a plan file");
    let read = file.on(&analysis).expect("every object is there");
    let changes = |plan: &Plan| -> BTreeSet<_> { plan.steps.iter().flat_map(|step| step.changes.clone()).collect() };
    assert_eq!(changes(&read), changes(&plan));
    assert_eq!(read.waves(), plan.waves());
    let simulation = plan::simulate(&analysis, &read, &mut Silent).expect("room");
    assert!(simulation.surprises.is_empty() && simulation.is_undone_by_inverse);
    let inverse = PlanFile::from_json(&inverse_json(&analysis, &plan, "")).expect("a plan file");
    assert_eq!((inverse.kind, inverse.waves), (FileKind::Inverse, file.waves));
    // The inverse's waves go backwards, and each of its changes takes one back.
    let back = |change: &dirmatch::finding::Change| change.inverse();
    let of_inverse = inverse.on(&analysis).expect("every object is there");
    let expected: BTreeSet<_> = changes(&plan).iter().map(back).collect();
    let found = changes(&of_inverse);
    let without_anchors = |set: BTreeSet<dirmatch::finding::Change>| -> BTreeSet<dirmatch::finding::Change> {
        // Bytes are written as Base64, however the files spell them.
        set.into_iter()
            .filter(|change| !matches!(&change.operation, Operation::Set { .. } if change.attribute.name() == "consistencyGuid"))
            .collect()
    };
    assert_eq!(without_anchors(found), without_anchors(expected));
    for step in &file.steps {
        let mirrored =
            inverse.steps.iter().filter(|other| other.object == step.object && other.directory == step.directory);
        assert!(mirrored.into_iter().any(|other| other.wave == file.waves + 1 - step.wave));
    }
}

/// Holds a plan file against `docs/plan.schema.json`.
#[track_caller]
fn hold_against_schema(bytes: &[u8]) {
    let schema = serde_json::from_str(include_str!("../docs/plan.schema.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let file: Value = serde_json::from_slice(bytes).expect("JSON");
    let faults: Vec<String> = validator.iter_errors(&file).take(3).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn plan_files_are_of_their_schema() {
    let analysis = analyse_school();
    let context = analysis.rule_context();
    let mut seen = BTreeSet::new();
    for (finding, told) in analysis.findings.iter().enumerate() {
        for fix in 0..dirmatch::rules::fixes(&context, &analysis.findings, told).len() {
            let plan = Plan::new(&analysis, &[Choice { finding, fix }]).expect("one choice contradicts nothing");
            for bytes in [plan_json(&analysis, &plan, "2026-11-21"), inverse_json(&analysis, &plan, "")] {
                hold_against_schema(&bytes);
                let file = PlanFile::from_json(&bytes).expect("a plan file");
                seen.extend(file.steps.iter().flat_map(|step| &step.changes).map(|change| change.operation.name()));
            }
        }
    }
    assert_eq!(seen, BTreeSet::from(["add", "clear", "remove", "replace"]));
    let wrong = br#"{"schema":"dirmatch.plan/1","kind":"plan","date":null,"waves":1,"steps":[{}],"byHand":[]}"#;
    assert!(std::panic::catch_unwind(|| hold_against_schema(wrong)).is_err(), "the schema does refuse");
}

#[test]
fn the_sheet_is_for_people_and_the_plan_file_untouched() {
    let analysis = analyse_school();
    let mut file = PlanFile::from_json(&plan_json(&analysis, &safe_plan(&analysis), "")).expect("a plan file");
    let change = &mut file.steps[0].changes[0];
    change.value = Some("=cmd|' /C calc'!A0".to_owned());
    let sheet = String::from_utf8(sheet::plan_csv(&file)).expect("UTF-8");
    assert!(sheet.contains("\"'=cmd|' /C calc'!A0\""), "{}", &sheet[..600]);
    // Where a spreadsheet divides cells at semicolons too, one may begin within.
    file.steps[0].changes[0].value = Some("x;=cmd|' /C calc'!A0".to_owned());
    let divided = String::from_utf8(sheet::plan_csv(&file)).expect("UTF-8");
    assert!(divided.contains("\"'x;=cmd|' /C calc'!A0\""), "{}", &divided[..600]);
    file.steps[0].changes[0].value = Some("=cmd|' /C calc'!A0".to_owned());
    assert!(String::from_utf8(file.to_json()).expect("UTF-8").contains("\"=cmd|' /C calc'!A0\""));
    let rows: usize = file.steps.iter().chain(&file.by_hand).map(|step| step.changes.len()).sum();
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
    assert_eq!(records.len(), rows);
}

#[test]
fn objects_without_identifier_are_for_a_person() {
    // Without objectGUID no command can name the object.
    let ad = ad_csv(&["sam=ann upn=ann@c mail=other@c px=P:ann@c name=Ann", "sam=bob upn=bob@c mail=bob@c px=P:bob@c"]);
    let cloud = cloud_csv(&["id=G5 upn=ann@c px=P:ann@c sync=true", "id=G6 upn=bob@c px=P:bob@c sync=true"]);
    let folder = Folder::new("by-hand", &[("ad.csv", ad.as_bytes()), ("cloud.csv", cloud.as_bytes())]);
    let (status, told) = folder.fix(&["--out", "plan", "--choose", "likely", "--rule", "mail-not-in-proxies"]);
    assert_eq!(status, 0, "{told}");
    let plan = folder.json("plan/plan.json");
    assert_eq!(plan["steps"], serde_json::json!([]));
    assert!(plan["byHand"][0]["why"].as_str().expect("a reason").contains("objectGUID"), "{plan}");
    assert_eq!(plan["byHand"][0]["object"], Value::Null);
}

#[test]
fn a_plan_for_others_is_refused_and_counts_hold_no_name() {
    let folder = Folder::school("redact");
    for level in ["internal", "share"] {
        let (status, told) = folder.fix(&["--out", "plan", "--redact", level]);
        assert_eq!(status, 2);
        assert!(told.contains("names objects and values exactly"), "{told}");
        assert!(!folder.0.join("plan").exists());
    }
    assert_eq!(folder.fix(&["--out", "plan", "--redact", "counts"]).0, 0);
    assert_eq!(folder.names("plan"), ["simulation.json".to_owned()].into());
    let text = String::from_utf8(folder.read("plan/simulation.json")).expect("text");
    assert!(!text.contains('@') && !text.contains("addedMessages"), "{text}");
}

#[test]
fn what_remains_counts_for_fail_on() {
    let folder = Folder::school("fail");
    assert_eq!(folder.fix(&["--out", "one", "--fail-on", "blocker"]).0, 1);
    let (status, told) = folder.fix(&["--out", "two", "--rule", "no-such-rule"]);
    assert_eq!(status, 2);
    assert!(told.contains("no-such-rule"), "{told}");
    assert!(!Path::new(&folder.0.join("two")).exists());
}

#[test]
fn the_likely_fixes_write_nothing_where_they_bring_in_findings() {
    let folder = Folder::school("likely");
    let (status, told) = folder.fix(&["--out", "plan", "--choose", "likely"]);
    let is_there = folder.0.join("plan").exists();
    if status == 2 {
        assert!(told.contains("would bring in findings") && !is_there, "{told}");
        let (status, told) = folder.fix(&["--out", "plan", "--choose", "likely", "--accept-new"]);
        assert_eq!(status, 0, "{told}");
        let simulation = folder.json("plan/simulation.json");
        assert!(!simulation["added"].as_object().expect("counts").is_empty());
    } else {
        assert_eq!(status, 0, "{told}");
        assert_eq!(folder.json("plan/simulation.json")["added"], serde_json::json!({}));
    }
}

/// The checksum is SHA-256 as everybody else works it out.
#[test]
fn the_checksum_is_sha_256() {
    assert_eq!(
        checksum_line("a.txt", b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n"
    );
}
