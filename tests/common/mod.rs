//! A short way to write small directories, and to analyse them: rows such as `og=G1 upn=ann@c px=P:ann@c,s:info@c`.
//!
//! Keys are those of the tables below. A key that no row of a table uses has no column in the file, so that
//! "not exported" is written by leaving it out; `key=` is a blank cell. In values `@c`, `@f`, `@o` and `@m` stand for the
//! domains contoso.com, fabrikam.com and the tenant's own two; `~` stands for a blank; in `px` `P:` is `SMTP:` and `s:` is
//! `smtp:`; `G1` to `G9` are identifiers, and `b(G1)` is the Base64 text of one.

#![allow(dead_code, reason = "each test crate uses its part")]
#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

pub(crate) mod fixes;
pub(crate) mod joins;
pub(crate) mod known_truth;

use std::sync::LazyLock;

use dirmatch::analyzer::{Analysis, Analyzer};
use dirmatch::import::{InMemory, ReadOptions, native_decoder};
use dirmatch::model::Guid;
use dirmatch::progress::Silent;
use dirmatch::school::SchoolFile;
use dirmatch::settings::Settings;

/// The identifiers that `G1` to `G9` stand for. The first four are Microsoft's own examples.
pub(crate) const GUIDS: [&str; 9] = [
    "88666888-0101-1111-bbbb-1234567890ab",
    "25c2879e-20ed-4e66-83f0-9e20460aedf8",
    "30475e40-e7ae-4af3-af75-8b143c81daf5",
    "8ac654f2-2125-4252-b9b0-d2219b9bb395",
    "55555555-5555-4555-8555-555555555555",
    "66666666-6666-4666-8666-666666666666",
    "77777777-7777-4777-8777-777777777777",
    "88888888-8888-4888-8888-888888888888",
    "99999999-9999-4999-8999-999999999999",
];

/// Columns of the AD file: key and header.
const AD: &[(&str, &str)] = &[
    ("class", "ObjectClass"),
    ("dn", "DistinguishedName"),
    ("og", "ObjectGUID"),
    ("cg", "msDsConsistencyGuid"),
    ("ext", "msDsExternalDirectoryObjectId"),
    ("sid", "objectSid"),
    ("sam", "sAMAccountName"),
    ("emp", "employeeID"),
    ("upn", "userPrincipalName"),
    ("mail", "mail"),
    ("px", "proxyAddresses"),
    ("ta", "targetAddress"),
    ("nick", "mailNickname"),
    ("name", "displayName"),
    ("given", "givenName"),
    ("sn", "sn"),
    ("rtd", "msExchRecipientTypeDetails"),
    ("crit", "isCriticalSystemObject"),
    ("desc", "adminDescription"),
    ("gt", "groupType"),
    ("rrt", "msExchRemoteRecipientType"),
    ("mdb", "homeMDB"),
    ("leg", "legacyExchangeDN"),
    ("hide", "msExchHideFromAddressLists"),
    ("made", "whenCreated"),
];

/// Columns of the cloud file: key and header.
const CLOUD: &[(&str, &str)] = &[
    ("id", "id"),
    ("upn", "userPrincipalName"),
    ("name", "displayName"),
    ("given", "givenName"),
    ("sn", "surname"),
    ("nick", "mailNickname"),
    ("sam", "onPremisesSamAccountName"),
    ("emp", "employeeId"),
    ("type", "userType"),
    ("class", "objectType"),
    ("mail", "mail"),
    ("px", "proxyAddresses"),
    ("imm", "onPremisesImmutableId"),
    ("sid", "onPremisesSecurityIdentifier"),
    ("sync", "onPremisesSyncEnabled"),
    ("opoi", "onPremisesObjectIdentifier"),
    ("soa", "isCloudManaged"),
    ("exo", "exo"),
    ("del", "deletedDateTime"),
    ("oupn", "onPremisesUserPrincipalName"),
    ("err", "provisioningErrors"),
    ("gts", "groupTypes"),
    ("me", "mailEnabled"),
    ("se", "securityEnabled"),
    ("made", "createdDateTime"),
];

pub(crate) fn expand_text(key: &str, value: &str) -> String {
    let mut text = value.replace('~', " ");
    for (short, long) in [
        ("@c", "@contoso.com"),
        ("@f", "@fabrikam.com"),
        ("@o", "@contoso.onmicrosoft.com"),
        ("@m", "@contoso.mail.onmicrosoft.com"),
    ] {
        // Only where nothing that belongs to a domain follows.
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(short) {
            let after = &rest[at + short.len()..];
            out.push_str(&rest[..at]);
            let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-');
            out.push_str(if ends { long } else { short });
            rest = after;
        }
        out.push_str(rest);
        text = out;
    }
    text = with_identifiers(&text);
    if key == "px" {
        let entries: Vec<String> = text
            .split(',')
            .map(|entry| {
                entry
                    .strip_prefix("P:")
                    .map(|rest| format!("SMTP:{rest}"))
                    .or_else(|| entry.strip_prefix("s:").map(|rest| format!("smtp:{rest}")))
                    .unwrap_or_else(|| entry.to_owned())
            })
            .collect();
        text = entries.join("|");
    }
    text
}

/// Puts identifiers in place of `G1` and `b(G1)`, but not of a `G1` inside Base64 text.
fn with_identifiers(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('G') {
        let number = rest[at + 1..].chars().next().and_then(|c| c.to_digit(10)).filter(|&number| number > 0);
        let is_word = !rest[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
            && !rest[at + 1..].chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
        let Some(number) = number.filter(|_| is_word) else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        let guid = GUIDS[number as usize - 1];
        let base64 = rest[..at].strip_suffix("b(").filter(|_| rest[at + 2..].starts_with(')'));
        if let Some(before) = base64 {
            out.push_str(before);
            out.push_str(&Guid::parse(guid).expect("guid").to_base64());
            rest = &rest[at + 3..];
        } else {
            out.push_str(&rest[..at]);
            out.push_str(guid);
            rest = &rest[at + 2..];
        }
    }
    out + rest
}

fn table(columns: &[(&str, &str)], rows: &[&str]) -> String {
    let parsed: Vec<Vec<(&str, &str)>> = rows
        .iter()
        .map(|row| row.split_whitespace().map(|pair| pair.split_once('=').expect("key=value")).collect())
        .collect();
    for (key, _) in parsed.iter().flatten() {
        assert!(columns.iter().any(|(known, _)| known == key), "no column {key}");
    }
    let used: Vec<&(&str, &str)> =
        columns.iter().filter(|(key, _)| parsed.iter().flatten().any(|(other, _)| other == key)).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(used.iter().map(|(_, header)| *header)).expect("header");
    for row in &parsed {
        let cell = |key: &str| {
            row.iter().find(|(other, _)| *other == key).map(|(_, value)| expand_text(key, value)).unwrap_or_default()
        };
        writer.write_record(used.iter().map(|(key, _)| cell(key))).expect("row");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

/// The AD file of these rows.
pub(crate) fn ad_csv(rows: &[&str]) -> String {
    table(AD, rows)
}

/// The cloud file of these rows.
pub(crate) fn cloud_csv(rows: &[&str]) -> String {
    // A filled property shows that the command asked for more than Graph gives by itself; else blank columns count as not
    // exported.
    let asked: Vec<String> = rows
        .iter()
        .map(|row| if row.contains(" type=") { (*row).to_owned() } else { format!("{row} type=Member") })
        .collect();
    table(CLOUD, &asked.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The settings of the tenant in which nothing is left open: contoso.com and fabrikam.com, all switches as Microsoft
/// sets them.
pub(crate) fn tenant_settings() -> Settings {
    let mut settings = Settings::default();
    for assignment in [
        "initialDomain=contoso.onmicrosoft.com",
        "verifiedDomains=contoso.com,fabrikam.com",
        "hybridRoutingDomain=contoso.mail.onmicrosoft.com",
        "sourceAnchorAttribute=ms-DS-ConsistencyGuid",
        "blockSoftMatchEnabled=false",
        "blockCloudObjectTakeoverThroughHardMatchEnabled=false",
        "softMatchOnUpnEnabled=true",
        "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=false",
        "hardMatchHardening=true",
    ] {
        settings.set(assignment).expect(assignment);
    }
    settings
}

/// Reads files, given as name and content, and analyses them.
pub(crate) fn analyse<T: AsRef<[u8]> + ?Sized>(files: &[(&str, &T)], settings: &Settings) -> Analysis {
    let mut analyzer = Analyzer::new(&native_decoder::make);
    for (name, content) in files {
        // A file of this name is an older AD export.
        let options = ReadOptions { is_before: *name == "before", ..ReadOptions::default() };
        analyzer.add(&InMemory::new(*name, content.as_ref()), &options, &mut Silent);
    }
    analyzer.analyze(settings, &mut Silent).expect("room")
}

/// The built-in school, analysed without settings.
pub(crate) fn analyse_school() -> Analysis {
    analyse_school_files(&dirmatch::school::files(), &Settings::default())
}

/// Files of the school, or of one made from it, in this order.
pub(crate) fn analyse_school_files(files: &[SchoolFile], settings: &Settings) -> Analysis {
    let mut analyzer = Analyzer::new(&native_decoder::make);
    for file in files {
        let options = ReadOptions { is_before: file.is_before, ..ReadOptions::default() };
        analyzer.add(&InMemory::new(file.name, file.bytes.as_slice()), &options, &mut Silent);
    }
    analyzer.analyze(settings, &mut Silent).expect("room")
}

/// The settings under which the school shows what depends on one. The first are those of whoever opens it.
pub(crate) const VARIATIONS: [&[&str]; 11] = [
    &[],
    &["ruleSet=idfix"],
    &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"],
    &["blockSoftMatchEnabled=true"],
    &["softMatchOnUpnEnabled=false"],
    &["loginIdAttribute=mail"],
    &["sourceAnchorAttribute=employeeId"],
    &["aliasPolicyDomains=castlestreet.fabrikam.com"],
    &["rmUnify=true", "federatedDomains=glanyrafon.contoso.com"],
    &["rmUnify=true", "federatedDomains=glanyrafon.contoso.com", "rmUnifyEmailAttribute=mail"],
    &["accidentalDeletionThreshold=1"],
];

/// The whole report as a JSON value, held against the schema.
pub(crate) fn report(analysis: &Analysis) -> serde_json::Value {
    serde_json::from_slice(&report_bytes(analysis)).expect("JSON")
}

/// The schema of the report, compiled once.
static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let text = include_str!("../../docs/report.schema.json");
    let schema = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
});

/// Fails where a report is not of the schema.
#[track_caller]
pub(crate) fn hold_against_schema(bytes: &[u8]) {
    let report: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    let faults: Vec<String> =
        SCHEMA.iter_errors(&report).take(5).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(faults.is_empty(), "the report is not of its schema: {faults:#?}");
    for input in report["inputs"].as_array().expect("list") {
        let count = |name: &str| input[name].as_u64().expect("count");
        assert_eq!(count("rows"), count("objects") + count("setAside"), "rows of {} are lost", input["file"]);
    }
}

/// The whole report as it is written.
pub(crate) fn report_bytes(analysis: &Analysis) -> Vec<u8> {
    let mut bytes = Vec::new();
    dirmatch::report::json::write(analysis, &mut bytes).expect("written");
    hold_against_schema(&bytes);
    bytes
}
