//! Finds mail values that several AD objects have. Addresses in proxyAddresses are another rule's question.

use super::shared_values::{Told, cloud_holder, duplicates, holders, put_first_what_is_new, tell};
use crate::join::claims::Role;
use crate::join::identity::PrimarySource;
use crate::rules::prelude::*;

rule! {
    /// Two or more AD objects have the same address in mail.
    ///
    /// ## What it does
    ///
    /// Compares the mail attribute of every user, group and contact that syncs, without regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// mail must be unique. The first object syncs; the others fail with an error or do not appear in Microsoft 365.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,office@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,Office@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Blank values, text that is no address, and objects that do not sync:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,office@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,MSOL_1,Sync,sync@contoso.com,office@contoso.com
    /// user,33333333-3333-4333-8333-333333333333,cy,Cy Ito,cy@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the address, usually the object that has it in the cloud, and change mail of the others in AD.
    ///
    /// ## Limits
    ///
    /// Where an object has addresses in proxyAddresses, its address in the cloud comes from there and not from mail. Such a
    /// conflict is likely, not certain. Where the same objects share the address in proxyAddresses, that is reported.
    {
        id: "ad-dup-mail",
        title: "Mail with several owners",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "IdFix Duplicate mail",
            "following attributes associated with this object have values that may already be associated with another \
             object in your local directory services: [Mail",
        ],
        sources: &[pages::PREPARE, pages::SYNC_ERRORS],
        needs: &[Need::OnPremises(Attribute::Mail)],
        yields_to: &["ad-dup-proxy-address"],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    duplicates(context, Role::Mail, |key, owners| {
        if !context.text(key).contains('@') {
            return;
        }
        let counts = |owner: &Owner| {
            identities.primary(owner.object) == Some(key)
                && matches!(
                    identities.primary_source(owner.object),
                    PrimarySource::Mail | PrimarySource::ProxyAddresses
                )
        };
        let confidence = if owners.iter().all(counts) { Confidence::Certain } else { Confidence::Likely };
        let told = holders(context, key, |role| matches!(role, Role::PrimaryAddress | Role::SecondaryAddress));
        put_first_what_is_new(owners, |object| told.binary_search(&object).is_ok());
        sink.add(Severity::Blocker, confidence, owners, key, 0);
    });
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    remedy::one_keeps(context, owners, ("", context.text(key)), cloud_owner(context, finding, owners), |owner| {
        // Who signs in with the address would still collide.
        let is_login = context.join.index.on_premises.login(owner.object) == Some(key);
        let changes = remedy::give_up(context, owner, key).filter(|_| !is_login)?;
        let address = words::shown(context.text(key));
        Some(remedy::Release { effect: remedy::no_longer_reaches(context, owner, &changes, &address), changes })
    })
}

/// The owner whose account has the address in the cloud today.
fn cloud_owner(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Option<usize> {
    cloud_holder(context, owners, |cloud| {
        context.join.index.cloud.addresses(cloud).iter().any(|address| Some(address.key) == finding.value.key())
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let told = Told {
        attribute: "mail",
        why: "mail must be unique in the tenant. The first object syncs; the others fail or do not appear. Where \
              proxyAddresses has other addresses, those count before mail.",
        what_to_do: "Decide who keeps the address, and change mail of the others in AD.",
        otherwise: "fails with AttributeValueMustBeUnique or does not appear",
        first_keeps_it: true,
    };
    tell(context, finding, owners, &told, |cloud| {
        context.join.index.cloud.addresses(cloud).iter().any(|address| Some(address.key) == finding.value.key())
    })
}
