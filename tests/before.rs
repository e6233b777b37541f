//! An older export of Active Directory beside today's: it is compared with, and is no part of the directory of today.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{ad_csv, cloud_csv, report, tenant_settings};
use dirmatch::analyzer::{Analysis, Analyzer};
use dirmatch::import::{FileChoice, InMemory, Input, ReadOptions, native_decoder};
use dirmatch::model::{Attribute, ObjectId};
use dirmatch::progress::Silent;

const TODAY: [&str; 3] = [
    "og=G1 cg= sam=jsmith upn=jsmith@c px=P:jsmith@c",
    "og=G2 cg= sam=bob upn=bob@c px=P:bob@c",
    "og=G3 cg= sam=new upn=new@c px=P:new@c",
];
const CLOUD: [&str; 2] = [
    "id=G5 upn=jsmith@c px=P:jsmith@c imm=b(G1) sync=true opoi= exo=True",
    "id=G6 upn=bob@c px=P:bob@c imm=b(G2) sync=true opoi= exo=True",
];

fn older() -> String {
    ad_csv(&[
        "og=G4 cg= sam=gone upn=gone@c px=P:gone@c,s:bob@c",
        "og=G2 cg= sam=bob upn=bob@c px=P:bob@c",
        "og=G1 cg= sam=smithj upn=smithj@c px=P:smithj@c",
    ])
}

/// Analyses files in the given order; those marked are older exports.
fn analyse(files: &[(&str, &str, bool)]) -> Analysis {
    let mut analyzer = Analyzer::new(&native_decoder::make);
    for (name, text, is_before) in files {
        let (source, options) = (InMemory::new(*name, text.as_bytes()), ReadOptions::default());
        if *is_before {
            analyzer.add_before(&source, &options, &mut Silent);
        } else {
            analyzer.add(&source, &options, &mut Silent);
        }
    }
    analyzer.analyze(&tenant_settings(), &mut Silent).expect("room")
}

fn read_before(text: &str) -> Input {
    let mut analyzer = Analyzer::new(&native_decoder::make);
    analyzer.add_before(&InMemory::new("older.csv", text.as_bytes()), &ReadOptions::default(), &mut Silent).clone()
}

#[test]
fn objects_are_found_again_by_their_guid() {
    let (ad, cloud, older) = (ad_csv(&TODAY), cloud_csv(&CLOUD), older());
    let analysis = analyse(&[("ad.csv", &ad, false), ("cloud.csv", &cloud, false), ("older.csv", &older, true)]);
    let context = analysis.context();
    let before = analysis.directories.before.as_ref().expect("an older snapshot");
    let account = |object| before.text(context.before(object)?, Attribute::SamAccountName);
    assert_eq!(account(ObjectId(0)), Some("smithj"));
    assert_eq!(account(ObjectId(1)), Some("bob"));
    assert_eq!(account(ObjectId(2)), None);
    let index = analysis.index.before.as_ref().expect("an index");
    // Who is gone is known by name, who is still there is not.
    let gone = |name: &str| index.gone(analysis.index.keys.find(name).expect("a key"));
    assert_eq!(gone("gone@contoso.com"), Some(ObjectId(0)));
    assert_eq!((gone("bob@contoso.com"), gone("smithj@contoso.com")), (None, None));
    let primary = index.identities.primary(context.before(ObjectId(0)).expect("found")).expect("an address");
    assert_eq!(analysis.index.keys.text(primary), "smithj@contoso.com");
}

/// The report but for its inputs and what the rules say of the older export is that of today's files alone.
#[test]
fn it_is_no_part_of_today() {
    let (ad, cloud, older) = (ad_csv(&TODAY), cloud_csv(&CLOUD), older());
    let files = [("ad.csv", ad.as_str(), false), ("cloud.csv", &cloud, false)];
    let (alone, with) = (analyse(&files), analyse(&[files[0], ("older.csv", &older, true), files[1]]));
    assert!(alone.directories.before.is_none());
    let (left, right) = (report(&alone), report(&with));
    for part in ["objects", "cloudOnly", "settings", "inferred", "assumed"] {
        assert_eq!(left[part], right[part], "{part}");
    }
    assert_eq!(left["summary"]["objects"], right["summary"]["objects"]);
    // An address that only the older export has twice is no conflict.
    assert_eq!(right["summary"]["findings"]["ad-dup-proxy-address"].as_u64().unwrap_or(0), 0);
    let older = &right["inputs"][2];
    assert_eq!((&older["file"], &older["before"]), (&"older.csv".into(), &true.into()));
    assert_eq!((&older["rows"], &older["objects"], &older["setAside"]), (&3.into(), &3.into(), &0.into()));
    assert_eq!(right["inputs"][0]["before"], false);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (ad, cloud, older) = (ad_csv(&TODAY), cloud_csv(&CLOUD), older());
    // Both AD exports may carry one name.
    let files = [("ad.csv", ad.as_str(), false), ("cloud.csv", &cloud, false), ("ad.csv", &older, true)];
    let expected = report(&analyse(&files));
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(report(&analyse(&order.map(|place| files[place]))), expected, "{order:?}");
    }
}

#[test]
fn an_older_export_alone_is_no_directory() {
    let older = older();
    let analysis = analyse(&[("older.csv", &older, true)]);
    assert!(analysis.directories.on_premises.is_empty() && analysis.directories.cloud.is_empty());
    assert_eq!(analysis.context().on_premises().len(), 0);
}

#[test]
fn only_an_ad_export_can_be_it() {
    for text in [
        cloud_csv(&CLOUD),
        "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\n".to_owned(),
        "principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Global Administrator,assigned\n".to_owned(),
    ] {
        let input = read_before(&text);
        let problem = input.problems.iter().find(|problem| problem.code.name() == "wrong-kind-of-file");
        assert!(problem.is_some_and(|problem| problem.message.contains("must be one of Active Directory")), "{text}");
        assert_eq!((input.used, input.set_aside.len()), (0, input.rows as usize), "{text}");
        assert!(input.facts.is_empty() && input.tables.is_empty());
        // Nor is it taken for a file of today.
        let analysis = analyse(&[("other.csv", &text, true)]);
        assert!(analysis.directories.before.is_none() && analysis.directories.cloud.is_empty());
        assert!(analysis.directories.tenant.domains.is_none() && analysis.directories.tenant.roles.is_none());
    }
}

#[test]
fn without_guids_nothing_is_found_again() {
    let input = read_before("sAMAccountName,userPrincipalName,proxyAddresses\nsmithj,smithj@contoso.com,\n");
    let told = input.problems.iter().filter(|problem| problem.column.as_deref() == Some("ObjectGUID"));
    let told: Vec<&str> = told.map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        told,
        ["There is no column ObjectGUID. Nothing of this older export can be compared with today's."],
        "{:#?}",
        input.problems
    );
    let ad = ad_csv(&TODAY);
    let analysis = analyse(&[
        ("ad.csv", &ad, false),
        ("older.csv", "sAMAccountName,userPrincipalName\nsmithj,jsmith@c.example\n", true),
    ]);
    assert!(analysis.directories.on_premises.objects().all(|object| analysis.context().before(object).is_none()));
}

#[test]
fn a_choice_can_say_it() {
    let choice: FileChoice = serde_json::from_str(r#"{"before": true}"#).expect("a choice");
    let options = ReadOptions::from_choice(&choice).expect("options");
    let mut analyzer = Analyzer::new(&native_decoder::make);
    assert!(analyzer.add(&InMemory::new("older.csv", older().into_bytes()), &options, &mut Silent).is_before);
}
