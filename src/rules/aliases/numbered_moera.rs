//! Finds onmicrosoft.com addresses that Entra ID made with four digits because the alias was taken.

use super::shared;
use crate::rules::prelude::*;

rule! {
    /// An account’s onmicrosoft.com address is its alias with four digits.
    ///
    /// ## What it does
    ///
    /// Looks at the addresses of joined accounts in the tenant's initial domain. One that is the account's alias followed
    /// by four digits was made that way because another object had the same alias first.
    ///
    /// ## Why it matters
    ///
    /// There is no error. Where it is the primary address, people see it. Changing the alias later does not change it.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,user6b,Ulla Ray,user6b@contoso.com,user6
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mailNickname,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,user6b@contoso.com,Ulla Ray,Member,user6,SMTP:user6b@contoso.com|smtp:user65236@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// An alias that itself ends in digits:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,ulla2019,Ulla Ray,ulla2019@contoso.com,ulla2019
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mailNickname,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ulla2019@contoso.com,Ulla Ray,Member,ulla2019,SMTP:ulla2019@contoso.com|smtp:ulla2019@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Usually nothing. Give new users an alias of their own before they sync for the first time.
    ///
    /// ## Limits
    ///
    /// Where the alias changed later, the address does not show that it was numbered. Without an alias in the files nothing
    /// is found.
    {
        id: "numbered-moera",
        title: "Numbered onmicrosoft.com address",
        group: Group::MissingAlias,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["Number added to user names and email addresses", "MOERA", "duplicate mailNickname"],
        sources: &[pages::PROXY_ADDRESSES, pages::NUMBER_ADDED],
        needs: &[
            Need::Cloud(Attribute::ProxyAddresses),
            Need::CloudForTheWhole(Attribute::MailNickname),
            Need::InitialDomain,
        ],
        check: Check::EachPair(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let alias = || pair.cloud.text(Attribute::MailNickname).or_else(|| pair.on_premises.text(Attribute::MailNickname));
    let numbered =
        |key: &Key| alias().is_some_and(|alias| shared::is_numbered(shared::local(context.text(*key)), alias));
    let Some(key) = shared::in_initial_domain(context, pair.cloud.object).find(numbered) else { return };
    let Some((_, sure)) = shared::initial_domain(context) else { return };
    let is_primary = context.join.index.cloud.primary(pair.cloud.object) == Some(key);
    let severity = if is_primary { Severity::Medium } else { Severity::Info };
    let mut owners = vec![pair.cloud.owner, pair.on_premises.owner];
    owners.extend(holder(context, key, pair.cloud.object));
    sink.add(severity, pair.confidence().and(sure), &owners, key, u8::from(is_primary));
}

/// The object that has the address without the digits.
fn holder(context: &RuleContext<'_>, numbered: Key, own: ObjectId) -> Option<Owner> {
    let (name, initial) = context.text(numbered).rsplit_once('@')?;
    let plain = format!("{}@{initial}", name.get(..name.len().checked_sub(4)?)?);
    shared::other_cloud_holder(context, context.join.index.keys.find(&plain)?, Some(own))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let holder = owners.get(2).map(|&owner| words::name(context, owner));
    let is_primary = finding.case == 1;
    Explanation::new(
        format!(
            "{name} got the {}address {address}, the alias with four digits.",
            if is_primary { "primary " } else { "" }
        ),
        match holder {
            Some(holder) => format!("When the address was made, another object had the alias. {holder} has it today."),
            None => "When the address was made, another object had the alias. It is in no file today.".to_owned(),
        },
        if is_primary {
            "Give the user a primary address in a domain of your own in AD. Changing the alias does not change this one."
        } else {
            "Nothing needs to be done. Changing the alias now does not change the address."
        },
    )
}
