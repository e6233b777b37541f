//! Finds synced groups that kept an onmicrosoft.com address after AD took theirs away.

use super::evidence;
use crate::rules::prelude::*;

rule! {
    /// A synced group still has an onmicrosoft.com address, although AD has none for it.
    ///
    /// ## What it does
    ///
    /// Looks for synced groups whose primary address in the cloud is in the initial domain, where AD has neither mail nor
    /// proxyAddresses.
    ///
    /// ## Why it matters
    ///
    /// Removing the addresses in AD does not make the cloud group one without mail: Entra ID gives it an address of its
    /// own. It stays in address lists and can be written to.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,objectSid,sAMAccountName,displayName,mail,proxyAddresses
    /// group,11111111-1111-4111-8111-111111111111,S-1-5-21-1-2-3-1104,HR,HR,,
    /// group,22222222-2222-4222-8222-222222222222,S-1-5-21-1-2-3-1105,Sales,Sales,sales@contoso.com,SMTP:sales@contoso.com
    /// ```
    ///
    /// ```groups
    /// id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled,onPremisesSecurityIdentifier
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,HR,hr@contoso.onmicrosoft.com,hr,True,True,,SMTP:hr@contoso.onmicrosoft.com,True,S-1-5-21-1-2-3-1104
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A group that has an address in AD:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,objectSid,sAMAccountName,displayName,mail,proxyAddresses
    /// group,11111111-1111-4111-8111-111111111111,S-1-5-21-1-2-3-1104,HR,HR,hr@contoso.com,
    /// group,22222222-2222-4222-8222-222222222222,S-1-5-21-1-2-3-1105,Sales,Sales,sales@contoso.com,SMTP:sales@contoso.com
    /// ```
    ///
    /// ```groups
    /// id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled,onPremisesSecurityIdentifier
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,HR,hr@contoso.onmicrosoft.com,hr,True,True,,SMTP:hr@contoso.onmicrosoft.com,True,S-1-5-21-1-2-3-1104
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Move the AD group out of the scope of the sync, synchronise, and bring it back. The cloud group is made anew then:
    /// permissions and memberships that were given to it in the cloud are lost.
    ///
    /// ## Limits
    ///
    /// Groups without an address are known by their SID; without it on both sides nothing is seen.
    {
        id: "group-still-mail-enabled",
        title: "Group still has an address",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::Runbook,
        search_terms: &["security group still mail-enabled after sync", "group mail onmicrosoft.com"],
        sources: &[pages::GROUP_MAIL_ENABLED],
        needs: &[
            Need::OnPremises(Attribute::Mail),
            Need::OnPremises(Attribute::ProxyAddresses),
            Need::Cloud(Attribute::ProxyAddresses),
            Need::InitialDomain,
        ],
        check: Check::EachPair(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let has_none = [Attribute::Mail, Attribute::ProxyAddresses].map(|attribute| pair.on_premises.cell(attribute));
    if pair.cloud.kind != ObjectKind::Group || !pair.is_synced() || has_none != [Cell::Empty; 2] {
        return;
    }
    let Some(primary) = context.join.index.cloud.primary(pair.cloud.object) else { return };
    if let Some(sure) = evidence::in_initial_domain(context, context.text(primary)) {
        sink.add(Severity::Low, sure.and(pair.confidence()), &pair.owners(), primary, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    Explanation::new(
        format!("The group {name} has no address in AD, and {address} in the cloud."),
        "Entra ID does not make a group with an address into one without. It gave the group an address of its own, so it can \
         still be written to.",
        "If that matters, move the AD group out of the scope of the sync, synchronise, and bring it back. The cloud group is \
         made anew, and what was granted to it in the cloud is lost.",
    )
}
