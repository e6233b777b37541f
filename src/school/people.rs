//! The ordinary people of the school: staff and pupils on both sides, in the usual mixture of states.

use rustc_hash::FxHashSet;

use super::rows::{AdObject, CloudUser, Dice, Directory, Recipient};

/// A school of the trust.
pub(super) struct School {
    pub(super) unit: &'static str,
    pub(super) domain: &'static str,
    people: usize,
}

/// The three schools.
pub(super) const SCHOOLS: [School; 3] = [
    School { unit: "Glan yr Afon", domain: "glanyrafon.contoso.com", people: 690 },
    School { unit: "Pont-y-Garreg", domain: "pontygarreg.contoso.com", people: 330 },
    School { unit: "Castle Street", domain: "castlestreet.fabrikam.com", people: 210 },
];

/// The domain that the trust's tenant got when it was created.
pub(super) const INITIAL: &str = "contosoglan.onmicrosoft.com";

/// The domain by which Exchange on premises sends mail on to the mailboxes in the cloud.
pub(super) const ROUTING: &str = "contosoglan.mail.onmicrosoft.com";

/// Gives a user the address in the routing domain, on both sides.
pub(super) fn add_routing_address(object: &mut AdObject, user: &mut CloudUser) {
    let address = format!("smtp:{}@{ROUTING}", object.alias);
    object.addresses.push(address.clone());
    user.addresses.push(address);
}

/// The mailbox was moved to Exchange Online, and AD knows it.
pub(super) fn mark_as_remote_mailbox(object: &mut AdObject, user: &mut CloudUser) {
    add_routing_address(object, user);
    if object.target.is_empty() {
        object.target = format!("SMTP:{}@{ROUTING}", object.alias);
    }
    object.remote_recipient_type = "4";
}

const GIVEN: [&str; 60] = [
    "Aled", "Alys", "Amina", "Anna", "Bethan", "Callum", "Carys", "Catrin", "Cerys", "Chloe", "Daniel", "David",
    "Dylan", "Efa", "Elin", "Ella", "Emily", "Erin", "Ewan", "Ffion", "Gareth", "George", "Gethin", "Grace", "Gwen",
    "Haf", "Hana", "Harri", "Huw", "Idris", "Ifan", "Isla", "Jack", "Jac", "Lena", "Lewis", "Lily", "Llinos", "Łucja",
    "Łukasz", "Mabli", "Macsen", "Mali", "Mari", "Megan", "Mia", "Nia", "Noah", "Oliver", "Osian", "Owain", "Rhian",
    "Rhys", "Seren", "Siân", "Seán", "Steffan", "Tomos", "Zoë", "Zofia",
];

const SURNAMES: [&str; 48] = [
    "Ahmed",
    "Bevan",
    "Bowen",
    "Brown",
    "Davies",
    "Edwards",
    "Ellis",
    "Evans",
    "Fflur",
    "Griffiths",
    "Gruffudd",
    "Hall",
    "Harris",
    "Howells",
    "Hughes",
    "James",
    "Jenkins",
    "Jones",
    "Khan",
    "Kowalska",
    "Kowalski",
    "Lewis",
    "Lloyd",
    "Llewelyn",
    "Llewellyn",
    "Mazur",
    "Morgan",
    "Morris",
    "Murphy",
    "Nowak",
    "O'Brien",
    "O'Sullivan",
    "Owen",
    "Parry",
    "Patel",
    "Phillips",
    "Powell",
    "Price",
    "Pritchard",
    "Rees",
    "Richards",
    "Roberts",
    "Rowlands",
    "Smith",
    "Thomas",
    "Vaughan",
    "Williams",
    "Wójcik",
];

/// Adds everybody who is nothing special.
pub(super) fn add(directory: &mut Directory) {
    let mut taken = FxHashSet::default();
    for school in &SCHOOLS {
        for number in 0..school.people {
            person(directory, school, number, &mut taken);
        }
    }
    system_accounts(directory);
    shared_mailboxes(directory);
    groups(directory);
    guests_and_leavers(directory);
}

/// The plain letters of a name, for addresses.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter_map(|c| match c {
            'Ł' | 'ł' => Some('l'),
            'â' | 'á' => Some('a'),
            'ë' => Some('e'),
            'ó' => Some('o'),
            '\'' | ' ' => None,
            c => Some(c.to_ascii_lowercase()),
        })
        .collect()
}

fn date(dice: &mut Dice, first_year: usize) -> String {
    let year = first_year + dice.below(2026 - first_year);
    format!(
        "{year}-{:02}-{:02} {:02}:{:02}:11Z",
        1 + dice.below(12),
        1 + dice.below(28),
        8 + dice.below(9),
        dice.below(60)
    )
}

/// Each object has its own: the numbers go up with every object that is made.
fn sid(objects: &[AdObject]) -> String {
    format!("S-1-5-21-1203871224-881002743-3320471822-{}", 1100 + objects.len())
}

fn person(directory: &mut Directory, school: &School, number: usize, taken: &mut FxHashSet<String>) {
    let sid = sid(&directory.objects);
    let dice = &mut directory.dice;
    let (given, surname) = (dice.one_of(&GIVEN), dice.one_of(&SURNAMES));
    let is_staff = number.is_multiple_of(9);
    let year = 20 + dice.below(7);
    let base = if is_staff {
        format!("{}.{}", plain(given), plain(surname))
    } else {
        format!("{year}.{}.{}", plain(given), plain(surname))
    };
    let mut local = base.clone();
    let mut again = 2;
    // No two people of the trust have the same alias.
    while !taken.insert(local.clone()) {
        local = format!("{base}{again}");
        again += 1;
    }
    let upn = format!("{local}@{}", school.domain);
    let created = date(dice, if is_staff { 2011 } else { 2019 });
    let name = format!("{given} {surname}");
    let mut object = AdObject {
        class: "user",
        unit: format!("OU={},OU={}", if is_staff { "Staff" } else { "Pupils" }, school.unit),
        guid: dice.guid(),
        sid,
        sam: local.chars().take(20).collect(),
        upn: upn.clone(),
        mail: upn.clone(),
        addresses: vec![format!("SMTP:{upn}")],
        alias: local.clone(),
        name: name.clone(),
        given: given.to_owned(),
        surname: surname.to_owned(),
        employee: format!("{:06}", 1000 + dice.below(90_000)),
        created: created.clone(),
        ..AdObject::default()
    };
    let mut user = CloudUser {
        name,
        synced: true,
        upn: upn.clone(),
        id: dice.guid(),
        given: given.to_owned(),
        surname: surname.to_owned(),
        created,
        licence: if is_staff { "Microsoft 365 A3 for faculty" } else { "Microsoft 365 A3 for students" }.to_owned(),
        addresses: vec![format!("SMTP:{upn}"), format!("smtp:{local}@{INITIAL}")],
        ..CloudUser::default()
    };
    // How the two sides stand: most are joined, some will join, a few are new.
    match number % 40 {
        0..=4 => directory.users.push(CloudUser { synced: false, ..user }),
        5..=6 => {
            // The cloud has another primary address, so only the UPN joins.
            let addresses = vec![format!("SMTP:{local}@{INITIAL}"), format!("smtp:{upn}")];
            directory.users.push(CloudUser { synced: false, addresses, ..user });
        }
        7..=8 => {}
        _ => {
            mark_as_remote_mailbox(&mut object, &mut user);
            directory.users.push(user);
        }
    }
    directory.objects.push(object);
}

fn system_accounts(directory: &mut Directory) {
    let dice = &mut directory.dice;
    for (sam, name, critical) in [
        ("Administrator", "Administrator", true),
        ("Guest", "Guest", true),
        ("krbtgt", "krbtgt", true),
        ("MSOL_3f8a51c2d90e", "MSOL_3f8a51c2d90e", false),
        ("AAD_6b1d0f7725c4", "AAD_6b1d0f7725c4", false),
    ] {
        let sid = sid(&directory.objects);
        directory.objects.push(AdObject {
            class: "user",
            unit: "CN=Users".to_owned(),
            guid: dice.guid(),
            sid,
            sam: sam.to_owned(),
            name: name.to_owned(),
            critical,
            created: "2009-08-21 09:12:11Z".to_owned(),
            ..AdObject::default()
        });
    }
    for number in 1..=9 {
        directory.objects.push(AdObject {
            class: "computer",
            unit: "OU=Computers".to_owned(),
            guid: dice.guid(),
            sam: format!("GYA-PC{number:02}$"),
            name: format!("GYA-PC{number:02}"),
            created: "2023-09-04 10:02:11Z".to_owned(),
            ..AdObject::default()
        });
    }
    for name in ["Bus company", "Swimming pool", "Caretaker (mobile)"] {
        directory.objects.push(AdObject {
            class: "contact",
            unit: "OU=Contacts".to_owned(),
            guid: dice.guid(),
            name: name.to_owned(),
            created: "2016-02-11 10:02:11Z".to_owned(),
            ..AdObject::default()
        });
    }
    directory.users.push(CloudUser {
        name: "Cloud administrator".to_owned(),
        upn: format!("admin@{INITIAL}"),
        id: dice.guid(),
        created: "2018-03-18 19:49:35Z".to_owned(),
        licence: "Unlicensed".to_owned(),
        ..CloudUser::default()
    });
}

/// Shared mailboxes and the Exchange view of a part of the users.
fn shared_mailboxes(directory: &mut Directory) {
    let dice = &mut directory.dice;
    for (name, local) in [("Absence line", "absence"), ("Exams office", "exams"), ("Head's office", "head.office")] {
        let (id, domain) = (dice.guid(), SCHOOLS[0].domain);
        directory.users.push(CloudUser {
            name: name.to_owned(),
            upn: format!("{local}@{domain}"),
            id: id.clone(),
            created: "2021-05-18 12:00:11Z".to_owned(),
            licence: "Unlicensed".to_owned(),
            blocked: true,
            addresses: vec![format!("SMTP:{local}@{domain}"), format!("smtp:{local}@{INITIAL}")],
            ..CloudUser::default()
        });
        directory.recipients.push(Recipient {
            id,
            kind: "SharedMailbox",
            alias: local.to_owned(),
            primary: format!("{local}@{domain}"),
            others: vec![format!("{local}@{INITIAL}")],
            ..Recipient::default()
        });
    }
    let staff: Vec<Recipient> = directory
        .users
        .iter()
        .filter(|user| user.licence.contains("faculty") && user.addresses.len() > 1)
        .map(|user| {
            let mut addresses =
                user.addresses.iter().map(|entry| entry.split_once(':').map_or("", |(_, value)| value).to_owned());
            let primary = addresses.next().unwrap_or_default();
            Recipient {
                id: user.id.clone(),
                kind: "UserMailbox",
                alias: primary.split('@').next().unwrap_or_default().to_owned(),
                primary,
                others: addresses.collect(),
                ..Recipient::default()
            }
        })
        .collect();
    directory.recipients.extend(staff);
}

fn groups(directory: &mut Directory) {
    use super::rows::AdGroup;
    let dice = &mut directory.dice;
    for school in &SCHOOLS {
        for year in 7..=13 {
            directory.groups.push(AdGroup {
                name: format!("{} Year {year}", school.unit),
                guid: dice.guid(),
                sam: format!("{}-year{year}", plain(school.unit)),
                is_security: true,
                ..AdGroup::default()
            });
        }
        for name in ["Teachers", "Governors", "Office"] {
            let mail = format!("{}@{}", plain(name), school.domain);
            directory.groups.push(AdGroup {
                name: format!("{} {name}", school.unit),
                guid: dice.guid(),
                sam: format!("{}-{}", plain(school.unit), plain(name)),
                mail: mail.clone(),
                is_security: false,
            });
            directory.recipients.push(Recipient {
                id: dice.guid(),
                kind: "MailUniversalDistributionGroup",
                alias: plain(name),
                primary: mail,
                ..Recipient::default()
            });
        }
    }
}

fn guests_and_leavers(directory: &mut Directory) {
    let dice = &mut directory.dice;
    for name in ["w.ray", "school.nurse", "educational.psychologist"] {
        directory.users.push(CloudUser {
            name: name.to_owned(),
            upn: format!("{name}_fabrikam.com#EXT#@{INITIAL}"),
            id: dice.guid(),
            created: date(dice, 2021),
            licence: "Unlicensed".to_owned(),
            ..CloudUser::default()
        });
    }
    for number in 0..35 {
        let (given, surname) = (dice.one_of(&GIVEN), dice.one_of(&SURNAMES));
        let id = dice.guid();
        let upn = format!("19.{}.{}{number}@{}", plain(given), plain(surname), SCHOOLS[number % 3].domain);
        directory.users.push(CloudUser {
            name: format!("{given} {surname}"),
            upn: format!("{}{upn}", id.replace('-', "")),
            id,
            given: given.to_owned(),
            surname: surname.to_owned(),
            created: "2019-09-02 08:11:11Z".to_owned(),
            deleted: format!("2026-{:02}-{:02} 15:02:11Z", 10 + number % 2, 1 + dice.below(18)),
            licence: "Unlicensed".to_owned(),
            addresses: vec![format!("SMTP:{upn}")],
            ..CloudUser::default()
        });
    }
    // Accounts that belong to nobody in AD.
    for (name, local) in
        [("Library catalogue", "library"), ("Cashless catering", "catering"), ("Photo archive", "photos")]
    {
        directory.users.push(CloudUser {
            name: name.to_owned(),
            upn: format!("{local}@{}", SCHOOLS[0].domain),
            id: dice.guid(),
            created: date(dice, 2020),
            licence: "Unlicensed".to_owned(),
            ..CloudUser::default()
        });
    }
}
