//! Finds UPNs that reached the cloud and did not become the sign-in name there. A UPN that has not been sent yet is another rule's.

use crate::model::case_key;
use crate::rules::matching::shared::is_anchor_at_fault;
use crate::rules::prelude::*;

rule! {
    /// The cloud knows the UPN that AD has, and signs the user in with another.
    ///
    /// ## What it does
    ///
    /// Looks at synced users. If onPremisesUserPrincipalName is AD's UPN, the change was sent; if the UPN of the account is
    /// another all the same, it was not applied. Where the files show why, another rule tells it, and this one is left out.
    ///
    /// ## Why it matters
    ///
    /// The person cannot sign in with the name that AD shows. Entra ID does not try again until the UPN changes in AD.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,new@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesUserPrincipalName
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,old@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,new@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,new@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesUserPrincipalName
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,new@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,new@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Change the UPN in AD and back, with a sync between, so that it is sent anew. Look for errors in Entra Connect.
    ///
    /// ## Limits
    ///
    /// Only Graph exports onPremisesUserPrincipalName. Where another attribute than userPrincipalName becomes the sign-in name,
    /// the two may differ, and nothing is told.
    {
        id: "ad-upn-changed-cloud-stale",
        title: "UPN arrived without effect",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &["SynchronizeUpnForManagedUsers", "UPN change does not sync", "onPremisesUserPrincipalName"],
        sources: &[pages::TROUBLESHOOT_OBJECTS, pages::UPN_CHANGES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::OnPremisesUserPrincipalName)],
        yields_to: &["quarantined-upn", "federated-domain-change", "ad-upn-nonroutable", "upn-unverified-suffix", "attr-invisible-char", "identity-data-validation-failed", "user-principal-name-too-long", "attribute-value-must-be-unique", "upn-differs-ad-cloud"],
        check: Check::EachPair(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let is_upn = context.join.settings.login_id_attribute.value == Attribute::UserPrincipalName;
    if !pair.is_synced() || !is_upn || is_on_wrong_account(context, pair) {
        return;
    }
    let (Some(own), Some(there)) =
        (pair.on_premises.text(Attribute::UserPrincipalName), pair.cloud.text(Attribute::UserPrincipalName))
    else {
        return;
    };
    let Some(sent) = pair.cloud.text(Attribute::OnPremisesUserPrincipalName) else { return };
    if case_key::equal(own, sent) && !case_key::equal(own, there) {
        sink.add(Severity::Medium, pair.confidence(), &pair.owners(), Attribute::UserPrincipalName, 0);
    }
}

/// Is it told that the anchor leads to another account than primary address and UPN? Then the UPN is not the fault.
fn is_on_wrong_account(context: &RuleContext<'_>, pair: &Pair<'_>) -> bool {
    let (index, object) = (context.join.index, pair.on_premises.object);
    let Some(login) = index.on_premises.login(object) else { return false };
    index.on_premises.primary(object) != Some(login)
        && index.cloud_by_login(login).any(|holder| is_anchor_at_fault(context, object, pair.decision, holder))
}

/// The cause is told by the rules to which this one yields.
fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, login) = (words::name(context, owners[0]), context.shown(finding, owners));
    let cloud = owners.get(1).and_then(|owner| context.join.cloud().text(owner.object, Attribute::UserPrincipalName));
    Explanation::new(
        format!(
            "{name} has the UPN {login} in AD, which the cloud knows, and signs in there as {}.",
            words::shown(cloud.unwrap_or_default())
        ),
        "The files show no cause.",
        "Change the UPN in AD and back, with a sync between, so that it is sent anew. Look for errors in Entra Connect.",
    )
}
