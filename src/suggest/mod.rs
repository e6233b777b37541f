//! Who in the cloud might be the person of an AD user that joins nothing: accounts that resemble it, with each sign.
//!
//! Resemblance joins nothing. What is found here changes no outcome, no count, no finding and no report, and enters no
//! fix unless a person chooses so; `tests/tidy.rs` keeps everything that decides or reports from naming this folder. No
//! words for people either: those are in `view::suggestions`.

mod compare;
mod index;
pub mod name;
mod sign;
mod traits;

pub use compare::{Difference, Resemblance};
pub use index::Holders;
pub use sign::{Sign, Strength};

use crate::model::order;
use compare::Pair;
use index::SideIndex;
use traits::{Scratch, Trait};

use crate::join::{Context, Joins, Outcome};
use crate::model::{ObjectId, ObjectKind, Side};

/// How many candidates are told.
pub const MOST_CANDIDATES: usize = 5;

/// A value that more objects than this have leads to nobody; it is told only of who is found by something else.
pub const MOST_SHARED: u32 = 20;

/// Both sides by what people are recognised by. Made once, when somebody first asks: reading a million names takes longer
/// than looking one up.
#[derive(Clone, Debug)]
pub struct Suggestions {
    on_premises: SideIndex,
    cloud: SideIndex,
}

/// An account that might be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub cloud: ObjectId,
    /// How likely, as a word.
    pub strength: Strength,
    /// What kind of account it is.
    pub standing: Standing,
    /// What agrees, the strongest first.
    pub signs: Vec<Resemblance>,
    /// The identifiers that both sides tell and that differ.
    pub against: Vec<Difference>,
    worth: u32,
}

/// What stands in the way of an account being the counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing: a live account that no AD object joins.
    Free,
    /// It is or will be joined to this AD object.
    Joined(ObjectId),
    /// It is a guest.
    Guest,
    /// It is in the recycle bin.
    Deleted,
}

/// Who might be the person of an AD user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The likeliest first, and not more than [`MOST_CANDIDATES`].
    pub candidates: Vec<Candidate>,
    /// How many more there are.
    pub more: u32,
}

/// Is it a user without a counterpart, for whom somebody may look for one?
pub fn is_asked_for(context: &Context<'_>, joins: &Joins, object: ObjectId) -> bool {
    context.on_premises().kind(object) == ObjectKind::User
        && !context.cloud().is_empty()
        && matches!(
            joins.decision(object).outcome,
            Outcome::NewObject
                | Outcome::NewObjectQuarantined
                | Outcome::SyncError
                | Outcome::SoftMatchBlocked
                | Outcome::HardMatchBlocked
                | Outcome::Undetermined
        )
}

/// The signs that these files cannot give, because a side does not tell the value of anybody.
pub fn signs_not_told(context: &Context<'_>) -> Vec<Sign> {
    [
        (Sign::DirectoryId, Trait::DirectoryId),
        (Sign::Sid, Trait::Sid),
        (Sign::EmployeeId, Trait::EmployeeId),
        (Sign::AccountName, Trait::AccountName),
        (Sign::Nickname, Trait::Nickname),
    ]
    .into_iter()
    .filter(|(_, wanted)| !wanted.is_told(context))
    .map(|(sign, _)| sign)
    .collect()
}

impl Suggestions {
    /// Reads both sides.
    pub fn new(context: &Context<'_>) -> Self {
        Self { on_premises: SideIndex::new(context, Side::OnPremises), cloud: SideIndex::new(context, Side::Cloud) }
    }

    /// Who might be the person of an AD user; nobody for an object that is not asked for.
    pub fn of(&self, context: &Context<'_>, joins: &Joins, object: ObjectId) -> Answer {
        if !is_asked_for(context, joins, object) {
            return Answer::default();
        }
        let mut candidates: Vec<Candidate> = self
            .resembling(context, object)
            .into_iter()
            .filter_map(|cloud| self.candidate(context, joins, object, cloud))
            .collect();
        // A free account stands before others that agree as much; the object's number settles the rest, and it does not
        // depend on the order in which the files came.
        order::sort_by_key(&mut candidates, |candidate| {
            let is_free = candidate.standing == Standing::Free;
            (std::cmp::Reverse((candidate.strength, is_free, candidate.worth)), candidate.cloud)
        });
        let more = candidates.len().saturating_sub(MOST_CANDIDATES);
        candidates.truncate(MOST_CANDIDATES);
        Answer { candidates, more: u32::try_from(more).unwrap_or(u32::MAX) }
    }

    /// Cloud objects that have a value of the object which few have.
    fn resembling(&self, context: &Context<'_>, object: ObjectId) -> Vec<ObjectId> {
        let mut found = Vec::new();
        for wanted in Trait::ALL {
            let mut texts = Vec::new();
            traits::each(context, Side::OnPremises, object, wanted, &mut Scratch::default(), &mut |text| {
                texts.push(text.to_owned());
            });
            for text in texts {
                let (holders, objects) = self.cloud.holders(context, wanted, &text);
                if holders.count <= MOST_SHARED {
                    found.extend(objects);
                }
            }
        }
        for key in compare::addresses(context, Side::OnPremises, object) {
            found.extend(context.index.cloud_by_address(key));
            found.extend(context.index.cloud_by_login(key));
        }
        order::sort(&mut found);
        found.dedup();
        found
    }

    fn candidate(&self, context: &Context<'_>, joins: &Joins, object: ObjectId, cloud: ObjectId) -> Option<Candidate> {
        let standing = match (joins.partner(cloud), context.cloud().kind(cloud)) {
            (Some(partner), _) => Standing::Joined(partner),
            (None, ObjectKind::Guest) => Standing::Guest,
            (None, ObjectKind::User) if context.cloud().is_deleted(cloud) => Standing::Deleted,
            (None, ObjectKind::User) => Standing::Free,
            _ => return None,
        };
        let pair = Pair { context, on_premises: object, cloud };
        let signs = pair.resemblances(&self.on_premises, &self.cloud);
        let against = pair.differences();
        let shared: Vec<(Sign, u32)> = signs.iter().map(|sign| (sign.sign, sign.holders())).collect();
        let is_identified = shared.iter().any(|(sign, holders)| sign.is_identifying(*holders));
        if standing != Standing::Free && !is_identified {
            return None;
        }
        let worth = sign::worth(&shared, against.len())?;
        Some(Candidate { cloud, strength: Strength::of(worth), standing, signs, against, worth })
    }
}
