//! Finds AD objects whose mail says something else than their primary address.

use crate::join::identity::PrimarySource;
use crate::model::case_key;
use crate::model::proxy_address::is_address;
use crate::rules::prelude::*;

rule! {
    /// mail of an AD object is not its primary SMTP address.
    ///
    /// ## What it does
    ///
    /// Compares mail with the `SMTP:` entry of proxyAddresses of every object that syncs, without regard to letter case.
    ///
    /// ## Why it matters
    ///
    /// Entra ID takes the address from proxyAddresses, so mail has no effect; in the cloud mail shows the primary address.
    /// Programs that read mail in AD show or use another address than people see in Microsoft 365.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,a.lee@contoso.com,SMTP:ann@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A difference in letter case, and a blank mail:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,Ann@contoso.com,SMTP:ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,,SMTP:bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Set mail to the primary address, or make the address in mail primary.
    ///
    /// ## Limits
    ///
    /// Which of the two is meant is not in any export.
    {
        id: "ad-mail-vs-primary",
        title: "mail differs from primary address",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["mail attribute does not match primary SMTP address", "proxyAddresses masks mail"],
        sources: &[pages::OBJECTS_DO_NOT_SYNC],
        needs: &[Need::OnPremises(Attribute::Mail), Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["mail-not-in-proxies"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let identities = &context.join.index.on_premises;
    if identities.primary_source(subject.object) != PrimarySource::ProxyAddresses {
        return;
    }
    let (Some(mail), Some(primary)) = (subject.text(Attribute::Mail), identities.primary(subject.object)) else {
        return;
    };
    if !case_key::equal(mail, context.text(primary)) {
        sink.add(Severity::Medium, Confidence::Certain, &[subject.owner], Attribute::Mail, 0);
    }
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let owner = owners[0];
    let mail = context.value(finding, owners);
    let (name, shown) = (words::name(context, owner), words::shown(mail));
    let is_own = remedy::entries(context, owner)
        .is_some_and(|entries| entries.iter().any(|entry| remedy::is_entry_of(entry, &case_key::fold_untrimmed(mail))));
    let settings = context.join.settings;
    let names = [Some(settings.login_id_attribute.value), settings.rm_unify_email_attribute.value];
    let follow = remedy::mail_as_primary(context, owner).map(|(change, primary)| {
        let title = format!("Set mail of {name} to {primary}");
        if is_own && !names.contains(&Some(Attribute::Mail)) {
            Fix::safe(title, vec![change])
        } else {
            Fix::review(title, format!("Make sure that nothing reads {shown} from mail."), vec![change])
        }
    });
    follow.into_iter().chain(remedy::primary_fix(context, owner, mail)).collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, mail) = (words::name(context, owners[0]), context.shown(finding, owners));
    let primary = context.join.index.on_premises.primary(owners[0].object);
    let primary = primary.map_or("", |key| context.text(key));
    let is_good = is_address(primary);
    let primary = words::shown(primary);
    Explanation::new(
        format!("{name} has {mail} in mail, but {primary} as the primary address in AD."),
        "Entra ID takes the address from proxyAddresses, so mail has no effect there. Programs that read mail in AD use another \
         address than Microsoft 365.",
        if is_good {
            format!("Set mail to {primary} in AD, or make {mail} the primary address, whichever is meant.")
        } else {
            format!("Correct {primary} in AD, or make {mail} the primary address, whichever is meant.")
        },
    )
    .if_you_sync(vec![format!("{name} has {primary} in Microsoft 365, also in mail, as far as Entra ID takes that address.")])
}
