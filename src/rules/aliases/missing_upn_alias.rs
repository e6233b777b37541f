//! Finds mailboxes that lack their own UPN as an address. Who has a mailbox is not in every export.

use super::shared;
use crate::forecast;
use crate::rules::prelude::*;

rule! {
    /// A mailbox in the cloud does not have its user’s UPN as an address.
    ///
    /// ## What it does
    ///
    /// Looks at every joined or joining user who has a mailbox in Exchange Online, and looks for the UPN of the account
    /// among its addresses. Where a join that is still to come adds it, that is told as information.
    ///
    /// ## Why it matters
    ///
    /// Entra ID always gives a mailbox its UPN as an address. If it is not there, another object holds it as a rule, and
    /// mail to the sign-in name goes to that object or bounces.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,nia,Nia Ray,n@contoso.com,SMTP:nn@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,n@contoso.com,Nia Ray,Member,SMTP:nn@contoso.com|smtp:nn@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users without a mailbox:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,nia,Nia Ray,n@contoso.com,SMTP:nn@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,n@contoso.com,Nia Ray,Member,SMTP:nn@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,False
    /// ```
    ///
    /// ## What to do
    ///
    /// Free the address on the object that holds it. Entra ID adds it with the next change of the user’s addresses.
    ///
    /// ## Limits
    ///
    /// The admin center's export does not tell who has a mailbox. A user with an address and a licence that costs something
    /// is taken for one.
    {
        id: "missing-upn-alias",
        title: "UPN is no address",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["UPN as proxy address", "QuarantinedAttributeValueMustBeUnique", "proxyAddresses UPN missing"],
        sources: &[pages::PROXY_ADDRESSES],
        needs: &[Need::Cloud(Attribute::ProxyAddresses), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachPair(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key().filter(|_| finding.case == HELD);
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, Some(2)))
        },
    }
}

/// Another cloud object holds it.
const HELD: u8 = 1;
/// Nobody in the files does.
const FREE: u8 = 2;
/// Nobody does, and the join that is still to come adds it.
const ADDED_BY_JOIN: u8 = 3;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let Some(login) = index.cloud.login(pair.cloud.object) else { return };
    if !pair.cloud.is_live_user()
        || shared::lists(index.cloud.addresses(pair.cloud.object), login)
        || !pair.cloud.cell(Attribute::ProxyAddresses).is_known()
        || shared::is_mastered_in_cloud(pair)
    {
        return;
    }
    let (true, confidence) = forecast::is_recipient(&context.join, pair.cloud.object) else { return };
    let holder = shared::other_cloud_holder(context, login, Some(pair.cloud.object));
    let mut owners = vec![pair.cloud.owner, pair.on_premises.owner];
    owners.extend(holder);
    let is_added = || !pair.is_synced() && pair.forecast().is_some_and(|forecast| forecast.holds(login));
    let (severity, case) = match holder {
        Some(_) => (Severity::Medium, HELD),
        None if is_added() => (Severity::Info, ADDED_BY_JOIN),
        None => (Severity::Medium, FREE),
    };
    sink.add(severity, confidence.and(pair.confidence()), &owners, login, case);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let holder = owners.get(2).map(|&owner| words::name(context, owner));
    if finding.case == ADDED_BY_JOIN {
        return Explanation::new(
            format!("The mailbox of {name} does not have the UPN {login} as an address yet."),
            "Until the join, mail to the sign-in name bounces. The join adds it.",
            "Nothing needs to be done.",
        );
    }
    Explanation::new(
        format!("The mailbox of {name} does not have the UPN {login} as an address."),
        match &holder {
            Some(holder) => format!("A mailbox always gets its UPN as an address, unless it is taken. {holder} holds it."),
            None => "A mailbox always gets its UPN as an address, unless it is taken. No object in the files holds it, so it may \
                     be one that they do not list, such as a deleted user or a public folder."
                .to_owned(),
        },
        match &holder {
            Some(holder) => format!("Decide who keeps {login}, and remove it from {holder} or give {name} another UPN."),
            None => format!("Look in Exchange Online for the recipient that has {login}, deleted ones as well."),
        },
    )
}
