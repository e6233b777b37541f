//! Values of the school's AD that Entra ID refuses, cuts or takes otherwise: new users, one for each fault.

use super::{graph_row, keep, newcomer, pair, tell};
use crate::school::people::{INITIAL, SCHOOLS};
use crate::school::rows::{AdObject, Directory};

/// A change to somebody, by surname.
type Change = (&'static str, fn(&mut AdObject));

/// The longest name of a place in Wales, again and again.
fn long(length: usize) -> String {
    "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".chars().cycle().take(length).collect()
}

fn at_school(local: &str) -> String {
    format!("{local}@{}", SCHOOLS[1].domain)
}

/// What is too long, each by a little.
const TOO_LONG: [Change; 9] = [
    ("Sign-In", |user| user.upn = at_school(&long(65))),
    ("Entry", |user| user.addresses.push(format!("smtp:{}", at_school(&long(240))))),
    ("Mail", |user| {
        user.addresses.clear();
        user.mail = at_school(&long(245));
    }),
    ("Alias", |user| user.alias = long(65)),
    ("Target", |user| user.target = format!("SMTP:{}", at_school(&long(240)))),
    ("Display", |user| {
        "CN=Owen Display,OU=Staff,DC=glanyrafon,DC=local".clone_into(&mut user.dn);
        user.name = long(257);
    }),
    ("Given", |user| user.given = long(65)),
    ("Family", |user| user.surname = long(65)),
    ("Account", |user| user.sam = long(21)),
];

/// What has the wrong form or a character that is not allowed.
const MALFORMED: [Change; 16] = [
    ("Mail", |user| {
        user.addresses.clear();
        user.mail = user.mail.replace('@', "@@");
    }),
    ("Dots", |user| user.alias = format!(".{}", user.alias)),
    ("Alias", |user| user.alias = user.alias.replace('.', " ")),
    ("Target", |user| "SMTP:office@@pool.fabrikam.com".clone_into(&mut user.target)),
    ("Account", |user| "owena+account".clone_into(&mut user.sam)),
    ("Nameless", |user| {
        "CN=Owena Nameless,OU=Staff,DC=glanyrafon,DC=local".clone_into(&mut user.dn);
        "  ".clone_into(&mut user.name);
    }),
    ("O'Shea", |user| user.upn = at_school("owena.o'shea")),
    ("Identifier", |user| {
        "S-1-5-21-1203871224-4711".clone_into(&mut user.sid);
        "CN=Owena Identifier,OU=Staff,DC=glanyrafon,DC=local".clone_into(&mut user.dn);
        user.name.push(' ');
    }),
    ("Reference", |user| {
        "User_4711".clone_into(&mut user.external_id);
        user.addresses.push(format!("SIP:{}", at_school("owena reference")));
    }),
    ("Plus", |user| user.upn = at_school("owena+plus")),
    ("Twice", |user| user.addresses.push(format!("smtp:{}", at_school("Owena.Twice")))),
    ("Primaries", |user| user.addresses.push(format!("SMTP:{}", at_school("o.primaries")))),
    ("Secondary", |user| {
        user.addresses = vec![format!("smtp:{}", user.upn), format!("smtp:{}", at_school("o.secondary"))];
    }),
    ("Aliasless", |user| user.alias.clear()),
    ("Elsewhere", |user| "owena.elsewhere@adventure-works.com".clone_into(&mut user.upn)),
    ("Keyless", |user| "20_4711".clone_into(&mut user.employee)),
];

pub(super) fn add(directory: &mut Directory) {
    internal_domain(directory);
    lost_addresses(directory);
    for (surname, change) in TOO_LONG {
        let mut user = newcomer(directory, 1, "Owen", surname);
        change(&mut user);
        directory.objects.push(user);
    }
    for (surname, change) in MALFORMED {
        let mut user = newcomer(directory, 1, "Owena", surname);
        change(&mut user);
        directory.objects.push(user);
    }
    let mut key = newcomer(directory, 1, "Owen", "Key");
    key.employee = "7".repeat(61);
    directory.objects.push(key);
    // Whoever made the account by script put the number of the personnel system there.
    let mut scripted = pair(directory, 1, "Script", "Account");
    scripted.user.synced = false;
    let mut row = graph_row(&scripted);
    "44_17".clone_into(&mut row.immutable_id);
    tell(directory, row);
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
