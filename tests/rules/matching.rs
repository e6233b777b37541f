//! What goes wrong when an AD object meets its counterpart.

use crate::rows::check;

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
