//! Finds users without a licence whose UPN another object has as an address, so that a mailbox cannot be made for them. Who
//! will get a licence is in no file.

use super::evidence;
use crate::forecast;
use crate::join::Outcome;
use crate::model::domain;
use crate::rules::prelude::*;

rule! {
    /// A user cannot be given a mailbox, because its UPN is another object's address.
    ///
    /// ## What it does
    ///
    /// Looks at cloud users that have no Exchange Online licence, and at AD users that will be created. A mailbox always
    /// gets the UPN as an address; if another cloud object has that address, it is reported.
    ///
    /// ## Why it matters
    ///
    /// Nothing shows it until somebody assigns the licence. Then it fails with “Non-unique proxy address in Exchange
    /// Online”, and the person has no mailbox.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,info@contoso.com,Info Desk,Member,,False
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// A user who has a mailbox already:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,info@contoso.com,Info Desk,Member,,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:info@contoso.com,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Before the licence is assigned, remove the address from the other object where that is mastered, or give the user
    /// another UPN.
    ///
    /// ## Limits
    ///
    /// A clash of the onmicrosoft.com address is not reported: Entra ID adds digits to it. Addresses that only Exchange
    /// Online knows (“phantom” ones) are in no export.
    {
        id: "licence-nonunique-proxy",
        title: "Mailbox would have a taken address",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["Non-unique proxy address in Exchange Online", "licence assignment error"],
        sources: &[pages::PROXY_ADDRESSES, pages::PHANTOM_ADDRESS],
        needs: &[Need::Cloud(Attribute::UserPrincipalName), Need::Cloud(Attribute::ProxyAddresses)],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key();
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, None))
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    for object in context.join.cloud().objects().filter(|&object| context.join.is_live_user(object)) {
        let Some(login) = index.cloud.login(object) else { continue };
        if index.cloud_by_address(login).is_empty() || holds(context, object, login) {
            continue;
        }
        let (is_recipient, sure) = forecast::is_recipient(&context.join, object);
        if !is_recipient && sure != Confidence::Possible {
            let partner = context.joins.partner(object).map(Owner::on_premises);
            report(context, sink, &[Owner::cloud(object)], partner, (login, sure));
        }
    }
    for (object, decision) in context.joins.iter() {
        let is_new = matches!(decision.outcome, Outcome::NewObject | Outcome::NewObjectQuarantined);
        let Some(login) = index.on_premises.login(object).filter(|_| is_new) else { continue };
        let suffix = domain::of(context.text(login)).unwrap_or_default();
        // Only a UPN that Entra ID takes becomes an address; whoever lists it in AD as well has it as one of its own.
        let is_address = index.on_premises.addresses(object).iter().any(|address| address.key == login);
        if context.join.settings.is_verified(suffix) == Some(true) && !is_address {
            report(context, sink, &[Owner::on_premises(object)], None, (login, decision.confidence));
        }
    }
}

fn holds(context: &RuleContext<'_>, object: ObjectId, key: Key) -> bool {
    context.join.index.cloud.addresses(object).iter().any(|address| address.key == key)
}

fn report(
    context: &RuleContext<'_>,
    sink: &mut Sink<'_>,
    own: &[Owner],
    partner: Option<Owner>,
    (login, sure): (Key, Confidence),
) {
    let cloud = own.iter().find(|owner| owner.side == Side::Cloud).map(|owner| owner.object);
    let holders = evidence::cloud_holders(context, login, cloud);
    if !holders.is_empty() {
        let owners: Vec<Owner> =
            own.iter().copied().chain(partner).chain(holders.into_iter().map(Owner::cloud)).collect();
        sink.add(Severity::High, sure.and(Confidence::Likely), &owners, login, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let names = words::names(context, owners);
    let holds = |owner: &Owner| {
        owner.side == Side::Cloud && finding.value.key().is_some_and(|key| holds(context, owner.object, key))
    };
    let holders: Vec<String> =
        owners.iter().zip(&names).filter(|(owner, _)| holds(owner)).map(|(_, name)| name.clone()).collect();
    let (name, others) = (&names[0], words::list(&holders));
    Explanation::new(
        format!("{name} has no mailbox and the UPN {login}, which is an address of {others}."),
        "A mailbox always gets the UPN as an address. When a licence is assigned, it fails: Non-unique proxy address in \
         Exchange Online.",
        format!(
            "If {name} is to get a licence, remove {login} from {others} where that is mastered, or change the UPN."
        ),
    )
}
