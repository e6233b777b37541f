//! The pages that rules, outcomes and runbooks rest on, each written once. A title is the one that the page itself carries,
//! as a search engine lists it, with the number by which its publisher keeps it; older names of a page are not used. A date
//! is the one that the page carries; a month or year alone is when a page without a date was read. No page is cited that
//! nothing here rests on.

use super::definition::Reference;

macro_rules! pages {
    ($($name:ident: $title:literal, $date:literal;)+) => {
        $(pub(crate) const $name: Reference = Reference { title: $title, date: $date };)+
    };
}

// Microsoft Entra.
pages! {
    EXISTING_TENANT: "Microsoft: Configure Microsoft Entra Connect for an existing tenant", "2026-07-01";
    SYNC_ERRORS: "Microsoft: Microsoft Entra Connect: Troubleshoot errors during synchronization", "2026-07-01";
    FEATURES: "Microsoft: Microsoft Entra Connect Sync service features and configuration", "2026-07-03";
    RESILIENCY: "Microsoft: Identity synchronization and duplicate attribute resiliency", "2025-04-09";
    SHADOW_ATTRIBUTES: "Microsoft: Microsoft Entra Connect Sync service shadow attributes", "2025-04-09";
    HEALTH: "Microsoft: Microsoft Entra Connect Health - Diagnose duplicated attribute synchronization errors", "2026-09-10";
    ACCIDENTAL_DELETES: "Microsoft: Microsoft Entra Connect Sync: Prevent accidental deletes", "2025-04-09";
    RECYCLE_BIN: "Microsoft: Microsoft Entra Connect Sync: Enable AD recycle bin", "2025-04-09";
    SCHEDULER: "Microsoft: Microsoft Entra Connect Sync: Scheduler", "2025-04-09";
    DEFAULT_CONFIGURATION: "Microsoft: Microsoft Entra Connect Sync: Understanding the default configuration", "2025-04-09";
    DEFAULT_RULES: "Microsoft: AADConnectConfigDocumenter (the exported default rules)", "2022-09";
    SYNCED_ATTRIBUTES: "Microsoft: Attributes synchronized by Microsoft Entra Connect", "2025-04-09";
    DESIGN: "Microsoft: Microsoft Entra Connect: Design concepts", "2025-04-09";
    SYNC_TOOLS: "Microsoft: Microsoft Entra Connect: ADSyncTools PowerShell Reference", "2025-04-09";
    CLEAR_ATTRIBUTES: "Microsoft: Microsoft Entra Connect: Clear on-premises attributes from migrated Microsoft Entra ID users", "2025-04-09";
    UPN_POPULATION: "Microsoft: Microsoft Entra UserPrincipalName population", "2025-04-09";
    UPN_CHANGES: "Microsoft: Plan and troubleshoot User Principal Name changes in Microsoft Entra ID", "2024-04-29";
    DOMAIN_CHANGES: "Microsoft: Bulk changes to usernames during verified domain changes", "2025-02-25";
    EMAIL_SIGN_IN: "Microsoft: Sign-in to Microsoft Entra ID with email as an alternate login ID", "2025-04-17";
    SOURCE_OF_AUTHORITY: "Microsoft: Configure user Source of Authority (SOA) in Microsoft Entra ID", "2026-04-15";
    ROLE_NOTICE: "Microsoft: Upcoming change – Microsoft Entra Connect security update to block hard match for users with Microsoft Entra roles (message center MC1262584)", "2026-03-26";
    GRAPH_USER: "Microsoft Graph: user resource type", "2026-07";
}

// Microsoft's support articles. Their numbers find them where a title has changed.
pages! {
    PROXY_ADDRESSES: "Microsoft: How the proxyAddresses attribute is populated in Microsoft Entra ID (KB 3190357)", "2023-11-06";
    DUPLICATE_ATTRIBUTES: "Microsoft: Troubleshoot directory synchronization errors with event 6941 (KB 2647098)", "2023-10-20";
    OBJECTS_DO_NOT_SYNC: "Microsoft: One or more objects don't sync when the Azure Active Directory Sync tool is used (KB 2643629)", "2024-03-12";
    ADDRESSES_NOT_SYNCED: "Microsoft: Email addresses aren't synced to Microsoft Entra ID (KB 3166798)", "2020-05-11";
    NUMBER_ADDED: "Microsoft: Number added to user names and email addresses when users are synced to Microsoft Entra ID (KB 3166795)", "2020-05-11";
    DELETIONS_NOT_SYNCED: "Microsoft: Object deletions aren't synchronized to Microsoft Entra ID when using the Microsoft Entra ID Connect (KB 2709902)", "2023-10-19";
    CANNOT_MANAGE: "Microsoft: Can't manage or remove objects that were synchronized through the Azure Active Directory Sync tool (KB 2619062)", "2021-08-30";
    FILTERED: "Microsoft: User object is missing or filtered from the Microsoft Entra connector in Azure Active Directory Sync (KB 3066176)", "2020-05-11";
    GROUP_MAIL_ENABLED: "Microsoft: Security group is still mail-enabled after it is disabled through a sync in on-premises AD (KB 4096314)", "2020-05-28";
    TROUBLESHOOT_OBJECTS: "Microsoft: Troubleshoot Microsoft Entra Connect objects and attributes", "2025-03-04";
    SMTP_MATCHING: "Microsoft: How to use SMTP matching to match on-premises user accounts to Office 365 user accounts for directory synchronization (KB 2641663)", "2025";
    UPN_MATCHING: "Microsoft: How to use UPN matching for identity synchronization in Office 365, Azure, or Intune (KB 3164442)", "2025-06-05";
    FEDERATED_UPN: "Microsoft: Changes aren't synced by the Azure Active Directory Sync tool after you change the UPN of a user account to use a different federated domain (KB 2669550)", "2025";
    DELETED_USERS: "Microsoft: How to troubleshoot deleted user accounts in Office 365, Azure, and Intune (KB 2619308)", "2025";
    ADDRESS_IN_USE: "Microsoft: Proxy address conflict when adding an email address in Exchange Online", "2024-07-17";
    NO_ROUTING_ADDRESS: "Microsoft: Target-Mailbox-Doesn't-Have-an-SMTP-Proxy-Matching Error During a Mailbox Migration", "2025-04-24";
}

// What Microsoft says elsewhere.
pages! {
    PREPARE: "Microsoft: Prepare for directory synchronization to Microsoft 365", "2024-09-25";
    NONROUTABLE: "Microsoft: Prepare a nonroutable domain for directory synchronization", "2024-10-07";
    IDFIX: "Microsoft: IdFix, rules in its source (2.6.0.3)", "2024-12-03";
    IDFIX_ERRORS: "Microsoft: Errors supported by the IdFix tool", "2024-12";
    REMOTE_MAILBOX: "Microsoft: Enable-RemoteMailbox", "2026-08";
    REMOTE_RECIPIENT_TYPES: "Microsoft: msExchRemoteRecipientType (TechNet blog)", "2015-03-26";
    TWO_MAILBOXES: "Microsoft: Office 365: Users have both a cloud and on premises mailbox (TechNet blog)", "2017-09-10";
}

// Others.
pages! {
    HARD_MATCH_CHANGES: "Japan Azure Identity Support: Changes to Microsoft Entra Connect Hard Match Behavior", "2026-04-08";
    GUEST_ADDRESSES: "timmcmic.blog: Azure Active Directory and Duplicate Proxy Addresses with Guest Accounts", "2021-06-14";
    EXCHANGE_MANAGED: "blog.icewolf.ch: Change source of authority (SOA) for Exchange Attributes (Preview)", "2025-09-16";
    PHANTOM_ADDRESS: "a6n.co.uk: Phantom ProxyAddress with EXO", "2023-09";
    WRITE_SCOPE: "easy365manager.com: The Operation on Mailbox Failed Because It's Out of the Current User's Write Scope", "2026";
    ONMICROSOFT_MISSING: "Evotec: Office 365 – onmicrosoft.com address missing from user synchronized from Active Directory", "2025";
    CAYOSOFT_MAPPING: "Cayosoft: How to map Active Directory users to Office 365 cloud users (KB20200825-1)", "2025";
    RM_USERNAME: "RM: Microsoft 365 email address of an RM Unify user is not updated when their username changes (TEC4024768)", "2024-10-04";
    RM_PROVISIONING: "RM: Provisioning Microsoft 365 accounts and mailboxes when your domain is federated to RM Unify (TEC5826454)", "2024-10-04";
    RM_ATTRIBUTES: "RM: RM Unify - Attributes used by RM Unify and Microsoft 365 (TEC4699981)", "2023-04-26";
}
