//! Reads a plan file again and finds its objects in the loaded data, so that a saved plan can be tried on them.
//!
//! Any file may be given here: nothing in it is believed before it is checked.

use super::directory;
use super::file::{self, Action, Expected, FileChange, FileStep, PlanFile, SCHEMA};
use super::{Plan, Step};
use crate::analyzer::Analysis;
use crate::finding::{Change, Operation, Owner};
use crate::model::{Attribute, Cell, Guid, ObjectId, Side};
use crate::plan::Directory;
use std::collections::BTreeMap;

impl PlanFile {
    /// Reads a plan file; fails with a sentence where it is none.
    pub fn from_json(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let file: Self = serde_json::from_slice(bytes).map_err(|error| format!("This is no plan file: {error}."))?;
        if file.schema != SCHEMA {
            return Err(format!("This is a file of “{}”, not of {SCHEMA}.", file.schema));
        }
        let is_numbered = |step: &FileStep| step.wave >= 1 && step.wave <= file.waves;
        if !file.steps.iter().chain(&file.by_hand).all(is_numbered) {
            return Err("A step of the plan belongs to a wave that the plan does not have.".to_owned());
        }
        Ok(file)
    }

    /// The plan on the loaded data. Fails with a sentence for each step whose object or attribute is not there.
    pub fn on(&self, analysis: &Analysis) -> Result<Plan, Vec<String>> {
        let mut problems = Vec::new();
        let mut plan = Plan::default();
        let objects = Objects::new(analysis);
        for entry in self.steps.iter().chain(&self.by_hand) {
            let Some(owner) = objects.owner(entry) else {
                problems.push(format!("Step {}: {} is not in the files.", entry.number, entry.name));
                continue;
            };
            let mut changes = Vec::new();
            for change in &entry.changes {
                match operation(analysis, owner, entry.directory, change) {
                    Some((attribute, operation)) => changes.push(Change { owner, attribute, operation }),
                    None => problems.push(format!(
                        "Step {}: the change of {} cannot be understood.",
                        entry.number, change.attribute
                    )),
                }
            }
            plan.steps.push(Step { wave: entry.wave - 1, changes, choices: Vec::new(), safety: entry.safety });
        }
        plan.steps.sort_by_key(|step| step.wave);
        if problems.is_empty() { Ok(plan) } else { Err(problems) }
    }
}

/// The objects by identifier.
struct Objects(BTreeMap<(Side, String), Owner>);

impl Objects {
    fn new(analysis: &Analysis) -> Self {
        let mut objects = BTreeMap::new();
        for side in [Side::OnPremises, Side::Cloud] {
            let snapshot = analysis.directories.side(side);
            for object in snapshot.objects() {
                let owner = Owner { side, object };
                if let Some(id) = file::identifier(analysis, owner) {
                    objects.insert((side, id), owner);
                }
            }
        }
        Self(objects)
    }

    fn owner(&self, step: &FileStep) -> Option<Owner> {
        let id = Guid::parse_text(step.object.as_deref()?)?.to_string();
        let side = if step.directory == Directory::ActiveDirectory { Side::OnPremises } else { Side::Cloud };
        self.0.get(&(side, id)).copied()
    }
}

fn operation(
    analysis: &Analysis,
    owner: Owner,
    directory: Directory,
    change: &FileChange,
) -> Option<(Attribute, Operation)> {
    let attribute = directory::attribute(directory, &change.attribute)
        .or_else(|| Attribute::ALL.iter().copied().find(|attribute| attribute.name() == change.attribute))?;
    let operation = match (change.operation, change.expected, change.value.clone()) {
        (Action::Add, Expected::Absent, Some(entry)) => Operation::Add(entry),
        (Action::Remove, Expected::Present, Some(entry)) => Operation::Remove(entry),
        (Action::Replace | Action::Clear, Expected::Value | Expected::NotSet, after) => {
            if (change.operation == Action::Clear) != after.is_none()
                || (change.expected == Expected::Value) != change.expected_value.is_some()
            {
                return None;
            }
            let before = change.expected_value.as_deref().map(|before| as_spelled(analysis, owner, attribute, before));
            Operation::Set { before, after }
        }
        _ => return None,
    };
    Some((attribute, operation))
}

/// The value as the loaded file spells it, where it spells the same bytes otherwise.
fn as_spelled(analysis: &Analysis, owner: Owner, attribute: Attribute, value: &str) -> String {
    let object: ObjectId = owner.object;
    match analysis.directories.side(owner.side).cell(object, attribute) {
        Cell::Text(text)
            if attribute == Attribute::ConsistencyGuid
                && Guid::parse(text).is_some_and(|guid| guid.to_base64() == value) =>
        {
            text.to_owned()
        }
        _ => value.to_owned(),
    }
}
