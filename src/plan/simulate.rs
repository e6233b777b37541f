//! Tries a plan on the loaded data: makes its changes wave by wave, lets the sync carry them to the cloud as the forecast
//! says, and analyses again.
//!
//! What the sync would carry over anyway is not counted as the plan's merit: only the difference that the changes make to the
//! forecast reaches the cloud objects.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::cells::{Cells, Surprise, join};
use super::refusal::bare;
use crate::analyzer::Analysis;
use crate::finding::{FindingIdentity, Findings, Owner};
use crate::forecast::{self, Spelled};
use crate::import::merge::Directories;
use crate::join::identity::TooMuchText;
use crate::join::{Comparison, Context, Index, Joins, Outcome};
use crate::model::{Attribute, ObjectId, Side, address_list, case_key};
use crate::progress::{Progress, Silent};
use crate::rules;

/// A finding that the plan would bring in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFinding {
    /// By what it is known.
    pub identity: FindingIdentity,
    /// What is so, in the words of its rule.
    pub message: String,
}

/// What a plan does to the loaded data.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The findings of today that are gone, by their places.
    pub resolved: Vec<usize>,
    /// The findings that were chosen and are still there, by their places.
    pub remaining: Vec<usize>,
    /// The findings that are there and were not.
    pub added: Vec<NewFinding>,
    /// How many findings there are after.
    pub findings_after: usize,
    /// AD objects that come out otherwise.
    pub comparison: Comparison,
    /// Changes that could not be made because a value was not what they expect.
    pub surprises: Vec<Surprise>,
    /// Does the inverse bring back the start?
    pub is_undone_by_inverse: bool,
}

impl Simulation {
    /// Does the plan do what was wanted, and nothing else that is bad? Only then is it offered without a word.
    pub fn is_clean(&self) -> bool {
        self.added.is_empty() && self.surprises.is_empty() && self.is_undone_by_inverse
    }
}

/// Tries a plan.
///
/// Fails where the directories hold more text than can be compared.
pub fn simulate(analysis: &Analysis, plan: &Plan, progress: &mut dyn Progress) -> Result<Simulation, TooMuchText> {
    let mut cells = Cells::new(&analysis.directories);
    let mut surprises = Vec::new();
    let touched = touched(analysis, plan);
    let mut directories = None;
    let mut before = spelled(&analysis.context(), &analysis.joins, &touched);
    for wave in 0..plan.waves() {
        for change in plan.changes(wave) {
            surprises.extend(cells.apply(change).err());
        }
        let changed = cells.directories().map_err(|_| TooMuchText)?;
        let index = Index::new(&changed, &analysis.settings, &mut Silent)?;
        let context = Context::new(&changed, &analysis.settings, &index);
        let joins = Joins::new(&context, &mut Silent);
        let after = spelled(&context, &joins, &touched);
        sync(&mut cells, &before, &after, plan, wave);
        before = after;
        directories = Some(cells.directories().map_err(|_| TooMuchText)?);
    }
    let changed = directories.as_ref().unwrap_or(&analysis.directories);
    let index = Index::new(changed, &analysis.settings, progress)?;
    let context = Context::new(changed, &analysis.settings, &index);
    let joins = Joins::new(&context, progress);
    let rule_context = rules::RuleContext { join: context, joins: &joins };
    let findings = rules::run(&rule_context, progress);
    let today = identities(&analysis.findings, &analysis.directories, &analysis.index);
    let then = identities(&findings, changed, &index);
    let chosen: BTreeSet<usize> = plan.choices.iter().map(|choice| choice.finding).collect();
    let resolved: Vec<usize> = today
        .iter()
        .filter(|(identity, _)| !then.contains_key(identity))
        .flat_map(|(_, places)| places.clone())
        .collect();
    let added = then.iter().filter(|(identity, _)| !today.contains_key(identity));
    let mut simulation = Simulation {
        remaining: chosen.into_iter().filter(|place| !resolved.contains(place)).collect(),
        added: added
            .filter_map(|(identity, places)| {
                let finding = findings.get(*places.first()?)?;
                let message = rules::explain(&rule_context, &findings, finding).message;
                Some(NewFinding { identity: identity.clone(), message })
            })
            .collect(),
        findings_after: findings.len(),
        comparison: Comparison::new(&analysis.joins, &joins),
        is_undone_by_inverse: is_undone(analysis, plan),
        resolved,
        surprises,
    };
    simulation.resolved.sort_unstable();
    Ok(simulation)
}

/// Do the plan's changes and then their inverse leave every value as it was?
fn is_undone(analysis: &Analysis, plan: &Plan) -> bool {
    let mut cells = Cells::new(&analysis.directories);
    let there = plan.steps.iter().flat_map(|step| &step.changes).all(|change| cells.apply(change).is_ok());
    there && plan.inverse().iter().all(|change| cells.apply(change).is_ok()) && cells.is_as_loaded()
}

fn identities(findings: &Findings, directories: &Directories, index: &Index) -> BTreeMap<FindingIdentity, Vec<usize>> {
    let mut places: BTreeMap<FindingIdentity, Vec<usize>> = BTreeMap::new();
    for (place, finding) in findings.iter().enumerate() {
        places.entry(findings.identity(finding, directories, &index.keys)).or_default().push(place);
    }
    places
}

/// The AD objects whose cloud objects may change: those that the plan changes, those that its findings are about, and those
/// that hold a value that it moves.
fn touched(analysis: &Analysis, plan: &Plan) -> Vec<ObjectId> {
    let mut objects = BTreeSet::new();
    let mut add = |owner: Owner| match owner.side {
        Side::OnPremises => {
            objects.insert(owner.object);
        }
        Side::Cloud => objects.extend(analysis.joins.partner(owner.object)),
    };
    for choice in &plan.choices {
        if let Some(finding) = analysis.findings.get(choice.finding) {
            analysis.findings.owners(finding).iter().copied().for_each(&mut add);
        }
    }
    let index = &analysis.index;
    for change in plan.steps.iter().flat_map(|step| &step.changes) {
        add(change.owner);
        let values = [change.operation.takes(), change.operation.brings()];
        for key in values.into_iter().flatten().filter_map(|value| index.keys.find(&bare(value))) {
            for claim in index.claims.of(key) {
                add(Owner { side: claim.side(), object: claim.object() });
            }
        }
    }
    objects.into_iter().collect()
}

/// The forecasts of objects that are synced already, with their cloud objects.
fn spelled(context: &Context<'_>, joins: &Joins, objects: &[ObjectId]) -> BTreeMap<ObjectId, (ObjectId, Spelled)> {
    let of = |&object: &ObjectId| {
        let decision = joins.decision(object);
        let cloud = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced)?;
        let forecast = forecast::of(context, joins, object)?;
        Some((object, (cloud, Spelled::new(context, object, &forecast))))
    };
    objects.iter().filter_map(of).collect()
}

/// Carries to the cloud what the changes made different.
fn sync(
    cells: &mut Cells<'_>,
    before: &BTreeMap<ObjectId, (ObjectId, Spelled)>,
    after: &BTreeMap<ObjectId, (ObjectId, Spelled)>,
    plan: &Plan,
    wave: usize,
) {
    let login = |object| {
        let is_login = |change: &&crate::finding::Change| {
            change.owner == Owner::on_premises(object) && change.attribute == Attribute::UserPrincipalName
        };
        plan.changes(wave).find(is_login).map(|change| change.operation.brings().unwrap_or_default().to_owned())
    };
    for (&object, (cloud, then)) in after {
        let Some((_, now)) = before.get(&object).filter(|(before, _)| before == cloud) else { continue };
        let owner = Owner::cloud(*cloud);
        let mut one = |attribute, now: &Option<String>, then: &Option<String>| {
            if now != then && cells.text(owner, attribute).is_some() {
                cells.put(owner, attribute, then.clone().unwrap_or_default());
            }
        };
        one(Attribute::UserPrincipalName, &now.user_principal_name, &then.user_principal_name);
        one(Attribute::MailNickname, &now.mail_nickname, &then.mail_nickname);
        one(Attribute::Mail, &now.mail, &then.mail);
        one(Attribute::OnPremisesUserPrincipalName, &None, &login(object));
        let list = cells.text(owner, Attribute::ProxyAddresses).filter(|_| now.proxy_addresses != then.proxy_addresses);
        if let Some(list) = list {
            let list = carried(list, &now.proxy_addresses, &then.proxy_addresses);
            cells.put(owner, Attribute::ProxyAddresses, list);
        }
    }
}

/// A list of addresses without what is gone and with what is new.
fn carried(list: &str, now: &[String], then: &[String]) -> String {
    let has = |entries: &[String], entry: &str| entries.iter().any(|other| bare(other) == bare(entry));
    let primary = then.iter().find(|entry| entry.starts_with("SMTP:"));
    let stays = |entry: &&str| !(has(now, entry) && !has(then, entry));
    let mut entries: Vec<String> = address_list::entries(list).filter(stays).map(str::to_owned).collect();
    for entry in then.iter().filter(|entry| !has(now, entry)) {
        if !has(&entries, entry) {
            entries.push(entry.clone());
        }
    }
    if primary != now.iter().find(|entry| entry.starts_with("SMTP:")) {
        for entry in &mut entries {
            let Some((kind, address)) = entry.split_once(':').filter(|(kind, _)| kind.eq_ignore_ascii_case("smtp"))
            else {
                continue;
            };
            let is_primary = primary.is_some_and(|primary| case_key::equal(&bare(primary), address));
            let right = if is_primary { "SMTP" } else { "smtp" };
            if kind != right {
                *entry = format!("{right}:{address}");
            }
        }
    }
    join(entries.iter().map(String::as_str))
}
