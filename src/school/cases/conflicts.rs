//! Values that several objects of the school's AD claim, and objects that cannot sync as they are.

use super::{anchor, keep, keep_and_tell, newcomer, pair};
use crate::school::people::{INITIAL, SCHOOLS};
use crate::school::rows::{AdObject, Directory};

pub(super) fn add(directory: &mut Directory) {
    shared_addresses(directory);
    shared_sign_in_names(directory);
    belongs_to_another(directory);
    shared_in_other_attributes(directory);
    shared_identifiers(directory);
    shared_account_name(directory);
    left_overs(directory);
    written_back(directory);
}

/// Three objects claim s.obrien@, and two pairs claim another address.
fn shared_addresses(directory: &mut Directory) {
    let wanted = format!("s.obrien@{}", SCHOOLS[0].domain);
    let mut holder = pair(directory, 0, "Seán", "O'Brien-Hughes");
    holder.object.addresses = vec![format!("SMTP:{wanted}")];
    holder.object.mail.clone_from(&wanted);
    holder.user.addresses = vec![format!("SMTP:{wanted}"), format!("smtp:sean.obrien@{INITIAL}")];
    keep(directory, holder);
    let mut newcomer = pair(directory, 0, "Siân", "O'Brien-Lloyd");
    newcomer.object.addresses.push(format!("smtp:{wanted}"));
    "2026-09-01 08:30:11Z".clone_into(&mut newcomer.object.created);
    directory.objects.push(newcomer.object);
    directory.objects.push(AdObject {
        class: "contact",
        unit: "OU=Contacts".to_owned(),
        guid: directory.dice.guid(),
        name: "S O'Brien (supply)".to_owned(),
        mail: wanted.clone(),
        addresses: vec![format!("SMTP:{wanted}")],
        target: "SMTP:s.obrien@supply.fabrikam.com".to_owned(),
        created: "2021-01-14 11:20:11Z".to_owned(),
        ..AdObject::default()
    });
    for (address, owners) in [("reception", ["Reception", "Old reception"]), ("head", ["Head teacher", "Acting head"])]
    {
        let address = format!("{address}@{}", SCHOOLS[2].domain);
        for (number, owner) in owners.iter().enumerate() {
            let mut shared = pair(directory, 2, owner, "Desk");
            for name in [&mut shared.object.name, &mut shared.user.name] {
                (*owner).clone_into(name);
            }
            shared.object.addresses.push(format!("smtp:{address}"));
            if number == 0 {
                shared.user.addresses.push(format!("smtp:{address}"));
            }
            keep(directory, shared);
        }
    }
}

fn shared_sign_in_names(directory: &mut Directory) {
    let tomos = pair(directory, 2, "Tomos", "Evans-Rees");
    let mut tegan = pair(directory, 2, "Tegan", "Evans-Rees");
    tegan.object.upn = tomos.object.upn.replace("tomos", "Tomos");
    tegan.object.addresses = vec![format!("SMTP:tegan.evansrees@{}", SCHOOLS[2].domain)];
    directory.objects.push(tegan.object);
    keep(directory, tomos);
}

/// A user that was deleted in AD and created again, beside the old one that came back.
fn belongs_to_another(directory: &mut Directory) {
    let old = pair(directory, 1, "Cerys", "Cook-Morgan");
    let mut new = old.object.clone();
    new.guid = directory.dice.guid();
    "cerys.cookmorgan2".clone_into(&mut new.sam);
    new.upn = format!("cerys.cook@{}", SCHOOLS[1].domain);
    "2026-10-02 09:15:11Z".clone_into(&mut new.created);
    directory.objects.push(new);
    keep(directory, old);
}

/// One mail for two, one forwarding target for two, one SIP address for two, and a sign-in name that is somebody's address.
fn shared_in_other_attributes(directory: &mut Directory) {
    for given in ["Library", "Librarian"] {
        let mut desk = newcomer(directory, 1, given, "Desk");
        desk.addresses.clear();
        desk.mail = format!("books@{}", SCHOOLS[1].domain);
        directory.objects.push(desk);
    }
    for given in ["Swim", "Dive"] {
        let mut coach = newcomer(directory, 1, given, "Coach");
        "SMTP:coaching@pool.fabrikam.com".clone_into(&mut coach.target);
        directory.objects.push(coach);
    }
    for given in ["Music", "Drama"] {
        let mut studio = pair(directory, 0, given, "Studio");
        studio.object.addresses.push(format!("SIP:studio@{}", SCHOOLS[0].domain));
        keep(directory, studio);
    }
    let mut helpdesk = newcomer(directory, 2, "It", "Helpdesk");
    helpdesk.upn = format!("it@{}", SCHOOLS[2].domain);
    directory.objects.push(helpdesk);
    let mut technician = newcomer(directory, 2, "Idwal", "Technician");
    technician.addresses.push(format!("smtp:it@{}", SCHOOLS[2].domain));
    directory.objects.push(technician);
}

/// Somebody got the anchor of another, and the SID of another account stands in a second row.
fn shared_identifiers(directory: &mut Directory) {
    let first = newcomer(directory, 2, "Owain", "Anchor-Rees");
    let mut second = newcomer(directory, 2, "Olwen", "Anchor-Rees");
    second.consistency_guid = anchor(&first.guid);
    directory.objects.extend([first, second]);
}

/// Two domains of the forest have the same account name, and one of the users has no UPN from which another name is made.
fn shared_account_name(directory: &mut Directory) {
    let with = newcomer(directory, 1, "Mali", "Supply");
    let mut without = newcomer(directory, 1, "Malan", "Supply");
    without.sam.clone_from(&with.sam);
    without.upn.clear();
    "CN=Malan Supply,OU=Staff,DC=pontygarreg,DC=local".clone_into(&mut without.dn);
    directory.objects.extend([with, without]);
}

/// What replication and an Exchange resource forest leave behind.
fn left_overs(directory: &mut Directory) {
    let mut copy = newcomer(directory, 2, "Bleddyn", "Copy-Evans");
    copy.dn = format!("CN=Bleddyn Copy-Evans\\0ACNF:{},OU=Staff,DC=glanyrafon,DC=local", copy.guid);
    directory.objects.push(copy);
    let mut linked = newcomer(directory, 2, "Lowri", "Linked-Evans");
    linked.recipient_type_details = "2";
    directory.objects.push(linked);
    let mut large = newcomer(directory, 0, "Alumni", "Collector");
    large.addresses.extend((1..=340).map(|number| format!("smtp:alumni{number:03}@{}", SCHOOLS[0].domain)));
    directory.objects.push(large);
}

/// The id that was written back to AD is that of somebody else's account.
fn written_back(directory: &mut Directory) {
    let other = pair(directory, 2, "Elis", "Other-Price");
    let mut stale = pair(directory, 2, "Elan", "Stale-Price");
    stale.object.external_id = format!("User_{}", other.user.id);
    keep_and_tell(directory, other, |_| {});
    keep_and_tell(directory, stale, |_| {});
}
