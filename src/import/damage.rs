//! What happened to values between the directory and this file: a spreadsheet that saved it anew, a code page that had no
//! letter for a name, names of places that a script cut short, dates whose day and month cannot be told apart.
//!
//! Each is told as a problem with the first row where it shows. What makes a value unusable is noted by `model::table`.

use super::header::Header;
use super::input::Input;
use super::problem::{Problem, ProblemCode};
use crate::model::{Attribute, Side, Table, case_key, cell};

/// Tells everything of this kind that the rows show.
pub(super) fn tell(input: &mut Input, side: Side, header: &Header<'_>) {
    let problems = [
        spreadsheet(input),
        lost_letters(input),
        dates(input),
        (side == Side::OnPremises).then(|| short_names(input)).flatten(),
        (side == Side::OnPremises).then(|| built_in_accounts(input)).flatten(),
        oversized(input, header),
    ];
    input.problems.extend(problems.into_iter().flatten());
}

/// The first cell of an attribute that fits, with its row, and how many there are.
fn first(input: &Input, attribute: Attribute, fits: impl Fn(&str) -> bool) -> Option<(u32, String, usize)> {
    let cells = input.tables.iter().flat_map(|table| cells_of(table, attribute));
    let mut found = None;
    for (row, text) in cells.filter(|(_, text)| fits(text)) {
        found.get_or_insert((row, text.to_owned(), 0_usize)).2 += 1;
    }
    found
}

fn cells_of(table: &Table, attribute: Attribute) -> impl Iterator<Item = (u32, &str)> {
    (0..table.len()).filter_map(move |record| {
        table.raw_cell(record, attribute).map(|text| (table.row(record), case_key::trim(text)))
    })
}

/// Excel writes long numbers as `1.32E+17`, formulas that it took names for as `#NAME?`, and cuts cells at 32,767 letters.
///
/// Source: Microsoft, "Excel specifications and limits", 2026.
fn spreadsheet(input: &Input) -> Option<Problem> {
    let (attribute, header) = input.columns.iter().find(|(attribute, _)| {
        input.tables.iter().any(|table| table.column(*attribute).is_some_and(|column| column.damaged))
    })?;
    let (row, text, count) = first(input, *attribute, cell::is_damaged)?;
    let shown: String = text.chars().take(40).collect();
    let cells = if count == 1 { "One cell".to_owned() } else { format!("{count} cells") };
    Some(
        Problem::new(
            ProblemCode::SpreadsheetDamage,
            format!(
                "A spreadsheet saved this file and changed values: {cells} of column “{header}” read like “{shown}”. They \
                 count as not known."
            ),
            "Make the export again and give it without opening it in a spreadsheet first.",
        )
        .in_column(header)
        .at_row(row),
    )
}

/// Names that lost their letters: `Si?n` where Windows PowerShell wrote ASCII, `SiÃ¢n` where UTF-8 was read as something
/// else and saved.
fn lost_letters(input: &Input) -> Option<Problem> {
    let is_lost = |text: &str| {
        // Nearly every name: plain letters.
        if text.is_ascii() && !text.contains('?') {
            return false;
        }
        let letters: Vec<char> = text.chars().collect();
        let between = letters.windows(3).any(|w| w[0].is_alphabetic() && w[1] == '?' && w[2].is_alphabetic());
        let at_start = letters.len() > 2 && letters[0] == '?' && letters[1].is_lowercase();
        between || at_start || text.contains('\u{fffd}') || is_twice_encoded(text)
    };
    // Of many files not one letter can be such a one, and no name needs to be looked at.
    let may_be_lost = |text: &str| !text.is_ascii() || text.contains('?');
    if !input.tables.iter().any(|table| may_be_lost(table.all_text())) {
        return None;
    }
    let names = [Attribute::DisplayName, Attribute::GivenName, Attribute::Surname];
    let (row, text, count) = names.into_iter().find_map(|attribute| first(input, attribute, is_lost))?;
    let names = if count == 1 { "One name".to_owned() } else { format!("{count} names") };
    Some(
        Problem::new(
            ProblemCode::NotUtf8,
            format!(
                "{names} lost letters on the way, for instance “{text}”. Addresses and identifiers are not touched."
            ),
            "Export again with “-Encoding UTF8”, and do not save the file in another program.",
        )
        .at_row(row),
    )
}

/// Two letters that stand for one when UTF-8 was read as Windows-1252.
fn is_twice_encoded(text: &str) -> bool {
    text.contains("â€")
        || text.chars().zip(text.chars().skip(1)).any(|(a, b)| {
            matches!(a, 'Ã' | 'Å' | 'Ä')
                && matches!(b, '\u{80}'..='\u{bf}' | '‚' | '„' | '…' | '†' | '‡' | '‰' | '™' | 'œ')
        })
}

/// `3/4/2026`: the third of April or the fourth of March.
fn dates(input: &Input) -> Option<Problem> {
    let times = [Attribute::CreatedAt, Attribute::ChangedAt, Attribute::LastSync, Attribute::DeletedAt];
    for attribute in times {
        let (mut first_seen, mut day_first, mut month_first) = (None, false, false);
        for (row, text) in input.tables.iter().flat_map(|table| cells_of(table, attribute)) {
            let Some((a, b)) = day_and_month(text) else { continue };
            first_seen.get_or_insert((row, text.to_owned()));
            day_first |= a > 12;
            month_first |= b > 12;
        }
        let Some((row, text)) = first_seen.filter(|_| day_first == month_first) else { continue };
        let header = input.columns.iter().find(|(known, _)| *known == attribute).map_or("", |(_, header)| header);
        let message = if day_first {
            format!("Column “{header}” holds dates of two cultures: in some the day is first, in others the month.")
        } else {
            format!("Whether day or month is first in column “{header}” cannot be told (“{text}”).")
        };
        return Some(
            Problem::new(
                ProblemCode::DateOrderUnknown,
                format!("{message} The dates are shown as they stand and are not compared."),
                "Export again with dates as year, month, day; the command on the start page does.",
            )
            .in_column(header)
            .at_row(row),
        );
    }
    None
}

/// The first two numbers of a date that begins with neither the year nor a name.
fn day_and_month(text: &str) -> Option<(u32, u32)> {
    // A year first is the form of most exports.
    if text.len() >= 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = text.split(['/', '.', '-', ' ']);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    (year.len() == 4).then_some(())?;
    Some((number(a)?, number(b)?))
}

fn short_names(input: &Input) -> Option<Problem> {
    let is_short =
        |text: &str| text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("CN=")) && !text.contains("DC=");
    let (row, text, count) =
        first(input, Attribute::DistinguishedName, |text| is_short(text) && !text.contains("dc="))?;
    let names = if count == 1 { "One distinguished name".to_owned() } else { format!("{count} distinguished names") };
    Some(
        Problem::new(
            ProblemCode::ShortNamesForDn,
            format!("{names} end after the first part, for instance “{text}”. Organisational unit and AD domain are not known."),
            "Export the attribute distinguishedName as it is.",
        )
        .at_row(row),
    )
}

/// Accounts that AD or Exchange makes for itself; they stay in the lists, outside the sync.
fn built_in_accounts(input: &Input) -> Option<Problem> {
    const NAMES: [&str; 3] = ["administrator", "guest", "krbtgt"];
    const STARTS: [&str; 7] =
        ["msol_", "aad_", "sync_", "healthmailbox", "sm_", "systemmailbox{", "discoverysearchmailbox"];
    let is_built_in = |text: &str| {
        let starts = |prefix: &&str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        NAMES.iter().any(|name| name.eq_ignore_ascii_case(text)) || STARTS.iter().any(starts)
    };
    let (row, _, count) = first(input, Attribute::SamAccountName, is_built_in)?;
    let accounts = if count == 1 { "One account is".to_owned() } else { format!("{count} accounts are") };
    Some(
        Problem::new(
            ProblemCode::BuiltInAccountsSetApart,
            format!(
                "{accounts} built in, or belong to Exchange or the sync itself. They are not expected in the cloud."
            ),
            super::checks::NO_ACTION,
        )
        .at_row(row),
    )
}

/// How many letters make a cell one that nobody reads: certificates, pictures, access lists.
const OVERSIZED: usize = 4_096;

fn oversized(input: &Input, header: &Header<'_>) -> Option<Problem> {
    let is_ignored = |name: &String| !input.columns.iter().any(|(_, used)| used == name);
    let places = (0..header.written.len()).filter(|&place| is_ignored(&header.written[place]));
    let names: Vec<&str> = places
        .filter(|&place| header.sample.iter().any(|row| row.get(place).is_some_and(|cell| cell.len() >= OVERSIZED)))
        .map(|place| header.written[place].as_str())
        .collect();
    (!names.is_empty()).then(|| {
        Problem::new(
            ProblemCode::OversizedColumnsIgnored,
            format!("Very long values are not read: {}. Nothing that is checked stands in them.", names.join(", ")),
            super::checks::NO_ACTION,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{day_and_month, is_twice_encoded};

    #[test]
    fn dates_that_begin_with_day_or_month() {
        assert_eq!(day_and_month("3/29/2026 2:22:37 PM"), Some((3, 29)));
        assert_eq!(day_and_month("11-11-2025 11:31:30"), Some((11, 11)));
        assert_eq!(day_and_month("24.12.2025"), Some((24, 12)));
        for text in ["2026-03-29 14:22:37Z", "20191105173809.0Z", "", "never", "132258449239560667"] {
            assert_eq!(day_and_month(text), None, "{text}");
        }
    }

    #[test]
    fn letters_read_in_the_wrong_encoding() {
        assert!(is_twice_encoded("SiÃ¢n"));
        assert!(!is_twice_encoded("Åukasz"));
        assert!(is_twice_encoded("Oâ€™Brien"));
        assert!(!is_twice_encoded("Åsa Ärlig"));
    }
}
