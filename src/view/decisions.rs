//! What was decided about findings, for the page and the command line. Decides nothing.

use crate::analyzer::Analysis;
use crate::coverage;
use crate::decisions::{self, AcceptedFinding};
use crate::finding::{Acceptance, Finding};
use crate::rules;
use crate::wire::{AcceptanceView, DecisionsView, FindingSubject, UnneededView};

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What was decided, in numbers, and what of it is needed no longer.
pub fn decisions(analysis: &Analysis) -> DecisionsView {
    DecisionsView {
        accepted: number(analysis.findings.iter().filter(|finding| finding.accepted.is_some()).count()),
        unneeded: analysis
            .unneeded
            .iter()
            .filter_map(|&place| Some((place, analysis.decisions.accepted.get(place)?)))
            .map(|(place, entry)| unneeded(analysis, place, entry))
            .collect(),
    }
}

/// An entry that fits no finding. Only where its rule saw all that it looks at does that mean that the fault is gone.
fn unneeded(analysis: &Analysis, place: usize, entry: &AcceptedFinding) -> UnneededView {
    let could_run = rules::by_id(&entry.rule).is_some_and(|rule| coverage::runs(analysis, rule));
    let value = entry.value.as_ref().map(|value| format!(", value “{value}”")).unwrap_or_default();
    let end = if could_run {
        "is no longer needed: no finding of these files fits it. If the files are the whole exports, take it out."
    } else {
        "cannot be judged: no finding of these files fits it, but they do not tell all that the rule looks at. Keep it."
    };
    UnneededView {
        place: number(place),
        could_run,
        sentence: format!("The accepted finding {} of {}{value} {end}", entry.rule, entry.object),
    }
}

/// Why a finding is accepted.
pub fn acceptance(analysis: &Analysis, finding: &Finding) -> Option<AcceptanceView> {
    let (reason, date) = analysis.decisions.acceptance(finding)?;
    Some(AcceptanceView {
        reason: reason.to_owned(),
        date: date.to_owned(),
        entry: match finding.accepted? {
            Acceptance::RuleOff => None,
            Acceptance::Entry(place) => Some(place),
        },
    })
}

/// By what a decision names a finding.
pub fn subject(analysis: &Analysis, finding: &Finding) -> Option<FindingSubject> {
    let (object, value) = decisions::subject(&analysis.findings, finding, &analysis.directories, &analysis.index.keys)?;
    Some(FindingSubject { object, value })
}
