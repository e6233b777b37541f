//! Values that Entra ID does not take as they are, row by row: the limit itself is allowed, one more is not, and what no file
//! tells is not reported.

use crate::rows::{check, check_files, check_with};

/// A user with one attribute of this many letters.
fn long(key: &str, count: usize, rest: &str) -> String {
    format!("og=G1 sam=ann {key}={}{rest}", "a".repeat(count))
}

#[test]
fn lengths() {
    for (rule, key, limit, rest, severity) in [
        ("display-name-too-long", "name", 256, "", "medium"),
        ("given-name-too-long", "given", 64, "", "medium"),
        ("surname-too-long", "sn", 64, "", "medium"),
        ("mail-too-long", "mail", 244, "@c", "medium"),
        ("mail-nickname-too-long", "nick", 64, "", "medium"),
        ("target-address-too-long", "ta", 244, "@c", "medium"),
        ("user-principal-name-too-long", "upn", 64, "@c", "blocker"),
    ] {
        let rest_long = rest.replace("@c", "@contoso.com");
        let value = format!("{}{rest_long}", "a".repeat(limit + 1));
        check(rule, &[&long(key, limit + 1, rest)], &[], &[&format!("{severity} certain ad1 {value}")]);
        check(rule, &[&long(key, limit, rest)], &[], &[]);
        check(rule, &["og=G1 sam=ann"], &[], &[]);
    }
    // Two bytes a letter: characters are counted.
    check("given-name-too-long", &[&format!("og=G1 sam=a given={}", "é".repeat(64))], &[], &[]);
    // The two parts of a UPN.
    let name = format!("a@{}.com", "d".repeat(45));
    check(
        "user-principal-name-too-long",
        &[&format!("og=G1 sam=a upn={name}")],
        &[],
        &[&format!("blocker certain ad1 {name}")],
    );
    check("user-principal-name-too-long", &[&format!("og=G1 sam=a upn=a@{}.com", "d".repeat(44))], &[], &[]);
    // Account names of users and of groups.
    let sam = "sam-account-name-too-long";
    check(sam, &["og=G1 sam=aaaaaaaaaaaaaaaaaaaaa"], &[], &["low certain ad1 aaaaaaaaaaaaaaaaaaaaa"]);
    check(sam, &["og=G1 sam=aaaaaaaaaaaaaaaaaaaa"], &[], &[]);
    check(sam, &["class=group og=G1 sam=aaaaaaaaaaaaaaaaaaaaa"], &[], &[]);
    // An entry of the list.
    let entry = format!("smtp:{}@contoso.com", "a".repeat(240));
    check(
        "proxy-addresses-too-long",
        &[&format!("og=G1 sam=a px=P:a@c,{entry}")],
        &[],
        &[&format!("medium certain ad1 {entry}")],
    );
    check("proxy-addresses-too-long", &[&format!("og=G1 sam=a px=P:{}@contoso.com", "a".repeat(239))], &[], &[]);
    check("proxy-addresses-too-long", &["og=G1 sam=a px=System.String[]"], &[], &[]);
}

#[test]
fn the_rule_set_says_whose_limit_speaks() {
    for (rule, key, count) in [("display-name-too-long", "name", 256), ("given-name-too-long", "given", 64)] {
        let row = long(key, count, "");
        check_with(rule, &[&row], &[], &["ruleSet=documented"], &[]);
        check_with(rule, &[&row], &[], &["ruleSet=idfix"], &[&format!("medium certain ad1 {}", "a".repeat(count))]);
    }
    let analysis = crate::rows::analyse_rows(&[&long("name", 256, "")], &[], &{
        let mut settings = crate::common::tenant_settings();
        settings.set("ruleSet=idfix").expect("a setting");
        settings
    });
    let report = crate::common::report(&analysis);
    let finding = report["findings"].as_array().expect("list").iter().find(|f| f["rule"] == "display-name-too-long");
    assert!(finding.expect("found")["why"].as_str().expect("text").contains("by IdFix's rules"));
    // A group without a name: IdFix's fault, not one of the documented ones.
    let group = ["class=group og=G1 sam=g name="];
    check("display-name-blank", &group, &[], &[]);
    check_with("display-name-blank", &group, &[], &["ruleSet=idfix"], &["low certain ad1 "]);
    check("sam-account-name-illegal-character", &["og=G1 sam=o'brien"], &[], &["low certain ad1 o'brien"]);
    check_with("sam-account-name-illegal-character", &["og=G1 sam=o'brien"], &[], &["ruleSet=idfix"], &[]);
}

#[test]
fn forms() {
    for (rule, key, bad, good, severity) in [
        ("mail-malformed", "mail", "a@@c", "ann@c", "medium"),
        ("mail-malformed", "mail", "siân@c", "ann+1@c", "medium"),
        ("mail-malformed", "mail", "a~b@c", "o'brien@c", "medium"),
        ("mail-malformed", "mail", "nobody", "a.b@c", "medium"),
        ("mail-nickname-malformed", "nick", ".ann", "a.b", "medium"),
        ("mail-nickname-malformed", "nick", "ann.", "ann", "medium"),
        ("mail-nickname-malformed", "nick", "a..b", "a.b.c", "medium"),
        ("mail-nickname-illegal-character", "nick", "a~b", "a_b", "medium"),
        ("mail-nickname-illegal-character", "nick", "a&b", "a+b", "medium"),
        ("mail-nickname-illegal-character", "nick", "siân", "sian", "medium"),
        ("target-address-malformed", "ta", "SMTP:a@@c", "SMTP:a@c", "medium"),
        ("target-address-malformed", "ta", "SMTP:a~b@c", "X400:c=us", "medium"),
        ("sam-account-name-illegal-character", "sam", "a+b", "a.b-c_d", "low"),
        ("user-principal-name-apostrophe", "upn", "o'brien@c", "obrien@c", "info"),
        ("object-sid-malformed", "sid", "S-1-5-21-1-2", "S-1-5-21-1-2-3-4", "low"),
        ("external-directory-object-id-malformed", "ext", "User_1", "User_G5", "low"),
    ] {
        let row = |value: &str| {
            let sam = if key == "sam" { "" } else { "sam=ann " };
            format!("og=G1 {sam}{key}={value}")
        };
        let value = crate::common::expand_text(key, bad);
        check(rule, &[&row(bad)], &[], &[&format!("{severity} certain ad1 {value}")]);
        check(rule, &[&row(good)], &[], &[]);
        check(rule, &[&row("")], &[], &[]);
        check(rule, &["og=G1 dn=CN=Ann,DC=contoso,DC=com"], &[], &[]);
    }
    // A name of blanks is there, and no name at all is something else.
    let file = |name: &str| format!("ObjectClass,ObjectGUID,sAMAccountName,displayName\nuser,G,ann,\"{name}\"\n");
    check_files("display-name-blank", &[("ad.csv", &file("  "))], &[], &["low certain ad1 "]);
    check_files("display-name-blank", &[("ad.csv", &file(""))], &[], &[]);
}

#[test]
fn anchors_of_text() {
    let custom = ["sourceAnchorAttribute=employeeId"];
    let rule = "source-anchor-illegal-character";
    check_with(rule, &["og=G1 sam=ann emp=44_17"], &[], &custom, &["blocker certain ad1 44_17"]);
    check_with(rule, &["og=G1 sam=ann emp=4417"], &[], &custom, &[]);
    check_with(rule, &["og=G1 sam=ann"], &[], &custom, &[]);
    check(rule, &["og=G1 sam=ann emp=44_17"], &[], &[]);
    let rule = "source-anchor-too-long";
    let long = "7".repeat(60);
    check_with(rule, &[&format!("og=G1 sam=a emp={long}")], &[], &custom, &[&format!("blocker certain ad1 {long}")]);
    check_with(rule, &[&format!("og=G1 sam=a emp={}", "7".repeat(59))], &[], &custom, &[]);
    // Each sign counts three.
    let signs = "-".repeat(20);
    check_with(rule, &[&format!("og=G1 sam=a emp={signs}")], &[], &custom, &[&format!("blocker certain ad1 {signs}")]);
    check(rule, &[&format!("og=G1 sam=a emp={long}")], &[], &[]);
    let rule = "immutable-id-illegal-character";
    check(rule, &[], &["id=G5 upn=a@c imm=44_17"], &["medium certain cloud1 44_17"]);
    check(rule, &[], &["id=G5 upn=a@c imm=b(G1)"], &[]);
    check(rule, &[], &["id=G5 upn=a@c"], &[]);
}

/// What only IdFix objects to is found where its rules are chosen, and not where the documented ones are.
#[test]
fn what_only_idfix_objects_to() {
    for (rule, fires, silent, untold, value) in [
        ("display-name-blanks-around", "name=~Ann", "name=Ann~Lee", "mail=a@c", " Ann"),
        ("target-address-blank", "mail=a@c mdb= ta=", "mail=a@c mdb=CN=DB1 ta=", "mail=a@c mdb=", ""),
        ("target-address-blank", "mail=a@c mdb= ta=", "mail=a@c mdb= ta= rrt=4", "mail=a@c ta=", ""),
        ("target-address-blank", "class=contact mail=a@c ta=", "class=contact mail=a@c ta=SMTP:a@c", "mail=a@c", ""),
        ("proxy-addresses-illegal-character", "px=SIP:a~b@c", "px=SIP:a@c", "mail=a@c", "SIP:a b@contoso.com"),
        (
            "proxy-addresses-illegal-character",
            "px=X500:/o=a[b",
            "px=X500:/o=a~(b)",
            "px=System.String[]",
            "X500:/o=a[b",
        ),
    ] {
        let row = |rest: &str| format!("og=G1 sam=a {rest}");
        let (fires, silent, untold) = (row(fires), row(silent), row(untold));
        check_with(rule, &[&fires], &[], &["ruleSet=idfix"], &[&format!("low certain ad1 {value}")]);
        check(rule, &[&fires], &[], &[]);
        check_with(rule, &[&silent], &[], &["ruleSet=idfix"], &[]);
        check_with(rule, &[&untold], &[], &["ruleSet=idfix"], &[]);
    }
    let contact = ["class=contact og=G1 mail=a@c nick="];
    check("ad-mailnickname-blank", &contact, &[], &[]);
    check_with("ad-mailnickname-blank", &contact, &[], &["ruleSet=idfix"], &["low certain ad1 "]);
}
