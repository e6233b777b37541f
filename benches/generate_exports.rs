//! Writes a pair of made-up exports of any size, for the benchmarks: 16 columns of Active Directory and 29 of the
//! Microsoft 365 admin center, about 425 and 490 bytes a row, the same for the same numbers every time.
//!
//! `cargo run --release --example generate_exports -- ROWS FOLDER`
//!
//! Every kind of object is there, and every fate that the pair can show. Of 200 people and things 160 are synced users, 12
//! will join by address and 8 by UPN, 10 are only in AD (users, groups, contacts, a computer) and 10 only in the cloud
//! (users, guests, deleted users). Some are disabled or unlicensed, share an address, hold another's primary address, lack
//! their onmicrosoft.com address or have no list of addresses; some UPNs are such as no tenant can verify, or in capitals.

#![allow(clippy::expect_used, reason = "a generator that cannot go on stops")]

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Numbers that look random and are the same every time (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let place = usize::try_from(self.below(choices.len() as u64)).expect("small");
        choices[place]
    }

    fn guid(&mut self) -> String {
        let mut part = |limit: u64| self.below(limit);
        let start = (part(1 << 32), part(1 << 16), part(1 << 12), part(1 << 12));
        let end = (part(1 << 24), part(1 << 24));
        format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{:06x}{:06x}", start.0, start.1, start.2, start.3, end.0, end.1)
    }
}

const GIVEN: [&str; 16] = [
    "Alice",
    "Björn",
    "Carla",
    "Dmitri",
    "Eleanor",
    "Farid",
    "Grace",
    "Hiroshi",
    "Ingrid",
    "Jamal",
    "Katarzyna",
    "Liam",
    "Mónica",
    "Nkechi",
    "Oluwaseun",
    "Priya",
];
const SURNAMES: [&str; 16] = [
    "Andersson",
    "Brown",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Fernández",
    "Green",
    "Hoffmann",
    "Ivanov",
    "Johnson",
    "Kowalski",
    "López",
    "Müller",
    "Nakamura",
    "O'Connor",
    "Papadopoulos",
];
const TITLES: [&str; 6] = ["Engineer", "Teacher", "Nurse", "Accountant", "Head of department", "Student"];
const OFFICES: [&str; 5] = ["Northern campus", "Main building", "Riverside", "Old library", "Annex 4"];

fn plain(name: &str) -> String {
    let fold = |c: char| match c {
        'ö' | 'ó' => 'o',
        'ü' => 'u',
        'á' => 'a',
        c => c.to_ascii_lowercase(),
    };
    name.chars().filter(|c| *c != '\'').map(fold).collect()
}

/// What stands on which side, by the number of the person or thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A user that is synced already.
    Synced,
    /// A cloud user with the primary address of the AD user.
    WillJoinByAddress,
    /// A cloud user with the UPN of the AD user and another primary address.
    WillJoinByUpn,
    NewUser,
    Group,
    Contact,
    Computer,
    CloudUser,
    Guest,
    Deleted,
}

impl Kind {
    fn of(number: u64) -> Self {
        match number % 200 {
            157..169 => Self::WillJoinByAddress,
            169..177 => Self::WillJoinByUpn,
            177..181 => Self::NewUser,
            181..184 => Self::Group,
            184..186 => Self::Contact,
            186 => Self::Computer,
            187..191 => Self::CloudUser,
            191..195 => Self::Guest,
            195..197 => Self::Deleted,
            _ => Self::Synced,
        }
    }

    fn is_in_ad(self) -> bool {
        !matches!(self, Self::CloudUser | Self::Guest | Self::Deleted)
    }

    fn is_in_cloud(self) -> bool {
        !matches!(self, Self::NewUser | Self::Group | Self::Contact | Self::Computer)
    }
}

struct Person {
    number: u64,
    kind: Kind,
    given: &'static str,
    surname: &'static str,
    local: String,
    domain: &'static str,
    guid: String,
    object_id: String,
    title: &'static str,
    office: &'static str,
}

fn local(number: u64, given: &str, surname: &str) -> String {
    format!("{}.{}{number}", plain(given), plain(surname))
}

fn person(number: u64, dice: &mut Dice) -> Person {
    let (given, surname) = (dice.one_of(&GIVEN), dice.one_of(&SURNAMES));
    Person {
        number,
        kind: Kind::of(number),
        given,
        surname,
        local: local(number, given, surname),
        domain: if number.is_multiple_of(7) { "fabrikam.com" } else { "contoso.com" },
        guid: dice.guid(),
        object_id: dice.guid(),
        title: dice.one_of(&TITLES),
        office: dice.one_of(&OFFICES),
    }
}

impl Person {
    fn is_disabled(&self) -> bool {
        self.number % 12 == 5
    }

    /// The UPN that the sync would send: some with a suffix that no tenant can verify, some in other capitals.
    fn ad_upn(&self) -> String {
        let Self { number, local, domain, .. } = self;
        match number {
            _ if number % 1000 == 3 => format!("{local}@contoso.local"),
            _ if number % 40 == 4 => format!("{}@{domain}", local.to_ascii_uppercase()),
            _ => format!("{local}@{domain}"),
        }
    }

    fn cloud_upn(&self) -> String {
        let Self { number, kind, local, domain, object_id, .. } = self;
        match kind {
            Kind::Guest => format!("{local}_partner.example#EXT#@contoso.onmicrosoft.com"),
            Kind::Deleted => format!("{}{local}@{domain}", object_id.replace('-', "")),
            // Every second of those that will join by address has another UPN.
            Kind::WillJoinByAddress if number % 2 == 0 => format!("cloud{number}@contoso.com"),
            _ if number % 1000 == 3 => format!("{local}@contoso.onmicrosoft.com"),
            _ => format!("{local}@{domain}"),
        }
    }
}

/// `before` is the local part of the person before, whose primary address some carry as well.
fn write_ad(person: &Person, before: &str, output: &mut impl Write) -> io::Result<()> {
    let Person { number, kind, given, surname, local, guid, title, office, .. } = person;
    let rid = 1_000 + number;
    let made = format!("2019-0{}-1{} 08:3{}:11Z {title}", 1 + number % 9, number % 9, number % 9);
    let sid = format!("S-1-5-21-3623811015-3361044348-30300820-{rid}");
    // Two users next to each other, and sometimes a group, share the address of a team.
    let team = number % 500 < 2 || number % 1000 == 182;
    let shared = if team { format!("|smtp:team{}@contoso.com", number / 500) } else { String::new() };
    match kind {
        Kind::Group => writeln!(
            output,
            "\"CN=Team {number},OU=Groups,DC=corp,DC=contoso,DC=com\",\"group\",\"{guid}\",,\"{sid}\",\"team-{number}\",,\
             \"group{number}@contoso.com\",\"SMTP:group{number}@contoso.com{shared}\",\"group{number}\",\"Team {number} \
             of the {office}\",,,,,\"{made}\"\r"
        ),
        Kind::Contact => writeln!(
            output,
            "\"CN={given} {surname} {number},OU=Contacts,DC=corp,DC=contoso,DC=com\",\"contact\",\"{guid}\",,,,,\
             \"{local}@partner.example\",\"SMTP:{local}@partner.example\",\"{local}\",\"{given} {surname} (partner)\",\
             \"{given}\",\"{surname}\",,,\"{made}\"\r"
        ),
        Kind::Computer => writeln!(
            output,
            "\"CN=PC-{number},OU=Computers,DC=corp,DC=contoso,DC=com\",\"computer\",\"{guid}\",,\"{sid}\",\"PC-{number}$\",,,,,\
             \"PC-{number}\",,,,\"4096\",\"{made}\"\r"
        ),
        _ => {
            // A user that was made by copying the one before, with that one's primary address.
            let owner = if number % 2000 == 1001 { before } else { local.as_str() };
            let primary = format!("{owner}@contoso.com");
            // Never mail-enabled on premises: an address in mail and no list.
            let list = if number % 25 == 13 {
                String::new()
            } else {
                format!("SMTP:{primary}|smtp:{local}@fabrikam.com{shared}")
            };
            let upn = person.ad_upn();
            let control = if person.is_disabled() { 514 } else { 512 };
            writeln!(
                output,
                "\"CN={given} {surname} {number},OU={office},OU=Users,DC=corp,DC=contoso,DC=com\",\"user\",\"{guid}\",,\"{sid}\",\
                 \"u{number}\",\"{upn}\",\"{primary}\",\"{list}\",\"{local}\",\"{given} {surname}\",\"{given}\",\"{surname}\",\
                 \"{number:07}\",\"{control}\",\"{made}\"\r"
            )
        }
    }
}

fn write_cloud(person: &Person, dice: &mut Dice, output: &mut impl Write) -> io::Result<()> {
    let Person { number, kind, given, surname, local, object_id, title, office, .. } = person;
    let upn = person.cloud_upn();
    let is_synced = *kind == Kind::Synced;
    let day = 1 + dice.below(28);
    let addresses = if *kind == Kind::Guest {
        format!("SMTP:{local}@partner.example")
    } else {
        let domain = if *kind == Kind::WillJoinByUpn { "cloud.contoso.com" } else { "contoso.com" };
        let moera = if number % 50 == 9 { String::new() } else { format!("+smtp:{local}@contoso.onmicrosoft.com") };
        let second = if number % 400 == 21 { String::new() } else { format!("+smtp:{local}@fabrikam.com") };
        format!("SMTP:{local}@{domain}{moera}{second}+SIP:{local}@{domain}")
    };
    let licences = match kind {
        Kind::Guest => "Unlicensed",
        _ if number % 30 == 9 => "Unlicensed",
        _ => "Microsoft 365 E3",
    };
    writeln!(
        output,
        "{given} {surname},{},{upn},{object_id},{given},{surname},2019-08-{day:02} 08:31:11Z,{},{title},{office} staff,,\
         Springfield,United Kingdom,{office},Hampshire,GB,{},{},{licences},False,2024-02-{day:02} 10:11:12Z,\
         +44 7700 900{:03},+44 20 7946 {:04},SP1 2AB,en-GB,{} High Street,,{addresses},\r",
        if is_synced { "True" } else { "False" },
        if *kind == Kind::Deleted { "2026-11-02 09:12:44Z" } else { "" },
        if is_synced { "2026-11-19 22:04:11Z" } else { "" },
        if person.is_disabled() { "True" } else { "False" },
        number % 1000,
        number % 10_000,
        1 + number % 300,
    )
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, folder] = arguments.as_slice() else {
        return Err(io::Error::other("write: generate_exports ROWS FOLDER"));
    };
    let rows: u64 = rows.parse().map_err(io::Error::other)?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let mut ad = BufWriter::with_capacity(1 << 20, File::create(folder.join("ad.csv"))?);
    let mut cloud = BufWriter::with_capacity(1 << 20, File::create(folder.join("users.csv"))?);
    ad.write_all(
        b"\"DistinguishedName\",\"ObjectClass\",\"ObjectGUID\",\"msDsConsistencyGuid\",\"objectSid\",\"sAMAccountName\",\
          \"userPrincipalName\",\"mail\",\"proxyAddresses\",\"mailNickname\",\"displayName\",\"givenName\",\"sn\",\"employeeID\",\
          \"userAccountControl\",\"whenCreated\"\r\n",
    )?;
    cloud.write_all(
        b"Display name,DirSyncEnabled,User principal name,Object Id,First name,Last name,When created,Soft deletion time \
          stamp,Title,Department,Preferred data location,City,CountryOrRegion,Office,StateOrProvince,Usage location,Last \
          dirsync time,Block credential,Licenses,Password never expires,Last password change time stamp,Mobile Phone,Phone \
          number,Postal code,Preferred language,Street address,Fax,Proxy addresses,AgeGroup\r\n",
    )?;
    let mut dice = Dice(42);
    let mut before = String::new();
    let (mut in_ad, mut in_cloud, mut number) = (0, 0, 0);
    while in_ad < rows || in_cloud < rows {
        let person = person(number, &mut dice);
        if person.kind.is_in_ad() && in_ad < rows {
            write_ad(&person, &before, &mut ad)?;
            in_ad += 1;
        }
        if person.kind.is_in_cloud() && in_cloud < rows {
            write_cloud(&person, &mut dice, &mut cloud)?;
            in_cloud += 1;
        }
        before = person.local;
        number += 1;
    }
    ad.flush()?;
    cloud.flush()
}
