//! What an object is called in a list, and where it stands.

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::join::MatchKey;
use crate::model::lazy_order::sort_key;
use crate::model::{Attribute, ObjectId, Side, Snapshot};

/// The word that stands in place of an outcome for cloud objects that no AD object joins.
pub const CLOUD_ONLY: &str = "cloud-only";

/// The number by which the page asks for an object: AD objects first, then cloud objects.
pub fn number(analysis: &Analysis, owner: Owner) -> u32 {
    let before = match owner.side {
        Side::OnPremises => 0,
        Side::Cloud => analysis.directories.on_premises.len(),
    };
    ObjectId::at(before + owner.object.index()).0
}

/// The object of such a number.
pub fn owner(analysis: &Analysis, number: u32) -> Option<Owner> {
    let (number, ad) = (number as usize, analysis.directories.on_premises.len());
    if number < ad {
        Some(Owner::on_premises(ObjectId::at(number)))
    } else if number - ad < analysis.directories.cloud.len() {
        Some(Owner::cloud(ObjectId::at(number - ad)))
    } else {
        None
    }
}

/// What an object is called by, the best first.
const NAMES: [Attribute; 7] = [
    Attribute::DisplayName,
    Attribute::UserPrincipalName,
    Attribute::SamAccountName,
    Attribute::Mail,
    Attribute::DistinguishedName,
    Attribute::ObjectId,
    Attribute::ObjectGuid,
];

/// What stands in place of a name.
pub const NAMELESS: &str = "Without a name";

/// The number by which each object of a side is sorted by its name.
pub fn sort_keys(snapshot: &Snapshot) -> Vec<u64> {
    let mut keys = snapshot.sort_keys(&NAMES);
    let nameless = sort_key(NAMELESS, 0);
    for key in keys.iter_mut().filter(|key| **key == sort_key("", 0)) {
        *key = nameless;
    }
    keys
}

/// The name of an object, else whatever it is known by.
pub fn name(analysis: &Analysis, owner: Owner) -> &str {
    let snapshot = analysis.directories.side(owner.side);
    let text = name_attribute(analysis, owner).and_then(|attribute| snapshot.text(owner.object, attribute));
    text.unwrap_or(NAMELESS)
}

/// The attribute from which an object has its name in lists.
pub fn name_attribute(analysis: &Analysis, owner: Owner) -> Option<Attribute> {
    let snapshot = analysis.directories.side(owner.side);
    NAMES.into_iter().find(|&attribute| snapshot.text(owner.object, attribute).is_some())
}

/// The UPN of an object, or the primary address of one that has none.
pub fn login(analysis: &Analysis, owner: Owner) -> &str {
    let snapshot = analysis.directories.side(owner.side);
    if let Some(name) = snapshot.text(owner.object, Attribute::UserPrincipalName) {
        return name;
    }
    let identities = match owner.side {
        Side::OnPremises => &analysis.index.on_premises,
        Side::Cloud => &analysis.index.cloud,
    };
    identities.primary(owner.object).map(|key| analysis.index.keys.text(key)).unwrap_or_default()
}

/// File and row of an object.
pub fn place(analysis: &Analysis, owner: Owner) -> (&str, u32) {
    let snapshot = analysis.directories.side(owner.side);
    let record = snapshot.first_record(owner.object);
    (&analysis.directories.inputs[snapshot.file(record).index()].name, snapshot.row(record))
}

/// The outcome of an AD object; for a cloud object whether any joins it.
pub fn outcome(analysis: &Analysis, owner: Owner) -> &'static str {
    match owner.side {
        Side::OnPremises => analysis.joins.decision(owner.object).outcome.name(),
        Side::Cloud if analysis.joins.partner(owner.object).is_some() => "joined",
        Side::Cloud => CLOUD_ONLY,
    }
}

/// The same in words.
pub fn outcome_label(analysis: &Analysis, owner: Owner) -> &'static str {
    match owner.side {
        Side::OnPremises => analysis.joins.decision(owner.object).outcome.label(),
        Side::Cloud if analysis.joins.partner(owner.object).is_some() => "Joined",
        Side::Cloud => "Only in the cloud",
    }
}

/// The words for a key.
pub fn key_words(by: MatchKey) -> &'static str {
    match by {
        MatchKey::SourceAnchor => "source anchor",
        MatchKey::PrimarySmtp => "primary address",
        MatchKey::Upn => "UPN",
        MatchKey::ExternalDirectoryObjectId => "external directory object id",
    }
}

/// Does the object join, or is it joined to, a cloud object of another name?
pub fn differ(analysis: &Analysis, on_premises: ObjectId) -> bool {
    let decision = analysis.joins.decision(on_premises);
    let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
    cloud.is_some_and(|cloud| caution(analysis, on_premises, cloud).is_some())
}

/// What a person should look at before two objects are taken for one: names that differ.
pub fn caution(analysis: &Analysis, on_premises: ObjectId, cloud: ObjectId) -> Option<&'static str> {
    let differs = |attribute| {
        let left = analysis.directories.on_premises.text(on_premises, attribute)?;
        let right = analysis.directories.cloud.text(cloud, attribute)?;
        Some(!crate::model::case_key::equal(left, right))
    };
    let given = differs(Attribute::GivenName).unwrap_or(false);
    let surname = differs(Attribute::Surname).unwrap_or(false);
    match (given, surname) {
        (true, true) => Some(CAUTIONS[0]),
        (true, false) => Some(CAUTIONS[1]),
        (false, true) => Some(CAUTIONS[2]),
        (false, false) => None,
    }
}

/// What [`caution`] says.
pub const CAUTIONS: [&str; 3] = [
    "First name and surname differ: make sure it is the same person.",
    "The first names differ: make sure it is the same person.",
    "The surnames differ: make sure it is the same person.",
];
