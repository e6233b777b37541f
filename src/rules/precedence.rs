//! Which of two findings about the same fault is told. Rules name the rules that they yield to; here that is settled,
//! after all of them ran. Rules themselves never see each other.

use crate::model::order;
use rustc_hash::FxHashMap;

use super::{REGISTRY, RuleContext, RuleDefinition, by_id};
use crate::finding::{Finding, Findings, Owner, Value};
use crate::model::case_key;
use crate::model::proxy_address::ProxyAddress;

/// What makes two findings be about the same fault: the rule's number, the object, the value.
type Fault = (u16, Owner, String);

/// Leaves out each finding that another tells better. Where that one is left out as well, whoever tells it tells both.
pub(super) fn settle(context: &RuleContext<'_>, findings: &mut Findings) {
    let number_of = |id: &str| (0_u16..).zip(REGISTRY.iter()).find(|(_, rule)| rule.id == id).map(|(number, _)| number);
    let leaders_of: Vec<Vec<u16>> =
        REGISTRY.iter().map(|rule| rule.yields_to.iter().filter_map(|id| number_of(id)).collect()).collect();
    let mut is_leader = vec![false; REGISTRY.len()];
    for &leader in leaders_of.iter().flatten() {
        is_leader[usize::from(leader)] = true;
    }
    let mut told: FxHashMap<Fault, usize> = FxHashMap::default();
    for (place, finding) in findings.iter().enumerate().filter(|(_, finding)| is_leader[usize::from(finding.rule)]) {
        let owners = findings.owners(finding);
        let mut value = comparable(context, finding, owners);
        for (number, &owner) in owners.iter().enumerate() {
            let is_last = number + 1 == owners.len();
            let own = if is_last { std::mem::take(&mut value) } else { value.clone() };
            told.entry((finding.rule, owner, own)).or_insert(place);
        }
    }
    let leader = |finding: &Finding| {
        let owners = findings.owners(finding);
        let (leaders, &owner) = (&leaders_of[usize::from(finding.rule)], owners.first()?);
        if leaders.is_empty() {
            return None;
        }
        let mut fault: Fault = (0, owner, comparable(context, finding, owners));
        leaders.iter().find_map(|&leader| {
            fault.0 = leader;
            told.get(&fault).copied()
        })
    };
    let nearest: Vec<Option<usize>> = findings.iter().map(leader).collect();
    let last: Vec<Option<usize>> = nearest
        .iter()
        .map(|first| {
            let mut at = (*first)?;
            // No rule yields to itself by way of others, which a test holds; so this ends.
            for _ in 0..REGISTRY.len() {
                let Some(next) = nearest[at] else { break };
                at = next;
            }
            Some(at)
        })
        .collect();
    findings.absorb(&last, |finding, owners| comparable(context, finding, owners));
}

/// The rules whose findings were left out in favour of this one, by id.
pub fn further_reasons(
    context: &RuleContext<'_>,
    findings: &Findings,
    finding: &Finding,
) -> Vec<&'static RuleDefinition> {
    let owners = findings.owners(finding);
    let value = comparable(context, finding, owners);
    let mut ids: Vec<&str> = owners
        .first()
        .into_iter()
        .flat_map(|&owner| findings.absorbed_by(finding.rule, owner))
        .filter(|absorbed| absorbed.value == value)
        .map(|absorbed| REGISTRY[usize::from(absorbed.rule)].id)
        .collect();
    order::sort(&mut ids);
    ids.dedup();
    ids.into_iter().filter_map(by_id).collect()
}

/// The value in the form that is compared; an entry of proxyAddresses without its type.
fn comparable(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> String {
    let text = context.value(finding, owners);
    let text = if let Value::Entry(_) = finding.value { ProxyAddress::parse(text).value } else { text };
    case_key::fold(text).into_owned()
}
