//! Finds accounts whose ImmutableId is an AD object's anchor in a spelling that the sync does not take for it. Whether the
//! export converted the value is not in the file.

use super::shared;
use crate::join::Reason;
use crate::join::anchor::{self, Relation};
use crate::model::source_anchor::{ImmutableIdForm, immutable_id_form};
use crate::rules::prelude::*;

rule! {
    /// An account carries the source anchor of an AD object in a spelling that never matches.
    ///
    /// ## What it does
    ///
    /// Looks for accounts whose ImmutableId holds the bytes of an AD object's anchor, but not as the Base64 text that the
    /// sync writes: bytes in the order of the written GUID, other letter case, GUID or hexadecimal text, a name of the
    /// connector space, another alphabet, blanks.
    ///
    /// ## Why it matters
    ///
    /// The sync compares the text with letter case. The value looks right and never matches: the user gets a second account
    /// or fails with InvalidSoftMatch.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a.lee@contoso.com,Ann Lee,Member,iGZoiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ## Not reported
    ///
    /// The text that the sync writes:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a.lee@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,
    /// ```
    ///
    /// ## What to do
    ///
    /// Look the value up in Entra ID itself, because an export may have converted it. If it stands there like this, set the
    /// text that the finding names.
    ///
    /// ## Limits
    ///
    /// A file from another tool may spell all anchors in its own way; then nothing is wrong with the accounts.
    {
        id: "anchor-encoding-error",
        title: "Anchor in another spelling",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &["ImmutableId wrong Base64", "hard match not working", "InvalidSoftMatch"],
        sources: &[pages::DESIGN, pages::SYNC_TOOLS],
        needs: &[Need::Cloud(Attribute::ImmutableId)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The bytes stand in the order of the written GUID.
const SWAPPED: u8 = 1;
const LETTER_CASE: u8 = 2;
const OTHER: u8 = 3;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    if !decision.reasons.contains(Reason::AnchorEncodingError) {
        return;
    }
    let attribute = context.join.settings.source_anchor_attribute.value;
    let own = anchor::of(context.join.on_premises(), subject.object, attribute);
    let Some(own_anchor) = own.anchor() else { return };
    let snapshot = context.join.cloud();
    let is_spelt_otherwise =
        |cloud: &ObjectId| anchor::relation(&own, anchor::of_cloud(snapshot, *cloud)) == Relation::OtherSpelling;
    let cloud = decision
        .cloud
        .filter(is_spelt_otherwise)
        .or_else(|| context.join.anchors.near_miss(own_anchor))
        .or_else(|| context.joins.case_miss(subject.object));
    let Some(cloud) = cloud else { return };
    let spelt = snapshot.text(cloud, Attribute::ImmutableId).unwrap_or_default();
    let case = if own_anchor.immutable_id().eq_ignore_ascii_case(spelt) {
        LETTER_CASE
    } else if matches!(immutable_id_form(spelt), ImmutableIdForm::Canonical(_)) {
        SWAPPED
    } else {
        OTHER
    };
    // No export turns the bytes around; the other spellings may be the export's own.
    let is_synced = snapshot.boolean(cloud, Attribute::SyncEnabled) == Ok(Some(true));
    let confidence = if case == SWAPPED && !is_synced { Confidence::Likely } else { Confidence::Possible };
    sink.add(Severity::Blocker, confidence, &[Owner::cloud(cloud), subject.owner], Attribute::ImmutableId, case);
}

fn fixes(context: &RuleContext<'_>, _: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let attribute = context.join.settings.source_anchor_attribute.value;
    let own = anchor::of(context.join.on_premises(), owners[1].object, attribute);
    let Some(right) = own.anchor().map(anchor::Anchor::immutable_id) else { return Vec::new() };
    let names = words::names(context, owners);
    let note = format!(
        "Look first in Entra ID whether the value stands there like this, and whether {} and {} are the same person. The next \
         sync joins them.",
        names[0], names[1]
    );
    let change = remedy::set(context, owners[0], Attribute::ImmutableId, Some(&right));
    let title = format!("Set the ImmutableId of {} to {}", names[0], words::shown(&right));
    change.map(|change| Fix::review(title, note, vec![change])).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let spelt = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (account, own) = (&names[0], &names[1]);
    let (own_anchor, _) = shared::anchors(context, owners[1].object, owners[0].object);
    let right = own_anchor.unwrap_or_default();
    let how = match finding.case {
        SWAPPED => "the bytes stand in the order of the written GUID",
        LETTER_CASE => "only the case of letters differs",
        _ => "it is not the Base64 text that the sync writes",
    };
    let is_synced = context.join.cloud().boolean(owners[0].object, Attribute::SyncEnabled) == Ok(Some(true));
    let doubt = if is_synced {
        " The account is synced, so most likely the export converted the value and nothing is wrong."
    } else {
        ""
    };
    Explanation::new(
        format!("The account of {account} carries the anchor of {own} in AD as {spelt} instead of {right}: {how}."),
        format!("The sync compares the text with letter case, so the two never match.{doubt}"),
        format!(
            "Look in Entra ID whether the ImmutableId stands there like this, because an export may have converted it. If so, \
             and both are the same person, set it to {right} before the sync runs."
        ),
    )
}
