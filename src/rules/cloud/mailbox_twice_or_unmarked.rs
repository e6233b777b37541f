//! Finds users for whom AD and the cloud disagree about where the mailbox is: in both places, or in the cloud without AD
//! knowing it. Exchange's own objects decide; only their traces in AD are seen here.

use crate::forecast;
use crate::join::Outcome;
use crate::rules::prelude::*;

rule! { DUAL_MAILBOX
    /// A user has a mailbox on premises, and seems to have one in the cloud.
    ///
    /// ## What it does
    ///
    /// Looks for joined users with homeMDB in AD, no msExchRemoteRecipientType, and a cloud account that has a mailbox
    /// or an Exchange Online licence.
    ///
    /// ## Why it matters
    ///
    /// Mail is split: what comes from on premises goes to one mailbox, what comes from the cloud to the other.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType,homeMDB
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,,"CN=DB1,DC=contoso,DC=com"
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A mailbox on premises whose cloud object is a mail user:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,msExchRemoteRecipientType,homeMDB
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,,"CN=DB1,DC=contoso,DC=com"
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,MailUser,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Look in both Exchange systems. Before anything is removed, export what is in the mailbox that goes. Then migrate,
    /// or make the AD user a remote mailbox.
    ///
    /// ## Limits
    ///
    /// A licence alone does not make a mailbox where Exchange attributes are synced, so without a list of recipients it is
    /// only possible.
    {
        id: "dual-mailbox-risk",
        title: "Mailbox in both places",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["duplicate mailbox", "mailbox on-premises and in Exchange Online", "ExchangeGuid mismatch"],
        sources: &[pages::TWO_MAILBOXES, pages::REMOTE_RECIPIENT_TYPES],
        needs: &[Need::OnPremises(Attribute::HomeMdb), Need::OnPremises(Attribute::MsExchRemoteRecipientType)],
        check: Check::EachPair(check_dual),
        explain: explain_dual,
    }
}

/// Has the user a cloud mailbox? Surely where Exchange Online says so; a licence alone leaves it open.
fn has_cloud_mailbox(context: &RuleContext<'_>, pair: &Pair<'_>) -> Option<Confidence> {
    if pair.cloud.kind != ObjectKind::User || !pair.is_synced() {
        return None;
    }
    // A mail user with a licence has none yet.
    if let Some(kind) = pair.cloud.text(Attribute::RecipientType) {
        return kind.ends_with("Mailbox").then_some(Confidence::Certain);
    }
    let (is_recipient, _) = forecast::is_recipient(&context.join, pair.cloud.object);
    is_recipient.then_some(Confidence::Possible)
}

/// Does AD say that it is a remote mailbox? `None` where the files do not tell.
fn is_remote_mailbox(pair: &Pair<'_>) -> Option<bool> {
    match pair.on_premises.cell(Attribute::MsExchRemoteRecipientType) {
        Cell::Text(kind) => Some(kind.trim() != "0"),
        Cell::Empty => Some(false),
        Cell::NotExported | Cell::Lost => None,
    }
}

fn check_dual(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    if pair.on_premises.text(Attribute::HomeMdb).is_none() || is_remote_mailbox(pair) == Some(true) {
        return;
    }
    let Some(sure) = has_cloud_mailbox(context, pair) else { return };
    let told = if is_remote_mailbox(pair).is_some() { Confidence::Certain } else { Confidence::Possible };
    let confidence = sure.and(told).and(pair.confidence());
    sink.add(Severity::High, confidence, &pair.owners(), Attribute::HomeMdb, 0);
}

fn explain_dual(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let database = context.shown(finding, owners);
    let is_told = context.join.cloud().text(owners[1].object, Attribute::RecipientType).is_some();
    let in_cloud = if is_told { "a mailbox in Exchange Online" } else { "an Exchange Online licence" };
    Explanation::new(
        format!("{name} has a mailbox on premises (homeMDB {database}) and {in_cloud}."),
        if is_told {
            "Mail is split: what comes from on premises goes to one mailbox, what comes from the cloud to the other."
        } else {
            "If the licence made a mailbox, mail is split between the two. No file tells whether it did."
        },
        "Look in both Exchange systems. Save what is in the mailbox that goes, then migrate, or make the AD user a remote \
         mailbox.",
    )
}

rule! { NOT_STAMPED
    /// A user's mailbox is in the cloud, and AD does not know it.
    ///
    /// ## What it does
    ///
    /// Looks for joined users with a mailbox in Exchange Online whose AD object has Exchange attributes but neither
    /// msExchRemoteRecipientType nor homeMDB.
    ///
    /// ## Why it matters
    ///
    /// Exchange on premises does not show the user as a remote mailbox, so its addresses cannot be managed there, and mail
    /// from on premises may not be sent on. Entra ID also treats its addresses by other rules.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,mailNickname,msExchRemoteRecipientType,homeMDB
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,ann,,
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com,bob,1,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A user that AD marks as a remote mailbox:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,mailNickname,msExchRemoteRecipientType,homeMDB
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,ann,4,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,UserMailbox,ann,ann@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// In Exchange on premises run Enable-RemoteMailbox for the user, with a remote routing address that the mailbox has. Do
    /// not write msExchRemoteRecipientType by hand.
    ///
    /// ## Limits
    ///
    /// Runs only where an AD object in the files shows Exchange on premises (homeMDB, msExchRemoteRecipientType or
    /// msExchRecipientTypeDetails). Users without any Exchange attribute are left out. With a licence alone it is only
    /// possible.
    {
        id: "remote-mailbox-not-stamped",
        title: "Cloud mailbox unknown to AD",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &[
            "msExchRemoteRecipientType",
            "Enable-RemoteMailbox",
            "mailbox not visible in on-premises Exchange",
        ],
        sources: &[pages::REMOTE_RECIPIENT_TYPES, pages::SHADOW_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::MsExchRemoteRecipientType), Need::OnPremises(Attribute::HomeMdb)],
        check: Check::Whole(check_unmarked),
        explain: explain_unmarked,
    }
}

/// Attributes that Exchange gives an object.
const OF_EXCHANGE: [Attribute; 4] = [
    Attribute::MailNickname,
    Attribute::TargetAddress,
    Attribute::LegacyExchangeDn,
    Attribute::MsExchRecipientTypeDetails,
];
/// Attributes that only Exchange itself sets. An alias alone is often set where there is no Exchange.
const OF_MAILBOXES: [Attribute; 3] =
    [Attribute::HomeMdb, Attribute::MsExchRemoteRecipientType, Attribute::MsExchRecipientTypeDetails];

fn check_unmarked(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (on_premises, cloud) = (context.join.on_premises(), context.join.cloud());
    let has_any = |object, attributes: &[Attribute]| {
        attributes.iter().any(|&attribute| on_premises.text(object, attribute).is_some_and(|text| text.trim() != "0"))
    };
    if !on_premises.objects().any(|object| has_any(object, &OF_MAILBOXES)) {
        return;
    }
    for (object, decision) in context.joins.iter() {
        let Some(hit) = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced) else { continue };
        let (own, hit) = (Owner::on_premises(object), Owner::cloud(hit));
        let pair = Pair::new(context, Subject::new(on_premises, own), Subject::new(cloud, hit), decision);
        if is_remote_mailbox(&pair) != Some(false)
            || pair.on_premises.cell(Attribute::HomeMdb) != Cell::Empty
            || !has_any(object, &OF_EXCHANGE)
        {
            continue;
        }
        if let Some(sure) = has_cloud_mailbox(context, &pair) {
            let value = context.join.index.cloud.primary(hit.object);
            sink.add(Severity::Medium, sure.and(pair.confidence()), &pair.owners(), value, 0);
        }
    }
}

fn explain_unmarked(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let address = context.shown(finding, owners);
    let address = if address.is_empty() { "no address".to_owned() } else { address };
    let is_told = context.join.cloud().text(owners[1].object, Attribute::RecipientType).is_some();
    let has = if is_told { "has a mailbox" } else { "has an Exchange Online licence" };
    Explanation::new(
        format!("{name} {has} in the cloud ({address}), and AD does not mark it as a remote mailbox."),
        "Exchange on premises does not show the user as a remote mailbox, and mail from there may not be sent on.",
        "Run Enable-RemoteMailbox for the user in Exchange on premises, with a remote routing address that the mailbox has.",
    )
}
