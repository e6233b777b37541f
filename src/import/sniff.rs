//! Tells from the first bytes that a file is no CSV at all, and which kind of file it is instead.
//!
//! Only what can be told without a header row; which CSV export it is decides `detect`.

use super::problem::{Problem, ProblemCode};

/// What a file is that cannot be read as CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCsv {
    /// An LDIF file; text, but not CSV.
    Ldif,
    /// Anything else.
    Other,
}

/// The problem of a file whose first bytes show that it is no CSV.
pub fn not_csv(start: &[u8]) -> Option<(NotCsv, Problem)> {
    let other =
        |message: &str, what_to_do: &str| Some((NotCsv::Other, Problem::new(ProblemCode::NotCsv, message, what_to_do)));
    let export_again = "Export the list as CSV and give that file.";
    if start.is_empty() {
        return other("The file is empty: it has no bytes.", "Make the export again and check that it finished.");
    }
    if start.starts_with(b"PK\x03\x04") {
        return other(
            "This is an Excel workbook or a ZIP archive, not a CSV file.",
            "Take the CSV file itself. From a workbook: save the sheet as “CSV UTF-8”, or better export it again.",
        );
    }
    if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return other("This is an old Excel or Word document, not a CSV file.", export_again);
    }
    if start.starts_with(b"%PDF") {
        return other("This is a PDF, not a CSV file.", export_again);
    }
    let image: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF", b"BM\0", b"\0\0\x01\0"];
    if image.iter().any(|magic| start.starts_with(magic)) {
        return other("This is a picture or sound, not a CSV file.", export_again);
    }
    if start.starts_with(b"MZ") || start.starts_with(b"\x7FELF") || start.starts_with(b"L\0\0\0\x01\x14\x02\0") {
        return other("This is a program or a shortcut, not a CSV file.", "Give the export itself.");
    }
    let text = start.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(start).trim_ascii_start();
    match text.first() {
        Some(b'<') => {
            return other(
                "This is XML or a web page, not a CSV file.",
                "From csexport, run CSExportAnalyzer over it; from a browser, save the download, not the page.",
            );
        }
        Some(b'{' | b'[') => {
            return other(
                "This is JSON, not a CSV file.",
                "In PowerShell, put “| Export-Csv” at the end of the command in place of “| ConvertTo-Json”.",
            );
        }
        _ => {}
    }
    if is_ldif(text) {
        let problem = Problem::new(
            ProblemCode::NotCsv,
            "This is an LDIF file from ldifde or ldapsearch. It is text about directory objects, but not CSV, and it is \
             not read yet.",
            "Make the Active Directory export with the PowerShell command on the start page, or with csvde.",
        );
        return Some((NotCsv::Ldif, problem));
    }
    None
}

/// Does text that is not UTF-16 hold zero bytes? No export writes them.
pub fn is_binary(start: &[u8]) -> bool {
    start.contains(&0)
}

fn is_ldif(text: &[u8]) -> bool {
    let first = text
        .split(|&byte| byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .find(|line| !line.is_empty() && !line.starts_with(b"#"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    first.starts_with(b"dn: ")
        || first.starts_with(b"dn:: ")
        || first.strip_prefix(b"version: ").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::{NotCsv, not_csv};

    #[test]
    fn kinds_that_are_no_csv() {
        for bytes in [
            &b""[..],
            b"PK\x03\x04rest",
            b"%PDF-1.7",
            b"\x89PNG\r\n",
            b"<?xml version=\"1.0\"?>",
            b"\xEF\xBB\xBF  {\"value\": []}",
        ] {
            assert!(matches!(not_csv(bytes), Some((NotCsv::Other, _))), "{bytes:?}");
        }
        for text in ["dn: CN=a,DC=b\nchangetype: add", "# a comment\nversion: 1\n\ndn: x", "DN:: Q049YQ=="] {
            assert!(matches!(not_csv(text.as_bytes()), Some((NotCsv::Ldif, _))), "{text}");
        }
    }

    #[test]
    fn csv_passes() {
        for text in ["DN,objectClass\n", "version:v1.0\n", "\"Name\"\n", "#TYPE x\n", "a", "dn;mail\n"] {
            assert_eq!(not_csv(text.as_bytes()), None, "{text}");
        }
    }
}
