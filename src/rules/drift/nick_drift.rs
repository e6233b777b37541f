//! Finds objects whose alias is not the name of the primary address. That is allowed, and a habit in many places.

use crate::model::case_key;
use crate::rules::aliases::shared;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// A user’s alias is not what stands before the @ of the primary address.
    ///
    /// ## What it does
    ///
    /// Compares mailNickname with the primary address, in AD for every user that syncs and has both. Where AD does not have an
    /// alias, it compares those of the joined account in the cloud.
    ///
    /// ## Why it matters
    ///
    /// Addresses that Exchange makes from the alias get another name than the primary address. The onmicrosoft.com address
    /// follows neither by itself.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,SMTP:ann.lee@contoso.com,alee
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,mailNickname
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,SMTP:ann.lee@contoso.com,Ann.Lee
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, as a rule. Change mailNickname in AD where addresses are to be made from the name of today.
    ///
    /// ## Limits
    ///
    /// The alias of cloud accounts is not in every export.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "nick-drift",
        title: "Alias and address differ",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["mailNickname", "Exchange alias"],
        sources: &[pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::MailNickname), Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["mail-nickname-illegal-character", "mail-nickname-malformed", "mail-nickname-too-long"],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            if finding.case == CONVENTION {
                return Vec::new();
            }
            let primary = remedy::primary_text(context, owners[0]).map(shared::local);
            let Some((alias, change)) = primary.and_then(|name| remedy::new_alias(context, owners[0], Some(name))) else {
                return Vec::new();
            };
            let (name, alias) = (words::name(context, owners[0]), words::shown(&alias));
            let note = "The account that the sync makes gets an onmicrosoft.com address of that name.";
            vec![Fix::review(format!("Give {name} the alias {alias}"), note, vec![change])]
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let mut deviations = Deviations::default();
    for user in convention::in_scope(context).filter(|user| user.kind == ObjectKind::User) {
        let decision = context.joins.decision(user.object);
        let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
        let own = user.text(Attribute::MailNickname).zip(index.on_premises.primary(user.object));
        let there = || {
            let cloud = cloud?;
            let alias = context.join.cloud().text(cloud, Attribute::MailNickname)?;
            let sure = index.cloud.primary_source(cloud).confidence().and(decision.confidence);
            Some((alias, index.cloud.primary(cloud)?, Owner::cloud(cloud), sure))
        };
        let sure = index.on_premises.primary_source(user.object).confidence();
        let found = own.map(|(alias, primary)| (alias, primary, user.owner, sure)).or_else(there);
        let Some((alias, primary, owner, sure)) = found else { continue };
        deviations.compare();
        if !case_key::equal(alias, shared::local(context.text(primary))) {
            deviations.add(Severity::Low, sure, (owner, None), Attribute::MailNickname, 0);
        }
    }
    deviations.tell(sink);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str = "Addresses that Exchange makes from the alias get another name than the primary address.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        return Explanation::new(
            format!("The aliases of most users are not the names of their primary addresses, for example {examples}."),
            WHY,
            "Nothing. This is how the directory is kept.",
        );
    }
    let (name, alias) = (words::name(context, owners[0]), context.shown(finding, owners));
    let index = context.join.index;
    let identities = if owners[0].side == Side::Cloud { &index.cloud } else { &index.on_premises };
    let primary = words::shown(identities.primary(owners[0].object).map(|key| context.text(key)).unwrap_or_default());
    Explanation::new(
        format!("{name} has the alias {alias} and the primary address {primary}."),
        WHY,
        format!("Nothing, as a rule. To make them alike, set mailNickname in AD to {}.", shared::local(&primary)),
    )
}
