//! Finds cloud objects that several AD objects would join. Which of them arrives first is in no file.

use super::shared;
use crate::join::{Outcome, Reason};
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// Several AD objects lead to one account, and nothing in the files tells whose it is.
    ///
    /// ## What it does
    ///
    /// Collects the AD objects that would join the same cloud object by address or UPN, where none of them has its anchor,
    /// its SID or agrees by every key. One finding names the account with all of them.
    ///
    /// ## Why it matters
    ///
    /// The first to arrive takes the account over with its mailbox and password. The others fail with InvalidSoftMatch.
    /// Nobody can say which is first, so a mailbox may go to the wrong person.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:info@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,SMTP:info@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,info@contoso.com,Information,Member,SMTP:info@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// One of them has the account's anchor, so the account is its own:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,,SMTP:info@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,,SMTP:info@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,info@contoso.com,Information,Member,SMTP:info@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide whose account it is, and remove the address or UPN that leads to it from the others in AD, before the sync
    /// runs.
    ///
    /// ## Limits
    ///
    /// The order in which the sync exports objects is in no file.
    {
        id: "ambiguous-soft-match",
        title: "Several objects want one account",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["InvalidSoftMatch", "AttributeValueMustBeUnique", "soft match duplicate"],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT],
        needs: &[Need::CloudForTheWhole(Attribute::ImmutableId)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The account is joined to one of them already, but no file tells to which.
const SYNCED: u8 = 1;
const PENDING: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut wanted: Vec<(ObjectId, ObjectId)> = context
        .joins
        .iter()
        .filter(|(_, decision)| decision.reasons.contains(Reason::AmbiguousSoftMatch))
        .filter_map(|(object, decision)| Some((decision.cloud?, object)))
        .collect();
    order::sort(&mut wanted);
    for rivals in wanted.chunk_by(|one, other| one.0 == other.0) {
        let decisions = || rivals.iter().map(|&(_, object)| (object, context.joins.decision(object)));
        let mut keys = decisions().map(|(object, decision)| shared::matching_key(context, object, decision));
        let first = keys.next().flatten();
        let key = first.filter(|_| keys.all(|key| key == first));
        let case =
            if decisions().any(|(_, decision)| decision.outcome == Outcome::AlreadySynced) { SYNCED } else { PENDING };
        let confidence =
            decisions().map(|(_, decision)| decision.confidence).fold(Confidence::Certain, Confidence::and);
        let mut owners: Vec<Owner> = rivals.iter().map(|&(_, object)| Owner::on_premises(object)).collect();
        owners.push(Owner::cloud(rivals[0].0));
        sink.add(Severity::High, confidence, &owners, key, case);
    }
}

/// One of them leads to the account, and the others give up everything by which they do.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some((account, rivals)) = owners.split_last().filter(|_| finding.case == PENDING) else { return Vec::new() };
    let index = context.join.index;
    let name = words::name(context, *account);
    let fixes = remedy::one_keeps(context, rivals, ("the account of ", &name), None, |rival| {
        let mut keys = vec![index.on_premises.primary(rival.object), index.on_premises.login(rival.object)];
        keys.retain(|key| {
            key.is_some_and(|key| {
                index.cloud_by_primary(key).contains(account.object)
                    || index.cloud_by_login(key).contains(account.object)
            })
        });
        keys.dedup();
        let mut changes = Vec::new();
        let mut effects = Vec::new();
        for key in keys.into_iter().flatten() {
            let release = remedy::release(context, rival, key)?;
            changes.extend(release.changes);
            effects.push(release.effect);
        }
        (!changes.is_empty()).then(|| remedy::Release { changes, effect: effects.join(" ") })
    });
    let to_the_account = |fix: Fix| {
        let own = fix.title.split(" keeps the account of ").next().unwrap_or_default();
        let note = format!("{} {}", remedy::make_sure(own, &name), fix.note);
        Fix { keeps: None, title: fix.title.replace(" keeps ", " gets "), note, ..fix }
    };
    fixes.into_iter().map(to_the_account).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let (rivals, account) = names.split_at(names.len() - 1);
    let account = &account[0];
    let by = match finding.value {
        Value::None => String::new(),
        _ => format!(" by {}", context.shown(finding, owners)),
    };
    let (why, if_you_sync) = if finding.case == SYNCED {
        (
            "The account is synced from one of them already, and the export does not tell its ImmutableId. The others fail \
             with InvalidSoftMatch, or get a second account.",
            Vec::new(),
        )
    } else {
        let each = |name: &String| {
            format!("{name} takes over the account if it arrives first, and else fails: InvalidSoftMatch.")
        };
        (
            "The first to arrive takes the account over, with its mailbox and password. Which one that is cannot be said \
             before. The others fail with InvalidSoftMatch.",
            rivals.iter().map(each).chain([format!("{account} is taken over by whoever arrives first.")]).collect(),
        )
    };
    let what_to_do = if finding.case == SYNCED {
        "Export the cloud users with Graph PowerShell, which tells the ImmutableId, and look again. Then remove the address or \
         UPN from the AD objects that should not have it."
    } else {
        "Decide whose account it is. Remove the address or UPN that leads to it from the others in AD, before the sync runs."
    };
    Explanation::new(
        format!(
            "{} objects in AD lead{by} to the account of {account}: {}.",
            words::number_first(rivals.len()),
            words::list(rivals)
        ),
        why,
        what_to_do,
    )
    .if_you_sync(if_you_sync)
}
