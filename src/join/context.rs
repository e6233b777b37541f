//! Everything a decision looks at: both directories, the settings, and the indexes over them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::anchor::{self, AnchorIndex, AnchorState, Relation};
use super::before::Before;
use super::claims::Claims;
use super::identity::{Identities, PrimarySource, TooMuchText};
use super::rm_unify::RmUnifyIndex;
use crate::import::merge::Directories;
use crate::import::{InputSide, ProblemCode};
use crate::model::{Attribute, Guid, Key, KeyPool, ObjectId, ObjectKind, Side, Snapshot, security_identifier};
use crate::progress::Progress;
use crate::settings::EffectiveSettings;

/// Both directories with the settings and the indexes over them.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The directories.
    pub directories: &'a Directories,
    /// The settings.
    pub settings: &'a EffectiveSettings,
    /// The indexes.
    pub index: &'a Index,
    /// The cloud objects by anchor.
    pub anchors: &'a AnchorIndex,
}

/// The texts that are compared, and for each the objects that have it.
#[derive(Clone, Debug)]
pub struct Index {
    /// The texts.
    pub keys: KeyPool,
    /// What AD objects are known by.
    pub on_premises: Identities,
    /// What cloud objects are known by.
    pub cloud: Identities,
    /// Every value that must be unique, with all who hold it. Who holds one in one way is in `join::holders`.
    pub claims: Claims,
    /// What AD objects were known by at an earlier time.
    pub before: Option<Before>,
    /// The anchors of the cloud.
    pub anchors: AnchorIndex,
    /// What the rules of RM Unify look things up in.
    pub rm_unify: RmUnifyIndex,
    /// Cloud objects by their own id, collected when somebody first asks: few exports name any.
    cloud_by_id: OnceCell<FxHashMap<Guid, ObjectId>>,
    /// Live cloud objects by the hash of the SID of their AD object; the text itself would cost too much memory.
    cloud_by_sid: FxHashMap<u64, ObjectId>,
    /// Deleted cloud users by UPN and by primary address.
    deleted_by_name: Vec<(Key, ObjectId)>,
    /// May a file of the cloud hold only a part of its objects?
    is_cloud_partial: bool,
    told: Told,
    listed: [bool; 5],
}

/// What the files tell of every live object of the cloud.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// By kind: the primary address, or that there is none.
    primaries: [bool; 5],
    /// All addresses.
    addresses: bool,
    /// The UPN of every user.
    logins: bool,
    /// Which SID every group has from AD, if any.
    group_sids: bool,
}

impl Told {
    fn new(cloud: &Snapshot, identities: &Identities) -> Self {
        let mut told = Self { primaries: [true; 5], addresses: true, logins: true, group_sids: true };
        for object in cloud.objects().filter(|&object| !cloud.is_deleted(object)) {
            let kind = cloud.kind(object);
            let is_known = |attribute| cloud.cell(object, attribute).is_known();
            told.primaries[kind as usize] &= match identities.primary_source(object) {
                PrimarySource::MailForUnknownAddresses => is_known(Attribute::Mail),
                PrimarySource::MailForLostCase => identities.primary(object).is_some(),
                _ => true,
            };
            told.addresses &= is_known(Attribute::ProxyAddresses);
            told.logins &= kind != ObjectKind::User || is_known(Attribute::UserPrincipalName);
            told.group_sids &= kind != ObjectKind::Group || is_known(Attribute::ObjectSid);
        }
        told
    }
}

impl Index {
    /// Indexes both directories.
    pub fn new(
        directories: &Directories,
        settings: &EffectiveSettings,
        progress: &mut dyn Progress,
    ) -> Result<Self, TooMuchText> {
        let (ad, cloud) = (&directories.on_premises, &directories.cloud);
        let login = settings.login_id_attribute.value;
        let total = ad.len() + cloud.len();
        let mut keys = KeyPool::default();
        let mut claims = Vec::new();
        let ad_identities = Identities::new(ad, login, &mut keys, &mut claims, progress, (0, total))?;
        let cloud_identities = Identities::new(cloud, login, &mut keys, &mut claims, progress, (ad.len(), total))?;

        let before = match &directories.before {
            Some(before) => Some(Before::new(before, ad, login, &mut keys, progress)?),
            None => None,
        };

        Ok(Self {
            claims: Claims::new(keys.len(), claims),
            before,
            anchors: AnchorIndex::new(cloud),
            rm_unify: if settings.rm_unify.value {
                let users = directories.tenant.rm_unify_users.as_deref().unwrap_or_default();
                RmUnifyIndex::new(users, cloud, &cloud_identities)
            } else {
                RmUnifyIndex::default()
            },
            cloud_by_id: OnceCell::new(),
            cloud_by_sid: by_sid(ad, cloud),
            deleted_by_name: deleted_by_name(cloud, &cloud_identities),
            told: Told::new(cloud, &cloud_identities),
            is_cloud_partial: directories
                .inputs
                .iter()
                .any(|input| input.tells_of(InputSide::Cloud) && input.has_problem(ProblemCode::PossiblyPartial)),
            listed: [
                ObjectKind::User,
                ObjectKind::Guest,
                ObjectKind::Group,
                ObjectKind::Contact,
                ObjectKind::PublicFolder,
            ]
            .map(|kind| directories.lists(Side::Cloud, kind)),
            keys,
            on_premises: ad_identities,
            cloud: cloud_identities,
        })
    }

    /// The same index where another attribute of AD is the sign-in name. Nothing else in it depends on the settings.
    pub fn with_login_attribute(
        &self,
        directories: &Directories,
        login_attribute: Attribute,
        progress: &mut dyn Progress,
    ) -> Result<Self, TooMuchText> {
        let ad = &directories.on_premises;
        let mut index = self.clone();
        index.on_premises.collect_logins(ad, login_attribute, &mut index.keys, progress)?;
        let logins = ad.objects().filter_map(|object| Some((index.on_premises.login(object)?, object)));
        index.claims = self.claims.with_on_premises_logins(index.keys.len(), logins);
        if let Some(older) = &directories.before {
            index.before = Some(Before::new(older, ad, login_attribute, &mut index.keys, progress)?);
        }
        Ok(index)
    }
}

fn by_id(cloud: &Snapshot) -> FxHashMap<Guid, ObjectId> {
    let mut map = FxHashMap::with_capacity_and_hasher(cloud.filled(Attribute::ObjectId), FxBuildHasher);
    for object in cloud.objects().rev() {
        if let Some(guid) = cloud.text(object, Attribute::ObjectId).and_then(Guid::parse_text) {
            map.insert(guid, object);
        }
    }
    map
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

fn sid(snapshot: &Snapshot, object: ObjectId) -> Option<Cow<'_, str>> {
    snapshot.text(object, Attribute::ObjectSid).and_then(security_identifier::normalise)
}

fn deleted_by_name(cloud: &Snapshot, identities: &Identities) -> Vec<(Key, ObjectId)> {
    let mut names: Vec<(Key, ObjectId)> = cloud
        .objects()
        .filter(|&object| cloud.is_deleted(object) && cloud.kind(object) == ObjectKind::User)
        .flat_map(|object| {
            [identities.login(object), identities.primary(object)].into_iter().flatten().map(move |key| (key, object))
        })
        .collect();
    names.sort_unstable();
    names
}

fn by_sid(on_premises: &Snapshot, cloud: &Snapshot) -> FxHashMap<u64, ObjectId> {
    let mut map = FxHashMap::default();
    if !on_premises.exports(Attribute::ObjectSid) || !cloud.exports(Attribute::ObjectSid) {
        return map;
    }
    map.reserve(cloud.filled(Attribute::ObjectSid));
    for object in cloud.objects().rev().filter(|object| !cloud.is_deleted(*object)) {
        if let Some(identifier) = sid(cloud, object) {
            map.insert(hash(&identifier), object);
        }
    }
    map
}

impl<'a> Context<'a> {
    /// A context over these.
    pub fn new(directories: &'a Directories, settings: &'a EffectiveSettings, index: &'a Index) -> Self {
        Self { directories, settings, index, anchors: &index.anchors }
    }

    /// Active Directory.
    pub fn on_premises(&self) -> &'a Snapshot {
        &self.directories.on_premises
    }

    /// Microsoft 365.
    pub fn cloud(&self) -> &'a Snapshot {
        &self.directories.cloud
    }

    /// An AD object as it was at an earlier time: its number in the older snapshot. `None` without an older export, or
    /// where that does not have the object.
    pub fn before(&self, object: ObjectId) -> Option<ObjectId> {
        self.index.before.as_ref()?.of(object)
    }

    /// Do the cloud files list objects of this kind?
    pub fn cloud_lists(&self, kind: ObjectKind) -> bool {
        self.index.listed[kind as usize]
    }

    /// Is it a user, neither guest nor deleted?
    pub fn is_live_user(&self, object: ObjectId) -> bool {
        self.cloud().kind(object) == ObjectKind::User && !self.cloud().is_deleted(object)
    }

    /// Live cloud users, without guests, whose UPN is the AD object's sign-in name.
    pub fn cloud_users_by_login(&self, object: ObjectId) -> Vec<ObjectId> {
        let Some(key) = self.index.on_premises.login(object) else { return Vec::new() };
        self.index.cloud_by_login(key).filter(|&hit| self.is_live_user(hit)).collect()
    }

    /// Live cloud objects of the same kind whose primary SMTP address is the AD object's.
    pub fn cloud_objects_by_primary(&self, object: ObjectId) -> Vec<ObjectId> {
        let Some(key) = self.index.on_premises.primary(object) else { return Vec::new() };
        let kind = self.on_premises().kind(object);
        self.index.cloud_by_primary(key).filter(|&hit| self.cloud().kind(hit) == kind).collect()
    }

    /// The cloud object of this id.
    pub fn cloud_object_by_id(&self, id: Guid) -> Option<ObjectId> {
        self.index.cloud_by_id.get_or_init(|| by_id(self.cloud())).get(&id).copied()
    }

    /// The live cloud object that carries the AD object's SID.
    pub fn cloud_object_by_sid(&self, object: ObjectId) -> Option<ObjectId> {
        if self.index.cloud_by_sid.is_empty() {
            return None;
        }
        let identifier = sid(self.on_premises(), object)?;
        let hit = self.index.cloud_by_sid.get(&hash(&identifier)).copied()?;
        let is_same = self.cloud().kind(hit) == self.on_premises().kind(object)
            && sid(self.cloud(), hit).as_deref() == Some(&*identifier);
        is_same.then_some(hit)
    }

    /// Do the SIDs of an AD object and of a cloud object agree? `None` where one of them is not told.
    pub fn sids_agree(&self, object: ObjectId, hit: ObjectId) -> Option<bool> {
        if self.index.cloud_by_sid.is_empty() {
            return None;
        }
        Some(sid(self.on_premises(), object)? == sid(self.cloud(), hit)?)
    }

    /// A deleted cloud user that had the AD user's sign-in name or primary address and may have its anchor.
    pub fn deleted_namesake(&self, object: ObjectId, own: &AnchorState) -> Option<ObjectId> {
        let identities = &self.index.on_premises;
        let may_have_its_anchor =
            |hit: &ObjectId| matches!(anchor::relation(own, anchor::of_cloud(self.cloud(), *hit)), Relation::Unknown);
        [identities.login(object), identities.primary(object)].into_iter().flatten().find_map(|key| {
            let from = self.index.deleted_by_name.partition_point(|(other, _)| *other < key);
            let same = self.index.deleted_by_name[from..].iter().take_while(|(other, _)| *other == key);
            same.map(|(_, hit)| *hit).find(may_have_its_anchor)
        })
    }

    /// Is the anchor of a cloud object set to something that the AD object does not have?
    pub fn has_another_anchor(&self, own: &AnchorState, hit: ObjectId) -> bool {
        let cloud = anchor::of_cloud(self.cloud(), hit);
        matches!(anchor::relation(own, cloud), Relation::Different | Relation::OtherSpelling)
    }

    /// Is it only assumed which attribute is the source anchor, although cloud objects have anchors? Then an anchor that
    /// no cloud object has proves little.
    pub fn is_anchor_attribute_doubtful(&self) -> bool {
        self.settings.source_anchor_attribute.is_assumed() && self.anchors.has_any
    }

    /// Do the files tell of every group of the cloud which SID it has from AD, if any?
    pub fn are_group_sids_told(&self) -> bool {
        self.index.told.group_sids
    }

    /// Do the files tell of every live cloud object of a kind which its primary address is?
    pub fn are_primaries_told(&self, kind: ObjectKind) -> bool {
        self.index.told.primaries[kind as usize]
    }

    /// Do the files tell all addresses of every live cloud object?
    pub fn are_addresses_told(&self) -> bool {
        self.index.told.addresses
    }

    /// Do the files tell the UPN of every live cloud user?
    pub fn are_logins_told(&self) -> bool {
        self.index.told.logins
    }

    /// May a file of the cloud hold only a part of its objects?
    pub fn is_cloud_partial(&self) -> bool {
        self.index.is_cloud_partial
    }
}
