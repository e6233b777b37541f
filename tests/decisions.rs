//! Decisions: what a file may say, which findings it is about, and what stays as it was; and two reports beside each other.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{
    GUIDS, ad_csv, analyse, analyse_school, analyse_school_files, cloud_csv, report, report_bytes, tenant_settings,
};
use dirmatch::analyzer::Analysis;
use dirmatch::decisions::Decisions;
use dirmatch::finding::{Acceptance, Severity};
use dirmatch::report::compare::{Comparison, Report};
use dirmatch::rules;
use dirmatch::view::decisions as view;
use dirmatch::view::finding_list::FindingList;
use dirmatch::view::{detail, overview};
use dirmatch::wire::FindingQuery;
use serde_json::{Value, json};

const ANN: &str = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:x@c";
const BOB: &str = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:x@c";
const CY: &str = "og=G3 cg= sam=cy upn=cy@c px=P:cy@c,s:X@c";

fn analysis(ad: &[&str]) -> Analysis {
    analyse(
        &[("ad.csv", &ad_csv(ad)), ("cloud.csv", &cloud_csv(&["id=G5 upn=dee@c px=P:dee@c imm= sync="]))],
        &tenant_settings(),
    )
}

fn file(rules: &Value, accepted: &Value) -> String {
    json!({ "schema": "dirmatch.decisions/1", "rules": rules, "accepted": accepted }).to_string()
}

fn entry(object: usize, value: &str) -> Value {
    json!({
        "rule": "ad-dup-proxy-address", "object": GUIDS[object - 1], "value": value,
        "reason": "One mailbox for both.", "date": "2026-08-01",
    })
}

fn decided(ad: &[&str], rules: &Value, accepted: &Value) -> Analysis {
    let mut analysis = analysis(ad);
    analysis.decide(Decisions::from_json(&file(rules, accepted)).expect("decisions"));
    analysis
}

/// The finding of a rule in the report.
fn of_rule(report: &Value, rule: &str) -> Value {
    let findings = report["findings"].as_array().expect("list");
    findings.iter().find(|finding| finding["rule"] == rule).expect(rule).clone()
}

/// The report without what a decision may say.
fn without_acceptance(mut report: Value) -> Value {
    for finding in report["findings"].as_array_mut().expect("list") {
        finding["accepted"] = Value::Null;
    }
    report
}

#[test]
fn what_cannot_be_used_is_told_with_its_place() {
    let good = json!({ "severity": "off", "reason": "Known.", "date": "2026-08-01" });
    let rule = |rule: Value| file(&json!({ "ad-dup-upn": rule }), &json!([]));
    let accepted = |field: &str, value: Value| {
        let mut second = entry(2, "x@contoso.com");
        second[field] = value;
        file(&json!({}), &json!([entry(1, "x@contoso.com"), second]))
    };
    for (text, says) in [
        ("soup".to_owned(), "The decisions cannot be read"),
        ("[]".to_owned(), "The decisions cannot be read"),
        (r#"{"rules": {}}"#.to_owned(), "its schema says nothing"),
        (r#"{"schema": "dirmatch.report/1"}"#.to_owned(), "its schema says “dirmatch.report/1”"),
        (r#"{"schema": "dirmatch.decisions/1", "ignored": []}"#.to_owned(), "unknown field `ignored`"),
        (file(&json!({ "no-such-rule": good }), &json!([])), "rules, no-such-rule: “no-such-rule” is no rule"),
        (
            rule(json!({ "severity": "dire", "reason": "R", "date": "2026-08-01" })),
            "rules, ad-dup-upn: “dire” is no severity",
        ),
        (rule(json!({ "reason": "R", "date": "2026-08-01" })), "rules, ad-dup-upn: the severity is missing"),
        (rule(json!({ "severity": "off", "date": "2026-08-01" })), "rules, ad-dup-upn: the reason is missing"),
        (rule(json!({ "severity": "off", "reason": "R" })), "rules, ad-dup-upn: the date is missing"),
        (rule(json!({ "severity": "off", "reason": "R", "date": "1 Aug" })), "rules, ad-dup-upn: “1 Aug” is no date"),
        (
            rule(json!({ "severity": "off", "reason": "R", "date": "2026-08-01", "by": "me" })),
            "rules, ad-dup-upn: it cannot be read: unknown field `by`",
        ),
        (rule(json!("off")), "rules, ad-dup-upn: it cannot be read"),
        (accepted("rule", json!("no-such-rule")), "accepted, entry 2: “no-such-rule” is no rule"),
        (accepted("rule", Value::Null), "accepted, entry 2: the rule is missing"),
        (accepted("object", json!(" ")), "accepted, entry 2: the object is missing"),
        (accepted("reason", json!("  ")), "accepted, entry 2: the reason is missing"),
        (accepted("date", json!("2026-02-30")), "accepted, entry 2: “2026-02-30” is no date"),
        (accepted("value", json!(7)), "accepted, entry 2: it cannot be read"),
        (accepted("until", json!("2027-01-01")), "accepted, entry 2: it cannot be read: unknown field `until`"),
        (accepted("object", json!(GUIDS[0].to_ascii_uppercase())), "entry 2: it is about the same finding as entry 1"),
    ] {
        let error = Decisions::from_json(&text).expect_err(says).0;
        assert!(error.contains(says), "{text}\n{error}");
        assert!(error.ends_with('.'), "{error}");
    }
}

#[test]
fn what_is_read_is_written_the_same_in_one_order() {
    let one = file(
        &json!({ "ad-dup-upn": { "severity": "off", "reason": "R", "date": "2026-08-01" }, "ad-dup-mail": { "severity": "low", "reason": "R", "date": "2026-08-01" } }),
        &json!([entry(2, "y@c"), entry(1, "x@c")]),
    );
    let read = Decisions::from_json(&one).expect("decisions");
    let written = serde_json::to_value(&read).expect("JSON");
    assert_eq!(written["rules"]["ad-dup-upn"]["severity"], "off");
    assert_eq!(written["rules"]["ad-dup-mail"]["severity"], "low");
    assert_eq!(written["accepted"], json!([entry(2, "y@c"), entry(1, "x@c")]), "by rule, then by object");
    assert_eq!(Decisions::from_json(&format!("\u{feff}{written}")), Ok(read));
    let nothing = r#"{"schema": "dirmatch.decisions/1"}"#;
    assert_eq!(Decisions::from_json(nothing), Ok(Decisions::default()));
}

#[test]
fn an_accepted_finding_stays_and_is_counted() {
    let before = report(&analysis(&[ANN, BOB]));
    let analysis = decided(&[ANN, BOB], &json!({}), &json!([entry(1, "X@contoso.com ")]));
    let after = report(&analysis);
    assert_eq!(of_rule(&before, "ad-dup-proxy-address")["accepted"], Value::Null);
    assert_eq!(
        of_rule(&after, "ad-dup-proxy-address")["accepted"],
        json!({ "reason": "One mailbox for both.", "date": "2026-08-01" })
    );
    let accepted = after["findings"].as_array().expect("list").iter().filter(|finding| !finding["accepted"].is_null());
    assert_eq!(accepted.count(), 1);
    assert_eq!(without_acceptance(after), before);
    assert!(analysis.unneeded.is_empty());
    assert_eq!(view::decisions(&analysis).accepted, 1);
}

#[test]
fn what_is_taken_back_leaves_no_trace() {
    let mut analysis = decided(
        &[ANN, BOB],
        &json!({ "ad-dup-proxy-address": { "severity": "info", "reason": "R", "date": "2026-08-01" } }),
        &json!([entry(1, "x@contoso.com"), entry(4, "x@contoso.com")]),
    );
    assert_eq!(analysis.unneeded.len(), 1);
    analysis.decide(Decisions::default());
    assert!(analysis.unneeded.is_empty());
    assert!(report_bytes(&analysis) == report_bytes(&self::analysis(&[ANN, BOB])));
}

#[test]
fn an_entry_is_about_its_own_finding_only() {
    for (entry, says) in [
        (entry(3, "x@contoso.com"), "an object that has no part in it"),
        (entry(1, "y@contoso.com"), "another value"),
        (
            json!({ "rule": "ad-dup-mail", "object": GUIDS[0], "value": "x@contoso.com", "reason": "R", "date": "2026-08-01" }),
            "another rule",
        ),
        (
            json!({ "rule": "ad-dup-proxy-address", "object": GUIDS[0], "value": null, "reason": "R", "date": "2026-08-01" }),
            "no value",
        ),
    ] {
        let analysis = decided(&[ANN, BOB], &json!({}), &json!([entry]));
        assert_eq!(analysis.unneeded, [0], "{says}");
        assert!(analysis.findings.iter().all(|finding| finding.accepted.is_none()), "{says}");
    }
}

/// In an export with the rows in another order another of the objects comes first.
#[test]
fn a_decision_survives_a_new_export() {
    for rows in [[ANN, BOB], [BOB, ANN]] {
        let analysis = decided(&rows, &json!({}), &json!([entry(1, "x@contoso.com")]));
        let report = report(&analysis);
        assert_eq!(of_rule(&report, "ad-dup-proxy-address")["accepted"]["date"], "2026-08-01", "{rows:?}");
        assert!(analysis.unneeded.is_empty());
    }
    // Every finding of the school, accepted, is accepted in the school with its rows turned round.
    let mut school = analyse_school();
    let mut accepted: Vec<Value> = school
        .findings
        .iter()
        .zip(0..)
        .filter_map(|(finding, place)| Some((finding, detail::finding(&school, place)?.subject?)))
        .map(|(finding, subject)| {
            let rule = rules::definition(finding).id;
            json!({ "rule": rule, "object": subject.object, "value": subject.value, "reason": "R", "date": "2026-08-01" })
        })
        .collect();
    assert_eq!(accepted.len(), school.findings.len());
    // Two AD objects that want one account are told with the same account and value: one entry stands for both.
    let mut entries = std::collections::BTreeSet::new();
    accepted.retain(|entry| entries.insert(entry.to_string().to_ascii_lowercase()));
    let decisions = Decisions::from_json(&file(&json!({}), &json!(accepted))).expect("decisions");
    school.decide(decisions.clone());
    assert!(school.unneeded.is_empty() && school.findings.iter().all(|finding| finding.accepted.is_some()));
    let mut turned = turned_school();
    turned.decide(decisions);
    assert_eq!(turned.unneeded, [0; 0]);
    assert!(turned.findings.iter().all(|finding| finding.accepted.is_some()));
}

fn turned_school() -> Analysis {
    let mut files = dirmatch::school::files();
    for file in &mut files {
        // No cell of the school holds a line break.
        let text = encoding_rs::Encoding::for_bom(&file.bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
        let text = text.decode(&file.bytes).0.into_owned();
        let mut lines: Vec<&str> = text.lines().collect();
        let header = lines.iter().position(|line| !line.starts_with('#')).expect("a header");
        lines[header + 1..].reverse();
        file.bytes = lines.join("\n").into_bytes();
    }
    analyse_school_files(&files, &dirmatch::settings::Settings::default())
}

#[test]
fn an_entry_that_fits_nothing_is_told() {
    let analysis =
        decided(&[ANN, "og=G2 cg= sam=bob upn=bob@c px=P:bob@c"], &json!({}), &json!([entry(1, "x@contoso.com")]));
    let told = view::decisions(&analysis).unneeded;
    assert_eq!(told.len(), 1);
    assert!(told[0].could_run);
    assert!(told[0].sentence.contains("ad-dup-proxy-address") && told[0].sentence.contains("no longer needed"));
    // Files that do not tell what the rule looks at do not tell that the fault is gone.
    let analysis = decided(&["og=G1 cg= sam=ann upn=ann@c"], &json!({}), &json!([entry(1, "x@contoso.com")]));
    let told = view::decisions(&analysis).unneeded;
    assert!(!told[0].could_run);
    assert!(
        told[0].sentence.contains("cannot be judged") && told[0].sentence.contains("Keep it"),
        "{}",
        told[0].sentence
    );
    assert!(!told[0].sentence.contains("no longer needed"));
}

#[test]
fn a_rule_has_another_severity_or_is_off() {
    let rule = |severity: &str| json!({ "ad-dup-proxy-address": { "severity": severity, "reason": "We know.", "date": "2026-08-01" } });
    let own = report(&analysis(&[ANN, BOB]));
    let own_severity = of_rule(&own, "ad-dup-proxy-address")["severity"].clone();
    let off = report(&decided(&[ANN, BOB], &rule("off"), &json!([])));
    let finding = of_rule(&off, "ad-dup-proxy-address");
    assert_eq!((&finding["severity"], &finding["accepted"]["reason"]), (&own_severity, &json!("We know.")));
    assert_eq!(off["summary"], own["summary"]);
    for severity in Severity::ALL {
        let analysis = decided(&[ANN, BOB], &rule(severity.name()), &json!([]));
        let report = report(&analysis);
        let finding = of_rule(&report, "ad-dup-proxy-address");
        assert_eq!((finding["severity"].as_str(), &finding["accepted"]), (Some(severity.name()), &Value::Null));
        assert_eq!(report["summary"]["findings"], own["summary"]["findings"]);
        let worst: Vec<Severity> = analysis.findings.iter().map(|finding| finding.severity).collect();
        assert!(worst.is_sorted_by(|left, right| left >= right), "{worst:?}");
    }
    // What was said about one finding outweighs what was said about its rule.
    let both = decided(&[ANN, BOB], &rule("off"), &json!([entry(1, "x@contoso.com")]));
    assert!(both.unneeded.is_empty());
    assert!(both.findings.iter().any(|finding| finding.accepted == Some(Acceptance::Entry(0))));
}

#[test]
fn an_object_without_an_identifier_cannot_be_named() {
    let ad = ["sam=ann upn=ann@c px=P:ann@c,s:x@c", "sam=bob upn=bob@c px=P:bob@c,s:x@c"];
    let analysis = analysis(&ad);
    let place = analysis.findings.iter().position(|finding| rules::definition(finding).id == "ad-dup-proxy-address");
    let place = u32::try_from(place.expect("the finding")).expect("small");
    assert!(detail::finding(&analysis, place).expect("detail").subject.is_none());
}

#[test]
fn the_page_tells_open_and_accepted_apart() {
    let analysis = decided(&[ANN, BOB], &json!({}), &json!([entry(1, "x@contoso.com")]));
    let mut list = FindingList::new(&analysis);
    let mut ask = |decision: &[&str]| {
        let decision = decision.iter().map(|&name| name.to_owned()).collect();
        list.window(&analysis, &FindingQuery { decision, ..FindingQuery::default() }, 0, 100)
    };
    let all = ask(&[]);
    let accepted = ask(&["accepted"]);
    let open = ask(&["open"]);
    assert_eq!(all.total, accepted.total + open.total);
    assert_eq!((accepted.total, accepted.rows[0].rule.as_str()), (1, "ad-dup-proxy-address"));
    assert!(accepted.rows[0].accepted && open.rows.iter().all(|row| !row.accepted));
    assert_eq!((accepted.groups[0].count, accepted.groups[0].accepted), (1, 1));
    let facet = all.facets.iter().find(|facet| facet.name == "decision").expect("the facet");
    let counts: Vec<(&str, u32)> = facet.values.iter().map(|value| (value.value.as_str(), value.count)).collect();
    assert_eq!(counts, [("open", open.total), ("accepted", 1)]);
    let detail = detail::finding(&analysis, accepted.rows[0].id).expect("detail");
    let acceptance = detail.accepted.expect("accepted");
    assert_eq!((acceptance.reason.as_str(), acceptance.entry), ("One mailbox for both.", Some(0)));
    // What somebody accepted is not what to look at first, but it is counted.
    let overview = overview::overview(&analysis);
    assert!(overview.first_looks.iter().all(|look| look.rule != "ad-dup-proxy-address"));
    assert_eq!(overview.findings, all.total);
}

fn comparison(old: &Analysis, new: &Analysis) -> (Comparison, Value) {
    let read =
        |analysis| Report::from_json(std::str::from_utf8(&report_bytes(analysis)).expect("text")).expect("report");
    let comparison = Comparison::new(&read(old), &read(new));
    let value = serde_json::to_value(&comparison).expect("JSON");
    (comparison, value)
}

#[test]
fn two_reports_compare_to_fixed_new_and_still_open() {
    let (same, value) = comparison(&analyse_school(), &turned_school());
    assert_eq!((same.counts().fixed, same.counts().new), (0, 0), "{:#}", value["summary"]);
    assert_eq!(same.counts().still_open, analyse_school().findings.len());
    assert!(same.cautions().is_empty());

    let old =
        analysis(&[ANN, BOB, "og=G3 cg= sam=cy upn=cy@c px=P:cy@c,s:y@c", "og=G4 cg= sam=di upn=di@c px=P:di@c,s:y@c"]);
    let new = decided(
        &["og=G3 cg= sam=cy upn=cy@c px=P:cy@c,s:z@c", BOB, ANN, "og=G4 cg= sam=di upn=di@c px=P:di@c,s:z@c"],
        &json!({}),
        &json!([entry(1, "x@contoso.com")]),
    );
    let (comparison, value) = comparison(&old, &new);
    assert_eq!(value["schema"], "dirmatch.comparison/1");
    let counts = comparison.rules().find(|(rule, _)| *rule == "ad-dup-proxy-address").expect("the rule").1;
    assert_eq!((counts.fixed, counts.new, counts.still_open, counts.accepted), (1, 1, 1, 1));
    assert_eq!(value["summary"]["rules"]["ad-dup-proxy-address"]["stillOpen"], 1);
    let values = |list: &str| -> Vec<Value> {
        let all = value[list].as_array().expect("list").iter();
        all.filter(|finding| finding["rule"] == "ad-dup-proxy-address")
            .map(|finding| finding["values"][0].clone())
            .collect()
    };
    assert_eq!(values("fixed"), ["y@contoso.com"]);
    assert_eq!(values("new"), ["z@contoso.com"]);
    assert_eq!(values("stillOpen"), ["x@contoso.com"]);
}

#[test]
fn a_conflict_that_gets_another_owner_is_still_open() {
    let (more, value) = comparison(&analysis(&[ANN, BOB]), &analysis(&[CY, BOB]));
    let counts = more.rules().find(|(rule, _)| *rule == "ad-dup-proxy-address").expect("the rule").1;
    assert_eq!((counts.fixed, counts.new, counts.still_open), (0, 0, 1), "{value:#}");
    let (other, _) = comparison(&analysis(&[ANN, BOB]), &analysis(&[CY, "og=G4 cg= sam=di upn=di@c px=P:di@c,s:x@c"]));
    let counts = other.rules().find(|(rule, _)| *rule == "ad-dup-proxy-address").expect("the rule").1;
    assert_eq!((counts.fixed, counts.new, counts.still_open), (1, 1, 0));
}

/// Twice the same finding on one side and once on the other are one that is still open and one that is not.
#[test]
fn findings_are_paired_one_to_one() {
    let mut old = report(&analysis(&[ANN, BOB]));
    let finding = of_rule(&old, "ad-dup-proxy-address");
    let read = |report: &Value| Report::from_json(&report.to_string()).expect("report");
    let new = read(&old);
    old["findings"].as_array_mut().expect("list").push(finding);
    let count = |old: &Report, new: &Report| {
        let comparison = Comparison::new(old, new);
        let counts = comparison.rules().find(|(rule, _)| *rule == "ad-dup-proxy-address").expect("the rule").1;
        (counts.fixed, counts.new, counts.still_open)
    };
    let old = read(&old);
    assert_eq!(count(&old, &new), (1, 0, 1));
    assert_eq!(count(&new, &old), (0, 1, 1));
}

#[test]
fn what_the_reports_do_not_both_rest_on_is_said() {
    let old = analysis(&[ANN, BOB]);
    let new = analysis(&["og=G1 cg= sam=ann upn=ann@c", "og=G2 cg= sam=bob upn=bob@c"]);
    let (comparison, value) = comparison(&old, &new);
    assert_eq!(comparison.rules().find(|(rule, _)| *rule == "ad-dup-proxy-address").expect("the rule").1.fixed, 1);
    let column = json!({ "side": "on-premises", "attribute": "proxyAddresses" });
    assert!(value["differences"]["columnsOfOld"].as_array().expect("list").contains(&column), "{value:#}");
    assert!(
        comparison
            .cautions()
            .iter()
            .any(|caution| caution.contains("proxyAddresses") && caution.contains("may only seem fixed"))
    );
    let mut settings = tenant_settings();
    settings.set("blockSoftMatchEnabled=true").expect("a setting");
    let other = analyse(
        &[("ad.csv", &ad_csv(&[ANN, BOB])), ("cloud.csv", &cloud_csv(&["id=G5 upn=dee@c px=P:dee@c imm= sync="]))],
        &settings,
    );
    let (_, value) = self::comparison(&old, &other);
    assert_eq!(value["differences"]["settings"], json!(["blockSoftMatchEnabled"]));
}

#[test]
fn what_is_no_report_is_refused() {
    for (text, says) in [
        ("soup", "it is no report"),
        ("{}", "its schema says nothing"),
        (r#"{"schema": "dirmatch.report/2"}"#, "its schema says “dirmatch.report/2”"),
        (r#"{"schema": "dirmatch.report/1", "findings": 3}"#, "not of its schema"),
    ] {
        let error = Report::from_json(text).expect_err(says).0;
        assert!(error.contains(says) && error.ends_with('.'), "{error}");
    }
}
