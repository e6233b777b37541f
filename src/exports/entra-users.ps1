# The last scope is only for isCloudManaged: no smaller one is documented for reading it.
Connect-MgGraph -Scopes 'User.Read.All', 'User-OnPremisesSyncBehavior.ReadWrite.All'
$utc = { param($date) if ($date) { ([datetime]$date).ToUniversalTime().ToString('u') } }
$properties = 'id', 'userPrincipalName', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'onPremisesImmutableId',
  'onPremisesSyncEnabled', 'onPremisesSamAccountName', 'onPremisesUserPrincipalName', 'onPremisesSecurityIdentifier',
  'onPremisesProvisioningErrors', 'userType', 'assignedPlans', 'employeeId', 'createdDateTime', 'deletedDateTime'
$users = Get-MgUser -All -Property $properties
$deleted = Get-MgDirectoryDeletedItemAsUser -All -Property $properties
# onPremisesObjectIdentifier is a property of the beta version only.
$identifiers = @{}
$pages = 'https://graph.microsoft.com/beta/users?$select=id,onPremisesObjectIdentifier&$top=999',
  'https://graph.microsoft.com/beta/directory/deletedItems/microsoft.graph.user?$select=id,onPremisesObjectIdentifier'
foreach ($page in $pages) {
  while ($page) {
    $answer = Invoke-MgGraphRequest -Method GET -Uri $page -OutputType PSObject
    foreach ($user in $answer.value) { $identifiers["$($user.id)"] = $user.onPremisesObjectIdentifier }
    $page = $answer.'@odata.nextLink'
  }
}
# isCloudManaged matters only for users with an ImmutableId that are not synced now.
$managed = @{}
foreach ($user in ($users | Where-Object { $_.OnPremisesImmutableId -and -not $_.OnPremisesSyncEnabled })) {
  $uri = 'https://graph.microsoft.com/v1.0/users/' + $user.Id + '/onPremisesSyncBehavior?$select=isCloudManaged'
  $managed["$($user.Id)"] = (Invoke-MgGraphRequest -Method GET -Uri $uri).isCloudManaged
}
# Plans of the service "exchange" that give no mailbox: Bookings, MyAnalytics (two), Premium Encryption.
$noMailbox = '199a5c09-e0ca-4e37-8f7c-b05d533e1ea2', '34c0d7a0-a70f-4668-9238-47f9fc208882',
  '33c4f319-9bdd-48d6-9c4d-410b750a4a5a', '617b097b-4b93-4ede-83de-5f075bb5fb2f'
$columns = 'id', 'userPrincipalName', 'displayName', 'mail', 'mailNickname',
  @{ n = 'proxyAddresses'; e = { $_.ProxyAddresses -join '|' } },
  'onPremisesImmutableId', 'onPremisesSyncEnabled', 'onPremisesSamAccountName', 'onPremisesUserPrincipalName',
  'onPremisesSecurityIdentifier',
  @{ n = 'onPremisesObjectIdentifier'; e = { $identifiers["$($_.Id)"] } },
  @{ n = 'isCloudManaged'; e = { $managed["$($_.Id)"] } },
  @{ n = 'provisioningErrors'; e = { ($_.OnPremisesProvisioningErrors | ForEach-Object { "$($_.PropertyCausingError)=$($_.Value)" }) -join '|' } },
  'userType',
  @{ n = 'exo'; e = { [bool]($_.AssignedPlans | Where-Object { $_.Service -eq 'exchange' -and $_.CapabilityStatus -eq 'Enabled' -and "$($_.ServicePlanId)" -notin $noMailbox }) } },
  'employeeId',
  @{ n = 'createdDateTime'; e = { & $utc $_.CreatedDateTime } },
  @{ n = 'deletedDateTime'; e = { & $utc $_.DeletedDateTime } }
$users | Select-Object $columns | Export-Csv entra.csv -NoTypeInformation -Encoding UTF8
$deleted | Select-Object $columns | Export-Csv entra-deleted.csv -NoTypeInformation -Encoding UTF8
