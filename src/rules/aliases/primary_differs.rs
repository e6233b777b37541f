//! Finds synced objects whose primary address differs between the sides. A primary address in the onmicrosoft.com domain
//! is another rule's.

use super::shared;
use crate::join::identity::PrimarySource;
use crate::rules::prelude::*;

rule! {
    /// A synced object has one primary address in AD and another in the cloud.
    ///
    /// ## What it does
    ///
    /// Compares the `SMTP:` entry of proxyAddresses in AD with the primary address of the account, without regard to letter
    /// case, for objects that are joined already. It names the cause where the files show one: an address that Entra ID
    /// throws away, or one that another object holds.
    ///
    /// ## Why it matters
    ///
    /// The person sends mail from an address that AD does not show, and replies go there.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,SMTP:ann.lee@contoso.com|smtp:a@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:a@contoso.com|smtp:ann.lee@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// Other letter case:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,a@contoso.com,SMTP:Ann.Lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,SMTP:ann.lee@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct what keeps AD's address from being taken. If AD is wrong, change it there: the cloud refuses the change
    /// while the object is synced.
    ///
    /// ## Limits
    ///
    /// A change that has not synced yet looks the same. Several primary addresses in AD are not compared.
    {
        id: "primary-differs",
        title: "Primary addresses differ",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["PrimarySmtpAddress", "WindowsEmailAddress", "primary email address does not sync"],
        sources: &[
            Reference {
                title: "Microsoft: How the proxyAddresses attribute is populated in Microsoft Entra ID (KB 3190357)",
                date: "2025",
            },
            Reference { title: "Microsoft: Troubleshoot objects and attributes that don't sync (KB 2643629)", date: "2025" },
        ],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["primary-fell-back-to-moera"],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let own = index.on_premises.primary(pair.on_premises.object);
    let there = index.cloud.primary(pair.cloud.object);
    if own == there || !pair.is_synced() || shared::is_mastered_in_cloud(pair) {
        return;
    }
    let is_stated = index.on_premises.primary_source(pair.on_premises.object) == PrimarySource::ProxyAddresses;
    let (Some(_), Some(there), true) = (own, there, is_stated) else { return };
    sink.add(Severity::Medium, pair.confidence(), &pair.owners(), there, 0);
}

/// What the cloud has becomes AD's too.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let there = remedy::spelt(context, owners[1], key);
    let note = "If it is right. The one that AD has as primary today stays as a further address.";
    remedy::primary_fix(context, owners[0], there).map(|fix| Fix { note: note.to_owned(), ..fix }).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let there = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let own = context.join.index.on_premises.primary(owners[0].object);
    let dropped = own.and_then(|key| shared::why_dropped(context, owners[0].object, key));
    let own = words::shown(own.map(|key| context.text(key)).unwrap_or_default());
    let what_to_do = if dropped.is_some() {
        format!("Remove the cause, or make another address primary in AD. If {there} is right, make it primary there.")
    } else {
        format!("Look again after the next sync. If {there} is right, make it the primary address in AD.")
    };
    Explanation::new(
        format!("{name} has the primary address {own} in AD and {there} in the cloud."),
        dropped.unwrap_or_else(|| {
            "The files show no cause. The change may not have synced yet, or Entra ID has not worked out the addresses anew."
                .to_owned()
        }),
        what_to_do,
    )
}
