//! Reading files: what each is recognised as, what is used of it, and what is said about it.
//!
//! A file is given as text; the tests write it in each encoding and with each separator. All names are invented.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use std::io::Write as _;

use dirmatch::import::{Encoding, Format, InMemory, Input, ProblemCode, ReadOptions, Source, native_decoder, read};
use dirmatch::model::{Attribute, Cell, ObjectKind};
use dirmatch::progress::Silent;

fn read_bytes(name: &str, bytes: &[u8]) -> Input {
    let input = read(&InMemory::new(name, bytes), &ReadOptions::default(), &native_decoder::make, &mut Silent);
    assert_eq!(input.rows, input.used + u32::try_from(input.set_aside.len()).expect("few"), "{name}: rows are lost");
    input
}

fn read_text(text: &str) -> Input {
    read_bytes("file.csv", text.as_bytes())
}

fn codes(input: &Input) -> Vec<&'static str> {
    input.problems.iter().map(|problem| problem.code.name()).collect()
}

/// The texts of an attribute in all records, in the order of rows.
fn texts(input: &Input, attribute: Attribute) -> Vec<String> {
    input
        .tables
        .iter()
        .flat_map(|table| {
            (0..table.len()).map(move |record| match table.cell(record, attribute) {
                Cell::Text(text) => text.to_owned(),
                other => format!("{other:?}"),
            })
        })
        .collect()
}

fn rows(input: &Input) -> Vec<u32> {
    input.tables.iter().flat_map(|table| (0..table.len()).map(|record| table.row(record))).collect()
}

/// A small file of each format that is read, and how many of its rows are used.
const SAMPLES: [(Format, &str, u32); 19] = [
    (
        Format::AdPowershell,
        "DistinguishedName,ObjectClass,ObjectGUID,msDsConsistencyGuid,msDsExternalDirectoryObjectId,objectSid,sAMAccountName,userPrincipalName,mail,proxyAddresses,mailNickname,targetAddress,displayName,givenName,sn,employeeID,legacyExchangeDN,msExchRemoteRecipientType,msExchRecipientTypeDetails,msExchHideFromAddressLists,homeMDB,adminDescription,groupType,isCriticalSystemObject,userAccountControl,whenCreated,whenChanged\n\
         \"CN=Siân Lee,OU=Staff,DC=contoso,DC=com\",user,88666888-0101-1111-bbbb-1234567890ab,iGhmiAEBERG7uxI0VniQqw==,,S-1-5-21-1-2-3-1104,sian,sian@contoso.com,sian@contoso.com,SMTP:sian@contoso.com|smtp:s@contoso.com,sian,,Siân Lee,Siân,Lee,004417,,,,,,,,,512,2014-09-03 08:30:11Z,2026-01-01 00:00:00Z\n\
         \"CN=Sales,DC=contoso,DC=com\",group,25c2879e-20ed-4e66-83f0-9e20460aedf8,,,S-1-5-21-1-2-3-1105,Sales,,sales@contoso.com,SMTP:sales@contoso.com,sales,,Sales,,,,,,,,,,-2147483640,,,2014-09-03 08:30:11Z,2026-01-01 00:00:00Z\n\
         \"CN=Ray,DC=contoso,DC=com\",contact,30475e40-e7ae-4af3-af75-8b143c81daf5,,,,,,ray@partner.example,SMTP:ray@partner.example,ray,SMTP:ray@partner.example,Ray,,,,,,,,,,,,,2014-09-03 08:30:11Z,2026-01-01 00:00:00Z\n",
        3,
    ),
    (
        Format::AdPowershell,
        "DistinguishedName,EmailAddress,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName\n\
         \"CN=Ann,DC=contoso,DC=com\",ann@contoso.com,True,Ann,Ann,user,88666888-0101-1111-bbbb-1234567890ab,ann,S-1-5-21-1-2-3-4,Lee,ann@contoso.com\n",
        1,
    ),
    (
        Format::AdPowershell,
        "UserPrincipalName,Name,objectGUID,ImmutableID\nann@contoso.com,Ann,88666888-0101-1111-bbbb-1234567890ab,iGhmiAEBERG7uxI0VniQqw==\n",
        1,
    ),
    (
        Format::AdPowershell,
        "PSComputerName,RunspaceId,PSShowComputerName,DistinguishedName,Enabled,Name,ObjectClass,ObjectGUID,SamAccountName,SID,UserPrincipalName\n\
         dc1,55555555-5555-4555-8555-555555555555,True,\"CN=PC1,DC=contoso,DC=com\",True,PC1,computer,88666888-0101-1111-bbbb-1234567890ab,PC1$,S-1-5-21-1-2-3-4,\n",
        0,
    ),
    (
        Format::AdCsvde,
        "DN,objectClass,cn,distinguishedName,objectGUID,userAccountControl,sAMAccountName,userPrincipalName,proxyAddresses,mail\n\
         \"CN=Ann\\\\, Lee,DC=contoso,DC=com\",user,X'5369c3a26e',\"CN=Ann\\\\, Lee,DC=contoso,DC=com\",X'8868668801011111BBBB1234567890AB',66050,ann,ann@contoso.com,SMTP:ann@contoso.com;smtp:a@contoso.com,ann@contoso.com\n",
        1,
    ),
    (
        Format::M365AdminCenter,
        "Display name,DirSyncEnabled,User principal name,Object Id,First name,Last name,When created,Soft deletion time stamp,Title,Department,Preferred data location,City,CountryOrRegion,Office,StateOrProvince,Usage location,Last dirsync time,Block credential,Licenses,Password never expires,Last password change time stamp,Mobile Phone,Phone number,Postal code,Preferred language,Street address,Fax,Proxy addresses\n\
         Siân Lee,True,sian@contoso.com,55555555-5555-4555-8555-555555555555,Siân,Lee,2022-03-18 19:49:35Z,,,,,,,,,GB,2026-11-19 22:04:11Z,False,Microsoft 365 A3,False,2022-03-18 19:49:35Z,,,,,,,SMTP:sian@contoso.com+smtp:s+x@contoso.com\n\
         Bob,False,bob@contoso.com,66666666-6666-4666-8666-666666666666,Bob,Ray,2022-03-18 19:49:35Z,2026-10-30 15:02:11Z,,,,,,,,GB,,True,Unlicensed,False,2022-03-18 19:49:35Z,,,,,,,\n",
        2,
    ),
    (
        Format::M365AdminCenter,
        "Block credential,City,Country/Region,Department,DirSyncEnabled,Display name,Fax,First name,Last dirsync time,Last name,Last password change time stamp,License assignment details,Licenses,Mobile Phone,Oath token meta data,Object Id,Office,Password never expires,Phone number,Postal code,Preferred data location,Preferred language,Proxy addresses,Release track,Soft deletion time stamp,State,Street address,Strong password required,Title,Usage location,User principal name,When created\n\
         False,,,,True,Siân Lee,,Siân,2022-01-01 00:00:00Z,Lee,,,Office 365 A1,,,55555555-5555-4555-8555-555555555555,,False,,,,,SMTP:sian@contoso.com,,,,,True,,GB,sian@contoso.com,2020-01-01 00:00:00Z\n",
        1,
    ),
    (
        Format::M365AdminCenter,
        "Benutzerprinzipalname,Anzeigename,Anmeldeinformationen blockieren,Lizenzen\nuwe@contoso.com,Uwe Groß,Wahr,Microsoft 365 Business\n",
        1,
    ),
    (
        Format::EntraAdminCenter,
        "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime\n\
         ann@contoso.com,=1+3 Ann,Lee,ann@contoso.com,Ann,55555555-5555-4555-8555-555555555555,Member,,,True,GB,,,,,,,,,,,,,,,True,,contoso.onmicrosoft.com,8/19/2021 1:25:31 PM\n\
         w_partner.example#EXT#@contoso.onmicrosoft.com,W,,w@partner.example,,66666666-6666-4666-8666-666666666666,Guest,,,True,,,,,,,,,,,,,,,Invitation,,Accepted,ExternalAzureAD,8/19/2021 1:25:31 PM\n",
        2,
    ),
    (
        Format::EntraAdminCenter,
        "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification\n\
         ann@contoso.com,Ann,Lee,ann@contoso.com,Ann,55555555-5555-4555-8555-555555555555,Member,,,True,GB,,,,,,,,,,,,,,,\n",
        1,
    ),
    (
        Format::GraphPowershell,
        "id,userPrincipalName,displayName,mail,mailNickname,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesSamAccountName,onPremisesUserPrincipalName,onPremisesSecurityIdentifier,onPremisesObjectIdentifier,isCloudManaged,provisioningErrors,userType,exo,employeeId,createdDateTime,deletedDateTime\n\
         55555555-5555-4555-8555-555555555555,ann@contoso.com,Ann,ann@contoso.com,ann,SMTP:ann@contoso.com|smtp:a@contoso.onmicrosoft.com,iGhmiAEBERG7uxI0VniQqw==,True,ann,ann@contoso.com,S-1-5-21-1-2-3-4,iGhmiAEBERG7uxI0VniQqw==,,,Member,True,,2022-03-18 19:49:35Z,\n",
        1,
    ),
    (
        Format::GraphPowershell,
        "id,displayName,mail,mailNickname,mailEnabled,securityEnabled,groupTypes,proxyAddresses,onPremisesSyncEnabled,onPremisesSecurityIdentifier\n\
         77777777-7777-4777-8777-777777777777,Sales,sales@contoso.com,sales,True,False,,SMTP:sales@contoso.com,True,S-1-5-21-1-2-3-9\n",
        1,
    ),
    (
        Format::GraphPowershell,
        "id,displayName,mail,mailNickname,proxyAddresses,onPremisesSyncEnabled,objectType\n\
         88888888-8888-4888-8888-888888888888,Ray,ray@partner.example,ray,SMTP:ray@partner.example,True,contact\n",
        1,
    ),
    (
        Format::ExchangePowershell,
        "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses,IsExchangeCloudManaged\n\
         55555555-5555-4555-8555-555555555555,SharedMailbox,office,office@contoso.com,SMTP:office@contoso.com|SIP:office@contoso.com,False\n",
        1,
    ),
    (
        Format::ExchangeAdminCenter,
        "Display name,Email address,Recipient type,Archive status,Last modified time\nAnn,ann@contoso.com,UserMailbox,None,1/1/2026\n",
        1,
    ),
    (
        Format::MsonlinePowershell,
        "BlockCredential,DisplayName,FirstName,ImmutableId,IsLicensed,LastDirSyncTime,LastName,Licenses,ObjectId,ProxyAddresses,SignInName,SoftDeletionTimestamp,UserPrincipalName,UserType,WhenCreated\n\
         False,Zoë Lee,Zoë,iGhmiAEBERG7uxI0VniQqw==,True,1/9/2024 8:41:12 AM,Lee,System.Collections.Generic.List`1[Microsoft.Online.Administration.UserLicense],55555555-5555-4555-8555-555555555555,SMTP:zoe@contoso.com;smtp:z@contoso.com,zoe@contoso.com,,zoe@contoso.com,Member,8/19/2019 1:25:31 PM\n",
        1,
    ),
    (
        Format::AzureadPowershell,
        "ObjectId,ObjectType,AccountEnabled,DirSyncEnabled,DisplayName,GivenName,ImmutableId,LastDirSyncTime,Mail,MailNickName,OnPremisesSecurityIdentifier,ProxyAddresses,Surname,UserPrincipalName,UserType,DeletionTimestamp\n\
         55555555-5555-4555-8555-555555555555,User,True,True,Zoë Lee,Zoë,iGhmiAEBERG7uxI0VniQqw==,1/9/2024 8:41:12 AM,zoe@contoso.com,zoe,S-1-5-21-1-2-3-4,SMTP:zoe@contoso.com,Lee,zoe@contoso.com,Member,\n",
        1,
    ),
    (
        Format::AdUsersAndComputers,
        "Name,Type,Description,User Logon Name,Pre-Windows 2000 Logon Name,Display Name,First Name,Last Name,E-Mail Address,Exchange Alias\n\
         Zoë Lee,User,,zoe@contoso.com,zoe,Zoë Lee,Zoë,Lee,zoe@contoso.com,zoe\n\
         Sales,Security Group - Global,All of sales,,Sales,,,,sales@contoso.com,sales\n\
         PC1,Computer,,,PC1$,,,,,\n",
        2,
    ),
    (
        Format::AdUsersAndComputers,
        "Name,Typ,Beschreibung,Benutzeranmeldename,Anzeigename,Vorname,Nachname,E-Mail-Adresse\n\
         Uwe Groß,Benutzer,,uwe@contoso.com,Uwe Groß,Uwe,Groß,uwe@contoso.com\n",
        1,
    ),
];

#[test]
fn every_format_is_recognised_and_read() {
    for (format, text, used) in SAMPLES {
        let input = read_text(text);
        assert_eq!((input.format, input.used), (format, used), "{text}\n{:?}", input.problems);
    }
}

#[test]
fn files_of_facts_are_recognised_and_read() {
    for (text, format, used) in [
        (
            "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\ncontoso.onmicrosoft.com,True,True,Managed\n",
            Format::TenantDomains,
            2,
        ),
        (
            "principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Global Administrator,eligible\nno id,X,assigned\n",
            Format::TenantRoles,
            1,
        ),
        ("Name,Value\nblockSoftMatchEnabled,False\nsoftMatchOnUpnEnabled,\n", Format::TenantFeatures, 1),
        ("PersonID,Username\n88666888-0101-1111-bbbb-1234567890ab,sian\n,\n", Format::RmUnify, 1),
        (
            "DISTINGUISHEDNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,ACTION\n\"CN=Siân,DC=contoso,DC=com\",user,mail,duplicate,a@contoso.com,,\n",
            Format::Idfix,
            1,
        ),
        (
            "DisplayName,ImmutableId,ObjectType,ErrorCategory,PropertyName,PropertyValue,ObjectId\n\
             Siân,iGhmiAEBERG7uxI0VniQqw==,User,PropertyConflict,ProxyAddresses,a@contoso.com,\n",
            Format::SyncErrors,
            1,
        ),
        (
            "ID,Type,DN,operation,UPN,displayName,sourceAnchor,alias,primarySMTP,onPremisesSamAccountName,mail\n\
             {1},user,CN={1},add,sian@contoso.com,Siân,iGhmiAEBERG7uxI0VniQqw==,sian,sian@contoso.com,,\n",
            Format::EntraConnectExport,
            1,
        ),
    ] {
        for bytes in dialects(text) {
            let input = read_bytes("facts", &bytes);
            assert_eq!((input.format, input.used), (format, used), "{text}");
            assert_eq!(input.facts.len(), used as usize);
        }
    }
}

/// The same file in every encoding and with every separator gives the same objects.
#[test]
fn dialects_do_not_matter() {
    for (format, text, used) in SAMPLES {
        let expected = read_text(text);
        let upn = texts(&expected, Attribute::UserPrincipalName);
        let names = texts(&expected, Attribute::DisplayName);
        for delimiter in [b',', b';', b'\t'] {
            let divided = with_delimiter(text, delimiter);
            let crlf = divided.replace('\n', "\r\n");
            for (encoding, bytes) in encodings(&crlf).into_iter().chain(encodings(&divided)) {
                let input = read_bytes(&format!("{encoding} {}", char::from(delimiter)), &bytes);
                let context = format!("{encoding} {:?} {format:?}", char::from(delimiter));
                assert_eq!((input.format, input.used), (format, used), "{context}");
                assert_eq!(texts(&input, Attribute::UserPrincipalName), upn, "{context}");
                assert_eq!(texts(&input, Attribute::DisplayName), names, "{context}");
                assert_eq!(rows(&input), rows(&expected), "{context}");
                let is_legacy = encoding == "Windows-1252" && !divided.is_ascii();
                assert_eq!(input.has_problem(ProblemCode::NotUtf8), is_legacy, "{context}");
            }
        }
    }
}

/// The same file with every separator, in every encoding that has its letters.
fn dialects(text: &str) -> Vec<Vec<u8>> {
    [b',', b';', b'\t']
        .into_iter()
        .map(|delimiter| if delimiter == b',' { text.to_owned() } else { with_delimiter(text, delimiter) })
        .flat_map(|text| encodings(&text))
        .map(|(_, bytes)| bytes)
        .collect()
}

fn with_delimiter(text: &str, delimiter: u8) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.expect("record")).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |big_endian: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with BOM", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("UTF-16 LE with BOM", [&b"\xFF\xFE"[..], &utf16(false)].concat()),
        ("UTF-16 BE with BOM", [&b"\xFE\xFF"[..], &utf16(true)].concat()),
        ("UTF-16 LE", utf16(false)),
        ("Windows-1252", encoding_rs_bytes(text)),
    ]
}

fn encoding_rs_bytes(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

#[test]
fn lines_before_the_header_are_no_rows() {
    let plain =
        "sAMAccountName;userPrincipalName;ObjectGUID\nann;ann@contoso.com;88666888-0101-1111-bbbb-1234567890ab\n";
    for (before, row) in [
        ("", 2),
        ("#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\n", 3),
        ("\"#TYPE System.Object\"\n", 3),
        ("sep=;\n", 3),
        ("\n\n", 4),
    ] {
        let input = read_text(&format!("{before}{plain}"));
        assert_eq!((input.format, input.used, input.rows), (Format::AdPowershell, 1, 1), "{before:?}");
        assert_eq!(rows(&input), [row], "{before:?}");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let text = "sAMAccountName,userPrincipalName,ObjectGUID,info\na,a@c.example,,\"two\nlines\"\n\n\nb,b@c.example,,x\nc,c@c.example,,\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        assert_eq!(rows(&read_text(&text)), [2, 5, 6], "{text:?}");
    }
}

#[test]
fn kinds_of_objects() {
    use ObjectKind::{Contact, Group, Guest, User};

    let kinds = |text: &str| -> Vec<ObjectKind> {
        let input = read_text(text);
        input.tables.iter().flat_map(|table| (0..table.len()).map(|r| table.kind(r)).collect::<Vec<_>>()).collect()
    };
    assert_eq!(kinds(SAMPLES[0].1), [User, Group, Contact]);
    assert_eq!(kinds(SAMPLES[8].1), [User, Guest]);
    assert_eq!(kinds(SAMPLES[11].1), [Group]);
    assert_eq!(kinds(SAMPLES[12].1), [Contact]);
    assert_eq!(kinds(SAMPLES[13].1), [User]);
    assert_eq!(
        kinds("#TYPE Selected.Microsoft.ActiveDirectory.Management.ADGroup\nName,SamAccountName\nX,x\n"),
        [Group]
    );
}

#[test]
fn cells_are_read_as_their_format_means_them() {
    let csvde = read_text(SAMPLES[4].1);
    assert_eq!(texts(&csvde, Attribute::DisplayName), ["Siân"]);
    assert_eq!(texts(&csvde, Attribute::DistinguishedName), ["CN=Ann\\, Lee,DC=contoso,DC=com"]);
    let table = &csvde.tables[0];
    let enabled = table.column(Attribute::Enabled).expect("column");
    assert_eq!(enabled.boolean("66050"), Some(false));
    let admin_center = read_text(SAMPLES[5].1);
    let blocked = admin_center.tables[0].column(Attribute::Enabled).expect("column");
    assert_eq!(blocked.boolean("True"), Some(false));
    assert!(admin_center.tables[0].is_deleted(1));
}

/// Each thing that can be wrong with a file: where it is told, and the near miss where it is not.
#[test]
#[allow(clippy::too_many_lines, reason = "a table: one entry for each trap")]
fn problems_and_near_misses() {
    let ad = |header: &str, row: &str| {
        format!(
            "ObjectGUID,sAMAccountName,userPrincipalName,{header}\n88666888-0101-1111-bbbb-1234567890ab,ann,ann@contoso.com,{row}\n"
        )
    };
    let cases: [(ProblemCode, String, String); 26] = [
        (
            ProblemCode::TypeNameInCell,
            ad("proxyAddresses", "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"),
            ad("proxyAddresses", "SMTP:ann@contoso.com"),
        ),
        (ProblemCode::TypeNameInCell, ad("mS-DS-ConsistencyGuid", "System.Byte[]"), ad("mS-DS-ConsistencyGuid", "")),
        (
            ProblemCode::TruncatedListing,
            ad("proxyAddresses", "\"{SMTP:ann@contoso.com, smtp:a@contoso.com...}\""),
            ad("proxyAddresses", "\"{SMTP:ann@contoso.com, smtp:a@contoso.com}\""),
        ),
        (ProblemCode::SpreadsheetDamage, ad("employeeID", "1.32E+17"), ad("employeeID", "132258449239560667")),
        (ProblemCode::SpreadsheetDamage, ad("mail", "#NAME?"), ad("mail", "ann#1@contoso.com")),
        // Windows PowerShell without -Encoding; UTF-8 that was read as Windows-1252 and saved.
        (ProblemCode::NotUtf8, ad("displayName", "Si?n Lee"), ad("displayName", "Ann Lee?")),
        (ProblemCode::NotUtf8, ad("displayName", "SiÃ¢n Lee"), ad("displayName", "Ãna Lee")),
        (ProblemCode::DateOrderUnknown, ad("whenCreated", "3/4/2026 1:00:00 PM"), ad("whenCreated", "3/29/2026 1:00:00 PM")),
        (ProblemCode::DateOrderUnknown, ad("whenCreated", "03.04.2026"), ad("whenCreated", "2026-03-04 13:00:00Z")),
        (ProblemCode::DateOrderUnknown, ad("whenCreated", "3/29/2026\n25c2879e-20ed-4e66-83f0-9e20460aedf8,b,b@contoso.com,29/3/2026"), ad("whenCreated", "29/3/2026")),
        (ProblemCode::ShortNamesForDn, ad("distinguishedName", "CN=Ann"), ad("distinguishedName", "\"CN=Ann,DC=contoso,DC=com\"")),
        (ProblemCode::OversizedColumnsIgnored, ad("userCertificate", &"A".repeat(5_000)), ad("userCertificate", "AAAA")),
        (ProblemCode::OversizedColumnsIgnored, ad("thumbnailPhoto", &"A".repeat(5_000)), ad("mail", "ann@contoso.com")),
        (
            ProblemCode::BuiltInAccountsSetApart,
            "sAMAccountName,userPrincipalName\nMSOL_0123,\nann,ann@contoso.com\n".to_owned(),
            "sAMAccountName,userPrincipalName\nguesthouse,g@contoso.com\n".to_owned(),
        ),
        (
            ProblemCode::NoHeaderRow,
            "\"CN=Ann,DC=contoso,DC=com\",user,20140415101912.0Z,ann\n".to_owned(),
            "DN,objectClass,whenCreated,sAMAccountName\n\"CN=Ann,DC=contoso,DC=com\",user,20140415101912.0Z,ann\n".to_owned(),
        ),
        (
            ProblemCode::PropertiesNotRequested,
            "Id,UserPrincipalName,DisplayName,OnPremisesImmutableId,OnPremisesSyncEnabled,AccountEnabled,UserType\n55555555-5555-4555-8555-555555555555,a@c.example,A,,,,\n".to_owned(),
            // A tenant that never synced has no anchors by right.
            "Id,UserPrincipalName,DisplayName,OnPremisesImmutableId,OnPremisesSyncEnabled,AccountEnabled,UserType\n55555555-5555-4555-8555-555555555555,a@c.example,A,,,True,Member\n".to_owned(),
        ),
        (
            ProblemCode::ColumnMissing,
            ad("mail", "ann@contoso.com"),
            ad("proxyAddresses,msDsConsistencyGuid", "SMTP:ann@contoso.com,"),
        ),
        (
            ProblemCode::NoImmutableId,
            "User principal name,Display name,Object Id,Licenses,Proxy addresses\na@c.example,A,55555555-5555-4555-8555-555555555555,Unlicensed,\n".to_owned(),
            SAMPLES[10].1.to_owned(),
        ),
        (
            ProblemCode::ConcealedNames,
            "User principal name,Display name,Object Id,Licenses,Usage location\n0f5c9a3e7d1b4c6f8a2e4d6c8b0a1f3e,A1B2,,Unlicensed,GB\n".to_owned(),
            "User principal name,Display name,Object Id,Licenses,Usage location\na@c.example,A,,Unlicensed,GB\n".to_owned(),
        ),
        (
            ProblemCode::WrongKindOfFile,
            "SamAccountName,GroupName,GroupDN\nann,Sales,\"CN=Sales,DC=c\"\n".to_owned(),
            "SamAccountName,Name,DistinguishedName\nann,Ann,\"CN=Ann,DC=c\"\n".to_owned(),
        ),
        (
            ProblemCode::NothingToMatchOn,
            "DN,objectClass,distinguishedName\n\"CN=Ann,DC=c\",user,\"CN=Ann,DC=c\"\n".to_owned(),
            "DN,objectClass,sAMAccountName\n\"CN=Ann,DC=c\",user,ann\n".to_owned(),
        ),
        (
            ProblemCode::UploadTemplate,
            "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required\nA,a@c.example\n".to_owned(),
            "displayName,userPrincipalName,id\nA,a@c.example,55555555-5555-4555-8555-555555555555\n".to_owned(),
        ),
        (
            ProblemCode::RepeatedRows,
            "sAMAccountName,ObjectGUID\na,88666888-0101-1111-bbbb-1234567890ab\na,88666888-0101-1111-BBBB-1234567890AB\n".to_owned(),
            "sAMAccountName,ObjectGUID\na,88666888-0101-1111-bbbb-1234567890ab\na,25c2879e-20ed-4e66-83f0-9e20460aedf8\n".to_owned(),
        ),
        (
            ProblemCode::ImmutableIdNotBase64,
            "id,userPrincipalName,userType,onPremisesImmutableId\n55555555-5555-4555-8555-555555555555,a@c.example,Member,88666888-0101-1111-bbbb-1234567890ab\n".to_owned(),
            "id,userPrincipalName,userType,onPremisesImmutableId\n55555555-5555-4555-8555-555555555555,a@c.example,Member,iGhmiAEBERG7uxI0VniQqw==\n".to_owned(),
        ),
        (
            ProblemCode::AmbiguousColumn,
            "sAMAccountName,mail,Mail\na,,a@c.example\n".to_owned(),
            "sAMAccountName,mail,EmailAddress\na,a@c.example,a@c.example\n".to_owned(),
        ),
        (
            ProblemCode::RaggedRow,
            "sAMAccountName,mail,sn\na,a@c.example\nb,b@c.example,B,more\n".to_owned(),
            "sAMAccountName,mail,sn\na,a@c.example,A\n".to_owned(),
        ),
    ];
    for (code, faulty, near_miss) in cases {
        for bytes in dialects(&faulty) {
            let input = read_bytes("faulty", &bytes);
            // What was encoded twice is whole again where it was read in the wrong encoding once more.
            let is_healed = code == ProblemCode::NotUtf8
                && !bytes.contains(&b'?')
                && texts(&input, Attribute::DisplayName) == ["Siân Lee"];
            assert!(is_healed || input.has_problem(code), "{code:?} is not told:\n{faulty}\n{:?}", codes(&input));
        }
        for bytes in dialects(&near_miss) {
            let input = read_bytes("near miss", &bytes);
            let is_by_encoding = code == ProblemCode::NotUtf8 && input.encoding == Some(Encoding::WESTERN);
            assert!(
                !input.has_problem(code) || is_by_encoding,
                "{code:?} is told of:\n{near_miss}\n{:?}",
                input.problems
            );
        }
    }
}

#[test]
fn what_is_lost_or_not_asked_for_is_not_empty() {
    let lost = read_text("sAMAccountName,proxyAddresses\na,System.String[]\nb,\nc,SMTP:c@c.example\n");
    assert_eq!(texts(&lost, Attribute::ProxyAddresses), ["Lost", "Lost", "SMTP:c@c.example"]);
    let not_asked = read_text(
        "Id,UserPrincipalName,DisplayName,ProxyAddresses,OnPremisesImmutableId,AccountEnabled,UserType\n\
         55555555-5555-4555-8555-555555555555,a@c.example,A,,,,\n",
    );
    assert_eq!(texts(&not_asked, Attribute::ImmutableId), ["NotExported"]);
    assert_eq!(texts(&not_asked, Attribute::ProxyAddresses), ["NotExported"]);
    // An Exchange list without the properties that must be asked for.
    let exchange = read_text(
        "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
         55555555-5555-4555-8555-555555555555,UserMailbox,,,\n",
    );
    assert!(exchange.has_problem(ProblemCode::PropertiesNotRequested));
    assert_eq!(texts(&exchange, Attribute::ProxyAddresses), ["NotExported"]);
}

#[test]
fn the_fuller_of_two_columns_with_one_name_counts() {
    let input = read_text("sAMAccountName,mail,Mail\na,,a@c.example\n");
    assert_eq!(texts(&input, Attribute::Mail), ["a@c.example"]);
}

#[test]
fn a_lost_case_of_smtp_leaves_no_primary_address() {
    let list = |entry: &dyn Fn(u32) -> String| {
        let rows: Vec<String> = (0..12).map(|n| format!("u{n},{}\n", entry(n))).collect();
        read_text(&format!("sAMAccountName,proxyAddresses\n{}", rows.concat()))
    };
    let lower = list(&|n| format!("smtp:a{n}@c.example|smtp:b{n}@c.example"));
    assert!(lower.tables[0].primary_case_lost);
    let upper = list(&|n| format!("SMTP:A{n}@C.EXAMPLE|SMTP:B{n}@C.EXAMPLE"));
    assert!(upper.tables[0].primary_case_lost);
    let right = list(&|n| format!("SMTP:a{n}@c.example|smtp:b{n}@c.example"));
    assert!(!right.tables[0].primary_case_lost);
    // One address each in capitals is what a directory without second addresses looks like.
    let single = list(&|n| format!("SMTP:a{n}@c.example"));
    assert!(!single.tables[0].primary_case_lost);
}

#[test]
fn passwords_are_thrown_away_unread() {
    let input = read_text(
        "ObjectGUID,sAMAccountName,userPrincipalName,ms-Mcs-AdmPwd\n\
         88666888-0101-1111-bbbb-1234567890ab,ann,ann@contoso.com,S3cr3t!\n",
    );
    assert_eq!(input.used, 1);
    assert!(input.has_problem(ProblemCode::PasswordColumnDropped));
    assert!(!input.tables[0].all_text().contains("S3cr3t!"));
    assert!(!format!("{input:?}").contains("S3cr3t!"));
}

#[test]
fn files_that_are_no_exports_get_a_sentence() {
    let cases: [(&[u8], Format, ProblemCode); 12] = [
        (b"", Format::NotAnExport, ProblemCode::NotCsv),
        (b"\xEF\xBB\xBF", Format::Unknown, ProblemCode::NoHeaderRow),
        (b"\n\n\n", Format::Unknown, ProblemCode::NoHeaderRow),
        (b"PK\x03\x04\x14\0\x06\0", Format::NotAnExport, ProblemCode::NotCsv),
        (b"%PDF-1.7\n%\xE2\xE3", Format::NotAnExport, ProblemCode::NotCsv),
        (b"\x89PNG\r\n\x1A\n\0\0", Format::NotAnExport, ProblemCode::NotCsv),
        (b"{\"value\": []}", Format::NotAnExport, ProblemCode::NotCsv),
        (b"<?xml version=\"1.0\"?><cs-objects/>", Format::NotAnExport, ProblemCode::NotCsv),
        (b"name\0with\0zero,bytes\nin,it\n", Format::NotAnExport, ProblemCode::NotCsv),
        (
            b"DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\n",
            Format::Idfix,
            ProblemCode::WrongKindOfFile,
        ),
        // Not UTF-8, and at its end at once.
        (b"\xC4", Format::Unknown, ProblemCode::NothingToMatchOn),
        (b"colour,size\nred,4\n", Format::Unknown, ProblemCode::NothingToMatchOn),
    ];
    for (bytes, format, code) in cases {
        let input = read_bytes("x", bytes);
        assert_eq!(input.format, format, "{:?}", String::from_utf8_lossy(bytes));
        assert!(input.has_problem(code), "{:?}: {:?}", String::from_utf8_lossy(bytes), codes(&input));
        assert!(input.tables.is_empty());
        for problem in &input.problems {
            assert!(problem.message.ends_with('.') && problem.what_to_do.ends_with('.'), "{problem:?}");
        }
    }
}

#[test]
fn a_proof_against_utf8_may_come_late() {
    let mut bytes = b"sAMAccountName,userPrincipalName,displayName\n".to_vec();
    for number in 0..20_000 {
        writeln!(bytes, "u{number},u{number}@contoso.com,Plain Name {number}").expect("written");
    }
    bytes.extend_from_slice(b"last,last@contoso.com,M\xFCller\n");
    let input = read_bytes("late.csv", &bytes);
    assert_eq!(input.used, 20_001);
    assert!(input.has_problem(ProblemCode::NotUtf8));
    assert_eq!(texts(&input, Attribute::DisplayName).last().map(String::as_str), Some("Müller"));
}

#[test]
fn a_quote_that_is_never_closed_ends_with_a_sentence() {
    // Short: everything after the quote is one cell, and the row has no end.
    let input = read_text("sAMAccountName,mail,sn\na,a@c.example,A\nb,\"b@c.example,B\nc,c@c.example,C\n");
    assert_eq!((input.rows, input.used), (2, 1));
    assert!(input.has_problem(ProblemCode::PossiblyPartial));
    // Long: reading stops before it fills the memory.
    let mut bytes = b"sAMAccountName,mail,sn\na,a@c.example,A\nb,\"".to_vec();
    bytes.resize(70 << 20, b'x');
    let input = read_bytes("long.csv", &bytes);
    assert!(input.has_problem(ProblemCode::NotCsv), "{:?}", codes(&input));
    assert!(input.tables.is_empty());
}

#[test]
fn several_rows_of_the_header_do_not_become_objects() {
    let input = read_text("sAMAccountName,mail\na,a@c.example\nsAMAccountName,mail\nb,b@c.example\n");
    assert_eq!((input.rows, input.used), (3, 2));
    assert!(input.has_problem(ProblemCode::RepeatedRows));
}

/// A file that is changed while it is read: nothing of it is used, and it says so.
#[test]
fn a_file_that_ends_in_an_error_is_not_half_read() {
    struct Fails<'a>(&'a [u8]);
    impl std::io::Read for Fails<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match std::io::Read::read(&mut self.0, buffer)? {
                0 => Err(std::io::Error::other("it was moved")),
                count => Ok(count),
            }
        }
    }
    struct Changing(Vec<u8>);
    impl Source for Changing {
        fn name(&self) -> &'static str {
            "changing.csv"
        }
        fn size(&self) -> u64 {
            self.0.len() as u64
        }
        fn open(&self) -> std::io::Result<Box<dyn std::io::Read + '_>> {
            Ok(Box::new(Fails(&self.0)))
        }
    }
    let row = "ann,ann@contoso.com\n";
    for rows in [1, 50_000] {
        let text = format!("sAMAccountName,mail\n{}", row.repeat(rows));
        let input = read(&Changing(text.into_bytes()), &ReadOptions::default(), &native_decoder::make, &mut Silent);
        assert_eq!((input.rows, input.used, input.tables.len()), (0, 0, 0), "{rows} rows");
        assert_eq!(input.problems[0].message, "The file could not be read: it was moved.");
    }
}

#[test]
fn a_file_that_breaks_off_is_told() {
    let whole = "ObjectGUID,sAMAccountName,userPrincipalName,mail\n\
                 88666888-0101-1111-bbbb-1234567890ab,ann,ann@contoso.com,\n\
                 25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,bob@contoso.com,";
    // A last row without a line break is common, and whole.
    assert!(!codes(&read_text(whole)).contains(&"possibly-partial"));
    for (cut, rows) in [(1, 2), (5, 2), (40, 2)] {
        let input = read_text(&whole[..whole.len() - cut]);
        assert!(codes(&input).contains(&"possibly-partial"), "{cut}: {:?}", codes(&input));
        assert_eq!((input.rows, input.used), (rows, rows - 1), "{cut}");
    }
    // Inside a quote.
    let quoted = "ObjectGUID,DistinguishedName,userPrincipalName\n\
                  88666888-0101-1111-bbbb-1234567890ab,\"CN=Ann,DC=contoso,DC=com\",ann@contoso.com\n\
                  25c2879e-20ed-4e66-83f0-9e20460aedf8,\"CN=Half";
    assert!(codes(&read_text(quoted)).contains(&"possibly-partial"));
    assert_eq!(read_text(quoted).used, 1);
    // A short row in the middle is another thing, and so is one that ends with a line break.
    let ragged = format!("{}\n", whole.replace("ann@contoso.com,", "ann@contoso.com"));
    assert!(!codes(&read_text(&ragged)).contains(&"possibly-partial"));
}

/// Two exports of one directory: the newer one counts, whatever the files are called, and the difference is told.
#[test]
fn two_exports_that_disagree() {
    let export = |address: &str, changed: &str| {
        format!(
            "ObjectGUID,ObjectClass,sAMAccountName,userPrincipalName,proxyAddresses,whenChanged\n\
             88666888-0101-1111-bbbb-1234567890ab,user,ann,ann@contoso.com,SMTP:{address}|smtp:a@contoso.com,{changed}\n"
        )
    };
    let (old, new) =
        (export("ann.lee@contoso.com", "2025-01-01 00:00:00Z"), export("Ann@contoso.com", "2026-01-01 00:00:00Z"));
    for (first, second) in [("a.csv", "b.csv"), ("b.csv", "a.csv")] {
        let analysis = common::analyse(&[(first, &old), (second, &new)], &dirmatch::settings::Settings::default());
        let ad = &analysis.directories.on_premises;
        let object = ad.objects().next().expect("one");
        assert_eq!(ad.text(object, Attribute::ProxyAddresses), Some("SMTP:Ann@contoso.com|smtp:a@contoso.com"));
        let told = analysis.directories.inputs.iter().find(|input| input.name == first).expect("the old one");
        let problem = told.problems.iter().find(|problem| problem.code == ProblemCode::RepeatedRows).expect("told");
        assert!(problem.message.contains(second), "{}", problem.message);
    }
    // The same in another order and letter case is the same.
    let again = new.replace("SMTP:Ann@contoso.com|smtp:a@contoso.com", "smtp:A@contoso.com|SMTP:ann@contoso.com");
    let analysis = common::analyse(&[("a.csv", &new), ("b.csv", &again)], &dirmatch::settings::Settings::default());
    assert!(analysis.directories.inputs.iter().all(|input| !input.has_problem(ProblemCode::RepeatedRows)));
}
