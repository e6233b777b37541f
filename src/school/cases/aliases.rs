//! Addresses of joined people at the school that are missing, old or not the primary one.

use super::{Pair, keep, keep_and_tell, pair};
use crate::school::people::{INITIAL, SCHOOLS};
use crate::school::rows::{AdObject, CloudUser, Directory};

pub(super) fn add(directory: &mut Directory) {
    no_onmicrosoft_address(directory);
    renamed(directory);
    primary_addresses(directory);
    onmicrosoft_addresses(directory);
    former_addresses(directory);
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

/// Another primary address in the cloud, one that fell back to onmicrosoft.com because AD marks none, and an address that
/// only the cloud has.
fn primary_addresses(directory: &mut Directory) {
    let mut differs = pair(directory, 2, "Gwenno", "Two-Primaries");
    let (first, second) = (format!("gwenno@{}", SCHOOLS[2].domain), differs.object.upn.clone());
    differs.object.addresses = vec![format!("SMTP:{first}"), format!("smtp:{second}")];
    differs.object.mail.clone_from(&first);
    differs.user.addresses.push(format!("smtp:{first}"));
    keep(directory, differs);
    let mut fell_back = pair(directory, 2, "Gwion", "Fell-Back");
    let Pair { object, user } = &mut fell_back;
    object.addresses = vec![format!("smtp:{}", object.upn)];
    user.addresses = vec![format!("SMTP:{}@{INITIAL}", object.alias), format!("smtp:{}", user.upn)];
    keep(directory, fell_back);
    // Added in the cloud before the account was synced.
    let mut added = pair(directory, 2, "Gwenllian", "Cloud-Alias");
    added.user.addresses.push(format!("smtp:gwen@{}", SCHOOLS[2].domain));
    keep(directory, added);
}

/// The address in onmicrosoft.com has a number, or the name of before the wedding.
fn onmicrosoft_addresses(directory: &mut Directory) {
    let mut numbered = pair(directory, 2, "Hefin", "Numbered");
    numbered.user.addresses[1] = format!("smtp:{}5236@{INITIAL}", numbered.object.alias);
    keep_and_tell(directory, numbered, |_| {});
    let mut stale = pair(directory, 2, "Heulwen", "Married");
    stale.user.addresses[1] = format!("smtp:heulwen.maiden@{INITIAL}");
    keep_and_tell(directory, stale, |_| {});
}

/// What the export of last year knew and nobody has kept: an address, and the name that Exchange used inside.
fn former_addresses(directory: &mut Directory) {
    let married = pair(directory, 2, "Ifanwy", "Newname");
    let maiden = format!("ifanwy.maiden@{}", SCHOOLS[2].domain);
    directory.older.push(AdObject {
        upn: maiden.clone(),
        mail: maiden.clone(),
        addresses: vec![format!("SMTP:{maiden}")],
        surname: "Maiden".to_owned(),
        name: "Ifanwy Maiden".to_owned(),
        ..married.object.clone()
    });
    keep(directory, married);
    let mut moved = pair(directory, 2, "Iestyn", "Moved-Mailbox");
    let dn = |name: &str| format!("/o=Glan yr Afon/ou=First/cn=Recipients/cn={name}");
    directory.older.push(AdObject { legacy_exchange_dn: dn("iestyn"), ..moved.object.clone() });
    moved.object.legacy_exchange_dn = dn("iestyn2");
    keep(directory, moved);
}
