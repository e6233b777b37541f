//! Accounts that the school's AD objects lead to, and what keeps them from joining or joins the wrong one.

pub(super) const CASES: &[&str] = &[
    // Address and UPN lead to two accounts.
    "person 2, Katie, O'Sullivan-Price; not synced; ad.addresses=SMTP:k.osullivan-price@{domain}; \
     account 2, Kieran, O'Sullivan-Price; cloud.addresses={other.ad.addresses}|smtp:{local}@{initial}; user; swap; keep",
    "person 2, Rhys, Vaughan-Parry; not synced; ad.addresses=SMTP:r.vaughan-parry@{domain}; \
     account 2, Rhiannon, Vaughan-Parry; cloud.addresses={other.ad.addresses}|smtp:{local}@{initial}; user; swap; keep",
    // Came from the neighbouring school with a new address: nothing joins her old account, which only resembles her.
    "person 1, Hâf, Wójcik-Rees; object; not synced; cloud.name=Wojcik Rees, Haf; cloud.given=Haf; \
     cloud.surname=Wojcik Rees; cloud.upn={local}@{school 0}; \
     cloud.addresses=SMTP:{cloud.upn}|smtp:{local}@{initial}; user; account 2, Helen, Wójcik-Rees; user",
    // The account has the anchor already: one joins by it, one holds a role, one belonged to another AD object.
    "person 0, Gwilym, Restored; not synced; tell",
    "person 0, Gwilym, Director; not synced; role=Global Administrator; assignment=eligible; role; tell",
    "person 0, Gwilym, Migrated; not synced; carried={new}; graph.object={new}; ad.consistency={anchor carried}; \
     graph.anchor={anchor carried}; graph.synced=False; tell",
    // Made in the cloud for the helpdesk, which no soft match takes over.
    "person 0, Aneirin, Helpdesk-Jones; not synced; role=Helpdesk Administrator; assignment=assigned; role; \
     graph.anchor=; tell",
    // Two people share the address of an office, which has an account of its own.
    "newcomer 0, Buddug, Office-Clerk; ad.mail=admissions@{domain}; ad.addresses=SMTP:{ad.mail}; object",
    "newcomer 0, Blodwen, Office-Clerk; ad.mail=admissions@{domain}; ad.addresses=SMTP:{ad.mail}; object",
    "account 0, Admissions, Office; cloud.addresses=SMTP:admissions@{domain}|smtp:admissions@{initial}; user",
    // An anchor with its bytes in the wrong order.
    "person 1, Hedd, Byte-Order; not synced; cloud.upn=hedd@{domain}; \
     cloud.addresses=SMTP:hedd@{domain}|smtp:hedd@{initial}; graph.anchor={swapped ad.guid}; tell",
    // One that stands on somebody else's account.
    "person 1, Ceri, Wrong-Person; not synced; account 1, Cadi, Wrong-Person; graph.anchor={anchor other.ad.guid}; \
     user; graph; swap; as it is",
    // In the recycle bin, and back with the next sync.
    "person 1, Dilwyn, Returning; object; deleted; from AD; user; graph",
    // Deleted and made again: the new user has another objectGUID.
    "person 1, Delyth, Again; ad.created=2026-11-13 09:10:11Z; object; deleted; graph.anchor={anchor new}; graph.sid=; \
     from AD; user; graph",
    // The successor has the address of one who left.
    "account 1, Dewi, Predecessor; cloud.addresses+=smtp:timetable@{domain}; deleted; person 1, Deian, Successor; \
     ad.addresses+=smtp:timetable@{domain}; cloud.addresses+=smtp:timetable@{domain}; keep; swap; user; graph",
    // Somebody has the new teacher's account name as a second address.
    "person 0, Jac, Second-Address; ad.addresses+=smtp:jfirst@{domain}; cloud.addresses+=smtp:jfirst@{domain}; keep; \
     newcomer 0, Jano, First-Choice; ad.sam=jfirst; object",
];
