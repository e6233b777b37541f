//! What holds of every rule, and that the rule reference in `docs/rules` is the one that the code gives.
//! `UPDATE=1 cargo test --test registry` writes the reference.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use common::{VARIATIONS, analyse_school, analyse_school_files, report};
use dirmatch::analyzer::Analysis;
use dirmatch::join::Reason;
use dirmatch::model::case_key;
use dirmatch::report::reference;
use dirmatch::rules::definition::documentation_text;
use dirmatch::rules::{self, Check, REGISTRY, RuleDefinition};
use dirmatch::settings::Settings;

const HEADINGS: [&str; 6] = ["What it does", "Why it matters", "Example", "Not reported", "What to do", "Limits"];

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

fn is_undecidable(rule: &RuleDefinition) -> bool {
    matches!(rule.check, Check::CannotBeDecided)
}

#[test]
fn every_rule_is_whole() {
    let mut ids = BTreeSet::new();
    for rule in REGISTRY.iter() {
        let id = rule.id;
        assert!(is_kebab(id) && ids.insert(id), "{id} is no id of its own");
        assert_eq!(rules::by_id(id).map(|found| found.id), Some(id));
        assert!((2..=6).contains(&rule.title.split(' ').count()), "{id}: the title has not two to six words");
        assert!(!rule.search_terms.is_empty() && !rule.sources.is_empty(), "{id}");
        assert_eq!(rule.needs.is_empty(), is_undecidable(rule), "{id}: what it needs, or that nothing would do");
        for source in rule.sources {
            assert!(source.date.starts_with("20") && !source.title.is_empty(), "{id}: when was the source true?");
        }
        let text = documentation_text(rule);
        let (first, rest) = text.split_once("\n\n").expect("several paragraphs");
        assert!(
            !first.contains('\n') && first.ends_with('.'),
            "{id}: the first paragraph is one line and one sentence"
        );
        let headings: Vec<&str> = rest.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{id}");
    }
}

/// Parts of the messages that administrators see, as their publishers write them, up to where a value of the tenant begins.
/// Source: the pages of `src/rules/pages.rs` that the rule names; for the shared address "About shared mailboxes".
#[test]
fn error_texts_are_found_as_they_are_written() {
    let cases = [
        ("ad-dup-upn", "[DIRSYNC ERROR]: This User has been synced to your Microsoft Entra ID, but we had to modify"),
        (
            "ad-dup-upn",
            "because the user principal name that is associated with this object in the local Active Directory",
        ),
        ("ad-dup-upn", "in your local directory services: [UserPrincipalName"),
        ("ad-dup-proxy-address", "in your local directory services: [ProxyAddresses"),
        (
            "ad-dup-proxy-address",
            "A synchronized object with the same proxy address already exists in your Microsoft Online",
        ),
        ("attribute-value-must-be-unique", "associated with another object in your local directory services"),
        (
            "quarantined-upn",
            "[DIRSYNC ERROR]: This User has been synced to your Microsoft Entra ID, but we had to modify",
        ),
        (
            "quarantined-upn",
            "This object has been updated in your Microsoft Entra ID, but with some modified properties",
        ),
        ("quarantined-proxy", "associated with another object [ProxyAddresses SMTP:"),
        ("quarantined-proxy", "We detected a duplicate Proxy address conflict on the value"),
        ("cloud-contact-or-group-holds-address", "is already being used by the proxy addresses or LegacyExchangeDN of"),
        ("cloud-contact-or-group-holds-address", "Choose another proxy address"),
        ("guest-address-collision", "is already being used by the proxy addresses or LegacyExchangeDN of"),
        ("public-folder-conflict", "proxyAddresses already exists. ConflictingObject: PublicFolder_"),
        (
            "federated-domain-change",
            "Azure Active Directory, because the attribute [FederatedUser.UserPrincipalName], is not valid.",
        ),
        ("left-scope-leftover", "This synchronization operation, Delete, is not valid. Contact Technical Support."),
        ("large-object", "The provisioned object is too large. Trim the number of attribute values on this object."),
        (
            "soft-deleted-value-collision",
            "is soft deleted in the Microsoft Entra ID. Ensure the user is hard deleted before",
        ),
        ("hard-match-blocked-flag", "with the same source anchor already exists in Azure Active Directory"),
        ("hard-match-blocked-role", "The cloud user with privileged roles is not allowed to be taken over."),
        (
            "hard-match-blocked-opoi",
            "not allowed to be updated by your on-premises directory: [OnPremisesObjectIdentifier",
        ),
        (
            "hard-match-blocked-opoi",
            "Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier",
        ),
        (
            "accidental-delete-threshold",
            "Export to Microsoft Entra ID was Stopped. Accidental delete threshold was reached.",
        ),
        ("edit-rejected-synced", "the object is being synchronized from your on-premises organization"),
        ("missing-hybrid-routing", "The target mailbox doesn't have an smtp proxy matching"),
        ("numbered-moera", "Number added to user names"),
        ("orphaned-cloud-object", "Can't manage or remove objects that were synchronized"),
    ];
    for (id, text) in cases {
        let rule = rules::by_id(id).expect("a rule of this id");
        let search = case_key::search_form(text);
        assert!(rule.search_terms.iter().any(|term| case_key::contains(term, &search)), "{id} is not found by: {text}");
    }
}

/// A page has one title and one date, whoever cites it; its number is that of no other page.
#[test]
fn a_page_is_cited_alike_everywhere() {
    let mut dates = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for (name, source) in rules::age::sources() {
        assert_eq!(*dates.entry(source.title).or_insert(source.date), source.date, "{name}: {}", source.title);
        let number = source.title.rsplit_once('(').filter(|(_, end)| end.contains(|c: char| c.is_ascii_digit()));
        if let Some((_, number)) = number {
            assert_eq!(*numbers.entry(number).or_insert(source.title), source.title, "{name}: ({number}");
        }
    }
}

/// A reason of a decision that is a rule has the rule's id; every other is a name that a rule may get later.
#[test]
fn reasons_are_named_like_rules() {
    let mut names = BTreeSet::new();
    for reason in Reason::ALL {
        assert!(is_kebab(reason.name()) && names.insert(reason.name()), "{}", reason.name());
    }
    for rule in ["ad-dup-proxy-address", "ad-dup-upn", "invalid-soft-match", "crossed-match"] {
        assert!(names.contains(rule) && rules::by_id(rule).is_some(), "{rule}");
    }
}

/// The rules that find something, also where another finding tells it.
fn rules_at_work(analysis: &Analysis) -> BTreeSet<String> {
    let report = report(analysis);
    let mut found = BTreeSet::new();
    for finding in report["findings"].as_array().expect("list") {
        let why = finding["why"].as_str().expect("text");
        let also = why.split_once("It also explains: ").map_or("", |(_, also)| also.trim_end_matches('.'));
        found.insert(finding["rule"].as_str().expect("text").to_owned());
        found.extend(also.split(", ").filter(|id| !id.is_empty()).map(str::to_owned));
    }
    found
}

/// Whoever tries the built-in school sees each rule at work; a few wait for a setting.
#[test]
fn every_rule_finds_something_in_the_school() {
    let files = dirmatch::school::files();
    let mut found = BTreeSet::new();
    for assignments in VARIATIONS {
        let mut settings = Settings::default();
        for assignment in assignments {
            settings.set(assignment).expect("a setting");
        }
        let here = rules_at_work(&analyse_school_files(&files, &settings));
        assert!(here.iter().any(|rule| !found.contains(rule)), "{assignments:?} show no further rule");
        found.extend(here);
    }
    let silent: Vec<&str> =
        REGISTRY.iter().filter(|rule| !is_undecidable(rule) && !found.contains(rule.id)).map(|rule| rule.id).collect();
    assert!(silent.is_empty(), "{silent:?} find nothing");
}

/// Most people of the school are fine: whoever looks at a case finds it among them.
#[test]
fn most_of_the_school_is_in_order() {
    let report = report(&analyse_school());
    let key = |object: &serde_json::Value| format!("{} {} {}", object["side"], object["file"], object["row"]);
    let findings = report["findings"].as_array().expect("list");
    let concerned: BTreeSet<String> =
        findings.iter().flat_map(|finding| finding["objects"].as_array().expect("list")).map(key).collect();
    let objects = report["objects"].as_array().expect("list");
    let fine = objects.iter().filter(|object| !concerned.contains(&key(&object["onPremises"]))).count();
    assert!(fine * 10 > objects.len() * 8, "{fine} of {}", objects.len());
}

#[test]
fn the_reference_is_that_of_the_code() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join("rules");
    let mut pages: Vec<(String, String)> =
        REGISTRY.iter().map(|rule| (format!("{}.md", rule.id), reference::rule_page(rule))).collect();
    pages.push(("README.md".to_owned(), reference::index_page()));
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).expect("written");
        }
    }
    let wanted: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .expect("docs/rules; npm run generate writes it")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("text"))
        .collect();
    assert_eq!(there.iter().map(String::as_str).collect::<BTreeSet<_>>(), wanted, "run: npm run generate");
    for (name, text) in pages {
        let written = std::fs::read_to_string(folder.join(&name)).expect("read").replace("\r\n", "\n");
        assert_eq!(written, text, "docs/rules/{name} is old; run: npm run generate");
    }
}
