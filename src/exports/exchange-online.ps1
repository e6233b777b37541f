Connect-ExchangeOnline
# Only mailboxes have this property.
$managed = @{}
Get-Mailbox -ResultSize Unlimited | ForEach-Object { $managed["$($_.ExternalDirectoryObjectId)"] = $_.IsExchangeCloudManaged }
$properties = 'Alias', 'PrimarySmtpAddress', 'EmailAddresses', 'RecipientTypeDetails', 'ExternalDirectoryObjectID'
$columns = 'ExternalDirectoryObjectId', 'RecipientTypeDetails', 'Alias', 'PrimarySmtpAddress',
  @{ n = 'EmailAddresses'; e = { $_.EmailAddresses -join '|' } },
  @{ n = 'IsExchangeCloudManaged'; e = { $managed["$($_.ExternalDirectoryObjectId)"] } }
Get-EXORecipient -ResultSize Unlimited -Properties $properties | Select-Object $columns | Export-Csv exo.csv -NoTypeInformation -Encoding UTF8
