//! Each kind of error that IdFix documents, by attribute, in an AD export that has it: which rule finds it where the rule
//! set is IdFix's. Then what IdFix does not see: one value in two attributes, in other letter case, with blanks.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{analyse, report};
use dirmatch::settings::Settings;

const COLUMNS: [&str; 12] = [
    "ObjectClass",
    "ObjectGUID",
    "sAMAccountName",
    "userPrincipalName",
    "mail",
    "proxyAddresses",
    "mailNickname",
    "targetAddress",
    "displayName",
    "givenName",
    "homeMDB",
    "msExchRemoteRecipientType",
];

/// An object, by the columns that are not as usual.
type Object<'a> = &'a [(&'a str, &'a str)];

/// The AD export of these objects. Each is a user with a name and UPN of its own, unless it says otherwise.
fn export(objects: &[Object<'_>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("header");
    for (number, object) in objects.iter().enumerate() {
        for (column, _) in *object {
            assert!(COLUMNS.contains(column), "{column}");
        }
        let usual = |column: &str| match column {
            "ObjectClass" => "user".to_owned(),
            "ObjectGUID" => format!("11111111-1111-4111-8111-{number:012}"),
            "sAMAccountName" => format!("user{number}"),
            "userPrincipalName" => format!("user{number}@contoso.com"),
            "displayName" => format!("User {number}"),
            "homeMDB" => "CN=DB1".to_owned(),
            _ => String::new(),
        };
        let cell = |column: &&str| {
            let own = object.iter().find(|(own, _)| own == column).map(|(_, value)| (*value).to_owned());
            own.unwrap_or_else(|| usual(column))
        };
        writer.write_record(COLUMNS.iter().map(cell)).expect("row");
    }
    writer.into_inner().expect("bytes")
}

/// The rules that find something about each object, further reasons of a finding included.
fn found(objects: &[Object<'_>]) -> Vec<Vec<String>> {
    let mut settings = Settings::default();
    for assignment in ["ruleSet=idfix", "verifiedDomains=contoso.com", "initialDomain=contoso.onmicrosoft.com"] {
        settings.set(assignment).expect("a setting");
    }
    let analysis = analyse(&[("ad.csv", export(objects).as_slice())], &settings);
    let report = report(&analysis);
    assert_eq!(report["inputs"][0]["setAside"], 0);
    let mut rules = vec![Vec::new(); objects.len()];
    for finding in report["findings"].as_array().expect("list") {
        let text = |field: &str| finding[field].as_str().expect("text").to_owned();
        let why = text("why");
        let also = why.split_once("It also explains: ").map_or("", |(_, also)| also.trim_end_matches('.'));
        let told: Vec<String> =
            also.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).chain([text("rule")]).collect();
        for object in finding["objects"].as_array().expect("list") {
            let row = usize::try_from(object["row"].as_u64().expect("row")).expect("small");
            rules[row - 2].extend(told.iter().cloned());
        }
    }
    rules
}

/// A kind of error: attribute and name as IdFix has them, the rule that finds it, the objects that have it.
type Kind<'a> = (&'a str, &'a str, &'a str, &'a [Object<'a>]);

#[track_caller]
fn assert_found(kinds: &[Kind<'_>]) {
    let objects: Vec<Object<'_>> = kinds.iter().flat_map(|(_, _, _, objects)| objects.iter().copied()).collect();
    let found = found(&objects);
    let mut place = 0;
    let mut silent = Vec::new();
    for (attribute, kind, rule, objects) in kinds {
        for about in &found[place..place + objects.len()] {
            if !about.iter().any(|id| id == rule) {
                silent.push(format!("{attribute} {kind}: {rule} is silent; {about:?}"));
            }
        }
        place += objects.len();
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The kinds that IdFix's own names tell; a test below holds that each is among the rows.
const NAMES: [&str; 8] =
    ["Character", "Format", "TopLevelDomain", "DomainPart", "LocalPart", "Length", "Duplicate", "Blank"];

#[test]
#[allow(clippy::too_many_lines, reason = "one table, with a row for each kind")]
fn each_kind_of_error_is_found() {
    let long = |count: usize| "a".repeat(count);
    let (account, given, alias) = (long(21), long(64), long(65));
    let (name256, address257) = (long(256), format!("{}@contoso.com", long(245)));
    let (proxy257, target256) = (format!("smtp:{address257}"), format!("SMTP:{}@contoso.com", long(239)));
    let upn114 = format!("{}@{}.contoso.com", long(60), long(43));
    let kinds: &[Kind<'_>] = &[
        ("displayName", "Length", "display-name-too-long", &[&[("displayName", &name256)]]),
        ("displayName", "Blank", "display-name-blank", &[&[("displayName", "")]]),
        (
            "displayName",
            "Blank",
            "display-name-blank",
            &[&[("ObjectClass", "group"), ("displayName", ""), ("userPrincipalName", "")]],
        ),
        ("givenName", "Length", "given-name-too-long", &[&[("givenName", &given)]]),
        ("mail", "Length", "mail-too-long", &[&[("mail", &address257)]]),
        ("mail", "Duplicate", "ad-dup-mail", &[&[("mail", "dup@contoso.com")], &[("mail", "dup@contoso.com")]]),
        ("mail", "Character", "mail-malformed", &[&[("mail", "a b@contoso.com")]]),
        ("mail", "LocalPart", "mail-malformed", &[&[("mail", "a..b@contoso.com")]]),
        ("mail", "DomainPart", "mail-malformed", &[&[("mail", "a@con_toso.com")]]),
        ("mail", "Format", "mail-malformed", &[&[("mail", "no address")]]),
        ("mailNickname", "Length", "mail-nickname-too-long", &[&[("mailNickname", &alias)]]),
        ("mailNickname", "Character", "mail-nickname-malformed", &[&[("mailNickname", ".dots")]]),
        ("mailNickname", "Character", "mail-nickname-illegal-character", &[&[("mailNickname", "a,b")]]),
        (
            "mailNickname",
            "Duplicate",
            "ad-dup-mailnickname",
            &[&[("mailNickname", "nick")], &[("mailNickname", "nick")]],
        ),
        ("proxyAddresses", "Length", "proxy-addresses-too-long", &[&[("proxyAddresses", &proxy257)]]),
        ("proxyAddresses", "Character", "proxy-malformed", &[&[("proxyAddresses", "smtp:a:b@contoso.com")]]),
        ("proxyAddresses", "Character", "proxy-malformed", &[&[("proxyAddresses", "smtp:a;c@contoso.com")]]),
        (
            "proxyAddresses",
            "Duplicate",
            "ad-dup-proxy-address",
            &[&[("proxyAddresses", "smtp:info@contoso.com")], &[("proxyAddresses", "smtp:info@contoso.com")]],
        ),
        (
            "proxyAddresses",
            "TopLevelDomain",
            "proxy-unverified-domain",
            &[&[("proxyAddresses", "SMTP:x@lab.local"), ("msExchRemoteRecipientType", "4")]],
        ),
        ("proxyAddresses", "DomainPart", "proxy-malformed", &[&[("proxyAddresses", "SMTP:x@lab#.com")]]),
        ("proxyAddresses", "LocalPart", "proxy-malformed", &[&[("proxyAddresses", "SMTP:x@@contoso.com")]]),
        ("proxyAddresses", "Format", "proxy-malformed", &[&[("proxyAddresses", "SMTP:nobody")]]),
        ("sAMAccountName", "Length", "sam-account-name-too-long", &[&[("sAMAccountName", &account)]]),
        ("sAMAccountName", "Character", "sam-account-name-illegal-character", &[&[("sAMAccountName", "a*b")]]),
        (
            "sAMAccountName",
            "Duplicate",
            "ad-dup-samaccountname",
            &[
                &[("sAMAccountName", "twice"), ("userPrincipalName", "")],
                &[("sAMAccountName", "twice"), ("userPrincipalName", "")],
            ],
        ),
        ("targetAddress", "Length", "target-address-too-long", &[&[("targetAddress", &target256)]]),
        ("targetAddress", "Character", "target-address-malformed", &[&[("targetAddress", "SMTP:a:b@contoso.com")]]),
        ("targetAddress", "Character", "target-address-malformed", &[&[("targetAddress", "SMTP:a\\b@contoso.com")]]),
        ("targetAddress", "DomainPart", "target-address-malformed", &[&[("targetAddress", "SMTP:x@lab###.com")]]),
        ("targetAddress", "LocalPart", "target-address-malformed", &[&[("targetAddress", "SMTP:x@@contoso.com")]]),
        ("targetAddress", "Format", "target-address-malformed", &[&[("targetAddress", "SMTP:nobody")]]),
        (
            "targetAddress",
            "Duplicate",
            "ad-dup-targetaddress",
            &[&[("targetAddress", "SMTP:t@contoso.com")], &[("targetAddress", "SMTP:t@contoso.com")]],
        ),
        ("userPrincipalName", "Length", "user-principal-name-too-long", &[&[("userPrincipalName", &upn114)]]),
        (
            "userPrincipalName",
            "Character",
            "identity-data-validation-failed",
            &[&[("userPrincipalName", "a&&&b@contoso.com")]],
        ),
        ("userPrincipalName", "Character", "attr-invisible-char", &[&[("userPrincipalName", "jörg@contoso.com")]]),
        (
            "userPrincipalName",
            "Character",
            "user-principal-name-apostrophe",
            &[&[("userPrincipalName", "o'shea@contoso.com")]],
        ),
        ("userPrincipalName", "TopLevelDomain", "ad-upn-nonroutable", &[&[("userPrincipalName", "x@lab.local")]]),
        (
            "userPrincipalName",
            "DomainPart",
            "identity-data-validation-failed",
            &[&[("userPrincipalName", "x@con_toso.com")]],
        ),
        (
            "userPrincipalName",
            "LocalPart",
            "identity-data-validation-failed",
            &[&[("userPrincipalName", "x@y@contoso.com")]],
        ),
        ("userPrincipalName", "Format", "identity-data-validation-failed", &[&[("userPrincipalName", "nobody")]]),
        (
            "userPrincipalName",
            "Duplicate",
            "ad-dup-upn",
            &[&[("userPrincipalName", "one@contoso.com")], &[("userPrincipalName", "one@contoso.com")]],
        ),
        // The dedicated rules have these besides.
        ("displayName", "Character", "display-name-blanks-around", &[&[("displayName", " Ann Lee ")]]),
        (
            "mailNickname",
            "Blank",
            "ad-mailnickname-blank",
            &[&[("ObjectClass", "contact"), ("mail", "c1@contoso.com"), ("targetAddress", "SMTP:c1@contoso.com")]],
        ),
        (
            "targetAddress",
            "Blank",
            "target-address-blank",
            &[&[("ObjectClass", "contact"), ("mail", "c2@contoso.com"), ("mailNickname", "c2")]],
        ),
        ("targetAddress", "Blank", "target-address-blank", &[&[("mail", "c3@contoso.com"), ("homeMDB", "")]]),
        (
            "proxyAddresses",
            "Character",
            "proxy-addresses-illegal-character",
            &[&[("proxyAddresses", "SIP:a b@contoso.com")]],
        ),
        ("proxyAddresses", "Character", "proxy-addresses-illegal-character", &[&[("proxyAddresses", "X500:/o=a[b]")]]),
    ];
    for name in NAMES {
        assert!(kinds.iter().any(|(_, kind, _, _)| *kind == name), "{name}");
    }
    assert_found(kinds);
}

/// IdFix compares one attribute with itself, as it is written but for letter case in some.
#[test]
fn what_idfix_misses_is_found() {
    assert_found(&[
        (
            "mail and userPrincipalName",
            "Duplicate",
            "ad-cross-attribute-collision",
            &[&[("mail", "it@contoso.com")], &[("userPrincipalName", "it@contoso.com")]],
        ),
        (
            "proxyAddresses and userPrincipalName",
            "Duplicate",
            "ad-cross-attribute-collision",
            &[
                &[("proxyAddresses", "SMTP:b@contoso.com|smtp:desk@contoso.com")],
                &[("userPrincipalName", "desk@contoso.com")],
            ],
        ),
        (
            "proxyAddresses and mail",
            "Duplicate",
            "ad-cross-attribute-collision",
            &[&[("proxyAddresses", "SMTP:c@contoso.com|smtp:office@contoso.com")], &[("mail", "office@contoso.com")]],
        ),
        (
            "proxyAddresses in other letter case",
            "Duplicate",
            "ad-dup-proxy-address",
            &[&[("proxyAddresses", "SMTP:Info@Contoso.com")], &[("proxyAddresses", "smtp:info@contoso.com")]],
        ),
        (
            "one object, other letter case",
            "Duplicate",
            "ad-dup-proxy-same-object",
            &[&[("proxyAddresses", "SMTP:me@contoso.com|smtp:ME@contoso.com")]],
        ),
        (
            "userPrincipalName in other letter case",
            "Duplicate",
            "ad-dup-upn",
            &[&[("userPrincipalName", "Ann@contoso.com")], &[("userPrincipalName", "ann@CONTOSO.com")]],
        ),
        (
            "mail with blanks around",
            "Duplicate",
            "ad-dup-mail",
            &[&[("mail", "blank@contoso.com ")], &[("mail", " blank@contoso.com")]],
        ),
        (
            "proxyAddresses with blanks around",
            "Duplicate",
            "ad-dup-proxy-address",
            &[&[("proxyAddresses", "smtp:edge@contoso.com ")], &[("proxyAddresses", " smtp:edge@contoso.com")]],
        ),
    ]);
}
