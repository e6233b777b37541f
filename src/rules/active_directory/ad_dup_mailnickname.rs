//! Finds Exchange aliases that several AD objects have. A blank alias is another rule's question.

use super::shared_values::{Told, duplicates, tell};
use crate::join::claims::Role;
use crate::model::case_key;
use crate::rules::prelude::*;

rule! {
    /// Two or more AD objects have the same Exchange alias (mailNickname).
    ///
    /// ## What it does
    ///
    /// Compares mailNickname of every user, group and contact that syncs, without regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// Entra ID makes the address `alias@name.onmicrosoft.com` from it, without any error: the second object gets four
    /// digits after the alias. Changing the alias later does not change that address.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,lee
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,Lee
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,lee
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,lee2
    /// user,33333333-3333-4333-8333-333333333333,cy,Cy Ito,cy@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Give each object an alias of its own in AD, before it syncs for the first time.
    ///
    /// ## Limits
    ///
    /// Which object arrives first is not in any export. Aliases that only cloud objects have are not compared.
    {
        id: "ad-dup-mailnickname",
        title: "Alias with several owners",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &[
            "mailNickname duplicate",
            "onmicrosoft.com address with four digits",
            "MOERA",
            "IdFix Duplicate",
        ],
        sources: &[pages::PROXY_ADDRESSES, pages::PREPARE],
        needs: &[Need::OnPremises(Attribute::MailNickname)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    duplicates(context, Role::MailNickname, |key, owners| {
        sink.add(Severity::Medium, Confidence::Certain, owners, key, 0);
    });
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let alias = context.text(key);
    let is_synced = |owner: &Owner| remedy::is_synced(context, *owner);
    remedy::one_keeps(context, owners, ("the alias ", alias), owners.iter().position(is_synced), |owner| {
        let wanted = remedy::numbered(context, alias, Role::MailNickname);
        let (name, change) =
            remedy::new_alias(context, owner, None).or_else(|| remedy::new_alias(context, owner, wanted.as_deref()))?;
        let effect = format!("{} gets the alias {}.", words::name(context, owner), words::shown(&name));
        Some(remedy::Release { changes: vec![change], effect })
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let initial = context.join.settings.initial_domain.value.as_deref().unwrap_or("name.onmicrosoft.com");
    let alias = context.value(finding, owners);
    let moera = case_key::fold(&format!("{alias}@{initial}")).into_owned();
    let moera_key = context.join.index.keys.find(&moera);
    let told = Told {
        attribute: "mailNickname",
        why: &format!(
            "Entra ID makes the address {} from it without asking. The second object gets four digits after the alias, and \
             nobody is told.",
            words::shown(&moera)
        ),
        what_to_do: "Give each object an alias of its own in AD, before it syncs for the first time. Later the address stays as \
                     it is.",
        otherwise: "gets four digits after the alias in its onmicrosoft.com address",
        first_keeps_it: true,
    };
    tell(context, finding, owners, &told, |cloud| {
        let addresses = context.join.index.cloud.addresses(cloud);
        moera_key.is_some() && addresses.iter().any(|address| Some(address.key) == moera_key)
    })
}
