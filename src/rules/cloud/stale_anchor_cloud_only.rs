//! Finds cloud users that are not synced and carry a source anchor that no AD object has. Where another identity provider
//! signs people in, an anchor is normal and nothing is said.

use super::evidence::Reached;
use crate::model::domain;
use crate::rules::prelude::*;

rule! {
    /// A cloud-only user carries a source anchor that no AD object has.
    ///
    /// ## What it does
    ///
    /// Looks for live users with an ImmutableId that are not synced, are not known to have been moved to the cloud as
    /// their source of authority, and whose anchor no AD object in the files has, in any spelling.
    ///
    /// ## Why it matters
    ///
    /// An account with an anchor takes part in no soft match. An AD user with its address or UPN ends in
    /// InvalidSoftMatch, or gets a second account.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,,bob,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,isCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,,False
    /// ```
    ///
    /// ## Not reported
    ///
    /// A user of a domain that signs in at another identity provider, which gives every user an anchor:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName
    /// user,11111111-1111-4111-8111-111111111111,,bob,bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,isCloudManaged
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,,False
    /// ```
    ///
    /// ```domains
    /// Id,IsVerified,IsInitial,AuthenticationType
    /// contoso.com,True,False,Federated
    /// contoso.onmicrosoft.com,True,True,Managed
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out where the anchor comes from. If nothing needs it, clear it (Clear-ADSyncToolsOnPremisesAttribute, after a
    /// backup with Get-ADSyncToolsOnPremisesAttribute).
    ///
    /// ## Limits
    ///
    /// An account that was moved to the cloud as its source of authority looks the same unless isCloudManaged is told. The
    /// AD object may be one that the export left out. Users of federated domains are never reported.
    {
        id: "stale-anchor-cloud-only",
        title: "Anchor without AD object",
        group: Group::Conflict,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["ImmutableId cloud-only user", "InvalidSoftMatch", "clear onPremisesImmutableId"],
        sources: &[pages::SYNC_ERRORS, pages::CLEAR_ATTRIBUTES, pages::SOURCE_OF_AUTHORITY],
        needs: &[
            Need::Cloud(Attribute::ImmutableId),
            Need::Cloud(Attribute::SyncEnabled),
            Need::OnPremises(Attribute::ObjectGuid),
        ],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, _, owners| {
            let name = words::name(context, owners[0]);
            let note = "Make sure that no other forest and no identity provider needs the anchor, and keep a copy of it.";
            let change = remedy::set(context, owners[0], Attribute::ImmutableId, None);
            change.map(|change| Fix::review(format!("Clear the ImmutableId of {name}"), note, vec![change])).into_iter().collect()
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (on_premises, cloud) = (context.join.on_premises(), context.join.cloud());
    let settings = context.join.settings;
    let federated = &settings.federated_domains;
    // RM Unify is such an identity provider; which domains it serves is told by the list of federated ones only.
    if on_premises.is_empty() || (settings.rm_unify.value && federated.is_assumed()) {
        return;
    }
    let candidates: Vec<ObjectId> = cloud
        .objects()
        .filter(|&object| {
            cloud.text(object, Attribute::ImmutableId).is_some()
                && context.join.is_live_user(object)
                && cloud.boolean(object, Attribute::SyncEnabled) == Ok(None)
                && cloud.boolean(object, Attribute::IsCloudManaged) != Ok(Some(true))
        })
        .collect();
    if candidates.is_empty() {
        return;
    }
    let reached = Reached::new(context);
    let tells_anchors = on_premises.exports(Attribute::ConsistencyGuid) && on_premises.exports(Attribute::ObjectGuid);
    let is_sure = tells_anchors && !context.join.is_anchor_attribute_doubtful() && !federated.is_assumed();
    for object in candidates {
        let suffix = context.join.index.cloud.login(object).and_then(|key| domain::of(context.text(key)));
        let is_federated = suffix.is_some_and(|name| federated.value.iter().any(|other| other == name));
        if is_federated || reached.by_anchor(object) {
            continue;
        }
        let is_told = cloud.cell(object, Attribute::SyncEnabled) == Cell::Empty
            && cloud.boolean(object, Attribute::IsCloudManaged) == Ok(Some(false));
        let confidence = match (is_sure && is_told, tells_anchors, settings.complete_export.value) {
            (true, _, true) => Confidence::Certain,
            (_, true, _) => Confidence::Likely,
            _ => Confidence::Possible,
        };
        sink.add(Severity::Medium, confidence, &[Owner::cloud(object)], Attribute::ImmutableId, 0);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let anchor = context.shown(finding, owners);
    let managed = context.join.cloud().boolean(owners[0].object, Attribute::IsCloudManaged);
    let caution = if managed == Ok(Some(false)) {
        ""
    } else {
        " An account that was moved to the cloud as its source of authority looks the same; no file tells which it is."
    };
    Explanation::new(
        format!("{name} is not synced and carries the source anchor {anchor}, which no AD object in the files has."),
        format!(
            "An account with an anchor takes part in no soft match. An AD user with its address or UPN ends in InvalidSoftMatch \
             or gets a second account.{caution}"
        ),
        "Find out where the anchor comes from: an old forest, another identity provider, or an AD object that the export left \
         out. If nothing needs it, back it up and clear it with Clear-ADSyncToolsOnPremisesAttribute.",
    )
}
