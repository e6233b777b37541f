//! The special people of the school: one for each thing that goes wrong.

use super::people::{INITIAL, SCHOOLS, plain};
use super::rows::{AdObject, CloudUser, Directory};

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
            sid: format!("S-1-5-21-1203871224-881002743-3320471822-{}", 1_000_000 + dice.below(100_000)),
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

fn keep(directory: &mut Directory, pair: Pair) {
    directory.objects.push(pair.object);
    directory.users.push(pair.user);
}

/// Adds everybody for whom something goes wrong.
pub(super) fn add(directory: &mut Directory) {
    shared_addresses(directory);
    shared_sign_in_names(directory);
    belongs_to_another(directory);
    crossed(directory);
    internal_domain(directory);
    no_onmicrosoft_address(directory);
    lost_addresses(directory);
    renamed(directory);
    moved(directory);
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

fn internal_domain(directory: &mut Directory) {
    for number in 1..=6 {
        let mut cover = pair(directory, 2, "Cover", &format!("Teacher {number}"));
        cover.object.upn = format!("cover{number}@castlestreet.local");
        cover.object.addresses = Vec::new();
        cover.object.mail = String::new();
        directory.objects.push(cover.object);
    }
}

fn no_onmicrosoft_address(directory: &mut Directory) {
    for (number, surname) in
        ["Bevan-Howells", "Nowak-Price", "Parry-Lloyd", "Rowlands-Ellis", "Khan-Davies"].iter().enumerate()
    {
        let mut without = pair(directory, 0, "Lena", surname);
        without.user.addresses.truncate(1);
        if number == 0 {
            without.object.target = format!("SMTP:lena.bevanhowells@{INITIAL}");
        }
        keep(directory, without);
    }
}

/// Addresses that AD lists and the cloud does not have, one for each cause.
fn lost_addresses(directory: &mut Directory) {
    let mut holder = pair(directory, 1, "Menna", "Thomas-Bowen");
    let held = format!("sen.team@{}", SCHOOLS[1].domain);
    holder.user.addresses.push(format!("smtp:{held}"));
    holder.user.synced = false;
    directory.users.push(holder.user);
    for (surname, entry) in [
        ("Malformed", format!("smtp: sen office@{}", SCHOOLS[1].domain)),
        ("Hidden", format!("smtp:sen\u{200b}desk@{}", SCHOOLS[1].domain)),
        ("Reserved", format!("smtp:nia.old@{INITIAL}")),
        ("Unverified", "smtp:nia@pontygarreg.example".to_owned()),
        ("Held", format!("smtp:{held}")),
        ("Pending", format!("smtp:nia.new@{}", SCHOOLS[1].domain)),
    ] {
        let mut lost = pair(directory, 1, "Nia", &format!("Rees-{surname}"));
        lost.object.addresses.push(entry);
        keep(directory, lost);
    }
}

/// Married: AD has the new name, the cloud account the old one, and only the UPN still agrees.
fn renamed(directory: &mut Directory) {
    let mut sian = pair(directory, 0, "Siân", "Llewelyn-Price");
    let old = format!("sian.williams@{}", SCHOOLS[0].domain);
    "2011-09-01 08:30:11Z".clone_into(&mut sian.object.created);
    sian.object.addresses.push(format!("smtp:s.llewelyn@{}", SCHOOLS[1].domain));
    sian.user = CloudUser {
        name: "Siân Williams".to_owned(),
        surname: "Williams".to_owned(),
        synced: false,
        addresses: vec![
            format!("SMTP:{old}"),
            format!("smtp:examsofficer@{}", SCHOOLS[0].domain),
            format!("smtp:sian.williams@{INITIAL}"),
            format!("SIP:{old}"),
        ],
        ..sian.user
    };
    keep(directory, sian);
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
