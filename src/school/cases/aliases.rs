//! Addresses of joined people at the school that are missing, old or not the primary one.

pub(super) const CASES: &[&str] = &[
    // No address in onmicrosoft.com.
    "person 0, Lena, Bevan-Howells; cloud.addresses=SMTP:{cloud.upn}; ad.target=SMTP:lena.bevanhowells@{initial}; keep",
    "person 0, Lena, Nowak-Price; cloud.addresses=SMTP:{cloud.upn}; keep",
    "person 0, Lena, Parry-Lloyd; cloud.addresses=SMTP:{cloud.upn}; keep",
    "person 0, Lena, Rowlands-Ellis; cloud.addresses=SMTP:{cloud.upn}; keep",
    "person 0, Lena, Khan-Davies; cloud.addresses=SMTP:{cloud.upn}; keep",
    // Married: AD has the new name, the cloud account the old one, and only the UPN still agrees.
    "person 0, Siân, Llewelyn-Price; not synced; ad.created=2011-09-01 08:30:11Z; \
     ad.addresses+=smtp:s.llewelyn@{school 1}; cloud.name=Siân Williams; cloud.surname=Williams; \
     cloud.addresses=SMTP:sian.williams@{domain}|smtp:examsofficer@{domain}|smtp:sian.williams@{initial}; \
     cloud.addresses+=SIP:sian.williams@{domain}; keep",
    // Another primary address in the cloud.
    "person 2, Gwenno, Two-Primaries; ad.mail=gwenno@{domain}; ad.addresses=SMTP:{ad.mail}|smtp:{ad.upn}; \
     cloud.addresses+=smtp:{ad.mail}; keep",
    // One that fell back to onmicrosoft.com because AD marks none.
    "person 2, Gwion, Fell-Back; ad.addresses=smtp:{ad.upn}; \
     cloud.addresses=SMTP:{local}@{initial}|smtp:{cloud.upn}; keep",
    // An address that only the cloud has: added there before the account was synced.
    "person 2, Gwenllian, Cloud-Alias; cloud.addresses+=smtp:gwen@{domain}; keep",
    // The address in onmicrosoft.com has a number, or the name of before the wedding.
    "person 2, Hefin, Numbered; cloud.addresses=SMTP:{ad.upn}|smtp:{local}5236@{initial}; tell",
    "person 2, Heulwen, Married; cloud.addresses=SMTP:{ad.upn}|smtp:heulwen.maiden@{initial}; tell",
    // What the export of last year knew and nobody has kept: an address, and the name that Exchange used inside.
    "person 2, Ifanwy, Newname; copy; ad.upn=ifanwy.maiden@{domain}; ad.mail={ad.upn}; ad.addresses=SMTP:{ad.upn}; \
     ad.surname=Maiden; ad.name=Ifanwy Maiden; older; swap; keep",
    "person 2, Iestyn, Moved-Mailbox; ad.legacy=/o=Glan yr Afon/ou=First/cn=Recipients/cn=iestyn; older; \
     ad.legacy={ad.legacy}2; keep",
];
