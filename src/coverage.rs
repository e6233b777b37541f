//! Which checks the given files allow, and what would allow the others.

use crate::analyzer::Analysis;
use crate::import::{Format, Input, InputSide};
use crate::model::number::thousands;
use crate::model::{Attribute, ObjectKind, Side, Snapshot, Table};
use crate::rules::{Need, REGISTRY, RuleDefinition, list, marked, shown};
use crate::settings::Origin;
use crate::wire::{CoverageRow, CoverageState};

/// What a soft match compares.
const SOFT_KEYS: [Attribute; 3] = [Attribute::UserPrincipalName, Attribute::ProxyAddresses, Attribute::Mail];

/// What a hard match compares, of AD objects.
const AD_ANCHORS: [Attribute; 2] = [Attribute::ObjectGuid, Attribute::ConsistencyGuid];

/// Every check with its state.
pub fn rows(analysis: &Analysis) -> Vec<CoverageRow> {
    let mut rows = vec![
        needing(soft_keys(analysis), &SOFT_KEYS, &SOFT_KEYS),
        needing(source_anchor(analysis), &AD_ANCHORS, &[Attribute::ImmutableId]),
        groups_and_contacts(analysis),
        deleted_users(analysis),
        tenant_switches(analysis),
        admin_roles(analysis),
        domains(analysis),
        older_export(analysis),
    ];
    rows.extend(REGISTRY.iter().map(|rule| of_rule(analysis, rule)));
    rows
}

fn row(title: &str, state: CoverageState, why: impl Into<String>, command: Option<&str>) -> CoverageRow {
    CoverageRow {
        title: title.to_owned(),
        state,
        why: why.into(),
        command: command.map(str::to_owned),
        on_premises_needs: Vec::new(),
        cloud_needs: Vec::new(),
    }
}

/// The attributes that checks look at and a file should tell, but does not.
pub fn missing(input: &Input) -> Vec<Attribute> {
    let anchors: &[Attribute] = match input.side {
        InputSide::OnPremises if !input.is_before => &AD_ANCHORS,
        InputSide::Cloud => &[Attribute::ImmutableId],
        _ => return Vec::new(),
    };
    let mut needed = [SOFT_KEYS.as_slice(), anchors].concat();
    for rule in REGISTRY.iter() {
        needed.extend(needs_of(rule, input.side));
    }
    let is_silent =
        |attribute: Attribute| input.tables.iter().any(|table| matters(table, attribute) && !tells(table, attribute));
    Attribute::ALL.iter().copied().filter(|attribute| needed.contains(attribute) && is_silent(*attribute)).collect()
}

/// The attributes of a side that a rule looks at.
fn needs_of(rule: &RuleDefinition, side: InputSide) -> Vec<Attribute> {
    let of_side = |need: &Need| match need {
        Need::OnPremises(attribute) if side == InputSide::OnPremises => Some(*attribute),
        Need::Cloud(attribute) | Need::CloudForTheWhole(attribute) if side == InputSide::Cloud => Some(*attribute),
        _ => None,
    };
    rule.needs.iter().filter_map(of_side).collect()
}

/// The same with the attributes that it looks at.
fn needing(row: CoverageRow, on_premises: &[Attribute], cloud: &[Attribute]) -> CoverageRow {
    CoverageRow { on_premises_needs: names(on_premises), cloud_needs: names(cloud), ..row }
}

/// The names of attributes.
pub fn names(attributes: &[Attribute]) -> Vec<String> {
    attributes.iter().map(|attribute| attribute.name().to_owned()).collect()
}

/// How much of a side tells an attribute. Files without a user need not tell what only users have.
fn told(snapshot: &Snapshot, attribute: Attribute) -> CoverageState {
    let tables: Vec<bool> =
        snapshot.tables().filter(|table| matters(table, attribute)).map(|table| tells(table, attribute)).collect();
    if tables.iter().all(|&tells| tells) && !tables.is_empty() {
        CoverageState::Runs
    } else if tables.contains(&true) {
        CoverageState::InPart
    } else {
        CoverageState::CannotRun
    }
}

/// Has the file an object of a kind that can have the attribute at all? A file of groups need not tell first names.
fn matters(table: &Table, attribute: Attribute) -> bool {
    let has = |can_have: fn(ObjectKind) -> bool| (0..table.len()).any(|record| can_have(table.kind(record)));
    match attribute {
        Attribute::UserPrincipalName | Attribute::ConsistencyGuid | Attribute::ImmutableId => {
            has(|kind| kind == ObjectKind::User)
        }
        Attribute::OnPremisesUserPrincipalName
        | Attribute::EmployeeId
        | Attribute::Enabled
        | Attribute::Licences
        | Attribute::ExchangeLicensed
        | Attribute::UserType => has(|kind| matches!(kind, ObjectKind::User | ObjectKind::Guest)),
        Attribute::GivenName | Attribute::Surname => {
            has(|kind| matches!(kind, ObjectKind::User | ObjectKind::Guest | ObjectKind::Contact))
        }
        _ => !table.is_empty(),
    }
}

fn tells(table: &Table, attribute: Attribute) -> bool {
    table.exports(attribute) && !table.column(attribute).is_some_and(|column| column.lost)
}

/// The files of a side that should tell an attribute and do not.
fn silent_files(analysis: &Analysis, side: Side, attribute: Attribute) -> Vec<String> {
    let input_side = match side {
        Side::OnPremises => InputSide::OnPremises,
        Side::Cloud => InputSide::Cloud,
    };
    let is_silent = |table: &Table| matters(table, attribute) && !tells(table, attribute);
    let inputs = analysis.directories.inputs.iter().filter(|input| input.tells_of(input_side));
    inputs
        .filter(|input| input.tables.iter().any(|table| is_silent(table)))
        .map(|input| marked(&shown(&input.name)))
        .collect()
}

fn missing_side(analysis: &Analysis) -> Option<&'static str> {
    if analysis.directories.on_premises.is_empty() {
        Some("No export of Active Directory is loaded.")
    } else if analysis.directories.cloud.is_empty() {
        Some("No export of Microsoft 365 is loaded.")
    } else {
        None
    }
}

fn soft_keys(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Joins by primary address and by UPN";
    if let Some(why) = missing_side(analysis) {
        return row(TITLE, CoverageState::CannotRun, why, None);
    }
    let (ad, cloud) = (&analysis.directories.on_premises, &analysis.directories.cloud);
    let either = |snapshot, a, b| told(snapshot, a).min(told(snapshot, b));
    let addresses = either(ad, Attribute::ProxyAddresses, Attribute::Mail).max(either(
        cloud,
        Attribute::ProxyAddresses,
        Attribute::Mail,
    ));
    let logins = told(ad, Attribute::UserPrincipalName).max(told(cloud, Attribute::UserPrincipalName));
    match (addresses, logins) {
        (CoverageState::CannotRun, CoverageState::CannotRun) => row(
            TITLE,
            CoverageState::CannotRun,
            "Neither addresses nor UPNs are told on both sides.",
            Some("active-directory"),
        ),
        (CoverageState::CannotRun, _) => row(
            TITLE,
            CoverageState::InPart,
            "By UPN only: addresses are not told on both sides.",
            Some("active-directory"),
        ),
        (_, CoverageState::CannotRun) => row(
            TITLE,
            CoverageState::InPart,
            "By primary address only: UPNs are not told on both sides.",
            Some("entra-users"),
        ),
        _ => row(TITLE, CoverageState::Runs, "Both sides tell addresses and UPNs.", None),
    }
}

fn source_anchor(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Hard matches by source anchor";
    if let Some(why) = missing_side(analysis) {
        return row(TITLE, CoverageState::CannotRun, why, None);
    }
    let (ad, cloud) = (&analysis.directories.on_premises, &analysis.directories.cloud);
    if !analysis.index.anchors.is_known(ObjectKind::User) {
        let why = "No file has an ImmutableId. The admin center never exports it; Graph does.";
        return row(TITLE, CoverageState::CannotRun, why, Some("entra-users"));
    }
    if !ad.exports(Attribute::ObjectGuid) && !ad.exports(Attribute::ConsistencyGuid) {
        let why = "The AD files tell neither objectGUID nor mS-DS-ConsistencyGuid.";
        return row(TITLE, CoverageState::CannotRun, why, Some("active-directory"));
    }
    if told(ad, Attribute::ConsistencyGuid) != CoverageState::Runs {
        let why = "mS-DS-ConsistencyGuid is not told everywhere, so the objectGUID stands in for it.";
        return row(TITLE, CoverageState::InPart, why, Some("active-directory"));
    }
    if told(cloud, Attribute::ImmutableId) != CoverageState::Runs {
        return row(TITLE, CoverageState::InPart, "Not every cloud file has an ImmutableId.", None);
    }
    row(TITLE, CoverageState::Runs, "Both sides tell the anchor.", None)
}

fn groups_and_contacts(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Groups and contacts";
    let lists = |side, kind| analysis.directories.lists(side, kind);
    let needed: Vec<ObjectKind> =
        [ObjectKind::Group, ObjectKind::Contact].into_iter().filter(|&kind| lists(Side::OnPremises, kind)).collect();
    let missing: Vec<&str> = needed.iter().filter(|&&kind| !lists(Side::Cloud, kind)).map(|kind| kind.name()).collect();
    if needed.is_empty() {
        row(TITLE, CoverageState::CannotRun, "The AD files list neither groups nor contacts.", Some("active-directory"))
    } else if missing.is_empty() {
        row(TITLE, CoverageState::Runs, "Both sides list them.", None)
    } else {
        let why = format!("No cloud file lists {}s, which may hold addresses as well.", missing.join("s and "));
        let state = if missing.len() == needed.len() { CoverageState::CannotRun } else { CoverageState::InPart };
        row(TITLE, state, why, Some("entra-groups-and-contacts"))
    }
}

fn deleted_users(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Deleted users who still hold an anchor or address";
    let cloud = &analysis.directories.cloud;
    let count = cloud.objects().filter(|&object| cloud.is_deleted(object)).count();
    if count > 0 {
        let why = match count {
            1 => "One deleted user is in the files.".to_owned(),
            _ => format!("{count} deleted users are in the files."),
        };
        row(TITLE, CoverageState::Runs, why, None)
    } else {
        row(TITLE, CoverageState::CannotRun, "No file has deleted users.", Some("entra-users"))
    }
}

fn tenant_switches(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Tenant switches";
    let settings = &analysis.settings;
    let switches = [
        &settings.block_soft_match_enabled,
        &settings.block_cloud_object_takeover_through_hard_match_enabled,
        &settings.soft_match_on_upn_enabled,
        &settings.synchronize_upn_for_managed_users_enabled,
        &settings.allow_on_prem_update_of_on_premises_object_identifier_enabled,
    ];
    let assumed = switches.iter().filter(|switch| switch.is_assumed()).count();
    if assumed == 0 {
        row(TITLE, CoverageState::Runs, "All of them are given.", None)
    } else {
        let why = "Taken at Microsoft’s defaults until a file or setting says otherwise.";
        row(TITLE, CoverageState::Assumed, why, Some("tenant"))
    }
}

fn admin_roles(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Admin roles that block a join";
    if analysis.directories.tenant.roles.is_some() {
        row(TITLE, CoverageState::Runs, "A list of roles is given.", None)
    } else {
        let why = "Nobody is assumed to hold a role. A role stops both kinds of match.";
        row(TITLE, CoverageState::Assumed, why, Some("tenant"))
    }
}

fn domains(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "Verified domains";
    match analysis.settings.verified_domains.origin {
        Origin::Given => row(TITLE, CoverageState::Runs, "The tenant’s domains are given.", None),
        Origin::Inferred => {
            let why = "Inferred from the UPNs and mailboxes in the cloud; a domain that nobody uses is not seen.";
            row(TITLE, CoverageState::InPart, why, Some("tenant"))
        }
        Origin::Assumed => row(TITLE, CoverageState::CannotRun, "No cloud user shows a domain.", Some("tenant")),
    }
}

fn older_export(analysis: &Analysis) -> CoverageRow {
    const TITLE: &str = "What was renamed since an older export";
    let Some(before) = &analysis.index.before else {
        return row(TITLE, CoverageState::CannotRun, "No older export of Active Directory is loaded.", None);
    };
    let today = &analysis.directories.on_premises;
    match today.objects().filter(|&object| before.of(object).is_some()).count() {
        0 => row(TITLE, CoverageState::CannotRun, "No object of today has its objectGUID in the older export.", None),
        found if found == today.len() => row(TITLE, CoverageState::Runs, "Every object of today is in it.", None),
        found => {
            let why = format!("{} of {} objects of today are in it.", thousands(found), thousands(today.len()));
            row(TITLE, CoverageState::InPart, why, None)
        }
    }
}

/// Can a rule look at all of what it looks at?
pub fn runs(analysis: &Analysis, rule: &RuleDefinition) -> bool {
    let has_sides = !rule.needs.is_empty() || missing_side(analysis).is_none();
    has_sides && !matches!(of_rule(analysis, rule).state, CoverageState::CannotRun | CoverageState::InPart)
}

fn of_rule(analysis: &Analysis, rule: &RuleDefinition) -> CoverageRow {
    let mut state = CoverageState::Runs;
    let mut why = "The files have what it needs.".to_owned();
    let mut command = None;
    for need in rule.needs {
        let (of_need, reason, silent, supplied_by) = match need {
            Need::OnPremises(attribute) => (
                told(&analysis.directories.on_premises, *attribute),
                format!("{} of AD objects", marked(attribute.name())),
                silent_files(analysis, Side::OnPremises, *attribute),
                Some("active-directory"),
            ),
            Need::Cloud(attribute) => (
                cloud_tells(analysis, *attribute),
                format!("{} of cloud objects", marked(attribute.name())),
                silent_files(analysis, Side::Cloud, *attribute),
                Some("entra-users"),
            ),
            Need::CloudForTheWhole(attribute) => (
                cloud_tells(analysis, *attribute).min(CoverageState::InPart),
                format!("{} of cloud objects", marked(attribute.name())),
                silent_files(analysis, Side::Cloud, *attribute),
                Some("entra-users"),
            ),
            Need::InitialDomain => of_setting(
                analysis.settings.initial_domain.value.is_some(),
                "the tenant’s initial domain",
                Some("tenant"),
            ),
            Need::HybridRoutingDomain => {
                of_setting(analysis.settings.hybrid_routing_domain.value.is_some(), "the hybrid routing domain", None)
            }
            Need::AliasPolicyDomains => of_setting(
                !analysis.settings.alias_policy_domains.value.is_empty(),
                "a domain in which each user should have an address",
                None,
            ),
            Need::RmUnify => of_setting(analysis.settings.rm_unify.value, "that RM Unify is in use", None),
            Need::OlderExport | Need::OlderExportForTheWhole => {
                let older = older_export(analysis);
                let is_partial = *need == Need::OlderExportForTheWhole;
                let of_need = if is_partial { older.state.min(CoverageState::InPart) } else { older.state };
                if of_need > state {
                    state = of_need;
                    (why, command) = (older.why, None);
                }
                continue;
            }
        };
        if of_need > state {
            state = of_need;
            command = supplied_by;
            why = if state == CoverageState::CannotRun || silent.is_empty() {
                format!("No file tells {reason}.")
            } else {
                let tell = if silent.len() == 1 { "does not tell" } else { "do not tell" };
                format!("{} {tell} {reason}.", list(&silent))
            };
        }
    }
    needing(
        row(rule.title, state, why, command),
        &needs_of(rule, InputSide::OnPremises),
        &needs_of(rule, InputSide::Cloud),
    )
}

/// What a file or a setting tells of the tenant: its state, its name, no silent file, and the command that exports it.
fn of_setting(
    is_told: bool,
    what: &str,
    command: Option<&'static str>,
) -> (CoverageState, String, Vec<String>, Option<&'static str>) {
    let state = if is_told { CoverageState::Runs } else { CoverageState::CannotRun };
    (state, what.to_owned(), Vec::new(), command)
}

/// A cloud file that only adds a property to other files need not tell every attribute itself.
fn cloud_tells(analysis: &Analysis, attribute: Attribute) -> CoverageState {
    let cloud = &analysis.directories.cloud;
    let state = told(cloud, attribute);
    let supplements = analysis.directories.inputs.iter().any(|input| input.format == Format::ExchangePowershell);
    if state == CoverageState::InPart
        && supplements
        && cloud.objects().all(|object| cloud.cell(object, attribute).is_known())
    {
        return CoverageState::Runs;
    }
    state
}
