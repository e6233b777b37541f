//! Each rule, row by row: where it fires, the near miss where it does not, and where the files do not tell. The examples
//! in the rules' own documentation are run as well.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{ad_csv, analyse, analyse_school, cloud_csv, report, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::rules::definition::documentation_text;
use dirmatch::rules::{self, RuleDefinition};
use dirmatch::settings::Settings;

/// The findings of a rule as `severity confidence owners value`, where an owner is its side and row, such as `ad1`.
fn findings_of(rule: &str, analysis: &Analysis) -> Vec<String> {
    let report = report(analysis);
    let findings = report["findings"].as_array().expect("list");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    findings
        .iter()
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| {
            let owners: Vec<String> = finding["objects"]
                .as_array()
                .expect("list")
                .iter()
                .map(|object| {
                    let side = if object["side"] == "on-premises" { "ad" } else { "cloud" };
                    format!("{side}{}", object["row"].as_u64().expect("row") - 1)
                })
                .collect();
            let values: Vec<String> = finding["values"].as_array().expect("list").iter().map(text).collect();
            format!(
                "{} {} {} {}",
                text(&finding["severity"]),
                text(&finding["confidence"]),
                owners.join("+"),
                values.join(",")
            )
        })
        .collect()
}

fn analyse_rows(ad: &[&str], cloud: &[&str], settings: &Settings) -> Analysis {
    let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
    let files: Vec<(&str, &str)> = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())]
        .into_iter()
        .filter(|(_, text)| text.len() > 1)
        .collect();
    analyse(&files, settings)
}

#[track_caller]
fn check(rule: &str, ad: &[&str], cloud: &[&str], expected: &[&str]) {
    check_with(rule, ad, cloud, &[], expected);
}

#[track_caller]
fn check_with(rule: &str, ad: &[&str], cloud: &[&str], settings: &[&str], expected: &[&str]) {
    let mut effective = tenant_settings();
    for assignment in settings {
        effective.set(assignment).expect("a setting");
    }
    let found = findings_of(rule, &analyse_rows(ad, cloud, &effective));
    assert_eq!(found, expected, "{rule}\nAD {ad:?}\ncloud {cloud:?}");
}

const ANN: &str = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:info@c";
const BOB: &str = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:INFO@c";

#[test]
fn ad_dup_proxy_address() {
    let rule = "ad-dup-proxy-address";
    check(rule, &[ANN, BOB], &[], &["blocker certain ad1+ad2 info@contoso.com"]);
    // Over kinds of objects; a group and a user.
    check(rule, &[ANN, "class=group og=G3 sam=Info px=P:info@c"], &[], &["blocker certain ad1+ad2 info@contoso.com"]);
    // Three owners are one finding.
    check(
        rule,
        &[ANN, BOB, "og=G3 cg= sam=cy upn=cy@c px=P:info@c"],
        &[],
        &["blocker certain ad1+ad2+ad3 info@contoso.com"],
    );
    // One object that lists an address twice is no conflict between objects.
    check(rule, &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:ANN@c"], &[], &[]);
    // Another type of address.
    check(rule, &[ANN, "og=G2 cg= sam=bob upn=bob@c px=SIP:info@c"], &[], &[]);
    // Objects that do not sync.
    check(rule, &[ANN, "og=G2 sam=bob dn=CN=Bob\\0ACNF:3,DC=contoso,DC=com upn=bob@c px=s:info@c"], &[], &[]);
    check(rule, &[ANN, "og=G2 cg= sam=MSOL_1 upn=bob@c px=s:info@c"], &[], &[]);
    // Values that Entra ID throws away, but not those of the hybrid routing domain.
    check(rule, &["og=G1 sam=ann px=s:x@o", "og=G2 sam=bob px=s:x@o"], &[], &[]);
    check(
        rule,
        &["og=G1 sam=ann px=s:x@m", "og=G2 sam=bob px=s:x@m"],
        &[],
        &["blocker certain ad1+ad2 x@contoso.mail.onmicrosoft.com"],
    );
    // Which domain is the hybrid routing domain is not known.
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let analysis = analyse_rows(&["og=G1 sam=ann px=s:x@m", "og=G2 sam=bob px=s:x@m"], &[], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["blocker likely ad1+ad2 x@contoso.mail.onmicrosoft.com"]);
    check(rule, &["og=G1 sam=ann px=s:x~y@c", "og=G2 sam=bob px=s:x~y@c"], &[], &[]);
    // A list that was lost is not known.
    check(rule, &[ANN, "og=G2 cg= sam=bob upn=bob@c px=System.String[]"], &[], &[]);
}

#[test]
fn ad_dup_upn() {
    let rule = "ad-dup-upn";
    check(
        rule,
        &["og=G1 sam=ann upn=a@contoso.com", "og=G2 sam=adam upn=A@Contoso.COM"],
        &[],
        &["blocker certain ad1+ad2 a@contoso.com"],
    );
    // A user without a UPN is sent as its account name in the AD domain.
    check(
        rule,
        &["og=G1 sam=ann upn=ann@c dn=CN=A,DC=fabrikam,DC=com", "og=G2 sam=ANN upn= dn=CN=B,DC=contoso,DC=com"],
        &[],
        &["blocker certain ad1+ad2 ann@contoso.com"],
    );
    check(rule, &["og=G1 sam=ann upn=ann@c", "og=G2 sam=ann upn=ann@f"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c", "og=G2 sam=AAD_1 upn=ann@c"], &[], &[]);
    // A group has no UPN that counts.
    check(rule, &["og=G1 sam=ann upn=ann@c", "class=group og=G2 sam=x upn=ann@c"], &[], &[]);
    // Two without any name do not share one.
    check(rule, &["og=G1 sam=ann upn=", "og=G2 sam=bob upn="], &[], &[]);
    // The attribute that the tenant signs in with.
    check_with(
        rule,
        &["og=G1 sam=ann upn=1@c mail=ann@c", "og=G2 sam=bob upn=2@c mail=ann@c"],
        &[],
        &["loginIdAttribute=mail"],
        &["blocker certain ad1+ad2 ann@contoso.com"],
    );
}

#[test]
fn invalid_soft_match() {
    let rule = "invalid-soft-match";
    let account = "id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync=true";
    // No AD object has the account's anchor.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"],
        &[account],
        &["blocker certain ad1+cloud1 ann@contoso.com"],
    );
    // Another AD object has it.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c", "og=G2 cg= sam=anna upn=anna@c px=P:anna@c"],
        &[account],
        &["blocker certain ad1+cloud1+ad2 ann@contoso.com"],
    );
    // A secondary address that an account of another anchor has.
    check(
        rule,
        &["og=G1 cg= sam=new upn=new@c px=P:new@c,s:ann@c"],
        &[account],
        &["blocker likely ad1+cloud1 ann@contoso.com"],
    );
    // Near misses: the own anchor, and no anchor at all.
    check(rule, &["og=G2 cg= sam=ann upn=ann@c px=P:ann@c"], &[account], &[]);
    check(rule, &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm= sync="], &[]);
    // The files do not tell the object's anchor: it may be the account's own.
    check(rule, &["sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync="], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync="], &[]);
    // Without ImmutableId: two AD objects agree with one synced account, and one of them by every key.
    check(
        rule,
        &["og=G1 sam=ann upn=ann@c px=P:ann@c", "og=G2 sam=bob upn=bob@c px=P:ann@c"],
        &["id=G5 upn=ann@c px=P:ann@c sync=true"],
        &["blocker likely ad2+cloud1+ad1 ann@contoso.com"],
    );
}

#[test]
fn crossed_match() {
    let rule = "crossed-match";
    let ad = ["og=G1 cg= sam=ann upn=ann@c px=P:a.lee@c"];
    let adam = "id=G5 upn=adam@c px=P:a.lee@c imm= sync=";
    let ann = "id=G6 upn=ann@c px=P:ann@c imm= sync=";
    check(rule, &ad, &[adam, ann], &["high certain ad1+cloud1+cloud2 a.lee@contoso.com"]);
    // A third account has the anchor and will be taken over; one that is joined already is not matched again.
    check(
        rule,
        &ad,
        &[adam, ann, "id=G7 upn=x@c px=P:x@c imm=b(G1) sync="],
        &["high certain ad1+cloud1+cloud2+cloud3 a.lee@contoso.com"],
    );
    check(rule, &ad, &[adam, ann, "id=G7 upn=x@c px=P:x@c imm=b(G1) sync=true"], &[]);
    // The address stands only in mail, and the list was not exported.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c mail=a.lee@c"],
        &[adam, ann],
        &["high likely ad1+cloud1+cloud2 a.lee@contoso.com"],
    );
    // Near misses: only a second address; both keys lead to one account; one of them leads nowhere.
    check(rule, &ad, &["id=G5 upn=adam@c px=P:adam@c,s:a.lee@c imm= sync=", ann], &[]);
    check(rule, &ad, &["id=G5 upn=ann@c px=P:a.lee@c imm= sync="], &[]);
    check(rule, &ad, &[adam], &[]);
    // A guest or a deleted user under the UPN.
    check(rule, &ad, &[adam, "id=G6 upn=ann@c type=Guest imm= sync="], &[]);
    check(rule, &ad, &[adam, "id=G6 upn=ann@c imm= sync= del=2026-11-18~10:00:00Z"], &[]);
    // An object that does not sync crosses nothing.
    check(rule, &["og=G1 cg= sam=MSOL_1 upn=ann@c px=P:a.lee@c"], &[adam, ann], &[]);
}

#[test]
fn ad_upn_nonroutable() {
    let rule = "ad-upn-nonroutable";
    let fires = |upn: &str, value: &str| {
        check(rule, &[&format!("og=G1 sam=bill upn={upn}")], &[], &[&format!("high certain ad1 {value}")]);
    };
    fires("bill@contoso.local", "bill@contoso.local");
    fires("Bill@AD.Contoso.LAN", "bill@ad.contoso.lan");
    fires("bill@contoso", "bill@contoso");
    fires("bill@corp.internal", "bill@corp.internal");
    // Public domains, verified or not, and endings nobody here knows.
    for upn in ["bill@c", "bill@example.school", "bill@local.contoso.com", "bill@contoso.newtld"] {
        check(rule, &[&format!("og=G1 sam=bill upn={upn}")], &[], &[]);
    }
    // What is sent in place of a UPN.
    check(rule, &["og=G1 sam=bill upn= dn=CN=Bill,DC=contoso,DC=local"], &[], &["high certain ad1 bill@contoso.local"]);
    check(rule, &["og=G1 sam=bill upn="], &[], &[]);
    check(rule, &["og=G1 sam=bill dn=CN=Bill,DC=contoso,DC=local"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn=m@contoso.local"], &[], &[]);
    check_with(rule, &["og=G1 sam=bill upn=b@x.local mail=b@c"], &[], &["loginIdAttribute=mail"], &[]);
}

#[test]
fn missing_moera() {
    let rule = "missing-moera";
    let ad = "og=G1 cg= sam=lena upn=l@c px=P:l@c";
    let cloud = "id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true opoi= exo=True";
    check(rule, &[ad], &[cloud], &["medium certain cloud1+ad1 l@contoso.com"]);
    // AD forwards to it.
    check(
        rule,
        &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@o"],
        &[cloud],
        &["high certain cloud1+ad1 l@contoso.com"],
    );
    check(
        rule,
        &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@m"],
        &[cloud],
        &["medium certain cloud1+ad1 l@contoso.com"],
    );
    // A join that is still to come.
    check(
        rule,
        &[ad],
        &["id=G5 upn=l@c px=P:l@c imm= sync= soa=false exo=True"],
        &["medium likely cloud1+ad1 l@contoso.com"],
    );
    // The address is there; the routing domain's alone is not it.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c,s:l@o imm=b(G1) sync=true exo=True"], &[]);
    check(
        rule,
        &[ad],
        &["id=G5 upn=l@c px=P:l@c,s:l@m imm=b(G1) sync=true exo=True"],
        &["medium certain cloud1+ad1 l@contoso.com"],
    );
    // No mailbox, no recipient at all, not known whether it has one.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=False"], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c px= imm=b(G1) sync=true exo="], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true"], &[]);
    // An account that nothing of AD joins, and a list that was not exported.
    check(rule, &["og=G2 cg= sam=x upn=x@c px=P:x@c"], &[cloud], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c mail=l@c imm=b(G1) sync=true exo=True"], &[]);
    // The initial domain is not known.
    let mut settings = tenant_settings();
    settings.initial_domain = None;
    assert!(findings_of(rule, &analyse_rows(&[ad], &[cloud], &settings)).is_empty());
}

#[test]
fn ad_proxy_not_in_cloud() {
    let rule = "ad-proxy-not-in-cloud";
    let with = |addresses: &str| format!("og=G1 cg= sam=a upn=a@c px={addresses}");
    let account = "id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=True";
    let other = "id=G6 upn=b@c px=P:b@c,s:alias@c imm= sync= exo=True";
    let expect = |addresses: &str, cloud: &[&str], expected: &[&str]| {
        check(rule, &[&with(addresses)], cloud, expected);
    };
    // another account holds it.
    expect("P:a@c,s:alias@c", &[account, other], &["medium certain ad1+cloud1+cloud2 alias@contoso.com"]);
    // No cause in the files.
    expect("P:a@c,s:new@c", &[account], &["medium likely ad1+cloud1 new@contoso.com"]);
    // Thrown away: malformed, a letter that looks like another, Microsoft's own domains.
    expect("P:a@c,s:x~y@c", &[account], &["medium certain ad1+cloud1 x y@contoso.com"]);
    expect("P:a@c,s:аlias@c", &[account], &["high certain ad1+cloud1 аlias@contoso.com"]);
    expect("P:a@c,s:a@o", &[account], &["medium certain ad1+cloud1 a@contoso.onmicrosoft.com"]);
    expect("P:a@c,s:a@m", &[account], &["medium likely ad1+cloud1 a@contoso.mail.onmicrosoft.com"]);
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let analysis = analyse_rows(&[&with("P:a@c,s:a@m")], &[account], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["medium possible ad1+cloud1 a@contoso.mail.onmicrosoft.com"]);
    // A domain that the tenant has not verified; a mail user keeps such an address.
    expect("P:a@c,s:a@elsewhere.example", &[account], &["medium certain ad1+cloud1 a@elsewhere.example"]);
    expect(
        "P:a@c,s:a@elsewhere.example",
        &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=False"],
        &["medium likely ad1+cloud1 a@elsewhere.example"],
    );
    // Near misses: letter case, another type, listed twice.
    expect("P:a@c,s:Alias@c", &["id=G5 upn=a@c px=P:a@c,s:alias@c imm=b(G1) sync=true opoi= exo=True"], &[]);
    expect("P:a@c,SIP:x@c,X500:/o=Contoso/cn=a", &[account], &[]);
    expect("P:a@c,s:n@c,s:N@c", &[account], &["medium likely ad1+cloud1 n@contoso.com"]);
    // Mastered in the cloud, not joined yet, and a list that no file has.
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c px=P:a@c imm= sync= exo=True"], &[]);
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c mail=a@c imm=b(G1) sync=true"], &[]);
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true soa=true"], &[]);
    check(rule, &["og=G1 cg= sam=a upn=a@c px=System.String[]"], &[account], &[]);
}

/// The blocks of one language under a heading of a rule's page, by language.
fn examples(rule: &RuleDefinition, heading: &str) -> Vec<(String, String)> {
    let text = documentation_text(rule);
    let section = text.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
    section
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| {
            let (language, rows) = block.split_once('\n').expect("a block has lines");
            (language.to_owned(), rows.to_owned())
        })
        .collect()
}

/// What a rule's page shows as its fault is found, and what it shows as no fault is not.
#[test]
fn examples_in_the_documentation_hold() {
    for rule in rules::REGISTRY {
        for (heading, is_fault) in [("Example", true), ("Not reported", false)] {
            let blocks = examples(rule, heading);
            assert!(!blocks.is_empty(), "{}: no example under {heading}", rule.id);
            let files: Vec<(&str, &str)> = blocks
                .iter()
                .map(|(language, rows)| match language.as_str() {
                    "ad" => ("ad.csv", rows.as_str()),
                    "cloud" => ("cloud.csv", rows.as_str()),
                    other => panic!("{}: a block of {other}", rule.id),
                })
                .collect();
            let analysis = analyse(&files, &Settings::default());
            for input in &analysis.directories.inputs {
                assert_eq!(input.rows, input.used, "{} {heading}: rows are set aside", rule.id);
            }
            let found = findings_of(rule.id, &analysis);
            assert_eq!(!found.is_empty(), is_fault, "{} {heading}: {found:?}", rule.id);
        }
    }
}

/// Every text that a finding shows is there, is a sentence, and names the value it is about.
#[test]
fn every_finding_is_told_in_sentences() {
    let report = report(&analyse_school());
    for finding in report["findings"].as_array().expect("list") {
        for field in ["message", "why", "whatToDo"] {
            let text = finding[field].as_str().expect("text");
            assert!(text.ends_with('.') && !text.contains("  ") && text.len() > 10, "{field}: {text}");
        }
        let message = finding["message"].as_str().expect("text");
        let rule = finding["rule"].as_str().expect("text");
        let values = finding["values"].as_array().expect("list").iter().map(|value| value.as_str().expect("text"));
        // A character that cannot be seen is shown by its number; missing-moera is about an address that is not there.
        let mut shown = values.filter(|value| value.is_ascii() && rule != "missing-moera");
        let is_named = shown.all(|value| message.contains(&value.replace(' ', "␣")));
        assert!(is_named, "{finding:#}");
    }
}
