//! Finds AD users without a UPN.

use crate::rules::prelude::*;

rule! {
    /// An AD user that syncs has no UPN.
    ///
    /// ## What it does
    ///
    /// Looks for users whose userPrincipalName is blank, unless the tenant signs in with another attribute.
    ///
    /// ## Why it matters
    ///
    /// Entra Connect sends `sAMAccountName@domain` with the DNS name of the AD domain instead. The user is matched and
    /// created under that name, which is often in a domain that the tenant does not have.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,"CN=Bill,DC=contoso,DC=com",bill,Bill Ray,
    /// ```
    ///
    /// ## Not reported
    ///
    /// Groups and contacts, which need no UPN, and users that do not sync:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,"CN=Bill,DC=contoso,DC=com",bill,Bill Ray,bill@contoso.com
    /// group,22222222-2222-4222-8222-222222222222,"CN=Staff,DC=contoso,DC=com",staff,Staff,
    /// user,33333333-3333-4333-8333-333333333333,"CN=MSOL,DC=contoso,DC=com",MSOL_1,Sync account,
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the user a UPN in a verified domain in AD.
    ///
    /// ## Limits
    ///
    /// An export without a column for the UPN does not tell that it is blank; nothing is reported then.
    {
        id: "ad-upn-blank",
        title: "No UPN",
        group: Group::ValueThatWillNotSync,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &["userPrincipalName blank", "sAMAccountName@domain as UPN", "IdFix Blank"],
        sources: &[pages::PREPARE, pages::DEFAULT_RULES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    if user.kind == ObjectKind::User
        && context.join.settings.login_id_attribute.value == Attribute::UserPrincipalName
        && user.cell(Attribute::UserPrincipalName) == Cell::Empty
    {
        sink.add(Severity::High, Confidence::Certain, &[user.owner], Value::None, 0);
    }
}

/// The primary address, or the name that is sent today.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let owner = owners[0];
    let sent = context.join.index.on_premises.login(owner.object).map(|key| context.text(key));
    let primary = remedy::primary_text(context, owner).filter(|primary| Some(*primary) != sent);
    let as_sent = sent.and_then(|name| remedy::sign_in(context, owner, name)).map(|change| {
        let name = words::name(context, owner);
        // The sync sends this name already, so nobody gets another one.
        Fix::safe(
            format!("Give {name} the UPN {}, which is sent already", words::shown(sent.unwrap_or_default())),
            vec![change],
        )
    });
    primary.and_then(|primary| remedy::sign_in_as(context, owner, primary)).into_iter().chain(as_sent).collect()
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let sent = context.join.index.on_premises.login(owners[0].object).map(|key| words::shown(context.text(key)));
    let message = match &sent {
        Some(sent) => format!("{name} has no UPN. The sync would send {sent}."),
        None => format!("{name} has no UPN."),
    };
    let sent = sent.unwrap_or_else(|| "sAMAccountName@domain".to_owned());
    Explanation::new(
        message,
        "Entra Connect makes a sign-in name from sAMAccountName and the DNS name of the AD domain. The user is matched and \
         created under that.",
        "Give the user a UPN in a verified domain in AD.",
    )
    .if_you_sync(vec![format!("{name} is matched and created under {sent}, as far as that domain is verified.")])
}
