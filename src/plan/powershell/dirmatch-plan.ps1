<#
.SYNOPSIS
Makes the changes of a dirmatch plan, one wave at a time, and writes the file that takes them back.

.DESCRIPTION
This script is the same for everybody and holds no data: everything comes from the plan file.
It first reads every value that the wave is about to change. If one is not what the plan expects, nothing is changed at all.
Then it asks before each object, reads its values once more, and makes all changes of that object together.
Changes that are made already are skipped, so that a run that was broken off can be repeated.
Before each change the inverse file is written: a plan file that this same script reads.
It writes to the directories, to the inverse file with its .sha256 file, and to the log. With -WhatIf it writes nothing.

.PARAMETER Plan
The plan file (dirmatch.plan/1).

.PARAMETER Wave
The wave to run. Between two waves the directory sync must run: -Wave 2 says that it ran after wave 1.

.PARAMETER Hash
The SHA-256 of the plan file. Without it, the file beside the plan with .sha256 at the end of its name is read.

.PARAMETER Server
The domain controller or domain to work with. Without it the ActiveDirectory module chooses one.

.PARAMETER Log
The log, a CSV file. Without it, one beside the plan.

.PARAMETER Inverse
The inverse file. Without it, a new one beside the plan.

.PARAMETER ByHandDone
Says that what the plan leaves to a person in earlier waves is done.

.EXAMPLE
.\dirmatch-plan.ps1 -Plan .\plan.json -WhatIf

.EXAMPLE
.\dirmatch-plan.ps1 -Plan .\plan.json -Wave 1
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
  [Parameter(Mandatory = $true)]
  [string] $Plan,
  [int] $Wave = 1,
  [string] $Hash = '',
  [string] $Server = '',
  [string] $Log = '',
  [string] $Inverse = '',
  [switch] $ByHandDone
)

Set-StrictMode -Version 1.0
# Modules do not inherit this, so every call of the directories' commands says it again.
$ErrorActionPreference = 'Stop'
if ($PSVersionTable.PSVersion.Major -lt 5) { throw 'This script needs Windows PowerShell 5.1 or PowerShell 7.' }

# Only these attributes are ever changed.
$attributes = @{
  'active-directory' = @('proxyAddresses', 'mS-DS-ConsistencyGuid', 'displayName', 'givenName', 'sn', 'userPrincipalName', 'mail',
    'targetAddress', 'mailNickname', 'sAMAccountName', 'employeeID', 'msDS-ExternalDirectoryObjectId', 'legacyExchangeDN',
    'adminDescription')
  'entra' = @('displayName', 'mailNickname', 'givenName', 'surname', 'userPrincipalName', 'employeeId', 'onPremisesImmutableId',
    'onPremisesObjectIdentifier')
  'exchange-online' = @('emailAddresses')
}
$lists = @('proxyAddresses', 'emailAddresses')
$modules = @{
  'active-directory' = @{ Name = 'ActiveDirectory'; Version = '1.0.0.0' }
  'entra' = @{ Name = 'Microsoft.Graph.Authentication'; Version = '2.25.0' }
  'exchange-online' = @{ Name = 'ExchangeOnlineManagement'; Version = '3.7.0' }
}
$utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false, $true
$utf8WithMark = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $true

# PowerShell's own comparison passes over characters that cannot be seen; here every one counts.
function Test-Same {
  param([string] $Left, [string] $Right)
  return [string]::Equals($Left, $Right, [System.StringComparison]::Ordinal)
}

function Test-In {
  param([string[]] $List, [string] $Text)
  foreach ($entry in $List) {
    if (Test-Same -Left $entry -Right $Text) { return $true }
  }
  return $false
}

# Text for the screen and the log: what cannot be seen becomes a question mark.
function Get-Shown {
  param([string] $Text)
  return [regex]::Replace($Text, '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', '?')
}

# The values of an attribute as texts, bytes as Base64.
function Get-Text {
  param($Value)
  $texts = @()
  if ($null -ne $Value) {
    if ($Value -is [byte[]]) {
      $texts += [System.Convert]::ToBase64String($Value)
    } elseif ($Value -is [string]) {
      $texts += $Value
    } else {
      foreach ($item in $Value) {
        if ($item -is [byte[]]) { $texts += [System.Convert]::ToBase64String($item) } else { $texts += [string] $item }
      }
    }
  }
  return , [string[]] $texts
}

# Stops unless a step is exactly what this script understands.
function Assert-Step {
  param($Step, [int] $Waves)
  $where = 'Step ' + [string] $Step.number + ' of the plan file: '
  if (-not (Test-In -List @('active-directory', 'entra', 'exchange-online') -Text $Step.directory)) { throw ($where + 'unknown directory.') }
  if ([string] $Step.object -cnotmatch '\A[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\z') { throw ($where + 'the object is not a GUID.') }
  if ([int] $Step.wave -lt 1 -or [int] $Step.wave -gt $Waves) { throw ($where + 'unknown wave.') }
  if (@($Step.changes).Count -eq 0) { throw ($where + 'no changes.') }
  foreach ($change in @($Step.changes)) {
    if (-not (Test-In -List $attributes[[string] $Step.directory] -Text $change.attribute)) { throw ($where + 'unknown attribute.') }
    $isList = Test-In -List $lists -Text $change.attribute
    $shape = [string] $change.operation + ' ' + [string] $change.expected
    if ($isList) { $shapes = @('add absent', 'remove present') } else { $shapes = @('replace value', 'replace not-set', 'clear value') }
    if (-not (Test-In -List $shapes -Text $shape)) { throw ($where + 'unknown operation.') }
    $needsValue = [string] $change.operation -cne 'clear'
    $needsExpected = [string] $change.expected -ceq 'value'
    if ($needsValue -ne ($change.value -is [string])) { throw ($where + 'the value is not a text.') }
    if ($needsExpected -ne ($change.expectedValue -is [string])) { throw ($where + 'the expected value is not a text.') }
  }
}

function Get-AttributeName {
  param($Step)
  $names = @()
  foreach ($change in @($Step.changes)) {
    if (-not (Test-In -List $names -Text $change.attribute)) { $names += [string] $change.attribute }
  }
  return , [string[]] $names
}

function Get-GraphUri {
  param($Step)
  $version = 'v1.0'
  # This property is part of the beta version only.
  if (Test-In -List (Get-AttributeName -Step $Step) -Text 'onPremisesObjectIdentifier') { $version = 'beta' }
  $collection = 'users'
  if ([string] $Step.kind -ceq 'group') { $collection = 'groups' }
  return 'https://graph.microsoft.com/' + $version + '/' + $collection + '/' + [string] $Step.object
}

# What an object has now: each attribute of the step as a list of texts.
function Get-Present {
  param($Step)
  $names = Get-AttributeName -Step $Step
  $present = @{ Texts = @{}; Target = $null; Type = '' }
  if ([string] $Step.directory -ceq 'active-directory') {
    $arguments = @{ Identity = [string] $Step.object; Properties = $names; ErrorAction = 'Stop' }
    if ($Server) { $arguments['Server'] = $Server }
    $object = Get-ADObject @arguments
    foreach ($name in $names) { $present.Texts[$name] = Get-Text -Value $object.$name }
  } elseif ([string] $Step.directory -ceq 'entra') {
    $uri = (Get-GraphUri -Step $Step) + '?$select=id,' + ($names -join ',')
    $object = Invoke-MgGraphRequest -Method GET -Uri $uri -OutputType PSObject -ErrorAction Stop
    foreach ($name in $names) { $present.Texts[$name] = Get-Text -Value $object.$name }
  } else {
    $found = @(Get-EXORecipient -ExternalDirectoryObjectId ([guid] [string] $Step.object) -Properties EmailAddresses, DistinguishedName, RecipientTypeDetails -ErrorAction Stop)
    if ($found.Count -ne 1) { throw ('Step ' + [string] $Step.number + ': Exchange Online has no such recipient.') }
    $present.Target = [string] $found[0].DistinguishedName
    $present.Type = [string] $found[0].RecipientTypeDetails
    $present.Texts['emailAddresses'] = Get-Text -Value $found[0].EmailAddresses
  }
  return $present
}

# 'pending', 'done' or 'surprise'.
function Get-ChangeState {
  param($Step, $Change, [string[]] $Present)
  $value = [string] $Change.value
  if ([string] $Change.operation -ceq 'add' -or [string] $Change.operation -ceq 'remove') {
    $isThere = Test-In -List $Present -Text $value
    if ([string] $Change.operation -ceq 'add') { $opposite = 'remove' } else { $opposite = 'add' }
    # The entry in another spelling is a surprise, unless this step takes that one away or makes it.
    foreach ($entry in $Present) {
      if (-not [string]::Equals($entry, $value, [System.StringComparison]::OrdinalIgnoreCase)) { continue }
      if (Test-Same -Left $entry -Right $value) { continue }
      $isOurs = $false
      foreach ($other in @($Step.changes)) {
        if ([string] $other.operation -ceq $opposite -and (Test-Same -Left $other.value -Right $entry)) { $isOurs = $true }
      }
      if (-not $isOurs) { return 'surprise' }
    }
    if ($isThere -eq ([string] $Change.operation -ceq 'add')) { return 'done' }
    return 'pending'
  }
  if ($Present.Count -gt 1) { return 'surprise' }
  if ($Present.Count -eq 0) {
    if ([string] $Change.operation -ceq 'clear') { return 'done' }
    if ([string] $Change.expected -ceq 'not-set') { return 'pending' }
    return 'surprise'
  }
  if ([string] $Change.operation -ceq 'replace' -and (Test-Same -Left $Present[0] -Right $value)) { return 'done' }
  if ([string] $Change.expected -ceq 'value' -and (Test-Same -Left $Present[0] -Right $Change.expectedValue)) { return 'pending' }
  return 'surprise'
}

# A log is opened in spreadsheets, which would calculate what begins like a formula.
function Get-CsvCell {
  param([string] $Text)
  $cell = Get-Shown -Text $Text
  if ($cell -match '(\A|[;,"])[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]') { $cell = "'" + $cell }
  return '"' + $cell.Replace('"', '""') + '"'
}

function Write-Log {
  param($Step, $Change, [string] $Result, [string] $Message)
  if ($WhatIfPreference) { return }
  $time = [System.DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
  $cells = @($time, $Wave, $Step.number, $Step.directory, $Step.object, $Step.name, $Change.attribute, $Change.operation,
    $Change.value, $Change.expected, $Change.expectedValue, $Result, $Message)
  $line = ''
  foreach ($cell in $cells) {
    if ($line) { $line += ',' }
    $line += Get-CsvCell -Text ([string] $cell)
  }
  [System.IO.File]::AppendAllText($Log, $line + "`r`n", $utf8WithMark)
}

function Get-HashText {
  param([byte[]] $Bytes)
  $sha = [System.Security.Cryptography.SHA256]::Create()
  return [System.BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
}

# Puts a file in place as a whole, so that breaking off leaves the old one or the new one.
function Write-WholeFile {
  param([string] $Path, [byte[]] $Bytes)
  $new = $Path + '.new'
  [System.IO.File]::WriteAllBytes($new, $Bytes)
  if ([System.IO.File]::Exists($Path)) { [System.IO.File]::Delete($Path) }
  [System.IO.File]::Move($new, $Path)
}

function Get-InverseChange {
  param($Change)
  $back = [ordered] @{ attribute = [string] $Change.attribute; operation = ''; value = $null; expected = ''; expectedValue = $null }
  if ([string] $Change.operation -ceq 'add') {
    $back['operation'] = 'remove'
    $back['value'] = [string] $Change.value
    $back['expected'] = 'present'
  } elseif ([string] $Change.operation -ceq 'remove') {
    $back['operation'] = 'add'
    $back['value'] = [string] $Change.value
    $back['expected'] = 'absent'
  } else {
    if ([string] $Change.expected -ceq 'value') {
      $back['operation'] = 'replace'
      $back['value'] = [string] $Change.expectedValue
    } else {
      $back['operation'] = 'clear'
    }
    if ([string] $Change.operation -ceq 'replace') {
      $back['expected'] = 'value'
      $back['expectedValue'] = [string] $Change.value
    } else {
      $back['expected'] = 'not-set'
    }
  }
  return $back
}

# Written before the change: taking back what was not made is skipped as made already.
function Add-Inverse {
  param($Step, $Pending)
  $changes = @()
  foreach ($change in $Pending) { $changes = @(Get-InverseChange -Change $change) + $changes }
  $back = [ordered] @{
    number = 0
    wave = 1
    directory = [string] $Step.directory
    object = [string] $Step.object
    kind = [string] $Step.kind
    name = [string] $Step.name
    safety = [string] $Step.safety
    findings = @($Step.findings)
    changes = $changes
  }
  $script:inverseSteps = @($back) + $script:inverseSteps
  for ($place = 0; $place -lt $script:inverseSteps.Count; $place++) { $script:inverseSteps[$place]['number'] = $place + 1 }
  $file = [ordered] @{
    schema = 'dirmatch.plan/1'
    kind = 'inverse'
    date = [System.DateTime]::UtcNow.ToString('yyyy-MM-dd', [System.Globalization.CultureInfo]::InvariantCulture)
    waves = 1
    steps = $script:inverseSteps
    byHand = @()
  }
  $bytes = $utf8.GetBytes((ConvertTo-Json -InputObject $file -Depth 8))
  Write-WholeFile -Path $Inverse -Bytes $bytes
  $sum = (Get-HashText -Bytes $bytes) + '  ' + [System.IO.Path]::GetFileName($Inverse)
  Write-WholeFile -Path ($Inverse + '.sha256') -Bytes $utf8.GetBytes($sum + "`n")
}

function Set-ActiveDirectoryObject {
  param($Step, $Pending)
  $sets = @{ remove = @{}; add = @{}; replace = @{} }
  $clear = @()
  foreach ($change in $Pending) {
    $name = [string] $change.attribute
    if ([string] $change.operation -ceq 'clear') {
      $clear += $name
    } elseif ([string] $change.operation -ceq 'replace') {
      if ($name -ceq 'mS-DS-ConsistencyGuid') {
        $sets['replace'][$name] = [System.Convert]::FromBase64String($change.value)
      } else {
        $sets['replace'][$name] = [string] $change.value
      }
    } else {
      $set = $sets[[string] $change.operation]
      if ($set.ContainsKey($name)) { $set[$name] = [string[]] ($set[$name] + [string] $change.value) } else { $set[$name] = [string[]] @([string] $change.value) }
    }
  }
  # One call. Active Directory takes the parts in the order Remove, Add, Replace, Clear.
  $arguments = @{ Identity = [string] $Step.object; Confirm = $false; ErrorAction = 'Stop' }
  if ($Server) { $arguments['Server'] = $Server }
  if ($sets['remove'].Count -gt 0) { $arguments['Remove'] = $sets['remove'] }
  if ($sets['add'].Count -gt 0) { $arguments['Add'] = $sets['add'] }
  if ($sets['replace'].Count -gt 0) { $arguments['Replace'] = $sets['replace'] }
  if ($clear.Count -gt 0) { $arguments['Clear'] = [string[]] $clear }
  Set-ADObject @arguments
}

function Set-EntraObject {
  param($Step, $Pending)
  $body = @{}
  foreach ($change in $Pending) {
    if ([string] $change.operation -ceq 'clear') { $body[[string] $change.attribute] = $null } else { $body[[string] $change.attribute] = [string] $change.value }
  }
  # Pure ASCII, so that no encoding on the way can change a letter.
  $json = [regex]::Replace((ConvertTo-Json -InputObject $body -Compress), '[^\x20-\x7E]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value })
  $null = Invoke-MgGraphRequest -Method PATCH -Uri (Get-GraphUri -Step $Step) -Body $json -ContentType 'application/json' -ErrorAction Stop
}

function Set-ExchangeRecipient {
  param($Step, $Pending, $Present)
  $remove = @()
  $add = @()
  $touchesPrimary = $false
  foreach ($change in $Pending) {
    if ([string] $change.operation -ceq 'remove') { $remove += [string] $change.value } else { $add += [string] $change.value }
    if (([string] $change.value).StartsWith('SMTP:', [System.StringComparison]::Ordinal)) { $touchesPrimary = $true }
  }
  if ($touchesPrimary) {
    # A primary address changes places with another one; only the whole list, as read just now, says how.
    $addresses = @()
    foreach ($entry in $Present.Texts['emailAddresses']) {
      if (-not (Test-In -List $remove -Text $entry)) { $addresses += $entry }
    }
    $addresses = [string[]] ($addresses + $add)
  } else {
    $addresses = @{}
    if ($remove.Count -gt 0) { $addresses['Remove'] = [string[]] $remove }
    if ($add.Count -gt 0) { $addresses['Add'] = [string[]] $add }
  }
  $arguments = @{ Identity = $Present.Target; EmailAddresses = $addresses; Confirm = $false; ErrorAction = 'Stop' }
  $type = $Present.Type
  if ($type -ceq 'GroupMailbox') {
    Set-UnifiedGroup @arguments
  } elseif ($type -cmatch 'Mailbox\z') {
    Set-Mailbox @arguments
  } elseif ($type -cmatch '\A(Guest)?MailUser\z') {
    Set-MailUser @arguments
  } elseif ($type -ceq 'MailContact') {
    Set-MailContact @arguments
  } elseif ($type -ceq 'DynamicDistributionGroup') {
    Set-DynamicDistributionGroup @arguments
  } elseif ($type -cmatch '\A(MailUniversalDistributionGroup|MailUniversalSecurityGroup|MailNonUniversalGroup|RoomList)\z') {
    Set-DistributionGroup @arguments
  } else {
    throw ('This script does not change recipients of the type ' + $type + '.')
  }
}

function Get-ChangeText {
  param($Change)
  $text = [string] $Change.operation + ' ' + [string] $Change.attribute
  if ($null -ne $Change.value) { $text += ' ' + [string] $Change.value }
  if ($null -ne $Change.expectedValue) { $text += ' (was ' + [string] $Change.expectedValue + ')' }
  return Get-Shown -Text $text
}

# The plan: read once as bytes, compared with its checksum, then understood.
$planPath = (Resolve-Path -LiteralPath $Plan).ProviderPath
$planBytes = [System.IO.File]::ReadAllBytes($planPath)
if (-not $Hash) {
  if (-not (Test-Path -LiteralPath ($planPath + '.sha256'))) { throw 'There is no .sha256 file beside the plan. Give its SHA-256 with -Hash.' }
  $Hash = [regex]::Split([System.IO.File]::ReadAllText($planPath + '.sha256', $utf8).Trim(), '\s+')[0]
}
if (-not (Test-Same -Left (Get-HashText -Bytes $planBytes) -Right $Hash.ToLowerInvariant())) { throw 'The plan file is not the one that its SHA-256 belongs to. Nothing was changed.' }
$planText = $utf8.GetString($planBytes)
if ($PSVersionTable.PSVersion.Major -lt 6 -and $planText.Length -gt 2097152) { throw 'Windows PowerShell cannot read a plan of more than 2,097,152 characters. Use PowerShell 7.' }
$document = ConvertFrom-Json -InputObject $planText.TrimStart([char] 0xFEFF)
if (-not (Test-Same -Left $document.schema -Right 'dirmatch.plan/1')) { throw 'This is not a plan file that this script understands (dirmatch.plan/1).' }
$waves = [int] $document.waves
foreach ($step in @($document.steps)) { Assert-Step -Step $step -Waves $waves }
if ($Wave -lt 1 -or $Wave -gt $waves) { throw ('The plan has the waves 1 to ' + $waves + '.') }

$dated = ''
if ($document.date) { $dated = ' of ' + (Get-Shown -Text ([string] $document.date)) }
Write-Host ('Plan' + $dated + ', steps: ' + @($document.steps).Count + ', waves: ' + $waves + '. Between two waves the sync runs.')
for ($number = 1; $number -le $waves; $number++) {
  $count = @($document.steps | Where-Object { [int] $_.wave -eq $number }).Count
  $mark = ' '
  if ($number -eq $Wave) { $mark = '>' }
  Write-Host ($mark + ' Wave ' + $number + ': ' + $count + ' steps')
}
foreach ($step in @($document.byHand)) {
  if ([int] $step.wave -le $Wave) {
    Write-Host ('  By hand, wave ' + [string] $step.wave + ': ' + (Get-Shown -Text ([string] $step.name)) + '. ' + (Get-Shown -Text ([string] $step.why)))
    if ([int] $step.wave -lt $Wave -and -not $ByHandDone) { throw 'An earlier wave has steps that are made by hand. When they are done and synced, say so with -ByHandDone.' }
  }
}

$folder = [System.IO.Path]::GetDirectoryName($planPath)
$base = [System.IO.Path]::GetFileNameWithoutExtension($planPath)
$stamp = [System.DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
if (-not $Log) { $Log = [System.IO.Path]::Combine($folder, $base + '-log.csv') }
if (-not $Inverse) { $Inverse = [System.IO.Path]::Combine($folder, $base + '-wave' + $Wave + '-inverse-' + $stamp + '.json') }
$Log = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Log)
$Inverse = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Inverse)
if (Test-Path -LiteralPath $Inverse) { throw 'The inverse file exists already. An inverse is never overwritten: name another one.' }
$script:inverseSteps = @()
if (-not $WhatIfPreference) {
  # Before anything else, so that a log that somebody has open in a spreadsheet stops the run here and not halfway.
  $header = ''
  if (-not (Test-Path -LiteralPath $Log)) {
    $header = '"Time","Wave","Step","Directory","Object","Name","Attribute","Operation","Value","Expected","Expected value","Result","Message"' + "`r`n"
  }
  [System.IO.File]::AppendAllText($Log, $header, $utf8WithMark)
}

# Modules and connections that this wave and those before it need, and no others.
foreach ($directory in @($modules.Keys | Sort-Object)) {
  $isNeeded = @($document.steps | Where-Object { [int] $_.wave -le $Wave -and [string] $_.directory -ceq $directory }).Count -gt 0
  if (-not $isNeeded) { continue }
  $module = $modules[$directory]
  $installed = @(Get-Module -ListAvailable -Name $module.Name | Where-Object { $_.Version -ge [version] $module.Version })
  if ($installed.Count -eq 0) { throw ('This plan needs the module ' + $module.Name + ', version ' + $module.Version + ' or later.') }
  Import-Module -Name $module.Name -MinimumVersion $module.Version
  if ($directory -ceq 'entra' -and $null -eq (Get-MgContext)) { throw "Connect first: Connect-MgGraph -Scopes 'User.ReadWrite.All', 'Group.ReadWrite.All'" }
  if ($directory -ceq 'exchange-online' -and @(Get-ConnectionInformation).Count -eq 0) { throw 'Connect first: Connect-ExchangeOnline' }
}

# First look at everything. Nothing is changed before all of it is as expected.
$surprises = 0
foreach ($step in @($document.steps | Where-Object { [int] $_.wave -le $Wave })) {
  $present = Get-Present -Step $step
  foreach ($change in @($step.changes)) {
    $state = Get-ChangeState -Step $step -Change $change -Present $present.Texts[[string] $change.attribute]
    if ([int] $step.wave -lt $Wave) {
      if ($state -ceq 'pending') { throw ('Wave ' + [string] $step.wave + ' is not finished: step ' + [string] $step.number + ' is still to be made. Nothing was changed.') }
    } elseif ($state -ceq 'surprise') {
      $surprises++
      Write-Log -Step $step -Change $change -Result 'surprise' -Message ('found: ' + ($present.Texts[[string] $change.attribute] -join ' | '))
      Write-Warning ('Step ' + [string] $step.number + ', ' + (Get-Shown -Text ([string] $step.name)) + ': cannot ' + (Get-ChangeText -Change $change) + ', because it is not as expected. Found: ' + (Get-Shown -Text ($present.Texts[[string] $change.attribute] -join ' | ')))
    }
  }
}
if ($surprises -gt 0) { throw ('' + $surprises + ' values are not what the plan expects. Nothing was changed. Export anew and make a new plan.') }

$made = 0
$declined = 0
foreach ($step in @($document.steps | Where-Object { [int] $_.wave -eq $Wave })) {
  $title = 'Step ' + [string] $step.number + ': ' + [string] $step.kind + ' ' + (Get-Shown -Text ([string] $step.name)) + ' (' + [string] $step.object + ', ' + [string] $step.directory + ')'
  $present = Get-Present -Step $step
  $pending = @()
  foreach ($change in @($step.changes)) {
    $state = Get-ChangeState -Step $step -Change $change -Present $present.Texts[[string] $change.attribute]
    if ($state -ceq 'surprise') {
      Write-Log -Step $step -Change $change -Result 'surprise' -Message 'changed since the first look'
      throw ($title + ': a value changed since the first look. Stopped. Made so far: ' + $made + ' changes. They are taken back by ' + $Inverse)
    }
    if ($state -ceq 'done') {
      Write-Log -Step $step -Change $change -Result 'already made' -Message ''
    } else {
      $pending += $change
    }
  }
  if ($pending.Count -eq 0) {
    Write-Host ($title + ': already made.')
    continue
  }
  $texts = @()
  foreach ($change in $pending) { $texts += Get-ChangeText -Change $change }
  if ($PSCmdlet.ShouldProcess($title, ($texts -join '; '))) {
    Add-Inverse -Step $step -Pending $pending
    try {
      if ([string] $step.directory -ceq 'active-directory') {
        Set-ActiveDirectoryObject -Step $step -Pending $pending
      } elseif ([string] $step.directory -ceq 'entra') {
        Set-EntraObject -Step $step -Pending $pending
      } else {
        Set-ExchangeRecipient -Step $step -Pending $pending -Present $present
      }
    } catch {
      foreach ($change in $pending) { Write-Log -Step $step -Change $change -Result 'failed' -Message $_.Exception.Message }
      Write-Warning ($title + ': failed. Made before: ' + $made + ' changes. They are taken back by ' + $Inverse)
      throw
    }
    foreach ($change in $pending) {
      $made++
      Write-Log -Step $step -Change $change -Result 'made' -Message ''
    }
  } elseif (-not $WhatIfPreference) {
    $declined += $pending.Count
    foreach ($change in $pending) { Write-Log -Step $step -Change $change -Result 'declined' -Message '' }
  }
}

if ($WhatIfPreference) {
  Write-Host 'Nothing was changed. Without -WhatIf the changes above are made, after a question for each object.'
} else {
  Write-Host ('Made ' + $made + ' changes, declined ' + $declined + '.')
  if ($made -gt 0) { Write-Host ('The inverse is ' + $Inverse) }
  if ($Wave -lt $waves) { Write-Host ('Next: let the sync run (Start-ADSyncSyncCycle -PolicyType Delta on the Entra Connect server), look at a fresh export, then -Wave ' + ($Wave + 1) + '.') }
}
