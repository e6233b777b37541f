//! Other settings over the same files: what would change, and that it is what a whole analysis with those settings says.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::collections::BTreeSet;

use common::{ad_csv, analyse, cloud_csv, report_bytes, tenant_settings};
use dirmatch::analyzer::{Analysis, WhatIf};
use dirmatch::join::{Comparison, Outcome};
use dirmatch::progress::Silent;
use dirmatch::rules;
use dirmatch::settings::Settings;
use dirmatch::view;
use dirmatch::wire::{SettingKind, SettingOrigin, SettingRow};
use proptest::prelude::*;

/// The tenant's settings with some of them replaced.
fn with(assignments: &[&str]) -> Settings {
    let mut settings = tenant_settings();
    for assignment in assignments {
        settings.set(assignment).expect("a setting");
    }
    settings
}

/// The analysis of an AD file, a cloud file and further files under the tenant's settings.
fn analysed(ad: &[&str], cloud: &[&str], more: &[(&str, &str)]) -> Analysis {
    let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
    let mut files = vec![("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())];
    files.extend(more);
    analyse(&files, &with(&[]))
}

fn what_if(analysis: &Analysis, settings: &Settings) -> WhatIf {
    analysis.what_if(settings, &mut Silent).expect("room")
}

/// The transitions in words: `soft-match-smtp > soft-match-blocked 1`.
fn transitions(other: &WhatIf) -> Vec<String> {
    let words = other.comparison.transitions().into_iter();
    words.map(|it| format!("{} > {} {}", it.before.name(), it.after.name(), it.count)).collect()
}

/// One object of each of the common outcomes.
const AD: [&str; 6] = [
    "og=G1 cg= sam=ann upn=ann@c px=P:ann@c",
    "og=G2 cg= sam=bob upn=bob@c px=P:bob@c",
    "og=G3 cg= sam=cy upn=cy@c px=P:cy.new@c",
    "og=G4 cg= sam=dee upn=dee@c px=P:dee@c",
    "og=G6 cg= sam=eve upn=eve@c px=P:eve@c",
    "og=G7 cg= sam=krbtgt upn= px=",
];
const CLOUD: [&str; 4] = [
    "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi=G1 soa=false",
    "id=G8 upn=bob@o px=P:bob@c imm= sync= opoi= soa=false",
    "id=G9 upn=cy@c px=P:cy.old@c imm= sync= opoi= soa=false",
    "id=11111111-1111-4111-8111-111111111111 upn=dee@c px=P:dee@c imm=b(G4) sync= opoi= soa=false",
];

#[test]
fn blocking_soft_match_blocks_soft_matches_and_nothing_else() {
    let analysis = analysed(&AD, &CLOUD, &[]);
    let outcomes: Vec<&str> = analysis.joins.iter().map(|(_, decision)| decision.outcome.name()).collect();
    assert_eq!(
        outcomes,
        ["already-synced", "soft-match-smtp", "soft-match-upn", "hard-match", "new-object", "out-of-scope"]
    );
    let blocked = what_if(&analysis, &with(&["blockSoftMatchEnabled=true"]));
    assert_eq!(
        transitions(&blocked),
        ["soft-match-smtp > soft-match-blocked 1", "soft-match-upn > soft-match-blocked 1"]
    );
    let changed: Vec<usize> = blocked.comparison.changes().iter().map(|change| change.object.index()).collect();
    assert_eq!(changed, [1, 2]);
    let before_and_after: Vec<(usize, usize)> =
        blocked.comparison.outcomes().map(|(_, before, after)| (before, after)).collect();
    let of = |outcome: Outcome| before_and_after[outcome as usize];
    assert_eq!(of(Outcome::SoftMatchSmtp), (1, 0));
    assert_eq!(of(Outcome::SoftMatchUpn), (1, 0));
    assert_eq!(of(Outcome::SoftMatchBlocked), (0, 2));
    assert_eq!(of(Outcome::NewObject), (1, 1));
    assert_eq!(before_and_after.iter().map(|(before, _)| before).sum::<usize>(), AD.len());
    assert_eq!(before_and_after.iter().map(|(_, after)| after).sum::<usize>(), AD.len());
}

#[test]
fn flipping_back_gives_the_same_joins_again() {
    let files = (ad_csv(&AD), cloud_csv(&CLOUD));
    let files = [("ad.csv", files.0.as_str()), ("cloud.csv", files.1.as_str())];
    let (on, off) = (with(&["blockSoftMatchEnabled=true"]), with(&[]));
    let (open, blocked) = (analyse(&files, &off), analyse(&files, &on));
    let before = report_bytes(&open);
    let there = what_if(&open, &on).comparison;
    let back = what_if(&blocked, &off).comparison;
    let turned: Vec<_> = there.changes().iter().map(|change| (change.object, change.after, change.before)).collect();
    let returned: Vec<_> = back.changes().iter().map(|change| (change.object, change.before, change.after)).collect();
    assert!(!turned.is_empty());
    assert_eq!(turned, returned);
    let same = what_if(&open, &off).comparison;
    assert!(same.changes().is_empty());
    assert_eq!((same.surer(), same.less_sure()), (0, 0));
    // Trying something leaves the analysis as it was.
    assert_eq!(report_bytes(&open), before);
}

#[test]
fn a_default_that_is_confirmed_changes_no_outcome_but_makes_it_surer() {
    let roles = "principalId,role,assignment\n99999999-9999-4999-8999-999999999999,Reports Reader,assigned\n";
    let ad = ad_csv(&AD[1..2]);
    let cloud = cloud_csv(&["id=G8 upn=bob@o px=P:bob@c imm= sync= opoi= soa=false"]);
    let mut settings = Settings::default();
    settings.set("sourceAnchorAttribute=ms-DS-ConsistencyGuid").expect("a setting");
    let analysis = analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", &cloud), ("roles.csv", roles)], &settings);
    let before = settings.clone();
    settings.set("blockSoftMatchEnabled=false").expect("a setting");
    let confirmed = what_if(&analysis, &settings).comparison;
    assert!(confirmed.changes().is_empty());
    assert_eq!((confirmed.surer(), confirmed.less_sure()), (1, 0));
    let analysis = analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", &cloud), ("roles.csv", roles)], &settings);
    let taken_back = what_if(&analysis, &before).comparison;
    assert!(taken_back.changes().is_empty());
    assert_eq!((taken_back.surer(), taken_back.less_sure()), (0, 1));
}

/// A setting, what it is set to, what it changes for a row, and a row for which it changes nothing.
struct Case {
    setting: &'static str,
    fires: (&'static str, &'static str, &'static str),
    rests: (&'static str, &'static str),
    roles: Option<&'static str>,
}

const ADMIN: &str = "principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Global Administrator,assigned\n";

const CASES: [Case; 10] = [
    Case {
        setting: "blockSoftMatchEnabled=true",
        fires: (AD[1], CLOUD[1], "soft-match-smtp > soft-match-blocked 1"),
        rests: (AD[3], CLOUD[3]),
        roles: None,
    },
    Case {
        setting: "softMatchOnUpnEnabled=false",
        fires: (AD[2], CLOUD[2], "soft-match-upn > new-object-quarantined 1"),
        rests: (AD[1], CLOUD[1]),
        roles: None,
    },
    Case {
        setting: "blockCloudObjectTakeoverThroughHardMatchEnabled=true",
        fires: (AD[3], CLOUD[3], "hard-match > hard-match-blocked 1"),
        rests: (AD[0], CLOUD[0]),
        roles: None,
    },
    Case {
        setting: "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=true",
        fires: (AD[3], "id=G5 upn=dee@c imm=b(G4) sync= opoi=G9 soa=false", "hard-match-blocked > hard-match 1"),
        rests: (AD[3], "id=G5 upn=dee@c imm=b(G4) sync= opoi=G4 soa=false"),
        roles: None,
    },
    Case {
        setting: "hardMatchHardening=false",
        fires: (AD[3], "id=G5 upn=dee@c imm=b(G4) sync= opoi= soa=false", "hard-match-blocked > hard-match 1"),
        rests: (AD[3], "id=G6 upn=dee@c imm=b(G4) sync= opoi= soa=false"),
        roles: Some(ADMIN),
    },
    Case {
        setting: "sourceAnchorAttribute=objectGUID",
        fires: (
            "og=G1 cg=b(G2) sam=ann upn=ann@c px=P:ann@c",
            "id=G5 upn=x@c imm=b(G2) sync=true opoi=G1 soa=false",
            "already-synced > new-object 1",
        ),
        rests: (AD[0], CLOUD[0]),
        roles: None,
    },
    Case {
        setting: "loginIdAttribute=mail",
        fires: (
            "og=G1 cg= sam=ann upn=ann@c mail=lee@c px=",
            "id=G5 upn=ann@c px=P:x@c imm= sync= opoi= soa=false",
            "soft-match-upn > new-object 1",
        ),
        rests: ("og=G1 cg= sam=ann upn=ann@c mail=ann@c px=", "id=G5 upn=ann@c px=P:x@c imm= sync= opoi= soa=false"),
        roles: None,
    },
    Case {
        setting: "verifiedDomains=fabrikam.com",
        // A UPN that is not taken becomes bob@contoso.onmicrosoft.com, which an account has.
        fires: (
            "og=G2 cg= sam=bob nick=bob upn=bob@c px=",
            "id=G8 upn=bob@o px=P:x@c imm= sync= opoi= soa=false",
            "new-object > new-object 1",
        ),
        rests: ("og=G2 cg= sam=bob nick=bob upn=bob@f px=", "id=G8 upn=bob@o px=P:x@c imm= sync= opoi= soa=false"),
        roles: None,
    },
    Case {
        setting: "initialDomain=fabrikam.onmicrosoft.com",
        fires: (
            "og=G2 cg= sam=bob nick=bob upn=bob@contoso.local px=",
            "id=G8 upn=bob@o px=P:x@c imm= sync= opoi= soa=false",
            "new-object > new-object 1",
        ),
        rests: (AD[1], CLOUD[1]),
        roles: None,
    },
    Case {
        setting: "hybridRoutingDomain=fabrikam.mail.onmicrosoft.com",
        fires: (
            "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:bob@m",
            "id=G8 upn=x@c px=P:x@c,s:bob@m imm= sync= opoi= soa=false",
            "new-object-quarantined > new-object 1",
        ),
        rests: (
            "og=G2 cg= sam=bob upn=bob@c px=P:bob@c,s:b@c",
            "id=G8 upn=x@c px=P:x@c,s:b@c imm= sync= opoi= soa=false",
        ),
        roles: None,
    },
];

#[test]
fn each_setting_changes_what_it_decides_and_leaves_the_rest() {
    for Case { setting, fires, rests, roles } in CASES {
        let more: Vec<(&str, &str)> = roles.map(|roles| ("roles.csv", roles)).into_iter().collect();
        let changed = what_if(&analysed(&[fires.0], &[fires.1], &more), &with(&[setting]));
        assert_eq!(transitions(&changed), [fires.2], "{setting}");
        let unchanged = what_if(&analysed(&[rests.0], &[rests.1], &more), &with(&[setting]));
        assert_eq!(transitions(&unchanged), [""; 0], "{setting} where it does not matter");
    }
}

fn rows(analysis: &Analysis) -> Vec<SettingRow> {
    let view = view::settings::settings(&analysis.directories, &analysis.given, &analysis.settings);
    view.groups.into_iter().flat_map(|group| group.rows).collect()
}

#[test]
fn what_is_said_to_decide_outcomes_does_and_the_rest_does_not() {
    let cases: BTreeSet<&str> = CASES.iter().filter_map(|case| case.setting.split('=').next()).collect();
    let school = common::analyse_school();
    let worlds: Vec<Analysis> =
        CASES.iter().map(|case| analysed(&[case.fires.0], &[case.fires.1], &[])).chain([school]).collect();
    for row in rows(&worlds[0]) {
        assert_eq!(row.decides_outcomes, cases.contains(row.name.as_str()), "{}", row.name);
        if row.decides_outcomes {
            continue;
        }
        let values: &[&str] = match row.kind {
            SettingKind::Switch => &["true", "false"],
            SettingKind::Domain | SettingKind::Domains => &["contoso.com"],
            SettingKind::Attribute => &["mail"],
            SettingKind::Choice => &["documented"],
            SettingKind::Day => &["2026-11-20"],
            SettingKind::Count => &["1"],
        };
        for (world, value) in worlds.iter().flat_map(|world| values.iter().map(move |value| (world, value))) {
            let mut settings = world.given.clone();
            settings.set(&format!("{}={value}", row.name)).expect("a setting");
            let other = what_if(world, &settings);
            assert!(other.comparison.changes().is_empty(), "{} changes an outcome", row.name);
            if row.decides.starts_with("No outcome and no finding") {
                assert_eq!(other.findings_before, other.findings_after, "{} changes a finding", row.name);
            }
        }
    }
}

#[test]
fn every_setting_is_there_once_by_its_name() {
    let analysis = analysed(&AD, &CLOUD, &[]);
    let mut shown: Vec<String> = rows(&analysis).into_iter().map(|row| row.name).collect();
    let mut known: Vec<&str> = analysis.settings.entries().into_iter().map(|(name, ..)| name).collect();
    shown.sort();
    known.sort_unstable();
    assert_eq!(shown, known);
}

#[test]
fn a_value_says_where_it_comes_from() {
    let (ad, cloud) = (ad_csv(&AD), cloud_csv(&CLOUD));
    let features = "Name,Value\nblockSoftMatchEnabled,True\nsoftMatchOnUpnEnabled,True\n";
    let domains = "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\n";
    let files =
        [("ad.csv", ad.as_str()), ("cloud.csv", &cloud), ("features.csv", features), ("tenant domains.csv", domains)];
    let mut settings = Settings::default();
    settings.set("softMatchOnUpnEnabled=false").expect("a setting");
    let rows = rows(&analyse(&files, &settings));
    let of = |name: &str| {
        let row = rows.iter().find(|row| row.name == name).expect("a row");
        (row.origin, row.source.as_str(), row.values.join(" "))
    };
    assert_eq!(of("softMatchOnUpnEnabled"), (SettingOrigin::Given, "You gave it.", "false".to_owned()));
    assert_eq!(of("blockSoftMatchEnabled"), (SettingOrigin::File, "From features.csv.", "true".to_owned()));
    assert_eq!(of("verifiedDomains"), (SettingOrigin::File, "From tenant domains.csv.", "contoso.com".to_owned()));
    let (origin, source, value) = of("initialDomain");
    assert_eq!((origin, value.as_str()), (SettingOrigin::Inferred, "contoso.onmicrosoft.com"));
    assert!(source.starts_with("Seen in the data"), "{source}");
    let (origin, _, value) = of("hardMatchHardening");
    assert_eq!((origin, value.as_str()), (SettingOrigin::Assumed, "true"));
    // What nobody tells has no value, and is not called a default.
    let (origin, source, value) = of("hybridRoutingDomain");
    assert_eq!((origin, source, value.as_str()), (SettingOrigin::Unknown, "Not known: no file tells it.", ""));
}

#[test]
fn what_cannot_be_seen_without_a_file_is_said() {
    let unseen = |analysis: &Analysis, name: &str| {
        rows(analysis).into_iter().find(|row| row.name == name).expect("a row").unseen.unwrap_or_default()
    };
    // Addresses and UPNs are there, so what soft match does can be seen; anchors, bindings and roles are not.
    let plain = analysed(&AD[1..2], &["id=G8 upn=bob@c px=P:bob@c"], &[]);
    assert_eq!(unseen(&plain, "blockSoftMatchEnabled"), "");
    for name in ["sourceAnchorAttribute", "blockCloudObjectTakeoverThroughHardMatchEnabled"] {
        assert!(unseen(&plain, name).starts_with("No file tells the ImmutableIds of the cloud, so"), "{name}");
    }
    let all = "the ImmutableIds of the cloud, onPremisesObjectIdentifier or who holds an admin role,";
    assert!(unseen(&plain, "hardMatchHardening").contains(all));
    let told = analysed(&AD, &CLOUD, &[("roles.csv", ADMIN)]);
    for row in rows(&told) {
        assert_eq!(row.unseen, None, "{}", row.name);
    }
}

#[test]
fn what_stays_on_in_the_tenant_is_said_and_what_can_be_undone_is_not_warned_of() {
    let rows = rows(&analysed(&AD, &CLOUD, &[]));
    let warning = |name: &str| rows.iter().find(|row| row.name == name).expect("a row").warning.clone();
    for name in ["softMatchOnUpnEnabled", "synchronizeUpnForManagedUsersEnabled"] {
        assert!(warning(name).expect(name).contains("cannot be switched off again"), "{name}");
    }
    for name in ["blockSoftMatchEnabled", "blockCloudObjectTakeoverThroughHardMatchEnabled", "completeExport"] {
        assert_eq!(warning(name), None, "{name}");
    }
}

#[test]
fn the_view_counts_as_the_comparison_does_and_gives_any_window() {
    let analysis = common::analyse_school();
    let mut settings = Settings::default();
    settings.set("blockSoftMatchEnabled=true").expect("a setting");
    let other = what_if(&analysis, &settings);
    let shown = view::what_if::what_if(&analysis, &other);
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.sum::<u32>();
    assert!(shown.changed > 0);
    assert_eq!(sum(&mut shown.outcomes.iter().map(|row| row.before)), shown.objects);
    assert_eq!(sum(&mut shown.outcomes.iter().map(|row| row.after)), shown.objects);
    assert_eq!(sum(&mut shown.transitions.iter().map(|row| row.count)), shown.changed);
    let all = view::what_if::changes(&analysis, &other, 0, shown.changed + 1);
    assert_eq!((all.total, all.rows.len()), (shown.changed, shown.changed as usize));
    let one = view::what_if::changes(&analysis, &other, 3, 1);
    assert_eq!((one.start, one.rows.len()), (3, 1));
    assert_eq!((one.rows[0].id, &one.rows[0].name), (all.rows[3].id, &all.rows[3].name));
    assert!(all.rows.iter().all(|row| row.before.outcome.starts_with("soft-match-") && !row.name.is_empty()));
    assert!(all.rows.iter().all(|row| row.after.outcome == "soft-match-blocked"));
    assert!(view::what_if::changes(&analysis, &other, shown.changed, 10).rows.is_empty());
}

const NAMES: [&str; 5] = ["", "a@c", "b@c", "a@o", "b@contoso.local"];
const ADDRESSES: [&str; 6] = ["", "P:a@c", "P:b@c,s:a@c", "s:a@c", "P:b@c,s:a@m", "P:c@f"];
const ANCHORS: [&str; 4] = ["", "b(G1)", "b(G2)", "b(G3)"];
const SETTINGS: [&str; 14] = [
    "blockSoftMatchEnabled=true",
    "softMatchOnUpnEnabled=false",
    "blockCloudObjectTakeoverThroughHardMatchEnabled=true",
    "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=true",
    "hardMatchHardening=false",
    "sourceAnchorAttribute=objectGUID",
    "sourceAnchorAttribute=mail",
    "loginIdAttribute=mail",
    "loginIdAttribute=samAccountName",
    "verifiedDomains=fabrikam.com",
    "initialDomain=fabrikam.onmicrosoft.com",
    "hybridRoutingDomain=fabrikam.mail.onmicrosoft.com",
    "cayosoftMapByUpn=true",
    "completeExport=true",
];

prop_compose! {
    fn ad_row(place: usize)(
        anchor in prop::sample::select(&ANCHORS[..]),
        upn in prop::sample::select(&NAMES[..]),
        mail in prop::sample::select(&NAMES[..]),
        addresses in prop::sample::select(&ADDRESSES[..]),
        sam in prop::sample::select(&["a", "b", "c"][..]),
    ) -> String {
        format!("og=G{} cg={anchor} sam={sam} dn=CN=x,DC=contoso,DC=com upn={upn} mail={mail} px={addresses}", place + 1)
    }
}

prop_compose! {
    fn cloud_row(place: usize)(
        anchor in prop::sample::select(&ANCHORS[..]),
        upn in prop::sample::select(&NAMES[..]),
        addresses in prop::sample::select(&ADDRESSES[..]),
        synced in prop::sample::select(&["", "true", "false"][..]),
        bound_to in prop::sample::select(&["", "G1", "G2"][..]),
    ) -> String {
        format!("id=G{} upn={upn} px={addresses} imm={anchor} sync={synced} opoi={bound_to} soa=false", place + 5)
    }
}

fn some_settings() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&SETTINGS[..]), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The quick way, which collects nothing again, says what two whole analyses say.
    #[test]
    fn it_is_the_difference_of_two_analyses(
        ad in (ad_row(0), ad_row(1), ad_row(2), ad_row(3)),
        cloud in (cloud_row(0), cloud_row(1), cloud_row(2), cloud_row(3)),
        before in some_settings(),
        after in some_settings(),
    ) {
        let ad = ad_csv(&[&ad.0, &ad.1, &ad.2, &ad.3]);
        let cloud = cloud_csv(&[&cloud.0, &cloud.1, &cloud.2, &cloud.3]);
        let files = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("roles.csv", ADMIN)];
        let (first, second) = (analyse(&files, &with(&before)), analyse(&files, &with(&after)));
        let quick = what_if(&first, &with(&after));
        prop_assert_eq!(&quick.comparison, &Comparison::new(&first.joins, &second.joins));
        prop_assert_eq!(&quick.findings_after, &rules::count(&second.findings));
        prop_assert_eq!(&quick.findings_before, &rules::count(&first.findings));
        // And what the comparison says is what stands side by side.
        let differs = first.joins.iter().zip(second.joins.iter()).filter(|((_, one), (_, other))| {
            one.outcome != other.outcome || one.by != other.by || one.cloud != other.cloud
        });
        let changed: BTreeSet<_> = differs.map(|((object, _), _)| object).collect();
        let listed: BTreeSet<_> = quick.comparison.changes().iter().map(|change| change.object).collect();
        prop_assert_eq!(changed, listed);
        prop_assert!(quick.comparison.changes().is_sorted_by_key(|it| (it.before.outcome, it.after.outcome, it.object)));
        let counted: usize = quick.comparison.transitions().iter().map(|it| it.count).sum();
        prop_assert_eq!(counted, quick.comparison.changes().len());
    }
}
