//! Suggestions: each sign where it fires, where it nearly does, and where a file does not tell; how they are ranked, and that
//! nothing follows from them.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::fmt::Write as _;

use common::{ad_csv, analyse, analyse_school, cloud_csv, report_bytes, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::model::ObjectId;
use dirmatch::suggest::{Answer, Standing, Suggestions};
use dirmatch::view::detail;
use dirmatch::view::suggestions::SuggestionList;

fn analysis(ad: &[&str], cloud: &[&str]) -> Analysis {
    analyse(&[("ad.csv", &ad_csv(ad)), ("cloud.csv", &cloud_csv(cloud))], &tenant_settings())
}

fn of(analysis: &Analysis, object: ObjectId) -> Answer {
    let context = analysis.context();
    Suggestions::new(&context).of(&context, &analysis.joins, object)
}

/// Each candidate in a line: strength, row, standing unless free, signs with the number that shares them, differences.
fn lines(analysis: &Analysis, object: ObjectId) -> Vec<String> {
    of(analysis, object)
        .candidates
        .iter()
        .map(|candidate| {
            let cloud = &analysis.directories.cloud;
            let row = cloud.row(cloud.first_record(candidate.cloud)) - 1;
            let mut line = format!("{:?} {row}", candidate.strength);
            match candidate.standing {
                Standing::Free => {}
                Standing::Joined(_) => line.push_str(" joined"),
                Standing::Guest => line.push_str(" guest"),
                Standing::Deleted => line.push_str(" deleted"),
            }
            for sign in &candidate.signs {
                let holders = sign.in_active_directory.count.max(sign.in_cloud.count);
                let _ = write!(line, " {:?}", sign.sign);
                if holders > 1 {
                    let _ = write!(line, "*{holders}");
                }
            }
            for difference in &candidate.against {
                let _ = write!(line, " -{}", difference.attribute.name());
            }
            line
        })
        .collect()
}

/// Holds the candidates of the first AD object.
#[track_caller]
fn check(ad: &[&str], cloud: &[&str], expected: &[&str]) {
    assert_eq!(lines(&analysis(ad, cloud), ObjectId(0)), expected);
}

const SID: &str = "S-1-5-21-1004336348-1177238915-682003330-1001";
const OTHER_SID: &str = "S-1-5-21-1004336348-1177238915-682003330-1002";

#[test]
fn identifiers() {
    let sid = |identifier: &str| format!("id=G5 upn=x@c sid={identifier}");
    let ad = format!("og=G1 upn=ann@f sid={SID}");
    check(&[&ad], &[&sid(SID)], &["Strong 1 Sid"]);
    check(&[&ad], &[&sid(&SID.to_ascii_lowercase())], &["Strong 1 Sid"]);
    check(&[&ad], &[&sid(OTHER_SID)], &[]);
    check(&[&ad], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=ann@f"], &[&sid(SID)], &[]);

    let employee = "og=G1 upn=ann@f emp=A17";
    check(&[employee], &["id=G5 upn=x@c emp=a17~"], &["Strong 1 EmployeeId"]);
    check(&[employee], &["id=G5 upn=x@c emp=A170"], &[]);
    check(&[employee], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=ann@f"], &["id=G5 upn=x@c emp=A17"], &[]);
    // Two blank cells are no value in common.
    check(&["og=G1 upn=ann@f emp=", "og=G2 upn=bob@f emp=7"], &["id=G5 upn=x@c emp=", "id=G6 upn=y@c emp=8"], &[]);

    check(&["og=G1 upn=ann@f ext=User_G5"], &["id=G5 upn=x@c"], &["Strong 1 DirectoryId"]);
    check(&["og=G1 upn=ann@f ext=User_G6"], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=ann@f ext="], &["id=G5 upn=x@c"], &[]);
}

#[test]
fn names_of_accounts() {
    let ad = "og=G1 upn=ann@f sam=a.lee";
    check(&[ad], &["id=G5 upn=x@c sam=A.Lee"], &["Fair 1 AccountName"]);
    check(&[ad], &["id=G5 upn=x@c sam=a.lee2"], &[]);
    check(&[ad], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=ann@f"], &["id=G5 upn=x@c sam=a.lee"], &[]);

    check(&["og=G1 upn=ann@f nick=Ann.L"], &["id=G5 upn=x@c nick=ann.l"], &["Weak 1 Nickname"]);
    check(&["og=G1 upn=ann@f nick=Ann.L"], &["id=G5 upn=x@c nick=annl"], &[]);
    check(&["og=G1 upn=ann@f nick=Ann.L"], &["id=G5 upn=x@c"], &[]);

    check(&["og=G1 upn=ann@contoso.local"], &["id=G5 upn=Ann@c"], &["Weak 1 LocalPart"]);
    check(&["og=G1 upn=y@f px=P:ann@f"], &["id=G5 upn=x@o px=P:ann@c"], &["Weak 1 LocalPart"]);
    check(&["og=G1 upn=ann@contoso.local"], &["id=G5 upn=anna@c"], &[]);
    // A second address is in another domain too; only the names that somebody goes by count.
    check(&["og=G1 upn=ann@contoso.local"], &["id=G5 upn=x@c px=P:x@c,s:ann@c"], &[]);
    // The domain is none of the tenant's.
    check(&["og=G1 upn=ann@contoso.local"], &["id=G5 upn=x@c px=P:ann@example.com"], &[]);
}

#[test]
fn addresses_in_common() {
    let cloud = "id=G5 upn=x@c px=P:x@c,s:a.lee@c";
    check(&["og=G1 upn=ann@f px=P:ann@f,s:A.Lee@c"], &[cloud], &["Fair 1 Address"]);
    check(&["og=G1 upn=a.lee@c"], &[cloud], &["Fair 1 Address"]);
    check(&["og=G1 upn=ann@f px=P:ann@f,s:x@c"], &[cloud], &["Fair 1 Address"]);
    check(&["og=G1 upn=ann@f px=P:ann@f,s:a.leeds@c"], &[cloud], &[]);
    check(&["og=G1 upn=ann@f px=P:ann@f,s:a.lee@c"], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=ann@f"], &[cloud], &[]);
    // Groups and contacts are no people, whatever they hold.
    check(&["og=G1 upn=ann@f px=P:ann@f,s:a.lee@c"], &["id=G5 class=group name=Lee px=P:a.lee@c"], &[]);
}

#[test]
fn names() {
    let named = |ad: &str, cloud: &str, expected: &[&str]| {
        check(&[&format!("og=G1 upn=a1@f name={ad}")], &[&format!("id=G5 upn=x@c name={cloud}")], expected);
    };
    let same = ["Weak 1 DisplayName"];
    named("Zoë~Müller", "Zoe~MULLER", &same);
    named("Łukasz~Weiß", "Lukasz~Weiss", &same);
    named("Søren~Ægir", "soren~aegir", &same);
    named("Lee,~Ann", "Ann~Lee", &same);
    named("Ann~~Lee", "Ann~Lee", &same);
    named("Seán~O'Brien-Hughes", "Sean~O’Brien~Hughes", &same);
    named("Lee~Ann", "Ann~Lee", &["Weak 1 SameWords"]);
    named("Ann~Lee", "Anton~Lee", &["Weak 1 InitialAndSurname"]);
    named("Lee,~Ann", "A.~Lee", &["Weak 1 InitialAndSurname"]);
    named("Ann~Lee", "Bob~Lee", &[]);
    named("Ann~Lee", "Ann~Leed", &[]);
    // Nobody knows which of three words is the surname.
    named("Ann~Lee", "Anton~Jo~Lee", &[]);
    // One-word names resemble only each other.
    named("Ann", "A", &[]);
    check(&["og=G1 upn=a1@f name=Ann~Lee"], &["id=G5 upn=x@c"], &[]);
    check(&["og=G1 upn=a1@f"], &["id=G5 upn=x@c name=Ann~Lee"], &[]);
    check(&["og=G1 upn=a1@f name=-"], &["id=G5 upn=x@c name=-"], &[]);

    let ad = "og=G1 upn=a1@f given=Zoë sn=Lee-Jones";
    check(&[ad], &["id=G5 upn=x@c given=Zoe sn=Lee~Jones"], &["Weak 1 GivenAndSurname"]);
    check(&[ad], &["id=G5 upn=x@c name=Lee~Jones,~Zoe"], &["Weak 1 GivenAndSurname"]);
    check(&[ad], &["id=G5 upn=x@c given=Zara sn=LEE-JONES"], &["Weak 1 InitialAndSurname"]);
    check(&[ad], &["id=G5 upn=x@c given=Zoe"], &[]);
    check(&[ad], &["id=G5 upn=x@c given= sn=Lee-Jones"], &[]);
    check(
        &["og=G1 upn=a1@f name=Zoë~Lee given=Zoë sn=Lee"],
        &["id=G5 upn=x@c name=Zoe~Lee given=Zoe sn=Lee"],
        &["Weak 1 DisplayName GivenAndSurname"],
    );
}

#[test]
fn the_likeliest_first() {
    check(
        &["og=G1 upn=ann@contoso.local name=Ann~Lee emp=17 sam=alee"],
        &[
            "id=G5 upn=anton@c name=Anton~Lee",
            "id=G6 upn=ann@c name=Ann~Lee",
            "id=G7 upn=x@c emp=17",
            "id=G8 upn=y@c sam=alee name=Somebody~Else",
        ],
        &["Strong 3 EmployeeId", "Fair 2 LocalPart DisplayName", "Fair 4 AccountName", "Weak 1 InitialAndSurname*2"],
    );
    // Signs that do not follow from each other add up; an address with a name is strong.
    check(
        &["og=G1 upn=ann@f name=Ann~Lee px=P:ann@f,s:x@c"],
        &["id=G5 upn=x@c px=P:x@c name=Lee,~Ann"],
        &["Strong 1 Address DisplayName"],
    );
    // Of equals the first.
    check(
        &["og=G1 upn=a1@f name=Ann~Lee"],
        &["id=G5 upn=x@c name=Ann~Lee", "id=G6 upn=y@c name=Ann~Lee"],
        &["Weak 1 DisplayName*2", "Weak 2 DisplayName*2"],
    );
}

#[test]
fn what_many_have_says_less() {
    let people = |count: usize, rest: &str| -> Vec<String> {
        (0..count)
            .map(|number| format!("id={number}5e91f38-3651-425f-810a-56e0fb00287a upn=p{number}@c {rest}"))
            .collect()
    };
    let rows = |people: &[String], more: &[&str]| {
        let all: Vec<&str> = people.iter().map(String::as_str).chain(more.iter().copied()).collect();
        analysis(&["og=G1 upn=ann@contoso.local name=Ann~Lee emp=0"], &all)
    };
    let few = rows(&people(7, "name=Ann~Lee"), &[]);
    let answer = of(&few, ObjectId(0));
    assert_eq!((answer.candidates.len(), answer.more), (5, 2), "five and no more");
    assert_eq!(lines(&few, ObjectId(0))[0], "Weak 1 DisplayName*7");
    // Fair with a name of its own, weak with a common one.
    let ann = "id=G5 upn=ann@c name=Ann~Lee";
    assert_eq!(lines(&rows(&[], &[ann]), ObjectId(0)), ["Fair 1 LocalPart DisplayName"]);
    assert_eq!(lines(&rows(&people(4, "name=Ann~Lee"), &[ann]), ObjectId(0))[0], "Fair 5 LocalPart DisplayName*5");
    assert_eq!(lines(&rows(&people(7, "name=Ann~Lee"), &[ann]), ObjectId(0))[0], "Weak 8 LocalPart DisplayName*8");
    // A value of everybody leads to nobody, and is still told of who is found otherwise.
    let everybody = people(30, "emp=0");
    assert_eq!(lines(&rows(&everybody, &[]), ObjectId(0)), Vec::<String>::new());
    let found = rows(&everybody, &["id=G5 upn=ann@c emp=0"]);
    assert_eq!(lines(&found, ObjectId(0)), ["Fair 31 EmployeeId*31 LocalPart"]);
    // What several AD users have is as common.
    check(&["og=G1 upn=a1@f emp=17", "og=G2 upn=a2@f emp=17"], &["id=G5 upn=x@c emp=17"], &["Weak 1 EmployeeId*2"]);
}

#[test]
fn counting_ends_where_it_says_nothing() {
    let people: Vec<String> = (0..1_100)
        .map(|number| format!("id=15e91f38-3651-425f-810a-56e0fb{number:06} upn=p{number}@c emp=0"))
        .chain(["id=G5 upn=ann@c emp=0".to_owned()])
        .collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let analysis = analysis(&["og=G1 upn=ann@contoso.local emp=0"], &people);
    let answer = of(&analysis, ObjectId(0));
    let counted = answer.candidates[0].signs[0].in_cloud;
    assert_eq!((answer.candidates.len(), counted.count, counted.is_at_least), (1, 1_000, true));
    let view = SuggestionList::default().of(&analysis, ObjectId(0)).expect("asked for");
    assert_eq!(
        view.candidates[0].signs[0].note.as_deref(),
        Some("More than 1,000 accounts in the cloud have it, so it says next to nothing.")
    );
}

#[test]
fn joined_accounts_guests_and_deleted_ones_need_an_identifier() {
    let joined_to_bob = |rest: &str| format!("id=G5 upn=bob@c px=P:bob@c {rest}");
    let bob = "og=G2 upn=bob@c px=P:bob@c";
    let ad = |rest: &str| format!("og=G1 upn=bob@contoso.local {rest}");
    check(&[&ad("name=Bob~Lee"), bob], &[&joined_to_bob("name=Bob~Lee")], &[]);
    check(&[&ad("emp=17"), bob], &[&joined_to_bob("emp=17")], &["Strong 1 joined EmployeeId LocalPart*2"]);
    // An account that is joined to another and has the name is not denied, only not named.
    let namesake = analysis(&[&ad("name=Bob~Lee"), bob], &[&joined_to_bob("name=Bob~Lee")]);
    let view = SuggestionList::default().of(&namesake, ObjectId(0)).expect("asked for");
    assert!(view.note.starts_with("No account without a counterpart"), "{}", view.note);
    // Shared by another, an employee id is no identifier any more.
    check(&[&ad("emp=17"), &format!("{bob} emp=17")], &[&joined_to_bob("emp=17")], &[]);

    for (kind, word) in [("type=Guest", "guest"), ("del=2026-11-18~10:00:00Z", "deleted")] {
        check(&[&ad("name=Bob~Lee")], &[&format!("id=G5 upn=x@c name=Bob~Lee {kind}")], &[]);
        let expected = format!("Strong 1 {word} EmployeeId");
        check(&[&ad("emp=17")], &[&format!("id=G5 upn=x@c emp=17 {kind}")], &[&expected]);
    }
    // Of two that agree as much the free one stands first.
    check(
        &["og=G1 upn=a1@f emp=17 ext=G6"],
        &["id=G5 upn=x@c emp=17 type=Guest", "id=G6 upn=y@c"],
        &["Strong 2 DirectoryId", "Strong 1 guest EmployeeId"],
    );
}

#[test]
fn what_speaks_against_it_is_told() {
    let ad = format!("og=G1 cg= upn=ann@contoso.local sid={SID} emp=17 name=Ann~Lee");
    let cloud = |rest: &str| format!("id=G5 upn=ann@c name=Ann~Lee {rest}");
    check(&[&ad], &[&cloud("imm=")], &["Fair 1 LocalPart DisplayName"]);
    check(&[&ad], &[&cloud(&format!("sid={OTHER_SID}"))], &["Weak 1 LocalPart DisplayName -objectSid"]);
    check(&[&ad], &[&cloud("emp=18")], &["Weak 1 LocalPart DisplayName -employeeId"]);
    check(&[&ad], &[&cloud("imm=b(G9)")], &["Weak 1 LocalPart DisplayName -immutableId"]);
    // More speaks against it than for it.
    check(&[&ad], &[&cloud(&format!("sid={OTHER_SID} emp=18"))], &[]);
    // What the file does not tell does not differ.
    check(&[&ad], &["id=G5 upn=ann@c name=Ann~Lee emp=", "id=G6 upn=z@c emp=99"], &["Fair 1 LocalPart DisplayName"]);
}

#[test]
fn only_users_without_a_counterpart_are_asked_for() {
    let cloud = "id=G5 upn=x@c name=Ann~Lee emp=17";
    let asked = |ad: &str, cloud: &[&str]| {
        let analysis = analysis(&[ad], cloud);
        let outcome = analysis.joins.decision(ObjectId(0)).outcome.name();
        (outcome, SuggestionList::default().of(&analysis, ObjectId(0)).map(|view| view.candidates.len()))
    };
    assert_eq!(asked("og=G1 upn=ann@f emp=17", &[cloud]), ("new-object", Some(1)));
    assert_eq!(asked("og=G1 upn=x@c emp=17", &[cloud]), ("soft-match-upn", None));
    assert_eq!(asked("og=G1 sam=MSOL_1 upn=ann@f emp=17", &[cloud]), ("out-of-scope", None));
    assert_eq!(asked("og=G1 class=group name=Ann~Lee", &[cloud]).1, None);
    // The account that keeps it from joining is named like any other, and marked.
    let blocked = "og=G1 cg= upn=ann@c px=P:ann@c emp=17";
    let holder = "id=G5 upn=ann@c px=P:ann@c emp=17 imm=b(G9)";
    assert_eq!(asked(blocked, &[holder]).1, Some(1));
    let blocked = analysis(&[blocked], &[holder]);
    let view = SuggestionList::default().of(&blocked, ObjectId(0)).expect("asked for");
    assert!(view.candidates[0].notes.iter().any(|note| note == "The account that is compared above."));
    // Without a file of the cloud nobody is asked for.
    let alone = analyse(&[("ad.csv", &ad_csv(&["og=G1 upn=ann@f"]))], &tenant_settings());
    assert!(SuggestionList::default().of(&alone, ObjectId(0)).is_none());
}

#[test]
fn values_stand_as_the_files_spell_them() {
    let analysis = analysis(
        &["og=G1 upn=ann@contoso.local px=P:ann@f,s:A.Lee@c name=LEE,~Zoë"],
        &["id=G5 upn=a.lee@c px=P:A.LEE@c name=Zoe~Lee"],
    );
    let view = SuggestionList::default().of(&analysis, ObjectId(0)).expect("asked for");
    assert!(view.note.contains("Nothing is joined by that"));
    let signs: Vec<(&str, &str, &str)> = view.candidates[0]
        .signs
        .iter()
        .map(|sign| (sign.label.as_str(), sign.on_premises.as_str(), sign.cloud.as_str()))
        .collect();
    assert_eq!(
        signs,
        [
            ("An address in common", "A.Lee@contoso.com", "a.lee@contoso.com"),
            ("Same display name", "LEE, Zoë", "Zoe Lee"),
        ]
    );
    assert_eq!(
        view.candidates[0].signs[0].note.as_deref(),
        Some("The second address in AD; the UPN and primary address in the cloud.")
    );
    assert_eq!(
        view.not_compared.as_deref(),
        Some(
            "Not compared, because a side does not tell it: external directory object id, SID, employee id, account name \
             and Exchange alias."
        )
    );
}

/// The same people in any order of files and rows.
#[test]
fn the_order_of_files_does_not_matter() {
    let ad = ad_csv(&["og=G1 upn=ann@contoso.local name=Ann~Lee emp=17"]);
    let first = cloud_csv(&["id=G5 upn=x@c name=Ann~Lee emp=17", "id=G6 upn=y@c name=Ann~Lee"]);
    let second = cloud_csv(&["id=G7 upn=z@c name=Lee,~Ann", "id=G8 upn=w@c name=Ann~Lee emp=9"]);
    let told = |files: &[(&str, &str)]| {
        let analysis = analyse(files, &tenant_settings());
        let view = SuggestionList::default().of(&analysis, ObjectId(0)).expect("asked for");
        serde_json::to_string(&view).expect("JSON")
    };
    let files = [("ad.csv", ad.as_str()), ("one.csv", first.as_str()), ("two.csv", second.as_str())];
    let expected = told(&files);
    assert!(expected.contains("Strong") && expected.contains("Lee, Ann"));
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(told(&order.map(|place| files[place])), expected, "{order:?}");
    }
}

/// Asking for suggestions, of everybody, changes neither a join nor a byte of the report.
#[test]
fn nothing_follows_from_a_suggestion() {
    let analysis = analyse_school();
    let before = report_bytes(&analysis);
    let list = SuggestionList::default();
    let (mut asked, mut named) = (0, 0);
    for (object, decision) in analysis.joins.iter() {
        let Some(view) = list.of(&analysis, object) else { continue };
        assert!(!decision.outcome.is_join(), "{} joins already", object.0);
        asked += 1;
        for candidate in &of(&analysis, object).candidates {
            named += 1;
            assert_ne!(analysis.joins.partner(candidate.cloud), Some(object), "{} is joined by a suggestion", object.0);
        }
        assert!(view.candidates.len() <= 5);
        let number = object.0;
        let shown = detail::object(&analysis, &list, number).expect("there");
        assert_eq!(shown.outcome, decision.outcome.name());
        assert_eq!(shown.suggestions.expect("shown").candidates.len(), view.candidates.len());
    }
    assert!(asked > 20 && named >= 2, "the school has {asked} without a counterpart and {named} suggestions");
    assert!(report_bytes(&analysis) == before, "the report changed");
    // Nor does a name that is in no other way told join anything, however strong it is.
    let twins =
        self::analysis(&["og=G1 upn=a1@f name=Ann~Lee emp=17 sam=ann"], &["id=G5 upn=x@c name=Ann~Lee emp=17 sam=ann"]);
    assert_eq!(lines(&twins, ObjectId(0)), ["Strong 1 EmployeeId AccountName DisplayName"]);
    assert_eq!(twins.joins.decision(ObjectId(0)).outcome.name(), "new-object");
    assert_eq!(twins.joins.partner(ObjectId(0)), None);
}
