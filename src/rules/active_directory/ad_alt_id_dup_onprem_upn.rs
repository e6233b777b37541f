//! Finds AD UPNs that several users share in a tenant that signs in with another attribute.

use super::shared_values::equal_texts;
use crate::model::{case_key, user_principal_name};
use crate::rules::prelude::*;

rule! {
    /// The tenant signs in with another attribute, and two AD users share a UPN.
    ///
    /// ## What it does
    ///
    /// Runs where the setting `loginIdAttribute` names another attribute than userPrincipalName (alternate login ID). It
    /// compares the UPNs that AD users keep beside it, which the sync writes to onPremisesUserPrincipalName.
    ///
    /// ## Why it matters
    ///
    /// Nothing enforces that they differ, but Microsoft does not support it: sign-in with single sign-on, device
    /// registration and Exchange hybrid look a user up by this name.
    ///
    /// ## Example
    ///
    /// ```settings
    /// loginIdAttribute=mail
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,"CN=A,DC=contoso,DC=local",ann,Ann Lee,lee@contoso.local,ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,"CN=B,DC=fabrikam,DC=local",bob,Bob Lee,Lee@contoso.local,bob@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Different UPNs, and tenants that sign in with the UPN; there `ad-dup-upn` tells it:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName,mail
    /// user,11111111-1111-4111-8111-111111111111,"CN=A,DC=contoso,DC=local",ann,Ann Lee,lee@contoso.local,ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,"CN=B,DC=fabrikam,DC=local",bob,Bob Lee,Lee@contoso.local,bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Give one of the users another UPN in AD. The sign-in name does not change by that.
    ///
    /// ## Limits
    ///
    /// That an alternate login ID is in use is in no export; it must be given in the settings.
    {
        id: "ad-alt-id-dup-onprem-upn",
        title: "Shared UPN beside alternate login",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["alternate login ID", "onPremisesUserPrincipalName"],
        sources: &[pages::SYNCED_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    if context.join.settings.login_id_attribute.value == Attribute::UserPrincipalName {
        return;
    }
    let on_premises = context.join.on_premises();
    let users = on_premises
        .objects()
        .filter(|&object| on_premises.kind(object) == ObjectKind::User && context.is_in_scope(object));
    let groups =
        equal_texts(users, |object| on_premises.text(object, Attribute::UserPrincipalName).map(case_key::fold));
    for group in groups {
        let owners: Vec<Owner> = group.into_iter().map(Owner::on_premises).collect();
        sink.add(Severity::Medium, Confidence::Certain, &owners, Attribute::UserPrincipalName, 0);
    }
}

/// The others get the name that they sign in with as their UPN.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let value = context.value(finding, owners);
    let on_premises = context.join.on_premises();
    remedy::one_keeps(context, owners, ("the UPN ", value), None, |owner| {
        let login = context.join.settings.login_id_attribute.value;
        let name = on_premises.text(owner.object, login).filter(|name| !case_key::equal(name, value))?;
        let is_good = user_principal_name::is_accepted(name);
        let change = remedy::set(context, owner, Attribute::UserPrincipalName, Some(name)).filter(|_| is_good)?;
        let effect = format!(
            "{} has the UPN {} then, as which it signs in already.",
            words::name(context, owner),
            words::shown(name)
        );
        Some(remedy::Release { changes: vec![change], effect })
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let attribute = context.join.settings.login_id_attribute.value.name();
    Explanation::new(
        format!(
            "{} users have the UPN {} in AD: {}.",
            words::number_first(owners.len()),
            context.shown(finding, owners),
            words::list(&names)
        ),
        format!(
            "The tenant signs in with {attribute}, so nothing stops the sync. Microsoft does not support it: single sign-on, \
             devices and Exchange hybrid look users up by this name."
        ),
        "Give all but one of them another UPN in AD. The name that they sign in with stays.",
    )
}
