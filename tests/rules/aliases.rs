//! Addresses that are missing on a side, row by row.

use dirmatch::settings::Settings;

use crate::common::{ad_csv, cloud_csv, report, tenant_settings};
use crate::rows::{analyse_rows, check, check_files, check_with, findings_of, told_by};

#[test]
fn missing_moera() {
    let rule = "missing-moera";
    let ad = "og=G1 cg= sam=lena upn=l@c px=P:l@c";
    let cloud = "id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true opoi= exo=True";
    check(rule, &[ad], &[cloud], &["medium certain cloud1+ad1 "]);
    // AD forwards to it.
    check(rule, &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@o"], &[cloud], &["high certain cloud1+ad1 "]);
    check(rule, &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@m"], &[cloud], &["medium certain cloud1+ad1 "]);
    // A join that is still to come.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c imm= sync= soa=false exo=True"], &["medium likely cloud1+ad1 "]);
    // The address is there; the routing domain's alone is not it.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c,s:l@o imm=b(G1) sync=true exo=True"], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c,s:l@m imm=b(G1) sync=true exo=True"], &["medium certain cloud1+ad1 "]);
    // No mailbox, no recipient at all, not known whether it has one.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=False"], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c px= imm=b(G1) sync=true exo="], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true"], &[]);
    // An account that nothing of AD joins, and a list that was not exported.
    check(rule, &["og=G2 cg= sam=x upn=x@c px=P:x@c"], &[cloud], &[]);
    check(rule, &[ad], &["id=G5 upn=l@c mail=l@c imm=b(G1) sync=true exo=True"], &[]);
    // The initial domain is not known.
    let mut settings = tenant_settings();
    settings.initial_domain = None;
    assert!(findings_of(rule, &analyse_rows(&[ad], &[cloud], &settings)).is_empty());
}

#[test]
fn ad_proxy_not_in_cloud() {
    let rule = "ad-proxy-not-in-cloud";
    let with = |addresses: &str| format!("og=G1 cg= sam=a upn=a@c px={addresses}");
    let account = "id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=True";
    let other = "id=G6 upn=b@c px=P:b@c,s:alias@c imm= sync= exo=True";
    let expect = |addresses: &str, cloud: &[&str], expected: &[&str]| {
        check(rule, &[&with(addresses)], cloud, expected);
    };
    // The rule about the cause tells it where the files show one: another account holds it.
    expect("P:a@c,s:alias@c", &[account, other], &["in attribute-value-must-be-unique"]);
    // No cause in the files.
    expect("P:a@c,s:new@c", &[account], &["medium likely ad1+cloud1 new@contoso.com"]);
    // Thrown away: malformed, a letter that looks like another, Microsoft's own domains.
    expect("P:a@c,s:x~y@c", &[account], &["in proxy-malformed"]);
    expect("P:a@c,s:аlias@c", &[account], &["in attr-invisible-char"]);
    expect("P:a@c,s:a@o", &[account], &["in proxy-reserved-suffix"]);
    expect("P:a@c,s:a@m", &[account], &["medium likely ad1+cloud1 a@contoso.mail.onmicrosoft.com"]);
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let analysis = analyse_rows(&[&with("P:a@c,s:a@m")], &[account], &unknown);
    assert_eq!(told_by(rule, &analysis), ["in proxy-reserved-suffix"]);
    // A domain that the tenant has not verified; a mail user keeps such an address.
    expect("P:a@c,s:a@elsewhere.example", &[account], &["in proxy-unverified-domain"]);
    expect(
        "P:a@c,s:a@elsewhere.example",
        &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=False"],
        &["medium likely ad1+cloud1 a@elsewhere.example"],
    );
    // Near misses: letter case, another type, listed twice.
    expect("P:a@c,s:Alias@c", &["id=G5 upn=a@c px=P:a@c,s:alias@c imm=b(G1) sync=true opoi= exo=True"], &[]);
    expect("P:a@c,SIP:x@c,X500:/o=Contoso/cn=a", &[account], &[]);
    expect("P:a@c,s:n@c,s:N@c", &[account], &["medium likely ad1+cloud1 n@contoso.com"]);
    // Mastered in the cloud, not joined yet, and a list that no file has.
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c px=P:a@c imm= sync= exo=True"], &[]);
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c mail=a@c imm=b(G1) sync=true"], &[]);
    expect("P:a@c,s:n@c", &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true soa=true"], &[]);
    check(rule, &["og=G1 cg= sam=a upn=a@c px=System.String[]"], &[account], &[]);
}

#[test]
fn missing_moera_that_others_forward_to() {
    let rule = "missing-moera";
    let cloud = "id=G5 upn=l@c px=P:l@c nick=lena imm=b(G1) sync=true opoi= exo=True";
    let lena = "og=G1 cg= sam=lena upn=l@c px=P:l@c ta=";
    for (target, expected) in [
        ("lena@o", "high certain cloud1+ad1+ad2 "),
        ("SMTP:L@o", "high certain cloud1+ad1+ad2 "),
        ("SMTP:other@o", "medium certain cloud1+ad1 "),
    ] {
        check(rule, &[lena, &format!("og=G2 cg= sam=fwd upn=f@c px=P:f@c ta={target}")], &[cloud], &[expected]);
    }
}

#[test]
fn missing_hybrid_routing() {
    let rule = "missing-hybrid-routing";
    let cloud = "id=G5 upn=m@c px=P:m@c,s:m@o imm=b(G1) sync=true opoi= exo=True";
    // AD has none.
    let remote = "og=G1 cg= sam=m upn=m@c px=P:m@c rrt=4";
    check(rule, &[remote], &[cloud], &["high certain ad1+cloud1 m@contoso.com"]);
    for mailbox in ["mdb=CN=DB1", "rtd=2147483648", "rtd=1"] {
        let row = format!("og=G1 cg= sam=m upn=m@c px=P:m@c {mailbox}");
        check(rule, &[&row], &[cloud], &["high certain ad1+cloud1 m@contoso.com"]);
    }
    // It is in AD, and did not arrive; the rule about addresses in general leaves it to this one.
    let listed = "og=G1 cg= sam=m upn=m@c px=P:m@c,s:m@m rrt=4";
    check(rule, &[listed], &[cloud], &["high certain ad1+cloud1 m@contoso.mail.onmicrosoft.com"]);
    check("ad-proxy-not-in-cloud", &[listed], &[cloud], &[]);
    // There on the cloud side, no mailbox in AD, not told whether there is one, addresses not told, not joined yet.
    check(rule, &[remote], &["id=G5 upn=m@c px=P:m@c,s:m@m imm=b(G1) sync=true opoi= exo=True"], &[]);
    check(rule, &["og=G1 cg= sam=m upn=m@c px=P:m@c rrt=0 rtd=128"], &[cloud], &[]);
    check(rule, &["og=G1 cg= sam=m upn=m@c px=P:m@c"], &[cloud], &[]);
    check(rule, &["og=G1 cg= sam=m upn=m@c mail=m@c rrt=4"], &[cloud], &[]);
    check(rule, &[listed], &["id=G5 upn=m@c px=P:m@c imm= sync= exo=True"], &[]);
    // Which domain it is nobody tells.
    let mut settings = tenant_settings();
    settings.hybrid_routing_domain = None;
    assert!(findings_of(rule, &analyse_rows(&[remote], &[cloud], &settings)).is_empty());
}

#[test]
fn cloud_proxy_not_in_ad() {
    let rule = "cloud-proxy-not-in-ad";
    let ad = "og=G1 cg= sam=a upn=a@c mail=a@c px=P:a@c nick=a";
    let account = |addresses: &str| format!("id=G5 upn=a@c px={addresses} imm=b(G1) sync=true opoi= exo=True nick=a");
    check(rule, &[ad], &[&account("P:a@c,s:x@c")], &["info certain cloud1+ad1 x@contoso.com"]);
    // Before a join it will be lost.
    check(rule, &[ad], &["id=G5 upn=a@c px=P:a@c,s:x@c imm= sync= exo=True"], &["in match-overwrites-cloud-data"]);
    // Mail, UPN and the address in the initial domain are expected. So are several of these, and other types.
    check(
        rule,
        &["og=G1 cg= sam=u upn=user2upn@c mail=user2mail@c px= nick="],
        &[
            "id=G5 upn=user2upn@c px=P:user2mail@c,s:user2upn@c,s:user2mail@o imm=b(G1) sync=true opoi= exo=True nick=user2mail",
        ],
        &[],
    );
    check(rule, &[ad], &[&account("P:a@c,s:a@o,s:b@o,SIP:x@c,SPO:x@c,X500:/o=C/cn=a")], &[]);
    // Mastered in the cloud.
    let text = "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged\n\
                55555555-5555-4555-8555-555555555555,UserMailbox,a,a@contoso.com,SMTP:a@contoso.com|smtp:promo@contoso.com,";
    for (is_mastered, expected) in [("True", &[][..]), ("False", &["info certain cloud1+ad1 promo@contoso.com"][..])] {
        let cloud = cloud_csv(&[&account("P:a@c,s:promo@c")]);
        let files =
            [("ad.csv", ad_csv(&[ad])), ("cloud.csv", cloud), ("exchange.csv", format!("{text}{is_mastered}\n"))];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        check_files(rule, &files, &[], expected);
    }
    // What AD lists is not told, and what stands in for it neither.
    check(rule, &["og=G1 cg= sam=a upn=a@c mail=a@c"], &[&account("P:a@c,s:x@c")], &[]);
    check(rule, &["og=G1 cg= sam=a upn=a@c px="], &[&account("P:info@c,s:a@c")], &[]);
    check(rule, &[ad], &["id=G5 upn=a@c mail=x@c imm=b(G1) sync=true opoi= exo=True"], &[]);
    // A new UPN takes the former one away, once it is sent; not one that stays, or of which that is not told.
    let renamed = "og=G1 cg= sam=a upn=new@c mail=new@c px=P:new@c nick=a";
    let sent = |sent: &str| format!("{} {sent}", account("P:a@c"));
    check(rule, &[renamed], &[&sent("oupn=a@c")], &["medium likely cloud1+ad1 a@contoso.com"]);
    check(rule, &[&renamed.replace("P:new@c", "P:new@c,s:a@c")], &[&sent("oupn=a@c")], &[]);
    check(rule, &[renamed], &[&sent("oupn=new@c")], &[]);
    check(rule, &[renamed], &[&sent("")], &[]);
    let stays = ["synchronizeUpnForManagedUsersEnabled=false"];
    check_with(rule, &[renamed], &[&sent("oupn=a@c")], &stays, &[]);
    // The same name in another domain is told by another rule.
    let moved = "og=G1 cg= sam=a upn=a@f mail=a@f px=P:a@f nick=a";
    check(rule, &[moved], &[&sent("oupn=a@c")], &["in domain-rebrand"]);
}

#[test]
fn primary_differs() {
    let rule = "primary-differs";
    let account = |addresses: &str| format!("id=G5 upn=a@c px={addresses} imm=b(G1) sync=true opoi= exo=True");
    let expect = |own: &str, there: &str, expected: &[&str]| {
        check(rule, &[&format!("og=G1 cg= sam=a upn=a@c px={own}")], &[&account(there)], expected);
    };
    expect("P:new@c,s:a@c", "P:a@c,s:new@c", &["medium certain ad1+cloud1 a@contoso.com"]);
    // The rule about the cause tells it where the files show one.
    expect("P:a@elsewhere.example,s:a@c", "P:a@c", &["in proxy-unverified-domain"]);
    let holder = "id=G6 upn=b@c px=P:b@c,s:new@c imm= sync= exo=True";
    let held = "og=G1 cg= sam=a upn=a@c px=P:new@c,s:a@c";
    check(rule, &[held], &[&account("P:a@c"), holder], &["in attribute-value-must-be-unique"]);
    // The same name in another domain.
    expect("P:a@f", "P:a@c,s:a@f", &["in domain-rebrand"]);
    // The same, no primary at all, several, and the onmicrosoft.com address, of which another rule tells.
    expect("P:A@c", "P:a@c", &[]);
    expect("s:a@c", "P:b@c,s:a@c", &[]);
    expect("P:a@c,P:b@c", "P:x@c", &[]);
    expect("P:a@c", "P:a@o,s:a@c", &[]);
    // Not joined yet, and not told.
    check(
        rule,
        &["og=G1 cg=G1 sam=a upn=a@c px=P:new@c"],
        &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync= soa=false opoi= exo=True"],
        &[],
    );
    check(rule, &["og=G1 cg= sam=a upn=a@c mail=new@c"], &[&account("P:a@c")], &[]);
}

#[test]
fn missing_old_name_alias() {
    let rule = "missing-old-name-alias";
    let older = |row: &str| ad_csv(&[row]);
    let expect = |older: &str, ad: &str, cloud: &str, expected: &[&str]| {
        let (ad, cloud) = (ad_csv(&[ad]), cloud_csv(&[cloud]));
        check_files(rule, &[("ad.csv", &ad), ("cloud.csv", &cloud), ("before", older)], &[], expected);
    };
    let ad = "og=G1 cg= sam=ann upn=new@c px=P:new@c nick=new";
    let cloud = "id=G5 upn=new@c px=P:new@c imm=b(G1) sync=true opoi= exo=True nick=new";
    let then = older("og=G1 cg= sam=ann upn=old@c px=P:old@c nick=old");
    // The primary address, which was the UPN as well, is told once.
    expect(&then, ad, cloud, &["medium certain ad1+cloud1 old@contoso.com"]);
    // A UPN of its own counts for mailboxes.
    let upn = older("og=G1 cg= sam=ann upn=login@c px=P:new@c nick=new");
    expect(&upn, ad, cloud, &["medium certain ad1+cloud1 login@contoso.com"]);
    expect(&upn, ad, "id=G5 upn=new@c px=P:new@c imm=b(G1) sync=true opoi= exo=False nick=new", &[]);
    expect(&upn, ad, "id=G5 upn=new@c px=P:new@c imm=b(G1) sync=true opoi= nick=new", &[]);
    // Kept on one of the sides, in other letter case, never an address of the tenant, another object.
    expect(&then, "og=G1 cg= sam=ann upn=new@c px=P:new@c,s:OLD@c nick=new", cloud, &[]);
    expect(&then, ad, "id=G5 upn=new@c px=P:new@c,s:old@c imm=b(G1) sync=true opoi= exo=True nick=new", &[]);
    expect(&older("og=G1 cg= sam=ann upn=a@contoso.local px=P:a@contoso.local nick=a"), ad, cloud, &[]);
    expect(&older("og=G2 cg= sam=ann upn=old@c px=P:old@c nick=old"), ad, cloud, &[]);
    // Today's addresses are not told.
    expect(&then, "og=G1 cg= sam=ann upn=new@c nick=new", cloud, &[]);
}

#[test]
fn missing_old_name_alias_without_an_older_export() {
    let rule = "missing-old-name-alias";
    let ad = "og=G1 cg= sam=ann upn=new@c px=P:new@c nick=new";
    let account = |rest: &str| format!("id=G5 upn=new@c imm=b(G1) sync=true opoi= exo=True {rest}");
    // What the cloud last heard of.
    check(rule, &[ad], &[&account("px=P:new@c nick=new oupn=old@c")], &["medium likely cloud1+ad1 old@contoso.com"]);
    check(rule, &[ad], &[&account("px=P:new@c,s:old@c nick=new oupn=old@c")], &[]);
    check(rule, &[ad], &[&account("px=P:new@c nick=new oupn=new@c")], &[]);
    check(rule, &[ad], &[&account("px=P:new@c nick=new oupn=old@contoso.local")], &[]);
    // The primary address was replaced: Entra ID made the alias from the first one, because AD sets none.
    let unset = "og=G1 cg= sam=u3 upn=user3upn@c px=P:user3new1@c nick=";
    let replaced = "id=G5 upn=user3upn@c px=P:user3new1@c,s:user3upn@c,s:user3pa1@o nick=user3pa1 imm=b(G1) sync=true opoi= exo=True";
    check(rule, &[unset], &[replaced], &["medium possible cloud1+ad1 user3pa1"]);
    // AD sets the alias, or does not tell it; the alias is the account name, the UPN or an address.
    check(rule, &["og=G1 cg= sam=u3 upn=user3upn@c px=P:user3new1@c nick=user3pa1"], &[replaced], &[]);
    check(rule, &["og=G1 cg= sam=u3 upn=user3upn@c px=P:user3new1@c"], &[replaced], &[]);
    check(rule, &["og=G1 cg= sam=user3pa1 upn=user3upn@c px=P:user3new1@c nick="], &[replaced], &[]);
    check(rule, &["og=G1 cg= sam=u3 upn=user3upn@c px=P:user3new1@c,s:user3pa1@f nick="], &[replaced], &[]);
    // Somebody else has the address.
    let other = "id=G6 upn=x@c px=P:x@c,s:user3pa1@c nick=x imm= sync= exo=True";
    check(rule, &[unset], &[replaced, other], &[]);
    // The onmicrosoft.com address shows an older alias than the one of today; a number shows none.
    check(
        rule,
        &[ad],
        &[&account("px=P:new@c,s:old@o nick=new")],
        &["medium possible ad1+cloud1 old@contoso.onmicrosoft.com"],
    );
    check(rule, &[ad], &[&account("px=P:new@c,s:new1234@o nick=new")], &[]);
}

#[test]
fn missing_upn_alias() {
    let rule = "missing-upn-alias";
    let ad = "og=G1 cg= sam=n upn=n@c px=P:nn@c";
    let account = |rest: &str| format!("id=G5 upn=n@c imm=b(G1) sync=true opoi= {rest}");
    let lacking = account("px=P:nn@c,s:nn@o exo=True");
    check(rule, &[ad], &[&lacking], &["medium certain cloud1+ad1 n@contoso.com"]);
    let other = "id=G6 upn=x@c px=P:x@c,s:N@c imm= sync= exo=True";
    check(rule, &[ad], &[&lacking, other], &["medium certain cloud1+ad1+cloud2 n@contoso.com"]);
    // A join to come adds it, unless somebody else has it.
    let pending = "id=G5 upn=n@c px=P:nn@c imm= sync= exo=True";
    check(rule, &[ad], &[pending], &["info likely cloud1+ad1 n@contoso.com"]);
    check(rule, &[ad], &[pending, other], &["medium likely cloud1+ad1+cloud2 n@contoso.com"]);
    check(rule, &[ad], &[&account("px=P:nn@c,s:N@c exo=True")], &[]);
    check(rule, &[ad], &[&account("px=P:nn@c exo=False")], &[]);
    check(rule, &[ad], &[&account("px=P:nn@c")], &[]);
    check(rule, &[ad], &[&account("mail=nn@c exo=True")], &[]);
}

#[test]
fn missing_policy_alias() {
    let rule = "missing-policy-alias";
    let policy = ["aliasPolicyDomains=fabrikam.com,contoso.com"];
    let expect = |ad: &str, expected: &[&str]| check_with(rule, &[ad], &[], &policy, expected);
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c nick=ann", &["low certain ad1 a@contoso.com"]);
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c,s:x@f nick=ann", &["low certain ad1 a@contoso.com"]);
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c,s:A@f nick=ann", &[]);
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c,s:ann@f nick=Ann", &[]);
    // No address at all, addresses not told, a group, no policy.
    expect("og=G1 cg= sam=a upn=a@c px=", &[]);
    expect("og=G1 cg= sam=a upn=a@c mail=a@c", &[]);
    expect("class=group og=G1 sam=g px=P:g@c", &[]);
    check(rule, &["og=G1 cg= sam=a upn=a@c px=P:a@c"], &[], &[]);
}

#[test]
fn mail_not_in_proxies() {
    let rule = "mail-not-in-proxies";
    let expect = |ad: &str, expected: &[&str]| check(rule, &[ad], &[], expected);
    expect("og=G1 cg= sam=a upn=a@c mail=x@c px=P:a@c", &["medium certain ad1 x@contoso.com"]);
    expect("class=group og=G1 sam=g mail=x@c px=P:g@c", &["medium certain ad1 x@contoso.com"]);
    // A primary address that is none is not what mail should become.
    let report = report(&analyse_rows(&["og=G1 cg= sam=a upn=a@c mail=x@c px=SMTP:~a.b@c"], &[], &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    let told = findings.iter().find(|finding| finding["rule"] == rule).expect("a finding");
    assert!(!told["whatToDo"].as_str().expect("text").contains("a.b@"), "{told:#}");
    expect("og=G1 cg= sam=a upn=a@c mail=X@c px=P:a@c,s:x@c", &[]);
    expect("og=G1 cg= sam=a upn=a@c mail=x@c px=", &[]);
    expect("og=G1 cg= sam=a upn=a@c mail=x@c px=SIP:a@c", &[]);
    expect("og=G1 cg= sam=a upn=a@c mail= px=P:a@c", &[]);
    expect("og=G1 cg= sam=a upn=a@c mail=x@c", &[]);
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c", &[]);
}

#[test]
fn primary_fell_back_to_moera() {
    let rule = "primary-fell-back-to-moera";
    let expect = |ad: &str, cloud: &str, expected: &[&str]| check(rule, &[ad], &[cloud], expected);
    let account = |addresses: &str| format!("id=G5 upn=u@c px={addresses} imm=b(G1) sync=true opoi= exo=True");
    let back = ["medium certain ad1+cloud1 u@contoso.onmicrosoft.com"];
    // Secondary addresses only. the primary one is not valid. Then one that has not arrived, and mail alone.
    expect("og=G1 cg= sam=u upn=u@c px=s:u@c", &account("P:u@o,s:u@c"), &back);
    expect("og=G1 cg= sam=u upn=u@c px=SMTP:~u@c", &account("P:u@o"), &back);
    expect("og=G1 cg= sam=u upn=u@c px=P:u@elsewhere.example", &account("P:u@o"), &back);
    expect("og=G1 cg= sam=u upn=u@c px=P:u@c", &account("P:u@o,s:u@c"), &back);
    expect("og=G1 cg= sam=u upn=u@c mail=u@c px=", &account("P:u@o"), &back);
    // AD has none but in that domain, the primary address is another, it is not told what AD has.
    expect("og=G1 cg= sam=u upn=u@c px= mail=", &account("P:u@o"), &[]);
    expect("og=G1 cg= sam=u upn=u@c px=P:u@o", &account("P:u@o"), &[]);
    expect("og=G1 cg= sam=u upn=u@c px=P:u@c", &account("P:u@c,s:u@o"), &[]);
    expect("og=G1 cg= sam=u upn=u@c", &account("P:u@o"), &[]);
    // A join to come puts it right, or does not.
    let cloud = "id=G5 upn=u@c px=P:u@o imm=b(G1) sync= soa=false opoi= exo=True";
    expect("og=G1 cg=G1 sam=u upn=u@c px=P:u@c", cloud, &[]);
    expect("og=G1 cg=G1 sam=u upn=u@c px=s:u@c", cloud, &["medium likely ad1+cloud1 u@contoso.onmicrosoft.com"]);
}

#[test]
fn numbered_moera() {
    let rule = "numbered-moera";
    let ad = "og=G1 cg= sam=b upn=user6b@c px=P:user6b@c nick=user6mnn";
    let account = |rest: &str| format!("id=G5 upn=user6b@c imm=b(G1) sync=true opoi= {rest}");
    let first = "id=G6 upn=user6a@c px=P:user6a@c,s:user6mnn@o nick=user6mnn imm= sync=";
    let second = account("px=P:user6b@c,s:user6mnn5236@o nick=user6mnn");
    check(rule, &[ad], &[&second, first], &["info certain cloud1+ad1+cloud2 user6mnn5236@contoso.onmicrosoft.com"]);
    check(rule, &[ad], &[&second], &["info certain cloud1+ad1 user6mnn5236@contoso.onmicrosoft.com"]);
    check(
        rule,
        &[ad],
        &[&account("px=P:user6mnn5236@o nick=user6mnn")],
        &["medium certain cloud1+ad1 user6mnn5236@contoso.onmicrosoft.com"],
    );
    // The alias itself, five digits, letters, another domain, no alias in the files.
    check(rule, &[ad], &[&account("px=P:b@c,s:user6mnn5236@o nick=user6mnn5236")], &[]);
    check(rule, &[ad], &[&account("px=P:b@c,s:user6mnn52361@o nick=user6mnn")], &[]);
    check(rule, &[ad], &[&account("px=P:b@c,s:user6mnn52x6@o nick=user6mnn")], &[]);
    check(rule, &[ad], &[&account("px=P:b@c,s:user6mnn5236@c nick=user6mnn")], &[]);
    check(rule, &["og=G1 cg= sam=b upn=user6b@c px=P:b@c"], &[&account("px=P:b@c,s:user6mnn5236@o")], &[]);
}

#[test]
fn moera_prefix_stale() {
    let rule = "moera-prefix-stale";
    let ad = "og=G1 cg= sam=a upn=a@c px=P:a@c";
    let account = |rest: &str| format!("id=G5 upn=a@c imm=b(G1) sync=true opoi= {rest}");
    check(
        rule,
        &[ad],
        &[&account("px=P:a@c,s:old@o nick=new")],
        &["info certain cloud1+ad1 old@contoso.onmicrosoft.com"],
    );
    check(rule, &[ad], &[&account("px=P:a@c,s:old@o,s:New@o nick=new")], &[]);
    check(rule, &[ad], &[&account("px=P:a@c,s:new1234@o nick=new")], &[]);
    check(rule, &[ad], &[&account("px=P:a@c nick=new")], &[]);
    check(rule, &[ad], &[&account("px=P:a@c,s:old@o")], &[]);
}

#[test]
fn legacy_x500_missing() {
    let rule = "legacy-x500-missing";
    let expect = |older: &str, ad: &str, expected: &[&str]| {
        let (ad, older) = (ad_csv(&[ad]), ad_csv(&[older]));
        check_files(rule, &[("ad.csv", &ad), ("before", &older)], &[], expected);
    };
    let then = "og=G1 cg= sam=a upn=a@c px=P:a@c leg=/o=C/cn=a";
    // Another mailbox, none any more, and a user that was created again.
    expect(then, "og=G1 cg= sam=a upn=a@c px=P:a@c leg=/o=C/cn=a2", &["low likely ad1 "]);
    expect(then, "og=G1 cg= sam=a upn=a@c px=P:a@c leg=", &["low likely ad1 "]);
    expect(then, "og=G2 cg= sam=a upn=A@c px=P:a2@c leg=/o=C/cn=a2", &["low likely ad1 "]);
    // The same, kept as X500, another person, nothing told.
    expect(then, "og=G1 cg= sam=a upn=a@c px=P:a@c leg=/O=C/cn=A", &[]);
    expect(then, "og=G1 cg= sam=a upn=a@c px=P:a@c,x500:/O=c/cn=A leg=/o=C/cn=a2", &[]);
    expect(then, "og=G2 cg= sam=a upn=b@c px=P:b@c leg=/o=C/cn=b", &[]);
    expect(then, "og=G1 cg= sam=a upn=a@c px=P:a@c", &[]);
    expect(then, "og=G1 cg= sam=a upn=a@c leg=/o=C/cn=a2", &[]);
    // A join with another mailbox.
    let ad = "og=G1 cg= sam=a upn=a@c px=P:a@c leg=/o=C/cn=a";
    let pending = "id=G5 upn=a@c px=P:a@c imm= sync= exo=True";
    check(rule, &[ad], &[pending], &["low possible ad1+cloud1 /o=C/cn=a"]);
    check(rule, &[ad], &["id=G5 upn=a@c px=P:a@c,X500:/o=C/cn=a imm= sync= exo=True"], &[]);
    check(rule, &[ad], &["id=G5 upn=a@c px=P:a@c imm= sync= exo=False"], &[]);
    check(rule, &[ad], &["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=True"], &[]);
}
