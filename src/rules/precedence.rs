//! Which of two findings about the same fault is told. Rules name the rules that they yield to; here that is settled,
//! after all of them ran. Rules themselves never see each other.

use crate::model::order;
use rustc_hash::FxHashSet;

use super::{REGISTRY, RuleContext, definition};
use crate::finding::{Absorbed, Finding, Findings, Owner, Value};
use crate::model::case_key;
use crate::model::proxy_address::ProxyAddress;

/// What makes two findings be about the same fault: the rule's number, the first object, the value.
type Fault = (u16, Owner, String);

/// Leaves out each finding that another tells better.
pub(super) fn settle(context: &RuleContext<'_>, findings: &mut Findings) {
    let number_of = |id: &str| (0_u16..).zip(REGISTRY.iter()).find(|(_, rule)| rule.id == id).map(|(number, _)| number);
    let leaders: FxHashSet<u16> =
        REGISTRY.iter().flat_map(|rule| rule.yields_to).filter_map(|id| number_of(id)).collect();
    if leaders.is_empty() {
        return;
    }
    let mut told: FxHashSet<Fault> = FxHashSet::default();
    for finding in findings.iter().filter(|finding| leaders.contains(&finding.rule)) {
        let owners = findings.owners(finding);
        let value = comparable(context, finding, owners);
        told.extend(owners.iter().map(|&owner| (finding.rule, owner, value.clone())));
    }
    findings.absorb(|finding, owners| {
        let rule = definition(finding);
        let owner = *owners.first().filter(|_| !rule.yields_to.is_empty())?;
        let value = comparable(context, finding, owners);
        let is_told = |leader: &u16| told.contains(&(*leader, owner, value.clone()));
        let leader = rule.yields_to.iter().filter_map(|id| number_of(id)).find(is_told)?;
        Some(Absorbed { leader, owner, value, rule: finding.rule })
    });
}

/// The faults that were left out in favour of this finding, as a sentence; blank if there is none.
pub(super) fn further_reasons(context: &RuleContext<'_>, findings: &Findings, finding: &Finding) -> String {
    let owners = findings.owners(finding);
    let value = comparable(context, finding, owners);
    let mut titles: Vec<&str> = owners
        .iter()
        .flat_map(|&owner| findings.absorbed_by(finding.rule, owner))
        .filter(|absorbed| absorbed.value == value)
        .map(|absorbed| REGISTRY[usize::from(absorbed.rule)].id)
        .collect();
    order::sort(&mut titles);
    titles.dedup();
    if titles.is_empty() { String::new() } else { format!(" It also explains: {}.", titles.join(", ")) }
}

/// The value in the form that is compared; an entry of proxyAddresses without its type.
fn comparable(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> String {
    let text = context.value(finding, owners);
    let text = if let Value::Entry(_) = finding.value { ProxyAddress::parse(text).value } else { text };
    case_key::fold(text).into_owned()
}
