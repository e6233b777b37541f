//! The rules: one file each, in folders by what they look at, and this registry.
//!
//! A rule's file opens with its documentation, which is the page in `docs/rules`, the text of `dirmatch rules` and the
//! help in the page all at once. A new rule touches two places: its file, and its line in the
//! `RULES` of its folder.

mod active_directory;
pub mod age;
mod aliases;
mod cloud;
mod convention;
pub mod definition;
mod drift;
mod matching;
pub(crate) mod pages;
mod precedence;
mod prelude;
mod remedy;
pub mod subject;
mod validation;
mod words;

use std::sync::LazyLock;

pub use definition::{Check, Group, Need, Reference, RuleDefinition};
pub use precedence::further_reasons;
pub(crate) use words::{list, marked, name, shown};

use subject::{Pair, Subject};

use crate::finding::{Explanation, Finding, Findings, Fix, Owner, Severity, Value};
use crate::join::{Context, Joins, Outcome};
use crate::model::{Confidence, Key, ObjectId, domain};
use crate::progress::{Progress, STEP, Stage};

/// Every rule, in the order in which findings of one severity are listed.
pub static REGISTRY: LazyLock<Vec<&'static RuleDefinition>> = LazyLock::new(|| {
    [active_directory::RULES, matching::RULES, cloud::RULES, aliases::RULES, drift::RULES, validation::RULES].concat()
});

/// The rule of this id.
pub fn by_id(id: &str) -> Option<&'static RuleDefinition> {
    REGISTRY.iter().copied().find(|rule| rule.id == id)
}

/// What a rule looks at: the directories with their indexes, and the outcomes.
#[derive(Clone, Debug)]
pub struct RuleContext<'a> {
    /// The directories, settings and indexes.
    pub join: Context<'a>,
    /// The outcome of each AD object.
    pub joins: &'a Joins,
    /// Are values in sentences marked, see [`words::marked`]?
    marks_values: bool,
}

impl<'a> RuleContext<'a> {
    /// What a rule looks at. Sentences hold their values as plain text.
    pub fn new(join: Context<'a>, joins: &'a Joins) -> Self {
        Self { join, joins, marks_values: false }
    }

    /// The same where sentences mark the values in them, so that whoever shows one can tell its words from what comes out
    /// of the files: to say the words in another language, for instance.
    #[must_use]
    pub fn with_marked_values(self) -> Self {
        Self { marks_values: true, ..self }
    }

    /// Does the sync take the AD object along?
    pub fn is_in_scope(&self, object: ObjectId) -> bool {
        self.joins.decision(object).outcome != Outcome::OutOfScope
    }

    /// The text of a key.
    pub fn text(&self, key: Key) -> &str {
        self.join.index.keys.text(key)
    }

    /// The value that a finding is about; blank where there is none.
    pub fn value(&self, finding: &Finding, owners: &[Owner]) -> &str {
        finding.value.text(owners, self.join.directories, &self.join.index.keys)
    }

    /// The same for a sentence: what cannot be seen is named.
    pub fn shown(&self, finding: &Finding, owners: &[Owner]) -> String {
        self.mark(shown(self.value(finding, owners)))
    }

    /// The domain of that value, in the same way; blank where it has none.
    fn shown_domain(&self, finding: &Finding, owners: &[Owner]) -> String {
        self.mark(shown(domain::of(self.value(finding, owners)).unwrap_or_default()))
    }

    /// A value that is ready to be shown, marked where values are.
    fn mark(&self, value: String) -> String {
        if self.marks_values && !value.is_empty() { marked(&value) } else { value }
    }
}

/// Takes the findings of one rule.
pub struct Sink<'a> {
    rule: u16,
    findings: &'a mut Findings,
}

impl Sink<'_> {
    /// A fault of these objects, the one it is mainly about first.
    pub fn add(
        &mut self,
        severity: Severity,
        confidence: Confidence,
        owners: &[Owner],
        value: impl Into<Value>,
        case: u8,
    ) {
        self.findings.add(self.rule, severity, confidence, owners, value.into(), case);
    }
}

/// Runs every rule. What looks at single objects looks at each of them once, all rules together.
pub fn run(context: &RuleContext<'_>, progress: &mut dyn Progress) -> Findings {
    let mut findings = Findings::default();
    let total = (context.join.on_premises().len() + context.join.cloud().len()) as u64;
    let mut each = Each::default();
    for (number, rule) in (0..).zip(REGISTRY.iter()) {
        match rule.check {
            Check::Whole(check) => check(context, &mut Sink { rule: number, findings: &mut findings }),
            Check::EachOnPremises(check) => each.on_premises.push((number, check)),
            Check::EachOutOfScope(check) => each.out_of_scope.push((number, check)),
            Check::EachCloud(check) => each.cloud.push((number, check)),
            Check::EachPair(check) => each.pair.push((number, check)),
            Check::CannotBeDecided => {}
        }
    }
    let mut done = 0;
    let mut advance = |progress: &mut dyn Progress| {
        done += 1;
        if done % STEP as u64 == 0 {
            progress.advance(Stage::Finding, done, total);
        }
    };
    for (object, decision) in context.joins.iter() {
        let cells = context.join.on_premises().cells(object);
        let subject = Subject::with_cells(context.join.on_premises(), Owner::on_premises(object), &cells);
        let is_in_scope = decision.outcome != Outcome::OutOfScope;
        for (rule, check) in if is_in_scope { &each.on_premises } else { &each.out_of_scope } {
            check(context, subject, &mut Sink { rule: *rule, findings: &mut findings });
        }
        if let Some(cloud) = decision.cloud.filter(|_| decision.outcome.is_join()) {
            let cells = context.join.cloud().cells(cloud);
            let cloud = Subject::with_cells(context.join.cloud(), Owner::cloud(cloud), &cells);
            let pair = Pair::new(context, subject, cloud, decision);
            for (rule, check) in &each.pair {
                check(context, &pair, &mut Sink { rule: *rule, findings: &mut findings });
            }
        }
        advance(progress);
    }
    for object in context.join.cloud().objects() {
        let cells = context.join.cloud().cells(object);
        let subject = Subject::with_cells(context.join.cloud(), Owner::cloud(object), &cells);
        for (rule, check) in &each.cloud {
            check(context, subject, &mut Sink { rule: *rule, findings: &mut findings });
        }
        advance(progress);
    }
    precedence::settle(context, &mut findings);
    findings.sort(context.join.directories, &context.join.index.keys);
    progress.advance(Stage::Finding, total, total);
    findings
}

type CheckSubject = fn(&RuleContext<'_>, Subject<'_>, &mut Sink<'_>);
type CheckPair = fn(&RuleContext<'_>, &Pair<'_>, &mut Sink<'_>);

/// The rules that look at single objects, by what they look at.
#[derive(Default)]
struct Each {
    on_premises: Vec<(u16, CheckSubject)>,
    out_of_scope: Vec<(u16, CheckSubject)>,
    cloud: Vec<(u16, CheckSubject)>,
    pair: Vec<(u16, CheckPair)>,
}

/// How many findings each rule has, in the order of the registry.
pub fn count(findings: &Findings) -> Vec<usize> {
    let mut counts = vec![0; REGISTRY.len()];
    for finding in findings.iter() {
        counts[usize::from(finding.rule)] += 1;
    }
    counts
}

/// What the rule of a finding says about it.
pub fn explain(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> Explanation {
    (definition(finding).explain)(context, finding, findings.owners(finding))
}

/// The ways to put a finding right, the likeliest first.
pub fn fixes(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> Vec<Fix> {
    (definition(finding).fixes)(context, finding, findings.owners(finding))
}

/// Does a finding say that an address is lost when an object joins its account?
pub fn is_lost_address(finding: &Finding) -> bool {
    use matching::match_overwrites_cloud_data::{DEFINITION, loses_address};
    definition(finding).id == DEFINITION.id && loses_address(finding)
}

/// The rule of a finding.
pub fn definition(finding: &Finding) -> &'static RuleDefinition {
    REGISTRY[usize::from(finding.rule)]
}
