//! Finds Exchange addresses from before SMTP that an object had and that no X500 entry keeps. What people have in the memory
//! of their mail programs is in no file.

use crate::model::{address_list, case_key};
use crate::rules::prelude::*;

rule! {
    /// A mailbox that was made anew lacks the former Exchange address as an X500 entry.
    ///
    /// ## What it does
    ///
    /// Takes the legacyExchangeDN that an object had in an older AD export, where it has another today or where the object
    /// was deleted and created again with the same address or UPN; and the one in AD where a join with a cloud mailbox is
    /// still to come. If proxyAddresses holds no `X500:` entry with it on either side, it is missing.
    ///
    /// ## Why it matters
    ///
    /// Outlook and calendars remember colleagues by this address. Replies to old mail, and changes of old meetings, fail
    /// with IMCEAEX and 550 5.1.1.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,legacyExchangeDN
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,/o=Contoso/ou=First/cn=Recipients/cn=ann
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,legacyExchangeDN
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,/o=Contoso/ou=First/cn=Recipients/cn=ann2
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,legacyExchangeDN
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com,/o=Contoso/ou=First/cn=Recipients/cn=ann
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses,legacyExchangeDN
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|X500:/o=contoso/ou=First/cn=Recipients/cn=ann,/o=Contoso/ou=First/cn=Recipients/cn=ann2
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the former value to proxyAddresses in AD, with `X500:` before it.
    ///
    /// ## Limits
    ///
    /// Exchange Online may keep the address in places that no export shows, so the finding is never certain.
    {
        id: "legacy-x500-missing",
        title: "Former Exchange address missing",
        group: Group::MissingAlias,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["IMCEAEX", "550 5.1.1 RESOLVER.ADR.ExRecipNotFound", "legacyExchangeDN X500"],
        sources: &[pages::SYNCED_ATTRIBUTES],
        needs: &[
            Need::OnPremises(Attribute::LegacyExchangeDn),
            Need::OnPremises(Attribute::ProxyAddresses),
            Need::OlderExportForTheWhole,
        ],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The same object had another one before.
const CHANGED: u8 = 1;
/// The object of before is gone, and this one took its place.
const RECREATED: u8 = 2;
/// The mailbox in the cloud is another one than AD's.
const OTHER_MAILBOX: u8 = 3;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let on_premises = context.join.on_premises();
    if !on_premises.exports(Attribute::LegacyExchangeDn) {
        return;
    }
    for (object, decision) in context.joins.iter().filter(|(object, _)| context.is_in_scope(*object)) {
        if !on_premises.cell(object, Attribute::ProxyAddresses).is_known() {
            continue;
        }
        let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
        let is_kept = |name: &str| is_kept(context, object, cloud, name);
        let former = former(context, object).filter(|(name, _)| !is_kept(name));
        if let Some((_, case)) = former {
            sink.add(Severity::Low, Confidence::Likely, &[Owner::on_premises(object)], Value::None, case);
        } else if let Some(cloud) = cloud.filter(|_| decision.outcome.is_pending_join())
            && context.join.cloud().cell(cloud, Attribute::ProxyAddresses).is_known()
            && crate::forecast::is_recipient(&context.join, cloud).0
            && let Some(name) = on_premises.text(object, Attribute::LegacyExchangeDn)
            && !is_kept(name)
        {
            let owners = [Owner::on_premises(object), Owner::cloud(cloud)];
            sink.add(Severity::Low, Confidence::Possible, &owners, Attribute::LegacyExchangeDn, OTHER_MAILBOX);
        }
    }
}

/// The value that an object, or the one in whose place it is, had before and has not today.
fn former<'a>(context: &RuleContext<'a>, object: ObjectId) -> Option<(&'a str, u8)> {
    let before = context.join.directories.before.as_ref()?;
    let identities = &context.join.index.on_premises;
    let (older, case) = if let Some(older) = context.join.before(object) {
        (older, CHANGED)
    } else {
        let index = context.join.index.before.as_ref()?;
        let names = [identities.primary(object), identities.login(object)];
        (names.into_iter().flatten().find_map(|key| index.gone(key))?, RECREATED)
    };
    let name = before.text(older, Attribute::LegacyExchangeDn)?;
    match context.join.on_premises().cell(object, Attribute::LegacyExchangeDn) {
        Cell::Text(today) if case_key::equal(today, name) => None,
        Cell::Text(_) | Cell::Empty => Some((name, case)),
        Cell::NotExported | Cell::Lost => None,
    }
}

/// Does one of the two objects have the value as an X500 address?
fn is_kept(context: &RuleContext<'_>, object: ObjectId, cloud: Option<ObjectId>, name: &str) -> bool {
    let own = context.join.on_premises().text(object, Attribute::ProxyAddresses);
    let there = cloud.and_then(|cloud| context.join.cloud().text(cloud, Attribute::ProxyAddresses));
    own.into_iter().chain(there).flat_map(address_list::entries).any(|entry| {
        let (kind, value) = entry.split_once(':').unwrap_or_default();
        kind.eq_ignore_ascii_case("x500") && case_key::equal(value, name)
    })
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let own = owners[0];
    let value = match finding.case {
        OTHER_MAILBOX => context.join.on_premises().text(own.object, Attribute::LegacyExchangeDn),
        _ => former(context, own.object).map(|(value, _)| value),
    };
    let Some(value) = value else { return Vec::new() };
    let changes = remedy::take_on(context, own, &format!("X500:{value}"));
    let Some(changes) = changes.filter(|_| remedy::is_one_person(context, own)) else { return Vec::new() };
    let name = words::name(context, own);
    let title = format!("Add X500:{} to {name}", words::shown(value));
    let note = match finding.case {
        CHANGED => format!("Make sure that no other object has it now. Replies to old mail reach {name} then."),
        RECREATED => format!("Make sure that {name} is the person of before. Replies to old mail reach {name} then."),
        _ => format!("Make sure that the account is that of {name}. Replies to old mail reach {name} then."),
    };
    vec![Fix::review(title, note, changes)]
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str =
        "Outlook remembers colleagues by this address. Replies to old mail fail with IMCEAEX and 550 5.1.1.";
    let name = words::name(context, owners[0]);
    let value = if finding.case == OTHER_MAILBOX {
        context.shown(finding, owners)
    } else {
        let former = former(context, owners[0].object);
        words::shown(former.map(|(value, _)| value).unwrap_or_default())
    };
    let message = match finding.case {
        CHANGED => format!("{name} had the Exchange address {value} before, and no X500 entry keeps it."),
        RECREATED => {
            format!(
                "{name} was created again. The object before had the Exchange address {value}, and no X500 entry keeps it."
            )
        }
        _ => format!("{name} has the Exchange address {value} in AD, and the mailbox that it joins does not know it."),
    };
    Explanation::new(message, WHY, format!("Add X500:{value} to proxyAddresses in AD."))
}
