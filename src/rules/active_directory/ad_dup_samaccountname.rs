//! Finds account names that several AD users have, where that matters to the sync: within one domain AD itself sees to it
//! that they differ.

use super::shared_values::{Told, duplicates, tell};
use crate::join::claims::Role;
use crate::model::order;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// Two or more AD users have the same sAMAccountName, and something is made from it.
    ///
    /// ## What it does
    ///
    /// Compares sAMAccountName of the users that sync, over all domains in the files. It reports an equal name only where
    /// one of the users has no UPN, so that a sign-in name is made from it, or where RM Unify is in use, whose usernames
    /// must be unique.
    ///
    /// ## Why it matters
    ///
    /// Two users may end up with sign-in names that nobody tells apart. RM Unify gives a username and its address to one
    /// user only.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,"CN=Ann,DC=contoso,DC=com",ann,Ann Lee,ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,"CN=Ann,DC=fabrikam,DC=com",Ann,Ann Ray,
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users that all have a UPN:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,"CN=Ann,DC=contoso,DC=com",ann,Ann Lee,ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,"CN=Ann,DC=fabrikam,DC=com",Ann,Ann Ray,ann.ray@fabrikam.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the users without a UPN one. With RM Unify, give one of them another sAMAccountName.
    ///
    /// ## Limits
    ///
    /// Only the domains in the files are compared. Users whose UPN the export does not tell are taken to have one.
    {
        id: "ad-dup-samaccountname",
        title: "Account name with several owners",
        group: Group::Conflict,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["IdFix Duplicate sAMAccountName", "sAMAccountName must be unique"],
        sources: &[pages::IDFIX_ERRORS, pages::PREPARE, pages::RM_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::SamAccountName)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

const WITHOUT_UPN: u8 = 0;
const RM_UNIFY: u8 = 1;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let on_premises = context.join.on_premises();
    let settings = context.join.settings;
    let rm_unify = settings.rm_unify;
    let upn_is_sent = settings.login_id_attribute.value == Attribute::UserPrincipalName;
    duplicates(context, Role::SamAccountName, |key, owners| {
        owners.retain(|owner| on_premises.kind(owner.object) == ObjectKind::User);
        if owners.len() < 2 {
            return;
        }
        let has_none = |owner: &Owner| on_premises.cell(owner.object, Attribute::UserPrincipalName) == Cell::Empty;
        if rm_unify.value {
            let is_given = rm_unify.origin == Origin::Given;
            let confidence = if is_given { Confidence::Certain } else { Confidence::Likely };
            sink.add(Severity::High, confidence, owners, key, RM_UNIFY);
        } else if upn_is_sent && owners.iter().any(has_none) {
            put_without_upn_first(owners, has_none);
            sink.add(Severity::Low, Confidence::Certain, owners, key, WITHOUT_UPN);
        }
    });
}

fn put_without_upn_first(owners: &mut [Owner], has_none: impl Fn(&Owner) -> bool) {
    order::sort_by_key(owners, |owner| !has_none(owner));
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    if finding.case == WITHOUT_UPN {
        return name_those_without(context, owners).into_iter().collect();
    }
    let account = context.text(key);
    let is_synced = |owner: &Owner| remedy::is_synced(context, *owner);
    remedy::one_keeps(context, owners, ("the account name ", account), owners.iter().position(is_synced), |owner| {
        let login = context.join.on_premises().text(owner.object, Attribute::UserPrincipalName);
        let local = login.and_then(|login| login.split_once('@')).map(|(local, _)| local.to_owned());
        let numbered = remedy::numbered(context, account, Role::SamAccountName);
        let (name, change) = remedy::account_names(context, owner, local.into_iter().chain(numbered)).next()?;
        let effect = format!(
            "{} signs in to Windows as {} then, and RM Unify renames the account.",
            words::name(context, owner),
            words::shown(&name)
        );
        Some(remedy::Release { changes: vec![change], effect })
    })
}

/// Each user without a UPN gets its primary address as one.
fn name_those_without(context: &RuleContext<'_>, owners: &[Owner]) -> Option<Fix> {
    let on_premises = context.join.on_premises();
    let mut without = owners.to_vec();
    without.retain(|owner| on_premises.cell(owner.object, Attribute::UserPrincipalName) == Cell::Empty);
    let given = |&owner: &Owner| remedy::sign_in(context, owner, remedy::primary_text(context, owner)?);
    let changes: Vec<_> = without.iter().map(given).collect::<Option<_>>()?;
    let names = words::list(&words::names(context, &without));
    let title = format!("Give {names} the primary address as UPN");
    (!changes.is_empty()).then(|| Fix::review(title, format!("{names} signs in with it then."), changes))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let told = if finding.case == RM_UNIFY {
        Told {
            attribute: "sAMAccountName",
            why: "RM Unify makes the username and its address from it, and gives each to one user only.",
            what_to_do: "Give all but one of them another sAMAccountName in AD.",
            otherwise: "does not get the username and its address",
            first_keeps_it: true,
        }
    } else {
        Told {
            attribute: "sAMAccountName",
            why: "For a user without a UPN the sync sends sAMAccountName@domain. The two are then told apart by the domain \
                  alone.",
            what_to_do: "Give the users without a UPN one in AD.",
            otherwise: "syncs under a name that looks like the other's",
            first_keeps_it: false,
        }
    };
    tell(context, finding, owners, &told, |_| false)
}
