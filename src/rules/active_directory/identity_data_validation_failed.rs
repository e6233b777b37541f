//! Finds sign-in names whose form Entra ID does not take. Whether their domain can be or is verified are other rules'
//! questions.

use crate::model::{domain, user_principal_name};
use crate::rules::prelude::*;

rule! {
    /// The sign-in name of an AD user does not have the form that Entra ID takes.
    ///
    /// ## What it does
    ///
    /// Holds the sign-in name of every user that syncs against Microsoft's rules: one `@`, at most 64 characters before and
    /// 48 after it, no blanks, letters, digits and ``' . - _ ! # ^ ~`` only, no dot before the `@`, a domain name after it.
    ///
    /// ## Why it matters
    ///
    /// The export fails with IdentityDataValidationFailed, or Entra ID replaces the name with `alias@name.onmicrosoft.com`.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,jsmith,John Smith,john smith@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// An apostrophe, which IdFix once refused, and a domain without a dot, which `ad-upn-nonroutable` tells:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,obrien,Pat O'Brien,pat.o'brien@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bill,Bill Ray,bill@contoso
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the UPN in AD.
    ///
    /// ## Limits
    ///
    /// The same error is raised when an account is bound to another AD object (onPremisesObjectIdentifier), which
    /// `hard-match-blocked-opoi` looks for. Which of the two outcomes comes, error or replacement, is not documented for each
    /// case.
    {
        id: "identity-data-validation-failed",
        title: "Sign-in name of wrong form",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &["IdentityDataValidationFailed", "DataValidationFailed", "IdFix Character", "IdFix LocalPart"],
        sources: &[pages::SYNC_ERRORS, pages::PREPARE],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName)],
        yields_to: &["attr-invisible-char", "user-principal-name-too-long"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| remedy::mend_login(context, owners[0], finding.value.key()),
    }
}

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    let Some(key) = context.join.index.on_premises.login(user.object) else { return };
    if fault(context.text(key)).is_some() {
        sink.add(Severity::Blocker, Confidence::Certain, &[user.owner], key, 0);
    }
}

/// What is wrong with a sign-in name, after "it"; `None` where nothing is, or only its domain cannot be verified.
fn fault(text: &str) -> Option<&'static str> {
    if user_principal_name::is_accepted(text) {
        return None;
    }
    let Some((local, suffix)) = text.split_once('@') else { return Some("has no @") };
    // A domain that lacks nothing but a dot is one that exists only inside the network.
    let has_good_suffix = domain::is_well_formed(suffix) || domain::is_well_formed(&format!("{suffix}.local"));
    if user_principal_name::is_accepted(&format!("{local}@contoso.com"))
        && has_good_suffix
        && suffix.len() <= user_principal_name::DOMAIN_LENGTH
    {
        return None;
    }
    Some(if text.chars().any(char::is_whitespace) {
        "holds a blank"
    } else if local.is_empty() || suffix.is_empty() || suffix.contains('@') {
        "is not of the form name@domain"
    } else if local.len() > user_principal_name::LOCAL_LENGTH {
        "has more than 64 characters before the @"
    } else if suffix.len() > user_principal_name::DOMAIN_LENGTH {
        "has more than 48 characters after the @"
    } else if local.ends_with('.') {
        "has a dot before the @"
    } else if !has_good_suffix {
        "has a domain that is no domain name"
    } else {
        "holds a character that is not allowed"
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, login) = (words::name(context, owners[0]), context.shown(finding, owners));
    let what = fault(context.value(finding, owners)).unwrap_or("is not of the form name@domain");
    let attribute = context.join.settings.login_id_attribute.value.name();
    Explanation::new(
        format!("{name} has the sign-in name {login} ({attribute}), which {what}."),
        "Entra ID does not take it. The export fails with IdentityDataValidationFailed, or the name is replaced with one in the \
         onmicrosoft.com domain.",
        "Correct the value in AD. Allowed are letters, digits and ' . - _ ! # ^ ~ before the @, and a domain name after it.",
    )
    .if_you_sync(vec![format!("{name} fails to sync, or signs in with a name in the onmicrosoft.com domain.")])
}
