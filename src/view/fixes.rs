//! The ways to put a finding right, in words, and what trying one of them shows. Decides nothing.

use super::decisions;
use super::names;
use super::what_if;
use crate::analyzer::Analysis;
use crate::finding::{Change, Finding, Findings, Fix, FixKind, Operation, Safety};
use crate::join::identity::TooMuchText;
use crate::plan::{self, Choice, Plan, runbook};
use crate::progress::Progress;
use crate::rules::{self, RuleContext};
use crate::wire::{FixView, PlanChoice, TrialView, ValueChange};

/// How many of the findings that a fix brings in are told.
pub(super) const TOLD: usize = 5;

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// By which a finding is known again while the page is open: its rule and case, its first object, its value. An object
/// whose identifier no file tells is known by its file and row.
pub fn key(analysis: &Analysis, finding: &Finding) -> String {
    let rule = rules::definition(finding).id;
    let owner = analysis.findings.owners(finding).first();
    let object = decisions::subject(analysis, finding).map(|subject| subject.object).or_else(|| {
        let (file, row) = names::place(analysis, *owner?);
        Some(format!("{row} {file}"))
    });
    let value = super::finding_list::value_text(analysis, finding);
    format!("{rule} {} {} {value}", finding.case, object.unwrap_or_default())
}

/// The ways to put the finding at this place right, the likeliest first.
pub fn fixes(analysis: &Analysis, place: u32) -> Vec<FixView> {
    let Some(finding) = analysis.findings.get(place as usize) else { return Vec::new() };
    let fixes = rules::fixes(&analysis.rule_context(), &analysis.findings, finding);
    fixes.iter().enumerate().map(|(fix, told)| view(analysis, Choice { finding: place as usize, fix }, told)).collect()
}

fn view(analysis: &Analysis, choice: Choice, fix: &Fix) -> FixView {
    FixView {
        title: fix.title.clone(),
        note: fix.note.clone(),
        safety: fix.safety,
        changes: fix.changes.iter().map(|change| value_change(analysis, change)).collect(),
        syncs: Plan::new(analysis, &[choice]).map_or(0, |plan| number(plan.waves())),
    }
}

/// A change as the value that goes and the value that comes.
pub(super) fn value_change(analysis: &Analysis, change: &Change) -> ValueChange {
    let (takes, brings) = match &change.operation {
        Operation::Remove(entry) => (Some(entry.clone()), None),
        Operation::Add(entry) => (None, Some(entry.clone())),
        Operation::Set { before, after } => (before.clone(), after.clone()),
    };
    ValueChange {
        id: names::number(analysis, change.owner),
        name: names::name(analysis, change.owner).to_owned(),
        attribute: change.attribute.name().to_owned(),
        takes,
        brings,
    }
}

/// Tries one fix, by the finding's place and the fix's title, on the loaded data. `None` where it is not there.
pub fn try_one(
    analysis: &Analysis,
    place: u32,
    title: &str,
    progress: &mut dyn Progress,
) -> Result<Option<TrialView>, TooMuchText> {
    let Some(choice) = find(analysis, place as usize, title) else { return Ok(None) };
    let Ok(plan) = Plan::new(analysis, &[choice]) else { return Ok(None) };
    let simulation = plan::simulate(analysis, &plan, progress)?;
    let resolves_it = simulation.resolved.contains(&choice.finding);
    Ok(Some(TrialView {
        resolves_it,
        resolves_others: number(simulation.resolved.len() - usize::from(resolves_it)),
        added: simulation.added.iter().take(TOLD).map(|new| new.marked.clone()).collect(),
        added_count: number(simulation.added.len()),
        changed: number(simulation.comparison.changes().len()),
        changes: what_if::rows(analysis, &simulation.comparison, 0, TOLD),
        is_sound: simulation.surprises.is_empty() && simulation.is_undone_by_inverse,
    }))
}

/// The fix of this title.
pub(super) fn find(analysis: &Analysis, place: usize, title: &str) -> Option<Choice> {
    let finding = analysis.findings.get(place)?;
    let fixes = rules::fixes(&analysis.rule_context(), &analysis.findings, finding);
    let fix = fixes.iter().position(|fix| fix.title == title)?;
    Some(Choice { finding: place, fix })
}

/// What a finding offers, which may be less than its rule could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How the finding is put right: by a change of values where there is one, else by steps, else not from here.
    pub kind: FixKind,
    /// The first of its fixes that nobody has to think about.
    pub safe: Option<usize>,
}

/// What a finding offers. Only working out its fixes tells that: a few microseconds.
pub fn offer(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> Offer {
    let fixes = rules::fixes(context, findings, finding);
    let safe = fixes.iter().position(|fix| fix.safety == Safety::Safe);
    let kind = if !fixes.is_empty() {
        FixKind::Script
    } else if runbook::has_one(rules::definition(finding).id) {
        FixKind::Runbook
    } else {
        FixKind::None
    };
    Offer { kind, safe }
}

/// What each finding offers, by its place.
pub fn offers(analysis: &Analysis) -> Vec<Offer> {
    let context = analysis.rule_context();
    analysis.findings.iter().map(|finding| offer(&context, &analysis.findings, finding)).collect()
}

/// For each finding that is open the first of its fixes that nobody has to think about, by place of the finding.
pub fn safe(analysis: &Analysis, offers: &[Offer]) -> Vec<Choice> {
    let open = analysis.findings.iter().zip(offers).enumerate().filter(|(_, (finding, _))| finding.accepted.is_none());
    open.filter_map(|(finding, (_, offer))| Some(Choice { finding, fix: offer.safe? })).collect()
}

/// A choice in words that survive another analysis.
pub(super) fn named(analysis: &Analysis, choice: Choice) -> Option<PlanChoice> {
    let finding = analysis.findings.get(choice.finding)?;
    let fixes = rules::fixes(&analysis.rule_context(), &analysis.findings, finding);
    Some(PlanChoice { key: key(analysis, finding), fix: fixes.into_iter().nth(choice.fix)?.title })
}
