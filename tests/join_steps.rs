//! What each step of the dry run says, row by row: its verdict, the key that it looked for, the cloud rows that it hit, and
//! how its sentence begins. The outcomes stand in `join_table.rs` and its neighbours.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::joins::{NO_ROLES, settings_with};
use common::{ad_csv, analyse, cloud_csv, report};

/// The steps of the first AD row as `step verdict key hits: sentence`.
fn steps(ad: &str, clouds: &[&[&str]], settings: &[&str]) -> Vec<String> {
    let ad = ad_csv(&[ad]);
    let clouds: Vec<String> = clouds.iter().map(|rows| cloud_csv(rows)).collect();
    let mut files = vec![("ad.csv", ad.as_str()), ("roles.csv", NO_ROLES)];
    files.extend(["c1.csv", "c2.csv"].into_iter().zip(clouds.iter().map(String::as_str)));
    let report = report(&analyse(&files, &settings_with(settings)));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let in_words = |step: &serde_json::Value| {
        let hits = step["hits"].as_array().expect("list").iter();
        let hits: Vec<String> = hits.map(|hit| (hit["row"].as_u64().expect("row") - 1).to_string()).collect();
        let hits = if hits.is_empty() { "-".to_owned() } else { hits.join("+") };
        let [name, verdict, key, why] = ["step", "verdict", "key", "why"].map(|field| text(&step[field]));
        format!("{name} {verdict} {key} {hits}: {why}")
    };
    report["objects"][0]["steps"].as_array().expect("list").iter().map(in_words).collect()
}

/// Fails unless one of the steps begins so.
#[track_caller]
fn says(ad: &str, clouds: &[&[&str]], settings: &[&str], expected: &str) {
    let steps = steps(ad, clouds, settings);
    assert!(steps.iter().any(|step| step.starts_with(expected)), "{expected}\n{ad} | {clouds:?}\n{steps:#?}");
}

const ANN: &str = "og=G1 cg= sam=a upn=a@c px=P:a@c";
const BY_UPN: &str = "og=G1 cg= sam=a upn=a@c px=";
/// Somebody else, once with and once without an anchor that is told.
const OTHER: &str = "id=G9 upn=z@c px=P:z@c imm=b(G9) sync=true";
const UNTOLD: &str = "id=G9 upn=z@c px=P:z@c sync=true";

#[test]
fn scope() {
    says(ANN, &[&[OTHER]], &[], "scope yes - -: An ordinary user: ");
    says("class=group og=G1 sam=a gt=-2147483646", &[&[OTHER]], &[], "scope yes - -: An ordinary object: ");
}

#[test]
fn source_anchor() {
    let own = "iGhmiAEBERG7uxI0VniQqw== -";
    let expect = |ad: &str, clouds: &[&[&str]], verdict: &str, why: &str| {
        says(ad, clouds, &[], &format!("source-anchor {verdict}: {why}"));
    };
    expect(ANN, &[&[OTHER]], &format!("no {own}"), "No cloud account has this ImmutableId.");
    let assumed = "No cloud account has the objectGUID as its ImmutableId. The AD export does not tell";
    expect("og=G1 sam=a upn=a@c", &[&[OTHER]], &format!("unknown {own}"), assumed);
    let either = "The AD export does not tell in which order the bytes of the anchor stand.";
    expect("og=8868668801011111bbbb1234567890ab cg= sam=a", &[&[OTHER]], &format!("no {own}"), either);
    // Of two cloud files one tells anchors.
    let partly = "No cloud account whose ImmutableId the files tell has this one.";
    expect(ANN, &[&[OTHER], &["id=G8 upn=y@c px=P:y@c"]], &format!("unknown {own}"), partly);
    expect("sam=a upn=a@c", &[&[OTHER]], "unknown - -", "The AD export does not tell the object's source anchor");
    // No cloud file tells anchors.
    expect(ANN, &[&[UNTOLD]], &format!("unknown {own}"), "The Microsoft 365 export has no ImmutableId.");
    let group = "class=group og=G1 sam=g gt=-2147483646 px=P:g@c";
    let groups = ["id=G8 class=group name=H px=P:h@c gts= me=True se=False"];
    expect(group, &[&groups], &format!("unknown {own}"), "No export of Microsoft 365 tells the anchors of groups");
    expect(group, &[&[OTHER]], "unknown - -", "No file lists the groups of Microsoft 365");
    expect(ANN, &[], "unknown - -", "No export of Microsoft 365 is loaded.");
    // In another spelling, and found.
    let spelt = "id=G5 upn=x@c px= imm=88686688-0101-1111-bbbb-1234567890ab sync=";
    expect(
        ANN,
        &[&[spelt]],
        "no iGhmiAEBERG7uxI0VniQqw== 1",
        "A cloud account spells these very bytes in another way.",
    );
    let linked = ["id=G5 upn=x@c px= imm=b(G1) sync=true"];
    expect(ANN, &[&linked], "yes iGhmiAEBERG7uxI0VniQqw== 1", "A cloud account has exactly this ImmutableId.");
    let this_order = "A cloud account has exactly this ImmutableId. The AD export does not tell in which order";
    let bare = "og=8868668801011111bbbb1234567890ab cg= sam=a";
    expect(bare, &[&linked], "yes iGhmiAEBERG7uxI0VniQqw== 1", this_order);
}

/// A synced account that agrees by another key, where anchors cannot be compared.
#[test]
fn existing_link() {
    let sid = |last: u32| format!("sid=S-1-5-21-1-2-3-{last}");
    let expect = |ad: &str, cloud: &[&str], found: &str, why: &str| {
        says(ad, &[cloud], &[], &format!("existing-link yes {found}: A synced cloud object {why}"));
    };
    let likely = "Likely they are joined already";
    let with_sid = format!("{ANN} {}", sid(1101));
    let same_sid = format!("id=G5 upn=x@c px=P:x@c sync=true {}", sid(1101));
    expect(&with_sid, &[&same_sid], "S-1-5-21-1-2-3-1101 1", &format!("carries its SID. {likely}"));
    let found = "a@contoso.com 1";
    let both = "id=G5 upn=a@c px=P:a@c sync=true";
    expect(ANN, &[both], found, &format!("has its primary address and its UPN. {likely}"));
    expect(ANN, &["id=G5 upn=b@c px=P:a@c sync=true"], found, &format!("has its primary address. {likely}"));
    let by_upn = "id=G5 upn=a@c px=P:b@c sync=true";
    expect(ANN, &[by_upn], found, &format!("has its UPN. {likely}"));
    // Two synced accounts; and the SID of another.
    let crossed = "has its primary address. Another synced object agrees by another key";
    expect(ANN, &[by_upn, "id=G6 upn=b@c px=P:a@c sync=true"], "a@contoso.com 2", crossed);
    let contradicted = "has its primary address and its UPN. But it carries the SID of another AD object";
    expect(&with_sid, &[&format!("{both} {}", sid(1102))], found, contradicted);
}

#[test]
fn primary_address() {
    let expect =
        |ad: &str, cloud: &[&str], expected: &str| says(ad, &[cloud], &[], &format!("primary-smtp {expected}"));
    // It has none that counts, or the export does not tell.
    expect("og=G1 cg= sam=a upn=a@c px=s:a@c", &[OTHER], "not-asked - -: None of its addresses is primary");
    expect(BY_UPN, &[OTHER], "not-asked - -: It has no e-mail address.");
    expect("og=G1 cg= sam=a upn=a@c", &[OTHER], "unknown - -: The AD export does not tell its addresses.");
    // Nobody has it.
    expect(ANN, &[OTHER], "no a@contoso.com -: It is no account's primary address.");
    let several = "no a@contoso.com -: The first of its primary addresses is no account's.";
    expect("og=G1 cg= sam=a upn=a@c px=P:a@c,P:b@c", &[OTHER], several);
    let second = "id=G6 upn=q@c px=P:q@c,s:a@c imm= sync=";
    expect(ANN, &[second], "no a@contoso.com 1: It is no account's primary address. It is a second address");
    // One has it, and two.
    let free = ["id=G5 upn=x@c px=P:a@c imm= sync=", "id=G6 upn=y@c px=P:a@c imm= sync="];
    expect(ANN, &free[..1], "yes a@contoso.com 1: It is the primary address of one account.");
    expect(ANN, &free, "yes a@contoso.com 1+2: Several accounts have this primary address");
}

#[test]
fn sign_in_name() {
    let expect = |ad: &str, cloud: &[&str], settings: &[&str], expected: &str| {
        says(ad, &[cloud], settings, &format!("upn {expected}"));
    };
    expect(BY_UPN, &[OTHER], &[], "no a@contoso.com -: It is no account's UPN.");
    expect("og=G1 cg= sam=a px=", &[OTHER], &[], "unknown - -: The AD export does not tell its UPN.");
    expect("og=G1 cg= sam=a upn= px=", &[OTHER], &[], "unknown - -: It has no UPN. The sync sends its account name");
    let chosen = "unknown - -: The attribute that the tenant chose for the sign-in name is not set.";
    expect("og=G1 cg= sam=a upn=a@c mail= px=", &[OTHER], &["loginIdAttribute=mail"], chosen);
    let free = ["id=G5 upn=a@c px= imm= sync=", "id=G6 upn=a@c px= imm= sync="];
    expect(BY_UPN, &free[..1], &[], "yes a@contoso.com 1: It is the UPN of one account.");
    expect(BY_UPN, &free, &[], "yes a@contoso.com 1+2: Several accounts have this UPN");
    let off = "blocked a@contoso.com 1: An account has this UPN, but soft match by UPN is off";
    expect(BY_UPN, &free[..1], &["softMatchOnUpnEnabled=false"], off);
}

#[test]
fn permission() {
    let expect = |ad: &str, cloud: &str, expected: &str| says(ad, &[&[cloud]], &[], &format!("permission {expected}"));
    expect(BY_UPN, "id=G5 upn=a@c px= imm= sync= opoi= soa=false", "yes - 1: The cloud object is taken over");
    expect(BY_UPN, "id=G5 upn=a@c px= imm=b(G2) sync=true", "blocked - 1: The account carries another anchor");
    let untold = "unknown - 1: The account carries an anchor, and the AD export does not tell the object's own.";
    expect("og=G1 cg=hello~world sam=a upn=a@c px=", "id=G5 upn=a@c px= imm=b(G2) sync=", untold);
}

#[test]
fn uniqueness() {
    let expect = |cloud: &str, expected: &str| says(ANN, &[&[cloud]], &[], &format!("uniqueness {expected}"));
    expect(OTHER, "yes - -: No account matches, and its values are free");
    let second = "id=G6 upn=q@c px=P:q@c,s:a@c imm= sync=";
    expect(
        second,
        "blocked a@contoso.com 1: No account matches, so a new one is created. An address belongs to another",
    );
}

#[test]
fn nothing_to_go_by() {
    let nothing = "uniqueness unknown - -: The files hold no anchor, UPN or address";
    says("sam=a name=Ann", &[&[UNTOLD]], &[], nothing);
}
