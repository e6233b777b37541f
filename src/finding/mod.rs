//! What a rule says, whoever shows it: which rule, how bad, how sure, about which objects, and with which evidence.
//!
//! A finding is kept as numbers; its sentences are written by the rule when somebody reads it.

mod change;

pub use change::{Change, Fix, Operation, Safety};

use crate::model::order;
use serde::Serialize;

use crate::import::merge::Directories;
use crate::model::{Attribute, Confidence, Key, KeyPool, ObjectId, Side, address_list, case_key};

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

    /// The object with a text about it, as one text by which it is found.
    pub(crate) fn with(self, text: &str) -> String {
        format!("{} {} {text}", self.side.name(), self.object.0)
    }
}

/// The value that a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// None: the fault is in something that is not there, or in the object as a whole.
    #[default]
    None,
    /// A value that is compared, in the form that is compared.
    Key(Key),
    /// The cell of the first object, as written.
    Cell(Attribute),
    /// An entry of the first object's proxyAddresses with its type, as written, by its place.
    Entry(u32),
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        Self::Key(key)
    }
}

impl From<Option<Key>> for Value {
    fn from(key: Option<Key>) -> Self {
        key.map_or(Self::None, Self::Key)
    }
}

impl From<Attribute> for Value {
    fn from(attribute: Attribute) -> Self {
        Self::Cell(attribute)
    }
}

impl Value {
    /// The key, where the value is one.
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(key),
            _ => None,
        }
    }

    /// The text; blank where there is none.
    pub fn text<'a>(self, owners: &[Owner], directories: &'a Directories, keys: &'a KeyPool) -> &'a str {
        let cell = |attribute| {
            owners
                .first()
                .and_then(|owner| directories.side(owner.side).text(owner.object, attribute))
                .unwrap_or_default()
        };
        match self {
            Self::None => "",
            Self::Key(key) => keys.text(key),
            Self::Cell(attribute) => cell(attribute),
            Self::Entry(place) => {
                address_list::entries(cell(Attribute::ProxyAddresses)).nth(place as usize).unwrap_or_default()
            }
        }
    }
}

/// By what a finding is known again after the data or the settings changed: its rule, its first object and its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingIdentity {
    /// The rule's place in the registry.
    pub rule: u16,
    /// The object that it is mainly about.
    pub owner: Option<Owner>,
    /// The value that it is about, in the form that is compared.
    pub value: String,
}

/// Why a finding counts as accepted. The reason and the date stand in the decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Its rule is switched off.
    RuleOff,
    /// An entry of the accepted findings is about it, by its place.
    Entry(u32),
}

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's place in the registry.
    pub rule: u16,
    /// How bad: as the rule says, unless somebody decided otherwise.
    pub severity: Severity,
    /// How bad it is as the rule says.
    pub own_severity: Severity,
    /// Why it counts as accepted; `None` where it is open.
    pub accepted: Option<Acceptance>,
    /// How sure.
    pub confidence: Confidence,
    /// The value that it is about.
    pub value: Value,
    /// What kind of case it is, in the rule's own count.
    pub case: u8,
    owners: (u32, u32),
}

/// All findings, the worst first, in an order that depends on the files alone.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    owners: Vec<Owner>,
    absorbed: Vec<Absorbed>,
}

/// A finding that was left out because another rule tells the same fault better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Absorbed {
    /// The rule that tells it, by its place in the registry.
    pub leader: u16,
    /// The object that the leading finding is mainly about.
    pub owner: Owner,
    /// The value that both are about, in the form that is compared.
    pub value: String,
    /// The rule of the finding that was left out.
    pub rule: u16,
}

impl Findings {
    /// Adds a finding about these objects, the one it is mainly about first.
    pub fn add(
        &mut self,
        rule: u16,
        severity: Severity,
        confidence: Confidence,
        owners: &[Owner],
        value: Value,
        case: u8,
    ) {
        let start = self.owners.len();
        self.owners.extend_from_slice(owners);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let owners = (count(start), count(self.owners.len()));
        self.list.push(Finding {
            rule,
            severity,
            own_severity: severity,
            accepted: None,
            confidence,
            value,
            case,
            owners,
        });
    }

    /// Puts them into their order: the worst first, then by rule, then by the text of the value, then by object.
    pub fn sort(&mut self, directories: &Directories, keys: &KeyPool) {
        let owners = &self.owners;
        let slice = |finding: &Finding| &owners[finding.owners.0 as usize..finding.owners.1 as usize];
        let text = |finding: &Finding| finding.value.text(slice(finding), directories, keys);
        // The texts lie scattered over all of the memory: of each the first bytes are fetched once, and mostly they decide.
        let start = |finding: &Finding| {
            let mut start = [0; 16];
            let text = text(finding).as_bytes();
            let count = text.len().min(start.len());
            start[..count].copy_from_slice(&text[..count]);
            u128::from_be_bytes(start)
        };
        let starts: Vec<u128> = self.list.iter().map(start).collect();
        order::sort_with(&mut self.list, &starts, |(left, left_start), (right, right_start)| {
            right
                .severity
                .cmp(&left.severity)
                .then_with(|| left.rule.cmp(&right.rule))
                .then_with(|| left_start.cmp(right_start))
                .then_with(|| text(left).cmp(text(right)))
                .then_with(|| slice(left).cmp(slice(right)))
                .then_with(|| left.case.cmp(&right.case))
        });
    }

    /// Puts what was decided in place of what was decided before: for each finding, by its place, how bad it is and why
    /// it counts as accepted. Says whether the order may have changed, so that they need to be sorted.
    pub fn decide(&mut self, decision: impl Fn(usize, &Finding) -> (Severity, Option<Acceptance>)) -> bool {
        let mut is_moved = false;
        for (place, finding) in self.list.iter_mut().enumerate() {
            let (severity, accepted) = decision(place, finding);
            is_moved |= severity != finding.severity;
            finding.severity = severity;
            finding.accepted = accepted;
        }
        is_moved
    }

    /// The finding at a place.
    pub fn get(&self, place: usize) -> Option<&Finding> {
        self.list.get(place)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Finding> {
        self.list.iter()
    }

    /// Leaves out the findings that another one tells better: `leaders` has its place for each of them. Whoever leads is
    /// at least as bad as what it tells, as far as that is as sure; what is merely untidy makes nothing worse.
    pub fn absorb(&mut self, leaders: &[Option<usize>], value: impl Fn(&Finding, &[Owner]) -> String) {
        for (place, leader) in leaders.iter().enumerate() {
            let (Some(finding), Some(leader)) = (self.list.get(place).copied(), *leader) else { continue };
            let owners = &self.owners;
            let Some(leading) = self.list.get_mut(leader) else { continue };
            let own = &owners[leading.owners.0 as usize..leading.owners.1 as usize];
            let Some(&owner) = own.first() else { continue };
            let value = value(leading, own);
            self.absorbed.push(Absorbed { leader: leading.rule, owner, value, rule: finding.rule });
            if finding.severity >= Severity::Medium && finding.confidence >= leading.confidence {
                leading.severity = leading.severity.max(finding.severity);
                leading.own_severity = leading.severity;
            }
        }
        let mut places = leaders.iter();
        self.list.retain(|_| places.next().is_none_or(Option::is_none));
        order::sort(&mut self.absorbed);
        self.absorbed.dedup();
    }

    /// What was left out in favour of a rule's finding about this object.
    pub fn absorbed_by(&self, rule: u16, owner: Owner) -> &[Absorbed] {
        let from = self.absorbed.partition_point(|other| (other.leader, other.owner) < (rule, owner));
        let length = self.absorbed[from..].partition_point(|other| (other.leader, other.owner) == (rule, owner));
        &self.absorbed[from..from + length]
    }

    /// By what a finding is known again within the same objects.
    pub fn identity(&self, finding: &Finding, directories: &Directories, keys: &KeyPool) -> FindingIdentity {
        let owners = self.owners(finding);
        let value = case_key::fold(finding.value.text(owners, directories, keys)).into_owned();
        FindingIdentity { rule: finding.rule, owner: owners.first().copied(), value }
    }

    /// Does a finding of another rule about this object tell the fault of this one as a further reason?
    pub fn is_absorbed(&self, rule: u16, owner: Owner) -> bool {
        self.absorbed.iter().any(|absorbed| absorbed.rule == rule && absorbed.owner == owner)
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

impl Explanation {
    /// What is so, why that matters, and what to do.
    pub fn new(message: impl Into<String>, why: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { message: message.into(), why: why.into(), what_to_do: what_to_do.into(), ..Self::default() }
    }

    /// The same with what happens to each owner if the sync runs now.
    #[must_use]
    pub fn if_you_sync(mut self, sentences: Vec<String>) -> Self {
        self.if_you_sync = sentences;
        self
    }

    /// The same with the owner that most likely holds the value by right.
    #[must_use]
    pub fn likely_owner(mut self, owner: Option<(usize, String)>) -> Self {
        self.likely_owner = owner;
        self
    }
}
