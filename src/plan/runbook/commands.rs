//! The commands that runbooks name, and no others. Objects stand in them by identifier only; what changes something has
//! `-WhatIf` where the command knows it.

pub(super) const STOP_SCHEDULE: &str = "Set-ADSyncScheduler -SyncCycleEnabled $false";
pub(super) const START_SCHEDULE: &str = "Set-ADSyncScheduler -SyncCycleEnabled $true";
pub(super) const SYNC: &str = "Start-ADSyncSyncCycle -PolicyType Delta";
pub(super) const FULL_SYNC: &str = "Start-ADSyncSyncCycle -PolicyType Initial";
pub(super) const DELETION_THRESHOLD: &str = "Get-ADSyncExportDeletionThreshold";
pub(super) const THRESHOLD_OFF: &str = "Disable-ADSyncExportDeletionThreshold";
pub(super) const THRESHOLD_ON: &str = "Enable-ADSyncExportDeletionThreshold -DeletionThreshold 500";

pub(super) const MOVE: &str =
    "Move-ADObject -Identity {adid} -TargetPath (Read-Host 'Distinguished name of the organisational unit') -WhatIf";
pub(super) const READ_AD: &str = "Get-ADObject -Identity {adid} -Properties *";
pub(super) const READ_SECOND_AD: &str = "Get-ADObject -Identity {secondadid} -Properties *";
pub(super) const WRITE_ANCHOR: &str = "Set-ADObject -Identity {adid} -Replace @{'mS-DS-ConsistencyGuid'=[Convert]::FromBase64String({immutable})} -WhatIf";
pub(super) const CLEAR_SECOND_ANCHOR: &str =
    "Set-ADObject -Identity {secondadid} -Clear 'mS-DS-ConsistencyGuid' -WhatIf";
pub(super) const DELETE_AD: &str = "Remove-ADObject -Identity {adid} -WhatIf";

pub(super) const READ_CLOUD: &str = "Get-MgUser -UserId {clouduserid} -Property id,displayName,userPrincipalName,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId | Format-List id,displayName,userPrincipalName,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId";
pub(super) const READ_SECOND_CLOUD: &str = "Get-MgUser -UserId {secondclouduserid} -Property id,displayName,userPrincipalName,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId | Format-List id,displayName,userPrincipalName,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId";
pub(super) const READ_IDENTIFIER: &str = "Get-ADSyncToolsOnPremisesAttribute -Id {clouduserid}";
pub(super) const CLEAR_IDENTIFIER: &str =
    "Clear-ADSyncToolsOnPremisesAttribute -Id {clouduserid} -onPremisesObjectIdentifier";
pub(super) const CLEAR_ANCHOR: &str = "Clear-ADSyncToolsOnPremisesAttribute -Id {clouduserid} -onPremisesImmutableId";
pub(super) const CLEAR_ALL: &str = "Clear-ADSyncToolsOnPremisesAttribute -Id {clouduserid} -All";
pub(super) const ANCHOR_ON_SECOND: &str =
    "Update-MgUser -UserId {secondclouduserid} -OnPremisesImmutableId {anchor} -WhatIf";
pub(super) const RESTORE: &str = "Restore-MgDirectoryDeletedItem -DirectoryObjectId {cloudid} -WhatIf";
pub(super) const DELETE_USER: &str = "Remove-MgUser -UserId {clouduserid} -WhatIf";
pub(super) const PURGE: &str = "Remove-MgDirectoryDeletedItem -DirectoryObjectId {cloudid} -WhatIf";
pub(super) const DELETE_GROUP: &str = "Remove-MgGroup -GroupId {cloudgroupid} -WhatIf";

pub(super) const READ_SWITCHES: &str = "(Get-MgDirectoryOnPremiseSynchronization).Features | Format-List";
pub(super) const HARD_MATCH_ALLOW: &str = "$s = Get-MgDirectoryOnPremiseSynchronization; $s.Features.BlockCloudObjectTakeoverThroughHardMatchEnabled = $false; Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features";
pub(super) const HARD_MATCH_BLOCK: &str = "$s = Get-MgDirectoryOnPremiseSynchronization; $s.Features.BlockCloudObjectTakeoverThroughHardMatchEnabled = $true; Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features";
pub(super) const SOFT_MATCH_ALLOW: &str = "$s = Get-MgDirectoryOnPremiseSynchronization; $s.Features.BlockSoftMatchEnabled = $false; Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features";
pub(super) const SOFT_MATCH_BLOCK: &str = "$s = Get-MgDirectoryOnPremiseSynchronization; $s.Features.BlockSoftMatchEnabled = $true; Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features";
pub(super) const UPN_MATCH_ALLOW: &str = "$s = Get-MgDirectoryOnPremiseSynchronization; $s.Features.SoftMatchOnUpnEnabled = $true; Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features";

pub(super) const READ_ROLES: &str =
    "Get-MgRoleManagementDirectoryRoleAssignment -Filter ('principalId eq '''+{clouduserid}+'''')";
pub(super) const READ_ELIGIBILITIES: &str =
    "Get-MgRoleManagementDirectoryRoleEligibilitySchedule -Filter ('principalId eq '''+{clouduserid}+'''')";
pub(super) const CONFIRM_DOMAIN: &str = "Confirm-MgDomain -DomainId {domain}";

pub(super) const READ_RECIPIENT: &str =
    "Get-EXORecipient -ExternalDirectoryObjectId {cloudid} -Properties EmailAddresses,RecipientTypeDetails";
pub(super) const ADD_MOERA: &str = "Set-Mailbox -Identity (Get-EXORecipient -ExternalDirectoryObjectId {cloudid} -Properties DistinguishedName).DistinguishedName -EmailAddresses @{Add={moera}} -WhatIf";
