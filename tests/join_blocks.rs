//! What forbids or loosens a join, row by row, with the document that says so. Each switch and each guard where it fires,
//! where it does not, and where nothing is known of it; and what happens to values that are taken.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::joins::{
    ADDRESSES, AUTHORITY, BINDING_NOTICE, DESIGN, DUPLICATES, ENTRA_POWERSHELL, EXISTING_TENANT, FEATURES, GRAPH_USER,
    NOT_DOCUMENTED, OTHER, RECYCLE_BIN, RESILIENCY, ROLE_NOTICE, ROLES, SMTP_MATCHING, SYNC_ERRORS, UPN_IN_THE_CLOUD,
    UPN_MATCHING, in_words, report_of, role, row, row_with, story,
};

const BOB: &str = "og=G1 cg= sam=bob upn=bob@c px=";
/// A cloud user with Bob's anchor that is not synced, and of which everything is known.
const FREE: &str = "id=G5 upn=b@c px= imm=b(G1) sync= opoi= soa=false";
const DELETED: &str = "id=G5 upn=b@c px= imm=b(G1) sync= opoi= soa=false del=2026-11-18~10:00:00Z";
const EVE: &str = "og=G1 cg= sam=eve px=P:eve@c upn=eve1@c";
const BY_ADDRESS: &str = "id=G5 upn=evelyn@c px=P:eve@c imm= sync=";
const FAY: &str = "og=G1 cg= sam=fay upn=fay@c px=P:fay.x@c";
const BY_UPN: &str = "id=G5 upn=fay@c px= imm= sync=";

const HARD: &str = "hard-match source-anchor certain 1 -";
const RESTORED: &str = "hard-match-restore source-anchor certain 1 soft-deleted-anchor";
const SMTP: &str = "soft-match-smtp primary-smtp certain 1 -";
const UPN: &str = "soft-match-upn upn certain 1 -";

#[test]
fn the_switch_against_hard_match() {
    let on = ["blockCloudObjectTakeoverThroughHardMatchEnabled=true"];
    let unknown = ["-blockCloudObjectTakeoverThroughHardMatchEnabled"];
    let blocked = "hard-match-blocked source-anchor certain 1 hard-match-blocked-flag";
    row(SYNC_ERRORS, &[BOB], &[FREE], &on, blocked);
    row(SYNC_ERRORS, &[BOB], &[FREE], &[], HARD);
    row(FEATURES, &[BOB], &[FREE], &unknown, "hard-match source-anchor likely 1 -");
    // The recycle bin and whoever left the scope are taken over as well; whoever is synced is not.
    row(SYNC_ERRORS, &[BOB], &[DELETED, OTHER], &on, blocked);
    row(RECYCLE_BIN, &[BOB], &[DELETED, OTHER], &[], RESTORED);
    row(SYNC_ERRORS, &[BOB], &["id=G5 upn=b@c imm=b(G1) sync=false opoi="], &on, blocked);
    row(
        SYNC_ERRORS,
        &[BOB],
        &["id=G5 upn=b@c imm=b(G1) sync=true opoi="],
        &on,
        "already-synced source-anchor certain 1 -",
    );
    // It has nothing to say about soft match.
    row(FEATURES, &[EVE], &[BY_ADDRESS], &on, SMTP);
}

#[test]
fn the_switches_against_soft_match() {
    let on = ["blockSoftMatchEnabled=true"];
    let blocked = |by: &str| format!("soft-match-blocked {by} likely 1 soft-match-blocked-flag");
    row(FEATURES, &[EVE], &[BY_ADDRESS], &on, &blocked("primary-smtp"));
    row(FEATURES, &[EVE], &[BY_ADDRESS], &[], SMTP);
    row(FEATURES, &[EVE], &[BY_ADDRESS], &["-blockSoftMatchEnabled"], "soft-match-smtp primary-smtp likely 1 -");
    row(FEATURES, &[FAY], &[BY_UPN], &on, &blocked("upn"));
    // Whoever has another anchor, or is synced without one, would not be joined without the switch either.
    let foreign = "soft-match-blocked primary-smtp certain 1 invalid-soft-match";
    row(SYNC_ERRORS, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c imm=b(G2) sync=true"], &on, foreign);
    row(SYNC_ERRORS, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c imm=b(G2) sync="], &on, foreign);
    let foreign = "soft-match-blocked primary-smtp likely 1 invalid-soft-match";
    row(EXISTING_TENANT, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c imm= sync=true"], &on, foreign);
    let foreign = "soft-match-blocked upn certain 1 invalid-soft-match";
    row(SYNC_ERRORS, &[FAY], &["id=G5 upn=fay@c px= imm=b(G2) sync=false"], &on, foreign);
    // Nobody tells the account's anchor, or the object's own: they may be equal, and the switch forbids no hard match.
    let possible = "soft-match-blocked primary-smtp possible 1 soft-match-blocked-flag";
    row(FEATURES, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c sync="], &on, &blocked("primary-smtp"));
    row(FEATURES, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c"], &on, possible);
    row(
        FEATURES,
        &["sam=eve px=P:eve@c upn=eve1@c"],
        &["id=G5 upn=evelyn@c px=P:eve@c imm=b(G2) sync="],
        &on,
        possible,
    );
    row(FEATURES, &["sam=eve px=P:eve@c upn=eve1@c"], &[BY_ADDRESS], &on, &blocked("primary-smtp"));
    // What is not sure of the address counts here too.
    row(
        NOT_DOCUMENTED,
        &["og=G1 cg= sam=eve px=SIP:eve@c mail=eve@c upn=eve1@c"],
        &[BY_ADDRESS],
        &on,
        "soft-match-blocked primary-smtp possible 1 soft-match-blocked-flag",
    );
    // Nobody to join: nothing is blocked. And it has nothing to say about anchors.
    row(FEATURES, &[EVE], &[OTHER], &on, "new-object - certain - -");
    row(FEATURES, &[BOB], &[FREE], &on, HARD);
    // The UPN.
    let off = "new-object-quarantined - likely 1 soft-match-upn-off";
    row(FEATURES, &[FAY], &[BY_UPN], &["softMatchOnUpnEnabled=false"], off);
    row(UPN_MATCHING, &[FAY], &[BY_UPN], &[], UPN);
    row(FEATURES, &[FAY], &[BY_UPN], &["-softMatchOnUpnEnabled"], "soft-match-upn upn likely 1 -");
    // Both: the switch that is asked first is named. And a join by address does not ask for the UPN.
    row(FEATURES, &[FAY], &[BY_UPN], &["blockSoftMatchEnabled=true", "softMatchOnUpnEnabled=false"], &blocked("upn"));
    row(FEATURES, &[EVE], &[BY_ADDRESS], &["softMatchOnUpnEnabled=false"], SMTP);
}

#[test]
fn roles_and_hard_match() {
    let run = |account: &str, roles: Option<&str>, settings: &[&str], expected: &str| {
        row_with(EXISTING_TENANT, &[BOB], &[account, OTHER], roles, settings, expected);
    };
    let blocked = "hard-match-blocked source-anchor certain 1 hard-match-blocked-role";
    for assignment in ["assigned", "eligible"] {
        let privileged = role("Global Administrator", assignment);
        run(FREE, Some(&privileged), &[], blocked);
        // In the recycle bin too: restore it first, take the role away, then sync.
        run(DELETED, Some(&privileged), &[], blocked);
        run(
            "id=G5 upn=b@c imm=b(G1) sync=true opoi=",
            Some(&privileged),
            &[],
            "already-synced source-anchor certain 1 -",
        );
        // The check is turned on tenant by tenant; unless somebody says so it is only likely.
        run(
            FREE,
            Some(&privileged),
            &["-hardMatchHardening"],
            "hard-match-blocked source-anchor likely 1 hard-match-blocked-role",
        );
        run(
            FREE,
            Some(&privileged),
            &["hardMatchHardening=false"],
            "hard-match source-anchor likely 1 hard-match-blocked-role",
        );
    }
    // Not privileged: the notice says any role, the documents say privileged ones.
    for assignment in ["assigned", "eligible"] {
        row_with(
            ROLE_NOTICE,
            &[BOB],
            &[FREE],
            Some(&role("Reports Reader", assignment)),
            &[],
            "hard-match source-anchor likely 1 hard-match-blocked-role",
        );
    }
    // Nobody of them holds a role; and no file tells roles.
    row(EXISTING_TENANT, &[BOB], &[FREE], &[], HARD);
    run(FREE, None, &[], "hard-match source-anchor likely 1 -");
    // The account's id is not told, so nobody can say whose the roles of the file are.
    let nameless = "upn=b@c px= imm=b(G1) sync= opoi= soa=false";
    row(EXISTING_TENANT, &[BOB], &[nameless], &[], "hard-match source-anchor likely 1 -");
    // Every role that carries the label, and some that do not.
    for name in [
        "Application Administrator",
        "Global Reader",
        "Helpdesk Administrator",
        "Intune Administrator",
        "Password Administrator",
        "Security Reader",
        "USER ADMINISTRATOR",
    ] {
        row_with(ROLES, &[BOB], &[FREE], Some(&role(name, "assigned")), &[], blocked);
    }
    for name in ["Teams Administrator", "Exchange Administrator", "Directory Readers", "A role of our own"] {
        row_with(
            ROLES,
            &[BOB],
            &[FREE],
            Some(&role(name, "assigned")),
            &[],
            "hard-match source-anchor likely 1 hard-match-blocked-role",
        );
    }
}

#[test]
fn roles_and_soft_match() {
    for (ad, account, by, joined) in [(EVE, BY_ADDRESS, "primary-smtp", SMTP), (FAY, BY_UPN, "upn", UPN)] {
        let blocked = format!("soft-match-blocked {by} certain 1 existing-admin-role-conflict");
        for name in ["Global Administrator", "Reports Reader"] {
            for assignment in ["assigned", "eligible"] {
                let roles = role(name, assignment);
                row_with(SYNC_ERRORS, &[ad], &[account], Some(&roles), &[], &blocked);
                // It is an older rule than the hardening.
                row_with(SYNC_ERRORS, &[ad], &[account], Some(&roles), &["hardMatchHardening=false"], &blocked);
            }
        }
        row(SYNC_ERRORS, &[ad], &[account], &[], joined);
        row_with(SYNC_ERRORS, &[ad], &[account], None, &[], &joined.replace("certain", "likely"));
    }
    // A file of roles, and an account whose id is not told.
    row(SYNC_ERRORS, &[EVE], &["upn=evelyn@c px=P:eve@c imm= sync="], &[], &SMTP.replace("certain", "likely"));
    // Groups hold no role by themselves that a file of users' roles would tell.
    let sales = "og=G1 class=group gt=-2147483640 sam=sales px=P:sales@c";
    row_with(EXISTING_TENANT, &[sales], &["id=G5 class=group name=S px=P:sales@c imm= sync="], None, &[], SMTP);
}

#[test]
fn bound_to_another_object() {
    let blocked = "hard-match-blocked source-anchor likely 1 hard-match-blocked-opoi";
    for (sync, free) in [
        ("sync= soa=false", HARD),
        ("sync=false", "hard-match source-anchor likely 1 left-scope-leftover"),
        ("sync=true", "already-synced source-anchor certain 1 -"),
        ("sync= soa=false del=2026-11-18~10:00:00Z", RESTORED),
    ] {
        let run = |opoi: &str, settings: &[&str], expected: &str| {
            let account = format!("id=G5 upn=b@c px= imm=b(G1) {sync} {opoi}");
            row(FEATURES, &["og=G2 cg=b(G1) sam=bob px="], &[&account, OTHER], settings, expected);
        };
        // Bound to another, to this one (as Base64 and as text), to none.
        run("opoi=b(G3)", &[], blocked);
        run("opoi=G3", &[], blocked);
        run("opoi=b(G2)", &[], free);
        run("opoi=G2", &[], free);
        run("opoi=", &[], free);
        // In bare digits, whose order of bytes is not told; and in a spelling that nobody reads.
        run("opoi=25c2879e20ed4e6683f09e20460aedf8", &[], free);
        run("opoi=30475e40e7ae4af3af758b143c81daf5", &[], blocked);
        run("opoi=???", &[], &free.replace("certain", "likely"));
        // The exception of the tenant, and a tenant that the hardening did not reach.
        run("opoi=b(G3)", &["allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled=true"], free);
        run("opoi=b(G3)", &["hardMatchHardening=false"], free);
        run("opoi=b(G3)", &["-allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled"], blocked);
        // No file tells it.
        let account = format!("id=G5 upn=b@c px= imm=b(G1) {sync}");
        row(BINDING_NOTICE, &["og=G2 cg=b(G1) sam=bob px="], &[&account], &[], &free.replace("certain", "likely"));
    }
    // Soft match does not ask.
    row(EXISTING_TENANT, &[EVE], &["id=G5 upn=evelyn@c px=P:eve@c imm= sync= opoi=b(G3)"], &[], SMTP);
}

#[test]
fn source_of_authority() {
    let with = |soa: &str| format!("id=G5 upn=b@c px= imm=b(G1) sync= opoi= {soa}");
    let blocked = "hard-match-blocked source-anchor certain 1 soa-cloud-managed";
    row(AUTHORITY, &[BOB], &[&with("soa=true")], &[], blocked);
    row(AUTHORITY, &[BOB], &[&with("soa=false")], &[], HARD);
    row(AUTHORITY, &[BOB], &[&with("")], &[], "hard-match source-anchor likely 1 -");
    row(AUTHORITY, &[BOB], &[&with("soa="), OTHER], &[], "hard-match source-anchor likely 1 -");
    // It counts before roles and switches.
    let all = ["blockCloudObjectTakeoverThroughHardMatchEnabled=true"];
    row_with(AUTHORITY, &[BOB], &[&with("soa=true")], Some(&role("Global Administrator", "assigned")), &all, blocked);
    // And where the anchor is gone.
    let soft = |soa: &str| format!("{BY_ADDRESS} {soa}");
    row(AUTHORITY, &[EVE], &[&soft("soa=true")], &[], "soft-match-blocked primary-smtp certain 1 soa-cloud-managed");
    row(AUTHORITY, &[EVE], &[&soft("soa=false")], &[], SMTP);
    row(AUTHORITY, &[EVE], &[&soft("")], &[], SMTP);
}

#[test]
fn another_anchor_or_synced_already() {
    for (ad, account, by, joined) in
        [(EVE, "id=G5 upn=evelyn@c px=P:eve@c", "primary-smtp", SMTP), (FAY, "id=G5 upn=fay@c px=", "upn", UPN)]
    {
        let run =
            |rest: &str, expected: &str| row(SYNC_ERRORS, &[ad], &[&format!("{account} {rest}"), OTHER], &[], expected);
        for sync in ["sync=true", "sync=false", "sync="] {
            run(&format!("imm=b(G2) {sync}"), &format!("soft-match-blocked {by} certain 1 invalid-soft-match"));
        }
        run("imm= sync=true", &format!("soft-match-blocked {by} likely 1 invalid-soft-match"));
        run("imm= sync=false", joined);
        // No file tells anchors: a synced account is taken for the one that is joined, another for a soft match.
        let without = |sync: &str, expected: &str| {
            row(SYNC_ERRORS, &[ad], &[&format!("{account} {sync}")], &[], expected);
        };
        without("sync=true", &format!("already-synced {by} likely 1 -"));
        without("sync=", &joined.replace("certain", "likely"));
        without("", &joined.replace("certain", "possible"));
    }
    // The anchor in another letter case or in the text of the GUID: the same person, and yet no join.
    for spelling in ["ighmiAEBERG7uxI0VniQqw==", "G1", "iGZoiAEBERG7uxI0VniQqw==", "iGhmiAEBERG7uxI0VniQqx==", "~b(G1)"]
    {
        let account = format!("id=G5 upn=evelyn@c px=P:eve@c imm={spelling} sync=");
        let blocked = "soft-match-blocked primary-smtp possible 1 anchor-encoding-error";
        row(DESIGN, &[EVE], &[&account, OTHER], &[], blocked);
    }
}

#[test]
fn anchors_of_the_tenants_own() {
    let chosen = ["sourceAnchorAttribute=employeeID"];
    let ad = "og=G1 sam=x px= upn=x@c emp=AB12";
    row(
        DESIGN,
        &[ad],
        &["id=G5 upn=y@c imm=AB12 sync=true opoi=G1"],
        &chosen,
        "already-synced source-anchor certain 1 -",
    );
    // An employee number may have been given to a new AD object; what the account is bound to would tell.
    row(
        BINDING_NOTICE,
        &[ad],
        &["id=G5 upn=y@c imm=AB12 sync=true"],
        &chosen,
        "already-synced source-anchor likely 1 -",
    );
    row(
        BINDING_NOTICE,
        &[ad],
        &["id=G5 upn=y@c imm=AB12 sync=true opoi=G2"],
        &chosen,
        "hard-match-blocked source-anchor likely 1 hard-match-blocked-opoi",
    );
    row(DESIGN, &[ad], &["id=G5 upn=y@c imm=AB12 sync= opoi= soa=false"], &chosen, HARD);
    row(DESIGN, &[ad], &["id=G5 upn=y@c imm=AB13 sync=true"], &chosen, "new-object - certain - -");
    // Two accounts have it, which a tenant does not allow.
    row(
        DESIGN,
        &[ad],
        &["id=G5 upn=y@c imm=AB12 sync=true opoi=", "id=G6 upn=z@c imm=AB12 sync=true opoi="],
        &chosen,
        "already-synced source-anchor possible 1 -",
    );
    // Letter case counts.
    row(DESIGN, &[ad], &["id=G5 upn=y@c imm=ab12 sync=true"], &chosen, "new-object - possible - anchor-encoding-error");
    row(
        DESIGN,
        &[ad],
        &["id=G5 upn=x@c imm=ab12 sync=true"],
        &chosen,
        "soft-match-blocked upn possible 1 anchor-encoding-error",
    );
    // objectGUID is no anchor then.
    row(
        DESIGN,
        &[ad],
        &["id=G5 upn=x@c imm=b(G1) sync=true"],
        &chosen,
        "soft-match-blocked upn certain 1 invalid-soft-match",
    );
    // The AD export does not tell it.
    let without = "og=G1 sam=x px= upn=x@c";
    row(DESIGN, &[without], &["id=G5 upn=x@c imm=AB12 sync=true"], &chosen, "already-synced upn likely 1 -");
    row(DESIGN, &[without], &["id=G5 upn=x@c imm=AB12 sync="], &chosen, "undetermined upn possible 1 -");
}

#[test]
fn groups_and_contacts_by_anchor_and_address() {
    let group = "og=G1 cg=b(G2) class=group gt=-2147483640 sam=sales px=P:sales@c";
    // Their anchor is objectGUID, whatever else is set.
    row(
        DESIGN,
        &[group],
        &["id=G5 class=group name=S px=P:x@c imm=b(G1) sync=true opoi="],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    row(
        DESIGN,
        &[group],
        &["id=G5 class=group name=S px=P:x@c imm=b(G2) sync=true opoi="],
        &[],
        "new-object - certain - -",
    );
    // Nobody stamps an anchor on a group, so the switch against taking over says nothing here.
    row(
        EXISTING_TENANT,
        &[group],
        &["id=G5 class=group name=S px=P:x@c imm=b(G1) sync= opoi="],
        &["blockCloudObjectTakeoverThroughHardMatchEnabled=true"],
        "hard-match source-anchor likely 1 -",
    );
    // Primary with primary joins; a second address on either side collides; mail stands in for a list.
    for (class, more) in [("group", "gt=-2147483640 sam=sales"), ("contact", "name=Sales")] {
        let ad = |rest: &str| format!("og=G1 class={class} {more} {rest}");
        let cloud = |px: &str| format!("id=G5 class={class} name=S px={px} imm= sync=");
        row(EXISTING_TENANT, &[&ad("px=P:sales@c")], &[&cloud("P:SALES@c")], &[], SMTP);
        row(SMTP_MATCHING, &[&ad("px= mail=sales@c")], &[&cloud("P:sales@c")], &[], SMTP);
        let collides = "new-object-quarantined - likely 1 primary-vs-secondary-near-match";
        row(EXISTING_TENANT, &[&ad("px=P:sales@c")], &[&cloud("P:x@c,s:sales@c")], &[], collides);
        row(EXISTING_TENANT, &[&ad("px=P:y@c,s:sales@c")], &[&cloud("P:sales@c")], &[], collides);
        row(EXISTING_TENANT, &[&ad("px=P:sales@c")], &[&cloud("P:x@c")], &[], "new-object - certain - -");
        // Users by UPN only: a group's sign-in name is none.
        row(
            UPN_MATCHING,
            &[&ad("px=P:y@c upn=x@c")],
            &[&cloud("P:x@c"), "id=G6 upn=x@c px= imm="],
            &[],
            "new-object - certain - -",
        );
        row(FEATURES, &[&ad("px=P:sales@c")], &[&cloud("P:sales@c")], &["softMatchOnUpnEnabled=false"], SMTP);
    }
    // Without an address a group never joins by its name.
    row(
        SMTP_MATCHING,
        &["og=G1 class=group gt=-2147483646 sam=HR name=HR px="],
        &["id=G5 class=group name=HR px= imm= sync="],
        &[],
        "new-object - certain - -",
    );
}

#[test]
fn another_type_of_object() {
    let account = "id=G5 upn=s@c px=P:sales@c imm= sync=";
    let of_cloud = "id=G6 class=group name=S px=P:sales@c imm= sync=";
    let user = "og=G1 cg= sam=sales px=P:sales@c upn=sales@c";
    let fails = "sync-error - likely 1 object-type-mismatch";
    row(SYNC_ERRORS, &[user], &[of_cloud, OTHER], &[], fails);
    row(SYNC_ERRORS, &["og=G1 cg= sam=sales px=P:y@c,s:sales@c"], &[of_cloud, OTHER], &[], fails);
    row(
        SYNC_ERRORS,
        &["og=G1 class=group gt=-2147483640 sam=s px=P:sales@c"],
        &[account, "id=G7 class=group name=T px=P:t@c imm="],
        &[],
        fails,
    );
    // A user of the cloud has it too: that join is made, and the address is in dispute.
    row(
        NOT_DOCUMENTED,
        &[user],
        &[account, of_cloud],
        &[],
        "soft-match-smtp primary-smtp likely 1 object-type-mismatch",
    );
    row(SYNC_ERRORS, &[user], &[account, "id=G6 class=group name=S px=P:t@c imm= sync="], &[], SMTP);
    // So it is where a second address of the user is a group's.
    row(
        RESILIENCY,
        &["og=G1 cg= sam=sales px=P:sales@c,s:team@c upn=sales@c"],
        &[account, "id=G6 class=group name=S px=P:t@c,s:team@c imm= sync="],
        &[],
        "soft-match-smtp primary-smtp likely 1 cloud-contact-or-group-holds-address",
    );
    // An inetOrgPerson is a user.
    row(SYNC_ERRORS, &["og=G1 cg= class=inetOrgPerson sam=sales px=P:sales@c"], &[account], &[], SMTP);
    // No file lists groups: that no group has it is not known, but users are.
    row(SYNC_ERRORS, &[user], &[account], &[], SMTP);
}

#[test]
fn guests_take_no_part() {
    let guest = "id=G5 upn=w_partner.example#EXT#@o type=Guest px=P:w@partner.example imm= sync=";
    let user = "og=G1 cg= sam=w px=P:w@partner.example upn=w@c";
    row(SYNC_ERRORS, &[user], &[guest, OTHER], &[], "new-object-quarantined - likely 1 guest-address-collision");
    row(
        SYNC_ERRORS,
        &["og=G1 cg= sam=w px=P:v@partner.example upn=w@c"],
        &[guest, OTHER],
        &[],
        "new-object - certain - -",
    );
    // Told by the UPN alone, where the file has no type.
    row(
        SYNC_ERRORS,
        &[user],
        &[&guest.replace("type=Guest", "type="), OTHER],
        &[],
        "new-object-quarantined - likely 1 guest-address-collision",
    );
    // A member of the same address joins, whatever a guest has.
    row(
        NOT_DOCUMENTED,
        &[user],
        &[guest, "id=G6 upn=y@c px=P:w@partner.example imm= sync="],
        &[],
        "soft-match-smtp primary-smtp certain 2 -",
    );
    // A guest that carries the anchor: not joined, and no other can have it.
    row(
        NOT_DOCUMENTED,
        &[BOB],
        &["id=G5 upn=g_x.example#EXT#@o type=Guest px= imm=b(G1) sync="],
        &[],
        "sync-error - possible 1 attribute-value-must-be-unique",
    );
    // And whoever would join another account by a key has the guest's anchor all the same.
    row(
        NOT_DOCUMENTED,
        &[BOB],
        &["id=G5 upn=bob@c px= imm= sync=", "id=G6 upn=g_x.example#EXT#@o type=Guest px= imm=b(G1) sync="],
        &[],
        "soft-match-upn upn possible 1 attribute-value-must-be-unique",
    );
}

/// No document ties a join to whether a domain is federated.
#[test]
fn federated_domains() {
    for settings in [&["federatedDomains=contoso.com"][..], &["federatedDomains=fabrikam.com"], &[]] {
        row(FEATURES, &[FAY], &[BY_UPN], settings, UPN);
        row(FEATURES, &[EVE], &[BY_ADDRESS], settings, SMTP);
        row(FEATURES, &[BOB], &[FREE], settings, HARD);
        // The UPN changes from one domain to another.
        let synced = "id=G5 upn=bob@f px= imm=b(G1) sync=true opoi=";
        row(FEATURES, &[BOB], &[synced], settings, "already-synced source-anchor certain 1 -");
    }
}

#[test]
fn sip_addresses_of_others() {
    let ad = "og=G1 cg= sam=eve upn=eve@c px=P:eve@c,SIP:lee@c";
    let error = "sync-error - likely 1 attribute-value-must-be-unique";
    let new = "new-object - certain - -";
    let run = |account: &str, expected: &str| row(DUPLICATES, &[ad], &[account, OTHER], &[], expected);
    run("id=G5 upn=x@c px=P:x@c,SIP:lee@c imm= sync=", error);
    // Letter case does not count; the kind of object does not either; another AD object's account holds it just as well.
    run("id=G5 upn=x@c px=P:x@c,sip:LEE@c imm= sync=", error);
    run("id=G5 upn=x@c px=P:x@c,SIP:lee@c imm=b(G2) sync=true", error);
    run("id=G5 px=P:x@c,SIP:lee@c class=contact", error);
    // Near misses: the same letters in another attribute or type, another SIP address, a deleted account.
    run("id=G5 upn=lee@c px=P:x@c imm= sync=", new);
    run("id=G5 upn=x@c px=P:lee@c imm= sync=", new);
    run("id=G5 upn=x@c px=P:x@c,SIP:leo@c imm= sync=", new);
    run("id=G5 upn=x@c px=P:x@c,SIP:lee@c imm= sync= del=2026-11-18~10:00:00Z", new);
    // Its own account holds it: a join as ever; where another does, the export fails.
    run("id=G5 upn=x@c px=P:eve@c,SIP:lee@c imm= sync=", SMTP);
    row(
        DUPLICATES,
        &[ad],
        &["id=G5 upn=x@c px=P:eve@c imm= sync=", "id=G6 upn=y@c px=P:y@c,SIP:lee@c imm= sync="],
        &[],
        "soft-match-smtp primary-smtp likely 1 attribute-value-must-be-unique",
    );
    // It outweighs what would be held back.
    row(
        DUPLICATES,
        &["og=G1 cg= sam=eve upn=eve@c px=P:eve@c,s:info@c,SIP:lee@c"],
        &["id=G5 upn=x@c px=P:x@c,s:info@c imm= sync=", "id=G6 upn=y@c px=P:y@c,SIP:lee@c imm= sync="],
        &[],
        "sync-error - likely 2 primary-vs-secondary-near-match,attribute-value-must-be-unique",
    );
    // Nobody tells the holder's anchor, so it may be the object's own account; nobody tells the cloud's addresses.
    let account = "id=G5 upn=x@c px=P:x@c,SIP:lee@c sync=";
    row(DUPLICATES, &[ad], &[account], &[], &error.replace("likely", "possible"));
    row(DUPLICATES, &[ad], &["id=G5 upn=x@c imm= sync="], &[], "new-object - likely - -");
    row(DUPLICATES, &["og=G1 cg= sam=eve upn=eve@c px="], &["id=G5 upn=x@c imm= sync="], &[], new);
}

#[test]
fn whoever_is_joined_stays_joined() {
    // Its address is another's now: an error about the value, no other join.
    row(
        SYNC_ERRORS,
        &["og=G1 cg= sam=bobt upn=bobt@c px=P:bob@c"],
        &[
            "id=G5 upn=bobt@c px=P:bobt@c imm=b(G1) sync=true opoi=",
            "id=G6 upn=bobs@c px=P:bob@c imm=b(G2) sync=true opoi=",
        ],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    // The UPN in a domain that is not verified was replaced: joined all the same.
    row(
        UPN_IN_THE_CLOUD,
        &["og=G1 cg= sam=bill nick=bill upn=bill@contoso.local px="],
        &["id=G5 upn=bill@o px= imm=b(G1) sync=true opoi="],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    // The anchor counts, not the names: that they point elsewhere changes nothing.
    row(
        EXISTING_TENANT,
        &["og=G1 cg= sam=x upn=y@c px=P:y@c"],
        &["id=G5 upn=x@c px=P:x@c imm=b(G1) sync=true opoi=", "id=G6 upn=y@c px=P:y@c imm= sync= opoi="],
        &[],
        "already-synced source-anchor certain 1 -",
    );
    // A blank sync state is "not synced", whatever was before.
    row(GRAPH_USER, &[BOB], &[FREE], &[], HARD);
}

#[test]
fn quarantine() {
    let holder = "id=G5 upn=x@c px=P:x@c,s:info@c imm= sync=";
    let ad = "og=G1 cg= sam=bob upn=bob@c px=P:bob@c,s:info@c";
    let held_back = "new-object-quarantined - likely 1 primary-vs-secondary-near-match";
    let either = "new-object-quarantined - possible 1 primary-vs-secondary-near-match";
    let off = "quarantineUponProxyAddressesConflictEnabled=false";
    row(RESILIENCY, &[ad], &[holder], &[], held_back);
    row(RESILIENCY, &[ad], &[holder], &["quarantineUponProxyAddressesConflictEnabled=true"], held_back);
    // It cannot be switched off, and yet an export says that it is: both are shown.
    row(FEATURES, &[ad], &[holder], &[off], either);
    row(FEATURES, &[ad], &[holder], &["quarantineUponUpnConflictEnabled=false"], held_back);
    // The UPN is taken as well.
    let both = "id=G5 upn=bob@c px=P:x@c,s:info@c imm= sync=";
    let off_too = ["softMatchOnUpnEnabled=false", "quarantineUponUpnConflictEnabled=false"];
    let expected = "new-object-quarantined - possible 1 soft-match-upn-off,primary-vs-secondary-near-match";
    row(FEATURES, &[ad], &[both], &off_too, expected);
    row(RESILIENCY, &[ad], &[both], &off_too[..1], &expected.replace("possible", "likely"));
    let told = story(&report_of(&[ad], &[holder], None, &[off])["objects"][0]);
    assert!(
        told.contains("goes into quarantine in every tenant") && told.contains("AttributeValueMustBeUnique"),
        "{told}"
    );
    let told = story(&report_of(&[ad], &[holder], None, &[])["objects"][0]);
    assert!(told.contains("quarantine") && !told.contains("AttributeValueMustBeUnique"), "{told}");
    // The switch in a file says the same as a person.
    let features = "Name,Value\nquarantineUponProxyAddressesConflictEnabled,False\n";
    let (ad_text, cloud_text) = (common::ad_csv(&[ad]), common::cloud_csv(&[holder]));
    let files = [("ad.csv", ad_text.as_str()), ("cloud.csv", &cloud_text), ("features.csv", features)];
    let report = common::report(&common::analyse(&files, &common::tenant_settings()));
    assert_eq!(in_words(&report["objects"][0]), either);

    // The UPN.
    let by_upn_off = "softMatchOnUpnEnabled=false";
    let expected = |sure: &str| format!("new-object-quarantined - {sure} 1 soft-match-upn-off");
    row(RESILIENCY, &[FAY], &[BY_UPN], &[by_upn_off], &expected("likely"));
    row(FEATURES, &[FAY], &[BY_UPN], &[by_upn_off, "quarantineUponUpnConflictEnabled=false"], &expected("possible"));
    row(FEATURES, &[FAY], &[BY_UPN], &[by_upn_off, off], &expected("likely"));
    // The mail fails always, and so does an address of a group: quarantine is for UPN and SMTP addresses of one type.
    for settings in [&[][..], &[off]] {
        let mail = "sync-error - likely 1 primary-vs-secondary-near-match,attribute-value-must-be-unique";
        row(RESILIENCY, &["og=G1 cg= sam=bob px= mail=info@c"], &[holder], settings, mail);
        let group = "id=G5 class=group name=I px=P:info@c imm= sync=";
        row(RESILIENCY, &[ad], &[group, OTHER], settings, "sync-error - likely 1 object-type-mismatch");
        row(RESILIENCY, &[ad], &[OTHER], settings, "new-object - certain - -");
    }
    // Addresses that Entra ID drops collide with nothing.
    row(
        ADDRESSES,
        &["og=G1 cg= sam=j upn=j@c px=P:~john@c"],
        &["id=G5 upn=x@c px=P:john@o,s:john@c imm= sync="],
        &[],
        "new-object - certain - -",
    );
    // A UPN that it does not take is replaced; an account that has the replacement is named.
    row(
        UPN_IN_THE_CLOUD,
        &["og=G1 cg= sam=js nick=jsmith upn=john~smith@c px="],
        &["id=G5 upn=jsmith@o px= imm= sync="],
        &[],
        "new-object - possible 1 upn-unverified-suffix",
    );
    row(
        UPN_IN_THE_CLOUD,
        &["og=G1 cg= sam=js nick=jsmith upn=john~smith@c px="],
        &[OTHER],
        &[],
        "new-object - likely - upn-unverified-suffix",
    );
}

#[test]
fn deleted_users() {
    let deleted = |rest: &str| format!("{rest} del=2026-11-18~10:00:00Z");
    // Only the anchor leads into the recycle bin.
    row(RECYCLE_BIN, &[EVE], &[&deleted(BY_ADDRESS), OTHER], &[], "new-object - certain - -");
    row(
        RECYCLE_BIN,
        &[FAY],
        &[&deleted("id=G5 upn=fay@c px= imm=b(G2) sync="), OTHER],
        &[],
        "new-object - certain - -",
    );
    row(RECYCLE_BIN, &[BOB], &[DELETED, OTHER], &[], RESTORED);
    // Somebody live has the anchor too: that one counts, and a person must look.
    row(RECYCLE_BIN, &[BOB], &[DELETED, &FREE.replace("G5", "G6")], &[], "hard-match source-anchor possible 2 -");
    // A deleted guest's anchor is nobody's.
    let guest = deleted("id=G5 upn=x@c px= imm=b(G1) sync= type=Guest");
    row(RECYCLE_BIN, &[FAY], &[&guest, OTHER], &[], "new-object - certain - -");
    // The id stands before the UPN: taken off, with and without dashes, only where it is the row's own.
    let unknown_anchor = |upn: &str, id: &str| deleted(&format!("id={id} upn={upn} px= sync="));
    let live = "id=G9 upn=other@c px= sync=";
    for (upn, expected) in [
        ("55555555555545558555555555555555fay@c", "new-object - possible - -"),
        ("55555555-5555-4555-8555-555555555555fay@c", "new-object - possible - -"),
        ("66666666666646668666666666666666fay@c", "new-object - likely - -"),
        ("fay@c", "new-object - possible - -"),
    ] {
        row(ENTRA_POWERSHELL, &[FAY], &[&unknown_anchor(upn, "G5"), live], &[], expected);
    }
    // A guest or a group of that name is no account that could be restored, nor is one that is not deleted.
    let namesakes = [
        unknown_anchor("fay@c", "G5") + " type=Guest",
        deleted("id=G5 class=group name=F px=P:fay@c sync="),
        "id=G5 upn=x@c px=P:fay@c sync=".to_owned(),
    ];
    for namesake in namesakes {
        row(ENTRA_POWERSHELL, &[FAY], &[&namesake, live], &[], "new-object - likely - -");
    }
    // A live account of another name does not take part in that.
    row(ENTRA_POWERSHELL, &[FAY], &[&unknown_anchor("gus@c", "G5"), live], &[], "new-object - likely - -");
}

/// Two AD objects want one cloud object: both say so, what decides, and what becomes of the other.
#[test]
fn the_order_of_arrival() {
    let first = "og=G1 cg= sam=a name=Ann upn=ann@c px=P:ann@c";
    let second = "og=G2 cg= sam=b name=Bea upn=bea@c px=P:ann@c";
    let account = "id=G5 upn=x@c px=P:ann@c imm= sync=";
    for rows in [[first, second], [second, first]] {
        let report = report_of(&rows, &[account], Some(common::joins::NO_ROLES), &[]);
        for (place, other) in [(0, 1), (1, 0)] {
            let found = &report["objects"][place];
            assert_eq!(in_words(found), "soft-match-smtp primary-smtp possible 1 ambiguous-soft-match");
            let other = if rows[other] == first { "Ann" } else { "Bea" };
            let told = story(found);
            assert!(told.contains(&format!("Also wanted by {other}. The first to arrive gets it")), "{told}");
            assert!(told.contains("the other fails with InvalidSoftMatch"), "{told}");
        }
    }
    // Of two with one name the UPN says which is meant.
    let namesake = second.replace("name=Bea", "name=Ann");
    let told = story(&report_of(&[first, &namesake], &[account], None, &[])["objects"][0]);
    assert!(told.contains("Also wanted by Ann with the UPN bea@contoso.com. The first to arrive"), "{told}");
    // Only one of them syncs, or they want two accounts: no contest.
    row(SYNC_ERRORS, &[first, &format!("{second} crit=TRUE")], &[account], &[], SMTP);
    row(SYNC_ERRORS, &[first, "og=G2 cg= sam=b px=P:b@c"], &[account, "id=G6 upn=y@c px=P:b@c imm= sync="], &[], SMTP);
    // One anchor twice, in both orders.
    let twice = ["og=G2 cg=b(G1) sam=a", "og=G1 cg= sam=b"];
    for rows in [[twice[0], twice[1]], [twice[1], twice[0]]] {
        row(
            DESIGN,
            &rows,
            &["id=G5 upn=ann@c imm=b(G1) sync=true opoi="],
            &["hardMatchHardening=false"],
            "already-synced source-anchor possible 1 ad-dup-anchor",
        );
    }
    // Whoever has the anchor keeps the account; who only has its address fails, and is told whose it is.
    let owner = "og=G1 cg= sam=o name=Owner upn=o@c px=P:o@c";
    let account = "id=G5 upn=x@c px=P:ann@c imm=b(G1) sync=true opoi=";
    row(SYNC_ERRORS, &[owner, second], &[account], &[], "already-synced source-anchor certain 1 -");
    row(SYNC_ERRORS, &[second, owner], &[account], &[], "soft-match-blocked primary-smtp certain 1 invalid-soft-match");
    // Many want one: each names a few, and how many more there are.
    let many: Vec<String> = (0..40).map(|n| format!("sam=m{n} name=M{n} px= mail=ann@c upn=m{n}@c")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let report = report_of(&many, &["id=G5 upn=x@c px=P:ann@c sync="], None, &[]);
    let told = story(&report["objects"][0]);
    assert!(told.contains("Also wanted by M1, M2, M3, M4, M5 and 34 more."), "{told}");
}
