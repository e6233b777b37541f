//! Names: a domain that is not verified, a UPN that did not arrive, a rename that loses nothing.

use super::{Template, commands as c, step};
use crate::rules::pages;

pub(in crate::plan::runbook) const VERIFY_DOMAIN: Template = Template {
    id: "verify-domain",
    title: "Verify {domain} in the tenant",
    when: "Users carry this domain in AD, and the tenant has not verified it. They sign in with {initial}, and mailboxes lose addresses in it.",
    cheaper: &["If the domain was given up on purpose, change the UPNs in AD to a verified one instead."],
    checks: &[
        "The domain belongs to you, and you can change its DNS.",
        "No other tenant has it. One that has must remove it first; for a forgotten tenant there is the admin takeover.",
    ],
    steps: &[
        step("Add {domain} in the Microsoft 365 admin center under Settings, Domains, and put the TXT record that it shows into DNS.")
            .wait("Until DNS shows the record, minutes to a day."),
        step("Verify it.")
            .run(&[c::CONFIRM_DOMAIN])
            .risk("Entra ID works out the names of all its users anew: sign-in names change at once. Tell people before.")
            .stop("The tenant says that the domain is in use elsewhere."),
        step("Wait, export anew and compare. No change in AD is needed.").wait("An hour, for thousands of users a day."),
    ],
    back: &["Removing the domain gives everybody a name in {initial} again."],
    sources: &[],
};

pub(in crate::plan::runbook) const SEND_UPN_AGAIN: Template = Template {
    id: "send-upn-again",
    title: "Let the UPN of {ad} arrive",
    when: "The cloud was sent the UPN and did not take it. It does not try again until the UPN changes in AD.",
    cheaper: &["If the person can live with the present sign-in name, leave it until the next rename."],
    checks: &[
        "The domain of {value} is verified.",
        "Nobody else has {value}, as UPN or address, deleted users and guests included.",
        "For licensed users who sign in with a password of the cloud: SynchronizeUpnForManagedUsersEnabled is on. Switching it on cannot be undone.",
    ],
    steps: &[
        step("Remove the cause that the finding names.")
            .run(&[c::READ_SWITCHES])
            .stop("No cause is found: look for errors of this user in Entra Connect first."),
        step("Change the UPN of {ad} in AD to another one in a verified domain, and sync.")
            .run(&[c::SYNC])
            .risk("For minutes the person signs in with that name."),
        step("Change it back to {value}, and sync.").run(&[c::SYNC, c::READ_CLOUD]).wait("Half an hour."),
    ],
    back: &["Nothing to take back: AD has its value again."],
    sources: &[&pages::FEATURES],
};

pub(in crate::plan::runbook) const RENAME: Template = Template {
    id: "rename",
    title: "Rename {ad} without losing an address",
    when: "The person has a new name and wants an address by it. Ask first: no file tells.",
    cheaper: &["Add the new address as a further one, and change nothing else."],
    checks: &[
        "The person wants it, and agrees on a day.",
        "Nobody has the new address or UPN, deleted users and guests included; with RM Unify nobody ever had it.",
    ],
    steps: &[
        step("In AD, keep the present primary address as smtp:, and put the new one there as SMTP: and into mail.")
            .run(&[c::READ_AD])
            .risk("An address that is not kept is lost: mail to it bounces."),
        step("Sync, and see both addresses in the cloud.")
            .run(&[c::SYNC, c::READ_RECIPIENT])
            .wait("Half an hour.")
            .stop("The new address does not arrive, or the old one is gone."),
        step("Change the UPN in AD, and sync.").run(&[c::SYNC]).risk(
            "The person signs in with the new name. OneDrive links, Authenticator and app protection may ask again.",
        ),
        step("Change sAMAccountName last. Where RM Unify is in use the address may follow it.").run(&[c::SYNC]),
        step("Write to the old and to the new address."),
    ],
    back: &["The same steps with the names exchanged. The old address stays throughout."],
    sources: &[&pages::PROXY_ADDRESSES, &pages::UPN_CHANGES],
};

pub(in crate::plan::runbook) const ADDRESS_REFUSED: Template = Template {
    id: "address-refused",
    title: "Find another address for {ad} than {address}",
    when: "RM Unify gives an address to nobody else once somebody had it. That protects the mailbox of whoever had it first.",
    cheaper: &["Leave the present address."],
    checks: &["See who has or had it. If that is the same person with an old account, it is a case for RM's support."],
    steps: &[
        step("Choose a sAMAccountName, or the value of the attribute that carries the address, that nobody had.")
            .stop("The wanted address must be this one. Then ask RM's support: no change in AD does it."),
        step("Change it in AD, and let RM Unify sync.")
            .wait("Until the next run of RM Unify, up to a day.")
            .risk("The person signs in with the new account name."),
        step("Look at the account, and keep the old address as a further one if mail still goes there."),
    ],
    back: &["Change it back in AD. Whether RM Unify gives the old address again, ask RM's support first."],
    sources: &[],
};

pub(in crate::plan::runbook) const FEDERATED_UPN: Template = Template {
    id: "federated-upn",
    title: "Bring {cloud} to the UPN {value}",
    when: "The UPN goes from one federated domain to another, and FederatedDomainChangeError may stop it.",
    cheaper: &["Sync and look: since 2019 the change mostly arrives by itself."],
    checks: &["{value} is free, deleted users and guests included.", "The person knows that the sign-in name changes."],
    steps: &[
        step("Sync, and look at the account.").run(&[c::SYNC, c::READ_CLOUD]).stop("It has the new UPN: done."),
        step("Set the UPN of the account to one in {initial}, in the cloud.")
            .risk("Until the next sync the person signs in with that name and a password of the cloud.")
            .stop("The cloud refuses because the user is synced. Then ask Microsoft's support."),
        step("Sync, and look again.").run(&[c::SYNC, c::READ_CLOUD]),
    ],
    back: &["Set the old UPN in AD, and sync."],
    sources: &[&pages::UPN_CHANGES],
};
