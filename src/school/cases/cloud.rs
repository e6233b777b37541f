//! What is odd about the school's accounts in the cloud: quarantine, accounts without an AD object, and sign-in names that
//! differ.

pub(super) const CASES: &[&str] = &[
    // Quarantined: one sign-in name and one address that somebody else had first.
    "account 1, Mared, Taken; person 1, Mared, Taken; ad.name=Marged Taken; ad.mail=marged.taken@{domain}; \
     ad.addresses=SMTP:{ad.mail}; cloud.name={ad.name}; cloud.upn=mared.taken4711@{initial}; \
     cloud.addresses=SMTP:{ad.mail}|smtp:{cloud.upn}; graph.errors=UserPrincipalName={ad.upn}; tell; swap; user",
    "account 1, Meirion, Holder; cloud.addresses+=smtp:chess@{domain}; user; \
     person 1, Mabon, Latecomer; graph.errors=ProxyAddresses=smtp:chess@{domain}; tell",
    // The licence is on the account that does not sync.
    "account 2, Sioned, Double; person 2, Sioned, Double; ad.upn=sioned.double@castlestreet.local; ad.addresses=; \
     ad.mail=; ad.alias=; cloud.upn=sioned.double2208@{initial}; cloud.addresses=; cloud.licence=Unlicensed; from AD; \
     as it is; graph; swap; user",
    // Accounts without their AD object: synced still (Graph was asked for the anchor of this one too), out of the sync, and
    // with an anchor of nobody.
    "person 1, Peredur, Orphan; from AD; user; graph",
    "account 1, Prydwen, Leaver; graph.anchor={anchor new}; graph.synced=False; user; graph",
    "account 1, Prydwen, Foreign; graph.anchor={anchor new}; graph.managed=False; user; graph",
    // The head moved to the cloud first.
    "person 0, Rhodri, Cloud-First; not synced; graph.managed=True; tell",
    // The sign-in name differs, and nobody knows whether it was sent.
    "person 0, Tudur, Renamed; ad.upn=tudur.newname@{domain}; graph.upn=; tell",
    // It was sent, and the cloud has the old one.
    "person 0, Tegwen, Renamed; ad.upn=tegwen.newname@{domain}; tell",
    // It was not sent yet.
    "person 0, Taliesin, Renamed; graph.upn={ad.upn}; ad.upn=taliesin.newname@{domain}; tell",
    // From one sixth form to the other, which Entra ID does in two steps only.
    "person 0, Talfryn, Sixth-Form; ad.upn=talfryn@sixthform.fabrikam.com; cloud.upn=talfryn@sixthform.contoso.com; tell",
    // Addresses of synced people that an account, a mailbox-less user or a guest has as well.
    "account 0, Visitor, Account; cloud.upn=visitor@{domain}; user; person 0, Ynyr, Visitor-Desk; \
     ad.addresses+=smtp:visitor@{domain}; cloud.addresses+=smtp:visitor@{domain}; keep",
    "account 0, Kiosk, Screen; cloud.upn=kiosk@{domain}; cloud.addresses=; cloud.licence=Unlicensed; user; graph; \
     account 0, Caretaker, Lodge; cloud.addresses+=smtp:kiosk@{domain}; user",
    "cloud.name=Visiting nurse; cloud.upn=nurse_clinic.fabrikam.com#EXT#@{initial}; cloud.id={new}; \
     cloud.created=2022-03-01 08:00:11Z; cloud.addresses=SMTP:nurse@clinic.fabrikam.com; user; graph",
    "contact; ad.name=Nurse (clinic); ad.mail=nurse@clinic.fabrikam.com; ad.addresses=SMTP:{ad.mail}; \
     ad.created=2021-01-14 11:20:11Z; object",
    // The academy's own domain was given up: AD has it still, and the cloud fell back.
    "person 2, Academi, Adda; ad.upn={local}@adventure-works.com; cloud.upn={local}@{initial}; tell",
    "person 2, Academi, Barddas; ad.upn={local}@adventure-works.com; cloud.upn={local}@{initial}; tell",
    "person 2, Academi, Cynon; ad.upn={local}@adventure-works.com; cloud.upn={local}@{initial}; tell",
    "person 2, Academi, Dafis; ad.upn={local}@adventure-works.com; cloud.upn={local}@{initial}; tell",
    "person 2, Academi, Eurof; ad.upn={local}@adventure-works.com; cloud.upn={local}@{initial}; tell",
];
