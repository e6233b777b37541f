//! Finds addresses that a renamed or new user wants and that RM Unify will not give, because somebody has or had them. What
//! was given out and taken back long ago is in no file.

use super::account::{self, Account, Accounts, AddressSource};
use crate::join::rm_unify::Ground;
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// RM Unify will not give a renamed or new user the address that goes with the account name.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use. Works out the address that it wants to give: for a user who was renamed and whose
    /// address follows, for one without an account in the cloud, and for one whose attribute in AD names another address
    /// than the account has. It finds those that another account has, that a deleted account had, or whose name another
    /// user of RM Unify has.
    ///
    /// ## Why it matters
    ///
    /// The address is not given, without an error. That protects the mailbox of whoever had it first.
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
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,jane@contoso.com,Jane Smith,Member,jane@contoso.com,SMTP:jane@contoso.com|smtp:jsmith@contoso.com,,
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
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,jane@contoso.com,Jane Smith,Member,jane@contoso.com,SMTP:jane@contoso.com,,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Choose another account name or address. If the address should change hands, ask RM's support.
    ///
    /// ## Limits
    ///
    /// An address that somebody had before the oldest of the files is not known. Without deleted users in the files theirs
    /// are not known either.
    {
        id: "rename-grant-blocked",
        title: "Address will not be given",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &["RM Unify email address not updated", "address already in use", "RM Unify username change"],
        sources: &[pages::RM_USERNAME],
        needs: &[Need::RmUnify, Need::OnPremises(Attribute::SamAccountName), Need::Cloud(Attribute::UserPrincipalName)],
        yields_to: &["address-reuse-blocked"],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// A cloud object has or had it.
const HELD: u8 = 1;
/// Another user of RM Unify has the name.
const OTHER_USER: u8 = 2;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let Some(accounts) = Accounts::new(context) else { return };
    for user in accounts.iter() {
        let Some((wanted, sure)) = wanted(context, &user) else { continue };
        let confidence = user.confidence.and(sure).and(Confidence::Likely);
        let mut owners = vec![user.owner];
        let (value, case) = match accounts.grant(&user, &wanted) {
            (Ground::AnotherAccount | Ground::DeletedAccount, holders) => {
                owners.extend(holders.into_iter().map(Owner::cloud));
                let key = context.join.index.keys.find(&case_key::fold(&wanted));
                (Value::from(key), HELD)
            }
            (Ground::AnotherUser, _) => (Value::Cell(attribute_of(context, &user)), OTHER_USER),
            _ => continue,
        };
        sink.add(Severity::Medium, confidence, &owners, value, case);
    }
}

fn attribute_of(context: &RuleContext<'_>, user: &Account<'_>) -> Attribute {
    let attribute = context.join.settings.rm_unify_email_attribute.value;
    attribute.filter(|_| user.source != AddressSource::AccountName).unwrap_or(Attribute::SamAccountName)
}

/// The address that RM Unify will try to give, if it is another than the account has.
fn wanted(context: &RuleContext<'_>, user: &Account<'_>) -> Option<(String, Confidence)> {
    match user.source {
        AddressSource::NotTold => None,
        AddressSource::Attribute(address) => {
            let has_it = user.address.is_some_and(|key| case_key::equal(context.text(key), address));
            (!has_it).then(|| (address.to_owned(), Confidence::Certain))
        }
        AddressSource::AccountName => {
            let follows = || {
                user.is_renamed() && user.earlier.and_then(|earlier| user.is_made_of(context, earlier)) == Some(true)
            };
            if user.is_new || follows() { account::wanted(context, user.owner.object, user.address) } else { None }
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHAT_TO_DO: &str =
        "Choose another account name or address. If the address should change hands, ask RM's support.";
    const WHY: &str = "RM Unify gives an address to nobody else once somebody had it, so that mail does not reach the wrong \
                       person. The user does not get it, and there is no error.";
    let (name, value) = (words::name(context, owners[0]), context.shown(finding, owners));
    if finding.case == OTHER_USER {
        let message = format!("Another user of RM Unify has the name that the address of {name} is made of ({value}).");
        return Explanation::new(message, WHY, WHAT_TO_DO);
    }
    let holder = owners.get(1).copied().unwrap_or(owners[0]);
    let is_deleted = holder.side == Side::Cloud && context.join.cloud().is_deleted(holder.object);
    let who = words::name(context, holder);
    let message = if is_deleted {
        format!("RM Unify will not give {name} the address {value}, which the deleted account of {who} had.")
    } else {
        format!("RM Unify will not give {name} the address {value}, which {who} has.")
    };
    Explanation::new(message, WHY, WHAT_TO_DO).likely_owner(Some((1, format!("{who} had it first."))))
}
