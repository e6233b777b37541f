//! Bytes to rows: recognises what a file is, reads what is used of it, and says what it cannot prove.
//!
//! Reading never fails: whatever the bytes are, the result is an [`Input`] with its problems. Nothing here knows of
//! rules or joins.

pub mod checks;
pub mod classify;
mod damage;
pub mod decode;
pub mod dialect;
pub mod format;
pub mod guess;
pub mod header;
pub mod input;
mod ldif;
pub mod merge;
#[cfg(feature = "cli")]
pub mod native_decoder;
mod objects;
pub mod options;
pub mod problem;
pub mod read;
mod rows;
pub mod set_aside;
pub mod sniff;
pub mod source;

pub use decode::Encoding;
pub use format::{Format, InputSide};
pub use input::Input;
pub use options::{FileChoice, ReadOptions};
pub use problem::{Problem, ProblemCode};
pub use read::read;
pub use source::{InMemory, LegacyDecoder, MakeLegacyDecoder, Source};
