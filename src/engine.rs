//! The part that reads and joins: values, import, the dry run, the forecast. A package of its own, so that it can be
//! optimised for speed while everything that explains is optimised for size; `lib.rs` passes its modules on.
//!
//! Nothing in here may know of rules, findings, words for people or the page.

pub mod forecast;
pub mod import;
pub mod join;
pub mod model;
pub mod observed;
pub mod other_tools;
pub mod progress;
pub mod settings;
pub mod tenant;
