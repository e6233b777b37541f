//! What is odd about the school's accounts in the cloud: quarantine, accounts without an AD object, and sign-in names that
//! differ.

use super::{Pair, anchor, cloud_only, graph_row, keep, keep_and_tell, pair, tell};
use crate::school::graph::{FEDERATED, GraphUser};
use crate::school::people::{INITIAL, SCHOOLS};
use crate::school::rows::{AdObject, CloudUser, Directory};

pub(super) fn add(directory: &mut Directory) {
    quarantined(directory);
    two_accounts(directory);
    left_behind(directory);
    mastered_in_the_cloud(directory);
    sign_in_names(directory);
    addresses_of_others(directory);
    domain_removed(directory);
}

/// One sign-in name and one address that somebody else had first.
fn quarantined(directory: &mut Directory) {
    let holder = cloud_only(directory, 1, "Mared", "Taken");
    let mut late = pair(directory, 1, "Mared", "Taken");
    let address = format!("marged.taken@{}", SCHOOLS[1].domain);
    "Marged Taken".clone_into(&mut late.object.name);
    late.object.mail.clone_from(&address);
    late.object.addresses = vec![format!("SMTP:{address}")];
    late.user.name.clone_from(&late.object.name);
    late.user.upn = format!("mared.taken4711@{INITIAL}");
    late.user.addresses = vec![format!("SMTP:{address}"), format!("smtp:mared.taken4711@{INITIAL}")];
    let wanted = late.object.upn.clone();
    keep_and_tell(directory, late, |row| row.errors = format!("UserPrincipalName={wanted}"));
    directory.users.push(holder);

    let mut holder = cloud_only(directory, 1, "Meirion", "Holder");
    let address = format!("chess@{}", SCHOOLS[1].domain);
    holder.addresses.push(format!("smtp:{address}"));
    directory.users.push(holder);
    let late = pair(directory, 1, "Mabon", "Latecomer");
    keep_and_tell(directory, late, |row| row.errors = format!("ProxyAddresses=smtp:{address}"));
}

/// The licence is on the account that does not sync.
fn two_accounts(directory: &mut Directory) {
    let licensed = cloud_only(directory, 2, "Sioned", "Double");
    let mut synced = pair(directory, 2, "Sioned", "Double");
    "sioned.double@castlestreet.local".clone_into(&mut synced.object.upn);
    synced.object.addresses.clear();
    synced.object.mail.clear();
    synced.object.alias.clear();
    synced.user.upn = format!("sioned.double2208@{INITIAL}");
    synced.user.addresses.clear();
    "Unlicensed".clone_into(&mut synced.user.licence);
    let row = graph_row(&synced);
    directory.objects.push(synced.object);
    tell(directory, row);
    directory.users.push(licensed);
}

/// Accounts without their AD object: synced still, out of the sync, and with an anchor of nobody.
fn left_behind(directory: &mut Directory) {
    // Its AD object is nowhere, so Graph was asked for the anchor of this one too.
    let row = graph_row(&pair(directory, 1, "Peredur", "Orphan"));
    tell(directory, row);
    for (surname, synced, managed) in [("Leaver", "False", ""), ("Foreign", "", "False")] {
        let user = cloud_only(directory, 1, "Prydwen", surname);
        let immutable_id = anchor(&directory.dice.guid());
        tell(directory, GraphUser { user, immutable_id, synced, cloud_managed: managed, ..GraphUser::default() });
    }
}

/// The head moved to the cloud first.
fn mastered_in_the_cloud(directory: &mut Directory) {
    let mut moved = pair(directory, 0, "Rhodri", "Cloud-First");
    moved.user.synced = false;
    keep_and_tell(directory, moved, |row| row.cloud_managed = "True");
}

/// Sign-in names that differ between AD and the cloud, by how far the change has come.
fn sign_in_names(directory: &mut Directory) {
    // Nobody knows whether it was sent.
    let mut differs = pair(directory, 0, "Tudur", "Renamed");
    differs.object.upn = format!("tudur.newname@{}", SCHOOLS[0].domain);
    keep_and_tell(directory, differs, |row| row.upn_on_premises.clear());
    // It was sent, and the cloud has the old one.
    let mut stale = pair(directory, 0, "Tegwen", "Renamed");
    stale.object.upn = format!("tegwen.newname@{}", SCHOOLS[0].domain);
    keep_and_tell(directory, stale, |_| {});
    // It was not sent yet.
    let mut pending = pair(directory, 0, "Taliesin", "Renamed");
    let old = pending.object.upn.clone();
    pending.object.upn = format!("taliesin.newname@{}", SCHOOLS[0].domain);
    keep_and_tell(directory, pending, |row| row.upn_on_premises = old);
    // From one sixth form to the other, which Entra ID does in two steps only.
    let mut federated = pair(directory, 0, "Talfryn", "Sixth-Form");
    federated.object.upn = format!("talfryn@{}", FEDERATED[1]);
    federated.user.upn = format!("talfryn@{}", FEDERATED[0]);
    keep_and_tell(directory, federated, |_| {});
}

/// Addresses of synced people that an account, a guest, a list or a mailbox-less user has as well.
fn addresses_of_others(directory: &mut Directory) {
    let mut visitor = cloud_only(directory, 0, "Visitor", "Account");
    visitor.upn = format!("visitor@{}", SCHOOLS[0].domain);
    let mut synced = pair(directory, 0, "Ynyr", "Visitor-Desk");
    for addresses in [&mut synced.object.addresses, &mut synced.user.addresses] {
        addresses.push(format!("smtp:visitor@{}", SCHOOLS[0].domain));
    }
    directory.users.push(visitor);
    keep(directory, synced);

    let mut kiosk = cloud_only(directory, 0, "Kiosk", "Screen");
    kiosk.upn = format!("kiosk@{}", SCHOOLS[0].domain);
    kiosk.addresses.clear();
    "Unlicensed".clone_into(&mut kiosk.licence);
    let mut caretaker = cloud_only(directory, 0, "Caretaker", "Lodge");
    caretaker.addresses.push(format!("smtp:kiosk@{}", SCHOOLS[0].domain));
    tell(directory, GraphUser { user: kiosk, ..GraphUser::default() });
    directory.users.push(caretaker);

    let address = "nurse@clinic.fabrikam.com";
    let (id, guid) = (directory.dice.guid(), directory.dice.guid());
    let guest = CloudUser {
        name: "Visiting nurse".to_owned(),
        upn: format!("nurse_clinic.fabrikam.com#EXT#@{INITIAL}"),
        id,
        created: "2022-03-01 08:00:11Z".to_owned(),
        licence: "Unlicensed".to_owned(),
        addresses: vec![format!("SMTP:{address}")],
        ..CloudUser::default()
    };
    tell(directory, GraphUser { user: guest, ..GraphUser::default() });
    directory.objects.push(AdObject {
        class: "contact",
        unit: "OU=Contacts".to_owned(),
        guid,
        name: "Nurse (clinic)".to_owned(),
        mail: address.to_owned(),
        addresses: vec![format!("SMTP:{address}")],
        created: "2021-01-14 11:20:11Z".to_owned(),
        ..AdObject::default()
    });
}

/// The academy's own domain was given up: AD has it still, and the cloud fell back.
fn domain_removed(directory: &mut Directory) {
    for surname in ["Adda", "Barddas", "Cynon", "Dafis", "Eurof"] {
        let Pair { mut object, mut user } = pair(directory, 2, "Academi", surname);
        object.upn = format!("{}@adventure-works.com", object.alias);
        user.upn = format!("{}@{INITIAL}", object.alias);
        keep_and_tell(directory, Pair { object, user }, |_| {});
    }
}
