//! Measures the dry run natively: `cargo run --release --example join_directories -- 100000 200000`.
//!
//! For each number of objects a side it makes two directories, once as the recommended exports with source anchors and once
//! as the plain pair without, and prints the seconds that the indexes and the joins of all objects take, the best of several
//! runs, and the ratio to the number before; then the same for all rules. Reading the files is not in it.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on stops")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "it measures time and tells it")]

use std::fmt::Write as _;
use std::time::Instant;

use dirmatch::import::merge::{self, Directories};
use dirmatch::import::{InMemory, Input, ReadOptions, native_decoder, read};
use dirmatch::join::{Context, Index, Joins};
use dirmatch::observed::Observed;
use dirmatch::progress::Silent;
use dirmatch::rules::{self, RuleContext};
use dirmatch::settings::{EffectiveSettings, Settings};

/// How many objects a side are measured in all, for the largest number; at least three runs.
const MEASURED: usize = 5_000_000;

/// A GUID as text, and the ImmutableId of the object that has it.
fn anchor(number: usize) -> (String, String) {
    let text = format!("{number:08x}-0101-4111-8bbb-{:012x}", number.wrapping_mul(0x9e37_79b9) & 0xffff_ffff_ffff);
    let immutable_id = dirmatch::model::Guid::parse(&text).expect("a GUID").to_base64();
    (text, immutable_id)
}

/// Of twenty objects fifteen are joined, two will join by address, one by UPN, one by anchor, and one is new. Every tenth
/// has an address that somebody else has as well.
fn directories(objects: usize, with_anchors: bool) -> Directories {
    let mut ad =
        "DistinguishedName,ObjectClass,ObjectGUID,msDsConsistencyGuid,objectSid,sAMAccountName,userPrincipalName,mail,\
                  proxyAddresses,mailNickname,displayName,isCriticalSystemObject\n"
            .to_owned();
    let mut cloud = if with_anchors {
        "id,userPrincipalName,displayName,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,\
         onPremisesSecurityIdentifier,onPremisesObjectIdentifier,isCloudManaged,userType\n"
    } else {
        "Display name,DirSyncEnabled,User principal name,Object Id,Licenses,Proxy addresses,Block credential\n"
    }
    .to_owned();
    for number in 0..objects {
        let kind = number % 20;
        let (guid, immutable_id) = anchor(number);
        let shared = if number % 10 == 0 { format!("|smtp:team{}@contoso.com", number / 20) } else { String::new() };
        let local = format!("first.last{number}");
        let _ = writeln!(
            ad,
            "\"CN=User {number},OU=Staff,DC=contoso,DC=com\",user,{guid},,S-1-5-21-1-2-3-{number},u{number},{local}@contoso.com,\
             {local}@contoso.com,SMTP:{local}@contoso.com|smtp:{local}@fabrikam.com{shared},{local},User {number},"
        );
        let upn = if matches!(kind, 15 | 16 | 19) { format!("cloud{number}") } else { local.clone() };
        let primary = if matches!(kind, 17 | 19) { format!("cloud{number}") } else { local.clone() };
        let (id, synced) = (format!("{number:08x}-cccc-4ccc-8ccc-cccccccccccc"), kind < 15);
        let sync = if synced { "True" } else { "" };
        let _ = if with_anchors {
            let immutable_id = if synced || kind == 18 { immutable_id.as_str() } else { "" };
            let sid = if synced { format!("S-1-5-21-1-2-3-{number}") } else { String::new() };
            let bound_to = if synced { guid.as_str() } else { "" };
            writeln!(
                cloud,
                "{id},{upn}@contoso.com,User {number},{primary}@contoso.com,SMTP:{primary}@contoso.com|\
                 smtp:{primary}@fabrikam.com|smtp:{primary}@contoso.onmicrosoft.com,{immutable_id},{sync},{sid},{bound_to},,Member"
            )
        } else {
            writeln!(
                cloud,
                "User {number},{sync},{upn}@contoso.com,{id},Microsoft 365 E3,SMTP:{primary}@contoso.com+\
                 smtp:{primary}@fabrikam.com+smtp:{primary}@contoso.onmicrosoft.com,False"
            )
        };
    }
    let inputs: Vec<Input> = [("ad.csv", ad), ("cloud.csv", cloud)]
        .into_iter()
        .map(|(name, text)| {
            let options = ReadOptions::default();
            read(&InMemory::new(name, text.into_bytes()), &options, &native_decoder::make, &mut Silent)
        })
        .collect();
    merge::merge(inputs.iter(), &mut Silent)
}

/// Seconds that the indexes, the joins and the rules take, once.
fn measure(directories: &Directories) -> [f64; 3] {
    let settings = EffectiveSettings::resolve(&Settings::default(), directories, &Observed::new(directories));
    let started = Instant::now();
    let index = Index::new(directories, &settings, &mut Silent).expect("room");
    let indexed = started.elapsed().as_secs_f64();
    let context = Context::new(directories, &settings, &index);
    let joins = Joins::new(&context, &mut Silent);
    let all = started.elapsed().as_secs_f64();
    let joined = joins.iter().filter(|(_, decision)| decision.outcome.is_join()).count();
    assert!(joined * 20 >= directories.on_premises.len() * 18, "{joined} joined");
    let findings = rules::run(&RuleContext::new(context, &joins), &mut Silent);
    let ruled = started.elapsed().as_secs_f64();
    assert!(!findings.is_empty(), "addresses are shared");
    [indexed, all - indexed, ruled - all]
}

fn main() {
    let mut sizes: Vec<usize> =
        std::env::args().skip(1).map(|text| text.parse().expect("a number of objects")).collect();
    if sizes.is_empty() {
        sizes = vec![100_000, 200_000];
    }
    for (name, with_anchors) in [("recommended exports", true), ("plain pair", false)] {
        let all: Vec<Directories> = sizes.iter().map(|&objects| directories(objects, with_anchors)).collect();
        let mut best = vec![[f64::MAX; 3]; all.len()];
        // One size after the other, again and again, so that a busy machine is busy for all of them.
        for _ in 0..(MEASURED / sizes.iter().max().copied().unwrap_or(1).max(1)).max(3) {
            for (best, directories) in best.iter_mut().zip(&all) {
                for (best, now) in best.iter_mut().zip(measure(directories)) {
                    *best = best.min(now);
                }
            }
        }
        let mut before: Option<f64> = None;
        for (objects, [index, join, rules]) in sizes.iter().zip(best) {
            let all = index + join;
            let ratio =
                before.map_or_else(String::new, |before| format!(", {:.2} times the number before", all / before));
            println!(
                "{name}, {objects} + {objects} objects: {all:.3} s (indexes {index:.3} s, joins {join:.3} s){ratio}; \
                 rules {rules:.3} s, {:.2} times that",
                rules / all
            );
            before = Some(all);
        }
    }
}
