//! Finds objects that AD renamed because two were created under one name at the same time.

use crate::join::Reason;
use crate::rules::prelude::*;

rule! {
    /// An AD object is left over from a replication conflict.
    ///
    /// ## What it does
    ///
    /// Looks for objects with `CNF:` in their name. AD gives one of two objects such a name when both were created under the
    /// same name on two domain controllers.
    ///
    /// ## Why it matters
    ///
    /// The sync leaves such an object out. Its addresses and names still stand in AD, where they confuse tools that look for
    /// duplicates. The rules here do not count them.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,"CN=Bob\0ACNF:11111111,DC=contoso,DC=com",bob2,Bob Ray,,SMTP:bob@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,DistinguishedName,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,"CN=Bob CNF,DC=contoso,DC=com",bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Look which of the two objects is in use, move over what is missing there, and delete the other one.
    ///
    /// ## Limits
    ///
    /// Without the distinguished name in the export it cannot be seen.
    {
        id: "ad-cnf-object",
        title: "Left over from replication conflict",
        group: Group::Conflict,
        severity: Severity::Low,
        fix: FixKind::Runbook,
        search_terms: &["CNF object", "0ACNF", "replication conflict object", "duplicate object in Active Directory"],
        sources: &[pages::DEFAULT_CONFIGURATION, pages::IDFIX_ERRORS],
        needs: &[Need::OnPremises(Attribute::DistinguishedName)],
        check: Check::EachOutOfScope(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    if context.joins.decision(subject.object).reasons.contains(Reason::AdCnfObject) {
        sink.add(Severity::Low, Confidence::Certain, &[subject.owner], Attribute::DistinguishedName, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    Explanation::new(
        format!("{name} is left over from a replication conflict: {}.", context.shown(finding, owners)),
        "Two objects were created under one name, and AD renamed one of them. The sync leaves that one out.",
        "Look which of the two is in use, move over what is missing there, and delete the other one in AD.",
    )
    .if_you_sync(vec![format!("{name} does not sync.")])
}
