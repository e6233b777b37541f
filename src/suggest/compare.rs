//! An AD user beside one cloud account: in what they agree, and which identifiers speak against it.

use super::index::{Holders, SideIndex};
use super::name::NameForm;
use super::sign::Sign;
use super::traits::{self, Scratch, Trait};
use crate::join::Context;
use crate::join::anchor::{self, Relation};
use crate::join::holders;
use crate::model::order;
use crate::model::{Attribute, Key, ObjectId, Side, case_key, security_identifier};

/// A sign with the values on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resemblance {
    /// What agrees.
    pub sign: Sign,
    /// The value in AD: as written, but for addresses, which stand in their comparison form.
    pub on_premises: String,
    /// The value in the cloud, likewise.
    pub cloud: String,
    /// How many AD users have the value.
    pub in_active_directory: Holders,
    /// How many cloud accounts have it.
    pub in_cloud: Holders,
}

/// An identifier that both sides tell and that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The attribute, by its name on premises; the source anchor is the ImmutableId.
    pub attribute: Attribute,
    /// The value in AD.
    pub on_premises: String,
    /// The value in the cloud, as written.
    pub cloud: String,
}

impl Resemblance {
    /// How many share the value on the side where more do.
    pub(super) fn holders(&self) -> u32 {
        self.in_active_directory.count.max(self.in_cloud.count)
    }
}

/// Every address of an object, with what it signs in with; each once.
pub(super) fn addresses(context: &Context<'_>, side: Side, object: ObjectId) -> Vec<Key> {
    let identities = match side {
        Side::OnPremises => &context.index.on_premises,
        Side::Cloud => &context.index.cloud,
    };
    let mut keys: Vec<Key> = Vec::new();
    let main = traits::main_addresses(context, side, object).into_iter().flatten();
    for key in main.chain(identities.addresses(object).iter().map(|address| address.key)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

pub(super) struct Pair<'a, 'c> {
    pub(super) context: &'a Context<'c>,
    pub(super) on_premises: ObjectId,
    pub(super) cloud: ObjectId,
}

/// What agrees, before it is counted: the sign, its values, and the text that others may share.
type Agreement = (Sign, String, String, Option<(Trait, String)>);

impl<'c> Pair<'_, 'c> {
    /// What agrees, the strongest first.
    pub(super) fn resemblances(&self, on_premises: &SideIndex, cloud: &SideIndex) -> Vec<Resemblance> {
        let mut agreements = Vec::new();
        self.attributes(&mut agreements);
        self.addresses(&mut agreements);
        self.names(&mut agreements);
        let mut signs: Vec<Resemblance> = agreements
            .into_iter()
            .map(|(sign, left, right, shared)| {
                let (in_active_directory, in_cloud) = match &shared {
                    Some((wanted, text)) => (
                        on_premises.holders(self.context, *wanted, text).0,
                        cloud.holders(self.context, *wanted, text).0,
                    ),
                    None => self.address_holders(&left),
                };
                Resemblance { sign, on_premises: left, cloud: right, in_active_directory, in_cloud }
            })
            .collect();
        order::sort_by_key(&mut signs, |sign| sign.sign);
        signs
    }

    fn text(&self, side: Side, attribute: Attribute) -> Option<&'c str> {
        let object = match side {
            Side::OnPremises => self.on_premises,
            Side::Cloud => self.cloud,
        };
        traits::snapshot(self.context, side).text(object, attribute)
    }

    /// The texts of a trait on a side.
    fn texts(&self, side: Side, wanted: Trait) -> Vec<String> {
        let object = match side {
            Side::OnPremises => self.on_premises,
            Side::Cloud => self.cloud,
        };
        let mut texts = Vec::new();
        traits::each(self.context, side, object, wanted, &mut Scratch::default(), &mut |text| {
            texts.push(text.to_owned());
        });
        texts
    }

    fn attributes(&self, agreements: &mut Vec<Agreement>) {
        for (sign, wanted) in [
            (Sign::DirectoryId, Trait::DirectoryId),
            (Sign::Sid, Trait::Sid),
            (Sign::EmployeeId, Trait::EmployeeId),
            (Sign::AccountName, Trait::AccountName),
            (Sign::Nickname, Trait::Nickname),
        ] {
            let shared = self.texts(Side::OnPremises, wanted).pop();
            let Some(shared) = shared.filter(|text| self.texts(Side::Cloud, wanted).contains(text)) else { continue };
            let raw =
                |side| wanted.attribute(side).and_then(|attribute| self.text(side, attribute)).unwrap_or_default();
            agreements.push((
                sign,
                raw(Side::OnPremises).to_owned(),
                raw(Side::Cloud).to_owned(),
                Some((wanted, shared)),
            ));
        }
    }

    fn addresses(&self, agreements: &mut Vec<Agreement>) {
        let keys = &self.context.index.keys;
        let cloud = addresses(self.context, Side::Cloud, self.cloud);
        let common: Vec<Key> = addresses(self.context, Side::OnPremises, self.on_premises)
            .into_iter()
            .filter(|key| cloud.contains(key))
            .collect();
        for &key in &common {
            let text = keys.text(key).to_owned();
            agreements.push((Sign::Address, text.clone(), text, None));
        }
        // Who has the whole address has the part before the @ as well.
        if common.is_empty() {
            self.local_parts(agreements);
        }
    }

    fn local_parts(&self, agreements: &mut Vec<Agreement>) {
        let keys = &self.context.index.keys;
        let main = |side, object| {
            let addresses = traits::main_addresses(self.context, side, object).into_iter().flatten();
            addresses.map(|key| keys.text(key)).collect::<Vec<_>>()
        };
        let cloud = main(Side::Cloud, self.cloud);
        for left in main(Side::OnPremises, self.on_premises) {
            let Some((local, domain)) = traits::divide(left) else { continue };
            let found = cloud.iter().find(|right| {
                traits::divide(right).is_some_and(|(other, elsewhere)| {
                    other == local && elsewhere != domain && self.context.settings.is_verified(elsewhere) != Some(false)
                })
            });
            if let Some(right) = found {
                let shared = Some((Trait::LocalPart, local.to_owned()));
                agreements.push((Sign::LocalPart, left.to_owned(), (*right).to_owned(), shared));
                return;
            }
        }
    }

    /// The names agree by one sign at most, the strongest, but first name and surname are told beside the display name
    /// where they have columns of their own.
    fn names(&self, agreements: &mut Vec<Agreement>) {
        let display = |side| self.text(side, Attribute::DisplayName).filter(|name| !form(name).is_empty());
        let parts = |side| {
            let (given, surname) = (self.text(side, Attribute::GivenName)?, self.text(side, Attribute::Surname)?);
            let form = NameForm::of_parts(given, surname);
            (!form.is_empty()).then(|| (form, format!("{} {}", given.trim(), surname.trim())))
        };
        let (left, right) = (display(Side::OnPremises), display(Side::Cloud));
        let (left_parts, right_parts) = (parts(Side::OnPremises), parts(Side::Cloud));
        let before = agreements.len();
        let mut agree = |sign, left: &str, right: &str, form: &NameForm| {
            let mut words = String::new();
            form.sorted_words(&mut words);
            agreements.push((sign, left.to_owned(), right.to_owned(), Some((Trait::Words, words))));
        };
        if let (Some(left), Some(right)) = (left, right)
            && form(left) == form(right)
        {
            agree(Sign::DisplayName, left, right, &form(left));
        }
        match (&left_parts, &right_parts) {
            (Some((left_form, left)), Some((right_form, right))) => {
                if left_form == right_form {
                    agree(Sign::GivenAndSurname, left, right, left_form);
                }
            }
            // One side has a display name only.
            (Some((left_form, left)), None) => {
                if let Some(right) = right.filter(|right| form(right) == *left_form) {
                    agree(Sign::GivenAndSurname, left, right, left_form);
                }
            }
            (None, Some((right_form, right))) => {
                if let Some(left) = left.filter(|left| form(left) == *right_form) {
                    agree(Sign::GivenAndSurname, left, right, right_form);
                }
            }
            (None, None) => {}
        }
        if agreements.len() > before {
            return;
        }
        let shared = self
            .texts(Side::OnPremises, Trait::Words)
            .into_iter()
            .find(|text| self.texts(Side::Cloud, Trait::Words).contains(text));
        if let Some(words) = shared {
            let raw = |display: Option<&str>, parts: Option<(NameForm, String)>| {
                let has_them = |form: &NameForm| {
                    let mut own = String::new();
                    form.sorted_words(&mut own);
                    own == words
                };
                match display.filter(|name| has_them(&form(name))) {
                    Some(name) => name.to_owned(),
                    None => parts.map(|(_, name)| name).unwrap_or_default(),
                }
            };
            let (left, right) = (raw(left, left_parts), raw(right, right_parts));
            agreements.push((Sign::SameWords, left, right, Some((Trait::Words, words))));
            return;
        }
        let shared = self.texts(Side::OnPremises, Trait::InitialAndSurname).pop();
        if let Some(shared) = shared.filter(|text| self.texts(Side::Cloud, Trait::InitialAndSurname).contains(text)) {
            let raw = |display: Option<&str>, parts: Option<(NameForm, String)>| {
                parts.map(|(_, name)| name).or_else(|| display.map(str::to_owned)).unwrap_or_default()
            };
            let (left, right) = (raw(left, left_parts), raw(right, right_parts));
            agreements.push((Sign::InitialAndSurname, left, right, Some((Trait::InitialAndSurname, shared))));
        }
    }

    /// How many have an address, by the index of the joins.
    fn address_holders(&self, text: &str) -> (Holders, Holders) {
        let index = self.context.index;
        let count = |holders: [holders::Holders<'_>; 2]| {
            let mut objects: Vec<ObjectId> = holders.into_iter().flatten().collect();
            order::sort(&mut objects);
            objects.dedup();
            Holders { count: u32::try_from(objects.len()).unwrap_or(u32::MAX), is_at_least: false }
        };
        let key = index.keys.find(text);
        (
            count([index.on_premises_by_address(key), index.on_premises_by_login(key)]),
            count([index.cloud_by_address(key), index.cloud_by_login(key)]),
        )
    }

    /// The identifiers that both sides tell and that differ.
    pub(super) fn differences(&self) -> Vec<Difference> {
        let mut differences = Vec::new();
        let own = anchor::of(
            self.context.on_premises(),
            self.on_premises,
            self.context.settings.source_anchor_attribute.value,
        );
        if !self.context.is_anchor_attribute_doubtful()
            && anchor::relation(&own, anchor::of_cloud(self.context.cloud(), self.cloud)) == Relation::Different
            && let (Some(anchor), Some(other)) = (own.anchor(), self.text(Side::Cloud, Attribute::ImmutableId))
        {
            differences.push(Difference {
                attribute: Attribute::ImmutableId,
                on_premises: anchor.immutable_id(),
                cloud: other.to_owned(),
            });
        }
        for attribute in [Attribute::ObjectSid, Attribute::EmployeeId] {
            let (Some(left), Some(right)) = (self.text(Side::OnPremises, attribute), self.text(Side::Cloud, attribute))
            else {
                continue;
            };
            let differ = if attribute == Attribute::ObjectSid {
                match (security_identifier::normalise(left), security_identifier::normalise(right)) {
                    (Some(left), Some(right)) => left != right,
                    _ => false,
                }
            } else {
                !case_key::equal(left, right)
            };
            if differ {
                differences.push(Difference { attribute, on_premises: left.to_owned(), cloud: right.to_owned() });
            }
        }
        differences
    }
}

fn form(name: &str) -> NameForm {
    NameForm::of_display_name(name)
}
