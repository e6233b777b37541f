//! Reading never fails: files that were damaged at random, and bytes that were never a file, still give a report of the
//! schema in which no row is lost.
//!
//! `PROPTEST_CASES=100000 cargo test --test robust` looks longer.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod common;

use common::{analyse, report_bytes};
use dirmatch::settings::Settings;
use proptest::prelude::*;

/// Small exports to damage, one of each format that is read.
const EXPORTS: [&str; 17] = [
    "DistinguishedName,ObjectClass,ObjectGUID,msDsConsistencyGuid,objectSid,sAMAccountName,userPrincipalName,mail,proxyAddresses\n\
     \"CN=Siân,DC=contoso,DC=com\",user,88666888-0101-1111-bbbb-1234567890ab,iGhmiAEBERG7uxI0VniQqw==,S-1-5-21-1-2-3-4,sian,sian@contoso.com,sian@contoso.com,SMTP:sian@contoso.com|smtp:s@contoso.com\n\
     \"CN=Bob,DC=contoso,DC=com\",user,25c2879e-20ed-4e66-83f0-9e20460aedf8,,S-1-5-21-1-2-3-5,bob,bob@contoso.com,bob@contoso.com,SMTP:bob@contoso.com|smtp:s@contoso.com\n",
    "DN,objectClass,objectGUID,sAMAccountName,userPrincipalName,proxyAddresses\n\
     \"CN=Ann\\\\, Lee,DC=contoso,DC=com\",user,X'8868668801011111BBBB1234567890AB',X'5369c3a26e',ann@contoso.com,SMTP:ann@contoso.com;smtp:a@contoso.com\n",
    "User principal name,Display name,Object Id,Licenses,Proxy addresses,DirSyncEnabled,Soft deletion time stamp\n\
     sian@contoso.com,Siân,55555555-5555-4555-8555-555555555555,Unlicensed,SMTP:sian@contoso.com+smtp:s+x@contoso.com,True,\n\
     bob@contoso.com,Bob,66666666-6666-4666-8666-666666666666,Microsoft 365 A3,,False,2026-10-30 15:02:11Z\n",
    "id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,deletedDateTime\n\
     55555555-5555-4555-8555-555555555555,sian@contoso.com,Siân,Member,SMTP:sian@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,\n",
    "ExternalDirectoryObjectId,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses\n\
     55555555-5555-4555-8555-555555555555,UserMailbox,sian,sian@contoso.com,SMTP:sian@contoso.com|smtp:s@contoso.com\n",
    "Id,IsVerified,IsInitial,AuthenticationType\ncontoso.com,True,False,Managed\n",
    "principalId,role,assignment\n55555555-5555-4555-8555-555555555555,Global Administrator,eligible\n",
    "Name,Value\nblockSoftMatchEnabled,True\n",
    "# comment\nversion: 1\n\ndn:: Q049U2nDom4sREM9Y29udG9zbyxEQz1jb20=\nobjectClass: user\nobjectGUID:: iGhmiAEBERG7uxI0VniQqw==\n\
     sAMAccountName: sian\nproxyAddresses: SMTP:sian@contoso.com\nproxyAddresses: smtp:long\n @contoso.com\n\ndn: CN=b\nsAMAccountName: b\n",
    "Name,Type,Description,User Logon Name,E-Mail Address\nSiân,User,,sian@contoso.com,sian@contoso.com\nSales,Security Group - Global,,,\n",
    "userPrincipalName,displayName,mail,id,userType,accountEnabled,directorySynced,creationType,createdDateTime\n\
     sian@contoso.com,Siân,sian@contoso.com,55555555-5555-4555-8555-555555555555,Member,True,True,,8/19/2021 1:25:31 PM\n",
    "Display name,Email address,Recipient type\nSiân,sian@contoso.com,UserMailbox\n",
    "ObjectId,UserPrincipalName,ImmutableId,BlockCredential,LastDirSyncTime,ProxyAddresses\n\
     55555555-5555-4555-8555-555555555555,sian@contoso.com,iGhmiAEBERG7uxI0VniQqw==,False,1/9/2024,SMTP:sian@contoso.com\n",
    "ObjectId,UserPrincipalName,ImmutableId,DirSyncEnabled,UserType\n\
     55555555-5555-4555-8555-555555555555,sian@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True,Member\n",
    "PersonID,Username,Password\n88666888-0101-1111-bbbb-1234567890ab,sian,secret\n",
    "DISTINGUISHEDNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,ACTION\n\"CN=Siân,DC=c\",user,mail,duplicate,a@c,,\n",
    "ID,Type,DN,operation,UPN,sourceAnchor,primarySMTP\n{1},user,CN={1},update,sian@contoso.com,iGhmiAEBERG7uxI0VniQqw==,sian@contoso.com\n",
];

/// Bytes that have ended parsers before.
const NASTY: [&[u8]; 16] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b"\0",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\x80",
    b"\xED\xA0\x80",
    b"X'",
    b"}{",
    b"SMTP:",
    b"=cmd",
];

#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, usize),
    Remove(prop::sample::Index, usize),
    Flip(prop::sample::Index, u8),
    Repeat(prop::sample::Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        place().prop_map(Damage::Cut),
        (place(), 0..NASTY.len()).prop_map(|(at, what)| Damage::Insert(at, what)),
        (place(), 1_usize..40).prop_map(|(at, length)| Damage::Remove(at, length)),
        (place(), any::<u8>()).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        (place(), 1_usize..80).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let end = |at: usize, length: usize, bytes: &[u8]| (at + length).min(bytes.len());
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Insert(at, what) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, NASTY[*what].iter().copied());
        }
        Damage::Remove(at, length) => {
            let at = at.index(bytes.len());
            bytes.drain(at..end(at, *length, bytes));
        }
        Damage::Flip(at, mask) => {
            let at = at.index(bytes.len());
            bytes[at] ^= mask;
        }
        Damage::Repeat(at, length) => {
            let at = at.index(bytes.len());
            let piece = bytes[at..end(at, *length, bytes)].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

fn in_utf16(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_exports_give_a_report(
        files in prop::collection::vec((0..EXPORTS.len(), prop::collection::vec(damage(), 0..5), any::<bool>()), 1..4),
    ) {
        let files: Vec<(String, Vec<u8>)> = files
            .iter()
            .enumerate()
            .map(|(place, (export, damages, is_utf16))| {
                let mut bytes = EXPORTS[*export].as_bytes().to_vec();
                if *is_utf16 {
                    bytes = in_utf16(&bytes);
                }
                for damage in damages {
                    apply(&mut bytes, damage);
                }
                (format!("{place}.csv"), bytes)
            })
            .collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let expected = report_bytes(&analyse(&files, &Settings::default()));
        let reversed: Vec<(&str, &[u8])> = files.iter().rev().copied().collect();
        prop_assert!(report_bytes(&analyse(&reversed, &Settings::default())) == expected, "the order of files matters");
    }

    #[test]
    fn any_bytes_give_a_report(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        report_bytes(&analyse(&[("any", bytes.as_slice())], &Settings::default()));
    }

    #[test]
    fn any_text_gives_a_report(header in "[A-Za-z @,;\"\t]{0,60}", rows in "\\PC{0,200}") {
        report_bytes(&analyse(&[("any", format!("{header}\n{rows}\n").as_str())], &Settings::default()));
    }
}
