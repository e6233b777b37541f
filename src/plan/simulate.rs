//! Tries a plan on the loaded data: makes its changes wave by wave, lets the sync carry them to the cloud as the forecast
//! says, and analyses again.
//!
//! What the sync would carry over anyway is not counted as the plan's merit: only the difference that the changes make to the
//! forecast reaches the cloud objects.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Plan;
use super::cells::{Cells, Surprise, join};
use super::refusal::bare;
use crate::analyzer::Analysis;
use crate::finding::{Change, Finding, FindingIdentity, Findings, Owner, Value};
use crate::forecast::{self, Spelled};
use crate::import::format::Fact;
use crate::import::merge::Directories;
use crate::join::identity::TooMuchText;
use crate::join::{Comparison, Context, Index, Joins, Outcome};
use crate::model::order::sort;
use crate::model::{Attribute, ByText, ObjectId, Side, Texts, address_list, case_key};
use crate::progress::{Progress, Silent};
use crate::rules;

/// A finding that the plan would bring in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFinding {
    /// By what it is known.
    pub identity: FindingIdentity,
    /// What is so, in the words of its rule.
    pub message: String,
    /// The same with its values marked.
    pub marked: String,
}

/// What a plan does to the loaded data.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The findings of today that are gone, by their places.
    pub resolved: Vec<usize>,
    /// The findings that were chosen and are still there, by their places.
    pub remaining: Vec<usize>,
    /// The findings that are there and were not.
    pub added: Vec<NewFinding>,
    /// How many findings there are after.
    pub findings_after: usize,
    /// AD objects that come out otherwise.
    pub comparison: Comparison,
    /// Changes that could not be made because a value was not what they expect.
    pub surprises: Vec<Surprise>,
    /// Does the inverse bring back the start?
    pub is_undone_by_inverse: bool,
}

impl Simulation {
    /// Does the plan do what was wanted, and nothing else that is bad? Only then is it offered without a word.
    pub fn is_clean(&self) -> bool {
        self.added.is_empty() && self.surprises.is_empty() && self.is_undone_by_inverse
    }
}

/// Tries a plan.
///
/// Fails where the directories hold more text than can be compared.
pub fn simulate(analysis: &Analysis, plan: &Plan, progress: &mut dyn Progress) -> Result<Simulation, TooMuchText> {
    let mut cells = Cells::new(&analysis.directories);
    let mut surprises = Vec::new();
    let touched = touched(analysis, plan);
    let mut before = spelled(&analysis.context(), &analysis.joins, &touched, &[]);
    // One cycle more than there are waves: what the last one set free arrives by then.
    for wave in 0..=plan.waves() {
        for change in plan.changes(wave) {
            surprises.extend(cells.apply(change).err());
        }
        let changed = cells.directories().map_err(|_| TooMuchText)?;
        let index = Index::new(&changed, &analysis.settings, &mut Silent)?;
        let context = Context::new(&changed, &analysis.settings, &index);
        let joins = Joins::new(&context, &mut Silent);
        let anew = logins_anew(analysis, &index, &touched, &taken(plan, wave));
        let after = spelled(&context, &joins, &touched, &anew);
        sync(&mut cells, &before, &after, plan, wave);
        before = after;
    }
    let taken = taken(plan, plan.waves());
    settle_reports(&mut cells, analysis, &taken);
    let mut changed = cells.directories().map_err(|_| TooMuchText)?;
    for input in &mut changed.inputs {
        input.facts.retain(|(_, fact)| !matches!(fact, Fact::Reported(fault) if taken.has(&bare(fault.value.trim()))));
    }
    let changed = &changed;
    let index = Index::new(changed, &analysis.settings, progress)?;
    let context = Context::new(changed, &analysis.settings, &index);
    let joins = Joins::new(&context, progress);
    let rule_context = rules::RuleContext::new(context, &joins);
    let marking =
        rules::RuleContext::new(Context::new(changed, &analysis.settings, &index), &joins).with_marked_values();
    let findings = rules::run(&rule_context, progress);
    let today = identities(&analysis.findings, &analysis.directories, &analysis.index);
    let then = identities(&findings, changed, &index);
    // A finding that is worse than it was is a new one, and one that is milder is gone: its rule tells another case then.
    let worst = |findings: &Findings, places: &[usize]| {
        places.iter().filter_map(|&place| findings.get(place)).map(|finding| finding.own_severity).max()
    };
    let is_no_worse = |known: Option<Vec<usize>>, places: &[usize], findings: &Findings, others: &Findings| {
        known.is_some_and(|known| worst(others, &known) >= worst(findings, places))
    };
    let places_in = |known: &Identities, identity: &FindingIdentity| {
        known.get(&text_of(identity)).map(|(_, places)| places.clone())
    };
    let mut resolved: Vec<usize> = today
        .iter()
        .filter(|(identity, places)| !is_no_worse(places_in(&then, identity), places, &analysis.findings, &findings))
        .flat_map(|(_, places)| places.iter().copied())
        .collect();
    sort(&mut resolved);
    // What is left of a value that several share has another first object, and is neither new nor resolved.
    let (left, still_there) = what_is_left(analysis, &resolved, &today, &findings, &then);
    resolved.retain(|place| !still_there.contains(place));
    // What stood in another finding as a further reason is not new when it comes to stand for itself.
    let was_told = |identity: &FindingIdentity| {
        identity.owner.is_some_and(|owner| analysis.findings.is_absorbed(identity.rule, owner))
    };
    let added = then.iter().filter(|(identity, places)| {
        !is_no_worse(places_in(&today, identity), places, &findings, &analysis.findings)
            && !was_told(identity)
            && !places.iter().all(|place| left.contains(place))
    });
    let mut remaining: Vec<usize> = plan.choices.iter().map(|choice| choice.finding).collect();
    sort(&mut remaining);
    remaining.dedup();
    remaining.retain(|place| resolved.binary_search(place).is_err());
    Ok(Simulation {
        remaining,
        added: added
            .filter_map(|(identity, places)| {
                let finding = findings.get(*places.first()?)?;
                let message = rules::explain(&rule_context, &findings, finding).message;
                let marked = rules::explain(&marking, &findings, finding).message;
                Some(NewFinding { identity: identity.clone(), message, marked })
            })
            .collect(),
        findings_after: findings.len(),
        comparison: Comparison::new(&analysis.joins, &joins),
        is_undone_by_inverse: is_undone(analysis, plan),
        resolved,
        surprises,
    })
}

/// The values that objects lose up to a wave, in the form that is compared.
fn taken(plan: &Plan, wave: usize) -> Texts {
    let until = || plan.steps.iter().filter(|step| step.wave <= wave).flat_map(|step| &step.changes);
    let of = |change: &Change, value: &str| change.owner.with(&bare(value));
    // What an object only has in another spelling afterwards is nobody else's.
    let kept: Texts = until().filter_map(|change| change.operation.brings().map(|value| of(change, value))).collect();
    let taken = until().filter_map(|change| change.operation.takes().map(|value| (change, value)));
    taken.filter(|(change, value)| !kept.has(&of(change, value))).map(|(_, value)| bare(value)).collect()
}

/// The objects whose UPN is worked out anew: those that AD gives another one, and those whose name somebody gave up.
fn logins_anew(analysis: &Analysis, index: &Index, touched: &[ObjectId], taken: &Texts) -> Vec<ObjectId> {
    let is_anew = |&object: &ObjectId| {
        let text = |index: &Index| index.on_premises.login(object).map(|key| index.keys.text(key).to_owned());
        let now = text(index);
        now != text(&analysis.index) || now.is_some_and(|now| taken.has(&now))
    };
    touched.iter().copied().filter(is_anew).collect()
}

/// What Microsoft reported about a value that its holder, or the object itself, gave up no longer counts: it looks again
/// within an hour.
///
/// Source: Microsoft, "Identity synchronization and duplicate attribute resiliency", 2025-04-09.
fn settle_reports(cells: &mut Cells<'_>, analysis: &Analysis, taken: &Texts) {
    let cloud = &analysis.directories.cloud;
    if taken.iter().next().is_none() || !cloud.exports(Attribute::ProvisioningErrors) {
        return;
    }
    let stays = |entry: &&str| entry.split_once('=').is_none_or(|(_, value)| !taken.has(&bare(value.trim())));
    for object in cloud.objects() {
        let owner = Owner::cloud(object);
        let Some(list) = cells.text(owner, Attribute::ProvisioningErrors).filter(|list| !list.is_empty()) else {
            continue;
        };
        let open: Vec<&str> = list.split('|').filter(stays).collect();
        if open.len() < list.split('|').count() {
            let open = open.join("|");
            cells.put(owner, Attribute::ProvisioningErrors, open);
        }
    }
}

/// Do the plan's changes and then their inverse leave every value as it was?
fn is_undone(analysis: &Analysis, plan: &Plan) -> bool {
    let mut cells = Cells::new(&analysis.directories);
    let there = plan.steps.iter().flat_map(|step| &step.changes).all(|change| cells.apply(change).is_ok());
    there && plan.inverse().iter().all(|change| cells.apply(change).is_ok()) && cells.is_as_loaded()
}

/// Findings by what they are known by, with their places.
type Identities = ByText<(FindingIdentity, Vec<usize>)>;

fn text_of(identity: &FindingIdentity) -> String {
    let value = format!("{} {}", identity.rule, identity.value);
    identity.owner.map_or(value.clone(), |owner| owner.with(&value))
}

fn identities(findings: &Findings, directories: &Directories, index: &Index) -> Identities {
    let mut known = Identities::default();
    for (place, finding) in findings.iter().enumerate() {
        let identity = findings.identity(finding, directories, &index.keys);
        known.or_put(text_of(&identity), (identity, Vec::new())).1.push(place);
    }
    known
}

/// Findings of after that are what is left of one of today: the same value, fewer of the same objects, no worse. With the
/// places of those of today, which would else count as resolved.
fn what_is_left(
    analysis: &Analysis,
    resolved: &[usize],
    today: &Identities,
    findings: &Findings,
    then: &Identities,
) -> (FxHashSet<usize>, FxHashSet<usize>) {
    let of = |identity: FindingIdentity| text_of(&FindingIdentity { owner: None, ..identity });
    let mut gone: ByText<Vec<(usize, &Finding)>> = ByText::default();
    for (place, finding) in resolved.iter().filter_map(|&place| Some((place, analysis.findings.get(place)?))) {
        if analysis.findings.owners(finding).len() > 2 && finding.value != Value::None {
            let identity = analysis.findings.identity(finding, &analysis.directories, &analysis.index.keys);
            gone.or_put(of(identity), Vec::new()).push((place, finding));
        }
    }
    let (mut left, mut still_there) = (FxHashSet::default(), FxHashSet::default());
    if gone.iter().next().is_none() {
        return (left, still_there);
    }
    for (identity, places) in then.iter().filter(|(identity, _)| !today.has(&text_of(identity))) {
        for &(place, before) in gone.get(&of(identity.clone())).into_iter().flatten() {
            let owners = analysis.findings.owners(before);
            for (after, finding) in places.iter().filter_map(|&after| Some((after, findings.get(after)?))) {
                let is_less = findings.owners(finding).iter().all(|owner| owners.contains(owner));
                if is_less && finding.own_severity <= before.own_severity {
                    left.insert(after);
                    still_there.insert(place);
                }
            }
        }
    }
    (left, still_there)
}

/// The AD objects whose cloud objects may change: those that the plan changes, those that its findings are about, and those
/// that hold a value that it moves.
fn touched(analysis: &Analysis, plan: &Plan) -> Vec<ObjectId> {
    let mut objects = Vec::new();
    let mut add = |owner: Owner| match owner.side {
        Side::OnPremises => objects.push(owner.object),
        Side::Cloud => objects.extend(analysis.joins.partner(owner.object)),
    };
    for choice in &plan.choices {
        if let Some(finding) = analysis.findings.get(choice.finding) {
            analysis.findings.owners(finding).iter().copied().for_each(&mut add);
        }
    }
    let index = &analysis.index;
    for change in plan.steps.iter().flat_map(|step| &step.changes) {
        add(change.owner);
        let values = [change.operation.takes(), change.operation.brings()];
        for key in values.into_iter().flatten().filter_map(|value| index.keys.find(&bare(value))) {
            for claim in index.claims.of(key) {
                add(Owner { side: claim.side(), object: claim.object() });
            }
        }
    }
    sort(&mut objects);
    objects.dedup();
    objects
}

/// The forecasts of objects that are synced already, with their cloud objects.
fn spelled(
    context: &Context<'_>,
    joins: &Joins,
    objects: &[ObjectId],
    logins_anew: &[ObjectId],
) -> Vec<(ObjectId, ObjectId, Spelled)> {
    let of = |&object: &ObjectId| {
        let decision = joins.decision(object);
        let cloud = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced)?;
        let forecast = if logins_anew.binary_search(&object).is_ok() {
            forecast::with_login_anew(context, joins, object)?
        } else {
            forecast::of(context, joins, object)?
        };
        Some((object, cloud, Spelled::new(context, object, &forecast)))
    };
    objects.iter().filter_map(of).collect()
}

/// Carries to the cloud what the changes made different.
fn sync(
    cells: &mut Cells<'_>,
    before: &[(ObjectId, ObjectId, Spelled)],
    after: &[(ObjectId, ObjectId, Spelled)],
    plan: &Plan,
    wave: usize,
) {
    let taken = taken(plan, wave);
    let is_login =
        |change: &&Change| change.owner.side == Side::OnPremises && change.attribute == Attribute::UserPrincipalName;
    let mut logins: ByText<&str> = ByText::default();
    for change in plan.changes(wave).filter(is_login) {
        *logins.or_put(change.owner.with(""), "") = change.operation.brings().unwrap_or_default();
    }
    let of_lists = || {
        let is_of_list =
            |change: &&Change| change.owner.side == Side::OnPremises && change.attribute == Attribute::ProxyAddresses;
        plan.changes(wave).filter(is_of_list)
    };
    let entry = |change: &Change, entry: &str| change.owner.with(&bare(entry));
    let spelt_anew: Texts =
        of_lists().filter_map(|change| change.operation.takes().map(|value| entry(change, value))).collect();
    let listed = of_lists().filter_map(|change| change.operation.brings().map(|value| entry(change, value)));
    // A mailbox gets its new UPN as an address.
    let new_logins = plan.changes(wave).filter(is_login);
    let new_logins = new_logins.map(|change| entry(change, change.operation.brings().unwrap_or_default()));
    let listed: Texts = listed.filter(|text| !spelt_anew.has(text)).chain(new_logins).collect();
    let is_primary = |value: Option<&str>| value.is_some_and(|entry| entry.starts_with("SMTP:"));
    let with_primary: Texts = of_lists()
        .filter(|change| is_primary(change.operation.brings()) || is_primary(change.operation.takes()))
        .map(|change| change.owner.with(""))
        .collect();
    let known: FxHashMap<ObjectId, usize> =
        before.iter().enumerate().map(|(place, (object, ..))| (*object, place)).collect();
    for (object, cloud, then) in after {
        let Some((_, _, now)) = known.get(object).map(|&place| &before[place]).filter(|(_, before, _)| before == cloud)
        else {
            continue;
        };
        let on_premises = Owner::on_premises(*object);
        let is_primary_set = with_primary.has(&on_premises.with(""));
        let owner = Owner::cloud(*cloud);
        let mut one = |attribute, now: &Option<String>, then: &Option<String>| {
            if now != then && cells.text(owner, attribute).is_some() {
                cells.put(owner, attribute, then.clone().unwrap_or_default());
            }
        };
        one(Attribute::UserPrincipalName, &now.user_principal_name, &then.user_principal_name);
        one(Attribute::MailNickname, &now.mail_nickname, &then.mail_nickname);
        one(Attribute::Mail, &now.mail, &then.mail);
        one(
            Attribute::OnPremisesUserPrincipalName,
            &None,
            &logins.get(&on_premises.with("")).map(|&login| login.to_owned()),
        );
        // What AD lists from now on, or what somebody set free, comes even if Entra ID should have made it before.
        let is_there_then = |entry: &str| then.proxy_addresses.iter().any(|other| bare(other) == bare(entry));
        let is_listed = |entry: &&String| {
            !(listed.has(&on_premises.with(&bare(entry))) || taken.has(&bare(entry)) && is_there_then(entry))
        };
        let made: Vec<String> = now.proxy_addresses.iter().filter(is_listed).cloned().collect();
        let is_other =
            now.proxy_addresses != then.proxy_addresses || made.len() < now.proxy_addresses.len() || is_primary_set;
        if let Some(list) = cells.text(owner, Attribute::ProxyAddresses).filter(|_| is_other) {
            let list = carried(list, &made, &then.proxy_addresses, is_primary_set);
            cells.put(owner, Attribute::ProxyAddresses, list);
        }
    }
}

/// A list of addresses without what is gone and with what is new; with the primary one of AD where that was set, or where it
/// became another.
fn carried(list: &str, now: &[String], then: &[String], is_primary_set: bool) -> String {
    let has = |entries: &[String], entry: &str| entries.iter().any(|other| bare(other) == bare(entry));
    let primary = then.iter().find(|entry| entry.starts_with("SMTP:"));
    let stays = |entry: &&str| !has(now, entry) || has(then, entry);
    let mut entries: Vec<String> = address_list::entries(list).filter(stays).map(str::to_owned).collect();
    for entry in then.iter().filter(|entry| !has(now, entry)) {
        if !has(&entries, entry) {
            entries.push(entry.clone());
        }
    }
    if is_primary_set || primary != now.iter().find(|entry| entry.starts_with("SMTP:")) {
        for entry in &mut entries {
            let Some((kind, address)) = entry.split_once(':').filter(|(kind, _)| kind.eq_ignore_ascii_case("smtp"))
            else {
                continue;
            };
            let is_primary = primary.is_some_and(|primary| case_key::equal(&bare(primary), address));
            let right = if is_primary { "SMTP" } else { "smtp" };
            if kind != right {
                *entry = format!("{right}:{address}");
            }
        }
    }
    join(entries.iter().map(String::as_str))
}
