//! What other tools than the sync would find: Cayosoft Administrator, RM Unify, and whether they agree with the sync.
//! Each branch has a row in which it counts, one that it just misses, and one in which the files do not tell.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{GUIDS, ad_csv, analyse, analyse_school, cloud_csv, report, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::join::agreement::{Agreement, Reading, compare};
use dirmatch::join::rm_unify;
use dirmatch::model::ObjectId;
use dirmatch::settings::Settings;
use dirmatch::view::object_list::ObjectList;
use dirmatch::view::{detail, overview};
use dirmatch::wire::ObjectQuery;
use serde_json::Value;

fn settings(assignments: &[&str]) -> Settings {
    let mut settings = tenant_settings();
    for assignment in assignments {
        settings.set(assignment).expect("a setting");
    }
    settings
}

fn analysed(ad: &[&str], cloud: &[&str], assignments: &[&str]) -> Analysis {
    analyse(&[("ad.csv", &ad_csv(ad)), ("cloud.csv", &cloud_csv(cloud))], &settings(assignments))
}

/// The row of a reference among the rows of its file, or a dash.
fn row_of(reference: &Value) -> String {
    reference["row"].as_u64().map_or_else(|| "-".to_owned(), |row| (row - 1).to_string())
}

/// Key, row of the cloud user, and what is said beside it: nothing, the tool's error, or a condition that is not known.
#[track_caller]
fn cayosoft(ad: &str, cloud: &[&str], assignments: &[&str], expected: &str) {
    let report = report(&analysed(&[ad], cloud, assignments));
    let found = &report["objects"][0]["lookups"]["cayosoft"];
    let said = match found["error"].as_str() {
        None => "-",
        Some(error) if error.starts_with("Cloud user was not found") => "error",
        Some(error) if error.starts_with("Only if") => "only-if",
        Some(_) => "unknown",
    };
    let actual = format!("{} {} {said}", found["by"].as_str().unwrap_or("-"), row_of(&found["cloud"]));
    assert_eq!(actual, expected, "{found}");
}

const X: &str = "id=G5 upn=q@c imm=b(G1) sync=true px=P:q@c";
const Y: &str = "id=G6 upn=p@c imm= sync= px=P:p@c";

#[test]
fn cayosoft_by_object_id() {
    cayosoft("ext=User_G6 cg=b(G1) sam=p upn=q@c", &[X, Y], &[], "external-directory-object-id 2 -");
    cayosoft("ext=G6 cg=b(G1) sam=p upn=q@c", &[X, Y], &[], "external-directory-object-id 2 -");
    // Set but stale: the tool's error, although anchor and UPN would both find somebody.
    cayosoft("ext=User_G7 cg=b(G1) sam=p upn=p@c", &[X, Y], &[], "- - error");
    cayosoft("ext=nonsense cg= sam=p upn=p@c", &[X, Y], &[], "- - error");
    let deleted = "id=G6 upn=p@c imm= sync= del=2026-01-01~00:00:00Z";
    cayosoft("ext=User_G6 cg= sam=p upn=nobody@c", &[X, deleted], &[], "- - error");
    // Cloud files without object ids.
    let nameless = ["upn=p@c imm=b(G1) px=P:p@c", "upn=q@c imm= px=P:q@c"];
    cayosoft("ext=User_G6 cg= sam=p upn=p@c", &nameless, &[], "- - unknown");
}

#[test]
fn cayosoft_by_anchor() {
    cayosoft("ext= cg=b(G1) sam=p upn=p@c", &[X, Y], &[], "source-anchor 1 -");
    // A lookup that fails does not go on to the UPN.
    cayosoft("ext= cg=b(G2) sam=p upn=p@c", &[X, Y], &[], "- - error");
    // Bare digits, whose order of bytes is not told.
    cayosoft("ext= cg=8866688801011111bbbb1234567890ab sam=p upn=p@c", &[X, Y], &[], "source-anchor 1 -");
    let deleted = "id=G5 upn=q@c imm=b(G1) sync= del=2026-01-01~00:00:00Z";
    cayosoft("ext= cg=b(G1) sam=p upn=p@c", &[deleted, Y], &[], "- - error");
    // The cloud export has no ImmutableId.
    cayosoft("ext= cg=b(G1) sam=p upn=q@c", &["id=G5 upn=q@c sync=true"], &[], "- - unknown");
    // The object id would count before the anchor, and the AD export does not tell it.
    cayosoft("cg=b(G1) sam=p upn=p@c", &[X, Y], &[], "source-anchor 1 only-if");
    cayosoft("cg=b(G2) sam=p upn=p@c", &[X, Y], &[], "- - only-if");
}

#[test]
fn cayosoft_by_anchor_where_one_file_of_two_tells_anchors() {
    let told = cloud_csv(&[X]);
    let untold = cloud_csv(&["id=G6 upn=p@c sync="]);
    let error = |cg: &str| {
        let ad = ad_csv(&[&format!("ext= cg={cg} sam=p upn=p@c")]);
        let files = [("ad.csv", ad.as_str()), ("c1.csv", &told), ("c2.csv", &untold)];
        report(&analyse(&files, &settings(&[])))["objects"][0]["lookups"]["cayosoft"]["error"].clone()
    };
    assert_eq!(error("b(G1)"), Value::Null);
    assert!(error("b(G2)").as_str().expect("text").starts_with("Not every cloud file has an ImmutableId"));
}

#[test]
fn cayosoft_by_upn() {
    // It never looks at objectGUID, which leads the sync to the other one.
    cayosoft("ext= cg= og=G1 sam=p upn=P@c", &[X, Y], &[], "upn 2 -");
    cayosoft("ext= cg= sam=p upn=nobody@c", &[X, Y], &[], "- - error");
    // Nor at addresses.
    cayosoft("ext= cg= sam=p upn=nobody@c px=P:p@c", &[X, Y], &[], "- - error");
    cayosoft("ext= cg= sam=p upn=p@c", &[X, "id=G6 upn=p@c imm= type=Guest"], &[], "- - error");
    // By the UPN itself, not by what the sync takes for it.
    cayosoft("ext= cg= sam=p upn=p@c mail=q@c", &[X, Y], &["loginIdAttribute=mail"], "upn 2 -");
    cayosoft("ext= cg= sam=p upn= dn=CN=P,DC=contoso,DC=com", &["id=G6 upn=p@c imm=b(G1)"], &[], "- - error");
    // Not told: the UPN, and the attributes that come first.
    cayosoft("ext= cg= og=G1 sam=p mail=p@c", &[X, Y], &[], "- - unknown");
    cayosoft("ext= cg= sam=p upn=p@c", &["id=G5 imm=b(G1) px=P:p@c"], &[], "- - unknown");
    // Nothing is known then, on no condition.
    cayosoft("og=G1 sam=p mail=p@c", &[X, Y], &[], "- - unknown");
    cayosoft("og=G1 sam=p upn=p@c", &[X, Y], &[], "upn 2 only-if");
    cayosoft("og=G1 sam=p upn=nobody@c", &[X, Y], &[], "- - only-if");
    cayosoft("ext= og=G1 sam=p upn=p@c", &[X, Y], &[], "upn 2 only-if");
}

#[test]
fn cayosoft_by_upn_only() {
    let on = ["cayosoftMapByUpn=true"];
    cayosoft("ext=User_G5 cg=b(G1) sam=p upn=p@c", &[X, Y], &on, "upn 2 -");
    cayosoft("ext=User_G5 cg=b(G1) sam=p upn=nobody@c", &[X, Y], &on, "- - error");
    // What is not told beside the UPN does not matter then.
    cayosoft("og=G1 sam=p upn=p@c", &[X, Y], &on, "upn 2 -");
    cayosoft("og=G1 sam=p mail=p@c", &[X, Y], &on, "- - unknown");
}

#[test]
fn cayosoft_is_about_users_in_the_cloud() {
    let groups = analysed(&["class=group og=G1 sam=p mail=p@c"], &[X], &[]);
    assert!(report(&groups)["objects"][0]["lookups"]["cayosoft"].is_null());
    let files = [
        ("ad.csv", ad_csv(&["ext= cg= og=G1 sam=p upn=p@c"])),
        ("groups.csv", "id,displayName,mail,mailEnabled,securityEnabled,groupTypes\n55555555-5555-4555-8555-555555555555,Staff,staff@contoso.com,True,False,\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let report = report(&analyse(&files, &settings(&[])));
    assert_eq!(
        report["objects"][0]["lookups"]["cayosoft"]["error"],
        "No cloud file lists users, so the lookup is not known."
    );
}

/// Where a cloud file may be cut off, that nobody is found proves nothing; what is found counts.
#[test]
fn files_that_may_hold_a_part_only() {
    let cloud = cloud_csv(&[X, BIN]);
    let header = cloud.split_once('\n').expect("a header").0.to_owned() + "\n";
    let lookups = |ad: &str| {
        let ad = ad_csv(&[ad]);
        let files = [("ad.csv", ad.as_str()), ("a.csv", &cloud), ("b.csv", &header)];
        let report = report(&analyse(&files, &settings(&["rmUnify=true", "federatedDomains=contoso.com"])));
        report["objects"][0]["lookups"].clone()
    };
    let found = lookups("ext= cg= og=G2 sam=q upn=q@c");
    assert_eq!((&found["cayosoft"]["by"], &found["cayosoft"]["error"]), (&Value::from("upn"), &Value::Null));
    assert_eq!(found["rmUnify"]["grant"], false);
    let found = lookups("ext= cg= og=G2 sam=p upn=p@c");
    assert!(found["cayosoft"]["error"].as_str().expect("text").starts_with("A cloud file may hold only a part"));
    assert_eq!(found["rmUnify"]["grant"], Value::Null);
}

/// RM Unify's part of the report of the first AD object: opted out, wanted, granted, held by which cloud row. `?` is not
/// known. `users` are rows of RM Unify's list, `G1 name`; a person without an identifier is `7 name`.
#[track_caller]
fn unify(ad: &[&str], cloud: &[&str], users: &[&str], assignments: &[&str], expected: &str) {
    let mut list = "PersonID,Username\n".to_owned();
    for user in users {
        let (person, name) = user.split_once(' ').expect("person and name");
        let number = person.strip_prefix('G').and_then(|number| number.parse::<usize>().ok());
        list += number.map_or(person, |number| GUIDS[number - 1]);
        list += ",";
        list += name;
        list += "\n";
    }
    let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
    let mut files = vec![("ad.csv", ad.as_str()), ("cloud.csv", &cloud)];
    if !users.is_empty() {
        files.push(("EstablishmentUsers.csv", &list));
    }
    let mut all = vec!["rmUnify=true", "federatedDomains=contoso.com"];
    all.extend(assignments);
    let found = report(&analyse(&files, &settings(&all)))["objects"][0]["lookups"]["rmUnify"].clone();
    let yes_or_no = |value: &Value| match value.as_bool() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "?",
    };
    let wanted = found["wanted"].as_str().unwrap_or("?");
    let actual = format!(
        "{} {wanted} {} {}",
        yes_or_no(&found["optedOut"]),
        yes_or_no(&found["grant"]),
        row_of(&found["heldBy"])
    );
    assert_eq!(actual, expected, "{found}");
}

/// The account of the first user, joined by its ImmutableId.
const OWN: &str = "id=G5 upn=smithj@c imm=b(G1) px=P:smithj@c";
/// A deleted account of somebody else, so that the recycle bin is there.
const BIN: &str = "id=G9 upn=gone@c imm= px=P:gone@c del=2026-01-01~00:00:00Z";
const SMITH: &str = "og=G1 sam=jsmith upn=smithj@c";

#[test]
fn rm_unify_is_asked_only_where_it_is_in_use() {
    let rm_unify = |ad: &str, assignments: &[&str]| {
        report(&analysed(&[ad], &[OWN], assignments))["objects"][0]["lookups"]["rmUnify"].clone()
    };
    assert!(rm_unify(SMITH, &[]).is_null());
    assert!(rm_unify(SMITH, &["rmUnify=false"]).is_null());
    assert!(!rm_unify(SMITH, &["rmUnify=true"]).is_null());
    assert!(rm_unify("class=group og=G1 sam=jsmith mail=jsmith@c", &["rmUnify=true"]).is_null());
}

#[test]
fn rm_unify_opt_out_needs_the_earlier_name() {
    // The address is the name before the rename: it follows.
    unify(&[SMITH], &[OWN, BIN], &["G1 smithj"], &[], "no jsmith@contoso.com yes -");
    unify(&[SMITH], &[OWN, BIN], &["G1 SmithJ"], &[], "no jsmith@contoso.com yes -");
    // It is something else: it stays.
    unify(&[SMITH], &[OWN, BIN], &["G1 johns"], &[], "yes jsmith@contoso.com yes -");
    // Not told: no list, a list without the user, one that contradicts itself, RM's own numbers.
    unify(&[SMITH], &[OWN, BIN], &[], &[], "? jsmith@contoso.com yes -");
    unify(&[SMITH], &[OWN, BIN], &["G2 smithj"], &[], "? jsmith@contoso.com yes -");
    unify(&[SMITH], &[OWN, BIN], &["G1 smithj", "G1 johns"], &[], "? jsmith@contoso.com yes -");
    unify(&[SMITH], &[OWN, BIN], &["7 smithj"], &[], "? jsmith@contoso.com yes -");
    // The list tells the name, but no account or no address is known.
    unify(&[SMITH], &["id=G6 upn=x@c imm= px=P:x@c", BIN], &["G1 smithj"], &[], "? jsmith@contoso.com yes -");
    unify(&[SMITH], &["id=G5 upn=x@c imm=b(G1)", BIN], &["G1 smithj"], &[], "? jsmith@contoso.com yes -");
    let two = "id=G5 upn=smithj@c imm=b(G1) px=P:smithj@c,P:other@c";
    unify(&[SMITH], &[two, BIN], &["G1 smithj"], &[], "? jsmith@contoso.com yes -");
}

/// The way in for an older AD export.
#[test]
fn rm_unify_takes_an_earlier_name_from_elsewhere() {
    let analysis = analysed(&[SMITH], &[OWN, BIN], &["rmUnify=true", "federatedDomains=contoso.com"]);
    let context = analysis.context();
    let opted_out = |earlier| {
        let decision = analysis.joins.decision(ObjectId(0));
        rm_unify::look_up_with(&context, ObjectId(0), decision, earlier).expect("in use").opted_out
    };
    assert_eq!(opted_out(Some("smithj")), Some(false));
    assert_eq!(opted_out(Some("jsmith")), Some(true));
    assert_eq!(opted_out(None), None);
    assert_eq!(rm_unify::opted_out(Some("a"), Some("A@b.example")), Some(false));
    assert_eq!(rm_unify::opted_out(Some("a"), Some("no address")), None);
    assert_eq!(rm_unify::opted_out(Some("a"), None), None);
}

#[test]
fn rm_unify_wants_name_and_federated_domain() {
    let two = ["federatedDomains=contoso.com,fabrikam.com"];
    let own_f = "id=G5 upn=smithj@f imm=b(G1) px=P:smithj@f";
    unify(&[SMITH], &[own_f, BIN], &[], &two, "? jsmith@fabrikam.com yes -");
    // The UPN before the address.
    let both = "id=G5 upn=smithj@f imm=b(G1) px=P:smithj@c";
    unify(&[SMITH], &[both, BIN], &[], &two, "? jsmith@fabrikam.com yes -");
    let by_address = "id=G5 upn=smithj@o imm=b(G1) px=P:smithj@f";
    unify(&[SMITH], &[by_address, BIN], &[], &two, "? jsmith@fabrikam.com yes -");
    // Several domains and no account in one of them; no domain; no account name.
    unify(&[SMITH], &["id=G5 upn=smithj@o imm=b(G1) px=P:smithj@o", BIN], &[], &two, "? ? ? -");
    unify(&[SMITH], &["id=G6 upn=x@f imm= px=P:x@f", BIN], &[], &two, "? ? ? -");
    unify(&[SMITH], &[OWN, BIN], &[], &["federatedDomains="], "? ? ? -");
    unify(&["og=G1 upn=smithj@c name=J"], &[OWN, BIN], &[], &[], "? ? ? -");
    unify(&["og=G1 sam= upn=smithj@c"], &[OWN, BIN], &[], &[], "? ? ? -");
}

#[test]
fn rm_unify_takes_the_address_from_an_attribute() {
    let mail = ["rmUnifyEmailAttribute=mail"];
    unify(&["og=G1 sam=jsmith upn=smithj@c mail=jane@c"], &[OWN, BIN], &[], &mail, "? jane@contoso.com yes -");
    // Not set up, or not set for the user: the user name counts.
    unify(&["og=G1 sam=jsmith upn=smithj@c mail=jane@c"], &[OWN, BIN], &[], &[], "? jsmith@contoso.com yes -");
    unify(
        &["og=G1 sam=jsmith upn=smithj@c mail=", "og=G2 sam=k mail=k@c"],
        &[OWN, BIN],
        &[],
        &mail,
        "? jsmith@contoso.com yes -",
    );
    // Not told.
    unify(&[SMITH], &[OWN, BIN], &[], &mail, "? ? ? -");
    // Only addresses in a federated domain work; which those are may not be known.
    unify(&["og=G1 sam=jsmith upn=smithj@c mail=jane@f"], &[OWN, BIN], &[], &mail, "? jane@fabrikam.com no -");
    unify(&["og=G1 sam=jsmith upn=smithj@c mail=jane"], &[OWN, BIN], &[], &mail, "? jane no -");
    let unknown = ["rmUnifyEmailAttribute=mail", "federatedDomains="];
    unify(&["og=G1 sam=jsmith upn=smithj@c mail=jane@f"], &[OWN, BIN], &[], &unknown, "? jane@fabrikam.com ? -");
}

#[test]
fn rm_unify_gives_no_address_of_another() {
    let kim = "og=G1 sam=Kim upn=kim.new@c";
    // A proxy address elsewhere, of whatever kind of object.
    unify(&[kim], &["id=G6 upn=other@c imm= px=P:other@c,s:KIM@c", BIN], &[], &[], "? Kim@contoso.com no 1");
    unify(&[kim], &["id=G6 upn=other@c imm= px=P:other@c,s:kim2@c", BIN], &[], &[], "? Kim@contoso.com yes -");
    unify(&[kim], &["id=G6 upn=kim@c imm= px=P:other@c", BIN], &[], &[], "? Kim@contoso.com no 1");
    // A deleted user had it: by a UPN with the object's id before it, or by an address.
    let gone = "id=66666666-6666-4666-8666-666666666666 upn=66666666666646668666666666666666kim@c imm= px=P:x@c del=2026-01-01~00:00:00Z";
    unify(&[kim], &[OWN, gone], &[], &[], "? Kim@contoso.com no 2");
    let gone_by_address = "id=G6 upn=x@c imm= px=P:x@c,s:kim@c del=2026-01-01~00:00:00Z";
    unify(&[kim], &["id=G5 upn=y@c imm= px=P:y@c", gone_by_address], &[], &[], "? Kim@contoso.com no 2");
    // Another user of RM Unify has the name; the same person does not count; who it is may not be told.
    let free = ["id=G5 upn=y@c imm= px=P:y@c", BIN];
    unify(&[kim], &free, &["G2 KIM"], &[], "? Kim@contoso.com no -");
    unify(&[kim], &free, &["G1 kim"], &[], "? Kim@contoso.com yes -");
    unify(&[kim], &free, &["7 kim"], &[], "? Kim@contoso.com ? -");
    unify(&["sam=Kim upn=kim.new@c"], &free, &["G2 kim"], &[], "? Kim@contoso.com ? -");
}

#[test]
fn rm_unify_grants_what_is_the_users_own() {
    let own = "id=G5 upn=smithj@c imm=b(G1) px=P:smithj@c,s:jsmith@c";
    unify(&[SMITH], &[own], &[], &[], "? jsmith@contoso.com yes 1");
    // By the UPN of his account, unless another has it as an address.
    let by_upn = "id=G5 upn=jsmith@c imm=b(G1) px=P:smithj@c";
    unify(&[SMITH], &[by_upn], &[], &[], "? jsmith@contoso.com yes 1");
    unify(&[SMITH], &[by_upn, "id=G6 upn=x@c imm= px=P:jsmith@c"], &[], &[], "? jsmith@contoso.com no 2");
    // His own deleted account, which the sync brings back.
    let deleted = "id=G5 upn=jsmith@c imm=b(G1) px=P:jsmith@c del=2026-01-01~00:00:00Z";
    unify(&[SMITH], &[deleted, "id=G6 upn=x@c imm= px=P:x@c"], &[], &[], "? jsmith@contoso.com yes 1");
    // An account that is only possibly his.
    let crossed = ["id=G5 upn=smithj@c sync=true px=P:a@c", "id=G6 upn=b@c sync=true px=P:jsmith@c"];
    unify(&["og=G1 sam=jsmith upn=smithj@c px=P:jsmith@c"], &crossed, &[], &[], "? jsmith@contoso.com ? 2");
}

#[test]
fn rm_unify_grants_only_what_the_files_can_tell() {
    // No deleted users; addresses of nobody, or not of everybody.
    unify(&[SMITH], &[OWN], &[], &[], "? jsmith@contoso.com ? -");
    let bin_without_addresses = "id=G9 upn=gone@c imm= del=2026-01-01~00:00:00Z";
    let own_without_addresses = "id=G5 upn=smithj@c imm=b(G1)";
    unify(&[SMITH], &[own_without_addresses, bin_without_addresses], &[], &[], "? jsmith@contoso.com ? -");
    unify(
        &[SMITH],
        &[OWN, "id=G9 upn=gone@c imm= del=2026-01-01~00:00:00Z px="],
        &[],
        &[],
        "? jsmith@contoso.com yes -",
    );
    let full = cloud_csv(&[OWN, BIN]);
    let without = cloud_csv(&["id=G7 upn=x@c"]);
    let ad = ad_csv(&[SMITH]);
    let files = [("ad.csv", ad.as_str()), ("a.csv", &full), ("b.csv", &without)];
    let found = report(&analyse(&files, &settings(&["rmUnify=true", "federatedDomains=contoso.com"])));
    assert_eq!(found["objects"][0]["lookups"]["rmUnify"]["grant"], Value::Null);
}

#[test]
fn readings_are_compared() {
    let (one, two) = (Some(Reading::Account(ObjectId(1))), Some(Reading::Account(ObjectId(2))));
    let (nobody, unknown) = (Some(Reading::Nobody), Some(Reading::Unknown));
    for (readings, expected) in [
        ([one, one, None], Some(Agreement::Agree)),
        ([one, one, one], Some(Agreement::Agree)),
        ([nobody, nobody, None], Some(Agreement::Agree)),
        ([one, two, None], Some(Agreement::Differ)),
        ([one, unknown, two], Some(Agreement::Differ)),
        ([nobody, one, two], Some(Agreement::Differ)),
        ([one, nobody, None], Some(Agreement::OneFindsNone)),
        ([nobody, unknown, one], Some(Agreement::OneFindsNone)),
        ([one, one, unknown], Some(Agreement::NotKnown)),
        ([nobody, unknown, None], Some(Agreement::NotKnown)),
        ([None, unknown, unknown], Some(Agreement::NotKnown)),
        ([one, None, None], None),
        ([None, None, None], None),
    ] {
        assert_eq!(compare(readings), expected, "{readings:?}");
    }
}

#[track_caller]
fn agreement(ad: &str, cloud: &[&str], assignments: &[&str], expected: &str) -> Analysis {
    let analysis = analysed(&[ad], cloud, assignments);
    let found = analysis.agreements().of(ObjectId(0)).map_or("not-compared", Agreement::name);
    assert_eq!(found, expected, "{ad}");
    analysis
}

#[test]
fn the_sync_and_cayosoft() {
    agreement("ext= cg= og=G1 sam=r upn=q@c", &[X, Y], &[], "agree");
    // The sync by objectGUID, the tool by UPN.
    agreement("ext= cg= og=G1 sam=r upn=p@c", &[X, Y], &[], "differ");
    // The sync by address, the tool by UPN.
    let unlinked = "id=G5 upn=q@c imm= sync= px=P:q@c";
    agreement("ext= cg= og=G1 sam=r upn=p@c px=P:q@c", &[unlinked, Y], &[], "differ");
    agreement("ext= cg= og=G1 sam=r upn=r@c px=P:q@c", &[unlinked, Y], &[], "one-finds-none");
    // The sync makes a new account, and the tool finds one by its id.
    agreement("ext=User_G6 cg= og=G2 sam=r upn=r@c", &[X, Y], &[], "one-finds-none");
    agreement("ext= cg= og=G2 sam=r upn=r@c", &[X, Y], &[], "agree");
    // What holds an address in quarantine is not the account of the object.
    agreement("ext= cg= og=G2 sam=r upn=r@c px=P:r@c,s:q@c", &[X, Y], &[], "agree");
    // What is kept from joining is where the sync leads all the same.
    agreement("ext= cg= og=G2 sam=r upn=p@c", &[X, Y], &["blockSoftMatchEnabled=true"], "agree");
    agreement("og=G1 sam=r upn=p@c", &[X, Y], &[], "not-known");
    agreement("class=group og=G1 sam=r mail=r@c", &[X, Y], &[], "not-compared");
    agreement("ext= cg= og=G1 sam=MSOL_r upn=q@c", &[X, Y], &[], "not-compared");
}

#[test]
fn rm_unify_beside_them() {
    let on = ["rmUnify=true", "federatedDomains=contoso.com"];
    let analysis = agreement("ext= cg= og=G1 sam=q upn=q@c", &[X, Y], &on, "agree");
    // An account in a federated domain has an ImmutableId and is not synced: nothing is wrong with it.
    let federated = "id=G5 upn=q@c imm=b(G1) sync= px=P:q@c";
    agreement("ext= cg= og=G1 sam=q upn=q@c", &[federated, Y], &on, "agree");
    let row = &detail::object(&analysis, &dirmatch::view::suggestions::SuggestionList::default(), 0)
        .expect("there")
        .lookups[1];
    assert_eq!(row.tool, "RM Unify");
    assert!(!row.differs && row.result.starts_with("The same account as the sync, by objectGUID."), "{}", row.result);
    // The sync goes by mS-DS-ConsistencyGuid, RM Unify by objectGUID.
    let two = ["id=G5 upn=q@c imm=b(G1) px=P:q@c", "id=G6 upn=p@c imm=b(G2) px=P:p@c"];
    let analysis = agreement("ext= cg=b(G2) og=G1 sam=q upn=p@c", &two, &on, "differ");
    let lookups =
        detail::object(&analysis, &dirmatch::view::suggestions::SuggestionList::default(), 0).expect("there").lookups;
    assert_eq!(lookups.iter().map(|row| row.differs).collect::<Vec<_>>(), [false, true]);
    assert!(lookups[1].result.starts_with("Another account than the sync: q@contoso.com"), "{}", lookups[1].result);
    // That no account has the objectGUID proves nothing.
    agreement("ext= cg= og=G3 sam=q upn=p@c", &[X, Y], &on, "not-known");
    // Outside the sync the two others are compared.
    agreement("ext= cg= og=G1 sam=MSOL_r upn=q@c", &[X, Y], &on, "agree");
    agreement("ext= cg= og=G1 sam=MSOL_r upn=p@c", &[X, Y], &on, "differ");
}

#[test]
fn disagreements_are_counted_and_listed() {
    let analysis = analyse_school();
    let mut list = ObjectList::new(&analysis);
    let mut total = |tools: &[&str]| {
        let tools = tools.iter().map(|&name| name.to_owned()).collect();
        list.window(&analysis, &ObjectQuery { tools, ..ObjectQuery::default() }, 0, 0).total
    };
    let all = total(&[]);
    let each: Vec<u32> = Agreement::ALL.iter().map(|agreement| total(&[agreement.name()])).collect();
    assert_eq!(each.iter().sum::<u32>() + total(&["not-compared"]), all);
    let disagreements = overview::overview(&analysis).disagreements;
    assert_eq!(total(&["differ", "one-finds-none"]), disagreements);
    assert!(total(&["differ"]) > 0, "the school has an account on which the tools differ");
}
