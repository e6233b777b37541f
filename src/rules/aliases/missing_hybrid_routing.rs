//! Finds mailboxes without an address in the hybrid routing domain. Whether the organisation means to move them is in no
//! file.

use super::shared;
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// A mailbox of a hybrid organisation has no address in the hybrid routing domain.
    ///
    /// ## What it does
    ///
    /// Runs where the hybrid routing domain is known, usually `name.mail.onmicrosoft.com`. Looks at users whom AD marks as
    /// having a mailbox, on premises or remote, and who are or will be joined. It finds those without an address in that
    /// domain on either side, and those where AD has one that did not reach the cloud.
    ///
    /// ## Why it matters
    ///
    /// Mail between Exchange on premises and Exchange Online is routed by this address. A mailbox without it cannot be
    /// moved: the target mailbox doesn't have an smtp proxy matching the domain.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType
    /// user,88666888-0101-1111-bbbb-1234567890ab,mia,Mia Ray,m@contoso.com,SMTP:m@contoso.com,4
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,m@contoso.com,Mia Ray,Member,SMTP:m@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ```settings
    /// hybridRoutingDomain=contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType
    /// user,88666888-0101-1111-bbbb-1234567890ab,mia,Mia Ray,m@contoso.com,SMTP:m@contoso.com|smtp:m@contoso.mail.onmicrosoft.com,4
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,m@contoso.com,Mia Ray,Member,SMTP:m@contoso.com|smtp:m@contoso.mail.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True,True
    /// ```
    ///
    /// ```settings
    /// hybridRoutingDomain=contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the address to the e-mail address policy, so that every mailbox gets it. Where the policy does not apply
    /// (EmailAddressPolicyEnabled is False), add it by hand. Then let it sync.
    ///
    /// ## Limits
    ///
    /// Who has a mailbox is known from homeMDB, msExchRemoteRecipientType and msExchRecipientTypeDetails only. Without these
    /// columns nothing is found.
    {
        id: "missing-hybrid-routing",
        title: "No hybrid routing address",
        group: Group::MissingAlias,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "The target mailbox doesn't have an smtp proxy matching",
            "mail.onmicrosoft.com",
            "EmailAddressPolicyEnabled",
        ],
        sources: &[pages::NO_ROUTING_ADDRESS],
        needs: &[
            Need::OnPremises(Attribute::ProxyAddresses),
            Need::OnPremises(Attribute::MsExchRemoteRecipientType),
            Need::HybridRoutingDomain,
        ],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

/// AD has no such address.
const NOT_IN_AD: u8 = 1;
/// AD has it, the cloud has not.
const NOT_IN_CLOUD: u8 = 2;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let setting = &context.join.settings.hybrid_routing_domain;
    let Some(routing) = setting.value.as_deref() else { return };
    if !has_mailbox(pair.on_premises) || !pair.on_premises.cell(Attribute::ProxyAddresses).is_known() {
        return;
    }
    let index = context.join.index;
    let is_routing = |key: Key| domain::of(context.text(key)) == Some(routing);
    let in_cloud = index.cloud.addresses(pair.cloud.object).iter().any(|address| is_routing(address.key));
    let is_cloud_told = pair.cloud.cell(Attribute::ProxyAddresses).is_known();
    if in_cloud {
        return;
    }
    let told = if setting.origin == Origin::Given { Confidence::Certain } else { Confidence::Likely };
    let confidence = pair.confidence().and(told);
    let own = index.on_premises.addresses(pair.on_premises.object);
    match own.iter().find(|address| is_routing(address.key)) {
        None => {
            let confidence = if is_cloud_told { confidence } else { confidence.and(Confidence::Likely) };
            let primary = index.on_premises.primary(pair.on_premises.object);
            sink.add(Severity::High, confidence, &pair.owners(), primary, NOT_IN_AD);
        }
        Some(address) if is_cloud_told && pair.is_synced() && !shared::is_mastered_in_cloud(pair) => {
            sink.add(Severity::High, confidence, &pair.owners(), address.key, NOT_IN_CLOUD);
        }
        Some(_) => {}
    }
}

/// Does AD say that the user has a mailbox, here or in the cloud?
///
/// Source: Microsoft, "Exchange recipient types in Active Directory" (msExchRecipientTypeDetails), 2015-03.
fn has_mailbox(user: Subject<'_>) -> bool {
    const MAILBOXES: [&str; 9] = ["1", "4", "8", "16", "32", "2147483648", "8589934592", "17179869184", "34359738368"];
    let is_set = |attribute| user.text(attribute).is_some_and(|text| text.trim() != "0");
    user.kind == ObjectKind::User
        && (is_set(Attribute::HomeMdb)
            || is_set(Attribute::MsExchRemoteRecipientType)
            || user.text(Attribute::MsExchRecipientTypeDetails).is_some_and(|kind| MAILBOXES.contains(&kind.trim())))
}

/// The alias in the routing domain, or the name of the primary address.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let own = owners[0];
    let settings = context.join.settings;
    let Some(routing) = settings.hybrid_routing_domain.value.as_deref().filter(|_| finding.case == NOT_IN_AD) else {
        return Vec::new();
    };
    let alias = context.join.on_premises().text(own.object, Attribute::MailNickname);
    let primary = remedy::primary_text(context, own).map(shared::local);
    let note = "Where an e-mail address policy applies to the mailbox, add it there.";
    let give = |name: &str| remedy::take_on_fix(context, own, &format!("{name}@{routing}"), note);
    alias.into_iter().chain(primary).find_map(give).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let value = context.shown(finding, owners);
    let routing = context.join.settings.hybrid_routing_domain.value.as_deref().unwrap_or_default();
    if finding.case == NOT_IN_CLOUD {
        let key = finding.value.key();
        let dropped = key.and_then(|key| shared::why_dropped(context, owners[0].object, key));
        return Explanation::new(
            format!("The routing address {value} of {name} is in AD and not on the cloud account."),
            format!(
                "{} Without it mail is not routed to the mailbox, and a move fails.",
                dropped.unwrap_or_else(
                    || "The files show no cause; it may have been added after the last sync.".to_owned()
                )
            ),
            "Look again after the next sync. If it is still missing, look for the object’s errors in Entra Connect.",
        );
    }
    let who = if value.is_empty() { name } else { format!("{name} ({value})") };
    Explanation::new(
        format!("The mailbox of {who} has no address in {routing}."),
        "Exchange routes mail between the two sides by this address, and a mailbox without it cannot be moved.",
        "Add the address to the e-mail address policy. Where the policy does not apply to this mailbox, add the address to \
         proxyAddresses in AD by hand. Then sync.",
    )
}
