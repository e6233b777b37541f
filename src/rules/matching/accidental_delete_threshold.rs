//! Finds that the next sync would delete more accounts than it may in one run. What the export leaves out by a filter of
//! organisational units is not in the files.

use crate::join::Outcome;
use crate::join::anchor::{self, CloudAnchor};
use crate::model::number::thousands;
use crate::rules::prelude::*;
use crate::settings;

rule! {
    /// So many synced objects have no AD object any more that the sync stops before deleting them.
    ///
    /// ## What it does
    ///
    /// Counts the live cloud objects that are synced and that no AD object in the files keeps: their AD object is left out
    /// by the sync or is missing. Objects that cannot be compared do not count. One finding tells the number, with the first
    /// of them.
    ///
    /// ## Why it matters
    ///
    /// More than 500 deletions in one run, unless the tenant has another limit, stop the whole export: nothing reaches the
    /// cloud any more until somebody decides. If they are allowed, all these accounts are deleted.
    ///
    /// ## Example
    ///
    /// With a limit of one:
    ///
    /// ```settings
    /// completeExport=true
    /// accidentalDeletionThreshold=1
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,nofCJe0gZk6D8J4gRgrt+A==,True
    /// cccccccc-cccc-4ccc-8ccc-cccccccccccc,cat@contoso.com,Cat Moss,Member,XkBHMK7n80qvdYsUPHHa9Q==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// Some accounts without an AD object, but no more than 500:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,nofCJe0gZk6D8J4gRgrt+A==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out what took the objects out of the sync: a moved organisational unit, a changed filter, a deletion. Undo it, or
    /// allow the deletions for one run if they are meant.
    ///
    /// ## Limits
    ///
    /// A limit other than 500 is in no export; say it in the settings. A missing row means a missing object only if the AD export is complete;
    /// say so in the settings, else the finding is a possibility. Filters of organisational units cannot be seen.
    {
        id: "accidental-delete-threshold",
        title: "Too many deletions at once",
        group: Group::Drift,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &[
            "Export to Microsoft Entra ID was Stopped. Accidental delete threshold was reached.",
            "stopped-deletion-threshold-exceeded",
            "event 116",
            "Enable-ADSyncExportDeletionThreshold",
        ],
        sources: &[pages::ACCIDENTAL_DELETES],
        needs: &[Need::OnPremises(Attribute::ObjectGuid), Need::Cloud(Attribute::SyncEnabled)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// How many accounts the finding names.
const NAMED: usize = 5;

/// The AD export is said to be complete, or the AD objects are there and left out.
const TOLD: u8 = 1;
/// It may hold only a part.
const PERHAPS_PARTIAL: u8 = 2;

/// The synced cloud objects that no AD object keeps.
#[derive(Default)]
struct Orphans {
    /// Their AD object is in the files, and the sync leaves it out.
    left_out: Vec<ObjectId>,
    /// No AD object in the files has their anchor.
    missing: Vec<ObjectId>,
}

fn orphans(context: &RuleContext<'_>) -> Orphans {
    let cloud = context.join.cloud();
    let mut is_kept = vec![false; cloud.len()];
    let mut is_left_out = vec![false; cloud.len()];
    let attribute = context.join.settings.source_anchor_attribute.value;
    let mut anchors_told = false;
    for (object, decision) in context.joins.iter() {
        if decision.outcome != Outcome::OutOfScope {
            // Whoever is kept from joining still belongs to the cloud object.
            if let Some(partner) = decision.cloud {
                is_kept[partner.index()] = true;
            }
        }
        if anchors_told && decision.outcome != Outcome::OutOfScope {
            continue;
        }
        let own = anchor::of(context.join.on_premises(), object, attribute);
        anchors_told |= matches!(own, anchor::AnchorState::Known(_));
        if let Some(own) = own.anchor().filter(|_| decision.outcome == Outcome::OutOfScope) {
            for hit in context.join.anchors.hits(own) {
                is_left_out[hit.index()] = true;
            }
        }
    }
    let mut orphans = Orphans::default();
    // Without a single known anchor in AD nothing can be said to be missing.
    for object in cloud.objects().filter(|_| anchors_told) {
        let is_synced = !cloud.is_deleted(object) && cloud.boolean(object, Attribute::SyncEnabled) == Ok(Some(true));
        let is_compared = matches!(anchor::of_cloud(cloud, object), CloudAnchor::Set(_));
        if !is_synced || !is_compared || is_kept[object.index()] {
            continue;
        }
        if is_left_out[object.index()] {
            orphans.left_out.push(object);
        } else {
            orphans.missing.push(object);
        }
    }
    orphans
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let Orphans { left_out, missing } = orphans(context);
    let threshold = context.join.settings.accidental_deletion_threshold.value as usize;
    let complete = context.join.settings.complete_export;
    let is_said_partial = complete.origin == settings::Origin::Given && !complete.value;
    let doubt = if context.join.is_anchor_attribute_doubtful() { Confidence::Likely } else { Confidence::Certain };
    let (severity, confidence, case) = if left_out.len() > threshold {
        (Severity::Blocker, doubt, TOLD)
    } else if is_said_partial || left_out.len() + missing.len() <= threshold {
        return;
    } else if complete.value {
        (Severity::Blocker, doubt, TOLD)
    } else {
        (Severity::Medium, Confidence::Possible, PERHAPS_PARTIAL)
    };
    let owners: Vec<Owner> = left_out.into_iter().chain(missing).take(NAMED).map(Owner::cloud).collect();
    sink.add(severity, confidence, &owners, Value::None, case);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let Orphans { left_out, missing } = orphans(context);
    let complete = context.join.settings.complete_export.value || finding.case == PERHAPS_PARTIAL;
    let missing = if complete { missing.len() } else { 0 };
    let names = words::list(&words::names(context, owners));
    let all = thousands(missing + left_out.len());
    let left_out = match (left_out.len(), missing) {
        (0, _) => String::new(),
        (_, 0) => format!(" The AD objects of all {all} are in the files, and the sync leaves them out."),
        (count, _) => {
            format!(
                " The sync leaves out the AD objects of {} of them; the others are not in the files.",
                thousands(count)
            )
        }
    };
    let doubt = if finding.case == PERHAPS_PARTIAL {
        " If the AD export holds only a part of the directory, nothing is wrong: then export it as a whole, or say in the \
         settings that it is not complete."
    } else {
        ""
    };
    Explanation::new(
        format!(
            "{all} synced cloud objects have no AD object that the sync takes along, among them {names}.{left_out}"
        ),
        format!(
            "The sync would delete them. More than {} in one run stop the whole export, and nothing reaches the cloud until \
             somebody decides.",
            match context.join.settings.accidental_deletion_threshold.value {
                1 => "one deletion".to_owned(),
                limit => format!("{} deletions", thousands(limit as usize)),
            }
        ),
        format!(
            "Find out what took them out of the sync: a moved organisational unit, a changed filter, a deletion. Undo it, or \
             allow the deletions for one run if they are meant.{doubt}"
        ),
    )
}
