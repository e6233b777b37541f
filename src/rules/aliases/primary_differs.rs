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
        sources: &[pages::PROXY_ADDRESSES, pages::OBJECTS_DO_NOT_SYNC],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["primary-fell-back-to-moera", "proxy-malformed", "attr-invisible-char", "proxy-reserved-suffix", "proxy-unverified-domain", "attribute-value-must-be-unique", "quarantined-proxy", "cloud-contact-or-group-holds-address", "public-folder-conflict", "guest-address-collision", "object-type-mismatch", "ad-proxy-not-in-cloud", "domain-rebrand"],
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
    let (Some(own), Some(there), true) = (own, there, is_stated) else { return };
    // A cause is told of the address in AD; an account that fell back is told of the address that it has.
    let is_fallback = shared::in_initial_domain(context, pair.cloud.object).any(|key| key == there);
    let is_explained = !is_fallback && shared::why_dropped(context, pair.on_premises.object, own).is_some();
    sink.add(Severity::Medium, pair.confidence(), &pair.owners(), if is_explained { own } else { there }, 0);
}

/// What the cloud has becomes AD's too.
fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = context.join.index.cloud.primary(owners[1].object) else { return Vec::new() };
    let there = remedy::spelt(context, owners[1], key);
    let note = "If it is right. The one that AD has as primary today stays as a further address.";
    remedy::primary_fix(context, owners[0], there).map(|fix| Fix { note: note.to_owned(), ..fix }).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Explanation {
    let there = context.join.index.cloud.primary(owners[1].object);
    let there = words::shown(there.map(|key| context.text(key)).unwrap_or_default());
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
