//! A made-up school trust, to try the product without files: Ysgol Glan yr Afon and its two neighbours.
//!
//! It is made here from a fixed seed, so that the page has to carry no data; every name is invented and every domain is
//! one that Microsoft's examples use. Each rule finds something in it, and a test holds that.

mod cases;
mod people;
mod rows;

use rows::{CloudUser, Directory, Recipient};

/// The files of the school: name and bytes.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut directory = Directory::default();
    people::add(&mut directory);
    cases::add(&mut directory);
    vec![
        ("ad-objects.csv", rows::active_directory(&directory.objects)),
        ("ad-groups.csv", rows::groups(&directory.groups)),
        ("users_20_11_2026 08_41_12.csv", CloudUser::file(&directory.users)),
        ("exo-recipients.csv", Recipient::file(&directory.recipients)),
    ]
}

/// The name of the school, for the head of the page.
pub const NAME: &str = "Ysgol Glan yr Afon";
