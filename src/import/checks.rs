//! What the rows of a file reveal as a whole, each told as a problem.
//!
//! A problem says what is so and what to do. Where it takes away what a column seems to say, that is noted in the
//! table, so that no rule can mistake it for a value that is not set.

use crate::model::order;
use std::rc::Rc;

use super::damage;
use super::format::{self, Content, Format, FormatDefinition, ObjectRows};
use super::header::Header;
use super::input::Input;
use super::problem::{Problem, ProblemCode};
use super::set_aside::{self, Reason};
use crate::model::source_anchor::{ImmutableIdForm, immutable_id_form};
use crate::model::{Attribute, ObjectKind, Side, Table};

/// Everything that can be said once all rows are read.
pub(super) fn after_reading(input: &mut Input, definition: &FormatDefinition, header: &Header<'_>) {
    let Content::Objects(rows) = &definition.content else { return };
    if input.rows == 0 {
        input.problems.push(no_rows_after_header());
    }
    tell_what_was_set_aside(input);
    if input.rows > 0 && !can_be_told_apart(input, rows) {
        return;
    }
    columns_not_requested(input, definition.format);
    lost_columns(input);
    lost_primary_case(input);
    missing_columns(input, rows, header);
    immutable_ids(input);
    possibly_partial(input);
    damage::tell(input, rows.side, header);
}

/// The file is not UTF-8.
pub(super) fn not_utf8() -> Problem {
    Problem::new(
        ProblemCode::NotUtf8,
        "The file is not UTF-8, so it was read as Windows-1252. Accented letters may be wrong; addresses and \
         identifiers are not touched by this.",
        "If names look wrong, export again with “-Encoding UTF8”.",
    )
}

/// A column with passwords.
pub(super) fn password_column(header: &str) -> Problem {
    Problem::new(
        ProblemCode::PasswordColumnDropped,
        format!("The column “{header}” can hold passwords. It was thrown away unread."),
        "Delete the file when you are done, and export without this column.",
    )
    .in_column(header)
}

/// Rows with more or fewer cells than the header.
pub(super) fn ragged_rows(first: u32, count: u32) -> Problem {
    let message = if count == 1 {
        "One row has more or fewer cells than the header. Missing cells count as blank, and surplus ones are ignored."
            .to_owned()
    } else {
        format!(
            "{count} rows have more or fewer cells than the header. Missing cells count as blank, and surplus ones are \
             ignored."
        )
    };
    Problem::new(
        ProblemCode::RaggedRow,
        message,
        "Look at the first of these rows: a quote or separator inside a value may have shifted its cells.",
    )
    .at_row(first)
}

/// Columns with one name.
pub(super) fn ambiguous_column(header: &str, count: usize) -> Problem {
    Problem::new(
        ProblemCode::AmbiguousColumn,
        format!("{count} columns are called “{header}”. The one with more values in the first rows is used."),
        "If that is the wrong one, delete the other column or export again.",
    )
    .in_column(header)
}

/// A row that does not end.
pub(super) fn row_too_long(row: u32) -> Problem {
    Problem::new(
        ProblemCode::NotCsv,
        format!(
            "Row {row} does not end within 64 MB: a quotation mark is never closed, or the file has no line breaks."
        ),
        "Open the file at that row, or export again.",
    )
    .at_row(row)
}

/// A header and nothing else.
pub(super) fn no_rows_after_header() -> Problem {
    Problem::new(
        ProblemCode::PossiblyPartial,
        "The file has the names of columns but no rows.",
        "Check that the command found anything and that the export finished.",
    )
}

/// A list of what another tool found.
pub(super) fn list_of_findings(what: &str) -> Problem {
    Problem::new(
        ProblemCode::WrongKindOfFile,
        format!(
            "This is {what}, not of directory objects, so it cannot stand for the directory. What it reports is shown at the \
             objects that it is about."
        ),
        "Give the Active Directory export and the Microsoft 365 export as well.",
    )
}

/// A file whose header fits no format.
pub(super) fn unknown_file(header: &Header<'_>) -> Problem {
    let is_known = |name: &String| {
        format::REGISTRY.iter().any(|definition| match &definition.content {
            Content::Objects(rows) => rows.columns.iter().any(|column| column.names.contains(&name.as_str())),
            Content::Facts(rows) => rows.columns.contains(&name.as_str()),
            Content::NotUsed { .. } => false,
        })
    };
    let looks_like_data = |cell: &String| {
        cell.contains('@')
            || cell.contains("CN=")
            || cell.contains("DC=")
            || cell.bytes().any(|byte| byte.is_ascii_digit())
                && cell.bytes().all(|byte| byte.is_ascii_digit() || b".-/: ".contains(&byte))
    };
    if !header.squashed.iter().any(is_known) && header.written.iter().any(looks_like_data) {
        return Problem::new(
            ProblemCode::NoHeaderRow,
            "No header row was found: the first line holds values, not the names of columns.",
            "Export again with the names in the first line; when joining files, keep the header of the first.",
        )
        .at_row(1);
    }
    let identifies = ["userprincipalname", "objectid", "id", "mail", "emailaddress", "proxyaddresses", "immutableid"];
    if header.has_any(&identifies) {
        return Problem::new(
            ProblemCode::NothingToMatchOn,
            "The columns fit no export that is known, so it cannot be told whether it is of Active Directory or of Microsoft \
             365.",
            "Say what it is where the file is shown, or export again with the command on the start page.",
        );
    }
    let names: Vec<&str> = header.written.iter().filter(|name| !name.is_empty()).take(5).map(String::as_str).collect();
    let more = if header.written.len() > names.len() { " and others" } else { "" };
    Problem::new(
        ProblemCode::NothingToMatchOn,
        format!(
            "The columns fit no export that is known ({}{more}), and none of them identifies an object: there is \
             nothing to match on.",
            names.join(", ")
        ),
        "Export again with the command on the start page.",
    )
}

/// The advice of a problem that is told for the record only.
pub(super) const NO_ACTION: &str = "There is nothing to do about it.";

fn tell_what_was_set_aside(input: &mut Input) {
    for (reason, count, first) in set_aside::by_reason(&input.set_aside) {
        let rows = if count == 1 { "One row".to_owned() } else { format!("{count} rows") };
        let is = if count == 1 { "is" } else { "are" };
        let problem = match reason {
            Reason::RepeatedHeader => Problem::new(
                ProblemCode::RepeatedRows,
                format!("{rows} {is} the header again, as in files that were put together by hand. Not counted."),
                "Leave it, if that is how the file was made.",
            ),
            Reason::RepeatedObject => Problem::new(
                ProblemCode::RepeatedRows,
                format!("{rows} {is} about an object that an earlier row has. The earlier row is used."),
                "Leave it, unless the rows differ: then export again.",
            ),
            Reason::Computer => Problem::new(
                ProblemCode::BuiltInAccountsSetApart,
                format!("{rows} {is} about computers or managed service accounts, which take no part here."),
                if input.used == 0 {
                    "Give an export of the users: the command on the start page makes one."
                } else {
                    NO_ACTION
                },
            ),
            Reason::DeletedInActiveDirectory => Problem::new(
                ProblemCode::DeletedRowsSetApart,
                format!("{rows} {is} about objects that are deleted in Active Directory. They do not sync."),
                NO_ACTION,
            ),
            Reason::AfterAnotherHeader => Problem::new(
                ProblemCode::RepeatedRows,
                format!(
                    "{rows} {is} not used, because another header stands before: two exports with different columns were put \
                     into one file."
                ),
                "Give the two exports as two files.",
            ),
            Reason::CutOff => Problem::new(
                ProblemCode::PossiblyPartial,
                "The last row is not whole: the file breaks off in it, or a quotation mark is never closed. It is not used, \
                 and what came after it is missing.",
                "Make the export again, and wait until it has finished.",
            ),
            _ => continue,
        };
        input.problems.push(problem.at_row(first));
    }
    let deleted = input.tables.iter().map(|table| (0..table.len()).filter(|&r| table.is_deleted(r)).count()).sum();
    let deleted: usize = deleted;
    if deleted > 0 && input.used as usize > deleted {
        let users = if deleted == 1 { "One user is".to_owned() } else { format!("{deleted} users are") };
        input.problems.push(Problem::new(
            ProblemCode::DeletedRowsSetApart,
            format!("{users} deleted and in the recycle bin. They are kept apart from the others."),
            NO_ACTION,
        ));
    }
}

/// False, with the file given up, where its rows cannot be told apart or are not of real users.
fn can_be_told_apart(input: &mut Input, rows: &ObjectRows) -> bool {
    if input.used == 0 && input.set_aside.iter().all(|row| row.reason == Reason::NothingToKnowItBy) {
        input.problems.push(Problem::new(
            ProblemCode::NothingToMatchOn,
            "Nothing to match on: no row has an identifier, a UPN or an address.",
            "Export again with the command on the start page.",
        ));
        return false;
    }
    let has = |attribute| input.tables.iter().any(|table| table.column(attribute).is_some());
    let only_a_name = rows.side == Side::OnPremises
        && ![Attribute::ObjectGuid, Attribute::SamAccountName, Attribute::UserPrincipalName, Attribute::Mail]
            .into_iter()
            .chain([Attribute::ProxyAddresses, Attribute::ConsistencyGuid])
            .any(has);
    if only_a_name {
        input.give_up();
        input.problems.push(Problem::new(
            ProblemCode::NothingToMatchOn,
            "Nothing to match on: the file has names of objects, but no GUID, UPN or address.",
            "Export again with the command on the start page.",
        ));
        return false;
    }
    if rows.side == Side::Cloud {
        let names = input.tables.iter().flat_map(|table| texts(table, Attribute::UserPrincipalName));
        let (mut filled, mut whole) = (0_usize, 0_usize);
        for (_, name) in names {
            filled += 1;
            whole += usize::from(name.contains('@'));
        }
        if filled > 0 && whole == 0 {
            input.give_up();
            input.problems.push(Problem::new(
                ProblemCode::ConcealedNames,
                "No user name in the file has an @. The names are concealed, as in reports, or this is a list for \
                 creating accounts.",
                "In the Microsoft 365 admin center choose Users, Active users, Export users.",
            ));
            return false;
        }
    }
    true
}

/// What Graph returns of a user without being asked, of what is read here.
///
/// Source: Microsoft Graph, "user resource type", default properties; msgraph-sdk-powershell issue 2561.
const GRAPH_DEFAULTS: [Attribute; 6] = [
    Attribute::ObjectId,
    Attribute::DisplayName,
    Attribute::UserPrincipalName,
    Attribute::Mail,
    Attribute::GivenName,
    Attribute::Surname,
];

/// Columns that are blank in every row because the command did not ask for their values.
fn not_requested(input: &Input, format: Format) -> (Vec<Attribute>, &'static str) {
    let filled = |attribute: Attribute| {
        input.tables.iter().any(|table| table.column(attribute).is_some_and(|column| column.filled > 0))
    };
    let has = |attribute| input.columns.iter().any(|(known, _)| *known == attribute);
    let blank = || input.columns.iter().map(|(attribute, _)| *attribute).filter(|&attribute| !filled(attribute));
    match format {
        Format::GraphPowershell if has(Attribute::UserPrincipalName) => {
            let advice = "Run Get-MgUser again with “-Property”, as in the command on the start page.";
            let others =
                || input.columns.iter().map(|(attribute, _)| *attribute).filter(|a| !GRAPH_DEFAULTS.contains(a));
            if !others().any(filled) {
                return (others().collect(), advice);
            }
            // Whoever has a mail has addresses.
            let lacks_addresses = filled(Attribute::Mail) && has(Attribute::ProxyAddresses);
            (blank().filter(|&a| a == Attribute::ProxyAddresses && lacks_addresses).collect(), advice)
        }
        Format::ExchangePowershell => {
            let advice = "Run Get-EXORecipient again with “-Properties”, as in the command on the start page.";
            let signs = [Attribute::MailNickname, Attribute::Mail, Attribute::ProxyAddresses];
            let is_bare = signs.into_iter().any(has) && !signs.into_iter().any(filled);
            (blank().filter(|_| is_bare).collect(), advice)
        }
        _ => (Vec::new(), ""),
    }
}

fn columns_not_requested(input: &mut Input, format: Format) {
    let (attributes, advice) = not_requested(input, format);
    if input.used == 0 || attributes.is_empty() {
        return;
    }
    let mut headers = Vec::new();
    for table in &mut input.tables {
        for column in Rc::make_mut(table).columns_mut() {
            if attributes.contains(&column.attribute) {
                column.not_requested = true;
                headers.push(column.header.clone());
            }
        }
    }
    order::sort(&mut headers);
    headers.dedup();
    input.problems.push(Problem::new(
        ProblemCode::PropertiesNotRequested,
        format!(
            "The export did not ask for these properties, so their columns are blank in every row: {}. They count as \
             not known, never as empty.",
            headers.join(", ")
        ),
        advice,
    ));
}

fn lost_columns(input: &mut Input) {
    let mut problems = Vec::new();
    for (attribute, header) in &input.columns {
        let lost = input.tables.iter().find_map(|table| {
            let column = table.column(*attribute).filter(|column| column.lost)?;
            (0..table.len()).find_map(|record| {
                let text = table.raw_cell(record, *attribute)?;
                column.loses(text).then(|| (table.row(record), text.to_owned()))
            })
        });
        let Some((row, text)) = lost else { continue };
        let problem = if crate::model::cell::is_type_name(&text) {
            let advice = match attribute {
                Attribute::ConsistencyGuid => {
                    "Export again with @{n='mS-DS-ConsistencyGuid';e={[Convert]::ToBase64String($_.'mS-DS-ConsistencyGuid')}} \
                     in Select-Object."
                        .to_owned()
                }
                _ => format!("Export again with @{{n='{header}';e={{$_.{header} -join '|'}}}} in Select-Object."),
            };
            Problem::new(
                ProblemCode::TypeNameInCell,
                format!(
                    "Column “{header}” holds the name of a type (“{text}”) instead of the value. It counts as not known, \
                     never as empty."
                ),
                advice,
            )
        } else {
            Problem::new(
                ProblemCode::TruncatedListing,
                format!(
                    "Column “{header}” holds values that are cut off with dots, as in a listing on screen. It counts as \
                     not known."
                ),
                "Save with Export-Csv, not with Format-Table or Out-File.",
            )
        };
        problems.push(problem.in_column(header).at_row(row));
    }
    input.problems.append(&mut problems);
}

/// How many objects with addresses it takes to conclude that a script changed the case of `SMTP:` in all of them.
const ENOUGH_TO_JUDGE_CASE: usize = 10;

fn lost_primary_case(input: &mut Input) {
    let (mut lists, mut with_primary, mut with_secondary, mut several) = (0_usize, false, false, 0_usize);
    'tables: for table in &input.tables {
        for (_, text) in texts(table, Attribute::ProxyAddresses) {
            let (primary, secondary) = (text.matches("SMTP:").count(), text.contains("smtp:"));
            lists += usize::from(primary > 0 || secondary);
            with_primary |= primary > 0;
            with_secondary |= secondary;
            several += usize::from(primary > 1);
            if with_primary && with_secondary {
                break 'tables;
            }
        }
    }
    let all_lower = !with_primary && with_secondary;
    let all_upper = with_primary && !with_secondary && several * 2 > lists;
    if lists < ENOUGH_TO_JUDGE_CASE || !(all_lower || all_upper) {
        return;
    }
    for table in &mut input.tables {
        Rc::make_mut(table).primary_case_lost = true;
    }
}

fn missing_columns(input: &mut Input, rows: &ObjectRows, header: &Header<'_>) {
    let has_users = input
        .tables
        .iter()
        .any(|table| (0..table.len()).any(|record| matches!(table.kind(record), ObjectKind::User | ObjectKind::Guest)));
    let about_users = has_users || (input.used == 0 && header.has_any(&["userprincipalname", "samaccountname"]));
    let needed: &[(Attribute, &str, &str)] = match rows.side {
        Side::OnPremises => &[
            (Attribute::ObjectGuid, "ObjectGUID", "Joins by source anchor cannot be checked."),
            (
                Attribute::ConsistencyGuid,
                "mS-DS-ConsistencyGuid",
                "The objectGUID stands in for the source anchor, which is right only where this attribute is not set.",
            ),
            (Attribute::UserPrincipalName, "UserPrincipalName", "Joins by UPN cannot be checked."),
            (
                Attribute::ProxyAddresses,
                "proxyAddresses",
                "The mail attribute stands in for the primary address, and no other address can be checked.",
            ),
        ],
        Side::Cloud => &[
            (Attribute::UserPrincipalName, "User principal name", "Joins by UPN cannot be checked."),
            (
                Attribute::ProxyAddresses,
                "Proxy addresses",
                "The mail attribute stands in for the primary address, and no other address can be checked.",
            ),
        ],
    };
    // A list of recipients, or a file that only adds a property to users of another file, is complete as it is.
    let is_list_of_users = rows.side == Side::OnPremises || input.lists.contains(&ObjectKind::User);
    if about_users && is_list_of_users {
        for (attribute, name, consequence) in needed {
            if !input.columns.iter().any(|(column, _)| column == attribute) {
                input.problems.push(
                    Problem::new(
                        ProblemCode::ColumnMissing,
                        format!("There is no column {name}. {consequence} This is not the same as an empty value."),
                        "Export again with this column; the command on the start page has it.",
                    )
                    .in_column(name),
                );
            }
        }
    }
    let has_anchor = input.columns.iter().any(|(column, _)| *column == Attribute::ImmutableId);
    let is_list = is_list_of_users || input.format == Format::ExchangeAdminCenter;
    if rows.side == Side::Cloud && about_users && is_list && !has_anchor {
        let message = if rows.can_hold_immutable_id {
            "This export has no ImmutableId: joins by UPN and primary address can be checked, joins by source anchor cannot."
        } else {
            "This kind of export never has an ImmutableId: joins by UPN and primary address can be checked, joins by \
             source anchor cannot."
        };
        input.problems.push(Problem::new(
            ProblemCode::NoImmutableId,
            message,
            "To see joins by source anchor too, add the Graph PowerShell export from the start page.",
        ));
    }
}

fn immutable_ids(input: &mut Input) {
    let mut first = None;
    let mut count = 0_usize;
    for table in &input.tables {
        for (record, text) in texts(table, Attribute::ImmutableId) {
            if matches!(immutable_id_form(text), ImmutableIdForm::OtherSpelling(_)) {
                count += 1;
                first.get_or_insert((table.row(record), text.to_owned()));
            }
        }
    }
    let Some((row, text)) = first else { return };
    let header = input.columns.iter().find(|(a, _)| *a == Attribute::ImmutableId).map(|(_, h)| h.clone());
    let users = if count == 1 { "One ImmutableId is".to_owned() } else { format!("{count} ImmutableIds are") };
    input.problems.push(
        Problem::new(
            ProblemCode::ImmutableIdNotBase64,
            format!(
                "{users} a GUID in another spelling than the Base64 text that Entra Connect writes, for instance \
                 “{text}”. Such a value never equals a source anchor, unless the export converted it."
            ),
            "Check one of these users in Graph. If the cloud holds this very text, the anchor was written wrongly.",
        )
        .in_column(header.as_deref().unwrap_or("ImmutableId"))
        .at_row(row),
    );
}

fn possibly_partial(input: &mut Input) {
    let limit = match input.format {
        Format::ExchangePowershell | Format::AdPowershell if input.rows == 1000 => "PowerShell",
        Format::GraphPowershell if input.rows == 100 => "Graph",
        Format::MsonlinePowershell if input.rows == 500 => "MSOnline",
        _ => return,
    };
    input.problems.push(Problem::new(
        ProblemCode::PossiblyPartial,
        format!(
            "The file has exactly {} rows, which is where {limit} stops unless told otherwise. Objects may be missing.",
            input.rows
        ),
        "Run the command again with “-ResultSize Unlimited” or “-All”, or check that the count is right.",
    ));
}

fn texts(table: &Table, attribute: Attribute) -> impl Iterator<Item = (usize, &str)> {
    (0..table.len()).filter_map(move |record| table.cell(record, attribute).text().map(|text| (record, text)))
}
