//! Analysis to bytes: one file for each form. Nothing is computed here.

pub mod csv;
pub mod json;
pub mod reference;
