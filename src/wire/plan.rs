//! Fixes, plans and what trying them shows, as the page lists them.

use serde::{Deserialize, Serialize};

use super::settings::{ChangeRow, OutcomeChange};
use crate::finding::{Safety, Severity};
use crate::model::Side;

/// A fix that the person chose, in words that survive another analysis of the same directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PlanChoice {
    /// By which the finding is known again.
    pub key: String,
    /// The fix, by its title; blank for the steps by hand.
    pub fix: String,
}

/// One value that goes or comes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ValueChange {
    /// By which the page asks for the object.
    pub id: u32,
    /// The name of the object.
    pub name: String,
    /// The attribute.
    pub attribute: String,
    /// The value that goes.
    pub takes: Option<String>,
    /// The value that comes.
    pub brings: Option<String>,
}

/// One way to put a finding right.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    /// What it comes to, in a few words.
    pub title: String,
    /// What to look at before, or what follows; may be blank.
    pub note: String,
    /// What a person has to think about.
    pub safety: Safety,
    /// What changes.
    pub changes: Vec<ValueChange>,
    /// How many sync cycles it takes until all of it has arrived.
    pub syncs: u32,
}

/// What one fix does to the loaded data.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TrialView {
    /// Is its own finding gone?
    pub resolves_it: bool,
    /// How many other findings are gone.
    pub resolves_others: u32,
    /// What the findings that it brings in say, the first of them.
    pub added: Vec<String>,
    /// How many it brings in.
    pub added_count: u32,
    /// How many AD objects come out otherwise.
    pub changed: u32,
    /// The first of them.
    pub changes: Vec<ChangeRow>,
    /// Are all values as it expects them, and does undoing it give back the start?
    pub is_sound: bool,
}

/// The commands for one fix, to copy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CommandView {
    /// The commands on one line; blank where there are none.
    pub code: String,
    /// The commands that take it back.
    pub undo: String,
    /// The modules that they need.
    pub requires: String,
    /// Why there are none; blank where there are.
    pub why_not: String,
}

/// What no script can do, as steps.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunbookView {
    /// What it achieves.
    pub title: String,
    /// When it is the right way.
    pub when: String,
    /// Routes that cost less, to be tried first.
    pub cheaper: Vec<String>,
    /// What to check before.
    pub checks: Vec<String>,
    /// The steps.
    pub steps: Vec<RunbookStepView>,
    /// The way back.
    pub back: Vec<String>,
    /// The whole of it as Markdown, to copy.
    pub markdown: String,
}

/// A step of a runbook. What does not apply is blank.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunbookStepView {
    /// What to do.
    pub action: String,
    /// Commands, each on one line.
    pub commands: Vec<String>,
    /// What is lost or at risk.
    pub risk: String,
    /// What to wait for.
    pub wait: String,
    /// When to stop.
    pub stop: String,
}

/// A file of the plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PlanFileView {
    /// Its name, which holds no data.
    pub name: String,
    /// What it is.
    pub about: String,
    /// How many bytes it has.
    pub size: u32,
}

/// A plan as the page shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// How many fixes are in it.
    pub fixes: u32,
    /// How many steps.
    pub steps: u32,
    /// How many values change.
    pub values: u32,
    /// The steps between two sync cycles each, in their order.
    pub waves: Vec<WaveView>,
    /// Why there is no plan; then nothing else of it is there.
    pub refusals: Vec<RefusalView>,
    /// Choices whose finding is not there, or no longer offers the fix.
    pub gone: Vec<PlanChoice>,
    /// Findings of which the steps by hand were chosen.
    pub by_hand: Vec<ByHandView>,
}

/// Steps that are made before one sync cycle.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WaveView {
    /// The number of its first step, counted from 1 over the whole plan.
    pub first: u32,
    /// How many steps it has.
    pub steps: u32,
    /// How many values change.
    pub values: u32,
    /// The first steps.
    pub rows: Vec<PlanStep>,
    /// What to wait for after the sync; blank after the last.
    pub wait: String,
}

/// The changes of one object before one sync cycle.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PlanStep {
    /// By which the page asks for the object.
    pub id: u32,
    /// The name of the object.
    pub name: String,
    /// Where it is changed.
    pub side: Side,
    /// What happens to it, to follow the name.
    pub does: String,
    /// What a person has to think about.
    pub safety: Safety,
    /// What changes.
    pub changes: Vec<ValueChange>,
    /// The file that says so.
    pub file: String,
    /// Its row.
    pub row: u32,
    /// Why no script makes the step, so that a person has to; `None` where the script does.
    pub by_hand: Option<String>,
    /// The choices that want it.
    pub choices: Vec<ChosenView>,
}

/// A choice with its finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChosenView {
    /// The choice.
    pub choice: PlanChoice,
    /// The finding's place in the list of all findings.
    pub finding: u32,
    /// What to look at before, or what follows; may be blank.
    pub note: String,
}

/// Choices that cannot stand in one plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RefusalView {
    /// Why, and what to do.
    pub sentence: String,
    /// The choices, each of which can be taken out.
    pub choices: Vec<ChosenView>,
}

/// A finding that is put right by hand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ByHandView {
    /// The choice.
    pub choice: PlanChoice,
    /// The finding's place in the list of all findings.
    pub finding: u32,
    /// The fault.
    pub title: String,
    /// What is so.
    pub message: String,
}

/// What a plan does to the loaded data.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SimulationView {
    /// Each outcome, today and after.
    pub outcomes: Vec<OutcomeChange>,
    /// How many findings there are today.
    pub findings_before: u32,
    /// How many there would be.
    pub findings_after: u32,
    /// How many AD objects come out otherwise.
    pub changed: u32,
    /// The first of them.
    pub changes: Vec<ChangeRow>,
    /// How many findings are gone.
    pub resolved: u32,
    /// How many findings were chosen and are still there.
    pub remaining_count: u32,
    /// The first of them.
    pub remaining: Vec<RemainingFinding>,
    /// How many findings it brings in.
    pub added_count: u32,
    /// What the first of them say.
    pub added: Vec<String>,
    /// How many values were not what the plan expects.
    pub surprises: u32,
    /// Does undoing it give back today's data?
    pub is_undone: bool,
}

/// A finding that was chosen and is still there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RemainingFinding {
    /// The finding's place in the list of all findings.
    pub id: u32,
    /// How bad.
    pub severity: Severity,
    /// The fault.
    pub title: String,
    /// The value in dispute; may be blank.
    pub value: String,
}
