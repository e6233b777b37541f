//! The pages that runbooks rest on beyond those of their rules, with the date at which they said so.

use super::Source;

pub(super) const HARD_MATCH: Source = Source("Microsoft: When you already have Microsoft Entra ID", "2026-07-01");
pub(super) const ERRORS: Source = Source("Microsoft: Troubleshoot errors during synchronization", "2026-07-01");
pub(super) const FEATURES: Source = Source("Microsoft: Microsoft Entra Connect Sync service features", "2026-07-03");
pub(super) const TOOLS: Source = Source("Microsoft: Microsoft Entra Connect: ADSyncTools PowerShell Reference", "2025");
pub(super) const PROXY: Source =
    Source("Microsoft: How the proxyAddresses attribute is populated in Microsoft Entra ID (KB 3190357)", "2025");
pub(super) const SCHEDULER: Source = Source("Microsoft: Microsoft Entra Connect Sync: Scheduler", "2025");
pub(super) const UPN: Source = Source("Microsoft: Plan and troubleshoot User Principal Name changes", "2026-07");
pub(super) const EXCHANGE_MANAGED: Source = Source("blog.icewolf.ch: IsExchangeCloudManaged", "2025-09-16");
pub(super) const REMOTE_MAILBOX: Source = Source("Microsoft: Enable-RemoteMailbox", "2026-08");
