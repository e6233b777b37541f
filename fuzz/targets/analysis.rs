//! The whole analysis under libFuzzer: the bytes are several files, divided at the word that [`targets::DIVIDER`] is.

#![no_main]

#[path = "../../tests/common/targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| targets::analysis(bytes));
