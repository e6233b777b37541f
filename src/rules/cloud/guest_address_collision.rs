//! Finds guests whose address is one of an object in AD. A guest is never taken for the AD object's counterpart.

use super::evidence;
use crate::model::case_key;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// A guest holds an address that an AD object has.
    ///
    /// ## What it does
    ///
    /// Looks up every address of each guest in AD: as UPN, mail or SMTP address of a user, group or contact that syncs.
    ///
    /// ## Why it matters
    ///
    /// A guest's own e-mail address is a proxy address in Entra ID, although Exchange Online does not show it. The AD
    /// object with the same address is created without it, or fails with AttributeValueMustBeUnique. A guest is never
    /// joined by address.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,displayName,mail,proxyAddresses
    /// contact,11111111-1111-4111-8111-111111111111,Wil Lee,w@partner.com,SMTP:w@partner.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,w_partner.com#EXT#@contoso.onmicrosoft.com,Wil Lee,Guest,SMTP:w@partner.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A contact that only sends mail on to the guest's address:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,displayName,mail,proxyAddresses,targetAddress
    /// contact,11111111-1111-4111-8111-111111111111,Wil Lee,wil@contoso.com,SMTP:wil@contoso.com,SMTP:w@partner.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,w_partner.com#EXT#@contoso.onmicrosoft.com,Wil Lee,Guest,SMTP:w@partner.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide which of the two you need. Delete the guest, also from the recycle bin, or remove the address from the AD
    /// object. A guest who became an employee can be converted into a member.
    ///
    /// ## Limits
    ///
    /// Microsoft documents only that addresses are unique; how guests fare is known from practice.
    {
        id: "guest-address-collision",
        title: "Guest holds the address",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "is already being used by the proxy addresses or LegacyExchangeDN of",
            "Please choose another proxy address",
            "guest duplicate proxy address",
        ],
        sources: &[pages::SYNC_ERRORS, pages::ADDRESS_IN_USE, pages::GUEST_ADDRESSES],
        needs: &[Need::Cloud(Attribute::UserPrincipalName), Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachCloud(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, guest: Subject<'_>, sink: &mut Sink<'_>) {
    // A guest that is synced is an AD user's own account.
    let is_own = guest.boolean(Attribute::SyncEnabled) == Ok(Some(true));
    if guest.kind != ObjectKind::Guest || guest.is_deleted() || is_own {
        return;
    }
    let mail = guest.text(Attribute::Mail).and_then(|mail| context.join.index.keys.find(&case_key::fold(mail)));
    let listed = context.join.index.cloud.addresses(guest.object).iter().map(|address| address.key);
    let mut keys: Vec<Key> = listed.chain(mail).collect();
    order::sort(&mut keys);
    keys.dedup();
    for key in keys {
        let holders = evidence::on_premises_holders(context, key);
        if !holders.is_empty() {
            let mut owners: Vec<Owner> = holders.into_iter().map(Owner::on_premises).collect();
            owners.push(guest.owner);
            sink.add(Severity::High, Confidence::Likely, &owners, key, 0);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (guest, own) = names.split_last().map_or(("", &names[..]), |(last, rest)| (last.as_str(), rest));
    let own = words::list(own);
    let mut if_you_sync: Vec<String> = names[..names.len() - 1]
        .iter()
        .map(|name| format!("{name} goes without {address}, or fails with AttributeValueMustBeUnique."))
        .collect();
    if_you_sync.push(format!("{guest} stays a guest and keeps the address."));
    Explanation::new(
        format!("The guest {guest} holds {address}, which {own} in AD has as well."),
        "An address may belong to one object only, and a guest's e-mail address counts, although Exchange Online does not show \
         it. A guest is never joined by address.",
        format!("Delete the guest, also from the recycle bin, or convert it, or remove {address} from {own} in AD."),
    )
    .if_you_sync(if_you_sync)
}
