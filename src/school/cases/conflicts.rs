//! Values that several objects of the school's AD claim, and objects that cannot sync as they are.

pub(super) const CASES: &[&str] = &[
    // Three objects claim s.obrien@.
    "person 0, Seán, O'Brien-Hughes; ad.mail=s.obrien@{domain}; ad.addresses=SMTP:{ad.mail}; \
     cloud.addresses=SMTP:{ad.mail}|smtp:sean.obrien@{initial}; keep",
    "newcomer 0, Siân, O'Brien-Lloyd; ad.addresses+=smtp:s.obrien@{domain}; object",
    "contact; ad.name=S O'Brien (supply); ad.mail=s.obrien@{school 0}; ad.addresses=SMTP:{ad.mail}; \
     ad.target=SMTP:s.obrien@supply.fabrikam.com; ad.created=2021-01-14 11:20:11Z; object",
    // Two pairs claim another address.
    "person 2, Reception, Desk; ad.name={given}; cloud.name={given}; ad.addresses+=smtp:reception@{domain}; \
     cloud.addresses+=smtp:reception@{domain}; keep",
    "person 2, Old reception, Desk; ad.name={given}; cloud.name={given}; ad.addresses+=smtp:reception@{domain}; keep",
    "person 2, Head teacher, Desk; ad.name={given}; cloud.name={given}; ad.addresses+=smtp:head@{domain}; \
     cloud.addresses+=smtp:head@{domain}; keep",
    "person 2, Acting head, Desk; ad.name={given}; cloud.name={given}; ad.addresses+=smtp:head@{domain}; keep",
    // The same sign-in name, but for a capital.
    "person 2, Tomos, Evans-Rees; person 2, Tegan, Evans-Rees; ad.upn=Tomos.evans-rees@{domain}; \
     ad.addresses=SMTP:tegan.evansrees@{domain}; object; swap; keep",
    // A user that was deleted in AD and created again, beside the old one that came back.
    "person 1, Cerys, Cook-Morgan; copy; ad.guid={new}; ad.sam=cerys.cookmorgan2; ad.upn=cerys.cook@{domain}; \
     ad.created=2026-10-02 09:15:11Z; object; swap; keep",
    // One mail for two.
    "newcomer 1, Library, Desk; ad.addresses=; ad.mail=books@{domain}; object",
    "newcomer 1, Librarian, Desk; ad.addresses=; ad.mail=books@{domain}; object",
    // One forwarding target for two.
    "newcomer 1, Swim, Coach; ad.target=SMTP:coaching@pool.fabrikam.com; object",
    "newcomer 1, Dive, Coach; ad.target=SMTP:coaching@pool.fabrikam.com; object",
    // One SIP address for two.
    "person 0, Music, Studio; ad.addresses+=SIP:studio@{domain}; keep",
    "person 0, Drama, Studio; ad.addresses+=SIP:studio@{domain}; keep",
    // A sign-in name that is somebody's address.
    "newcomer 2, It, Helpdesk; ad.upn=it@{domain}; object",
    "newcomer 2, Idwal, Technician; ad.addresses+=smtp:it@{domain}; object",
    // Somebody got the anchor of another.
    "newcomer 2, Owain, Anchor-Rees; object; \
     newcomer 2, Olwen, Anchor-Rees; ad.consistency={anchor other.ad.guid}; object",
    // Two domains of the forest have the same account name, and one of the users has no UPN from which another name is made.
    "newcomer 1, Mali, Supply; object; newcomer 1, Malan, Supply; ad.sam={other.ad.sam}; ad.upn=; \
     ad.dn=CN=Malan Supply,OU=Staff,DC=pontygarreg,DC=local; object",
    // What replication and an Exchange resource forest leave behind, and too many addresses.
    "newcomer 2, Bleddyn, Copy-Evans; \
     ad.dn=CN=Bleddyn Copy-Evans\\0ACNF:{ad.guid},OU=Staff,DC=glanyrafon,DC=local; object",
    "newcomer 2, Lowri, Linked-Evans; ad.details=2; object",
    "newcomer 0, Alumni, Collector; ad.addresses+={many 340}; object",
    // The id that was written back to AD is that of somebody else's account.
    "person 2, Elis, Other-Price; tell; person 2, Elan, Stale-Price; ad.external=User_{other.cloud.id}; tell",
];
