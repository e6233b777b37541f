//! dirmatch shows what a directory sync from Active Directory to Microsoft 365 would do, before it does it.
//!
//! The crate reads the exports of both sides, works out for every on-premises object which cloud object it joins
//! and by which key, finds values that collide and addresses that are missing, and says for each conclusion what it
//! rests on. It reads files that are given to it and writes text; it never contacts a directory.
//!
//! What is not in here: no network, clock, randomness or locale anywhere; files only through
//! [`import::Source`]; nothing of the browser outside `wasm`. `ARCHITECTURE.md` maps the folders.

pub use dirmatch_engine::{forecast, import, join, model, observed, other_tools, progress, settings, tenant};

pub mod analyzer;
pub mod coverage;
pub mod decisions;
pub mod exports;
pub mod finding;
pub mod plan;
pub mod report;
pub mod rules;
pub mod school;
pub mod suggest;
pub mod take_away;
pub mod view;
#[cfg(feature = "wasm")]
pub mod wasm;
pub mod wire;
