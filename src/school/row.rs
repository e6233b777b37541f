//! What the school is made of: rows of named values, and the short language in which its people and cases are written.
//!
//! A text is a list of steps, parted by semicolons. `key=value` sets a value, `key+=value` adds an address, `key?=value` sets
//! it only where nothing is set yet; any other step is a word of [`WORDS`] or of [`Directory::step`]. A value takes `{key}`
//! from the row at hand, `{other.key}` from the row before it, and the rest from [`Directory::value`]. Keys begin with where
//! they are written: `ad.`, `cloud.`, `graph.`, `exo.`, `group.`; one without a dot is for the text itself. Which key goes
//! into which column is not here.

use super::people::{self, INITIAL, ROUTING, SCHOOLS};
use crate::model::Guid;

/// Values by name. What is not set is blank.
#[derive(Clone, Default)]
pub(super) struct Row(Vec<(&'static str, String)>);

impl Row {
    #[inline(never)]
    fn find(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
    }

    pub(super) fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn set(&mut self, key: &'static str, value: String) {
        match self.0.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }
}

/// The row at hand and the one before it.
#[derive(Clone, Default)]
pub(super) struct Case {
    pub(super) row: Row,
    other: Row,
}

/// Everything in both directories of the school, by export.
#[derive(Default)]
pub(super) struct Directory {
    pub(super) objects: Vec<Row>,
    pub(super) groups: Vec<Row>,
    pub(super) users: Vec<Row>,
    pub(super) recipients: Vec<Row>,
    /// What Graph tells more of some of the users.
    pub(super) graph_users: Vec<Row>,
    pub(super) graph_groups: Vec<Row>,
    /// Who holds an admin role.
    pub(super) roles: Vec<Row>,
    pub(super) domains: Vec<Row>,
    /// AD objects as they were a year ago.
    pub(super) older: Vec<Row>,
    pub(super) dice: Dice,
}

/// Numbers that look random and are the same every time (a linear congruential generator, Knuth's MMIX constants).
pub(super) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(20_261_120)
    }
}

impl Dice {
    /// A number below `limit`.
    #[inline(never)]
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or(0)
    }

    /// One of these.
    pub(super) fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// An identifier.
    fn guid(&mut self) -> String {
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            *byte = u8::try_from(self.below(256)).unwrap_or(0);
        }
        Guid::from_directory_bytes(bytes).to_string()
    }

    fn date(&mut self, first_year: usize) -> String {
        let year = first_year + self.below(2026 - first_year);
        format!(
            "{year}-{:02}-{:02} {:02}:{:02}:11Z",
            1 + self.below(12),
            1 + self.below(28),
            8 + self.below(9),
            self.below(60)
        )
    }
}

/// Words that stand for other steps.
pub(super) const WORDS: &[(&str, &str)] = &[
    // What everybody has in common who has a given name, a surname, the local part of an address and a domain.
    (
        "named",
        "ad.class=user; ad.control=512; ad.sam={short local}; ad.upn={local}@{domain}; ad.mail={ad.upn}; \
         ad.addresses=SMTP:{ad.upn}; ad.alias={local}; ad.name={given} {surname}; ad.given={given}; \
         ad.surname={surname}; cloud.name={ad.name}; cloud.synced=True; cloud.upn={ad.upn}; cloud.given={given}; \
         cloud.surname={surname}; cloud.addresses=SMTP:{ad.upn}|smtp:{local}@{initial}",
    ),
    // Somebody who stands on both sides, to be changed by a case.
    (
        "both",
        "local={plain given}.{plain surname}; named; ad.unit=OU=Staff,OU={unit}; ad.guid={new}; ad.sid={sid 1000000}; \
         ad.created=2014-09-03 08:30:11Z; cloud.id={new}; cloud.created=2019-08-12 08:31:11Z; \
         cloud.licence=Microsoft 365 A3 for faculty",
    ),
    // One of the many people, where dice say the rest.
    ("joined", "ad.guid={new}; ad.sid={sid}; ad.employee={employee}; cloud.id={new}; cloud.created={ad.created}"),
    // Somebody whom AD has since this term, and the cloud has not yet.
    ("this term", "ad.created=2026-09-01 08:30:11Z"),
    // An account in the cloud that AD knows nothing of, or that did not join yet.
    ("not synced", "cloud.synced=False"),
    ("contact", "ad.class=contact; ad.unit=OU=Contacts; ad.guid={new}"),
    (
        "system account",
        "ad.class=user; ad.control=512; ad.unit=CN=Users; ad.guid={new}; ad.sid={sid}; ad.name={ad.sam}; \
         ad.created=2009-08-21 09:12:11Z",
    ),
    (
        "computer",
        "ad.class=computer; ad.unit=OU=Computers; ad.guid={new}; ad.sam={ad.name}$; ad.created=2023-09-04 10:02:11Z",
    ),
    ("guest", "cloud.upn={cloud.name}_fabrikam.com#EXT#@{initial}; cloud.id={new}; cloud.created={date 2021}"),
    (
        "shared mailbox",
        "cloud.upn={local}@{school 0}; cloud.id={new}; cloud.created=2021-05-18 12:00:11Z; cloud.blocked=True; \
         cloud.addresses=SMTP:{cloud.upn}|smtp:{local}@{initial}; ad.mail={cloud.upn}; mailbox; exo.kind=SharedMailbox",
    ),
    // A list of AD; `local` is the name of its address.
    (
        "list",
        "ad.class=group; ad.unit=OU=Lists; ad.guid={new}; ad.sid={sid 2000000}; ad.type=-2147483646; ad.alias={local}; \
         ad.created=2020-02-03 08:30:11Z",
    ),
    // The address by which Exchange on premises sends mail on to the mailbox in the cloud, on both sides.
    ("routing address", "ad.addresses+=smtp:{ad.alias}@{routing}; cloud.addresses+=smtp:{ad.alias}@{routing}"),
    // The mailbox was moved to Exchange Online, and AD knows it.
    ("moved mailbox", "routing address; ad.target?=SMTP:{ad.alias}@{routing}; ad.remote=4"),
    // The mailbox as Exchange Online lists it; only mailboxes say where they are mastered.
    (
        "mailbox",
        "exo.id={cloud.id}; exo.kind=UserMailbox; exo.alias={local}; exo.primary={ad.mail}; exo.addresses={cloud.addresses}; \
         exo.managed=False",
    ),
    // It went to the recycle bin.
    ("deleted", "cloud.upn={bare cloud.id}{cloud.upn}; cloud.deleted=2026-11-12 15:02:11Z; cloud.licence=Unlicensed"),
    // What Graph tells of the AD object of an account.
    (
        "from AD",
        "graph.alias?={ad.alias}; graph.anchor?={anchor ad.guid}; if synced; graph.synced?=True; graph.sam?={ad.sam}; \
         graph.upn?={ad.upn}; graph.sid?={ad.sid}",
    ),
    // Whose account has a name of its own, `now`, and a primary address with another, `address`.
    (
        "account name",
        "ad.sam={now}; ad.upn={now}@{domain}; ad.mail={address}@{domain}; ad.addresses=SMTP:{ad.mail}|smtp:{ad.upn}; \
         ad.alias={address}; cloud.upn={ad.upn}; cloud.addresses={ad.addresses}|smtp:{address}@{initial}",
    ),
    // Both sides; whoever is synced has a mailbox that AD knows.
    ("as it is", "object; user"),
    ("keep", "mailbox of the synced; as it is"),
    // Both sides, and what Graph tells.
    ("tell", "mailbox of the synced; from AD; as it is; graph"),
];

impl Directory {
    /// Does what the texts say, each from an empty row on.
    #[inline(never)]
    pub(super) fn run_all(&mut self, texts: &[&'static str]) {
        for text in texts {
            self.run_from(&mut Case::default(), text);
        }
    }

    /// Does what the text says; one condition that does not hold ends it.
    #[inline(never)]
    pub(super) fn run_from(&mut self, case: &mut Case, text: &'static str) {
        for step in text.split(';').map(str::trim_start) {
            if step == "if synced" {
                if case.row.get("cloud.synced") != "True" {
                    return;
                }
            } else if let Some((key, value)) = step.split_once('=') {
                let value = self.fill(case, value);
                if let Some(key) = key.strip_suffix('?') {
                    if case.row.find(key).is_none() {
                        case.row.set(key, value);
                    }
                } else if let Some(key) = key.strip_suffix('+') {
                    let before = case.row.get(key);
                    let value = if before.is_empty() { value } else { [before, value.as_str()].join("|") };
                    case.row.set(key, value);
                } else {
                    case.row.set(key, value);
                }
            } else if let Some((_, text)) = WORDS.iter().find(|(word, _)| *word == step) {
                self.run_from(case, text);
            } else {
                self.step(case, step);
            }
        }
    }

    fn step(&mut self, case: &mut Case, step: &'static str) {
        match step {
            "swap" => std::mem::swap(&mut case.row, &mut case.other),
            "copy" => case.other = case.row.clone(),
            "mailbox of the synced" => self.run_from(case, "if synced; moved mailbox"),
            "object" => self.objects.push(ad_row(&case.row)),
            "older" => self.older.push(ad_row(&case.row)),
            "AD group" => self.groups.push(case.row.clone()),
            "user" => self.users.push(cloud_row(&case.row)),
            "graph" => self.graph_users.push(cloud_row(&case.row)),
            "graph group" => self.graph_groups.push(case.row.clone()),
            "recipient" => self.recipients.push(case.row.clone()),
            "role" => self.roles.push(case.row.clone()),
            "domain" => self.domains.push(case.row.clone()),
            _ => self.somebody(case, step),
        }
    }

    /// `person 0, Siân, Llewelyn-Price`: somebody of that school, as the row at hand.
    fn somebody(&mut self, case: &mut Case, step: &'static str) {
        let mut parts = step.splitn(3, ", ");
        let mut part = || parts.next().unwrap_or_default();
        let (kind, given, surname) = (part(), part(), part());
        let Some((kind, school)) = kind.split_once(' ') else {
            debug_assert!(false, "there is no step {step:?}");
            return;
        };
        case.other = std::mem::take(&mut case.row);
        people::belongs_to(&mut case.row, school.parse().unwrap_or(0));
        case.row.set("given", given.to_owned());
        case.row.set("surname", surname.to_owned());
        self.run_from(case, "both");
        match kind {
            "person" => {}
            "newcomer" => self.run_from(case, "this term"),
            "account" => self.run_from(case, "not synced"),
            _ => debug_assert!(false, "there is no step {step:?}"),
        }
    }

    /// The text with what stands for `{}`.
    fn fill(&mut self, case: &Case, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(&self.value(case, name));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    #[inline(never)]
    fn value(&mut self, case: &Case, name: &str) -> String {
        let (function, argument) = name.split_once(' ').unwrap_or((name, ""));
        let number = argument.parse().unwrap_or(0);
        let of = |key: &str| {
            let value = match key.strip_prefix("other.") {
                Some(key) => case.other.find(key),
                None => case.row.find(key),
            };
            debug_assert!(value.is_some(), "{key} is not set");
            value.unwrap_or_default()
        };
        match function {
            "new" => self.dice.guid(),
            "employee" => format!("{:06}", 1000 + self.dice.below(90_000)),
            "day" => format!("{:02}", 1 + self.dice.below(18)),
            "date" => self.dice.date(number),
            // Those of the ordinary go up with every object that is made; those of the cases are far above.
            "sid" => {
                let last = if number == 0 { 1100 + self.objects.len() } else { number + self.dice.below(900_000) };
                format!("S-1-5-21-1203871224-881002743-3320471822-{last}")
            }
            "initial" => INITIAL.to_owned(),
            "routing" => ROUTING.to_owned(),
            "school" => SCHOOLS[number % SCHOOLS.len()].domain.to_owned(),
            // The longest name of a place in Wales, again and again.
            "long" => {
                "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".chars().cycle().take(number).collect()
            }
            "sevens" => "7".repeat(number),
            "many" => (1..=number)
                .map(|number| format!("smtp:alumni{number:03}@{}", of("domain")))
                .collect::<Vec<String>>()
                .join("|"),
            "anchor" => Guid::parse(&self.value(case, argument)).map(Guid::to_base64).unwrap_or_default(),
            "swapped" => {
                Guid::parse(of(argument)).map(|guid| guid.with_swapped_bytes().to_base64()).unwrap_or_default()
            }
            "plain" => plain(of(argument)),
            "short" => of(argument).chars().take(20).collect(),
            "bare" => of(argument).replace('-', ""),
            _ => of(name).to_owned(),
        }
    }
}

/// As the export of AD lists it: where the name in AD is not told, it is made of the person's name.
fn ad_row(row: &Row) -> Row {
    let mut row = row.clone();
    if row.find("ad.dn").is_none() {
        row.set("ad.dn", ["CN=", row.get("ad.name"), ",", row.get("ad.unit"), ",DC=glanyrafon,DC=local"].concat());
    }
    row
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "True" } else { "False" }.to_owned()
}

/// As the exports of the cloud list it.
fn cloud_row(row: &Row) -> Row {
    let mut row = row.clone();
    let is_synced = row.get("cloud.synced") == "True";
    let is_guest = row.get("cloud.upn").contains("#EXT#");
    let primary = row.get("cloud.addresses").split('|').find_map(|entry| entry.strip_prefix("SMTP:"));
    let primary = primary.unwrap_or_default().to_owned();
    if row.get("cloud.licence").is_empty() {
        row.set("cloud.licence", "Unlicensed".to_owned());
    }
    let has_mailbox = row.get("cloud.licence").starts_with("Microsoft");
    row.set("cloud.primary", primary);
    row.set("cloud.synced", yes_or_no(is_synced));
    row.set("cloud.last sync", if is_synced { "2026-11-19 22:04:11Z" } else { "" }.to_owned());
    row.set("cloud.blocked", yes_or_no(row.get("cloud.blocked") == "True"));
    row.set("cloud.type", if is_guest { "Guest" } else { "Member" }.to_owned());
    row.set("cloud.mailbox", yes_or_no(has_mailbox));
    row
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
