//! How a person wants a file to be read, where that differs from what is recognised.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Encoding;
use super::dialect;
use super::format::{self, Format};
use super::header::squash;
use crate::model::Attribute;

/// The same as a person writes it, in the settings or on the page: names instead of values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FileChoice {
    /// A format by its name.
    pub format: Option<String>,
    /// An encoding by its name, such as `Windows-1250`.
    pub encoding: Option<String>,
    /// `comma`, `semicolon`, `tab` or `bar`.
    pub delimiter: Option<String>,
    /// Headers with the attribute that each column holds, by its name; `null` leaves a column out.
    pub columns: BTreeMap<String, Option<String>>,
    /// Is it an export of Active Directory from an earlier time, for comparison only?
    pub before: bool,
}

/// The wishes of a person for one file; all of them may be left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What the file is.
    pub format: Option<Format>,
    /// How its bytes mean text.
    pub encoding: Option<Encoding>,
    /// What separates its cells.
    pub delimiter: Option<u8>,
    /// Columns by their headers: the attribute that each holds, or `None` to leave it out.
    pub columns: Vec<(String, Option<Attribute>)>,
    /// Is it an export of Active Directory from an earlier time, for comparison only?
    pub is_before: bool,
}

impl ReadOptions {
    /// Only the format.
    pub fn with_format(format: Option<Format>) -> Self {
        Self { format, ..Self::default() }
    }

    /// Reads names; fails with a sentence that lists the names that are known.
    pub fn from_choice(choice: &FileChoice) -> Result<Self, String> {
        fn known<'a>(what: &str, name: &str, names: impl Iterator<Item = &'a str>) -> String {
            format!("“{name}” is no {what}. These are: {}.", names.collect::<Vec<_>>().join(", "))
        }
        let format = match choice.format.as_deref() {
            Some(name) => Some(Format::from_name(name).ok_or_else(|| known("format", name, format::names()))?),
            None => None,
        };
        let encoding = match choice.encoding.as_deref() {
            Some(name) => Some(Encoding::from_name(name).ok_or_else(|| known("encoding", name, Encoding::names()))?),
            None => None,
        };
        let delimiter = match choice.delimiter.as_deref() {
            Some(name) => {
                let names = || dialect::CANDIDATES.into_iter().map(dialect::delimiter_name);
                let found = dialect::CANDIDATES.into_iter().find(|&byte| dialect::delimiter_name(byte) == name);
                Some(found.ok_or_else(|| known("separator", name, names()))?)
            }
            None => None,
        };
        let mut columns = Vec::new();
        for (header, name) in &choice.columns {
            let attribute = match name {
                Some(name) => Some(Attribute::from_name(name).ok_or_else(|| {
                    known("attribute that is read", name, Attribute::ALL.iter().map(|attribute| attribute.name()))
                })?),
                None => None,
            };
            columns.push((header.clone(), attribute));
        }
        Ok(Self { format, encoding, delimiter, columns, is_before: choice.before })
    }

    /// What the person says of a column: nothing, that it is left out, or what it holds.
    pub fn column(&self, squashed: &str) -> Option<Option<Attribute>> {
        self.columns.iter().find(|(header, _)| squash(header) == squashed).map(|(_, attribute)| *attribute)
    }

    /// The format of a file that fits none, but whose columns the person named: an attribute that only one side has
    /// tells which side it is.
    pub fn format_of_columns(&self) -> Option<Format> {
        const CLOUD: [Attribute; 6] = [
            Attribute::ObjectId,
            Attribute::ImmutableId,
            Attribute::SyncEnabled,
            Attribute::OnPremisesObjectIdentifier,
            Attribute::Licences,
            Attribute::UserType,
        ];
        let named = || self.columns.iter().filter_map(|(_, attribute)| *attribute);
        named().next()?;
        Some(if named().any(|attribute| CLOUD.contains(&attribute)) {
            Format::GraphPowershell
        } else {
            Format::AdPowershell
        })
    }
}
