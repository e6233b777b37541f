//! What the rules about values of several AD objects have in common: who shares a value, who most likely keeps it, and the
//! sentences about it. Which values may not be shared is each rule's own business.

use crate::model::order;
use std::borrow::Cow;
use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::join::MatchKey;
use crate::join::claims::Role;
use crate::join::contest::Standing;
use crate::rules::prelude::*;

/// Every value that two or more objects that sync hold in this attribute, with these objects in their order.
pub(super) fn duplicates(context: &RuleContext<'_>, role: Role, mut found: impl FnMut(Key, &mut Vec<Owner>)) {
    let mut owners: Vec<Owner> = Vec::new();
    for (key, claims) in context.join.index.claims.shared() {
        owners.clear();
        let on_premises = claims.iter().take_while(|claim| claim.side() == Side::OnPremises);
        for claim in on_premises.filter(|claim| claim.role() == role) {
            let owner = Owner::on_premises(claim.object());
            if owners.last() != Some(&owner) && context.is_in_scope(owner.object) {
                owners.push(owner);
            }
        }
        if owners.len() > 1 {
            found(key, &mut owners);
        }
    }
}

/// The AD objects that hold a value in one of these attributes, in their order.
pub(super) fn holders(context: &RuleContext<'_>, key: Key, is_role: impl Fn(Role) -> bool) -> Vec<ObjectId> {
    let claims = context.join.index.claims.of(key).iter();
    let on_premises = claims.take_while(|claim| claim.side() == Side::OnPremises);
    let mut objects: Vec<ObjectId> =
        on_premises.filter(|claim| is_role(claim.role())).map(|claim| claim.object()).collect();
    objects.dedup();
    objects
}

/// Puts an object that no other rule tells to the front. A finding is left out in favour of another rule's where that one
/// names its first object, so this one stays as long as it has anything to add.
pub(super) fn put_first_what_is_new(owners: &mut [Owner], is_told: impl Fn(ObjectId) -> bool) {
    if let Some(place) = owners.iter().position(|owner| !is_told(owner.object)) {
        owners[..=place].rotate_right(1);
    }
}

/// The groups of objects whose texts are equal, in the order of their first objects. For values that have no keys.
pub(super) fn equal_texts<'a>(
    objects: impl Iterator<Item = ObjectId>,
    text: impl Fn(ObjectId) -> Option<Cow<'a, str>>,
) -> Vec<Vec<ObjectId>> {
    let mut hashes: Vec<(u64, ObjectId)> =
        objects.filter_map(|object| Some((FxBuildHasher.hash_one(&*text(object)?), object))).collect();
    hashes.sort_unstable();
    let mut groups = Vec::new();
    for alike in hashes.chunk_by(|left, right| left.0 == right.0).filter(|alike| alike.len() > 1) {
        let mut texts: Vec<(Cow<'a, str>, ObjectId)> =
            alike.iter().filter_map(|&(_, object)| Some((text(object)?, object))).collect();
        order::sort(&mut texts);
        let equal = texts.chunk_by(|left, right| left.0 == right.0).filter(|equal| equal.len() > 1);
        groups.extend(equal.map(|equal| equal.iter().map(|(_, object)| *object).collect::<Vec<_>>()));
    }
    order::sort(&mut groups);
    groups
}

/// The one owner whose account in the cloud has the value today; `None` where none or several have it, or where another
/// object may get the account.
pub(super) fn cloud_holder(
    context: &RuleContext<'_>,
    owners: &[Owner],
    has_it: impl Fn(ObjectId) -> bool,
) -> Option<usize> {
    let is_open = |place: &usize| context.joins.standing(owners[*place].object) == Some(Standing::Open);
    only(owners, |owner| account_with(context, *owner, &has_it).is_some()).filter(|place| !is_open(place))
}

/// The account that an owner is or will be joined to, where that has the value today.
fn account_with(context: &RuleContext<'_>, owner: Owner, has_it: impl Fn(ObjectId) -> bool) -> Option<ObjectId> {
    let decision = context.joins.decision(owner.object);
    decision.cloud.filter(|_| decision.outcome.is_join()).filter(|&cloud| has_it(cloud))
}

/// The account with the value that the owner leads to, where another AD object leads to it too and the files do not tell
/// which of them gets it.
pub(super) fn contested_account(
    context: &RuleContext<'_>,
    owner: Owner,
    has_it: impl Fn(ObjectId) -> bool,
) -> Option<Owner> {
    let is_open = context.joins.standing(owner.object) == Some(Standing::Open);
    account_with(context, owner, has_it).filter(|_| is_open).map(Owner::cloud)
}

/// The sentence about an owner that leads to such an account.
pub(super) fn leads_to_contested(context: &RuleContext<'_>, name: &str, account: Owner) -> String {
    format!(
        "{name} leads to the account of {}, which has it in the cloud today. So does another AD object, and the files do not \
         tell who gets the account.",
        words::name(context, account)
    )
}

/// The owner that most likely holds a value by right, with the reason: the one that has it in the cloud, the one that is
/// synced by its anchor already, or the older one. All owners are AD objects.
pub(super) fn likely_owner(
    context: &RuleContext<'_>,
    owners: &[Owner],
    names: &[String],
    in_cloud: Option<usize>,
) -> Option<(usize, String)> {
    let is_synced = |owner: &Owner| {
        let decision = context.joins.decision(owner.object);
        decision.outcome == crate::join::Outcome::AlreadySynced && decision.by == Some(MatchKey::SourceAnchor)
    };
    in_cloud
        .map(|place| (place, format!("{} has it in the cloud today.", names[place])))
        .or_else(|| only(owners, is_synced).map(|place| (place, format!("Only {} is synced already.", names[place]))))
        .or_else(|| oldest(context, owners).map(|place| (place, format!("{} is the older object.", names[place]))))
}

/// The owner that was created first, where the files tell that of all of them, in a form that can be compared.
fn oldest(context: &RuleContext<'_>, owners: &[Owner]) -> Option<usize> {
    let made = |owner: &Owner| {
        let text = context.join.on_premises().text(owner.object, Attribute::CreatedAt)?;
        let starts_with_year = text.len() >= 8 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
        let digits = || text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
        starts_with_year.then(digits).filter(|digits| digits.len() >= 8)
    };
    let times: Vec<String> = owners.iter().map(made).collect::<Option<_>>()?;
    let first = times.iter().min()?;
    only(&times, |time| time == first)
}

/// The place of the only one that fits.
fn only<T>(list: &[T], fits: impl Fn(&T) -> bool) -> Option<usize> {
    let mut places = list.iter().enumerate().filter(|(_, one)| fits(one)).map(|(place, _)| place);
    let place = places.next()?;
    places.next().is_none().then_some(place)
}

/// What a rule about a shared value says of it.
pub(super) struct Told<'a> {
    /// The attribute as the directory names it.
    pub(super) attribute: &'a str,
    /// What the sync makes of it.
    pub(super) why: &'a str,
    /// What to do.
    pub(super) what_to_do: &'a str,
    /// What happens to the owners that do not keep the value, with the verb first.
    pub(super) otherwise: &'a str,
    /// Does the first to arrive keep it? Else only the one that has it in the cloud can be told from the others.
    pub(super) first_keeps_it: bool,
}

/// The sentences about a value that several AD objects have.
pub(super) fn tell(
    context: &RuleContext<'_>,
    finding: &Finding,
    owners: &[Owner],
    told: &Told<'_>,
    has_it: impl Fn(ObjectId) -> bool,
) -> Explanation {
    let names = words::names(context, owners);
    let in_cloud = cloud_holder(context, owners, has_it);
    let value = context.shown(finding, owners);
    let explanation = Explanation::new(
        format!(
            "{} objects have the {} {value}: {}.",
            words::number_first(owners.len()),
            told.attribute,
            words::list(&names)
        ),
        told.why,
        told.what_to_do,
    );
    if in_cloud.is_none() && !told.first_keeps_it {
        return explanation;
    }
    explanation
        .if_you_sync(per_owner(&names, in_cloud, "keeps it. Nothing changes there", told.otherwise))
        .likely_owner(likely_owner(context, owners, &names, in_cloud))
}

/// What happens to each owner: the one that has the value in the cloud keeps it; where none has, the order of arrival
/// decides.
pub(super) fn per_owner(names: &[String], keeper: Option<usize>, keeps: &str, otherwise: &str) -> Vec<String> {
    let sentence = |(place, name): (usize, &String)| match keeper {
        Some(keeper) if keeper == place => format!("{name} {keeps}."),
        Some(_) => format!("{name} {otherwise}."),
        None => format!("{name} {otherwise}, unless it is the first to arrive."),
    };
    names.iter().enumerate().map(sentence).collect()
}
