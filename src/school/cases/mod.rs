//! The special people of the school: one for each thing that goes wrong. Each file adds those of one theme; ordinary people
//! are not made here.

mod aliases;
mod cloud;
mod conflicts;
mod drift;
mod exchange;
mod matching;
mod values;

use super::graph::GraphUser;
use super::people::{INITIAL, SCHOOLS, mark_as_remote_mailbox, plain};
use super::rows::{AdObject, CloudUser, Directory};
use crate::model::Guid;

/// Adds everybody for whom something goes wrong.
pub(super) fn add(directory: &mut Directory) {
    conflicts::add(directory);
    values::add(directory);
    matching::add(directory);
    cloud::add(directory);
    exchange::add(directory);
    aliases::add(directory);
    drift::add(directory);
}

/// Somebody who stands on both sides, to be changed by a case.
struct Pair {
    object: AdObject,
    user: CloudUser,
}

fn pair(directory: &mut Directory, school: usize, given: &str, surname: &str) -> Pair {
    let domain = SCHOOLS[school].domain;
    let local = format!("{}.{}", plain(given), plain(surname));
    let upn = format!("{local}@{domain}");
    let name = format!("{given} {surname}");
    let dice = &mut directory.dice;
    Pair {
        object: AdObject {
            class: "user",
            unit: format!("OU=Staff,OU={}", SCHOOLS[school].unit),
            guid: dice.guid(),
            sid: format!("S-1-5-21-1203871224-881002743-3320471822-{}", 1_000_000 + dice.below(900_000)),
            sam: local.chars().take(20).collect(),
            upn: upn.clone(),
            mail: upn.clone(),
            addresses: vec![format!("SMTP:{upn}")],
            alias: local.clone(),
            name: name.clone(),
            given: given.to_owned(),
            surname: surname.to_owned(),
            created: "2014-09-03 08:30:11Z".to_owned(),
            ..AdObject::default()
        },
        user: CloudUser {
            name,
            synced: true,
            upn: upn.clone(),
            id: dice.guid(),
            given: given.to_owned(),
            surname: surname.to_owned(),
            created: "2019-08-12 08:31:11Z".to_owned(),
            licence: "Microsoft 365 A3 for faculty".to_owned(),
            addresses: vec![format!("SMTP:{upn}"), format!("smtp:{local}@{INITIAL}")],
            ..CloudUser::default()
        },
    }
}

/// Somebody whom AD has since this term, and the cloud has not yet.
fn newcomer(directory: &mut Directory, school: usize, given: &str, surname: &str) -> AdObject {
    AdObject { created: "2026-09-01 08:30:11Z".to_owned(), ..pair(directory, school, given, surname).object }
}

/// An account in the cloud that AD knows nothing of.
fn cloud_only(directory: &mut Directory, school: usize, given: &str, surname: &str) -> CloudUser {
    CloudUser { synced: false, ..pair(directory, school, given, surname).user }
}

/// The ImmutableId of an object that is anchored by this identifier.
fn anchor(guid: &str) -> String {
    Guid::parse(guid).map(Guid::to_base64).unwrap_or_default()
}

/// What Graph tells of an account and the AD object that it comes from.
fn graph_row(pair: &Pair) -> GraphUser {
    let Pair { object, user } = pair;
    let told = |text: &String| if user.synced { text.clone() } else { String::new() };
    GraphUser {
        user: user.clone(),
        alias: object.alias.clone(),
        immutable_id: anchor(&object.guid),
        synced: if user.synced { "True" } else { "" },
        sam: told(&object.sam),
        upn_on_premises: told(&object.upn),
        sid: told(&object.sid),
        ..GraphUser::default()
    }
}

/// Adds the pair; whoever is synced has a mailbox that AD knows.
fn keep(directory: &mut Directory, mut pair: Pair) {
    if pair.user.synced {
        mark_as_remote_mailbox(&mut pair.object, &mut pair.user);
    }
    keep_as_it_is(directory, pair);
}

fn keep_as_it_is(directory: &mut Directory, pair: Pair) {
    directory.objects.push(pair.object);
    directory.users.push(pair.user);
}

/// Adds the pair, and what Graph tells of it with a change.
fn keep_and_tell(directory: &mut Directory, mut pair: Pair, change: impl FnOnce(&mut GraphUser)) {
    if pair.user.synced {
        mark_as_remote_mailbox(&mut pair.object, &mut pair.user);
    }
    let mut row = graph_row(&pair);
    change(&mut row);
    directory.graph_users.push(row);
    keep_as_it_is(directory, pair);
}

/// Adds an account of the cloud, and what Graph tells of it.
fn tell(directory: &mut Directory, row: GraphUser) {
    directory.users.push(row.user.clone());
    directory.graph_users.push(row);
}
