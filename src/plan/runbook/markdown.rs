//! A runbook as Markdown, for a file or a ticket. Values of the files stand as text that Markdown leaves alone.

use std::fmt::Write as _;

use super::Runbook;

/// The runbook with boxes to tick.
pub(super) fn write(runbook: &Runbook) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}\n", plain(&runbook.title), plain(&runbook.when));
    if !runbook.objects.is_empty() {
        out.push_str("## What it is about\n\n");
        for object in &runbook.objects {
            let _ = writeln!(out, "- **{}**, {}", plain(&object.name), plain(&object.role));
            for (label, value) in &object.facts {
                let _ = writeln!(out, "  - {label}: {}", code(value));
            }
        }
        out.push('\n');
    }
    list(&mut out, "Try first what costs less", "- [ ] ", &runbook.cheaper);
    list(&mut out, "Before you start", "- [ ] ", &runbook.checks);
    out.push_str("## Steps\n\n");
    for (place, step) in runbook.steps.iter().enumerate() {
        let _ = writeln!(out, "{}. [ ] {}", place + 1, plain(&step.action));
        for command in &step.commands {
            let _ = writeln!(out, "    - Command: {}", code(command));
        }
        for (label, text) in [("Lost or at risk", &step.risk), ("Wait", &step.wait), ("Stop if", &step.stop)] {
            if !text.is_empty() {
                let _ = writeln!(out, "    - {label}: {}", plain(text));
            }
        }
    }
    out.push('\n');
    list(&mut out, "The way back", "- ", &runbook.back);
    out.push_str("## Sources\n\n");
    for (title, date) in &runbook.sources {
        let _ = writeln!(out, "- {}, {date}", plain(title));
    }
    out
}

fn list(out: &mut String, title: &str, mark: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for line in lines {
        let _ = writeln!(out, "{mark}{}", plain(line));
    }
    out.push('\n');
}

/// Text in which Markdown sees no mark-up.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Text as code, whatever back quotes are in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
