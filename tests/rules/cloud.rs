//! Objects that are joined, deleted or left over in the cloud, row by row.

use dirmatch::settings::Settings;

use crate::common::{ad_csv, cloud_csv, report, tenant_settings};
use crate::rows::{analyse_rows, check, check_files, check_with, findings_of};

const ANN: &str = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c";
const ANN_SYNCED: &str = "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi= exo=True";

#[test]
fn quarantined_upn() {
    let rule = "quarantined-upn";
    let account = "id=G5 name=Ann upn=ann4711@o px= imm=b(G1) sync=true err=";
    let holder = "id=G6 name=Anna upn=ann@c px= imm= sync=";
    // Reported, with and without an object that has the name, with and without the AD object.
    let reported = "id=G5 name=Ann upn=ann4711@o px= imm=b(G1) sync=true err=UserPrincipalName=ann@c";
    check(rule, &[ANN], &[reported, holder], &["blocker certain ad1+cloud1+cloud2 ann@contoso.com"]);
    check(rule, &[ANN], &[reported], &["blocker certain ad1+cloud1 ann@contoso.com"]);
    check(rule, &[], &[reported], &["blocker certain cloud1 UserPrincipalName=ann@contoso.com"]);
    // Only the shape of the name speaks for it; a plus sign may stand before the digits.
    check(rule, &[ANN], &[account, holder], &["blocker likely ad1+cloud1+cloud2 ann@contoso.com"]);
    check(
        rule,
        &[ANN],
        &["id=G5 upn=ann+4711@o px= imm=b(G1) sync=true", "id=G6 upn=b@c px=P:b@c,s:ann@c imm= sync="],
        &["blocker likely ad1+cloud1+cloud2 ann@contoso.com"],
    );
    check(rule, &[ANN], &[account], &["blocker possible ad1+cloud1 ann@contoso.com"]);
    // The domain is not verified, so the name was replaced and not put into quarantine.
    check(rule, &["og=G1 cg= sam=ann upn=ann@contoso.local"], &[account], &[]);
    check(rule, &["og=G1 cg= sam=bill upn=bill@contoso.local"], &["id=G5 upn=bill@o imm=b(G1) sync=true"], &[]);
    // The number belongs to the name in AD; three digits; a domain of the tenant's own; another name.
    check(rule, &["og=G1 cg= sam=ann upn=ann4711@c"], &[account], &[]);
    check(rule, &[ANN], &["id=G5 upn=ann471@o px= imm=b(G1) sync=true"], &[]);
    check(rule, &[ANN], &["id=G5 upn=ann4711@f px= imm=b(G1) sync=true"], &[]);
    check(rule, &[ANN], &["id=G5 upn=bob4711@o px= imm=b(G1) sync=true"], &[]);
    // Not synced, and another property.
    check(rule, &[ANN], &["id=G5 upn=ann4711@o px= imm= sync= soa=false", holder], &[]);
    check(rule, &[ANN], &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true err=ProxyAddresses=smtp:x@c"], &[]);
    // The initial domain is not known: the shape says nothing.
    let unknown = Settings { initial_domain: None, ..tenant_settings() };
    let account = "id=G5 upn=ann4711@elsewhere.example px= imm=b(G1) sync=true";
    assert!(findings_of(rule, &analyse_rows(&[ANN], &[account], &unknown)).is_empty());
}

#[test]
fn reported_errors_come_from_lists_as_well() {
    let ad = ad_csv(&[ANN]);
    let cloud = cloud_csv(&["id=G5 name=Ann upn=ann9999@f px=P:ann@c imm=b(G1) sync=true"]);
    let files = |list| [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("errors.csv", list)];
    let by_id = "id,category,propertyCausingError,value,occurredDateTime\n\
                 55555555-5555-4555-8555-555555555555,PropertyConflict,UserPrincipalName,ann@contoso.com,2026-11-01\n";
    check_files("quarantined-upn", &files(by_id), &[], &["blocker certain ad1+cloud1 ann@contoso.com"]);
    let by_name = "userPrincipalName,category,propertyCausingError,value\n\
                   ANN9999@fabrikam.com,PropertyConflict,ProxyAddress,smtp:ann@contoso.com\n";
    check_files("quarantined-proxy", &files(by_name), &[], &["medium certain ad1+cloud1 ann@contoso.com"]);
    check_files("quarantined-upn", &files(by_name), &[], &[]);
    let by_anchor = "ImmutableId,ErrorCategory,PropertyName,PropertyValue\n\
                     iGhmiAEBERG7uxI0VniQqw==,PropertyConflict,ProxyAddresses,SMTP:ann@contoso.com\n";
    check_files("quarantined-proxy", &files(by_anchor), &[], &["medium certain ad1+cloud1 ann@contoso.com"]);
    // About nobody in the files.
    let stranger = by_name.replace("ANN9999", "nobody");
    check_files("quarantined-proxy", &files(&stranger), &[], &[]);
}

#[test]
fn quarantined_proxy() {
    let rule = "quarantined-proxy";
    let holder = "id=G6 name=Bob upn=b@c px=P:b@c,s:info@c imm= sync=";
    for property in ["ProxyAddresses=smtp:info@c", "ProxyAddress=info@c", "ProxyAddresses=SMTP:INFO@c"] {
        let account = format!("id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true err={property}");
        check(rule, &[], &[&account, holder], &["medium certain cloud1+cloud2 info@contoso.com"]);
    }
    // Nobody in the files holds the value; a second error stands beside it.
    check(
        rule,
        &[],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true err=ProxyAddresses=smtp:x@c|UserPrincipalName=y@c"],
        &["medium certain cloud1 ProxyAddresses=smtp:x@contoso.com|UserPrincipalName=y@contoso.com"],
    );
    check(rule, &[], &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true err=Other=smtp:info@c", holder], &[]);
    check(rule, &[], &[ANN_SYNCED, holder], &[]);
    // That another account holds the value is told once, and leads; the missing address and the quarantine are its reasons.
    let ad = "og=G1 cg= sam=a upn=a@c px=P:a@c,s:info@c";
    let cloud = ["id=G5 upn=a@c px=P:a@c imm=b(G1) sync=true opoi= exo=True", holder];
    check(rule, &[ad], &cloud, &["in attribute-value-must-be-unique"]);
    check("ad-proxy-not-in-cloud", &[ad], &cloud, &["in attribute-value-must-be-unique"]);
    let report = report(&analyse_rows(&[ad], &cloud, &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    let told = findings.iter().find(|finding| finding["rule"] == "attribute-value-must-be-unique").expect("a finding");
    assert!(told["why"].as_str().expect("text").contains("quarantined-proxy"), "{told:#}");
    // A group does not put it into quarantine, and an unknown list proves nothing.
    let group = "id=G6 class=group name=Info px=P:info@c me=true se=false";
    let with_group = report_reasons(&[ad], &[cloud[0], group]);
    assert!(!with_group.contains("quarantined-proxy"), "{with_group}");
    check(rule, &[ad], &["id=G5 upn=a@c mail=a@c imm=b(G1) sync=true opoi="], &[]);
}

/// The reasons of all findings, one after another.
fn report_reasons(ad: &[&str], cloud: &[&str]) -> String {
    let report = report(&analyse_rows(ad, cloud, &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    findings.iter().map(|finding| finding["why"].as_str().expect("text").to_owned() + "\n").collect()
}

#[test]
fn duplicate_person_pair() {
    let rule = "duplicate-person-pair";
    let old = "id=G5 name=Ann~Lee upn=ann@c px=P:ann@c imm= sync= exo=True emp=7";
    let new = "id=G6 name=ANN~Lee upn=ann4711@o px= imm=b(G1) sync=true exo=False emp=7";
    let found = "high likely cloud2+cloud1 ann4711@contoso.onmicrosoft.com";
    check(rule, &[], &[old, new], &[found]);
    check(rule, &[ANN], &[old, new], &["high likely cloud2+cloud1+ad1 ann4711@contoso.onmicrosoft.com"]);
    // Without digits, by number alone, by name alone.
    check(
        rule,
        &[],
        &[old, "id=G6 name=Ann~Lee upn=ann@o px= imm=b(G1) sync=true exo=False emp=7"],
        &["high likely cloud2+cloud1 ann@contoso.onmicrosoft.com"],
    );
    check(rule, &[], &[old, "id=G6 name=A.~Lee upn=ann4711@o px= imm=b(G1) sync=true exo=False emp=7"], &[found]);
    check(rule, &[], &[old, "id=G6 name=Ann~Lee upn=ann4711@o px= imm=b(G1) sync=true exo=False emp="], &[found]);
    // Which of the two has the licence is not told.
    let (old_open, new_open) =
        ("id=G5 name=Ann upn=ann@c imm= sync=", "id=G6 name=Ann upn=ann4711@o imm=b(G1) sync=true");
    check(rule, &[], &[old_open, new_open], &["high possible cloud2+cloud1 ann4711@contoso.onmicrosoft.com"]);
    // Another person: other number, other display name, other name before the @.
    check(rule, &[], &[old, "id=G6 name=Ann~Lee upn=ann4711@o px= imm=b(G1) sync=true exo=False emp=8"], &[]);
    check(rule, &[], &[old, "id=G6 name=Anita upn=ann4711@o px= imm=b(G1) sync=true exo=False emp="], &[]);
    check(rule, &[], &[old, "id=G6 name=Ann~Lee upn=anna4711@o px= imm=b(G1) sync=true exo=False emp="], &[]);
    check(rule, &[], &[old, "id=G6 name=Ann~Lee upn=anna@o px= imm=b(G1) sync=true exo=False emp=7"], &[]);
    // The same number, and four digits after another name.
    check(
        rule,
        &[],
        &[old, "id=G6 name=Ann~Lee upn=a.lee4711@o px= imm=b(G1) sync=true exo=False emp=7"],
        &["high likely cloud2+cloud1 a.lee4711@contoso.onmicrosoft.com"],
    );
    // The old one has no licence, or is synced itself, or is deleted; the new one has one.
    check(rule, &[], &["id=G5 name=Ann~Lee upn=ann@c px= imm= sync= exo=False emp=7", new], &[]);
    check(rule, &[], &["id=G5 name=Ann~Lee upn=ann@c px= imm=b(G2) sync=true exo=True emp=7", new], &[]);
    check(rule, &[], &["id=G5 name=Ann~Lee upn=ann@c imm= sync= exo=True emp=7 del=2026-11-18~10:00:00Z", new], &[]);
    check(rule, &[], &[old, "id=G6 name=Ann~Lee upn=ann4711@o px= imm=b(G1) sync=true exo=True emp=7"], &[]);
}

/// Of one person's two accounts none gives a value away, and the anchor is not on the wrong account.
#[test]
fn two_accounts_of_one_person_keep_their_values() {
    let old = "id=G5 name=Ann~Lee upn=ann@c px=P:ann@c imm= sync= exo=True emp=7";
    let new = "id=G6 name=Ann~Lee upn=ann4711@o px= imm=b(G1) sync=true opoi= exo=False emp=7";
    let report = report(&analyse_rows(&[ANN], &[old, new], &tenant_settings()));
    let findings = report["findings"].as_array().expect("list");
    assert!(!findings.iter().any(|finding| finding["rule"] == "anchor-on-wrong-person"), "{findings:#?}");
    for rule in ["quarantined-upn", "quarantined-proxy"] {
        let told = findings.iter().find(|finding| finding["rule"] == rule).expect(rule);
        assert!(told["whatToDo"].as_str().expect("text").contains("duplicate-person-pair"), "{told:#}");
    }
    // Of a stranger's account the usual is said.
    let other = new.replace("emp=7", "emp=8");
    let wrong = ["high certain ad1+cloud2+cloud1 ann@contoso.com"];
    check("anchor-on-wrong-person", &[ANN], &[old, &other], &wrong);
    // The same name without digits is one person's; another name is not, even with the number of the person.
    let plain = new.replace("ann4711@o", "ann@o");
    check("anchor-on-wrong-person", &[ANN], &[old, &plain], &[]);
    let named_otherwise = new.replace("ann4711@o", "bob@o");
    check("anchor-on-wrong-person", &[ANN], &[old, &named_otherwise], &wrong);
    let by_number = new.replace("ann4711@o", "lee4711@o");
    check("anchor-on-wrong-person", &[ANN], &[old, &by_number], &[]);
    // Nor did the sync make the account beside it where that has a licence or is not in the initial domain.
    let licensed = new.replace("exo=False", "exo=True");
    check("anchor-on-wrong-person", &[ANN], &[old, &licensed], &wrong);
    let elsewhere = new.replace("ann4711@o", "ann4711@f");
    check("anchor-on-wrong-person", &[ANN], &[old, &elsewhere], &wrong);
}

/// What Microsoft reports of an account is not told a second time; what it reports of another one, or of the name, does not count.
#[test]
fn an_address_that_microsoft_reports_is_told_once() {
    let rule = "quarantined-proxy";
    let other = "id=G7 name=Cat upn=cat@c px=P:cat@c imm=b(G2) sync=true exo= err=ProxyAddresses=smtp:kim@c";
    let old = "id=G5 name=Ann~Lee upn=ann@c px=P:ann@c imm= sync= exo=True";
    let new = |err: &str| format!("id=G6 name=Ann~Lee upn=ann4711@o px= imm=b(G1) sync=true opoi= exo=False err={err}");
    let found = [
        "medium certain cloud1 ProxyAddresses=smtp:kim@contoso.com",
        "medium certain ad1+cloud3+cloud2 ann@contoso.com",
    ];
    for error in ["ProxyAddresses=SMTP:ann@c", "UserPrincipalName=ann@c", ""] {
        check(rule, &[ANN], &[other, old, &new(error)], &found);
    }
    // An entry that AD lists twice is one address.
    let twice = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:ANN@c";
    check(rule, &[twice], &[other, old, &new("")], &found);
}

/// Where the anchor is on the wrong account, nobody is told to give a name or an address away.
#[test]
fn an_anchor_on_the_wrong_account_is_told_alone() {
    let accounts = [
        "id=G5 name=Will upn=will@c px=P:will@c imm=b(G1) sync=true opoi= exo=True",
        "id=G6 name=Ann upn=ann@c px=P:ann@c imm= sync= exo=True",
    ];
    check("anchor-on-wrong-person", &[ANN], &accounts, &["high certain ad1+cloud1+cloud2 ann@contoso.com"]);
    for rule in ["quarantined-proxy", "upn-differs-ad-cloud", "ad-proxy-not-in-cloud"] {
        check(rule, &[ANN], &accounts, &["in anchor-on-wrong-person"]);
    }
    check("attribute-value-must-be-unique", &[ANN], &accounts, &[]);
    // Nor of a further address that the right account has.
    let with_second = [accounts[0], "id=G6 name=Ann upn=ann@c px=P:ann@c,s:lee@c imm= sync= exo=True"];
    for rule in ["quarantined-proxy", "ad-proxy-not-in-cloud"] {
        let ann = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:lee@c";
        check(rule, &[ann], &with_second, &["in anchor-on-wrong-person"]);
    }
}

/// An anchor that differs in letter case has its AD object: it is neither stale nor an orphan's.
#[test]
fn an_anchor_in_other_letter_case_is_not_without_an_object() {
    let ann = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c";
    let other_case = "ighmiAEBERG7uxI0VniQqw==";
    let cloud = |sync: &str| format!("id=G5 upn=x@c px=P:x@c imm={other_case} sync={sync} soa=");
    let found = format!("blocker possible cloud1+ad1 {other_case}");
    check("anchor-encoding-error", &[ann], &[&cloud("")], &[&found]);
    check("stale-anchor-cloud-only", &[ann], &[&cloud("")], &[]);
    check_with("orphaned-cloud-object", &[ann], &[&cloud("true")], &["completeExport=true"], &[]);
}

#[test]
fn orphaned_cloud_object() {
    let rule = "orphaned-cloud-object";
    let complete = ["completeExport=true"];
    // Not the account that Entra Connect made for itself.
    let own = "id=G6 upn=Sync_DC01_0a1b2c3d4e5f@o px= imm= sync=true";
    check_with(rule, &[ANN], &[ANN_SYNCED, own], &complete, &[]);
    let orphan = "id=G6 upn=eve@c px=P:eve@c imm=b(G2) sync=true";
    // The export is complete.
    check_with(rule, &[ANN], &[ANN_SYNCED, orphan], &complete, &["medium certain cloud2 eve@contoso.com"]);
    // Anchors are not told on a side.
    let plain = ["id=G5 upn=ann@c px=P:ann@c sync=true", "id=G6 upn=eve@c px=P:eve@c sync=true"];
    check_with(rule, &[ANN], &plain, &complete, &["medium likely cloud2 eve@contoso.com"]);
    check_with(
        rule,
        &["og=G1 sam=ann upn=ann@c px=P:ann@c"],
        &[ANN_SYNCED, orphan],
        &complete,
        &["medium likely cloud2 eve@contoso.com"],
    );
    // Nobody says whether the export is complete: half of the accounts are not in it; then nearly all of them are.
    check(rule, &[ANN], &[ANN_SYNCED, orphan], &[]);
    let ad: Vec<String> = (0..40).map(|n| format!("sam=u{n} upn=u{n}@c px=P:u{n}@c")).collect();
    let ad: Vec<&str> = ad.iter().map(String::as_str).collect();
    let mut cloud: Vec<String> = (0..40).map(|n| format!("upn=u{n}@c px=P:u{n}@c sync=true")).collect();
    cloud.push("upn=eve@c px=P:eve@c sync=true".to_owned());
    let cloud: Vec<&str> = cloud.iter().map(String::as_str).collect();
    check(rule, &ad, &cloud, &["medium possible cloud41 eve@contoso.com"]);
    check_with(rule, &ad, &cloud, &["completeExport=false"], &[]);
    // Not synced, not told, deleted.
    for state in ["sync=", "sync=false", "soa="] {
        let row = format!("id=G6 upn=eve@c px=P:eve@c imm=b(G2) {state}");
        check_with(rule, &[ANN], &[ANN_SYNCED, &row], &complete, &[]);
    }
    let deleted = "id=G6 upn=eve@c px=P:eve@c imm=b(G2) sync=true del=2026-11-18~10:00:00Z";
    check_with(rule, &[ANN], &[ANN_SYNCED, deleted], &complete, &[]);
    // An AD object that leads to it in another way: outside the sync, or by its address.
    for object in ["og=G2 cg= sam=MSOL_1 upn=x@c px=P:x@c", "og=G3 cg= sam=eve upn=eve@c px=P:eve@c"] {
        check_with(rule, &[ANN, object], &[ANN_SYNCED, orphan], &complete, &[]);
    }
    // Groups are compared only where AD lists groups.
    let group = "id=G7 class=group name=Sales px=P:sales@c sync=true me=true se=false";
    check_with(rule, &[ANN], &[ANN_SYNCED, group], &complete, &[]);
    check_with(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c", "class=group og=G3 sam=HR px=P:hr@c"],
        &[ANN_SYNCED, group],
        &complete,
        &["medium likely cloud2 sales@contoso.com"],
    );
}

#[test]
fn left_scope_leftover() {
    let rule = "left-scope-leftover";
    let left = "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=false opoi=";
    let anchor = "iGhmiAEBERG7uxI0VniQqw==";
    check(rule, &[], &[left], &[&format!("medium certain cloud1 {anchor}")]);
    // It comes back at the next sync.
    check(
        rule,
        &["og=G1 cg=G1 sam=ann upn=ann@c px=P:ann@c"],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=false opoi=b(G1)"],
        &[&format!("info likely cloud1+ad1 {anchor}")],
    );
    // Its AD object is there and kept from joining.
    check(
        rule,
        &["og=G1 cg=G1 sam=ann upn=ann@c px=P:ann@c"],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=false opoi=G3"],
        &[&format!("info likely cloud1+ad1 {anchor}")],
    );
    // Never synced, synced now, no anchor, deleted.
    check(rule, &[], &["id=G5 upn=ann@c imm=b(G1) sync="], &[]);
    check(rule, &[], &["id=G5 upn=ann@c imm=b(G1) sync=true"], &[]);
    check(rule, &[], &["id=G5 upn=ann@c imm= sync=false"], &[]);
    check(rule, &[], &["id=G5 upn=ann@c imm=b(G1) sync=false del=2026-11-18~10:00:00Z"], &[]);
    // The anchor or the state is not told.
    check(rule, &[], &["id=G5 upn=ann@c sync=false"], &[]);
    check(rule, &[], &["id=G5 upn=ann@c imm=b(G1)"], &[]);
    // The admin center's and Exchange's False mean only "not synced now", whatever else tells the anchor.
    let graph = cloud_csv(&["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync="]);
    let center = "Object Id,User principal name,Display name,DirSyncEnabled,Licenses,Proxy addresses\n\
                  55555555-5555-4555-8555-555555555555,ann@contoso.com,Ann,False,Unlicensed,SMTP:ann@contoso.com\n";
    let exchange = "ExternalDirectoryObjectId,RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses,Alias,IsDirSynced\n\
                    55555555-5555-4555-8555-555555555555,UserMailbox,ann@contoso.com,SMTP:ann@contoso.com,ann,False\n";
    let entra = "id,userPrincipalName,displayName,userType,accountEnabled,directorySynced,creationType\n\
                 55555555-5555-4555-8555-555555555555,ann@contoso.com,Ann,Member,True,False,\n";
    for other in [center, exchange, entra] {
        check_files(rule, &[("graph.csv", graph.as_str()), ("other.csv", other)], &[], &[]);
    }
}

#[test]
fn stale_anchor_cloud_only() {
    let rule = "stale-anchor-cloud-only";
    let bob = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c";
    let stale = "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync= soa=false";
    let anchor = "iGhmiAEBERG7uxI0VniQqw==";
    let sure = ["completeExport=true", "federatedDomains=other.example"];
    check_with(rule, &[bob], &[stale], &sure, &[&format!("medium certain cloud1 {anchor}")]);
    check(rule, &[bob], &[stale], &[&format!("medium likely cloud1 {anchor}")]);
    // Whether it was moved to the cloud is not told; AD's anchors are not told.
    let open = "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=";
    check_with(rule, &[bob], &[open], &sure, &[&format!("medium likely cloud1 {anchor}")]);
    check_with(
        rule,
        &["og=G2 sam=bob upn=bob@c px=P:bob@c"],
        &[stale],
        &sure,
        &[&format!("medium possible cloud1 {anchor}")],
    );
    // An AD object has it, in scope or not, also in another spelling.
    check_with(rule, &[ANN], &[stale], &sure, &[]);
    check_with(rule, &["og=G1 cg= sam=MSOL_1 upn=x@c"], &[stale], &sure, &[]);
    check_with(rule, &[ANN], &["id=G5 upn=ann@c imm=iGZoiAEBERG7uxI0VniQqw== sync= soa=false"], &sure, &[]);
    // Moved to the cloud, synced, left the scope, not told, no anchor, no AD file.
    for state in ["sync= soa=true", "sync=true soa=false", "sync=false soa=false", "soa=false"] {
        check_with(rule, &[bob], &[&format!("id=G5 upn=ann@c imm=b(G1) {state}")], &sure, &[]);
    }
    check_with(rule, &[bob], &["id=G5 upn=ann@c imm= sync= soa=false"], &sure, &[]);
    check_with(rule, &[], &[stale], &sure, &[]);
    // An identity provider gives every user of the domain an anchor.
    let school = "id=G5 upn=jsmith@school.uk imm=b(G1) sync=";
    let federated = ["federatedDomains=school.uk", "rmUnify=true"];
    check_with(rule, &["sam=jsmith og=G1", bob], &[school], &federated, &[]);
    check_with(rule, &[bob], &[school], &federated, &[]);
    check_with(rule, &[bob], &[school], &["rmUnify=true"], &[]);
}

#[test]
fn soa_cloud_managed() {
    let rule = "soa-cloud-managed";
    let managed = "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync= soa=true";
    check(rule, &[ANN], &[managed], &["info certain ad1+cloud1 "]);
    // By UPN; whether the address leads elsewhere, the second file does not tell.
    for (account, confidence) in [("id=G5 upn=ann@c px=", "certain"), ("id=G5 upn=ann@c", "likely")] {
        check(
            rule,
            &["og=G2 cg= sam=ann upn=ann@c px=P:ann@c"],
            &[&format!("{account} imm= sync= soa=true")],
            &[&format!("info {confidence} ad1+cloud1 ")],
        );
    }
    for state in ["sync= soa=false", "sync=", "sync=true soa=", "sync=false soa="] {
        check(rule, &[ANN], &[&format!("id=G5 upn=ann@c px=P:ann@c imm=b(G1) {state}")], &[]);
    }
    check(rule, &["og=G2 cg= sam=bob upn=bob@c"], &[managed], &[]);
    check(rule, &["og=G1 cg= sam=MSOL_1 upn=ann@c"], &[managed], &[]);
    // No noise about differences that are expected.
    let analysis = analyse_rows(&["og=G1 cg= sam=ann upn=a2@c px=P:a2@c"], &[managed], &tenant_settings());
    let report = report(&analysis);
    let rules: Vec<&str> =
        report["findings"].as_array().expect("list").iter().map(|f| f["rule"].as_str().expect("text")).collect();
    assert!(!rules.contains(&"upn-differs-ad-cloud") && !rules.contains(&"ad-proxy-not-in-cloud"), "{rules:?}");
}

#[test]
fn exchange_cloud_managed() {
    let rule = "exchange-cloud-managed";
    let (ad, cloud) = (ad_csv(&[ANN]), cloud_csv(&[ANN_SYNCED]));
    let exchange = |managed: &str| {
        format!(
            "ExternalDirectoryObjectId,RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses,Alias,IsExchangeCloudManaged\n\
             55555555-5555-4555-8555-555555555555,UserMailbox,ann@contoso.com,SMTP:ann@contoso.com,ann,{managed}\n"
        )
    };
    let found = ["info certain ad1+cloud1 ann@contoso.com"];
    for (managed, expected) in [("True", &found[..]), ("False", &[]), ("", &[])] {
        let exchange = exchange(managed);
        let files = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("exo.csv", exchange.as_str())];
        check_files(rule, &files, &[], expected);
    }
    check(rule, &[ANN], &[ANN_SYNCED], &[]);
    let exchange = exchange("True");
    check_files(rule, &[("cloud.csv", cloud.as_str()), ("exo.csv", exchange.as_str())], &[], &[]);
}

#[test]
fn upn_differs_ad_cloud() {
    let rule = "upn-differs-ad-cloud";
    let with = |upn: &str| format!("og=G1 cg= sam=ann upn={upn} px=P:ann@c mail=ann@c");
    let account =
        |upn: &str, sent: &str| format!("id=G5 upn={upn} px=P:ann@c imm=b(G1) sync=true opoi= exo=True oupn={sent}");
    let expect = |upn: &str, cloud: &[&str], settings: &[&str], expected: &[&str]| {
        check_with(rule, &[&with(upn)], cloud, settings, expected);
    };
    let off = ["synchronizeUpnForManagedUsersEnabled=false"];
    // The tenant does not change it; a federated domain and an account without licence are changed.
    expect("new@c", &[&account("old@c", "new@c")], &off, &["medium certain ad1+cloud1 new@contoso.com"]);
    let text = report_reasons(&[&with("new@c")], &[&account("old@c", "new@c")]);
    assert!(text.contains("has heard of the UPN") && !text.contains("SynchronizeUpnForManagedUsers"), "{text}");
    expect("new@c", &[&account("old@c", "old@c")], &off, &["medium certain ad1+cloud1 new@contoso.com"]);
    // Sent and not taken; on its way; not told whether it was sent.
    expect("new@c", &[&account("old@c", "new@c")], &[], &["medium certain ad1+cloud1 new@contoso.com"]);
    expect("new@c", &[&account("old@c", "old@c")], &[], &[]);
    let untold = "id=G5 upn=old@c px=P:ann@c imm=b(G1) sync=true opoi= exo=True";
    expect("new@c", &[untold], &[], &["medium likely ad1+cloud1 new@contoso.com"]);
    // Another account has the name as UPN or as an address.
    for holder in ["id=G6 upn=new@c imm= sync=", "id=G6 upn=b@c px=P:b@c,s:new@c imm= sync="] {
        expect(
            "new@c",
            &[&account("old@c", "new@c"), holder],
            &[],
            &["medium certain ad1+cloud1+cloud2 new@contoso.com"],
        );
    }
    // A character that is not allowed.
    expect("an*n@c", &[&account("ann@o", "an*n@c")], &[], &["in identity-data-validation-failed"]);
    // It looks like mail as an alternate login ID, unless it was sent as it is or the setting says so.
    expect(
        "a1@c",
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi="],
        &[],
        &["info possible ad1+cloud1 a1@contoso.com"],
    );
    expect("a1@c", &[&account("ann@c", "a1@c")], &[], &["medium certain ad1+cloud1 a1@contoso.com"]);
    expect("a1@c", &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi="], &["loginIdAttribute=mail"], &[]);
    // The rule about the domain tells it, with this one as a further reason; so does the one about quarantine.
    let bill = ["id=G5 upn=bill@o px= imm=b(G1) sync=true opoi= exo=False"];
    check(rule, &["og=G1 cg= sam=bill upn=bill@contoso.local nick=bill"], &bill, &[]);
    let why = report_reasons(&["og=G1 cg= sam=bill upn=bill@contoso.local nick=bill"], &bill);
    assert!(why.contains("upn-differs-ad-cloud"), "{why}");
    expect("ann@c", &[&account("ann4711@o", "ann@c"), "id=G6 upn=ann@c imm= sync="], &[], &[]);
    // Equal but for the case of letters, not joined yet, no UPN on a side.
    expect("ANN@c", &[&account("ann@c", "ANN@c")], &[], &[]);
    expect("new@c", &["id=G5 upn=old@c px=P:ann@c imm= sync= soa=false"], &[], &[]);
    check(rule, &["og=G1 cg= sam=ann px=P:ann@c"], &[&account("old@c", "")], &[]);
}

#[test]
fn upn_vs_primary_smtp() {
    let rule = "upn-vs-primary-smtp";
    check(rule, &[], &["id=G5 upn=ann@c px=P:ann.lee@c imm= sync="], &["low certain cloud1 ann@contoso.com"]);
    // Joined: the cloud's values. Still to come: AD's.
    let ad = "og=G1 cg= sam=ann upn=ann@c px=P:ann.lee@c";
    check(
        rule,
        &[ad],
        &["id=G5 upn=ann@c px=P:al@c imm=b(G1) sync=true opoi="],
        &["low certain ad1+cloud1 ann@contoso.com"],
    );
    check(rule, &[ad], &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi="], &[]);
    check(rule, &[ad], &["id=G6 upn=b@c px=P:b@c imm= sync="], &["low certain ad1 ann@contoso.com"]);
    check(rule, &[ad], &["id=G5 upn=x@c px=P:ann.lee@c imm= sync="], &["low certain ad1+cloud1 ann@contoso.com"]);
    // The address stands only in mail, and the list was not exported.
    check(rule, &[], &["id=G5 upn=ann@c mail=ann.lee@c imm= sync="], &["low likely cloud1 ann@contoso.com"]);
    // The UPN is another user's primary address; a second address or a group's is not that.
    let other = "id=G6 upn=ann.ray@c px=P:ann@c imm= sync=";
    check(
        rule,
        &[],
        &["id=G5 upn=ann@c px=P:ann.lee@c imm= sync=", "id=G6 upn=b@c px=P:b@c,s:ann@c imm= sync="],
        &["low certain cloud1 ann@contoso.com"],
    );
    check(
        rule,
        &[],
        &["id=G5 upn=ann@c px=P:ann.lee@c imm= sync=", other],
        &["medium certain cloud1+cloud2 ann@contoso.com", "low certain cloud2 ann.ray@contoso.com"],
    );
    check(
        rule,
        &[],
        &["id=G5 upn=ann@c px=P:ann.lee@c imm= sync=", "id=G6 class=group px=P:ann@c me=true se=false"],
        &["low certain cloud1 ann@contoso.com"],
    );
    // What more than half of the users do, twenty at least, is told once; whose UPN is another's address is told anyhow.
    let users = |count: usize, other: usize| -> Vec<String> {
        let row = |n: usize| {
            let address = if n < count { format!("name{n}") } else { format!("user{n}") };
            format!("id=00000000-0000-4000-8000-00000000{n:04} upn=user{n}@c px=P:{address}@c imm= sync=")
        };
        (0..count + other).map(row).collect()
    };
    let found = |rows: &[String]| {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        findings_of(rule, &analyse_rows(&[], &rows, &tenant_settings()))
    };
    assert_eq!(found(&users(20, 19)), ["info certain cloud1+cloud2+cloud3 "]);
    assert_eq!(found(&users(20, 20)).len(), 20);
    assert_eq!(found(&users(19, 0)).len(), 19);
    let mut with_another = users(25, 3);
    with_another.push("id=G5 upn=ann@c px=P:user0@c imm= sync=".to_owned());
    let told = found(&with_another);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("medium certain cloud1+cloud29 user0@"), "{told:?}");
    // Equal, no address, a guest, a deleted user, names that the cloud replaces.
    for row in [
        "upn=ANN@c px=P:ann@c",
        "upn=ann@c px=",
        "upn=a_c#EXT#@o type=Guest px=P:a@x.example",
        "upn=a@c px=P:b@c del=2026-11-18~10:00:00Z",
    ] {
        check(rule, &[], &[&format!("id=G5 {row} imm= sync=")], &[]);
    }
    for upn in ["ann@contoso.local", "ann@elsewhere.example"] {
        check(rule, &[&format!("og=G1 cg= sam=ann upn={upn} px=P:ann@c")], &[], &[]);
    }
    check(rule, &[], &["id=G5 upn=ann@c imm= sync="], &[]);
}

#[test]
fn federated_domain_change() {
    let rule = "federated-domain-change";
    let both = ["federatedDomains=contoso.com,fabrikam.com"];
    let ad = "og=G1 cg= sam=t upn=t@f px=P:t@c";
    let account = "id=G5 upn=t@c px=P:t@c imm=b(G1) sync=true opoi=";
    check_with(rule, &[ad], &[account], &both, &["medium possible ad1+cloud1 t@fabrikam.com"]);
    // The error is reported; another error is not that.
    let (ad_file, cloud_file) = (ad_csv(&[ad]), cloud_csv(&[account]));
    for (error, expected) in [
        ("FederatedDomainChangeError", "blocker certain ad1+cloud1 t@fabrikam.com"),
        ("PropertyConflict", "medium possible ad1+cloud1 t@fabrikam.com"),
    ] {
        let list = format!(
            "userPrincipalName,category,propertyCausingError,value\nt@contoso.com,{error},UserPrincipalName,\n"
        );
        let files = [("ad.csv", ad_file.as_str()), ("cloud.csv", cloud_file.as_str()), ("errors.csv", list.as_str())];
        check_files(rule, &files, &both, &[expected]);
    }
    // It also explains why the UPNs differ.
    check_with("upn-differs-ad-cloud", &[ad], &[account], &both, &[]);
    // One of them is managed, the domains are not told, the suffix is the same, not joined yet.
    check_with(rule, &[ad], &[account], &["federatedDomains=contoso.com"], &[]);
    check(rule, &[ad], &[account], &[]);
    check_with(rule, &["og=G1 cg= sam=t upn=new@c px=P:t@c"], &[account], &both, &[]);
    check_with(rule, &[ad], &["id=G5 upn=t@c px=P:t@c imm= sync= soa=false"], &both, &[]);
}

#[test]
fn email_as_login_collision() {
    let rule = "email-as-login-collision";
    let synced = "id=G6 upn=b@c px=P:b@c,s:x@c imm=b(G2) sync=true";
    check(rule, &[], &["id=G5 upn=x@c imm= sync=", synced], &["high possible cloud1+cloud2 x@contoso.com"]);
    check(rule, &[], &["id=G5 upn=X@c imm= sync=false", synced], &["high possible cloud1+cloud2 x@contoso.com"]);
    // Both synced, both not, not told; a group; a guest; a deleted user.
    check(rule, &[], &["id=G5 upn=x@c imm=b(G1) sync=true", synced], &[]);
    check(rule, &[], &["id=G5 upn=x@c imm= sync=", "id=G6 upn=b@c px=P:b@c,s:x@c imm= sync="], &[]);
    check(rule, &[], &["id=G5 upn=x@c px=", "id=G6 upn=b@c px=P:b@c,s:x@c"], &[]);
    check(rule, &[], &["id=G5 upn=x@c imm= sync=", "id=G6 class=group px=P:x@c sync=true me=true se=false"], &[]);
    check(rule, &[], &["id=G5 upn=x@c imm= sync= del=2026-11-18~10:00:00Z", synced], &[]);
    check(rule, &[], &["id=G5 upn=y@c imm= sync=", synced], &[]);
    // Where it is known that there is no mailbox, the licence is the greater trouble.
    let unlicensed = ["id=G5 upn=x@c imm= sync= exo=False", synced];
    check(rule, &[], &unlicensed, &[]);
    check("licence-nonunique-proxy", &[], &unlicensed, &["high likely cloud1+cloud2 x@contoso.com"]);
}

#[test]
fn guest_address_collision() {
    let rule = "guest-address-collision";
    let guest = "id=G5 upn=w_partner.com#EXT#@o type=Guest px=P:w@partner.com imm= sync=";
    // A contact and a user.
    let contact = "class=contact og=G1 name=Wil mail=w@partner.com px=P:w@partner.com";
    // A contact cannot join a guest: that makes it worse.
    check(rule, &[contact], &[guest], &["blocker likely ad1+cloud1 w@partner.com"]);
    let user = "og=G2 cg= sam=wil upn=wil@c px=P:wil@c,s:W@partner.com";
    check(rule, &[user], &[guest], &["high likely ad1+cloud1 w@partner.com"]);
    check(rule, &[contact, user], &[guest], &["blocker likely ad1+ad2+cloud1 w@partner.com"]);
    // By UPN, by mail; the guest's address only in mail.
    check(rule, &["og=G2 cg= sam=wil upn=w@partner.com"], &[guest], &["high likely ad1+cloud1 w@partner.com"]);
    check(
        rule,
        &["og=G2 cg= sam=wil upn=wil@c mail=w@partner.com"],
        &[guest],
        &["high likely ad1+cloud1 w@partner.com"],
    );
    let by_mail = "id=G5 upn=w_partner.com#EXT#@o type=Guest mail=w@partner.com";
    check(rule, &[contact], &[by_mail], &["blocker likely ad1+cloud1 w@partner.com"]);
    // Never matched.
    let report = report(&analyse_rows(&[user], &[guest], &tenant_settings()));
    let outcome = report["objects"][0]["outcome"].as_str().expect("text");
    assert!(!outcome.starts_with("soft-match") && !outcome.starts_with("hard-match"), "{outcome}");
    // Mail that is only sent on, an object outside the sync, another address, a deleted or synced guest, a member.
    check(rule, &["class=contact og=G1 name=Wil mail=wil@c px=P:wil@c ta=SMTP:w@partner.com"], &[guest], &[]);
    check(rule, &["og=G2 cg= sam=MSOL_1 upn=w@partner.com"], &[guest], &[]);
    check(rule, &["og=G2 cg= sam=wil upn=wil@c px=P:wil@c"], &[guest], &[]);
    for other in [
        "id=G5 upn=w_partner.com#EXT#@o type=Guest px=P:w@partner.com del=2026-11-18~10:00:00Z",
        "id=G5 upn=w_partner.com#EXT#@o type=Guest px=P:w@partner.com imm=b(G2) sync=true",
        "id=G5 upn=w@partner.com px=P:w@partner.com",
    ] {
        check(rule, &[contact], &[other], &[]);
    }
}

#[test]
fn cloud_contact_or_group_holds_address() {
    let rule = "cloud-contact-or-group-holds-address";
    let user = "og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:sales@c";
    let group = "id=G6 class=group name=Sales px=P:sales@c me=true se=false";
    let contact = "id=G7 class=contact name=Sales px=P:sales@c";
    let found = "blocker certain ad1+cloud1+cloud2 sales@contoso.com";
    check(rule, &[user], &[ANN_SYNCED, group], &[found]);
    check(rule, &[user], &[ANN_SYNCED, contact], &[found]);
    check(rule, &[user], &["id=G5 upn=ann@c px=P:ann@c imm= sync= soa=false", group], &[found]);
    // A user that cannot be created, or meets it with its primary address, is another rule's.
    check(rule, &[user], &[group], &[]);
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:sales@c"],
        &["id=G5 upn=ann@c px=P:a@c imm= sync= soa=false", group],
        &[],
    );
    // Another user, a malformed value, Microsoft's own domain, a second claim in AD, a deleted group, no addresses told.
    check(rule, &[user], &[ANN_SYNCED, "id=G6 upn=b@c px=P:b@c,s:sales@c imm= sync="], &[]);
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:sales@o"],
        &[ANN_SYNCED, "id=G6 class=group px=P:sales@o me=true se=false"],
        &[],
    );
    check(rule, &[user, "class=group og=G3 sam=Sales px=P:sales@c"], &[ANN_SYNCED, group], &[]);
    check(
        rule,
        &[user],
        &[ANN_SYNCED, "id=G6 class=group px=P:sales@c me=true se=false del=2026-11-18~10:00:00Z"],
        &[],
    );
    check(rule, &["og=G1 cg= sam=ann upn=ann@c"], &[ANN_SYNCED, group], &[]);
    // Which domain is the hybrid routing domain is not known.
    let unknown = Settings { hybrid_routing_domain: None, ..tenant_settings() };
    let rows = ["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:sales@m"];
    let cloud = [ANN_SYNCED, "id=G6 class=group px=P:sales@m me=true se=false"];
    let found = findings_of(rule, &analyse_rows(&rows, &cloud, &unknown));
    assert_eq!(found, ["blocker likely ad1+cloud1+cloud2 sales@contoso.mail.onmicrosoft.com"]);
}

#[test]
fn public_folder_conflict() {
    let rule = "public-folder-conflict";
    let cloud = "ExternalDirectoryObjectId,DisplayName,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
                 ,Info,PublicFolder,info,info@contoso.com,SMTP:info@contoso.com|smtp:i@contoso.com\n";
    let with = |ad: &[&str]| {
        let ad = ad_csv(ad);
        move |expected: &[&str]| check_files(rule, &[("ad.csv", ad.as_str()), ("exo.csv", cloud)], &[], expected)
    };
    with(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c,s:INFO@c"])(&["blocker certain ad1+cloud1 info@contoso.com"]);
    with(&["class=group og=G1 sam=Info mail=info@c px=P:info@c"])(&["blocker certain ad1+cloud1 info@contoso.com"]);
    with(&["og=G1 cg= sam=info upn=info@c"])(&["blocker certain ad1+cloud1 info@contoso.com"]);
    // Both of its addresses, of two objects; and the same folder in AD.
    with(&["og=G1 cg= sam=a upn=info@c", "og=G2 cg= sam=b upn=i@c"])(&[
        "blocker certain ad2+cloud1 i@contoso.com",
        "blocker certain ad1+cloud1 info@contoso.com",
    ]);
    with(&["og=G1 cg= sam=a upn=info@c", "class=publicFolder og=G2 name=Info px=P:info@c"])(&[
        "blocker certain ad1+ad2+cloud1 info@contoso.com",
    ]);
    with(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c"])(&[]);
    with(&["og=G1 cg= sam=MSOL_1 upn=info@c"])(&[]);
    with(&["class=contact og=G1 name=Info mail=x@c px=P:x@c ta=SMTP:info@c"])(&[]);
    // Only in AD: whether it is sent is not told.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=info@c", "class=publicFolder og=G2 name=Info px=P:info@c"],
        &[],
        &["blocker possible ad1+ad2 info@contoso.com"],
    );
    check(rule, &["og=G1 cg= sam=ann upn=info@c", "class=publicFolder og=G2 name=Info px="], &[], &[]);
}

#[test]
fn licence_nonunique_proxy() {
    let rule = "licence-nonunique-proxy";
    let holder = "id=G6 upn=b@c px=P:b@c,s:ann@c imm= sync= exo=True";
    let account = |exo: &str| format!("id=G5 upn=ann@c px= imm= sync= {exo}");
    check(rule, &[], &[&account("exo=False"), holder], &["high likely cloud1+cloud2 ann@contoso.com"]);
    check(
        rule,
        &[ANN],
        &["id=G5 upn=ann@c px= imm=b(G1) sync=true opoi= exo=False", holder],
        &["high likely cloud1+ad1+cloud2 ann@contoso.com"],
    );
    // An AD user that will be created: its UPN is another's address, and is not on its own list.
    let new = "og=G2 cg= sam=ann upn=ann@c px=P:al@c";
    check(rule, &[new], &[holder], &["high likely ad1+cloud1 ann@contoso.com"]);
    check(rule, &["og=G2 cg= sam=ann upn=ann@c px=P:al@c,s:ann@c"], &[holder], &[]);
    check(
        rule,
        &["og=G2 cg= sam=ann upn=ann@elsewhere.example"],
        &["id=G6 upn=b@c px=s:ann@elsewhere.example imm= sync= exo=True"],
        &[],
    );
    // Has a mailbox, has the address itself, nobody has it, not told.
    check(rule, &[], &[&account("exo=True"), holder], &[]);
    check(rule, &[], &["id=G5 upn=ann@c px=s:ann@c imm= sync= exo=False", holder], &[]);
    check(rule, &[], &[&account("exo=False"), "id=G6 upn=b@c px=P:b@c imm= sync= exo=True"], &[]);
    check(rule, &[], &["id=G5 upn=ann@c px= imm= sync=", "id=G6 upn=b@c px=P:b@c,s:ann@c imm= sync="], &[]);
    check(rule, &[], &["id=G5 upn=ann@c px= exo=False del=2026-11-18~10:00:00Z", holder], &[]);
}

#[test]
fn verified_domain_removed() {
    let rule = "verified-domain-removed";
    let rows = |suffix: &str, fallen: usize, all: usize| -> (Vec<String>, Vec<String>) {
        let ad = (0..all).map(|n| format!("sam=u{n:02} upn=u{n:02}@{suffix} px=P:u{n:02}@c")).collect();
        let cloud = (0..all)
            .map(|n| format!("upn=u{n:02}{} px=P:u{n:02}@c sync=true", if n < fallen { "@o" } else { "@c" }))
            .collect();
        (ad, cloud)
    };
    let expect = |suffix: &str, fallen: usize, all: usize, expected: &[&str]| {
        let (ad, cloud) = rows(suffix, fallen, all);
        let texts = |rows: &[String]| -> Vec<&'static str> { rows.iter().map(|row| &*row.clone().leak()).collect() };
        check(rule, &texts(&ad), &texts(&cloud), expected);
    };
    let five = "high likely ad1+ad2+ad3+ad4+ad5 u00@old.example.org";
    expect("old.example.org", 5, 5, &[five]);
    // At most ten users are named; one in ten may have kept a name.
    let ten = "high likely ad1+ad2+ad3+ad4+ad5+ad6+ad7+ad8+ad9+ad10 u00@old.example.org";
    expect("old.example.org", 18, 20, &[ten]);
    let (ad, cloud) = rows("old.example.org", 18, 20);
    let texts = |rows: &[String]| -> Vec<&'static str> { rows.iter().map(|row| &*row.clone().leak()).collect() };
    let report = report(&analyse_rows(&texts(&ad), &texts(&cloud), &tenant_settings()));
    let finding = report["findings"].as_array().expect("list").iter().find(|f| f["rule"] == rule).expect("a finding");
    assert!(finding["message"].as_str().expect("text").starts_with("18 synced users"), "{finding:#}");
    // Too few, too many that kept theirs, a domain that is verified or never can be.
    expect("old.example.org", 4, 4, &[]);
    expect("old.example.org", 8, 10, &[]);
    expect("fabrikam.com", 5, 5, &[]);
    expect("contoso.local", 5, 5, &[]);
    // The tenant's domains are not told: possible, or not known at all.
    let unknown = Settings { verified_domains: None, ..tenant_settings() };
    let (ad, cloud) = rows("old.example.org", 5, 5);
    let found = findings_of(rule, &analyse_rows(&texts(&ad), &texts(&cloud), &unknown));
    assert_eq!(found, [five.replace("likely", "possible")]);
}

#[test]
fn dual_mailbox_risk() {
    let rule = "dual-mailbox-risk";
    let ad = ad_csv(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c rrt= mdb=CN=DB1"]);
    let cloud = cloud_csv(&["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true opoi= exo=True"]);
    let exchange = |kind: &str| {
        format!(
            "ExternalDirectoryObjectId,RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses,Alias\n\
             55555555-5555-4555-8555-555555555555,{kind},ann@contoso.com,SMTP:ann@contoso.com,ann\n"
        )
    };
    let mailbox = exchange("UserMailbox");
    let files = |exchange| [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("exo.csv", exchange)];
    check_files(rule, &files(&mailbox), &[], &["high certain ad1+cloud1 CN=DB1"]);
    check_files(rule, &files(&exchange("MailUser")), &[], &[]);
    // A licence alone leaves it open; so does a column that is missing.
    check(
        rule,
        &["og=G1 cg= sam=ann upn=ann@c px=P:ann@c rrt= mdb=CN=DB1"],
        &[ANN_SYNCED],
        &["high possible ad1+cloud1 CN=DB1"],
    );
    let no_column = ad_csv(&["og=G1 cg= sam=ann upn=ann@c px=P:ann@c mdb=CN=DB1"]);
    check_files(
        rule,
        &[("ad.csv", no_column.as_str()), ("cloud.csv", cloud.as_str()), ("exo.csv", mailbox.as_str())],
        &[],
        &["high possible ad1+cloud1 CN=DB1"],
    );
    for (ad, account) in [
        ("rrt=4 mdb=CN=DB1", ANN_SYNCED),
        ("rrt= mdb=", ANN_SYNCED),
        ("rrt=", ANN_SYNCED),
        ("rrt= mdb=CN=DB1", "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true exo=False"),
        ("rrt= mdb=CN=DB1", "id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true"),
        ("rrt= mdb=CN=DB1", "id=G5 upn=ann@c px=P:ann@c imm= sync= exo=True"),
    ] {
        check(rule, &[&format!("og=G1 cg= sam=ann upn=ann@c px=P:ann@c {ad}")], &[account], &[]);
    }
}

#[test]
fn remote_mailbox_not_stamped() {
    const BOB: &str = "og=G2 cg= sam=bob upn=bob@c px=P:bob@c rrt=4 mdb=";
    let rule = "remote-mailbox-not-stamped";
    let with = |rest: &str| format!("og=G1 cg= sam=ann upn=ann@c px=P:ann@c {rest}");
    let ad = ad_csv(&[&with("rrt= mdb= nick=ann"), BOB]);
    let cloud = cloud_csv(&[ANN_SYNCED]);
    let exchange = "ExternalDirectoryObjectId,RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses,Alias\n\
                    55555555-5555-4555-8555-555555555555,SharedMailbox,ann@contoso.com,SMTP:ann@contoso.com,ann\n";
    let files = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("exo.csv", exchange)];
    check_files(rule, &files, &[], &["medium certain ad1+cloud1 ann@contoso.com"]);
    check(rule, &[&with("rrt= mdb= nick=ann"), BOB], &[ANN_SYNCED], &["medium possible ad1+cloud1 ann@contoso.com"]);
    check(
        rule,
        &[&with("rrt=0 mdb= ta=SMTP:ann@m"), BOB],
        &[ANN_SYNCED],
        &["medium possible ad1+cloud1 ann@contoso.com"],
    );
    // Marked, a mailbox on premises, no Exchange in AD, a column that is missing, no mailbox.
    for (rest, other) in [
        ("rrt=1 mdb= nick=ann", BOB),
        ("rrt=100 mdb= nick=ann", BOB),
        ("rrt= mdb=CN=DB1 nick=ann", BOB),
        ("rrt= mdb=", BOB),
        ("rrt= nick=ann", "og=G2 cg= sam=bob upn=bob@c rrt=4"),
        ("mdb= nick=ann", "og=G2 cg= sam=bob upn=bob@c mdb=CN=DB1"),
    ] {
        check(rule, &[&with(rest), other], &[ANN_SYNCED], &[]);
    }
    check(
        rule,
        &[&with("rrt= mdb= nick=ann"), BOB],
        &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true exo=False"],
        &[],
    );
    check(rule, &[&with("rrt= mdb= nick=ann"), BOB], &["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true"], &[]);
    // Nothing in AD shows Exchange on premises; an alias does not.
    check(rule, &[&with("rrt= mdb= nick=ann")], &[ANN_SYNCED], &[]);
    check(rule, &[&with("rrt=0 mdb= nick=ann ta=SMTP:ann@m")], &[ANN_SYNCED], &[]);
}

#[test]
fn targetaddress_not_in_cloud() {
    let rule = "targetaddress-not-in-cloud";
    let with = |target: &str| format!("og=G1 cg= sam=l upn=l@c px=P:l@c ta={target}");
    let account = "id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true opoi= exo=True";
    check(rule, &[&with("SMTP:l@o")], &[account], &["high certain ad1+cloud1 l@contoso.onmicrosoft.com"]);
    check(rule, &[&with("l@m")], &[account], &["high certain ad1+cloud1 l@contoso.mail.onmicrosoft.com"]);
    check(rule, &[&with("SMTP:l@x.example")], &[account], &["high certain ad1+cloud1 l@x.example"]);
    // Somebody else has it.
    check(
        rule,
        &[&with("SMTP:b@o")],
        &[account, "id=G6 upn=b@c px=P:b@c,s:b@o imm= sync="],
        &["high certain ad1+cloud1+cloud2 b@contoso.onmicrosoft.com"],
    );
    // The account has it now and AD does not list it: it is lost when the two join.
    let pending = "id=G5 upn=l@c px=P:l@c,s:l@m imm= sync= soa=false exo=True";
    check(rule, &[&with("SMTP:l@m")], &[pending], &["high likely ad1+cloud1 l@contoso.mail.onmicrosoft.com"]);
    check(rule, &["og=G1 cg= sam=l upn=l@c px=P:l@c,s:l@m ta=SMTP:l@m"], &[pending], &[]);
    // There, on its way, no SMTP, a mail user of another organisation, a contact, unknown lists.
    check(rule, &[&with("SMTP:L@m")], &["id=G5 upn=l@c px=P:l@c,s:l@m imm=b(G1) sync=true opoi= exo=True"], &[]);
    check(rule, &["og=G1 cg= sam=l upn=l@c px=P:l@c,s:l@m ta=SMTP:l@m"], &[account], &[]);
    check(rule, &[&with("X400:c=US")], &[account], &[]);
    check(rule, &[&with("")], &[account], &[]);
    check(rule, &[&with("SMTP:l@x.example")], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true exo=False"], &[]);
    check(rule, &[&with("SMTP:l@x.example")], &["id=G5 upn=l@c px=P:l@c imm=b(G1) sync=true"], &[]);
    check(rule, &[&with("SMTP:l@o")], &["id=G5 upn=l@c mail=l@c imm=b(G1) sync=true exo=True"], &[]);
    check(
        rule,
        &["class=contact og=G1 name=L px=P:l@c ta=SMTP:l@o"],
        &["id=G5 class=contact name=L px=P:l@c sync=true"],
        &[],
    );
}

#[test]
fn group_still_mail_enabled() {
    let rule = "group-still-mail-enabled";
    let other = "class=group og=G2 sid=S-1-5-21-1-2-3-1105 sam=Sales mail=sales@c px=P:sales@c";
    let group = "class=group og=G1 sid=S-1-5-21-1-2-3-1104 sam=HR mail= px=";
    let cloud = |address: &str, sync: &str| {
        format!(
            "id=G5 class=group name=HR sid=S-1-5-21-1-2-3-1104 mail={address} px=P:{address} sync={sync} me=true se=true"
        )
    };
    let kept = cloud("hr@o", "true");
    check(rule, &[group, other], &[&kept], &["low likely ad1+cloud1 hr@contoso.onmicrosoft.com"]);
    // An address in AD, an address of the organisation's, not synced, a list that is not told.
    for row in [
        "class=group og=G1 sid=S-1-5-21-1-2-3-1104 sam=HR mail=hr@c px=",
        "class=group og=G1 sid=S-1-5-21-1-2-3-1104 sam=HR mail= px=P:hr@c",
    ] {
        check(rule, &[row, other], &[&kept], &[]);
    }
    check(rule, &[group, other], &[&cloud("hr@c", "true")], &[]);
    check(rule, &[group, other], &[&cloud("hr@o", "")], &[]);
    check(rule, &["class=group og=G1 sid=S-1-5-21-1-2-3-1104 sam=HR mail="], &[&kept], &[]);
    check(rule, &["class=group og=G1 sam=HR mail= px=", other], &[&kept], &[]);
}

#[test]
fn group_dup_first_attempt() {
    let rule = "group-dup-first-attempt";
    let sales = "class=group og=G1 sid=S-1-5-21-1-2-3-1 sam=Sales mail=sales@c px=P:sales@c";
    let second = "class=group og=G2 sid=S-1-5-21-1-2-3-2 sam=Sales2 mail=sales2@c px=P:sales2@c,s:SALES@c";
    // The rule about the address itself tells it, with this one as a further reason.
    check(rule, &[sales, second], &[], &["in ad-dup-proxy-address"]);
    // Both are in the cloud already; a user; another address; a list that was lost.
    let cloud = [
        "id=G5 class=group name=Sales sid=S-1-5-21-1-2-3-1 px=P:sales@c sync=true me=true se=false",
        "id=G6 class=group name=Sales2 sid=S-1-5-21-1-2-3-2 px=P:sales2@c sync=true me=true se=false",
    ];
    check(rule, &[sales, second], &cloud, &[]);
    check(rule, &[sales, second], &cloud[..1], &["in ad-dup-proxy-address"]);
    check(rule, &[sales, "og=G2 cg= sam=u upn=u@c px=P:u@c,s:sales@c"], &[], &[]);
    check(rule, &[sales, "class=group og=G2 sam=Sales2 px=P:sales2@c"], &[], &[]);
    check(rule, &[sales, "class=group og=G2 sam=Sales2 mail=sales2@c px=System.String[]"], &[], &[]);
}
