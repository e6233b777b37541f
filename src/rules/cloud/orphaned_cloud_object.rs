//! Finds synced cloud objects that no AD object stands behind. It cannot see AD objects that the export left out.

use super::evidence::{self, Reached};
use crate::join::anchor::{self, CloudAnchor};
use crate::rules::prelude::*;

rule! {
    /// A synced cloud object has no object in AD any more.
    ///
    /// ## What it does
    ///
    /// Looks for cloud objects that are synced now and that no AD object in the files leads to: not by source anchor,
    /// SID, UPN or address.
    ///
    /// ## Why it matters
    ///
    /// The AD object was deleted and the deletion did not arrive. The object keeps its addresses and licences, and
    /// nobody can change it: AD has nothing to change, and the cloud refuses.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,,bob,bob@contoso.com,SMTP:bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ```settings
    /// completeExport=true
    /// ```
    ///
    /// ## Not reported
    ///
    /// Accounts that are not synced, and any where most synced accounts are not in the AD files, because then these hold
    /// only a part of AD:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,,bob,bob@contoso.com,SMTP:bob@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Search all of AD for the object first. If it is gone, run a full synchronisation (Start-ADSyncSyncCycle -PolicyType
    /// Initial). Only if the cloud object stays after that, delete it in the cloud.
    ///
    /// ## Limits
    ///
    /// With the setting completeExport a missing row means a missing object. Without it the rule runs only where at least
    /// 95 of 100 synced objects of the kind are in the AD files, and is only possible. The accounts that Entra Connect and
    /// cloud sync make for themselves (`Sync_…`, `ADToAADSyncServiceAccount`) are left out: no AD object stands behind them.
    {
        id: "orphaned-cloud-object",
        title: "Synced object without AD object",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Runbook,
        search_terms: &[
            "orphaned object",
            "object deletions aren't synchronized",
            "Can't manage or remove objects that were synchronized",
        ],
        sources: &[pages::DELETIONS_NOT_SYNCED, pages::CANNOT_MANAGE],
        needs: &[Need::Cloud(Attribute::SyncEnabled), Need::CloudForTheWhole(Attribute::ImmutableId)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// How many of a hundred synced objects must be in the AD files where nobody says that these hold all of AD.
const ENOUGH: usize = 95;
const KINDS: [ObjectKind; 3] = [ObjectKind::User, ObjectKind::Group, ObjectKind::Contact];

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let cloud = context.join.cloud();
    let complete = context.join.settings.complete_export;
    if !complete.value && !complete.is_assumed() {
        return;
    }
    let reached = Reached::new(context);
    for kind in KINDS.into_iter().filter(|&kind| context.join.directories.lists(Side::OnPremises, kind)) {
        let is_own = |object| {
            let login = context.join.index.cloud.login(object);
            login.is_some_and(|key| evidence::is_account_of_the_sync(context.text(key)))
        };
        let is_synced = |&object: &ObjectId| {
            cloud.kind(object) == kind
                && !cloud.is_deleted(object)
                && cloud.boolean(object, Attribute::SyncEnabled) == Ok(Some(true))
                && !is_own(object)
        };
        let mut all = 0;
        let count = |_: &ObjectId| all += 1;
        let orphans: Vec<ObjectId> =
            cloud.objects().filter(is_synced).inspect(count).filter(|&object| !reached.by_any_key(object)).collect();
        if !complete.value && (all - orphans.len()) * 100 < all * ENOUGH {
            continue;
        }
        for object in orphans {
            if let Some(confidence) = confidence(context, kind, object) {
                let at_most = if complete.value { Confidence::Certain } else { Confidence::Possible };
                let index = &context.join.index.cloud;
                let value = index.login(object).or_else(|| index.primary(object));
                sink.add(Severity::Medium, confidence.and(at_most), &[Owner::cloud(object)], value, 0);
            }
        }
    }
}

/// How sure it is that no row of the files is the object's; `None` where the files hold no key to compare.
fn confidence(context: &RuleContext<'_>, kind: ObjectKind, object: ObjectId) -> Option<Confidence> {
    let (on_premises, cloud) = (context.join.on_premises(), context.join.cloud());
    let is_anchored = matches!(anchor::of_cloud(cloud, object), CloudAnchor::Set(_));
    let tells_anchors = on_premises.exports(Attribute::ObjectGuid) && on_premises.exports(Attribute::ConsistencyGuid);
    if kind == ObjectKind::User && is_anchored && tells_anchors && !context.join.is_anchor_attribute_doubtful() {
        return Some(Confidence::Certain);
    }
    let index = &context.join.index.cloud;
    let has_name = index.login(object).is_some() && on_premises.exports(Attribute::UserPrincipalName)
        || index.primary(object).is_some()
            && (on_premises.exports(Attribute::ProxyAddresses) || on_premises.exports(Attribute::Mail));
    let has_sid = cloud.text(object, Attribute::ObjectSid).is_some() && on_premises.exports(Attribute::ObjectSid);
    (has_name || has_sid).then_some(Confidence::Likely)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let name = words::name(context, owners[0]);
    let kind = words::kind(context, owners[0]);
    let value = context.shown(finding, owners);
    let known_as = if value.is_empty() { String::new() } else { format!(" ({value})") };
    let is_told = context.join.settings.complete_export.value;
    Explanation {
        message: format!("The synced {kind} {name}{known_as} has no object in the AD files."),
        why: "If AD does not have it any more, it keeps its addresses and licences, and nobody can change it: the cloud refuses \
              changes of what AD masters."
            .to_owned(),
        what_to_do: format!(
            "{}Run a full synchronisation. Only if the object stays after that, delete it in the cloud.",
            if is_told {
                "Make sure that AD does not have it. "
            } else {
                "Search all of AD for it: no setting says that the files hold all of AD. "
            }
        ),
        if_you_sync: Vec::new(),
        likely_owner: None,
    }
}
