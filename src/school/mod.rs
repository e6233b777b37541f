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
    cases::add(&mut directory);
    export::files(directory)
}

/// The name of the school, for the head of the page.
pub const NAME: &str = "Ysgol Glan yr Afon";
