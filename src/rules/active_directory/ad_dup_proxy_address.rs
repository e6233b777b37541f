//! Finds SMTP addresses that several AD objects carry. It cannot know in which order the sync takes them.

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
    /// AD. To move an address from one object to another, remove it, sync, add it, sync.
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
    for (key, objects) in index.on_premises_by_address.shared() {
        owners.clear();
        owners.extend(objects.iter().copied().filter(|&object| context.is_in_scope(object)));
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

/// The owner whose account holds the address in the cloud today.
fn holder(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Option<usize> {
    owners.iter().position(|owner| {
        let decision = context.joins.decision(owner.object);
        decision.outcome.is_join()
            && decision.cloud.is_some_and(|cloud| {
                let held = context.join.index.cloud.addresses(cloud);
                held.iter().any(|address| Some(address.key) == finding.value.key())
            })
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let holder = holder(context, finding, owners);
    let names = words::names(context, owners);
    let kinds: Vec<&str> = owners.iter().map(|&owner| words::kind(context, owner)).collect();
    let if_you_sync = match holder {
        None => Vec::new(),
        Some(holder) => (0..owners.len())
            .map(|place| {
                let name = &names[place];
                if place == holder {
                    format!("{name} keeps it. Nothing changes there.")
                } else if kinds[place] == kinds[holder] {
                    format!(
                        "{name} goes without it. The address goes into quarantine; Microsoft sends one e-mail about it."
                    )
                } else {
                    format!(
                        "{name} fails with ObjectTypeMismatch in every cycle, because the address leads to a {}.",
                        kinds[holder]
                    )
                }
            })
            .collect(),
    };
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
