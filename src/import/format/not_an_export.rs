//! `not-an-export`: files that look like one and would mislead: upload templates, reports, membership lists.
//!
//! Sources: Microsoft, "Bulk create users" and "Add several users at the same time" (templates), and "Microsoft 365
//! usage reports", read 2026-07.

use super::{Content, Format, FormatDefinition, InputSide};
use crate::import::header::{Header, is_secret};
use crate::import::problem::{Problem, ProblemCode};

pub(super) const DEFINITION: FormatDefinition = FormatDefinition {
    format: Format::NotAnExport,
    name: "not-an-export",
    title: "Not an export",
    recognise: |header| kind(header).is_some(),
    content: Content::NotUsed { side: InputSide::None, problem },
};

enum Kind {
    UploadTemplate,
    Membership,
    UsageReport,
    ExchangeOnPremises,
}

fn kind(header: &Header<'_>) -> Option<Kind> {
    if is_upload_template(header) {
        Some(Kind::UploadTemplate)
    } else if header.has("samaccountname") && header.has_any(&["groupname", "groupdn"]) {
        Some(Kind::Membership)
    } else if header.has("reportrefreshdate")
        || (header.has_all(&["userprincipalname", "lastactivitydate"]) && !header.has_any(&["objectid", "id"]))
    {
        Some(Kind::UsageReport)
    } else if is_exchange_on_premises(header) {
        Some(Kind::ExchangeOnPremises)
    } else {
        None
    }
}

fn is_upload_template(header: &Header<'_>) -> bool {
    const M365_TEMPLATE: &[&str] = &["username", "firstname", "lastname", "displayname", "jobtitle", "officenumber"];
    let has_identifier = header.has_any(&["objectguid", "objectid", "id", "distinguishedname", "sid", "objectsid"]);
    header.is_upload_template
        || header.written.iter().any(|name| name.contains("] Required"))
        || header.has_all(M365_TEMPLATE)
        || (!has_identifier && header.squashed.iter().any(|name| is_secret(name)))
}

/// An on-premises mailbox has a name in the organisation's own domain; Exchange Online has Microsoft's.
fn is_exchange_on_premises(header: &Header<'_>) -> bool {
    const EXCHANGE: &[&str] = &[
        "recipienttypedetails",
        "primarysmtpaddress",
        "emailaddresses",
        "remoteroutingaddress",
        "externalemailaddress",
    ];
    if !header.has_any(EXCHANGE) || header.has("objectguid") {
        return false;
    }
    let is_remote = header.values("recipienttypedetails").any(|kind| kind.starts_with("Remote"))
        || header.has("remoteroutingaddress");
    let mut names = header.values("distinguishedname").peekable();
    let is_own = names.peek().is_some() && names.all(|name| !is_of_exchange_online(name));
    is_remote || is_own
}

/// Exchange Online keeps its objects in a forest of Microsoft's own.
pub(super) fn is_of_exchange_online(name: &str) -> bool {
    name.to_ascii_uppercase().ends_with("DC=OUTLOOK,DC=COM")
}

fn problem(header: &Header<'_>) -> Problem {
    match kind(header) {
        Some(Kind::Membership) => Problem::new(
            ProblemCode::WrongKindOfFile,
            "This is a list of group memberships, not a list of directory objects.",
            "Make the Active Directory export with the PowerShell command on the start page.",
        ),
        Some(Kind::UsageReport) => Problem::new(
            ProblemCode::WrongKindOfFile,
            "This is a usage report, not a list of directory objects. It may also hold made-up names in place of users.",
            "In the Microsoft 365 admin center choose Users, Active users, Export users.",
        ),
        Some(Kind::ExchangeOnPremises) => Problem::new(
            ProblemCode::WrongKindOfFile,
            "This is an export of Exchange in your own network. Its addresses are those of Active Directory, and it has \
             no list that could be compared with the cloud.",
            "Give the Active Directory export; from Exchange, give the recipients of Exchange Online.",
        ),
        Some(Kind::UploadTemplate) | None => Problem::new(
            ProblemCode::UploadTemplate,
            "This is a list for creating accounts, not an export of the accounts that exist.",
            "In the Microsoft 365 admin center choose Users, Active users, Export users.",
        ),
    }
}
