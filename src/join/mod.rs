//! The dry run of the sync: for every AD object its outcome, the key, and the cloud object.
//!
//! [`decide`] follows the engine for one object; [`contest`] adds what only all objects together show. The story of an
//! object is not stored: [`Joins::story`] runs the engine again for it.

pub mod agreement;
pub mod anchor;
pub mod before;
pub mod cayosoft;
pub mod claims;
pub mod comparison;
pub mod contest;
pub mod context;
mod decide;
pub mod holders;
pub mod identity;
pub mod outcome;
mod permission;
pub mod rm_unify;
pub mod scope;
pub mod step;
mod uniqueness;

pub use comparison::{Change, Comparison, Transition};
pub use context::{Context, Index};
pub use outcome::{Decision, MatchKey, Outcome, Reason, Reasons};
pub use step::{Step, StepName, Verdict};

use contest::{CaseMisses, Contests, Standing};

use crate::model::{Attribute, ObjectId};
use crate::progress::{Progress, STEP, Stage};

/// The outcome of every AD object.
#[derive(Clone, Debug)]
pub struct Joins {
    decisions: Vec<Decision>,
    contests: Contests,
    case_misses: CaseMisses,
    partner_of_cloud: Vec<Option<ObjectId>>,
}

impl Joins {
    /// Decides every AD object.
    pub fn new(context: &Context<'_>, progress: &mut dyn Progress) -> Self {
        let total = context.on_premises().len();
        let mut decisions = Vec::with_capacity(total);
        for object in context.on_premises().objects() {
            decisions.push(decide::decide(context, object, &mut step::NoTrace));
            if object.index().is_multiple_of(STEP) {
                progress.advance(Stage::Joining, object.index() as u64, total as u64);
            }
        }
        let contests = contest::settle(context, &mut decisions);
        let case_misses = contest::case_misses(context, &mut decisions);
        let mut partner_of_cloud = vec![None; context.cloud().len()];
        for (place, decision) in decisions.iter().enumerate().rev() {
            if decision.outcome.is_join()
                && let Some(cloud) = decision.cloud
            {
                partner_of_cloud[cloud.index()] = Some(ObjectId::at(place));
            }
        }
        progress.advance(Stage::Joining, total as u64, total as u64);
        Self { decisions, contests, case_misses, partner_of_cloud }
    }

    /// The outcome of an AD object.
    pub fn decision(&self, object: ObjectId) -> &Decision {
        &self.decisions[object.index()]
    }

    /// Every AD object with its outcome.
    pub fn iter(&self) -> impl Iterator<Item = (ObjectId, &Decision)> {
        self.decisions.iter().enumerate().map(|(place, decision)| (ObjectId::at(place), decision))
    }

    /// The AD object that a cloud object is or will be joined to; the first of several.
    pub fn partner(&self, cloud: ObjectId) -> Option<ObjectId> {
        self.partner_of_cloud[cloud.index()]
    }

    /// How an object stands towards others that want the same cloud object.
    pub fn standing(&self, object: ObjectId) -> Option<Standing> {
        self.contests.get(&object).map(|(standing, _)| *standing)
    }

    /// The cloud object that has an AD object's anchor but for letter case.
    pub fn case_miss(&self, object: ObjectId) -> Option<ObjectId> {
        self.case_misses.get(&object).copied()
    }

    /// Every step that led to the outcome of an object.
    pub fn story(&self, context: &Context<'_>, object: ObjectId) -> Vec<Step> {
        let mut steps = Vec::new();
        decide::decide(context, object, &mut steps);
        if let Some(&miss) = self.case_misses.get(&object) {
            let why = "An account has this ImmutableId but for the case of letters. The sync compares it with letter case, so \
                       the two never match, unless the export changed the case.";
            steps.push(Step::new(StepName::SourceAnchor, Verdict::No, why).hits(&[miss]));
        }
        if let Some((standing, rivals)) = self.contests.get(&object) {
            let names = names_of_others(context, rivals, object);
            let (verdict, why) = match standing {
                Standing::Keeps => (Verdict::Yes, format!("Also wanted by {names}, which agrees by fewer keys.")),
                Standing::Loses => (
                    Verdict::Blocked,
                    format!(
                        "The cloud object most likely belongs to {}, which agrees by more keys. The join fails: \
                         InvalidSoftMatch.",
                        rivals
                            .iter()
                            .find(|rival| self.standing(**rival) == Some(Standing::Keeps))
                            .map_or(names.clone(), |&keeper| name_beside(context, keeper, object))
                    ),
                ),
                Standing::Open => (
                    Verdict::Unknown,
                    format!(
                        "Also wanted by {names}. The first to arrive gets it and the other fails with InvalidSoftMatch; the \
                         files do not tell which is first."
                    ),
                ),
            };
            let cloud = self.decision(object).cloud;
            steps.push(Step::new(StepName::Contest, verdict, why).hits(cloud.as_slice()));
        }
        steps
    }
}

/// The names of the first rivals of an object, and how many more there are.
fn names_of_others(context: &Context<'_>, rivals: &[ObjectId], object: ObjectId) -> String {
    const SHOWN: usize = 5;
    let others = || rivals.iter().copied().filter(|&other| other != object);
    let names: Vec<String> = others().take(SHOWN).map(|other| name_beside(context, other, object)).collect();
    match (rivals.len() - 1).checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", names.join(", ")),
        _ => names.join(", "),
    }
}

/// What an object is called beside this one: where both have one name, with the UPN.
fn name_beside(context: &Context<'_>, other: ObjectId, object: ObjectId) -> String {
    let name = name_of(context, other);
    let login = context.on_premises().text(other, Attribute::UserPrincipalName).filter(|login| *login != name);
    match login {
        Some(login) if name == name_of(context, object) => format!("{name} with the UPN {login}"),
        _ => name.to_owned(),
    }
}

fn name_of<'a>(context: &Context<'a>, object: ObjectId) -> &'a str {
    let on_premises = context.on_premises();
    [Attribute::DisplayName, Attribute::UserPrincipalName, Attribute::SamAccountName, Attribute::DistinguishedName]
        .into_iter()
        .find_map(|attribute| on_premises.text(object, attribute))
        .unwrap_or("another object")
}
