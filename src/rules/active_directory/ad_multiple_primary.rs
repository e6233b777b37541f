//! Finds AD objects with several primary addresses.

use crate::join::identity::PrimarySource;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// An AD object has more than one primary SMTP address.
    ///
    /// ## What it does
    ///
    /// Counts the `SMTP:` entries (in capitals) in proxyAddresses of every object that syncs.
    ///
    /// ## Why it matters
    ///
    /// An object has one primary address. Which of several Entra ID takes is not documented, so mail may leave under an
    /// address that nobody chose, and a match by primary address may lead to another account.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|SMTP:lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:lee@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep one `SMTP:` entry and write the others as `smtp:`.
    ///
    /// ## Limits
    ///
    /// An export that changed the case of `SMTP:` does not tell which address is primary; nothing is reported then.
    {
        id: "ad-multiple-primary",
        title: "Several primary addresses",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["multiple primary SMTP addresses", "more than one SMTP: in proxyAddresses"],
        sources: &[pages::OBJECTS_DO_NOT_SYNC],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    if identities.primary_source(subject.object) == PrimarySource::SeveralPrimaries {
        let first = identities.primary(subject.object);
        sink.add(Severity::Medium, Confidence::Certain, &[subject.owner], first, 0);
    }
}

/// The one that is primary in the cloud today comes first.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let (index, owner) = (context.join.index, owners[0]);
    let account = remedy::counterpart(context, owner);
    let today = account.and_then(|account| index.cloud.primary(account.object));
    let own = index.on_premises.addresses(owner.object);
    let mut primaries: Vec<Key> = own.iter().filter(|address| address.is_primary).map(|address| address.key).collect();
    order::sort_by_key(&mut primaries, |&key| (Some(key) != today, Some(key) != index.on_premises.login(owner.object)));
    let mut seen: Vec<Key> = Vec::new();
    primaries.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
    let keep = |key: Key| {
        let address = remedy::spelt(context, owner, key);
        let changes = remedy::make_primary(context, owner, address).filter(|_| remedy::keeps(context, address))?;
        let (name, shown) = (words::name(context, owner), words::shown(address));
        let title = format!("Keep {shown} as the primary address of {name}");
        // Nothing changes for anybody where the cloud has it as the primary address.
        let is_list_only = changes.iter().all(|change| change.attribute == Attribute::ProxyAddresses);
        let fix = if Some(key) == today && remedy::is_synced(context, owner) && is_list_only {
            Fix::safe(title, changes)
        } else {
            Fix::review(
                title,
                format!("Mail of {name} goes out from {shown} then. The others stay as further addresses."),
                changes,
            )
        };
        // Taken away by another fix, none would be the primary one.
        Some(Fix { keeps: Some((owner, context.text(key).to_owned())), ..fix })
    };
    primaries.into_iter().filter_map(keep).collect()
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let addresses = context.join.index.on_premises.addresses(owners[0].object);
    let mut primaries: Vec<String> = Vec::new();
    for address in addresses.iter().filter(|address| address.is_primary) {
        let text = words::shown(context.text(address.key));
        if !primaries.contains(&text) {
            primaries.push(text);
        }
    }
    Explanation::new(
        format!("{name} has {} primary addresses: {}.", words::number(primaries.len()), words::list(&primaries)),
        "An object has one primary address. Which of several Entra ID takes is not documented.",
        "Keep one SMTP: entry in AD and write the others as smtp:.",
    )
    .if_you_sync(vec![format!("{name} gets one of them as the primary address. Which one is not known.")])
}
