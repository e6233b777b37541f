//! Explains what to expect when two AD groups share an address and one of them is new: the first cycle fails, the next one
//! puts the address into quarantine. That they share it is the finding of the rule ad-dup-proxy-address.

use crate::model::domain;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// A new AD group shares an address with another group, so its first sync fails and the next one quarantines it.
    ///
    /// ## What it does
    ///
    /// Looks for SMTP addresses that two or more AD groups carry, at least one of which is not in the cloud yet.
    ///
    /// ## Why it matters
    ///
    /// For groups the first attempt ends in an error, and only the next cycle puts the address into quarantine. Who sees
    /// the error goes away may think that it is solved; the group is without its address.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,mail,proxyAddresses
    /// group,11111111-1111-4111-8111-111111111111,Sales,Sales,sales@contoso.com,SMTP:sales@contoso.com
    /// group,22222222-2222-4222-8222-222222222222,Sales2,Sales (new),sales@contoso.com,SMTP:sales@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Groups with addresses of their own:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,mail,proxyAddresses
    /// group,11111111-1111-4111-8111-111111111111,Sales,Sales,sales@contoso.com,SMTP:sales@contoso.com
    /// group,22222222-2222-4222-8222-222222222222,Sales2,Sales (new),sales2@contoso.com,SMTP:sales2@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Give one of the groups another address before it syncs. If it has synced, do it all the same: the quarantined address
    /// comes back by itself only when it is free.
    ///
    /// ## Limits
    ///
    /// It says what happens in time; the conflict itself is told by ad-dup-proxy-address.
    {
        id: "group-dup-first-attempt",
        title: "Error first, quarantine later",
        group: Group::Conflict,
        severity: Severity::Info,
        fix: FixKind::Script,
        search_terms: &["AttributeValueMustBeUnique group", "QuarantinedAttributeValueMustBeUnique group"],
        sources: &[pages::RESILIENCY],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["ad-dup-proxy-address"],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key();
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, None))
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let on_premises = context.join.on_premises();
    let mut groups: Vec<ObjectId> = Vec::new();
    for (key, objects) in context.join.index.addresses_shared_on_premises() {
        groups.clear();
        let is_group =
            |&object: &ObjectId| on_premises.kind(object) == ObjectKind::Group && context.is_in_scope(object);
        groups.extend(objects.filter(is_group));
        order::sort(&mut groups);
        groups.dedup();
        let is_new = |&object: &ObjectId| !context.joins.decision(object).outcome.is_join();
        if groups.len() < 2 || !groups.iter().any(is_new) {
            continue;
        }
        let name = domain::of(context.text(key)).unwrap_or_default();
        let is_kept = context.join.settings.keeps_address_in(name) != Some(false);
        let addresses = context.join.index.on_premises.addresses(groups[0]);
        if is_kept && !addresses.iter().any(|address| address.key == key && address.fault.is_some()) {
            let owners: Vec<Owner> = groups.iter().map(|&object| Owner::on_premises(object)).collect();
            sink.add(Severity::Info, Confidence::Likely, &owners, key, 0);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::list(&words::names(context, owners));
    Explanation::new(
        format!("The groups {names} share {address}, and not all of them are in the cloud yet."),
        "The first sync of the new group ends in an error. The next one lets it through without the address, which goes into \
         quarantine: the error goes away, and the address is still missing.",
        format!("Give all but one of the groups another address than {address} in AD."),
    )
}
