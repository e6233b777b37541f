//! Finds AD users with an address and without an Exchange alias.

use crate::rules::prelude::*;
use crate::settings::RuleSet;

rule! {
    /// An AD user has an address, but no Exchange alias (mailNickname).
    ///
    /// ## What it does
    ///
    /// Looks for users that sync and have a value in mail or an SMTP address in proxyAddresses, while mailNickname is blank.
    ///
    /// ## Why it matters
    ///
    /// Addresses sync all the same. The other Exchange attributes of a user without an alias do not: whether it is hidden from
    /// address lists, targetAddress, and what kind of mailbox it is.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,mailNickname
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,ann@contoso.com,
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users without an address, and groups:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,mailNickname
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,ann@contoso.com,ann
    /// user,22222222-2222-4222-8222-222222222222,svc,Service,svc@contoso.com,,
    /// group,33333333-3333-4333-8333-333333333333,staff,Staff,,staff@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// If Exchange attributes of the user matter, set mailNickname in AD, or with Enable-RemoteMailbox in Exchange.
    ///
    /// ## Limits
    ///
    /// A directory that never had Exchange has no alias anywhere; nothing needs doing there. An export without the column does
    /// not tell, and nothing is reported.
    {
        id: "ad-mailnickname-blank",
        title: "No Exchange alias",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["mailNickname blank", "msExchHideFromAddressLists not syncing", "targetAddress not syncing"],
        sources: &[pages::DEFAULT_CONFIGURATION, pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::MailNickname)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, _, owners| {
            let Some((alias, change)) = remedy::new_alias(context, owners[0], None) else { return Vec::new() };
            let name = words::name(context, owners[0]);
            let note = format!(
                "The sync takes all Exchange attributes of {name} along then, such as targetAddress and that it is hidden."
            );
            vec![Fix::review(format!("Give {name} the alias {}", words::shown(&alias)), note, vec![change])]
        },
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let has_address =
        || user.text(Attribute::Mail).is_some() || !context.join.index.on_premises.addresses(user.object).is_empty();
    let is_looked_at = match user.kind {
        ObjectKind::User => true,
        // Of IdFix's rules, not of the documented ones.
        ObjectKind::Contact => context.join.settings.rule_set.value == RuleSet::IdFix,
        _ => false,
    };
    if is_looked_at && user.cell(Attribute::MailNickname) == Cell::Empty && has_address() {
        sink.add(Severity::Low, Confidence::Certain, &[user.owner], Value::None, 0);
    }
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let on_premises = context.join.on_premises();
    let object = owners[0].object;
    let mut held_back: Vec<String> = Vec::new();
    if on_premises.boolean(object, Attribute::MsExchHideFromAddressLists) == Ok(Some(true)) {
        held_back.push("that it is hidden from address lists (msExchHideFromAddressLists)".to_owned());
    }
    for (attribute, text) in [
        (Attribute::TargetAddress, "targetAddress"),
        (Attribute::MsExchRecipientTypeDetails, "msExchRecipientTypeDetails"),
        (Attribute::LegacyExchangeDn, "legacyExchangeDN"),
    ] {
        if on_premises.text(object, attribute).is_some() {
            held_back.push(text.to_owned());
        }
    }
    let if_you_sync = if held_back.is_empty() {
        format!("{name} syncs with its addresses.")
    } else {
        format!("{name} syncs with its addresses, but without this: {}.", words::list(&held_back))
    };
    Explanation::new(
        format!("{name} has an address in AD, but mailNickname is blank."),
        "The sync takes Exchange attributes other than the addresses along only for users with an alias.",
        "If they matter, set mailNickname in AD, or use Enable-RemoteMailbox in Exchange. If there never was Exchange, nothing \
         needs doing.",
    )
    .if_you_sync(vec![if_you_sync])
}
