//! Finds forwarding targets that several AD objects have.

use super::shared_values::{Told, cloud_holder, duplicates, tell};
use crate::join::claims::Role;
use crate::rules::prelude::*;

rule! {
    /// Two or more AD objects have the same targetAddress.
    ///
    /// ## What it does
    ///
    /// Compares the SMTP address in targetAddress of every user, group and contact that syncs, without regard to letter
    /// case.
    ///
    /// ## Why it matters
    ///
    /// targetAddress says where mail for an object is sent on to, and must be unique. If two objects share it, mail for one
    /// person lands with another, and Exchange Online may refuse one of the objects.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,targetAddress
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:lee@contoso.mail.onmicrosoft.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,smtp:Lee@contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,targetAddress
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.mail.onmicrosoft.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Lee,bob@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Give each object the target of its own mailbox: in Exchange with Set-RemoteMailbox -RemoteRoutingAddress, else in AD.
    ///
    /// ## Limits
    ///
    /// Other types of address than SMTP are not compared. Two objects that forward to one mailbox by design look the same.
    {
        id: "ad-dup-targetaddress",
        title: "Forwarding target with several owners",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["IdFix Duplicate targetAddress", "RemoteRoutingAddress", "ExternalEmailAddress already in use"],
        sources: &[pages::PREPARE, pages::IDFIX_ERRORS],
        needs: &[Need::OnPremises(Attribute::TargetAddress)],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    duplicates(context, Role::TargetAddress, |key, owners| {
        sink.add(Severity::Medium, Confidence::Certain, owners, key, 0);
    });
}

/// Each of the others gets the target that is its own.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let holder = cloud_holder(context, owners, |cloud| {
        context.join.index.cloud.addresses(cloud).iter().any(|address| address.key == key)
    });
    remedy::one_keeps(context, owners, ("the target ", context.text(key)), holder, |owner| {
        let (target, change) = remedy::own_target(context, owner)?;
        let effect = format!("Mail for {} is sent on to {} then.", words::name(context, owner), words::shown(&target));
        Some(remedy::Release { changes: vec![change], effect })
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let told = Told {
        attribute: "targetAddress",
        why: "It says where mail for an object is sent on to, and must be unique. Mail for one of them lands with the other, and \
              Exchange Online may refuse one of the objects.",
        what_to_do: "Give each object the target of its own mailbox, with Set-RemoteMailbox -RemoteRoutingAddress or in AD.",
        otherwise: "has its mail sent on to a mailbox that is not its own, or is refused by Exchange Online",
        first_keeps_it: false,
    };
    tell(context, finding, owners, &told, |cloud| {
        context.join.index.cloud.addresses(cloud).iter().any(|address| Some(address.key) == finding.value.key())
    })
}
