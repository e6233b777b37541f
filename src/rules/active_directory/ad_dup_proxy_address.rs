//! Finds SMTP addresses that several AD objects carry. It cannot know in which order the sync takes them.

use super::shared_values::{cloud_holder, contested_account, leads_to_contested};
use crate::join::Outcome;
use crate::model::domain;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// An SMTP address stands in proxyAddresses of two or more AD objects.
    ///
    /// ## What it does
    ///
    /// Compares every SMTP address of every user, group and contact that syncs, primary or not, without regard to
    /// letter case. One finding names the address with all objects that carry it.
    ///
    /// ## Why it matters
    ///
    /// An address may belong to one object only, across users, groups and contacts. Entra ID lets the first one keep
    /// it. The others are created or updated without it, and the address goes into quarantine, about which Microsoft
    /// sends one e-mail; between different kinds of object the export fails in every cycle.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:info@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com|smtp:INFO@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// The same letters in another type of address, and objects that do not sync:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,"CN=Ann,DC=contoso,DC=com",ann,ann@contoso.com,SMTP:ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,"CN=Bob,DC=contoso,DC=com",bob,bob@contoso.com,SIP:ann@contoso.com
    /// user,33333333-3333-4333-8333-333333333333,"CN=Ann\0ACNF:3,DC=contoso,DC=com",ann2,,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the address: usually the object that holds it in the cloud today. Remove it from the others in
    /// AD. Where all of them lead to an account of another name, take it from all in AD, so that nobody gets that account.
    /// To move an address from one object to another, remove it, sync, add it, sync.
    ///
    /// ## Limits
    ///
    /// Addresses that Entra ID throws away anyway are not compared: malformed ones, and those in Microsoft's own
    /// domains other than the hybrid routing domain. Which object arrives first is not in any export.
    {
        id: "ad-dup-proxy-address",
        title: "Address with several owners",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "QuarantinedAttributeValueMustBeUnique",
            "following attributes associated with this object have values that may already be associated with another \
             object in your local directory services: [ProxyAddresses",
            "A synchronized object with the same proxy address already exists in your Microsoft Online Services directory",
            "event 6941",
        ],
        sources: &[pages::SYNC_ERRORS, pages::DUPLICATE_ATTRIBUTES, pages::RESILIENCY],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let Some(key) = finding.value.key() else { return Vec::new() };
            remedy::one_keeps_it(context, owners, key, holder(context, finding, owners))
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let mut owners: Vec<ObjectId> = Vec::new();
    for (key, objects) in index.addresses_shared_on_premises() {
        owners.clear();
        owners.extend(objects.filter(|&object| context.is_in_scope(object)));
        order::sort(&mut owners);
        owners.dedup();
        if owners.len() < 2 {
            continue;
        }
        let name = domain::of(context.text(key)).unwrap_or_default();
        let is_kept = context.join.settings.keeps_address_in(name);
        let is_faulty =
            index.on_premises.addresses(owners[0]).iter().any(|address| address.key == key && address.fault.is_some());
        if is_kept == Some(false) || is_faulty {
            continue;
        }
        let confidence = if is_kept.is_some() { Confidence::Certain } else { Confidence::Likely };
        let owners: Vec<Owner> = owners.iter().map(|&object| Owner::on_premises(object)).collect();
        sink.add(Severity::Blocker, confidence, &owners, Some(key), 0);
    }
}

/// Has the account the address that the finding is about?
fn has_it<'a>(context: &'a RuleContext<'_>, finding: &'a Finding) -> impl Fn(ObjectId) -> bool + 'a {
    |cloud| context.join.index.cloud.addresses(cloud).iter().any(|address| Some(address.key) == finding.value.key())
}

/// The owner whose account holds the address in the cloud today.
fn holder(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Option<usize> {
    cloud_holder(context, owners, has_it(context, finding))
}

/// What happens to an owner that does not keep the address, because an object of this kind does.
fn without_it(context: &RuleContext<'_>, owner: Owner, name: &str, kind_of_holder: &str) -> String {
    let decision = context.joins.decision(owner.object);
    if words::kind(context, owner) == kind_of_holder {
        format!("{name} goes without it. The address goes into quarantine; Microsoft sends one e-mail about it.")
    } else if decision.outcome == Outcome::Undetermined || decision.confidence == Confidence::Possible {
        format!(
            "What happens to {name} cannot be decided. If it syncs with the address, it fails with ObjectTypeMismatch in every \
             cycle, because the address leads to a {kind_of_holder}."
        )
    } else {
        format!("{name} fails with ObjectTypeMismatch in every cycle, because the address leads to a {kind_of_holder}.")
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let holder = holder(context, finding, owners);
    let names = words::names(context, owners);
    let contested: Vec<Option<Owner>> =
        owners.iter().map(|&owner| contested_account(context, owner, has_it(context, finding))).collect();
    // Whoever gets a contested account, it is one of its kind that has the address then.
    let keeper = holder.map(|place| owners[place]).or_else(|| contested.iter().flatten().next().copied());
    let sentence = |(place, name): (usize, &String)| match (contested[place], keeper) {
        _ if holder == Some(place) => Some(format!("{name} keeps it. Nothing changes there.")),
        (Some(account), _) => Some(leads_to_contested(context, name, account)),
        (None, Some(keeper)) => Some(without_it(context, owners[place], name, words::kind(context, keeper))),
        (None, None) => Some(format!("{name} goes without it, or fails to sync, unless it is the first to arrive.")),
    };
    let if_you_sync = names.iter().enumerate().filter_map(sentence).collect();
    Explanation {
        message: format!("{} objects claim {address}: {}.", words::number_first(owners.len()), words::list(&names)),
        why: "An address may belong to one object only, across users, groups and contacts. Entra ID lets the first one keep \
              it and takes it from the others."
            .to_owned(),
        what_to_do: "Decide who keeps the address, and remove it from the others in AD. To move it, remove it, sync, add it, \
                     sync."
            .to_owned(),
        if_you_sync,
        likely_owner: holder
            .map(|holder| (holder, format!("{} holds the address in the cloud today.", names[holder]))),
    }
}
