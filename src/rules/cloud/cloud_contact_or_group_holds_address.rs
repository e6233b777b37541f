//! Finds addresses of AD users that a contact or group in the cloud holds, where the user itself has its account. That the
//! address keeps a user from joining or being created at all is told by the rule object-type-mismatch.

use super::evidence;
use crate::join::Reason;
use crate::model::domain;
use crate::rules::matching::shared::is_about_to_be_freed;
use crate::rules::prelude::*;

rule! {
    /// A contact or group in the cloud holds an address that AD lists for a user.
    ///
    /// ## What it does
    ///
    /// Looks up every SMTP address of AD users among the contacts, distribution lists and Microsoft 365 groups of the
    /// cloud. Users that meet such an object with their primary address, or cannot be created because of it, are left to
    /// object-type-mismatch; addresses that two AD objects claim, to ad-dup-proxy-address.
    ///
    /// ## Why it matters
    ///
    /// A clash between kinds of objects is not put into quarantine: the export of the user fails in every cycle, and no
    /// change of it arrives.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:sales@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```groups
    /// id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,Sales,sales@contoso.com,sales,True,False,Unified,SMTP:sales@contoso.com,
    /// ```
    ///
    /// ## Not reported
    ///
    /// An address that another user holds, which goes into quarantine:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:sales@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:sales@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the address. Remove it from the user in AD, or from the contact or group where that is mastered.
    ///
    /// ## Limits
    ///
    /// Groups and contacts are in files of their own; without them nothing is seen.
    {
        id: "cloud-contact-or-group-holds-address",
        title: "Contact or group holds the address",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "is already being used by the proxy addresses or LegacyExchangeDN of",
            "Please choose another proxy address",
            "ObjectTypeMismatch",
            "AttributeValueMustBeUnique",
        ],
        sources: &[pages::ADDRESS_IN_USE, pages::RESILIENCY],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let Some(key) = finding.value.key() else { return Vec::new() };
            let is_user = |owner: &Owner| context.join.directories.side(owner.side).kind(owner.object) == ObjectKind::User;
            remedy::one_keeps_it(context, owners, key, owners.iter().position(|owner| !is_user(owner)))
        },
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(user.object);
    if user.kind != ObjectKind::User || decision.reasons.contains(Reason::ObjectTypeMismatch) {
        return;
    }
    let own = context.join.index.on_premises.addresses(user.object);
    for (place, address) in own.iter().enumerate() {
        let holders = context.join.index.cloud_by_address(address.key);
        let is_repeated = own[..place].iter().any(|before| before.key == address.key);
        if holders.is_empty() || is_repeated || address.fault.is_some() {
            continue;
        }
        let name = domain::of(context.text(address.key)).unwrap_or_default();
        let is_kept = context.join.settings.keeps_address_in(name);
        let mut others: Vec<Owner> = holders
            .filter(|&holder| matches!(context.join.cloud().kind(holder), ObjectKind::Group | ObjectKind::Contact))
            .map(Owner::cloud)
            .collect();
        others.dedup();
        // What the next sync frees is no lasting clash, which the rule object-type-mismatch tells.
        others.retain(|other| !is_about_to_be_freed(context, other.object, address.key));
        // Several objects in AD that claim it are a fault of AD.
        if is_kept == Some(false) || others.is_empty() || evidence::on_premises_holders(context, address.key).len() > 1
        {
            continue;
        }
        let cloud = decision.cloud.filter(|_| decision.outcome.is_join()).map(Owner::cloud);
        let owners: Vec<Owner> = std::iter::once(user.owner).chain(cloud).chain(others).collect();
        let confidence = if is_kept.is_some() { Confidence::Certain } else { Confidence::Likely };
        sink.add(Severity::Blocker, confidence, &owners, address.key, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let cloud = context.join.cloud();
    let is_other = |owner: &Owner| owner.side == Side::Cloud && cloud.kind(owner.object) != ObjectKind::User;
    let others: Vec<String> = owners
        .iter()
        .filter(|owner| is_other(owner))
        .map(|&owner| format!("the {} {}", words::kind(context, owner), words::name(context, owner)))
        .collect();
    let holder = owners.iter().position(is_other);
    let others = words::list(&others);
    Explanation::new(
        format!("{name} has {address} in AD, and {others} holds it in the cloud."),
        "An address may belong to one object only. A clash between kinds of objects is not put into quarantine: the export of \
         the user fails in every cycle.",
        format!("Decide who keeps it. Remove it from {name} in AD, or from {others} where that is mastered."),
    )
    .likely_owner(holder.map(|place| {
        (place, format!("{} holds the address in the cloud today.", words::name(context, owners[place])))
    }))
}
