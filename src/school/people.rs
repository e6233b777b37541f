//! The ordinary people of the school: staff and pupils on both sides, in the usual mixture of states.

use rustc_hash::FxHashSet;

use super::row::{Case, Directory, Row, plain};

/// A school of the trust.
pub(super) struct School {
    unit: &'static str,
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
    for (school, School { people, .. }) in SCHOOLS.iter().enumerate() {
        for number in 0..*people {
            person(directory, school, number, &mut taken);
        }
    }
    directory.run_all(SYSTEM);
    directory.run_all(SHARED_MAILBOXES);
    mailboxes_of_staff(directory);
    groups(directory);
    directory.run_all(GUESTS);
    leavers(directory);
    directory.run_all(NOBODY);
    directory.run_all(DOMAINS);
}

/// Whose school this is.
pub(super) fn belongs_to(row: &mut Row, school: usize) {
    let School { unit, domain, .. } = &SCHOOLS[school % SCHOOLS.len()];
    row.set("unit", (*unit).to_owned());
    row.set("domain", (*domain).to_owned());
}

fn person(directory: &mut Directory, school: usize, number: usize, taken: &mut FxHashSet<String>) {
    let dice = &mut directory.dice;
    let (given, surname) = (dice.one_of(&GIVEN), dice.one_of(&SURNAMES));
    let is_staff = number.is_multiple_of(9);
    let year = 20 + dice.below(7);
    let mut base = [plain(given), plain(surname)].join(".");
    if !is_staff {
        base = format!("{year}.{base}");
    }
    let mut local = base.clone();
    let mut again = 2;
    // No two people of the trust have the same alias.
    while !taken.insert(local.clone()) {
        local = format!("{base}{again}");
        again += 1;
    }
    let mut case = Case::default();
    belongs_to(&mut case.row, school);
    case.row.set("given", given.to_owned());
    case.row.set("surname", surname.to_owned());
    case.row.set("local", local);
    directory.run_from(&mut case, if is_staff { STAFF } else { PUPIL });
    // How the two sides stand: most are joined, some will join, a few are new.
    let stand = match number % 40 {
        0..=4 => "not synced; as it is",
        // The cloud has another primary address, so only the UPN joins.
        5..=6 => "not synced; cloud.addresses=SMTP:{local}@{initial}|smtp:{ad.upn}; as it is",
        7..=8 => "object",
        _ => "keep",
    };
    directory.run_from(&mut case, stand);
}

const STAFF: &str = "named; ad.created={date 2011}; ad.unit=OU=Staff,OU={unit}; joined; \
     cloud.licence=Microsoft 365 A3 for faculty";

const PUPIL: &str = "named; ad.created={date 2019}; ad.unit=OU=Pupils,OU={unit}; joined; \
     cloud.licence=Microsoft 365 A3 for students";

/// What each forest and each tenant has: accounts, computers, contacts.
const SYSTEM: &[&str] = &[
    "ad.sam=Administrator; system account; ad.critical=True; object",
    "ad.sam=Guest; system account; ad.critical=True; object",
    "ad.sam=krbtgt; system account; ad.critical=True; object",
    "ad.sam=MSOL_3f8a51c2d90e; system account; object",
    "ad.sam=AAD_6b1d0f7725c4; system account; object",
    "ad.name=GYA-PC01; computer; object",
    "ad.name=GYA-PC02; computer; object",
    "ad.name=GYA-PC03; computer; object",
    "ad.name=GYA-PC04; computer; object",
    "ad.name=GYA-PC05; computer; object",
    "ad.name=GYA-PC06; computer; object",
    "ad.name=GYA-PC07; computer; object",
    "ad.name=GYA-PC08; computer; object",
    "ad.name=GYA-PC09; computer; object",
    "contact; ad.name=Bus company; ad.created=2016-02-11 10:02:11Z; object",
    "contact; ad.name=Swimming pool; ad.created=2016-02-11 10:02:11Z; object",
    "contact; ad.name=Caretaker (mobile); ad.created=2016-02-11 10:02:11Z; object",
    "cloud.name=Cloud administrator; cloud.upn=admin@{initial}; cloud.id={new}; cloud.created=2018-03-18 19:49:35Z; user",
];

const SHARED_MAILBOXES: &[&str] = &[
    "local=absence; cloud.name=Absence line; shared mailbox; user; recipient",
    "local=exams; cloud.name=Exams office; shared mailbox; user; recipient",
    "local=head.office; cloud.name=Head's office; shared mailbox; user; recipient",
];

/// The Exchange view of a part of the users.
fn mailboxes_of_staff(directory: &mut Directory) {
    for number in 0..directory.users.len() {
        let mut case = Case::default();
        case.row.clone_from(&directory.users[number]);
        if case.row.get("cloud.licence").contains("faculty") {
            directory.run_from(&mut case, "mailbox; exo.primary={cloud.primary}; recipient");
        }
    }
}

fn groups(directory: &mut Directory) {
    for school in 0..SCHOOLS.len() {
        for year in 7..=13 {
            group(directory, school, format!("Year {year}"), "list.category=Security; AD group");
        }
        for name in ["Teachers", "Governors", "Office"] {
            group(directory, school, name.to_owned(), OFFICE);
        }
    }
}

const OFFICE: &str = "list.category=Distribution; list.mail={plain name}@{domain}; AD group; exo.id={new}; \
     exo.kind=MailUniversalDistributionGroup; exo.alias={plain name}; exo.primary={list.mail}; \
     exo.addresses=SMTP:{list.mail}; recipient";

fn group(directory: &mut Directory, school: usize, name: String, text: &'static str) {
    let mut case = Case::default();
    belongs_to(&mut case.row, school);
    case.row.set("name", name);
    directory.run_from(
        &mut case,
        "list.name={unit} {name}; list.dn=CN={list.name},OU=Groups,DC=glanyrafon,DC=local; list.guid={new}; \
         list.sam={plain unit}-{plain name}",
    );
    directory.run_from(&mut case, text);
}

const GUESTS: &[&str] = &[
    "cloud.name=w.ray; guest; user",
    "cloud.name=school.nurse; guest; user",
    "cloud.name=educational.psychologist; guest; user",
];

fn leavers(directory: &mut Directory) {
    for number in 0..35 {
        let (given, surname) = (directory.dice.one_of(&GIVEN), directory.dice.one_of(&SURNAMES));
        let mut case = Case::default();
        belongs_to(&mut case.row, number);
        case.row.set("cloud.given", given.to_owned());
        case.row.set("cloud.surname", surname.to_owned());
        case.row.set("number", number.to_string());
        case.row.set("month", (10 + number % 2).to_string());
        directory.run_from(
            &mut case,
            "cloud.name={cloud.given} {cloud.surname}; cloud.id={new}; \
             upn=19.{plain cloud.given}.{plain cloud.surname}{number}@{domain}; cloud.upn={bare cloud.id}{upn}; \
             cloud.created=2019-09-02 08:11:11Z; cloud.deleted=2026-{month}-{day} 15:02:11Z; \
             cloud.addresses=SMTP:{upn}; user",
        );
    }
}

/// Accounts that belong to nobody in AD.
const NOBODY: &[&str] = &[
    "cloud.name=Library catalogue; cloud.upn=library@{school 0}; cloud.id={new}; cloud.created={date 2020}; user",
    "cloud.name=Cashless catering; cloud.upn=catering@{school 0}; cloud.id={new}; cloud.created={date 2020}; user",
    "cloud.name=Photo archive; cloud.upn=photos@{school 0}; cloud.id={new}; cloud.created={date 2020}; user",
];

/// The tenant's domains. Those of the two sixth forms sign in at the county's identity provider.
const DOMAINS: &[&str] = &[
    "name={school 0}; initial=False; kind=Managed; domain",
    "name={school 1}; initial=False; kind=Managed; domain",
    "name={school 2}; initial=False; kind=Managed; domain",
    "name={initial}; initial=True; kind=Managed; domain",
    "name={routing}; initial=False; kind=Managed; domain",
    "name=sixthform.contoso.com; initial=False; kind=Federated; domain",
    "name=sixthform.fabrikam.com; initial=False; kind=Federated; domain",
];
