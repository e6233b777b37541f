//! What a runbook is made of before it is filled in. Names in braces stand for what the files tell of the finding's objects;
//! `fill.rs` lists them.

use crate::rules::Reference;

/// A runbook as text.
#[derive(Debug)]
pub(super) struct Template {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) when: &'static str,
    pub(super) cheaper: &'static [&'static str],
    pub(super) checks: &'static [&'static str],
    pub(super) steps: &'static [Step],
    pub(super) back: &'static [&'static str],
    pub(super) sources: &'static [&'static Reference],
}

/// A step as text. Blank is what does not apply.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) action: &'static str,
    pub(super) commands: &'static [&'static str],
    pub(super) risk: &'static str,
    pub(super) wait: &'static str,
    pub(super) stop: &'static str,
}

/// A step that only says what to do.
pub(super) const fn step(action: &'static str) -> Step {
    Step { action, commands: &[], risk: "", wait: "", stop: "" }
}

impl Step {
    /// With commands, of those in `commands.rs`.
    pub(super) const fn run(self, commands: &'static [&'static str]) -> Self {
        Self { commands, ..self }
    }

    /// With what is lost or at risk.
    pub(super) const fn risk(self, risk: &'static str) -> Self {
        Self { risk, ..self }
    }

    /// With what to wait for.
    pub(super) const fn wait(self, wait: &'static str) -> Self {
        Self { wait, ..self }
    }

    /// With when to stop.
    pub(super) const fn stop(self, stop: &'static str) -> Self {
        Self { stop, ..self }
    }
}
