//! Names and addresses that drift apart, row by row.

use crate::common::{ad_csv, cloud_csv, report, tenant_settings};
use crate::rows::{analyse_rows, check, check_files, check_with, findings_of};

const RM: [&str; 2] = ["rmUnify=true", "federatedDomains=contoso.com"];

/// Checks a rule with an older AD export of these rows.
#[track_caller]
fn check_since(rule: &str, older: &[&str], ad: &[&str], cloud: &[&str], settings: &[&str], expected: &[&str]) {
    let texts = [("ad.csv", ad_csv(ad)), ("cloud.csv", cloud_csv(cloud)), ("before", ad_csv(older))];
    let files: Vec<(&str, &str)> =
        texts.iter().filter(|(_, text)| text.len() > 1).map(|(name, text)| (*name, text.as_str())).collect();
    check_files(rule, &files, settings, expected);
}

const SMITHJ: &str = "og=G1 cg= sam=smithj";
const JSMITH: &str = "og=G1 cg= sam=jsmith";

fn account(address: &str) -> String {
    format!("id=G5 upn={address} mail={address} px=P:{address} imm=b(G1) sync= soa=false opoi=")
}

#[test]
fn renamed_should_follow() {
    let rule = "renamed-should-follow";
    let expect = |older: &str, ad: &str, cloud: &[&str], expected: &[&str]| {
        check_since(rule, &[older], &[ad], cloud, &RM, expected);
    };
    let found = ["info likely ad1+cloud1 jsmith"];
    // With and without the federated domain in the settings.
    expect(SMITHJ, JSMITH, &[&account("smithj@c")], &found);
    check_since(rule, &[SMITHJ], &[JSMITH], &[&account("SmithJ@c")], &["rmUnify=true"], &found);
    let mail = "id=G5 upn=smithj@c mail=smithj@c imm=b(G1) sync= soa=false opoi=";
    expect(SMITHJ, JSMITH, &[mail], &found);
    // RM Unify's own list tells the former name as well; the older export counts first.
    let texts = (ad_csv(&[JSMITH]), cloud_csv(&[&account("smithj@c")]));
    let list = "PersonID,Username\n88666888-0101-1111-bbbb-1234567890ab,smithj\n";
    let files = [("ad.csv", texts.0.as_str()), ("cloud.csv", &texts.1), ("rm.csv", list)];
    check_files(rule, &files, &["federatedDomains=contoso.com"], &found);
    let same = ad_csv(&[JSMITH]);
    check_files(rule, &[files[0], files[1], files[2], ("before", &same)], &RM, &[]);
    // Not renamed, moved already, an address of its own, the new one is taken, RM Unify is not in use, nothing told.
    expect("og=G1 cg= sam=JSmith", JSMITH, &[&account("jsmith@c")], &[]);
    expect(SMITHJ, JSMITH, &[&account("jsmith@c")], &[]);
    expect(SMITHJ, JSMITH, &[&account("john@c")], &[]);
    expect(SMITHJ, JSMITH, &[&account("smithj@c"), "id=G6 upn=x@c px=P:x@c,s:jsmith@c imm= sync="], &[]);
    check_since(rule, &[SMITHJ], &[JSMITH], &[&account("smithj@c")], &[], &[]);
    check_with(rule, &[JSMITH], &[&account("smithj@c")], &RM, &[]);
    // The address comes from an attribute.
    let with_mail = [RM[0], RM[1], "rmUnifyEmailAttribute=mail"];
    let cloud = account("smithj@c");
    check_since(rule, &[SMITHJ], &["og=G1 cg= sam=jsmith mail=js@c"], &[&cloud], &with_mail, &[]);
    check_since(rule, &[SMITHJ], &[JSMITH], &[&cloud], &with_mail, &[]);
    check_since(rule, &[SMITHJ], &["og=G1 cg= sam=jsmith mail="], &[&cloud], &with_mail, &found);
}

#[test]
fn renamed_opted_out() {
    let rule = "renamed-opted-out";
    let expect = |older: &str, ad: &str, cloud: &str, expected: &[&str]| {
        check_since(rule, &[older], &[ad], &[cloud], &RM, expected);
    };
    expect(SMITHJ, JSMITH, &account("john.smith@c"), &["low likely ad1+cloud1 jsmith"]);
    expect(SMITHJ, JSMITH, &account("smithj@c"), &[]);
    expect(SMITHJ, JSMITH, &account("jsmith@c"), &[]);
    expect(JSMITH, JSMITH, &account("john.smith@c"), &[]);
    expect("og=G2 cg= sam=smithj", JSMITH, &account("john.smith@c"), &[]);
    check_since(rule, &[SMITHJ], &[JSMITH], &[&account("john.smith@c")], &[], &[]);
}

#[test]
fn opted_out_with_and_without_a_former_name() {
    let address = account("john.smith@c");
    let expect = |rule: &str, older: &[&str], cloud: &str, expected: &[&str]| {
        check_since(rule, older, &[JSMITH], &[cloud], &RM, expected);
    };
    expect("opted-out-static", &[JSMITH], &address, &["info likely ad1+cloud1 jsmith"]);
    expect("opted-out-static", &[SMITHJ], &address, &[]);
    expect("opted-out-static", &[JSMITH], &account("jsmith@c"), &[]);
    expect("opted-out-static", &[], &address, &[]);
    expect("opted-out-or-renamed", &[], &address, &["info possible ad1+cloud1 jsmith"]);
    expect("opted-out-or-renamed", &["og=G2 cg= sam=x"], &address, &["info possible ad1+cloud1 jsmith"]);
    expect("opted-out-or-renamed", &[JSMITH], &address, &[]);
    expect("opted-out-or-renamed", &[], &account("JSmith@c"), &[]);
    check("opted-out-or-renamed", &[JSMITH], &[&address], &[]);
}

#[test]
fn override_attribute() {
    let settings = [RM[0], RM[1], "rmUnifyEmailAttribute=mail"];
    let expect = |ad: &str, follows: &[&str], wrong: &[&str]| {
        check_with("override-attribute", &[ad], &[], &settings, follows);
        check_with("override-wrong-domain", &[ad], &[], &settings, wrong);
    };
    expect("og=G1 cg= sam=a mail=ann@c", &["info certain ad1 ann@contoso.com"], &[]);
    expect("og=G1 cg= sam=a mail=ann@Contoso.COM", &["info certain ad1 ann@Contoso.COM"], &[]);
    expect("og=G1 cg= sam=a mail=ann@f", &[], &["medium certain ad1 ann@fabrikam.com"]);
    expect("og=G1 cg= sam=a mail=ann", &[], &["medium certain ad1 ann"]);
    expect("og=G1 cg= sam=a mail=", &[], &[]);
    expect("og=G1 cg= sam=a", &[], &[]);
    // No attribute is set up, and no federated domain is known.
    let ad = "og=G1 cg= sam=a mail=ann@f";
    check_with("override-attribute", &[ad], &[], &RM, &[]);
    check_with("override-wrong-domain", &[ad], &[], &RM, &[]);
    let unknown = ["rmUnify=true", "rmUnifyEmailAttribute=mail"];
    check_with("override-wrong-domain", &[ad], &[], &unknown, &[]);
    check_with("override-attribute", &[ad], &[], &unknown, &["info certain ad1 ann@fabrikam.com"]);
}

#[test]
fn rename_grant_blocked() {
    let rule = "rename-grant-blocked";
    let own = account("smithj@c");
    let expect = |other: &str, expected: &[&str]| {
        check_since(rule, &[SMITHJ], &[JSMITH], &[&own, other], &RM, expected);
    };
    let blocked = ["in address-reuse-blocked"];
    expect("id=G6 upn=x@c px=P:x@c,s:JSmith@c imm= sync=", &blocked);
    expect("id=G6 upn=jsmith@c px=P:x@c imm= sync=", &blocked);
    expect("id=G6 upn=jsmith@c px=P:x@c imm= sync= del=2026-01-01", &blocked);
    expect("id=G6 upn=x@c px=P:x@c,s:jsmith@f imm= sync=", &[]);
    // The user's own account has it already.
    let both = "id=G5 upn=smithj@c mail=smithj@c px=P:smithj@c,s:jsmith@c imm=b(G1) sync= soa=false opoi=";
    check_since(rule, &[SMITHJ], &[JSMITH], &[both, "id=G6 upn=x@c px=P:x@c,s:jsmith@c imm= sync="], &RM, &[]);
    // Another user of RM Unify has the name.
    let texts = (ad_csv(&[JSMITH]), cloud_csv(&[&own]), ad_csv(&[SMITHJ]));
    let list = "PersonID,Username\n25c2879e-20ed-4e66-83f0-9e20460aedf8,jsmith\n";
    let files = [("ad.csv", texts.0.as_str()), ("cloud.csv", &texts.1), ("before", &texts.2), ("rm.csv", list)];
    check_files(rule, &files, &RM, &["medium likely ad1 jsmith"]);
    // A new user wants what a deleted one had, and what somebody has.
    let new = |name: &str| format!("og=G1 cg= sam={name} upn={name}@c px=P:{name}.new@c");
    let deleted = "id=G6 upn=66666666666646668666666666666666jdoe@c px= imm=b(G9) sync= del=2026-01-01";
    let expected = ["in address-reuse-blocked"];
    check_with(rule, &[&new("jdoe")], &[deleted], &RM, &expected);
    let other = "id=G6 upn=x@c px=P:x@c,s:kim@c imm=b(G9) sync=";
    check_with(rule, &[&new("kim")], &[other], &RM, &["in address-reuse-blocked"]);
    check_with(rule, &[&new("tim")], &[other], &RM, &[]);
    check(rule, &[&new("kim")], &[other], &[]);
}

#[test]
fn upn_sam_drift() {
    let rule = "upn-sam-drift";
    let expect = |ad: &str, expected: &[&str]| check(rule, &[ad], &[], expected);
    expect("og=G1 cg= sam=alee upn=ann@c", &["low certain ad1 ann@contoso.com"]);
    expect("og=G1 cg= sam=ANN upn=ann@c", &[]);
    // An account name is cut off after twenty letters.
    expect("og=G1 cg= sam=alexandrina.llewelly upn=alexandrina.llewellyn-price@c", &[]);
    expect("og=G1 cg= sam=alee upn=", &[]);
    expect("og=G1 cg= upn=ann@c", &[]);
    expect("og=G1 cg= sam=alee mail=ann@c", &[]);
}

#[test]
fn upn_mail_drift() {
    let rule = "upn-mail-drift";
    let expect = |ad: &str, expected: &[&str]| check(rule, &[ad], &[], expected);
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c", &["in upn-vs-primary-smtp"]);
    expect("og=G1 cg= sam=a upn=a@c mail=ann@c", &["in upn-vs-primary-smtp"]);
    expect("og=G1 cg= sam=a upn=ANN@c px=P:ann@c", &[]);
    expect("og=G1 cg= sam=a upn=a@contoso.local px=P:ann@c", &[]);
    expect("og=G1 cg= sam=a upn=a@c px= mail=", &[]);
    expect("og=G1 cg= sam=a upn=a@c", &[]);
}

#[test]
fn nick_drift() {
    let rule = "nick-drift";
    let expect = |ad: &str, cloud: &[&str], expected: &[&str]| check(rule, &[ad], cloud, expected);
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c nick=alee", &[], &["low certain ad1 alee"]);
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c nick=ANN", &[], &[]);
    expect("og=G1 cg= sam=a upn=a@c px= mail= nick=alee", &[], &[]);
    // AD has none: the cloud's counts.
    let cloud = "id=G5 upn=a@c px=P:ann@c nick=alee imm=b(G1) sync=true opoi=";
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c nick=", &[cloud], &["low certain cloud1 alee"]);
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c nick=ann", &[cloud], &[]);
    expect("og=G1 cg= sam=a upn=a@c px=P:ann@c", &["id=G5 upn=a@c px=P:ann@c imm=b(G1) sync=true opoi="], &[]);
}

#[test]
fn upns_on_their_way() {
    let account = |rest: &str| format!("id=G5 px= imm=b(G1) sync=true opoi= exo=True {rest}");
    let expect = |cloud: &str, stale: &[&str], pending: &[&str]| {
        let ad = "og=G1 cg= sam=n upn=new@c";
        check("ad-upn-changed-cloud-stale", &[ad], &[cloud], stale);
        check("ad-upn-pending", &[ad], &[cloud], pending);
    };
    expect(&account("upn=old@c oupn=new@c"), &["in upn-differs-ad-cloud"], &[]);
    expect(&account("upn=old@c oupn=old@c"), &[], &["info certain ad1+cloud1 new@contoso.com"]);
    expect(&account("upn=NEW@c oupn=New@c"), &[], &[]);
    expect(&account("upn=old@c oupn="), &[], &[]);
    expect(&account("upn=old@c"), &[], &[]);
    // Not joined yet, and another attribute becomes the UPN.
    let pending = "id=G5 px= upn=new@c oupn=x@c imm= sync= exo=True";
    expect(pending, &[], &[]);
    let ad = "og=G1 cg= sam=n upn=new@c mail=old@c";
    let cloud = account("upn=other@c oupn=new@c");
    check_with("ad-upn-changed-cloud-stale", &[ad], &[&cloud], &["loginIdAttribute=mail"], &[]);
    // The rule about the cause tells it; where there is none, the one about the difference.
    let rule = "ad-upn-changed-cloud-stale";
    let sent = account("upn=old@c oupn=new@c");
    let switch_off = ["synchronizeUpnForManagedUsersEnabled=false"];
    check_with(rule, &["og=G1 cg= sam=n upn=new@c"], &[&sent], &switch_off, &["in upn-differs-ad-cloud"]);
    let local = account("upn=b@o oupn=b@contoso.local");
    check(rule, &["og=G1 cg= sam=b upn=b@contoso.local"], &[&local], &["in ad-upn-nonroutable"]);
    let unverified = account("upn=b@o oupn=b@northwind.com");
    check(rule, &["og=G1 cg= sam=b upn=b@northwind.com"], &[&unverified], &["in upn-unverified-suffix"]);
    // An anchor on the wrong account is told by the primary address, and the UPN is not the fault.
    let accounts = [
        "id=G5 upn=will@c px=P:will@c imm=b(G1) sync=true opoi= exo=True oupn=ann@c",
        "id=G6 upn=ann@c px=P:a.lee@c imm= sync= exo=True",
    ];
    check(rule, &["og=G1 cg= sam=ann upn=ann@c px=P:a.lee@c"], &accounts, &[]);
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"],
        &[accounts[0], "id=G6 upn=ann@c px=P:ann@c imm= sync="],
        &["in anchor-on-wrong-person"],
    );
}

#[test]
fn old_name_lost() {
    let rule = "old-name-lost";
    let then = "og=G1 cg= sam=a upn=a@c px=P:old@c";
    let expect = |ad: &str, cloud: &[&str], expected: &[&str]| check_since(rule, &[then], &[ad], cloud, &[], expected);
    expect("og=G1 cg= sam=a upn=a@c px=P:new@c", &[], &["medium certain ad1 old@contoso.com"]);
    expect("og=G1 cg= sam=a upn=a@c px=P:new@c,s:OLD@c", &[], &[]);
    expect("og=G2 cg= sam=a upn=a@c px=P:new@c", &[], &[]);
    expect("og=G1 cg= sam=a upn=a@c mail=new@c", &[], &[]);
    // The cloud has it still; and where it has not, the rule about both sides tells it.
    let ad = "og=G1 cg= sam=a upn=a@c px=P:new@c";
    expect(ad, &["id=G5 upn=a@c px=P:old@c imm=b(G1) sync=true opoi="], &[]);
    let lost = "id=G5 upn=a@c px=P:new@c imm=b(G1) sync=true opoi=";
    expect(ad, &[lost], &[]);
    check_since("missing-old-name-alias", &[then], &[ad], &[lost], &[], &["medium certain ad1+cloud1 old@contoso.com"]);
}

#[test]
fn case_only_drift() {
    let rule = "case-only-drift";
    let expect = |ad: &str, cloud: &str, expected: &[&str]| {
        let (ad, cloud) = (format!("og=G1 cg= sam=a {ad}"), format!("id=G5 imm=b(G1) sync=true opoi= {cloud}"));
        check(rule, &[&ad], &[&cloud], expected);
    };
    expect("upn=Ann@c px=P:ann@c", "upn=ann@c px=P:ann@c", &["info certain ad1+cloud1 Ann@contoso.com"]);
    expect(
        "upn=ann@c px=s:x@c,P:Ann@c",
        "upn=ann@c px=P:ann@c,s:x@c",
        &["info certain ad1+cloud1 SMTP:Ann@contoso.com"],
    );
    expect("upn=ann@c mail=Ann@c", "upn=ann@c mail=ann@c", &["info certain ad1+cloud1 Ann@contoso.com"]);
    expect("upn=ann@c px=P:ann@c", "upn=ann@c px=P:ann@c", &[]);
    expect("upn=new@c px=P:ann@c", "upn=ann@c px=P:ann@c", &[]);
    expect("upn=ann@c", "upn=ann@c px=P:ann@c", &[]);
}

#[test]
fn domain_rebrand() {
    let rule = "domain-rebrand";
    let expect = |ad: &str, cloud: &str, expected: &[&str]| {
        let ad = format!("og=G1 cg= sam=a nick=ann {ad}");
        let cloud = format!("id=G5 imm=b(G1) sync=true opoi= exo=False nick=ann {cloud}");
        check(rule, &[&ad], &[&cloud], expected);
    };
    // The sides differ in their primary addresses today, which makes it worse.
    expect("upn=x@c px=P:ann@f,s:ann@c", "upn=x@c px=P:ann@c", &["medium certain ad1+cloud1 ann@contoso.com"]);
    expect("upn=x@c px=P:ann@f", "upn=x@c px=P:ann@c", &["medium certain ad1+cloud1 ann@contoso.com"]);
    expect("upn=ann@f px=P:x@c", "upn=ann@c px=P:x@c", &["info certain ad1+cloud1 ann@contoso.com"]);
    // Another name, a domain that is not verified, one of Microsoft's, no address told.
    expect("upn=x@c px=P:lee@f", "upn=x@c px=P:ann@c", &[]);
    expect("upn=x@c px=P:ann@elsewhere.example", "upn=x@c px=P:ann@c", &[]);
    expect("upn=x@c px=P:ann@c", "upn=x@c px=P:ann@o", &[]);
    expect("upn=x@c", "upn=x@c px=P:ann@c", &[]);
    // Since an older export.
    let ad = "og=G1 cg= sam=a upn=x@c px=P:ann@f,s:ann@c";
    let cloud = "id=G5 imm=b(G1) sync=true opoi= upn=x@c px=P:ann@f,s:ann@c";
    let then = "og=G1 cg= sam=a upn=x@c px=P:ann@c";
    check_since(rule, &[then], &[ad], &[cloud], &[], &["info certain ad1+cloud1 ann@contoso.com"]);
    check_since(rule, &[ad], &[ad], &[cloud], &[], &[]);
}

#[test]
fn new_ad_new_guid() {
    let rule = "new-ad-new-guid";
    let old = |rest: &str| format!("id=G5 upn=old@c px=P:old@c imm=b(G9) sync=true opoi= {rest}");
    let expect = |ad: &[&str], cloud: &[&str], expected: &[&str]| check(rule, ad, cloud, expected);
    let ad = "og=G1 cg= sam=alee upn=ann@c px=P:ann@c name=Ann";
    expect(&[ad], &[&old("sam=ALee name=ann")], &["high likely ad1+cloud1 alee"]);
    expect(&[ad], &[&old("sam=alee name=Bob")], &["high possible ad1+cloud1 alee"]);
    // Another account name, two accounts of it, an owner in AD, not synced, RM Unify's anchors, no anchor told.
    expect(&[ad], &[&old("sam=blee name=Ann")], &[]);
    expect(&[ad], &[&old("sam=alee name=Ann"), "id=G6 upn=b@c px= imm=b(G8) sync=true sam=alee"], &[]);
    expect(&[ad, "og=G9 cg= sam=alee2 upn=b@c px= name=Bob"], &[&old("sam=alee name=Ann")], &[]);
    expect(&[ad], &["id=G5 upn=old@c px=P:old@c imm=b(G9) sync= opoi= sam=alee"], &[]);
    check_with(rule, &[ad], &[&old("sam=alee name=Ann")], &["rmUnify=true"], &[]);
    expect(&[ad], &["id=G5 upn=old@c px=P:old@c sync=true sam=alee"], &[]);
    // It joins by its anchor.
    expect(&["og=G9 cg= sam=alee upn=ann@c px=P:ann@c"], &[&old("sam=alee")], &[]);
    // By address or UPN the rule about failed joins tells it.
    let same = "og=G1 cg= sam=alee upn=old@c px=P:old@c";
    expect(&[same], &[&old("")], &[]);
    let analysis = analyse_rows(&[same], &[&old("")], &tenant_settings());
    assert_eq!(findings_of("invalid-soft-match", &analysis).len(), 1);
    let told = report(&analysis)["findings"].to_string();
    assert!(told.contains("It also explains: new-ad-new-guid"), "{told}");
}

#[test]
fn name_change_hint() {
    let rule = "name-change-hint";
    let expect = |then: &str, now: &str, expected: &[&str]| {
        let (then, now) = (format!("og=G1 cg= sam=a {then}"), format!("og=G1 cg= sam=a {now}"));
        check_since(rule, &[&then], &[&now], &[], &[], expected);
    };
    let found = ["info certain ad1 Lee"];
    expect("upn=a@c px=P:a@c sn=Ray", "upn=a@c px=P:a@c sn=Lee", &found);
    expect("upn=a@c px=P:a@c name=Ann~Ray", "upn=a@c px=P:a@c name=Ann~Lee", &["info certain ad1 Ann Lee"]);
    // The address changed as well, only the order or the case of the name did, nothing did, nothing is told.
    expect("upn=a@c px=P:a@c sn=Ray", "upn=a@c px=P:b@c,s:a@c sn=Lee", &[]);
    expect("upn=a@c px=P:a@c sn=Ray", "upn=b@c px=P:a@c sn=Lee", &[]);
    expect("upn=a@c px=P:a@c name=Ann~Ray", "upn=a@c px=P:a@c name=RAY,~Ann", &[]);
    expect("upn=a@c px=P:a@c sn=Ray", "upn=a@c px=P:a@c sn=Ray", &[]);
    expect("upn=a@c px=P:a@c", "upn=a@c px=P:a@c sn=Lee", &[]);
    check(rule, &["og=G1 cg= sam=a upn=a@c px=P:a@c sn=Lee"], &[], &[]);
}

/// What the rules find in a directory of this many users, each made from a pattern with `#` for its number.
fn in_directory(count: usize, ad: &str, cloud: &str) -> Vec<(String, String, usize)> {
    let identifier = |number: usize| format!("{number:08x}-0000-4000-8000-000000000000");
    let rows = |pattern: &str, first: usize| -> Vec<String> {
        let row = |number: usize| {
            let anchor = dirmatch::model::Guid::parse(&identifier(number)).expect("guid").to_base64();
            let own = identifier(number + first);
            pattern.replace("%ID", &own).replace("%ANCHOR", &anchor).replace('#', &format!("u{number}"))
        };
        (0..count).map(row).collect()
    };
    let (ad, cloud) = (rows(ad, 0), rows(cloud, 1 << 20));
    let (ad, cloud): (Vec<&str>, Vec<&str>) =
        (ad.iter().map(String::as_str).collect(), cloud.iter().map(String::as_str).collect());
    let report = report(&analyse_rows(&ad, &cloud, &tenant_settings()));
    assert_eq!(report["summary"]["outcomes"]["already-synced"], count);
    let mut counts = std::collections::BTreeMap::<(String, String), usize>::new();
    for finding in report["findings"].as_array().expect("list") {
        let text = |field: &str| finding[field].as_str().expect("text").to_owned();
        *counts.entry((text("rule"), text("severity"))).or_default() += 1;
    }
    counts.into_iter().map(|((rule, severity), count)| (rule, severity, count)).collect()
}

const CLEAN_AD: &str = "og=%ID cg= sam=# upn=#@c mail=#@c px=P:#@c,s:#@m nick=# name=Person~# rrt=4 leg=/o=C/cn=#";
const CLEAN_CLOUD: &str = "id=%ID upn=#@c mail=#@c px=P:#@c,s:#@m,s:#@o nick=# name=Person~# imm=%ANCHOR sync=true opoi= exo=True oupn=#@c sam=#";

#[test]
fn a_directory_in_which_everything_agrees() {
    assert_eq!(in_directory(1000, CLEAN_AD, CLEAN_CLOUD), []);
}

#[test]
fn a_habit_is_told_once() {
    // Nobody's UPN begins with the account name, and every alias is the account name.
    let ad = CLEAN_AD.replace("sam=#", "sam=x#").replace("nick=#", "nick=x#");
    let cloud = CLEAN_CLOUD.replace("sam=#", "sam=x#").replace("nick=#", "nick=x#");
    let told = |rule: &str, severity: &str, count| (rule.to_owned(), severity.to_owned(), count);
    let once = [told("moera-prefix-stale", "info", 1), told("nick-drift", "info", 1), told("upn-sam-drift", "info", 1)];
    assert_eq!(in_directory(1000, &ad, &cloud), once);
    assert_eq!(in_directory(20, &ad, &cloud), once);
    // Too few for a habit.
    let few = [told("moera-prefix-stale", "info", 19), told("nick-drift", "low", 19), told("upn-sam-drift", "low", 19)];
    assert_eq!(in_directory(19, &ad, &cloud), few);
}

#[test]
fn half_of_a_directory_is_no_habit() {
    let row = |number: usize, name: &str| {
        format!("og={number:08x}-0000-4000-8000-000000000000 cg= sam={name} upn=u{number}@c")
    };
    let rows = |deviating: usize, of: usize| -> Vec<String> {
        (0..of).map(|n| if n < deviating { row(n, &format!("x{n}")) } else { row(n, &format!("u{n}")) }).collect()
    };
    let found = |deviating, of| {
        let rows = rows(deviating, of);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        findings_of("upn-sam-drift", &analyse_rows(&rows, &[], &tenant_settings()))
    };
    assert_eq!(found(20, 40).len(), 20);
    assert_eq!(found(21, 40), ["info certain ad1+ad2+ad3 "]);
}
