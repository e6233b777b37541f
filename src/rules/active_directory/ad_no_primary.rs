//! Finds AD objects that have SMTP addresses and no primary one.

use crate::join::identity::PrimarySource;
use crate::model::case_key;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// An AD object has SMTP addresses, but none of them is primary.
    ///
    /// ## What it does
    ///
    /// Looks for objects that sync and have `smtp:` entries in proxyAddresses, but no `SMTP:` in capitals.
    ///
    /// ## Why it matters
    ///
    /// Entra ID makes the address in the onmicrosoft.com domain primary, so mail leaves under that. Only a primary address
    /// joins an existing account by soft match. A value in mail does not help, because proxyAddresses counts before it.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,smtp:ann@contoso.com|smtp:lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// An object without any SMTP address; there mail is taken:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,ann@contoso.com,
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,,SMTP:bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the address that should be primary with `SMTP:` in capitals.
    ///
    /// ## Limits
    ///
    /// An export that changed the case of `SMTP:` does not tell which address is primary; nothing is reported then. Where
    /// mail has a value or is not told, the finding is likely.
    {
        id: "ad-no-primary",
        title: "No primary address",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["no primary SMTP address", "onmicrosoft.com became the primary address"],
        sources: &[pages::OBJECTS_DO_NOT_SYNC, pages::PROXY_ADDRESSES],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    if context.join.index.on_premises.primary_source(subject.object) == PrimarySource::OnlySecondary {
        let has_no_mail = subject.cell(Attribute::Mail) == Cell::Empty;
        let confidence = if has_no_mail { Confidence::Certain } else { Confidence::Likely };
        sink.add(Severity::Medium, confidence, &[subject.owner], Value::None, 0);
    }
}

/// The address in mail, then the UPN, then the others in their order.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    const OFFERED: usize = 4;
    let (index, owner) = (context.join.index, owners[0]);
    let mail = context.join.on_premises().text(owner.object, Attribute::Mail);
    let login = index.on_premises.login(owner.object);
    let mut keys: Vec<Key> = index.on_premises.addresses(owner.object).iter().map(|address| address.key).collect();
    let is_mail = |key: Key| mail.is_some_and(|mail| case_key::fold_untrimmed(mail) == context.text(key));
    order::sort_by_key(&mut keys, |&key| (!is_mail(key), Some(key) != login));
    let make = |key: Key| remedy::primary_fix(context, owner, remedy::spelt(context, owner, key));
    keys.into_iter().filter_map(make).take(OFFERED).collect()
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let addresses = context.join.index.on_premises.addresses(owners[0].object);
    let listed: Vec<String> = addresses.iter().map(|address| words::shown(context.text(address.key))).collect();
    let shown = match listed.as_slice() {
        [first, second, third, more @ ..] if !more.is_empty() => format!("{first}, {second}, {third} and more"),
        all => words::list(all),
    };
    let explanation = Explanation::new(
        format!("{name} has no primary address (SMTP: in capitals) in proxyAddresses, only {shown}."),
        "Entra ID makes the onmicrosoft.com address primary, whatever mail says. Only a primary address joins an account that \
         exists.",
        "Write the address that should be primary with SMTP: in capitals in AD.",
    );
    match context.join.on_premises().kind(owners[0].object) {
        ObjectKind::Contact => explanation,
        _ => explanation.if_you_sync(vec![format!("{name} gets an onmicrosoft.com address as the primary one.")]),
    }
}
