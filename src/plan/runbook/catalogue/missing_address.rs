//! The address in the onmicrosoft.com domain that a synced user does not have, and that nobody can simply add.

use super::{Template, step};

pub(in crate::plan::runbook) const MISSING_MOERA: Template = Template {
    id: "missing-moera",
    title: "Give {cloud} the address {moera}",
    when: "The address cannot come from AD, because Entra ID throws addresses of {initial} away when AD sends them, and Exchange Online refuses it while the user is synced.",
    cheaper: &[],
    checks: &[],
    steps: &[step("x")],
    back: &[],
    sources: &[],
};
