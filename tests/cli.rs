//! The command line as a script meets it: what goes to which stream, and the exit status.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]
#![cfg(feature = "cli")]

mod common;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{ad_csv, cloud_csv, hold_against_schema};
use serde_json::Value;

struct Run {
    status: i32,
    output: String,
    errors: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.output).expect("JSON on standard output")
    }
}

/// A folder with the files of a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("dirmatch-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        for (file, content) in files {
            std::fs::write(path.join(file), content).expect("written");
        }
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dirmatch"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        // A program that reads no input may have ended by now.
        let _ = child.stdin.take().expect("input").write_all(input);
        let output = child.wait_with_output().expect("ended");
        Run {
            status: output.status.code().expect("a status"),
            output: String::from_utf8(output.stdout).expect("UTF-8"),
            errors: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn pair(name: &str) -> Folder {
    let ad = ad_csv(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:x@c", "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:x@c"]);
    let cloud = cloud_csv(&["id=G5 upn=ann@c px=P:ann@c,s:x@c imm=b(G1) sync=true"]);
    Folder::new(
        name,
        &[("ad.csv", ad.as_bytes()), ("cloud.csv", cloud.as_bytes()), ("menu.csv", b"dish,price\nsoup,4\n")],
    )
}

#[test]
fn inspect_says_what_each_file_is() {
    let folder = pair("inspect");
    let run = folder.run(&["inspect", "ad.csv", "cloud.csv", "menu.csv"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let report = run.json();
    assert_eq!(report["schema"], "dirmatch.inspect/1");
    let formats: Vec<&Value> =
        report["inputs"].as_array().expect("list").iter().map(|input| &input["format"]).collect();
    assert_eq!(formats, ["ad-powershell", "graph-powershell", "unknown"]);
    assert_eq!(report["inputs"][2]["problems"][0]["code"], "nothing-to-match-on");
    assert!(run.errors.contains("menu.csv") && run.errors.contains("[nothing-to-match-on]"), "{}", run.errors);
}

#[test]
fn analyze_writes_the_report() {
    let folder = pair("analyze");
    let run = folder.run(&["analyze", "ad.csv", "cloud.csv"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    hold_against_schema(run.output.as_bytes());
    let report = run.json();
    assert_eq!(report["summary"]["outcomes"]["already-synced"], 1);
    assert_eq!(report["summary"]["findings"]["ad-dup-proxy-address"], 1);
    // In any order, to a file or to standard output.
    let other = folder.run(&["analyze", "cloud.csv", "ad.csv", "--out", "report.json", "--format", "json"]);
    assert_eq!((other.status, other.output.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(folder.0.join("report.json")).expect("written"), run.output);
    // From another folder the report is the same: files are known by their names.
    let path = |name: &str| folder.0.join(name).to_string_lossy().into_owned();
    let elsewhere = Folder::new("elsewhere", &[]);
    assert_eq!(elsewhere.run(&["analyze", &path("ad.csv"), &path("cloud.csv")]).output, run.output);
}

#[test]
fn findings_can_fail_a_run() {
    let folder = pair("fail-on");
    let status = |severity: &str| folder.run(&["analyze", "ad.csv", "cloud.csv", "--fail-on", severity]).status;
    assert_eq!(status("blocker"), 1);
    assert_eq!(status("info"), 1);
    let alone = ["analyze", "cloud.csv", "--fail-on", "info"];
    assert_eq!(folder.run(&alone).status, 0);
    let run = folder.run(&["analyze", "ad.csv", "--fail-on", "dreadful"]);
    assert_eq!(run.status, 2);
    assert!(
        run.errors.contains("blocker, high, medium, low, info") || run.errors.contains("info, low"),
        "{}",
        run.errors
    );
}

#[test]
fn settings_come_from_a_file_and_from_arguments() {
    let folder = pair("settings");
    std::fs::write(
        folder.0.join("settings.json"),
        r#"{"blockSoftMatchEnabled": true, "verifiedDomains": ["contoso.com"]}"#,
    )
    .expect("written");
    let run = folder.run(&["analyze", "ad.csv", "cloud.csv", "--settings", "settings.json"]);
    assert_eq!(run.json()["settings"]["blockSoftMatchEnabled"], true, "{}", run.errors);
    assert_eq!(run.json()["settings"]["verifiedDomains"][0], "contoso.com");
    let both = ["analyze", "ad.csv", "--settings", "settings.json", "--set", "blockSoftMatchEnabled=false"];
    assert_eq!(folder.run(&both).json()["settings"]["blockSoftMatchEnabled"], false);
    for (assignment, says) in [
        ("blockSoftmatch=true", "unknown field"),
        ("blockSoftMatchEnabled", "NAME=VALUE"),
        ("blockSoftMatchEnabled=maybe", "cannot be used"),
        ("sourceAnchorAttribute=shoeSize", "an attribute that is not read"),
        ("asOf=yesterday", "no day"),
    ] {
        let run = folder.run(&["analyze", "ad.csv", "--set", assignment]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{assignment}");
        assert!(run.errors.contains(says), "{assignment}: {}", run.errors);
    }
}

#[test]
fn what_cannot_be_used_ends_with_a_sentence() {
    let folder = pair("unusable");
    for (arguments, says) in [
        (&["analyze", "menu.csv"][..], "none of the files is an export"),
        (&["analyze", "missing.csv"], "missing.csv cannot be opened"),
        (&["analyze", "."], "it is a folder"),
        (&["inspect", "ad.csv", "--as", "ad.csv=nonsense"], "“nonsense” is no format"),
        (&["inspect", "ad.csv", "--as", "other.csv=ad-csvde"], "is not among those given"),
        (&["inspect", "ad.csv", "--as", "ad-csvde"], "write FILE=FORMAT"),
        (&["rules", "no-such-rule"], "there is no rule “no-such-rule”"),
        (&["analyze", "ad.csv", "--settings", "none.json"], "none.json cannot be read"),
        (&["analyze"], "required arguments"),
        (&["compare", "ad.csv"], "required arguments"),
        (&["analyze", "ad.csv", "--out", "no/such/folder.json"], "cannot be written"),
        (&["analyze", "-", "-"], "only once"),
        (&["analyze", "ad.csv", "--before", "-", "-"], "only once"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.errors);
        assert!(run.errors.contains(says), "{arguments:?}: {}", run.errors);
        assert!(run.output.is_empty() && !run.errors.contains("panicked"), "{arguments:?}");
    }
}

#[test]
fn a_format_can_be_named_and_input_can_be_piped() {
    let folder = pair("piped");
    let ad = std::fs::read(folder.0.join("ad.csv")).expect("read");
    let run = folder.run_with_input(&["analyze", "-", "cloud.csv"], &ad);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert_eq!(run.json()["objects"][0]["onPremises"]["file"], "standard input");
    let named = folder.run_with_input(&["inspect", "-", "--as", "-=ad-csvde"], &ad);
    assert_eq!(named.json()["inputs"][0]["format"], "ad-csvde", "{}", named.errors);
    // A list that the recogniser takes for one thing is read as another on request.
    std::fs::write(folder.0.join("list.csv"), "sAMAccountName,mail\nann,ann@contoso.com\n").expect("written");
    let forced = folder.run(&["inspect", "list.csv", "--as", "list.csv=graph-powershell"]);
    assert_eq!(forced.json()["inputs"][0]["format"], "graph-powershell", "{}", forced.errors);
    assert_eq!(folder.run(&["inspect", "list.csv"]).json()["inputs"][0]["format"], "ad-powershell");
}

#[test]
fn the_rule_reference_is_printed() {
    let folder = Folder::new("rules", &[]);
    let index = folder.run(&["rules"]);
    assert_eq!(index.status, 0);
    for rule in dirmatch::rules::REGISTRY.iter() {
        assert!(index.output.contains(rule.id));
        let page = folder.run(&["rules", rule.id]);
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules").join(format!("{}.md", rule.id));
        assert_eq!(page.output, std::fs::read_to_string(committed).expect("the page").replace("\r\n", "\n"));
    }
    assert!(folder.run(&["rules", "exports"]).output.contains("Get-ADObject"));
}

/// What the page writes about the school, the command line writes as well.
#[test]
fn the_school_through_the_command_line() {
    let files = dirmatch::school::files();
    let contents: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name, file.bytes.as_slice())).collect();
    let folder = Folder::new("school", &contents);
    let mut arguments = vec!["analyze"];
    for file in &files {
        arguments.extend(file.is_before.then_some("--before"));
        arguments.push(file.name);
    }
    let run = folder.run(&arguments);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert_eq!(run.output.as_bytes(), common::report_bytes(&common::analyse_school()));
}

#[test]
fn an_older_export_is_compared_with() {
    let folder = pair("before");
    let older = ad_csv(&["og=G1 cg= sam=anna upn=anna@c px=P:anna@c,s:x@c"]);
    std::fs::write(folder.0.join("older.csv"), older).expect("written");
    let run = folder.run(&["analyze", "ad.csv", "cloud.csv", "--before", "older.csv"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    hold_against_schema(run.output.as_bytes());
    let report = run.json();
    assert_eq!(report["summary"]["objects"]["onPremises"], 2);
    let input = &report["inputs"][2];
    assert_eq!((&input["file"], &input["before"], &input["objects"]), (&"older.csv".into(), &true.into(), &1.into()));
    let other =
        folder.run(&["analyze", "--before", "older.csv", "--as", "older.csv=ad-powershell", "cloud.csv", "ad.csv"]);
    assert_eq!(other.output, run.output, "{}", other.errors);
    for (file, says) in [
        ("cloud.csv", "must be one of Active Directory"),
        ("menu.csv", "cannot be used as an older export"),
        ("none.csv", "none.csv cannot be opened"),
    ] {
        let run = folder.run(&["analyze", "ad.csv", "cloud.csv", "--before", file]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{file}: {}", run.errors);
        assert!(run.errors.contains(says), "{file}: {}", run.errors);
    }
    // It is no directory of today.
    assert_eq!(folder.run(&["analyze", "menu.csv", "--before", "older.csv"]).status, 2);
}

#[test]
fn decisions_are_applied_and_what_is_not_needed_is_told() {
    let folder = pair("decisions");
    let accepted = |rule: &str, value: &str| {
        format!(
            r#"{{"rule": "{rule}", "object": "{}", "value": "{value}", "reason": "R", "date": "2026-08-01"}}"#,
            common::GUIDS[0]
        )
    };
    let write = |name: &str, entries: &[String]| {
        let text = format!(r#"{{"schema": "dirmatch.decisions/1", "accepted": [{}]}}"#, entries.join(", "));
        std::fs::write(folder.0.join(name), text).expect("written");
    };
    write(
        "decisions.json",
        &[accepted("ad-dup-proxy-address", "x@contoso.com"), accepted("ad-dup-upn", "gone@contoso.com")],
    );
    write("broken.json", &[accepted("no-such-rule", "x@contoso.com")]);
    let run = folder.run(&["analyze", "ad.csv", "cloud.csv", "--decisions", "decisions.json"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    hold_against_schema(run.output.as_bytes());
    let report = run.json();
    let plain = folder.run(&["analyze", "ad.csv", "cloud.csv"]).json();
    assert_eq!(report["summary"], plain["summary"]);
    let is_accepted = |finding: &&Value| !finding["accepted"].is_null();
    let findings = report["findings"].as_array().expect("list");
    assert_eq!(findings.iter().filter(is_accepted).count(), 1);
    assert!(run.errors.contains("1 finding is accepted"), "{}", run.errors);
    assert!(run.errors.contains("ad-dup-upn") && run.errors.contains("no longer needed"), "{}", run.errors);
    for (file, says) in [
        ("broken.json", "“no-such-rule” is no rule"),
        ("none.json", "none.json cannot be read"),
        ("ad.csv", "cannot be read"),
    ] {
        let run = folder.run(&["analyze", "ad.csv", "cloud.csv", "--decisions", file]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{file}");
        assert!(run.errors.contains(says) && run.errors.contains(file), "{file}: {}", run.errors);
    }
}

#[test]
fn accepted_findings_do_not_fail_a_run() {
    let folder = pair("accepted-fail-on");
    let findings = folder.run(&["analyze", "ad.csv", "cloud.csv"]).json()["findings"].clone();
    let accepted: Vec<Value> = findings
        .as_array()
        .expect("list")
        .iter()
        .map(|finding| {
            serde_json::json!({
                "rule": finding["rule"], "object": finding["objects"][0]["id"], "value": finding["values"].get(0),
                "reason": "R", "date": "2026-08-01",
            })
        })
        .collect();
    let status = |accepted: &[Value], rules: Value, severity: &str| {
        let decisions = serde_json::json!({ "schema": "dirmatch.decisions/1", "rules": rules, "accepted": accepted });
        std::fs::write(folder.0.join("decisions.json"), decisions.to_string()).expect("written");
        folder.run(&["analyze", "ad.csv", "cloud.csv", "--decisions", "decisions.json", "--fail-on", severity]).status
    };
    let none = serde_json::json!({});
    assert_eq!(status(&[], none.clone(), "info"), 1);
    assert_eq!(status(&accepted, none.clone(), "info"), 0);
    assert_eq!(status(&accepted[1..], none, "info"), 1);
    let rules: serde_json::Map<String, Value> = findings
        .as_array()
        .expect("list")
        .iter()
        .map(|finding| {
            let rule = finding["rule"].as_str().expect("rule").to_owned();
            (rule, serde_json::json!({ "severity": "low", "reason": "R", "date": "2026-08-01" }))
        })
        .collect();
    assert_eq!(status(&[], rules.clone().into(), "medium"), 0);
    assert_eq!(status(&[], rules.into(), "low"), 1);
}

#[test]
fn two_reports_are_compared() {
    let folder = pair("compare");
    let better = ad_csv(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:x@c", "og=G2 cg= sam=bob upn=bob@c px=P:bob@c"]);
    std::fs::write(folder.0.join("better.csv"), better).expect("written");
    assert_eq!(folder.run(&["analyze", "ad.csv", "cloud.csv", "--out", "old.json"]).status, 0);
    assert_eq!(folder.run(&["analyze", "better.csv", "cloud.csv", "--out", "new.json"]).status, 0);
    let run = folder.run(&["compare", "old.json", "new.json"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let comparison = run.json();
    assert_eq!(comparison["schema"], "dirmatch.comparison/1");
    assert_eq!(comparison["summary"]["rules"]["ad-dup-proxy-address"]["fixed"], 1);
    assert_eq!(comparison["fixed"][0]["rule"], "ad-dup-proxy-address");
    assert!(run.errors.starts_with("Rule") && run.errors.contains("ad-dup-proxy-address"), "{}", run.errors);
    // The other way round what was fixed is new.
    let back = folder.run(&["compare", "new.json", "old.json"]).json();
    assert_eq!(back["new"], comparison["fixed"]);
    let inspected = folder.run(&["inspect", "ad.csv"]).output;
    std::fs::write(folder.0.join("inspected.json"), inspected).expect("written");
    // As PowerShell 5.1 writes what is sent to a file with `>`.
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.0.join("wide.json"), wide).expect("written");
    for (old, new, says) in [
        ("old.json", "none.json", "none.json cannot be read"),
        ("menu.csv", "new.json", "menu.csv: it is no report"),
        ("old.json", "inspected.json", "its schema says “dirmatch.inspect/1”"),
        ("wide.json", "new.json", "Save it as UTF-8"),
    ] {
        let run = folder.run(&["compare", old, new]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{says}");
        assert!(run.errors.contains(says), "{says}: {}", run.errors);
    }
}

#[test]
fn an_analysis_is_written_in_each_form_for_whose_eyes() {
    let folder = pair("take-away");
    let analyze = |more: &[&str]| folder.run(&[&["analyze", "ad.csv", "cloud.csv"], more].concat());
    let read = |name: &str| std::fs::read(folder.0.join(name)).expect("written");
    let text = |name: &str| String::from_utf8(read(name)).expect("UTF-8");

    let run = analyze(&["--format", "csv"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(run.output.starts_with("\u{feff}\"Severity\",\"Fault\"") && run.output.contains("x@contoso.com"));
    assert!(run.errors.contains("apostrophe"), "{}", run.errors);
    let run = analyze(&["--format", "csv", "--untouched", "--out", "for-programs.csv"]);
    assert!(run.errors.contains("Do not open it in a spreadsheet"), "{}", run.errors);

    assert_eq!(analyze(&["--format", "csv", "--out", "lists/", "--redact", "share"]).status, 0);
    for name in ["findings", "objects", "actions"] {
        let list = text(&format!("lists/{name}.csv"));
        assert!(list.contains("User 0") && !list.contains("contoso"), "{name}: {list}");
    }
    assert_eq!(analyze(&["--format", "xlsx", "--out", "report.xlsx"]).status, 0);
    assert!(read("report.xlsx").starts_with(b"PK"));
    assert_eq!(analyze(&["--format", "html", "--out", "report.html", "--redact", "internal"]).status, 0);
    assert!(text("report.html").contains("x…@contoso.com") && !text("report.html").contains("x@contoso.com"));
    assert_eq!(analyze(&["--redact", "share", "--out", "report.json"]).status, 0);
    hold_against_schema(&read("report.json"));
    assert!(!text("report.json").contains("contoso"));
    let other = analyze(&["--redact", "share"]);
    assert_ne!(other.output, text("report.json"), "stand-ins are drawn anew");
    let counts = analyze(&["--redact", "counts"]).json();
    assert_eq!(
        (&counts["objects"], &counts["summary"]["outcomes"]["already-synced"]),
        (&Value::Array(vec![]), &1.into())
    );
    assert!(
        std::fs::read_dir(&folder.0)
            .expect("a folder")
            .all(|entry| { !entry.expect("an entry").file_name().to_string_lossy().ends_with(".part") })
    );

    for (more, says) in [
        (&["--untouched"][..], "--untouched is for --format csv"),
        (&["--format", "xlsx", "--out", "lists/"], "only csv is written to one"),
        (&["--format", "html", "--out", "no/such/report.html"], "cannot be written"),
        (&["--redact", "most"], "possible values: full, internal, share, counts"),
    ] {
        let run = analyze(more);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{more:?}");
        assert!(run.errors.contains(says), "{more:?}: {}", run.errors);
    }
    let run = folder.run(&["compare", "report.json", "report.json"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("for the eyes of share"), "{}", run.errors);
}

#[test]
fn what_rests_on_old_sources_is_listed() {
    let folder = Folder::new("older", &[]);
    let lines = |day: &str| -> Vec<Vec<String>> {
        let run = folder.run(&["rules", "--older-than", day]);
        run.output.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    };
    assert!(lines("1999-01-01").is_empty());
    let all = lines("9999-12-31");
    assert!(all.iter().all(|line| line.len() == 3));
    // Each rule and outcome has a source, and each source a date.
    let names = dirmatch::rules::REGISTRY.iter().map(|rule| rule.id);
    for name in names.chain(dirmatch::join::Outcome::ALL.iter().map(|outcome| outcome.name())) {
        assert!(all.iter().any(|line| line[0] == name), "{name} has no source");
    }
    let some = lines("2025-11-21");
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|line| line[1].as_str() < "2025-11-21"));
    assert!(some.is_sorted_by_key(|line| (line[1].clone(), line[0].clone())));
    assert!(folder.run(&["rules", "--older-than", "yesterday"]).errors.contains("YYYY-MM-DD"));
}
