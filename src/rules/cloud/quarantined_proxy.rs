//! Finds addresses of synced objects that are in quarantine: Microsoft reports them, or another user holds them in the
//! cloud. Why else an address may be missing is told by the rule ad-proxy-not-in-cloud.

use super::duplicate_person_pair;
use super::evidence::{self, Property};
use super::quarantined_upn::is_one_person;
use crate::forecast::{self, AddressFate};
use crate::join::Outcome;
use crate::rules::matching::shared::is_anchor_at_fault;
use crate::rules::prelude::*;

rule! {
    /// An address of a synced object is in quarantine, because another object holds it.
    ///
    /// ## What it does
    ///
    /// Reads the errors about proxyAddresses that Microsoft reports for cloud objects. Without them, it looks for
    /// addresses that AD lists for a synced object, that Entra ID would take, and that another user has in the cloud.
    ///
    /// ## Why it matters
    ///
    /// Mail to the address goes to the other object. Microsoft sends one e-mail about it, so that a comparison of both
    /// sides is the only lasting evidence.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,provisioningErrors
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,ProxyAddresses=smtp:info@contoso.com
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// An error about another property:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,provisioningErrors
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,UserPrincipalName=info@contoso.com
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,,,
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the address, and remove it from the other object where that is mastered. Entra ID looks at
    /// quarantined values once an hour.
    ///
    /// ## Limits
    ///
    /// The recommended export tells errors of users only. Clashes between a user and a group are not put into quarantine;
    /// they fail in every cycle.
    {
        id: "quarantined-proxy",
        title: "Address in quarantine",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &[
            "We detected a duplicate Proxy address conflict on the value",
            "This object has been updated in your Microsoft Entra ID, but with some modified properties, because the \
             following attributes are associated with another object [ProxyAddresses SMTP:",
            "QuarantinedAttributeValueMustBeUnique",
            "PropertyConflict ProxyAddresses",
        ],
        sources: &[pages::RESILIENCY, pages::ADDRESSES_NOT_SYNCED],
        needs: &[Need::Cloud(Attribute::ProxyAddresses), Need::CloudForTheWhole(Attribute::ProvisioningErrors)],
        yields_to: &["attribute-value-must-be-unique", "anchor-on-wrong-person"],
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
/// Another user has the address.
const HELD: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let reported = evidence::reported(context);
    let is_reported = |object, key| {
        let from = reported.partition_point(|error| error.cloud < object);
        let own = reported[from..].iter().take_while(|error| error.cloud == object);
        own.filter(|error| error.property == Property::Address).any(|error| error.key(context) == Some(key))
    };
    for error in reported.iter().filter(|error| error.property == Property::Address) {
        let Some(key) = error.key(context) else {
            let value = Value::Cell(Attribute::ProvisioningErrors);
            sink.add(Severity::Medium, Confidence::Certain, &[Owner::cloud(error.cloud)], value, REPORTED);
            continue;
        };
        let partner = context.joins.partner(error.cloud);
        let mut owners: Vec<Owner> = partner.map(Owner::on_premises).into_iter().collect();
        owners.push(Owner::cloud(error.cloud));
        owners.extend(evidence::cloud_holders(context, key, Some(error.cloud)).into_iter().map(Owner::cloud));
        sink.add(Severity::Medium, Confidence::Certain, &owners, key, REPORTED);
    }
    let directory = context.join.cloud();
    for (object, decision) in context.joins.iter() {
        let Some(cloud) = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced) else { continue };
        let own = context.join.index.on_premises.addresses(object);
        let held = context.join.index.cloud.addresses(cloud);
        for (place, address) in own.iter().enumerate() {
            let is_there = held.iter().any(|there| there.key == address.key);
            let is_repeated = own[..place].iter().any(|before| before.key == address.key);
            if is_there || is_repeated || context.join.index.cloud_by_address(address.key).is_empty() {
                continue;
            }
            let sanitised = forecast::is_sanitised(&context.join, object, Some(cloud));
            let (fate, sure) = forecast::fate(&context.join, Some(cloud), sanitised, *address);
            let AddressFate::HeldBy(holder) = fate else { continue };
            // An anchor on the wrong account is told once, by the primary address.
            let is_primary = context.join.index.on_premises.primary(object) == Some(address.key);
            if !is_primary && is_anchor_at_fault(context, object, decision, holder) {
                continue;
            }
            let both_users = [directory.kind(cloud), directory.kind(holder)] == [ObjectKind::User; 2];
            let is_told = directory.cell(cloud, Attribute::ProxyAddresses).is_known();
            if both_users && is_told && !is_reported(cloud, address.key) {
                let owners = [Owner::on_premises(object), Owner::cloud(cloud), Owner::cloud(holder)];
                sink.add(Severity::Medium, sure.and(decision.confidence), &owners, address.key, HELD);
            }
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let account = owners.iter().position(|owner| owner.side == Side::Cloud).unwrap_or_default();
    let name = &names[account];
    let others = words::list(&names[account + 1..]);
    let holds = if names.len() == account + 2 { "has" } else { "have" };
    let message = match (finding.case, others.is_empty()) {
        (REPORTED, _) => format!("Microsoft reports for {name} that an address is in quarantine: {value}."),
        _ => format!("{name} goes without {value}, which AD lists and {others} {holds} in the cloud."),
    };
    let why = if others.is_empty() {
        "Another object has the address; none in the files does. Mail to it does not reach this one.".to_owned()
    } else {
        format!(
            "{others} {holds} the address, so mail to it goes there. Microsoft sends one e-mail about it and then no more."
        )
    };
    Explanation {
        message,
        why,
        what_to_do: if is_one_person(context, owners) {
            duplicate_person_pair::JOIN_THEM
        } else {
            "Decide who keeps the address, and remove it from the other object where that is mastered. Entra ID looks again \
             within an hour."
        }
        .to_owned(),
        if_you_sync: Vec::new(),
        likely_owner: (owners.len() == account + 2)
            .then(|| (account + 1, format!("{} has the address in the cloud today.", names[account + 1]))),
    }
}
