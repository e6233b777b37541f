//! What most objects of a directory do in the same way is how it is run, and no drift. It is told once, with examples.
//! Which values are compared is the rules' own business.

use super::subject::{Pair, Subject};
use super::{RuleContext, Sink, words};
use crate::finding::{Owner, Severity, Value};
use crate::join::Outcome;
use crate::model::Confidence;

/// The case of a finding that tells of the whole directory.
pub(in crate::rules) const CONVENTION: u8 = u8::MAX;

/// Below this number it may be chance.
const FEWEST: usize = 20;
/// How many objects stand for all.
const EXAMPLES: usize = 3;

/// Collects what deviates, and tells it one by one, or once where more than half of what was compared does.
#[derive(Default)]
pub(in crate::rules) struct Deviations {
    compared: usize,
    found: Vec<Deviation>,
}

struct Deviation {
    severity: Severity,
    confidence: Confidence,
    first: Owner,
    second: Option<Owner>,
    value: Value,
    case: u8,
}

impl Deviations {
    /// One more object, or pair, of which both values are known.
    pub(in crate::rules) fn compare(&mut self) {
        self.compared += 1;
    }

    /// It deviates. It must have been counted by [`Deviations::compare`] as well.
    pub(in crate::rules) fn add(
        &mut self,
        severity: Severity,
        confidence: Confidence,
        (first, second): (Owner, Option<Owner>),
        value: impl Into<Value>,
        case: u8,
    ) {
        self.found.push(Deviation { severity, confidence, first, second, value: value.into(), case });
    }

    /// Tells all of it.
    pub(in crate::rules) fn tell(self, sink: &mut Sink<'_>) {
        if self.found.len() >= FEWEST && self.found.len() * 2 > self.compared {
            let confidence = self.found.iter().fold(Confidence::Certain, |least, one| least.and(one.confidence));
            let examples: Vec<Owner> = self.found.iter().take(EXAMPLES).map(|one| one.first).collect();
            sink.add(Severity::Info, confidence, &examples, Value::None, CONVENTION);
            return;
        }
        for one in self.found {
            let both = [one.first, one.second.unwrap_or(one.first)];
            let owners = if one.second.is_some() { &both[..] } else { &both[..1] };
            sink.add(one.severity, one.confidence, owners, one.value, one.case);
        }
    }
}

/// The objects that stand for all, in a sentence.
pub(in crate::rules) fn examples(context: &RuleContext<'_>, owners: &[Owner]) -> String {
    words::list(&words::names(context, owners))
}

/// Every AD object that syncs.
pub(in crate::rules) fn in_scope<'a>(context: &'a RuleContext<'a>) -> impl Iterator<Item = Subject<'a>> {
    context
        .joins
        .iter()
        .filter(|(_, decision)| decision.outcome != Outcome::OutOfScope)
        .map(|(object, _)| Subject::new(context.join.on_premises(), Owner::on_premises(object)))
}

/// Every pair that is or will be joined.
pub(in crate::rules) fn pairs<'a>(context: &'a RuleContext<'a>) -> impl Iterator<Item = Pair<'a>> {
    context.joins.iter().filter(|(_, decision)| decision.outcome.is_join()).filter_map(|(object, decision)| {
        let cloud = Subject::new(context.join.cloud(), Owner::cloud(decision.cloud?));
        let on_premises = Subject::new(context.join.on_premises(), Owner::on_premises(object));
        Some(Pair::new(context, on_premises, cloud, decision))
    })
}
