//! A CSV file as rows that a test can look up by name and change, as an administrator does in a spreadsheet.

/// A file's rows by column.
#[derive(Clone, Debug)]
pub(crate) struct Spreadsheet {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Spreadsheet {
    pub(crate) fn new(columns: &[&str]) -> Self {
        Self { columns: columns.iter().map(|&column| column.to_owned()).collect(), rows: Vec::new() }
    }

    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::Reader::from_reader(bytes);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let columns = cells(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| cells(&record.expect("a row"))).collect();
        Self { columns, rows }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns).expect("the header");
        for row in &self.rows {
            writer.write_record(row).expect("a row");
        }
        writer.into_inner().expect("bytes")
    }

    fn place(&self, column: &str) -> usize {
        self.columns.iter().position(|other| other == column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// Adds a row; columns that are not named are blank.
    pub(crate) fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![String::new(); self.columns.len()];
        for (column, text) in cells {
            (*text).clone_into(&mut row[self.place(column)]);
        }
        self.rows.push(row);
    }

    /// The cell of the only row that has this value in a column.
    pub(crate) fn cell(&mut self, (column, value): (&str, &str), wanted: &str) -> &mut String {
        let (by, place) = (self.place(column), self.place(wanted));
        let mut rows = self.rows.iter_mut().filter(|row| row[by] == value);
        let row = rows.next().unwrap_or_else(|| panic!("no row with {column} {value}"));
        assert!(rows.next().is_none(), "several rows with {column} {value}");
        &mut row[place]
    }
}
