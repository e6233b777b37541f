//! The source anchor of an AD object, and which cloud objects have it.
//!
//! Sources: Microsoft, "Microsoft Entra Connect: Design concepts" (sourceAnchor), and "Configure Microsoft Entra
//! Connect for an existing tenant", 2026-07-01.

use crate::model::order;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    /// Is this the text that the cloud keeps as ImmutableId, letter by letter?
    pub fn is(&self, immutable_id: &str) -> bool {
        match self {
            Self::Bytes(guid) => guid.is_base64(immutable_id),
            Self::Text(text) => text == immutable_id,
        }
    }

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
    /// It is written in a way that can be read as either of two: see [`Guid::second_reading`]. A cloud object with one of
    /// them is a hit.
    EitherOf(Anchor, Anchor),
    /// Nothing is known.
    Unknown,
}

impl AnchorState {
    /// The anchor to look for; of two readings the first.
    pub fn anchor(&self) -> Option<&Anchor> {
        self.readings().next()
    }

    /// The anchor to look for, in every reading that it has.
    pub fn readings(&self) -> impl Iterator<Item = &Anchor> {
        let (first, second) = match self {
            Self::Known(anchor) | Self::Assumed(anchor) => (Some(anchor), None),
            Self::EitherOf(first, second) => (Some(first), Some(second)),
            Self::Unknown => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// The anchor of an AD object under the tenant's choice of attribute. Groups and contacts use objectGUID always.
pub fn of(on_premises: &Snapshot, object: ObjectId, attribute: AnchorAttribute) -> AnchorState {
    let object_guid = || on_premises.text(object, Attribute::ObjectGuid);
    let by_object_guid = || object_guid().map_or(AnchorState::Unknown, of_bytes);
    if on_premises.kind(object) != ObjectKind::User {
        return by_object_guid();
    }
    match attribute {
        AnchorAttribute::ObjectGuid => by_object_guid(),
        AnchorAttribute::ConsistencyGuid => match on_premises.cell(object, Attribute::ConsistencyGuid) {
            Cell::Text(text) => of_bytes(text),
            Cell::Empty => by_object_guid(),
            Cell::NotExported | Cell::Lost => object_guid()
                .and_then(Guid::parse)
                .map_or(AnchorState::Unknown, |guid| AnchorState::Assumed(Anchor::Bytes(guid))),
        },
        AnchorAttribute::Other(attribute) => match on_premises.cell(object, attribute) {
            Cell::Text(text) => AnchorState::Known(Anchor::Text(text.to_owned())),
            _ => AnchorState::Unknown,
        },
    }
}

/// The anchor that bytes of AD make, in whatever spelling the export has them. Base64 of another length is an anchor too;
/// what cannot be read is not known.
fn of_bytes(cell: &str) -> AnchorState {
    match (Guid::parse(cell), Guid::second_reading(cell)) {
        (Some(first), Some(second)) if first != second => {
            AnchorState::EitherOf(Anchor::Bytes(first), Anchor::Bytes(second))
        }
        (Some(guid), _) => AnchorState::Known(Anchor::Bytes(guid)),
        (None, _) if STANDARD.decode(cell.trim()).is_ok() => AnchorState::Known(Anchor::Text(cell.trim().to_owned())),
        (None, _) => AnchorState::Unknown,
    }
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
    /// They are the same bytes, but spelt in another way, which the sync takes for another anchor.
    OtherSpelling,
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
        (own, CloudAnchor::Set(text)) if own.readings().any(|anchor| anchor.is(text)) => Relation::Equal,
        (own, CloudAnchor::Set(text)) if own.readings().any(|anchor| is_other_spelling(anchor, text)) => {
            Relation::OtherSpelling
        }
        (AnchorState::Known(_) | AnchorState::EitherOf(..), CloudAnchor::Set(_)) => Relation::Different,
        (_, CloudAnchor::Unknown) | (AnchorState::Unknown | AnchorState::Assumed(_), _) => Relation::Unknown,
    }
}

/// Is the ImmutableId the anchor in another spelling: other letter case, the bytes in the order of the GUID's text, or no
/// Base64 at all?
pub fn is_other_spelling(anchor: &Anchor, immutable_id: &str) -> bool {
    if anchor.is(immutable_id) {
        return false;
    }
    let canonical = anchor.immutable_id();
    let has_its_bytes = |own: &Guid| match immutable_id_form(immutable_id) {
        ImmutableIdForm::Canonical(guid) => guid.with_swapped_bytes() == *own,
        ImmutableIdForm::OtherSpelling(guid) => guid == *own || guid.with_swapped_bytes() == *own,
        ImmutableIdForm::Opaque => false,
    };
    canonical.trim().eq_ignore_ascii_case(immutable_id.trim())
        || matches!(anchor, Anchor::Bytes(own) if has_its_bytes(own))
}

/// What the files tell about the anchors of the cloud objects of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    some: bool,
    some_not: bool,
}

/// The cloud objects by their ImmutableId.
#[derive(Clone, Debug, Default)]
pub struct AnchorIndex {
    told: [Told; 5],
    /// Has any cloud object an anchor?
    pub has_any: bool,
    canonical: FxHashMap<Guid, ObjectId>,
    /// Further objects of a canonical anchor, which a tenant does not allow but files may hold.
    again: Vec<(Guid, ObjectId)>,
    other_spelling: FxHashMap<Guid, ObjectId>,
    opaque: FxHashMap<String, ObjectId>,
    /// Further objects of an anchor that is no canonical Base64.
    opaque_again: FxHashMap<String, Vec<ObjectId>>,
}

impl AnchorIndex {
    /// Collects the anchors of a snapshot, deleted objects included.
    pub fn new(cloud: &Snapshot) -> Self {
        let mut index = Self::default();
        index.canonical.reserve(cloud.filled(Attribute::ImmutableId));
        for object in cloud.objects() {
            let anchor = of_cloud(cloud, object);
            let told = &mut index.told[cloud.kind(object) as usize];
            told.some |= anchor != CloudAnchor::Unknown;
            told.some_not |= anchor == CloudAnchor::Unknown;
            let CloudAnchor::Set(text) = anchor else { continue };
            index.has_any = true;
            match immutable_id_form(text) {
                ImmutableIdForm::Canonical(guid) => {
                    if let Some(first) = index.canonical.insert(guid, object) {
                        index.again.push((guid, object));
                        index.canonical.insert(guid, first);
                    }
                }
                ImmutableIdForm::OtherSpelling(guid) => {
                    index.other_spelling.entry(guid).or_insert(object);
                    index.add_opaque(text, object);
                }
                ImmutableIdForm::Opaque => index.add_opaque(text, object),
            }
        }
        order::sort(&mut index.again);
        index
    }

    fn add_opaque(&mut self, text: &str, object: ObjectId) {
        if self.opaque.contains_key(text) {
            self.opaque_again.entry(text.to_owned()).or_default().push(object);
        } else {
            self.opaque.insert(text.to_owned(), object);
        }
    }

    /// Does any file tell the ImmutableIds of objects of this kind? Where there is no such object, there is nothing to tell.
    pub fn is_known(&self, kind: ObjectKind) -> bool {
        let told = self.told[kind as usize];
        told.some || !told.some_not
    }

    /// Is the ImmutableId of every object of this kind told?
    pub fn is_complete(&self, kind: ObjectKind) -> bool {
        !self.told[kind as usize].some_not
    }

    /// The cloud objects that have exactly this anchor.
    pub fn hits(&self, anchor: &Anchor) -> Vec<ObjectId> {
        match anchor {
            Anchor::Bytes(guid) => {
                let from = self.again.partition_point(|(other, _)| other < guid);
                let again = self.again[from..].iter().take_while(|(other, _)| other == guid).map(|(_, object)| *object);
                self.canonical.get(guid).copied().into_iter().chain(again).collect()
            }
            // A custom anchor may happen to look like Base64 of 16 bytes; then it was filed under its bytes.
            Anchor::Text(text) => {
                if let ImmutableIdForm::Canonical(guid) = immutable_id_form(text) {
                    return self.hits(&Anchor::Bytes(guid));
                }
                let again = self.opaque_again.get(text).into_iter().flatten();
                self.opaque.get(text).into_iter().chain(again).copied().collect()
            }
        }
    }

    /// A cloud object that spells the bytes of this anchor in a way that never matches.
    pub fn near_miss(&self, anchor: &Anchor) -> Option<ObjectId> {
        let Anchor::Bytes(guid) = anchor else { return None };
        let swapped = guid.with_swapped_bytes();
        let other = |guid| self.other_spelling.get(guid);
        other(guid).or_else(|| other(&swapped)).or_else(|| self.canonical.get(&swapped)).copied()
    }
}
