//! Finds people who have two accounts: an old one with a licence, and a new one that the sync made beside it. Names alone
//! never decide who is who.

use rustc_hash::FxHashMap;

use super::evidence;
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// A person has a licensed account that is not synced, and beside it a synced one with a made-up name.
    ///
    /// ## What it does
    ///
    /// Looks for synced users in the onmicrosoft.com domain whose name is that of another account with or without four
    /// digits at the end. If that account is not synced and both have the same display name or employee number, the two
    /// are shown as one person. With the same employee number the names may differ altogether, if the new one ends in four
    /// digits.
    ///
    /// ## Why it matters
    ///
    /// The sync did not find the old account and made a new one. The mailbox stays with the old account; AD masters the
    /// empty new one.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,,,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann4711@contoso.onmicrosoft.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,False
    /// ```
    ///
    /// ## Not reported
    ///
    /// The same display name on accounts whose names have nothing in common:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a.lee@contoso.com,Ann Lee,Member,SMTP:a.lee@contoso.com,,,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann4711@contoso.onmicrosoft.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,False
    /// ```
    ///
    /// ## What to do
    ///
    /// Make sure that it is one person. Then take the AD user out of the sync, delete the new account for good, and let
    /// the AD user join the old one: by its ImmutableId, or by primary address and UPN. Bring the user back.
    ///
    /// ## Limits
    ///
    /// People of the same name exist. Connect Health cannot repair this case, because the old account was never synced.
    {
        id: "duplicate-person-pair",
        title: "One person, two accounts",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &[
            "duplicate user after sync",
            "orphaned object",
            "Number added to user names and email addresses",
            "hard match",
        ],
        sources: &[pages::HEALTH, pages::EXISTING_TENANT],
        needs: &[
            Need::Cloud(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::SyncEnabled),
            Need::InitialDomain,
        ],
        check: Check::Whole(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let cloud = context.join.cloud();
    let index = context.join.index;
    // The new accounts, by what their names would be without digits. There are few.
    let mut new_accounts: FxHashMap<&str, Vec<(ObjectId, Confidence)>> = FxHashMap::default();
    let mut by_number: FxHashMap<String, Vec<(ObjectId, Confidence)>> = FxHashMap::default();
    for object in cloud.objects().filter(|&object| context.join.is_live_user(object)) {
        let Some(login) = index.cloud.login(object).map(|key| context.text(key)) else { continue };
        let Some(confidence) = evidence::in_initial_domain(context, login) else { continue };
        let is_new = cloud.boolean(object, Attribute::SyncEnabled) == Ok(Some(true))
            && is_licensed(context, object) != Some(true);
        if let Some(local) = login.split_once('@').map(|(local, _)| local).filter(|_| is_new) {
            new_accounts.entry(local).or_default().push((object, confidence));
            if let Some(stem) = evidence::before_four_digits(local) {
                new_accounts.entry(stem).or_default().push((object, confidence));
                if let Some(number) = cloud.text(object, Attribute::EmployeeId) {
                    by_number.entry(case_key::fold(number).into_owned()).or_default().push((object, confidence));
                }
            }
        }
    }
    if new_accounts.is_empty() {
        return;
    }
    for old in cloud.objects().filter(|&object| context.join.is_live_user(object)) {
        let Some(login) = index.cloud.login(old) else { continue };
        let by_name = context.text(login).split_once('@').and_then(|(local, _)| new_accounts.get(local));
        let number = cloud.text(old, Attribute::EmployeeId).filter(|_| !by_number.is_empty());
        let by_number = number.and_then(|number| by_number.get(&*case_key::fold(number)));
        let mut found: Vec<(ObjectId, Confidence)> = by_name.into_iter().chain(by_number).flatten().copied().collect();
        found.sort_unstable_by_key(|(new, _)| *new);
        found.dedup_by_key(|(new, _)| *new);
        if found.is_empty() || !matches!(cloud.boolean(old, Attribute::SyncEnabled), Ok(None | Some(false))) {
            continue;
        }
        for (new, confidence) in found {
            if let Some(sure) = are_one_person(context, old, new).filter(|_| new != old) {
                let mut owners = vec![Owner::cloud(new), Owner::cloud(old)];
                owners.extend(context.joins.partner(new).map(Owner::on_premises));
                sink.add(Severity::High, sure.and(confidence), &owners, index.cloud.login(new), 0);
            }
        }
    }
}

/// Did the sync make the first account beside the second, which is the same person's? Then a value that both claim is no
/// question of who keeps it.
pub(in crate::rules) fn is_made_beside(context: &RuleContext<'_>, new: ObjectId, old: ObjectId) -> bool {
    let cloud = context.join.cloud();
    let local = |object| Some(context.text(context.join.index.cloud.login(object)?).split_once('@')?.0);
    let login = context.join.index.cloud.login(new).map(|key| context.text(key)).unwrap_or_default();
    let (Some(made), Some(known)) = (local(new), local(old)) else { return false };
    let stem = evidence::before_four_digits(made);
    let number = |object| cloud.text(object, Attribute::EmployeeId);
    let has_its_number = number(new).zip(number(old)).is_some_and(|(left, right)| case_key::equal(left, right));
    let is_named_like = made == known || stem == Some(known) || (stem.is_some() && has_its_number);
    new != old
        && is_named_like
        && evidence::in_initial_domain(context, login).is_some()
        && context.join.is_live_user(old)
        && cloud.boolean(new, Attribute::SyncEnabled) == Ok(Some(true))
        && is_licensed(context, new) != Some(true)
        && matches!(cloud.boolean(old, Attribute::SyncEnabled), Ok(None | Some(false)))
        && are_one_person(context, old, new).is_some()
}

/// What to do about a value that such an account claims, in place of choosing who keeps it.
pub(super) const JOIN_THEM: &str = "The two accounts seem to be one person's, of which duplicate-person-pair tells. Give nothing \
                                    away: have the AD user join the account that is in use, as is told there.";

/// Do name or number say that the two are one person, and licences that the old account is the one in use?
fn are_one_person(context: &RuleContext<'_>, old: ObjectId, new: ObjectId) -> Option<Confidence> {
    let cloud = context.join.cloud();
    let agree = |attribute| {
        let (left, right) = (cloud.text(old, attribute)?, cloud.text(new, attribute)?);
        Some(case_key::equal(left, right))
    };
    let number = agree(Attribute::EmployeeId);
    if number == Some(false) || !(number == Some(true) || agree(Attribute::DisplayName) == Some(true)) {
        return None;
    }
    match (is_licensed(context, old), is_licensed(context, new)) {
        (Some(false), _) => None,
        (Some(true), Some(false)) => Some(Confidence::Likely),
        _ => Some(Confidence::Possible),
    }
}

/// Has the account a licence? `None` where no file tells.
fn is_licensed(context: &RuleContext<'_>, object: ObjectId) -> Option<bool> {
    let cloud = context.join.cloud();
    if let Cell::Text(licences) = cloud.cell(object, Attribute::Licences) {
        return Some(!case_key::equal(licences, "Unlicensed"));
    }
    cloud.boolean(object, Attribute::ExchangeLicensed).ok().flatten()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = |owner: Owner| {
        let key = context.join.index.cloud.login(owner.object);
        key.map(|key| words::shown(context.text(key))).unwrap_or_default()
    };
    let (new, old) = (context.shown(finding, owners), login(owners[1]));
    let name = words::name(context, owners[1]);
    let suffix = context.shown_domain(finding, owners);
    let in_ad = owners.get(2).map_or_else(|| "the AD user".to_owned(), |&owner| words::name(context, owner));
    Explanation {
        message: format!(
            "{name} seems to have two accounts: {old}, which is not synced, and {new}, which the sync made in {suffix}."
        ),
        why: "The sync did not find the old account, and its names were taken. The mailbox stays with the old account, while \
              AD masters the new one."
            .to_owned(),
        what_to_do: format!(
            "Make sure that it is one person. Take {in_ad} out of the sync, delete {new} for good, put the AD user's anchor \
             into the ImmutableId of {old} or make primary address and UPN equal, and bring {in_ad} back. Try it on one \
             person first."
        ),
        if_you_sync: Vec::new(),
        likely_owner: (is_licensed(context, owners[1].object) == Some(true))
            .then(|| (1, format!("{old} has a licence and is the name that people know."))),
    }
}
