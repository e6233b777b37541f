//! Words that several rules share: how an object is named in a sentence, and lists of names.

use std::fmt::Write as _;

use super::RuleContext;
use crate::finding::Owner;
use crate::model::{Attribute, Side, case_key};
use crate::settings::Origin;

/// Around each value in a sentence whose values are marked: the characters by which Unicode isolates a text of unknown
/// direction from what is around it. A value cannot hold one, because [`shown`] names it.
///
/// Source: Unicode, "Unicode Bidirectional Algorithm" (UAX #9), 2025.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];
/// Between the values of a marked list; no value holds that either.
const BETWEEN: &str = "\u{1f}";

/// A value with its marks.
pub(crate) fn marked(value: &str) -> String {
    let [start, end] = MARKS;
    format!("{start}{value}{end}")
}

/// What an object is called in a sentence: its name, else whatever it is known by.
pub(crate) fn name(context: &RuleContext<'_>, owner: Owner) -> String {
    known_as(context, owner).map_or_else(|| NAMELESS.to_owned(), |name| context.mark(name))
}

const NAMELESS: &str = "An object without a name";

fn known_as(context: &RuleContext<'_>, owner: Owner) -> Option<String> {
    let snapshot = context.join.directories.side(owner.side);
    let known_by = match owner.side {
        Side::OnPremises => [
            Attribute::DisplayName,
            Attribute::UserPrincipalName,
            Attribute::SamAccountName,
            Attribute::DistinguishedName,
        ],
        Side::Cloud => [Attribute::DisplayName, Attribute::UserPrincipalName, Attribute::Mail, Attribute::ObjectId],
    };
    known_by.into_iter().find_map(|attribute| snapshot.text(owner.object, attribute)).map(str::trim).map(shown)
}

/// Have both the same display name? It decides nothing about joins, only what is said of a fix and which comes first.
pub(in crate::rules) fn is_named_alike(context: &RuleContext<'_>, left: Owner, right: Owner) -> bool {
    display_names(context, left, right).is_some_and(|(left, right)| case_key::equal(left, right))
}

/// Have both a display name, and is it another?
pub(in crate::rules) fn is_named_otherwise(context: &RuleContext<'_>, left: Owner, right: Owner) -> bool {
    display_names(context, left, right).is_some_and(|(left, right)| !case_key::equal(left, right))
}

fn display_names<'a>(context: &RuleContext<'a>, left: Owner, right: Owner) -> Option<(&'a str, &'a str)> {
    let name = |owner: Owner| context.join.directories.side(owner.side).text(owner.object, Attribute::DisplayName);
    name(left).zip(name(right))
}

/// What several objects are called in a sentence. Objects of one side that share a name are told apart by what they
/// sign in with, or by their row.
pub(in crate::rules) fn names(context: &RuleContext<'_>, owners: &[Owner]) -> Vec<String> {
    let plain: Vec<Option<String>> = owners.iter().map(|&owner| known_as(context, owner)).collect();
    owners
        .iter()
        .enumerate()
        .map(|(place, &owner)| {
            let is_shared = owners
                .iter()
                .enumerate()
                .any(|(other, twin)| other != place && twin.side == owner.side && plain[other] == plain[place]);
            if !is_shared {
                return name(context, owner);
            }
            let name = plain[place].as_deref().unwrap_or(NAMELESS);
            let snapshot = context.join.directories.side(owner.side);
            let mark = [Attribute::SamAccountName, Attribute::UserPrincipalName]
                .into_iter()
                .find_map(|attribute| snapshot.text(owner.object, attribute))
                .map_or_else(|| format!("row {}", snapshot.row(snapshot.first_record(owner.object))), str::to_owned);
            context.mark(format!("{name} ({mark})"))
        })
        .collect()
}

/// A value in a sentence: characters that cannot be seen, or that turn the direction of reading, by their number, and
/// the blanks of an address, which should have none, as `␣`.
pub(crate) fn shown(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let is_address = value.contains('@');
    for c in value.chars() {
        if c == ' ' && is_address {
            text.push('␣');
        } else if is_hidden(c) {
            let _ = write!(text, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

/// Is it a character that cannot be seen, or that turns the direction of reading? A plain blank is none.
pub(in crate::rules) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_whitespace() && c != ' ')
}

/// That the tenant has not verified a domain, and what to look at first where only the sign-in names in the files say so.
pub(in crate::rules) fn not_verified(context: &RuleContext<'_>, suffix: &str) -> (String, &'static str) {
    if context.join.settings.verified_domains.origin == Origin::Given {
        return (format!("The tenant has not verified {suffix}."), "");
    }
    let seems =
        format!("No account in the files signs in with {suffix}, so most likely the tenant has not verified it.");
    (seems, "Look at the list of the tenant's domains first. ")
}

/// The kind of an object: user, group, contact.
pub(in crate::rules) fn kind(context: &RuleContext<'_>, owner: Owner) -> &'static str {
    context.join.directories.side(owner.side).kind(owner.object).name()
}

/// `a`, `a and b`, `a, b and c`; of marked values one mark around all, as each language joins a list in its own way.
pub(crate) fn list(names: &[String]) -> String {
    let bare: Option<Vec<&str>> =
        names.iter().map(|name| name.strip_prefix(MARKS[0]).and_then(|name| name.strip_suffix(MARKS[1]))).collect();
    match names {
        [_, _, ..] if let Some(bare) = bare => marked(&bare.join(BETWEEN)),
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// Small numbers in words.
pub(in crate::rules) fn number(count: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// The same with a capital letter.
pub(in crate::rules) fn number_first(count: usize) -> String {
    let word = number(count);
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{list, marked, number_first, shown};

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(shown("a\u{200b}b\u{a0}c d"), "a⟨U+200B⟩b⟨U+00A0⟩c d");
        assert_eq!(shown("\u{202e}moc"), "⟨U+202E⟩moc");
        assert_eq!(shown("Łucja O'Brien"), "Łucja O'Brien");
    }

    #[test]
    fn lists_and_numbers() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&names), "a, b and c");
        assert_eq!(list(&names[..2]), "a and b");
        assert_eq!(list(&names[..1]), "a");
        assert_eq!(number_first(3), "Three");
        assert_eq!(number_first(12), "12");
    }

    #[test]
    fn marked_values_make_one_marked_list() {
        let names = ["a", "b", "c"].map(marked);
        assert_eq!(list(&names), "\u{2068}a\u{1f}b\u{1f}c\u{2069}");
        assert_eq!(list(&names[..1]), "\u{2068}a\u{2069}");
        assert_eq!(shown("\u{2068}a\u{2069}"), "⟨U+2068⟩a⟨U+2069⟩", "no value of a file holds a mark");
    }
}
