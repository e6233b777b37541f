//! The form of a CSV text: the lines before its header, and what separates its cells.

use csv::StringRecord;

/// How the text of a file is divided into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What separates cells.
    pub delimiter: u8,
    /// How many records stand before the header: a `#TYPE` line, a `sep=` line.
    pub records_before_header: usize,
    /// The type that a `#TYPE` line names.
    pub type_name: Option<String>,
    /// Does the file start with `version:`, as templates for uploads do?
    pub is_upload_template: bool,
    /// Does a `sep=` line say the delimiter?
    pub is_delimiter_told: bool,
}

/// The name of a delimiter in reports.
pub fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "bar",
    }
}

/// What may separate cells.
pub const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds the dialect from the start of the text. `complete` says that this is the whole text; `told` is the delimiter that
/// a person named.
pub fn detect(start: &str, complete: bool, told: Option<u8>) -> Dialect {
    let mut dialect = Dialect {
        delimiter: b',',
        records_before_header: 0,
        type_name: None,
        is_upload_template: false,
        is_delimiter_told: false,
    };
    let mut body = start;
    while let Some((line, rest)) = next_line(body) {
        let line = line.trim();
        let bare = line.trim_matches('"');
        if line.is_empty() {
            // The reader skips blank lines by itself.
        } else if let Some(name) = strip_prefix_ignoring_case(bare, "#TYPE") {
            dialect.type_name = Some(name.trim().trim_end_matches([';', ',', '\t']).to_owned());
            dialect.records_before_header += 1;
        } else if let Some(separator) = strip_prefix_ignoring_case(bare, "sep=") {
            dialect.is_delimiter_told = true;
            dialect.delimiter = separator.bytes().next().unwrap_or(b'\t');
            dialect.records_before_header += 1;
        } else if strip_prefix_ignoring_case(bare, "version:v").is_some() {
            dialect.is_upload_template = true;
            dialect.records_before_header += 1;
        } else {
            break;
        }
        body = rest;
    }
    if let Some(delimiter) = told {
        dialect.delimiter = delimiter;
        dialect.is_delimiter_told = true;
    }
    if !dialect.is_delimiter_told {
        // The first of equals wins, which is the comma.
        dialect.delimiter =
            CANDIDATES.into_iter().rev().max_by_key(|&candidate| fitness(body, complete, candidate)).unwrap_or(b',');
    }
    dialect
}

/// How well a delimiter divides the text: many cells in the header, and as many in the rows after it.
fn fitness(body: &str, complete: bool, delimiter: u8) -> usize {
    let records = sample(body, complete, delimiter, 21);
    let Some((header, rows)) = records.split_first() else { return 0 };
    if header.len() < 2 {
        return 0;
    }
    let agreeing = rows.iter().filter(|row| row.len() == header.len()).count();
    let agreement = if rows.is_empty() { 100 } else { 10 + 90 * agreeing / rows.len() };
    header.len() * agreement
}

/// The first records of a text, without one that the end of the text may cut.
pub fn sample(text: &str, complete: bool, delimiter: u8, limit: usize) -> Vec<StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records: Vec<StringRecord> = Vec::new();
    let mut record = StringRecord::new();
    while records.len() <= limit && reader.read_record(&mut record).unwrap_or(false) {
        records.push(record.clone());
    }
    if records.len() > limit || (!complete && records.len() > 1) {
        records.pop();
    }
    records
}

fn next_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).map(|_| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[track_caller]
    fn check(text: &str, delimiter: u8, before: usize) {
        let dialect = detect(text, true, None);
        assert_eq!(
            (char::from(dialect.delimiter), dialect.records_before_header),
            (char::from(delimiter), before),
            "{text}"
        );
    }

    #[test]
    fn delimiters() {
        check("a,b,c\n1,2,3\n", b',', 0);
        check("a;b;c\n1;2;3\n", b';', 0);
        check("a\tb\tc\n1\t2\t3\n", b'\t', 0);
        check("a|b\n1|2\n", b'|', 0);
        check("single\nx\n", b',', 0);
        check("", b',', 0);
        // Commas inside cells do not count, nor do they when quoted.
        check("dn;name\n\"CN=a,OU=b\";x\nCN=c,OU=d;y\n", b';', 0);
        check("\"a,b\",\"c;d;e;f\"\n1,2\n", b',', 0);
        check("name,addresses\nann,smtp:a;smtp:b;smtp:c\nbob,smtp:d;smtp:e\n", b',', 0);
    }

    #[test]
    fn lines_before_the_header() {
        check("#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\n\"a\";\"b\"\n\"1\";\"2\"\n", b';', 1);
        check("sep=;\na;b\n", b';', 1);
        check("sep=\t\na\tb\n", b'\t', 1);
        check("\n\na;b\n", b';', 0);
        let typed = detect("#type System.Object;;\na;b", true, None);
        assert_eq!(typed.type_name.as_deref(), Some("System.Object"));
        assert!(detect("version:v1.0\na [b] Required,c\n", true, None).is_upload_template);
    }
}
