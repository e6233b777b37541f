//! Joins that the tenant forbids, and anchors that lead to the wrong account.

use super::{Template, commands as c, step};
use crate::rules::pages;

pub(in crate::plan::runbook) const HARD_MATCH_SWITCH: Template = Template {
    id: "hard-match-switch",
    title: "Let {ad} take over {cloud}",
    when: "The source anchor is the same, the person is the same, and only the tenant's switch forbids it.",
    cheaper: &[
        "If the account is meant to stay a cloud account, clear its ImmutableId instead and take {ad} out of the sync.",
    ],
    checks: &[
        "Both are the same person: compare names, SID, employee number, mailbox.",
        "The account has no privileged role, and onPremisesObjectIdentifier is empty or is the objectGUID of {ad}.",
        "AD has every address that the account has: what only the cloud has is overwritten.",
        "No other account waits for the switch: while it is off, every equal anchor joins.",
    ],
    steps: &[
        step("Look at the switches, and stop the schedule.").run(&[c::READ_SWITCHES, c::STOP_SCHEDULE]),
        step("Switch the block off.")
            .run(&[c::HARD_MATCH_ALLOW])
            .risk("While it is off, whoever can write anchors in AD can take over accounts."),
        step("Sync, and see that {cloud} is synced now.")
            .run(&[c::SYNC, c::READ_CLOUD])
            .risk("AD's values and password replace those of the account.")
            .stop("More accounts changed than this one."),
        step("Switch the block on again, and start the schedule.").run(&[c::HARD_MATCH_BLOCK, c::START_SCHEDULE]),
    ],
    back: &["Taking {ad} out of scope deletes the account; restored from the recycle bin it is on its own again."],
    sources: &[&pages::FEATURES],
};

pub(in crate::plan::runbook) const ROLES: Template = Template {
    id: "roles",
    title: "Let {ad} take over {cloud}, which holds a role",
    when: "The person is the same, and the account's admin role forbids the join.",
    cheaper: &["Better: keep the administrator's account in the cloud only, free the value that both share, and give the person an account of their own for daily work."],
    checks: &[
        "Another Global Administrator can sign in, today, with a working second factor.",
        "Both are the same person.",
        "AD has every address that the account has.",
    ],
    steps: &[
        step("Write down roles, eligibilities and role-assignable groups of the account.").run(&[c::READ_ROLES, c::READ_ELIGIBILITIES]),
        step("If it is in the recycle bin, restore it.").run(&[c::RESTORE]),
        step("Remove roles, eligibilities and memberships of role-assignable groups.")
            .risk("The account can no longer administer; flows and scripts that run as it stop.")
            .wait("Fifteen minutes."),
        step("If a second account was made by an earlier try, with digits in its UPN and empty, delete that one for good.")
            .stop("It has a mailbox or files."),
        step("Sync, and see that the account is synced.").run(&[c::SYNC, c::READ_CLOUD]).stop("It is not: look at the error before anything is repeated."),
        step("Give the roles back.").risk("From now on AD decides the password of an administrator. Microsoft advises against that for privileged roles."),
    ],
    back: &["Give the roles back at once if the join fails."],
    sources: &[],
};

pub(in crate::plan::runbook) const OBJECT_IDENTIFIER: Template = Template {
    id: "object-identifier",
    title: "Free {cloud} from the AD object that it was bound to",
    when: "The source anchor is right, but onPremisesObjectIdentifier names another AD object, because {ad} was created again or came from another forest.",
    cheaper: &["If the AD object that it names still exists, sync that one instead."],
    checks: &[
        "{ad} is the same person as the account. A copied anchor looks just the same: compare SID, names and mailbox.",
        "The AD object that the identifier names is gone for good.",
        "ADSyncTools 2.5 or later, PowerShell 7; the role Hybrid Identity Administrator.",
    ],
    steps: &[
        step("Stop the schedule, and save the account's attributes.").run(&[c::STOP_SCHEDULE, c::READ_IDENTIFIER]),
        step("Clear the identifier.").run(&[c::CLEAR_IDENTIFIER]).stop("It is refused. Then allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled can be switched on for one sync, and off again."),
        step("Sync.")
            .run(&[c::SYNC, c::READ_IDENTIFIER])
            .risk("{ad} takes over the account: with the wrong person somebody reads another's mail.")
            .stop("AttributeUpdateNotAllowed again, or another account changed."),
        step("Start the schedule.").run(&[c::START_SCHEDULE]),
    ],
    back: &["The identifier cannot be written back by hand; it follows the AD object that syncs. Take {ad} out of scope and restore the account."],
    sources: &[&pages::SYNC_TOOLS],
};

pub(in crate::plan::runbook) const SOFT_MATCH_SWITCH: Template = Template {
    id: "soft-match-switch",
    title: "Let {ad} join {cloud} by {value}",
    when: "Both are one person, and BlockSoftMatchEnabled forbids every join by address or UPN.",
    cheaper: &[
        "For one user, join by source anchor instead: no switch for all has to be touched. Write the anchor of {ad} into the ImmutableId of the account.",
    ],
    checks: &[
        "Both are the same person, and nothing else forbids the join: no role, no other ImmutableId.",
        "AD has every address that the account has.",
        "No other AD object would join by the open switch: look at the whole list of findings.",
    ],
    steps: &[
        step("Stop the schedule, and switch the block off.")
            .run(&[c::READ_SWITCHES, c::STOP_SCHEDULE, c::SOFT_MATCH_ALLOW])
            .wait("Ten minutes."),
        step("Sync, and see that {cloud} is synced now.")
            .run(&[c::SYNC, c::READ_CLOUD])
            .risk("AD's values and password replace those of the account.")
            .stop("A second account appears, or another account joins."),
        step("Switch the block on again, and start the schedule.").run(&[c::SOFT_MATCH_BLOCK, c::START_SCHEDULE]),
    ],
    back: &[
        "A soft match happens once and stamps the anchor. Taking {ad} out of scope deletes the account; it can be restored for thirty days.",
    ],
    sources: &[],
};

pub(in crate::plan::runbook) const UPN_MATCH: Template = Template {
    id: "upn-match",
    title: "Let {ad} join {cloud}, which has its UPN",
    when: "Both are one person, and the tenant does not match by UPN.",
    cheaper: &[
        "Give the account the primary address of {ad}: then they join by address, and no switch is touched.",
        "Or write the anchor of {ad} into the ImmutableId of the account.",
    ],
    checks: &["Both are the same person.", "No other AD user has the UPN of a cloud account that is not theirs."],
    steps: &[
        step("Only if many users need it: switch SoftMatchOnUpnEnabled on.")
            .run(&[c::READ_SWITCHES, c::UPN_MATCH_ALLOW])
            .risk("It cannot be undone, and counts for everybody."),
        step("Sync, and look at the account.").run(&[c::SYNC, c::READ_CLOUD]).stop("A second account appears."),
    ],
    back: &["The switch stays on. A join is undone only by taking {ad} out of scope and restoring the account."],
    sources: &[],
};

const SAME_PERSON: &str =
    "{ad} is the same person as {cloud}: compare names, SID, employee number, mailbox. Ask the person.";
const REANCHOR: &str =
    "Write the account's ImmutableId into mS-DS-ConsistencyGuid of {ad}, while it is out of the sync.";
const REANCHOR_RISK: &str = "{ad} will take over the account: with the wrong person somebody reads another's mail.";

pub(in crate::plan::runbook) const DELETED_COUNTERPART: Template = Template {
    id: "deleted-counterpart",
    title: "Give {ad} the deleted account of {cloud}",
    when: "The person was created again in AD, so the sync does not find the deleted account. It is kept thirty days.",
    cheaper: &["If mailbox and files are not needed, do nothing: the new account is right."],
    checks: &[
        SAME_PERSON,
        "mS-DS-ConsistencyGuid is the source anchor of the sync.",
        "The new account, if there is one already, holds nothing that must stay: save mail and files.",
        "Nobody took the UPN or an address of the deleted account.",
    ],
    steps: &[
        step("Stop the schedule. Move {ad} out of the sync, and sync.").run(&[c::STOP_SCHEDULE, c::MOVE, c::SYNC]).risk("The new account, if any, goes to the recycle bin.").stop("More than that one is deleted."),
        step("If a new account was there, delete it for good, so that its names are free.").stop("It holds something that is not saved."),
        step(REANCHOR).run(&[c::WRITE_ANCHOR]).risk(REANCHOR_RISK).stop("The ImmutableId is not the Base64 text of 16 bytes."),
        step("Clear onPremisesObjectIdentifier of the account if it is set; restore the account first if that is refused.").run(&[c::READ_IDENTIFIER, c::CLEAR_IDENTIFIER]),
        step("Move {ad} back, and sync: the account is restored and joined.").run(&[c::MOVE, c::SYNC, c::READ_CLOUD]).stop("A new account appears instead."),
        step("Assign licences, and start the schedule.").run(&[c::START_SCHEDULE]).wait("Until the mailbox is connected again."),
    ],
    back: &["Move {ad} out of the sync, put its old mS-DS-ConsistencyGuid back, and bring it in: it gets a new account again."],
    sources: &[&pages::EXISTING_TENANT, &pages::SYNC_TOOLS],
};

pub(in crate::plan::runbook) const NEW_ANCHOR: Template = Template {
    id: "new-anchor",
    title: "Bind {ad} to the account of {cloud}",
    when: "{ad} was created again, or came from another directory, and the account is bound to an AD object that is gone.",
    cheaper: &[
        "If many users moved from one forest to another, migrate mS-DS-ConsistencyGuid along (ADMT or the sync tool does that) instead of one by one.",
    ],
    checks: &[
        SAME_PERSON,
        "The old AD object is gone for good, also from the AD recycle bin.",
        "mS-DS-ConsistencyGuid is the source anchor of the sync.",
        "{ad} is not in the sync yet, or has no account of its own with data.",
        "AD has every address that the account has.",
    ],
    steps: &[
        step("Stop the schedule. Move {ad} out of the sync, and sync.")
            .run(&[c::STOP_SCHEDULE, c::MOVE, c::SYNC])
            .stop("The export deletes the account that is to stay."),
        step(REANCHOR).run(&[c::WRITE_ANCHOR]).risk(REANCHOR_RISK),
        step("Clear onPremisesObjectIdentifier of the account if it is set.")
            .run(&[c::READ_IDENTIFIER, c::CLEAR_IDENTIFIER]),
        step("Move {ad} back, and sync.")
            .run(&[c::MOVE, c::SYNC, c::READ_CLOUD])
            .stop("A second account appears, or InvalidHardMatch or AttributeUpdateNotAllowed."),
        step("Start the schedule.").run(&[c::START_SCHEDULE]),
    ],
    back: &["Move {ad} out, restore the account from the recycle bin, and put the old mS-DS-ConsistencyGuid back."],
    sources: &[&pages::SYNC_TOOLS],
};

pub(in crate::plan::runbook) const RESTORED_BY_SYNC: Template = Template {
    id: "restored-by-sync",
    title: "Decide whether {cloud} comes back from the recycle bin",
    when: "The deleted account has the source anchor of {ad}. The next sync restores it, unless something forbids the join.",
    cheaper: &["If it is to come back and nothing forbids it, do nothing."],
    checks: &["{ad} is the person to whom the account belonged.", "Less than thirty days have passed since it was deleted."],
    steps: &[
        step("If it must not come back: keep {ad} out of the sync.").run(&[c::MOVE]),
        step("If a switch, a role or onPremisesObjectIdentifier forbids it: remove that first, as the finding about it says.")
            .run(&[c::READ_SWITCHES, c::READ_ROLES, c::READ_IDENTIFIER])
            .stop("A privileged role: the account has to be restored by hand first, and the role removed."),
        step("Sync, and see that the account is back with its mailbox.").run(&[c::SYNC, c::READ_CLOUD]).wait("Minutes; the mailbox up to an hour.").risk("A UPN or address that somebody took meanwhile does not come back."),
    ],
    back: &["Take {ad} out of scope and sync: the account goes to the recycle bin again."],
    sources: &[],
};

pub(in crate::plan::runbook) const WRONG_PERSON: Template = Template {
    id: "anchor-on-wrong-person",
    title: "Find out whether {ad} is {cloud} or {secondcloud}",
    when: "The source anchor leads to one account, address and UPN to another. The anchor wins, so one person may get into another's account.",
    cheaper: &["If the anchor is right, only the names are wrong: correct UPN and primary address in AD, and nothing else."],
    checks: &[
        "Compare names, SID, employee number, licences, last sign-in and mailbox of both accounts.",
        "Ask the people. Do nothing before it is certain.",
        "mS-DS-ConsistencyGuid is the source anchor of the sync.",
    ],
    steps: &[
        step("Stop the schedule.").run(&[c::STOP_SCHEDULE, c::READ_CLOUD, c::READ_SECOND_CLOUD, c::READ_IDENTIFIER]),
        step("If {cloud} is synced with {ad} now: move {ad} out of the sync, sync, and restore the account.")
            .run(&[c::MOVE, c::SYNC, c::RESTORE])
            .risk("The account is away until it is restored; licences by group are lost.")
            .stop("More than one object is deleted."),
        step("Clear the ImmutableId and onPremisesObjectIdentifier of {cloud}. Documented for accounts that are not synced only.")
            .run(&[c::CLEAR_ANCHOR, c::CLEAR_IDENTIFIER])
            .stop("It is refused."),
        step("Give {secondcloud} the anchor of {ad}.").run(&[c::ANCHOR_ON_SECOND]).risk("{ad} takes over that account.").stop("{secondcloud} has an ImmutableId of somebody else."),
        step("Move {ad} back, and sync.").run(&[c::MOVE, c::SYNC, c::READ_SECOND_CLOUD]).stop("{ad} joins {cloud} again, or a third account appears."),
        step("Start the schedule. If passwords or mail were seen by the wrong person, tell who must know.").run(&[c::START_SCHEDULE]),
    ],
    back: &["Take {ad} out of scope, restore, and write the ImmutableIds back as they were noted."],
    sources: &[&pages::SYNC_TOOLS],
};

pub(in crate::plan::runbook) const TWO_ACCOUNTS: Template = Template {
    id: "two-accounts",
    title: "Make one account of {cloudlogin} and {secondcloudlogin}",
    when: "One person has the old account with mailbox and licence, and a new empty one that the sync made.",
    cheaper: &["If the new account has the data and the old one nothing, move the licence and delete the old one."],
    checks: &[
        "It is one person. People of the same name exist: compare employee number and mailbox, and ask.",
        "The new account holds nothing: no mailbox, no files, no groups that matter.",
        "AD has every address that the old account has.",
        "Hard match is allowed, and the old account has no admin role and no other ImmutableId.",
    ],
    steps: &[
        step("Stop the schedule. Move {ad} out of the sync, and sync.")
            .run(&[c::STOP_SCHEDULE, c::MOVE, c::SYNC])
            .risk("The new account goes to the recycle bin.")
            .stop("Another account than {cloudlogin} is deleted."),
        step("Delete the new account for good, so that its values and its anchor are free.")
            .run(&[c::PURGE])
            .risk("This cannot be undone.")
            .stop("It holds anything of use."),
        step("Give the old account the anchor of {ad}.")
            .run(&[c::ANCHOR_ON_SECOND])
            .stop("It has an ImmutableId already."),
        step("Move {ad} back, and sync: it joins the old account.")
            .run(&[c::MOVE, c::SYNC, c::READ_SECOND_CLOUD])
            .risk("AD's values and password replace those of the account.")
            .stop("A new account appears again."),
        step("Start the schedule.").run(&[c::START_SCHEDULE]),
    ],
    back: &["Until the new account is deleted for good, move {ad} back and sync. After that only forward."],
    sources: &[&pages::EXISTING_TENANT],
};

pub(in crate::plan::runbook) const BAD_ANCHOR: Template = Template {
    id: "bad-anchor",
    title: "Give {ad} a source anchor that syncs",
    when: "The attribute that is the source anchor has a character in it that Entra Connect does not take.",
    cheaper: &["If the account is not synced yet, correct the value in AD: nothing is bound to it."],
    checks: &["Is it the right attribute? With mS-DS-ConsistencyGuid this cannot happen: Microsoft recommends it."],
    steps: &[
        step("Find out whether an account in the cloud is bound to the present value.").run(&[c::READ_AD, c::READ_CLOUD]).stop("It is. An anchor cannot be changed after the first sync: move {ad} out, sync, restore the account, and bind it to the new value as for a re-created user."),
        step("Correct the value to one that nobody has, of letters and digits and below 60 characters, and sync.").run(&[c::SYNC]),
    ],
    back: &["Put the old value back before the first sync; not after."],
    sources: &[&pages::EXISTING_TENANT],
};
