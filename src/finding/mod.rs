//! What a rule says, whoever shows it: which rule, how bad, how sure, about which objects, and with which evidence.
//!
//! A finding is kept as numbers; its sentences are written by the rule when somebody reads it.

use serde::Serialize;

use crate::model::{Confidence, Key, ObjectId, Side};

/// How bad a fault is. Greater is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Untidy.
    Low,
    /// A value ends up wrong.
    Medium,
    /// Data or access may be lost.
    High,
    /// An object or value does not sync, or the wrong account is affected.
    Blocker,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::Blocker, Self::High, Self::Medium, Self::Low, Self::Info];

    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Info => "info",
        }
    }

    /// The severity of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// How a fault is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// By changing values, which a script can do.
    Script,
    /// By steps that a person takes, in an order, with waits.
    Runbook,
    /// Not from here.
    None,
}

impl FixKind {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Runbook => "runbook",
            Self::None => "none",
        }
    }
}

/// An object that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owner {
    /// Its side.
    pub side: Side,
    /// Its number there.
    pub object: ObjectId,
}

impl Owner {
    /// An object of Active Directory.
    pub const fn on_premises(object: ObjectId) -> Self {
        Self { side: Side::OnPremises, object }
    }

    /// An object of Microsoft 365.
    pub const fn cloud(object: ObjectId) -> Self {
        Self { side: Side::Cloud, object }
    }
}

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's place in the registry.
    pub rule: u16,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The value in dispute, in the form that is compared.
    pub value: Option<Key>,
    /// What kind of case it is, in the rule's own count.
    pub case: u8,
    owners: (u32, u32),
}

/// All findings, the worst first, in an order that depends on the files alone.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    owners: Vec<Owner>,
}

impl Findings {
    /// Adds a finding about these objects, the one it is mainly about first.
    pub fn add(
        &mut self,
        rule: u16,
        severity: Severity,
        confidence: Confidence,
        owners: &[Owner],
        value: Option<Key>,
        case: u8,
    ) {
        let start = self.owners.len();
        self.owners.extend_from_slice(owners);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let owners = (count(start), count(self.owners.len()));
        self.list.push(Finding { rule, severity, confidence, value, case, owners });
    }

    /// Puts them into their order: the worst first, then by rule, then by the text of the value, then by object.
    pub fn sort<'k>(&mut self, text: impl Fn(Key) -> &'k str) {
        let owners = &self.owners;
        let slice = |finding: &Finding| &owners[finding.owners.0 as usize..finding.owners.1 as usize];
        self.list.sort_by(|left, right| {
            right
                .severity
                .cmp(&left.severity)
                .then_with(|| left.rule.cmp(&right.rule))
                .then_with(|| left.value.map(&text).cmp(&right.value.map(&text)))
                .then_with(|| slice(left).cmp(slice(right)))
                .then_with(|| left.case.cmp(&right.case))
        });
    }

    /// The finding at a place.
    pub fn get(&self, place: usize) -> Option<&Finding> {
        self.list.get(place)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Finding> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The objects that a finding is about.
    pub fn owners(&self, finding: &Finding) -> &[Owner] {
        &self.owners[finding.owners.0 as usize..finding.owners.1 as usize]
    }
}

/// What a rule says about one finding, in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What is so.
    pub message: String,
    /// Why that matters: what the sync or the cloud makes of it.
    pub why: String,
    /// What to do.
    pub what_to_do: String,
    /// What happens to each object if the sync runs now; in the order of the owners, may be empty.
    pub if_you_sync: Vec<String>,
    /// The owner that most likely holds the value by right, with the reason.
    pub likely_owner: Option<(usize, String)>,
}
