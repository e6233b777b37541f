//! What a cell of an export says, including that it says nothing.

/// The content of one attribute of one object, as far as the files tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// No file has a column for it: nothing is known.
    NotExported,
    /// A column is there, but the export lost the value (`System.String[]` and the like): nothing is known.
    Lost,
    /// The column is there and the cell is blank: the attribute is not set.
    Empty,
    /// The value, as written.
    Text(&'a str),
}

impl<'a> Cell<'a> {
    /// The value, if there is one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Does the file tell whether the attribute is set?
    pub fn is_known(self) -> bool {
        matches!(self, Self::Empty | Self::Text(_))
    }

    /// The value read as yes or no; `Ok(None)` is a blank cell, `Err` an unknown one.
    pub fn boolean(self) -> Result<Option<bool>, Unknown> {
        match self {
            Self::NotExported | Self::Lost => Err(Unknown),
            Self::Empty => Ok(None),
            Self::Text(text) => parse_boolean(text).map(Some).ok_or(Unknown),
        }
    }
}

/// The files do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown;

/// Reads yes and no as the exports of several languages write them.
pub fn parse_boolean(text: &str) -> Option<bool> {
    const WORDS: [(&str, bool); 18] = [
        ("true", true),
        ("false", false),
        ("$true", true),
        ("$false", false),
        ("1", true),
        ("0", false),
        ("yes", true),
        ("no", false),
        ("y", true),
        ("n", false),
        ("wahr", true),
        ("falsch", false),
        ("vrai", true),
        ("faux", false),
        ("ja", true),
        ("nein", false),
        ("t", true),
        ("f", false),
    ];
    let text = text.trim();
    WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, value)| *value)
}

/// Is the text the name of a .NET type in place of the value?
///
/// `Export-Csv` writes the result of `ToString()`, which for lists and byte arrays is the type's name.
/// Source: PowerShell, `CsvCommands.cs` (`ExportCsvHelper`), 2026.
pub fn is_type_name(text: &str) -> bool {
    const NAMESPACES: [&str; 3] = ["System.", "Microsoft.", "Deserialized."];
    // Every cell of a file is asked, and hardly one begins like this.
    if !matches!(text.as_bytes().first(), Some(b'S' | b's' | b'M' | b'm' | b'D' | b'd' | b'@')) {
        return false;
    }
    let starts = |prefix: &&str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let Some(namespace) = NAMESPACES.iter().find(|prefix| starts(prefix)) else { return text.starts_with("@{") };
    // A script may have put it into lower case; then the brackets of a list give it away.
    let is_spelt = text.starts_with(namespace) || text.contains(['[', '`']);
    let is_whole = !text.contains(char::is_whitespace) || text.contains('`');
    is_spelt && is_whole && !text.contains('@')
}

/// Did a spreadsheet put something else in the place of the value?
///
/// Long numbers become `1.32E+17`, what looks like a formula becomes an error, and a cell holds 32,767 letters at most.
/// Source: Microsoft, "Excel specifications and limits", 2026.
pub fn is_damaged(text: &str) -> bool {
    const ERRORS: [&str; 7] = ["#NAME?", "#VALUE!", "#REF!", "#N/A", "#NUM!", "#DIV/0!", "########"];
    const LONGEST: usize = 32_767;
    let is_rounded = || {
        let Some((number, exponent)) = text.split_once('E') else { return false };
        let Some(exponent) = exponent.strip_prefix('+') else { return false };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = number.split([',', '.']).collect();
        digits(exponent) && parts.len() <= 2 && parts.iter().all(|part| digits(part))
    };
    match text.as_bytes().first() {
        Some(b'#') => ERRORS.iter().any(|error| text.starts_with(error)),
        Some(b'0'..=b'9') if text.len() < 30 => is_rounded(),
        _ => text.len() >= LONGEST && text.chars().count() == LONGEST,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Unknown, is_damaged, is_type_name, parse_boolean};

    #[test]
    fn unknown_is_not_no() {
        assert_eq!(Cell::NotExported.boolean(), Err(Unknown));
        assert_eq!(Cell::Lost.boolean(), Err(Unknown));
        assert_eq!(Cell::Empty.boolean(), Ok(None));
        assert_eq!(Cell::Text("Wahr").boolean(), Ok(Some(true)));
        assert_eq!(Cell::Text("perhaps").boolean(), Err(Unknown));
    }

    #[test]
    fn booleans_of_several_cultures() {
        for yes in ["True", "TRUE", "$True", "1", "Ja", "VRAI"] {
            assert_eq!(parse_boolean(yes), Some(true), "{yes}");
        }
        for no in ["False", "$false", "0", "Nein", "Faux"] {
            assert_eq!(parse_boolean(no), Some(false), "{no}");
        }
    }

    #[test]
    fn spreadsheets_round_and_cut() {
        for damaged in ["1.32E+17", "1,32258E+17", "9E+18", "#NAME?", "#REF!"] {
            assert!(is_damaged(damaged), "{damaged}");
        }
        assert!(is_damaged(&"x".repeat(32_767)));
        for whole in ["", "132258449239560667", "E+17", "1.32E+17@contoso.com", "#hashtag", "3E", "2026-01-01"] {
            assert!(!is_damaged(whole), "{whole}");
        }
        assert!(!is_damaged(&"x".repeat(32_768)));
    }

    #[test]
    fn type_names_are_not_values() {
        assert!(is_type_name("System.Byte[]"));
        assert!(is_type_name("Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"));
        assert!(is_type_name("Deserialized.System.Collections.ArrayList"));
        assert!(is_type_name("@{Id=1}"));
        assert!(!is_type_name("system.admin@contoso.com"));
        assert!(!is_type_name("Systems team"));
    }
}
