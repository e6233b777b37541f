//! One importer under libFuzzer. `DIRMATCH_FUZZ_FORMAT` names the format that the bytes are read as; without it the
//! format is recognised.

#![no_main]

#[path = "../../tests/common/targets.rs"]
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static FORMAT: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("DIRMATCH_FUZZ_FORMAT").ok());

fuzz_target!(|bytes: &[u8]| targets::import(FORMAT.as_deref(), bytes));
