//! What the sync will do with an AD object, by which key, and which rules stand behind it.

use serde::Serialize;

use crate::model::{Confidence, ObjectId};

macro_rules! named {
    (
        $(#[doc = $doc_all:literal])+
        $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $text:literal),+ $(,)? }
    ) => {
        $(#[doc = $doc_all])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $variant),+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in reports.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

named! {
    /// What happens to an AD object at the next sync, in the order in which the engine asks.
    Outcome {
        /// No rule of the sync takes it along.
        OutOfScope = "out-of-scope",
        /// It is joined already; its values flow.
        AlreadySynced = "already-synced",
        /// It joins a cloud object by its source anchor.
        HardMatch = "hard-match",
        /// It brings a deleted cloud object back and joins it.
        HardMatchRestore = "hard-match-restore",
        /// A cloud object has its anchor, but something forbids the join.
        HardMatchBlocked = "hard-match-blocked",
        /// It joins a cloud object by its primary SMTP address.
        SoftMatchSmtp = "soft-match-smtp",
        /// It joins a cloud object by its UPN.
        SoftMatchUpn = "soft-match-upn",
        /// A cloud object fits by address or UPN, but something forbids the join.
        SoftMatchBlocked = "soft-match-blocked",
        /// A new cloud object is created.
        NewObject = "new-object",
        /// A new cloud object is created without a value that another object has.
        NewObjectQuarantined = "new-object-quarantined",
        /// The export of the object fails.
        SyncError = "sync-error",
        /// The files hold no key that decides.
        Undetermined = "undetermined",
    }
}

named! {
    /// The key by which an object joins.
    MatchKey {
        /// The source anchor.
        SourceAnchor = "source-anchor",
        /// The primary SMTP address.
        PrimarySmtp = "primary-smtp",
        /// The UPN.
        Upn = "upn",
        /// The cloud object id that hybrid Exchange writes to AD.
        ExternalDirectoryObjectId = "external-directory-object-id",
    }
}

named! {
    /// The rule that stands behind an outcome, by its id.
    Reason {
        /// Renamed by AD because of a conflict.
        AdCnfObject = "ad-cnf-object",
        /// A linked mailbox has no source anchor of its own.
        AdLinkedMailboxNoAnchor = "ad-linked-mailbox-no-anchor",
        /// A cloud object with another anchor has its SID.
        AdDupSid = "ad-dup-sid",
        /// Two AD objects have one anchor.
        AdDupAnchor = "ad-dup-anchor",
        /// Two AD objects have one address.
        AdDupProxyAddress = "ad-dup-proxy-address",
        /// Two AD objects have one UPN.
        AdDupUpn = "ad-dup-upn",
        /// The counterpart has another anchor.
        InvalidSoftMatch = "invalid-soft-match",
        /// The tenant's switch forbids taking over by hard match.
        HardMatchBlockedFlag = "hard-match-blocked-flag",
        /// The counterpart holds an admin role.
        HardMatchBlockedRole = "hard-match-blocked-role",
        /// The counterpart is bound to another AD object.
        HardMatchBlockedOpoi = "hard-match-blocked-opoi",
        /// The counterpart of a soft match holds an admin role.
        ExistingAdminRoleConflict = "existing-admin-role-conflict",
        /// The address belongs to another kind of object.
        ObjectTypeMismatch = "object-type-mismatch",
        /// Address and UPN lead to two cloud objects.
        CrossedMatch = "crossed-match",
        /// Several AD objects want one cloud object.
        AmbiguousSoftMatch = "ambiguous-soft-match",
        /// The tenant's switch forbids soft match.
        SoftMatchBlockedFlag = "soft-match-blocked-flag",
        /// The tenant's switch leaves the UPN out of soft match.
        SoftMatchUpnOff = "soft-match-upn-off",
        /// A primary address meets only a secondary one.
        PrimaryVsSecondaryNearMatch = "primary-vs-secondary-near-match",
        /// The anchor is spelt in a way that never matches.
        AnchorEncodingError = "anchor-encoding-error",
        /// A synced object's value is another cloud object's.
        AttributeValueMustBeUnique = "attribute-value-must-be-unique",
        /// A guest has the address or UPN.
        GuestAddressCollision = "guest-address-collision",
        /// A group or contact in the cloud has the address.
        CloudContactOrGroupHoldsAddress = "cloud-contact-or-group-holds-address",
        /// The cloud object left the scope of the sync and kept its anchor.
        LeftScopeLeftover = "left-scope-leftover",
        /// The cloud object is mastered in the cloud.
        SoaCloudManaged = "soa-cloud-managed",
        /// A deleted cloud object has the anchor.
        SoftDeletedAnchor = "soft-deleted-anchor",
        /// No primary address among several.
        AdNoPrimary = "ad-no-primary",
        /// The domain of the UPN is not verified in the tenant, so the UPN is replaced.
        UpnUnverifiedSuffix = "upn-unverified-suffix",
    }
}

/// A set of reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u32);

impl Reasons {
    /// The set with one more.
    #[must_use]
    pub fn with(self, reason: Reason) -> Self {
        Self(self.0 | 1 << reason as u32)
    }

    /// Adds one.
    pub fn insert(&mut self, reason: Reason) {
        *self = self.with(reason);
    }

    /// Is it in the set?
    pub fn contains(self, reason: Reason) -> bool {
        self.0 & 1 << reason as u32 != 0
    }

    /// Those in the set, in their order.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.iter().copied().filter(move |&reason| self.contains(reason))
    }
}

impl From<Reason> for Reasons {
    fn from(reason: Reason) -> Self {
        Self::default().with(reason)
    }
}

/// The outcome of an AD object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What happens.
    pub outcome: Outcome,
    /// By which key.
    pub by: Option<MatchKey>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The cloud object concerned: the one joined, or the one that stands in the way of a join.
    pub cloud: Option<ObjectId>,
    /// The rules behind it.
    pub reasons: Reasons,
}

impl Outcome {
    /// Does the object receive the cloud object, now or at the next sync?
    pub fn is_join(self) -> bool {
        matches!(
            self,
            Self::AlreadySynced | Self::HardMatch | Self::HardMatchRestore | Self::SoftMatchSmtp | Self::SoftMatchUpn
        )
    }

    /// Is it a join that the next sync makes?
    pub fn is_pending_join(self) -> bool {
        self.is_join() && self != Self::AlreadySynced
    }

    /// The words on the page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OutOfScope => "Outside the sync",
            Self::AlreadySynced => "Already joined",
            Self::HardMatch => "Will join by anchor",
            Self::HardMatchRestore => "Will be restored and joined",
            Self::HardMatchBlocked => "Kept from joining by anchor",
            Self::SoftMatchSmtp => "Will join by primary address",
            Self::SoftMatchUpn => "Will join by UPN",
            Self::SoftMatchBlocked => "Kept from joining",
            Self::NewObject => "Will be created",
            Self::NewObjectQuarantined => "Will be created, address held back",
            Self::SyncError => "Will fail with an error",
            Self::Undetermined => "Cannot be decided",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, Reasons};

    #[test]
    fn reasons_fit_into_the_set() {
        assert!(Reason::ALL.len() <= 32);
        let set = Reasons::from(Reason::CrossedMatch).with(Reason::AdCnfObject);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Reason::AdCnfObject, Reason::CrossedMatch]);
        assert!(!set.contains(Reason::AdDupUpn));
    }
}
