//! Two reports beside each other: which findings are fixed, which are new, which are still open; `dirmatch.comparison/1`.
//!
//! It knows nothing but the two reports. A finding is known again by its rule, its first object and its value, as in the
//! decisions; of several objects with one value the first may be another in a new export, so that any of them will do.
//! Where the reports rest on different columns or settings this is said: a finding that is gone may then not be fixed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::case_key;

/// The form of the reports that can be compared.
const REPORT: &str = "dirmatch.report/1";

/// What is used of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    inputs: Vec<Input>,
    settings: BTreeMap<String, Value>,
    findings: Vec<ReportedFinding>,
}

#[derive(Clone, Debug, Deserialize)]
struct Input {
    side: String,
    columns: BTreeMap<String, String>,
}

/// A finding as it stands in a report.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ReportedFinding {
    rule: String,
    severity: String,
    confidence: String,
    objects: Vec<ReportedObject>,
    values: Vec<String>,
    message: String,
    // Reports from before there were decisions do not have it.
    #[serde(default)]
    accepted: Option<Value>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportedObject {
    side: String,
    file: String,
    row: u32,
    id: Option<String>,
    dn: Option<String>,
    user_principal_name: Option<String>,
    display_name: Option<String>,
}

/// A sentence about a report that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportError(pub String);

impl Report {
    /// Reads a report.
    pub fn from_json(text: &str) -> Result<Self, ReportError> {
        #[derive(Deserialize)]
        struct Head {
            schema: Option<Value>,
            redaction: Option<Value>,
        }
        let advice = format!("Give a report of the form {REPORT}, such as `dirmatch analyze` writes.");
        let text = text.trim_start_matches('\u{feff}');
        let head: Head =
            serde_json::from_str(text).map_err(|error| ReportError(format!("it is no report: {error}. {advice}")))?;
        let schema = head.schema.as_ref().and_then(Value::as_str).unwrap_or_default();
        if schema != REPORT {
            let says = if schema.is_empty() { "nothing".to_owned() } else { format!("“{schema}”") };
            return Err(ReportError(format!("it is no report that can be compared: its schema says {says}. {advice}")));
        }
        if let Some(level) = head.redaction.as_ref().and_then(Value::as_str) {
            return Err(ReportError(format!(
                "the report was written for the eyes of {level}, so that its objects cannot be known again. Give one that was \
                 written without --redact."
            )));
        }
        serde_json::from_str(text)
            .map_err(|error| ReportError(format!("the report is not of its schema: {error}. {advice}")))
    }

    /// What the files tell: side and attribute.
    fn columns(&self) -> BTreeSet<(&str, &str)> {
        self.inputs
            .iter()
            .flat_map(|input| input.columns.keys().map(|column| (input.side.as_str(), column.as_str())))
            .collect()
    }
}

/// By what an object is known again: what the directory knows it by, else what it is called.
fn identity(object: &ReportedObject) -> String {
    [&object.id, &object.dn, &object.user_principal_name, &object.display_name]
        .into_iter()
        .find_map(|name| name.as_deref())
        .map(|name| case_key::fold(name).into_owned())
        .unwrap_or_default()
}

/// Rule, object and value.
type Identity = (String, String, Option<String>);

fn with_object(finding: &ReportedFinding, object: &ReportedObject) -> Identity {
    let value = finding.values.first().map(|value| case_key::fold(value).into_owned());
    (finding.rule.clone(), identity(object), value)
}

/// Findings of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// In the old report only.
    pub fixed: usize,
    /// In the new report only.
    pub new: usize,
    /// In both.
    pub still_open: usize,
    /// Of those that are new or still open, how many are accepted.
    pub accepted: usize,
}

/// A column that only one of the reports rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnOfOne {
    /// The side.
    pub side: String,
    /// The attribute.
    pub attribute: String,
}

/// On what the reports do not both rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Differences {
    /// What only the files of the old report tell. What needs it may only seem fixed.
    pub columns_of_old: Vec<ColumnOfOne>,
    /// What only the files of the new report tell. What needs it may only seem new.
    pub columns_of_new: Vec<ColumnOfOne>,
    /// Settings with another value.
    pub settings: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Summary {
    #[serde(flatten)]
    counts: Counts,
    rules: BTreeMap<String, Counts>,
}

/// Two reports beside each other.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    schema: &'static str,
    summary: Summary,
    differences: Differences,
    fixed: Vec<ReportedFinding>,
    new: Vec<ReportedFinding>,
    still_open: Vec<ReportedFinding>,
}

impl Comparison {
    /// Compares an old report with a new one.
    pub fn new(old: &Report, new: &Report) -> Self {
        let is_known = pair(&old.findings, &new.findings);
        let mut comparison = Self {
            schema: "dirmatch.comparison/1",
            summary: Summary { counts: Counts::default(), rules: BTreeMap::new() },
            differences: differences(old, new),
            fixed: Vec::new(),
            new: Vec::new(),
            still_open: Vec::new(),
        };
        for (finding, is_known) in old.findings.iter().zip(&is_known.0) {
            if !is_known {
                comparison.count(finding, |counts| counts.fixed += 1);
                comparison.fixed.push(finding.clone());
            }
        }
        for (finding, is_known) in new.findings.iter().zip(&is_known.1) {
            if *is_known {
                comparison.count(finding, |counts| counts.still_open += 1);
                comparison.still_open.push(finding.clone());
            } else {
                comparison.count(finding, |counts| counts.new += 1);
                comparison.new.push(finding.clone());
            }
            if finding.accepted.is_some() {
                comparison.count(finding, |counts| counts.accepted += 1);
            }
        }
        comparison
    }

    fn count(&mut self, finding: &ReportedFinding, add: impl Fn(&mut Counts)) {
        add(&mut self.summary.counts);
        add(self.summary.rules.entry(finding.rule.clone()).or_default());
    }

    /// All findings in numbers.
    pub fn counts(&self) -> Counts {
        self.summary.counts
    }

    /// The findings of each rule in numbers, by the rule's id.
    pub fn rules(&self) -> impl Iterator<Item = (&str, Counts)> {
        self.summary.rules.iter().map(|(rule, counts)| (rule.as_str(), *counts))
    }

    /// On what the reports do not both rest, in sentences.
    pub fn cautions(&self) -> Vec<String> {
        let list = |columns: &[ColumnOfOne]| {
            let names: Vec<String> =
                columns.iter().map(|column| format!("{} ({})", column.attribute, side_words(&column.side))).collect();
            names.join(", ")
        };
        let Differences { columns_of_old, columns_of_new, settings } = &self.differences;
        let mut cautions = Vec::new();
        if !columns_of_old.is_empty() {
            cautions.push(format!(
                "Only the old report’s files tell {}. A finding that needs it may only seem fixed.",
                list(columns_of_old)
            ));
        }
        if !columns_of_new.is_empty() {
            cautions.push(format!(
                "Only the new report’s files tell {}. A finding that needs it may only seem new.",
                list(columns_of_new)
            ));
        }
        if !settings.is_empty() {
            cautions.push(format!(
                "The reports rest on different settings: {}. A finding may be fixed or new because of that alone.",
                settings.join(", ")
            ));
        }
        cautions
    }
}

fn side_words(side: &str) -> &str {
    match side {
        "on-premises" => "Active Directory",
        "cloud" => "Microsoft 365",
        other => other,
    }
}

fn differences(old: &Report, new: &Report) -> Differences {
    let (old_columns, new_columns) = (old.columns(), new.columns());
    let only = |these: &BTreeSet<(&str, &str)>, those: &BTreeSet<(&str, &str)>| {
        let only = these.difference(those);
        only.map(|(side, attribute)| ColumnOfOne { side: (*side).to_owned(), attribute: (*attribute).to_owned() })
            .collect()
    };
    let names: BTreeSet<&String> = old.settings.keys().chain(new.settings.keys()).collect();
    Differences {
        columns_of_old: only(&old_columns, &new_columns),
        columns_of_new: only(&new_columns, &old_columns),
        settings: names
            .into_iter()
            .filter(|name| old.settings.get(*name) != new.settings.get(*name))
            .cloned()
            .collect(),
    }
}

/// For each finding of both reports, whether it stands in the other.
fn pair(old: &[ReportedFinding], new: &[ReportedFinding]) -> (Vec<bool>, Vec<bool>) {
    let mut known = (vec![false; old.len()], vec![false; new.len()]);
    // First those with the same first object, then, of those with a value, those with any object in common.
    for is_strict in [true, false] {
        let objects = |finding: &ReportedFinding| match (is_strict, finding.values.is_empty()) {
            (true, _) => 0..finding.objects.len().min(1),
            (false, true) => 0..0,
            (false, false) => 0..finding.objects.len(),
        };
        let mut places: FxHashMap<Identity, VecDeque<usize>> = FxHashMap::default();
        for (place, finding) in new.iter().enumerate().filter(|(place, _)| !known.1[*place]) {
            for object in &finding.objects[objects(finding)] {
                places.entry(with_object(finding, object)).or_default().push_back(place);
            }
        }
        for (place, finding) in old.iter().enumerate() {
            if known.0[place] {
                continue;
            }
            for object in &finding.objects[objects(finding)] {
                let Some(waiting) = places.get_mut(&with_object(finding, object)) else { continue };
                while waiting.front().is_some_and(|&other| known.1[other]) {
                    waiting.pop_front();
                }
                if let Some(other) = waiting.pop_front() {
                    known.0[place] = true;
                    known.1[other] = true;
                    break;
                }
            }
        }
    }
    known
}
