//! Finds users whose account name changed and whose address stays as it is, because it was never made of the account name.

use super::account::{self, Accounts, AddressSource};
use crate::rules::prelude::*;

rule! {
    /// An AD user was renamed, and the address stays by RM Unify's design.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use. Takes the account name from before the change: from an older AD export, else from RM
    /// Unify's list of users. If the address in the cloud is made neither of that name nor of the new one, the user has
    /// opted out: RM Unify leaves the address alone.
    ///
    /// ## Why it matters
    ///
    /// The person has a new account name and waits for a new address that does not come.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,smithj,Jo Smith,,
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,john.smith@contoso.com,Jo Smith,Member,john.smith@contoso.com,SMTP:john.smith@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// An address that is made of the former account name follows:
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,smithj,Jo Smith,,
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,smithj@contoso.com,Jo Smith,Member,smithj@contoso.com,SMTP:smithj@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// If the address is right, nothing. If it is to follow the account name, ask RM's support: only they can change it.
    ///
    /// ## Limits
    ///
    /// Without an older export and without RM Unify's list it cannot be told from a user who was never renamed.
    {
        id: "renamed-opted-out",
        title: "Address stays after the rename",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::None,
        search_terms: &["RM Unify email address not updated", "RM Unify username change"],
        sources: &[pages::RM_USERNAME],
        needs: &[
            Need::RmUnify, Need::OnPremises(Attribute::SamAccountName),
            Need::Cloud(Attribute::UserPrincipalName),
            Need::OlderExportForTheWhole,
        ],
        check: Check::Whole(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let Some(accounts) = Accounts::new(context) else { return };
    for user in accounts.iter().filter(|user| user.is_renamed() && user.source == AddressSource::AccountName) {
        let is_made_of = |name| user.is_made_of(context, name);
        // One that is made of the new name has followed already.
        if user.earlier.and_then(is_made_of) == Some(false) && is_made_of(user.name) == Some(false) {
            sink.add(Severity::Low, user.confidence, &user.owners(), Attribute::SamAccountName, 0);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, account_name) = (words::name(context, owners[0]), context.shown(finding, owners));
    let address = account::address_of(context, owners).map(|key| context.text(key)).unwrap_or_default();
    let earlier = account::earlier_in_ad(context, owners[0].object);
    let earlier = earlier.map(|earlier| format!(", {} before,", words::shown(earlier))).unwrap_or_default();
    Explanation::new(
        format!(
            "{name} has the new account name {account_name}{earlier} and keeps the address {}.",
            words::shown(address)
        ),
        "The address was not made of the account name, so RM Unify leaves it alone when the account name changes.",
        "If the address is to follow the account name, ask RM's support. Only they can change it.",
    )
}
