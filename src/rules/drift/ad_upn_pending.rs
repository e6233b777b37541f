//! Finds UPNs that changed in AD and were not sent yet. Whether they will be taken is the forecast's.

use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// A user’s UPN in AD is not the one that the cloud last heard of.
    ///
    /// ## What it does
    ///
    /// Looks at synced users, and compares AD's UPN with onPremisesUserPrincipalName, the one that was last sent, without
    /// regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// Until the next sync the person signs in with the old name. If the files are of one day and syncs run, the object's export
    /// fails.
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
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,old@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,old@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,New@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesUserPrincipalName
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,new@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True,new@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Look again after the next sync. If it is still so, look for the object's errors in Entra Connect.
    ///
    /// ## Limits
    ///
    /// Only Graph exports onPremisesUserPrincipalName. An account for which it is blank is not told.
    {
        id: "ad-upn-pending",
        title: "New UPN not sent yet",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["onPremisesUserPrincipalName", "UPN change pending"],
        sources: &[pages::GRAPH_USER],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::OnPremisesUserPrincipalName)],
        check: Check::EachPair(check),
        explain: explain,
    }
}

fn check(_: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let sent = pair.cloud.text(Attribute::OnPremisesUserPrincipalName);
    let own = pair.on_premises.text(Attribute::UserPrincipalName);
    if let (true, Some(own), Some(sent)) = (pair.is_synced(), own, sent)
        && !case_key::equal(own, sent)
    {
        sink.add(Severity::Info, pair.confidence(), &pair.owners(), Attribute::UserPrincipalName, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, login) = (words::name(context, owners[0]), context.shown(finding, owners));
    let sent =
        owners.get(1).and_then(|owner| context.join.cloud().text(owner.object, Attribute::OnPremisesUserPrincipalName));
    Explanation::new(
        format!(
            "{name} has the UPN {login} in AD. The cloud last heard of {}.",
            words::shown(sent.unwrap_or_default())
        ),
        "The change was not sent yet, or its export fails.",
        "Look again after the next sync. If it is still so, look for the object’s errors in Entra Connect.",
    )
}
