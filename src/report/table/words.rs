//! Words that stand in the cells of tables, the same in every export.

use crate::finding::{FixKind, Severity};
use crate::import::InputSide;
use crate::model::Confidence;
use crate::settings::Origin;

/// All of them.
pub const ALL: &[&str] = &[
    "Blocker",
    "High",
    "Medium",
    "Low",
    "Info",
    "Certain",
    "Likely",
    "Possible",
    "By changing values",
    "Steps by hand",
    "No fix from here",
    "Open",
    "Accepted",
    "Active Directory",
    "Microsoft 365",
    "The tenant",
    "Findings of another tool",
    "Not used",
    "Given",
    "Seen in the files",
    "Assumed",
    "Not known",
    "None",
    "Not recognised",
    "Yes",
    "No",
    "Only in the cloud",
    "Joined",
    "All findings",
    "Findings by severity",
    "Findings by fault",
    "All objects",
];

/// A severity.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "Blocker",
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
        Severity::Info => "Info",
    }
}

/// A confidence.
pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "Certain",
        Confidence::Likely => "Likely",
        Confidence::Possible => "Possible",
    }
}

/// How a fault is put right.
pub const fn fix(fix: FixKind) -> &'static str {
    match fix {
        FixKind::Script => "By changing values",
        FixKind::Runbook => "Steps by hand",
        FixKind::None => "No fix from here",
    }
}

/// What a file is about.
pub const fn side(side: InputSide) -> &'static str {
    match side {
        InputSide::OnPremises => "Active Directory",
        InputSide::Cloud => "Microsoft 365",
        InputSide::Tenant => "The tenant",
        InputSide::Findings => "Findings of another tool",
        InputSide::None => "Not used",
    }
}

/// Where a setting comes from.
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Given => "Given",
        Origin::Inferred => "Seen in the files",
        Origin::Assumed => "Assumed",
    }
}
