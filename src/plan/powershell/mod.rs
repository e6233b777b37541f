//! PowerShell for fixes: one constant script that reads the plan file, and commands for a single fix, to copy.
//!
//! The script holds no value of anybody; the commands hold values only as `quote.rs` writes them. Nothing here is run.

mod one_liner;
pub mod quote;

pub use one_liner::{OneLiner, one_liner};

/// The script that reads a plan file, the same for everybody: pure ASCII, lines ending as on Windows.
pub const SCRIPT: &str = include_str!("dirmatch-plan.ps1");

/// The name under which the script is saved.
pub const SCRIPT_NAME: &str = "dirmatch-plan.ps1";

/// What runs on the Entra Connect server between two waves.
pub const SYNC_COMMAND: &str = "Start-ADSyncSyncCycle -PolicyType Delta";

/// What to know about it.
pub const SYNC_NOTE: &str = "Run it on the Entra Connect server and wait until the export is done. Entra Cloud Sync has no such \
                             command: it syncs by itself every two minutes; wait ten.";
