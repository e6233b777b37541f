//! What the cloud will hold after the sync: each scenario of Microsoft's description of proxyAddresses and of the UPN as a
//! row. A row is the AD object, the cloud object of today, and UPN, alias and addresses after the sync.
//!
//! Sources: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357), scenarios 1 to 6;
//! "Plan and troubleshoot Microsoft Entra UPN changes", scenarios 1 to 5; read 2026-07.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{ad_csv, analyse, cloud_csv, expand_text, report, tenant_settings};
use dirmatch::settings::Settings;

/// The forecast of the first AD object: UPN, alias and addresses in the short form of the rows.
fn forecast(ad: &[&str], cloud: &[&str], settings: &Settings) -> Option<[String; 3]> {
    let (ad, cloud) = (ad_csv(ad), cloud_csv(cloud));
    let report = report(&analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())], settings));
    let forecast = &report["objects"][0]["forecast"];
    if forecast.is_null() {
        return None;
    }
    let text = |name: &str| forecast[name].as_str().unwrap_or("-").to_owned();
    let list = forecast["proxyAddresses"].as_array().expect("list");
    let list: Vec<&str> = list.iter().map(|entry| entry.as_str().expect("text")).collect();
    let primary = list.iter().find_map(|entry| entry.strip_prefix("SMTP:"));
    assert_eq!(forecast["mail"].as_str(), primary, "mail repeats the primary address");
    Some([text("userPrincipalName"), text("mailNickname"), list.join("|")])
}

#[track_caller]
fn check_with(ad: &str, cloud: &str, settings: &Settings, upn: &str, nick: &str, addresses: &str) {
    let cloud: Vec<&str> = if cloud.is_empty() { vec!["id=G9 upn=z@c"] } else { vec![cloud, "id=G9 upn=z@c"] };
    let found = forecast(&[ad], &cloud, settings);
    let expected = [expand_text("upn", upn), nick.to_owned(), expand_text("px", addresses)];
    assert_eq!(found, Some(expected), "{ad} / {cloud:?}");
}

#[track_caller]
fn check(ad: &str, cloud: &str, upn: &str, nick: &str, addresses: &str) {
    check_with(ad, cloud, &tenant_settings(), upn, nick, addresses);
}

#[test]
fn addresses_of_scenario_one_and_two() {
    let ad = "og=G1 cg= upn=user1upn@c mail= nick= px=";
    let synced = "id=G5 imm=b(G1) sync=true upn=user1upn@c oupn=user1upn@c nick=user1upn px=";
    check(ad, &format!("{synced} exo=False"), "user1upn@c", "user1upn", "");
    check(ad, &format!("{synced} exo=True"), "user1upn@c", "user1upn", "P:user1upn@c,s:user1upn@o");
    let ad = "og=G1 cg= upn=user2upn@c mail=user2mail@c nick= px=";
    let synced = "id=G5 imm=b(G1) sync=true upn=user2upn@c oupn=user2upn@c nick=user2mail px=";
    check(ad, &format!("{synced} exo=False"), "user2upn@c", "user2mail", "P:user2mail@c");
    check(ad, &format!("{synced} exo=True"), "user2upn@c", "user2mail", "P:user2mail@c,s:user2upn@c,s:user2mail@o");
    // The first sync of the same user, who has no licence yet.
    check(ad, "", "user2upn@c", "user2mail", "P:user2mail@c");
}

#[test]
fn addresses_of_scenario_three() {
    let px = "P:user3pa1@c,s:user3pa2@o,s:user3pa3@fabrikam.microsoftonline.com";
    let synced = "id=G5 imm=b(G1) sync=true upn=user3upn@c oupn=user3upn@c nick=user3pa1 exo=True";
    check(
        &format!("og=G1 cg= upn=user3upn@c mail= nick= px={px}"),
        &format!("{synced} px="),
        "user3upn@c",
        "user3pa1",
        "P:user3pa1@c,s:user3upn@c,s:user3pa1@o",
    );
    // The primary address is replaced: the old one goes, the onmicrosoft.com address stays.
    check(
        "og=G1 cg= upn=user3upn@c mail= nick= px=P:user3new1@c,s:user3pa2@o",
        &format!("{synced} px=P:user3pa1@c,s:user3upn@c,s:user3pa1@o"),
        "user3upn@c",
        "user3pa1",
        "P:user3new1@c,s:user3upn@c,s:user3pa1@o",
    );
}

#[test]
fn addresses_after_a_licence_is_removed() {
    check(
        "og=G1 cg= upn=user4upn@c mail= nick= px=",
        "id=G5 imm=b(G1) sync=true upn=user4upn@c oupn=user4upn@c nick=user4upn exo=False px=P:user4upn@c,s:user4upn@o",
        "user4upn@c",
        "user4upn",
        "P:user4upn@o",
    );
}

#[test]
fn a_second_alias_gets_a_number() {
    check(
        "og=G1 cg= upn=user6b@c nick=user6mnn px=P:user6b@c",
        "id=G5 imm=b(G1) sync=true upn=user6b@c oupn=user6b@c nick=user6mnn exo=True px=P:user6b@c",
        "user6b@c",
        "user6mnn",
        "P:user6b@c,s:user6mnn@o",
    );
    let (ad, cloud) = (
        ad_csv(&["og=G1 cg= upn=user6b@c nick=user6mnn px=P:user6b@c"]),
        cloud_csv(&[
            "id=G5 imm=b(G1) sync=true upn=user6b@c oupn=user6b@c nick=user6mnn exo=True px=P:user6b@c",
            "id=G6 imm=b(G2) sync=true upn=user6a@c nick=user6mnn exo=True px=P:user6a@c,s:user6mnn@o",
        ]),
    );
    let report = report(&analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())], &tenant_settings()));
    assert_eq!(
        report["objects"][0]["forecast"]["proxyAddresses"],
        serde_json::json!(["SMTP:user6b@contoso.com", "smtp:user6mnn####@contoso.onmicrosoft.com"])
    );
}

#[test]
fn without_a_primary_address_the_onmicrosoft_one_is_primary() {
    let synced = "id=G5 imm=b(G1) sync=true upn=user1@c oupn=user1@c nick=user1 exo=True px=";
    check("og=G1 cg= upn=user1@c mail= nick= px=s:user1@c", synced, "user1@c", "user1", "P:user1@o,s:user1@c");
    // A UPN that is another address is added.
    check(
        "og=G1 cg= upn=u@c mail= nick= px=s:user1@c",
        "id=G5 imm=b(G1) sync=true upn=u@c oupn=u@c nick=user1 exo=True px=",
        "u@c",
        "user1",
        "P:user1@o,s:user1@c,s:u@c",
    );
    // proxyAddresses masks mail.
    check("og=G1 cg= upn=user1@c mail=m@c nick= px=s:user1@c", synced, "user1@c", "user1", "P:user1@o,s:user1@c");
    // A blank after the colon: the value is thrown away.
    check(
        "og=G1 cg= upn=john@c mail= nick=john px=SMTP:~John.Smith@c",
        "id=G5 imm=b(G1) sync=true upn=john@c oupn=john@c nick=john exo=True px=",
        "john@c",
        "john",
        "P:john@o,s:john@c",
    );
}

#[test]
fn the_upn_and_its_alias() {
    // Scenario 1: the first sync with a suffix that is not verified.
    let unverified = "unverified.example";
    let ad = |upn: &str, nick: &str, px: &str| format!("og=G1 cg= upn={upn} mail=user2@c nick={nick} px={px}");
    check(&ad(&format!("user3@{unverified}"), "", "P:user1@c"), "", "user1@o", "user1", "P:user1@c");
    let synced = |upn: &str, sent: &str, nick: &str, px: &str| {
        format!("id=G5 imm=b(G1) sync=true upn={upn} oupn={sent} nick={nick} exo=False px={px}")
    };
    // Scenario 2: an alias is set; the UPN is not worked out anew.
    check(
        &ad(&format!("user3@{unverified}"), "user4", "P:user1@c"),
        &synced("user1@o", &format!("user3@{unverified}"), "user1", "P:user1@c"),
        "user1@o",
        "user4",
        "P:user1@c",
    );
    // Scenario 3: the UPN changes in AD, and is replaced again; an onmicrosoft.com address follows it.
    check(
        &ad(&format!("user5@{unverified}"), "user4", "P:user1@c"),
        &synced("user1@o", &format!("user3@{unverified}"), "user4", "P:user1@c,s:user1@o"),
        "user4@o",
        "user4",
        "P:user1@c,s:user4@o",
    );
    // Scenario 4: a new primary address changes neither.
    check(
        &ad(&format!("user5@{unverified}"), "user4", "P:user6@c"),
        &synced("user4@o", &format!("user5@{unverified}"), "user4", "P:user1@c,s:user4@o"),
        "user4@o",
        "user4",
        "P:user6@c,s:user4@o",
    );
    // Scenario 5: a verified suffix.
    check(
        &ad("user5@c", "user4", "P:user6@c"),
        &synced("user4@o", &format!("user5@{unverified}"), "user4", "P:user6@c").replace("exo=False", "exo=True"),
        "user5@c",
        "user4",
        "P:user6@c,s:user5@c,s:user4@o",
    );
}

#[test]
fn a_upn_that_stays() {
    let ad = "og=G1 cg= upn=new@c nick=n px=P:n@c";
    let cloud = "id=G5 imm=b(G1) sync=true upn=old@c nick=n exo=True px=P:n@c,s:old@c,s:n@o";
    let stays = "P:n@c,s:old@c,s:n@o";
    // The tenant does not change the UPN of licensed users; or whether it was sent is not told.
    let mut off = tenant_settings();
    off.synchronize_upn_for_managed_users_enabled = Some(false);
    check_with(ad, &format!("{cloud} oupn=old@c"), &off, "old@c", "n", stays);
    check(ad, cloud, "old@c", "n", stays);
    check(ad, &format!("{cloud} oupn=new@c"), "old@c", "n", stays);
    check(ad, &format!("{cloud} oupn=old@c"), "new@c", "n", "P:n@c,s:new@c,s:n@o");
    // In a federated domain the switch says nothing.
    off.federated_domains = Some(vec!["contoso.com".to_owned()]);
    check_with(ad, &format!("{cloud} oupn=old@c"), &off, "new@c", "n", "P:n@c,s:new@c,s:n@o");
}

/// Another account signs in with the UPN: a synced account keeps its own, a new one gets a number.
#[test]
fn a_upn_that_is_taken() {
    let mut settings = tenant_settings();
    settings.soft_match_on_upn_enabled = Some(false);
    let of = |ad: &str, cloud: &[&str]| forecast(&[ad], cloud, &settings).expect("it syncs")[0].clone();
    let ad = "og=G1 cg= sam=n upn=new@c nick=n px=P:n@c";
    let synced = "id=G5 imm=b(G1) sync=true upn=old@c oupn=old@c nick=n px=P:n@c";
    let other = "id=G6 imm=b(G2) sync=true upn=new@c nick=m px=P:m@c";
    assert_eq!(of(ad, &[synced]), "new@contoso.com");
    assert_eq!(of(ad, &[synced, other]), "old@contoso.com");
    assert_eq!(of(ad, &[other]), "new####@contoso.onmicrosoft.com");
}

#[test]
fn addresses_that_stand_where_they_are_not_looked_for() {
    // Listed twice, once as primary.
    check("og=G1 cg= upn=a@c mail= nick=a px=s:a@c,P:a@c", "", "a@c", "a", "P:a@c");
    // A primary address that is none gives no alias.
    check("og=G1 cg= upn=john@c mail= nick= px=P:Smith~J@c", "", "john@c", "john", "P:john@o");
    // The address in the initial domain stays under another alias, unless the UPN is replaced.
    check(
        "og=G1 cg= upn=u@c mail= nick=user4 px=P:user1@c",
        "id=G5 imm=b(G1) sync=true upn=u@c oupn=u@c nick=user1 exo=True px=P:user1@c,s:user1@o",
        "u@c",
        "user4",
        "P:user1@c,s:u@c,s:user1@o",
    );
    // A UPN is added as it is spelt.
    check(
        "og=G1 cg= upn=Lee@c mail= nick=user1 px=P:user1@c",
        "id=G5 imm=b(G1) sync=true upn=Lee@c oupn=Lee@c nick=user1 exo=True px=P:user1@c,s:user1@o",
        "Lee@c",
        "user1",
        "P:user1@c,s:Lee@c,s:user1@o",
    );
    // A mailbox in the cloud that AD knows of loses what stands in an unverified domain; a type of 0 is none.
    let synced = "id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick=a exo=False px=P:a@c";
    let ad = |kind: u8| format!("og=G1 cg= upn=a@c mail= nick=a px=P:a@c,s:a@elsewhere.example rrt={kind}");
    check(&ad(0), synced, "a@c", "a", "P:a@c,s:a@elsewhere.example");
    check(&ad(4), synced, "a@c", "a", "P:a@c");
}

#[test]
fn values_that_do_not_arrive() {
    let synced = "id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick=a exo=True px=P:a@c,s:a@o";
    let ad = |px: &str| format!("og=G1 cg= upn=a@c nick=a px=P:a@c,{px}");
    for gone in ["s:x~y@c", "s:é@c", "s:a@other.onmicrosoft.com", "s:a@elsewhere.example", "x@c"] {
        check(&ad(gone), synced, "a@c", "a", "P:a@c,s:a@o");
    }
    check(&ad("s:a@m"), synced, "a@c", "a", "P:a@c,s:a@m,s:a@o");
    // A mail user keeps a domain that is not verified.
    check(
        &ad("s:a@elsewhere.example"),
        &synced.replace("exo=True", "exo=False"),
        "a@c",
        "a",
        "P:a@c,s:a@elsewhere.example,s:a@o",
    );
    // Other types travel as they are; those from before SMTP do not.
    check(&ad("X500:/o=C/cn=a,sip:a@c,X400:c=us"), synced, "a@c", "a", "P:a@c,s:a@o,X500:/o=C/cn=a,sip:a@c");
    // The mailbox is mastered in the cloud: AD decides nothing of its addresses. (No column for that in the short rows.)
    let (ad, cloud) = (ad_csv(&[&ad("s:new@c")]), cloud_csv(&[synced, "id=G9 upn=z@c"]));
    let recipients = "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged\n\
                      55555555-5555-4555-8555-555555555555,UserMailbox,a,a@contoso.com,SMTP:a@contoso.com|smtp:a@contoso.onmicrosoft.com,True\n";
    let files = [("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str()), ("exo.csv", recipients)];
    let report = report(&analyse(&files, &tenant_settings()));
    assert_eq!(
        report["objects"][0]["forecast"]["proxyAddresses"],
        serde_json::json!(["SMTP:a@contoso.com", "smtp:a@contoso.onmicrosoft.com"])
    );
}

/// The addresses after the sync of the first AD object, from whole files.
fn addresses(files: &[(&str, &str)], settings: &Settings) -> serde_json::Value {
    report(&analyse(files, settings))["objects"][0]["forecast"]["proxyAddresses"].clone()
}

/// The UPN becomes an address of a mailbox, unless another cloud object holds that.
#[test]
fn a_upn_that_is_an_address_of_somebody_else() {
    let ad = |px: &str| ad_csv(&[&format!("og=G1 cg= upn=n@c mail= nick=nn px={px}")]);
    let synced = "id=G5 imm=b(G1) sync=true upn=n@c oupn=n@c nick=nn exo=True px=P:nn@c,s:nn@o";
    let holder = "id=G6 upn=b@c nick=b exo=True px=P:b@c,s:N@c,s:b@o";
    let cloud = cloud_csv(&[synced, holder]);
    let of = |ad: &str| addresses(&[("ad.csv", ad), ("cloud.csv", &cloud)], &tenant_settings());
    assert_eq!(of(&ad("P:nn@c")), serde_json::json!(["SMTP:nn@contoso.com", "smtp:nn@contoso.onmicrosoft.com"]));
    assert_eq!(of(&ad("")), serde_json::json!(["SMTP:nn@contoso.onmicrosoft.com"]));
}

/// Where AD lists no SMTP address, mail decides; an export without mail decides nothing.
#[test]
fn without_mail_in_the_export_the_addresses_stay() {
    let synced = "id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick=x exo=True px=P:a@f,s:a@c,s:x@o";
    check("og=G1 cg= upn=a@c nick=x px=", synced, "a@c", "x", "P:a@f,s:a@c,s:x@o");
    check("og=G1 cg= upn=a@c nick=x mail= px=", synced, "a@c", "x", "P:a@c,s:x@o");
}

/// A mail user with an Exchange plan loses unverified domains, and so does a shared mailbox without one.
#[test]
fn whose_unverified_domains_are_stripped() {
    let px = "P:a@c,s:a@elsewhere.example";
    let synced = "id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick=a px=P:a@c,s:a@o";
    let recipients = "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
                      55555555-5555-4555-8555-555555555555,MailUser,a,a@contoso.com,SMTP:a@contoso.com\n";
    let stripped = serde_json::json!(["SMTP:a@contoso.com", "smtp:a@contoso.onmicrosoft.com"]);
    let ad = ad_csv(&[&format!("og=G1 cg= upn=a@c nick=a px={px}")]);
    let of = |exo: &str| {
        let cloud = cloud_csv(&[&format!("{synced} exo={exo}"), "id=G9 upn=z@c"]);
        addresses(&[("ad.csv", &ad), ("cloud.csv", &cloud), ("exo.csv", recipients)], &tenant_settings())
    };
    assert_eq!(of("True"), stripped);
    assert_ne!(of("False"), stripped);
    let shared = |kind: &str| format!("og=G1 cg= upn=a@c nick=a px={px} rtd={kind} rrt=");
    check(&shared("4"), &format!("{synced} exo=False"), "a@c", "a", "P:a@c,s:a@o");
    check(&shared("128"), &format!("{synced} exo=False"), "a@c", "a", &format!("{px},s:a@o"));
}

/// What an alias may not hold becomes an underscore, and a value that is not valid gives no alias.
#[test]
fn aliases_of_values_that_are_not_valid() {
    let synced = "id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick= exo=True px=P:a@c";
    check("og=G1 cg= upn=a@c nick=ann~lee px=P:a@c", synced, "a@c", "ann_lee", "P:a@c,s:ann_lee@o");
    check("og=G1 cg= upn=a@c mail=jo~hn@c nick= px=", "", "a@c", "a", "");
    for upn in ["john~smith@c", "josé@c"] {
        check(&format!("og=G1 cg= upn={upn} mail= nick= px="), "", "-", "-", "");
    }
    check("og=G1 cg= upn=john@contoso.local mail= nick= px=", "", "john@o", "john", "");
}

/// Entra ID strips unverified domains from mailboxes; so what a mailbox has is in a verified one. A licence that costs nothing
/// is none for a mailbox.
#[test]
fn addresses_of_mailboxes_show_which_domains_are_verified() {
    let ad = ad_csv(&["og=G1 cg= upn=a@contoso.local mail=a@c nick=a px=P:a@c"]);
    let of = |licences: &str, addresses_today: &str| {
        let cloud = format!(
            "Display name,DirSyncEnabled,User principal name,Object Id,Licenses,Proxy addresses\n\
             Ann,True,a@contoso.onmicrosoft.com,55555555-5555-4555-8555-555555555555,{licences},{addresses_today}\n"
        );
        addresses(&[("ad.csv", ad.as_str()), ("users.csv", &cloud)], &Settings::default())
    };
    let both = "SMTP:a@contoso.com+smtp:a@contoso.onmicrosoft.com";
    assert_eq!(of("Office 365 E3", both), serde_json::json!(["SMTP:a@contoso.com", "smtp:a@contoso.onmicrosoft.com"]));
    assert_eq!(of("Power BI (free)", "SMTP:a@contoso.com"), serde_json::json!(["SMTP:a@contoso.com"]));
}

#[test]
fn an_object_that_does_not_sync_has_no_forecast() {
    let settings = tenant_settings();
    for (ad, cloud) in [
        ("og=G1 sam=MSOL_1 upn=a@c px=P:a@c", "id=G5 upn=b@c"),
        ("og=G1 cg= upn=a@c px=P:a@c", "id=G5 upn=a@c px=P:a@c imm=b(G2) sync=true"),
    ] {
        assert_eq!(forecast(&[ad], &[cloud], &settings), None, "{ad}");
    }
}

/// What no file tells of the cloud object is neither gained nor lost.
#[test]
fn what_the_cloud_has_today_may_not_be_told() {
    use dirmatch::view::forecast::view;
    use dirmatch::wire::Change;
    let changes = |cloud: &str| {
        let (ad, cloud) =
            (ad_csv(&["og=G1 cg= upn=a@c nick=a px=P:a@c,s:b@c"]), cloud_csv(&[cloud, "id=G9 upn=z@c px="]));
        let analysis = analyse(&[("ad.csv", ad.as_str()), ("cloud.csv", cloud.as_str())], &tenant_settings());
        let rows = view(&analysis, dirmatch::model::ObjectId(0)).expect("a forecast").rows;
        rows.into_iter().map(|row| (row.label, row.change)).collect::<Vec<_>>()
    };
    let of = |rows: &[(String, Change)], label: &str| rows.iter().find(|(name, _)| name == label).expect("a row").1;
    let told = changes("id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c nick=old px=P:a@c,s:c@c exo=False");
    assert_eq!(of(&told, "Exchange alias"), Change::Changed);
    assert_eq!(told[0], ("Address".to_owned(), Change::Lost));
    assert!(told.contains(&("Address".to_owned(), Change::Gained)));
    let alias_not_told = changes("id=G5 imm=b(G1) sync=true upn=a@c oupn=a@c px=P:a@c exo=False");
    assert_eq!(of(&alias_not_told, "Exchange alias"), Change::NotTold);
    assert!(alias_not_told.contains(&("Address".to_owned(), Change::Gained)));
}
