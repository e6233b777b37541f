//! A directory in which everything agrees gives no finding that asks for something; whoever is added to a directory and has
//! nothing to do with anybody changes no finding; and a value that is put right takes its finding with it and brings none.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "../common/mod.rs"]
mod common;

mod directory;
mod spreadsheet;

use std::collections::BTreeMap;

use common::{analyse, analyse_school_files, report};
use dirmatch::analyzer::Analysis;
use dirmatch::school::SchoolFile;
use dirmatch::settings::Settings;
use serde_json::Value;
use spreadsheet::Spreadsheet;

fn settings(assignments: &[&str]) -> Settings {
    let mut settings = Settings::default();
    for assignment in assignments {
        settings.set(assignment).expect("a setting");
    }
    settings
}

fn analysed(files: &[(&'static str, Vec<u8>)], assignments: &[&str]) -> Analysis {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    analyse(&files, &settings(assignments))
}

/// How often each rule finds something, by severity.
fn counts(report: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in report["findings"].as_array().expect("list") {
        let text = |field: &str| finding[field].as_str().expect("text");
        *counts.entry(format!("{} {}", text("severity"), text("rule"))).or_default() += 1;
    }
    counts
}

#[track_caller]
fn assert_clean(files: &[(&'static str, Vec<u8>)], assignments: &[&str], users: usize) {
    let report = report(&analysed(files, assignments));
    for input in report["inputs"].as_array().expect("list") {
        assert_eq!(input["setAside"], 0, "{}", input["file"]);
    }
    let joined = report["objects"].as_array().expect("list").iter().filter(|object| {
        let dn = object["onPremises"]["dn"].as_str().expect("a DN");
        dn.contains("OU=Staff") && object["outcome"] == "already-synced"
    });
    assert_eq!(joined.count(), users);
    let mut found = counts(&report);
    found.retain(|rule, _| !rule.starts_with("info "));
    assert_eq!(found, BTreeMap::new(), "{assignments:?}");
}

#[test]
fn a_thousand_users_in_every_export() {
    let files = directory::directory(1_000).every_export();
    assert_clean(&files, &[], 1_000);
    assert_clean(&files, &["completeExport=true"], 1_000);
    assert_clean(&files, &["ruleSet=idfix"], 1_000);
}

#[test]
fn a_thousand_users_in_the_plain_pair() {
    let files = directory::directory(1_000).plain_pair();
    assert_clean(&files, &[], 1_000);
    assert_clean(&files, &["completeExport=true"], 1_000);
}

/// A finding as it shows: rule, severity, objects by file and row, values.
fn findings(report: &Value) -> Vec<String> {
    let one = |finding: &Value| {
        let objects = finding["objects"].as_array().expect("list").iter();
        let objects: Vec<String> = objects.map(|object| format!("{} {}", object["file"], object["row"])).collect();
        format!(
            "{} {} {} {} {}",
            finding["rule"],
            finding["severity"],
            finding["confidence"],
            objects.join("+"),
            finding["values"]
        )
    };
    let mut all: Vec<String> = report["findings"].as_array().expect("list").iter().map(one).collect();
    all.sort();
    all
}

const AD: &str = "ad-objects.csv";
const ADMIN_CENTER: &str = "users_20_11_2026 08_41_12.csv";

fn of_school(files: &[SchoolFile], name: &str) -> Spreadsheet {
    Spreadsheet::parse(&files.iter().find(|file| file.name == name).expect("a file").bytes)
}

fn put(files: &mut [SchoolFile], name: &str, content: &Spreadsheet) {
    files.iter_mut().find(|file| file.name == name).expect("a file").bytes = content.bytes();
}

fn findings_of(files: &[SchoolFile], assignments: &[&str]) -> Vec<String> {
    findings(&report(&analyse_school_files(files, &settings(assignments))))
}

/// Users of a name that nobody has: on both sides, only in AD, only in the cloud.
fn with_strangers(files: &[SchoolFile]) -> Vec<SchoolFile> {
    let mut files = files.to_vec();
    let (mut ad, mut cloud) = (of_school(&files, AD), of_school(&files, ADMIN_CENTER));
    let mut in_ad = |name: &str, guid: &str, number: &str| {
        let upn = format!("{name}@castlestreet.fabrikam.com");
        ad.add(&[
            ("DistinguishedName", &format!("CN={name},OU=Staff,DC=glanyrafon,DC=local")),
            ("ObjectClass", "user"),
            ("ObjectGUID", guid),
            ("objectSid", &format!("S-1-5-21-1203871224-881002743-3320471822-99{number}")),
            ("sAMAccountName", name),
            ("userPrincipalName", &upn),
            ("mail", &upn),
            ("proxyAddresses", &format!("SMTP:{upn}|smtp:{name}@contosoglan.mail.onmicrosoft.com")),
            ("mailNickname", name),
            ("targetAddress", &format!("SMTP:{name}@contosoglan.mail.onmicrosoft.com")),
            ("displayName", name),
            ("employeeID", number),
            ("msExchRemoteRecipientType", "4"),
            ("userAccountControl", "512"),
            ("whenCreated", "2024-09-02 08:30:11Z"),
            ("whenChanged", "2024-09-02 08:30:11Z"),
        ]);
    };
    let mut in_cloud = |name: &str, id: &str, synced: &str| {
        let upn = format!("{name}@castlestreet.fabrikam.com");
        let addresses =
            format!("SMTP:{upn}+smtp:{name}@contosoglan.onmicrosoft.com+smtp:{name}@contosoglan.mail.onmicrosoft.com");
        cloud.add(&[
            ("Display name", name),
            ("DirSyncEnabled", synced),
            ("User principal name", &upn),
            ("Object Id", id),
            ("When created", "2024-09-02 08:30:11Z"),
            ("Block credential", "False"),
            ("Licenses", "Microsoft 365 A3 for faculty"),
            ("Proxy addresses", &addresses),
        ]);
    };
    in_ad("stranger.joined", "eeeeeeee-0001-4000-8000-000000000001", "990001");
    in_cloud("stranger.joined", "eeeeeeee-0002-4000-8000-000000000001", "True");
    in_ad("stranger.new", "eeeeeeee-0001-4000-8000-000000000002", "990002");
    in_cloud("stranger.foreign", "eeeeeeee-0002-4000-8000-000000000003", "False");
    put(&mut files, AD, &ad);
    put(&mut files, ADMIN_CENTER, &cloud);
    files
}

/// The school has a case of every rule, and none of them changes.
#[test]
fn people_who_have_nothing_to_do_with_anybody_change_no_finding() {
    let files = dirmatch::school::files();
    let more = with_strangers(&files);
    for assignments in [
        &[][..],
        &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"],
        &["softMatchOnUpnEnabled=false"],
        &["loginIdAttribute=mail"],
        &["aliasPolicyDomains=castlestreet.fabrikam.com"],
        &["completeExport=true"],
        &["rmUnify=true", "federatedDomains=glanyrafon.contoso.com"],
        &["ruleSet=idfix"],
    ] {
        assert_eq!(findings_of(&more, assignments), findings_of(&files, assignments), "{assignments:?}");
    }
}

/// What an administrator puts right in AD: the rule, the user, the attribute, and the new value made from the old.
type Fix = (&'static str, &'static str, &'static str, fn(&str) -> String);

/// The list without its last entry.
fn without_last(list: &str) -> String {
    list.rsplit_once('|').expect("several").0.to_owned()
}

/// The list without its second entry, which is the faulty one where a routing address follows.
fn without_second(list: &str) -> String {
    let mut entries: Vec<&str> = list.split('|').collect();
    entries.remove(1);
    entries.join("|")
}

const FIXES: [Fix; 30] = [
    ("ad-upn-nonroutable", "Cover Teacher 1", "userPrincipalName", |_| {
        "cover.teacher1@castlestreet.fabrikam.com".into()
    }),
    ("upn-unverified-suffix", "Owena Elsewhere", "userPrincipalName", |_| {
        "owena.elsewhere@pontygarreg.contoso.com".into()
    }),
    ("identity-data-validation-failed", "Owena Plus", "userPrincipalName", |upn| upn.replace('+', ".")),
    ("user-principal-name-too-long", "Owen Sign-In", "userPrincipalName", |_| {
        "owen.sign-in@pontygarreg.contoso.com".into()
    }),
    ("user-principal-name-apostrophe", "Owena O'Shea", "userPrincipalName", |upn| upn.replace('\'', "")),
    ("case-only-drift", "Magi Capitals", "userPrincipalName", |upn| upn.replace("Magi.C", "magi.c")),
    ("ad-dup-mail", "Librarian Desk", "mail", |_| "librarian.desk@pontygarreg.contoso.com".into()),
    ("mail-too-long", "Owen Mail", "mail", |_| "owen.mail@pontygarreg.contoso.com".into()),
    ("mail-malformed", "Owena Mail", "mail", |mail| mail.replace("@@", "@")),
    ("ad-dup-targetaddress", "Dive Coach", "targetAddress", |_| String::new()),
    ("target-address-malformed", "Owena Target", "targetAddress", |_| String::new()),
    ("target-address-too-long", "Owen Target", "targetAddress", |_| String::new()),
    ("sam-account-name-illegal-character", "Owena Account", "sAMAccountName", |_| "owena.account".into()),
    ("ad-sip-dup", "Drama Studio", "proxyAddresses", without_second),
    ("ad-dup-proxy-same-object", "Owena Twice", "proxyAddresses", without_last),
    ("ad-multiple-primary", "Owena Primaries", "proxyAddresses", |list| list.replace("|SMTP:", "|smtp:")),
    ("ad-no-primary", "Owena Secondary", "proxyAddresses", |list| list.replacen("smtp:", "SMTP:", 1)),
    ("ad-cross-attribute-collision", "Idwal Technician", "proxyAddresses", without_last),
    ("large-object", "Alumni Collector", "proxyAddresses", |list| list.split('|').take(1).collect()),
    ("proxy-malformed", "Nia Rees-Malformed", "proxyAddresses", without_second),
    ("attr-invisible-char", "Nia Rees-Hidden", "proxyAddresses", without_second),
    ("proxy-reserved-suffix", "Nia Rees-Reserved", "proxyAddresses", without_second),
    ("proxy-unverified-domain", "Nia Rees-Unverified", "proxyAddresses", without_second),
    ("attribute-value-must-be-unique", "Nia Rees-Held", "proxyAddresses", without_second),
    ("cloud-contact-or-group-holds-address", "Nerys Eco-Council", "proxyAddresses", without_second),
    ("public-folder-conflict", "Non Minutes-Clerk", "proxyAddresses", without_second),
    ("proxy-addresses-too-long", "Owen Entry", "proxyAddresses", without_last),
    ("ad-dup-anchor", "Olwen Anchor-Rees", "msDsConsistencyGuid", |_| String::new()),
    ("ad-mailnickname-blank", "Owena Aliasless", "mailNickname", |_| "owena.aliasless".into()),
    ("given-name-too-long", "Owen Given", "givenName", |_| "Owen".into()),
];

#[test]
fn a_value_that_is_put_right_takes_its_finding_along_and_brings_none() {
    let files = dirmatch::school::files();
    let before = report(&analyse_school_files(&files, &Settings::default()));
    let before_all = findings(&before);
    let mut faults = Vec::new();
    for (rule, user, attribute, fix) in FIXES {
        let mut files = files.clone();
        let mut ad = of_school(&files, AD);
        let cell = ad.cell(("displayName", user), attribute);
        let fixed = fix(cell);
        assert_ne!(*cell, fixed, "{rule}: nothing is put right");
        *cell = fixed;
        put(&mut files, AD, &ad);
        let after = report(&analyse_school_files(&files, &Settings::default()));
        let concerns = |report: &Value| {
            let names = |finding: &Value| {
                finding["objects"].as_array().expect("list").iter().any(|object| object["displayName"] == user)
            };
            let mut all = report["findings"].as_array().expect("list").iter();
            all.any(|finding| finding["rule"] == rule && names(finding))
        };
        assert!(concerns(&before), "{rule} does not tell of {user}");
        if concerns(&after) {
            faults.push(format!("{rule} still tells of {user}"));
        }
        let added = findings(&after).into_iter().filter(|finding| !before_all.contains(finding));
        faults.extend(added.map(|finding| format!("{rule} {user} brings {finding}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
