//! Reading where the syntax or the person says more than the header: LDIF, and files that are read as somebody chose.
//!
//! All names are invented; the bytes of identifiers are those of Microsoft's own examples.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use dirmatch::coverage;
use dirmatch::import::{FileChoice, Format, InMemory, Input, ReadOptions, native_decoder, read};
use dirmatch::model::{Attribute, Cell, ObjectKind};
use dirmatch::progress::Silent;
use dirmatch::settings::Settings;
use dirmatch::view::suggestions::SuggestionList;
use dirmatch::wire::CoverageState;

fn read_as(bytes: &[u8], choice: &str) -> Input {
    let choice: FileChoice = serde_json::from_str(choice).expect("a choice");
    let options = ReadOptions::from_choice(&choice).expect("known names");
    let input = read(&InMemory::new("file", bytes), &options, &native_decoder::make, &mut Silent);
    assert_eq!(input.rows, input.used + u32::try_from(input.set_aside.len()).expect("few"), "rows are lost");
    input
}

fn text(input: &Input, record: usize, attribute: Attribute) -> String {
    match input.tables[0].cell(record, attribute) {
        Cell::Text(text) => text.to_owned(),
        other => format!("{other:?}"),
    }
}

fn codes(input: &Input) -> Vec<&'static str> {
    input.problems.iter().map(|problem| problem.code.name()).collect()
}

const LDIF: &str = "\
# ldapsearch writes comments,
 # and folds them
version: 1

dn:: Q049U2nDom4gTGVlLE9VPVN0YWZmLERDPWNvbnRvc28sREM9Y29t
changetype: add
objectClass: top
objectClass: person
objectClass: organizationalPerson
objectClass: user
distinguishedName: CN=Another,DC=contoso,DC=com
objectGUID:: iGhmiAEBERG7uxI0VniQqw==
mS-DS-ConsistencyGuid:: iGhmiAEBERG7uxI0VniQqw==
objectSid:: AQUAAAAAAAUVAAAAKm0s7HspGu8/NKK3XQQAAA==
sAMAccountName: sian
userPrincipalName: sian@contoso.com
displayName:: U2nDom4gTGVl
proxyAddresses: SMTP:sian@contoso.com
proxyAddresses: X400:c=US;a= ;p=Contoso;s=Lee
proxyAddresses: smtp:sian.lee.with.a.very.long.address.that.does.not.fit@con
 toso.com
userCertificate;binary:: AAAA
jpegPhoto:< file:///photo.jpg
whenCreated: 20191105173809.0Z

dn: CN=DC1,OU=Domain Controllers,DC=contoso,DC=com
objectClass: computer
sAMAccountName: DC1$

dn: CN=Gone\\0ADEL:88666888,CN=Deleted Objects,DC=contoso,DC=com
objectClass: user
sAMAccountName: gone
isDeleted: TRUE

# search result
search: 2
result: 0 Success

ref: ldap://other.contoso.com/
";

#[test]
fn ldif_in_every_encoding() {
    let utf16: Vec<u8> = LDIF.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let variants = [
        LDIF.as_bytes().to_vec(),
        LDIF.replace('\n', "\r\n").into_bytes(),
        [b"\xEF\xBB\xBF", LDIF.as_bytes()].concat(),
        [b"\xFF\xFE", utf16.as_slice()].concat(),
        LDIF.trim_end().as_bytes().to_vec(),
    ];
    for bytes in variants {
        let input = read_as(&bytes, "{}");
        assert_eq!((input.format, input.rows, input.used), (Format::AdLdif, 3, 1), "{:?}", input.problems);
        assert_eq!(text(&input, 0, Attribute::DistinguishedName), "CN=Siân Lee,OU=Staff,DC=contoso,DC=com");
        assert_eq!(text(&input, 0, Attribute::DisplayName), "Siân Lee");
        assert_eq!(text(&input, 0, Attribute::ObjectGuid), "iGhmiAEBERG7uxI0VniQqw==");
        assert_eq!(
            text(&input, 0, Attribute::ProxyAddresses),
            "SMTP:sian@contoso.com|X400:c=US;a= ;p=Contoso;s=Lee|smtp:sian.lee.with.a.very.long.address.that.does.not.fit@contoso.com"
        );
        assert_eq!(input.tables[0].kind(0), ObjectKind::User);
        // The row is the line of the entry's name.
        assert_eq!(input.tables[0].row(0), 5);
        // No entry has a mail, so the file does not tell it; a lone attribute that one entry lacks is not set there.
        assert_eq!(text(&input, 0, Attribute::Mail), "NotExported");
        assert!(!input.columns.iter().any(|(attribute, _)| *attribute == Attribute::Mail));
    }
}

/// An LDIF file and a CSV file of the same directory join the same.
#[test]
fn ldif_joins_as_csv_does() {
    let cloud = common::cloud_csv(&["id=G5 upn=sian@c px=P:sian@c imm=b(G1) sync=true opoi=G1"]);
    let csv = common::ad_csv(&["og=G1 cg=b(G1) sam=sian upn=sian@c px=P:sian@c"]);
    let outcome = |ad: &str| {
        let report = common::report(&common::analyse(&[("ad", ad), ("cloud.csv", &cloud)], &Settings::default()));
        ["outcome", "by", "confidence"].map(|field| report["objects"][0][field].as_str().expect("text").to_owned())
    };
    assert_eq!(outcome(LDIF), ["already-synced", "source-anchor", "certain"]);
    assert_eq!(outcome(LDIF), outcome(&csv));
}

#[test]
fn damaged_ldif_is_read_as_far_as_it_goes() {
    let input = read_as(b"dn: CN=a,DC=c\nsAMAccountName: a\n no colon\nobjectGUID:: !!!\n\ndn: CN=b,DC=c", "{}");
    assert_eq!((input.rows, input.used), (2, 2));
    // The folded line belongs to the value before it.
    assert_eq!(text(&input, 0, Attribute::SamAccountName), "ano colon");
    let latin = b"dn: CN=a,DC=c\nsAMAccountName: a\ndisplayName: M\xFCller\n";
    assert_eq!(text(&read_as(latin, "{}"), 0, Attribute::DisplayName), "Müller");
}

#[test]
fn lines_of_retired_modules_tell_who_is_synced() {
    let header = "ObjectId,UserPrincipalName,ImmutableId,BlockCredential,LastDirSyncTime\n";
    let rows = "55555555-5555-4555-8555-555555555555,a@contoso.com,x,False,1/9/2024 8:41:12 AM\n\
                66666666-6666-4666-8666-666666666666,b@contoso.com,,True,\n";
    let analysis = common::analyse(&[("old.csv", &format!("{header}{rows}"))], &Settings::default());
    let cloud = &analysis.directories.cloud;
    let said: Vec<_> = cloud.objects().map(|object| cloud.boolean(object, Attribute::SyncEnabled)).collect();
    assert_eq!(said, [Ok(Some(true)), Ok(None)]);
    let enabled: Vec<_> = cloud.objects().map(|object| cloud.boolean(object, Attribute::Enabled)).collect();
    assert_eq!(enabled, [Ok(Some(true)), Ok(Some(false))]);
}

#[test]
fn a_header_that_nobody_knows_can_be_mapped() {
    let file = "dname,login,emails\nAnn Lee,ann@contoso.com,SMTP:ann@contoso.com\n".as_bytes();
    let unknown = read_as(file, "{}");
    assert_eq!(unknown.format, Format::Unknown);
    // What the columns look like is proposed; nothing is used by that alone.
    let guessed: Vec<(&str, Attribute)> = unknown.guesses.iter().map(|(header, a)| (header.as_str(), *a)).collect();
    assert_eq!(guessed, [("login", Attribute::UserPrincipalName), ("emails", Attribute::ProxyAddresses)]);
    assert_eq!(unknown.used, 0);
    // An attribute that AD has too: the file is taken for one of AD unless the format says otherwise.
    let choice = r#"{"columns": {"dname": "displayName", "Login": "userPrincipalName", "emails": "proxyAddresses"}}"#;
    let input = read_as(file, choice);
    assert_eq!((input.format, input.used), (Format::AdPowershell, 1));
    assert_eq!(text(&input, 0, Attribute::UserPrincipalName), "ann@contoso.com");
    let cloud = read_as(file, &choice.replacen('{', r#"{"format": "graph-powershell", "#, 1));
    assert_eq!(cloud.format, Format::GraphPowershell);
    assert_eq!(text(&cloud, 0, Attribute::DisplayName), "Ann Lee");
    // A password is not read, whatever somebody calls it.
    let file = "login,password\nann@contoso.com,secret\n".as_bytes();
    let input =
        read_as(file, r#"{"format": "ad-powershell", "columns": {"login": "userPrincipalName", "password": "mail"}}"#);
    assert_eq!(text(&input, 0, Attribute::Mail), "NotExported");
    assert!(input.first_rows[0][1].is_empty(), "{:?}", input.first_rows);
}

#[test]
fn a_column_can_be_left_out_or_mean_another_attribute() {
    let file = "sAMAccountName,mail,extensionAttribute1\nann,wrong@contoso.com,ann@contoso.com\n".as_bytes();
    let input = read_as(file, r#"{"columns": {"mail": null, "extensionAttribute1": "mail"}}"#);
    assert_eq!(text(&input, 0, Attribute::Mail), "ann@contoso.com");
    // Two columns for one attribute: the first counts.
    let twice = read_as(file, r#"{"columns": {"mail": "mail", "extensionAttribute1": "mail"}}"#);
    assert_eq!(text(&twice, 0, Attribute::Mail), "wrong@contoso.com");
    assert!(input.ignored_columns.contains(&"mail".to_owned()), "{:?}", input.ignored_columns);
}

#[test]
fn encoding_and_separator_can_be_chosen() {
    // Polish letters in the code page of Central Europe, which cannot be told from the western one.
    let file = b"sAMAccountName|displayName;x\na|\xA3ucja;y\n";
    let guessed = read_as(file, "{}");
    assert!(codes(&guessed).contains(&"not-utf8"));
    let input = read_as(file, r#"{"encoding": "windows-1250", "delimiter": "bar"}"#);
    assert_eq!(text(&input, 0, Attribute::SamAccountName), "a");
    assert!(!codes(&input).contains(&"not-utf8"));
    let named = "sAMAccountName|displayName\na|\u{141}ucja\n";
    let central = encoding_rs::WINDOWS_1250.encode(named).0.into_owned();
    let input = read_as(&central, r#"{"encoding": "Windows-1250"}"#);
    assert_eq!(text(&input, 0, Attribute::DisplayName), "Łucja");
}

#[test]
fn names_that_are_unknown_get_a_sentence() {
    for (choice, word) in [
        (r#"{"format": "excel"}"#, "ad-powershell"),
        (r#"{"encoding": "ebcdic"}"#, "Windows-1252"),
        (r#"{"delimiter": "dot"}"#, "semicolon"),
        (r#"{"columns": {"a": "shoeSize"}}"#, "userPrincipalName"),
    ] {
        let choice: FileChoice = serde_json::from_str(choice).expect("a choice");
        let why = ReadOptions::from_choice(&choice).expect_err("unknown");
        assert!(why.contains(word) && why.ends_with('.'), "{why}");
    }
}

/// Lists of what other tools found are shown at the objects that they are about, and never taken for the directory.
#[test]
fn reports_of_other_tools_stand_at_their_objects() {
    let ad = common::ad_csv(&["dn=CN=Ann,DC=contoso,DC=com og=G1 cg= sam=ann upn=ann@c px=P:ann@c"]);
    let cloud = common::cloud_csv(&["id=G5 upn=ann@c px=P:ann@c imm=b(G1) sync=true"]);
    let idfix = "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\n\
                 \"cn=ann,dc=contoso,dc=com\",Ann,user,proxyAddresses,duplicate,smtp:a@contoso.com,,EDIT,\n";
    let errors = "Id,UserPrincipalName,category,propertyCausingError,value\n\
                  55555555-5555-4555-8555-555555555555,x@contoso.com,PropertyConflict,ProxyAddresses,a@contoso.com\n\
                  66666666-6666-4666-8666-666666666666,x@contoso.com,PropertyConflict,ProxyAddresses,b@contoso.com\n";
    let pending = "ID,Type,DN,operation,UPN,displayName,sourceAnchor,alias,primarySMTP,onPremisesSamAccountName,mail\n\
                   {1},user,CN={1},update,ann@contoso.com,Ann,iGhmiAEBERG7uxI0VniQqw==,ann,ann@contoso.com,,\n";
    let files =
        [("ad.csv", &*ad), ("c.csv", &*cloud), ("idfix.csv", idfix), ("errors.csv", errors), ("pending.csv", pending)];
    let analysis = common::analyse(&files, &Settings::default());
    let inputs = &analysis.directories.inputs;
    for (name, format, used) in [
        ("idfix.csv", Format::Idfix, 1),
        ("errors.csv", Format::SyncErrors, 2),
        ("pending.csv", Format::EntraConnectExport, 1),
    ] {
        let input = inputs.iter().find(|input| input.name == name).expect("read");
        assert_eq!((input.format, input.used), (format, used));
        assert!(codes(input).contains(&"wrong-kind-of-file"));
    }
    assert_eq!((analysis.directories.on_premises.len(), analysis.directories.cloud.len()), (1, 1));
    let detail = dirmatch::view::detail::object(&analysis, &SuggestionList::default(), 0).expect("Ann");
    let told: Vec<(&str, &str, u32)> =
        detail.reported.iter().map(|row| (row.file.as_str(), row.error.as_str(), row.row)).collect();
    assert_eq!(
        told,
        [("errors.csv", "PropertyConflict", 2), ("idfix.csv", "duplicate", 2), ("pending.csv", "update", 2)]
    );
}

/// RM Unify gives ImmutableIds itself; where it is in use, one that no AD object has is told as such.
#[test]
fn anchors_of_rm_unify() {
    let ad = common::ad_csv(&["og=G1 cg= sam=ann upn=ann@c"]);
    let cloud = common::cloud_csv(&["id=G5 upn=ann@c imm=b(G1) sync=", "id=G6 upn=pupil@c imm=b(G9) sync="]);
    let rm_unify = "PersonID,Username,Password\n88666888-0101-1111-bbbb-1234567890ab,ann,secret\n,pupil,secret\n";
    let told = |files: &[(&str, &str)]| {
        let analysis = common::analyse(files, &Settings::default());
        let cloud = analysis.directories.inputs.iter().find(|input| input.name == "c.csv").expect("read");
        (codes(cloud).contains(&"issued-by-rm-unify"), analysis.settings.rm_unify.value)
    };
    assert_eq!(told(&[("ad.csv", &ad), ("c.csv", &cloud)]), (false, false));
    assert_eq!(told(&[("ad.csv", &ad), ("c.csv", &cloud), ("EstablishmentUsers.csv", rm_unify)]), (true, true));
    let input = read_as(rm_unify.as_bytes(), "{}");
    assert_eq!((input.format, input.used), (Format::RmUnify, 2));
    assert!(codes(&input).contains(&"password-column-dropped"));
}

/// Headers that several formats could have: the side that the cells prove.
#[test]
fn sides_that_names_alone_do_not_tell() {
    let own = "\"CN=Ann,OU=Staff,DC=contoso,DC=com\"";
    let online = "\"CN=Ann,OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURPR01A001,DC=PROD,DC=OUTLOOK,DC=COM\"";
    for (text, format) in [
        // Exchange in the organisation's own network, by three signs.
        (format!("DistinguishedName,Alias,EmailAddresses\n{own},ann,SMTP:ann@contoso.com\n"), Format::NotAnExport),
        ("Alias,UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nann,ann@contoso.com,ann@contoso.com,RemoteUserMailbox\n".to_owned(), Format::NotAnExport),
        ("Alias,EmailAddresses,RemoteRoutingAddress\nann,SMTP:ann@contoso.com,ann@contoso.mail.onmicrosoft.com\n".to_owned(), Format::NotAnExport),
        // Exchange Online beside them.
        (format!("DisplayName,UserPrincipalName,PrimarySmtpAddress,DistinguishedName\nAnn,ann@contoso.com,ann@contoso.com,{online}\n"), Format::ExchangePowershell),
        (format!("DistinguishedName,Alias,EmailAddresses\n{online},ann,SMTP:ann@contoso.com\n"), Format::ExchangePowershell),
        ("DisplayName,UserPrincipalName,PrimarySmtpAddress,SamAccountName\nAnn,ann@contoso.com,ann@contoso.com,$ABC000-1234ABC\n".to_owned(), Format::ExchangePowershell),
        ("Id,UserPrincipalName,EmailAddresses,ExternalDirectoryObjectId\nann,ann@contoso.com,SMTP:ann@contoso.com,55555555-5555-4555-8555-555555555555\n".to_owned(), Format::ExchangePowershell),
        // AD with a column whose name the cloud uses as well.
        ("SamAccountName,UserPrincipalName,ObjectGUID,ExternalDirectoryObjectId\nann,ann@contoso.com,88666888-0101-1111-bbbb-1234567890ab,User_55555555-5555-4555-8555-555555555555\n".to_owned(), Format::AdPowershell),
        ("SamAccountName,ObjectGUID,Licenses\nann,88666888-0101-1111-bbbb-1234567890ab,A3\n".to_owned(), Format::AdPowershell),
        ("DN,mail,proxyAddresses\n\"CN=Ann,DC=c\",ann@contoso.com,SMTP:ann@contoso.com\n".to_owned(), Format::AdCsvde),
        // The anchor tells that it is not of the admin center.
        ("UserPrincipalName,DisplayName,ObjectId,ImmutableId,BlockCredential,Manager Name\nann@contoso.com,Ann,55555555-5555-4555-8555-555555555555,,False,\n".to_owned(), Format::MsonlinePowershell),
        ("UserPrincipalName,ObjectId,ImmutableId\nann@contoso.com,55555555-5555-4555-8555-555555555555,\n".to_owned(), Format::MsonlinePowershell),
        ("ObjectId,UserPrincipalName,ImmutableId,DirSyncEnabled\n55555555-5555-4555-8555-555555555555,ann@contoso.com,,True\n".to_owned(), Format::AzureadPowershell),
        ("UserPrincipalName,OnPremisesImmutableId,OnPremisesSyncEnabled\nann@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True\n".to_owned(), Format::GraphPowershell),
        ("Display name,User principal name,Object Id,OnPremisesImmutableId,Licenses\nAnn,ann@contoso.com,55555555-5555-4555-8555-555555555555,iGhmiAEBERG7uxI0VniQqw==,A3\n".to_owned(), Format::GraphPowershell),
        // Devices are no contacts.
        ("id,displayName,deviceId,operatingSystem,onPremisesSyncEnabled\n55555555-5555-4555-8555-555555555555,PC1,66666666-6666-4666-8666-666666666666,Windows,True\n".to_owned(), Format::Unknown),
    ] {
        assert_eq!(read_as(text.as_bytes(), "{}").format, format, "{text}");
    }
}

#[test]
fn columns_that_graph_was_not_asked_for() {
    let bare = "Id,DisplayName,UserPrincipalName,OnPremisesImmutableId,OnPremisesSyncEnabled\n\
                55555555-5555-4555-8555-555555555555,Ann,ann@contoso.com,,\n";
    let input = read_as(bare.as_bytes(), "{}");
    assert!(codes(&input).contains(&"properties-not-requested"));
    assert_eq!(text(&input, 0, Attribute::ImmutableId), "NotExported");
    // A filled property shows that more was asked for; a tenant that never synced has no anchors by right.
    let asked = bare.replace("DisplayName", "UserType").replace(",Ann,", ",Member,");
    let input = read_as(asked.as_bytes(), "{}");
    assert!(!codes(&input).contains(&"properties-not-requested"));
    assert_eq!(text(&input, 0, Attribute::ImmutableId), "Empty");
    // Whoever has a mail has addresses, so a blank column of them was not asked for.
    let addresses = "Id,UserPrincipalName,Mail,UserType,ProxyAddresses,OnPremisesImmutableId\n\
                     55555555-5555-4555-8555-555555555555,ann@contoso.com,ann@contoso.com,Member,,\n";
    let input = read_as(addresses.as_bytes(), "{}");
    assert_eq!(text(&input, 0, Attribute::ProxyAddresses), "NotExported");
    assert_eq!(text(&input, 0, Attribute::ImmutableId), "Empty");
}

#[test]
fn two_exports_in_one_file() {
    let first = "DN,objectClass,sAMAccountName,mail,userPrincipalName\n\"CN=Ann,DC=c\",user,ann,ann@contoso.com,ann@contoso.com\n";
    let other = "DN,objectClass,userPrincipalName,sAMAccountName,mail\n\"CN=Bob,DC=c\",user,bob@contoso.com,bob,bob.smith@contoso.com\n";
    let input = read_as(format!("{first}{other}").as_bytes(), "{}");
    assert_eq!((input.rows, input.used), (3, 1));
    assert!(codes(&input).contains(&"repeated-rows"));
    // The same header again is no harm, nor is the line of a type before it.
    let again = format!(
        "{first}#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser,,,,\n{}",
        first.replace("ann", "bob").replace("Ann", "Bob")
    );
    assert_eq!(read_as(again.as_bytes(), "{}").used, 2);
}

#[test]
fn what_else_a_row_can_be() {
    // A mailbox that was deleted.
    let deleted = "ExternalDirectoryObjectId,RecipientTypeDetails,PrimarySmtpAddress,WhenSoftDeleted\n\
                   55555555-5555-4555-8555-555555555555,UserMailbox,ann@contoso.com,11/20/2026 8:41:12 AM\n";
    assert!(read_as(deleted.as_bytes(), "{}").tables[0].is_deleted(0));
    // A class that the export lost leaves the row a user.
    let lost = "DistinguishedName,ObjectClass,ObjectGUID\n\"CN=Ann,DC=c\",System.Object[],88666888-0101-1111-bbbb-1234567890ab\n";
    let input = read_as(lost.as_bytes(), "{}");
    assert_eq!((input.used, codes(&input).contains(&"type-name-in-cell")), (1, true));
    // A name that looks like a type's is a name.
    let named = read_as(b"sAMAccountName,displayName\nsystem.backup,System.Backup\n", "{}");
    assert_eq!(text(&named, 0, Attribute::SamAccountName), "system.backup");
    // The same object twice, without an identifier.
    let twice = "DistinguishedName,SamAccountName\n\"CN=Ann,DC=c\",ann\n\"cn=ann,DC=c\",ann\n";
    assert_eq!(read_as(twice.as_bytes(), "{}").used, 1);
    // An ImmutableId whose last letter holds bits of no byte.
    let odd = "id,userPrincipalName,userType,onPremisesImmutableId\n55555555-5555-4555-8555-555555555555,a@contoso.com,Member,iGhmiAEBERG7uxI0VniQqx==\n";
    assert!(codes(&read_as(odd.as_bytes(), "{}")).contains(&"immutable-id-not-base64"));
}

/// What the page says of a check that looks at this attribute alone in AD.
fn why_in_part(files: &[(&str, &str)], title: &str) -> (CoverageState, String) {
    let analysis = common::analyse(files, &Settings::default());
    let row = coverage::rows(&analysis).into_iter().find(|row| row.title == title).expect("a check");
    (row.state, row.why)
}

#[test]
fn a_file_need_not_tell_what_none_of_its_objects_can_have() {
    const TITLE: &str = "First name too long";
    let users = "ObjectClass,ObjectGUID,sAMAccountName,userPrincipalName,givenName\n\
                 user,11111111-1111-4111-8111-111111111111,ann,ann@contoso.com,Ann\n";
    let groups = "ObjectClass,ObjectGUID,sAMAccountName,displayName,mail\n\
                  group,22222222-2222-4222-8222-222222222222,staff,Staff,staff@contoso.com\n";
    let contacts = groups.replace("group,", "contact,");
    assert_eq!(why_in_part(&[("users.csv", users), ("groups.csv", groups)], TITLE).0, CoverageState::Runs);
    // A contact has a first name, and so has a user.
    for other in [contacts.as_str(), &users.replace(",givenName", ",title")] {
        let (state, why) = why_in_part(&[("users.csv", users), ("other.csv", other)], TITLE);
        assert_eq!(state, CoverageState::InPart);
        assert!(why.contains("other.csv"), "{why}");
    }
}
