//! What goes wrong when an AD object meets its counterpart.

use crate::common::{report, tenant_settings};
use crate::rows::{analyse_rows, check, check_files, check_with};

#[test]
fn invalid_soft_match() {
    let rule = "invalid-soft-match";
    let account = "id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync=true";
    // No AD object has the account's anchor.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"],
        &[account],
        &["blocker certain ad1+cloud1 ann@contoso.com"],
    );
    // Another AD object has it.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c", "og=G2 cg= sam=anna upn=anna@c px=P:anna@c"],
        &[account],
        &["blocker certain ad1+cloud1+ad2 ann@contoso.com"],
    );
    // A secondary address that an account of another anchor has.
    check(
        rule,
        &["og=G1 cg= sam=new upn=new@c px=P:new@c,s:ann@c"],
        &[account],
        &["blocker likely ad1+cloud1 ann@contoso.com"],
    );
    // Near misses: the own anchor, and no anchor at all.
    check(rule, &["og=G2 cg= sam=ann upn=ann@c px=P:ann@c"], &[account], &[]);
    check(rule, &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm= sync="], &[]);
    // The files do not tell the object's anchor: it may be the account's own.
    check(rule, &["sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync="], &[]);
    check(rule, &["og=G1 sam=ann upn=ann@c px=P:ann@c"], &["id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync="], &[]);
    // Without ImmutableId: two AD objects agree with one synced account, and one of them by every key.
    check(
        rule,
        &["og=G1 sam=ann upn=ann@c px=P:ann@c", "og=G2 sam=bob upn=bob@c px=P:ann@c"],
        &["id=G5 upn=ann@c px=P:ann@c sync=true"],
        &["blocker likely ad2+cloud1+ad1 ann@contoso.com"],
    );
}

/// What the first finding of a rule says is to be done.
fn what_to_do(rule: &str, ad: &[&str], cloud: &[&str]) -> String {
    let report = report(&analyse_rows(ad, cloud, &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    let finding = findings.iter().find(|finding| finding["rule"] == rule).expect("a finding");
    finding["whatToDo"].as_str().expect("text").to_owned()
}

#[test]
fn crossed_match_by_anchor() {
    // The source anchor decides, not the address.
    let told = what_to_do(
        "crossed-match",
        &["og=G1 cg= sam=ann upn=ann@c px=P:a.lee@c"],
        &[
            "id=G5 name=Adam upn=adam@c px=P:a.lee@c imm= sync=",
            "id=G6 name=Ann upn=ann@c px=P:ann@c imm= sync=",
            "id=G7 name=Third upn=x@c px=P:x@c imm=b(G1) sync=",
        ],
    );
    assert!(told.contains("If it is that of Third") && told.contains("correct the source anchor"), "{told}");
}

#[test]
fn crossed_match() {
    let rule = "crossed-match";
    let ad = ["og=G1 cg= sam=ann upn=ann@c px=P:a.lee@c"];
    let adam = "id=G5 upn=adam@c px=P:a.lee@c imm= sync=";
    let ann = "id=G6 upn=ann@c px=P:ann@c imm= sync=";
    check(rule, &ad, &[adam, ann], &["high certain ad1+cloud1+cloud2 a.lee@contoso.com"]);
    // A third account has the anchor and will be taken over; one that is joined already is not matched again.
    check(
        rule,
        &ad,
        &[adam, ann, "id=G7 upn=x@c px=P:x@c imm=b(G1) sync="],
        &["high certain ad1+cloud1+cloud2+cloud3 a.lee@contoso.com"],
    );
    check(rule, &ad, &[adam, ann, "id=G7 upn=x@c px=P:x@c imm=b(G1) sync=true"], &[]);
    // The address stands only in mail, and the list was not exported.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c mail=a.lee@c"],
        &[adam, ann],
        &["high likely ad1+cloud1+cloud2 a.lee@contoso.com"],
    );
    // Near misses: only a second address; both keys lead to one account; one of them leads nowhere.
    check(rule, &ad, &["id=G5 upn=adam@c px=P:adam@c,s:a.lee@c imm= sync=", ann], &[]);
    check(rule, &ad, &["id=G5 upn=ann@c px=P:a.lee@c imm= sync="], &[]);
    check(rule, &ad, &[adam], &[]);
    // A guest or a deleted user under the UPN.
    check(rule, &ad, &[adam, "id=G6 upn=ann@c type=Guest imm= sync="], &[]);
    check(rule, &ad, &[adam, "id=G6 upn=ann@c imm= sync= del=2026-11-18~10:00:00Z"], &[]);
    // An object that does not sync crosses nothing.
    check(rule, &["og=G1 cg= sam=MSOL_1 upn=ann@c px=P:a.lee@c"], &[adam, ann], &[]);
}

#[test]
fn invalid_soft_match_names_who_has_the_anchor() {
    let rule = "invalid-soft-match";
    let ann = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c";
    let account = "id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync=true";
    // The one that has the anchor is left out by the sync.
    check(
        rule,
        &[ann, "og=G2 cg= sam=old upn=old@c px= desc=User_1"],
        &[account],
        &["blocker certain ad1+cloud1+ad2 ann@contoso.com"],
    );
    // Or it has the anchor and is kept from joining.
    check(
        rule,
        &[ann, "og=G2 cg= sam=old upn=old@c px="],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G2) sync= opoi=G3"],
        &["blocker certain ad1+cloud1+ad2 ann@contoso.com"],
    );
    // Several second addresses, one of them another person's, one a group's.
    check(
        rule,
        &["og=G1 cg= sam=bobt upn=bobt@c px=s:bobt@c,s:sales@c,s:bob@c"],
        &["id=G5 upn=bobs@c px=P:bobs@c,s:bob@c imm=b(G2) sync=true", "id=G6 upn= class=group px=P:sales@c imm= sync="],
        &["blocker likely ad1+cloud1 bob@contoso.com"],
    );
}

#[test]
fn hard_match_blocked_flag() {
    let rule = "hard-match-blocked-flag";
    let ad = ["og=G2 cg=G1 sam=bob upn=bob@c px="];
    let on = "blockCloudObjectTakeoverThroughHardMatchEnabled=true";
    // And the same in the recycle bin.
    check_with(rule, &ad, &["id=G5 upn=bob@c imm=b(G1) sync="], &[on], &["blocker certain ad1+cloud1 "]);
    check_with(
        rule,
        &ad,
        &["id=G5 upn=bob@c imm=b(G1) sync= del=2026-11-18~10:00:00Z"],
        &[on],
        &["blocker certain ad1+cloud1 "],
    );
    // Near misses: synced already, the switch off, another anchor, no ImmutableId in the file.
    check_with(rule, &ad, &["id=G5 upn=bob@c imm=b(G1) sync=true"], &[on], &[]);
    check(rule, &ad, &["id=G5 upn=bob@c imm=b(G1) sync="], &[]);
    check_with(rule, &ad, &["id=G5 upn=bob@c imm=b(G3) sync="], &[on], &[]);
    check_with(rule, &ad, &["id=G5 upn=bob@c sync="], &[on], &[]);
}

const AD_BOB: &str = "ObjectClass,ObjectGUID,msDsConsistencyGuid,sAMAccountName,userPrincipalName\n\
                      user,88666888-0101-1111-bbbb-1234567890ab,,bob,bob@contoso.com\n";

/// Bob's account, synced or not, deleted or not, and a role of it.
fn bob(rule: &str, synced: &str, deleted: &str, held: &str, settings: &[&str], expected: &[&str]) {
    bob_with_anchor(rule, "iGhmiAEBERG7uxI0VniQqw==", synced, deleted, held, settings, expected);
}

fn bob_with_anchor(
    rule: &str,
    anchor: &str,
    synced: &str,
    deleted: &str,
    held: &str,
    settings: &[&str],
    expected: &[&str],
) {
    let cloud = format!(
        "id,userPrincipalName,userType,onPremisesImmutableId,onPremisesSyncEnabled,isCloudManaged,deletedDateTime\n\
         55555555-5555-4555-8555-555555555555,bob@contoso.com,Member,{anchor},{synced},False,{deleted}\n"
    );
    let list = format!("principalId,role,assignment\n55555555-5555-4555-8555-555555555555,{held}\n");
    let mut files = vec![("ad.csv", AD_BOB), ("cloud.csv", cloud.as_str())];
    if !held.is_empty() {
        files.push(("roles.csv", list.as_str()));
    }
    check_files(rule, &files, settings, expected);
}

#[test]
fn hard_match_blocked_role() {
    let rule = "hard-match-blocked-role";
    // A privileged role, held or to be activated, live or deleted.
    bob(rule, "", "", "Global Administrator,assigned", &[], &["blocker certain ad1+cloud1 "]);
    bob(rule, "", "", "Global Administrator,eligible", &[], &["blocker certain ad1+cloud1 "]);
    bob(rule, "", "2026-11-18 10:00:00Z", "Global Administrator,assigned", &[], &["blocker certain ad1+cloud1 "]);
    // Another role only may block; without the hardening none does for certain.
    bob(rule, "", "", "Reports Reader,assigned", &[], &["medium likely ad1+cloud1 "]);
    bob(rule, "", "", "Global Administrator,assigned", &["hardMatchHardening=false"], &["medium likely ad1+cloud1 "]);
    // Near misses: synced already, and no list of roles.
    bob(rule, "True", "", "Global Administrator,assigned", &[], &[]);
    bob(rule, "", "", "", &[], &[]);
}

#[test]
fn hard_match_blocked_opoi() {
    let rule = "hard-match-blocked-opoi";
    let ad = ["og=G2 cg=G1 sam=bob upn=bob@c px="];
    let account = |rest: &str| format!("id=G5 upn=bob@c imm=b(G1) {rest}");
    let expect = |rest: &str, settings: &[&str], expected: &[&str]| {
        check_with(rule, &ad, &[&account(rest)], settings, expected);
    };
    // Left the scope, synced, in the recycle bin.
    expect("sync=false opoi=G3", &[], &["blocker likely ad1+cloud1 "]);
    expect("sync=true opoi=b(G3)", &[], &["blocker likely ad1+cloud1 "]);
    expect("sync= opoi=G3 del=2026-11-18~10:00:00Z", &[], &["blocker likely ad1+cloud1 "]);
    // The AD object that it is bound to is there: it is named, and nothing is cleared without it.
    let both = [ad[0], "og=G3 cg= sam=rob upn=rob@c px="];
    check(rule, &both, &[&account("sync=true opoi=G3")], &["blocker likely ad1+cloud1+ad2 "]);
    let told = what_to_do(rule, &both, &[&account("sync=true opoi=b(G3)")]);
    assert!(told.contains("If it is that of rob@contoso.com, clear nothing"), "{told}");
    // Its own objectGUID as Base64; empty; not exported; the checks off.
    expect("sync=true opoi=b(G2)", &[], &[]);
    expect("sync=true opoi=", &[], &[]);
    expect("sync=true", &[], &[]);
    expect("sync=false opoi=G3", &["hardMatchHardening=false"], &[]);
    expect("sync=false opoi=G3", &["allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=true"], &[]);
}

#[test]
fn existing_admin_role_conflict() {
    let rule = "existing-admin-role-conflict";
    let helpdesk = "Helpdesk Administrator,assigned";
    // Any role counts, not only a privileged one. Likely, because AD's addresses, which come first, are not told.
    bob_with_anchor(rule, "", "", "", helpdesk, &[], &["blocker likely ad1+cloud1 bob@contoso.com"]);
    bob_with_anchor(rule, "", "", "", "Reports Reader,eligible", &[], &["blocker likely ad1+cloud1 bob@contoso.com"]);
    // Near misses: a join by anchor, an account of another anchor, no list of roles.
    bob(rule, "", "", helpdesk, &[], &[]);
    bob_with_anchor(rule, "nofCJe0gZk6D8J4gRgrt+A==", "", "", helpdesk, &[], &[]);
    bob_with_anchor(rule, "", "", "", "", &[], &[]);
}

#[test]
fn object_type_mismatch() {
    let rule = "object-type-mismatch";
    let user = "og=G1 cg= sam=s upn=s@c px=P:s@c,s:sales@c";
    let group = "id=G6 class=group px=P:sales@c imm= sync=";
    check(rule, &[user], &["id=G5 upn=x@c px= imm= sync=", group], &["blocker certain ad1+cloud2 sales@contoso.com"]);
    // A joined user fails in the same way, which the rule about groups and contacts tells.
    let own = "id=G5 upn=s@c px=P:s@c imm=b(G1) sync=true";
    check(rule, &[user], &[own, group], &["in cloud-contact-or-group-holds-address"]);
    // The group is synced, and AD no longer gives it the address.
    check(
        rule,
        &[user, "class=group og=G2 cg= sid=S-1-5-21-1-2-3-1104 px=P:other@c"],
        &["id=G5 upn=s@c px=P:s@c sync=true", "id=G6 class=group sid=S-1-5-21-1-2-3-1104 px=P:sales@c sync=true"],
        &["blocker possible ad1+cloud2 sales@contoso.com"],
    );
    // A group in AD meets a user; a guest is a user to it, which the rule about guests tells.
    check(
        rule,
        &["class=group og=G2 px=P:s@c"],
        &["id=G5 upn=s@c px=P:s@c imm= sync=", "id=G6 class=group px=P:o@c"],
        &["blocker certain ad1+cloud1 s@contoso.com"],
    );
    check(
        rule,
        &["class=group og=G2 px=P:s@c"],
        &["id=G5 upn=s@c type=Guest px=P:s@c", "id=G6 class=group px=P:o@c"],
        &["in guest-address-collision"],
    );
    // Near misses: the same kind, a user that meets a guest, thrown away anyway, an address of another type.
    check(rule, &["class=group og=G2 px=P:sales@c"], &[group], &[]);
    check(rule, &[user], &["id=G5 upn=x@c type=Guest px=P:sales@c"], &[]);
    check(
        rule,
        &["og=G1 cg= sam=s upn=s@c px=P:s@c,s:sales@o"],
        &[own, "id=G6 class=group px=P:sales@o imm= sync="],
        &[],
    );
    check(rule, &["og=G1 cg= sam=s upn=s@c px=P:s@c,SIP:sales@c"], &[own, group], &[]);
    // The group's addresses are in no file.
    check(rule, &[user], &[own], &[]);
}

#[test]
fn ambiguous_soft_match() {
    let rule = "ambiguous-soft-match";
    let ann = "og=G1 cg= sam=ann upn=ann@c px=P:info@c";
    let bob = "og=G2 cg= sam=bob upn=bob@c px=P:info@c";
    let account = "id=G5 upn=info@c px=P:info@c imm= sync=";
    check(rule, &[ann, bob], &[account], &["high possible ad1+ad2+cloud1 info@contoso.com"]);
    // One by address, one by UPN: no value in common.
    check(
        rule,
        &[ann, "og=G2 cg= sam=bob upn=desk@c px=P:bob@c"],
        &["id=G5 upn=desk@c px=P:info@c imm= sync="],
        &["high possible ad1+ad2+cloud1 "],
    );
    // The file does not tell the anchor of a synced account.
    check(
        rule,
        &[ann, bob],
        &["id=G5 upn=info@c px=P:info@c sync=true"],
        &["high possible ad1+ad2+cloud1 info@contoso.com"],
    );
    // Near misses: one of them has the anchor; only one leads there.
    check(rule, &[ann, bob], &["id=G5 upn=info@c px=P:info@c imm=b(G1) sync=true"], &[]);
    check(rule, &[ann], &[account], &[]);
}

#[test]
fn soft_match_switched_off() {
    let rule = "soft-match-blocked-flag";
    let eve = ["og=G1 cg= sam=eve upn=eve@c px=P:eve@c"];
    let account = "id=G5 upn=x@c px=P:EVE@c imm= sync=";
    let expected = ["high likely ad1+cloud1 eve@contoso.com"];
    check_with(rule, &eve, &[account], &["blockSoftMatchEnabled=true"], &expected);
    check_with(rule, &eve, &["id=G5 upn=eve@c px= imm= sync="], &["blockSoftMatchEnabled=true"], &expected);
    check(rule, &eve, &[account], &[]);
    check_with(rule, &eve, &["id=G5 upn=x@c px=P:x@c imm= sync="], &["blockSoftMatchEnabled=true"], &[]);
    // With another anchor it would not be joined without the switch either; another rule tells that.
    let foreign = ["id=G5 upn=x@c px=P:eve@c imm=b(G2) sync="];
    check_with(rule, &eve, &foreign, &["blockSoftMatchEnabled=true"], &[]);
    let told = ["blocker certain ad1+cloud1 eve@contoso.com"];
    check_with("invalid-soft-match", &eve, &foreign, &["blockSoftMatchEnabled=true"], &told);
    // A join by anchor is not touched, and neither is an account whose addresses nobody exported.
    check_with(rule, &eve, &["id=G5 upn=x@c px=P:eve@c imm=b(G1) sync="], &["blockSoftMatchEnabled=true"], &[]);
    check_with(rule, &eve, &["id=G5 upn=x@c imm= sync="], &["blockSoftMatchEnabled=true"], &[]);

    let rule = "soft-match-upn-off";
    let fay = ["og=G1 cg= sam=fay upn=fay@c px=P:fay.x@c"];
    let off = ["softMatchOnUpnEnabled=false"];
    check_with(rule, &fay, &["id=G5 upn=fay@c px= imm= sync="], &off, &["high likely ad1+cloud1 fay@contoso.com"]);
    check(rule, &fay, &["id=G5 upn=fay@c px= imm= sync="], &[]);
    check_with(rule, &fay, &["id=G5 upn=fay@c px=P:fay.x@c imm= sync="], &off, &[]);
    check_with(rule, &["og=G1 cg= sam=fay px=P:fay.x@c"], &["id=G5 upn=fay@c px= imm= sync="], &off, &[]);
}

/// That a switch is advised only where it helps: the one for UPNs cannot be switched off again.
#[test]
fn a_switch_is_not_advised_where_it_does_not_help() {
    let ad = ["og=G1 cg= sam=fay upn=fay@c px=P:fay.x@c"];
    let advice = |rule: &str, account: &str, setting: &str| {
        let mut settings = tenant_settings();
        settings.set(setting).expect("a setting");
        let report = report(&analyse_rows(&ad, &[account], &settings));
        let findings = report["findings"].as_array().expect("list");
        let finding = findings.iter().find(|finding| finding["rule"] == rule).expect("found");
        finding["whatToDo"].as_str().expect("text").to_owned()
    };
    // Of an account with another anchor, and of a synced one, `invalid-soft-match` tells where all soft match is off.
    let of_another = ["id=G5 upn=fay@c px= imm=b(G2) sync=", "id=G5 upn=fay@c px= imm= sync=true"];
    let mastered_in_the_cloud = ["id=G5 upn=fay@c px= imm= sync= soa=true"];
    for (rule, setting, accounts) in [
        ("soft-match-upn-off", "softMatchOnUpnEnabled=false", &of_another[..]),
        ("soft-match-upn-off", "softMatchOnUpnEnabled=false", &mastered_in_the_cloud[..]),
        ("soft-match-blocked-flag", "blockSoftMatchEnabled=true", &mastered_in_the_cloud[..]),
    ] {
        let helps = advice(rule, "id=G5 upn=fay@c px= imm= sync=", setting);
        assert!(helps.starts_with("If "), "{helps}");
        for account in accounts {
            let advice = advice(rule, account, setting);
            assert!(advice.contains("not be") || advice.contains("is not enough"), "{advice}");
        }
    }
}

#[test]
fn primary_vs_secondary_near_match() {
    let rule = "primary-vs-secondary-near-match";
    let expect = |ad: &str, cloud: &str, expected: &[&str]| check(rule, &[ad], &[cloud], expected);
    let ann = "og=G1 cg= sam=annl upn=annl@c px=P:a.lee@c,s:lee@c";
    expect(ann, "id=G5 upn=x@c px=P:x@c,s:a.lee@c imm= sync=", &["high likely ad1+cloud1 a.lee@contoso.com"]);
    expect(ann, "id=G5 upn=x@c px=P:lee@c imm= sync=", &["high likely ad1+cloud1 lee@contoso.com"]);
    expect(ann, "id=G5 upn=x@c px=P:x@c,s:lee@c imm= sync=", &["medium likely ad1+cloud1 lee@contoso.com"]);
    // The account is another AD user's: then nothing is advised that would make the two join.
    let twins = [ann, "og=G2 cg= sam=x upn=x@c px=P:x@c"];
    let account = ["id=G5 upn=x@c px=P:x@c,s:a.lee@c imm= sync="];
    check(rule, &twins, &account, &["high likely ad1+cloud1+ad2 a.lee@contoso.com"]);
    let report = report(&analyse_rows(&twins, &account, &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    let finding = findings.iter().find(|finding| finding["rule"] == rule).expect("found");
    assert!(!finding["whatToDo"].as_str().expect("text").contains("If both are the same"), "{finding:#}");
    // Only mail in AD.
    expect(
        "og=G1 cg= sam=annl upn=annl@c px= mail=a.lee@c",
        "id=G5 upn=x@c px=P:x@c,s:a.lee@c imm= sync=",
        &["high likely ad1+cloud1 a.lee@contoso.com"],
    );
    // Near misses: equal primaries, a join by UPN, another anchor, a guest.
    expect(ann, "id=G5 upn=x@c px=P:a.lee@c imm= sync=", &[]);
    expect(ann, "id=G5 upn=annl@c px=P:x@c,s:a.lee@c imm= sync=", &[]);
    expect(ann, "id=G5 upn=x@c px=P:x@c,s:a.lee@c imm=b(G2) sync=", &[]);
    expect(ann, "id=G5 upn=x@c type=Guest px=P:x@c,s:a.lee@c imm= sync=", &[]);
    // Second addresses are not told.
    expect(ann, "id=G5 upn=x@c mail=x@c imm= sync=", &[]);
}

#[test]
fn match_overwrites_cloud_data() {
    let rule = "match-overwrites-cloud-data";
    let bob = "og=G2 cg=G1 sam=bob upn=bob@c px=P:bob@c";
    let account = |rest: &str| format!("id=G5 {rest} imm=b(G1) soa=false opoi= exo=True");
    let expect = |ad: &str, rest: &str, expected: &[&str]| check(rule, &[ad], &[&account(rest)], expected);
    expect(bob, "upn=bob@c px=P:bob@c,s:info@c sync=", &["high likely ad1+cloud1 info@contoso.com"]);
    // Another UPN, which was an address as well, and one that AD keeps as an address.
    expect(bob, "upn=b.ray@c px=P:bob@c,s:b.ray@c sync=", &["high likely ad1+cloud1 b.ray@contoso.com"]);
    expect(
        "og=G2 cg=G1 sam=bob upn=bob@c px=P:bob@c,s:b.ray@c",
        "upn=b.ray@c px=P:bob@c,s:b.ray@c sync=",
        &["medium likely ad1+cloud1 b.ray@contoso.com"],
    );
    // A soft match.
    check(
        rule,
        &["og=G1 cg= sam=bob upn=bob@c px=P:bob@c"],
        &["id=G5 upn=bob@c px=P:bob@c,s:info@c imm= sync= exo=True"],
        &["high likely ad1+cloud1 info@contoso.com"],
    );
    // Near misses: AD lists it, the address in the initial domain, another type, a pair that is joined already.
    expect("og=G2 cg=G1 sam=bob upn=bob@c px=P:bob@c,s:INFO@c", "upn=bob@c px=P:bob@c,s:info@c sync=", &[]);
    expect(bob, "upn=bob@c px=P:bob@c,s:bob@o,SIP:bob@c sync=", &[]);
    expect(bob, "upn=bob@c px=P:bob@c,s:info@c sync=true", &[]);
    // What AD holds is not told.
    expect("og=G2 cg=G1 sam=bob upn=bob@c", "upn=bob@c px=P:bob@c,s:info@c sync=", &[]);
}

#[test]
fn anchor_encoding_error() {
    let rule = "anchor-encoding-error";
    let ad = ["og=G1 cg= sam=ann upn=ann@c px="];
    let account = |spelt: &str, rest: &str| format!("id=G5 upn=a.lee@c imm={spelt} {rest}");
    let expect = |spelt: &str, rest: &str, confidence: &str| {
        let expected = format!("blocker {confidence} cloud1+ad1 {}", spelt.replace('~', " "));
        check(rule, &ad, &[&account(spelt, rest)], &[&expected]);
    };
    expect("iGZoiAEBERG7uxI0VniQqw==", "sync=", "likely");
    expect("iGZoiAEBERG7uxI0VniQqw==", "sync=true", "possible");
    // Letter case, and a name of the connector space.
    expect("ighmiAEBERG7uxI0VniQqw==", "sync=", "possible");
    expect("88666888-0101-1111-BBBB-1234567890AB", "sync=", "possible");
    expect("iGhmiAEBERG7uxI0VniQqx==", "sync=", "possible");
    check(
        rule,
        &["og=G3 cg= sam=ann upn=ann@c px="],
        &[&account("CN={514635484D4B376E38307176645973555049486139513D3D}", "sync=true")],
        &["blocker possible cloud1+ad1 CN={514635484D4B376E38307176645973555049486139513D3D}"],
    );
    // Also where the address leads to it.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=a.lee@c px="],
        &[&account("iGZoiAEBERG7uxI0VniQqw==", "sync=")],
        &["blocker likely cloud1+ad1 iGZoiAEBERG7uxI0VniQqw=="],
    );
    // Near misses: the canonical text, another anchor, none, no ImmutableId in the file.
    check(rule, &ad, &[&account("b(G1)", "sync=")], &[]);
    check(rule, &ad, &[&account("b(G2)", "sync=")], &[]);
    check(rule, &ad, &["id=G5 upn=a.lee@c imm= sync=", "id=G6 upn=x@c imm=b(G4) sync=true"], &[]);
    check(rule, &ad, &["id=G5 upn=a.lee@c sync="], &[]);
}

#[test]
fn anchor_on_wrong_person() {
    let rule = "anchor-on-wrong-person";
    let ann = ["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"];
    let other = "id=G6 upn=ann@c px=P:ann@c imm= sync=";
    let expected = ["high certain ad1+cloud1+cloud2 ann@contoso.com"];
    for sync in ["", "true", "false"] {
        let bob = format!("id=G5 upn=bob@c px=P:bob@c imm=b(G1) sync={sync}");
        check(rule, &ann, &[&bob, other], &expected);
    }
    // Kept from joining, all the same on the wrong account.
    check(rule, &ann, &["id=G5 upn=bob@c px=P:bob@c imm=b(G1) sync=true opoi=G3", other], &expected);
    // Near misses: only one of the two leads elsewhere, they lead to two accounts, a deleted one.
    let bob = "id=G5 upn=bob@c px=P:bob@c imm=b(G1) sync=";
    check(rule, &ann, &[bob, "id=G6 upn=ann@c px=P:x@c imm= sync="], &[]);
    check(rule, &ann, &[bob, "id=G6 upn=ann@c px=P:x@c imm= sync=", "id=G7 upn=y@c px=P:ann@c imm= sync="], &[]);
    check(rule, &ann, &[bob, "id=G6 upn=ann@c px=P:ann@c imm= sync= del=2026-11-18~10:00:00Z"], &[]);
    // The anchor or the UPN is not told.
    check(rule, &ann, &["id=G5 upn=bob@c px=P:bob@c sync=", "id=G6 upn=ann@c px=P:ann@c sync="], &[]);
    check(rule, &["og=G1 cg= sam=ann px=P:ann@c"], &[bob, other], &[]);
}

#[test]
fn attribute_value_must_be_unique() {
    let rule = "attribute-value-must-be-unique";
    let own = "id=G5 upn=bobt@c px=P:bobt@c imm=b(G1) sync=true opoi= exo=True";
    let smith = "id=G6 upn=smith@c px=P:smith@c,s:bob@c imm= sync= exo=True";
    let with = |rest: &str| format!("og=G1 cg= sam=bobt {rest}");
    let expect = |rest: &str, cloud: &[&str], expected: &[&str]| check(rule, &[&with(rest)], cloud, expected);
    // An address; the UPN; a mail that stands in for the list.
    expect("upn=bobt@c px=P:bobt@c,s:bob@c", &[own, smith], &["blocker certain ad1+cloud1+cloud2 bob@contoso.com"]);
    expect("upn=smith@c px=P:bobt@c", &[own, smith], &["blocker possible ad1+cloud1+cloud2 smith@contoso.com"]);
    expect("upn=bobt@c px= mail=bob@c", &[own, smith], &["blocker certain ad1+cloud1+cloud2 bob@contoso.com"]);
    // The other account is synced, and AD no longer gives it the address.
    check(
        rule,
        &[&with("upn=bobt@c px=P:bobt@c,s:bob@c"), "og=G2 cg= sam=smith upn=smith@c px=P:smith@c"],
        &[own, "id=G6 upn=smith@c px=P:smith@c,s:bob@c imm=b(G2) sync=true opoi= exo=True"],
        &["blocker possible ad1+cloud1+cloud2 bob@contoso.com"],
    );
    // Near misses: nobody else has it, both have it, a guest or a group has it, it would not be taken anyway.
    expect("upn=bobt@c px=P:bobt@c,s:new@c", &[own, smith], &[]);
    expect("upn=bobt@c px=P:bobt@c,s:bob@c", &[own, "id=G6 upn=x_#EXT#@o type=Guest px=P:bob@c"], &[]);
    expect("upn=bobt@c px=P:bobt@c,s:bob@c", &[own, "id=G6 class=group px=P:bob@c"], &[]);
    expect("upn=bobt@c px=P:bobt@c,s:b@o", &[own, "id=G6 upn=x@c px=P:x@c,s:b@o imm= sync="], &[]);
    // Another rule tells that the anchor is on the wrong account.
    expect("upn=smith@c px=P:smith@c", &[own, smith], &[]);
    // AD's addresses are not told.
    expect("upn=bobt@c", &[own, smith], &[]);
}

#[test]
fn soft_deleted_anchor() {
    let rule = "soft-deleted-anchor";
    // The UPN is told without the prefix of deleted users.
    let deleted = "2026-11-18 10:00:00Z";
    bob(rule, "True", deleted, "Reports Reader,eligible", &[], &["info likely ad1+cloud1 bob@contoso.com"]);
    bob(rule, "True", deleted, "", &[], &["info likely ad1+cloud1 bob@contoso.com"]);
    // Live, and blocked, which another rule tells.
    bob(rule, "True", "", "", &[], &[]);
    bob(rule, "True", deleted, "Global Administrator,assigned", &[], &[]);
    bob(rule, "True", deleted, "", &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"], &[]);
    // Another anchor, and none told.
    bob_with_anchor(rule, "nofCJe0gZk6D8J4gRgrt+A==", "True", deleted, "", &[], &[]);
    check(rule, &["og=G1 cg= sam=bob upn=bob@c"], &["id=G5 upn=bob@c del=2026-11-18~10:00:00Z"], &[]);
}

#[test]
fn soft_deleted_value_collision() {
    let rule = "soft-deleted-value-collision";
    let john = "id=G5 upn=55555555555545558555555555555555jdoe@c px=P:jdoe@c,s:john@c imm=b(G2) sync= del=2026-11-18~10:00:00Z";
    let live = "id=G6 upn=jane@c px=P:jane@c,s:jdoe@c imm= sync= del=";
    check(rule, &[], &[john, live], &["low certain cloud1+cloud2 jdoe@contoso.com"]);
    // An AD user, by its address or mail.
    check(rule, &["og=G1 cg= sam=x upn=x@c px=P:john@c"], &[john], &["low certain cloud1+ad1 john@contoso.com"]);
    check(rule, &["og=G1 cg= sam=x upn=x@c mail=john@c"], &[john], &["low certain cloud1+ad1 john@contoso.com"]);
    // The next sync restores the account.
    check(
        rule,
        &["og=G2 cg= sam=john upn=john.doe@c px=P:john.doe@c"],
        &[john, live],
        &["high certain cloud1+cloud2 jdoe@contoso.com"],
    );
    // Near misses: the AD user that restores it, one that does not sync, a value of another attribute, nobody.
    check(rule, &["og=G2 cg= sam=john upn=jdoe@c px=P:jdoe@c"], &[john], &[]);
    check(rule, &["og=G1 cg= sam=MSOL_1 upn=jdoe@c px=P:jdoe@c"], &[john], &[]);
    check(rule, &["og=G1 cg= sam=x upn=x@c px=SIP:jdoe@c"], &[john], &[]);
    check(rule, &[], &[john, "id=G6 upn=jane@c px=P:jane@c imm= sync= del="], &[]);
    // No deleted user in the files.
    check(rule, &[], &["id=G5 upn=jdoe@c px=P:jdoe@c", "id=G6 upn=jane@c px=P:jane@c,s:jdoe@c"], &[]);
}

#[test]
fn recreated_user_lost_link() {
    let rule = "recreated-user-lost-link";
    let old = "id=G5 upn=55555555-5555-4555-8555-555555555555dan@c sam=dan imm=b(G2) made=2020-01-02~08:00:00Z \
               del=2026-11-18~10:00:00Z";
    let expect = |ad: &str, expected: &[&str]| check(rule, &[ad], &[old], expected);
    expect("og=G1 cg= sam=dan upn=dan@c made=2026-11-18~12:00:00Z", &["high likely ad1+cloud1 dan@contoso.com"]);
    // The account name only; no date; a date that cannot be compared.
    expect("og=G1 cg= sam=dan upn=d@c made=2026-11-18~12:00:00Z", &["high possible ad1+cloud1 dan"]);
    expect("og=G1 cg= sam=dan upn=dan@c", &["high possible ad1+cloud1 dan@contoso.com"]);
    expect("og=G1 cg= sam=dan upn=dan@c made=11/18/2026", &["high possible ad1+cloud1 dan@contoso.com"]);
    // It has another account already.
    check(
        rule,
        &["og=G1 cg= sam=dan upn=dan@c made=2026-11-18~12:00:00Z"],
        &[old, "id=G6 upn=dan@c imm=b(G1) sync=true made=2026-11-18~13:00:00Z"],
        &["medium likely ad1+cloud1 dan@contoso.com"],
    );
    // Near misses: older than the account, its own anchor, another name, not in the sync.
    expect("og=G1 cg= sam=dan upn=dan@c made=2019-01-01~12:00:00Z", &[]);
    expect("og=G1 cg=G2 sam=dan upn=dan@c made=2026-11-18~12:00:00Z", &[]);
    expect("og=G1 cg= sam=eve upn=eve@c made=2026-11-18~12:00:00Z", &[]);
    expect("og=G1 cg= sam=dan upn=dan@c made=2026-11-18~12:00:00Z desc=User_1", &[]);
    // The anchor of one of the two is not told: it may be the same.
    expect("og=G1 sam=dan upn=dan@c made=2026-11-18~12:00:00Z", &[]);
    check(rule, &["og=G1 cg= sam=dan upn=dan@c"], &["id=G5 upn=dan@c del=2026-11-18~10:00:00Z"], &[]);
}

#[test]
fn accidental_delete_threshold() {
    let rule = "accidental-delete-threshold";
    let guid = |number: usize| format!("00000000-0000-4000-8000-{number:012}");
    let cloud: Vec<String> = (0..650)
        .map(|number| {
            let anchor = dirmatch::model::Guid::parse(&guid(number)).expect("a guid").to_base64();
            format!("id={} upn=u{number}@c imm={anchor} sync=true", guid(number + 10_000))
        })
        .collect();
    let cloud: Vec<&str> = cloud.iter().map(String::as_str).collect();
    let ad = |rows: std::ops::Range<usize>, rest: &str| -> Vec<String> {
        rows.map(|number| format!("og={} cg= sam=u{number} upn=u{number}@c desc={rest}", guid(number))).collect()
    };
    let expect = |ad: &[String], settings: &[&str], expected: &[&str]| {
        let rows: Vec<&str> = ad.iter().map(String::as_str).collect();
        check_with(rule, &rows, &cloud, settings, expected);
    };
    let first = "cloud1+cloud2+cloud3+cloud4+cloud5 ";
    // The rows are there and left out.
    expect(&ad(0..650, "User_x"), &[], &[&format!("blocker certain {first}")]);
    // They are missing, and the export is complete, not said to be, or said not to be.
    let one = ad(649..650, "");
    expect(&one, &["completeExport=true"], &[&format!("blocker certain {first}")]);
    expect(&one, &[], &[&format!("medium possible {first}")]);
    expect(&one, &["completeExport=false"], &[]);
    // Five hundred are allowed; one more is not.
    expect(&ad(500..650, ""), &["completeExport=true"], &[]);
    expect(&ad(501..650, ""), &["completeExport=true"], &[&format!("blocker certain {first}")]);
    // Anchors are not told on one side.
    let silent: Vec<String> = (0..1).map(|number| format!("sam=u{number} upn=u{number}@c")).collect();
    expect(&silent, &["completeExport=true"], &[]);
}

#[test]
fn address_reuse_blocked() {
    let rule = "address-reuse-blocked";
    let rm = ["rmUnify=true", "federatedDomains=contoso.com"];
    let new = "og=G1 cg= sam=jdoe upn=jane.doe@c";
    // A deleted user had it, another has it as a second address.
    let deleted = "id=G5 upn=55555555555545558555555555555555jdoe@c imm=b(G2) sync= del=2026-11-18~10:00:00Z";
    check_with(rule, &[new], &[deleted], &rm, &["high likely ad1+cloud1 jdoe@contoso.com"]);
    let kim = "id=G6 upn=k@c px=P:k@c,s:kim@c imm=b(G3) sync=";
    check_with(rule, &["og=G1 cg= sam=kim upn=kim.x@c"], &[kim], &rm, &["high likely ad1+cloud1 kim@contoso.com"]);
    // It has an account under another name: renamed, or opted out.
    check_with(
        rule,
        &["og=G1 cg= sam=kim upn=kim.x@c"],
        &[kim, "id=G5 upn=kim.x@c px=P:kim.x@c imm=b(G1) sync="],
        &rm,
        &["high possible ad1+cloud1 kim@contoso.com"],
    );
    // The address stands in an attribute.
    let attribute = ["rmUnify=true", "rmUnifyEmailAttribute=mail"];
    check_with(
        rule,
        &["og=G1 cg= sam=x upn=x@c mail=kim@c"],
        &[kim],
        &attribute,
        &["high likely ad1+cloud1 kim@contoso.com"],
    );
    // Near misses: it has the address, nobody has it, RM Unify is not in use, the domain is not told.
    check_with(rule, &["og=G3 cg= sam=kim upn=kim.x@c"], &[kim], &rm, &[]);
    check_with(rule, &["og=G1 cg= sam=zoe upn=z@c"], &[kim], &rm, &[]);
    check_with(rule, &[new], &[deleted], &["federatedDomains=contoso.com"], &[]);
    check_with(rule, &[new], &[deleted], &["rmUnify=true"], &[]);
}
