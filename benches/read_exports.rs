//! Measures how fast exports are read, natively: `cargo run --release --example read_exports [MEGABYTES]`.
//! Prints megabytes a second, the median of several runs, for the widest export of Active Directory (every attribute) and
//! for the recommended one. Makes its data itself; measures nothing of the page.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on stops")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "it measures time and tells it")]
#![allow(clippy::cast_precision_loss, reason = "a speed needs no more than six digits")]

use std::fmt::Write as _;
use std::time::Instant;

use dirmatch::import::{InMemory, ReadOptions, native_decoder, read};
use dirmatch::progress::Silent;

const RUNS: usize = 5;

/// Columns that a full export has beside those that are used.
const OTHER_COLUMNS: usize = 225;

const USED: &str = "DistinguishedName,ObjectClass,ObjectGUID,mS-DS-ConsistencyGuid,objectSid,SamAccountName,UserPrincipalName,mail,\
                    proxyAddresses,mailNickname,DisplayName,GivenName,sn,employeeID,whenCreated,whenChanged";

fn used_cells(number: usize) -> String {
    format!(
        "\"CN=User {number},OU=Staff,DC=contoso,DC=com\",user,88666888-0101-4111-8bbb-{number:012x},,S-1-5-21-1-2-3-{number},\
         user{number},user{number}@contoso.com,user{number}@contoso.com,SMTP:user{number}@contoso.com;smtp:u{number}@contoso.com,\
         user{number},User {number},User,Number {number},{number:06},2014-09-03 08:30:11Z,2026-01-01 00:00:00Z"
    )
}

fn export(megabytes: usize, others: usize) -> Vec<u8> {
    let mut text = USED.to_owned();
    for column in 0..others {
        let _ = write!(text, ",attribute{column}");
    }
    text.push('\n');
    let mut number = 0;
    while text.len() < megabytes << 20 {
        text.push_str(&used_cells(number));
        for column in 0..others {
            match column % 5 {
                0 => text.push_str(",\"False\""),
                1 => text.push_str(",\"11/20/2026 8:30:11 AM\""),
                2 => text.push_str(",\"CN=Somewhere,DC=contoso,DC=com\""),
                _ => text.push(','),
            }
        }
        text.push('\n');
        number += 1;
    }
    text.into_bytes()
}

fn main() {
    let megabytes = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(200);
    for (name, others) in [("every attribute", OTHER_COLUMNS), ("the recommended columns", 0)] {
        let bytes = export(megabytes, others);
        let mut speeds: Vec<f64> = (0..RUNS)
            .map(|_| {
                let started = Instant::now();
                let input = read(
                    &InMemory::new("ad.csv", &*bytes),
                    &ReadOptions::default(),
                    &native_decoder::make,
                    &mut Silent,
                );
                assert!(input.used > 0 && input.used == input.rows, "{:?}", input.problems);
                bytes.len() as f64 / 1e6 / started.elapsed().as_secs_f64()
            })
            .collect();
        speeds.sort_by(f64::total_cmp);
        println!("{name}: {:.0} MB/s ({:.0} to {:.0})", speeds[RUNS / 2], speeds[0], speeds[RUNS - 1]);
    }
}
