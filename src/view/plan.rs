//! A plan in words: its steps between sync cycles, why there is none, and what trying it shows. Decides nothing.

use super::fixes::{self, TOLD, number};
use super::names;
use super::what_if;
use crate::analyzer::Analysis;
use crate::finding::{Change, Operation, Owner};
use crate::join::identity::TooMuchText;
use crate::model::{Attribute, order};
use crate::plan::{self, Choice, Plan, Refusal, Simulation, Step, bare, file};
use crate::progress::Progress;
use crate::rules;
use crate::wire::{
    ByHandView, ChosenView, OutcomeChange, PlanChoice, PlanStep, PlanView, RefusalView, RemainingFinding,
    SimulationView, WaveView,
};

/// How many steps of a wave are shown at once.
const STEPS: usize = 100;

/// How many addresses a sentence names.
const NAMED: usize = 3;

/// What was chosen, and the plan that it makes.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// The choices whose finding and fix are there.
    pub chosen: Vec<(Choice, PlanChoice)>,
    /// The findings, by their places, of which the steps by hand were chosen.
    pub by_hand: Vec<(usize, PlanChoice)>,
    gone: Vec<PlanChoice>,
    refusals: Vec<Refusal>,
    /// The plan; empty where choices contradict each other.
    pub plan: Plan,
}

impl Planned {
    /// Finds the choices again and puts them in order.
    pub fn new(analysis: &Analysis, choices: &[PlanChoice]) -> Self {
        let mut wanted: Vec<&str> = choices.iter().map(|choice| choice.key.as_str()).collect();
        order::sort(&mut wanted);
        wanted.dedup();
        let mut places: Vec<Option<usize>> = vec![None; wanted.len()];
        for (place, finding) in analysis.findings.iter().enumerate().filter(|_| !wanted.is_empty()) {
            let key = fixes::key(analysis, finding);
            if let Ok(found) = wanted.binary_search(&key.as_str()) {
                places[found].get_or_insert(place);
            }
        }
        let mut planned = Self::default();
        for choice in choices {
            let place = wanted.binary_search(&choice.key.as_str()).ok().and_then(|found| places[found]);
            let is_by_hand = choice.fix.is_empty();
            if let Some(place) = place.filter(|_| is_by_hand) {
                planned.by_hand.push((place, choice.clone()));
            } else if let Some(found) = place.and_then(|place| fixes::find(analysis, place, &choice.fix)) {
                planned.chosen.push((found, choice.clone()));
            } else {
                planned.gone.push(choice.clone());
            }
        }
        // The plan keeps its choices in this order, so that places in one are places in the other.
        order::sort(&mut planned.chosen);
        planned.chosen.dedup_by_key(|(choice, _)| *choice);
        let found: Vec<Choice> = planned.chosen.iter().map(|(choice, _)| *choice).collect();
        match Plan::new(analysis, &found) {
            Ok(plan) => planned.plan = plan,
            Err(refusals) => planned.refusals = refusals,
        }
        planned
    }

    /// The plan for the page.
    pub fn view(&self, analysis: &Analysis) -> PlanView {
        let mut waves = Vec::new();
        let mut first = 1;
        for wave in 0..self.plan.waves() {
            let steps = self.plan.steps.iter().filter(|step| step.wave == wave).count();
            waves.push(WaveView {
                first: number(first),
                steps: number(steps),
                values: number(self.plan.changes(wave).count()),
                rows: self.steps(analysis, wave, 0),
                wait: self.wait(analysis, wave),
            });
            first += steps;
        }
        PlanView {
            fixes: number(self.chosen.len() + self.by_hand.len()),
            steps: number(self.plan.steps.len()),
            values: number(self.plan.steps.iter().map(|step| step.changes.len()).sum()),
            waves,
            refusals: self.refusals.iter().map(|refusal| self.refusal(refusal)).collect(),
            gone: self.gone.clone(),
            by_hand: self.by_hand.iter().filter_map(|(place, choice)| by_hand(analysis, *place, choice)).collect(),
        }
    }

    /// A window of the steps of one wave.
    pub fn steps(&self, analysis: &Analysis, wave: usize, start: usize) -> Vec<PlanStep> {
        let steps = self.plan.steps.iter().filter(|step| step.wave == wave);
        steps.skip(start).take(STEPS).filter_map(|step| self.step(analysis, step)).collect()
    }

    fn step(&self, analysis: &Analysis, step: &Step) -> Option<PlanStep> {
        let change = step.changes.first()?;
        let snapshot = analysis.directories.side(change.owner.side);
        let record = snapshot
            .source(change.owner.object, change.attribute)
            .unwrap_or_else(|| snapshot.first_record(change.owner.object));
        Some(PlanStep {
            id: names::number(analysis, change.owner),
            name: names::name(analysis, change.owner).to_owned(),
            side: change.owner.side,
            does: does(&step.changes),
            safety: step.safety,
            changes: step.changes.iter().map(|change| fixes::value_change(analysis, change)).collect(),
            file: analysis.directories.inputs[snapshot.file(record).index()].name.clone(),
            row: snapshot.row(record),
            by_hand: file::why_by_hand(analysis, &step.changes),
            choices: step.choices.iter().filter_map(|&place| self.choice(place)).collect(),
        })
    }

    fn choice(&self, place: usize) -> Option<ChosenView> {
        let (choice, told) = self.chosen.get(place)?;
        Some(ChosenView {
            choice: told.clone(),
            finding: number(choice.finding),
            note: self.plan.fixes.get(place).map(|fix| fix.note.clone()).unwrap_or_default(),
        })
    }

    fn refusal(&self, refusal: &Refusal) -> RefusalView {
        // A circle names objects only: whichever choice touches one of them may be taken out.
        let is_about = |choice: &Choice| refusal.findings.is_empty() || refusal.findings.contains(&choice.finding);
        let places = (0..self.chosen.len()).filter(|&place| is_about(&self.chosen[place].0));
        RefusalView {
            sentence: refusal.sentence.clone(),
            choices: places.take(STEPS).filter_map(|place| self.choice(place)).collect(),
        }
    }

    /// What must have arrived before the steps after this wave.
    fn wait(&self, analysis: &Analysis, wave: usize) -> String {
        let so_far = self.plan.steps.iter().filter(|step| step.wave <= wave).flat_map(|step| &step.changes);
        let mut taken: Vec<(String, Owner)> =
            so_far.filter_map(|change| Some((bare(change.operation.takes()?), change.owner))).collect();
        order::sort(&mut taken);
        let later = self.plan.steps.iter().filter(|step| step.wave == wave + 1).flat_map(|step| &step.changes);
        let mut moves: Vec<String> = Vec::new();
        let mut is_later = false;
        for change in later {
            is_later = true;
            let Some(value) = change.operation.brings().map(bare) else { continue };
            let from = taken.partition_point(|(other, _)| *other < value);
            let holders = taken[from..].iter().take_while(|(other, _)| *other == value);
            if let Some(&(_, holder)) = holders.filter(|(_, holder)| *holder != change.owner).last() {
                moves.push(format!("{value} at {}", names::name(analysis, holder)));
            }
        }
        if !is_later {
            return String::new();
        }
        moves.dedup();
        let more = moves.len().saturating_sub(NAMED);
        moves.truncate(NAMED);
        if more > 0 {
            moves.push(format!("{more} more"));
        }
        if moves.is_empty() {
            "Wait until a fresh export of Microsoft 365 shows the values of the steps above.".to_owned()
        } else {
            format!(
                "Wait until a fresh export of Microsoft 365 no longer shows {}. Values in quarantine are released by an hourly task.",
                moves.join(", ")
            )
        }
    }
}

fn by_hand(analysis: &Analysis, place: usize, choice: &PlanChoice) -> Option<ByHandView> {
    let finding = analysis.findings.get(place)?;
    Some(ByHandView {
        choice: choice.clone(),
        finding: number(place),
        title: rules::definition(finding).title.to_owned(),
        message: rules::explain(&analysis.rule_context().with_marked_values(), &analysis.findings, finding).message,
    })
}

/// What happens to an object, to follow its name.
fn does(changes: &[Change]) -> String {
    let is_address = |change: &&Change| change.attribute == Attribute::ProxyAddresses;
    let texts = |pick: fn(&Operation) -> Option<&str>| -> Vec<String> {
        changes.iter().filter(is_address).filter_map(|change| pick(&change.operation)).map(bare).collect()
    };
    let (gone, come) = (texts(Operation::takes), texts(Operation::brings));
    let counted = |count: usize| if count == 1 { "an address".to_owned() } else { format!("{count} addresses") };
    let mut phrases = Vec::new();
    for (verb, those, others) in [("gives up", &gone, &come), ("gets", &come, &gone)] {
        let count = those.iter().filter(|text| !others.contains(text)).count();
        if count > 0 {
            phrases.push(format!("{verb} {}", counted(count)));
        }
    }
    if gone.iter().any(|text| come.contains(text)) {
        let mut brought = changes.iter().filter(is_address).filter_map(|change| change.operation.brings());
        let is_primary = brought.any(|entry| entry.starts_with("SMTP:"));
        phrases.push(
            if is_primary { "has another primary address" } else { "has an address written otherwise" }.to_owned(),
        );
    }
    for change in changes {
        if let Operation::Set { before, after } = &change.operation {
            let verb = match (before, after) {
                (None, _) => "gets a",
                (_, None) => "loses its",
                _ => "gets another",
            };
            phrases.push(format!("{verb} {}", change.attribute.name()));
        }
    }
    let last = phrases.pop().unwrap_or_default();
    if phrases.is_empty() { last } else { format!("{} and {last}", phrases.join(", ")) }
}

/// Tries the plan on the loaded data.
pub fn simulate(
    analysis: &Analysis,
    planned: &Planned,
    progress: &mut dyn Progress,
) -> Result<SimulationView, TooMuchText> {
    let simulation = plan::simulate(analysis, &planned.plan, progress)?;
    Ok(view(analysis, &simulation))
}

fn view(analysis: &Analysis, simulation: &Simulation) -> SimulationView {
    let outcomes = simulation.comparison.outcomes();
    SimulationView {
        outcomes: outcomes
            .map(|(outcome, before, after)| OutcomeChange {
                outcome: outcome.name().to_owned(),
                label: outcome.label().to_owned(),
                before: number(before),
                after: number(after),
            })
            .collect(),
        findings_before: number(analysis.findings.len()),
        findings_after: number(simulation.findings_after),
        changed: number(simulation.comparison.changes().len()),
        changes: what_if::rows(analysis, &simulation.comparison, 0, TOLD),
        resolved: number(simulation.resolved.len()),
        remaining_count: number(simulation.remaining.len()),
        remaining: simulation.remaining.iter().take(TOLD).filter_map(|&place| remaining(analysis, place)).collect(),
        added_count: number(simulation.added.len()),
        added: simulation.added.iter().take(TOLD).map(|new| new.marked.clone()).collect(),
        surprises: number(simulation.surprises.len()),
        is_undone: simulation.is_undone_by_inverse,
    }
}

fn remaining(analysis: &Analysis, place: usize) -> Option<RemainingFinding> {
    let finding = analysis.findings.get(place)?;
    Some(RemainingFinding {
        id: number(place),
        severity: finding.severity,
        title: rules::definition(finding).title.to_owned(),
        value: super::finding_list::value_text(analysis, finding).to_owned(),
    })
}

/// The fixes that nobody has to think about of the findings at these places, without those that have a choice already.
pub fn safe(analysis: &Analysis, planned: &Planned, safe: &[Choice], places: &[u32]) -> Vec<PlanChoice> {
    // Places come in their order, and so does what is chosen.
    let is_taken = |choice: &Choice| planned.chosen.binary_search_by_key(&choice.finding, |(other, _)| other.finding);
    safe.iter()
        .filter(|choice| places.binary_search(&number(choice.finding)).is_ok() && is_taken(choice).is_err())
        .filter_map(|&choice| fixes::named(analysis, choice))
        .collect()
}
