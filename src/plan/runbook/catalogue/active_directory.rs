//! Faults within Active Directory that need a person: whose identifier it is, and which of two objects stays.

use super::{Template, commands as c, step};

pub(in crate::plan::runbook) const REPLICATION_CONFLICT: Template = Template {
    id: "replication-conflict",
    title: "Put one object in place of {ad} and its twin",
    when: "AD renamed one of two objects that were made under one name on two domain controllers.",
    cheaper: &["Leave it: the sync passes over the renamed object, and no rule here counts its values."],
    checks: &[
        "Replication works, so that no new conflict appears (repadmin /replsummary).",
        "The AD recycle bin is on.",
    ],
    steps: &[
        step("Look at both objects: who signs in, what belongs to groups, which one the cloud knows.")
            .run(&[c::READ_AD]),
        step("Copy to the one that stays what it lacks: groups, addresses, rights."),
        step("Delete the other one.")
            .run(&[c::DELETE_AD])
            .risk("Its SID and what was granted to it.")
            .stop("It is the one that the cloud is bound to, by objectGUID or mS-DS-ConsistencyGuid."),
        step("Wait for replication, then sync.").run(&[c::SYNC]),
    ],
    back: &["Restore it from the AD recycle bin."],
    sources: &[],
};

pub(in crate::plan::runbook) const TWO_WITH_ONE_ANCHOR: Template = Template {
    id: "one-anchor-two-objects",
    title: "Give {ad} and {secondad} a source anchor each",
    when: "Both carry one source anchor, mostly because an account was copied with its mS-DS-ConsistencyGuid. Both claim one account in the cloud.",
    cheaper: &[],
    checks: &[
        "You know whose account it is in the cloud: compare names, SID, mailbox and last sign-in.",
        "Write down mS-DS-ConsistencyGuid and objectGUID of both.",
    ],
    steps: &[
        step("Look at both.")
            .run(&[c::READ_AD, c::READ_SECOND_AD, c::STOP_SCHEDULE])
            .stop("It is not certain whose account it is."),
        step("Move the object that does not own the account out of the sync, and sync.")
            .run(&[c::SYNC])
            .risk("If it is the wrong one, the account is deleted and can be restored for thirty days.")
            .stop("The export shows the deletion of the account that is to stay."),
        step("Clear its mS-DS-ConsistencyGuid. The command takes {secondad}; check that it is this one.")
            .run(&[c::CLEAR_SECOND_ANCHOR])
            .stop("The anchor is its own objectGUID. Then it is the other object whose value is a copy."),
        step("Move it back, and sync: it gets an account of its own.").run(&[c::SYNC, c::START_SCHEDULE]),
    ],
    back: &["Write the old value back while the object is out of the sync."],
    sources: &[],
};

pub(in crate::plan::runbook) const TWO_WITH_ONE_SID: Template = Template {
    id: "one-sid-two-objects",
    title: "Settle the SID of {ad}",
    when: "A SID belongs to one object. The second with it fails with AttributeValueMustBeUnique (OnPremiseSecurityIdentifier).",
    cheaper: &[],
    checks: &["Compare both: SID, creation, last sign-in, who uses which."],
    steps: &[
        step("Look for the cause in the domain, such as a RID pool that was restored from a copy.")
            .run(&[c::READ_AD, c::READ_SECOND_AD])
            .stop("More objects have equal SIDs. Then the domain needs Microsoft's support first."),
        step("Create the account that is used less anew, and give it its groups, addresses and rights.")
            .risk("It has another SID: profile and rights on files have to be given again."),
        step("Delete the old one, wait for replication, and sync.")
            .run(&[c::SYNC])
            .risk("Its account in the cloud goes to the recycle bin, if it had one.")
            .stop("The cloud account in use is bound to the one that you are about to delete."),
    ],
    back: &["Restore the deleted account from the AD recycle bin."],
    sources: &[],
};

pub(in crate::plan::runbook) const LINKED_MAILBOX: Template = Template {
    id: "linked-mailbox",
    title: "Let the linked mailbox {ad} sync",
    when: "A linked mailbox takes its source anchor from the user in the account forest, and that user is not there.",
    cheaper: &["If the user exists in another forest that is synced, export that forest too and look again: nothing may be wrong."],
    checks: &["Find the account to which the mailbox is linked (LinkedMasterAccount in Exchange)."],
    steps: &[
        step("If the account forest is in use: add it to Entra Connect, with matching by mail or by SID, and sync in full.")
            .run(&[c::FULL_SYNC])
            .stop("The preview shows new accounts for people who have one."),
        step("If it is gone: in Exchange on premises make the mailbox an ordinary one (Set-User with -LinkedMasterAccount $null), so that msExchRecipientTypeDetails is no longer 2.")
            .risk("The old account can no longer open the mailbox."),
        step("Sync, and see that the user appears.").run(&[c::SYNC]),
    ],
    back: &["Link the mailbox again with Set-Mailbox and -LinkedMasterAccount."],
    sources: &[],
};

pub(in crate::plan::runbook) const TOO_LARGE: Template = Template {
    id: "too-large",
    title: "Make {ad} small enough to sync",
    when: "Entra ID limits the size of an object. Too many addresses or certificates stop every change of it.",
    cheaper: &["Remove userCertificate and userSMIMECertificate values that have expired: nobody misses them."],
    checks: &[
        "Save proxyAddresses and the certificates of {ad}.",
        "Look in message trace which addresses still get mail.",
    ],
    steps: &[
        step("Remove expired certificates, and sync.").run(&[c::READ_AD, c::SYNC]),
        step("If it still fails, remove addresses that got no mail for ninety days, a few at a time, and sync.")
            .run(&[c::SYNC])
            .risk("Mail to a removed address bounces, and somebody else may take it.")
            .stop(
                "Fewer than 300 SMTP addresses are left and it still fails: look for another attribute that is large.",
            ),
    ],
    back: &["Add the saved values again."],
    sources: &[],
};

pub(in crate::plan::runbook) const BAD_SID: Template = Template {
    id: "bad-sid",
    title: "Find out why the SID of {ad} is not one",
    when: "Nobody can change objectSid: AD gives it. A value of another shape is a fault of the export, or of AD itself.",
    cheaper: &["Export anew with the recommended command. Mostly the file is at fault."],
    checks: &[],
    steps: &[
        step("Read the object.")
            .run(&[c::READ_AD])
            .stop("The SID is well-formed there: then only the export was wrong."),
        step("If it is wrong in AD, ask Microsoft's support before anything else. Do not delete the object.")
            .risk("A deleted object takes its account in the cloud along."),
    ],
    back: &["Nothing was changed."],
    sources: &[],
};
