//! What a person takes from a plan: its files, the commands for one fix, the steps by hand. Decides nothing.

use super::fixes::{self, number};
use super::plan::Planned;
use crate::analyzer::Analysis;
use crate::finding::Finding;
use crate::plan::file::{self, PlanFile};
use crate::plan::powershell::{self, OneLiner};
use crate::plan::{runbook, sheet};
use crate::rules;
use crate::wire::{CommandView, PlanFileView, RunbookStepView, RunbookView};

/// How much of the SHA-256 the names carry, in hexadecimal digits.
const MARK: usize = 6;

/// The files of a plan: name, what it is, and its bytes. The names carry the start of the plan's SHA-256, so that another
/// plan saved later is not taken for this one, nor called `plan (1).json` by the browser while a command still names the old.
fn files(analysis: &Analysis, planned: &Planned, date: &str) -> Vec<(String, &'static str, Vec<u8>)> {
    let mut files = Vec::new();
    if !planned.plan.steps.is_empty() {
        files.push((
            powershell::SCRIPT_NAME.to_owned(),
            "The script, the same for everybody. It checks every value first and stops at the first surprise.",
            powershell::SCRIPT.as_bytes().to_vec(),
        ));
        let plan = PlanFile::new(analysis, &planned.plan, date);
        let undo = file::inverse_json(analysis, &planned.plan, date);
        let sheet = sheet::plan_csv(&plan);
        let plan = plan.to_json();
        let mut mark = file::checksum_line("", &plan);
        mark.truncate(MARK);
        let with_sum = [
            (format!("plan-{mark}.json"), "The steps with your values, which the script reads.", plan),
            (format!("undo-{mark}.json"), "The same steps the other way round, last first.", undo),
        ];
        for (name, about, bytes) in with_sum {
            let sum = file::checksum_line(&name, &bytes).into_bytes();
            let beside = format!("{name}.sha256");
            files.push((name, about, bytes));
            files.push((beside, "By which the script knows that the file is whole.", sum));
        }
        let about = "The steps as a sheet, to hand round or to tick off.";
        files.push((format!("plan-{mark}.csv"), about, sheet));
    }
    let by_hand = planned.by_hand.iter().filter_map(|&(place, _)| {
        let finding = analysis.findings.get(place)?;
        Some(runbook::for_finding(&analysis.rule_context(), &analysis.findings, finding)?.markdown())
    });
    let by_hand: Vec<String> = by_hand.collect();
    if !by_hand.is_empty() {
        let text = by_hand.join("\n\n");
        files.push(("steps-by-hand.md".to_owned(), "What no script can do, with boxes to tick.", text.into_bytes()));
    }
    files
}

/// The files of a plan, to choose from.
pub fn list(analysis: &Analysis, planned: &Planned, date: &str) -> Vec<PlanFileView> {
    let view = |(name, about, bytes): (String, &'static str, Vec<u8>)| PlanFileView {
        name,
        about: about.to_owned(),
        size: number(bytes.len()),
    };
    files(analysis, planned, date).into_iter().map(view).collect()
}

/// The bytes of one file.
pub fn bytes(analysis: &Analysis, planned: &Planned, name: &str, date: &str) -> Option<Vec<u8>> {
    files(analysis, planned, date).into_iter().find(|(other, ..)| other == name).map(|(.., bytes)| bytes)
}

/// The commands for one fix, by the finding's place and the fix's title; or why there are none.
pub fn command(analysis: &Analysis, place: u32, title: &str) -> Option<CommandView> {
    let choice = fixes::find(analysis, place as usize, title)?;
    let finding = analysis.findings.get(choice.finding)?;
    let fix = rules::fixes(&analysis.rule_context(), &analysis.findings, finding).into_iter().nth(choice.fix)?;
    let view = |OneLiner { code, undo, requires }: OneLiner, why_not| CommandView {
        code,
        undo,
        requires: requires.join(", "),
        why_not,
    };
    Some(match powershell::one_liner(analysis, &fix) {
        Ok(line) => view(line, String::new()),
        Err(why) => view(OneLiner { code: String::new(), undo: String::new(), requires: Vec::new() }, why),
    })
}

/// What no script can do about a finding.
pub(super) fn runbook(analysis: &Analysis, finding: &Finding) -> Option<RunbookView> {
    let book = runbook::for_finding(&analysis.rule_context(), &analysis.findings, finding)?;
    let markdown = book.markdown();
    let step = |step: runbook::RunbookStep| RunbookStepView {
        action: step.action,
        commands: step.commands,
        risk: step.risk,
        wait: step.wait,
        stop: step.stop,
    };
    Some(RunbookView {
        title: book.title,
        when: book.when,
        cheaper: book.cheaper,
        checks: book.checks,
        steps: book.steps.into_iter().map(step).collect(),
        back: book.back,
        markdown,
    })
}
