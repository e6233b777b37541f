//! What Exchange knows of the school: mailboxes in two places, lists and folders with somebody's address, and groups.

use super::{Pair, keep, keep_as_it_is, pair};
use crate::school::graph::GraphGroup;
use crate::school::people::{INITIAL, SCHOOLS, add_routing_address};
use crate::school::rows::{AdObject, Directory, Recipient};

pub(super) fn add(directory: &mut Directory) {
    mailboxes(directory);
    holders_of_addresses(directory);
    groups(directory);
}

/// The mailbox of a pair as Exchange Online lists it.
fn mailbox(pair: &Pair) -> Recipient {
    let values =
        pair.user.addresses.iter().filter_map(|entry| entry.split_once(':')).map(|(_, value)| value.to_owned());
    Recipient {
        id: pair.user.id.clone(),
        kind: "UserMailbox",
        alias: pair.object.alias.clone(),
        primary: pair.object.mail.clone(),
        others: values.skip(1).collect(),
        ..Recipient::default()
    }
}

/// A mailbox in both places, one that AD does not know, one that the cloud masters, and one without routing address.
fn mailboxes(directory: &mut Directory) {
    for surname in ["Both-Places", "Unmarked", "Mastered", "Unrouted"] {
        let mut own = pair(directory, 0, "Iorwerth", surname);
        if surname != "Unrouted" {
            add_routing_address(&mut own.object, &mut own.user);
        }
        let mut recipient = mailbox(&own);
        match surname {
            "Both-Places" => own.object.home_mdb = "CN=DB1,CN=Databases,CN=Configuration,DC=glanyrafon,DC=local",
            "Unmarked" => {}
            "Mastered" => {
                own.object.remote_recipient_type = "4";
                recipient.cloud_managed = true;
            }
            _ => own.object.remote_recipient_type = "4",
        }
        directory.recipients.push(recipient);
        keep_as_it_is(directory, own);
    }
}

/// A Microsoft 365 group and a public folder with an address that AD gives to people.
fn holders_of_addresses(directory: &mut Directory) {
    let mut own = pair(directory, 1, "Nerys", "Eco-Council");
    let address = format!("eco@{}", SCHOOLS[1].domain);
    own.object.addresses.push(format!("smtp:{address}"));
    keep(directory, own);
    let id = directory.dice.guid();
    directory.graph_groups.push(GraphGroup {
        id,
        name: "Eco council".to_owned(),
        alias: "eco".to_owned(),
        mail: address,
        is_unified: true,
        ..GraphGroup::default()
    });
    let mut folder_user = pair(directory, 1, "Non", "Minutes-Clerk");
    let address = format!("minutes@{}", SCHOOLS[1].domain);
    folder_user.object.addresses.push(format!("smtp:{address}"));
    keep(directory, folder_user);
    directory.recipients.push(Recipient {
        kind: "PublicFolder",
        alias: "minutes".to_owned(),
        primary: address,
        ..Recipient::default()
    });
}

/// A group that lost its address in AD only, and two groups that want the same.
fn groups(directory: &mut Directory) {
    let group = |directory: &mut Directory, name: &str, local: &str| AdObject {
        class: "group",
        unit: "OU=Lists".to_owned(),
        guid: directory.dice.guid(),
        sid: format!("S-1-5-21-1203871224-881002743-3320471822-{}", 2_000_000 + directory.dice.below(900_000)),
        sam: name.replace(' ', "-").to_ascii_lowercase(),
        name: name.to_owned(),
        mail: if local.is_empty() { String::new() } else { format!("{local}@{}", SCHOOLS[0].domain) },
        addresses: if local.is_empty() { Vec::new() } else { vec![format!("SMTP:{local}@{}", SCHOOLS[0].domain)] },
        alias: local.to_owned(),
        created: "2020-02-03 08:30:11Z".to_owned(),
        ..AdObject::default()
    };
    let closed = group(directory, "Parents evening", "");
    let id = directory.dice.guid();
    directory.graph_groups.push(GraphGroup {
        id,
        name: closed.name.clone(),
        alias: "parentsevening".to_owned(),
        mail: format!("parentsevening@{INITIAL}"),
        is_security: true,
        synced: "True",
        sid: closed.sid.clone(),
        ..GraphGroup::default()
    });
    directory.objects.push(closed);
    for name in ["Choir", "Choir 2026"] {
        let list = group(directory, name, "choir");
        directory.objects.push(list);
    }
    // A list with an address of its own, which nothing is wrong with.
    let orchestra = group(directory, "Orchestra", "orchestra");
    directory.objects.push(orchestra);
}
