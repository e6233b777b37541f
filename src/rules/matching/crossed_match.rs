//! Finds AD users whose address and UPN lead to two different accounts. Which one is right is not in the files.

use super::shared;
use crate::join::MatchKey;
use crate::rules::prelude::*;

rule! {
    /// An AD user's primary address leads to one account and its UPN to another.
    ///
    /// ## What it does
    ///
    /// Looks up the primary SMTP address and the UPN of every user that syncs, separately. If both lead to a live cloud
    /// user and the two are not the same, it names all of them, with the account that has the user's anchor if there is
    /// a third.
    ///
    /// ## Why it matters
    ///
    /// The address is tried before the UPN, so the user takes the account that has the address. Its UPN then collides
    /// with the other account. If the wrong one of the two has the address, somebody else's mailbox is taken over.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:a.lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,adam@contoso.com,Adam Lee,Member,SMTP:a.lee@contoso.com
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// The other account has the address only as a second one, which does not match:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:a.lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,adam@contoso.com,Adam Lee,Member,SMTP:adam@contoso.com|smtp:a.lee@contoso.com
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide which account is right. Make the address and the UPN in AD lead to it, and free the value on the other
    /// one, before the sync runs.
    ///
    /// ## Limits
    ///
    /// The files do not tell who is who: compare names, licences and dates on both accounts.
    {
        id: "crossed-match",
        title: "Address and UPN lead apart",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["AttributeValueMustBeUnique", "InvalidSoftMatch", "soft match wrong user"],
        sources: &[pages::SMTP_MATCHING, pages::UPN_MATCHING],
        needs: &[
            Need::OnPremises(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::UserPrincipalName),
            Need::Cloud(Attribute::ProxyAddresses),
        ],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    for (object, decision) in context.joins.iter() {
        let Some((by_primary, by_login)) = shared::crossed(context, object, decision) else { continue };
        let mut owners = vec![Owner::on_premises(object), Owner::cloud(by_primary), Owner::cloud(by_login)];
        let by_anchor = decision.cloud.filter(|_| decision.by == Some(MatchKey::SourceAnchor));
        owners.extend(by_anchor.map(Owner::cloud).filter(|third| !owners[1..].contains(third)));
        let identities = &context.join.index.on_premises;
        let confidence = identities.primary_source(object).confidence();
        sink.add(Severity::High, confidence, &owners, identities.primary(object), 0);
    }
}

/// AD is made to lead to one of the two accounts by both values.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let [own, by_primary, by_login] = *owners else { return Vec::new() };
    let names = words::names(context, owners);
    let note = |account: &str| format!("{} The next sync joins them.", remedy::make_sure(&names[0], account));
    let index = context.join.index;
    // A source anchor that leads to one of the two leaves no choice.
    let decision = context.joins.decision(own.object);
    let by_anchor = decision.cloud.filter(|_| decision.by == Some(MatchKey::SourceAnchor));
    // Nor does the anchor of another AD object on one of them.
    let is_open = |account: Owner| {
        by_anchor.is_none_or(|by_anchor| by_anchor == account.object)
            && !shared::has_another_anchor(context, own.object, account.object)
    };
    let to_first = || {
        let login = remedy::spelt(context, by_primary, index.cloud.login(by_primary.object)?);
        let change = remedy::lead_by_login(context, own, by_primary, login)?;
        let title = format!("Lead {} to the account of {}, by the UPN {}", names[0], names[1], words::shown(login));
        Some(Fix::review(title, note(&names[1]), vec![change]))
    };
    let to_second = || {
        let address = remedy::spelt(context, by_login, index.cloud.primary(by_login.object)?);
        let given_up = index.on_premises.primary(own.object)?;
        let mut changes = remedy::lead_by_primary(context, own, by_login, address)?;
        changes.retain(|change| {
            change.operation.brings().is_none_or(|entry| !remedy::is_entry_of(entry, context.text(given_up)))
        });
        let title =
            format!("Lead {} to the account of {}, by the address {}", names[0], names[2], words::shown(address));
        Some(Fix::review(title, note(&names[2]), changes))
    };
    let first = Some(by_primary).filter(|account| is_open(*account)).and_then(|_| to_first());
    let second = Some(by_login).filter(|account| is_open(*account)).and_then(|_| to_second());
    let mut fixes: Vec<Fix> = first.into_iter().chain(second).collect();
    // The likeliest comes first: what leads to an account by another name would hand it to another person.
    if !words::is_named_alike(context, own, by_primary) && words::is_named_alike(context, own, by_login) {
        fixes.reverse();
    }
    fixes
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let address = context.shown(finding, owners);
    let login = context.join.index.on_premises.login(owners[0].object);
    let login = login.map(|key| words::shown(context.text(key))).unwrap_or_default();
    let own = &names[0];
    let third =
        names.get(3).map(|name| format!(" Its source anchor leads to a third account, {name}.")).unwrap_or_default();
    let decision = context.joins.decision(owners[0].object);
    let if_you_sync = match decision.cloud.filter(|_| decision.outcome.is_pending_join()) {
        Some(cloud) => {
            let taken = words::name(context, Owner::cloud(cloud));
            vec![format!("{own} takes over the account of {taken}; the other value collides with the other account.")]
        }
        None => Vec::new(),
    };
    let by_anchor = decision.cloud.filter(|_| decision.by == Some(MatchKey::SourceAnchor));
    let (why, what_to_do) = match by_anchor {
        Some(cloud) => {
            let anchored = words::name(context, Owner::cloud(cloud));
            (
                format!(
                    "The source anchor is tried before address and UPN, and leads to the account of {anchored}. What leads \
                     elsewhere collides with the account that has it."
                ),
                format!(
                    "Decide which account is right. If it is that of {anchored}, change in AD what leads elsewhere, or free it \
                     on the other account. If not, correct the source anchor, before the sync runs."
                ),
            )
        }
        None => (
            "The address is tried before the UPN. If the wrong one of the two has the address, somebody else's account is taken \
             over, and the UPN collides with the other one."
                .to_owned(),
            "Decide which account is right. Make address and UPN in AD lead to it, and free the value on the other one, before \
             the sync runs."
                .to_owned(),
        ),
    };
    Explanation {
        message: format!(
            "The primary address of {own}, {address}, leads to the account of {}; the UPN {login} leads to the account of \
             {}.{third}",
            names[1], names[2]
        ),
        why,
        what_to_do,
        if_you_sync,
        likely_owner: None,
    }
}
