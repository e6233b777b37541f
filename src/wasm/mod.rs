//! The boundary to the page: the only place that names wasm-bindgen. Runs in a worker.
//!
//! It decodes what the page asks, calls the façade and the views, and encodes their answers. It decides nothing.

mod error;
mod file;
pub mod session;
mod text;
