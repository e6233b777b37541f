//! A made-up school trust, to try the product without files: Ysgol Glan yr Afon and its two neighbours.
//!
//! It is made here from a fixed seed, so that the page has to carry no data; every name is invented and every domain is
//! one that Microsoft's examples use. Each rule finds something in it, some under another setting, and a test holds that.

mod cases;
mod export;
mod people;
mod row;

use row::Directory;

/// A file of the school.
#[derive(Clone, Debug)]
pub struct SchoolFile {
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Is it an export of Active Directory from an earlier time?
    pub is_before: bool,
}

/// The files of the school.
pub fn files() -> Vec<SchoolFile> {
    let mut directory = Directory::default();
    people::add(&mut directory);
    for cases in cases::THEMES {
        directory.run_all(cases);
    }
    export::files(directory)
}

/// The name of the school, for the head of the page.
pub const NAME: &str = "Ysgol Glan yr Afon";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{cases, export, row};

    /// A misspelt key would be set and never seen.
    #[test]
    fn whatever_a_text_sets_is_read() {
        let cases = || cases::THEMES.iter().copied().flatten().copied();
        let texts: Vec<&str> = row::WORDS.iter().map(|(_, text)| *text).chain(cases()).collect();
        let written =
            export::ALL.iter().flat_map(|columns| columns.split(';')).filter_map(|column| column.split_once('='));
        // The unit becomes a part of the distinguished name.
        let mut read: BTreeSet<&str> = written.map(|(_, key)| key).chain(["ad.unit"]).collect();
        for text in &texts {
            for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let key = name.rsplit(' ').next().unwrap_or_default();
                read.insert(key.strip_prefix("other.").unwrap_or(key));
            }
        }
        let set = |text: &&'static str| text.split(';').filter_map(|step| step.trim_start().split_once('='));
        for (key, _) in texts.iter().flat_map(set) {
            let key = key.trim_end_matches(['+', '?']);
            assert!(read.contains(key), "{key} is set and never read");
        }
    }
}
