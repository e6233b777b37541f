//! Finds AD users that would take an account with an admin role by address or UPN, which Entra ID forbids.

use super::shared;
use crate::join::Reason;
use crate::rules::prelude::*;

rule! {
    /// An AD user fits an account by address or UPN, but the account holds an admin role.
    ///
    /// ## What it does
    ///
    /// Looks at AD users whose primary address or UPN leads to an account without an anchor of another AD user, where the
    /// account holds an Entra role of any kind or may activate one.
    ///
    /// ## Why it matters
    ///
    /// An account with a role is not taken by soft match: Existing Admin Role Conflict. A second account is created, with
    /// digits in its UPN, and the values that both share go into quarantine.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,adm,Ann Lee,adm@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,adm@contoso.com,Ann Lee,Member,,
    /// ```
    ///
    /// ```roles
    /// principalId,role,assignment
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,Helpdesk Administrator,assigned
    /// ```
    ///
    /// ## Not reported
    ///
    /// A role of another account:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,adm,Ann Lee,adm@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,adm@contoso.com,Ann Lee,Member,,
    /// ```
    ///
    /// ```roles
    /// principalId,role,assignment
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,Helpdesk Administrator,assigned
    /// ```
    ///
    /// ## What to do
    ///
    /// Better leave an administrator's account in the cloud alone and keep the AD user out of the sync. If they must join:
    /// remove the roles, delete the second account for good if there is one, sync, and give the roles back.
    ///
    /// ## Limits
    ///
    /// Without a list of roles nobody is known to hold one, and the join is shown as likely.
    {
        id: "existing-admin-role-conflict",
        title: "Account with an admin role",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &["Existing Admin Role Conflict", "ExistingAdminRoleConflict"],
        sources: &[pages::SYNC_ERRORS, pages::EXISTING_TENANT],
        needs: &[Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let is_blocked = decision.reasons.contains(Reason::ExistingAdminRoleConflict);
    let Some(cloud) = decision.cloud.filter(|_| is_blocked) else { return };
    let key = shared::matching_key(context, subject.object, decision);
    sink.add(Severity::Blocker, decision.confidence, &[subject.owner, Owner::cloud(cloud)], key, 0);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let own = &names[0];
    let roles = shared::role_names(context, owners[1].object);
    Explanation::new(
        format!("{own} in AD leads by {value} to the account of {}, which holds an admin role: {roles}.", names[1]),
        "An account with a role is not taken by soft match, so that nobody becomes an administrator through AD: Existing Admin \
         Role Conflict.",
        format!(
            "If the account is a pure administrator's account, free {value} on one side and keep the two apart. If {own} must \
             join it: remove the roles and eligibilities, delete the second account for good if there is one, sync, and give \
             the roles back."
        ),
    )
    .if_you_sync(vec![
        format!("{own} does not join. A second account is created without {value}, with digits in its UPN."),
        "The account stays as it is.".to_owned(),
    ])
}
