Connect-MgGraph -Scopes 'Domain.Read.All', 'Group.Read.All', 'RoleManagement.Read.Directory', 'OnPremDirectorySynchronization.Read.All'
Get-MgDomain -All |
  Select-Object 'Id', 'IsVerified', 'IsInitial', 'AuthenticationType' |
  Export-Csv domains.csv -NoTypeInformation -Encoding UTF8
# A group that may hold a role stands for its members.
$members = @{}
foreach ($group in (Get-MgGroup -All -Filter 'isAssignableToRole eq true')) {
  $members["$($group.Id)"] = @((Get-MgGroupMember -GroupId $group.Id -All).Id)
}
$expand = {
  param($item, $kind)
  $principals = if ($members.ContainsKey("$($item.PrincipalId)")) { $members["$($item.PrincipalId)"] } else { $item.PrincipalId }
  foreach ($principal in $principals) {
    [pscustomobject]@{ principalId = $principal; role = $item.RoleDefinition.DisplayName; assignment = $kind }
  }
}
$roles = @(Get-MgRoleManagementDirectoryRoleAssignment -All -ExpandProperty roleDefinition | ForEach-Object { & $expand $_ 'assigned' })
# Eligible roles need Entra ID P2; without it this line reports an error and the others stand.
$roles += @(Get-MgRoleManagementDirectoryRoleEligibilitySchedule -All -ExpandProperty roleDefinition | ForEach-Object { & $expand $_ 'eligible' })
$roles | Export-Csv roles.csv -NoTypeInformation -Encoding UTF8
$features = (Get-MgDirectoryOnPremiseSynchronization).Features
$names = 'blockSoftMatchEnabled', 'blockCloudObjectTakeoverThroughHardMatchEnabled', 'softMatchOnUpnEnabled',
  'synchronizeUpnForManagedUsersEnabled', 'quarantineUponUpnConflictEnabled', 'quarantineUponProxyAddressesConflictEnabled',
  'allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled'
$names | ForEach-Object {
  $value = $features.$_
  if ($null -eq $value) { $value = $features.AdditionalProperties[$_] }
  [pscustomobject]@{ Name = $_; Value = $value }
} | Export-Csv features.csv -NoTypeInformation -Encoding UTF8
