//! What stayed in the cloud: objects without their AD object, guests and deleted users that hold a value, too many deletions.

use super::{Template, commands as c, step};
use crate::rules::pages;

pub(in crate::plan::runbook) const ORPHAN: Template = Template {
    id: "orphan",
    title: "Find the AD object of {cloud}, or delete the account",
    when: "The cloud counts the object as synced, and no AD object in the files is its source.",
    cheaper: &["Export all domains and look again. Mostly the files hold only a part of AD."],
    checks: &[
        "Search every domain of the forest for the object, by anchor and by address.",
        "Nobody signs in with it: look at the last sign-in.",
    ],
    steps: &[
        step("Run a full sync.").run(&[c::FULL_SYNC]).wait("Hours in a large directory.").stop("The object is gone: done."),
        step("If it stays and is needed: restore or create the AD object, and bind it by mS-DS-ConsistencyGuid before it syncs.").run(&[c::READ_CLOUD]),
        step("If it stays and is not needed: save mailbox and files, and delete it in the cloud. For a group or contact use its own command.")
            .run(&[c::DELETE_USER, c::DELETE_GROUP])
            .risk("Mailbox, files and memberships; thirty days in the recycle bin for users and Microsoft 365 groups, not for others.")
            .stop("The cloud refuses because the object is synced: ask Microsoft's support."),
    ],
    back: &["Restore it from Deleted users within thirty days."],
    sources: &[],
};

pub(in crate::plan::runbook) const LEFT_SCOPE: Template = Template {
    id: "left-scope",
    title: "Make {cloud} a cloud account, or bring it back",
    when: "The account was synced once. Entra ID still counts it as one from AD, so changes may be refused.",
    cheaper: &["Bring its AD object back into scope: the two join again by source anchor."],
    checks: &[
        "Decide which: is AD to master the account or not?",
        "Try it on one account first. ADSyncTools 2.5 or later, PowerShell 7.",
        "AD will not send this anchor again.",
    ],
    steps: &[
        step("Save what is there.").run(&[c::READ_IDENTIFIER, c::READ_CLOUD]),
        step("Clear the on-premises attributes.")
            .run(&[c::CLEAR_ALL])
            .risk("The link to AD is lost: the account is found again only by address or UPN.")
            .stop("It is refused."),
        step("Change something harmless in the cloud, to see that it works.").wait("An hour."),
    ],
    back: &["Write the saved ImmutableId back, and bring the AD object into scope."],
    sources: &[&pages::SYNC_TOOLS, &pages::SYNC_ERRORS],
};

pub(in crate::plan::runbook) const MANY_DELETIONS: Template = Template {
    id: "many-deletions",
    title: "Find out what would delete so many accounts",
    when: "More objects would be deleted than one run may (500 by default), so nothing at all is exported.",
    cheaper: &["If the AD export holds only a part of the directory, nothing is wrong: export all of it, and look again."],
    checks: &["Who moved organisational units, changed the filter of the sync, or deleted objects in the last days?"],
    steps: &[
        step("Stop the schedule, and see which deletions wait, in the Synchronization Service Manager under the connector of Entra ID.").run(&[c::STOP_SCHEDULE, c::DELETION_THRESHOLD]),
        step("If they are not meant: undo the move or the filter, or restore the objects from the AD recycle bin. Sync.").run(&[c::SYNC]).stop("Deletions still wait that nobody can explain."),
        step("If they are meant, all of them: allow them for one run, sync, and set the limit again.")
            .run(&[c::THRESHOLD_OFF, c::SYNC, c::THRESHOLD_ON])
            .risk("All these accounts go to the recycle bin; groups and contacts are gone at once.")
            .stop("You have not read the list to its end."),
        step("Start the schedule.").run(&[c::START_SCHEDULE]),
    ],
    back: &["Users can be restored for thirty days. Bring their AD objects back into scope first, then sync: it restores them."],
    sources: &[&pages::SCHEDULER],
};

pub(in crate::plan::runbook) const GROUP_WITH_ADDRESS: Template = Template {
    id: "group-with-address",
    title: "Make {cloud} a group without an address",
    when: "AD took the group's address away, and Entra ID gave it one of its own.",
    cheaper: &["Leave it, and hide the group from address lists: it does no harm."],
    checks: &["What was granted to the group in the cloud: licences, sites, apps, policies. All of it hangs on its object id.", "Members are the same in AD."],
    steps: &[
        step("Move the AD group out of the sync, and sync.").run(&[c::MOVE, c::SYNC]).risk("The group is gone in the cloud at once, with everything granted to it. There is no recycle bin for it.").stop("More than one deletion waits."),
        step("Move it back, and sync. It is made anew, without an address.").run(&[c::MOVE, c::SYNC]),
        step("Grant again what was granted.").wait("Until licences by group are worked out, up to a day."),
    ],
    back: &["None: the old object id does not come back."],
    sources: &[],
};

pub(in crate::plan::runbook) const GUEST: Template = Template {
    id: "guest",
    title: "Free {address} from the guest {cloud}",
    when: "A guest's address counts in the tenant, and a guest is never joined by address.",
    cheaper: &["If the address is an external one that does not belong into AD, remove it from {ad} instead."],
    checks: &["Who invited the guest, and to what: teams, sites, apps.", "Is the guest the same person as {ad}? Then they lose a second account only."],
    steps: &[
        step("Write down what the guest may use.").run(&[c::READ_CLOUD]),
        step("If it is the same person and should stay a member: convert the guest to an internal user in the Entra admin center, instead of deleting it.")
            .stop("It was converted. Look at the findings again: it may join now."),
        step("Delete the guest.").run(&[c::DELETE_USER]).risk("Access to everything that was shared."),
        step("Delete it for good, so that the address is free.").run(&[c::PURGE]).risk("This cannot be undone."),
        step("Sync, and give access again to {ad}'s account.").run(&[c::SYNC]).wait("Quarantined addresses are released within the hour."),
    ],
    back: &["Before it is deleted for good, restore the guest from Deleted users."],
    sources: &[],
};

pub(in crate::plan::runbook) const VALUE_OF_DELETED: Template = Template {
    id: "value-of-deleted",
    title: "Settle {value} between the living and the deleted",
    when: "A deleted account holds a value that somebody uses now. It matters only if the account is to come back.",
    cheaper: &["If it is not to come back, do nothing: in thirty days it is gone."],
    checks: &["Decide whether the deleted account is needed."],
    steps: &[
        step("If it is not needed and the value disturbs: delete it for good.").run(&[c::PURGE]).risk("Mailbox and files are lost. This cannot be undone. Check that the object id is that of the deleted account.").stop("A hold or a retention policy is on it."),
        step("If it is needed: free the value on the other object first, or restore the account with another UPN and without the addresses that are taken (Restore-EntraDeletedDirectoryObject with -NewUserPrincipalName and -AutoReconcileProxyConflict).")
            .risk("The account comes back without those addresses.")
            .stop("Nobody can say to whom the value belongs."),
        step("Look at the restored account.").run(&[c::READ_CLOUD]).wait("Minutes; the mailbox up to an hour."),
    ],
    back: &["A restored account can be deleted again. One deleted for good is gone."],
    sources: &[],
};
