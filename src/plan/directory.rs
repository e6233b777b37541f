//! Which directory holds an attribute, and by which name its commands know it. What stands in no line here, no script
//! changes: it goes by hand, with the reason.
//!
//! Sources: Microsoft, "Set-ADObject", 2026-04; Microsoft Graph, "user resource type", 2026-07; "Set-Mailbox", 2026-08.

use serde::{Deserialize, Serialize};

use crate::finding::Owner;
use crate::model::{Attribute, ObjectKind, Side};

/// Where a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Directory {
    /// Active Directory, with the module ActiveDirectory.
    ActiveDirectory,
    /// Entra ID, through Microsoft Graph.
    Entra,
    /// Exchange Online.
    ExchangeOnline,
}

impl Directory {
    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "active-directory",
            Self::Entra => "entra",
            Self::ExchangeOnline => "exchange-online",
        }
    }

    /// The module that its commands come from, with the oldest version that is known to do.
    ///
    /// Sources: Microsoft, "PowerShell 7 module compatibility", 2026; "About the Exchange Online PowerShell V3 module",
    /// 2025-07-31; "Install the Microsoft Graph PowerShell SDK", 2026.
    pub const fn module(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "ActiveDirectory 1.0.0.0 (RSAT)",
            Self::Entra => "Microsoft.Graph.Authentication 2.25.0",
            Self::ExchangeOnline => "ExchangeOnlineManagement 3.7.0",
        }
    }
}

/// In which form a value goes into the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One text.
    Text,
    /// Several texts, of which single ones change.
    List,
    /// Bytes, written as Base64.
    Bytes,
}

/// Where an attribute is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) directory: Directory,
    /// The name that the directory's commands take.
    pub(super) attribute: &'static str,
    pub(super) form: Form,
}

/// Where an attribute of an object is changed, or why no script does it.
pub(super) fn place(owner: Owner, kind: ObjectKind, attribute: Attribute) -> Result<Place, &'static str> {
    match owner.side {
        Side::OnPremises => in_active_directory(attribute),
        Side::Cloud => in_the_cloud(kind, attribute),
    }
}

fn in_active_directory(attribute: Attribute) -> Result<Place, &'static str> {
    use Attribute as A;
    let (name, form) = match attribute {
        A::ProxyAddresses => ("proxyAddresses", Form::List),
        A::ConsistencyGuid => ("mS-DS-ConsistencyGuid", Form::Bytes),
        A::DisplayName => ("displayName", Form::Text),
        A::GivenName => ("givenName", Form::Text),
        A::Surname => ("sn", Form::Text),
        A::UserPrincipalName => ("userPrincipalName", Form::Text),
        A::Mail => ("mail", Form::Text),
        A::TargetAddress => ("targetAddress", Form::Text),
        A::MailNickname => ("mailNickname", Form::Text),
        A::SamAccountName => ("sAMAccountName", Form::Text),
        A::EmployeeId => ("employeeID", Form::Text),
        A::ExternalDirectoryObjectId => ("msDS-ExternalDirectoryObjectId", Form::Text),
        A::LegacyExchangeDn => ("legacyExchangeDN", Form::Text),
        A::AdminDescription => ("adminDescription", Form::Text),
        _ => return Err("The script does not change this attribute."),
    };
    Ok(Place { directory: Directory::ActiveDirectory, attribute: name, form })
}

fn in_the_cloud(kind: ObjectKind, attribute: Attribute) -> Result<Place, &'static str> {
    use Attribute as A;
    let is_user = matches!(kind, ObjectKind::User | ObjectKind::Guest);
    if attribute == A::ProxyAddresses && kind != ObjectKind::PublicFolder {
        return Ok(Place { directory: Directory::ExchangeOnline, attribute: "emailAddresses", form: Form::List });
    }
    let name = match attribute {
        A::DisplayName if is_user || kind == ObjectKind::Group => "displayName",
        A::MailNickname if is_user || kind == ObjectKind::Group => "mailNickname",
        A::GivenName if is_user => "givenName",
        A::Surname if is_user => "surname",
        A::UserPrincipalName if is_user => "userPrincipalName",
        A::EmployeeId if is_user => "employeeId",
        A::ImmutableId if is_user => "onPremisesImmutableId",
        A::OnPremisesObjectIdentifier if is_user => "onPremisesObjectIdentifier",
        A::Mail => return Err("In the cloud mail follows the primary address; change that one in Exchange Online."),
        _ => return Err("The script does not change this attribute."),
    };
    Ok(Place { directory: Directory::Entra, attribute: name, form: Form::Text })
}

/// The attribute that a directory's commands know by this name.
pub(super) fn attribute(directory: Directory, name: &str) -> Option<Attribute> {
    Attribute::ALL.iter().copied().find(|&attribute| {
        let place = match directory {
            Directory::ActiveDirectory => in_active_directory(attribute),
            _ => in_the_cloud(ObjectKind::User, attribute),
        };
        place.is_ok_and(|place| place.directory == directory && place.attribute == name)
    })
}
