//! Accounts that resemble an AD user, in words. They stand apart: nothing else of the page may be worked out from them.

use std::cell::OnceCell;

use super::evidence;
use super::names;
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::model::number::thousands;
use crate::model::{Attribute, ObjectId};
use crate::suggest::{
    self, Candidate, Difference, Holders, MOST_SHARED, Resemblance, Sign, Standing, Strength, Suggestions,
};
use crate::wire::{SuggestionSign, SuggestionView, SuggestionsView};

/// Finds what resembles an object. Reads both sides when it is first asked, and not before.
#[derive(Clone, Debug, Default)]
pub struct SuggestionList(OnceCell<Suggestions>);

impl SuggestionList {
    /// Who might be the person of an AD user; `None` for what joins or is no user.
    pub fn of(&self, analysis: &Analysis, object: ObjectId) -> Option<SuggestionsView> {
        let context = analysis.context();
        if !suggest::is_asked_for(&context, &analysis.joins, object) {
            return None;
        }
        let answer = self.0.get_or_init(|| Suggestions::new(&context)).of(&context, &analysis.joins, object);
        let note = if answer.candidates.is_empty() {
            "No account without a counterpart resembles this user enough to be named. Accounts that are joined to another, guests \
             and deleted ones are named only where an identifier agrees."
        } else {
            "These accounts resemble this user. Nothing is joined by that: the sync does not look at it, and no outcome or \
             number here follows from it. Only somebody who knows the person can say whether it is the same one."
        };
        Some(SuggestionsView {
            note: note.to_owned(),
            candidates: answer.candidates.iter().map(|candidate| view(analysis, object, candidate)).collect(),
            more: match answer.more {
                0 => None,
                1 => Some("One more account resembles it, by no better signs.".to_owned()),
                more => Some(format!("{more} more accounts resemble it, by no better signs.")),
            },
            not_compared: not_compared(&suggest::signs_not_told(&context)),
        })
    }
}

fn not_compared(signs: &[Sign]) -> Option<String> {
    let names: Vec<&str> = signs
        .iter()
        .map(|sign| match sign {
            Sign::DirectoryId => "external directory object id",
            Sign::Sid => "SID",
            Sign::EmployeeId => "employee id",
            Sign::AccountName => "account name",
            _ => "Exchange alias",
        })
        .collect();
    (!names.is_empty()).then(|| format!("Not compared, because a side does not tell it: {}.", enumeration(&names)))
}

/// `a, b and c`.
fn enumeration<T: AsRef<str>>(words: &[T]) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == words.len() { " and " } else { ", " });
        }
        text.push_str(word.as_ref());
    }
    text
}

fn view(analysis: &Analysis, object: ObjectId, candidate: &Candidate) -> SuggestionView {
    let owner = Owner::cloud(candidate.cloud);
    let (file, row) = names::place(analysis, owner);
    SuggestionView {
        id: names::number(analysis, owner),
        name: names::name(analysis, owner).to_owned(),
        login: names::login(analysis, owner).to_owned(),
        outcome: names::outcome(analysis, owner).to_owned(),
        file: file.to_owned(),
        row,
        strength: match candidate.strength {
            Strength::Strong => "Strong",
            Strength::Fair => "Fair",
            Strength::Weak => "Weak",
        }
        .to_owned(),
        notes: notes(analysis, object, candidate),
        signs: candidate.signs.iter().map(|sign| agreement(analysis, object, candidate.cloud, sign)).collect(),
        against: candidate.against.iter().map(difference).collect(),
    }
}

fn notes(analysis: &Analysis, object: ObjectId, candidate: &Candidate) -> Vec<String> {
    let mut notes = Vec::new();
    match candidate.standing {
        Standing::Free => {}
        Standing::Joined(partner) => {
            let name = names::name(analysis, Owner::on_premises(partner));
            let (file, row) = names::place(analysis, Owner::on_premises(partner));
            notes.push(format!("Joined, now or at the next sync, to {name}, {file}, row {row}."));
        }
        Standing::Guest => notes.push("A guest: the sync joins no user to it.".to_owned()),
        Standing::Deleted => notes.push("In the recycle bin.".to_owned()),
    }
    let is_synced = analysis.directories.cloud.boolean(candidate.cloud, Attribute::SyncEnabled) == Ok(Some(true));
    if is_synced && !matches!(candidate.standing, Standing::Joined(_)) {
        notes.push("Synced now, from an AD object that these files do not show to be its own.".to_owned());
    }
    if analysis.joins.decision(object).cloud == Some(candidate.cloud) {
        notes.push("The account that is compared above.".to_owned());
    }
    notes
}

fn agreement(analysis: &Analysis, object: ObjectId, cloud: ObjectId, resemblance: &Resemblance) -> SuggestionSign {
    let (label, mono) = match resemblance.sign {
        Sign::DirectoryId => ("AD holds the id of this account", true),
        Sign::Sid => ("Same SID", true),
        Sign::EmployeeId => ("Same employee id", true),
        Sign::AccountName => ("Same account name, as synced", true),
        Sign::Address => ("An address in common", true),
        Sign::LocalPart => ("Same before the @, in another domain", true),
        Sign::Nickname => ("Same Exchange alias", true),
        Sign::DisplayName => ("Same display name", false),
        Sign::GivenAndSurname => ("Same first name and surname", false),
        Sign::SameWords => ("Same words of the name, in another order", false),
        Sign::InitialAndSurname => ("Same surname and first letter", false),
    };
    let mut sign = SuggestionSign {
        label: label.to_owned(),
        on_premises: resemblance.on_premises.trim().to_owned(),
        cloud: resemblance.cloud.trim().to_owned(),
        mono,
        note: shared(resemblance),
    };
    if matches!(resemblance.sign, Sign::Address | Sign::LocalPart) {
        let (left, left_role) = spelt(analysis, Owner::on_premises(object), &resemblance.on_premises);
        let (right, right_role) = spelt(analysis, Owner::cloud(cloud), &resemblance.cloud);
        if let (Some(left), Some(right)) = (left_role, right_role) {
            let roles = format!("The {left} in AD; the {right} in the cloud.");
            sign.note = Some(sign.note.map_or(roles.clone(), |note| format!("{roles} {note}")));
        }
        (sign.on_premises, sign.cloud) = (left, right);
    }
    sign
}

/// An address as its owner spells it, and in which roles.
fn spelt(analysis: &Analysis, owner: Owner, folded: &str) -> (String, Option<String>) {
    let (spelling, roles) = evidence::held_as(analysis, owner, folded);
    let text = spelling.into_iter().next().unwrap_or_else(|| folded.to_owned());
    (text, (!roles.is_empty()).then(|| enumeration(&roles)))
}

/// What a value says that others have too.
fn shared(resemblance: &Resemblance) -> Option<String> {
    let count = |holders: Holders| {
        let count = thousands(holders.count as usize);
        if holders.is_at_least { format!("More than {count}") } else { count }
    };
    let (ad, cloud) = (resemblance.in_active_directory, resemblance.in_cloud);
    let who = match (ad.count > 1, cloud.count > 1) {
        (false, false) => return None,
        (true, false) => format!("{} AD users have it", count(ad)),
        (false, true) => format!("{} accounts in the cloud have it", count(cloud)),
        (true, true) => {
            format!("{} AD users and {} accounts in the cloud have it", count(ad), count(cloud).replace("More", "more"))
        }
    };
    let little = if ad.count.max(cloud.count) > MOST_SHARED { "next to nothing" } else { "less" };
    Some(format!("{who}, so it says {little}."))
}

fn difference(difference: &Difference) -> SuggestionSign {
    let label = match difference.attribute {
        Attribute::ImmutableId => "Another source anchor",
        Attribute::ObjectSid => "Another SID",
        _ => "Another employee id",
    };
    SuggestionSign {
        label: label.to_owned(),
        on_premises: difference.on_premises.trim().to_owned(),
        cloud: difference.cloud.trim().to_owned(),
        mono: true,
        note: None,
    }
}
