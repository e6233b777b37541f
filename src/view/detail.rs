//! One object and one finding, with everything that a person needs to judge them.

use super::decisions;
use super::evidence;
use super::finding_list::value_text;
use super::fixes;
use super::forecast;
use super::lookups;
use super::names;
use super::plan_files;
use super::reported;
use super::suggestions::SuggestionList;
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::join::{Decision, Outcome, Step, StepName, Verdict};
use crate::model::{Key, ObjectId, Side};
use crate::rules;
use crate::wire::{FindingDetail, HolderView, ObjectDetail, ObjectFinding, StepView};

/// The object of a number; `None` if there is no such number.
pub fn object(analysis: &Analysis, suggestions: &SuggestionList, number: u32) -> Option<ObjectDetail> {
    let owner = names::owner(analysis, number)?;
    Some(match owner.side {
        Side::OnPremises => {
            let suggestions = suggestions.of(analysis, owner.object);
            ObjectDetail { suggestions, ..on_premises_object(analysis, owner.object) }
        }
        Side::Cloud => cloud_object(analysis, owner.object),
    })
}

fn on_premises_object(analysis: &Analysis, object: ObjectId) -> ObjectDetail {
    let decision = analysis.joins.decision(object);
    let owner = Owner::on_premises(object);
    let mut owners = vec![owner];
    owners.extend(decision.cloud.map(Owner::cloud));
    let context = analysis.context();
    let join = decision.cloud.filter(|_| decision.outcome.is_join());
    ObjectDetail {
        name: names::name(analysis, owner).to_owned(),
        outcome: decision.outcome.name().to_owned(),
        verdict: verdict(analysis, decision),
        confidence: Some(decision.confidence),
        caution: join.and_then(|cloud| names::caution(analysis, object, cloud)).map(str::to_owned),
        evidence: evidence::table(analysis, &owners, None),
        owners: owners.iter().map(|&owner| evidence::owner(analysis, owner)).collect(),
        steps: steps(analysis, &analysis.joins.story(&context, object)),
        findings: findings_about(analysis, owner),
        forecast: forecast::view(analysis, object),
        lookups: lookups::rows(analysis, object, decision),
        reported: reported::about(analysis, &owners),
        suggestions: None,
    }
}

fn cloud_object(analysis: &Analysis, object: ObjectId) -> ObjectDetail {
    let owner = Owner::cloud(object);
    let partner = analysis.joins.partner(object);
    let mut owners: Vec<Owner> = partner.map(Owner::on_premises).into_iter().collect();
    owners.push(owner);
    let verdict = match partner {
        Some(partner) => {
            let decision = analysis.joins.decision(partner);
            format!(
                "{} {} in Active Directory, {}.",
                if decision.outcome == Outcome::AlreadySynced { "Is joined to" } else { "Will be joined by" },
                names::name(analysis, Owner::on_premises(partner)),
                decision.confidence.name()
            )
        }
        None if analysis.directories.on_premises.is_empty() => {
            "No export of Active Directory is loaded, so nothing can be said about what joins it.".to_owned()
        }
        None => "No object in the Active Directory files joins it.".to_owned(),
    };
    ObjectDetail {
        name: names::name(analysis, owner).to_owned(),
        outcome: names::outcome(analysis, owner).to_owned(),
        verdict,
        confidence: partner.map(|partner| analysis.joins.decision(partner).confidence),
        caution: partner.and_then(|partner| names::caution(analysis, partner, object)).map(str::to_owned),
        evidence: evidence::table(analysis, &owners, None),
        owners: owners.iter().map(|&owner| evidence::owner(analysis, owner)).collect(),
        steps: Vec::new(),
        findings: findings_about(analysis, owner),
        forecast: partner.and_then(|partner| forecast::view(analysis, partner)),
        lookups: Vec::new(),
        reported: reported::about(analysis, &owners),
        suggestions: None,
    }
}

/// The outcome in a sentence.
fn verdict(analysis: &Analysis, decision: &Decision) -> String {
    let cloud = decision.cloud.map(|cloud| names::name(analysis, Owner::cloud(cloud))).unwrap_or_default();
    let by = decision.by.map(|by| format!(" by {}", names::key_words(by))).unwrap_or_default();
    let sure = decision.confidence.name();
    match decision.outcome {
        Outcome::OutOfScope => format!("Stays outside the sync, {sure}."),
        Outcome::AlreadySynced => format!("Is joined already to the cloud object of {cloud}{by}, {sure}."),
        Outcome::HardMatch | Outcome::SoftMatchSmtp | Outcome::SoftMatchUpn => {
            format!("Will join the cloud object of {cloud}{by}, {sure}.")
        }
        Outcome::HardMatchRestore => format!("Will bring back and join the deleted account of {cloud}{by}, {sure}."),
        Outcome::HardMatchBlocked | Outcome::SoftMatchBlocked => {
            format!("Leads{by} to the cloud object of {cloud}, but is kept from joining it, {sure}.")
        }
        Outcome::NewObject => format!("Will be created in the cloud, {sure}."),
        Outcome::NewObjectQuarantined => {
            format!("Will be created in the cloud without a value that {cloud} holds, {sure}.")
        }
        Outcome::SyncError => format!("Will fail with an error, because {cloud} holds one of its values, {sure}."),
        Outcome::Undetermined => "Cannot be decided from these files.".to_owned(),
    }
}

fn steps(analysis: &Analysis, steps: &[Step]) -> Vec<StepView> {
    let last = steps.len().saturating_sub(1);
    steps
        .iter()
        .enumerate()
        .map(|(place, step)| StepView {
            question: question(step.step).to_owned(),
            answer: answer(step).to_owned(),
            verdict: step.verdict.name().to_owned(),
            decided: place == last || (step.verdict == Verdict::Yes && step.step != StepName::Scope),
            key: step.key.clone(),
            why: step.why.clone(),
            hits: step.hits.iter().map(|&hit| named_place(analysis, Owner::cloud(hit))).collect(),
        })
        .collect()
}

/// What a step asks.
pub fn question(step: StepName) -> &'static str {
    match step {
        StepName::Scope => "In scope?",
        StepName::SourceAnchor => "Source anchor?",
        StepName::ExistingLink => "Joined already?",
        StepName::PrimarySmtp => "Primary address?",
        StepName::Upn => "UPN?",
        StepName::Permission => "May it join?",
        StepName::Uniqueness => "New: are its values free?",
        StepName::Contest => "Wanted by another?",
    }
}

/// What it comes to, in words without a value.
pub fn answer(step: &Step) -> &'static str {
    match (step.step, step.verdict) {
        (StepName::SourceAnchor | StepName::PrimarySmtp | StepName::Upn, Verdict::Yes) => {
            if step.hits.len() == 1 {
                "One account."
            } else {
                "Several accounts."
            }
        }
        (StepName::SourceAnchor | StepName::PrimarySmtp | StepName::Upn, Verdict::No) => "Nobody’s.",
        (StepName::Permission, Verdict::Yes) => "Yes, as far as known.",
        (StepName::ExistingLink, Verdict::Yes) => "Most likely.",
        (StepName::Contest, Verdict::Yes) => "Yes, and it keeps it.",
        (StepName::Contest, Verdict::Blocked) => "Yes, and the other keeps it.",
        (StepName::Contest, _) | (_, Verdict::Yes) => "Yes.",
        (_, Verdict::No | Verdict::Blocked) => "No.",
        (_, Verdict::Unknown) => "Cannot be checked.",
        (_, Verdict::NotAsked) => "Not asked.",
    }
}

fn named_place(analysis: &Analysis, owner: Owner) -> String {
    let (file, row) = names::place(analysis, owner);
    format!("{}, {file}, row {row}", names::name(analysis, owner))
}

fn findings_about(analysis: &Analysis, owner: Owner) -> Vec<ObjectFinding> {
    (0..)
        .zip(analysis.findings.iter())
        .filter(|(_, finding)| analysis.findings.owners(finding).contains(&owner))
        .map(|(place, finding)| ObjectFinding {
            id: place,
            severity: finding.severity,
            title: rules::definition(finding).title.to_owned(),
            value: value_text(analysis, finding).to_owned(),
            accepted: finding.accepted.is_some(),
        })
        .collect()
}

/// Of so many further holders of a value each is named.
const HOLDERS: usize = 8;

/// Who else has the value, and in which attributes. What an owner is joined to already is the same person's.
fn holders(analysis: &Analysis, owners: &[Owner], key: Key) -> Vec<HolderView> {
    let is_joined = |holder: Owner| {
        let partner = if holder.side == Side::Cloud { analysis.joins.partner(holder.object) } else { None };
        partner.is_some_and(|partner| {
            let is_synced = analysis.joins.decision(partner).outcome == Outcome::AlreadySynced;
            is_synced && owners.contains(&Owner::on_premises(partner))
        })
    };
    let mut holders: Vec<(Owner, Vec<&str>)> = Vec::new();
    for claim in analysis.index.claims.of(key).iter().filter(|claim| claim.role().is_address()) {
        let (owner, role) = (Owner { side: claim.side(), object: claim.object() }, claim.role().words());
        if let Some((_, roles)) = holders.iter_mut().find(|(holder, _)| *holder == owner) {
            roles.push(role);
        } else if !owners.contains(&owner) && !is_joined(owner) && holders.len() < HOLDERS {
            holders.push((owner, vec![role]));
        }
    }
    let view = |(owner, roles): (Owner, Vec<&str>)| HolderView {
        owner: evidence::owner(analysis, owner),
        attributes: roles.join(", "),
    };
    holders.into_iter().map(view).collect()
}

/// The finding at a place; `None` if there is none.
pub fn finding(analysis: &Analysis, place: u32) -> Option<FindingDetail> {
    let finding = analysis.findings.get(place as usize)?;
    let rule = rules::definition(finding);
    let owners = analysis.findings.owners(finding);
    let context = analysis.rule_context().with_marked_values();
    let explanation = rules::explain(&context, &analysis.findings, finding);
    let (likely_owner, likely_owner_reason) = explanation.likely_owner.unzip();
    Some(FindingDetail {
        id: place,
        rule: rule.id.to_owned(),
        title: rule.title.to_owned(),
        severity: finding.severity,
        confidence: finding.confidence,
        fix: rule.fix,
        message: explanation.message,
        also: rules::further_reasons(&context, &analysis.findings, finding)
            .into_iter()
            .map(|rule| (rule.id.to_owned(), rule.title.to_owned()))
            .collect(),
        why: explanation.why,
        what_to_do: explanation.what_to_do,
        if_you_sync: explanation.if_you_sync,
        likely_owner: likely_owner.and_then(|place| u32::try_from(place).ok()),
        likely_owner_reason,
        owners: owners.iter().map(|&owner| evidence::owner(analysis, owner)).collect(),
        evidence: evidence::table(analysis, owners, finding.value.key()),
        holders: finding.value.key().map(|key| holders(analysis, owners, key)).unwrap_or_default(),
        search_terms: rule.search_terms.iter().map(|&term| term.to_owned()).collect(),
        sources: rule.sources.iter().map(|source| (source.title.to_owned(), source.date.to_owned())).collect(),
        accepted: decisions::acceptance(analysis, finding),
        subject: decisions::subject(analysis, finding),
        key: fixes::key(analysis, finding),
        fixes: fixes::fixes(analysis, place),
        runbook: plan_files::runbook(analysis, finding),
    })
}
