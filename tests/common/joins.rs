//! Rows of the tables of joins: what goes in, what must come out for the first AD row, and the document that says so.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use dirmatch::settings::Settings;

use super::{ad_csv, analyse, cloud_csv, report, tenant_settings};

pub(crate) const EXISTING_TENANT: &str =
    "Microsoft, Configure Microsoft Entra Connect for an existing tenant, 2026-07-01";
pub(crate) const SYNC_ERRORS: &str = "Microsoft, Troubleshoot errors during synchronization, 2026-07-01";
pub(crate) const DESIGN: &str = "Microsoft, Microsoft Entra Connect: Design concepts, read 2026-07";
pub(crate) const DEFAULT_RULES: &str =
    "Microsoft, Microsoft Entra Connect Sync: Understanding the default configuration, read 2026-07";
pub(crate) const EXPORTED_RULES: &str = "Microsoft, AADConnectConfigDocumenter: exported default rules, 2022-09";
pub(crate) const DOES_NOT_SYNC: &str =
    "Microsoft, One or more objects don't sync when the sync tool is used (KB 2643629)";
pub(crate) const FILTERED: &str = "Microsoft, User object is missing or filtered (KB 3066176)";
pub(crate) const SMTP_MATCHING: &str = "Microsoft, How to use SMTP matching (KB 2641663)";
pub(crate) const UPN_MATCHING: &str = "Microsoft, How to use UPN matching for identity synchronization (KB 3164442)";
pub(crate) const FEATURES: &str = "Microsoft, Microsoft Entra Connect Sync service features, 2026-07-03";
pub(crate) const RESILIENCY: &str =
    "Microsoft, Identity synchronization and duplicate attribute resiliency, read 2026-07";
pub(crate) const DUPLICATES: &str = "Microsoft, Diagnose duplicated attribute synchronization errors, 2026-09-10 (AttributeConflictName SipProxyAddress)";
pub(crate) const AUTHORITY: &str = "Microsoft, Configure user Source of Authority (SOA), 2026-04-15";
pub(crate) const RECYCLE_BIN: &str = "Microsoft, Microsoft Entra Connect Sync: Enable AD recycle bin, read 2026-07";
pub(crate) const ROLES: &str = "Microsoft, Microsoft Entra built-in roles, 2026-01-20";
pub(crate) const ROLE_NOTICE: &str = "Microsoft, message center MC1262584, 2026-03-26";
pub(crate) const BINDING_NOTICE: &str = "Microsoft, message center MC1263280, 2026-03-27";
pub(crate) const ADDRESSES: &str =
    "Microsoft, How the proxyAddresses attribute is populated in Microsoft Entra ID (KB 3190357)";
pub(crate) const UPN_IN_THE_CLOUD: &str = "Microsoft, Microsoft Entra UserPrincipalName population, read 2026-07";
pub(crate) const GRAPH_USER: &str = "Microsoft, Graph v1.0: user resource type, read 2026-07";
pub(crate) const ENTRA_POWERSHELL: &str = "Microsoft, Entra PowerShell: Get-EntraDeletedUser, 2026-03";
/// No document says it; the row says how the gap is judged.
pub(crate) const NOT_DOCUMENTED: &str = "not documented: judged with care";

/// Roles of the tenant when nobody of the rows holds one.
pub(crate) const NO_ROLES: &str =
    "principalId,role,assignment\n99999999-9999-4999-8999-999999999998,Reports Reader,assigned\n";

/// A cloud user that has nothing to do with anybody.
pub(crate) const OTHER: &str = "id=G9 upn=other@c px=P:other@c imm= sync= opoi= soa=false";

/// A file in which the account `id=G5` holds a role, `assigned` or `eligible`.
pub(crate) fn role(name: &str, assignment: &str) -> String {
    format!("principalId,role,assignment\n{},{name},{assignment}\n", super::GUIDS[4])
}

/// Settings of the tenant with these changes; `-name` takes one away, so that it is not known.
pub(crate) fn settings_with(changes: &[&str]) -> Settings {
    let mut effective = tenant_settings();
    for change in changes {
        if let Some(name) = change.strip_prefix('-') {
            let mut all = serde_json::to_value(&effective).expect("JSON");
            assert!(all.get(name).is_some_and(|value| !value.is_null()), "{name} is no setting of the tenant");
            all[name] = serde_json::Value::Null;
            effective = serde_json::from_value(all).expect("settings");
        } else {
            effective.set(change).expect("a setting");
        }
    }
    effective
}

/// AD rows, cloud rows, settings beyond the tenant's, and what must come out for the first AD row:
/// `outcome by confidence cloud-row reasons`, with `-` for none.
#[track_caller]
pub(crate) fn check(ad: &[&str], cloud: &[&str], settings: &[&str], expected: &str) {
    check_with(ad, cloud, Some(NO_ROLES), settings, expected);
}

#[track_caller]
pub(crate) fn check_with(ad: &[&str], cloud: &[&str], roles: Option<&str>, settings: &[&str], expected: &str) {
    row_with("", ad, cloud, roles, settings, expected);
}

/// The same with the document that says so.
#[track_caller]
pub(crate) fn row(source: &str, ad: &[&str], cloud: &[&str], settings: &[&str], expected: &str) {
    row_with(source, ad, cloud, Some(NO_ROLES), settings, expected);
}

#[track_caller]
pub(crate) fn row_with(
    source: &str,
    ad: &[&str],
    cloud: &[&str],
    roles: Option<&str>,
    settings: &[&str],
    expected: &str,
) {
    let report = report_of(ad, cloud, roles, settings);
    let found = &report["objects"][0];
    assert_eq!(
        in_words(found),
        expected,
        "\n{source}\nAD {ad:?}\ncloud {cloud:?}\n{settings:?}\n{}",
        serde_json::to_string_pretty(found).expect("text")
    );
}

/// The report on these rows.
pub(crate) fn report_of(ad: &[&str], cloud: &[&str], roles: Option<&str>, settings: &[&str]) -> serde_json::Value {
    let (ad_text, cloud_text) = (ad_csv(ad), cloud_csv(cloud));
    let mut files = vec![("ad.csv", ad_text.as_str()), ("cloud.csv", cloud_text.as_str())];
    files.extend(roles.map(|roles| ("roles.csv", roles)));
    report(&analyse(&files, &settings_with(settings)))
}

/// An object of the report as `outcome by confidence cloud-row reasons`.
pub(crate) fn in_words(found: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let reasons: Vec<String> = found["reasons"].as_array().expect("list").iter().map(text).collect();
    let row = found["cloud"]["row"].as_u64().map_or_else(|| "-".to_owned(), |row| (row - 1).to_string());
    let reasons = if reasons.is_empty() { "-".to_owned() } else { reasons.join(",") };
    format!("{} {} {} {row} {reasons}", text(&found["outcome"]), text(&found["by"]), text(&found["confidence"]))
}

/// What the steps of an object of the report say, one after the other.
pub(crate) fn story(found: &serde_json::Value) -> String {
    let steps = found["steps"].as_array().expect("list").iter();
    steps.map(|step| step["why"].as_str().expect("text")).collect::<Vec<_>>().join(" ")
}
