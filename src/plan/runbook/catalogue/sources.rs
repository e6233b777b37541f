//! The vendor's pages that the runbooks rest on, with the date at which they said so.

use super::Source;

pub(super) const HARD_MATCH: Source = Source("Microsoft Entra Connect: When you already have Microsoft Entra ID", "2026-07-01");
pub(super) const ERRORS: Source = Source("Troubleshoot errors during synchronization", "2026-07");
pub(super) const FEATURES: Source = Source("Microsoft Entra Connect Sync service features", "2026-07");
pub(super) const CLEAR: Source = Source("Clear on-premises attributes for migrated users", "2026");
pub(super) const RECYCLE_BIN: Source = Source("Microsoft Entra Connect Sync: Enable AD recycle bin", "2025");
pub(super) const PROXY: Source = Source("How the proxyAddresses attribute is populated in Microsoft Entra ID", "2025");
pub(super) const SCHEDULER: Source = Source("Microsoft Entra Connect Sync: Scheduler", "2025");
pub(super) const DELETIONS: Source = Source("Microsoft Entra Connect Sync: Prevent accidental deletes", "2025");
pub(super) const ORPHANS: Source = Source("Object deletions aren't synchronized to Microsoft Entra ID", "2025");
pub(super) const ANCHOR: Source = Source("Microsoft Entra Connect: Design concepts", "2025");
pub(super) const UPN: Source = Source("Plan and troubleshoot Microsoft Entra UPN changes", "2026-07");
pub(super) const UPN_POPULATION: Source = Source("Microsoft Entra UserPrincipalName population", "2025");
pub(super) const RESILIENCY: Source = Source("Identity synchronization and duplicate attribute resiliency", "2025");
pub(super) const EXCHANGE_MANAGED: Source = Source("Cloud-based management of Exchange attributes for remote mailboxes", "2025-09");
pub(super) const DEFAULT_RULES: Source = Source("Understanding the default configuration in Microsoft Entra Connect Sync", "2025");
pub(super) const PROXY_IN_USE: Source = Source("The proxy address is already being used", "2025");
pub(super) const GROUPS: Source = Source("Security group is still mail-enabled after synchronization", "2025");
pub(super) const REMOTE_MAILBOX: Source = Source("Enable-RemoteMailbox", "2026");
pub(super) const RM_ADDRESSES: Source = Source("RM Support: How RM Unify gives users their Office 365 addresses", "2025");
