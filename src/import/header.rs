//! The header row of a file: how column names are compared, and which columns must never be read.

use csv::StringRecord;

use super::dialect::Dialect;

/// The header row with the first rows after it: all that a format is recognised by.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    /// The names as written, ends trimmed.
    pub written: Vec<String>,
    /// The names as compared; see [`squash`].
    pub squashed: Vec<String>,
    /// The type that a `#TYPE` line names, squashed.
    pub type_name: String,
    /// Does the file start like a template for uploads?
    pub is_upload_template: bool,
    /// The first rows.
    pub sample: &'a [StringRecord],
}

impl<'a> Header<'a> {
    /// A header row and the first rows after it.
    pub fn new(row: &StringRecord, dialect: &Dialect, sample: &'a [StringRecord]) -> Self {
        let written: Vec<String> = row.iter().map(|name| name.trim_matches(is_blank).to_owned()).collect();
        let squashed = written.iter().map(|name| squash(name)).collect();
        let type_name = squash(dialect.type_name.as_deref().unwrap_or_default());
        Self { written, squashed, type_name, is_upload_template: dialect.is_upload_template, sample }
    }

    /// Is there a column of this squashed name?
    pub fn has(&self, name: &str) -> bool {
        self.squashed.iter().any(|squashed| squashed == name)
    }

    /// Are there columns of all these names?
    pub fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    /// Is there a column of any of these names?
    pub fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// How many of these names have a column.
    pub fn count(&self, names: &[&str]) -> usize {
        names.iter().filter(|name| self.has(name)).count()
    }

    /// Does any name contain a blank between its words, as the admin centers write them?
    pub fn has_blanks_in_names(&self) -> bool {
        self.written.iter().any(|name| name.contains(' '))
    }

    /// The sample's values in the column of this name that are not blank.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let place = self.squashed.iter().position(|squashed| squashed == name);
        self.sample.iter().filter_map(move |row| row.get(place?)).map(str::trim).filter(|value| !value.is_empty())
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// The form in which column names are compared: letters and digits only, in lower case.
///
/// `Soft deletion time stamp` and `SoftDeletionTimestamp` become one, and so do `User principal name` and
/// `userPrincipalName`. Folding is independent of any locale, so that a Turkish `DİSTİNGUİSHEDNAME` fits too.
pub fn squash(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Does the column hold passwords or other secrets? Such a column is never kept.
pub fn is_secret(squashed: &str) -> bool {
    const SECRETS: [&str; 6] =
        ["password", "generatedpassword", "passwordprofile", "unicodepwd", "dbcspwd", "supplementalcredentials"];
    SECRETS.contains(&squashed)
        || squashed.starts_with("initialpassword")
        || squashed.starts_with("msmcsadmpwd")
        || squashed.starts_with("mslaps")
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::{Header, is_secret, squash};
    use crate::import::dialect;

    #[test]
    fn names_squash_to_one_form() {
        for name in ["Soft deletion time stamp", "SoftDeletionTimestamp", "softdeletion-timestamp"] {
            assert_eq!(squash(name), "softdeletiontimestamp");
        }
        assert_eq!(squash("DİSTİNGUİSHEDNAME"), "distinguishedname");
        assert_eq!(squash("mS-DS-ConsistencyGuid"), "msdsconsistencyguid");
        assert_eq!(squash("Geräte-Id"), "geräteid");
    }

    #[test]
    fn marks_and_blanks_around_names_are_no_part_of_them() {
        let row = StringRecord::from(vec!["\u{feff}UPN", "Name\u{a0}  "]);
        let header = Header::new(&row, &dialect::detect("", true, None), &[]);
        assert_eq!(header.written, ["UPN", "Name"]);
        assert!(header.has_all(&["upn", "name"]));
    }

    #[test]
    fn secrets() {
        for name in ["Password", "Initial password [passwordProfile] Required", "ms-Mcs-AdmPwd", "msLAPS-Password"] {
            assert!(is_secret(&squash(name)), "{name}");
        }
        for name in ["Password never expires", "Last password change time stamp", "PasswordLastSet", "pwdLastSet"] {
            assert!(!is_secret(&squash(name)), "{name}");
        }
    }
}
