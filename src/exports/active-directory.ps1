# Run once for each domain. Attributes that the schema lacks are left out, because the module rejects them.
$utc = { param($date) if ($date) { ([datetime]$date).ToUniversalTime().ToString('u') } }
$wanted = 'mS-DS-ConsistencyGuid', 'msDS-ExternalDirectoryObjectID', 'objectSid', 'sAMAccountName', 'userPrincipalName',
  'mail', 'proxyAddresses', 'mailNickname', 'targetAddress', 'displayName', 'givenName', 'sn', 'employeeID',
  'legacyExchangeDN', 'msExchRemoteRecipientType', 'msExchRecipientTypeDetails', 'msExchHideFromAddressLists', 'homeMDB',
  'adminDescription', 'groupType', 'isCriticalSystemObject', 'userAccountControl', 'whenCreated', 'whenChanged'
$schema = (Get-ADObject -SearchBase (Get-ADRootDSE).schemaNamingContext -LDAPFilter '(objectClass=attributeSchema)' -Properties lDAPDisplayName).lDAPDisplayName
$properties = $wanted | Where-Object { $_ -in $schema }
$columns = 'DistinguishedName', 'ObjectClass', 'ObjectGUID',
  @{ n = 'msDsConsistencyGuid'; e = { if ($_.'mS-DS-ConsistencyGuid') { [Convert]::ToBase64String($_.'mS-DS-ConsistencyGuid') } } },
  @{ n = 'msDsExternalDirectoryObjectId'; e = { $_.'msDS-ExternalDirectoryObjectID' } },
  'objectSid', 'sAMAccountName', 'userPrincipalName', 'mail',
  @{ n = 'proxyAddresses'; e = { $_.proxyAddresses -join '|' } },
  'mailNickname', 'targetAddress', 'displayName', 'givenName', 'sn', 'employeeID', 'legacyExchangeDN',
  'msExchRemoteRecipientType', 'msExchRecipientTypeDetails', 'msExchHideFromAddressLists', 'homeMDB', 'adminDescription',
  'groupType', 'isCriticalSystemObject', 'userAccountControl',
  @{ n = 'whenCreated'; e = { & $utc $_.whenCreated } },
  @{ n = 'whenChanged'; e = { & $utc $_.whenChanged } }
Get-ADObject -LDAPFilter '(&(!(objectClass=computer))(|(objectClass=user)(objectClass=group)(objectClass=contact)))' -Properties $properties |
  Select-Object $columns |
  Export-Csv ad.csv -NoTypeInformation -Encoding UTF8
