//! The command line. Reads the arguments and files, calls the façade, writes what it gives.
//!
//! JSON goes to standard output; what is meant for a person goes to standard error. Exit status: 0 done; 1 done, and a
//! finding is at or above `--fail-on`; 2 the input or the call cannot be used.

mod take_away;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use dirmatch::analyzer::{Analysis, Analyzer};
use dirmatch::decisions::Decisions;
use dirmatch::exports;
use dirmatch::finding::Severity;
use dirmatch::import::{Format, InMemory, Input, InputSide, ReadOptions, Source, format, native_decoder};
use dirmatch::model::day::is_day;
use dirmatch::progress::Silent;
use dirmatch::report::compare::{Comparison, Report};
use dirmatch::report::{json, reference};
use dirmatch::rules;
use dirmatch::settings::Settings;
use dirmatch::take_away::{Form, Level};
use dirmatch::view::decisions;

mod fix;

/// Shows what a directory sync from Active Directory to Microsoft 365 would do, before it does it.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what each file is and what it can prove.
    Inspect {
        /// Exports, in any order; `-` reads standard input.
        #[arg(required = true)]
        files: Vec<String>,
        /// Reads a file as a format, whatever it looks like.
        #[arg(long = "as", value_name = "FILE=FORMAT", allow_hyphen_values = true)]
        formats: Vec<String>,
        /// A JSON file with settings.
        #[arg(long, value_name = "FILE.json")]
        settings: Option<PathBuf>,
    },
    /// Works out matches, conflicts and missing aliases.
    Analyze {
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
        /// The form: json for programs; xlsx, csv and html for people.
        ///
        /// csv holds the findings; with a folder as --out it writes findings, objects and an action list there. In csv a cell
        /// that a spreadsheet would take for a formula gets an apostrophe before it, unless --untouched is given.
        #[arg(long, value_enum, default_value_t = ReportForm::Json)]
        format: ReportForm,
        /// Writes to a file, or for csv to a folder, instead of standard output.
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        /// Who may read it.
        ///
        /// full: everything. internal: names kept, addresses shortened, no identifiers. share: stand-ins such as User 014, drawn
        /// anew for each file. counts: no row about a person. What is written is searched for the values that a level leaves
        /// out, and refused if one is found.
        #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Audience::Full)]
        redact: Audience,
        /// For csv: every cell as it is, for a program. Do not open it in a spreadsheet.
        #[arg(long)]
        untouched: bool,
        /// For html: the date that the page carries, such as 2026-11-21; none by itself, so that the same files give the same
        /// page.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        date: Option<String>,
        /// A JSON file that switches rules off, changes their severity and accepts findings, each with a reason.
        #[arg(long, value_name = "FILE.json")]
        decisions: Option<PathBuf>,
        /// Exits with status 1 if a finding that is not accepted is this bad or worse.
        #[arg(long, value_name = "SEVERITY", value_parser = parse_severity)]
        fail_on: Option<Severity>,
    },
    /// Writes a plan: changes in safe order, tried on the data first, with PowerShell, its inverse and runbooks.
    Fix(fix::FixArguments),
    /// Compares two reports: which findings are fixed, new and still open.
    Compare {
        /// The earlier report, as `analyze` wrote it.
        #[arg(value_name = "OLD.json")]
        old: PathBuf,
        /// The later report.
        #[arg(value_name = "NEW.json")]
        new: PathBuf,
    },
    /// Prints the rule reference: all rules, one rule by its id, or `exports` for the commands that make the files.
    Rules {
        /// A rule's id, or `exports`.
        id: Option<String>,
        /// Lists the rules and outcomes with a source from before this day instead: name, date, source.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, conflicts_with = "id")]
        older_than: Option<String>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportForm {
    Json,
    Csv,
    Xlsx,
    Html,
}

#[derive(Clone, Copy, ValueEnum)]
enum Audience {
    Full,
    Internal,
    Share,
    Counts,
}

impl Audience {
    fn level(self) -> Level {
        match self {
            Self::Full => Level::Full,
            Self::Internal => Level::Internal,
            Self::Share => Level::Share,
            Self::Counts => Level::Counts,
        }
    }
}

fn parse_day(text: &str) -> Result<String, String> {
    if is_day(text) { Ok(text.to_owned()) } else { Err("write a day as YYYY-MM-DD, such as 2026-07-01".to_owned()) }
}

fn parse_severity(name: &str) -> Result<Severity, String> {
    Severity::from_name(name).ok_or_else(|| format!("use one of: {}", Severity::ALL.map(Severity::name).join(", ")))
}

/// A sentence for the person, and the end of the run with status 2.
struct Unusable(String);

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(Unusable(sentence)) => {
            let _ = writeln!(io::stderr(), "dirmatch: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Unusable> {
    match command {
        Command::Inspect { files, formats, settings } => {
            let analyzer = read_files(&files, &[], &formats, &read_settings(settings.as_deref(), &[])?)?;
            let mut output = BufWriter::new(io::stdout().lock());
            finish(json::write_inspection(analyzer.inputs(), &mut output).and_then(|()| output.flush()))?;
            tell_problems(analyzer.inputs());
            Ok(ExitCode::SUCCESS)
        }
        Command::Analyze {
            files,
            formats,
            settings,
            assignments,
            before,
            format,
            out,
            redact,
            untouched,
            date,
            decisions,
            fail_on,
        } => {
            let settings = read_settings(settings.as_deref(), &assignments)?;
            let decisions = decisions.as_deref().map(read_decisions).transpose()?;
            let mut analysis = analyze_files(&files, &before, &formats, &settings)?;
            if let Some(decisions) = decisions {
                analysis.decide(decisions);
                tell_decisions(&analysis);
            }
            let date = date.unwrap_or_default();
            take_away::write(&analysis, form_of(format, untouched)?, redact.level(), &date, out.as_deref())?;
            let mut open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
            let is_bad = fail_on.is_some_and(|limit| open.any(|finding| finding.severity >= limit));
            Ok(ExitCode::from(u8::from(is_bad)))
        }
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Compare { old, new } => {
            let comparison = Comparison::new(&read_report(&old)?, &read_report(&new)?);
            let mut output = BufWriter::new(io::stdout().lock());
            let written = serde_json::to_writer(&mut output, &comparison).map_err(io::Error::from);
            finish(written.and_then(|()| writeln!(output)).and_then(|()| output.flush()))?;
            tell_comparison(&comparison);
            Ok(ExitCode::SUCCESS)
        }
        Command::Rules { id, older_than } => {
            match older_than {
                Some(day) => print_older_than(&day)?,
                None => print_reference(id.as_deref())?,
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Reads the files, tells their problems and analyses them.
fn analyze_files(
    files: &[String],
    before: &[String],
    formats: &[String],
    settings: &Settings,
) -> Result<Analysis, Unusable> {
    let analyzer = read_files(files, before, formats, settings)?;
    if let Some(unusable) = analyzer.inputs().iter().find(|input| input.is_before && input.used == 0) {
        tell_problems(analyzer.inputs());
        return Err(Unusable(format!(
            "{} cannot be used as an older export, which must be one of Active Directory with objects in it. See above for \
             the reason.",
            unusable.name
        )));
    }
    if !analyzer.inputs().iter().any(is_a_directory) {
        tell_problems(analyzer.inputs());
        return Err(Unusable(
            "none of the files is an export of Active Directory or Microsoft 365 that can be used. See above for each, and \
             `dirmatch rules exports` for commands that make them."
                .to_owned(),
        ));
    }
    let analysis = analyzer.analyze(settings, &mut Silent).map_err(|_| {
        Unusable("the files hold more names and addresses than can be compared at once (4 GiB).".to_owned())
    })?;
    tell_problems(&analysis.directories.inputs);
    Ok(analysis)
}

fn is_a_directory(input: &Input) -> bool {
    !input.is_before && matches!(input.side, InputSide::OnPremises | InputSide::Cloud) && !input.tables.is_empty()
}

fn read_text(path: &Path) -> Result<String, Unusable> {
    std::fs::read_to_string(path).map_err(|error| {
        // What PowerShell 5.1 writes with `>` is UTF-16.
        let advice =
            if error.kind() == io::ErrorKind::InvalidData { " Save it as UTF-8, for instance with --out." } else { "" };
        Unusable(format!("{} cannot be read: {error}.{advice}", path.display()))
    })
}

fn read_decisions(path: &Path) -> Result<Decisions, Unusable> {
    Decisions::from_json(&read_text(path)?).map_err(|error| Unusable(format!("{}: {}", path.display(), error.0)))
}

fn read_report(path: &Path) -> Result<Report, Unusable> {
    Report::from_json(&read_text(path)?).map_err(|error| Unusable(format!("{}: {}", path.display(), error.0)))
}

fn read_settings(file: Option<&Path>, assignments: &[String]) -> Result<Settings, Unusable> {
    let mut settings = match file {
        Some(path) => Settings::from_json(&read_text(path)?)
            .map_err(|error| Unusable(format!("{}: {}", path.display(), error.0)))?,
        None => Settings::default(),
    };
    for assignment in assignments {
        settings.set(assignment).map_err(|error| Unusable(error.0))?;
    }
    Ok(settings)
}

/// Reads the files, and older exports after them.
fn read_files(
    files: &[String],
    before: &[String],
    forced: &[String],
    settings: &Settings,
) -> Result<Analyzer, Unusable> {
    let mut wanted: Vec<(&str, Format)> = Vec::new();
    for entry in forced {
        let Some((file, name)) = entry.rsplit_once('=') else {
            return Err(Unusable(format!("--as {entry}: write FILE=FORMAT.")));
        };
        let Some(format) = Format::from_name(name) else {
            let names: Vec<&str> = format::names().collect();
            return Err(Unusable(format!("--as {entry}: “{name}” is no format. These are: {}.", names.join(", "))));
        };
        if !files.iter().chain(before).any(|given| given == file) {
            return Err(Unusable(format!("--as {entry}: the file “{file}” is not among those given.")));
        }
        wanted.push((file, format));
    }
    if files.iter().chain(before).filter(|file| *file == "-").count() > 1 {
        return Err(Unusable(
            "“-” stands more than once, and standard input can be read only once. Give files.".to_owned(),
        ));
    }
    let mut analyzer = Analyzer::new(&native_decoder::make);
    let older = before.iter().map(|file| (file, true));
    for (file, is_before) in files.iter().map(|file| (file, false)).chain(older) {
        let mut options = options_of(file, settings)?;
        options.is_before |= is_before;
        if let Some((_, format)) = wanted.iter().find(|(given, _)| given == file) {
            options.format = Some(*format);
        }
        if file == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            analyzer.add(&InMemory::new("standard input", bytes), &options, &mut Silent);
        } else {
            let source = FileOnDisk::new(Path::new(file))
                .map_err(|error| Unusable(format!("{file} cannot be opened: {error}.")))?;
            analyzer.add(&source, &options, &mut Silent);
        }
    }
    Ok(analyzer)
}

/// How the settings want a file to be read.
fn options_of(file: &str, settings: &Settings) -> Result<ReadOptions, Unusable> {
    let name = Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let choice = settings.files.get(name.as_ref()).or_else(|| settings.files.get(file));
    choice.map_or_else(|| Ok(ReadOptions::default()), |choice| ReadOptions::from_choice(choice).map_err(Unusable))
}

/// A file on disk. Known by its name without the folder, as on the page, so that both write the same report.
struct FileOnDisk {
    path: PathBuf,
    name: String,
    size: u64,
}

impl FileOnDisk {
    fn new(path: &Path) -> io::Result<Self> {
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::Error::other("it is a folder; give the files in it"));
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { path: path.to_owned(), name, size: metadata.len() })
    }
}

impl Source for FileOnDisk {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(&self.path)?))
    }
}

fn tell_problems(inputs: &[Input]) {
    let mut output = io::stderr().lock();
    for input in inputs {
        for problem in &input.problems {
            let row = problem.row.map(|row| format!(", row {row}")).unwrap_or_default();
            let _ = writeln!(
                output,
                "{}{row}: {} {} [{}]",
                input.name,
                problem.message,
                problem.what_to_do,
                problem.code.name()
            );
        }
    }
}

/// How many findings are accepted, and which entries fit none.
fn tell_decisions(analysis: &Analysis) {
    let decisions = decisions::decisions(analysis);
    let mut output = io::stderr().lock();
    let (verb, noun) = if decisions.accepted == 1 { ("is", "finding") } else { ("are", "findings") };
    let _ = writeln!(
        output,
        "{} {noun} {verb} accepted: counted in the report, but not for --fail-on.",
        decisions.accepted
    );
    for entry in decisions.unneeded {
        let _ = writeln!(output, "{}", entry.sentence);
    }
}

/// The comparison as a table.
fn tell_comparison(comparison: &Comparison) {
    let mut output = io::stderr().lock();
    let width = comparison.rules().map(|(rule, _)| rule.len()).max().unwrap_or_default().max("All rules".len());
    let _ =
        writeln!(output, "{:width$}  {:>6}  {:>6}  {:>10}  {:>8}", "Rule", "Fixed", "New", "Still open", "Accepted");
    for (rule, counts) in comparison.rules().chain([("All rules", comparison.counts())]) {
        let _ = writeln!(
            output,
            "{rule:width$}  {:>6}  {:>6}  {:>10}  {:>8}",
            counts.fixed, counts.new, counts.still_open, counts.accepted
        );
    }
    for caution in comparison.cautions() {
        let _ = writeln!(output, "{caution}");
    }
}

fn form_of(format: ReportForm, is_untouched: bool) -> Result<Form, Unusable> {
    match (format, is_untouched) {
        (ReportForm::Csv, true) => Ok(Form::CsvForPrograms),
        (_, true) => Err(Unusable("--untouched is for --format csv; json is untouched in any case.".to_owned())),
        (ReportForm::Json, false) => Ok(Form::Json),
        (ReportForm::Csv, false) => Ok(Form::Csv),
        (ReportForm::Xlsx, false) => Ok(Form::Xlsx),
        (ReportForm::Html, false) => Ok(Form::Html),
    }
}

fn print_older_than(day: &str) -> Result<(), Unusable> {
    let mut output = BufWriter::new(io::stdout().lock());
    let lines = rules::age::older_than(day);
    let written = lines.iter().try_for_each(|(name, it)| writeln!(output, "{name}\t{}\t{}", it.date, it.title));
    finish(written.and_then(|()| output.flush()))
}

fn print_reference(id: Option<&str>) -> Result<(), Unusable> {
    let text = match id {
        None => reference::index_page(),
        Some("exports") => exports::as_text(),
        Some(id) => {
            let rule = rules::by_id(id).ok_or_else(|| {
                let ids: Vec<&str> = rules::REGISTRY.iter().map(|rule| rule.id).collect();
                Unusable(format!("there is no rule “{id}”. The rules are: {}.", ids.join(", ")))
            })?;
            reference::rule_page(rule)
        }
    };
    finish(io::stdout().lock().write_all(text.as_bytes()))
}

/// A reader that has seen enough, such as `head`, is no error.
fn finish(result: io::Result<()>) -> Result<(), Unusable> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Unusable::from),
    }
}
