//! What Exchange knows of the school: mailboxes in two places, lists and folders with somebody's address, and groups.

pub(super) const CASES: &[&str] = &[
    // A mailbox in both places, one that AD does not know, one that the cloud masters, and one without routing address.
    "person 0, Iorwerth, Both-Places; routing address; mailbox; recipient; \
     ad.home=CN=DB1,CN=Databases,CN=Configuration,DC=glanyrafon,DC=local; as it is",
    "person 0, Iorwerth, Unmarked; routing address; mailbox; recipient; as it is",
    "person 0, Iorwerth, Mastered; routing address; mailbox; exo.managed=True; recipient; ad.remote=4; as it is",
    "person 0, Iorwerth, Unrouted; mailbox; recipient; ad.remote=4; as it is",
    // A Microsoft 365 group and a public folder with an address that AD gives to people.
    "person 1, Nerys, Eco-Council; ad.addresses+=smtp:eco@{domain}; keep",
    "group.id={new}; group.name=Eco council; group.alias=eco; group.mail=eco@{school 1}; group.has mail=True; \
     group.security=False; group.types=Unified; group.addresses=SMTP:{group.mail}; graph group",
    "person 1, Non, Minutes-Clerk; ad.addresses+=smtp:minutes@{domain}; keep",
    "exo.kind=PublicFolder; exo.alias=minutes; exo.primary=minutes@{school 1}; exo.addresses=SMTP:{exo.primary}; \
     recipient",
    // A group that lost its address in AD only.
    "local=; list; ad.name=Parents evening; ad.sam=parents-evening; object; group.id={new}; group.name={ad.name}; \
     group.alias=parentsevening; group.mail=parentsevening@{initial}; group.has mail=True; group.security=True; \
     group.addresses=SMTP:{group.mail}; group.synced=True; group.sid={ad.sid}; graph group",
    // Two groups that want the same.
    "local=choir; list; ad.name=Choir; ad.sam=choir; ad.mail=choir@{school 0}; ad.addresses=SMTP:{ad.mail}; object",
    "local=choir; list; ad.name=Choir 2026; ad.sam=choir-2026; ad.mail=choir@{school 0}; ad.addresses=SMTP:{ad.mail}; \
     object",
    // A list with an address of its own, which nothing is wrong with.
    "local=orchestra; list; ad.name=Orchestra; ad.sam=orchestra; ad.mail=orchestra@{school 0}; \
     ad.addresses=SMTP:{ad.mail}; object",
];
