//! People of the school whose names changed, in part: account name, address, letter case, domain, surname.

pub(super) const CASES: &[&str] = &[
    // Accounts whose name is or was another than last year. An address that is made of the account name follows it only in
    // RM Unify.
    "person 0, Follows, Account-Name; now=followsnew; address=followsold; account name; ad.sam=followsold; older; \
     ad.sam={now}; keep",
    "person 0, Stays, Account-Name; now=staysnew; address=stays.own; account name; ad.sam=staysold; older; \
     ad.sam={now}; keep",
    "person 0, Same, Account-Name; now=samename; address=same.own; account name; older; keep",
    "person 0, Blocked, Account-Name; now=blockednew; address=blockedold; account name; ad.sam=blockedold; older; \
     ad.sam={now}; keep",
    "person 0, Unknown, Account-Name; now=unknownname; address=unknown.own; account name; keep",
    // The primary address of before.
    "newcomer 1, Lleucu, Newname; ad.addresses=SMTP:lleucu.maiden@{domain}; older; ad.addresses=SMTP:{ad.upn}; object",
    // The surname that changed while the address did not.
    "person 1, Llio, Maiden; older; ad.surname=Newname; ad.name=Llio Newname; cloud.surname=Newname; \
     cloud.name=Llio Newname; keep",
    // Another letter case, and the same name in the neighbour's domain.
    "person 1, Magi, Capitals; ad.upn=Magi.Capitals@{domain}; keep",
    "person 1, Macsen, Rebranded; ad.mail=macsen.rebranded@{school 0}; ad.addresses=SMTP:{ad.mail}|smtp:{ad.upn}; keep",
    // The account name is the same, the objectGUID is not, and the account still waits for the old one.
    "person 1, Nest, Made-Anew; newcomer 1, Nest, Anew; ad.sam={other.ad.sam}; object; swap; \
     graph.alias={ad.alias}; graph.anchor={anchor new}; graph.synced=True; graph.sam={ad.sam}; user; graph",
];
