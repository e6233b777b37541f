//! One fault is told once: no two rules tell of the same first object and the same value, but for the pairs listed here,
//! each with the reason why it is two faults. The school has a case of every rule.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{VARIATIONS, analyse_school_files, report};
use dirmatch::model::case_key;
use dirmatch::rules::{self, REGISTRY};
use dirmatch::settings::Settings;

/// Rules whose value names what their fault is about, and is no fault itself; so another rule may have it.
const ABOUT_SOMETHING_ELSE: [(&str, &str); 5] = [
    ("missing-policy-alias", "the value is the address of which the missing one is made"),
    ("override-wrong-domain", "the domain is wrong for RM Unify, whatever else is wrong with the address"),
    ("remote-mailbox-not-stamped", "the value names the mailbox; what is missing is a mark in AD"),
    ("upn-sam-drift", "the account name is compared; another UPN does not bring the two together"),
    ("upn-vs-primary-smtp", "the address is compared; a UPN that is right in itself may still differ from it"),
];

/// Two rules that may tell of one object and value, with the reason.
const TWO_FAULTS: [(&str, &str, &str); 14] = [
    ("ad-dup-mail", "ad-dup-upn", "two attributes, each of which has to be changed"),
    ("ad-dup-proxy-address", "ad-dup-upn", "two attributes, each of which has to be changed"),
    ("ad-dup-proxy-address", "ambiguous-soft-match", "who keeps the address in AD, and whose the account is"),
    ("ad-dup-upn", "ambiguous-soft-match", "who keeps the name in AD, and whose the account is"),
    ("ad-dup-proxy-address", "invalid-soft-match", "who keeps the address in AD, and an account of another anchor"),
    ("ad-dup-upn", "invalid-soft-match", "who keeps the name in AD, and an account of another anchor"),
    ("ad-dup-proxy-address", "soft-match-blocked-flag", "a value in AD, and a switch of the tenant"),
    ("ad-dup-proxy-address", "upn-differs-ad-cloud", "two attributes, where mail becomes the sign-in name"),
    ("crossed-match", "soft-match-blocked-flag", "which account is right, and a switch of the tenant"),
    ("identity-data-validation-failed", "mail-malformed", "mail as it is, and as sign-in name, which allows less"),
    ("identity-data-validation-failed", "mail-too-long", "mail as it is, and as sign-in name, which allows less"),
    ("nick-drift", "opted-out-or-renamed", "the alias beside the address, and the account name beside it"),
    ("upn-unverified-suffix", "verified-domain-removed", "one user, and one cause for all users of the domain"),
    ("address-reuse-blocked", "existing-admin-role-conflict", "who has the address, and a role of the account"),
];

#[test]
fn no_two_rules_tell_one_fault() {
    let files = dirmatch::school::files();
    let mut unlisted = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let whole_export: &[&str] = &["completeExport=true"];
    for assignments in VARIATIONS.into_iter().chain([whole_export]) {
        let mut settings = Settings::default();
        for assignment in assignments {
            settings.set(assignment).expect("a setting");
        }
        let report = report(&analyse_school_files(&files, &settings));
        let mut by_fault: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for finding in report["findings"].as_array().expect("list") {
            let first = &finding["objects"][0];
            // A fault of the object as a whole has no value that another could tell.
            let Some(value) = finding["values"][0].as_str().filter(|value| !value.is_empty()) else { continue };
            let value = case_key::fold(value);
            let value = value.strip_prefix("smtp:").unwrap_or(&*value);
            let fault = format!("{} {} {value}", first["file"], first["row"]);
            let rule = finding["rule"].as_str().expect("text").to_owned();
            by_fault.entry(fault).or_default().insert(rule);
        }
        for (fault, rules) in by_fault {
            let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
            for (place, first) in rules.iter().enumerate() {
                for second in &rules[place + 1..] {
                    if let Some(entry) = listed(first, second) {
                        seen.insert(entry);
                    } else {
                        unlisted.insert(format!("{first} and {second}"), format!("{fault} {assignments:?}"));
                    }
                }
            }
        }
    }
    assert!(unlisted.is_empty(), "one of each pair should yield to the other: {unlisted:#?}");
    let stale: Vec<usize> =
        (0..TWO_FAULTS.len() + ABOUT_SOMETHING_ELSE.len()).filter(|entry| !seen.contains(entry)).collect();
    assert!(stale.is_empty(), "entries {stale:?} are about nothing");
}

/// The place of the entry that allows the pair.
fn listed(first: &str, second: &str) -> Option<usize> {
    let is_pair = |(one, other, _): &(&str, &str, &str)| [(first, second), (second, first)].contains(&(one, other));
    TWO_FAULTS.iter().position(is_pair).or_else(|| {
        let is_about = |(rule, _): &(&str, &str)| *rule == first || *rule == second;
        ABOUT_SOMETHING_ELSE.iter().position(is_about).map(|place| TWO_FAULTS.len() + place)
    })
}

/// A rule yields to rules that exist, and to none that, in the end, yields to it.
#[test]
fn every_fault_has_one_leader() {
    for rule in REGISTRY.iter() {
        let mut above: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&str> = rule.yields_to.to_vec();
        while let Some(id) = next.pop() {
            let leader = rules::by_id(id);
            assert!(leader.is_some(), "{} yields to {id}, which is no rule", rule.id);
            if above.insert(id) {
                next.extend(leader.iter().flat_map(|leader| leader.yields_to));
            }
        }
        assert!(!above.contains(rule.id), "{} yields to itself", rule.id);
    }
}
