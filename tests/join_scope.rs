//! Stage 0 row by row: what keeps an AD object out of the sync, with the document that says so. Each filter where it holds,
//! where it just does not, and where the export does not tell.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::joins::{
    DEFAULT_RULES, DESIGN, DOES_NOT_SYNC, EXPORTED_RULES, FILTERED, NOT_DOCUMENTED, OTHER, report_of, row,
};

const OUT: &str = "out-of-scope - certain - -";
const NEW: &str = "new-object - certain - -";

#[test]
fn users() {
    // Source, an AD row with what keeps it out, and one that just does not.
    for (source, fires, near_miss) in [
        (DEFAULT_RULES, "sam=x crit=TRUE", "sam=x crit=FALSE"),
        (DEFAULT_RULES, "sam=AAD_0123", "sam=xAAD_0123"),
        (DEFAULT_RULES, "sam=aad_0123", "sam=aad.0123"),
        (DEFAULT_RULES, "sam=MSOL_0123", "sam=MSOL-0123"),
        (DEFAULT_RULES, "sam=SUPPORT_388945a0", "sam=SUPPORT_388945a0b"),
        (DEFAULT_RULES, "sam=x nick=SystemMailbox{1D22}", "sam=x nick=SystemMailbox1D22"),
        (DEFAULT_RULES, "sam=CAS_{1}", "sam=CAS_lee"),
        (DEFAULT_RULES, "sam=x nick=CAS_{1}", "sam=x nick=xCAS_{1}"),
        (DEFAULT_RULES, "sam=x desc=User_1", "sam=x desc=Users"),
        (DEFAULT_RULES, "class=inetOrgPerson sam=x crit=TRUE", "class=inetOrgPerson sam=x crit=FALSE"),
    ] {
        row(source, &[&format!("og=G1 cg= px= {fires}")], &[OTHER], &[], OUT);
        row(source, &[&format!("og=G1 cg= px= upn=x@c {near_miss}")], &[OTHER], &[], NEW);
    }
    // Each bit of msExchRecipientTypeDetails that marks a system mailbox (0x21C07000), and no other.
    for bit in 0..31 {
        let number = 1_u64 << bit;
        let expected = match bit {
            1 => "out-of-scope - certain - ad-linked-mailbox-no-anchor",
            12 | 13 | 14 | 22 | 23 | 24 | 29 => OUT,
            _ => NEW,
        };
        row(FILTERED, &[&format!("og=G1 cg= px= sam=x upn=x@c rtd={number}")], &[OTHER], &[], expected);
    }
    // A linked mailbox is that value and no other with the same bit; and an inetOrgPerson is a user.
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x upn=x@c rtd=3"], &[OTHER], &[], NEW);
    row(
        DEFAULT_RULES,
        &["og=G1 cg= px= class=inetOrgPerson sam=x rtd=2"],
        &[OTHER],
        &[],
        "out-of-scope - certain - ad-linked-mailbox-no-anchor",
    );
    // No account name, and an export that does not tell account names.
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=", "og=G2 cg= px= sam=x"], &[OTHER], &[], OUT);
    row(DEFAULT_RULES, &["og=G1 cg= px= upn=x@c"], &[OTHER], &[], NEW);
    // Renamed by AD after a conflict: in its own name, not in that of its folder.
    let renamed = "out-of-scope - certain - ad-cnf-object";
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x dn=CN=Bob\\0ACNF:8866,DC=c"], &[OTHER], &[], renamed);
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x upn=x@c dn=CN=Bob,OU=Old\\0ACNF:8866,DC=c"], &[OTHER], &[], NEW);
    // A comma or a backslash of the name itself stands behind a backslash.
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x dn=CN=Lee\\,Bob\\0ACNF:8866,DC=c"], &[OTHER], &[], renamed);
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x dn=CN=Lees\\,Bob\\0ACNF:8866,DC=c"], &[OTHER], &[], renamed);
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x upn=x@c dn=CN=Bob\\\\,OU=Old\\0ACNF:8,DC=c"], &[OTHER], &[], NEW);
    // The real Bob is alone with his address, because the other does not sync.
    let bobs = [
        "og=G1 cg= sam=bob upn=bob@c px=P:bob@c dn=CN=Bob,DC=c",
        "og=G2 cg= sam=bob2 px=P:bob@c dn=CN=Bob\\0ACNF:8,DC=c",
    ];
    row(DEFAULT_RULES, &bobs, &[OTHER], &[], NEW);
    // What an export does not tell keeps nobody out: these columns are all missing.
    row(DEFAULT_RULES, &["og=G1 cg= px= sam=x upn=x@c"], &[OTHER], &[], NEW);
}

/// A source anchor of the tenant's own: whoever has none is left out.
#[test]
fn users_without_the_chosen_anchor() {
    let chosen = ["sourceAnchorAttribute=employeeID"];
    row(DEFAULT_RULES, &["og=G1 sam=x px= emp=", "og=G2 sam=y px= emp=7"], &[OTHER], &chosen, OUT);
    row(DEFAULT_RULES, &["og=G1 sam=x upn=x@c px= emp=6", "og=G2 sam=y px= emp=7"], &[OTHER], &chosen, NEW);
    // The export does not tell it.
    row(DEFAULT_RULES, &["og=G1 sam=x px= upn=x@c"], &[OTHER], &chosen, "new-object - likely - -");
    // Nobody said which attribute it is: what the accounts show is likely.
    let shown = ["id=G5 upn=y@c imm=7 sync=true", "id=G6 upn=z@c imm=8 sync=true"];
    let staff = ["og=G1 sam=x px= emp=", "og=G2 sam=y px= emp=7", "og=G3 sam=z px= emp=8"];
    row(DEFAULT_RULES, &staff, &shown, &["-sourceAnchorAttribute"], "out-of-scope - likely - -");
    // Groups use objectGUID always.
    let group = "id=G5 class=group name=HR px= imm= sync=";
    row(DESIGN, &["og=G1 class=group gt=-2147483646 sam=g px= emp="], &[group], &chosen, NEW);
}

#[test]
fn contacts() {
    let cloud = ["id=G6 class=contact name=Z px=P:z@c imm= sync="];
    let contact = |rest: &str| format!("og=G1 class=contact name=Ray {rest}");
    for (source, rest, expected) in [
        // Mail-enabled: a mail, or a primary address.
        (DOES_NOT_SYNC, "px= mail=", OUT),
        (DOES_NOT_SYNC, "px= mail=ray@c", NEW),
        (EXPORTED_RULES, "px=P:ray@c mail=", NEW),
        (EXPORTED_RULES, "px=s:ray@c mail=", OUT),
        (EXPORTED_RULES, "px=P:ray mail=", OUT),
        (EXPORTED_RULES, "px= mail=ray", OUT),
        // The export tells only one of the two.
        (NOT_DOCUMENTED, "px=", "new-object - likely - -"),
        (NOT_DOCUMENTED, "mail= sid=", "new-object - likely - -"),
        (DEFAULT_RULES, "px=P:ray@c mail=ray@c crit=TRUE", OUT),
        (DEFAULT_RULES, "px=P:ray@c mail=ray@c crit=FALSE", NEW),
        (DEFAULT_RULES, "px=P:ray@c mail=ray@c dn=CN=Ray\\0ACNF:1,DC=c", "out-of-scope - certain - ad-cnf-object"),
        (DEFAULT_RULES, "px=P:ray@c mail=ray@c nick=CAS_{1}", OUT),
        (DEFAULT_RULES, "px=P:ray@c mail=ray@c nick=CAS_1", NEW),
    ] {
        row(source, &[&contact(rest)], &cloud, &[], expected);
    }
    // One that an old sync tool made: the mark in its name and hidden from the lists, both.
    let of_old_tool = |name: &str, hide: &str| format!("og=G1 class=contact name={name} px=P:ray@c mail=ray@c {hide}");
    row(DEFAULT_RULES, &[&of_old_tool("Ray~(MSOL)", "hide=TRUE")], &cloud, &[], OUT);
    row(DEFAULT_RULES, &[&of_old_tool("Ray~(MSOL)", "hide=FALSE")], &cloud, &[], NEW);
    row(DEFAULT_RULES, &[&of_old_tool("Ray", "hide=TRUE")], &cloud, &[], NEW);
    row(DEFAULT_RULES, &[&of_old_tool("Ray~(MSOL)", "")], &cloud, &[], NEW);
    // Where the export lost the case of SMTP:, an address may be the primary one.
    let mut rows: Vec<String> = vec![contact("px=s:ray@c mail=")];
    rows.extend((0..12).map(|n| format!("class=contact name=C{n} px=s:c{n}@c,s:d{n}@c mail=")));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let report = report_of(&rows, &cloud, None, &[]);
    assert_ne!(report["objects"][0]["outcome"], "out-of-scope", "{}", report["objects"][0]);
}

#[test]
fn groups() {
    let cloud = ["id=G6 class=group name=Z px=P:z@c imm= sync="];
    let group = |rest: &str| format!("og=G1 class=group {rest}");
    for (source, rest, expected) in [
        // A distribution group needs an address, a security group does not; the kind may not be told.
        (DOES_NOT_SYNC, "sam=g gt=2 px= mail=", OUT),
        (EXPORTED_RULES, "sam=g gt=2 px= mail=g@c", NEW),
        (EXPORTED_RULES, "sam=g gt=2 px=P:g@c mail=", NEW),
        (EXPORTED_RULES, "sam=g gt=2 px=s:g@c mail=", OUT),
        (DOES_NOT_SYNC, "sam=g gt=-2147483646 px= mail=", NEW),
        (NOT_DOCUMENTED, "sam=g px= mail=", "new-object - likely - -"),
        (NOT_DOCUMENTED, "sam=g gt=2 px=", "new-object - likely - -"),
        (NOT_DOCUMENTED, "sam=g px= mail=g@c", NEW),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= crit=TRUE", OUT),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= crit=FALSE", NEW),
        (DEFAULT_RULES, "sam=MSOL_AD_Sync_RichCoexistence gt=-2147483646 px=", OUT),
        (DEFAULT_RULES, "sam=MSOL_AD_Sync gt=-2147483646 px=", NEW),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= rtd=1073741824", OUT),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= rtd=536870912", NEW),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= desc=Group_1", OUT),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= desc=Groups", NEW),
        (DEFAULT_RULES, "sam=g gt=-2147483646 px= dn=CN=G\\0ACNF:1,DC=c", "out-of-scope - certain - ad-cnf-object"),
    ] {
        row(source, &[&group(rest)], &cloud, &[], expected);
    }
}
