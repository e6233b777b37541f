//! Finds sign-in names that several AD users would get. It cannot know in which order the sync takes them.

use super::shared_values::{cloud_holder, contested_account, leads_to_contested};
use crate::rules::prelude::*;

rule! {
    /// Two or more AD users have the same user principal name.
    ///
    /// ## What it does
    ///
    /// Compares the UPN of every user that syncs without regard to letter case, over all domains and forests in the
    /// files. For a user without a UPN it compares `sAMAccountName@domain`, which the sync sends in its place.
    ///
    /// ## Why it matters
    ///
    /// The UPN is the sign-in name and must be unique in the tenant. The first user gets it; the other is created with
    /// four digits after the name in the onmicrosoft.com domain, or is not created at all.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,a.lee@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,alee,Adam Lee,A.Lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,a.lee@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,alee,Adam Lee,a.lee@fabrikam.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the name, usually the user that has it in the cloud today, and give the other one a new UPN in
    /// AD.
    ///
    /// ## Limits
    ///
    /// Which user arrives first is not in any export.
    {
        id: "ad-dup-upn",
        title: "UPN with several owners",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "QuarantinedAttributeValueMustBeUnique",
            "following attributes associated with this object have values that may already be associated with another \
             object in your local directory services: [UserPrincipalName",
            "[DIRSYNC ERROR]: This User has been synced to your Microsoft Entra ID, but we had to modify the \
             UserPrincipalName property from",
            "Unable to update this object in Microsoft Online Services because the user principal name that is associated \
             with this object in the local Active Directory is already associated with another object",
        ],
        sources: &[pages::SYNC_ERRORS, pages::DUPLICATE_ATTRIBUTES, pages::UPN_MATCHING],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    for (key, objects) in context.join.index.logins_shared_on_premises() {
        let owners: Vec<ObjectId> = objects.filter(|&object| context.is_in_scope(object)).collect();
        if owners.len() > 1 {
            let owners: Vec<Owner> = owners.into_iter().map(Owner::on_premises).collect();
            sink.add(Severity::Blocker, Confidence::Certain, &owners, Some(key), 0);
        }
    }
}

/// The others get another name, which somebody has to look at.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    remedy::one_keeps_it(context, owners, key, holder(context, finding, owners))
}

/// Has the account the name that the finding is about?
fn has_it<'a>(context: &'a RuleContext<'_>, finding: &'a Finding) -> impl Fn(ObjectId) -> bool + 'a {
    |cloud| context.join.index.cloud.login(cloud) == finding.value.key()
}

/// The owner whose account has the name in the cloud today.
fn holder(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Option<usize> {
    cloud_holder(context, owners, has_it(context, finding))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name_in_dispute = context.shown(finding, owners);
    let names = words::names(context, owners);
    let holder = holder(context, finding, owners);
    let sentence = |(place, name): (usize, &String)| {
        if holder == Some(place) {
            return Some(format!("{name} keeps it. Nothing changes there."));
        }
        let contested = contested_account(context, owners[place], has_it(context, finding));
        contested
            .map(|account| leads_to_contested(context, name, account))
            .or_else(|| holder.map(|_| format!("{name} gets a made-up sign-in name in the onmicrosoft.com domain.")))
    };
    let if_you_sync = names.iter().enumerate().filter_map(sentence).collect();
    Explanation {
        message: format!(
            "{} users have the UPN {name_in_dispute}: {}.",
            words::number_first(owners.len()),
            words::list(&names)
        ),
        why: "The UPN is the sign-in name and must be unique in the tenant. The first user gets it; the other gets a made-up \
              one in the onmicrosoft.com domain, or is not created."
            .to_owned(),
        what_to_do: "Decide who keeps the UPN, and give the others a new one in AD.".to_owned(),
        if_you_sync,
        likely_owner: holder.map(|holder| (holder, format!("{} has this UPN in the cloud today.", names[holder]))),
    }
}
