//! Writes what is taken away to standard output, a file or a folder. Nothing is handed over before it was searched.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use dirmatch::analyzer::Analysis;
use dirmatch::report::redaction::Seed;
use dirmatch::report::take_away::{self, Failure, Order};
use dirmatch::take_away::{Form, Level, What};

use super::{Unusable, finish};

/// Writes an analysis in a form, for whose eyes it is meant.
pub(super) fn write(
    analysis: &Analysis,
    form: Form,
    level: Level,
    date: &str,
    out: Option<&Path>,
) -> Result<(), Unusable> {
    let findings = take_away::all_findings(analysis);
    let objects = take_away::all_objects(analysis);
    let mut seed = Seed::default();
    if level == Level::Share {
        getrandom::fill(&mut seed)
            .map_err(|error| Unusable(format!("the system gives no random numbers for stand-ins: {error}.")))?;
    }
    let order = |what| Order { what, form, level, seed, date, findings: &findings, objects: &objects };
    let is_csv = matches!(form, Form::Csv | Form::CsvForPrograms);
    match out {
        Some(folder) if is_folder(folder) => {
            if !is_csv {
                return Err(Unusable(format!(
                    "{} is a folder; only csv is written to one. Name a file that ends with .{}.",
                    folder.display(),
                    form.ending()
                )));
            }
            fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))?;
            for what in [What::Findings, What::Objects, What::Actions] {
                to_file(analysis, &order(what), &folder.join(format!("{}.csv", what.name())))?;
            }
        }
        Some(path) => to_file(analysis, &order(What::Report), path)?,
        None if form == Form::Xlsx && io::stdout().is_terminal() => {
            return Err(Unusable("a workbook cannot be shown in a terminal. Name a file with --out.".to_owned()));
        }
        None => to_output(analysis, &order(What::Report))?,
    }
    if form != Form::Json {
        let _ = writeln!(io::stderr(), "{}", take_away::note(form, findings.len().max(objects.len())));
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

fn cannot(path: &Path, error: &io::Error) -> Unusable {
    Unusable(format!("{} cannot be written: {error}.", path.display()))
}

/// Writes beside the file and puts it in its place at the end.
fn to_file(analysis: &Analysis, order: &Order<'_>, path: &Path) -> Result<(), Unusable> {
    // A device or a pipe cannot be replaced.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let bytes = in_memory(analysis, order)?;
        return fs::write(path, bytes).map_err(|error| cannot(path, &error));
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = File::create(&beside).map_err(Failure::Io).and_then(|file| {
        let mut output = BufWriter::new(file);
        take_away::write(analysis, order, &mut output)?;
        Ok(output.flush()?)
    });
    let moved = match written {
        Ok(()) => fs::rename(&beside, path).map_err(|error| cannot(path, &error)),
        Err(failure) => Err(told(failure, Some(path))),
    };
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

fn to_output(analysis: &Analysis, order: &Order<'_>) -> Result<(), Unusable> {
    let mut output = BufWriter::new(io::stdout().lock());
    if order.level != Level::Full {
        let bytes = in_memory(analysis, order)?;
        return finish(output.write_all(&bytes).and_then(|()| output.flush()));
    }
    match take_away::write(analysis, order, &mut output) {
        Ok(_) => finish(output.flush()),
        Err(Failure::Io(error)) => finish(Err(error)),
        Err(failure) => Err(told(failure, None)),
    }
}

fn in_memory(analysis: &Analysis, order: &Order<'_>) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    take_away::write(analysis, order, &mut bytes).map_err(|failure| told(failure, None))?;
    Ok(bytes)
}

fn told(failure: Failure, path: Option<&Path>) -> Unusable {
    match (failure, path) {
        (Failure::Io(error), Some(path)) => cannot(path, &error),
        (Failure::Io(error), None) => error.into(),
        (Failure::Refused(sentence), _) => Unusable(sentence),
    }
}
