//! Finds AD objects that would join an account if a switch of the tenant did not leave out that step of the soft match.
//! Whether the two are the same person is not in the files.

use super::shared;
use crate::join::Reason;
use crate::rules::prelude::*;

rule! {
    BLOCKED
    /// An account fits an AD object by address or UPN, but soft match is off in the tenant.
    ///
    /// ## What it does
    ///
    /// Looks at AD objects whose primary address or UPN leads to an account, where the tenant's switch BlockSoftMatchEnabled
    /// is on. It names what else would stop the join, if the files show it.
    ///
    /// ## Why it matters
    ///
    /// The object does not join. A second account is created instead, and the values that both share go into quarantine.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,eve,Eve Fox,eve@contoso.com,SMTP:eve@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,eve@contoso.com,Eve Fox,Member,SMTP:eve@contoso.com,,
    /// ```
    ///
    /// ```settings
    /// blockSoftMatchEnabled=true
    /// ```
    ///
    /// ## Not reported
    ///
    /// An object that no account fits:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,eve,Eve Fox,eve@contoso.com,SMTP:eve@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,adam@contoso.com,Adam Lee,Member,SMTP:adam@contoso.com,,
    /// ```
    ///
    /// ```settings
    /// blockSoftMatchEnabled=true
    /// ```
    ///
    /// ## What to do
    ///
    /// If both are the same person, switch the block off before the object first syncs, sync, and switch it on again.
    ///
    /// ## Limits
    ///
    /// Microsoft documents the block for devices only; for users the second account follows from the other rules. Without
    /// the tenant's switches the block is taken to be off.
    {
        id: "soft-match-blocked-flag",
        title: "Soft match switched off",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["BlockSoftMatchEnabled", "InvalidSoftMatch", "QuarantinedAttributeValueMustBeUnique"],
        sources: &[pages::FEATURES, pages::EXISTING_TENANT],
        needs: &[Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check_blocked),
        explain: explain_blocked,
    }
}

rule! {
    UPN_OFF
    /// An account fits an AD user by UPN, but the tenant does not match by UPN.
    ///
    /// ## What it does
    ///
    /// Looks at AD users whose UPN is that of an account and whose primary address is no account's, where the tenant's
    /// switch SoftMatchOnUpnEnabled is off. It names what else would stop the join, if the files show it.
    ///
    /// ## Why it matters
    ///
    /// The user does not join. A second account is created with a UPN in the onmicrosoft.com domain, because the UPN is
    /// taken. Only tenants that first synced before April 2016 can have the switch off.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,fay,Fay Orr,fay@contoso.com,SMTP:fay.x@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,fay@contoso.com,Fay Orr,Member,,,
    /// ```
    ///
    /// ```settings
    /// softMatchOnUpnEnabled=false
    /// ```
    ///
    /// ## Not reported
    ///
    /// The primary address leads to the account, so that the UPN is not needed:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,fay,Fay Orr,fay@contoso.com,SMTP:fay.x@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,fay@contoso.com,Fay Orr,Member,SMTP:fay.x@contoso.com,,
    /// ```
    ///
    /// ```settings
    /// softMatchOnUpnEnabled=false
    /// ```
    ///
    /// ## What to do
    ///
    /// If both are the same person, give the account the user's primary address, so that they join by that. Switching
    /// SoftMatchOnUpnEnabled on helps as well, but it cannot be switched off again.
    ///
    /// ## Limits
    ///
    /// Without the tenant's switches the match by UPN is taken to be on.
    {
        id: "soft-match-upn-off",
        title: "Match by UPN switched off",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Runbook,
        search_terms: &["SoftMatchOnUpnEnabled", "EnableSoftMatchOnUpn", "QuarantinedAttributeValueMustBeUnique"],
        sources: &[pages::FEATURES, pages::UPN_MATCHING],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check_upn_off),
        explain: explain_upn_off,
    }
}

fn check_blocked(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let is_blocked = decision.reasons.contains(Reason::SoftMatchBlockedFlag);
    let Some(cloud) = decision.cloud.filter(|_| is_blocked) else { return };
    let key = shared::matching_key(context, subject.object, decision);
    sink.add(Severity::High, decision.confidence, &[subject.owner, Owner::cloud(cloud)], key, 0);
}

fn check_upn_off(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    if !decision.reasons.contains(Reason::SoftMatchUpnOff) {
        return;
    }
    let Some(&cloud) = context.join.cloud_users_by_login(subject.object).first() else { return };
    let key = context.join.index.on_premises.login(subject.object);
    sink.add(Severity::High, decision.confidence, &[subject.owner, Owner::cloud(cloud)], key, 0);
}

fn explain_blocked(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let own = &names[0];
    let what_to_do = match shared::obstacle(context, owners[0].object, owners[1].object) {
        Some(obstacle) => format!(
            "Switching BlockSoftMatchEnabled off is not enough: the account would not be joined, because {obstacle}. Decide who \
             should have {value} and free it on the other one."
        ),
        None => format!(
            "If {own} and the account are the same person, switch BlockSoftMatchEnabled off, sync, and switch it on again. If \
             not, free {value} on one of the two."
        ),
    };
    Explanation::new(
        format!("{own} in AD fits the account of {} by {value}, but soft match is off in the tenant.", names[1]),
        "BlockSoftMatchEnabled is on, so neither address nor UPN joins anything. A second account is created, and the values \
         that both share go into quarantine.",
        what_to_do,
    )
    .if_you_sync(vec![
        format!("{own} most likely gets a second account without {value}."),
        "The account stays as it is.".to_owned(),
    ])
}

fn explain_upn_off(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let own = &names[0];
    let what_to_do = match shared::obstacle(context, owners[0].object, owners[1].object) {
        Some(obstacle) => format!(
            "Leave the switch as it is: with it the account would not be joined either, because {obstacle}. Decide who should \
             have {value} and change the other's UPN."
        ),
        None => format!(
            "If {own} and the account are the same person, give the account the primary address of {own}, so that they join by \
             address. Or switch SoftMatchOnUpnEnabled on, which cannot be undone. If they are not, change one UPN."
        ),
    };
    Explanation::new(
        format!("{own} in AD has the UPN of the account of {}, {value}, but the tenant does not match by UPN.", names[1]),
        "SoftMatchOnUpnEnabled is off. A second account is created, with a UPN in the onmicrosoft.com domain because this one \
         is taken.",
        what_to_do,
    )
    .if_you_sync(vec![
        format!("{own} gets a second account with another UPN."),
        "The account stays as it is.".to_owned(),
    ])
}
