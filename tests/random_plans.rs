//! Random fixes of random findings of random directories in which nearly everything collides. What a plan says it does is done
//! a second time, slowly, in the rows of the files: the same values come out, the findings are gone, and the inverse brings back
//! the start.
//!
//! `PROPTEST_CASES=20000 cargo test --test random_plans` looks longer.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::cell::Cell as Counter;
use std::collections::BTreeSet;

use common::fixes::is_consequence;
use common::{GUIDS, analyse, tenant_settings};
use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Change, FindingIdentity, Operation, Owner, Severity};
use dirmatch::model::{Attribute, Guid, Side};
use dirmatch::plan::{self, Cells, Choice, Plan};
use dirmatch::progress::Silent;
use dirmatch::rules;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const AD_HEADER: [&str; 10] = [
    "ObjectClass",
    "DistinguishedName",
    "ObjectGUID",
    "msDsConsistencyGuid",
    "sAMAccountName",
    "userPrincipalName",
    "mail",
    "proxyAddresses",
    "mailNickname",
    "targetAddress",
];
const CLOUD_HEADER: [&str; 9] = [
    "id",
    "userPrincipalName",
    "displayName",
    "userType",
    "proxyAddresses",
    "onPremisesImmutableId",
    "onPremisesSyncEnabled",
    "isCloudManaged",
    "exo",
];

/// The rows of one file.
type Rows = Vec<Vec<String>>;

/// The files of a directory, and what is picked of its findings.
#[derive(Clone, Debug)]
struct World {
    on_premises: Rows,
    cloud: Rows,
    picks: Vec<(usize, usize)>,
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-d]@contoso\\.com",
        2 => "[a-d]@fabrikam\\.com",
        1 => "[ab]@unverified\\.example\\.org",
        1 => "[ab]@contoso\\.onmicrosoft\\.com",
        1 => "[ab]@contoso\\.mail\\.onmicrosoft\\.com",
        1 => Just("a b@contoso.com".to_owned()),
    ]
}

fn list() -> impl Strategy<Value = String> {
    let entry = (prop_oneof![2 => Just("SMTP"), 4 => Just("smtp"), 1 => Just("SIP")], address());
    let entry = entry.prop_map(|(kind, address)| format!("{kind}:{address}"));
    prop::collection::vec(entry, 0..4).prop_map(|mut entries| {
        entries.sort_by_key(|entry| entry.chars().rev().collect::<String>());
        entries.dedup();
        entries.join("|")
    })
}

fn maybe(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 4 => text]
}

fn on_premises(place: usize) -> impl Strategy<Value = Vec<String>> {
    let class = prop_oneof![8 => Just("user"), 1 => Just("group"), 1 => Just("contact")];
    (
        class,
        "[a-d]",
        maybe(address()),
        maybe(address()),
        list(),
        maybe("[a-d]".boxed()),
        maybe(address()),
        any::<bool>(),
    )
        .prop_map(move |(class, sam, upn, mail, addresses, nickname, target, has_target)| {
            let target = if has_target && !target.is_empty() { format!("SMTP:{target}") } else { String::new() };
            let upn = if class == "user" { upn } else { String::new() };
            let guid = GUIDS[place].to_owned();
            let dn = format!("CN={place},OU=People,DC=contoso,DC=com");
            vec![class.to_owned(), dn, guid, String::new(), sam, upn, mail, addresses, nickname, target]
        })
}

fn cloud(place: usize) -> impl Strategy<Value = Vec<String>> {
    (address(), list(), prop::option::of(0_usize..5), any::<bool>()).prop_map(
        move |(upn, addresses, of, has_mailbox)| {
            let anchor = of.map(|of| Guid::parse(GUIDS[of]).expect("a GUID").to_base64()).unwrap_or_default();
            let synced = if of.is_some() { "True" } else { "" };
            let id = format!("aaaaaaaa-0000-4000-8000-00000000000{place}");
            let texts = [
                id.as_str(),
                &upn,
                "One",
                "Member",
                &addresses,
                &anchor,
                synced,
                "False",
                if has_mailbox { "True" } else { "False" },
            ];
            texts.map(str::to_owned).to_vec()
        },
    )
}

fn world() -> impl Strategy<Value = World> {
    let on_premises = (1_usize..6).prop_flat_map(|count| (0..count).map(on_premises).collect::<Vec<_>>());
    let cloud = (0_usize..5).prop_flat_map(|count| (0..count).map(cloud).collect::<Vec<_>>());
    let picks = prop::collection::vec((0_usize..1000, 0_usize..4), 1..4);
    (on_premises, cloud, picks).prop_map(|(on_premises, cloud, picks)| World { on_premises, cloud, picks })
}

fn csv(header: &[&str], rows: &Rows) -> String {
    let quoted = |row: Vec<String>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let lines = rows.iter().cloned().map(quoted);
    std::iter::once(header.join(",")).chain(lines).collect::<Vec<_>>().join("\n")
}

fn analysed(on_premises: &Rows, cloud: &Rows) -> Analysis {
    let (ad, cloud) = (csv(&AD_HEADER, on_premises), csv(&CLOUD_HEADER, cloud));
    analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())], &tenant_settings())
}

fn column(side: Side, attribute: Attribute) -> usize {
    const ON_PREMISES: [(Attribute, &str); 7] = [
        (Attribute::ConsistencyGuid, "msDsConsistencyGuid"),
        (Attribute::SamAccountName, "sAMAccountName"),
        (Attribute::UserPrincipalName, "userPrincipalName"),
        (Attribute::Mail, "mail"),
        (Attribute::ProxyAddresses, "proxyAddresses"),
        (Attribute::MailNickname, "mailNickname"),
        (Attribute::TargetAddress, "targetAddress"),
    ];
    const CLOUD: [(Attribute, &str); 3] = [
        (Attribute::UserPrincipalName, "userPrincipalName"),
        (Attribute::ProxyAddresses, "proxyAddresses"),
        (Attribute::ImmutableId, "onPremisesImmutableId"),
    ];
    let (names, header) =
        if side == Side::Cloud { (&CLOUD[..], &CLOUD_HEADER[..]) } else { (&ON_PREMISES[..], &AD_HEADER[..]) };
    let (_, name) = names.iter().find(|(known, _)| *known == attribute).expect("an attribute that a fix changes");
    header.iter().position(|other| other == name).expect("a column")
}

/// Writes a change into the rows, as an administrator with an editor would.
fn write(analysis: &Analysis, change: &Change, on_premises: &mut Rows, cloud: &mut Rows) {
    let snapshot = analysis.directories.side(change.owner.side);
    let row = snapshot.row(snapshot.first_record(change.owner.object)) as usize - 2;
    let rows = if change.owner.side == Side::Cloud { cloud } else { on_premises };
    let cell = &mut rows[row][column(change.owner.side, change.attribute)];
    let mut entries: Vec<String> = cell.split('|').filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
    match &change.operation {
        Operation::Set { before, after } => {
            assert_eq!(cell.as_str(), before.as_deref().unwrap_or_default(), "{change:?}");
            *cell = after.clone().unwrap_or_default();
            return;
        }
        Operation::Remove(entry) => {
            let place = entries.iter().position(|other| other == entry).expect("the entry is there");
            entries.remove(place);
        }
        Operation::Add(entry) => {
            assert!(!entries.contains(entry), "{change:?} is there");
            entries.push(entry.clone());
        }
    }
    *cell = entries.join("|");
}

fn in_order(rows: &Rows) -> Rows {
    let sorted = |cell: &String| {
        let mut entries: Vec<&str> = cell.split('|').collect();
        entries.sort_unstable();
        entries.join("|")
    };
    rows.iter().map(|row| row.iter().map(sorted).collect()).collect()
}

/// What is left of a value that several objects share, when the first of them gave it up: by what both are known.
fn what_is_left(before: &Analysis, after: &Analysis) -> Vec<(FindingIdentity, FindingIdentity)> {
    let told = |analysis: &Analysis| -> Vec<(FindingIdentity, BTreeSet<Owner>, Severity)> {
        let findings = analysis.findings.iter();
        let told = findings.map(|finding| {
            let identity = analysis.findings.identity(finding, &analysis.directories, &analysis.index.keys);
            (identity, analysis.findings.owners(finding).iter().copied().collect(), finding.own_severity)
        });
        told.collect()
    };
    let (before, after) = (told(before), told(after));
    let is_in = |list: &[(FindingIdentity, BTreeSet<Owner>, Severity)], identity: &FindingIdentity| {
        list.iter().any(|(other, ..)| other == identity)
    };
    let mut left = Vec::new();
    for (identity, owners, severity) in before.iter().filter(|(identity, ..)| !is_in(&after, identity)) {
        for (other, others, how_bad) in after.iter().filter(|(other, ..)| !is_in(&before, other)) {
            let is_same = (identity.rule, &identity.value) == (other.rule, &other.value) && !identity.value.is_empty();
            if is_same && owners.len() > 2 && others.is_subset(owners) && how_bad <= severity {
                left.push((identity.clone(), other.clone()));
            }
        }
    }
    left
}

fn identities(analysis: &Analysis) -> BTreeSet<FindingIdentity> {
    let identity = |finding| analysis.findings.identity(finding, &analysis.directories, &analysis.index.keys);
    analysis.findings.iter().map(identity).collect()
}

/// Is nothing synced yet, so that the files show all that a plan does?
fn is_all_in_the_files(world: &World) -> bool {
    world.cloud.iter().all(|row| row[6].is_empty())
}

#[derive(Default)]
struct Counts {
    plans: Counter<usize>,
    refused: Counter<usize>,
    clean: Counter<usize>,
    but_for_names: Counter<usize>,
    compared: Counter<usize>,
}

fn count(counter: &Counter<usize>) {
    counter.set(counter.get() + 1);
}

fn hold(world: &World, counts: &Counts) {
    let analysis = analysed(&world.on_premises, &world.cloud);
    let context = analysis.rule_context();
    let places: Vec<(usize, usize)> = (0..analysis.findings.len())
        .map(|place| {
            let finding = analysis.findings.get(place).expect("there");
            (place, rules::fixes(&context, &analysis.findings, finding).len())
        })
        .filter(|(_, fixes)| *fixes > 0)
        .collect();
    if places.is_empty() {
        return;
    }
    let choice = |&(finding, fix): &(usize, usize)| {
        let (finding, fixes) = places[finding % places.len()];
        Choice { finding, fix: fix % fixes }
    };
    let choices: Vec<Choice> = world.picks.iter().map(choice).collect();
    let plan = match Plan::new(&analysis, &choices) {
        Ok(plan) => plan,
        Err(refusals) => {
            assert!(!refusals.is_empty() && refusals.iter().all(|refusal| refusal.sentence.ends_with('.')));
            assert!(choices.iter().collect::<Vec<_>>().len() > 1, "one fix contradicts itself: {refusals:?}");
            count(&counts.refused);
            return;
        }
    };
    count(&counts.plans);
    let simulation = plan::simulate(&analysis, &plan, &mut Silent).expect("room");
    assert!(simulation.surprises.is_empty(), "{:?}", simulation.surprises);
    assert!(simulation.is_undone_by_inverse);
    let is_known = |added: &plan::NewFinding| {
        let other = rules::REGISTRY[usize::from(added.identity.rule)];
        plan.choices.iter().any(|choice| {
            let finding = analysis.findings.get(choice.finding).expect("there");
            is_consequence(rules::definition(finding).id, other)
        })
    };
    if simulation.is_clean() && simulation.remaining.is_empty() {
        count(&counts.clean);
    }
    if simulation.added.iter().all(is_known) && simulation.remaining.is_empty() {
        count(&counts.but_for_names);
    }
    let (mut ad_rows, mut cloud_rows) = (world.on_premises.clone(), world.cloud.clone());
    let mut cells = Cells::new(&analysis.directories);
    for change in plan.steps.iter().flat_map(|step| &step.changes) {
        write(&analysis, change, &mut ad_rows, &mut cloud_rows);
        cells.apply(change).expect("no surprise");
    }
    let again = analysed(&ad_rows, &cloud_rows);
    for change in plan.steps.iter().flat_map(|step| &step.changes) {
        let written =
            again.directories.side(change.owner.side).text(change.owner.object, change.attribute).unwrap_or_default();
        let told = cells.text(change.owner, change.attribute).unwrap_or_default();
        let sorted = |text: &str| in_order(&vec![vec![text.to_owned()]]);
        assert_eq!(sorted(written), sorted(told), "{change:?}");
    }
    if is_all_in_the_files(world) {
        count(&counts.compared);
        let (before, after) = (identities(&analysis), identities(&again));
        let at = |places: &[usize]| -> BTreeSet<FindingIdentity> {
            let finding = |&place: &usize| analysis.findings.get(place).expect("there");
            let identity = |finding| analysis.findings.identity(finding, &analysis.directories, &analysis.index.keys);
            places.iter().map(finding).map(identity).collect()
        };
        // A finding that grew milder or worse has the same identity before and after.
        let gone: BTreeSet<_> = at(&simulation.resolved).into_iter().filter(|gone| !after.contains(gone)).collect();
        let left = what_is_left(&analysis, &again);
        let is_left = |identity: &FindingIdentity| left.iter().any(|(one, other)| one == identity || other == identity);
        assert_eq!(gone, before.difference(&after).filter(|gone| !is_left(gone)).cloned().collect(), "gone");
        let added: BTreeSet<_> = simulation.added.iter().map(|added| added.identity.clone()).collect();
        // What stood in another finding as a further reason is told already.
        let is_told = |identity: &&FindingIdentity| {
            identity.owner.is_some_and(|owner| analysis.findings.is_absorbed(identity.rule, owner))
        };
        assert_eq!(
            added.difference(&before).cloned().collect::<BTreeSet<_>>(),
            after.difference(&before).filter(|identity| !is_told(identity) && !is_left(identity)).cloned().collect(),
            "new"
        );
    }
    for change in plan.inverse() {
        write(&analysis, &change, &mut ad_rows, &mut cloud_rows);
    }
    assert_eq!(in_order(&ad_rows), in_order(&world.on_premises));
    assert_eq!(in_order(&cloud_rows), in_order(&world.cloud));
}

#[test]
fn plans_do_in_the_files_what_they_say() {
    let counts = Counts::default();
    let config = Config { failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let outcome = runner.run(&world(), |world| {
        hold(&world, &counts);
        Ok(())
    });
    outcome.expect("every plan holds");
    let [plans, refused, clean, but_for_names, compared] =
        [&counts.plans, &counts.refused, &counts.clean, &counts.but_for_names, &counts.compared].map(Counter::get);
    let told = format!(
        "{plans} plans, {refused} refused, {clean} clean, {but_for_names} but for other names, {compared} compared"
    );
    assert!(plans > refused && compared * 10 > plans, "{told}");
    assert!(but_for_names * 10 > plans * 8, "{told}");
}
