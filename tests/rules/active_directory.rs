//! Duplicates and faults within Active Directory.

use dirmatch::rules;
use dirmatch::settings::Settings;

use crate::common::{ad_csv, analyse, cloud_csv, tenant_settings};
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

#[test]
fn ad_dup_mail() {
    let rule = "ad-dup-mail";
    let both = ["og=G1 sam=ann upn=ann@c mail=office@c px=", "og=G2 sam=bob upn=bob@c mail=OFFICE@c px="];
    check(rule, &both, &[], &["blocker certain ad1+ad2 office@contoso.com"]);
    // Addresses in proxyAddresses count before mail, and what is not exported may well be there.
    let masked = ["og=G1 sam=ann upn=ann@c mail=office@c px=P:ann@c", "og=G2 sam=bob upn=bob@c mail=office@c px="];
    check(rule, &masked, &[], &["blocker likely ad1+ad2 office@contoso.com"]);
    let untold = ["og=G1 sam=ann upn=ann@c mail=office@c", "og=G2 sam=bob upn=bob@c mail=office@c"];
    check(rule, &untold, &[], &["blocker likely ad1+ad2 office@contoso.com"]);
    // The same objects share the address in proxyAddresses: that is told instead.
    let shared = ["og=G1 sam=ann upn=a@c mail=x@c px=P:x@c", "og=G2 sam=bob upn=b@c mail=x@c px=P:x@c"];
    check(rule, &shared, &[], &[]);
    check("ad-dup-proxy-address", &shared, &[], &["blocker certain ad1+ad2 x@contoso.com"]);
    // A third object that has it in mail alone is not told there, so this stays, with that object first.
    let third = [shared[0], shared[1], "class=contact og=G3 mail=x@c px="];
    check(rule, &third, &[], &["blocker certain ad3+ad1+ad2 x@contoso.com"]);
    // Blank, no address, other letters, out of scope, not exported.
    check(rule, &["og=G1 sam=ann mail=", "og=G2 sam=bob mail="], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=none", "og=G2 sam=bob mail=none"], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=a@c", "og=G2 sam=bob mail=a@f"], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=a@c", "og=G2 sam=MSOL_1 mail=a@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=a@c", "og=G2 sam=bob upn=a@c"], &[], &[]);
}

#[test]
fn ad_dup_mailnickname() {
    let rule = "ad-dup-mailnickname";
    let both = ["og=G1 sam=a upn=user6a@c nick=user6mnn", "og=G2 sam=b upn=user6b@c nick=User6MNN"];
    check(rule, &both, &[], &["medium certain ad1+ad2 user6mnn"]);
    check(rule, &[both[0], "class=group og=G2 sam=g nick=user6mnn"], &[], &["medium certain ad1+ad2 user6mnn"]);
    check(rule, &[both[0], "og=G2 sam=b upn=user6b@c nick=user6"], &[], &[]);
    check(rule, &["og=G1 sam=a nick=", "og=G2 sam=b nick="], &[], &[]);
    // The alias of one and the account name of another are not compared.
    check(rule, &["og=G1 sam=a nick=b", "og=G2 sam=b nick=c"], &[], &[]);
    check(rule, &[both[0], "og=G2 sam=AAD_1 nick=user6mnn"], &[], &[]);
    check(rule, &["og=G1 sam=a upn=x@c", "og=G2 sam=b upn=y@c"], &[], &[]);
}

#[test]
fn ad_dup_samaccountname() {
    let rule = "ad-dup-samaccountname";
    let both = ["og=G1 sam=ann upn=ann@c", "og=G2 sam=ANN upn="];
    check(rule, &both, &[], &["low certain ad2+ad1 ann"]);
    // Whoever has a UPN is not known by the account name, unless RM Unify is in use.
    let with_upn = ["og=G1 sam=ann upn=ann@c", "og=G2 sam=ANN upn=ann@f"];
    check(rule, &with_upn, &[], &[]);
    check_with(rule, &with_upn, &[], &["rmUnify=true"], &["high certain ad1+ad2 ann"]);
    // What the export does not tell is not blank.
    check(rule, &["og=G1 sam=ann", "og=G2 sam=ann"], &[], &[]);
    // Groups have no sign-in name; users that do not sync do not count; another attribute signs in.
    check(rule, &["og=G1 sam=ann upn=", "class=group og=G2 sam=ann upn="], &[], &[]);
    check(rule, &["og=G1 sam=AAD_1 upn=", "og=G2 sam=AAD_1 upn="], &[], &[]);
    let with_mail = ["og=G1 sam=ann upn= mail=a@c", "og=G2 sam=ann upn= mail=b@c"];
    check_with(rule, &with_mail, &[], &["loginIdAttribute=mail"], &[]);
}

#[test]
fn ad_dup_targetaddress() {
    let rule = "ad-dup-targetaddress";
    let ann = "og=G1 sam=ann upn=ann@c ta=SMTP:lee@m";
    let value = "lee@contoso.mail.onmicrosoft.com";
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c ta=smtp:LEE@m"], &[], &[&format!("medium certain ad1+ad2 {value}")]);
    check(rule, &[ann, "class=contact og=G2 mail=x@f ta=lee@m"], &[], &[&format!("medium certain ad1+ad2 {value}")]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c ta=SMTP:bob@m"], &[], &[]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c ta="], &[], &[]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c px=s:lee@m"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=a@c", "og=G2 sam=bob upn=b@c"], &[], &[]);
}

#[test]
fn ad_sip_dup() {
    let rule = "ad-sip-dup";
    let ann = "og=G1 sam=ann upn=ann@c px=P:ann@c,SIP:lee@c";
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c px=sip:Lee@c"], &[], &["medium certain ad1+ad2 lee@contoso.com"]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c px=s:lee@c"], &[], &[]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c px=SIP:bob@c"], &[], &[]);
    check(rule, &[ann, "og=G2 sam=bob upn=bob@c px=System.String[]"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c px=SIP:a@c,sip:A@c"], &[], &[]);
    // Another type of address.
    check(rule, &["og=G1 sam=ann upn=ann@c px=EUM:lee@c", "og=G2 sam=bob upn=bob@c px=EUM:lee@c"], &[], &[]);
}

#[test]
fn ad_alt_id_dup_onprem_upn() {
    let rule = "ad-alt-id-dup-onprem-upn";
    let both = ["og=G1 sam=ann upn=lee@x.local mail=ann@c", "og=G2 sam=bob upn=LEE@x.local mail=bob@c"];
    let by_mail = ["loginIdAttribute=mail"];
    check_with(rule, &both, &[], &by_mail, &["medium certain ad1+ad2 lee@x.local"]);
    // The UPN signs in: that is another rule's conflict.
    check(rule, &both, &[], &[]);
    let differ = ["og=G1 sam=ann upn=lee@x.local mail=ann@c", "og=G2 sam=bob upn=bob@x.local mail=bob@c"];
    check_with(rule, &differ, &[], &by_mail, &[]);
    check_with(rule, &["og=G1 sam=ann upn= mail=a@c", "og=G2 sam=bob upn= mail=b@c"], &[], &by_mail, &[]);
    check_with(rule, &["og=G1 sam=ann mail=a@c", "og=G2 sam=bob mail=b@c"], &[], &by_mail, &[]);
    let out = ["og=G1 sam=ann upn=lee@x.local mail=a@c", "og=G2 sam=MSOL_1 upn=lee@x.local mail=b@c"];
    check_with(rule, &out, &[], &by_mail, &[]);
}

#[test]
fn ad_cross_attribute_collision() {
    let rule = "ad-cross-attribute-collision";
    let desk = "og=G1 cg= sam=it upn=it@c px=P:desk@c";
    let bob = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:IT@c";
    let desk_account = "imm=b(G1) sync=T upn=it@c px=P:desk@c,s:it@c";
    let bob_account = "imm=b(G2) sync=T upn=bob@c px=P:bob@c exo=F";
    // The UPN of a mailbox becomes an address.
    let with_mailbox = format!("{desk_account} exo=T");
    check(rule, &[desk, bob], &[&with_mailbox, bob_account], &["blocker certain ad1+ad2 it@contoso.com"]);
    let without = format!("{desk_account} exo=F");
    check(rule, &[desk, bob], &[&without, bob_account], &["high likely ad1+ad2 it@contoso.com"]);
    // A remote mailbox; no cloud export at all.
    check(rule, &[&format!("{desk} rrt=4"), bob], &[], &["blocker certain ad1+ad2 it@contoso.com"]);
    check(rule, &[desk, bob], &[], &["high likely ad1+ad2 it@contoso.com"]);
    // mail that is the only address, and mail beside others.
    let mail = "og=G1 sam=it upn=x@c mail=it@c px=";
    check(rule, &[mail, bob], &[], &["high certain ad1+ad2 it@contoso.com"]);
    let masked = "og=G1 sam=it upn=x@c mail=it@c px=P:x@c";
    check(rule, &[masked, bob], &[], &["high possible ad1+ad2 it@contoso.com"]);
    // Kinds of objects.
    let group = "class=group og=G2 sam=desk px=P:it@c";
    check(rule, &[desk, group], &[], &["high likely ad1+ad2 it@contoso.com"]);
    // Forwarding to somebody's address.
    let forwards = "og=G1 sam=it upn=x@c ta=SMTP:it@c px=P:x@c";
    check(rule, &[forwards, bob], &[], &["low possible ad1+ad2 it@contoso.com"]);
    // One object with the value everywhere; other values; values that are thrown away; objects that do not sync.
    check(rule, &["og=G1 sam=it upn=it@c mail=it@c px=P:it@c ta=SMTP:it@c", "og=G2 sam=bob upn=bob@c"], &[], &[]);
    check(rule, &[desk, "og=G2 sam=bob upn=bob@c px=s:it@f"], &[], &[]);
    check(rule, &["og=G1 sam=it upn=it@o", "og=G2 sam=bob upn=bob@c px=s:it@o"], &[], &[]);
    check(rule, &[desk, "og=G2 sam=bob dn=CN=B\\0ACNF:3,DC=c upn=bob@c px=s:it@c"], &[], &[]);
    check(rule, &["og=G1 sam=it upn=it@c px=", "og=G2 sam=bob upn=bob@c px=System.String[]"], &[], &[]);
    // A shared proxy address, mail or UPN leads; whoever is not told there keeps the finding.
    let same = ["og=G1 sam=it upn=it@c px=P:it@c", "og=G2 sam=bob upn=bob@c px=s:it@c"];
    check(rule, &same, &[], &[]);
    let third = [same[0], same[1], "og=G3 sam=cy upn=cy@c mail=it@c px="];
    check(rule, &third, &[], &["high certain ad3+ad1+ad2 it@contoso.com"]);
    check(rule, &["og=G1 sam=it upn=it@c mail=it@c", "og=G2 sam=bob upn=it@c mail=b@c"], &[], &[]);
    check(rule, &["og=G1 sam=it upn=it@c mail=it@c", "og=G2 sam=bob upn=b@c mail=it@c"], &[], &[]);
}

#[test]
fn ad_dup_anchor() {
    let rule = "ad-dup-anchor";
    let copied = "og=G2 cg=b(G1) sam=ann upn=ann@c";
    let original = "og=G1 cg= sam=bob upn=bob@c";
    let value = "iGhmiAEBERG7uxI0VniQqw==";
    check(rule, &[copied, original], &["imm=b(G1)"], &[&format!("blocker certain ad1+ad2 {value}")]);
    // Two copies; the spelling does not matter.
    let again = "og=G3 cg=88666888-0101-1111-bbbb-1234567890ab sam=cy upn=cy@c";
    check(rule, &[copied, again], &[], &[&format!("blocker certain ad1+ad2 {value}")]);
    // Each its own.
    check(rule, &["og=G2 cg=b(G2) sam=ann upn=ann@c", original], &[], &[]);
    check(rule, &["og=G2 cg= sam=ann upn=ann@c", original], &[], &[]);
    // The tenant uses objectGUID; or another attribute.
    check_with(rule, &[copied, original], &[], &["sourceAnchorAttribute=objectGUID"], &[]);
    let numbered = ["og=G1 cg= emp=7 sam=ann upn=ann@c", "og=G2 cg= emp=7 sam=bob upn=bob@c"];
    let by_number = ["sourceAnchorAttribute=employeeID"];
    check_with(rule, &numbered, &[], &by_number, &["blocker certain ad1+ad2 7"]);
    // Which attribute it is, is assumed.
    let assumed = Settings { source_anchor_attribute: None, ..tenant_settings() };
    let analysis = analyse_rows(&[copied, original], &[], &assumed);
    assert_eq!(findings_of(rule, &analysis), [format!("blocker likely ad1+ad2 {value}")]);
    // Not told; out of scope.
    check(rule, &["og=G2 cg=System.Byte[] sam=ann upn=ann@c", original], &[], &[]);
    check(rule, &["og=G2 sam=ann upn=ann@c", "og=G1 sam=bob upn=bob@c"], &[], &[]);
    check(rule, &[copied, "og=G1 cg= sam=AAD_1 upn=bob@c"], &[], &[]);
}

#[test]
fn ad_dup_sid() {
    let rule = "ad-dup-sid";
    let sid = "S-1-5-21-1-2-3-1104";
    let joe = "og=G4 cg= sid=S-1-5-21-1-2-3-1104 sam=joe upn=j@c px=P:joe@c";
    // An account with another anchor has it.
    let found = format!("blocker likely ad1+cloud1 {sid}");
    check(rule, &[joe], &["imm=b(G1) sync=T upn=old@c sid=S-1-5-21-1-2-3-1104"], &[&found]);
    check(rule, &[joe], &["imm=b(G4) sync=T upn=old@c sid=S-1-5-21-1-2-3-1104"], &[]);
    check(rule, &[joe], &["imm=b(G1) sync=T upn=old@c sid=S-1-5-21-1-2-3-1105"], &[]);
    // The anchor is not told.
    check(rule, &[joe], &["sync=T upn=old@c sid=S-1-5-21-1-2-3-1104"], &[]);
    check(rule, &[joe], &["imm=b(G1) sync=T upn=old@c"], &[]);
    // Two AD objects; those of the system stand in every domain.
    let twin = "og=G3 cg= sid=S-1-5-21-1-2-3-1104 sam=jo upn=jo@c";
    check(rule, &[joe, twin], &[], &[&format!("blocker certain ad1+ad2 {sid}")]);
    check(rule, &[joe, "og=G3 cg= sid=S-1-5-21-9-2-3-1104 sam=jo upn=jo@c"], &[], &[]);
    check(rule, &["class=group og=G1 sid=S-1-5-32-544 sam=a", "class=group og=G2 sid=S-1-5-32-544 sam=a"], &[], &[]);
    check(rule, &[joe, "og=G3 cg= sid=S-1-5-21-1-2-3-1104 sam=MSOL_1 upn=jo@c"], &[], &[]);
    check(rule, &["og=G1 sam=joe upn=j@c", "og=G2 sam=jo upn=jo@c"], &[], &[]);
}

#[test]
fn ad_dup_proxy_same_object() {
    let rule = "ad-dup-proxy-same-object";
    let fires = |px: &str| {
        check(rule, &[&format!("og=G1 sam=ann upn=x@c px={px}")], &[], &["low certain ad1 ann@contoso.com"]);
    };
    fires("P:ann@c,s:ann@c");
    fires("s:ann@c,s:Ann@c");
    fires("P:b@c,s:1@c,s:2@c,s:3@c,s:4@c,s:5@c,s:6@c,s:7@c,s:8@c,s:ann@c,s:ANN@c");
    for quiet in ["P:ann@c,SIP:ann@c", "P:ann@c,s:ann@f", "s:ann@c,s:ann@c", "P:ann@c", "System.String[]"] {
        check(rule, &[&format!("og=G1 sam=ann upn=x@c px={quiet}")], &[], &[]);
    }
    check(rule, &["og=G1 sam=MSOL_1 upn=x@c px=P:ann@c,s:ann@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c"], &[], &[]);
}

#[test]
fn ad_multiple_primary() {
    let rule = "ad-multiple-primary";
    check(rule, &["og=G1 sam=ann upn=x@c px=P:ann@c,P:lee@c"], &[], &["medium certain ad1 ann@contoso.com"]);
    check(rule, &["og=G1 sam=ann upn=x@c px=P:ann@c,s:lee@c"], &[], &[]);
    // The same one twice is one.
    check(rule, &["og=G1 sam=ann upn=x@c px=P:ann@c,P:ANN@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c px="], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c mail=a@c"], &[], &[]);
}

#[test]
fn ad_no_primary() {
    let rule = "ad-no-primary";
    check(rule, &["og=G1 sam=u upn=x@c px=s:user1@c mail="], &[], &["medium certain ad1 "]);
    // Whether mail has a say is not quite sure.
    check(rule, &["og=G1 sam=u upn=x@c px=s:user1@c mail=user1@c"], &[], &["medium likely ad1 "]);
    check(rule, &["og=G1 sam=u upn=x@c px=s:user1@c"], &[], &["medium likely ad1 "]);
    check(rule, &["og=G1 sam=u upn=x@c px=s:a@c,P:b@c"], &[], &[]);
    check(rule, &["og=G1 sam=u upn=x@c px=SIP:a@c mail=a@c"], &[], &[]);
    check(rule, &["og=G1 sam=u upn=x@c px= mail=a@c"], &[], &[]);
    check(rule, &["og=G1 sam=u upn=x@c mail=a@c"], &[], &[]);
    // The whole file lost the capitals of SMTP:.
    let rows: Vec<String> = (0..30)
        .map(|n| format!("og=00000000-0000-4000-8000-0000000000{n:02} sam=u{n} upn=u{n}@c px=smtp:u{n}@c"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    check(rule, &rows, &[], &[]);
}

#[test]
fn ad_mail_vs_primary() {
    let rule = "ad-mail-vs-primary";
    check(rule, &["og=G1 sam=ann mail=a.lee@c px=P:ann@c,s:a.lee@c"], &[], &["medium certain ad1 a.lee@contoso.com"]);
    check(rule, &["class=group og=G1 sam=ann mail=a@c px=P:ann@c,s:a@c"], &[], &["medium certain ad1 a@contoso.com"]);
    // An address that is in mail alone is told by the rule about just that.
    check(rule, &["og=G1 sam=ann mail=a@c px=P:ann@c"], &[], &["in mail-not-in-proxies"]);
    check(rule, &["og=G1 sam=ann mail=ANN@c px=P:ann@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann mail= px=P:ann@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=a@c px="], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=a@c px=P:b@c,P:c@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann px=P:ann@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann mail=a@c"], &[], &[]);
}

#[test]
fn ad_upn_blank() {
    let rule = "ad-upn-blank";
    check(rule, &["og=G1 sam=bill upn= dn=CN=Bill,DC=contoso,DC=com"], &[], &["high certain ad1 "]);
    check(rule, &["og=G1 sam=bill upn="], &[], &["high certain ad1 "]);
    check(rule, &["og=G1 sam=bill upn=bill@c"], &[], &[]);
    check(rule, &["og=G1 sam=bill"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn="], &[], &[]);
    check(rule, &["class=group og=G1 sam=staff upn="], &[], &[]);
    check_with(rule, &["og=G1 sam=bill upn= mail=b@c"], &[], &["loginIdAttribute=mail"], &[]);
}

#[test]
fn upn_unverified_suffix() {
    let rule = "upn-unverified-suffix";
    let lee = "og=G1 sam=lee upn=Lee@Northwind.com";
    check(rule, &[lee], &[], &["high certain ad1 lee@northwind.com"]);
    // What is sent in place of a UPN; a part of a verified domain is a domain of its own.
    let blank = "og=G1 sam=lee upn= dn=CN=L,DC=ad,DC=contoso,DC=com";
    check(rule, &[blank], &[], &["high certain ad1 lee@ad.contoso.com"]);
    for quiet in ["lee@c", "lee@F", "lee@o", "lee@northwind.local", "lee@northwind", "lee@north~wind.com", ""] {
        let verified = quiet.replace("@F", "@fabrikam.com");
        check(rule, &[&format!("og=G1 sam=lee upn={verified}")], &[], &[]);
    }
    check(rule, &["og=G1 sam=lee px=P:lee@northwind.com"], &[], &[]);
    check(rule, &["class=contact og=G1 mail=lee@northwind.com upn=lee@northwind.com"], &[], &[]);
    // The tenant's domains are inferred, or not known at all.
    let inferred = Settings { verified_domains: None, ..tenant_settings() };
    let analysis = analyse_rows(&[lee], &["id=G5 upn=ann@c"], &inferred);
    assert_eq!(findings_of(rule, &analysis), ["high likely ad1 lee@northwind.com"]);
    let unknown = Settings { verified_domains: None, ..tenant_settings() };
    assert!(findings_of(rule, &analyse_rows(&[lee], &[], &unknown)).is_empty());
}

#[test]
fn proxy_unverified_domain() {
    let rule = "proxy-unverified-domain";
    let value = "ann@northwind.com";
    let ann = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:ann@northwind.com";
    let account = |more: &str| format!("imm=b(G1) sync=T upn=ann@c px=P:ann@c {more}");
    check(rule, &[ann], &[&account("exo=T")], &[&format!("medium certain ad1 {value}")]);
    // The mailbox has the address, so the domain is verified, unless the tenant's own list says otherwise.
    let has_it = format!("id=G5 imm=b(G1) sync=T upn=ann@c px=P:ann@c,s:{value} exo=T");
    check(rule, &[ann], &[&has_it], &[&format!("medium certain ad1 {value}")]);
    let inferred = [("ad.csv", ad_csv(&[ann])), ("cloud.csv", cloud_csv(&[&has_it]))];
    let inferred: Vec<(&str, &str)> = inferred.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(findings_of(rule, &analyse(&inferred, &Settings::default())), [""; 0]);
    // No mailbox; a mail user keeps it; a remote mailbox does not.
    check(rule, &[&format!("{ann} rrt=")], &[&account("exo=F")], &[]);
    check(rule, &[&format!("{ann} rrt=4")], &[], &[&format!("medium certain ad1 {value}")]);
    // Whether there is or will be a mailbox is not told.
    check(rule, &[ann], &[&account("")], &[&format!("medium possible ad1 {value}")]);
    check(rule, &[ann], &[], &[&format!("medium possible ad1 {value}")]);
    check(rule, &[&format!("{ann} ta=SMTP:ann@northwind.com")], &[], &[]);
    check(rule, &["class=contact og=G1 px=P:ann@northwind.com"], &[], &[]);
    // Verified, malformed (another rule), out of scope; the tenant's domains are not known.
    check(rule, &["og=G1 sam=ann rrt=4 px=P:ann@f"], &[], &[]);
    check(rule, &["og=G1 sam=ann rrt=4 px=P:a~b@northwind.com"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 rrt=4 px=P:ann@northwind.com"], &[], &[]);
    let unknown = Settings { verified_domains: None, ..tenant_settings() };
    let remote = format!("{ann} rrt=4");
    assert!(findings_of(rule, &analyse_rows(&[&remote], &[], &unknown)).is_empty());
    let analysis = analyse_rows(&[&remote], &["id=G5 upn=ann@c"], &unknown);
    assert_eq!(findings_of(rule, &analysis), [format!("medium likely ad1 {value}")]);
}

#[test]
fn proxy_reserved_suffix() {
    let rule = "proxy-reserved-suffix";
    let fires = |address: &str| {
        let row = format!("og=G1 sam=ann upn=x@c px=P:ann@c,s:{address}");
        check(rule, &[&row], &[], &[&format!("medium certain ad1 {address}")]);
    };
    fires("ann@contoso.onmicrosoft.com");
    fires("ann@other.onmicrosoft.com");
    fires("ann@fabrikam.microsoftonline.com");
    fires("ann@other.mail.onmicrosoft.com");
    check(rule, &["og=G1 sam=ann upn=x@c px=P:ann@c,s:ann@m"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@o px=P:ann@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c px=P:ann@c,SIP:ann@o"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn=x@c px=s:ann@o"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c"], &[], &[]);
    // The account has it anyway.
    let there = "imm=b(G1) sync=T upn=ann@c px=P:ann@c,s:ann@o";
    let ann = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:ann@o";
    check(rule, &[ann], &[there], &["low certain ad1 ann@contoso.onmicrosoft.com"]);
    // Which domain is the hybrid routing domain is not known, or inferred.
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let routed = ["og=G1 sam=ann upn=x@c px=s:ann@m"];
    let analysis = analyse_rows(&routed, &[], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["medium possible ad1 ann@contoso.mail.onmicrosoft.com"]);
    let analysis = analyse_rows(&routed, &["id=G5 upn=bob@c px=s:bob@other.mail.onmicrosoft.com"], &unknown);
    assert_eq!(findings_of(rule, &analysis), ["medium likely ad1 ann@contoso.mail.onmicrosoft.com"]);
}

#[test]
fn proxy_malformed() {
    let rule = "proxy-malformed";
    let fires = |entry: &str, value: &str| {
        let row = format!("og=G1 sam=ann upn=x@c px=P:ann@c,{entry}");
        check(rule, &[&row], &[], &[&format!("medium certain ad1 {value}")]);
    };
    fires("SMTP:~John@c", "SMTP: John@contoso.com");
    fires("s:jo~hn@c", "smtp:jo hn@contoso.com");
    fires("s:john", "smtp:john");
    fires("s:a:b@c", "smtp:a:b@contoso.com");
    fires("s:a@@c", "smtp:a@@contoso.com");
    fires("s:a(b)@c", "smtp:a(b)@contoso.com");
    fires("s:a.@c", "smtp:a.@contoso.com");
    fires("s:a@-c.com", "smtp:a@-c.com");
    fires("john@c", "john@contoso.com");
    // Types that are gone; no type at all, which the export may have left out.
    let old = "og=G1 sam=ann upn=x@c px=P:ann@c,X400:c=US;a=~;p=Contoso;s=Lee";
    check(rule, &[old], &[], &["low certain ad1 X400:c=US;a= ;p=Contoso;s=Lee"]);
    check(rule, &["og=G1 sam=ann upn=x@c px=john@c"], &[], &["medium likely ad1 john@contoso.com"]);
    let quiet =
        ["P:o'brien+x@c", "SIP:ann@c", "X500:/o=Contoso/cn=a~b", "SPO:SPO_1@SPO_2", "s:jöhn@c", "System.String[]", ""];
    for entry in quiet {
        check(rule, &[&format!("og=G1 sam=ann upn=x@c px={entry}")], &[], &[]);
    }
    check(rule, &["og=G1 sam=MSOL_1 upn=x@c px=john@c"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c mail=john"], &[], &[]);
}

#[test]
fn attr_invisible_char() {
    let rule = "attr-invisible-char";
    check(rule, &["og=G1 sam=s upn=siân@c"], &[], &["blocker certain ad1 siân@contoso.com"]);
    check(rule, &["og=G1 sam=s upn=si\u{200b}an@c"], &[], &["blocker certain ad1 si\u{200b}an@contoso.com"]);
    check(rule, &["og=G1 sam=s upn=s@c px=P:s@c,s:siân@c"], &[], &["high certain ad1 smtp:siân@contoso.com"]);
    let group = "class=group og=G1 sam=s px=P:łuk@c";
    check(rule, &[group], &[], &["high certain ad1 SMTP:łuk@contoso.com"]);
    for quiet in ["upn=s.o'b_1@c", "upn=a~b@c", "px=P:s@c,X500:/o=Łódź", "px=siân@c", "px=System.String[]", "upn="]
    {
        check(rule, &[&format!("og=G1 sam=s {quiet} name=Siân")], &[], &[]);
    }
    check(rule, &["og=G1 sam=MSOL_1 upn=siân@c"], &[], &[]);
}

#[test]
fn identity_data_validation_failed() {
    let rule = "identity-data-validation-failed";
    let fires = |upn: &str, value: &str| {
        check(rule, &[&format!("og=G1 sam=j upn={upn}")], &[], &[&format!("blocker certain ad1 {value}")]);
    };
    let long = "a".repeat(65);
    let domain = format!("{}.com", "d".repeat(45));
    fires("john~smith@c", "john smith@contoso.com");
    fires("john+x@c", "john+x@contoso.com");
    fires("john.@c", "john.@contoso.com");
    fires("john@smith@c", "john@smith@contoso.com");
    fires("john", "john");
    fires("john@con_toso.com", "john@con_toso.com");
    // Told by the rule about lengths.
    for upn in [format!("{long}@c"), format!("john@{domain}")] {
        check(rule, &[&format!("og=G1 sam=j upn={upn}")], &[], &["in user-principal-name-too-long"]);
    }
    for quiet in ["john.o'brien_1-x!#^~y@c", "john@contoso", "john@contoso.local", "john@northwind.com", ""] {
        check(rule, &[&format!("og=G1 sam=j upn={}", quiet.replace('~', ""))], &[], &[]);
    }
    // A letter with an accent is told by its own rule.
    check(rule, &["og=G1 sam=j upn=siân@c"], &[], &[]);
    check(rule, &["og=G1 sam=j px=P:john"], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn=john"], &[], &[]);
    check_with(rule, &["og=G1 sam=j upn=a+b@c mail=j@c"], &[], &["loginIdAttribute=mail"], &[]);
}

#[test]
fn large_object() {
    let rule = "large-object";
    let row = |count: usize| {
        let list: Vec<String> = (0..count).map(|n| format!("s:a{n}@c")).collect();
        format!("og=G1 sam=ann upn=x@c px={}", list.join(","))
    };
    check(rule, &[&row(340)], &[], &["blocker certain ad1 "]);
    check(rule, &[&row(301)], &[], &["blocker likely ad1 "]);
    check(rule, &[&row(300)], &[], &[]);
    // The same address again is not one more.
    let repeated = format!("{},{}", row(200), row(200).split_once("px=").expect("a list").1.replace("s:a", "s:A"));
    check(rule, &[&repeated], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=x@c"], &[], &[]);
}

#[test]
fn ad_linked_mailbox_no_anchor() {
    let rule = "ad-linked-mailbox-no-anchor";
    let linked = "og=G1 sam=ann upn=ann@f mail=ann@c rtd=2";
    check(rule, &[linked], &[], &["blocker likely ad1 2"]);
    check(rule, &["og=G1 sam=ann upn=ann@f rtd=2"], &[], &["blocker likely ad1 2"]);
    // Its user in the account forest.
    check(rule, &[linked, "og=G2 sam=ann upn=ann@c mail=ANN@c"], &[], &[]);
    // Another linked mailbox and a contact are not.
    check(rule, &[linked, "class=contact og=G2 mail=ann@c"], &[], &["blocker likely ad1 2"]);
    check(rule, &["og=G1 sam=ann upn=ann@c rtd=1"], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c rtd="], &[], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c"], &[], &[]);
}

#[test]
fn ad_cnf_object() {
    let rule = "ad-cnf-object";
    let conflict = "og=G1 sam=bob2 dn=CN=Bob\\0ACNF:3,DC=contoso,DC=com px=P:bob@c";
    let bob = "og=G2 sam=bob dn=CN=Bob,DC=contoso,DC=com px=P:bob@c";
    check(rule, &[conflict, bob], &[], &["low certain ad1 CN=Bob\\0ACNF:3,DC=contoso,DC=com"]);
    check("ad-dup-proxy-address", &[conflict, bob], &[], &[]);
    check(rule, &[bob], &[], &[]);
    // A place below such a container; a name that merely holds the letters.
    check(rule, &["og=G1 sam=bob dn=CN=Bob,OU=X\\0ACNF:3,DC=contoso,DC=com px=P:bob@c"], &[], &[]);
    check(rule, &["og=G1 sam=bob dn=CN=CNF:Bob,DC=contoso,DC=com"], &[], &[]);
    check(rule, &["og=G1 sam=bob px=P:bob@c"], &[], &[]);
}

#[test]
fn ad_mailnickname_blank() {
    let rule = "ad-mailnickname-blank";
    check(rule, &["og=G1 sam=a upn=a@c px=P:a@c,s:a2@c nick="], &[], &["low certain ad1 "]);
    check(rule, &["og=G1 sam=a upn=a@c mail=a@c nick="], &[], &["low certain ad1 "]);
    check(rule, &["og=G1 sam=a upn=a@c mail=a@c nick=a"], &[], &[]);
    check(rule, &["og=G1 sam=a upn=a@c mail= px= nick="], &[], &[]);
    check(rule, &["og=G1 sam=a upn=a@c mail=a@c"], &[], &[]);
    check(rule, &["class=group og=G1 sam=a mail=a@c nick="], &[], &[]);
    check(rule, &["og=G1 sam=MSOL_1 upn=a@c mail=a@c nick="], &[], &[]);
}

#[test]
fn ad_ext_id_stale() {
    let rule = "ad-ext-id-stale";
    let ann = "og=G1 cg= sam=ann upn=ann@c";
    let own = "id=G5 imm=b(G1) sync=T upn=ann@c";
    let other = "id=G6 imm=b(G2) sync=T upn=bob@c";
    let with = |ext: &str| format!("{ann} ext={ext}");
    let of = |number: usize| format!("User_{}", crate::common::GUIDS[number - 1]);
    check(rule, &[&with(&of(6))], &[own, other], &[&format!("high certain ad1+cloud2 {}", of(6))]);
    check(rule, &[&with(&of(7))], &[own, other], &[&format!("high likely ad1 {}", of(7))]);
    let deleted = "id=G6 upn=ann2@c del=2026-07-01";
    check(rule, &[&with(&of(6))], &[own, deleted], &[&format!("high certain ad1+cloud2 {}", of(6))]);
    check(rule, &[&with(&of(5))], &[own, other], &[]);
    // The user is synced with another account; what carries no anchor is not its own.
    let unanchored = "id=G6 imm= sync= upn=bob@c";
    check(rule, &[&with(&of(6))], &[own, unanchored], &[&format!("high certain ad1+cloud2 {}", of(6))]);
    // An account that will be joined carries no anchor yet; one that nobody tells may be the right one.
    check(rule, &[&with(&of(5))], &["id=G5 imm= upn=ann@c"], &[]);
    check(rule, &[&with(&of(6))], &["id=G5 sync=T upn=ann@c", "id=G6 sync= upn=bob@c"], &[]);
    check(rule, &[&with(&of(6))], &["id=G6 upn=bob@c"], &[]);
    // Not set, no id, not told, no cloud export, no user.
    for quiet in ["", "User_x", "ann"] {
        check(rule, &[&with(quiet)], &[own, other], &[]);
    }
    check(rule, &[ann], &[own, other], &[]);
    check(rule, &[&with(&of(7))], &[], &[]);
    check(rule, &["class=group og=G1 sam=g ext=User_55555555-5555-4555-8555-555555555556"], &[own, other], &[]);
}

/// Who most likely keeps a shared value, and what happens to each owner.
#[test]
fn the_likely_owner_is_named_with_its_reason() {
    let told = |ad: &str, cloud: &str| {
        let files: Vec<(&str, &str)> =
            [("ad.csv", ad), ("cloud.csv", cloud)].into_iter().filter(|f| !f.1.is_empty()).collect();
        let analysis = analyse(&files, &tenant_settings());
        let context = analysis.rule_context();
        let finding = analysis.findings.iter().find(|finding| rules::definition(finding).id == "ad-dup-mailnickname");
        let explanation = rules::explain(&context, &analysis.findings, finding.expect("a finding"));
        (explanation.likely_owner, explanation.if_you_sync)
    };
    let head = "ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mailNickname,whenCreated\n";
    let ann = "user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann@contoso.com,lee";
    let bob = "user,25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,Bob Lee,bob@contoso.com,lee";
    let account = "id,userPrincipalName,userType,displayName,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled\n\
                   aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,bob@contoso.com,Member,Bob Lee,";
    let anchor = ",nofCJe0gZk6D8J4gRgrt+A==,True\n";

    // Nothing tells one from the other; the order of arrival decides.
    let (owner, outcomes) = told(&format!("{head}{ann},\n{bob},\n"), "");
    assert_eq!(owner, None);
    assert!(outcomes.iter().all(|outcome| outcome.ends_with("unless it is the first to arrive.")), "{outcomes:?}");
    // The older object, where both tell their age.
    let aged = format!("{head}{ann},2024-01-02 08:00:00Z\n{bob},2019-05-06 08:00:00Z\n");
    assert_eq!(told(&aged, "").0, Some((1, "Bob Lee is the older object.".to_owned())));
    let half = format!("{head}{ann},\n{bob},2019-05-06 08:00:00Z\n");
    assert_eq!(told(&half, "").0, None);
    // The one that is synced, and the one that has the address.
    let synced = format!("{account}SMTP:bob@contoso.com{anchor}");
    assert_eq!(told(&aged, &synced).0, Some((1, "Only Bob Lee is synced already.".to_owned())));
    let holds = format!("{account}SMTP:bob@contoso.com|smtp:lee@contoso.onmicrosoft.com{anchor}");
    let (owner, outcomes) = told(&aged, &holds);
    assert_eq!(owner, Some((1, "Bob Lee has it in the cloud today.".to_owned())));
    assert_eq!(outcomes[1], "Bob Lee keeps it. Nothing changes there.");
}

/// What a rule says to expect at the next sync, with the likely owner and the notes of its fixes.
fn told(rule: &str, ad: &[&str], cloud: &[&str]) -> (Vec<String>, Option<usize>, Vec<String>) {
    let analysis = analyse_rows(ad, cloud, &tenant_settings());
    let context = analysis.rule_context();
    let finding = analysis.findings.iter().find(|finding| rules::definition(finding).id == rule).expect("a finding");
    let explanation = rules::explain(&context, &analysis.findings, finding);
    let notes = rules::fixes(&context, &analysis.findings, finding).into_iter().map(|fix| fix.note).collect();
    (explanation.if_you_sync, explanation.likely_owner.map(|(place, _)| place), notes)
}

/// An account that several AD objects would take over makes none of them the keeper of what it holds.
#[test]
fn nobody_keeps_what_a_contested_account_has() {
    let open = |name: &str, account: &str| {
        format!(
            "{name} leads to the account of {account}, which has it in the cloud today. So does another AD object, and the \
             files do not tell who gets the account."
        )
    };
    let account = "id=G9 name=Office upn=office@c px=P:a@c imm= sync=";
    let both = ["og=G1 cg= sam=ann name=Ann upn=ann@c px=P:a@c", "og=G2 cg= sam=bob name=Bob upn=bob@c px=P:a@c"];
    let rule = "ad-dup-proxy-address";
    let (outcomes, owner, _) = told(rule, &both, &[account]);
    assert_eq!(outcomes, [open("Ann", "Office"), open("Bob", "Office")]);
    assert_eq!(owner, None);
    // A third that does not lead to the account goes without the address, whoever gets it.
    let (outcomes, owner, _) =
        told(rule, &[both[0], both[1], "og=G3 cg= sam=cy name=Cy upn=cy@c px=P:cy@c,s:a@c"], &[account]);
    assert_eq!(outcomes[1], open("Bob", "Office"));
    assert!(outcomes[2].starts_with("Cy goes without it. "), "{outcomes:?}");
    assert_eq!(owner, None);
    // Only one of them leads to it.
    let further = "og=G2 cg= sam=bob name=Bob upn=bob@c px=P:bob@c,s:a@c";
    let (outcomes, owner, _) = told(rule, &[both[0], further], &[account]);
    assert_eq!(outcomes[0], "Ann keeps it. Nothing changes there.");
    assert_eq!(owner, Some(0));

    let both = ["og=G1 cg= sam=ann name=Ann upn=a@c", "og=G2 cg= sam=bob name=Bob upn=a@c"];
    let (outcomes, owner, _) = told("ad-dup-upn", &both, &["id=G9 name=Office upn=a@c px=P:a@c imm= sync="]);
    assert_eq!(outcomes, [open("Ann", "Office"), open("Bob", "Office")]);
    assert_eq!(owner, None);
    let synced = "id=G9 name=Office upn=a@c px=P:a@c imm=b(G2) sync=T";
    let (outcomes, owner, _) = told("ad-dup-upn", &both, &[synced]);
    assert_eq!(outcomes[1], "Bob keeps it. Nothing changes there.");
    assert_eq!(owner, Some(1));
}

/// What is said of an object of another kind is as sure as its outcome, and a contact without any address is told to leave.
#[test]
fn a_contact_that_claims_the_address_of_a_user() {
    let ann = "og=G1 cg= sam=ann name=Ann upn=ann@c px=P:ann@c,s:info@c";
    let account = "id=G9 name=Ann upn=ann@c px=P:ann@c,s:info@c imm=b(G1) sync=T";
    let rule = "ad-dup-proxy-address";
    let contact = "class=contact og=G2 name=Info mail=info@c px=P:info@c";
    let other_contact = "class=contact id=G8 name=Bus mail=bus@c px=P:bus@c";
    let (outcomes, _, _) = told(rule, &[ann, contact], &[account, other_contact]);
    assert_eq!(outcomes[1], "Info fails with ObjectTypeMismatch in every cycle, because the address leads to a user.");
    // No file lists the contacts of the cloud.
    let (outcomes, owner, notes) = told(rule, &[ann, contact], &[account]);
    assert_eq!(
        outcomes[1],
        "What happens to Info cannot be decided. If it syncs with the address, it fails with ObjectTypeMismatch in every \
         cycle, because the address leads to a user."
    );
    assert_eq!(owner, Some(0));
    let last = "Mail for info@contoso.com no longer reaches Info. Info has no address then and leaves the sync.";
    assert_eq!(notes[0], last);
    assert_eq!(notes[1], "Mail for info@contoso.com no longer reaches Ann.");
    // With another address it stays.
    let (_, _, notes) = told(rule, &[ann, "class=contact og=G2 name=Info mail=i@c px=P:i@c,s:info@c"], &[account]);
    assert_eq!(notes[0], "Mail for info@contoso.com no longer reaches Info.");
}

/// Of the whole rows that Microsoft's own pages tell as stories.
#[test]
fn stories_of_the_documents() {
    // Two users with one alias; the second has got its digits already.
    check(
        "ad-dup-mailnickname",
        &["og=G1 cg= sam=a upn=user6a@c nick=user6mnn", "og=G2 cg= sam=b upn=user6b@c nick=user6mnn"],
        &["imm=b(G1) sync=T upn=user6a@c px=s:user6mnn@o", "imm=b(G2) sync=T upn=user6b@c px=s:user6mnn5236@o"],
        &["medium certain ad1+ad2 user6mnn"],
    );
    // No address is primary, so no soft match by address.
    let bob = "og=G1 cg= sam=bobt upn=bobt@c px=s:bobt@c,s:bob.taylor@c,s:bob@c";
    check("ad-no-primary", &[bob], &["imm=b(G2) sync=T upn=bob@c px=P:bsmith@c,s:bob@c"], &["medium likely ad1 "]);
    // The SID of an account with another anchor, whose address it has too.
    check(
        "ad-dup-sid",
        &["og=G4 cg= sid=S-1-5-21-1-2-3-1104 sam=joe upn=joe@c px=P:joe@c"],
        &["imm=b(G1) sync=T upn=joe@c px=P:joe@c sid=S-1-5-21-1-2-3-1104"],
        &["blocker likely ad1+cloud1 S-1-5-21-1-2-3-1104"],
    );
    // The mailbox's UPN is somebody else's address; the two join by UPN only, so it is likely.
    check(
        "ad-cross-attribute-collision",
        &["og=G1 cg= sam=it upn=it@c px=", "og=G2 cg= sam=b upn=b@c px=P:b@c,s:it@c"],
        &["imm= upn=it@c px=P:it@c exo=T"],
        &["blocker likely ad1+ad2 it@contoso.com"],
    );
    // The value was dropped and the onmicrosoft.com address became primary.
    check(
        "proxy-malformed",
        &["og=G1 cg= sam=j upn=j@c px=SMTP:~John@contoso.com"],
        &["imm=b(G1) sync=T upn=j@c px=P:john@o"],
        &["medium certain ad1 SMTP: John@contoso.com"],
    );
    check(
        "identity-data-validation-failed",
        &["og=G1 cg= sam=j upn=john~smith@c nick=jsmith"],
        &["imm=b(G1) sync=T upn=jsmith@o"],
        &["blocker certain ad1 john smith@contoso.com"],
    );
}
