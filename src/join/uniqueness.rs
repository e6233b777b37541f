//! What happens to a new object whose UPN or addresses another object has already.
//!
//! Entra ID creates the object without a UPN or SMTP address that is taken, and puts the value into quarantine. An
//! address that belongs to another kind of object is not quarantined, and neither is a SIP address: the export fails in
//! every cycle.
//! Sources: Microsoft, "Identity synchronization and duplicate attribute resiliency", 2025-04-09; "Troubleshoot errors during
//! synchronization" (ObjectTypeMismatch, AttributeValueMustBeUnique), 2026-07-01; "Diagnose duplicated attribute
//! synchronization errors" (SipProxyAddress), 2026-09-10.

use super::anchor::{self, Anchor, AnchorState, Relation};
use super::claims::{Claim, Role, sip_addresses};
use super::context::Context;
use super::holders::Holders;
use super::outcome::{Outcome, Reason, Reasons};
use super::scope;
use super::step::{Step, StepName, Verdict};
use crate::model::{Attribute, Confidence, Key, ObjectId, ObjectKind, Side, case_key, domain, user_principal_name};

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

/// Values of a new object that cloud objects have, and the reasons that follow.
#[derive(Default)]
struct Collisions {
    reasons: Reasons,
    first: Option<(Key, ObjectId)>,
    /// The first that is joined to another AD object.
    of_another: Option<(Key, ObjectId)>,
    other_kind: Option<(Key, ObjectId)>,
    /// May one of the holders be the account that the object is joined to already? No file tells its anchor.
    may_be_its_own: bool,
}

impl Collisions {
    /// An address of the object that a cloud object holds.
    fn meet(&mut self, context: &Context<'_>, object: ObjectId, own: &AnchorState, key: Key, holder: ObjectId) {
        let kind = context.on_premises().kind(object);
        let holder_kind = context.cloud().kind(holder);
        self.first.get_or_insert((key, holder));
        if holder_kind == ObjectKind::Guest {
            self.reasons.insert(Reason::GuestAddressCollision);
        }
        // A guest is a user to Entra ID, although no AD user ever joins it.
        let is_same_type = holder_kind == kind || (holder_kind, kind) == (ObjectKind::Guest, ObjectKind::User);
        if !is_same_type {
            self.reasons.insert(Reason::ObjectTypeMismatch);
            self.other_kind.get_or_insert((key, holder));
        } else if holder_kind != ObjectKind::Guest {
            if context.has_another_anchor(own, holder) {
                self.reasons.insert(Reason::InvalidSoftMatch);
                self.of_another.get_or_insert((key, holder));
            } else {
                self.reasons.insert(Reason::PrimaryVsSecondaryNearMatch);
                self.may_be_its_own |= may_be_joined(context, own, holder);
            }
        }
    }
}

/// May the object be joined to this account already, as far as the files tell? An account that is not synced is joined to
/// nobody.
fn may_be_joined(context: &Context<'_>, own: &AnchorState, holder: ObjectId) -> bool {
    let cloud = context.cloud();
    anchor::relation(own, anchor::of_cloud(cloud, holder)) == Relation::Unknown
        && matches!(cloud.boolean(holder, Attribute::SyncEnabled), Ok(Some(true)) | Err(_))
}

/// The addresses of an object that Entra ID does not discard.
pub(super) fn addresses_taken_along(context: &Context<'_>, object: ObjectId) -> impl Iterator<Item = Key> {
    let index = context.index;
    let is_kept = |key: Key| {
        domain::of(index.keys.text(key)).is_some_and(|name| context.settings.keeps_address_in(name) != Some(false))
    };
    let addresses = index.on_premises.addresses(object).iter().filter(|address| address.fault.is_none());
    addresses.map(|address| address.key).filter(move |&key| is_kept(key))
}

/// A value that lets the export of an object fail that is to join an account by another key: its anchor or a SIP address is
/// that of another object.
pub(super) fn of_a_join(
    context: &Context<'_>,
    object: ObjectId,
    own: &AnchorState,
    hit: ObjectId,
) -> Option<Uniqueness> {
    taken_anchor(context, object, own, Reasons::default())
        .or_else(|| taken_sip_address(context, object, own, Reasons::default()))
        .filter(|conflict| conflict.holder != Some(hit))
}

/// What becomes of an object that joins nothing.
pub(super) fn new_object(context: &Context<'_>, object: ObjectId, own: &AnchorState) -> Uniqueness {
    let index = context.index;
    let mut collisions = Collisions::default();
    for key in addresses_taken_along(context, object) {
        for holder in index.cloud_by_address(key) {
            collisions.meet(context, object, own, key, holder);
        }
    }
    // A mail that stands in for the list is an address of the object as well.
    let mail = index.on_premises.primary(object).filter(|_| index.on_premises.addresses(object).is_empty());
    let mail = mail.and_then(|key| index.cloud_by_address(key).next().map(|holder| (key, holder)));
    if let Some((key, holder)) = mail {
        collisions.meet(context, object, own, key, holder);
    }
    let login = index.on_premises.login(object);
    let login = login.and_then(|key| index.cloud_by_login(key).next().map(|holder| (key, holder)));

    let Collisions { mut reasons, first, of_another, other_kind, may_be_its_own } = collisions;
    // Both kinds of quarantine are on in every tenant, and yet exports of the switches show them off.
    let settings = context.settings;
    let addresses_told_off = !settings.quarantine_upon_proxy_addresses_conflict_enabled.value;
    let login_told_off = !settings.quarantine_upon_upn_conflict_enabled.value;
    let taken = |outcome, reasons, (key, holder), why| Uniqueness {
        outcome,
        confidence: if may_be_its_own { Confidence::Possible } else { Confidence::Likely },
        reasons,
        holder: Some(holder),
        value: Some(index.keys.text(key).to_owned()),
        why,
    };
    if let Some(conflict) = taken_identifier(context, object, own, reasons) {
        return conflict;
    }
    if let Some(collision) = other_kind {
        let why = "An address belongs to another kind of object. The export fails in every cycle: ObjectTypeMismatch.";
        return taken(Outcome::SyncError, reasons, collision, why);
    }
    if let Some(collision) = mail {
        let why = if may_be_its_own {
            "Its mail is an address of a synced account whose ImmutableId no file tells. That may be the account that it is \
             joined to already, which the ImmutableId would tell. If it is another's, the export fails: \
             AttributeValueMustBeUnique."
        } else {
            "Its mail is the address of another object. The export fails: AttributeValueMustBeUnique."
        };
        return taken(Outcome::SyncError, reasons.with(Reason::AttributeValueMustBeUnique), collision, why);
    }
    if let Some(conflict) = taken_sip_address(context, object, own, reasons) {
        return conflict;
    }
    let quarantined = |reasons, collision, is_told_off, why| {
        let taken = taken(Outcome::NewObjectQuarantined, reasons, collision, why);
        Uniqueness { confidence: if is_told_off { Confidence::Possible } else { taken.confidence }, ..taken }
    };
    if let Some(collision) = of_another.or(first) {
        let why = if may_be_its_own {
            "No account matches, and a synced account whose ImmutableId no file tells has one of its addresses. That may be the \
             account that it is joined to already, under its names of before; the ImmutableId would tell. If it is another's, \
             a new account is created and the address goes into quarantine."
        } else if addresses_told_off {
            "No account matches, so a new one is created, and an address belongs to another account. Microsoft documents that \
             such an address goes into quarantine in every tenant. The tenant's switches say that this is off \
             (quarantineUponProxyAddressesConflictEnabled); then the export would fail: AttributeValueMustBeUnique."
        } else {
            "No account matches, so a new one is created. An address belongs to another account and goes into \
             quarantine; Microsoft sends one e-mail about it."
        };
        return quarantined(reasons, collision, addresses_told_off || (login.is_some() && login_told_off), why);
    }
    if let Some(collision) = login {
        if context.cloud().kind(collision.1) == ObjectKind::Guest {
            reasons.insert(Reason::GuestAddressCollision);
        }
        let why = if login_told_off {
            "No account matches, so a new one is created, and its UPN belongs to another account. Microsoft documents that it \
             gets one in the onmicrosoft.com domain in every tenant. The tenant's switches say that this is off \
             (quarantineUponUpnConflictEnabled); then the export would fail: AttributeValueMustBeUnique."
        } else {
            "No account matches, so a new one is created. Its UPN belongs to another account, so it gets one in the \
             onmicrosoft.com domain."
        };
        return quarantined(reasons, collision, login_told_off, why);
    }
    replaced_login(context, object).unwrap_or_else(|| with_free_values(context, object))
}

/// What becomes of an object none of whose values a cloud object is known to have.
fn with_free_values(context: &Context<'_>, object: ObjectId) -> Uniqueness {
    let rivals = rivals(context, object);
    let (confidence, why) = if rivals == Reasons::default() && !has_unchecked_address(context, object) {
        (Confidence::Certain, "No account matches, and its values are free: a new one is created.")
    } else if rivals == Reasons::default() {
        (
            Confidence::Likely,
            "No account matches, so a new one is created. Whether its addresses are free the files do not tell: the cloud's \
             proxyAddresses are not exported, or not of every object. If one is taken, it goes into quarantine or the export \
             fails.",
        )
    } else {
        (
            Confidence::Possible,
            "No account matches, so a new one is created. Another AD object has the same UPN or address: the first to \
             arrive keeps it, the other is created without it.",
        )
    };
    Uniqueness { outcome: Outcome::NewObject, confidence, reasons: rivals, holder: None, value: None, why }
}

/// A SID or an anchor that another cloud object carries: both are unique, and neither is put into quarantine.
fn taken_identifier(
    context: &Context<'_>,
    object: ObjectId,
    own: &AnchorState,
    reasons: Reasons,
) -> Option<Uniqueness> {
    if let Some(holder) = context.cloud_object_by_sid(object).filter(|&holder| context.has_another_anchor(own, holder))
    {
        return Some(Uniqueness {
            outcome: Outcome::SyncError,
            confidence: Confidence::Likely,
            reasons: reasons.with(Reason::AdDupSid).with(Reason::AttributeValueMustBeUnique),
            holder: Some(holder),
            value: context.on_premises().text(object, Attribute::ObjectSid).map(str::to_owned),
            why: "An account that is joined to another source anchor carries its SID. The export fails: \
                  AttributeValueMustBeUnique (OnPremiseSecurityIdentifier). The same person created again, or a copied anchor.",
        });
    }
    taken_anchor(context, object, own, reasons)
}

/// A guest takes no part in joins, but its ImmutableId is as unique as anybody's.
fn taken_anchor(context: &Context<'_>, object: ObjectId, own: &AnchorState, reasons: Reasons) -> Option<Uniqueness> {
    let own_kind = context.on_premises().kind(object);
    let is_of_other_kind = |hit: &ObjectId| context.cloud().kind(*hit) != own_kind && !context.cloud().is_deleted(*hit);
    let of_other_kind = own.anchor().and_then(|own| context.anchors.hits(own).into_iter().find(is_of_other_kind));
    of_other_kind.map(|holder| Uniqueness {
            outcome: Outcome::SyncError,
            confidence: Confidence::Possible,
            reasons: reasons.with(Reason::AttributeValueMustBeUnique),
            holder: Some(holder),
            value: own.anchor().map(Anchor::immutable_id),
            why: "A guest, or another kind of object, carries its source anchor. Such an object is not joined, and no other \
                  may have the same anchor. What happens is not documented; most likely the export fails: \
                  AttributeValueMustBeUnique (ImmutableId).",
    })
}

/// A SIP address that a live cloud object has: it is unique, and is not put into quarantine.
fn taken_sip_address(
    context: &Context<'_>,
    object: ObjectId,
    own: &AnchorState,
    reasons: Reasons,
) -> Option<Uniqueness> {
    let list = context.on_premises().text(object, Attribute::ProxyAddresses)?;
    let holds_it = |claim: &&Claim| {
        claim.side() == Side::Cloud && claim.role() == Role::SipAddress && !context.cloud().is_deleted(claim.object())
    };
    let (address, holder) = sip_addresses(list).find_map(|address| {
        let key = context.index.keys.find(&case_key::fold(address))?;
        Some((address, context.index.claims.of(key).iter().find(holds_it)?.object()))
    })?;
    // An account whose anchor cannot be compared may be the object's own.
    let may_be_its_own = context.cloud().kind(holder) == context.on_premises().kind(object)
        && anchor::relation(own, anchor::of_cloud(context.cloud(), holder)) == Relation::Unknown;
    Some(Uniqueness {
        outcome: Outcome::SyncError,
        confidence: if may_be_its_own { Confidence::Possible } else { Confidence::Likely },
        reasons: reasons.with(Reason::AttributeValueMustBeUnique),
        holder: Some(holder),
        value: Some(address.to_owned()),
        why: "Its SIP address is another object's. SIP addresses are not put into quarantine; the export fails: \
              AttributeValueMustBeUnique (SipProxyAddress).",
    })
}

/// Has it an address that cannot be compared with all of the cloud's?
fn has_unchecked_address(context: &Context<'_>, object: ObjectId) -> bool {
    let has_sip_address = || {
        let list = context.on_premises().text(object, Attribute::ProxyAddresses);
        list.is_some_and(|list| sip_addresses(list).next().is_some())
    };
    let identities = &context.index.on_premises;
    let has_address = identities.primary(object).is_some() || !identities.addresses(object).is_empty();
    !context.are_addresses_told() && (has_address || has_sip_address())
}

/// A UPN that Entra ID does not take is replaced by one in the initial domain. Whether that one joins an account that
/// has it is not documented.
fn replaced_login(context: &Context<'_>, object: ObjectId) -> Option<Uniqueness> {
    let (index, settings) = (context.index, context.settings);
    let login = index.keys.text(index.on_premises.login(object)?);
    let is_taken = user_principal_name::is_accepted(login)
        && settings.is_verified(domain::of(login).unwrap_or_default()) != Some(false);
    if is_taken {
        return None;
    }
    let on_premises = context.on_premises();
    let nickname = on_premises.text(object, Attribute::MailNickname);
    let stem = nickname.or_else(|| on_premises.text(object, Attribute::SamAccountName));
    let replacement = stem
        .zip(settings.initial_domain.value.as_deref())
        .map(|(stem, initial)| case_key::fold(stem).into_owned() + "@" + initial);
    let holder = index.cloud_by_login(replacement.as_deref().and_then(|name| index.keys.find(name))).next();
    let why = match (holder, replacement.is_some()) {
        (Some(_), _) => {
            "Entra ID does not take its UPN and makes one in the onmicrosoft.com domain from its alias. An account has that \
             one already. Whether the two join or a number is added is not documented."
        }
        (None, true) => {
            "No account matches, so a new one is created. Entra ID does not take its UPN, because the domain is not \
             verified or a character is not allowed, and makes one in the onmicrosoft.com domain."
        }
        (None, false) => {
            "No account matches, so a new one is created. Entra ID does not take its UPN, because the domain is not \
             verified or a character is not allowed; which one it gets instead cannot be said from these files."
        }
    };
    let free = holder.is_none() && replacement.is_some();
    Some(Uniqueness {
        outcome: Outcome::NewObject,
        confidence: if free { Confidence::Likely } else { Confidence::Possible },
        reasons: rivals(context, object).with(Reason::UpnUnverifiedSuffix),
        holder,
        value: replacement,
        why,
    })
}

/// Values that the object shares with other AD objects that sync.
fn rivals(context: &Context<'_>, object: ObjectId) -> Reasons {
    let index = context.index;
    let has_rival = |mut objects: Holders<'_>| {
        objects.any(|other| other != object && scope::out_of_scope(context, other).is_none())
    };
    let mut reasons = Reasons::default();
    if index.on_premises.login(object).is_some_and(|key| has_rival(index.on_premises_by_login(key))) {
        reasons.insert(Reason::AdDupUpn);
    }
    let addresses = index.on_premises.addresses(object);
    if addresses.iter().any(|address| has_rival(index.on_premises_by_address(address.key))) {
        reasons.insert(Reason::AdDupProxyAddress);
    }
    reasons
}
