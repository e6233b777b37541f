//! Values of the school's AD that Entra ID refuses, cuts or takes otherwise: new users, one for each fault.

pub(super) const CASES: &[&str] = &[
    // A domain that only AD knows.
    "person 2, Cover, Teacher 1; ad.upn=cover1@castlestreet.local; ad.addresses=; ad.mail=; object",
    "person 2, Cover, Teacher 2; ad.upn=cover2@castlestreet.local; ad.addresses=; ad.mail=; object",
    "person 2, Cover, Teacher 3; ad.upn=cover3@castlestreet.local; ad.addresses=; ad.mail=; object",
    "person 2, Cover, Teacher 4; ad.upn=cover4@castlestreet.local; ad.addresses=; ad.mail=; object",
    "person 2, Cover, Teacher 5; ad.upn=cover5@castlestreet.local; ad.addresses=; ad.mail=; object",
    "person 2, Cover, Teacher 6; ad.upn=cover6@castlestreet.local; ad.addresses=; ad.mail=; object",
    // Addresses that AD lists and the cloud does not have, one for each cause.
    "account 1, Menna, Thomas-Bowen; cloud.addresses+=smtp:sen.team@{domain}; user",
    "person 1, Nia, Rees-Malformed; ad.addresses+=smtp: sen office@{domain}; keep",
    "person 1, Nia, Rees-Hidden; ad.addresses+=smtp:sen\u{200b}desk@{domain}; keep",
    "person 1, Nia, Rees-Reserved; ad.addresses+=smtp:nia.old@{initial}; keep",
    "person 1, Nia, Rees-Unverified; ad.addresses+=smtp:nia@pontygarreg.example; keep",
    "person 1, Nia, Rees-Held; ad.addresses+=smtp:sen.team@{domain}; keep",
    "person 1, Nia, Rees-Pending; ad.addresses+=smtp:nia.new@{domain}; keep",
    // What is too long, each by a little.
    "newcomer 1, Owen, Sign-In; ad.upn={long 65}@{domain}; object",
    "newcomer 1, Owen, Entry; ad.addresses+=smtp:{long 240}@{domain}; object",
    "newcomer 1, Owen, Mail; ad.addresses=; ad.mail={long 245}@{domain}; object",
    "newcomer 1, Owen, Alias; ad.alias={long 65}; object",
    "newcomer 1, Owen, Target; ad.target=SMTP:{long 240}@{domain}; object",
    "newcomer 1, Owen, Display; ad.dn=CN=Owen Display,OU=Staff,DC=glanyrafon,DC=local; ad.name={long 257}; object",
    "newcomer 1, Owen, Given; ad.given={long 65}; object",
    "newcomer 1, Owen, Family; ad.surname={long 65}; object",
    "newcomer 1, Owen, Account; ad.sam={long 21}; object",
    // What has the wrong form or a character that is not allowed.
    "newcomer 1, Owena, Mail; ad.addresses=; ad.mail={local}@@{domain}; object",
    "newcomer 1, Owena, Dots; ad.alias=.{local}; object",
    "newcomer 1, Owena, Alias; ad.alias=owena alias; object",
    "newcomer 1, Owena, Target; ad.target=SMTP:office@@pool.fabrikam.com; object",
    "newcomer 1, Owena, Account; ad.sam=owena+account; object",
    "newcomer 1, Owena, Nameless; ad.dn=CN=Owena Nameless,OU=Staff,DC=glanyrafon,DC=local; ad.name=  ; object",
    "newcomer 1, Owena, O'Shea; ad.upn=owena.o'shea@{domain}; object",
    "newcomer 1, Owena, Identifier; ad.sid=S-1-5-21-1203871224-4711; \
     ad.dn=CN=Owena Identifier,OU=Staff,DC=glanyrafon,DC=local; ad.name=Owena Identifier ; object",
    "newcomer 1, Owena, Reference; ad.external=User_4711; ad.addresses+=SIP:owena reference@{domain}; object",
    "newcomer 1, Owena, Plus; ad.upn=owena+plus@{domain}; object",
    "newcomer 1, Owena, Twice; ad.addresses+=smtp:Owena.Twice@{domain}; object",
    "newcomer 1, Owena, Primaries; ad.addresses+=SMTP:o.primaries@{domain}; object",
    "newcomer 1, Owena, Secondary; ad.addresses=smtp:{ad.upn}|smtp:o.secondary@{domain}; object",
    "newcomer 1, Owena, Aliasless; ad.alias=; object",
    "newcomer 1, Owena, Elsewhere; ad.upn=owena.elsewhere@adventure-works.com; object",
    "newcomer 1, Owena, Keyless; ad.employee=20_4711; object",
    "newcomer 1, Owen, Key; ad.employee={sevens 61}; object",
    // Whoever made the account by script put the number of the personnel system there.
    "account 1, Script, Account; graph.anchor=44_17; from AD; user; graph",
];
