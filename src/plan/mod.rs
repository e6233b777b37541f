//! From chosen fixes to a plan: steps in safe order, grouped between sync cycles, tried on the loaded data first.
//!
//! A plan is data. It changes nothing itself: a person runs the script that reads it. No rule is judged here and no
//! sentence about a finding is written here.

mod cells;
mod directory;
pub mod file;
mod order;
pub mod powershell;
mod refusal;
pub mod runbook;
pub mod saved;
pub mod sheet;
mod simulate;

use crate::analyzer::Analysis;
use crate::finding::{Change, Fix, Safety};
use crate::model::order as sorting;
use crate::rules;

pub use cells::{Cells, Surprise};
pub use directory::Directory;
pub use refusal::Refusal;
pub use simulate::{NewFinding, Simulation, simulate};

/// A fix that a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The finding, by its place.
    pub finding: usize,
    /// Which of its fixes, by its place.
    pub fix: usize,
}

/// A change with the choices that want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedChange {
    /// The change.
    pub change: Change,
    /// Who wants it, by place in [`Plan::choices`].
    pub choices: Vec<usize>,
    /// How many sync cycles must have run before it, counted from none.
    pub wave: usize,
}

/// The changes of one object between two sync cycles. They are made together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many sync cycles must have run before it.
    pub wave: usize,
    /// What changes, all of one object, in this order.
    pub changes: Vec<Change>,
    /// The choices that want it, by place in [`Plan::choices`].
    pub choices: Vec<usize>,
    /// The strictest of what they ask a person to think about.
    pub safety: Safety,
}

/// Chosen fixes in the order in which they are made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What was chosen, in the order of the findings.
    pub choices: Vec<Choice>,
    /// The fixes that these are, in the same order.
    pub fixes: Vec<Fix>,
    /// The steps, by wave.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Puts the chosen fixes in order. Where choices contradict each other there is no plan, and each contradiction is told.
    pub fn new(analysis: &Analysis, choices: &[Choice]) -> Result<Self, Vec<Refusal>> {
        let mut choices = choices.to_vec();
        sorting::sort(&mut choices);
        choices.dedup();
        let context = analysis.rule_context();
        let mut known = Vec::new();
        let mut fixes = Vec::new();
        for choice in choices {
            let Some(finding) = analysis.findings.get(choice.finding) else { continue };
            let Some(fix) = rules::fixes(&context, &analysis.findings, finding).into_iter().nth(choice.fix) else {
                continue;
            };
            known.push(choice);
            fixes.push(fix);
        }
        Self::of_fixes(analysis, known, fixes)
    }

    /// The same for fixes that are at hand, one for each choice, in the order of the findings.
    pub fn of_fixes(analysis: &Analysis, choices: Vec<Choice>, fixes: Vec<Fix>) -> Result<Self, Vec<Refusal>> {
        let refusals = refusal::contradictions(analysis, &choices, &fixes);
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let planned = order::in_waves(analysis, &choices, &fixes)?;
        let steps = order::steps(planned, &fixes);
        Ok(Self { choices, fixes, steps })
    }

    /// How many groups of changes there are, with a sync cycle between each and the next.
    pub fn waves(&self) -> usize {
        self.steps.last().map_or(0, |step| step.wave + 1)
    }

    /// The changes of one wave, in their order.
    pub fn changes(&self, wave: usize) -> impl DoubleEndedIterator<Item = &Change> {
        self.steps.iter().filter(move |step| step.wave == wave).flat_map(|step| &step.changes)
    }

    /// What takes the plan back: the inverse of each change, last first.
    pub fn inverse(&self) -> Vec<Change> {
        self.steps.iter().flat_map(|step| &step.changes).rev().map(Change::inverse).collect()
    }
}
