//! Finds users whose address is not made of the account name, so that it will not follow a rename. Two rules: with the
//! account name of before it is certain that nobody was renamed, without it that is open.

use super::account::{self, Account, Accounts, AddressSource};
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    STATIC
    /// An AD user’s address in RM Unify is not made of the account name.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use. Looks at users whose account name is the same as before, by an older AD export or by
    /// RM Unify's list of users, and whose address in the cloud is not made of it.
    ///
    /// ## Why it matters
    ///
    /// RM Unify changes an address with the account name only where it is made of it. This one stays at a later rename.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
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
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,jsmith@contoso.com,Jo Smith,Member,jsmith@contoso.com,SMTP:jsmith@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, unless the address should follow the account name. Then ask RM's support.
    ///
    /// ## Limits
    ///
    /// Whether the choice was made on purpose is in no file.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "opted-out-static",
        title: "Address does not follow renames",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["RM Unify email address not updated", "RM Unify opt out"],
        sources: &[pages::RM_USERNAME],
        needs: &[Need::RmUnify, Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::Whole(is_static),
        explain: explain,
    }
}

rule! {
    OPEN
    /// An AD user’s address in RM Unify is not made of the account name, or no longer.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use, for users whose account name of before no file tells. Finds those whose address in the
    /// cloud is not made of the account name.
    ///
    /// ## Why it matters
    ///
    /// RM Unify changes an address with the account name only where it is made of it. This one stays at a later rename.
    ///
    /// ## Example
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
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,jsmith@contoso.com,Jo Smith,Member,jsmith@contoso.com,SMTP:jsmith@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, unless the address should follow the account name. Then ask RM's support.
    ///
    /// ## Limits
    ///
    /// Whether the user was renamed, and the address will follow, or never had an address by the account name, needs an older
    /// AD export or RM Unify's list of users.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "opted-out-or-renamed",
        title: "Opted out or renamed",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["RM Unify email address not updated", "RM Unify opt out"],
        sources: &[pages::RM_USERNAME],
        needs: &[Need::RmUnify, Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::Whole(is_open),
        explain: explain,
    }
}

fn is_static(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    tell(context, sink, |user| user.earlier.is_some() && !user.is_renamed(), Confidence::Certain);
}

fn is_open(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    tell(context, sink, |user| user.earlier.is_none(), Confidence::Possible);
}

fn tell(context: &RuleContext<'_>, sink: &mut Sink<'_>, is_meant: fn(&Account<'_>) -> bool, sure: Confidence) {
    let Some(accounts) = Accounts::new(context) else { return };
    let mut deviations = Deviations::default();
    for user in accounts.iter().filter(|user| is_meant(user) && user.source == AddressSource::AccountName) {
        let Some(is_made_of) = user.is_made_of(context, user.name) else { continue };
        deviations.compare();
        if !is_made_of {
            let owners = (user.owner, user.cloud.map(Owner::cloud));
            deviations.add(Severity::Info, user.confidence.and(sure), owners, Attribute::SamAccountName, 0);
        }
    }
    deviations.tell(sink);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str = "RM Unify changes an address with the account name only where it is made of it.";
    const WHAT_TO_DO: &str = "Nothing, unless the address should follow the account name. Then ask RM's support.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        let message = format!("The addresses of most users are not made of the account name, for example {examples}.");
        return Explanation::new(message, WHY, WHAT_TO_DO);
    }
    let (name, account_name) = (words::name(context, owners[0]), context.shown(finding, owners));
    let address = account::address_of(context, owners).map(|key| context.text(key)).unwrap_or_default();
    Explanation::new(
        format!("{name} has the account name {account_name} and the address {}.", words::shown(address)),
        WHY,
        WHAT_TO_DO,
    )
}
