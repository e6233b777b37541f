Connect-MgGraph -Scopes 'Group.Read.All', 'OrgContact.Read.All'
$properties = 'id', 'displayName', 'mail', 'mailNickname', 'mailEnabled', 'securityEnabled', 'groupTypes', 'proxyAddresses',
  'onPremisesSyncEnabled', 'onPremisesSecurityIdentifier'
$columns = 'id', 'displayName', 'mail', 'mailNickname', 'mailEnabled', 'securityEnabled',
  @{ n = 'groupTypes'; e = { $_.GroupTypes -join '|' } },
  @{ n = 'proxyAddresses'; e = { $_.ProxyAddresses -join '|' } },
  'onPremisesSyncEnabled', 'onPremisesSecurityIdentifier'
Get-MgGroup -All -Property $properties | Select-Object $columns | Export-Csv entra-groups.csv -NoTypeInformation -Encoding UTF8
$properties = 'id', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'onPremisesSyncEnabled'
$columns = 'id', 'displayName', 'mail', 'mailNickname',
  @{ n = 'proxyAddresses'; e = { $_.ProxyAddresses -join '|' } },
  'onPremisesSyncEnabled',
  @{ n = 'objectType'; e = { 'contact' } }
Get-MgContact -All -Property $properties | Select-Object $columns | Export-Csv entra-contacts.csv -NoTypeInformation -Encoding UTF8
