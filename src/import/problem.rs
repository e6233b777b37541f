//! What is wrong with a file, or what it cannot prove: one sentence, and what to do.

use serde::Serialize;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// The kind of a problem. The names are part of the public contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[doc = $doc])+ $variant),+
        }

        impl ProblemCode {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in reports.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What is so, in a sentence that names no value.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_start()),+ }
            }
        }
    };
}

codes! {
    /// The files are all exports of one side.
    SameSideTwice = "same-side-twice",
    /// A cell holds the name of a type instead of the value.
    TypeNameInCell = "type-name-in-cell",
    /// The first line has no column names.
    NoHeaderRow = "no-header-row",
    /// Values are cut off, as on a screen.
    TruncatedListing = "truncated-listing",
    /// Columns are there, but the command did not ask the directory for their values.
    PropertiesNotRequested = "properties-not-requested",
    /// A column that matters is not in the file.
    ColumnMissing = "column-missing",
    /// A cloud export without ImmutableId.
    NoImmutableId = "no-immutable-id",
    /// The file may hold only a part of the objects.
    PossiblyPartial = "possibly-partial",
    /// User names are replaced by hashes.
    ConcealedNames = "concealed-names",
    /// A list of something else than directory objects.
    WrongKindOfFile = "wrong-kind-of-file",
    /// No column that identifies an object.
    NothingToMatchOn = "nothing-to-match-on",
    /// A list for creating accounts, not an export.
    UploadTemplate = "upload-template",
    /// No CSV text.
    NotCsv = "not-csv",
    /// Excel changed values.
    SpreadsheetDamage = "spreadsheet-damage",
    /// The text is in a Windows code page or damaged.
    NotUtf8 = "not-utf8",
    /// Rows stand in the file twice.
    RepeatedRows = "repeated-rows",
    /// Day and month cannot be told apart.
    DateOrderUnknown = "date-order-unknown",
    /// An ImmutableId that is not the Base64 text that Entra Connect writes.
    ImmutableIdNotBase64 = "immutable-id-not-base64",
    /// An anchor that RM Unify gave.
    IssuedByRmUnify = "issued-by-rm-unify",
    /// Distinguished names are shortened to names.
    ShortNamesForDn = "short-names-for-dn",
    /// Very large columns are not read.
    OversizedColumnsIgnored = "oversized-columns-ignored",
    /// Deleted objects are kept apart.
    DeletedRowsSetApart = "deleted-rows-set-apart",
    /// Computers and built-in accounts take no part.
    BuiltInAccountsSetApart = "built-in-accounts-set-apart",
    /// Two columns claim one attribute.
    AmbiguousColumn = "ambiguous-column",
    /// A row has fewer or more cells than the header.
    RaggedRow = "ragged-row",
    /// A column with passwords was thrown away unread.
    PasswordColumnDropped = "password-column-dropped",
}

impl Serialize for ProblemCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A problem of a file, told to the person who gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The kind.
    pub code: ProblemCode,
    /// The header of the column it is about.
    pub column: Option<String>,
    /// The first row it is about.
    pub row: Option<u32>,
    /// What is so, in a sentence.
    pub message: String,
    /// What to do about it, in a sentence.
    pub what_to_do: String,
}

impl Problem {
    /// A problem of the whole file.
    pub fn new(code: ProblemCode, message: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { code, column: None, row: None, message: message.into(), what_to_do: what_to_do.into() }
    }

    /// The same, about a column.
    #[must_use]
    pub fn in_column(mut self, header: &str) -> Self {
        self.column = Some(header.to_owned());
        self
    }

    /// The same, first seen in a row.
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }
}
