//! Tells from the first bytes that a file is no CSV at all, and what it is instead.
//!
//! Only what can be told without a header row; which CSV export it is decides `import::format`.

use super::problem::{Problem, ProblemCode};

/// The problem of a file whose first bytes show that it is no text.
pub fn not_text(start: &[u8]) -> Option<Problem> {
    let export_again = "Export the list as CSV and give that file.";
    if start.is_empty() {
        return Some(no_csv(
            "The file is empty: it has no bytes.",
            "Make the export again and check that it finished.",
        ));
    }
    if start.starts_with(b"PK\x03\x04") {
        return Some(no_csv(
            "This is an Excel workbook or a ZIP archive, not a CSV file.",
            "Take the CSV file itself. From a workbook: save the sheet as “CSV UTF-8”, or better export it again.",
        ));
    }
    if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Some(no_csv("This is an old Excel or Word document, not a CSV file.", export_again));
    }
    if start.starts_with(b"%PDF") {
        return Some(no_csv("This is a PDF, not a CSV file.", export_again));
    }
    let image: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF", b"BM\0", b"\0\0\x01\0"];
    if image.iter().any(|magic| start.starts_with(magic)) {
        return Some(no_csv("This is a picture or sound, not a CSV file.", export_again));
    }
    if start.starts_with(b"MZ") || start.starts_with(b"\x7FELF") || start.starts_with(b"L\0\0\0\x01\x14\x02\0") {
        return Some(no_csv("This is a program or a shortcut, not a CSV file.", "Give the export itself."));
    }
    None
}

/// The problem of a text that is no CSV. LDIF is not CSV either, but it is read.
pub fn not_csv(start: &str) -> Option<Problem> {
    match start.trim_start().bytes().next() {
        Some(b'<') => Some(no_csv(
            "This is XML or a web page, not a CSV file.",
            "From csexport, run CSExportAnalyzer over it; from a browser, save the download, not the page.",
        )),
        Some(b'{' | b'[') => Some(no_csv(
            "This is JSON, not a CSV file.",
            "In PowerShell, put “| Export-Csv” at the end of the command in place of “| ConvertTo-Json”.",
        )),
        _ => None,
    }
}

fn no_csv(message: &str, what_to_do: &str) -> Problem {
    Problem::new(ProblemCode::NotCsv, message, what_to_do)
}

/// Does text that is not UTF-16 hold zero bytes? No export writes them.
pub fn is_binary(start: &[u8]) -> bool {
    start.contains(&0)
}

/// Does the text begin like LDIF: with the name of an entry or the version, comments aside?
pub fn is_ldif(start: &str) -> bool {
    let first =
        start.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    let begins = |prefix: &str| first.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    begins("dn: ") || begins("dn:: ") || (begins("version: ") && first[9..].starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_ldif, not_csv, not_text};

    #[test]
    fn kinds_that_are_no_csv() {
        for bytes in [&b""[..], b"PK\x03\x04rest", b"%PDF-1.7", b"\x89PNG\r\n"] {
            assert!(not_text(bytes).is_some(), "{bytes:?}");
        }
        for text in ["<?xml version=\"1.0\"?>", "  {\"value\": []}"] {
            assert!(not_csv(text).is_some(), "{text}");
        }
        for text in ["dn: CN=a,DC=b\nchangetype: add", "# a comment\nversion: 1\n\ndn: x", "DN:: Q049YQ=="] {
            assert!(is_ldif(text), "{text}");
        }
    }

    #[test]
    fn csv_passes() {
        for text in ["DN,objectClass\n", "version:v1.0\n", "\"Name\"\n", "#TYPE x\n", "a", "dn;mail\n"] {
            assert_eq!(not_text(text.as_bytes()), None, "{text}");
            assert_eq!(not_csv(text), None, "{text}");
            assert!(!is_ldif(text), "{text}");
        }
    }
}
