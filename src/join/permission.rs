//! May an AD object join the cloud object that its key led to?
//!
//! What the files do not tell is assumed as Microsoft's default has it; then the answer is likely, not certain, and
//! names what was assumed.
//!
//! Sources: Microsoft, "Configure Microsoft Entra Connect for an existing tenant" (preconditions, hardening from
//! 2026-07-01), "Troubleshoot errors during synchronization" 2026-07-01, message centre MC1262584 and MC1263280.

use super::anchor::{self, AnchorState, CloudAnchor, Relation};
use super::context::Context;
use super::outcome::{MatchKey, Outcome, Reason, Reasons};
use super::step::{Step, StepName, Verdict};
use crate::model::{Attribute, Confidence, Guid, ObjectId, ObjectKind};
use crate::tenant::RoleAssignment;

/// What was assumed because no file tells it.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each flag is one independent assumption, in words below")]
pub(super) struct Assumed {
    anchor: bool,
    own_anchor: bool,
    role: bool,
    soft_match: bool,
    soft_match_on_upn: bool,
    take_over: bool,
    object_identifier: bool,
    source_of_authority: bool,
    sync_state: bool,
}

impl Assumed {
    fn is_none(self) -> bool {
        self.words().is_empty()
    }

    fn words(self) -> Vec<&'static str> {
        [
            (self.anchor, "it carries no other anchor"),
            (self.own_anchor, "no other account carries the object's own anchor"),
            (self.role, "it holds no admin role"),
            (self.soft_match, "soft match is not blocked"),
            (self.soft_match_on_upn, "soft match tries the UPN"),
            (self.take_over, "taking over by hard match is not blocked"),
            (self.object_identifier, "it is not bound to another AD object"),
            (self.source_of_authority, "it was not moved to the cloud as its source of authority"),
            (self.sync_state, "it is not synced already"),
        ]
        .into_iter()
        .filter_map(|(is_assumed, words)| is_assumed.then_some(words))
        .collect()
    }
}

/// The answer.
#[derive(Clone, Debug)]
pub(super) struct Permission {
    pub(super) outcome: Outcome,
    pub(super) confidence: Confidence,
    pub(super) reasons: Reasons,
    why: &'static str,
    assumed: Assumed,
    hit: ObjectId,
}

impl Permission {
    fn blocked(outcome: Outcome, reason: Reason, hit: ObjectId, why: &'static str) -> Self {
        Self { outcome, confidence: Confidence::Certain, reasons: reason.into(), why, assumed: Assumed::default(), hit }
    }

    fn allowed(outcome: Outcome, hit: ObjectId, why: &'static str, assumed: Assumed) -> Self {
        let confidence = if assumed.is_none() { Confidence::Certain } else { Confidence::Likely };
        Self { outcome, confidence, reasons: Reasons::default(), why, assumed, hit }
    }

    fn at_most(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.and(confidence);
        self
    }

    fn because(mut self, reason: Reason) -> Self {
        self.reasons.insert(reason);
        self
    }

    /// The answer as a step of the story.
    pub(super) fn step(&self) -> Step {
        let verdict = match self.outcome {
            Outcome::HardMatchBlocked | Outcome::SoftMatchBlocked => Verdict::Blocked,
            Outcome::Undetermined => Verdict::Unknown,
            _ => Verdict::Yes,
        };
        let assumed = self.assumed.words();
        let why = if assumed.is_empty() {
            self.why.to_owned()
        } else {
            format!("{} Assumed, because no file tells: {}.", self.why, assumed.join(", "))
        };
        Step::new(StepName::Permission, verdict, why).hits(&[self.hit])
    }
}

/// May the object be joined to a cloud object that has its anchor?
pub(super) fn hard_match(context: &Context<'_>, object: ObjectId, hit: ObjectId) -> Permission {
    let (cloud, settings) = (context.cloud(), context.settings);
    let blocked = |reason, why| Permission::blocked(Outcome::HardMatchBlocked, reason, hit, why);
    let managed = cloud.boolean(hit, Attribute::IsCloudManaged);
    if managed == Ok(Some(true)) {
        return blocked(
            Reason::SoaCloudManaged,
            "The account is mastered in the cloud (source of authority, isCloudManaged). Changes in AD do not reach it.",
        );
    }
    let synced = cloud.boolean(hit, Attribute::SyncEnabled);
    let is_deleted = cloud.is_deleted(hit);
    let is_synced = synced == Ok(Some(true)) && !is_deleted;

    let hardening = settings.hard_match_hardening;
    let identifier_checked =
        hardening.value && !settings.allow_on_prem_update_of_on_premises_object_identifier_enabled.value;
    let own_identifiers = context.on_premises().text(object, Attribute::ObjectGuid).map(readings).unwrap_or_default();
    let bound_to = cloud.cell(hit, Attribute::OnPremisesObjectIdentifier);
    let bound_identifiers = bound_to.text().map(readings).unwrap_or_default();
    let can_compare = own_identifiers[0].is_some() && bound_identifiers[0].is_some();
    if identifier_checked
        && can_compare
        && !own_identifiers.iter().flatten().any(|own| bound_identifiers.contains(&Some(*own)))
    {
        return blocked(
            Reason::HardMatchBlockedOpoi,
            "The account is bound to another AD object (onPremisesObjectIdentifier). Since July 2026 it can only be bound \
             anew after that value is cleared.",
        )
        .at_most(Confidence::Likely);
    }
    // An anchor that is not the object's own objectGUID may have been carried over from an older object.
    let is_carried_over = cloud
        .text(hit, Attribute::ImmutableId)
        .is_some_and(|text| Guid::parse_base64(text).is_none_or(|anchor| !own_identifiers.contains(&Some(anchor))));
    let cannot_compare = !bound_to.is_known() || (bound_to.text().is_some() && !can_compare);
    let identifier_unknown = identifier_checked && cannot_compare;
    if is_synced {
        let matters = is_carried_over || bound_to.is_known();
        let assumed = Assumed { object_identifier: identifier_unknown && matters, ..Assumed::default() };
        return Permission::allowed(Outcome::AlreadySynced, hit, "It is synced: the two are joined already.", assumed);
    }
    if synced.is_err() && !is_deleted {
        return Permission::allowed(
            Outcome::AlreadySynced,
            hit,
            "The file does not tell whether the account is synced; with this anchor it most likely is.",
            Assumed::default(),
        )
        .at_most(Confidence::Likely);
    }
    if context.on_premises().kind(object) != ObjectKind::User {
        return Permission::allowed(Outcome::HardMatch, hit, "The anchor links the two again.", Assumed::default())
            .at_most(Confidence::Likely);
    }
    take_over(context, hit, identifier_unknown)
}

/// The identifiers that a cell may mean: one, or two where bare digits do not tell the order of bytes.
fn readings(cell: &str) -> [Option<Guid>; 2] {
    [Guid::parse(cell), Guid::second_reading(cell)]
}

/// May a cloud user that is not synced now be taken over by its anchor?
fn take_over(context: &Context<'_>, hit: ObjectId, identifier_unknown: bool) -> Permission {
    let (cloud, settings) = (context.cloud(), context.settings);
    let blocked = |reason, why| Permission::blocked(Outcome::HardMatchBlocked, reason, hit, why);
    let is_deleted = cloud.is_deleted(hit);
    let synced = cloud.boolean(hit, Attribute::SyncEnabled);
    let take_over = settings.block_cloud_object_takeover_through_hard_match_enabled;
    if take_over.value {
        return blocked(
            Reason::HardMatchBlockedFlag,
            "Taking over a cloud account by hard match is blocked in the tenant \
             (BlockCloudObjectTakeoverThroughHardMatchEnabled): InvalidHardMatch.",
        );
    }
    let object_id = cloud.text(hit, Attribute::ObjectId).and_then(Guid::parse_text);
    let roles = context.directories.tenant.roles_of(object_id);
    let holds_role = roles.is_some_and(|roles| !roles.is_empty());
    if settings.hard_match_hardening.value && roles.is_some_and(|roles| roles.iter().any(RoleAssignment::is_privileged))
    {
        return blocked(
            Reason::HardMatchBlockedRole,
            "The account holds a privileged role, or may activate one. Since July 2026 such an account is not taken over: \
             InvalidHardMatch.",
        )
        // Microsoft turns the check on tenant by tenant, until the end of September 2026.
        .at_most(if settings.hard_match_hardening.is_assumed() { Confidence::Likely } else { Confidence::Certain });
    }
    let assumed = Assumed {
        role: roles.is_none(),
        take_over: take_over.is_assumed(),
        object_identifier: identifier_unknown,
        source_of_authority: !is_deleted
            && synced == Ok(None)
            && cloud.boolean(hit, Attribute::IsCloudManaged) != Ok(Some(false)),
        ..Assumed::default()
    };
    let mut permission = if is_deleted {
        Permission::allowed(
            Outcome::HardMatchRestore,
            hit,
            "The account is in the recycle bin. It is restored and joined.",
            assumed,
        )
        .because(Reason::SoftDeletedAnchor)
    } else if synced == Ok(Some(false)) {
        Permission::allowed(
            Outcome::HardMatch,
            hit,
            "The account was synced before, left the scope and kept its anchor. It is joined again.",
            assumed,
        )
        .because(Reason::LeftScopeLeftover)
        .at_most(Confidence::Likely)
    } else {
        Permission::allowed(
            Outcome::HardMatch,
            hit,
            "The cloud account is taken over: every attribute that has a value in AD is overwritten.",
            assumed,
        )
    };
    if holds_role {
        // Microsoft's notices differ: one says any role blocks, the documents say privileged ones do.
        permission = permission.because(Reason::HardMatchBlockedRole).at_most(Confidence::Likely);
    }
    permission
}

/// May the object be joined to a cloud object that agrees by address or UPN?
pub(super) fn soft_match(
    context: &Context<'_>,
    object: ObjectId,
    hit: ObjectId,
    by: MatchKey,
    own: &AnchorState,
) -> Permission {
    let (cloud, settings) = (context.cloud(), context.settings);
    let relation = anchor::relation(own, anchor::of_cloud(cloud, hit));
    // What follows from a difference of anchors is as sure as the attribute that was compared.
    let difference = if context.is_anchor_attribute_doubtful() { Confidence::Likely } else { Confidence::Certain };
    let blocked = |reason, why| Permission::blocked(Outcome::SoftMatchBlocked, reason, hit, why);
    let synced = cloud.boolean(hit, Attribute::SyncEnabled);
    let has_anchor = matches!(anchor::of_cloud(cloud, hit), CloudAnchor::Set(_));
    match relation {
        Relation::OtherSpelling => {
            return blocked(
                Reason::AnchorEncodingError,
                "The account carries the object's own anchor in another spelling. The sync compares the text, so it takes \
                 the account for another's: InvalidSoftMatch. Unless the export converted the value; then the two are joined \
                 already.",
            )
            .at_most(Confidence::Possible);
        }
        Relation::Different => {
            return blocked(
                Reason::InvalidSoftMatch,
                "The account carries another anchor, so it belongs to another AD object: InvalidSoftMatch. No further key is \
                 tried.",
            )
            .at_most(difference);
        }
        Relation::Unknown if has_anchor && !settings.block_soft_match_enabled.value => {
            let why = if matches!(own, AnchorState::Unknown) {
                "The account carries an anchor, and the AD export does not tell the object's own. If they are equal the two \
                 join; if not, it ends in InvalidSoftMatch."
            } else {
                "The account carries an anchor that is not the objectGUID. If mS-DS-ConsistencyGuid holds it, the two join; if \
                 not, it ends in InvalidSoftMatch."
            };
            return Permission::allowed(Outcome::Undetermined, hit, why, Assumed::default())
                .at_most(Confidence::Possible);
        }
        Relation::NoneInCloud if synced == Ok(Some(true)) => {
            return blocked(
                Reason::InvalidSoftMatch,
                "The account is synced already, so it belongs to another AD object: InvalidSoftMatch.",
            )
            .at_most(Confidence::Likely);
        }
        _ => {}
    }
    if settings.block_soft_match_enabled.value {
        // Where the account may carry the object's own anchor, the two may be joined by it, which the switch leaves alone.
        let may_share_anchor = relation == Relation::Unknown && (has_anchor || synced.is_err());
        return blocked(
            Reason::SoftMatchBlockedFlag,
            "Soft match is off in the tenant (blockSoftMatchEnabled). A second account would be created, and the values they \
             share would collide.",
        )
        .at_most(if may_share_anchor { Confidence::Possible } else { Confidence::Likely });
    }
    if cloud.boolean(hit, Attribute::IsCloudManaged) == Ok(Some(true)) {
        return blocked(
            Reason::SoaCloudManaged,
            "The account is mastered in the cloud (source of authority, isCloudManaged). Changes in AD do not reach it.",
        );
    }
    let object_id = cloud.text(hit, Attribute::ObjectId).and_then(Guid::parse_text);
    let roles = context.directories.tenant.roles_of(object_id);
    if roles.is_some_and(|roles| !roles.is_empty()) {
        return blocked(
            Reason::ExistingAdminRoleConflict,
            "The account holds an admin role, or may activate one. Such an account is not taken by soft match: Existing Admin \
             Role Conflict.",
        );
    }
    let is_user = cloud.kind(hit) == ObjectKind::User;
    let assumed = Assumed {
        anchor: relation == Relation::Unknown,
        own_anchor: relation == Relation::NoneInCloud
            && (!matches!(own, AnchorState::Known(_))
                || !context.anchors.is_complete(cloud.kind(hit))
                || difference != Confidence::Certain),
        role: is_user && roles.is_none(),
        soft_match: settings.block_soft_match_enabled.is_assumed(),
        soft_match_on_upn: by == MatchKey::Upn && settings.soft_match_on_upn_enabled.is_assumed(),
        sync_state: synced.is_err(),
        ..Assumed::default()
    };
    let outcome = if by == MatchKey::Upn { Outcome::SoftMatchUpn } else { Outcome::SoftMatchSmtp };
    // Where neither the anchor nor the sync state is told, the two may just as well be joined already.
    // An account that carries the SID of another AD object was synced from that one.
    let is_contradicted = context.sids_agree(object, hit) == Some(false);
    let is_possible = (assumed.anchor && assumed.sync_state) || is_contradicted;
    let at_most = if is_possible { Confidence::Possible } else { Confidence::Certain };
    Permission::allowed(
        outcome,
        hit,
        "The cloud object is taken over: it gets the source anchor, and every attribute that has a value in AD is \
         overwritten.",
        assumed,
    )
    .at_most(at_most)
}
