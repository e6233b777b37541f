//! What a fix must do to the loaded data: take its finding away and bring in none, but for a list with reasons.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use dirmatch::analyzer::Analysis;
use dirmatch::finding::Severity;
use dirmatch::plan::{self, Choice, Plan};
use dirmatch::progress::Silent;
use dirmatch::rules::{self, RuleDefinition};

/// One object has several names, and a fix is about one of them: that it differs from the others may be told then, as no
/// more than a low matter.
const OTHER_NAMES: [&str; 4] = ["upn-vs-primary-smtp", "upn-mail-drift", "upn-sam-drift", "nick-drift"];

/// What else a fix of a rule may bring in, with the reason.
const CONSEQUENCES: &[(&str, &str)] = &[
    // A join comes about that was blocked, and what AD does not list is told before it is lost.
    ("anchor-encoding-error", "match-overwrites-cloud-data"),
    ("anchor-encoding-error", "moera-prefix-stale"),
    ("primary-vs-secondary-near-match", "match-overwrites-cloud-data"),
    // A value that two objects share, in mail and in mail, is told by another rule where one lists it from now on.
    ("upn-vs-primary-smtp", "ad-cross-attribute-collision"),
    ("upn-mail-drift", "ad-cross-attribute-collision"),
    ("upn-mail-drift", "primary-vs-secondary-near-match"),
    // An object that leads to an account by several values is told of one after the other.
    ("invalid-soft-match", "invalid-soft-match"),
    // Where one primary address is left, mail can be held against it.
    ("ad-multiple-primary", "ad-mail-vs-primary"),
    // That RM Unify takes the address from an attribute is said of each address that it can give.
    ("override-wrong-domain", "override-attribute"),
];

/// May a fix of the rule bring in a finding of the other one?
pub(crate) fn is_consequence(rule: &str, other: &RuleDefinition) -> bool {
    OTHER_NAMES.contains(&other.id) && other.severity <= Severity::Low || CONSEQUENCES.contains(&(rule, other.id))
}

/// Tries every fix of every finding: it takes its finding away and brings in nothing but what is listed.
pub(crate) fn try_all(analysis: &Analysis, place_of_data: &str, faults: &mut Vec<String>) -> usize {
    let context = analysis.rule_context();
    let mut tried = 0;
    for place in 0..analysis.findings.len() {
        let finding = analysis.findings.get(place).expect("there");
        let rule = rules::definition(finding).id;
        for (fix, told) in rules::fixes(&context, &analysis.findings, finding).iter().enumerate() {
            tried += 1;
            let what = format!("{rule} in {place_of_data}, “{}”", told.title);
            assert!(!told.title.is_empty() && !told.title.ends_with('.') && !told.title.contains("  "), "{what}");
            assert!(
                told.note.is_empty() || told.note.ends_with('.') && !told.note.contains("  "),
                "{what}: {}",
                told.note
            );
            let plan = match Plan::new(analysis, &[Choice { finding: place, fix }]) {
                Ok(plan) => plan,
                Err(refusals) => {
                    faults.push(format!("{what} is refused: {refusals:?}"));
                    continue;
                }
            };
            let simulation = plan::simulate(analysis, &plan, &mut Silent).expect("room");
            if !simulation.surprises.is_empty() {
                faults.push(format!("{what}: {:?}", simulation.surprises));
            }
            if !simulation.is_undone_by_inverse {
                faults.push(format!("{what}: the inverse leaves something"));
            }
            if !simulation.resolved.contains(&place) {
                faults.push(format!("{what} leaves its finding"));
            }
            for added in &simulation.added {
                let other = rules::REGISTRY[usize::from(added.identity.rule)];
                if !is_consequence(rule, other) {
                    faults.push(format!("{what} brings in {}: {}", other.id, added.message));
                }
            }
        }
    }
    tried
}
