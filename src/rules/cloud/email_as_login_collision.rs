//! Finds cloud-only users whose UPN is an address of a synced user. Whether people may sign in with their address is in no
//! export.

use super::evidence;
use crate::rules::prelude::*;

rule! {
    /// A cloud-only user's UPN is an e-mail address of a synced user.
    ///
    /// ## What it does
    ///
    /// Looks for users that are not synced and whose UPN stands in proxyAddresses of a user that is.
    ///
    /// ## Why it matters
    ///
    /// Where the tenant lets people sign in with their e-mail address, the name leads to the synced user, and the
    /// cloud-only user cannot sign in.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,x@contoso.com,Xan Lee,Member,,,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:x@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// Two accounts that are both cloud-only:
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,x@contoso.com,Xan Lee,Member,,,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:bob@contoso.com|smtp:x@contoso.com,,
    /// cccccccc-cccc-4ccc-8ccc-cccccccccccc,cy@contoso.com,Cy Orr,Member,SMTP:cy@contoso.com,nofCJe0gZk6D8J4gRgrt+A==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the cloud-only user another UPN, or remove the address from the synced user in AD.
    ///
    /// ## Limits
    ///
    /// Whether e-mail is an alternate login ID is a policy of the tenant (home realm discovery) that no export holds, so the
    /// finding is only possible.
    {
        id: "email-as-login-collision",
        title: "UPN is a synced user's address",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["email as alternate login ID", "HomeRealmDiscoveryPolicy AlternateIdLogin"],
        sources: &[pages::EMAIL_SIGN_IN],
        needs: &[
            Need::Cloud(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::ProxyAddresses),
            Need::Cloud(Attribute::SyncEnabled),
        ],
        yields_to: &["licence-nonunique-proxy"],
        check: Check::EachCloud(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key();
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, Some(1)))
        },
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let Some(login) = context.join.index.cloud.login(user.object).filter(|_| user.is_live_user()) else { return };
    let cloud = context.join.cloud();
    let is_synced_user = |holder: &ObjectId| {
        cloud.kind(*holder) == ObjectKind::User && cloud.boolean(*holder, Attribute::SyncEnabled) == Ok(Some(true))
    };
    let mut holders = evidence::cloud_holders(context, login, Some(user.object));
    holders.retain(is_synced_user);
    if holders.is_empty() || evidence::is_synced(user) != Some(false) {
        return;
    }
    let owners: Vec<Owner> = std::iter::once(user.owner).chain(holders.into_iter().map(Owner::cloud)).collect();
    sink.add(Severity::High, Confidence::Possible, &owners, login, 0);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let login = context.shown(finding, owners);
    let names = words::names(context, owners);
    let others = words::list(&names[1..]);
    Explanation::new(
        format!("{} signs in as {login}, which is an address of {others}.", names[0]),
        format!(
            "If the tenant lets people sign in with their e-mail address, the name leads to {others}, and {} cannot sign in.",
            names[0]
        ),
        format!("Give {} another UPN in the cloud, or remove {login} from {others} in AD.", names[0]),
    )
}
