//! What happens to a new object whose UPN or addresses another object has already.
//!
//! Entra ID creates the object without a UPN or SMTP address that is taken, and puts the value into quarantine. An
//! address that belongs to another kind of object is not quarantined: the export fails in every cycle.
//! Sources: Microsoft, "Identity synchronization and duplicate attribute resiliency", 2026; "Troubleshoot errors during
//! synchronization" (ObjectTypeMismatch, AttributeValueMustBeUnique), 2026-07-01.

use super::anchor::AnchorState;
use super::context::Context;
use super::decide::has_another_anchor;
use super::outcome::{Outcome, Reason, Reasons};
use super::scope;
use super::step::{Step, StepName, Verdict};
use crate::model::{Confidence, Key, ObjectId, ObjectKind, domain};

/// What a new object meets.
#[derive(Clone, Debug)]
pub(super) struct Uniqueness {
    pub(super) outcome: Outcome,
    pub(super) confidence: Confidence,
    pub(super) reasons: Reasons,
    /// The cloud object that has a value first, if one has.
    pub(super) holder: Option<ObjectId>,
    value: Option<String>,
    why: &'static str,
}

impl Uniqueness {
    /// The answer as a step of the story.
    pub(super) fn step(&self) -> Step {
        let verdict = match self.outcome {
            Outcome::NewObject => Verdict::Yes,
            _ => Verdict::Blocked,
        };
        let mut step = Step::new(StepName::Uniqueness, verdict, self.why).hits(self.holder.as_slice());
        step.key.clone_from(&self.value);
        step
    }
}

/// What becomes of an object that joins nothing.
pub(super) fn new_object(context: &Context<'_>, object: ObjectId, own: &AnchorState) -> Uniqueness {
    let index = context.index;
    let kind = context.on_premises().kind(object);
    let mut reasons = Reasons::default();
    let mut first: Option<(Key, ObjectId)> = None;
    let mut other_kind: Option<(Key, ObjectId)> = None;
    let mut meet = |key: Key, holder: ObjectId| {
        let holder_kind = context.cloud().kind(holder);
        if first.is_none() {
            first = Some((key, holder));
        }
        if holder_kind == ObjectKind::Guest {
            reasons.insert(Reason::GuestAddressCollision);
        }
        // A guest is a user to Entra ID, although no AD user ever joins it.
        let is_same_type = holder_kind == kind || (holder_kind, kind) == (ObjectKind::Guest, ObjectKind::User);
        match holder_kind {
            _ if !is_same_type => {
                reasons.insert(Reason::ObjectTypeMismatch);
                if other_kind.is_none() {
                    other_kind = Some((key, holder));
                }
            }
            ObjectKind::Guest => {}
            _ if has_another_anchor(context, own, holder) => reasons.insert(Reason::InvalidSoftMatch),
            _ => reasons.insert(Reason::PrimaryVsSecondaryNearMatch),
        }
    };
    for address in index.on_premises.addresses(object) {
        let is_taken_along = address.fault.is_none()
            && domain::of(index.keys.text(address.key))
                .is_some_and(|name| context.settings.keeps_address_in(name) != Some(false));
        if is_taken_along {
            for &holder in index.cloud_by_address.of(address.key) {
                meet(address.key, holder);
            }
        }
    }
    // A mail that stands in for the list is an address of the object as well.
    let mail = index.on_premises.primary(object).filter(|_| index.on_premises.addresses(object).is_empty());
    let mail_holder = mail.and_then(|key| index.cloud_by_address.of(key).first().map(|&holder| (key, holder)));
    if let Some((key, holder)) = mail_holder {
        meet(key, holder);
    }
    let login = index.on_premises.login(object);
    let login_holder = login.and_then(|key| index.cloud_by_login.of(key).first().map(|&holder| (key, holder)));

    let text = |key: Key| Some(index.keys.text(key).to_owned());
    if let Some((key, holder)) = other_kind {
        return Uniqueness {
            outcome: Outcome::SyncError,
            confidence: Confidence::Likely,
            reasons,
            holder: Some(holder),
            value: text(key),
            why: "An address belongs to another kind of object. The export fails in every cycle: ObjectTypeMismatch.",
        };
    }
    if let Some((key, holder)) = mail_holder {
        return Uniqueness {
            outcome: Outcome::SyncError,
            confidence: Confidence::Likely,
            reasons: reasons.with(Reason::AttributeValueMustBeUnique),
            holder: Some(holder),
            value: text(key),
            why: "Its mail is the address of another object. The export fails: AttributeValueMustBeUnique.",
        };
    }
    if let Some((key, holder)) = first {
        return Uniqueness {
            outcome: Outcome::NewObjectQuarantined,
            confidence: Confidence::Likely,
            reasons,
            holder: Some(holder),
            value: text(key),
            why: "No account matches, so a new one is created. An address belongs to another account and goes into quarantine; \
                  Microsoft sends one e-mail about it.",
        };
    }
    if let Some((key, holder)) = login_holder {
        if context.cloud().kind(holder) == ObjectKind::Guest {
            reasons.insert(Reason::GuestAddressCollision);
        }
        return Uniqueness {
            outcome: Outcome::NewObjectQuarantined,
            confidence: Confidence::Likely,
            reasons,
            holder: Some(holder),
            value: text(key),
            why: "No account matches, so a new one is created. Its UPN belongs to another account, so it gets one in the \
                  onmicrosoft.com domain.",
        };
    }
    let rivals = rivals(context, object);
    Uniqueness {
        outcome: Outcome::NewObject,
        confidence: if rivals == Reasons::default() { Confidence::Certain } else { Confidence::Possible },
        reasons: rivals,
        holder: None,
        value: None,
        why: if rivals == Reasons::default() {
            "No account matches, and its values are free: a new one is created."
        } else {
            "No account matches, so a new one is created. Another AD object has the same UPN or address: the first to arrive \
             keeps it, the other is created without it."
        },
    }
}

/// Values that the object shares with other AD objects that sync.
fn rivals(context: &Context<'_>, object: ObjectId) -> Reasons {
    let index = context.index;
    let has_rival = |objects: &[ObjectId]| {
        objects.iter().any(|&other| {
            other != object && scope::out_of_scope(context.on_premises(), &index.on_premises, other).is_none()
        })
    };
    let mut reasons = Reasons::default();
    if index.on_premises.login(object).is_some_and(|key| has_rival(index.on_premises_by_login.of(key))) {
        reasons.insert(Reason::AdDupUpn);
    }
    let addresses = index.on_premises.addresses(object);
    if addresses.iter().any(|address| has_rival(index.on_premises_by_address.of(address.key))) {
        reasons.insert(Reason::AdDupProxyAddress);
    }
    reasons
}
