//! Finds users whose mail AD sends on to an address that their cloud account does not have.

use super::evidence;
use crate::forecast::{self, Origin, Text};
use crate::model::case_key;
use crate::model::domain;
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::rules::prelude::*;

rule! {
    /// AD sends a user's mail on to an address that the cloud account does not have.
    ///
    /// ## What it does
    ///
    /// Looks for targetAddress of joined users among the addresses of the cloud account: those of today for synced
    /// accounts, those after the sync for accounts that will join. Only mailboxes count, and targets in the tenant's own
    /// onmicrosoft.com domains.
    ///
    /// ## Why it matters
    ///
    /// Mail from Exchange on premises bounces, or reaches somebody else if another object has the address.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,targetAddress
    /// user,88666888-0101-1111-bbbb-1234567890ab,lena,Lena Ray,l@contoso.com,SMTP:l@contoso.com,SMTP:l@contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,l@contoso.com,Lena Ray,Member,SMTP:l@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// A target that the account has, in any letter case:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,targetAddress
    /// user,88666888-0101-1111-bbbb-1234567890ab,lena,Lena Ray,l@contoso.com,SMTP:l@contoso.com,SMTP:L@contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,l@contoso.com,Lena Ray,Member,SMTP:l@contoso.com|smtp:l@contoso.mail.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Set the remote routing address in Exchange on premises (Set-RemoteMailbox) to an address that the account has. Or
    /// add the address in the hybrid routing domain to proxyAddresses in AD, which is synced.
    ///
    /// ## Limits
    ///
    /// Mail users whose mail goes to another organisation are left out. Whether a domain in between accepts the mail is not
    /// in the files.
    {
        id: "targetaddress-not-in-cloud",
        title: "Forwarding address is not there",
        group: Group::Drift,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["550 5.1.1", "550 5.4.1", "RemoteRoutingAddress", "targetAddress"],
        sources: &[pages::ONMICROSOFT_MISSING, pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::TargetAddress), Need::Cloud(Attribute::ProxyAddresses)],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

/// Nothing in the files has the address.
const OF_NOBODY: u8 = 0;
/// Another object has it.
const OF_ANOTHER: u8 = 1;
/// The account has it today and will lose it.
const LOST: u8 = 2;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let is_user = pair.on_premises.kind == ObjectKind::User;
    let Some(target) = pair.on_premises.text(Attribute::TargetAddress).filter(|_| is_user) else { return };
    let target = ProxyAddress::parse(target.trim());
    if !(target.is_smtp() || target.address_type == AddressType::Missing)
        || !pair.cloud.cell(Attribute::ProxyAddresses).is_known()
    {
        return;
    }
    let index = context.join.index;
    let Some(key) = index.keys.find(&case_key::fold(target.value)) else { return };
    let has_it = index.cloud.addresses(pair.cloud.object).iter().any(|address| address.key == key);
    let forecast = pair.forecast();
    // What a synced account lacks although Entra ID should have made it by itself is not on its way.
    let is_on_its_way = |address: &forecast::Address| {
        address.text == Text::Key(key)
            && (!pair.is_synced() || matches!(address.origin, Origin::ProxyAddresses | Origin::Mail))
    };
    let will_have_it = forecast.map_or(has_it, |forecast| forecast.addresses().any(is_on_its_way));
    if will_have_it || (has_it && pair.is_synced()) {
        return;
    }
    let name = domain::of(context.text(key)).unwrap_or_default();
    let settings = context.join.settings;
    let is_of_tenant = [&settings.initial_domain, &settings.hybrid_routing_domain]
        .into_iter()
        .any(|setting| setting.value.as_deref() == Some(name));
    let (is_recipient, sure) = forecast::is_recipient(&context.join, pair.cloud.object);
    if !is_of_tenant && !is_recipient {
        return;
    }
    let sure = if is_of_tenant { Confidence::Certain } else { sure };
    let after = forecast.filter(|_| !pair.is_synced()).map_or(Confidence::Certain, |forecast| forecast.confidence);
    let others = evidence::cloud_holders(context, key, Some(pair.cloud.object));
    let case = match (others.is_empty(), has_it) {
        (false, _) => OF_ANOTHER,
        (true, true) => LOST,
        (true, false) => OF_NOBODY,
    };
    let mut owners = pair.owners().to_vec();
    owners.extend(others.into_iter().map(Owner::cloud));
    sink.add(Severity::High, sure.and(after).and(pair.confidence()), &owners, key, case);
}

/// Another target, or the address for the account.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let (own, name) = (owners[0], words::name(context, owners[0]));
    let point = remedy::own_target(context, own).map(|(target, change)| {
        let note = "Where Exchange is on premises, Set-RemoteMailbox -RemoteRoutingAddress is the better way.";
        Fix::review(format!("Send mail for {name} on to {}", words::shown(&target)), note, vec![change])
    });
    let address = context.text(key);
    let suffix = domain::of(address).unwrap_or_default();
    let is_routing = context.join.settings.hybrid_routing_domain.value.as_deref() == Some(suffix);
    let add = (is_routing && finding.case != OF_ANOTHER)
        .then(|| remedy::take_on_fix(context, own, address, "The account gets it with the next sync."));
    add.flatten().into_iter().chain(point).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let target = context.shown(finding, owners);
    let names = words::names(context, owners);
    let name = &names[0];
    let others = words::list(&names[2.min(names.len())..]);
    let message = match finding.case {
        OF_ANOTHER => format!("AD sends mail for {name} on to {target}, which is an address of {others}."),
        LOST => format!("AD sends mail for {name} on to {target}, which the account loses when it joins."),
        _ => format!("AD sends mail for {name} on to {target}, which the account does not have."),
    };
    let why = if finding.case == OF_ANOTHER {
        format!("Mail that people on premises send to {name} reaches {others}.")
    } else {
        "Mail that people on premises send to this user bounces.".to_owned()
    };
    let suffix = domain::of(context.value(finding, owners)).unwrap_or_default();
    let is_routing = context.join.settings.hybrid_routing_domain.value.as_deref() == Some(suffix);
    let what_to_do = if is_routing && finding.case != OF_ANOTHER {
        format!(
            "Add {target} to proxyAddresses in AD and synchronise, or point targetAddress at an address that the account has."
        )
    } else if domain::is_hybrid_routing_shape(suffix) {
        "Point targetAddress at an address that the account has (Set-RemoteMailbox -RemoteRoutingAddress).".to_owned()
    } else {
        "Point targetAddress at an address that the account has, such as the one in the hybrid routing domain \
         (Set-RemoteMailbox -RemoteRoutingAddress)."
            .to_owned()
    };
    Explanation::new(message, why, what_to_do)
}
