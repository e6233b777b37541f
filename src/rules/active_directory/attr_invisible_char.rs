//! Finds characters outside plain Latin letters, digits and signs in sign-in names and addresses: those that cannot be seen,
//! and letters with accents.

use crate::model::address_list;
use crate::model::proxy_address::{AddressFault, ProxyAddress};
use crate::rules::prelude::*;

rule! {
    /// A sign-in name or address holds a character that cannot be seen, or a letter with an accent.
    ///
    /// ## What it does
    ///
    /// Looks at the sign-in name and at the SMTP addresses of every object that syncs for any character outside printable
    /// ASCII: non-breaking and zero-width spaces, marks that a word processor left, letters such as é or ł.
    ///
    /// ## Why it matters
    ///
    /// Entra ID replaces such a UPN with `alias@name.onmicrosoft.com` and drops such an address, both without an error. In a
    /// list the value looks right.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,sian,Siân Rees,siân@contoso.com,SMTP:siân@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Names, which may hold any letter:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,sian,Siân Rees,sian.o'brien@contoso.com,SMTP:sian@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Type the value anew in AD, without copying it, in plain letters.
    ///
    /// ## Limits
    ///
    /// If the export was read in the wrong encoding, letters may look wrong that are right in AD; the list of files says so.
    {
        id: "attr-invisible-char",
        title: "Character that Entra ID refuses",
        group: Group::ValueThatWillNotSync,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "non-printable character",
            "zero-width space",
            "diacritics in userPrincipalName",
            "IdFix Character",
        ],
        sources: &[pages::TROUBLESHOOT_OBJECTS, pages::UPN_POPULATION, pages::PREPARE],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| match finding.case {
            SIGN_IN_NAME => remedy::mend_login(context, owners[0], finding.value.key()),
            _ => remedy::mend_entry(context, owners[0], context.value(finding, owners)),
        },
    }
}

const SIGN_IN_NAME: u8 = 0;
const ADDRESS: u8 = 1;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    if let Some(login) = identities.login(subject.object)
        && foreign_characters(context.text(login)).next().is_some()
    {
        sink.add(Severity::High, Confidence::Certain, &[subject.owner], login, SIGN_IN_NAME);
    }
    let is_foreign = |fault: Option<AddressFault>| fault == Some(AddressFault::InvisibleOrForeignCharacter);
    if !identities.addresses(subject.object).iter().any(|address| is_foreign(address.fault)) {
        return;
    }
    let list = subject.text(Attribute::ProxyAddresses).unwrap_or_default();
    for (place, entry) in (0..).zip(address_list::entries(list)) {
        let entry = ProxyAddress::parse(entry);
        if entry.is_smtp() && is_foreign(entry.fault()) {
            sink.add(Severity::High, Confidence::Certain, &[subject.owner], Value::Entry(place), ADDRESS);
        }
    }
}

fn foreign_characters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !(' '..='~').contains(c))
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, shown) = (words::name(context, owners[0]), context.shown(finding, owners));
    let mut characters: Vec<String> = Vec::new();
    for c in foreign_characters(context.value(finding, owners)) {
        let text = words::shown(&c.to_string());
        if !characters.contains(&text) {
            characters.push(text);
        }
    }
    let characters = words::list(&characters);
    let what_to_do = "Type the value anew in AD in plain letters, without copying it.";
    if finding.case == SIGN_IN_NAME {
        let attribute = context.join.settings.login_id_attribute.value.name();
        return Explanation::new(
            format!("{name} has {shown} as sign-in name ({attribute}), with {characters}."),
            "Entra ID takes plain Latin letters, digits and a few signs only. It replaces such a UPN with one in the \
             onmicrosoft.com domain, without an error.",
            what_to_do,
        )
        .if_you_sync(vec![format!("{name} signs in with a name in the onmicrosoft.com domain.")]);
    }
    Explanation::new(
        format!("{name} has {shown} in proxyAddresses, with {characters}."),
        "Entra ID takes plain Latin letters, digits and a few signs only. It drops such an address without an error.",
        what_to_do,
    )
    .if_you_sync(vec![format!("{name} goes without this address.")])
}
