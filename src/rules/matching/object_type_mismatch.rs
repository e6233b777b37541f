//! Finds addresses of AD objects that another kind of object holds in the cloud: a user's that is a group's, and so on.

use super::shared;
use crate::forecast::{self, AddressFate};
use crate::join::Reason;
use crate::join::identity::Address;
use crate::rules::prelude::*;

rule! {
    /// An address of an AD object belongs to another kind of object in the cloud.
    ///
    /// ## What it does
    ///
    /// Looks up every SMTP address of every AD object that syncs in the cloud. If a live object of another kind holds it
    /// (user, group, contact or public folder), it names the address with all of them. A guest counts as a user.
    ///
    /// ## Why it matters
    ///
    /// The address does not go into quarantine: the export of the object fails with ObjectTypeMismatch or
    /// AttributeValueMustBeUnique in every cycle, and none of its changes arrive.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,sales,Sales desk,desk@contoso.com,SMTP:sales@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,Sales,sales@contoso.com,sales,True,False,,SMTP:sales@contoso.com,
    /// ```
    ///
    /// ## Not reported
    ///
    /// A group in AD with the address of a group in the cloud, which join:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,mail,proxyAddresses
    /// group,11111111-1111-4111-8111-111111111111,sales,Sales,sales@contoso.com,SMTP:sales@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,Sales,sales@contoso.com,sales,True,False,,SMTP:sales@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide which object should have the address. Remove it from the other one, in AD if that one is synced, else in the
    /// cloud.
    ///
    /// ## Limits
    ///
    /// Needs exports of the cloud's groups and contacts. Addresses that Entra ID throws away anyway are left out.
    {
        id: "object-type-mismatch",
        title: "Address of another object kind",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &["ObjectTypeMismatch", "AttributeValueMustBeUnique"],
        sources: &[pages::SYNC_ERRORS, pages::RESILIENCY],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["cloud-contact-or-group-holds-address", "public-folder-conflict", "guest-address-collision"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key().filter(|_| finding.case == STAYS);
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, Some(1)))
        },
    }
}

const STAYS: u8 = 1;
/// AD no longer gives the address to the holder.
const ABOUT_TO_BE_FREED: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    let own = identities.addresses(subject.object);
    for (place, address) in own.iter().enumerate() {
        if !own[..place].iter().any(|before| before.key == address.key) {
            check_address(context, subject, *address, sink);
        }
    }
    // A mail that stands in for the list.
    if let Some(key) = identities.primary(subject.object).filter(|_| own.is_empty()) {
        check_address(context, subject, Address { key, is_primary: true, fault: None }, sink);
    }
}

fn check_address(context: &RuleContext<'_>, subject: Subject<'_>, address: Address, sink: &mut Sink<'_>) {
    let cloud = context.join.cloud();
    let is_other = |holder: &ObjectId| !shared::is_same_type(cloud.kind(*holder), subject.kind);
    let holders = context.join.index.cloud_by_address(address.key);
    if !holders.has(|holder| is_other(&holder)) {
        return;
    }
    let decision = context.joins.decision(subject.object);
    let partner = decision.cloud.filter(|_| decision.outcome.is_join());
    let sanitised = forecast::is_sanitised(&context.join, subject.object, partner);
    let (fate, confidence) = forecast::fate(&context.join, partner, sanitised, address);
    // The decision looks at the address as well; where it says so, so does this.
    let is_decided = decision.reasons.contains(Reason::ObjectTypeMismatch)
        && context.join.index.on_premises.primary(subject.object) == Some(address.key);
    let confidence = match fate {
        AddressFate::HeldBy(_) => confidence,
        AddressFate::PerhapsReservedDomain => Confidence::Possible,
        _ if is_decided => confidence.and(Confidence::Likely),
        _ => return,
    };
    let mut holders: Vec<ObjectId> = holders.filter(is_other).collect();
    holders.dedup();
    let is_freed = holders.iter().all(|&holder| shared::is_about_to_be_freed(context, holder, address.key));
    let (confidence, case) = if is_freed { (Confidence::Possible, ABOUT_TO_BE_FREED) } else { (confidence, STAYS) };
    let mut owners = vec![subject.owner];
    owners.extend(holders.into_iter().map(Owner::cloud));
    sink.add(Severity::Blocker, confidence, &owners, address.key, case);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::names(context, owners);
    let own = &names[0];
    let holders: Vec<String> = (1..owners.len())
        .map(|place| format!("the {} {}", words::kind(context, owners[place]), names[place]))
        .collect();
    let holders = words::list(&holders);
    let kind = words::kind(context, owners[0]);
    let what_to_do = if finding.case == ABOUT_TO_BE_FREED {
        format!("AD no longer gives {address} to the holder, so the next sync frees it. Look again after that.")
    } else {
        format!(
            "Decide who should have {address}. Remove it from {own} in AD, or from {holders}: in AD if that one is synced, else \
             in the cloud."
        )
    };
    let mut if_you_sync = vec![format!(
        "{own} fails in every cycle: ObjectTypeMismatch or AttributeValueMustBeUnique. No change arrives."
    )];
    if_you_sync.extend(names[1..].iter().map(|name| format!("{name} keeps {address}.")));
    Explanation::new(
        format!("{own} is a {kind} in AD with the address {address}, which {holders} holds in the cloud."),
        "An address belongs to one object, and only objects of one kind join. Between kinds nothing goes into quarantine: the \
         export of the object fails in every cycle.",
        what_to_do,
    )
    .if_you_sync(if finding.case == STAYS { if_you_sync } else { Vec::new() })
    .likely_owner(Some((1, format!("{} holds the address in the cloud today.", names[1]))))
}
