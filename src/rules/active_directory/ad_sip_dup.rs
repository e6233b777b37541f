//! Finds SIP addresses that several AD objects have.

use super::shared_values::{Told, cloud_holder, duplicates, tell};
use crate::join::claims::{Role, sip_addresses};
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// Two or more AD objects have the same SIP address.
    ///
    /// ## What it does
    ///
    /// Compares the `SIP:` entries of proxyAddresses of every object that syncs, without regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// A SIP address is what Teams and Skype for Business call a person by, and must be unique. The export of the second
    /// object fails in every cycle; SIP addresses are not put into quarantine.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|SIP:lee@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,SMTP:bob@contoso.com|sip:Lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// The same letters in an SMTP address:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|SIP:ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,SMTP:bob@contoso.com|SIP:bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the SIP address, and remove it from the others in AD.
    ///
    /// ## Limits
    ///
    /// msRTCSIP-PrimaryUserAddress, from which the address may come as well, is not read.
    {
        id: "ad-sip-dup",
        title: "SIP address with several owners",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["AttributeValueMustBeUnique", "SipProxyAddress", "AttributeConflictName SipProxyAddress"],
        sources: &[pages::HEALTH, pages::RESILIENCY],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    duplicates(context, Role::SipAddress, |key, owners| {
        sink.add(Severity::Medium, Confidence::Certain, owners, key, 0);
    });
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let address = context.text(key);
    let holder = cloud_holder(context, owners, |cloud| has_sip(context, cloud, address));
    remedy::one_keeps(context, owners, ("the SIP address ", address), holder, |owner| {
        let is_it = |entry: &&str| sip_addresses(entry).any(|own| case_key::equal(own, address));
        let entries = remedy::entries(context, owner)?.into_iter().filter(is_it);
        let changes = entries.map(|entry| remedy::remove_entry(owner, entry)).collect();
        let effect = format!("Nobody calls {} by it any more.", words::name(context, owner));
        Some(remedy::Release { changes, effect })
    })
}

fn has_sip(context: &RuleContext<'_>, cloud: ObjectId, address: &str) -> bool {
    let list = context.join.cloud().text(cloud, Attribute::ProxyAddresses).unwrap_or_default();
    sip_addresses(list).any(|held| case_key::equal(held, address))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let told = Told {
        attribute: "SIP address",
        why: "Teams and Skype for Business call a person by it, so it must be unique. It is not put into quarantine: the export \
              of the second object fails in every cycle.",
        what_to_do: "Decide who keeps the SIP address, and remove it from proxyAddresses of the others in AD.",
        otherwise: "fails with AttributeValueMustBeUnique (SipProxyAddress)",
        first_keeps_it: true,
    };
    let value = context.value(finding, owners);
    tell(context, finding, owners, &told, |cloud| has_sip(context, cloud, value))
}
