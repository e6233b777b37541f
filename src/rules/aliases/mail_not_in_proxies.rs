//! Finds AD objects whose mail attribute names an address that proxyAddresses does not hold. Whether mail is the primary
//! address is another rule's question.

use crate::model::case_key;
use crate::model::proxy_address::is_address;
use crate::rules::prelude::*;

rule! {
    /// An AD object's mail is not among its addresses.
    ///
    /// ## What it does
    ///
    /// Looks at every object that syncs and has SMTP addresses in proxyAddresses, and looks for its mail among them,
    /// without regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// Entra ID takes the addresses from proxyAddresses and looks at mail only where that is blank. So the address in mail
    /// is masked: programs on premises show it, but mail to it does not arrive.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,ann.lee@contoso.com,SMTP:a@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Mail that is a secondary address, and objects without SMTP addresses:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,Ann.Lee@contoso.com,SMTP:a@contoso.com|smtp:ann.lee@contoso.com
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,Bob Ray,b@contoso.com,bob@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// If the address is in use, add it to proxyAddresses. If not, set mail to the primary address.
    ///
    /// ## Limits
    ///
    /// Objects that have only addresses of other types, such as SIP, are left out: the documents do not say what holds for
    /// them.
    {
        id: "mail-not-in-proxies",
        title: "Mail is no address",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["mail attribute", "proxyAddresses", "email address not synced"],
        sources: &[pages::OBJECTS_DO_NOT_SYNC],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::OnPremises(Attribute::Mail)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, object: Subject<'_>, sink: &mut Sink<'_>) {
    let own = context.join.index.on_premises.addresses(object.object);
    if own.is_empty() {
        return;
    }
    let Some(mail) = object.text(Attribute::Mail).filter(|mail| mail.contains('@')) else { return };
    if !own.iter().any(|address| case_key::equal(context.text(address.key), mail)) {
        sink.add(Severity::Medium, Confidence::Certain, &[object.owner], Attribute::Mail, 0);
    }
}

/// The address becomes one of the object's, or mail says what the primary one is.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let (own, mail) = (owners[0], context.value(finding, owners));
    if remedy::primary_text(context, own).is_none() {
        return remedy::primary_fix(context, own, mail).into_iter().collect();
    }
    let add = remedy::take_on_fix(context, own, mail, "If it is in use. Mail to it arrives in the cloud then.");
    let follow = remedy::mail_as_primary(context, own).map(|(change, primary)| {
        let title = format!("Set mail of {} to {primary}", words::name(context, own));
        Fix::review(title, format!("If {} is not in use, on premises neither.", words::shown(mail)), vec![change])
    });
    add.into_iter().chain(follow).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let mail = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let primary = context.join.index.on_premises.primary(owners[0].object).map(|key| context.text(key));
    let primary = primary.filter(|primary| is_address(primary)).map(words::shown);
    Explanation::new(
        format!("{name} has the mail {mail}, which is not among the addresses in proxyAddresses."),
        "Entra ID looks at mail only where proxyAddresses is blank, so mail to this address does not arrive.",
        match primary {
            Some(primary) => {
                format!("Add {mail} to proxyAddresses if it is in use. If not, set mail to {primary}.")
            }
            None => format!("Add {mail} to proxyAddresses, as the primary address if it is meant to be that."),
        },
    )
}
