//! Finds users whose account name changed and whose address RM Unify will change as well. An address that it will not give
//! is another rule's.

use super::account::{self, Accounts, AddressSource};
use crate::join::rm_unify::Ground;
use crate::rules::prelude::*;

rule! {
    /// An AD user was renamed, and RM Unify will give a new address.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use. Takes the account name (sAMAccountName) from before the change: from an older AD
    /// export, else from RM Unify's list of users. If the address in the cloud is still made of that name, and no
    /// attribute in AD tells another, RM Unify moves it to the new name.
    ///
    /// ## Why it matters
    ///
    /// The person gets a new address. Mail to the old one may bounce, and people must be told.
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
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,smithj@contoso.com,Jo Smith,Member,smithj@contoso.com,SMTP:smithj@contoso.com,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A user whose address is made of the new name already:
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
    /// Tell the person. After the change, look whether the old address is still there.
    ///
    /// ## Limits
    ///
    /// Whether somebody had the new address long ago is in no file, so the finding is never certain. Without an older export
    /// and without RM Unify's list nothing is found.
    {
        id: "renamed-should-follow",
        title: "Address will follow the rename",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["RM Unify username change", "email address after username change"],
        sources: &[pages::RM_USERNAME, pages::RM_PROVISIONING],
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
        let follows = user.earlier.and_then(|earlier| user.is_made_of(context, earlier)) == Some(true);
        let Some((wanted, sure)) = account::wanted(context, user.owner.object, user.address) else { continue };
        let is_refused = || {
            let (ground, _) = accounts.grant(&user, &wanted);
            matches!(
                ground,
                Ground::AnotherAccount | Ground::DeletedAccount | Ground::AnotherUser | Ground::OtherDomain
            )
        };
        if follows && !is_refused() {
            let confidence = user.confidence.and(sure).and(Confidence::Likely);
            sink.add(Severity::Info, confidence, &user.owners(), Attribute::SamAccountName, 0);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, account_name) = (words::name(context, owners[0]), context.shown(finding, owners));
    let key = account::address_of(context, owners);
    let address = words::shown(key.map(|key| context.text(key)).unwrap_or_default());
    let wanted =
        account::wanted(context, owners[0].object, key).map(|(wanted, _)| words::shown(&wanted)).unwrap_or_default();
    Explanation::new(
        format!(
            "{name} has the new account name {account_name}, and RM Unify moves the address from {address} to {wanted}."
        ),
        "The address is made of the former account name, so it follows the new one. Nothing in the files speaks against it.",
        format!("Tell {name} the new address. Afterwards look whether {address} still reaches the person."),
    )
}
