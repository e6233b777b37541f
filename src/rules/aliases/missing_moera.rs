//! Finds mailboxes without an address in the tenant's onmicrosoft.com domain. Where the files do not tell who has a
//! mailbox, a licence and an address stand for it, and the finding is only likely.

use super::shared;
use crate::forecast;
use crate::join::claims::{Claim, Role};
use crate::model::{case_key, domain};
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// A mailbox that is or will be synced has no address in the onmicrosoft.com domain.
    ///
    /// ## What it does
    ///
    /// Looks at every joined or joining user that is an Exchange Online recipient, and at the SMTP addresses of the cloud
    /// account. If none of them is in the tenant's initial domain, that address (Microsoft calls it MOERA) is missing.
    ///
    /// ## Why it matters
    ///
    /// Microsoft routes mail within the service by this address, and a targetAddress in AD that points to it bounces when
    /// it is not there. It cannot be repaired from AD, because addresses in that domain are thrown away when they come
    /// from AD; and the cloud refuses the change while the user is synced.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,targetAddress
    /// user,88666888-0101-1111-bbbb-1234567890ab,lena,Lena Ray,l@contoso.com,SMTP:l@contoso.com,SMTP:l@contoso.onmicrosoft.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,l@contoso.com,Lena Ray,Member,SMTP:l@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,admin@contoso.onmicrosoft.com,Admin,Member,,,,False
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users without a mailbox do not need the address:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,lena,Lena Ray,l@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,l@contoso.com,Lena Ray,Member,,iGhmiAEBERG7uxI0VniQqw==,True,False
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,admin@contoso.onmicrosoft.com,Admin,Member,,,,False
    /// ```
    ///
    /// ## What to do
    ///
    /// First decide whether you need it. Often it is enough to point targetAddress at an address that the account has,
    /// such as the one in the hybrid routing domain. Otherwise the user must leave the scope of the sync, be restored,
    /// get the address in Exchange Online, and come back; try that on one user first.
    ///
    /// ## Limits
    ///
    /// The admin center's export does not tell who has a mailbox. A user with an address and a licence that costs something
    /// is taken for one, and an unlicensed shared mailbox is not seen.
    {
        id: "missing-moera",
        title: "No onmicrosoft.com address",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &["MOERA", "missing onmicrosoft.com address", "550 5.1.1", "550 5.4.1"],
        sources: &[pages::PROXY_ADDRESSES, pages::OBJECTS_DO_NOT_SYNC],
        needs: &[Need::Cloud(Attribute::ProxyAddresses), Need::InitialDomain],
        check: Check::EachPair(check),
        explain: explain,
    }
}

/// The user's own targetAddress leads to the missing address.
const IS_TARGET: u8 = 1;
const IS_NO_TARGET: u8 = 0;
/// That of another AD object does.
const IS_TARGET_OF_OTHER: u8 = 2;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let setting = &context.join.settings.initial_domain;
    let Some(initial) = setting.value.as_deref() else { return };
    if pair.cloud.kind != ObjectKind::User || !pair.cloud.cell(Attribute::ProxyAddresses).is_known() {
        return;
    }
    let addresses = context.join.index.cloud.addresses(pair.cloud.object);
    if addresses.iter().any(|address| domain::of(context.text(address.key)) == Some(initial)) {
        return;
    }
    let (true, confidence) = forecast::is_recipient(&context.join, pair.cloud.object) else { return };
    let at_most = if setting.origin == Origin::Given { Confidence::Certain } else { Confidence::Likely };
    let target = pair.on_premises.text(Attribute::TargetAddress).and_then(domain::of);
    let is_target = target.is_some_and(|name| case_key::equal(name, initial));
    let forwarder = if is_target { None } else { forwarder(context, pair, initial) };
    let (severity, case) = match (is_target, forwarder) {
        (true, _) => (Severity::High, IS_TARGET),
        (false, Some(_)) => (Severity::High, IS_TARGET_OF_OTHER),
        (false, None) => (Severity::Medium, IS_NO_TARGET),
    };
    let mut owners = vec![pair.cloud.owner, pair.on_premises.owner];
    owners.extend(forwarder);
    // Known by the mailbox alone: it is the same finding whatever the primary address becomes.
    sink.add(severity, confidence.and(at_most).and(pair.confidence()), &owners, Value::None, case);
}

/// Another AD object whose targetAddress is the address that the mailbox would have: the alias, or the name of the primary
/// address, in the initial domain.
fn forwarder(context: &RuleContext<'_>, pair: &Pair<'_>, initial: &str) -> Option<Owner> {
    let index = context.join.index;
    let alias = pair.cloud.text(Attribute::MailNickname).or_else(|| pair.on_premises.text(Attribute::MailNickname));
    let primary = index.cloud.primary(pair.cloud.object).map(|key| shared::local(context.text(key)));
    alias.into_iter().chain(primary).find_map(|name| {
        let claims = index.claims.of(index.keys.find(&format!("{}@{initial}", case_key::fold(name)))?);
        let is_other =
            |claim: &&Claim| claim.role() == Role::TargetAddress && claim.object() != pair.on_premises.object;
        claims.iter().find(is_other).map(|claim| Owner::on_premises(claim.object()))
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let initial = context.join.settings.initial_domain.value.as_deref().unwrap_or_default();
    let forwarder = owners.get(2).copied().unwrap_or(owners[1]);
    let target = context.join.on_premises().text(forwarder.object, Attribute::TargetAddress).unwrap_or_default();
    let target = words::shown(target.split_once(':').map_or(target, |(_, address)| address));
    let is_target = finding.case != IS_NO_TARGET;
    Explanation {
        message: if finding.case == IS_TARGET_OF_OTHER {
            let other = words::name(context, forwarder);
            format!("The mailbox of {name} has no address in {initial}, and {other} in AD forwards to {target}.")
        } else if is_target {
            format!("The mailbox of {name} has no address in {initial}, and AD forwards to {target}.")
        } else {
            format!("The mailbox of {name} has no address in {initial}.")
        },
        why: if is_target {
            "Mail that is sent on to that address bounces. The address cannot be added from AD, and the cloud refuses the \
             change while the user is synced."
        } else {
            "Microsoft routes mail within the service by this address. It cannot be added from AD, and the cloud refuses the \
             change while the user is synced."
        }
        .to_owned(),
        what_to_do: if is_target {
            "Point targetAddress at an address that the account has, such as the one in the hybrid routing domain. If you \
             need this one, take the user out of the scope, restore the account, add the address, and bring the user back."
        } else {
            "Decide whether you need it. If you do, take the user out of the scope, restore the account, add the address in \
             Exchange Online, and bring the user back; try it on one user first."
        }
        .to_owned(),
        if_you_sync: Vec::new(),
        likely_owner: None,
    }
}
