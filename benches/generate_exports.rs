//! Writes a pair of made-up exports of any size, for the benchmarks: 16 columns of Active Directory and 29 of the
//! Microsoft 365 admin center, about 425 bytes a row, the same for the same numbers every time.
//!
//! `cargo run --release --example generate_exports -- USERS FOLDER`
//!
//! Of 100 users about 75 are joined, 10 will join by address, 5 by UPN, 5 are new on each side; some share an address,
//! some lack their onmicrosoft.com address, some have a UPN that no tenant can verify.

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

struct Person {
    number: u64,
    given: &'static str,
    surname: &'static str,
    local: String,
    upn: String,
    guid: String,
    sid: u64,
    object_id: String,
    title: &'static str,
    office: &'static str,
}

fn person(number: u64, dice: &mut Dice) -> Person {
    let (given, surname) = (dice.one_of(&GIVEN), dice.one_of(&SURNAMES));
    let local = format!("{}.{}{number}", plain(given), plain(surname));
    let domain = if number.is_multiple_of(7) { "fabrikam.com" } else { "contoso.com" };
    let upn = if number % 1000 == 3 { format!("{local}@contoso.local") } else { format!("{local}@{domain}") };
    Person {
        number,
        given,
        surname,
        upn,
        guid: dice.guid(),
        sid: 1_000 + number,
        object_id: dice.guid(),
        title: dice.one_of(&TITLES),
        office: dice.one_of(&OFFICES),
        local,
    }
}

fn write_ad(person: &Person, output: &mut impl Write) -> io::Result<()> {
    let Person { number, given, surname, local, upn, guid, sid, title, office, .. } = person;
    let primary = format!("{local}@contoso.com");
    let shared = if number % 500 < 2 { format!("|smtp:team{}@contoso.com", number / 500) } else { String::new() };
    writeln!(
        output,
        "\"CN={given} {surname} {number},OU={office},OU=Users,DC=corp,DC=contoso,DC=com\",\"user\",\"{guid}\",,\
         \"S-1-5-21-3623811015-3361044348-30300820-{sid}\",\"u{number}\",\"{upn}\",\"{primary}\",\
         \"SMTP:{primary}|smtp:{local}@fabrikam.com{shared}\",\"{local}\",\"{given} {surname}\",\"{given}\",\"{surname}\",\
         \"{number:07}\",\"512\",\"2019-0{}-1{} 08:3{}:11Z {title}\"\r",
        1 + number % 9,
        number % 9,
        number % 9,
    )
}

fn write_cloud(person: &Person, dice: &mut Dice, output: &mut impl Write) -> io::Result<()> {
    let Person { number, given, surname, local, upn, object_id, title, office, .. } = person;
    let kind = number % 20;
    // Fifteen are joined, two will join by address, one by UPN, one is new in AD and one in the cloud.
    let synced = kind < 15;
    if kind == 18 {
        return Ok(());
    }
    let upn = if kind == 19 || upn.rsplit('.').next() == Some("local") {
        format!("cloud{number}@contoso.com")
    } else {
        upn.clone()
    };
    let primary = if kind >= 17 { format!("{local}@cloud.contoso.com") } else { format!("{local}@contoso.com") };
    let routing = if number % 50 == 9 { String::new() } else { format!("+smtp:{local}@contoso.onmicrosoft.com") };
    let second = if number % 400 == 21 { String::new() } else { format!("+smtp:{local}@fabrikam.com") };
    let day = 1 + dice.below(28);
    let last_sync = if synced { "2026-11-19 22:04:11Z" } else { "" };
    writeln!(
        output,
        "{given} {surname},{},{upn},{object_id},{given},{surname},2019-08-{day:02} 08:31:11Z,,{title},{office} staff,,Springfield,\
         United Kingdom,{office},Hampshire,GB,{last_sync},False,Microsoft 365 E3+Enterprise Mobility + Security E3,False,\
         2024-02-{day:02} 10:11:12Z,+44 7700 900{:03},+44 20 7946 {:04},SP1 2AB,en-GB,{} High Street,,\
         SMTP:{primary}{routing}{second}+SIP:{primary},\r",
        if synced { "True" } else { "False" },
        number % 1000,
        number % 10_000,
        1 + number % 300,
    )
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [users, folder] = arguments.as_slice() else {
        return Err(io::Error::other("write: generate_exports USERS FOLDER"));
    };
    let users: u64 = users.parse().map_err(io::Error::other)?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let mut ad = BufWriter::new(File::create(folder.join("ad.csv"))?);
    let mut cloud = BufWriter::new(File::create(folder.join("users.csv"))?);
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
    // Each side lacks one in twenty, so that both end up with as many as were asked for.
    for number in 0..users * 20 / 19 {
        let person = person(number, &mut dice);
        if number % 20 != 19 {
            write_ad(&person, &mut ad)?;
        }
        write_cloud(&person, &mut dice, &mut cloud)?;
    }
    ad.flush()?;
    cloud.flush()
}
