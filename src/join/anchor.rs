//! The source anchor of an AD object, and which cloud objects have it.
//!
//! Sources: Microsoft, "Microsoft Entra Connect: Design concepts" (sourceAnchor), and "When you already have Microsoft
//! Entra ID", 2026-07-01.

use rustc_hash::FxHashMap;

use crate::model::source_anchor::{ImmutableIdForm, immutable_id_form};
use crate::model::{Attribute, Cell, Guid, ObjectId, ObjectKind, Snapshot};
use crate::settings::AnchorAttribute;

/// A source anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// 16 bytes, compared by their canonical Base64 text.
    Bytes(Guid),
    /// Any other text, compared with letter case.
    Text(String),
}

impl Anchor {
    /// The text that the cloud keeps as ImmutableId.
    pub fn immutable_id(&self) -> String {
        match self {
            Self::Bytes(guid) => guid.to_base64(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// What the files tell about the anchor of an AD object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorState {
    /// This is it.
    Known(Anchor),
    /// The export does not tell whether `mS-DS-ConsistencyGuid` is set, so the objectGUID stands in for it. A cloud
    /// object with this anchor is a hit; that none has it proves nothing.
    Assumed(Anchor),
    /// Nothing is known.
    Unknown,
}

impl AnchorState {
    /// The anchor to look for.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Known(anchor) | Self::Assumed(anchor) => Some(anchor),
            Self::Unknown => None,
        }
    }
}

/// The anchor of an AD object under the tenant's choice of attribute. Groups and contacts use objectGUID always.
pub fn of(on_premises: &Snapshot, object: ObjectId, attribute: AnchorAttribute) -> AnchorState {
    let object_guid = || on_premises.text(object, Attribute::ObjectGuid).and_then(Guid::parse);
    let known = |guid: Option<Guid>| guid.map_or(AnchorState::Unknown, |guid| AnchorState::Known(Anchor::Bytes(guid)));
    if on_premises.kind(object) != ObjectKind::User {
        return known(object_guid());
    }
    match attribute {
        AnchorAttribute::ObjectGuid => known(object_guid()),
        AnchorAttribute::ConsistencyGuid => match on_premises.cell(object, Attribute::ConsistencyGuid) {
            Cell::Text(text) => AnchorState::Known(bytes_or_text(text)),
            Cell::Empty => known(object_guid()),
            Cell::NotExported | Cell::Lost => {
                object_guid().map_or(AnchorState::Unknown, |guid| AnchorState::Assumed(Anchor::Bytes(guid)))
            }
        },
        AnchorAttribute::Other(attribute) => match on_premises.cell(object, attribute) {
            Cell::Text(text) => AnchorState::Known(Anchor::Text(text.to_owned())),
            _ => AnchorState::Unknown,
        },
    }
}

fn bytes_or_text(cell: &str) -> Anchor {
    Guid::parse(cell).map_or_else(|| Anchor::Text(cell.trim().to_owned()), Anchor::Bytes)
}

/// What the files tell about the anchor of a cloud object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloudAnchor<'a> {
    /// It has this ImmutableId.
    Set(&'a str),
    /// It has none.
    NotSet,
    /// Nothing is known.
    Unknown,
}

/// The anchor of a cloud object.
pub fn of_cloud(cloud: &Snapshot, object: ObjectId) -> CloudAnchor<'_> {
    match cloud.cell(object, Attribute::ImmutableId) {
        Cell::Text(text) => CloudAnchor::Set(text),
        Cell::Empty => CloudAnchor::NotSet,
        Cell::NotExported | Cell::Lost => CloudAnchor::Unknown,
    }
}

/// How the anchors of an AD object and of a cloud object stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are equal.
    Equal,
    /// They differ.
    Different,
    /// The cloud object has none.
    NoneInCloud,
    /// The files do not tell.
    Unknown,
}

/// Compares an AD object's anchor with a cloud object's.
pub fn relation(on_premises: &AnchorState, cloud: CloudAnchor<'_>) -> Relation {
    match (on_premises, cloud) {
        (_, CloudAnchor::NotSet) => Relation::NoneInCloud,
        (AnchorState::Known(anchor) | AnchorState::Assumed(anchor), CloudAnchor::Set(text))
            if anchor.immutable_id() == text =>
        {
            Relation::Equal
        }
        (AnchorState::Known(_), CloudAnchor::Set(_)) => Relation::Different,
        (_, CloudAnchor::Unknown) | (AnchorState::Unknown | AnchorState::Assumed(_), _) => Relation::Unknown,
    }
}

/// The cloud objects by their ImmutableId.
#[derive(Clone, Debug, Default)]
pub struct AnchorIndex {
    /// Does any file tell ImmutableIds?
    pub is_known: bool,
    canonical: FxHashMap<Guid, ObjectId>,
    /// Further objects of a canonical anchor, which a tenant does not allow but files may hold.
    again: Vec<(Guid, ObjectId)>,
    other_spelling: FxHashMap<Guid, ObjectId>,
    opaque: FxHashMap<String, ObjectId>,
}

impl AnchorIndex {
    /// Collects the anchors of a snapshot, deleted objects included.
    pub fn new(cloud: &Snapshot) -> Self {
        let mut index = Self { is_known: cloud.exports(Attribute::ImmutableId), ..Self::default() };
        if !index.is_known {
            return index;
        }
        for object in cloud.objects() {
            let CloudAnchor::Set(text) = of_cloud(cloud, object) else { continue };
            match immutable_id_form(text) {
                ImmutableIdForm::Canonical(guid) => {
                    if let Some(first) = index.canonical.insert(guid, object) {
                        index.again.push((guid, object));
                        index.canonical.insert(guid, first);
                    }
                }
                ImmutableIdForm::OtherSpelling(guid) => {
                    index.other_spelling.entry(guid).or_insert(object);
                    index.opaque.entry(text.to_owned()).or_insert(object);
                }
                ImmutableIdForm::Opaque => {
                    index.opaque.entry(text.to_owned()).or_insert(object);
                }
            }
        }
        index
    }

    /// The cloud objects that have exactly this anchor.
    pub fn hits(&self, anchor: &Anchor) -> Vec<ObjectId> {
        match anchor {
            Anchor::Bytes(guid) => {
                let again = self.again.iter().filter(|(other, _)| other == guid).map(|(_, object)| *object);
                self.canonical.get(guid).copied().into_iter().chain(again).collect()
            }
            // A custom anchor may happen to look like Base64 of 16 bytes; then it was filed under its bytes.
            Anchor::Text(text) => match immutable_id_form(text) {
                ImmutableIdForm::Canonical(guid) => self.hits(&Anchor::Bytes(guid)),
                _ => self.opaque.get(text).copied().into_iter().collect(),
            },
        }
    }

    /// A cloud object that spells the bytes of this anchor in a way that never matches.
    pub fn near_miss(&self, anchor: &Anchor) -> Option<ObjectId> {
        let Anchor::Bytes(guid) = anchor else { return None };
        self.other_spelling.get(guid).or_else(|| self.canonical.get(&guid.with_swapped_bytes())).copied()
    }
}
