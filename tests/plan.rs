//! Plans: chosen fixes in safe order, tried on the data first. What each rule offers is tested with the rules.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{ad_csv, analyse, cloud_csv, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Change, Fix, Operation, Owner, Safety};
use dirmatch::model::{Attribute, ObjectId};
use dirmatch::plan::{Choice, Plan};
use dirmatch::rules;

#[test]
fn every_fix_of_the_school_resolves_its_finding_and_brings_in_none() {
    let mut faults = Vec::new();
    let tried = common::fixes::try_all(&common::analyse_school(), "the school", &mut faults);
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(tried > 30, "{tried} fixes");
}

const A: Owner = Owner::on_premises(ObjectId(0));
const B: Owner = Owner::on_premises(ObjectId(1));

fn two_people() -> Analysis {
    let ad = ad_csv(&[
        "og=G1 sam=ann upn=ann@c px=P:ann@c,s:x@c name=Ann",
        "og=G2 sam=bob upn=bob@c px=P:bob@c,s:y@c name=Bob",
    ]);
    analyse(&[("ad.csv", ad.as_str())], &tenant_settings())
}

/// A change as `+entry` or `-entry` of proxyAddresses, or as `upn before after`, likewise mail and sam.
fn change(owner: Owner, text: &str) -> Change {
    let list = |operation| Change { owner, attribute: Attribute::ProxyAddresses, operation };
    if let Some(entry) = text.strip_prefix('+') {
        return list(Operation::Add(entry.to_owned()));
    }
    if let Some(entry) = text.strip_prefix('-') {
        return list(Operation::Remove(entry.to_owned()));
    }
    let words: Vec<&str> = text.split(' ').collect();
    let attribute = match words[0] {
        "upn" => Attribute::UserPrincipalName,
        "mail" => Attribute::Mail,
        "sam" => Attribute::SamAccountName,
        "alias" => Attribute::MailNickname,
        other => panic!("{other}"),
    };
    let operation = Operation::Set { before: Some(words[1].to_owned()), after: Some(words[2].to_owned()) };
    Change { owner, attribute, operation }
}

fn fix(title: &str, changes: &[(Owner, &str)]) -> Fix {
    Fix {
        title: title.to_owned(),
        note: String::new(),
        safety: Safety::Review,
        keeps: None,
        changes: changes.iter().map(|&(owner, text)| change(owner, text)).collect(),
    }
}

/// Plans these fixes, each of a finding of its own, or of the finding of this number.
fn plan(fixes: Vec<(usize, Fix)>) -> Result<Plan, Vec<String>> {
    let choices = fixes.iter().enumerate().map(|(fix, &(finding, _))| Choice { finding, fix }).collect();
    let fixes = fixes.into_iter().map(|(_, fix)| fix).collect();
    let plan = Plan::of_fixes(&two_people(), choices, fixes);
    plan.map_err(|refusals| {
        refusals.into_iter().map(|refusal| format!("{:?} {}", refusal.findings, refusal.sentence)).collect()
    })
}

/// The steps as `wave owner: what is taken and brought`.
fn steps(plan: &Plan) -> Vec<String> {
    let step = |step: &dirmatch::plan::Step| {
        let change = |change: &Change| match &change.operation {
            Operation::Remove(entry) => format!("-{entry}"),
            Operation::Add(entry) => format!("+{entry}"),
            Operation::Set { after, .. } => format!("{}={}", change.attribute.name(), after.as_deref().unwrap_or("∅")),
        };
        let owner = if step.changes[0].owner == A { "A" } else { "B" };
        let changes: Vec<String> = step.changes.iter().map(change).collect();
        format!("{} {owner}: {}", step.wave, changes.join(" "))
    };
    plan.steps.iter().map(step).collect()
}

#[test]
fn an_address_moves_by_removing_syncing_and_adding() {
    let moved = plan(vec![(0, fix("move", &[(A, "-smtp:x@contoso.com"), (B, "+smtp:x@contoso.com")]))]);
    let moved = moved.expect("a plan");
    assert_eq!(steps(&moved), ["0 A: -smtp:x@contoso.com", "1 B: +smtp:x@contoso.com"]);
    assert_eq!(moved.waves(), 2);
    // Back by the same way: what was added last is removed first.
    let inverse: Vec<_> = moved.inverse().into_iter().map(|change| change.operation).collect();
    let entry = || "smtp:x@contoso.com".to_owned();
    assert_eq!(inverse, [Operation::Remove(entry()), Operation::Add(entry())]);
}

#[test]
fn of_one_object_addresses_come_before_the_upn_and_that_before_the_account_name() {
    let all = fix(
        "rename",
        &[
            (A, "sam ann alee"),
            (A, "upn ann@contoso.com a.lee@contoso.com"),
            (A, "-SMTP:ann@contoso.com"),
            (A, "+smtp:ann@contoso.com"),
            (A, "+SMTP:a.lee@contoso.com"),
            (A, "mail ann@contoso.com a.lee@contoso.com"),
        ],
    );
    let plan = plan(vec![(0, all)]).expect("a plan");
    let expected = [
        "0 A: mail=a.lee@contoso.com -SMTP:ann@contoso.com +SMTP:a.lee@contoso.com +smtp:ann@contoso.com",
        "1 A: userPrincipalName=a.lee@contoso.com",
        "2 A: samAccountName=alee",
    ];
    assert_eq!(steps(&plan), expected);
}

#[test]
fn a_primary_address_steps_back_when_the_next_arrives() {
    // B gives y up; A takes it on as the primary address, and keeps its own until then.
    let taken = fix(
        "take",
        &[
            (B, "-smtp:y@contoso.com"),
            (A, "-SMTP:ann@contoso.com"),
            (A, "+smtp:ann@contoso.com"),
            (A, "+SMTP:y@contoso.com"),
            (A, "mail ann@contoso.com y@contoso.com"),
        ],
    );
    let plan = plan(vec![(0, taken)]).expect("a plan");
    let expected = [
        "0 B: -smtp:y@contoso.com",
        "1 A: mail=y@contoso.com -SMTP:ann@contoso.com +SMTP:y@contoso.com +smtp:ann@contoso.com",
    ];
    assert_eq!(steps(&plan), expected);
}

#[test]
fn what_is_only_spelled_anew_waits_for_nobody() {
    // Both hold ann@; A keeps it as a further address. Its next primary address must not arrive before that steps back.
    let both = vec![
        (0, fix("give up", &[(B, "-smtp:ann@contoso.com")])),
        (
            1,
            fix(
                "another primary",
                &[(A, "-SMTP:ann@contoso.com"), (A, "+smtp:ann@contoso.com"), (A, "+SMTP:a.lee@contoso.com")],
            ),
        ),
    ];
    let expected =
        ["0 A: -SMTP:ann@contoso.com +SMTP:a.lee@contoso.com +smtp:ann@contoso.com", "0 B: -smtp:ann@contoso.com"];
    assert_eq!(steps(&plan(both).expect("a plan")), expected);
}

#[test]
fn addresses_are_swapped_in_two_waves() {
    let swap = plan(vec![
        (0, fix("x to Bob", &[(A, "-smtp:x@contoso.com"), (B, "+smtp:x@contoso.com")])),
        (1, fix("y to Ann", &[(B, "-smtp:y@contoso.com"), (A, "+smtp:y@contoso.com")])),
    ]);
    let expected = [
        "0 A: -smtp:x@contoso.com",
        "0 B: -smtp:y@contoso.com",
        "1 A: +smtp:y@contoso.com",
        "1 B: +smtp:x@contoso.com",
    ];
    assert_eq!(steps(&swap.expect("a plan")), expected);
}

#[test]
fn upns_cannot_be_swapped_at_once() {
    let swap = plan(vec![
        (3, fix("Ann is bob", &[(A, "upn ann@contoso.com bob@contoso.com")])),
        (5, fix("Bob is ann", &[(B, "upn bob@contoso.com ann@contoso.com")])),
        // What only waits for them is no part of the circle.
        (7, fix("Ann is alee", &[(A, "sam ann alee")])),
    ]);
    let expected = "[3, 5] Each of these waits for another to give a value up first: Ann, Bob. Take one of them out, sync, \
                    and plan it afterwards.";
    assert_eq!(swap.expect_err("a circle"), [expected]);
}

#[test]
fn what_contradicts_is_refused() {
    let keeps = |owner, address: &str, fix: Fix| Fix { keeps: Some((owner, address.to_owned())), ..fix };
    let refused = |fixes| plan(fixes).expect_err("a contradiction");
    // Two fixes of one finding.
    let ann_keeps = || keeps(A, "x@contoso.com", fix("Ann keeps x", &[(B, "-smtp:x@contoso.com")]));
    let bob_keeps = || keeps(B, "x@contoso.com", fix("Bob keeps x", &[(A, "-smtp:x@contoso.com")]));
    let both = refused(vec![(0, ann_keeps()), (0, bob_keeps())]);
    assert!(
        both.contains(
            &"[0] “Ann keeps x” and “Bob keeps x” are two fixes of one finding. Keep one of them.".to_owned()
        ),
        "{both:?}"
    );
    // One leaves it to somebody, the other takes it away; once by a fix that leaves it to nobody.
    let lost = "One leaves x@contoso.com to Ann, the other takes it away. Then nobody would have it. Keep one of them.";
    let taken = refused(vec![(0, ann_keeps()), (1, fix("drop x", &[(A, "-smtp:x@contoso.com")]))]);
    assert_eq!(taken, [format!("[0, 1] {lost}")]);
    // One leaves it to somebody, the other gives it to another.
    let given = refused(vec![
        (0, keeps(A, "x@contoso.com", fix("Ann keeps x", &[(A, "upn ann@contoso.com x@contoso.com")]))),
        (1, fix("x for Bob", &[(B, "+smtp:x@contoso.com")])),
    ]);
    assert!(
        given.iter().any(|told| told.contains("One leaves x@contoso.com to Ann, the other gives it to Bob.")),
        "{given:?}"
    );
    // The same address for two people.
    let brought = refused(vec![
        (0, fix("z for Ann", &[(A, "+smtp:z@contoso.com")])),
        (1, fix("z for Bob", &[(B, "+smtp:Z@contoso.com")])),
    ]);
    assert_eq!(brought, ["[0, 1] Both give z@contoso.com away: to Ann and to Bob. Keep one of them."]);
    // One value, set to two.
    let set = refused(vec![
        (0, fix("a", &[(A, "upn ann@contoso.com a@contoso.com")])),
        (1, fix("b", &[(A, "upn ann@contoso.com b@contoso.com")])),
    ]);
    assert_eq!(set, ["[0, 1] Both change userPrincipalName of Ann, to different values. Keep one of them."]);
    // Two primary addresses for one object, one alias for two.
    let primaries = refused(vec![
        (0, fix("z first", &[(A, "-SMTP:ann@contoso.com"), (A, "+smtp:ann@contoso.com"), (A, "+SMTP:z@contoso.com")])),
        (1, fix("w first", &[(A, "-SMTP:ann@contoso.com"), (A, "+smtp:ann@contoso.com"), (A, "+SMTP:w@contoso.com")])),
    ]);
    let expected =
        "[0, 1] One makes z@contoso.com the primary address of Ann, the other w@contoso.com. Keep one of them.";
    assert_eq!(primaries, [expected]);
    let aliases = refused(vec![
        (0, fix("lee for Ann", &[(A, "alias ann lee")])),
        (1, fix("lee for Bob", &[(B, "alias bob Lee")])),
    ]);
    assert_eq!(aliases, ["[0, 1] Both give the alias Lee away: to Ann and to Bob. Keep one of them."]);
    // mail says what the object no longer has.
    let told = refused(vec![
        (0, fix("mail is y", &[(B, "mail bob@contoso.com y@contoso.com")])),
        (1, fix("y away", &[(B, "-smtp:y@contoso.com")])),
    ]);
    let expected = "[0, 1] One sets mail of Bob to y@contoso.com, the other takes that address away. Keep one of them.";
    assert_eq!(told, [expected]);
    // Taken and given.
    let undone = refused(vec![
        (0, fix("x away", &[(A, "-smtp:x@contoso.com")])),
        (1, fix("x anew", &[(A, "+smtp:x@contoso.com")])),
    ]);
    assert_eq!(undone, ["[0, 1] One takes smtp:x@contoso.com from Ann, the other gives it. Keep one of them."]);
}

#[test]
fn what_two_findings_want_alike_is_done_once() {
    let same = || fix("x away", &[(A, "-smtp:x@contoso.com")]);
    let plan = plan(vec![(0, same()), (4, same())]).expect("a plan");
    assert_eq!(steps(&plan), ["0 A: -smtp:x@contoso.com"]);
    assert_eq!(plan.steps[0].choices, [0, 1]);
    assert_eq!(plan.choices.iter().map(|choice| choice.finding).collect::<Vec<_>>(), [0, 4]);
}

/// As many fixes as findings, all at once: a plan of many takes no more than its size.
#[test]
fn a_plan_of_many_fixes_is_made_at_once() {
    let rows: Vec<String> = (0..20_000)
        .map(|number| {
            format!("og={:08x}-0000-4000-8000-000000000000 sam=u{number} px=P:u{number}@c,s:U{number}@c", number + 1)
        })
        .collect();
    let ad = ad_csv(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let analysis = analyse(&[("ad.csv", ad.as_str())], &tenant_settings());
    let context = analysis.rule_context();
    let safe = |place: usize| {
        let finding = analysis.findings.get(place)?;
        let fixes = rules::fixes(&context, &analysis.findings, finding);
        let fix = fixes.iter().position(|fix| fix.safety == Safety::Safe)?;
        Some(Choice { finding: place, fix })
    };
    let choices: Vec<Choice> = (0..analysis.findings.len()).filter_map(safe).collect();
    assert_eq!(choices.len(), 20_000);
    let plan = Plan::new(&analysis, &choices).expect("nothing contradicts");
    assert_eq!((plan.steps.len(), plan.waves()), (20_000, 1));
}

/// The fix of the school with this title, as a choice.
fn of_school(analysis: &Analysis, title: &str) -> Choice {
    let context = analysis.rule_context();
    let fixes_of = |place: usize| {
        let finding = analysis.findings.get(place).expect("a finding");
        rules::fixes(&context, &analysis.findings, finding)
    };
    (0..analysis.findings.len())
        .find_map(|finding| Some(Choice { finding, fix: fixes_of(finding).iter().position(|fix| fix.title == title)? }))
        .expect(title)
}

#[test]
fn nobody_is_led_to_an_account_that_another_fix_leaves_to_the_cloud_alone() {
    let analysis = common::analyse_school();
    let plan_of = |titles: [&str; 2]| Plan::new(&analysis, &titles.map(|title| of_school(&analysis, title)));
    let alone = "Admissions Office keeps admissions@glanyrafon.contoso.com, in the cloud alone";
    let refusals = plan_of([
        alone,
        "Give Buddug Office-Clerk the UPN admissions.office@glanyrafon.contoso.com in AD, which the account has",
    ])
    .expect_err("a contradiction");
    assert!(
        refusals.iter().any(|refusal| refusal.sentence
            == "One keeps Buddug Office-Clerk from joining the account of Admissions Office, the other leads Buddug \
                Office-Clerk to it. Keep one of them."),
        "{refusals:?}"
    );
    // What leads her nowhere goes along with it.
    assert!(plan_of([alone, "Choir keeps choir@glanyrafon.contoso.com"]).is_ok());
}

/// The titles of what a rule offers for two users with one primary address, which an account of this login has.
fn ways(ann: &str, login: &str) -> Vec<String> {
    let ad = ad_csv(&[
        &format!("og=G1 sam=ann {ann} px=P:office@c,s:lee@c mail=office@c"),
        "og=G2 sam=bob name=Bob upn=bob@c px=P:office@c,s:bob@c mail=office@c",
    ]);
    let cloud = cloud_csv(&[&format!("id=G3 name=Ann upn={login} px=P:office@c imm= sync=")]);
    let analysis = analyse(&[("ad.csv", ad.as_str()), ("users.csv", cloud.as_str())], &tenant_settings());
    let of_rule = analysis.findings.iter().find(|finding| rules::definition(finding).id == "ad-dup-proxy-address");
    let fixes = rules::fixes(&analysis.rule_context(), &analysis.findings, of_rule.expect("two claim it"));
    fixes.into_iter().map(|fix| fix.title).collect()
}

#[test]
fn the_cloud_alone_keeps_an_address_only_where_nothing_tells_whose_the_account_is() {
    let alone = "Ann keeps office@contoso.com, in the cloud alone".to_owned();
    let both = ["Lee keeps office@contoso.com".to_owned(), "Bob keeps office@contoso.com".to_owned()];
    assert_eq!(ways("name=Lee upn=lee@c", "front@c"), [[alone].as_slice(), &both].concat());
    // By the UPN as well she leads to it, and would join it without the address.
    assert_eq!(ways("name=Lee upn=ann@c", "ann@c"), both);
    assert_eq!(ways("name=Ann upn=lee@c", "front@c")[0], "Ann keeps office@contoso.com");
}
