//! Analysis to bytes: one file for each form. Nothing is computed here, but what differs between two reports.

pub mod compare;
pub mod csv;
pub mod json;
pub mod reference;
