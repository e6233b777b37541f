//! Finds objects that AD has and that the cloud masters all the same: as a whole, or their Exchange attributes. Both are
//! somebody's decision, not a fault.

use crate::join::Reason;
use crate::rules::prelude::*;

rule! { SOURCE_OF_AUTHORITY
    /// An object was moved to the cloud as its source of authority, while AD still has it in scope.
    ///
    /// ## What it does
    ///
    /// Looks for AD objects in scope whose counterpart in the cloud has isCloudManaged True.
    ///
    /// ## Why it matters
    ///
    /// Changes in AD do not reach the account any more. Entra Connect logs event 6956 and goes on. Differences between
    /// both sides are expected.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,isCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,isCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,,False
    /// ```
    ///
    /// ## What to do
    ///
    /// Change the account in the cloud. To give it back to AD, set isCloudManaged to false; taking over by hard match must
    /// not be blocked in the tenant then.
    ///
    /// ## Limits
    ///
    /// isCloudManaged is read by one request for each user and is in no ordinary export. Without it a moved account looks
    /// like one that was never synced.
    {
        id: "soa-cloud-managed",
        title: "Mastered in the cloud",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["isCloudManaged", "Source of Authority", "event 6956", "blockOnPremisesSync"],
        sources: &[pages::SOURCE_OF_AUTHORITY],
        needs: &[Need::Cloud(Attribute::IsCloudManaged)],
        check: Check::EachOnPremises(check_authority),
        explain: explain_authority,
    }
}

fn check_authority(context: &RuleContext<'_>, object: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(object.object);
    if let Some(cloud) = decision.cloud.filter(|_| decision.reasons.contains(Reason::SoaCloudManaged)) {
        sink.add(Severity::Info, decision.confidence, &[object.owner, Owner::cloud(cloud)], Value::None, 0);
    }
}

fn explain_authority(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    Explanation::new(
        format!("{name} is in AD, and the account of {} is mastered in the cloud.", words::name(context, owners[1])),
        "Changes in AD do not reach the account. Entra Connect logs event 6956.",
        "Change the account in the cloud. To give it back to AD, set isCloudManaged to false, with hard match allowed in the \
         tenant.",
    )
    .if_you_sync(vec![format!("{name} changes nothing in the cloud."), "Stays as it is.".to_owned()])
}

rule! { EXCHANGE
    /// The addresses of a synced mailbox are mastered in the cloud.
    ///
    /// ## What it does
    ///
    /// Looks for synced users whose mailbox has IsExchangeCloudManaged True.
    ///
    /// ## Why it matters
    ///
    /// Addresses and other Exchange attributes do not flow from AD any more, so AD and the mailbox may differ by right.
    /// Rules about addresses leave such mailboxes out.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com,False
    /// ```
    ///
    /// ## What to do
    ///
    /// Change addresses in Exchange Online. Before the mailbox is given back to AD, copy its addresses to AD, because AD
    /// overwrites them then.
    ///
    /// ## Limits
    ///
    /// Exchange Online tells this for mailboxes only.
    {
        id: "exchange-cloud-managed",
        title: "Mailbox mastered in the cloud",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["IsExchangeCloudManaged", "cloud-managed remote mailbox"],
        sources: &[pages::EXCHANGE_MANAGED],
        needs: &[Need::Cloud(Attribute::IsExchangeCloudManaged)],
        check: Check::EachPair(check_exchange),
        explain: explain_exchange,
    }
}

fn check_exchange(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    if pair.cloud.boolean(Attribute::IsExchangeCloudManaged) == Ok(Some(true)) {
        let value = context.join.index.cloud.primary(pair.cloud.object);
        sink.add(Severity::Info, pair.confidence(), &pair.owners(), value, 0);
    }
}

fn explain_exchange(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let address = context.shown(finding, owners);
    let mailbox = if address.is_empty() { "mailbox".to_owned() } else { format!("mailbox {address}") };
    Explanation::new(
        format!("The {mailbox} of {name} is mastered in the cloud (IsExchangeCloudManaged)."),
        "Addresses and other Exchange attributes do not flow from AD, so the two sides may differ by right.",
        "Change addresses in Exchange Online. Copy them to AD before the mailbox is ever given back to AD.",
    )
}
