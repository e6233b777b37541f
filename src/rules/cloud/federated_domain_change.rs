//! Finds synced users whose UPN in AD moved from one federated domain to another. Old texts of Microsoft say that this
//! fails, newer ones that it works since 2019, so that only a reported error makes it sure.

use super::evidence;
use crate::join::Outcome;
use crate::model::domain;
use crate::rules::prelude::*;

rule! {
    /// A synced user's UPN changed from one federated domain to another.
    ///
    /// ## What it does
    ///
    /// Looks for synced users whose UPN is in one federated domain in AD and in another one in the cloud. A list of
    /// synchronisation errors that names FederatedDomainChangeError makes it certain.
    ///
    /// ## Why it matters
    ///
    /// Entra ID could not change a UPN between federated domains. Since March 2019 it does, but tenants still report the
    /// error; the person then keeps the old sign-in name.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,tom,Tom Lee,tom@fabrikam.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,tom@contoso.com,Tom Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```domains
    /// Id,IsVerified,IsInitial,AuthenticationType
    /// contoso.com,True,False,Federated
    /// fabrikam.com,True,False,Federated
    /// contoso.onmicrosoft.com,True,True,Managed
    /// ```
    ///
    /// ## Not reported
    ///
    /// A change to or from a managed domain:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,tom,Tom Lee,tom@fabrikam.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,tom@contoso.com,Tom Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```domains
    /// Id,IsVerified,IsInitial,AuthenticationType
    /// contoso.com,True,False,Federated
    /// fabrikam.com,True,False,Managed
    /// contoso.onmicrosoft.com,True,True,Managed
    /// ```
    ///
    /// ## What to do
    ///
    /// Synchronise and look whether the name changes. If the error comes, set the UPN in the cloud to one in the
    /// onmicrosoft.com domain; the next sync sets the new one.
    ///
    /// ## Limits
    ///
    /// Without a list of synchronisation errors it is only possible. Without the tenant's domains it does not run.
    {
        id: "federated-domain-change",
        title: "UPN changed between federated domains",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &[
            "FederatedDomainChangeError",
            "0x8023134a",
            "Unable to update this object in Azure Active Directory, because the attribute \
             [FederatedUser.UserPrincipalName], is not valid. Update the value in your local directory services",
        ],
        sources: &[pages::FEDERATED_UPN, pages::FEATURES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// The error is reported.
const REPORTED: u8 = 1;
/// It may come.
const MAY_FAIL: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let federated = &context.join.settings.federated_domains.value;
    if federated.len() < 2 {
        return;
    }
    let reported = evidence::reported(context);
    let is_reported = |object| {
        let from = reported.partition_point(|error| error.cloud < object);
        let own = reported[from..].iter().take_while(|error| error.cloud == object);
        own.into_iter().any(|error| error.error.eq_ignore_ascii_case("FederatedDomainChangeError"))
    };
    for (object, decision) in context.joins.iter().filter(|(_, d)| d.outcome == Outcome::AlreadySynced) {
        let Some(cloud) = decision.cloud else { continue };
        let (Some(wanted), Some(today)) = (index.on_premises.login(object), index.cloud.login(cloud)) else { continue };
        let suffixes = [wanted, today].map(|key| domain::of(context.text(key)).unwrap_or_default());
        let are_federated = suffixes.iter().all(|suffix| federated.iter().any(|name| name == suffix));
        if suffixes[0] == suffixes[1] || !are_federated {
            continue;
        }
        let owners = [Owner::on_premises(object), Owner::cloud(cloud)];
        if is_reported(cloud) {
            sink.add(Severity::Blocker, decision.confidence, &owners, wanted, REPORTED);
        } else {
            sink.add(Severity::Medium, Confidence::Possible, &owners, wanted, MAY_FAIL);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let wanted = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let today = context.join.index.cloud.login(owners[1].object).map(|key| words::shown(context.text(key)));
    let today = today.unwrap_or_default();
    let initial = context.join.settings.initial_domain.value.as_deref().unwrap_or("the onmicrosoft.com domain");
    let message = format!("The UPN of {name} changes from {today} to {wanted}. Both domains are federated.");
    if finding.case == REPORTED {
        return Explanation::new(
            message,
            "Microsoft reports FederatedDomainChangeError for the account, so it keeps the old name.",
            format!("Set the UPN of the account to one in {initial} in the cloud, and synchronise."),
        );
    }
    Explanation::new(
        message,
        "Entra ID could not do that before March 2019. It can now, but the error FederatedDomainChangeError still occurs.",
        format!(
            "Synchronise and look whether the name changes. If not, set the UPN to one in {initial} in the cloud, and \
             synchronise again."
        ),
    )
}
