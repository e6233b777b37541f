//! Mailboxes: the address that nobody can simply add, two mailboxes for one person, a remote mailbox that AD does not know.

use super::{Template, commands as c, step};
use crate::rules::pages;

pub(in crate::plan::runbook) const MISSING_MOERA: Template = Template {
    id: "missing-moera",
    title: "Give {cloud} the address {moera}",
    when: "Only if mail really needs this address. AD cannot give it: Entra ID throws addresses in {initial} away when they come from AD, and Exchange Online refuses the change while the user is synced.",
    cheaper: &[
        "Point targetAddress, or the remote routing address, of {ad} at an address that the account has, such as {hybrid}, which AD may sync. Nothing is lost. Mostly this is all that is needed.",
        "Hand the mailbox's Exchange attributes to the cloud: Set-Mailbox with -IsExchangeCloudManaged $true, with Entra Connect Sync 2.5.76.0 or later. Then add the address in Exchange Online. From then on AD no longer decides the aliases of this mailbox; switching back lets AD overwrite them.",
        "Change the sign-in name to {moera}, wait until the address appears, change it back. No document describes this as a repair: try it on one test user. Meanwhile the person signs in with another name, and OneDrive links, Authenticator and app protection may be disturbed.",
    ],
    checks: &[
        "Try everything below on one user first, and agree on a time: the person is without mailbox, files and sign-in for an hour or more.",
        "BlockCloudObjectTakeoverThroughHardMatchEnabled is off. Otherwise the user cannot come back (InvalidHardMatch).",
        "onPremisesObjectIdentifier of the account is empty, or is the objectGUID of {ad}.",
        "The account holds no admin role, and is not eligible for one.",
        "proxyAddresses of {ad} has every address of the account, because AD overwrites them on the way back.",
        "Nobody has {moera}: no mailbox, group, contact, guest or deleted user.",
        "The licence is assigned to the user directly, because a licence by group is lost on the way. A litigation hold is set if anything must be kept.",
        "An organisational unit outside the sync exists, and no more than 500 objects would leave the sync.",
        "An export of the user and of the mailbox's settings is saved.",
    ],
    steps: &[
        step("Stop the schedule of the sync.").run(&[c::READ_SWITCHES, c::READ_IDENTIFIER, c::STOP_SCHEDULE]),
        step("Move {ad} to an organisational unit outside the sync.")
            .run(&[c::MOVE])
            .risk("Group policies and rights that hang on the old place."),
        step("Run one sync.")
            .run(&[c::SYNC])
            .risk("The account goes to the recycle bin: no sign-in, mailbox, OneDrive or Teams. Licences by group and memberships of synced groups are lost. Thirty days remain.")
            .stop("The export shows more than exactly one deletion."),
        step("Restore the account, in the Entra admin center under Deleted users or with the command. Ignore a new password: AD's comes back.")
            .run(&[c::RESTORE])
            .risk("An address that somebody took meanwhile does not come back.")
            .stop("The restore reports a conflict."),
        step("Look at the account: it is not synced and still has its ImmutableId. Run no sync until it is back in scope. Do not clear the ImmutableId.")
            .run(&[c::READ_CLOUD])
            .risk("A sync now ends in DeletingCloudOnlyObjectNotAllowed."),
        step("Assign the licence again if it is missing.")
            .wait("Until the mailbox is connected again, minutes to hours.")
            .risk("A mailbox without licence for thirty days is gone."),
        step("Add the address in Exchange Online.")
            .run(&[c::ADD_MOERA])
            .stop("Exchange Online refuses because the object is synced. Then do not try anything else: go on with moving the user back, and use a cheaper route."),
        step("See that Exchange Online and Entra ID both show the address.").run(&[c::READ_RECIPIENT]).wait("Up to an hour."),
        step("Move {ad} back to its organisational unit, and run one sync. The two join again by source anchor.")
            .run(&[c::MOVE, c::SYNC])
            .risk("The password becomes AD's. What only the cloud had in synced attributes is overwritten.")
            .stop("A second account appears, or the export fails. With AttributeUpdateNotAllowed clear onPremisesObjectIdentifier and sync once more."),
        step("Start the schedule. Take the direct licence away if the group gives it. Switch the hard match block on again if it was. Compare with the export from before.")
            .run(&[c::START_SCHEDULE, c::HARD_MATCH_BLOCK]),
    ],
    back: &[
        "Before the account is restored: move {ad} back and sync. The sync restores and joins it by source anchor.",
        "After that: go straight to the step that moves {ad} back.",
        "If a second account appeared: stop the schedule, take {ad} out of scope, delete the second account also from the recycle bin, compare the source anchor with the ImmutableId, and bring {ad} back.",
    ],
    sources: &[&pages::SYNC_ERRORS, &pages::EXISTING_TENANT, &pages::EXCHANGE_MANAGED, &pages::SCHEDULER],
};

pub(in crate::plan::runbook) const TWO_MAILBOXES: Template = Template {
    id: "two-mailboxes",
    title: "Leave {ad} with one mailbox",
    when: "Exchange on premises and Exchange Online may both have a mailbox for this person, so mail is split.",
    cheaper: &["If the licence has made no mailbox yet, take the Exchange Online plan away before it does."],
    checks: &["Look in both systems whether there is a mailbox, and since when mail arrives in each.", "Decide which one stays."],
    steps: &[
        step("See what Exchange Online has.").run(&[c::READ_RECIPIENT]),
        step("Export or hold what is in the mailbox that goes.")
            .risk("What is not saved is lost when the licence or the mailbox goes.")
            .stop("You cannot open both mailboxes."),
        step("If the one on premises stays: take the Exchange Online plan away, wait, and import what you saved.")
            .risk("Exchange Online keeps the mailbox thirty days.")
            .wait("Until Exchange Online no longer shows the mailbox."),
        step("If the one in the cloud stays: disconnect the one on premises, enable {ad} as a remote mailbox with Enable-RemoteMailbox, stamp the ExchangeGuid of the cloud mailbox, and import what you saved.")
            .run(&[c::SYNC])
            .risk("Between the two acts mail from on premises bounces."),
        step("Send a message from each side, and to the outside and back."),
    ],
    back: &["A disconnected mailbox can be connected again on premises for as long as its database keeps it, thirty days by default."],
    sources: &[&pages::REMOTE_MAILBOX],
};

pub(in crate::plan::runbook) const REMOTE_MAILBOX: Template = Template {
    id: "remote-mailbox",
    title: "Mark {ad} as a remote mailbox",
    when: "The person has a mailbox in Exchange Online, and Exchange on premises does not know.",
    cheaper: &["If no Exchange server is left and none is needed, set mail, proxyAddresses and targetAddress in AD, and leave it."],
    checks: &[
        "{cloud} has a mailbox, not only a licence.",
        "{ad} has no mailbox on premises.",
        "The mailbox has an address in the hybrid routing domain.",
    ],
    steps: &[
        step("See the addresses of the mailbox.").run(&[c::READ_RECIPIENT]).stop("It has no address in the hybrid routing domain."),
        step("In the Exchange Management Shell, run Enable-RemoteMailbox for {ad} with -RemoteRoutingAddress and that address. Put the ExchangeGuid of the cloud mailbox there with Set-RemoteMailbox.")
            .risk("The e-mail address policy may give further addresses: compare them before the sync."),
        step("Sync, and compare the addresses.").run(&[c::SYNC, c::READ_RECIPIENT]),
    ],
    back: &["Disable-RemoteMailbox takes the mark and all Exchange attributes away: save proxyAddresses first."],
    sources: &[&pages::REMOTE_MAILBOX],
};
