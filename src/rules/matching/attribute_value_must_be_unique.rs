//! Finds values of joined AD objects that another cloud object of the same kind holds, so that they cannot follow.

use super::shared;
use crate::forecast::{AddressFate, LoginReason};
use crate::join::holders;
use crate::join::identity::PrimarySource;
use crate::rules::prelude::*;

rule! {
    /// A value of a joined AD object belongs to another cloud object.
    ///
    /// ## What it does
    ///
    /// For every AD object that is or will be joined, looks whether an SMTP address, the UPN or mail in AD is held by
    /// another live cloud object of the same kind than its own. Guests and other kinds of object have rules of their own.
    ///
    /// ## Why it matters
    ///
    /// A UPN or address goes into quarantine: the object is updated without it, and Microsoft sends one e-mail. Mail is not
    /// quarantined, and where quarantine does not apply the whole update fails with AttributeValueMustBeUnique.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bobt,Bob Taylor,bobt@contoso.com,SMTP:bobt@contoso.com|smtp:bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bobt@contoso.com,Bob Taylor,Member,SMTP:bobt@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bobs@contoso.com,Bob Smith,Member,SMTP:bobs@contoso.com|smtp:bob@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// A value that nobody else holds:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,,bobt,Bob Taylor,bobt@contoso.com,SMTP:bobt@contoso.com|smtp:bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bobt@contoso.com,Bob Taylor,Member,SMTP:bobt@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bobs@contoso.com,Bob Smith,Member,SMTP:bobs@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who should have the value, and remove it from the other one where that is mastered. Entra ID releases a
    /// quarantined value within an hour after it is free.
    ///
    /// ## Limits
    ///
    /// Values that another AD object shares are told by the rules about AD as well.
    {
        id: "attribute-value-must-be-unique",
        title: "Value belongs to another account",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "QuarantinedAttributeValueMustBeUnique",
            "Unable to update this object because the following attributes associated with this object have values that may \
             already be associated with another object in your local directory services",
        ],
        sources: &[pages::SYNC_ERRORS, pages::DUPLICATE_ATTRIBUTES, pages::RESILIENCY],
        needs: &[Need::Cloud(Attribute::UserPrincipalName), Need::CloudForTheWhole(Attribute::ProxyAddresses)],
        yields_to: &["quarantined-upn"],
        check: Check::EachPair(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key().filter(|_| finding.case < ABOUT_TO_BE_FREED);
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, Some(2)))
        },
    }
}

const ADDRESS: u8 = 1;
const LOGIN: u8 = 2;
const MAIL: u8 = 3;
const LOGIN_PERHAPS: u8 = 4;
/// Added to a case where AD no longer gives the value to the holder.
const ABOUT_TO_BE_FREED: u8 = 8;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    if !may_collide(context, pair) {
        return;
    }
    let Some(forecast) = pair.forecast() else { return };
    // Two rules tell these better: an anchor on the wrong account, and address and UPN that lead apart.
    let wrong = shared::other_person(context, pair.on_premises.object, pair.decision);
    let crossed = shared::crossed(context, pair.on_premises.object, pair.decision);
    let mut report = |key: Key, holder: ObjectId, case: u8| {
        let is_told = wrong == Some(holder)
            || (matches!(case, LOGIN | LOGIN_PERHAPS) && crossed.is_some_and(|(_, login)| login == holder));
        if is_told || context.join.cloud().kind(holder) != pair.on_premises.kind {
            return;
        }
        let is_freed = shared::is_about_to_be_freed(context, holder, key);
        let confidence = if is_freed || case == LOGIN_PERHAPS { Confidence::Possible } else { pair.confidence() };
        let case = if is_freed { case + ABOUT_TO_BE_FREED } else { case };
        let owners = [pair.on_premises.owner, pair.cloud.owner, Owner::cloud(holder)];
        sink.add(Severity::Blocker, confidence, &owners, key, case);
    };
    for &(key, fate) in &forecast.dropped {
        if let AddressFate::HeldBy(holder) = fate {
            report(key, holder, ADDRESS);
        }
    }
    let identities = &context.join.index.on_premises;
    let login = identities.login(pair.on_premises.object).filter(|key| !forecast.dropped.iter().any(|(k, _)| k == key));
    match (forecast.login.reason, login) {
        (LoginReason::Taken(holder), Some(key)) => report(key, holder, LOGIN),
        // Whether the UPN was sent before is not told.
        (LoginReason::UnchangedPerhaps, Some(key)) => {
            if let Some(holder) = context.join.index.cloud_by_login(key).find(|&holder| holder != pair.cloud.object) {
                report(key, holder, LOGIN_PERHAPS);
            }
        }
        _ => {}
    }
    // A mail that stands in for the list is the primary address.
    if identities.primary_source(pair.on_premises.object) == PrimarySource::Mail
        && let Some(key) = identities.primary(pair.on_premises.object)
    {
        let holders = context.join.index.cloud_by_address(key);
        let is_own = holders.contains(pair.cloud.object);
        if let Some(holder) = holders.first().filter(|_| !is_own) {
            report(key, holder, MAIL);
        }
    }
}

/// A quick look before the forecast: does another cloud object hold any of its values?
fn may_collide(context: &RuleContext<'_>, pair: &Pair<'_>) -> bool {
    let index = context.join.index;
    let identities = &index.on_premises;
    let object = pair.on_premises.object;
    let is_foreign = |mut holders: holders::Holders<'_>| holders.any(|holder| holder != pair.cloud.object);
    identities.login(object).is_some_and(|key| is_foreign(index.cloud_by_login(key)))
        || identities.addresses(object).iter().any(|address| is_foreign(index.cloud_by_address(address.key)))
        || identities.primary(object).is_some_and(|key| is_foreign(index.cloud_by_address(key)))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, account, holder) = (&names[0], &names[1], &names[2]);
    let is_freed = finding.case >= ABOUT_TO_BE_FREED;
    let (what, why, effect) = match finding.case % ABOUT_TO_BE_FREED {
        LOGIN | LOGIN_PERHAPS => (
            "the UPN",
            "A UPN belongs to one account. It goes into quarantine, and the account keeps another one; where quarantine does \
             not apply, the update fails with AttributeValueMustBeUnique.",
            format!("{account} does not get the UPN {value}."),
        ),
        MAIL => (
            "the mail address",
            "An address belongs to one object. Mail does not go into quarantine: the update fails with \
             AttributeValueMustBeUnique in every cycle.",
            format!("{account} is not updated: AttributeValueMustBeUnique."),
        ),
        _ => (
            "the address",
            "An address belongs to one object. It goes into quarantine, about which Microsoft sends one e-mail; where \
             quarantine does not apply, the update fails with AttributeValueMustBeUnique.",
            format!("{account} goes without {value}."),
        ),
    };
    let what_to_do = if is_freed {
        format!("AD no longer gives {value} to {holder}, so the next sync frees it. Look again after that.")
    } else {
        format!(
            "Decide who should have {value}. Remove it from {own} in AD, or from {holder}: in AD if that account is synced, else \
             in the cloud."
        )
    };
    let if_you_sync = if is_freed {
        Vec::new()
    } else {
        vec![format!("{own} cannot pass {value} on."), effect, format!("{holder} keeps it.")]
    };
    Explanation::new(
        format!("{own} has {what} {value} in AD, but in the cloud it belongs to {holder}."),
        why,
        what_to_do,
    )
    .if_you_sync(if_you_sync)
    .likely_owner(Some((2, format!("{holder} holds it in the cloud today."))))
}
