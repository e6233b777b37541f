//! A plan as a sheet for people: one line for each change, with columns for who does it and when. Not for the script.
//!
//! A value that a spreadsheet would take for a formula is marked with an apostrophe here; in the plan file it is untouched.
//! Source: OWASP, "CSV Injection", 2025-08.

use super::file::{Expected, FileStep, PlanFile};
use crate::report::csv::defused;

const HEADER: [&str; 16] = [
    "Step",
    "Wave",
    "By",
    "Directory",
    "Object id",
    "Kind",
    "Name",
    "Attribute",
    "Operation",
    "Value",
    "Expected before",
    "Safety",
    "Findings",
    "Owner",
    "Date",
    "Reason",
];

/// The sheet: CSV as spreadsheets read it, in UTF-8 with its mark.
pub fn plan_csv(file: &PlanFile) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut line = |cells: &[&str]| {
        for (place, cell) in cells.iter().enumerate() {
            bytes.extend_from_slice(if place > 0 { b",\"" } else { b"\"" });
            bytes.extend_from_slice(defused(cell).replace('"', "\"\"").as_bytes());
            bytes.push(b'"');
        }
        bytes.extend_from_slice(b"\r\n");
    };
    line(&HEADER);
    for step in file.steps.iter().chain(&file.by_hand) {
        for change in &step.changes {
            let expected = match change.expected {
                Expected::Present => "is there",
                Expected::Absent => "is not there",
                Expected::NotSet => "is not set",
                Expected::Value => change.expected_value.as_deref().unwrap_or_default(),
            };
            line(&[
                &step.number.to_string(),
                &step.wave.to_string(),
                if step.why.is_some() { "by hand" } else { "script" },
                step.directory.name(),
                step.object.as_deref().unwrap_or_default(),
                &step.kind,
                &step.name,
                &change.attribute,
                change.operation.name(),
                change.value.as_deref().unwrap_or_default(),
                expected,
                step.safety.name(),
                &findings(step),
                "",
                "",
                step.why.as_deref().unwrap_or_default(),
            ]);
        }
    }
    bytes
}

fn findings(step: &FileStep) -> String {
    step.findings.join(", ")
}
