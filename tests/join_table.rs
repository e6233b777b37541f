//! The outcome of one AD object, row by row: each condition where it holds, where it just fails, and where the files do
//! not tell. What forbids a join stands in `join_blocks.rs`, the filters of the sync in `join_scope.rs`.
//!
//! Sources, by their names in the comments: Entra ID: "Configure Microsoft Entra Connect for an existing tenant",
//! 2026-07-01. Errors: "Troubleshoot errors during synchronization", 2026-07-01. Design: "Microsoft Entra Connect: Design
//! concepts", read 2026-07. Features: "Microsoft Entra Connect Sync service features", 2026-07-03. Resiliency: "Identity
//! synchronization and duplicate attribute resiliency", read 2026-07. SMTP: KB 2641663. UPN: KB 3164442. Addresses: KB
//! 3190357. Default rules: "Understanding the default configuration", read 2026-07. Recycle bin: "Enable AD recycle bin",
//! read 2026-07. Authority: "User Source of Authority", 2026-04-15. Notices: message centre MC1262584 and MC1263280. Roles:
//! "Microsoft Entra built-in roles", 2026-01-20. Cayosoft: "Map Active Directory users to cloud users", 7.3.0.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::joins::{NO_ROLES, OTHER, check, check_with};
use common::{ad_csv, analyse, cloud_csv, report, tenant_settings};

#[test]
fn source_anchor() {
    // Design: objectGUID where ConsistencyGuid is not set.
    check(
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi=G1"],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    // Design: ConsistencyGuid counts before objectGUID; the account is bound to the object.
    check(
        &["og=G2 cg=X'8868668801011111BBBB1234567890AB' sam=ann"],
        &["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G2)"],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    // Notices: bound to another object.
    check(
        &["og=G2 cg=b(G1) sam=ann"],
        &["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G3)"],
        &[],
        "hard-match-blocked source-anchor likely 1 hard-match-blocked-opoi",
    );
    // The same with the tenant's exception, and without hardening.
    for setting in ["allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=true", "hardMatchHardening=false"] {
        check(
            &["og=G2 cg=b(G1) sam=ann"],
            &["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G3)"],
            &[setting],
            "already-synced source-anchor certain 1 -",
        );
    }
    // A carried-over anchor, and no file tells what the account is bound to.
    check(
        &["og=G2 cg=b(G1) sam=ann"],
        &["id=G5 upn=ann@c imm=b(G1) sync=true"],
        &[],
        "already-synced source-anchor likely 1 -",
    );
    // A tenant that uses objectGUID ignores ConsistencyGuid.
    check(
        &["og=G2 cg=b(G1) sam=ann upn=ann.lee@c px="],
        &["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G1)"],
        &["sourceAnchorAttribute=objectGUID"],
        "new-object - certain - -",
    );
    // Design: another letter case is another anchor.
    check(
        &["og=G1 cg= sam=ann"],
        &["id=G5 upn=ann@c imm=ighmiAEBERG7uxI0VniQqw== sync="],
        &[],
        "new-object - possible - anchor-encoding-error",
    );
    // Design: the bytes in the spelling of the connector space.
    check(
        &["og=G3 cg= sam=ann"],
        &["id=G5 upn=ann@c imm=CN={514635484D4B376E38307176645973555049486139513D3D} sync=true"],
        &[],
        "new-object - possible - anchor-encoding-error",
    );
    // Bytes in the wrong order.
    check(
        &["og=G1 cg= sam=ann"],
        &["id=G5 upn=ann@c imm=iGZoiAEBERG7uxI0VniQqw== sync="],
        &[],
        "new-object - possible - anchor-encoding-error",
    );
    // The same as text, and the text of another object's.
    check(
        &["og=G1 cg= sam=ann"],
        &["id=G5 upn=ann@c imm=88686688-0101-1111-bbbb-1234567890ab sync="],
        &[],
        "new-object - possible - anchor-encoding-error",
    );
    check(&["og=G1 cg= sam=ann"], &["id=G5 upn=ann@c imm=G3 sync="], &[], "new-object - likely - -");
    // A key leads to the account that has the anchor in another spelling.
    check(
        &["og=G1 cg= sam=ann upn=ann@c"],
        &["id=G5 upn=ann@c imm=88686688-0101-1111-bbbb-1234567890ab sync=true"],
        &[],
        "soft-match-blocked upn possible 1 anchor-encoding-error",
    );
    check(
        &["og=G1 cg= sam=ann upn=ann@c"],
        &["id=G5 upn=ann@c imm=G1 sync=true"],
        &[],
        "soft-match-blocked upn possible 1 anchor-encoding-error",
    );
    // No objectGUID to compare with what the account is bound to.
    check(
        &["cg=b(G1) sam=bob"],
        &["id=G5 upn=b@c imm=b(G1) sync=true opoi=G3"],
        &[],
        "already-synced source-anchor likely 1 -",
    );
    check(
        &["cg=b(G1) sam=bob"],
        &["id=G5 upn=b@c imm=b(G1) sync= opoi=G3 soa=false"],
        &[],
        "hard-match source-anchor likely 1 -",
    );
}

/// The anchor in the spellings of AD exports.
#[test]
fn spellings_of_the_anchor() {
    // AD's own GUID as bare hexadecimal digits, whose byte order is not told: the order counts that leads to an account.
    for bare in ["8866688801011111bbbb1234567890ab", "8868668801011111BBBB1234567890AB"] {
        let linked = ["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G1)"];
        let joined = "already-synced source-anchor likely 1 -";
        check(&[&format!("og={bare} cg= sam=ann upn=ann@c")], &linked, &[], joined);
        check(&[&format!("og=G1 cg={bare} sam=ann upn=ann@c")], &linked, &[], joined);
        // Neither order does.
        check(
            &[&format!("og={bare} cg= sam=ann upn=ann@c px=")],
            &["id=G5 upn=ann@c imm=b(G2) sync=true"],
            &[],
            "soft-match-blocked upn certain 1 invalid-soft-match",
        );
        check(
            &[&format!("og={bare} cg= sam=ann upn=ann@c px=")],
            &["id=G5 upn=x@c imm=b(G2) sync=true"],
            &[],
            "new-object - likely - -",
        );
    }
    // One that is the same in either order leaves nothing open.
    let soft = ["id=G5 upn=ann@c px=P:ann@c imm= sync= opoi= soa=false"];
    for (bare, sure) in
        [("55555555555555555555555555555555", "certain"), ("8866688801011111bbbb1234567890ab", "likely")]
    {
        let ad = format!("og={bare} cg= sam=ann upn=ann@c px=P:ann@c");
        check(&[&ad], &soft, &[], &format!("soft-match-smtp primary-smtp {sure} 1 -"));
    }
    // Labels before the identifier.
    for labelled in [
        "User_G1",
        "CN={6947686D694145424552473775784930566E695171773D3D}",
        "mS-DS-ConsistencyGuid::~iGhmiAEBERG7uxI0VniQqw==",
    ] {
        check(
            &[&format!("og=G2 cg={labelled} sam=ann")],
            &["id=G5 upn=ann@c imm=b(G1) sync=true opoi=b(G2)"],
            &[],
            "already-synced source-anchor certain 1 -",
        );
    }
    // What cannot be read is not known; bytes of another length are an anchor too.
    for (cell, account, expected) in [
        ("hello~world", "upn=ann@c imm=b(G2) sync=true", "already-synced upn likely 1 -"),
        ("hello~world", "upn=ann@c imm=b(G2) sync=", "undetermined upn possible 1 -"),
        ("hello~world", "upn=x@c imm=b(G2) sync=true", "new-object - likely - -"),
        ("QUIxMg==", "upn=ann@c imm=QUIxMg== sync=true opoi=", "already-synced source-anchor certain 1 -"),
        ("QUIxMg==", "upn=ann@c imm=b(G2) sync=true", "soft-match-blocked upn certain 1 invalid-soft-match"),
    ] {
        let ad = format!("og=G1 cg={cell} sam=ann upn=ann@c px=");
        check(&[&ad], &[&format!("id=G5 px= {account}")], &[], expected);
    }
}

/// Which attribute is the anchor is not given: only what the files prove counts.
#[test]
fn inferred_source_anchor() {
    let mut settings = tenant_settings();
    settings.source_anchor_attribute = None;
    let run = |ad: &[&str], cloud: &[&str]| {
        let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
        let report = report(&analyse(
            &[("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("roles.csv", NO_ROLES)],
            &settings,
        ));
        let first = &report["objects"][0];
        let settings = &report["settings"]["sourceAnchorAttribute"];
        [&first["outcome"], &first["confidence"], settings].map(|value| value.as_str().unwrap_or("-").to_owned())
    };
    // employeeID reproduces the anchors.
    let staff = ["og=G1 cg= sam=ann upn=ann@c emp=004417", "og=G2 cg= sam=bob upn=bob@c emp=004418"];
    let accounts = ["id=G5 upn=ann@c imm=004417 sync=true opoi=G1", "id=G6 upn=bob@c imm=004418 sync=true opoi=G2"];
    assert_eq!(run(&staff, &accounts), ["already-synced", "certain", "employeeId"]);
    // A number may have been given to a new AD object; the file does not tell what the account is bound to.
    let unbound = ["id=G5 upn=ann@c imm=004417 sync=true", "id=G6 upn=bob@c imm=004418 sync=true"];
    assert_eq!(run(&staff, &unbound), ["already-synced", "likely", "employeeId"]);
    // Nothing reproduces them: what differs is not certain to differ.
    let others = ["id=G5 upn=ann@c imm=x1 sync=true", "id=G6 upn=bob@c imm=x2 sync=true"];
    assert_eq!(run(&staff, &others), ["soft-match-blocked", "likely", "ms-DS-ConsistencyGuid"]);
    assert_eq!(run(&["og=G1 cg= sam=new upn=new@c"], &others), ["new-object", "likely", "ms-DS-ConsistencyGuid"]);
    // No anchors at all: no attribute would find one.
    assert_eq!(
        run(&["og=G1 cg= sam=new upn=new@c px="], &["id=G5 upn=x@c imm= sync="]),
        ["new-object", "certain", "ms-DS-ConsistencyGuid"]
    );
}

/// The SID tells who an account was synced from, where the anchor is not told.
#[test]
fn security_identifiers() {
    let account = "id=G5 upn=ann@c px=P:ann@c sid=S-1-5-21-1-2-3-1104 sync=true";
    let owner = "og=G1 sam=owner sid=S-1-5-21-1-2-3-1104 upn=ann.married@c px=P:ann.married@c";
    let newcomer = "og=G2 sam=newcomer sid=S-1-5-21-1-2-3-1105 upn=ann@c px=P:ann@c";
    check(&[owner], &[account], &[], "already-synced - likely 1 -");
    // Somebody else with the same names does not get it.
    check(&[owner, newcomer], &[account], &[], "already-synced - likely 1 -");
    check(&[newcomer, owner], &[account], &[], "soft-match-blocked primary-smtp possible 1 invalid-soft-match");
    check(&[newcomer], &[account], &[], "already-synced primary-smtp possible 1 -");
    // A soft match with an account that was synced from another object.
    check(
        &["og=G2 cg= sam=newcomer sid=S-1-5-21-1-2-3-1105 upn=ann@c"],
        &["id=G5 upn=ann@c sid=S-1-5-21-1-2-3-1104 imm= sync="],
        &[],
        "soft-match-upn upn possible 1 -",
    );
    // Entra ID: the same SID with another anchor.
    check(
        &["og=G4 cg= sam=joe sid=S-1-5-21-1-2-3-1104 px=P:joe@c"],
        &["id=G5 upn=x@c sid=S-1-5-21-1-2-3-1104 imm=b(G1) sync=true"],
        &[],
        "sync-error - likely 1 ad-dup-sid,attribute-value-must-be-unique",
    );
    // The same beside an account that the object would join: the other is perhaps the person's own.
    let from_before = "id=G5 upn=x@c px=P:x@c sid=S-1-5-21-1-2-3-1104 imm=b(G1) sync=true";
    let joe = "og=G4 cg= sam=joe sid=S-1-5-21-1-2-3-1104 upn=joe@c px=P:joe@c";
    let free = "id=G6 upn=z@c px=P:joe@c imm= sync=";
    check(&[joe], &[from_before, free], &[], "soft-match-smtp primary-smtp possible 2 ad-dup-sid");
    check(&[joe], &[&from_before.replace("1104", "1105"), free], &[], "soft-match-smtp primary-smtp certain 2 -");
    check(
        &[joe],
        &[&from_before.replace("sid=S-1-5-21-1-2-3-1104 ", ""), free],
        &[],
        "soft-match-smtp primary-smtp certain 2 -",
    );
    let linked = "id=G6 upn=z@c px=P:z@c imm=b(G4) sync= opoi= soa=false";
    check(&[joe], &[from_before, linked], &[], "hard-match source-anchor possible 2 ad-dup-sid");
    check(
        &[joe],
        &[from_before, &linked.replace("sync=", "sync=true")],
        &[],
        "already-synced source-anchor certain 2 -",
    );
    // Groups: the SID stands in for the anchor, which no export tells.
    let group = "og=G1 class=group gt=-2147483646 sam=hr px= sid=S-1-5-21-1-2-3-2000";
    check(&[group], &["id=G5 class=group name=HR sid=S-1-5-21-1-2-3-2001 sync=true"], &[], "new-object - certain - -");
    check(&[group], &["id=G5 class=group name=HR sync=true"], &[], "undetermined - possible - -");
}

/// Anchors that one file tells and another does not.
#[test]
fn anchors_of_a_part() {
    let ad = ad_csv(&["og=G1 cg= sam=bob upn=bob.new@c px=P:bob.new@c"]);
    let graph = cloud_csv(&["id=G6 upn=x@c px=P:x@c imm=b(G2) sync=true"]);
    let center = "Display name,User principal name,Object Id,DirSyncEnabled,Licenses,Proxy addresses,Block credential\n\
                  Bob,bob@contoso.com,55555555-5555-4555-8555-555555555555,True,Unlicensed,SMTP:bob@contoso.com,False\n";
    let run = |files: &[(&str, &str)]| {
        let report = report(&analyse(files, &tenant_settings()));
        let first = &report["objects"][0];
        [&first["outcome"], &first["by"], &first["confidence"]].map(|value| value.as_str().unwrap_or("-").to_owned())
    };
    // Bob's synced account is in the file without anchors, so he may be the one it belongs to.
    assert_eq!(run(&[("ad.csv", &ad), ("graph.csv", &graph), ("users.csv", center)]), ["new-object", "-", "possible"]);
    // He is not synced, and may carry the anchor all the same.
    let unsynced = center.replace("True,Unlicensed", "False,Unlicensed");
    assert_eq!(run(&[("ad.csv", &ad), ("graph.csv", &graph), ("users.csv", &unsynced)]), ["new-object", "-", "likely"]);
    // Nobody else is there: the anchor is told of every account, and none has it.
    assert_eq!(run(&[("ad.csv", &ad), ("graph.csv", &graph)]), ["new-object", "-", "certain"]);
    // A file of anchors alone adds to the objects of another file, whichever is read first.
    let anchors = "id,onPremisesImmutableId\n55555555-5555-4555-8555-555555555555,iGhmiAEBERG7uxI0VniQqw==\n";
    assert_eq!(
        run(&[("ad.csv", &ad), ("a-anchors.csv", anchors), ("users.csv", center)]),
        ["already-synced", "source-anchor", "certain"]
    );
}

/// SIDs of groups that one file tells and another does not.
#[test]
fn group_sids_of_a_part() {
    let ad = ad_csv(&[
        "og=G1 class=group gt=-2147483646 sam=hr px= mail= sid=S-1-5-21-1-2-3-2000",
        "og=G2 class=group gt=8 sam=list px=P:list@c mail=list@c sid=S-1-5-21-1-2-3-2002",
    ]);
    let groups = cloud_csv(&["id=G5 class=group name=Other sid=S-1-5-21-1-2-3-2001 sync=true"]);
    let recipients = "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
                      66666666-6666-4666-8666-666666666666,MailUniversalDistributionGroup,list,list@contoso.com,SMTP:list@contoso.com\n";
    let run = |files: &[(&str, &str)]| {
        let report = report(&analyse(files, &tenant_settings()));
        let first = &report["objects"][0];
        [&first["outcome"], &first["confidence"]].map(|value| value.as_str().unwrap_or("-").to_owned())
    };
    let (ad, groups) = (("ad.csv", ad.as_str()), ("groups.csv", groups.as_str()));
    assert_eq!(run(&[ad, groups]), ["new-object", "certain"]);
    // The list joins another group by its address. Whose SID it has, no file tells.
    assert_eq!(run(&[ad, groups, ("exo.csv", recipients)]), ["new-object", "likely"]);
}

#[test]
fn hard_match() {
    let ad = ["og=G1 cg= sam=bob upn=bob@c"];
    // Entra ID, Authority: everything known.
    check(&ad, &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false"], &[], "hard-match source-anchor certain 1 -");
    // Entra ID, Authority: source of authority not known; roles not known; binding not known.
    check(&ad, &["id=G5 upn=b@c imm=b(G1) sync= opoi="], &[], "hard-match source-anchor likely 1 -");
    check(&ad, &["id=G5 upn=b@c imm=b(G1) sync= soa=false"], &[], "hard-match source-anchor likely 1 -");
    check_with(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false"],
        None,
        &[],
        "hard-match source-anchor likely 1 -",
    );
    // Errors
    check(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false"],
        &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"],
        "hard-match-blocked source-anchor certain 1 hard-match-blocked-flag",
    );
    // An account that is synced already is not taken over, so the switch does not matter.
    check(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync=true opoi="],
        &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"],
        "already-synced source-anchor certain 1 -",
    );
    // Errors, Roles: privileged, assigned or eligible; another role only warns; without hardening it does not block.
    let role = |role: &str, kind: &str| format!("principalId,role,assignment\n{},{role},{kind}\n", common::GUIDS[4]);
    let cloud = ["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false"];
    for kind in ["assigned", "eligible"] {
        check_with(
            &ad,
            &cloud,
            Some(&role("Global Administrator", kind)),
            &[],
            "hard-match-blocked source-anchor certain 1 hard-match-blocked-role",
        );
    }
    check_with(
        &ad,
        &cloud,
        Some(&role("Reports Reader", "assigned")),
        &[],
        "hard-match source-anchor likely 1 hard-match-blocked-role",
    );
    check_with(
        &ad,
        &cloud,
        Some(&role("Global Administrator", "assigned")),
        &["hardMatchHardening=false"],
        "hard-match source-anchor likely 1 hard-match-blocked-role",
    );
    // Features, Errors: left the scope and kept its anchor.
    check(
        &["og=G2 cg=b(G1) sam=bob"],
        &["id=G5 upn=b@c imm=b(G1) sync=false opoi=b(G3)"],
        &[],
        "hard-match-blocked source-anchor likely 1 hard-match-blocked-opoi",
    );
    check(
        &["og=G1 cg=b(G1) sam=bob"],
        &["id=G5 upn=b@c imm=b(G1) sync=false opoi=b(G1)"],
        &[],
        "hard-match source-anchor likely 1 left-scope-leftover",
    );
    // Recycle bin, Entra ID: in the recycle bin.
    check(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false del=2026-11-18~10:00:00Z", OTHER],
        &[],
        "hard-match-restore source-anchor certain 1 soft-deleted-anchor",
    );
    check_with(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=false del=2026-11-18~10:00:00Z", OTHER],
        Some(&role("Global Administrator", "assigned")),
        &[],
        "hard-match-blocked source-anchor certain 1 hard-match-blocked-role",
    );
    // Authority: mastered in the cloud.
    check(
        &ad,
        &["id=G5 upn=b@c imm=b(G1) sync= opoi= soa=true"],
        &[],
        "hard-match-blocked source-anchor certain 1 soa-cloud-managed",
    );
}

#[test]
fn soft_match_by_primary_address() {
    let ad = ["og=G1 cg= sam=eve px=P:eve@c upn=eve1@c"];
    let account = "id=G5 upn=evelyn@c px=P:EVE@c imm= sync=";
    // SMTP: letter case does not count.
    check(&ad, &[account], &[], "soft-match-smtp primary-smtp certain 1 -");
    // SMTP: mail stands in where there is no address at all.
    check(&["og=G1 cg= sam=eve px= mail=eve@c"], &[account], &[], "soft-match-smtp primary-smtp certain 1 -");
    // The export does not tell the list.
    check(&["og=G1 cg= sam=eve mail=eve@c"], &[account], &[], "soft-match-smtp primary-smtp likely 1 -");
    // Only other types of address: the documents do not say.
    check(&["og=G1 cg= sam=eve px=SIP:eve@c mail=eve@c"], &[account], &[], "soft-match-smtp primary-smtp possible 1 -");
    // Two primaries: the documents do not say which counts.
    check(&["og=G1 cg= sam=eve px=P:eve@c,P:e@c"], &[account], &[], "soft-match-smtp primary-smtp possible 1 -");
    check(&["og=G1 cg= sam=eve px=P:eve@c,P:EVE@c"], &[account], &[], "soft-match-smtp primary-smtp certain 1 -");
    // Near misses: a second address on either side does not join; nor does the mail beside a list.
    check(
        &["og=G1 cg= sam=eve px=P:e@c,s:eve@c"],
        &[account],
        &[],
        "new-object-quarantined - likely 1 primary-vs-secondary-near-match",
    );
    check(
        &ad,
        &["id=G5 upn=evelyn@c px=P:e@c,s:eve@c imm= sync="],
        &[],
        "new-object-quarantined - likely 1 primary-vs-secondary-near-match",
    );
    // One document says that the list counts before the mail, another that the mail must be unique.
    check(&["og=G1 cg= sam=eve upn=e@c px=P:e@c mail=eve@c"], &[account], &[], "new-object - likely - -");
    check(&["og=G1 cg= sam=eve upn=e@c px=P:e@c mail=e2@c"], &[account], &[], "new-object - certain - -");
    check(&["og=G1 cg= sam=eve upn=e@c px=s:e@c mail=eve@c"], &[account], &[], "new-object - likely - ad-no-primary");
    // A cloud user with only a UPN has no key for this step.
    check(
        &["og=G1 cg= sam=eve upn=eve@c px=P:evelyn@c"],
        &["id=G5 upn=evelyn@c px= imm= sync="],
        &[],
        "new-object - certain - -",
    );
    // Whether an account has the address no file tells: no account's, or not every account's addresses are there.
    check(&ad, &["id=G5 upn=x@c imm= sync="], &[], "new-object - likely - -");
    check(&ad, &["id=G5 upn=x@c px= mail= imm= sync="], &[], "new-object - certain - -");
    // The primary ones are told by the mail, the second ones by nothing.
    check(
        &["og=G1 cg= sam=eve upn=eve1@c px=P:eve@c,s:info@c"],
        &["id=G5 upn=x@c mail=x@c imm= sync="],
        &[],
        "new-object - likely - -",
    );
    // Where the cloud file does not tell the list, its mail is the primary address.
    check(&ad, &["id=G5 upn=evelyn@c mail=eve@c imm= sync="], &[], "soft-match-smtp primary-smtp certain 1 -");
    // Features: the switch.
    check(
        &ad,
        &[account],
        &["blockSoftMatchEnabled=true"],
        "soft-match-blocked primary-smtp likely 1 soft-match-blocked-flag",
    );
    // Another anchor; no further key is tried, although the UPN would fit.
    check(
        &["og=G1 cg= sam=eve px=P:eve@c upn=eve@c"],
        &["id=G5 upn=evelyn@c px=P:eve@c imm=b(G2) sync=true", "id=G6 upn=eve@c px= imm= sync="],
        &[],
        "soft-match-blocked primary-smtp certain 1 invalid-soft-match,crossed-match",
    );
    // Roles: any role blocks; not known is assumed to be none.
    check_with(
        &ad,
        &[account],
        Some("principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Reports Reader,eligible\n"),
        &[],
        "soft-match-blocked primary-smtp certain 1 existing-admin-role-conflict",
    );
    check_with(&ad, &[account], None, &[], "soft-match-smtp primary-smtp likely 1 -");
    // Guests take no part, deleted users neither.
    check(
        &ad,
        &["id=G5 upn=eve_contoso.com#EXT#@o px=P:eve@c type=Guest imm= sync="],
        &[],
        "new-object-quarantined - likely 1 guest-address-collision",
    );
    check(
        &ad,
        &["id=G5 upn=evelyn@c px=P:eve@c imm= sync= del=2026-11-18~10:00:00Z", OTHER],
        &[],
        "new-object - certain - -",
    );
    // A deleted account of unknown anchor may be restored instead.
    check(
        &ad,
        &["id=G5 upn=evelyn@c px=P:eve@c sync= del=2026-11-18~10:00:00Z", "id=G9 upn=other@c px=P:other@c sync="],
        &[],
        "new-object - possible - -",
    );
    // The object's own anchor is not told for sure, so another account may have it.
    check(&["og=G1 sam=eve px=P:eve@c"], &[account], &[], "soft-match-smtp primary-smtp likely 1 -");
    check(&["sam=eve px=P:eve@c"], &[account], &[], "soft-match-smtp primary-smtp likely 1 -");
    // A blank after the colon: Entra ID does not take the address, so it joins nothing.
    check(&["og=G1 cg= sam=eve upn=eve1@c px=P:~eve@c"], &[account], &[], "new-object - certain - -");
    // Another kind of object is no match; its address stops the export.
    check(
        &ad,
        &["id=G5 upn= px=P:eve@c class=group imm= sync=", OTHER],
        &[],
        "sync-error - likely 1 object-type-mismatch",
    );
}

#[test]
fn soft_match_by_upn() {
    let ad = ["og=G1 cg= sam=fay upn=fay@c px=P:fay.x@c"];
    let account = "id=G5 upn=Fay@c px= imm= sync=";
    // UPN
    check(&ad, &[account], &[], "soft-match-upn upn certain 1 -");
    // Features, Resiliency: by UPN is off.
    check(&ad, &[account], &["softMatchOnUpnEnabled=false"], "new-object-quarantined - likely 1 soft-match-upn-off");
    check(&ad, &[account], &["blockSoftMatchEnabled=true"], "soft-match-blocked upn likely 1 soft-match-blocked-flag");
    // Errors: a role.
    check_with(
        &["og=G1 cg= sam=adm upn=adm@c px="],
        &["id=G5 upn=adm@c imm= sync="],
        Some("principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Helpdesk Administrator,assigned\n"),
        &[],
        "soft-match-blocked upn certain 1 existing-admin-role-conflict",
    );
    // The address is tried first; then the UPN leads elsewhere.
    check(
        &ad,
        &["id=G5 upn=x@c px=P:fay.x@c imm= sync=", "id=G6 upn=fay@c px= imm= sync="],
        &[],
        "soft-match-smtp primary-smtp certain 1 crossed-match",
    );
    // Without a UPN the account name in the AD domain is sent.
    check(
        &["og=G1 cg= sam=fay dn=CN=Fay,DC=contoso,DC=com upn= px="],
        &[account],
        &[],
        "soft-match-upn upn certain 1 -",
    );
    // What is sent then, or the UPN itself, the export may not tell; it may be this account's.
    check(&["og=G1 cg= sam=fay upn= px="], &[account], &[], "new-object - likely - -");
    check(&["og=G1 cg= sam=fay px="], &[account], &[], "new-object - likely - -");
    // Whether the address, which is tried first, is another account's no file tells.
    check(&ad, &["id=G5 upn=Fay@c imm= sync="], &[], "soft-match-upn upn likely 1 -");
    check(&ad, &["id=G5 upn=Fay@c mail=f@c imm= sync="], &[], "soft-match-upn upn certain 1 -");
    // Beside second addresses alone the mail counts for nothing, as far as one document tells.
    let beside = ["og=G1 cg= sam=fay upn=fay@c px=s:f@c mail=fay.x@c"];
    let other = "id=G6 upn=x@c px=P:fay.x@c imm= sync=";
    check(&beside, &[account, other], &[], "soft-match-upn upn likely 1 ad-no-primary");
    check(&beside, &[account], &[], "soft-match-upn upn certain 1 ad-no-primary");
    // A blank at the end: Entra ID does not take the UPN and makes one from the alias.
    check(&["og=G1 cg= sam=fay upn=fay@c~"], &[account], &[], "new-object - likely - upn-unverified-suffix");
    // The primary address is a group's; the join by UPN goes on, and the address does not follow.
    check(
        &ad,
        &[account, "id=G6 upn= class=group name=Fay px=P:fay.x@c imm= sync="],
        &[],
        "soft-match-upn upn likely 1 object-type-mismatch",
    );
    // What is not known of the primary address counts, because it is tried first.
    check(&["og=G1 cg= sam=fay upn=fay@c"], &[account], &[], "soft-match-upn upn likely 1 -");
    check(&["og=G1 cg= sam=fay upn=fay@c px=P:x@c,P:y@c"], &[account], &[], "soft-match-upn upn possible 1 -");
    // A login attribute of the tenant's own.
    check(
        &["og=G1 cg= sam=fay upn=fay@corp.local mail=fay@c px=P:y@c"],
        &[account],
        &["loginIdAttribute=mail"],
        "soft-match-upn upn certain 1 -",
    );
    // It is not set: what is sent instead is not documented.
    check(
        &["og=G1 cg= sam=fay upn=fay@c mail= px=P:y@c"],
        &[account],
        &["loginIdAttribute=mail"],
        "new-object - likely - -",
    );
    // Another anchor.
    check(
        &ad,
        &["id=G5 upn=fay@c px= imm=b(G2) sync=true"],
        &[],
        "soft-match-blocked upn certain 1 invalid-soft-match",
    );
    // Guests and deleted users.
    check(
        &["og=G1 cg= sam=fay upn=fay@c px="],
        &["id=G5 upn=fay@c type=Guest imm= sync="],
        &[],
        "new-object-quarantined - likely 1 guest-address-collision",
    );
    check(
        &ad,
        &["id=G5 upn=55555555555545558555555555555555fay@c px= imm= sync= del=2026-11-18~10:00:00Z", OTHER],
        &[],
        "new-object - certain - -",
    );
}

#[test]
fn new_objects() {
    // Errors: only secondary addresses; one of them belongs to an account with another anchor.
    check(
        &["og=G1 cg= sam=bobt upn=bobt@c px=s:bobt@c,s:bob.taylor@c,s:bob@c"],
        &["id=G5 upn=bobs@c px=P:bobs@c,s:bob@c imm=b(G2) sync=true"],
        &[],
        "new-object-quarantined - likely 1 invalid-soft-match,ad-no-primary",
    );
    // Of two holders the one that belongs to another object is named.
    check(
        &["og=G1 cg= sam=bob upn=bob@c px=P:bob@c,s:x@c,s:y@c"],
        &["id=G5 upn=x1@c px=P:x1@c,s:x@c imm= sync=", "id=G6 upn=y1@c px=P:y1@c,s:y@c imm=b(G2) sync=true"],
        &[],
        "new-object-quarantined - likely 2 invalid-soft-match,primary-vs-secondary-near-match",
    );
    // A UPN that is not taken is replaced; if the replacement exists, what happens is not documented.
    let bill = "og=G1 cg= sam=bill nick=bill upn=bill@other.example px=P:bill@c";
    check(&[bill], &[OTHER], &[], "new-object - likely - upn-unverified-suffix");
    check(&[bill], &["id=G5 upn=bill@o px= imm= sync="], &[], "new-object - possible 1 upn-unverified-suffix");
    // Values that are thrown away collide with nothing.
    check(
        &["og=G1 cg= sam=bob upn=bob@c px=P:bob@c,s:x@o,s:~y@c"],
        &["id=G5 upn=x@c px=P:z@c,s:x@o,s:y@c imm= sync="],
        &[],
        "new-object - certain - -",
    );
    // The hybrid routing domain is not thrown away.
    check(
        &["og=G1 cg= sam=bob upn=bob@c px=P:bob@c,s:x@m"],
        &["id=G5 upn=x@c px=P:z@c,s:x@m imm= sync="],
        &[],
        "new-object-quarantined - likely 1 primary-vs-secondary-near-match",
    );
    // Another AD object has the same address: the order of arrival decides.
    check(
        &["og=G1 cg= sam=a upn=a@c px=P:a@c,s:info@c", "og=G2 cg= sam=b upn=b@c px=P:b@c,s:info@c"],
        &[OTHER],
        &[],
        "new-object - possible - ad-dup-proxy-address",
    );
    check(&["og=G1 cg= sam=a upn=a@c", "og=G2 cg= sam=b upn=A@c"], &[OTHER], &[], "new-object - possible - ad-dup-upn");
}

#[test]
fn out_of_scope() {
    let cloud = [OTHER];
    for (ad, reason) in [
        ("og=G1 cg= sam=x crit=TRUE", "-"),
        ("og=G1 cg= sam=AAD_0123", "-"),
        ("og=G1 cg= sam=MSOL_0123", "-"),
        ("og=G1 cg= sam=SUPPORT_388945a0", "-"),
        ("og=G1 cg= sam=CAS_{1}", "-"),
        ("og=G1 cg= sam=x nick=SystemMailbox{1}", "-"),
        ("og=G1 cg= sam=x rtd=4194304", "-"),
        ("og=G1 cg= sam=x desc=User_1", "-"),
        ("og=G1 cg= sam=x dn=CN=Bob\\0ACNF:8866,DC=c", "ad-cnf-object"),
        ("og=G1 cg= sam=x dn=CN=Lee\\,~Bob\\0ACNF:8866,DC=c", "ad-cnf-object"),
        ("og=G1 cg= sam=x rtd=2", "ad-linked-mailbox-no-anchor"),
        ("og=G1 cg= sam=krbtgt sid=S-1-5-21-1-2-3-502", "-"),
        ("og=G1 class=contact px= mail=", "-"),
        ("og=G1 class=group gt=2 px= mail= sam=g", "-"),
        ("og=G1 class=group gt=-2147483646 sam=g desc=Group_1", "-"),
        ("og=G1 class=group gt=-2147483646 sam=MSOL_AD_Sync_RichCoexistence", "-"),
        ("og=G1 class=group gt=-2147483646 sam=g rtd=1073741824", "-"),
    ] {
        check(&[ad], &cloud, &[], &format!("out-of-scope - certain - {reason}"));
    }
    // No account name at all, in a file that has the column.
    check(&["og=G1 cg= sam=", "og=G2 cg= sam=x"], &cloud, &[], "out-of-scope - certain - -");
    // Near misses.
    for ad in [
        "og=G1 cg= sam=x px= crit=FALSE",
        "og=G1 cg= sam=x px= dn=CN=Bob,OU=Old\\0ACNF:8866,DC=c",
        "og=G1 cg= sam=aad.lee px=",
        "og=G1 cg= sam=x px= rtd=1",
        "og=G1 cg= sam=CAS_lee px=",
        "og=G1 cg= sam=Administrator px= crit=FALSE",
    ] {
        check(&[&format!("{ad} upn=x@c")], &cloud, &[], "new-object - certain - -");
    }
    // By name alone it is only likely.
    check(&["og=G1 cg= sam=Administrator"], &cloud, &[], "out-of-scope - likely - -");
}

#[test]
fn groups_and_contacts() {
    // Entra ID: a mail-enabled group by its primary address.
    check(
        &["og=G1 class=group gt=-2147483640 sam=sales px=P:sales@c"],
        &["id=G5 upn= class=group name=Sales px=P:sales@c imm= sync="],
        &[],
        "soft-match-smtp primary-smtp certain 1 -",
    );
    check(
        &["og=G1 class=contact name=Ray px=P:ray@partner.example"],
        &["id=G5 upn= class=contact name=Ray px=P:ray@partner.example imm= sync="],
        &[],
        "soft-match-smtp primary-smtp certain 1 -",
    );
    // SMTP: a security group without address never matches by name.
    check(
        &["og=G1 class=group gt=-2147483646 sam=HR name=HR px="],
        &["id=G5 upn= class=group name=HR px= imm= sync="],
        &[],
        "new-object - certain - -",
    );
    // Errors: a guest, who is a user to Entra ID, has the contact's address.
    check(
        &["og=G1 class=contact name=W px=P:w@partner.example"],
        &[
            "id=G5 upn=w_partner.example#EXT#@o type=Guest px=P:w@partner.example imm= sync=",
            "id=G6 upn= class=contact name=Z px=P:z@c imm= sync=",
        ],
        &[],
        "sync-error - likely 1 object-type-mismatch,guest-address-collision",
    );
    // No file lists groups: nothing is said about them.
    check(&["og=G1 class=group gt=-2147483646 sam=HR name=HR px="], &[OTHER], &[], "undetermined - possible - -");
}

#[test]
fn the_plain_pair_has_no_anchor_in_the_cloud() {
    let ad = ["og=G1 sam=ann upn=ann@c px=P:ann.lee@c"];
    // Synced, and one key agrees: joined already.
    check(&ad, &["id=G5 upn=ann@c px= sync=true"], &[], "already-synced upn likely 1 -");
    check(&ad, &["id=G5 upn=a@c px=P:ann.lee@c sync=true"], &[], "already-synced primary-smtp likely 1 -");
    check(&ad, &["id=G5 upn=ann@c px=P:ann.lee@c sync=true"], &[], "already-synced primary-smtp likely 1 -");
    // Not synced: the soft match is likely.
    check(&ad, &["id=G5 upn=ann@c px= sync=false"], &[], "soft-match-upn upn likely 1 -");
    check(&ad, &["id=G5 upn=a@c px=P:ann.lee@c sync="], &[], "soft-match-smtp primary-smtp likely 1 -");
    // The synced one is the counterpart, although the address comes first in the order of keys.
    check(
        &ad,
        &["id=G5 upn=x@c px=P:ann.lee@c sync=false", "id=G6 upn=ann@c px= sync=true"],
        &[],
        "already-synced upn likely 2 crossed-match",
    );
    // Two synced ones, one by each key: a person must look.
    check(
        &ad,
        &["id=G5 upn=x@c px=P:ann.lee@c sync=true", "id=G6 upn=ann@c px= sync=true"],
        &[],
        "already-synced primary-smtp possible 1 crossed-match",
    );
    // Nothing agrees: new, unless a synced account is left over that may be the one.
    check(&ad, &["id=G5 upn=x@c px= sync=false"], &[], "new-object - likely - -");
    check(&ad, &["id=G5 upn=x@c px= sync=true"], &[], "new-object - possible - -");
    // A synced account has one of its addresses: perhaps its own account, whose names changed since the last sync.
    let renamed = ["og=G1 sam=ann upn=ann.new@c px=P:ann.new@c,s:ann@c"];
    let near_miss = "new-object-quarantined - possible 1 primary-vs-secondary-near-match";
    check(&renamed, &["id=G5 upn=ann@c px=P:ann@c sync=true"], &[], near_miss);
    check(&renamed, &["id=G5 upn=ann@c px=P:ann@c"], &[], near_miss);
    check(&renamed, &["id=G5 upn=ann@c px=P:ann@c sync=false"], &[], &near_miss.replace("possible", "likely"));
    check(
        &["og=G1 sam=ann upn=ann.new@c px= mail=info@c"],
        &["id=G5 upn=ann@c px=P:ann@c,s:info@c sync=true"],
        &[],
        "sync-error - possible 1 primary-vs-secondary-near-match,attribute-value-must-be-unique",
    );
    // Nothing to decide by.
    check(&["og=G1 sam=ann upn= px="], &["id=G5 upn=x@c px= sync=false"], &[], "undetermined - possible - -");
    // no document: the anchor was lost in the export, and the account has one.
    check(
        &["cg=System.Byte[] sam=ann upn=ann@c"],
        &["id=G5 upn=ann@c imm=b(G1) sync="],
        &[],
        "undetermined upn possible 1 -",
    );
    check(
        &["og=G1 cg=System.Byte[] sam=ann upn=ann@c"],
        &["id=G5 upn=ann@c imm=b(G1) sync="],
        &[],
        "hard-match source-anchor likely 1 -",
    );
}

#[test]
fn two_objects_for_one_account() {
    let account = "id=G5 upn=ann@c px=P:ann@c sync=true";
    let both = "og=G1 sam=ann upn=ann@c px=P:ann@c";
    let only_upn = "og=G2 sam=ann2 upn=ann@c px=P:other@c";
    // The one that agrees by both keys keeps a synced account; the other meets its anchor.
    check(&[both, only_upn], &[account], &[], "already-synced primary-smtp likely 1 -");
    check(&[only_upn, both], &[account], &[], "soft-match-blocked upn likely 1 invalid-soft-match");
    // An account that is not synced goes to whoever comes first.
    let cloud_only = "id=G5 upn=ann@c px=P:ann@c sync=";
    check(&[both, only_upn], &[cloud_only], &[], "soft-match-smtp primary-smtp possible 1 ambiguous-soft-match");
    check(&[only_upn, both], &[cloud_only], &[], "soft-match-upn upn possible 1 ambiguous-soft-match");
    // Design: one anchor twice.
    check(
        &["og=G2 cg=b(G1) sam=a", "og=G1 cg= sam=b"],
        &["id=G5 upn=ann@c imm=b(G1) sync=true"],
        &[],
        "already-synced source-anchor possible 1 ad-dup-anchor",
    );
}

/// Of several SIDs the object's own counts, and only on an object of its kind.
#[test]
fn a_sid_among_others() {
    let ad = "og=G1 cg= sam=ann upn=ann@c px= sid=S-1-5-21-1-2-3-1102";
    let other = "id=G5 upn=x@c px= sid=S-1-5-21-1-2-3-1101 sync=true";
    let own = "id=G6 upn=y@c px= sid=S-1-5-21-1-2-3-1102 sync=true";
    check(&[ad], &[other, own], &[], "already-synced - likely 2 -");
    check(&[ad], &[own, other], &[], "already-synced - likely 1 -");
    let group = "id=G6 class=group name=Y px= sid=S-1-5-21-1-2-3-1102 sync=true";
    check(&[ad], &[other, group], &[], "new-object - likely - -");
}

/// Files may hold what a tenant does not allow: each of two anchors on two accounts.
#[test]
fn two_accounts_of_one_anchor() {
    let accounts = [
        "id=G5 upn=a@c imm=b(G1) sync=true",
        "id=G6 upn=b@c imm=b(G1) sync=true",
        "id=G7 upn=d@c imm=b(G2) sync=true",
        "id=G8 upn=e@c imm=b(G2) sync=true",
    ];
    check(&["og=G1 cg= sam=a"], &accounts, &[], "already-synced source-anchor possible 1 -");
    check(&["og=G2 cg= sam=b"], &accounts, &[], "already-synced source-anchor possible 3 -");
    check(&["og=G2 cg= sam=b"], &accounts[..3], &[], "already-synced source-anchor certain 3 -");
}

/// An anchor that an account has but for letter case says something of an object that nothing was decided about.
#[test]
fn an_anchor_in_other_letter_case_is_for_who_needs_it() {
    let miss = "id=G5 upn=x@c imm=ighmiAEBERG7uxI0VniQqw== sync=";
    check(&["og=G1 cg= sam=ann px="], &[miss], &[], "new-object - possible - anchor-encoding-error");
    check(&["og=G1 cg= sam=ann px= crit=TRUE"], &[miss], &[], "out-of-scope - certain - -");
    let own = "id=G6 upn=y@c imm=b(G1) sync=true opoi=";
    check(&["og=G1 cg= sam=ann px="], &[miss, own], &[], "already-synced source-anchor certain 2 -");
}

#[test]
fn cayosofts_lookup() {
    #[track_caller]
    fn lookup(ad: &str, cloud: &[&str], settings: &[&str], expected: &str) {
        let mut effective = tenant_settings();
        for assignment in settings {
            effective.set(assignment).expect("a setting");
        }
        let report = report(&analyse(&[("ad.csv", &ad_csv(&[ad])), ("cloud.csv", &cloud_csv(cloud))], &effective));
        let found = &report["objects"][0]["lookups"]["cayosoft"];
        let by = found["by"].as_str().unwrap_or("-");
        let row = found["cloud"]["row"].as_u64().map_or_else(|| "-".to_owned(), |row| (row - 1).to_string());
        let error = if found["error"].is_null() { "-" } else { "error" };
        assert_eq!(format!("{by} {row} {error}"), expected, "{found}");
    }
    let x = "id=G5 upn=q@c imm=b(G1) sync=true";
    let y = "id=G6 upn=p@c imm= sync=";
    lookup("ext=User_G6 cg=b(G1) sam=p upn=q@c", &[x, y], &[], "external-directory-object-id 2 -");
    // Set but stale: an error, although the UPN would find the user.
    lookup("ext=User_G7 cg= sam=p upn=p@c", &[x, y], &[], "- - error");
    // Cayosoft: the anchor before the UPN.
    lookup("ext= cg=b(G1) sam=p upn=p@c", &[x, y], &[], "source-anchor 1 -");
    lookup("ext= cg=b(G2) sam=p upn=p@c", &[x, y], &[], "- - error");
    // Cayosoft: it never looks at objectGUID.
    lookup("ext= cg= og=G1 sam=p upn=p@c", &[x, y], &[], "upn 2 -");
    // By UPN only.
    lookup("ext=User_G5 cg=b(G1) sam=p upn=p@c", &[x, y], &["cayosoftMapByUpn=true"], "upn 2 -");
    // The export does not tell the first two: said beside the result.
    lookup("og=G1 sam=p upn=p@c", &[x, y], &[], "upn 2 error");
    lookup("og=G1 sam=p upn=nobody@c", &[x, y], &[], "- - error");
    lookup("ext= cg=b(G1) sam=p upn=p@c", &["id=G5 upn=q@c sync=true"], &[], "- - error");
}
