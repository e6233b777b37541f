//! Choices that cannot stand in one plan, each with the reason in a sentence.

use super::Choice;
use crate::analyzer::Analysis;
use crate::finding::{Change, Fix, Operation, Owner};
use crate::model::{Attribute, ByText, Side, case_key};
use crate::view::names;

/// Why chosen fixes cannot stand in one plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The findings whose fixes contradict each other, by their places.
    pub findings: Vec<usize>,
    /// The reason and what to do, in a sentence or two.
    pub sentence: String,
}

/// Every contradiction between the choices.
pub(super) fn contradictions(analysis: &Analysis, choices: &[Choice], fixes: &[Fix]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut tell = |left: usize, right: usize, sentence: String| {
        let mut findings = vec![choices[left].finding, choices[right].finding];
        findings.dedup();
        refusals.push(Refusal { findings, sentence });
    };
    for (place, pair) in choices.windows(2).enumerate() {
        if pair[0].finding == pair[1].finding {
            tell(
                place,
                place + 1,
                format!(
                    "“{}” and “{}” are two fixes of one finding. Keep one of them.",
                    fixes[place].title,
                    fixes[place + 1].title
                ),
            );
        }
    }
    let name = |owner: Owner| names::name(analysis, owner);
    let mut known: ByText<(usize, &Change)> = ByText::default();
    let mut brought: ByText<(usize, &Change)> = ByText::default();
    let mut aliases: ByText<(usize, &Change)> = ByText::default();
    let mut primaries: ByText<(usize, &str)> = ByText::default();
    for (place, change) in changes(fixes) {
        let (owner, attribute) = (change.owner, change.attribute);
        if let Operation::Set { .. } = change.operation {
            let &mut (other, known) = known.or_put(owner.with(attribute.name()), (place, change));
            if known.operation != change.operation && fixes[other] != fixes[place] {
                tell(
                    other,
                    place,
                    format!(
                        "Both change {} of {}, to different values. Keep one of them.",
                        attribute.name(),
                        name(owner)
                    ),
                );
            }
        } else if let Some(text) = change.operation.brings().or(change.operation.takes()) {
            let key = owner.with(&format!("{} {}", attribute.name(), case_key::fold(text)));
            let &mut (other, known) = known.or_put(key, (place, change));
            // What both do, such as that a primary address steps back, contradicts nothing.
            if other != place && known.operation != change.operation && !fixes[other].changes.contains(change) {
                tell(
                    other,
                    place,
                    format!("One takes {text} from {}, the other gives it. Keep one of them.", name(owner)),
                );
            }
        }
        if let Some(address) = change.operation.brings().filter(|text| text.contains('@')).map(bare) {
            let &mut (other, known) = brought.or_put(address.clone(), (place, change));
            if known.owner != owner {
                tell(
                    other,
                    place,
                    format!(
                        "Both give {address} away: to {} and to {}. Keep one of them.",
                        name(known.owner),
                        name(owner)
                    ),
                );
            }
        }
    }
    for (place, change) in changes(fixes) {
        let Some(value) = change.operation.brings() else { continue };
        if change.attribute == Attribute::MailNickname {
            let &mut (other, known) = aliases.or_put(case_key::fold(value).into_owned(), (place, change));
            if known.owner != change.owner {
                let (left, right) = (name(known.owner), name(change.owner));
                tell(
                    other,
                    place,
                    format!("Both give the alias {value} away: to {left} and to {right}. Keep one of them."),
                );
            }
        }
        if let Some(address) = value.strip_prefix("SMTP:").filter(|_| change.attribute == Attribute::ProxyAddresses) {
            let &mut (other, known) = primaries.or_put(change.owner.with(""), (place, address));
            if other != place && !case_key::equal(known, address) {
                let name = name(change.owner);
                tell(
                    other,
                    place,
                    format!("One makes {known} the primary address of {name}, the other {address}. Keep one of them."),
                );
            }
        }
    }
    about_keepers(analysis, fixes, &mut tell);
    about_accounts(analysis, fixes, &mut tell);
    crate::model::order::sort(&mut refusals);
    refusals.dedup();
    refusals
}

/// A fix leaves a value to somebody, or writes it to mail, and another one takes it away or gives it to somebody else.
fn about_keepers(analysis: &Analysis, fixes: &[Fix], tell: &mut impl FnMut(usize, usize, String)) {
    let name = |owner: Owner| names::name(analysis, owner);
    let mut taken: ByText<Vec<usize>> = ByText::default();
    let mut unlisted: ByText<Vec<usize>> = ByText::default();
    let mut given: ByText<Vec<(usize, Owner)>> = ByText::default();
    for (place, change) in changes(fixes) {
        if let Some(value) = change.operation.brings().filter(|value| value.contains('@')) {
            given.or_put(bare(value), Vec::new()).push((place, change.owner));
        }
        if let Some(value) = change.operation.takes().map(bare)
            && !has_after(&fixes[place], change.owner, &value)
        {
            if change.attribute == Attribute::ProxyAddresses {
                unlisted.or_put(change.owner.with(&value), Vec::new()).push(place);
            }
            taken.or_put(change.owner.with(&value), Vec::new()).push(place);
        }
    }
    for (place, change) in changes(fixes).filter(|(_, change)| change.attribute == Attribute::Mail) {
        let Some(address) = change.operation.brings() else { continue };
        let others = unlisted.get(&change.owner.with(&bare(address))).into_iter().flatten();
        for &other in others.filter(|&&other| other != place) {
            let name = name(change.owner);
            tell(
                place,
                other,
                format!("One sets mail of {name} to {address}, the other takes that address away. Keep one of them."),
            );
        }
    }
    for (place, fix) in fixes.iter().enumerate() {
        let Some((keeper, address)) = &fix.keeps else { continue };
        for &(other, owner) in given.get(address).into_iter().flatten() {
            if other != place && !is_one(analysis, *keeper, owner) {
                tell(
                    place,
                    other,
                    format!(
                        "One leaves {address} to {}, the other gives it to {}. Keep one of them.",
                        name(*keeper),
                        name(owner)
                    ),
                );
            }
        }
        let others = taken.get(&keeper.with(address)).into_iter().flatten();
        for &other in others.filter(|&&other| other != place) {
            tell(
                place,
                other,
                format!(
                    "One leaves {address} to {}, the other takes it away. Then nobody would have it. Keep one of them.",
                    name(*keeper)
                ),
            );
        }
    }
}

/// A fix takes an address from AD objects so that none of them joins the account that has it, and another one leads one of
/// them to that account.
fn about_accounts(analysis: &Analysis, fixes: &[Fix], tell: &mut impl FnMut(usize, usize, String)) {
    let cloud = &analysis.index.cloud;
    for (place, fix) in fixes.iter().enumerate() {
        let Some((keeper, _)) = fix.keeps.as_ref().filter(|(keeper, _)| keeper.side == Side::Cloud) else { continue };
        let leads_to_it = |value: &str| {
            let key = analysis.index.keys.find(&bare(value));
            key.is_some() && (cloud.login(keeper.object) == key || cloud.primary(keeper.object) == key)
        };
        let gives_up =
            |owner: Owner| owner.side == Side::OnPremises && fix.changes.iter().any(|change| change.owner == owner);
        for (other, change) in changes(fixes).filter(|(other, change)| *other != place && gives_up(change.owner)) {
            if change.operation.brings().is_some_and(leads_to_it) {
                let (account, own) = (names::name(analysis, *keeper), names::name(analysis, change.owner));
                tell(
                    place,
                    other,
                    format!(
                        "One keeps {own} from joining the account of {account}, the other leads {own} to it. Keep one of them."
                    ),
                );
            }
        }
    }
}

fn changes(fixes: &[Fix]) -> impl Iterator<Item = (usize, &Change)> {
    fixes.iter().enumerate().flat_map(|(place, fix)| fix.changes.iter().map(move |change| (place, change)))
}

/// Are these one object, or the two that are one person's?
fn is_one(analysis: &Analysis, left: Owner, right: Owner) -> bool {
    let counterpart = |owner: Owner| match owner.side {
        Side::OnPremises => analysis.joins.decision(owner.object).cloud.map(Owner::cloud),
        Side::Cloud => analysis.joins.partner(owner.object).map(Owner::on_premises),
    };
    left == right || counterpart(left) == Some(right)
}

/// Does the fix take a value from an object only to write it there anew, or in another attribute?
fn has_after(fix: &Fix, owner: Owner, value: &str) -> bool {
    fix.changes
        .iter()
        .any(|change| change.owner == owner && change.operation.brings().map(bare).as_deref() == Some(value))
}

/// An address in the form that is compared, without the type of an SMTP address.
pub(crate) fn bare(text: &str) -> String {
    let address =
        text.split_once(':').filter(|(kind, _)| kind.eq_ignore_ascii_case("smtp")).map_or(text, |(_, rest)| rest);
    case_key::fold(address).into_owned()
}
