//! A made-up school trust, to try the product without files: Ysgol Glan yr Afon and its two neighbours.
//!
//! It is made here from a fixed seed, so that the page has to carry no data; every name is invented and every domain is
//! one that Microsoft's examples use. Each rule finds something in it, some under another setting, and a test holds that.

mod cases;
mod graph;
mod people;
mod rows;

use graph::{GraphGroup, GraphUser};
use rows::{CloudUser, Directory, Recipient};

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
    let of_today = |name, bytes| SchoolFile { name, bytes, is_before: false };
    vec![
        of_today("ad-objects.csv", rows::active_directory(&directory.objects)),
        of_today("ad-groups.csv", rows::groups(&directory.groups)),
        of_today("users_20_11_2026 08_41_12.csv", CloudUser::file(&directory.users)),
        of_today("exo-recipients.csv", Recipient::file(&directory.recipients)),
        of_today("entra-users.csv", GraphUser::file(&directory.graph_users, false)),
        of_today("entra-deleted.csv", GraphUser::file(&directory.graph_users, true)),
        of_today("entra-groups.csv", GraphGroup::file(&directory.graph_groups)),
        of_today("roles.csv", graph::roles(&directory.roles)),
        of_today("domains.csv", graph::domains()),
        SchoolFile { name: "ad-staff-2025.csv", bytes: rows::active_directory(&directory.older), is_before: true },
    ]
}

/// The name of the school, for the head of the page.
pub const NAME: &str = "Ysgol Glan yr Afon";
