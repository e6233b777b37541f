//! Several thousand objects of which the truth is known, as real export files: not one may be joined to another cloud object
//! than its own with any confidence. Once from the recommended exports, once from the plain pair, which tells less.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::BTreeMap;

use common::known_truth::{Directory, Truth};
use common::{analyse, report, tenant_settings};

const EACH: usize = 90;

/// What is said of one object.
struct Said {
    outcome: String,
    confidence: String,
    cloud: Option<String>,
}

impl Said {
    fn is_join(&self) -> bool {
        ["already-synced", "hard-match", "hard-match-restore", "soft-match-smtp", "soft-match-upn"]
            .contains(&self.outcome.as_str())
    }

    fn is_sure(&self) -> bool {
        self.confidence != "possible"
    }

    fn is_wrong_match(&self, truth: &Truth) -> bool {
        self.is_join() && self.is_sure() && self.cloud != truth.cloud
    }
}

/// What is said, by objectGUID.
fn said_of(files: &[(&'static str, String)]) -> BTreeMap<String, Said> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let report = report(&analyse(&files, &tenant_settings()));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let one = |found: &serde_json::Value| {
        let said = Said {
            outcome: text(&found["outcome"]),
            confidence: text(&found["confidence"]),
            cloud: found["cloud"]["id"].as_str().map(str::to_owned),
        };
        (text(&found["onPremises"]["id"]), said)
    };
    report["objects"].as_array().expect("list").iter().map(one).collect()
}

/// For each kind how often what was said.
fn counts<'a>(directory: &'a Directory, said: &BTreeMap<String, Said>) -> BTreeMap<&'a str, BTreeMap<String, usize>> {
    let mut counts: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for truth in &directory.truths {
        let said = &said[&truth.guid];
        let to = match (said.is_join(), said.cloud == truth.cloud) {
            (false, _) => "",
            (true, true) => " its own",
            (true, false) => " another's",
        };
        let words = format!("{} {}{to}", said.outcome, said.confidence);
        *counts.entry(truth.kind).or_default().entry(words).or_default() += 1;
    }
    counts
}

#[test]
fn recommended_exports() {
    let directory = Directory::new(20_261_121, EACH);
    assert!(directory.truths.len() >= 3_000, "{}", directory.truths.len());
    let said = said_of(&directory.recommended_exports());
    let counts = counts(&directory, &said);
    assert_eq!(said.len(), directory.truths.len(), "every object is in the report");
    for truth in &directory.truths {
        let said = &said[&truth.guid];
        assert!(!said.is_wrong_match(truth), "a wrong match: {} {}\n{counts:#?}", truth.kind, truth.guid);
        assert_eq!(said.outcome, truth.outcome, "{}\n{counts:#?}", truth.kind);
        let is_contest = truth.kind.starts_with("contest") || truth.kind == "anchor in another spelling";
        assert_eq!(said.is_sure(), !is_contest, "{} {}\n{counts:#?}", truth.kind, said.confidence);
    }
    for (kind, outcomes) in &counts {
        assert_eq!(outcomes.values().sum::<usize>(), EACH, "{kind}: {outcomes:?}");
    }
    assert_eq!(counts.len(), directory.truths.len() / EACH, "{counts:#?}");
}

#[test]
fn plain_pair() {
    let directory = Directory::new(20_261_122, EACH);
    let said = said_of(&directory.plain_pair());
    let counts = counts(&directory, &said);
    for truth in &directory.truths {
        let said = &said[&truth.guid];
        assert!(!said.is_wrong_match(truth), "a wrong match: {} {}\n{counts:#?}", truth.kind, truth.guid);
        // Without anchors nothing but what AD itself says is certain.
        let is_certain = said.confidence == "certain";
        assert!(!is_certain || said.outcome == "out-of-scope", "{} {}\n{counts:#?}", truth.kind, said.outcome);
    }
    // Where a name agrees the right account is found all the same, likely; what the pair cannot tell is another outcome or
    // less sure, never another account.
    let all_are = |kind: &str, words: &str| {
        assert_eq!(counts[kind].get(words), Some(&EACH), "{kind}: {:?}", counts[kind]);
    };
    for kind in [
        "synced",
        "synced, anchor of an older AD",
        "synced, other forest",
        "owner of a wanted address",
        "owner of a copied anchor",
        "created again",
        "anchor in another spelling",
        "hard, bound to another",
    ] {
        all_are(kind, "already-synced likely its own");
    }
    for kind in
        ["hard", "hard, left the scope", "soft, address and UPN", "soft, address", "soft, mail", "soft, crossed"]
    {
        all_are(kind, "soft-match-smtp likely its own");
    }
    all_are("soft, UPN", "soft-match-upn likely its own");
    all_are("address of a synced user", "soft-match-blocked likely");
    all_are("contest by address", "soft-match-smtp possible its own");
    all_are("contest by address, other", "soft-match-smtp possible another's");
    all_are("new, address taken", "new-object-quarantined likely");
    all_are("address of a guest", "new-object-quarantined likely");
    for kind in counts.keys().filter(|kind| kind.starts_with("outside: ")) {
        all_are(kind, "out-of-scope certain");
    }
    for kind in ["synced group", "soft, group", "new group", "synced contact", "soft, contact", "new contact"] {
        all_are(kind, "undetermined possible");
    }
}
