//! Every setting in words: what it means, what depends on it, its value, and where that comes from.
//!
//! What a setting does is decided elsewhere. The names are those of the report and of the command line.
//!
//! Sources: Microsoft, "Microsoft Entra Connect Sync service features", 2026-07-03, and "Set-EntraDirSyncFeature",
//! 2026-03, for the switches and for which of them stay on; "Identity synchronization and duplicate attribute
//! resiliency", 2025-04-09, for quarantine; "Configure Microsoft Entra Connect for an existing tenant", 2026-07-01, for
//! the hardening.

use crate::import::Format;
use crate::import::format::Fact;
use crate::import::merge::Directories;
use crate::model::Attribute;
use crate::settings::{EffectiveSettings, Origin, Settings};
use crate::wire::{SettingChoice, SettingGroup, SettingKind, SettingOrigin, SettingRow, SettingsView};

/// A setting in words.
struct Words {
    name: &'static str,
    title: &'static str,
    sentence: &'static str,
    decides: &'static str,
    decides_outcomes: bool,
    kind: SettingKind,
    /// Where the value comes from where the data show it.
    inferred: &'static str,
    /// Where it comes from where nothing tells it.
    assumed: &'static str,
    warning: Option<&'static str>,
}

const MICROSOFTS_DEFAULT: &str = "Assumed: Microsoft’s default.";
const NOT_TOLD: &str = "Not known: no file tells it.";
const NO_OUTCOME: &str = "No outcome and no finding depends on it.";
const CANNOT_BE_UNDONE: &str =
    "Once this is on in the tenant, it cannot be switched off again. Here you only try it out.";
const ALWAYS_ON: &str = "Microsoft says that this is on in every tenant and cannot be switched off.";

/// A setting without the parts that few have.
const PLAIN: Words = Words {
    name: "",
    title: "",
    sentence: "",
    decides: NO_OUTCOME,
    decides_outcomes: false,
    kind: SettingKind::Switch,
    inferred: "Seen in the data.",
    assumed: MICROSOFTS_DEFAULT,
    warning: None,
};

const SWITCHES: [Words; 7] = [
    Words {
        name: "blockSoftMatchEnabled",
        title: "Is soft match blocked?",
        sentence: "When on, no account is joined by address or UPN.",
        decides: "Decides whether an object joins by primary address or UPN, or is kept from joining.",
        decides_outcomes: true,
        ..PLAIN
    },
    Words {
        name: "softMatchOnUpnEnabled",
        title: "Does soft match try the UPN?",
        sentence: "When on, an object whose primary address finds no account is joined by its UPN. Once on, it stays on.",
        decides: "Decides whether an object joins by UPN.",
        decides_outcomes: true,
        warning: Some(CANNOT_BE_UNDONE),
        ..PLAIN
    },
    Words {
        name: "blockCloudObjectTakeoverThroughHardMatchEnabled",
        title: "Is taking over by hard match blocked?",
        sentence: "When on, an object does not take over an account that is not synced, although the source anchor agrees.",
        decides: "Decides whether an object takes over an account by its anchor, or is kept from joining.",
        decides_outcomes: true,
        assumed: "Assumed. Microsoft’s pages disagree about what holds by default; only the tenant’s own switches tell.",
        ..PLAIN
    },
    Words {
        name: "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled",
        title: "May an account be bound to another AD object?",
        sentence: "When off, a hard match onto an account that is bound to another AD object is refused.",
        decides: "Decides whether a hard match is blocked where the account names another AD object \
                  (onPremisesObjectIdentifier).",
        decides_outcomes: true,
        ..PLAIN
    },
    Words {
        name: "synchronizeUpnForManagedUsersEnabled",
        title: "Do UPN changes reach licensed users?",
        sentence: "When off, a new UPN in AD is ignored for users who have a licence and whose domain is not federated. \
                   Once on, it stays on.",
        decides: "Decides which UPN an account will have, and the findings about it; no outcome.",
        warning: Some(CANNOT_BE_UNDONE),
        ..PLAIN
    },
    Words {
        name: "quarantineUponUpnConflictEnabled",
        title: "Does a UPN that is taken go into quarantine?",
        sentence: "The object is then created with another UPN, and Microsoft sends an e-mail about it.",
        decides: "Decides how sure it is that a value which is taken goes into quarantine; no outcome.",
        warning: Some(ALWAYS_ON),
        ..PLAIN
    },
    Words {
        name: "quarantineUponProxyAddressesConflictEnabled",
        title: "Does an address that is taken go into quarantine?",
        sentence: "The object is then created without the address, and Microsoft sends an e-mail about it.",
        decides: "Decides how sure it is that a value which is taken goes into quarantine; no outcome.",
        warning: Some(ALWAYS_ON),
        ..PLAIN
    },
];

const DOMAINS: [Words; 5] = [
    Words {
        name: "initialDomain",
        title: "What is the initial domain?",
        sentence: "The onmicrosoft.com name that the tenant got when it was created.",
        decides: "Decides which address a mailbox is missing, and the UPN that stands in for one that Entra ID does not take.",
        decides_outcomes: true,
        kind: SettingKind::Domain,
        inferred: "Seen in the data: most cloud users with an onmicrosoft.com name have this one.",
        assumed: NOT_TOLD,
        ..PLAIN
    },
    Words {
        name: "verifiedDomains",
        title: "Which domains are verified?",
        sentence: "A UPN in any other domain becomes one in the onmicrosoft.com domain.",
        decides: "Decides which UPNs and addresses Entra ID takes as they are.",
        decides_outcomes: true,
        kind: SettingKind::Domains,
        inferred: "Seen in the data: the domains of the UPNs and of the mailboxes in the cloud. One that nobody has is missing here.",
        assumed: NOT_TOLD,
        ..PLAIN
    },
    Words {
        name: "federatedDomains",
        title: "Which domains are federated?",
        sentence: "Their users sign in at another identity provider.",
        decides: "Decides findings about UPNs and what RM Unify would do; no outcome.",
        kind: SettingKind::Domains,
        assumed: "Assumed: none. No file tells.",
        ..PLAIN
    },
    Words {
        name: "hybridRoutingDomain",
        title: "What is the hybrid routing domain?",
        sentence: "Hybrid Exchange sends mail for cloud mailboxes to addresses in it, usually name.mail.onmicrosoft.com.",
        decides: "Decides whether addresses in it are kept, unlike those in the other onmicrosoft.com domains.",
        decides_outcomes: true,
        kind: SettingKind::Domain,
        inferred: "Seen in the data: cloud users have addresses in it.",
        assumed: NOT_TOLD,
        ..PLAIN
    },
    Words {
        name: "aliasPolicyDomains",
        title: "In which domains should everybody have an address?",
        sentence: "Your own rule for addresses. It is not a setting of Microsoft.",
        decides: "Decides which addresses are reported as missing; no outcome.",
        kind: SettingKind::Domains,
        assumed: "None until you name some.",
        ..PLAIN
    },
];

const IDENTITY: [Words; 3] = [
    Words {
        name: "sourceAnchorAttribute",
        title: "Which attribute is the source anchor?",
        sentence: "Its value in AD becomes the ImmutableId in the cloud. Groups and contacts always use objectGUID.",
        decides: "Decides which account an object joins by hard match.",
        decides_outcomes: true,
        kind: SettingKind::Attribute,
        inferred: "Seen in the data: it gives at least 95 of 100 synced users their ImmutableId.",
        assumed: "Assumed: Entra Connect’s own choice. The files do not show which one the tenant uses.",
        warning: Some(
            "Entra Connect does not change the source anchor after the installation, but for a move from objectGUID to \
             ms-DS-ConsistencyGuid. Here you only try it out.",
        ),
    },
    Words {
        name: "loginIdAttribute",
        title: "Which attribute becomes the UPN in the cloud?",
        sentence: "Usually userPrincipalName. Some tenants sign in with mail.",
        decides: "Decides which account an object joins by UPN, and the UPN of new accounts.",
        decides_outcomes: true,
        kind: SettingKind::Attribute,
        ..PLAIN
    },
    Words {
        name: "hardMatchHardening",
        title: "Does the hardening of July 2026 apply?",
        sentence: "Accounts with a privileged role, or bound to another AD object, then refuse a hard match.",
        decides: "Decides whether a hard match onto such an account is blocked.",
        decides_outcomes: true,
        assumed: "Assumed: in force since July 2026.",
        ..PLAIN
    },
];

const OTHER_TOOLS: [Words; 3] = [
    Words {
        name: "cayosoftMapByUpn",
        title: "Does Cayosoft Administrator map users by UPN only?",
        sentence: "Its setting “Map Cloud Users by UPN”.",
        decides: "Decides only what is said of Cayosoft at each object. No outcome and no finding depends on it.",
        assumed: "Assumed: the product’s default.",
        ..PLAIN
    },
    Words {
        name: "rmUnify",
        title: "Is RM Unify in use?",
        sentence: "It creates users in Microsoft 365 beside the sync.",
        decides: "Decides whether RM Unify is reckoned with, and the findings about it; no outcome.",
        inferred: "Seen in the data: a file of RM Unify is loaded.",
        assumed: "Assumed: no file of RM Unify is loaded.",
        ..PLAIN
    },
    Words {
        name: "rmUnifyEmailAttribute",
        title: "From which AD attribute does RM Unify take addresses?",
        sentence: "As it is set in RM Unify.",
        decides: "Decides which address RM Unify wants for a user, and the findings about it; no outcome.",
        kind: SettingKind::Attribute,
        assumed: NOT_TOLD,
        ..PLAIN
    },
];

const EXPORT: [Words; 4] = [
    Words {
        name: "completeExport",
        title: "Is the AD export complete?",
        sentence: "Then a row that is missing means an object that does not exist.",
        decides: "Decides whether an account without a row in AD is reported as left over; no outcome.",
        assumed: "Off until you say so: an organisational unit may have been left out.",
        ..PLAIN
    },
    Words {
        name: "accidentalDeletionThreshold",
        title: "How many deletions at once stop the sync?",
        sentence: "Get-ADSyncExportDeletionThreshold on the sync server tells it.",
        decides: "Decides whether missing objects are reported as too many deletions at once; no outcome.",
        kind: SettingKind::Count,
        assumed: "500, as Microsoft sets it.",
        ..PLAIN
    },
    Words {
        name: "asOf",
        title: "On which day were the exports made?",
        sentence: "It stands in the report.",
        kind: SettingKind::Day,
        assumed: NOT_TOLD,
        ..PLAIN
    },
    Words {
        name: "ruleSet",
        title: "Whose limits are values held against?",
        sentence: "IdFix has its own limits, some of them one character stricter than Microsoft’s page.",
        decides: "Decides which values are reported as too long or malformed. Each finding says whose rule speaks.",
        kind: SettingKind::Choice,
        assumed: "Microsoft’s documented limits, unless you choose others.",
        ..PLAIN
    },
];

const GROUPS: [(&str, &[Words]); 5] = [
    ("Tenant switches", &SWITCHES),
    ("Domains", &DOMAINS),
    ("Identity", &IDENTITY),
    ("Other tools", &OTHER_TOOLS),
    ("About the analysis", &EXPORT),
];

/// The sets of rules for values, in words.
pub const RULE_SETS: [(&str, &str); 2] =
    [("documented", "Microsoft’s documented limits"), ("idfix", "IdFix’s limits as well")];

/// What a setting is called, as the page asks for it.
pub fn title(name: &str) -> &'static str {
    GROUPS.iter().flat_map(|(_, words)| *words).find(|words| words.name == name).map_or("", |words| words.title)
}

/// Every setting, with the values that these settings give over these directories.
pub fn settings(directories: &Directories, given: &Settings, effective: &EffectiveSettings) -> SettingsView {
    let given = serde_json::to_value(given).unwrap_or_default();
    let entries = effective.entries();
    let row = |words: &Words| {
        let entry = entries.iter().find(|(name, ..)| *name == words.name);
        let values = entry.map(|(_, value, _)| texts(value)).unwrap_or_default();
        let is_known = entry.is_some_and(|(_, value, _)| !value.is_null());
        let origin = entry.map_or(Origin::Assumed, |(_, _, origin)| *origin);
        let (origin, source) = match origin {
            Origin::Given if !given[words.name].is_null() => (SettingOrigin::Given, "You gave it.".to_owned()),
            Origin::Given => (SettingOrigin::File, source(directories, words.name)),
            Origin::Inferred => (SettingOrigin::Inferred, words.inferred.to_owned()),
            Origin::Assumed if is_known => (SettingOrigin::Assumed, words.assumed.to_owned()),
            Origin::Assumed => (SettingOrigin::Unknown, words.assumed.to_owned()),
        };
        SettingRow {
            name: words.name.to_owned(),
            title: words.title.to_owned(),
            sentence: words.sentence.to_owned(),
            decides: words.decides.to_owned(),
            decides_outcomes: words.decides_outcomes,
            kind: words.kind,
            choices: choices(directories, words.name, values.first().map(String::as_str)),
            values,
            origin,
            source,
            unseen: unseen(directories, words.name),
            warning: words.warning.map(str::to_owned),
        }
    };
    SettingsView {
        groups: GROUPS
            .iter()
            .map(|(title, words)| SettingGroup { title: (*title).to_owned(), rows: words.iter().map(row).collect() })
            .collect(),
    }
}

fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Null => Vec::new(),
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(list) => list.iter().flat_map(texts).collect(),
        other => vec![other.to_string()],
    }
}

/// The files that tell a setting.
fn source(directories: &Directories, name: &str) -> String {
    let tells = |fact: &Fact| matches!(fact, Fact::Feature(feature, _) if feature.eq_ignore_ascii_case(name));
    let is_switch = SWITCHES.iter().any(|words| words.name == name);
    let files = directories.inputs.iter().filter(|input| {
        if is_switch { input.facts.iter().any(|(_, fact)| tells(fact)) } else { input.format == Format::TenantDomains }
    });
    // Of two files with the switches the first counts.
    let names: Vec<&str> =
        files.take(if is_switch { 1 } else { usize::MAX }).map(|input| input.name.as_str()).collect();
    format!("From {}.", names.join(", "))
}

/// What no file tells of that on which a setting acts: that nothing changes then proves nothing.
fn unseen(directories: &Directories, name: &str) -> Option<String> {
    let needs = |attribute| !directories.cloud.exports(attribute);
    let anchor = (needs(Attribute::ImmutableId), "the ImmutableIds of the cloud");
    let bound_to = (needs(Attribute::OnPremisesObjectIdentifier), "onPremisesObjectIdentifier");
    let roles = (directories.tenant.roles.is_none(), "who holds an admin role");
    let missing: &[(bool, &str)] = match name {
        "sourceAnchorAttribute" | "blockCloudObjectTakeoverThroughHardMatchEnabled" => &[anchor],
        "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled" => &[anchor, bound_to],
        "hardMatchHardening" => &[anchor, bound_to, roles],
        _ => &[],
    };
    let missing: Vec<&str> = missing.iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| *what).collect();
    let (last, before) = missing.split_last()?;
    let words = if before.is_empty() { (*last).to_owned() } else { format!("{} or {last}", before.join(", ")) };
    Some(format!("No file tells {words}, so what this changes cannot be seen in full."))
}

/// The attributes that can be chosen: those that tenants use, and whatever is chosen already.
fn choices(directories: &Directories, name: &str, chosen: Option<&str>) -> Vec<SettingChoice> {
    const ANCHORS: [&str; 6] =
        ["ms-DS-ConsistencyGuid", "objectGUID", "employeeId", "samAccountName", "mail", "userPrincipalName"];
    const LOGINS: [&str; 4] = ["userPrincipalName", "mail", "samAccountName", "employeeId"];
    const ADDRESSES: [&str; 3] = ["mail", "userPrincipalName", "proxyAddresses"];
    if name == "ruleSet" {
        let choice = |(value, title): (&str, &str)| SettingChoice { value: value.to_owned(), title: title.to_owned() };
        return RULE_SETS.map(choice).to_vec();
    }
    let usual: &[&str] = match name {
        "sourceAnchorAttribute" => &ANCHORS,
        "loginIdAttribute" => &LOGINS,
        "rmUnifyEmailAttribute" => &ADDRESSES,
        _ => return Vec::new(),
    };
    let further = chosen.filter(|chosen| !usual.contains(chosen));
    usual
        .iter()
        .copied()
        .chain(further)
        .map(|value| {
            let is_told =
                Attribute::from_name(value).is_some_and(|attribute| directories.on_premises.exports(attribute));
            let title = if is_told { value.to_owned() } else { format!("{value} (not in the AD export)") };
            SettingChoice { value: value.to_owned(), title }
        })
        .collect()
}
