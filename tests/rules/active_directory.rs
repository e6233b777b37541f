//! Duplicates and faults within Active Directory.

use dirmatch::settings::Settings;

use crate::common::tenant_settings;
use crate::rows::{analyse_rows, check, check_with, findings_of};

const ANN: &str = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:info@c";
const BOB: &str = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:INFO@c";

#[test]
fn ad_dup_proxy_address() {
    let rule = "ad-dup-proxy-address";
    check(rule, &[ANN, BOB], &[], &["blocker certain ad1+ad2 info@contoso.com"]);
    // Over kinds of objects; a group and a user.
    check(rule, &[ANN, "class=group og=G3 sam=Info px=P:info@c"], &[], &["blocker certain ad1+ad2 info@contoso.com"]);
    // Three owners are one finding.
    check(
        rule,
        &[ANN, BOB, "og=G3 cg= sam=cy upn=cy@c px=P:info@c"],
        &[],
        &["blocker certain ad1+ad2+ad3 info@contoso.com"],
    );
    // One object that lists an address twice is no conflict between objects.
    check(rule, &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:ANN@c"], &[], &[]);
    // Another type of address.
    check(rule, &[ANN, "og=G2 cg= sam=bob upn=bob@c px=SIP:info@c"], &[], &[]);
    // Objects that do not sync.
    check(rule, &[ANN, "og=G2 sam=bob dn=CN=Bob\\0ACNF:3,DC=contoso,DC=com upn=bob@c px=s:info@c"], &[], &[]);
    check(rule, &[ANN, "og=G2 cg= sam=MSOL_1 upn=bob@c px=s:info@c"], &[], &[]);
    // Values that Entra ID throws away, but not those of the hybrid routing domain.
    check(rule, &["og=G1 sam=ann px=s:x@o", "og=G2 sam=bob px=s:x@o"], &[], &[]);
    check(
        rule,
        &["og=G1 sam=ann px=s:x@m", "og=G2 sam=bob px=s:x@m"],
        &[],
        &["blocker certain ad1+ad2 x@contoso.mail.onmicrosoft.com"],
    );
    // Which domain is the hybrid routing domain is not known.
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let analysis = analyse_rows(&["og=G1 sam=ann px=s:x@m", "og=G2 sam=bob px=s:x@m"], &[], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["blocker likely ad1+ad2 x@contoso.mail.onmicrosoft.com"]);
    check(rule, &["og=G1 sam=ann px=s:x~y@c", "og=G2 sam=bob px=s:x~y@c"], &[], &[]);
    // A list that was lost is not known.
    check(rule, &[ANN, "og=G2 cg= sam=bob upn=bob@c px=System.String[]"], &[], &[]);
}

#[test]
fn ad_dup_upn() {
    let rule = "ad-dup-upn";
    check(
        rule,
        &["og=G1 sam=ann upn=a@contoso.com", "og=G2 sam=adam upn=A@Contoso.COM"],
        &[],
        &["blocker certain ad1+ad2 a@contoso.com"],
    );
    // A user without a UPN is sent as its account name in the AD domain.
    check(
        rule,
        &["og=G1 sam=ann upn=ann@c dn=CN=A,DC=fabrikam,DC=com", "og=G2 sam=ANN upn= dn=CN=B,DC=contoso,DC=com"],
        &[],
        &["blocker certain ad1+ad2 ann@contoso.com"],
    );
    check(rule, &["og=G1 sam=ann upn=ann@c", "og=G2 sam=ann upn=ann@f"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c", "og=G2 sam=AAD_1 upn=ann@c"], &[], &[]);
    // A group has no UPN that counts.
    check(rule, &["og=G1 sam=ann upn=ann@c", "class=group og=G2 sam=x upn=ann@c"], &[], &[]);
    // Two without any name do not share one.
    check(rule, &["og=G1 sam=ann upn=", "og=G2 sam=bob upn="], &[], &[]);
    // The attribute that the tenant signs in with.
    check_with(
        rule,
        &["og=G1 sam=ann upn=1@c mail=ann@c", "og=G2 sam=bob upn=2@c mail=ann@c"],
        &[],
        &["loginIdAttribute=mail"],
        &["blocker certain ad1+ad2 ann@contoso.com"],
    );
}

#[test]
fn ad_upn_nonroutable() {
    let rule = "ad-upn-nonroutable";
    let fires = |upn: &str, value: &str| {
        check(rule, &[&format!("og=G1 sam=bill upn={upn}")], &[], &[&format!("high certain ad1 {value}")]);
    };
    fires("bill@contoso.local", "bill@contoso.local");
    fires("Bill@AD.Contoso.LAN", "bill@ad.contoso.lan");
    fires("bill@contoso", "bill@contoso");
    fires("bill@corp.internal", "bill@corp.internal");
    // Public domains, verified or not, and endings nobody here knows.
    for upn in ["bill@c", "bill@example.school", "bill@local.contoso.com", "bill@contoso.newtld"] {
        check(rule, &[&format!("og=G1 sam=bill upn={upn}")], &[], &[]);
    }
    // What is sent in place of a UPN.
    check(rule, &["og=G1 sam=bill upn= dn=CN=Bill,DC=contoso,DC=local"], &[], &["high certain ad1 bill@contoso.local"]);
    check(rule, &["og=G1 sam=bill upn="], &[], &[]);
    check(rule, &["og=G1 sam=bill dn=CN=Bill,DC=contoso,DC=local"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn=m@contoso.local"], &[], &[]);
    check_with(rule, &["og=G1 sam=bill upn=b@x.local mail=b@c"], &[], &["loginIdAttribute=mail"], &[]);
}
