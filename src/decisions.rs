//! What people decided about findings, `dirmatch.decisions/1`: a rule is switched off or has another severity, a finding
//! is accepted; each with a reason and a date.
//!
//! Nothing is left out because of a decision: an accepted finding stays in the list and in every count, and is told apart.
//! A finding is known again by its rule, its first object and its value, so that a decision survives a new export. No
//! clock in here: the date of a decision comes with it.

use crate::model::order;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::finding::{Acceptance, Finding, Findings, Owner, Severity, Value};
use crate::import::merge::Directories;
use crate::model::day::is_day;
use crate::model::guid::identifier_text;
use crate::model::{KeyPool, case_key};
use crate::rules::{self, REGISTRY};

/// The name of the form.
pub const SCHEMA: &str = "dirmatch.decisions/1";

/// Everything that was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Decisions {
    /// The name of the form.
    pub schema: &'static str,
    /// What was decided about rules, by their ids.
    pub rules: BTreeMap<String, RuleDecision>,
    /// The findings that were accepted, by rule, object and value.
    pub accepted: Vec<AcceptedFinding>,
}

impl Default for Decisions {
    fn default() -> Self {
        Self { schema: SCHEMA, rules: BTreeMap::new(), accepted: Vec::new() }
    }
}

/// What was decided about a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RuleDecision {
    /// How bad its findings are, whatever the rule says; or that it is switched off.
    pub severity: RuleSeverity,
    /// Why.
    pub reason: String,
    /// When it was decided, `yyyy-MM-dd`.
    pub date: String,
}

/// How bad the findings of a rule are by decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum RuleSeverity {
    /// The rule is switched off: its findings count as accepted.
    Off,
    /// This bad.
    #[serde(untagged)]
    As(Severity),
}

impl RuleSeverity {
    fn from_name(name: &str) -> Option<Self> {
        if name == "off" { Some(Self::Off) } else { Severity::from_name(name).map(Self::As) }
    }
}

/// A finding that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AcceptedFinding {
    /// The rule.
    pub rule: String,
    /// The objectGUID, or the id in the cloud, of the object that the finding is mainly about.
    pub object: String,
    /// The value that it is about; `None` where it is about none.
    pub value: Option<String>,
    /// Why.
    pub reason: String,
    /// When it was decided, `yyyy-MM-dd`.
    pub date: String,
}

/// By what a finding is known again. `None` where no file tells the identifier of its first object.
pub fn subject(
    findings: &Findings,
    finding: &Finding,
    directories: &Directories,
    keys: &KeyPool,
) -> Option<(String, Option<String>)> {
    let owners = findings.owners(finding);
    let object = owners.first().and_then(|&owner| identifier(directories, owner))?;
    let value = (finding.value != Value::None).then(|| finding.value.text(owners, directories, keys).to_owned());
    Some((object, value))
}

fn identifier(directories: &Directories, owner: Owner) -> Option<String> {
    directories.side(owner.side).identifier(owner.object)
}

fn compared(value: Option<&str>) -> Option<String> {
    value.map(|value| case_key::fold(value).into_owned())
}

/// A sentence about decisions that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionsError(pub String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDecisions {
    schema: Option<serde_json::Value>,
    #[serde(default)]
    rules: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    accepted: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    severity: Option<String>,
    reason: Option<String>,
    date: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAccepted {
    rule: Option<String>,
    object: Option<String>,
    value: Option<String>,
    reason: Option<String>,
    date: Option<String>,
}

impl Decisions {
    /// Reads a decisions file.
    pub fn from_json(text: &str) -> Result<Self, DecisionsError> {
        // A Windows editor may put a byte order mark before the text.
        let text = text.trim_start_matches('\u{feff}');
        let raw: RawDecisions = serde_json::from_str(text).map_err(|error| {
            DecisionsError(format!(
                "The decisions cannot be read: {error}. Give a file of the form {SCHEMA}, such as the page saves."
            ))
        })?;
        let schema = raw.schema.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        if schema != SCHEMA {
            let says = if schema.is_empty() { "nothing".to_owned() } else { format!("“{schema}”") };
            return Err(DecisionsError(format!(
                "This is no decisions file: its schema says {says}. Give a file whose schema is “{SCHEMA}”."
            )));
        }
        let mut decisions = Self::default();
        for (id, raw) in raw.rules {
            let decision = rule_decision(&id, raw).map_err(|why| DecisionsError(format!("rules, {id}: {why}")))?;
            decisions.rules.insert(id, decision);
        }
        let mut places: FxHashMap<(String, String, Option<String>), usize> = FxHashMap::default();
        for (place, raw) in (1..).zip(raw.accepted) {
            let entry =
                accepted_finding(raw).map_err(|why| DecisionsError(format!("accepted, entry {place}: {why}")))?;
            let key = (entry.rule.clone(), entry.object.clone(), compared(entry.value.as_deref()));
            if let Some(other) = places.insert(key, place) {
                return Err(DecisionsError(format!(
                    "accepted, entry {place}: it is about the same finding as entry {other}. Take one of them out."
                )));
            }
            decisions.accepted.push(entry);
        }
        // Whoever wrote the file in which order, the same decisions are the same.
        order::sort(&mut decisions.accepted);
        Ok(decisions)
    }

    /// Why a finding counts as accepted: the reason and the date. `None` where it is open.
    pub fn acceptance(&self, finding: &Finding) -> Option<(&str, &str)> {
        match finding.accepted? {
            Acceptance::RuleOff => {
                let decision = self.rules.get(rules::definition(finding).id)?;
                Some((&decision.reason, &decision.date))
            }
            Acceptance::Entry(place) => {
                let entry = self.accepted.get(place as usize)?;
                Some((&entry.reason, &entry.date))
            }
        }
    }

    /// What people wrote as reasons.
    pub fn remarks(&self) -> impl Iterator<Item = &str> {
        let of_rules = self.rules.values().map(|decision| decision.reason.as_str());
        of_rules.chain(self.accepted.iter().map(|entry| entry.reason.as_str()))
    }

    /// Marks the findings and puts them into their order. Gives the accepted findings that are not there.
    pub fn apply(&self, findings: &mut Findings, directories: &Directories, keys: &KeyPool) -> Vec<usize> {
        let (places, unneeded) = self.places(findings, directories, keys);
        let of_rule: Vec<Option<RuleSeverity>> =
            REGISTRY.iter().map(|rule| self.rules.get(rule.id).map(|decision| decision.severity)).collect();
        let is_moved = findings.decide(|place, finding| {
            let entry = places.get(&place).map(|&entry| Acceptance::Entry(entry));
            match of_rule[usize::from(finding.rule)] {
                None => (finding.own_severity, entry),
                Some(RuleSeverity::Off) => (finding.own_severity, entry.or(Some(Acceptance::RuleOff))),
                Some(RuleSeverity::As(severity)) => (severity, entry),
            }
        });
        if is_moved {
            findings.sort(directories, keys);
        }
        unneeded
    }

    /// Which finding, by its place, which accepted entry is about; and the entries that are about none.
    fn places(
        &self,
        findings: &Findings,
        directories: &Directories,
        keys: &KeyPool,
    ) -> (FxHashMap<usize, u32>, Vec<usize>) {
        let mut found: FxHashMap<usize, u32> = FxHashMap::default();
        let mut is_needed = vec![false; self.accepted.len()];
        let entries: FxHashMap<(&str, &str, Option<String>), usize> = (0..)
            .zip(&self.accepted)
            .map(|(place, entry)| {
                ((entry.rule.as_str(), entry.object.as_str(), compared(entry.value.as_deref())), place)
            })
            .collect();
        // Most rules have no entry; nothing is looked up for their findings.
        let has_entry: Vec<bool> =
            REGISTRY.iter().map(|rule| self.accepted.iter().any(|entry| entry.rule == rule.id)).collect();
        let candidates = || findings.iter().enumerate().filter(|(_, finding)| has_entry[usize::from(finding.rule)]);
        for (place, finding) in candidates() {
            let Some((object, value)) = subject(findings, finding, directories, keys) else { continue };
            let key = (rules::definition(finding).id, object.as_str(), compared(value.as_deref()));
            if let Some(&entry) = entries.get(&key) {
                is_needed[entry] = true;
                found.insert(place, u32::try_from(entry).unwrap_or(u32::MAX));
            }
        }
        // Of several objects with one value, the one of the first row comes first. So where rows are in another order, the
        // entry names another of them; the value says that it is the same finding, if there is just one.
        let mut others: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        if is_needed.contains(&false) {
            for (place, finding) in candidates().filter(|(place, _)| !found.contains_key(place)) {
                if finding.value == Value::None {
                    continue;
                }
                let owners = findings.owners(finding);
                let value = compared(Some(finding.value.text(owners, directories, keys)));
                for object in owners.iter().skip(1).filter_map(|&owner| identifier(directories, owner)) {
                    let key = (rules::definition(finding).id, object.as_str(), value.clone());
                    if let Some(&entry) = entries.get(&key).filter(|&&entry| !is_needed[entry]) {
                        others.entry(entry).or_default().push(place);
                    }
                }
            }
        }
        for (entry, is_needed) in is_needed.iter_mut().enumerate() {
            if let Some([place]) = others.get(&entry).map(Vec::as_slice)
                && !found.contains_key(place)
            {
                *is_needed = true;
                found.insert(*place, u32::try_from(entry).unwrap_or(u32::MAX));
            }
        }
        let unneeded = (0..self.accepted.len()).filter(|&entry| !is_needed[entry]).collect();
        (found, unneeded)
    }
}

fn rule_decision(id: &str, raw: serde_json::Value) -> Result<RuleDecision, String> {
    known_rule(id)?;
    let raw: RawRule = serde_json::from_value(raw).map_err(|error| entry_error(&error))?;
    let name = needed(raw.severity, "severity", "Say off, blocker, high, medium, low or info.")?;
    let severity = RuleSeverity::from_name(&name)
        .ok_or_else(|| format!("“{name}” is no severity. Use one of these: off, blocker, high, medium, low, info."))?;
    Ok(RuleDecision { severity, reason: reason(raw.reason)?, date: date(raw.date)? })
}

fn accepted_finding(raw: serde_json::Value) -> Result<AcceptedFinding, String> {
    let raw: RawAccepted = serde_json::from_value(raw).map_err(|error| entry_error(&error))?;
    let rule = needed(raw.rule, "rule", "Give the id of the finding’s rule.")?;
    known_rule(&rule)?;
    let object = needed(
        raw.object,
        "object",
        "Give the objectGUID of the finding’s first object, or its object id if it is of Microsoft 365.",
    )?;
    Ok(AcceptedFinding {
        rule,
        object: identifier_text(&object),
        value: raw.value,
        reason: reason(raw.reason)?,
        date: date(raw.date)?,
    })
}

fn entry_error(error: &serde_json::Error) -> String {
    format!("it cannot be read: {error}. Correct it, or take it out.")
}

fn known_rule(id: &str) -> Result<(), String> {
    match rules::by_id(id) {
        Some(_) => Ok(()),
        None => Err(format!("“{id}” is no rule. Correct it, or take it out; `dirmatch rules` lists the rules.")),
    }
}

fn needed(value: Option<String>, name: &str, what_to_do: &str) -> Result<String, String> {
    value
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| format!("the {name} is missing. {what_to_do}"))
}

fn reason(value: Option<String>) -> Result<String, String> {
    needed(value, "reason", "Say why, so that others can judge it later.")
}

fn date(value: Option<String>) -> Result<String, String> {
    let date = needed(value, "date", "Give the day of the decision, such as 2026-08-01.")?;
    if is_day(&date) {
        Ok(date)
    } else {
        Err(format!("“{date}” is no date. Write year, month and day, such as 2026-08-01."))
    }
}
