//! The engine: what the next sync does with one AD object.
//!
//! The order is the one that Entra ID follows for an object that is new to it: source anchor, then primary SMTP
//! address, then UPN, then a new object. Before the two soft keys stands one question of our own: where a file does not
//! tell anchors, a *synced* cloud object that agrees by another key is taken for the one that is joined already, which
//! is likely and never certain.
//!
//! What is decided here concerns one object. That two AD objects want one cloud object is found by `join::contest`.
//!
//! Sources: Microsoft, "Configure Microsoft Entra Connect for an existing tenant", 2026-07-01; "Troubleshoot
//! errors during synchronization", 2026-07-01; KB 2641663 and KB 3164442 for the order of the soft keys.

use super::anchor::{self, Anchor, AnchorState, Relation};
use super::context::Context;
use super::identity::PrimarySource;
use super::outcome::{Decision, MatchKey, Outcome, Reason, Reasons};
use super::permission;
use super::scope;
use super::step::{Step, StepName, Trace, Verdict};
use super::uniqueness;
use crate::model::{Attribute, Confidence, Key, ObjectId, ObjectKind, case_key};

/// Decides one AD object and tells each step to the trace.
pub(super) fn decide(context: &Context<'_>, object: ObjectId, trace: &mut impl Trace) -> Decision {
    Engine { context, object, kind: context.on_premises().kind(object), reasons: Reasons::default() }.run(trace)
}

struct Engine<'a> {
    context: &'a Context<'a>,
    object: ObjectId,
    kind: ObjectKind,
    reasons: Reasons,
}

impl Engine<'_> {
    fn run(mut self, trace: &mut impl Trace) -> Decision {
        if let Some(decision) = self.ask_scope(trace) {
            return decision;
        }
        if !self.context.cloud_lists(self.kind) {
            return self.without_cloud_list(trace);
        }
        let own_anchor =
            anchor::of(self.context.on_premises(), self.object, self.context.settings.source_anchor_attribute.value);
        if let Some(decision) = self.ask_source_anchor(&own_anchor, trace) {
            return decision;
        }
        let by_primary = self.context.cloud_objects_by_primary(self.object);
        let by_login = self.context.cloud_users_by_login(self.object);
        if let (Some(&primary), Some(&login)) = (by_primary.first(), by_login.first())
            && primary != login
        {
            self.reasons.insert(Reason::CrossedMatch);
        }
        if let Some(decision) = self.ask_existing_link(&own_anchor, &by_primary, &by_login, trace) {
            return decision;
        }
        if let Some(decision) = self.ask_primary(&own_anchor, &by_primary, trace) {
            return decision;
        }
        if let Some(decision) = self.ask_login(&own_anchor, &by_login, trace) {
            return decision;
        }
        self.create(&own_anchor, trace)
    }

    fn ask_scope(&self, trace: &mut impl Trace) -> Option<Decision> {
        if let Some(out) = scope::out_of_scope(self.context, self.object) {
            trace.step(|| Step::new(StepName::Scope, Verdict::Blocked, out.why));
            return Some(Decision {
                outcome: Outcome::OutOfScope,
                by: None,
                confidence: out.confidence,
                cloud: None,
                reasons: out.reasons,
            });
        }
        trace.step(|| {
            let article = if self.kind == ObjectKind::User { "An ordinary user" } else { "An ordinary object" };
            Step::new(
                StepName::Scope,
                Verdict::Yes,
                format!(
                    "{article}: no system mark keeps it out. Filters on organisational units are not in any export and \
                     cannot be seen."
                ),
            )
        });
        None
    }

    fn without_cloud_list(&self, trace: &mut impl Trace) -> Decision {
        trace.step(|| {
            let kind = self.kind.name();
            let why = if self.context.cloud().is_empty() {
                "No export of Microsoft 365 is loaded.".to_owned()
            } else {
                format!("No file lists the {kind}s of Microsoft 365, so nothing can be said about what it joins.")
            };
            Step::new(StepName::SourceAnchor, Verdict::Unknown, why)
        });
        self.decision(Outcome::Undetermined, None, Confidence::Possible, None)
    }

    fn ask_source_anchor(&mut self, own: &AnchorState, trace: &mut impl Trace) -> Option<Decision> {
        let Some(own_anchor) = own.anchor() else {
            trace.step(|| {
                Step::new(
                    StepName::SourceAnchor,
                    Verdict::Unknown,
                    "The AD export does not tell the object's source anchor, so no join by anchor can be checked.",
                )
            });
            return None;
        };
        if !self.context.anchors.is_known(self.kind) {
            trace.step(|| {
                let why = if self.kind == ObjectKind::User {
                    "The Microsoft 365 export has no ImmutableId. If the account carries another anchor, a soft match \
                     fails with InvalidSoftMatch."
                } else {
                    "No export of Microsoft 365 tells the anchors of groups and contacts."
                };
                Step::new(StepName::SourceAnchor, Verdict::Unknown, why).key(own_anchor.immutable_id())
            });
            return None;
        }
        let cloud = self.context.cloud();
        let of_own_kind =
            |anchor: &&Anchor| self.context.anchors.hits(anchor).iter().any(|&hit| cloud.kind(hit) == self.kind);
        // Of two readings the one counts that a cloud account has.
        let own_anchor = own.readings().find(of_own_kind).unwrap_or(own_anchor);
        let hits = self.context.anchors.hits(own_anchor);
        let hit = hits
            .iter()
            .copied()
            .find(|&hit| !cloud.is_deleted(hit) && cloud.kind(hit) == self.kind)
            .or_else(|| hits.iter().copied().find(|&hit| cloud.kind(hit) == self.kind));
        let Some(hit) = hit else {
            let near = self.context.anchors.near_miss(own_anchor);
            if near.is_some() {
                self.reasons.insert(Reason::AnchorEncodingError);
            }
            let is_complete = self.context.anchors.is_complete(self.kind);
            trace.step(|| {
                let why = match (near, own) {
                    (Some(_), _) => {
                        "A cloud account spells these very bytes in another way. The sync compares the text, so it never \
                         matches, unless the export converted the value."
                    }
                    (None, AnchorState::Assumed(_)) => {
                        "No cloud account has the objectGUID as its ImmutableId. The AD export does not tell \
                         mS-DS-ConsistencyGuid, which would count before it."
                    }
                    (None, AnchorState::EitherOf(..)) => {
                        "The AD export does not tell in which order the bytes of the anchor stand. No cloud account has it in \
                         either order."
                    }
                    (None, _) if !is_complete => {
                        "No cloud account whose ImmutableId the files tell has this one. Those of other accounts are not told."
                    }
                    (None, _) => "No cloud account has this ImmutableId.",
                };
                let is_assumed = matches!(own, AnchorState::Assumed(_));
                let verdict = if is_assumed || !is_complete { Verdict::Unknown } else { Verdict::No };
                Step::new(StepName::SourceAnchor, verdict, why)
                    .key(own_anchor.immutable_id())
                    .hits(near.as_slice())
            });
            return None;
        };
        trace.step(|| {
            let why = match own {
                AnchorState::EitherOf(..) => {
                    "A cloud account has exactly this ImmutableId. The AD export does not tell in which order the bytes of \
                     its own anchor stand; this is the order that leads to an account."
                }
                _ => "A cloud account has exactly this ImmutableId.",
            };
            Step::new(StepName::SourceAnchor, Verdict::Yes, why)
                .key(own_anchor.immutable_id())
                .hits(&hits)
        });
        let verdict = permission::hard_match(self.context, self.object, hit);
        trace.step(|| verdict.step());
        let confidence = if hits.len() > 1 { Confidence::Possible } else { verdict.confidence };
        let confidence = if verdict.outcome.is_pending_join() && self.has_its_sid_elsewhere(own, hit, trace) {
            Confidence::Possible
        } else {
            confidence
        };
        let is_read_two_ways = matches!(own, AnchorState::EitherOf(..));
        let confidence = if is_read_two_ways { confidence.and(Confidence::Likely) } else { confidence };
        let reasons = verdict.reasons.iter().fold(self.reasons, Reasons::with);
        Some(Decision {
            outcome: verdict.outcome,
            by: Some(MatchKey::SourceAnchor),
            confidence,
            cloud: Some(hit),
            reasons,
        })
    }

    /// Where anchors cannot be compared: is there a synced cloud object that agrees by another key?
    fn ask_existing_link(
        &mut self,
        own: &AnchorState,
        by_primary: &[ObjectId],
        by_login: &[ObjectId],
        trace: &mut impl Trace,
    ) -> Option<Decision> {
        let context = self.context;
        let cloud = context.cloud();
        let fits = |hit: &ObjectId| {
            cloud.boolean(*hit, Attribute::SyncEnabled) == Ok(Some(true))
                && anchor::relation(own, anchor::of_cloud(cloud, *hit)) == Relation::Unknown
        };
        let primary = by_primary.iter().copied().find(fits);
        let login = by_login.iter().copied().find(fits);
        let sid = context.cloud_object_by_sid(self.object).filter(|hit| fits(hit));
        let (by, hit) = match (sid, primary, login) {
            (Some(hit), ..) => (None, hit),
            (None, Some(hit), _) => (Some(MatchKey::PrimarySmtp), hit),
            (None, None, Some(hit)) => (Some(MatchKey::Upn), hit),
            (None, None, None) => return None,
        };
        let elsewhere = |other: Option<ObjectId>| other.is_some_and(|other| other != hit);
        let is_crossed = elsewhere(primary) || elsewhere(login);
        let is_contradicted = context.sids_agree(self.object, hit) == Some(false);
        let confidence = if is_crossed || is_contradicted { Confidence::Possible } else { Confidence::Likely };
        let confidence =
            if by == Some(MatchKey::PrimarySmtp) { confidence.and(self.primary_confidence()) } else { confidence };
        trace.step(|| {
            let agreement = match (by, login == Some(hit)) {
                (None, _) => "A synced cloud object carries its SID",
                (Some(MatchKey::PrimarySmtp), true) => "A synced cloud object has its primary address and its UPN",
                (Some(MatchKey::PrimarySmtp), false) => "A synced cloud object has its primary address",
                _ => "A synced cloud object has its UPN",
            };
            let caution = if is_contradicted {
                " But it carries the SID of another AD object, so it may well belong to somebody else."
            } else if is_crossed {
                " Another synced object agrees by another key, so a person must look."
            } else {
                " Likely they are joined already; the ImmutableId would make it certain."
            };
            let identities = &context.index.on_premises;
            let key = match by {
                Some(MatchKey::PrimarySmtp) => identities.primary(self.object).map(|key| self.text(key)),
                Some(_) => identities.login(self.object).map(|key| self.text(key)),
                None => context.on_premises().text(self.object, Attribute::ObjectSid),
            };
            let mut step =
                Step::new(StepName::ExistingLink, Verdict::Yes, format!("{agreement}.{caution}")).hits(&[hit]);
            step.key = key.map(str::to_owned);
            step
        });
        Some(self.decision(Outcome::AlreadySynced, by, confidence, Some(hit)))
    }

    fn ask_primary(&mut self, own: &AnchorState, hits: &[ObjectId], trace: &mut impl Trace) -> Option<Decision> {
        let Some(key) = self.context.index.on_premises.primary(self.object) else {
            if self.context.index.on_premises.primary_source(self.object) == PrimarySource::OnlySecondary {
                self.reasons.insert(Reason::AdNoPrimary);
            }
            trace.step(|| {
                let why = match self.context.index.on_premises.primary_source(self.object) {
                    PrimarySource::OnlySecondary => {
                        "None of its addresses is primary: SMTP: in capitals is missing. Only a primary address joins."
                    }
                    PrimarySource::MailForUnknownAddresses => "The AD export does not tell its addresses.",
                    PrimarySource::MailForLostCase => {
                        "The AD export does not tell which address is primary: the case of SMTP: is lost."
                    }
                    _ => "It has no e-mail address.",
                };
                let is_known = self.primary_confidence() == Confidence::Certain;
                Step::new(StepName::PrimarySmtp, if is_known { Verdict::NotAsked } else { Verdict::Unknown }, why)
            });
            return None;
        };
        let identities_source = self.context.index.on_premises.primary_source(self.object);
        if hits.is_empty() {
            trace.step(|| {
                let others = self.cloud_objects_by_any_address();
                let why = if identities_source == PrimarySource::SeveralPrimaries {
                    "The first of its primary addresses is no account's. AD holds several, and the documents do not say which \
                     of them counts."
                } else if others.is_empty() {
                    "It is no account's primary address."
                } else {
                    "It is no account's primary address. It is a second address of an object, or that of another kind of \
                     object; that does not join."
                };
                Step::new(StepName::PrimarySmtp, Verdict::No, why).key(self.text(key)).hits(&others)
            });
            return None;
        }
        Some(self.soft_match(own, hits, MatchKey::PrimarySmtp, key, trace))
    }

    fn ask_login(&mut self, own: &AnchorState, hits: &[ObjectId], trace: &mut impl Trace) -> Option<Decision> {
        if self.kind != ObjectKind::User {
            return None;
        }
        let Some(key) = self.context.index.on_premises.login(self.object) else {
            trace.step(|| {
                let attribute = self.context.settings.login_id_attribute.value;
                let why = if !self.context.on_premises().cell(self.object, attribute).is_known() {
                    "The AD export does not tell its UPN."
                } else if attribute == Attribute::UserPrincipalName {
                    "It has no UPN. The sync sends its account name and the domain of AD instead, and the AD export does not \
                     tell these."
                } else {
                    "The attribute that the tenant chose for the sign-in name is not set. What the sync sends instead is not \
                     documented."
                };
                Step::new(StepName::Upn, Verdict::Unknown, why)
            });
            return None;
        };
        if hits.is_empty() {
            trace.step(|| Step::new(StepName::Upn, Verdict::No, "It is no account's UPN.").key(self.text(key)));
            return None;
        }
        let settings = self.context.settings;
        // The switch against every soft match is asked first, with the account in view.
        if !settings.block_soft_match_enabled.value && !settings.soft_match_on_upn_enabled.value {
            self.reasons.insert(Reason::SoftMatchUpnOff);
            trace.step(|| {
                Step::new(
                    StepName::Upn,
                    Verdict::Blocked,
                    "An account has this UPN, but soft match by UPN is off in the tenant (softMatchOnUpnEnabled).",
                )
                .key(self.text(key))
                .hits(hits)
            });
            return None;
        }
        Some(self.soft_match(own, hits, MatchKey::Upn, key, trace))
    }

    fn soft_match(
        &mut self,
        own: &AnchorState,
        hits: &[ObjectId],
        by: MatchKey,
        key: Key,
        trace: &mut impl Trace,
    ) -> Decision {
        let hit = hits[0];
        let step = if by == MatchKey::Upn { StepName::Upn } else { StepName::PrimarySmtp };
        trace.step(|| {
            let why = match (by, hits.len()) {
                (MatchKey::Upn, 1) => "It is the UPN of one account.",
                (MatchKey::Upn, _) => {
                    "Several accounts have this UPN, which a tenant does not allow: the files overlap."
                }
                (_, 1) => "It is the primary address of one account.",
                (_, _) => {
                    "Several accounts have this primary address, which a tenant does not allow: the files overlap."
                }
            };
            Step::new(step, Verdict::Yes, why).key(self.text(key)).hits(hits)
        });
        let verdict = permission::soft_match(self.context, self.object, hit, by, own);
        trace.step(|| verdict.step());
        // The address is tried before the UPN, so what is not known of it counts for both.
        let mut confidence = verdict.confidence.and(self.primary_confidence());
        if by == MatchKey::Upn && self.may_join_by_address_elsewhere(hit) {
            confidence = confidence.and(Confidence::Likely);
        }
        if let Some(reason) = self.meets_another_type().filter(|_| verdict.outcome.is_join()) {
            self.reasons.insert(reason);
            confidence = confidence.and(Confidence::Likely);
        }
        if verdict.outcome.is_join()
            && let Some(conflict) = uniqueness::of_a_join(self.context, self.object, own, hit)
        {
            confidence = confidence.and(conflict.confidence);
            self.reasons = conflict.reasons.iter().fold(self.reasons, Reasons::with);
            trace.step(|| conflict.step());
        }
        let is_elsewhere = verdict.outcome.is_join() && self.has_its_sid_elsewhere(own, hit, trace);
        if hits.len() > 1 || is_elsewhere {
            confidence = Confidence::Possible;
        }
        let reasons = verdict.reasons.iter().fold(self.reasons, Reasons::with);
        Decision { outcome: verdict.outcome, by: Some(by), confidence, cloud: Some(hit), reasons }
    }

    /// Does another account than the one to be joined carry the object's SID, with another anchor? Then that one most likely
    /// is the person's own, and the SID, which is unique, makes the export fail.
    fn has_its_sid_elsewhere(&mut self, own: &AnchorState, hit: ObjectId, trace: &mut impl Trace) -> bool {
        let other = self.context.cloud_object_by_sid(self.object);
        let Some(other) = other.filter(|&other| other != hit && self.context.has_another_anchor(own, other)) else {
            return false;
        };
        self.reasons.insert(Reason::AdDupSid);
        trace.step(|| {
            Step::new(
                StepName::Permission,
                Verdict::Unknown,
                "Another account carries its SID, with another source anchor: perhaps the same person's, from before. The SID \
                 is unique, so the join most likely fails: AttributeValueMustBeUnique (OnPremiseSecurityIdentifier).",
            )
            .hits(&[other])
        });
        true
    }

    fn create(mut self, own: &AnchorState, trace: &mut impl Trace) -> Decision {
        let identities = &self.context.index.on_premises;
        let has_key = identities.primary(self.object).is_some() || identities.login(self.object).is_some();
        let anchors_compare = matches!(own, AnchorState::Known(_)) && self.context.anchors.is_known(self.kind);
        // Groups are never exported with their anchor; their SID says as much.
        let sids_compare = self.context.on_premises().cell(self.object, Attribute::ObjectSid).is_known()
            && self.context.cloud().exports(Attribute::ObjectSid)
            && self.kind == ObjectKind::Group;
        if !has_key && !anchors_compare && !sids_compare {
            trace.step(|| {
                Step::new(
                    StepName::Uniqueness,
                    Verdict::Unknown,
                    "The files hold no anchor, UPN or address by which anything could be decided.",
                )
            });
            return self.decision(Outcome::Undetermined, None, Confidence::Possible, None);
        }
        let verdict = uniqueness::new_object(self.context, self.object, own);
        trace.step(|| verdict.step());
        self.reasons = verdict.reasons.iter().fold(self.reasons, Reasons::with);
        // An account whose anchor no file tells may carry this one, whatever its name.
        let anchors_prove = anchors_compare
            && self.context.anchors.is_complete(self.kind)
            && !self.context.is_anchor_attribute_doubtful();
        let sids_prove = sids_compare && self.context.are_group_sids_told();
        let is_proven = anchors_prove || sids_prove;
        let certainty =
            if is_proven && !self.context.is_cloud_partial() { Confidence::Certain } else { Confidence::Likely };
        let mut confidence = certainty.and(verdict.confidence).and(self.primary_confidence());
        // What is sent as the UPN of a user always is something, known or not.
        let is_login_unknown = self.kind == ObjectKind::User && identities.login(self.object).is_none();
        let is_login_unchecked = identities.login(self.object).is_some() && !self.context.are_logins_told();
        let is_scope_doubtful = scope::is_doubtful(self.context, self.object);
        if is_login_unknown || is_login_unchecked || is_scope_doubtful || self.mail_beside_list_is_taken() {
            confidence = confidence.and(Confidence::Likely);
        }
        let namesake = self.context.deleted_namesake(self.object, own).filter(|_| self.kind == ObjectKind::User);
        if let Some(namesake) = namesake {
            confidence = Confidence::Possible;
            trace.step(|| {
                Step::new(
                    StepName::Uniqueness,
                    Verdict::Unknown,
                    "A deleted account in the recycle bin had its UPN or primary address. If that account carries its source \
                     anchor, it is restored and joined instead; no file tells.",
                )
                .hits(&[namesake])
            });
        }
        if self.reasons.contains(Reason::AnchorEncodingError) {
            confidence = Confidence::Possible;
        }
        self.decision(verdict.outcome, None, confidence, verdict.holder)
    }

    /// May the address lead to another account than the UPN does? Either the cloud's addresses are not all told, or the
    /// user's mail stands beside second addresses alone: Microsoft says that it does not count then, in one place only.
    fn may_join_by_address_elsewhere(&self, hit: ObjectId) -> bool {
        let index = self.context.index;
        if index.on_premises.primary(self.object).is_some() {
            return !self.context.are_primaries_told(self.kind);
        }
        let is_elsewhere = |other: ObjectId| other != hit && self.context.cloud().kind(other) == self.kind;
        self.mail_beside_list().is_some_and(|key| index.cloud_by_primary(key).has(is_elsewhere))
    }

    /// The mail of an object that has a list of addresses without it. The list counts before the mail.
    fn mail_beside_list(&self) -> Option<Key> {
        let index = self.context.index;
        let addresses = index.on_premises.addresses(self.object);
        let mail = self.context.on_premises().text(self.object, Attribute::Mail)?;
        let key = index.keys.find(&case_key::fold(mail))?;
        (!addresses.is_empty() && addresses.iter().all(|address| address.key != key)).then_some(key)
    }

    /// Has another object that mail as an address? That the list counts before it stands in one document, that a mail
    /// must be unique in another.
    fn mail_beside_list_is_taken(&self) -> bool {
        self.mail_beside_list().is_some_and(|key| !self.context.index.cloud_by_address(key).is_empty())
    }

    /// Does an object of another kind hold one of the addresses? It fails to follow then, and the export with it.
    fn meets_another_type(&self) -> Option<Reason> {
        let identities = &self.context.index.on_premises;
        let kind_of = |hit: ObjectId| match self.context.cloud().kind(hit) {
            ObjectKind::Guest => ObjectKind::User,
            kind => kind,
        };
        let is_held = |key: Key| self.context.index.cloud_by_address(key).has(|hit| kind_of(hit) != self.kind);
        if identities.primary(self.object).is_some_and(is_held) {
            return Some(Reason::ObjectTypeMismatch);
        }
        let is_second_held = uniqueness::addresses_taken_along(self.context, self.object).any(is_held);
        let reason = if self.kind == ObjectKind::User {
            Reason::CloudContactOrGroupHoldsAddress
        } else {
            Reason::ObjectTypeMismatch
        };
        is_second_held.then_some(reason)
    }

    fn decision(
        &self,
        outcome: Outcome,
        by: Option<MatchKey>,
        confidence: Confidence,
        cloud: Option<ObjectId>,
    ) -> Decision {
        Decision { outcome, by, confidence, cloud, reasons: self.reasons }
    }

    fn text(&self, key: Key) -> &str {
        self.context.index.keys.text(key)
    }

    /// How sure it is that the primary address is the one that the sync compares.
    fn primary_confidence(&self) -> Confidence {
        self.context.index.on_premises.primary_source(self.object).confidence()
    }

    fn cloud_objects_by_any_address(&self) -> Vec<ObjectId> {
        let Some(key) = self.context.index.on_premises.primary(self.object) else { return Vec::new() };
        let mut hits: Vec<ObjectId> = self.context.index.cloud_by_address(key).collect();
        hits.dedup();
        hits
    }
}
