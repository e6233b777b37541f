//! People of the school whose names changed, in part: account name, address, letter case, domain, surname.

use super::{anchor, keep, newcomer, pair, tell};
use crate::school::graph::GraphUser;
use crate::school::people::{INITIAL, SCHOOLS};
use crate::school::rows::{AdObject, Directory};

pub(super) fn add(directory: &mut Directory) {
    account_names(directory);
    former_names(directory);
    spelling(directory);
    made_anew(directory);
}

/// Accounts whose name is or was another than last year. An address that is made of the account name follows it only in
/// RM Unify.
fn account_names(directory: &mut Directory) {
    let domain = SCHOOLS[0].domain;
    for (given, before, now, address) in [
        ("Follows", "followsold", "followsnew", "followsold"),
        ("Stays", "staysold", "staysnew", "stays.own"),
        ("Same", "samename", "samename", "same.own"),
        ("Blocked", "blockedold", "blockednew", "blockedold"),
        ("Unknown", "", "unknownname", "unknown.own"),
    ] {
        let mut user = pair(directory, 0, given, "Account-Name");
        now.clone_into(&mut user.object.sam);
        user.object.upn = format!("{now}@{domain}");
        user.object.mail = format!("{address}@{domain}");
        user.object.addresses = vec![format!("SMTP:{address}@{domain}"), format!("smtp:{now}@{domain}")];
        address.clone_into(&mut user.object.alias);
        user.user.upn.clone_from(&user.object.upn);
        user.user.addresses = vec![
            format!("SMTP:{address}@{domain}"),
            format!("smtp:{now}@{domain}"),
            format!("smtp:{address}@{INITIAL}"),
        ];
        if !before.is_empty() {
            directory.older.push(AdObject { sam: before.to_owned(), ..user.object.clone() });
        }
        keep(directory, user);
    }
}

/// The primary address of before, and the surname that changed while the address did not.
fn former_names(directory: &mut Directory) {
    let lost = newcomer(directory, 1, "Lleucu", "Newname");
    let former = format!("lleucu.maiden@{}", SCHOOLS[1].domain);
    directory.older.push(AdObject { addresses: vec![format!("SMTP:{former}")], ..lost.clone() });
    directory.objects.push(lost);
    let mut hint = pair(directory, 1, "Llio", "Maiden");
    directory.older.push(hint.object.clone());
    "Newname".clone_into(&mut hint.object.surname);
    "Llio Newname".clone_into(&mut hint.object.name);
    hint.user.surname.clone_from(&hint.object.surname);
    hint.user.name.clone_from(&hint.object.name);
    keep(directory, hint);
}

/// Another letter case, and the same name in the neighbour's domain.
fn spelling(directory: &mut Directory) {
    let mut case = pair(directory, 1, "Magi", "Capitals");
    case.object.upn = format!("Magi.Capitals@{}", SCHOOLS[1].domain);
    keep(directory, case);
    let mut rebranded = pair(directory, 1, "Macsen", "Rebranded");
    let new = format!("macsen.rebranded@{}", SCHOOLS[0].domain);
    rebranded.object.addresses = vec![format!("SMTP:{new}"), format!("smtp:{}", rebranded.object.upn)];
    rebranded.object.mail = new;
    keep(directory, rebranded);
}

/// The account name is the same, the objectGUID is not, and the account still waits for the old one.
fn made_anew(directory: &mut Directory) {
    let old = pair(directory, 1, "Nest", "Made-Anew");
    let mut new = newcomer(directory, 1, "Nest", "Anew");
    new.sam.clone_from(&old.object.sam);
    let immutable_id = anchor(&directory.dice.guid());
    tell(
        directory,
        GraphUser {
            user: old.user,
            alias: old.object.alias,
            immutable_id,
            synced: "True",
            sam: old.object.sam,
            ..GraphUser::default()
        },
    );
    directory.objects.push(new);
}
