//! Addresses that are missing on a side, row by row.

use dirmatch::settings::Settings;

use crate::common::tenant_settings;
use crate::rows::{analyse_rows, check, findings_of};

#[test]
fn missing_moera() {
    let rule = "missing-moera";
    let ad = "og=G1 cg= sam=lena upn=l@c px=P:l@c";
    let cloud = "id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true opoi= exo=True";
    check(rule, &[ad], &[cloud], &["medium certain cloud1+ad1 l@contoso.com"]);
    // AD forwards to it.
    check(
        rule,
        &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@o"],
        &[cloud],
        &["high certain cloud1+ad1 l@contoso.com"],
    );
    check(
        rule,
        &["og=G1 cg= sam=lena upn=l@c px=P:l@c ta=SMTP:l@m"],
        &[cloud],
        &["medium certain cloud1+ad1 l@contoso.com"],
    );
    // A join that is still to come.
    check(
        rule,
        &[ad],
        &["id=G5 upn=l@c px=P:l@c imm= sync= soa=false exo=True"],
        &["medium likely cloud1+ad1 l@contoso.com"],
    );
    // The address is there; the routing domain's alone is not it.
    check(rule, &[ad], &["id=G5 upn=l@c px=P:l@c,s:l@o imm=b(G1) sync=true exo=True"], &[]);
    check(
        rule,
        &[ad],
        &["id=G5 upn=l@c px=P:l@c,s:l@m imm=b(G1) sync=true exo=True"],
        &["medium certain cloud1+ad1 l@contoso.com"],
    );
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
    // Another account holds it.
    expect("P:a@c,s:alias@c", &[account, other], &["medium certain ad1+cloud1+cloud2 alias@contoso.com"]);
    // No cause in the files.
    expect("P:a@c,s:new@c", &[account], &["medium likely ad1+cloud1 new@contoso.com"]);
    // Thrown away: malformed, a letter that looks like another, Microsoft's own domains.
    expect("P:a@c,s:x~y@c", &[account], &["medium certain ad1+cloud1 x y@contoso.com"]);
    expect("P:a@c,s:аlias@c", &[account], &["high certain ad1+cloud1 аlias@contoso.com"]);
    expect("P:a@c,s:a@o", &[account], &["medium certain ad1+cloud1 a@contoso.onmicrosoft.com"]);
    expect("P:a@c,s:a@m", &[account], &["medium likely ad1+cloud1 a@contoso.mail.onmicrosoft.com"]);
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let analysis = analyse_rows(&[&with("P:a@c,s:a@m")], &[account], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["medium possible ad1+cloud1 a@contoso.mail.onmicrosoft.com"]);
    // A domain that the tenant has not verified; a mail user keeps such an address.
    expect("P:a@c,s:a@elsewhere.example", &[account], &["medium certain ad1+cloud1 a@elsewhere.example"]);
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
