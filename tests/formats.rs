//! The pages in `docs/formats/` say what the files in `src/import/format/` say: `UPDATE=1 cargo test --test formats` writes
//! them. Each format has a file, and each file opens with who makes the export, its columns, its cells, its source.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use dirmatch::import::InputSide;
use dirmatch::import::format::{Content, FormatDefinition, ObjectRows, REGISTRY};
use dirmatch::model::Side;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The opening comment of a format's file, without the marks.
fn opening(definition: &FormatDefinition) -> String {
    let file = format!("src/import/format/{}.rs", definition.name.replace('-', "_"));
    let text = std::fs::read_to_string(root().join(&file)).unwrap_or_else(|_| panic!("{file} is missing"));
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn proves(definition: &FormatDefinition) -> String {
    match &definition.content {
        Content::Objects(rows) => {
            let side = match rows.side {
                Side::OnPremises => "Objects of Active Directory.",
                Side::Cloud => "Objects of Microsoft 365.",
            };
            let anchor = match (rows.side, rows.can_hold_immutable_id) {
                (Side::Cloud, true) => " It can hold the ImmutableId, so joins by source anchor can be certain.",
                (Side::Cloud, false) => " It never holds the ImmutableId: joins by UPN and primary address only.",
                (Side::OnPremises, _) => "",
            };
            format!("{side}{anchor}")
        }
        Content::Facts(rows) => match rows.side {
            InputSide::Tenant => {
                "Facts about the tenant, which make answers certain that would be assumed otherwise.".to_owned()
            }
            InputSide::Findings => {
                "Nothing about the directory as a whole. What it reports is shown at the objects that it is about."
                    .to_owned()
            }
            _ => "That the product is in use, and for whom.".to_owned(),
        },
        Content::NotUsed { .. } => {
            "Nothing. It is recognised so that a sentence can say what to give instead.".to_owned()
        }
    }
}

fn columns(rows: &ObjectRows) -> String {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for column in rows.columns {
        names.entry(column.attribute.name()).or_default().extend(column.names);
    }
    let mut text = String::from(
        "\n## Columns that are read\n\nNames are compared without letter case, blanks and punctuation.\n\n\
         | Attribute | Names of the column |\n|---|---|\n",
    );
    for (attribute, names) in names {
        let _ = writeln!(text, "| {attribute} | {} |", names.join(", "));
    }
    text
}

fn page(definition: &FormatDefinition) -> String {
    let opening = opening(definition);
    // The first line begins with the name; the title says it already.
    let start = format!("`{}`: ", definition.name);
    let body = opening.strip_prefix(&start).unwrap_or_else(|| panic!("{}: {opening}", definition.name));
    let mut letters = body.chars();
    let body = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    let mut text = format!(
        "# {}\n\n`{}`\n\n{body}\n\n## What it can prove\n\n{}\n",
        definition.title,
        definition.name,
        proves(definition)
    );
    if let Content::Objects(rows) = &definition.content {
        text.push_str(&columns(rows));
    }
    text
}

#[test]
fn pages_are_up_to_date() {
    let folder = root().join("docs/formats");
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut index = String::from(
        "# Exports\n\nEvery kind of file that is recognised, and what it can prove.\n\n| Export | Name |\n|---|---|\n",
    );
    for definition in REGISTRY {
        pages.insert(format!("{}.md", definition.name), page(definition));
        let _ = writeln!(index, "| [{}]({}.md) | `{}` |", definition.title, definition.name, definition.name);
    }
    pages.insert("README.md".to_owned(), index);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).expect("written");
        }
    }
    for (name, text) in &pages {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(committed == *text, "docs/formats/{name} is out of date: run `npm run generate`");
    }
    let files = std::fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(files, pages.len(), "docs/formats holds a page of no format");
}

#[test]
fn each_format_says_who_makes_it_and_names_its_source() {
    for definition in REGISTRY {
        let text = opening(definition);
        assert!(text.contains("Source"), "{}: no source", definition.name);
        let is_export = !matches!(definition.content, Content::NotUsed { .. });
        assert!(!is_export || text.contains("- Made by: "), "{}: who makes it?", definition.name);
    }
}
