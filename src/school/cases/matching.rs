//! Accounts that the school's AD objects lead to, and what keeps them from joining or joins the wrong one.

use super::{Pair, anchor, cloud_only, graph_row, keep, keep_and_tell, keep_as_it_is, newcomer, pair, tell};
use crate::model::Guid;
use crate::school::graph::GraphUser;
use crate::school::people::{INITIAL, SCHOOLS, plain};
use crate::school::rows::{CloudUser, Directory};

pub(super) fn add(directory: &mut Directory) {
    crossed(directory);
    moved(directory);
    hard_matches(directory);
    administrator(directory);
    ambiguous(directory);
    wrong_anchors(directory);
    recycle_bin(directory);
    address_of_another(directory);
}

/// Address and UPN lead to two accounts.
fn crossed(directory: &mut Directory) {
    for (given, surname, other) in [("Katie", "O'Sullivan-Price", "Kieran"), ("Rhys", "Vaughan-Parry", "Rhiannon")] {
        let mut own = pair(directory, 2, given, surname);
        let mut stranger = pair(directory, 2, other, surname);
        let wanted = format!("{}.{}@{}", &plain(given)[..1], plain(surname), SCHOOLS[2].domain);
        own.object.addresses = vec![format!("SMTP:{wanted}")];
        own.user.synced = false;
        stranger.user.synced = false;
        stranger.user.addresses[0] = format!("SMTP:{wanted}");
        directory.users.push(stranger.user);
        keep(directory, own);
    }
}

/// Came from the neighbouring school with a new address: nothing joins her old account, which only resembles her.
fn moved(directory: &mut Directory) {
    let Pair { object, user } = pair(directory, 1, "Hâf", "Wójcik-Rees");
    let mut neighbour = pair(directory, 2, "Helen", "Wójcik-Rees").user;
    neighbour.synced = false;
    let upn = object.upn.replace(SCHOOLS[1].domain, SCHOOLS[0].domain);
    directory.objects.push(object);
    directory.users.push(CloudUser {
        name: "Wojcik Rees, Haf".to_owned(),
        given: "Haf".to_owned(),
        surname: "Wojcik Rees".to_owned(),
        synced: false,
        addresses: vec![format!("SMTP:{upn}"), format!("smtp:{}@{INITIAL}", upn.split('@').next().unwrap_or_default())],
        upn,
        ..user
    });
    directory.users.push(neighbour);
}

/// The account has the anchor already: one joins by it, one holds a role, one belonged to another AD object.
fn hard_matches(directory: &mut Directory) {
    for (surname, role) in [("Restored", None), ("Director", Some("Global Administrator"))] {
        let mut own = pair(directory, 0, "Gwilym", surname);
        own.user.synced = false;
        if let Some(role) = role {
            directory.roles.push((own.user.id.clone(), role, "eligible"));
        }
        keep_and_tell(directory, own, |_| {});
    }
    let mut bound = pair(directory, 0, "Gwilym", "Migrated");
    bound.user.synced = false;
    let (carried, former) = (directory.dice.guid(), directory.dice.guid());
    bound.object.consistency_guid = anchor(&carried);
    keep_and_tell(directory, bound, |row| {
        row.immutable_id = anchor(&carried);
        row.object_identifier = former;
        row.synced = "False";
    });
}

/// Made in the cloud for the helpdesk, which no soft match takes over.
fn administrator(directory: &mut Directory) {
    let mut own = pair(directory, 0, "Aneirin", "Helpdesk-Jones");
    own.user.synced = false;
    directory.roles.push((own.user.id.clone(), "Helpdesk Administrator", "assigned"));
    keep_and_tell(directory, own, |row| row.immutable_id.clear());
}

/// Two people share the address of an office, which has an account of its own.
fn ambiguous(directory: &mut Directory) {
    let office = format!("admissions@{}", SCHOOLS[0].domain);
    for given in ["Buddug", "Blodwen"] {
        let mut clerk = newcomer(directory, 0, given, "Office-Clerk");
        clerk.addresses = vec![format!("SMTP:{office}")];
        clerk.mail.clone_from(&office);
        directory.objects.push(clerk);
    }
    let mut account = cloud_only(directory, 0, "Admissions", "Office");
    account.addresses = vec![format!("SMTP:{office}"), format!("smtp:admissions@{INITIAL}")];
    directory.users.push(account);
}

/// An anchor with its bytes in the wrong order, and one that stands on somebody else's account.
fn wrong_anchors(directory: &mut Directory) {
    let mut swapped = pair(directory, 1, "Hedd", "Byte-Order");
    swapped.user.synced = false;
    swapped.user.upn = format!("hedd@{}", SCHOOLS[1].domain);
    swapped.user.addresses = vec![format!("SMTP:hedd@{}", SCHOOLS[1].domain), format!("smtp:hedd@{INITIAL}")];
    let written = Guid::parse(&swapped.object.guid).map(|guid| guid.with_swapped_bytes().to_base64());
    keep_and_tell(directory, swapped, |row| row.immutable_id = written.unwrap_or_default());

    let mut own = pair(directory, 1, "Ceri", "Wrong-Person");
    own.user.synced = false;
    let stranger = cloud_only(directory, 1, "Cadi", "Wrong-Person");
    let immutable_id = anchor(&own.object.guid);
    tell(directory, GraphUser { user: stranger, immutable_id, ..GraphUser::default() });
    keep_as_it_is(directory, own);
}

/// The account in the recycle bin.
fn deleted(user: CloudUser) -> CloudUser {
    CloudUser {
        upn: format!("{}{}", user.id.replace('-', ""), user.upn),
        deleted: "2026-11-12 15:02:11Z".to_owned(),
        licence: "Unlicensed".to_owned(),
        ..user
    }
}

fn recycle_bin(directory: &mut Directory) {
    // It comes back with the next sync.
    let Pair { object, user } = pair(directory, 1, "Dilwyn", "Returning");
    let row = graph_row(&Pair { object: object.clone(), user: deleted(user) });
    directory.objects.push(object);
    tell(directory, row);
    // Deleted and made again: the new user has another objectGUID.
    let mut again = pair(directory, 1, "Delyth", "Again");
    "2026-11-13 09:10:11Z".clone_into(&mut again.object.created);
    let mut row = graph_row(&again);
    row.user = deleted(again.user);
    row.immutable_id = anchor(&directory.dice.guid());
    row.sid.clear();
    directory.objects.push(again.object);
    tell(directory, row);
    // The successor has the address of one who left.
    let mut left = cloud_only(directory, 1, "Dewi", "Predecessor");
    let mut successor = pair(directory, 1, "Deian", "Successor");
    let shared = format!("timetable@{}", SCHOOLS[1].domain);
    left.addresses.push(format!("smtp:{shared}"));
    successor.object.addresses.push(format!("smtp:{shared}"));
    successor.user.addresses.push(format!("smtp:{shared}"));
    let row = GraphUser { user: deleted(left), ..GraphUser::default() };
    keep(directory, successor);
    tell(directory, row);
}

/// Somebody has the new teacher's account name as a second address.
fn address_of_another(directory: &mut Directory) {
    let mut holder = pair(directory, 0, "Jac", "Second-Address");
    let mut wanting = newcomer(directory, 0, "Jano", "First-Choice");
    "jfirst".clone_into(&mut wanting.sam);
    let address = format!("smtp:jfirst@{}", SCHOOLS[0].domain);
    holder.object.addresses.push(address.clone());
    holder.user.addresses.push(address);
    keep(directory, holder);
    directory.objects.push(wanting);
}
