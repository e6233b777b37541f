//! The registry of formats: every kind of file that is recognised, one file for each.
//!
//! A format is data: how to recognise its header and what its columns mean. How a file is opened, divided into rows
//! and checked is the same for all and stands in `import::read`. A new format touches two places: its file, and its
//! line in [`REGISTRY`].

mod ad_csvde;
mod ad_ldif;
mod ad_powershell;
mod ad_users_and_computers;
mod azuread_powershell;
mod columns;
mod entra_admin_center;
mod entra_connect_export;
mod exchange_admin_center;
mod exchange_powershell;
mod graph_powershell;
mod idfix;
mod m365_admin_center;
mod msonline_powershell;
mod not_an_export;
mod rm_unify;
mod sync_errors;
mod tenant_domains;
mod tenant_features;
mod tenant_roles;

use serde::Serialize;

pub(super) use ad_ldif::COLUMNS as LDIF_COLUMNS;

use super::header::Header;
use super::problem::Problem;
use crate::model::{Attribute, CellForm, ObjectKind, Side};
use crate::other_tools::{ReportedFault, RmUnifyUser};
use crate::tenant::{RoleAssignment, TenantDomain};

/// Which registered format a file has, or that it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is documented by the file of the same name in this folder")]
pub enum Format {
    AdPowershell,
    AdCsvde,
    AdLdif,
    AdUsersAndComputers,
    ExchangePowershell,
    ExchangeAdminCenter,
    M365AdminCenter,
    EntraAdminCenter,
    GraphPowershell,
    MsonlinePowershell,
    AzureadPowershell,
    RmUnify,
    TenantDomains,
    TenantRoles,
    TenantFeatures,
    Idfix,
    EntraConnectExport,
    SyncErrors,
    NotAnExport,
    /// None that is known.
    Unknown,
}

impl Format {
    /// The name in reports and for `--as`.
    pub fn name(self) -> &'static str {
        self.definition().map_or("unknown", |definition| definition.name)
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        REGISTRY.iter().find(|definition| definition.name == name).map(|definition| definition.format)
    }

    /// What is known about the format; `None` for [`Format::Unknown`].
    pub fn definition(self) -> Option<&'static FormatDefinition> {
        REGISTRY.iter().copied().find(|definition| definition.format == self)
    }
}

/// What is known about a format.
#[derive(Debug)]
pub struct FormatDefinition {
    /// Which format.
    pub format: Format,
    /// Its name in the contract.
    pub name: &'static str,
    /// What the page calls it.
    pub title: &'static str,
    /// Does a file with this header have the format? Asked in the order of the registry, the first yes counts.
    pub recognise: fn(&Header<'_>) -> bool,
    /// What its rows are.
    pub content: Content,
}

/// What the rows of a format are.
#[derive(Debug)]
pub enum Content {
    /// Objects of a directory.
    Objects(ObjectRows),
    /// Facts about the tenant or about objects that other files list.
    Facts(FactRows),
    /// Rows that are recognised but not used: the problem says what they are, why not, and what to do.
    NotUsed {
        /// What they belong to, for the report.
        side: InputSide,
        /// The problem to tell.
        problem: fn(&Header<'_>) -> Problem,
    },
}

/// What a file is about, for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum InputSide {
    /// Objects of Active Directory.
    OnPremises,
    /// Objects of Microsoft 365.
    Cloud,
    /// The tenant itself.
    Tenant,
    /// Findings of another tool.
    Findings,
    /// Nothing that can be used.
    None,
}

/// How to read rows that are directory objects.
#[derive(Debug)]
pub struct ObjectRows {
    /// Which directory.
    pub side: Side,
    /// Which format's value counts first where several files tell about one object; smaller is more trusted.
    pub trust: u8,
    /// What the columns mean.
    pub columns: &'static [ColumnDefinition],
    /// Which kinds of object a file with this header lists in full.
    pub lists: fn(&Header<'_>) -> &'static [ObjectKind],
    /// Undoes a spelling that only this format uses; gives `None` where the cell stands as it is.
    pub decode: Option<fn(Attribute, &str) -> Option<String>>,
    /// Can this kind of export hold an ImmutableId at all?
    pub can_hold_immutable_id: bool,
}

/// How to read rows that are facts, not objects.
#[derive(Debug)]
pub struct FactRows {
    /// What they are about, for the report.
    pub side: InputSide,
    /// What the file is, where somebody may take it for an export of the directory: "a list of errors".
    pub what: Option<&'static str>,
    /// Reads one row; `None` where it says nothing.
    pub read: ReadFact,
    /// The squashed names of the columns that are used.
    pub columns: &'static [&'static str],
}

/// Reads a row: the function that it is given gives the cell of a column by its squashed name, blank if there is none.
pub type ReadFact = for<'a> fn(&dyn Fn(&str) -> &'a str) -> Option<Fact>;

/// What a row says that is no object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A domain.
    Domain(TenantDomain),
    /// A role and the object that holds it.
    Role(crate::model::Guid, RoleAssignment),
    /// A switch.
    Feature(String, bool),
    /// An error or a change that another tool reports.
    Reported(ReportedFault),
    /// A user of RM Unify.
    RmUnifyUser(RmUnifyUser),
}

/// What a column means.
#[derive(Debug)]
pub struct ColumnDefinition {
    /// The attribute that it holds.
    pub attribute: Attribute,
    /// How its cells are meant.
    pub form: CellForm,
    /// Its squashed names, the most trusted first.
    pub names: &'static [&'static str],
}

const fn column(attribute: Attribute, names: &'static [&'static str]) -> ColumnDefinition {
    ColumnDefinition { attribute, form: CellForm::Text, names }
}

const fn boolean(attribute: Attribute, names: &'static [&'static str]) -> ColumnDefinition {
    ColumnDefinition { attribute, form: CellForm::Boolean, names }
}

const fn yes_or_nothing(attribute: Attribute, names: &'static [&'static str]) -> ColumnDefinition {
    ColumnDefinition { attribute, form: CellForm::YesOrNothing, names }
}

const fn filled_means_yes(attribute: Attribute, names: &'static [&'static str]) -> ColumnDefinition {
    ColumnDefinition { attribute, form: CellForm::FilledMeansYes, names }
}

const fn inverted(attribute: Attribute, names: &'static [&'static str]) -> ColumnDefinition {
    ColumnDefinition { attribute, form: CellForm::InvertedBoolean, names }
}

/// Every format, in the order in which files are compared with them: what is certainly no export first, then the
/// formats with the most telling headers.
pub const REGISTRY: [&FormatDefinition; 19] = [
    // Its columns for passwords would make it look like a list for creating accounts.
    &rm_unify::DEFINITION,
    &not_an_export::DEFINITION,
    &idfix::DEFINITION,
    &entra_connect_export::DEFINITION,
    &sync_errors::DEFINITION,
    &tenant_domains::DEFINITION,
    &tenant_roles::DEFINITION,
    &tenant_features::DEFINITION,
    &ad_csvde::DEFINITION,
    &m365_admin_center::DEFINITION,
    &entra_admin_center::DEFINITION,
    &azuread_powershell::DEFINITION,
    &msonline_powershell::DEFINITION,
    &graph_powershell::DEFINITION,
    &exchange_powershell::DEFINITION,
    &exchange_admin_center::DEFINITION,
    &ad_powershell::DEFINITION,
    &ad_users_and_computers::DEFINITION,
    &ad_ldif::DEFINITION,
];

/// The definition whose format the header shows.
pub fn recognise(header: &Header<'_>) -> Option<&'static FormatDefinition> {
    REGISTRY.iter().copied().find(|definition| (definition.recognise)(header))
}

/// The names of all formats that `--as` accepts.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRY.iter().map(|definition| definition.name)
}

#[cfg(test)]
mod tests {
    use super::{Content, Format, REGISTRY};

    #[test]
    fn names_are_unique_and_lead_back() {
        for definition in REGISTRY {
            assert_eq!(Format::from_name(definition.name), Some(definition.format));
            let serialised = serde_json::to_string(&definition.format).expect("text");
            assert_eq!(serialised, format!("\"{}\"", definition.name));
        }
        assert_eq!(Format::Unknown.name(), "unknown");
    }

    #[test]
    fn column_names_are_squashed_and_unique_within_a_format() {
        for definition in REGISTRY {
            let names: Vec<&str> = match &definition.content {
                Content::Objects(rows) => rows.columns.iter().flat_map(|column| column.names).copied().collect(),
                Content::Facts(rows) => rows.columns.to_vec(),
                Content::NotUsed { .. } => continue,
            };
            for (place, name) in names.iter().enumerate() {
                assert_eq!(crate::import::header::squash(name), *name, "{}", definition.name);
                assert!(!names[..place].contains(name), "{}: {name} twice", definition.name);
            }
        }
    }
}
