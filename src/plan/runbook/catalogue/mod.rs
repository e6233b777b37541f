//! The runbooks, by what they are about, and which rule has which.

mod missing_address;

use super::template::{Source, Step, Template, step};

/// The runbook of a rule.
pub(super) fn of(rule: &str) -> Option<&'static Template> {
    let template = match rule {
        "missing-moera" => &missing_address::MISSING_MOERA,
        _ => return None,
    };
    Some(template)
}
