//! Analysis to bytes: one file for each form. Nothing is computed here, but what differs between two reports.

pub mod compare;
pub mod csv;
pub mod html;
pub mod json;
pub mod redaction;
pub mod reference;
pub mod table;
pub mod take_away;
mod words;
pub mod workbook;
