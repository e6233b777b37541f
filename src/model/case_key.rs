//! The one place that folds letter case.
//!
//! Addresses and UPNs are compared without regard to the case of the letters a–z, and with nothing trimmed but the
//! ends. Other letters keep their case: Entra ID accepts none of them in an address, so two that differ in
//! the case of `É` are two values that the cloud will not take, not one. Nothing here depends on a locale.

use std::borrow::Cow;

/// The form of `text` that is compared: ends trimmed, a–z in lower case.
pub fn fold(text: &str) -> Cow<'_, str> {
    fold_untrimmed(trim(text))
}

/// The text without blanks at its ends. Nearly every one begins and ends with a letter, which is seen at once.
pub fn trim(text: &str) -> &str {
    let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_bare(bytes.first()) && is_bare(bytes.last()) { text } else { text.trim() }
}

/// The same without trimming: for values in which a blank at an end counts, because the sync sends it along and Entra ID
/// does not take it.
pub fn fold_untrimmed(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Do two texts have the same folded form?
pub fn equal(left: &str, right: &str) -> bool {
    trim(left).eq_ignore_ascii_case(trim(right))
}

/// Does `text` contain `needle`, without regard to letter case of any alphabet? For searching, never for joining.
pub fn contains(text: &str, folded_needle: &str) -> bool {
    if text.is_ascii() {
        let (text, needle) = (text.as_bytes(), folded_needle.as_bytes());
        let Some(first) = needle.first() else { return true };
        let begins = |part: &&[u8]| part[0].eq_ignore_ascii_case(first);
        text.windows(needle.len()).filter(begins).any(|part| part.eq_ignore_ascii_case(needle))
    } else {
        search_form(text).contains(folded_needle)
    }
}

/// The form of a search text or of a shown value that a search compares.
pub fn search_form(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{contains, equal, fold};

    #[test]
    fn only_the_ends_and_ascii_letters_fold() {
        assert_eq!(fold(" Ann@Contoso.com\t"), "ann@contoso.com");
        assert_eq!(fold("a nn@contoso.com"), "a nn@contoso.com");
        assert_eq!(fold("ÉVA@contoso.com"), "Éva@contoso.com");
        assert_eq!(fold("İ"), "İ");
        assert!(equal("SMTP:A@b.example", "smtp:a@B.example "));
        assert!(!equal("straße", "strasse"));
    }

    #[test]
    fn search_ignores_case_in_every_alphabet() {
        assert!(contains("Siân Llewelyn", "siân"));
        assert!(contains("ŁUKASZ", "łuk"));
        assert!(contains("abc", ""));
        assert!(!contains("ab", "abc"));
    }
}
