//! Finds synced users whose UPN Entra ID replaced because another object has it. That two people want one UPN before the
//! sync is another rule's finding.

use super::duplicate_person_pair;
use super::evidence::{self, Property};
use crate::join::Outcome;
use crate::model::order;
use crate::model::{domain, user_principal_name};
use crate::rules::prelude::*;

rule! {
    /// A synced user's UPN is in quarantine, so it signs in with a numbered name in the onmicrosoft.com domain.
    ///
    /// ## What it does
    ///
    /// Reads the errors that Microsoft reports for cloud users. Without them, it looks for synced users whose UPN is
    /// `name` with four digits in the initial domain, where AD says `name` in a verified domain.
    ///
    /// ## Why it matters
    ///
    /// The person cannot sign in with the name from AD. Microsoft sends one e-mail about it and then no more.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,provisioningErrors
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann4711@contoso.onmicrosoft.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,UserPrincipalName=ann@contoso.com
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann@contoso.com,Anna Lee,Member,,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// A UPN that was replaced because its domain cannot be verified:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.local
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,provisioningErrors
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann4711@contoso.onmicrosoft.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Free the UPN on the object that has it, or give the AD user another one. Entra ID looks at quarantined values once
    /// an hour; then the name changes by itself.
    ///
    /// ## Limits
    ///
    /// Without the reported errors the shape of the name is only a sign. Who holds the UPN may be in no file.
    {
        id: "quarantined-upn",
        title: "UPN in quarantine",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "QuarantinedAttributeValueMustBeUnique",
            "[DIRSYNC ERROR]: This User has been synced to your Microsoft Entra ID, but we had to modify the \
             UserPrincipalName property from",
            "This object has been updated in your Microsoft Entra ID, but with some modified properties, because the \
             following attributes are associated with another object [UserPrincipalName",
            "PropertyConflict UserPrincipalName",
        ],
        sources: &[pages::RESILIENCY, pages::NUMBER_ADDED],
        needs: &[
            Need::Cloud(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::SyncEnabled),
            Need::CloudForTheWhole(Attribute::ProvisioningErrors),
        ],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key().filter(|_| !is_one_person(context, owners));
            key.map_or_else(Vec::new, |key| remedy::end_quarantine(context, owners, key))
        },
    }
}

/// Microsoft reports it.
const REPORTED: u8 = 1;
/// The name looks like it.
const NUMBERED: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let reported = evidence::reported(context);
    let is_about_login = |object| {
        let from = reported.partition_point(|error| error.cloud < object);
        reported[from..].iter().take_while(|error| error.cloud == object).any(|e| e.property == Property::Login)
    };
    for error in reported.iter().filter(|error| error.property == Property::Login) {
        let partner = context.joins.partner(error.cloud);
        let mut owners: Vec<Owner> = partner.map(Owner::on_premises).into_iter().collect();
        owners.push(Owner::cloud(error.cloud));
        let key = error.key(context);
        owners.extend(holders(context, key, error.cloud));
        // A value that no object in the files has can only be shown as it is reported, at the object itself.
        let value = key.map_or(Value::Cell(Attribute::ProvisioningErrors), Value::Key);
        if key.is_none() {
            owners = vec![Owner::cloud(error.cloud)];
        }
        sink.add(Severity::Blocker, Confidence::Certain, &owners, value, REPORTED);
    }
    for (object, decision) in context.joins.iter() {
        let Some(cloud) = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced) else { continue };
        let Some((login, confidence)) = numbered(context, object, cloud) else { continue };
        if !is_about_login(cloud) {
            let mut owners = vec![Owner::on_premises(object), Owner::cloud(cloud)];
            owners.extend(holders(context, Some(login), cloud));
            let told = if owners.len() > 2 { Confidence::Likely } else { Confidence::Possible };
            sink.add(Severity::Blocker, told.and(confidence).and(decision.confidence), &owners, login, NUMBERED);
        }
    }
}

/// The AD user's sign-in name, where the cloud account's is that with four digits in the initial domain.
fn numbered(context: &RuleContext<'_>, object: ObjectId, cloud: ObjectId) -> Option<(Key, Confidence)> {
    let wanted = context.join.index.on_premises.login(object)?;
    let today = context.text(context.join.index.cloud.login(cloud)?);
    let confidence = evidence::in_initial_domain(context, today)?;
    let (local, suffix) = context.text(wanted).split_once('@')?;
    let is_accepted = user_principal_name::is_accepted(context.text(wanted));
    let is_verified = context.join.settings.is_verified(suffix) == Some(true);
    let stem = evidence::before_four_digits(today.split_once('@')?.0)?;
    (is_accepted && is_verified && stem == local && domain::of(today) != Some(suffix)).then_some((wanted, confidence))
}

/// Other cloud objects that have the value as UPN or as an address.
fn holders(context: &RuleContext<'_>, key: Option<Key>, cloud: ObjectId) -> Vec<Owner> {
    let Some(key) = key else { return Vec::new() };
    let by_login = context.join.index.cloud_by_login(key).filter(|&holder| holder != cloud);
    let mut holders: Vec<ObjectId> = by_login.chain(evidence::cloud_holders(context, key, Some(cloud))).collect();
    order::sort(&mut holders);
    holders.dedup();
    holders.into_iter().map(Owner::cloud).collect()
}

/// Is it the person's own other account that holds the value?
pub(super) fn is_one_person(context: &RuleContext<'_>, owners: &[Owner]) -> bool {
    let mut accounts = owners.iter().filter(|owner| owner.side == Side::Cloud);
    let Some(account) = accounts.next() else { return false };
    accounts.any(|holder| duplicate_person_pair::is_made_beside(context, account.object, holder.object))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let account = owners.iter().position(|owner| owner.side == Side::Cloud).unwrap_or_default();
    let today = context.join.index.cloud.login(owners[account].object).map(|key| words::shown(context.text(key)));
    let today = today.unwrap_or_else(|| "another name".to_owned());
    let name = &names[account];
    let others = &names[account + 1..];
    let holds = if others.len() == 1 { "holds" } else { "hold" };
    let message = if finding.case == REPORTED {
        format!("Microsoft reports that the UPN of {name} is in quarantine: {value}. The account has {today} instead.")
    } else {
        format!("{name} signs in as {today}, although AD says {value}. The number shows that the UPN was taken.")
    };
    Explanation {
        message,
        why: if others.is_empty() {
            "Another object has the UPN; none in the files does, so it may be one that they do not list. Microsoft sends one \
             e-mail about it and then no more."
                .to_owned()
        } else {
            format!(
                "{} {holds} the name in the cloud. Microsoft sends one e-mail about it and then no more.",
                words::list(others)
            )
        },
        what_to_do: if is_one_person(context, owners) {
            duplicate_person_pair::JOIN_THEM
        } else {
            "Decide who keeps the name. Free it on the other object where that is mastered, or give the user another UPN in AD. \
             Entra ID looks again within an hour."
        }
        .to_owned(),
        if_you_sync: Vec::new(),
        likely_owner: None,
    }
}
