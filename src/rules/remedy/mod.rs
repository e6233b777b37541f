//! How rules put a finding right: an address given up or taken on, a value set, one of several owners keeping what all claim.
//!
//! A change names values as the files spell them, so that the script can check them first. Where the files do not tell what
//! a value is now, no change is offered; and none where the cloud object gets its values from AD. No finding is made here.

mod addresses;
mod mend;
mod names;
mod owners;

pub(in crate::rules) use addresses::{
    drop_address, entries, give_up, is_entry_of, is_usable, keeps, lead_by_primary, mail_as_primary, make_primary,
    primary_fix, primary_text, remove_entry, spelt, take_on, take_on_fix,
};
pub(in crate::rules) use mend::{mend_entry, mend_login, mended};
pub(in crate::rules) use names::{
    account_names, is_good_alias, lead_by_login, new_alias, numbered, other_suffix, own_target, sign_in, sign_in_as,
};
pub(in crate::rules) use owners::{
    Release, end_quarantine, make_sure, master, no_longer_reaches, one_keeps, one_keeps_it, release,
};

use super::RuleContext;
use crate::finding::{Change, Fix, Operation, Owner, Safety};
use crate::join::{MatchKey, Outcome, Reason};
use crate::model::{Attribute, Cell, ObjectKind, Side};

impl Fix {
    /// A fix that nobody has to think about.
    pub(in crate::rules) fn safe(title: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), note: String::new(), safety: Safety::Safe, keeps: None, changes }
    }

    /// A fix that somebody has to look at first: at what, says the note.
    pub(in crate::rules) fn review(title: impl Into<String>, note: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), note: note.into(), safety: Safety::Review, keeps: None, changes }
    }
}

/// Is the object mastered where it stands, so that a change there lasts? A cloud object that is synced is changed in AD;
/// what the recycle bin holds, or AD no longer decides, is left alone, and a public folder is Exchange's business.
///
/// Sources: Microsoft, "Operation on mailbox failed because it's out of the current user's write scope", 2026-07;
/// "Troubleshoot errors during synchronization", 2026-07-01.
pub(in crate::rules) fn can_change(context: &RuleContext<'_>, owner: Owner) -> bool {
    let kind = context.join.directories.side(owner.side).kind(owner.object);
    match owner.side {
        _ if kind == ObjectKind::PublicFolder => false,
        Side::OnPremises => true,
        // The addresses of a guest are those of the tenant at home.
        Side::Cloud if kind == ObjectKind::Guest => false,
        Side::Cloud => {
            let cloud = context.join.cloud();
            let is_synced = !matches!(cloud.boolean(owner.object, Attribute::SyncEnabled), Ok(None | Some(false)));
            // What left the scope of the sync and kept its anchor counts as one from AD; changes may be refused.
            let has_left = cloud.boolean(owner.object, Attribute::SyncEnabled) == Ok(Some(false))
                && cloud.text(owner.object, Attribute::ImmutableId).is_some();
            !is_synced && !has_left && !is_joined(context, owner) && !cloud.is_deleted(owner.object)
        }
    }
}

/// Does the cloud object get its values from an AD object in the files?
fn is_joined(context: &RuleContext<'_>, cloud: Owner) -> bool {
    let partner = context.joins.partner(cloud.object);
    partner.is_some_and(|object| context.joins.decision(object).outcome == Outcome::AlreadySynced)
}

/// The account with the source anchor of an AD object that the cloud masters now: one person, but AD's changes do not reach it.
///
/// Source: Microsoft, "User Source of Authority", 2026-04-15.
fn cloud_mastered(context: &RuleContext<'_>, owner: Owner) -> Option<Owner> {
    if owner.side == Side::Cloud {
        return None;
    }
    let decision = context.joins.decision(owner.object);
    let is_mastered = decision.by == Some(MatchKey::SourceAnchor) && decision.reasons.contains(Reason::SoaCloudManaged);
    decision.cloud.filter(|_| is_mastered).map(Owner::cloud)
}

/// The object on the other side that it is or will be joined to, or was before the cloud became its master.
pub(in crate::rules) fn counterpart(context: &RuleContext<'_>, owner: Owner) -> Option<Owner> {
    match owner.side {
        Side::OnPremises => {
            let decision = context.joins.decision(owner.object);
            let joined = decision.cloud.filter(|_| decision.outcome.is_join()).map(Owner::cloud);
            joined.or_else(|| cloud_mastered(context, owner))
        }
        Side::Cloud => context.joins.partner(owner.object).map(Owner::on_premises),
    }
}

/// Is the AD object synced already?
pub(in crate::rules) fn is_synced(context: &RuleContext<'_>, owner: Owner) -> bool {
    owner.side == Side::OnPremises && context.joins.decision(owner.object).outcome == Outcome::AlreadySynced
}

/// Do the names of the AD object lead to no other account than the one that it is or will be joined to? If they do, what
/// the account has may be another person's.
pub(in crate::rules) fn is_one_person(context: &RuleContext<'_>, owner: Owner) -> bool {
    let Some(account) = counterpart(context, owner).filter(|_| owner.side == Side::OnPremises) else { return true };
    let by_names = context.join.cloud_users_by_login(owner.object).into_iter();
    by_names.chain(context.join.cloud_objects_by_primary(owner.object)).all(|other| other == account.object)
}

/// Is nothing open about which account the AD object belongs to? Before a join the names are what leads to it.
pub(in crate::rules) fn is_settled(context: &RuleContext<'_>, owner: Owner) -> bool {
    match owner.side {
        Side::OnPremises => context.joins.decision(owner.object).cloud.is_none() || is_synced(context, owner),
        Side::Cloud => context.joins.partner(owner.object).is_none(),
    }
}

/// Can a script set this attribute of an object of this side?
fn is_settable(side: Side, attribute: Attribute) -> bool {
    match side {
        Side::OnPremises => matches!(
            attribute,
            Attribute::DisplayName
                | Attribute::GivenName
                | Attribute::Surname
                | Attribute::UserPrincipalName
                | Attribute::Mail
                | Attribute::TargetAddress
                | Attribute::MailNickname
                | Attribute::SamAccountName
                | Attribute::ConsistencyGuid
                | Attribute::ExternalDirectoryObjectId
        ),
        Side::Cloud => matches!(
            attribute,
            Attribute::UserPrincipalName | Attribute::ImmutableId | Attribute::OnPremisesObjectIdentifier
        ),
    }
}

/// The value of a single-valued attribute becomes another; `None` takes it away. No change where the files do not tell
/// what it is now, where it is that already, or where no script can set it.
pub(in crate::rules) fn set(
    context: &RuleContext<'_>,
    owner: Owner,
    attribute: Attribute,
    after: Option<&str>,
) -> Option<Change> {
    let snapshot = context.join.directories.side(owner.side);
    let before = match snapshot.cell(owner.object, attribute) {
        Cell::NotExported | Cell::Lost => return None,
        Cell::Empty => None,
        Cell::Text(text) => Some(text),
    };
    let is_usable = is_settable(owner.side, attribute) && can_change(context, owner) && before != after;
    is_usable.then(|| Change {
        owner,
        attribute,
        operation: Operation::Set { before: before.map(str::to_owned), after: after.map(str::to_owned) },
    })
}
