//! Names of people in the form in which they are compared for a suggestion: without accents, letter case, punctuation.
//!
//! Nothing else may compare this way. The sync never looks at names, and addresses are folded by `model::case_key`.

use std::sync::OnceLock;

use crate::model::order;

/// How letters lose their accents. The browser has Unicode's tables, so the page's module need not carry them: it says how
/// before anything is compared.
static WITHOUT_ACCENTS: OnceLock<fn(&str) -> String> = OnceLock::new();

/// Says how letters lose their accents. The first who says so is heard.
pub fn take_accents_off_with(without_accents: fn(&str) -> String) {
    let _ = WITHOUT_ACCENTS.set(without_accents);
}

#[cfg(feature = "cli")]
fn without_accents(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c)).collect()
}

#[cfg(not(feature = "cli"))]
fn without_accents(text: &str) -> String {
    text.to_owned()
}

/// A name in its comparison form: words with a blank between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameForm(String);

impl NameForm {
    /// The form of a name as written. `Lee, Ann` is read as `Ann Lee`.
    pub fn of_display_name(name: &str) -> Self {
        let mut form = Self::default();
        form.read_display_name(name);
        form
    }

    /// The form of a first name with a surname.
    pub fn of_parts(given: &str, surname: &str) -> Self {
        let mut form = Self::default();
        form.add(given);
        form.add(surname);
        form
    }

    /// Reads a name into a form that was used before, so that a million names need one text.
    pub(super) fn read_display_name(&mut self, name: &str) {
        self.0.clear();
        match name.split_once(',') {
            // `Lee, Ann, PhD` or a list is not turned round.
            Some((surname, given)) if !given.contains(',') => {
                self.add(given);
                self.add(surname);
            }
            _ => self.add(name),
        }
    }

    /// The same for a first name with a surname.
    pub(super) fn read_parts(&mut self, given: &str, surname: &str) {
        self.0.clear();
        self.add(given);
        self.add(surname);
    }

    /// The words with a blank between them.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Is nothing left of it?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words in the order of the alphabet: equal for two names of the same words.
    pub(super) fn sorted_words(&self, sorted: &mut String) {
        let mut words: Vec<&str> = self.0.split(' ').collect();
        order::sort(&mut words);
        sorted.clear();
        for word in words {
            if !sorted.is_empty() {
                sorted.push(' ');
            }
            sorted.push_str(word);
        }
    }

    fn add(&mut self, text: &str) {
        let mut is_new_word = true;
        if text.is_ascii() {
            for c in text.chars() {
                self.add_letter(c.to_ascii_lowercase(), &mut is_new_word);
            }
        } else {
            for c in WITHOUT_ACCENTS.get_or_init(|| without_accents)(text).chars().flat_map(char::to_lowercase) {
                self.add_letter(c, &mut is_new_word);
            }
        }
    }

    fn add_letter(&mut self, c: char, is_new_word: &mut bool) {
        match c {
            // O'Brien is OBrien, whichever of its apostrophes somebody typed.
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {}
            c if c.is_alphanumeric() => {
                if *is_new_word && !self.0.is_empty() {
                    self.0.push(' ');
                }
                *is_new_word = false;
                match unaccented(c) {
                    Some(letters) => self.0.push_str(letters),
                    None => self.0.push(c),
                }
            }
            // A hyphen divides like a blank, and several of them like one.
            _ => *is_new_word = true,
        }
    }
}

/// Letters that Unicode does not take apart, as they are written where a keyboard does not have them.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ł' => "l",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::NameForm;

    #[track_caller]
    fn same(names: &[&str]) {
        for pair in names.windows(2) {
            assert_eq!(NameForm::of_display_name(pair[0]), NameForm::of_display_name(pair[1]), "{pair:?}");
        }
    }

    #[track_caller]
    fn different(left: &str, right: &str) {
        assert_ne!(NameForm::of_display_name(left), NameForm::of_display_name(right), "{left} and {right}");
    }

    #[test]
    fn accents_and_letter_case() {
        same(&["Zoë Müller", "Zoe\u{308} MULLER", "zoe muller"]);
        same(&["Łukasz Weiß", "Lukasz Weiss", "LUKASZ WEISS"]);
        same(&["Søren Ægidius Đorđe", "Soren Aegidius Dorde"]);
        same(&["İpek Işık", "Ipek Isik"]);
        different("Zoe Muller", "Zoe Mueller");
        different("Ann Lee", "Anne Lee");
    }

    #[test]
    fn order_blanks_hyphens_and_apostrophes() {
        same(&["Lee, Ann", "Ann Lee", "  Ann \u{a0} Lee ", "Ann  Lee"]);
        same(&["Seán O'Brien-Hughes", "Sean O’Brien Hughes", "SEAN OBRIEN\u{2010}HUGHES"]);
        different("Ann Lee", "Lee Ann");
        different("Ann Lee, Bob, Cy", "Bob Cy Ann Lee");
        different("Ann Marie Lee", "Annmarie Lee");
    }

    #[test]
    fn a_name_without_letters_is_none() {
        for name in ["", " ", "-", "'", "(.)", "\u{301}"] {
            assert!(NameForm::of_display_name(name).is_empty(), "{name:?}");
        }
    }

    #[test]
    fn other_alphabets_stay() {
        different("Анна", "Ганна");
        same(&["АННА", "Анна"]);
    }

    #[test]
    fn the_words_in_the_order_of_the_alphabet() {
        let sorted = |name| {
            let mut text = "old".to_owned();
            NameForm::of_display_name(name).sorted_words(&mut text);
            text
        };
        assert_eq!(sorted("Lee Ann"), "ann lee");
        assert_eq!(sorted("Ann Lee"), "ann lee");
        assert_ne!(sorted("Ann Lee Lee"), "ann lee");
    }
}
