//! The rule reference as Markdown: the pages in `docs/rules`, the output of `dirmatch rules`, the help in the page.

use std::fmt::Write as _;

use crate::report::table::words;
use crate::rules::definition::documentation_text;
use crate::rules::{self, RuleDefinition};

/// The page of one rule.
pub fn rule_page(rule: &RuleDefinition) -> String {
    let mut page = String::new();
    let text = documentation_text(rule);
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let _ = write!(
        page,
        "# {}\n\n`{}`\n\n{}\n\n| | |\n|---|---|\n| Kind | {} |\n| Severity | {} |\n| Fix | {} |\n| Search terms | {} |\n{}",
        rule.title,
        rule.id,
        first,
        rule.group.title(),
        words::severity(rule.severity),
        words::fix(rule.fix),
        rule.search_terms.iter().map(|term| format!("`{term}`")).collect::<Vec<_>>().join(", "),
        rest.trim_end(),
    );
    page.push_str("\n\n## Sources\n\n");
    for source in rule.sources {
        let _ = writeln!(page, "- {} ({})", source.title, source.date);
    }
    page
}

/// The table of all rules.
pub fn index_page() -> String {
    let mut page = String::from(
        "# Rules\n\nGenerated from the files of the rules. Each row leads to the rule's page.\n\n\
         | Rule | Fault | Kind | Severity | Fix |\n|---|---|---|---|---|\n",
    );
    for rule in rules::REGISTRY.iter() {
        let _ = writeln!(
            page,
            "| [{id}]({id}.md) | {} | {} | {} | {} |",
            rule.title,
            rule.group.title(),
            words::severity(rule.severity),
            words::fix(rule.fix),
            id = rule.id,
        );
    }
    page
}
