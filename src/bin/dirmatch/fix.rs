//! `dirmatch fix`: chooses fixes, tries them on the data, and writes the folder that a person takes to the servers.
//!
//! Writes nothing if the plan would bring in findings, unless it is told to. Nothing here changes a directory.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use dirmatch::analyzer::Analysis;
use dirmatch::finding::{Finding, Safety, Severity};
use dirmatch::plan::file::{PlanFile, checksum_line};
use dirmatch::plan::{self, Choice, Plan, Simulation, powershell, runbook, sheet};
use dirmatch::progress::Silent;
use dirmatch::rules;

use super::{Unusable, analyze_files, parse_severity, read_decisions, read_settings, tell_decisions};

/// What `dirmatch fix` takes.
#[derive(Args)]
pub(super) struct FixArguments {
    /// Exports, in any order; `-` reads standard input.
    #[arg(required = true)]
    files: Vec<String>,
    /// Reads a file as a format, whatever it looks like.
    #[arg(long = "as", value_name = "FILE=FORMAT", allow_hyphen_values = true)]
    formats: Vec<String>,
    /// A JSON file with settings.
    #[arg(long, value_name = "FILE.json")]
    settings: Option<PathBuf>,
    /// A setting, such as blockSoftMatchEnabled=true; counts before the file.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    assignments: Vec<String>,
    /// An older export of Active Directory, to see what was renamed since.
    #[arg(long, value_name = "FILE")]
    before: Vec<String>,
    /// A JSON file that switches rules off, changes their severity and accepts findings; what is accepted is not fixed.
    #[arg(long, value_name = "FILE.json")]
    decisions: Option<PathBuf>,
    /// The folder for the plan and what belongs to it. It is made; files of an earlier plan in it are not overwritten.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Which fixes: the safe ones, or of each finding the likeliest, which somebody has to look at.
    #[arg(long, value_enum, default_value_t = Choosing::Safe)]
    choose: Choosing,
    /// Only findings of this rule; may be given several times.
    #[arg(long = "rule", value_name = "ID")]
    rules: Vec<String>,
    /// Takes the changes of a saved plan instead of choosing.
    #[arg(long, value_name = "plan.json", conflicts_with_all = ["choose", "rules"])]
    plan: Option<PathBuf>,
    /// Writes the plan even if it brings in findings.
    #[arg(long)]
    accept_new: bool,
    /// Who may read it: full, or counts for a summary without names and without a plan.
    #[arg(long, value_name = "LEVEL", default_value = "full", value_parser = parse_level)]
    redact: Level,
    /// The date that the plan carries, such as 2026-11-21; none by itself, so that the same files give the same plan.
    #[arg(long, value_name = "DATE", default_value = "")]
    date: String,
    /// Exits with status 1 if a finding that the plan leaves, and that is not accepted, is this bad or worse.
    #[arg(long, value_name = "SEVERITY", value_parser = parse_severity)]
    fail_on: Option<Severity>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Choosing {
    /// Every safe fix.
    Safe,
    /// The first fix of every finding that has one.
    Likely,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Full,
    Counts,
}

fn parse_level(name: &str) -> Result<Level, String> {
    match name {
        "full" => Ok(Level::Full),
        "counts" => Ok(Level::Counts),
        "internal" | "share" => {
            Err("a plan names objects and values exactly as the directory has them; shortened or with \
                                     stand-ins, its script would find nothing. Use full, or counts for a summary"
                .to_owned())
        }
        _ => Err("use full or counts".to_owned()),
    }
}

/// How many new findings are shown.
const SHOWN: usize = 20;

/// A plan with what is written of it.
struct Prepared {
    plan: Plan,
    file: PlanFile,
    inverse: PlanFile,
}

pub(super) fn run(arguments: &FixArguments) -> Result<ExitCode, Unusable> {
    let settings = read_settings(arguments.settings.as_deref(), &arguments.assignments)?;
    let decisions = arguments.decisions.as_deref().map(read_decisions).transpose()?;
    let mut analysis = analyze_files(&arguments.files, &arguments.before, &arguments.formats, &settings)?;
    if let Some(decisions) = decisions {
        analysis.decide(decisions);
        tell_decisions(&analysis);
    }
    let prepared = prepare(arguments, &analysis)?;
    let simulation = plan::simulate(&analysis, &prepared.plan, &mut Silent)
        .map_err(|_| Unusable("the plan holds more text than can be compared at once (4 GiB).".to_owned()))?;
    tell(&prepared, &simulation);
    if arguments.plan.is_none() && arguments.choose == Choosing::Safe {
        tell_of_others(arguments, &analysis);
    }
    if let Some(surprise) = simulation.surprises.first() {
        return Err(Unusable(format!(
            "{} values in the files are not what the plan expects, first {} of one object. Nothing was written. Make a new \
             plan from these files.",
            simulation.surprises.len(),
            surprise.0.attribute.name()
        )));
    }
    if !simulation.added.is_empty() && !arguments.accept_new {
        let mut output = io::stderr().lock();
        for new in simulation.added.iter().take(SHOWN) {
            let _ = writeln!(output, "New: {} [{}]", new.message, rules::REGISTRY[usize::from(new.identity.rule)].id);
        }
        if simulation.added.len() > SHOWN {
            let _ = writeln!(
                output,
                "And {} more. With --accept-new simulation.json has all of them.",
                simulation.added.len() - SHOWN
            );
        }
        return Err(Unusable(
            "the plan would bring in findings that are not there today, listed above. Nothing was written. Choose fewer rules \
             with --rule, or write it all the same with --accept-new."
                .to_owned(),
        ));
    }
    if !simulation.is_undone_by_inverse {
        return Err(Unusable(
            "the inverse of the plan does not bring back today's values. Nothing was written.".to_owned(),
        ));
    }
    match arguments.redact {
        Level::Full => write_folder(arguments, &analysis, &prepared, &simulation)?,
        Level::Counts => {
            let summary = summary(&analysis, &prepared, &simulation, false);
            write_new(&arguments.out, &[("simulation.json".to_owned(), pretty(&summary))])?;
        }
    }
    let stays = |place: &usize| simulation.resolved.binary_search(place).is_err();
    let mut open = (0..analysis.findings.len()).filter(stays).filter_map(|place| analysis.findings.get(place));
    let is_bad = arguments.fail_on.is_some_and(|limit| {
        let mut added = simulation.added.iter().map(|new| rules::REGISTRY[usize::from(new.identity.rule)].severity);
        open.any(|finding| finding.accepted.is_none() && finding.severity >= limit) || added.any(|added| added >= limit)
    });
    Ok(ExitCode::from(u8::from(is_bad)))
}

fn prepare(arguments: &FixArguments, analysis: &Analysis) -> Result<Prepared, Unusable> {
    if let Some(path) = &arguments.plan {
        let bytes = fs::read(path).map_err(|error| Unusable(format!("{} cannot be read: {error}.", path.display())))?;
        let file =
            PlanFile::from_json(&bytes).map_err(|sentence| Unusable(format!("{}: {sentence}", path.display())))?;
        let plan = file.on(analysis).map_err(|problems| Unusable(problems.join(" ")))?;
        let inverse = PlanFile::inverse(analysis, &plan, &arguments.date);
        return Ok(Prepared { plan, file, inverse });
    }
    if let Some(unknown) = arguments.rules.iter().find(|id| rules::by_id(id).is_none()) {
        return Err(Unusable(format!("there is no rule “{unknown}”. `dirmatch rules` lists them.")));
    }
    let plan = chosen(arguments, analysis)?;
    let file = PlanFile::new(analysis, &plan, &arguments.date);
    let inverse = PlanFile::inverse(analysis, &plan, &arguments.date);
    Ok(Prepared { plan, file, inverse })
}

fn is_wanted(arguments: &FixArguments, finding: &Finding) -> bool {
    let id = rules::definition(finding).id;
    finding.accepted.is_none() && (arguments.rules.is_empty() || arguments.rules.iter().any(|rule| rule == id))
}

/// The chosen fixes as a plan. Of those that contradict each other the first stays, and the others are told.
fn chosen(arguments: &FixArguments, analysis: &Analysis) -> Result<Plan, Unusable> {
    let context = analysis.rule_context();
    let mut choices: Vec<Choice> = Vec::new();
    for (place, finding) in analysis.findings.iter().enumerate().filter(|(_, finding)| is_wanted(arguments, finding)) {
        let fixes = rules::fixes(&context, &analysis.findings, finding);
        let fix = match arguments.choose {
            Choosing::Safe => fixes.iter().position(|fix| fix.safety == Safety::Safe),
            Choosing::Likely => (!fixes.is_empty()).then_some(0),
        };
        choices.extend(fix.map(|fix| Choice { finding: place, fix }));
    }
    loop {
        let refusals = match Plan::new(analysis, &choices) {
            Ok(plan) => return Ok(plan),
            Err(refusals) => refusals,
        };
        let before = choices.len();
        let mut output = io::stderr().lock();
        for refusal in &refusals {
            let _ = writeln!(output, "Left out: {}", refusal.sentence);
            let dropped = refusal.findings.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(&refusal.findings);
            choices.retain(|choice| !dropped.contains(&choice.finding));
        }
        if choices.len() == before {
            return Err(Unusable("the fixes cannot be put in order. Choose fewer rules with --rule.".to_owned()));
        }
    }
}

fn tell(prepared: &Prepared, simulation: &Simulation) {
    let mut output = io::stderr().lock();
    let _ = writeln!(
        output,
        "{}: {} in {}, {} by hand. Tried on the data: {} resolved, {} of the chosen ones still open, {} new.",
        counted(prepared.plan.choices.len(), "fix", "fixes"),
        counted(prepared.file.steps.len(), "scripted step", "scripted steps"),
        counted(prepared.file.waves, "wave", "waves"),
        prepared.file.by_hand.len(),
        counted(simulation.resolved.len(), "finding", "findings"),
        simulation.remaining.len(),
        simulation.added.len(),
    );
}

/// What is left to a person, so that nobody takes the safe fixes for all that there is.
fn tell_of_others(arguments: &FixArguments, analysis: &Analysis) {
    let context = analysis.rule_context();
    let wanted = analysis.findings.iter().filter(|finding| is_wanted(arguments, finding));
    let has_others = |finding: &&Finding| {
        let fixes = rules::fixes(&context, &analysis.findings, finding);
        !fixes.is_empty() && fixes.iter().all(|fix| fix.safety != Safety::Safe)
    };
    let others = wanted.filter(has_others).count();
    if others > 0 {
        let _ = writeln!(
            io::stderr(),
            "{} not in the plan, with fixes that somebody has to look at first: choose them on the page, or take the \
             likeliest with --choose likely.",
            counted(others, "finding is", "findings are")
        );
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What came out of trying the plan, with or without sentences about objects.
fn summary(analysis: &Analysis, prepared: &Prepared, simulation: &Simulation, is_full: bool) -> Value {
    let by_rule = |places: &[usize]| -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in places.iter().filter_map(|&place| analysis.findings.get(place)) {
            *counts.entry(rules::definition(finding).id).or_default() += 1;
        }
        counts
    };
    let mut added: BTreeMap<&str, usize> = BTreeMap::new();
    for new in &simulation.added {
        *added.entry(rules::REGISTRY[usize::from(new.identity.rule)].id).or_default() += 1;
    }
    let mut summary = json!({
        "schema": "dirmatch.simulation/1",
        "fixes": prepared.plan.choices.len(),
        "steps": prepared.file.steps.len(),
        "byHand": prepared.file.by_hand.len(),
        "waves": prepared.file.waves,
        "findingsBefore": analysis.findings.len(),
        "resolved": by_rule(&simulation.resolved),
        "remaining": by_rule(&simulation.remaining),
        "added": added,
        "undoneByInverse": simulation.is_undone_by_inverse,
    });
    if is_full {
        let messages: Vec<&str> = simulation.added.iter().map(|new| new.message.as_str()).collect();
        summary["addedMessages"] = json!(messages);
    }
    summary
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn write_folder(
    arguments: &FixArguments,
    analysis: &Analysis,
    prepared: &Prepared,
    simulation: &Simulation,
) -> Result<(), Unusable> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, file) in [("plan.json", &prepared.file), ("inverse.json", &prepared.inverse)] {
        let bytes = file.to_json();
        files.push((format!("{name}.sha256"), checksum_line(name, &bytes).into_bytes()));
        files.push((name.to_owned(), bytes));
    }
    files.push(("plan.csv".to_owned(), sheet::plan_csv(&prepared.file)));
    files.push((powershell::SCRIPT_NAME.to_owned(), powershell::SCRIPT.as_bytes().to_vec()));
    files.push(("simulation.json".to_owned(), pretty(&summary(analysis, prepared, simulation, true))));
    let runbooks = runbooks(arguments, analysis, simulation);
    files.push(("README.txt".to_owned(), readme(&prepared.file, runbooks.len()).into_bytes()));
    files.extend(runbooks);
    write_new(&arguments.out, &files)
}

/// The runbooks of findings that stay, one file each.
fn runbooks(arguments: &FixArguments, analysis: &Analysis, simulation: &Simulation) -> Vec<(String, Vec<u8>)> {
    let context = analysis.rule_context();
    let mut files = Vec::new();
    for (place, finding) in analysis.findings.iter().enumerate() {
        if !is_wanted(arguments, finding) || simulation.resolved.binary_search(&place).is_ok() {
            continue;
        }
        if let Some(runbook) = runbook::for_finding(&context, &analysis.findings, finding) {
            let name = format!("runbooks/{:04}-{}.md", files.len() + 1, runbook.id);
            files.push((name, runbook.markdown().into_bytes()));
        }
    }
    files
}

/// What to do with the folder, in which order.
fn readme(file: &PlanFile, runbooks: usize) -> String {
    let mut directories: Vec<_> = file.steps.iter().map(|step| step.directory).collect();
    directories.sort_unstable();
    directories.dedup();
    let modules: Vec<String> = directories.iter().map(|directory| format!("  {}", directory.module())).collect();
    let mut text = format!(
        "This folder holds a plan. Nothing has been changed yet.\n\n\
         Steps {}, waves {}. Between two waves the directory sync runs.\n\n\
         plan.json           the plan, for the script. Do not edit it: its SHA-256 stands in plan.json.sha256.\n\
         plan.csv            the same for people, not for the script: a cell that a spreadsheet would take for a formula has\n\
         \x20                   an apostrophe before it\n\
         {}   the script, the same for everybody. Read it first.\n\
         inverse.json        takes the whole plan back. The script writes a smaller one for each run.\n\
         simulation.json     what came out when the plan was tried on the exports\n\
         runbooks            findings that no script puts right ({}), as steps with boxes to tick\n\n\
         It needs Windows PowerShell 5.1 or PowerShell 7, and these modules or later ones:\n{}\n\n\
         Run every wave with -WhatIf first, and try the script on a short plan before a long one. If Windows blocks the\n\
         script because it comes from another computer, read it, and then: Unblock-File .\\{}\n\n",
        file.steps.len(),
        file.waves,
        powershell::SCRIPT_NAME,
        runbooks,
        if modules.is_empty() { "  none".to_owned() } else { modules.join("\n") },
        powershell::SCRIPT_NAME,
    );
    let name = powershell::SCRIPT_NAME;
    for wave in 1..=file.waves {
        let by_hand = file.by_hand.iter().filter(|step| step.wave == wave).count();
        let _ = writeln!(
            text,
            "Wave {wave}\n  .\\{name} -Plan .\\plan.json -Wave {wave} -WhatIf\n  .\\{name} -Plan .\\plan.json -Wave {wave}"
        );
        if by_hand > 0 {
            let _ =
                writeln!(text, "  By hand in this wave: {by_hand}, see plan.csv. Tell later waves with -ByHandDone.");
        }
        let _ = writeln!(
            text,
            "  Then let the sync run: {}\n  {}\n  Look at a fresh export before you go on.\n",
            powershell::SYNC_COMMAND,
            powershell::SYNC_NOTE
        );
    }
    let _ = writeln!(
        text,
        "To take it back: .\\{name} with the inverse file of the run as -Plan, the last run first. Let the sync run before the next."
    );
    text.replace('\n', "\r\n")
}

/// Writes files into the folder; refuses to overwrite any.
fn write_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Unusable> {
    let runbooks = folder.join("runbooks");
    let has_runbooks = fs::read_dir(&runbooks).is_ok_and(|mut entries| entries.next().is_some());
    let known = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let Some(path) = known.or(has_runbooks.then(|| runbooks.clone())) {
        return Err(Unusable(format!(
            "{} exists already. Give another folder with --out, so that an earlier plan and its inverse stay.",
            path.display()
        )));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, bytes))
            .map_err(|error| Unusable(format!("{} cannot be written: {error}.", path.display())))?;
    }
    Ok(())
}
