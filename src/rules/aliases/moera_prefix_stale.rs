//! Finds onmicrosoft.com addresses that show a former alias. Where most accounts do, it is told once.

use super::shared;
use crate::model::case_key;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// An account’s onmicrosoft.com address does not begin with its alias.
    ///
    /// ## What it does
    ///
    /// Compares the addresses of joined accounts in the tenant's initial domain with the alias (mailNickname) of the
    /// account. If none of them begins with it, and none is the alias with four digits, the address shows an older alias.
    ///
    /// ## Why it matters
    ///
    /// The address does not follow the alias. It is worked out anew only when a changed UPN arrives whose domain is not
    /// verified, and then it changes without notice.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,ann.lee
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mailNickname,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,ann.lee,SMTP:ann.lee@contoso.com|smtp:ann.ray@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,ann.lee
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,mailNickname,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,ann.lee,SMTP:ann.lee@contoso.com|smtp:Ann.Lee@contoso.onmicrosoft.com|smtp:ann.ray@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// initialDomain=contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, as a rule. It tells that the person once had another name.
    ///
    /// ## Limits
    ///
    /// The alias of the cloud account is not in every export. Where more than half of the accounts, and twenty at least, are
    /// like this, it is a habit of the directory and told once, with examples.
    {
        id: "moera-prefix-stale",
        title: "onmicrosoft.com address with former alias",
        group: Group::MissingAlias,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["MOERA", "onmicrosoft.com address after rename", "mailNickname"],
        sources: &[pages::PROXY_ADDRESSES, pages::UPN_CHANGES],
        needs: &[
            Need::Cloud(Attribute::ProxyAddresses),
            Need::Cloud(Attribute::MailNickname),
            Need::InitialDomain,
        ],
        check: Check::Whole(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let Some((_, sure)) = shared::initial_domain(context) else { return };
    let mut deviations = Deviations::default();
    for pair in convention::pairs(context) {
        let Some(alias) = pair.cloud.text(Attribute::MailNickname) else { continue };
        let mut addresses = shared::in_initial_domain(context, pair.cloud.object);
        let Some(first) = addresses.next() else { continue };
        deviations.compare();
        let fits = |key: Key| {
            let name = shared::local(context.text(key));
            case_key::equal(name, alias) || shared::is_numbered(name, alias)
        };
        if !fits(first) && !addresses.any(fits) {
            let owners = (pair.cloud.owner, Some(pair.on_premises.owner));
            deviations.add(Severity::Info, pair.confidence().and(sure), owners, first, 0);
        }
    }
    deviations.tell(sink);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str = "The address does not follow the alias. It is worked out anew only when a changed UPN arrives whose domain \
                       is not verified.";
    const WHAT_TO_DO: &str = "Nothing needs to be done.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        let message = format!(
            "The onmicrosoft.com addresses of most accounts do not begin with the alias, for example {examples}."
        );
        return Explanation::new(message, WHY, WHAT_TO_DO);
    }
    let (name, address) = (words::name(context, owners[0]), context.shown(finding, owners));
    let alias = context.join.cloud().text(owners[0].object, Attribute::MailNickname).unwrap_or_default();
    Explanation::new(
        format!("{name} has the address {address}, but the alias {}.", words::shown(alias.trim())),
        WHY,
        WHAT_TO_DO,
    )
}
