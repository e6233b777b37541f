//! The report as a whole: the same files give the same bytes in any order, several files become one directory, and the
//! counts agree with the lists.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{analyse, analyse_school, analyse_school_files, report, report_bytes, tenant_settings};
use dirmatch::school::SchoolFile;
use dirmatch::settings::Settings;
use serde_json::Value;

/// All orders of some things.
fn orders<T: Clone>(things: &[T]) -> Vec<Vec<T>> {
    if things.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for place in 0..things.len() {
        let mut rest = things.to_vec();
        let first = rest.remove(place);
        all.extend(orders(&rest).into_iter().map(|mut order| {
            order.insert(0, first.clone());
            order
        }));
    }
    all
}

/// Every order of the files that hold the school's objects, and some orders of all its files: each file first and last,
/// forwards and backwards.
#[test]
fn the_order_of_files_does_not_matter() {
    let mut files = dirmatch::school::files();
    // Two files of one name, and one that says nothing.
    let again = b"id,isCloudManaged\n55555555-5555-4555-8555-555555555555,False\n".to_vec();
    files.insert(4, SchoolFile { name: "ad-groups.csv", bytes: again, is_before: false });
    let expected = report_bytes(&analyse_school_files(&files, &Settings::default()));
    assert!(expected.len() > 100_000);
    let (of_objects, others) = files.split_at(5);
    let mut all: Vec<Vec<SchoolFile>> = orders(of_objects).iter().map(|order| [order, others].concat()).collect();
    for place in 0..files.len() {
        let mut order = files.clone();
        order.rotate_left(place);
        all.push(order.clone());
        order.reverse();
        all.push(order);
    }
    for order in all {
        let names: Vec<&str> = order.iter().map(|file| file.name).collect();
        assert!(report_bytes(&analyse_school_files(&order, &Settings::default())) == expected, "{names:?}");
    }
}

/// The rows of a file in another order: rows have other numbers, but every object has the same outcome.
#[test]
fn the_order_of_rows_does_not_matter() {
    let mut reversed = dirmatch::school::files();
    for file in &mut reversed {
        // No cell of the school holds a line break.
        let encoding = encoding_rs::Encoding::for_bom(&file.bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
        let text = encoding.decode(&file.bytes).0;
        let mut lines: Vec<&str> = text.lines().collect();
        let header = lines.iter().position(|line| !line.starts_with('#')).expect("a header");
        lines[header + 1..].reverse();
        file.bytes = lines.join("\n").into_bytes();
    }
    let summary = |report: &Value| {
        let mut outcomes: Vec<String> = report["objects"]
            .as_array()
            .expect("list")
            .iter()
            .map(|object| {
                let cloud = object["cloud"]["id"].clone();
                let key = object["onPremises"]["dn"].clone();
                format!(
                    "{key} {} {} {} {cloud} {}",
                    object["outcome"], object["by"], object["confidence"], object["reasons"]
                )
            })
            .collect();
        outcomes.sort();
        (outcomes, report["summary"].clone())
    };
    let expected = summary(&report(&analyse_school()));
    let actual = summary(&report(&analyse_school_files(&reversed, &Settings::default())));
    assert_eq!(actual.1, expected.1);
    for (actual, expected) in actual.0.iter().zip(&expected.0) {
        assert_eq!(actual, expected);
    }
}

#[test]
fn counts_are_those_of_the_lists() {
    let report = report(&analyse_school());
    let sum = |value: &Value| value.as_object().expect("map").values().map(|n| n.as_u64().expect("count")).sum::<u64>();
    let objects = report["objects"].as_array().expect("list");
    let findings = report["findings"].as_array().expect("list");
    let summary = &report["summary"];
    assert_eq!(summary["objects"]["onPremises"].as_u64(), Some(objects.len() as u64));
    assert_eq!(sum(&summary["outcomes"]), objects.len() as u64);
    assert_eq!(sum(&summary["findings"]), findings.len() as u64);
    assert_eq!(sum(&summary["severities"]), findings.len() as u64);
    for (outcome, count) in summary["outcomes"].as_object().expect("map") {
        let listed = objects.iter().filter(|object| object["outcome"] == outcome.as_str()).count();
        assert_eq!(count.as_u64(), Some(listed as u64), "{outcome}");
    }
    for (rule, count) in summary["findings"].as_object().expect("map") {
        let listed = findings.iter().filter(|finding| finding["rule"] == rule.as_str()).count();
        assert_eq!(count.as_u64(), Some(listed as u64), "{rule}");
    }
    // Every live cloud object is either met by an AD object or listed as one of the cloud alone.
    let met: std::collections::BTreeSet<&str> = objects
        .iter()
        .filter(|object| {
            ["already-synced", "hard-match", "soft-match-smtp", "soft-match-upn"]
                .iter()
                .any(|join| object["outcome"] == *join)
        })
        .filter_map(|object| object["cloud"]["id"].as_str())
        .collect();
    let alone = report["cloudOnly"].as_array().expect("list");
    // A public folder has no id.
    assert!(alone.iter().all(|object| object["id"].as_str().is_none_or(|id| !met.contains(id))));
    assert_eq!(summary["objects"]["cloud"].as_u64(), Some(met.len() as u64 + alone.len() as u64));
    assert_eq!(summary["objects"]["softDeleted"], 38);
}

fn only_object(files: &[(&str, &str)]) -> Value {
    let report = report(&analyse(files, &tenant_settings()));
    assert_eq!(report["summary"]["objects"]["onPremises"], 1, "{:#}", report["objects"]);
    report["objects"][0].clone()
}

const AD: (&str, &str) = (
    "ad.csv",
    "ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName,proxyAddresses\n\
     user,88666888-0101-1111-bbbb-1234567890ab,,ann,ann@contoso.com,SMTP:ann@contoso.com\n",
);

/// What one file lacks another may tell about the same object.
#[test]
fn files_of_one_side_become_one_directory() {
    let admin_center = (
        "users.csv",
        "User principal name,Display name,Object Id,Licenses,Proxy addresses,DirSyncEnabled\n\
         ann@contoso.com,Ann,55555555-5555-4555-8555-555555555555,Unlicensed,SMTP:ann@contoso.com,True\n",
    );
    let graph = (
        "graph.csv",
        "Id,UserPrincipalName,DisplayName,UserType,OnPremisesImmutableId,OnPremisesSyncEnabled\n\
         55555555-5555-4555-8555-555555555555,ann@contoso.com,Ann,Member,iGhmiAEBERG7uxI0VniQqw==,True\n",
    );
    let by = |object: &Value| format!("{} {} {}", object["outcome"], object["by"], object["confidence"]);
    assert_eq!(by(&only_object(&[AD, admin_center])), "\"already-synced\" \"primary-smtp\" \"likely\"");
    assert_eq!(by(&only_object(&[AD, admin_center, graph])), "\"already-synced\" \"source-anchor\" \"certain\"");

    // A file that lists nothing but ids and one property adds to the objects of the other.
    let identifiers = (
        "opoi.csv",
        "id,onPremisesObjectIdentifier\n55555555-5555-4555-8555-555555555555,25c2879e-20ed-4e66-83f0-9e20460aedf8\n\
         66666666-6666-4666-8666-666666666666,25c2879e-20ed-4e66-83f0-9e20460aedf8\n",
    );
    let report = report(&analyse(&[AD, graph, identifiers], &tenant_settings()));
    assert_eq!(report["objects"][0]["outcome"], "hard-match-blocked");
    assert_eq!(report["objects"][0]["reasons"][0], "hard-match-blocked-opoi");
    let input = report["inputs"].as_array().expect("list").iter().find(|input| input["file"] == "opoi.csv");
    let input = input.expect("the file");
    assert_eq!((input["objects"].as_u64(), input["setAside"].as_u64()), (Some(1), Some(1)), "{input:#}");

    // A second AD file without identifiers is joined by UPN; the objects of the first stay as many.
    let ad_mail = (
        "more.csv",
        "sAMAccountName,userPrincipalName,msDsExternalDirectoryObjectId\nann,ANN@contoso.com,User_55555555-5555-4555-8555-555555555555\n",
    );
    let object = only_object(&[AD, ad_mail, graph]);
    assert_eq!(object["lookups"]["cayosoft"]["by"], "external-directory-object-id");

    // Exchange's list of recipients is joined by the id of the cloud object.
    let exchange = (
        "recipients.csv",
        "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
         55555555-5555-4555-8555-555555555555,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com\n",
    );
    let found = common::report(&analyse(&[AD, graph, exchange], &tenant_settings()));
    assert_eq!(found["summary"]["objects"]["cloud"], 1);
    assert_eq!(found["summary"]["findings"]["missing-moera"], 1, "{:#}", found["findings"]);
}

#[test]
fn one_side_alone_says_what_it_cannot() {
    let report = report(&analyse(&[AD], &tenant_settings()));
    assert_eq!(report["objects"][0]["outcome"], "undetermined");
    let why = report["objects"][0]["steps"][1]["why"].as_str().expect("text").to_owned();
    assert_eq!(why, "No export of Microsoft 365 is loaded.");
    let twice = ("ad2.csv", AD.1);
    let report = common::report(&analyse(&[AD, twice], &tenant_settings()));
    let codes: Vec<&Value> = report["inputs"]
        .as_array()
        .expect("list")
        .iter()
        .filter_map(|input| input["problems"].as_array())
        .flatten()
        .collect();
    assert!(codes.iter().any(|problem| problem["code"] == "same-side-twice"), "{codes:#?}");
}

#[test]
fn settings_say_where_they_come_from() {
    let mut files = dirmatch::school::files();
    files.retain(|file| file.name != "domains.csv");
    let report = report(&analyse_school_files(&files, &Settings::default()));
    let names = |field: &str| -> Vec<&str> {
        report[field].as_array().expect("list").iter().filter_map(Value::as_str).collect()
    };
    assert_eq!(names("inferred"), ["initialDomain", "verifiedDomains", "hybridRoutingDomain"]);
    assert!(names("assumed").contains(&"blockSoftMatchEnabled"));
    let domains = (
        "domains.csv",
        "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\nschool.onmicrosoft.com,True,True,Managed\n",
    );
    let features = ("switches.csv", "Name,Value\nblockSoftMatchEnabled,True\n");
    let report = common::report(&analyse(&[AD, domains, features], &Settings::default()));
    assert_eq!(report["settings"]["initialDomain"], "school.onmicrosoft.com");
    assert_eq!(report["settings"]["verifiedDomains"][0], "contoso.com");
    assert_eq!(report["settings"]["blockSoftMatchEnabled"], true);
    for field in ["inferred", "assumed"] {
        let names = report[field].as_array().expect("list");
        for told in ["initialDomain", "verifiedDomains", "blockSoftMatchEnabled"] {
            assert!(names.iter().all(|name| name != told), "{told} is told by a file");
        }
    }
}

/// An analysis can be made again from the same files, for instance with other settings.
#[test]
fn an_analysis_leaves_the_files_as_they_were() {
    let first = report_bytes(&analyse_school());
    assert!(first == report_bytes(&analyse_school()));
}
