//! What a person says about the tenant and the export, and what holds where nothing is said.
//!
//! Names are Microsoft's where Microsoft has one. A value comes, in this order, from the person, from a file with
//! tenant data, from what the directory data show (inferred), or from Microsoft's default (assumed).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::import::merge::Directories;
use crate::import::{FileChoice, ReadOptions};
use crate::model::{Attribute, case_key, day, domain, order};
use crate::observed::Observed;

/// Settings as a person gives them. Every one is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Settings {
    /// The tenant's `name.onmicrosoft.com`.
    pub initial_domain: Option<String>,
    /// The domains that the tenant has verified.
    pub verified_domains: Option<Vec<String>>,
    /// Those of them that sign in at another identity provider.
    pub federated_domains: Option<Vec<String>>,
    /// The domain that hybrid Exchange routes by, usually `name.mail.onmicrosoft.com`.
    pub hybrid_routing_domain: Option<String>,
    /// The attribute that Entra Connect uses as the source anchor.
    pub source_anchor_attribute: Option<String>,
    /// The attribute that becomes the UPN in the cloud.
    pub login_id_attribute: Option<String>,
    /// Is soft match switched off?
    pub block_soft_match_enabled: Option<bool>,
    /// Is hard match onto cloud objects switched off?
    pub block_cloud_object_takeover_through_hard_match_enabled: Option<bool>,
    /// Does soft match try the UPN?
    pub soft_match_on_upn_enabled: Option<bool>,
    /// Do UPN changes reach licensed, managed users?
    pub synchronize_upn_for_managed_users_enabled: Option<bool>,
    /// Is a UPN that is taken put into quarantine?
    pub quarantine_upon_upn_conflict_enabled: Option<bool>,
    /// Is an address that is taken put into quarantine?
    pub quarantine_upon_proxy_addresses_conflict_enabled: Option<bool>,
    /// May AD change `onPremisesObjectIdentifier`?
    pub allow_on_prem_update_of_on_premises_object_identifier_enabled: Option<bool>,
    /// Does the hardening of July 2026 apply?
    pub hard_match_hardening: Option<bool>,
    /// Domains in which each user should have an address.
    pub alias_policy_domains: Option<Vec<String>>,
    /// Is RM Unify in use?
    pub rm_unify: Option<bool>,
    /// The AD attribute from which RM Unify takes addresses.
    pub rm_unify_email_attribute: Option<String>,
    /// Does Cayosoft Administrator map cloud users by UPN only?
    pub cayosoft_map_by_upn: Option<bool>,
    /// Does a row that is missing in the AD export mean an object that does not exist?
    pub complete_export: Option<bool>,
    /// How many deletions the sync makes in one run before it stops.
    pub accidental_deletion_threshold: Option<u32>,
    /// The day on which the exports were made, `yyyy-MM-dd`.
    pub as_of: Option<String>,
    /// Whose limits values are held against: `documented` or `idfix`.
    pub rule_set: Option<RuleSet>,
    /// How files are read where that differs from what is recognised, by their names.
    pub files: BTreeMap<String, FileChoice>,
}

/// A sentence about settings that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError(pub String);

impl Settings {
    /// Reads a JSON object.
    pub fn from_json(text: &str) -> Result<Self, SettingsError> {
        let settings: Self = serde_json::from_str(text)
            .map_err(|error| SettingsError(format!("The settings cannot be read: {error}.")))?;
        settings.check()?;
        Ok(settings)
    }

    /// Sets one value from text such as `blockSoftMatchEnabled=true` or `verifiedDomains=a.example,b.example`.
    pub fn set(&mut self, assignment: &str) -> Result<(), SettingsError> {
        let Some((name, value)) = assignment.split_once('=') else {
            return Err(SettingsError(format!("“{assignment}” is no setting: write NAME=VALUE.")));
        };
        let (name, value) = (name.trim(), value.trim());
        let is_list = ["verifiedDomains", "federatedDomains", "aliasPolicyDomains"].contains(&name);
        let value = match value {
            _ if is_list => value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().into(),
            number if name == "accidentalDeletionThreshold" && number.parse::<u32>().is_ok() => {
                number.parse::<u32>().unwrap_or_default().into()
            }
            "true" => serde_json::Value::Bool(true),
            "false" => serde_json::Value::Bool(false),
            text => serde_json::Value::String(text.to_owned()),
        };
        let unusable = |error: serde_json::Error| SettingsError(format!("“{assignment}” cannot be used: {error}."));
        let mut all = serde_json::to_value(&*self).map_err(unusable)?;
        all[name] = value;
        let settings: Self = serde_json::from_value(all).map_err(unusable)?;
        settings.check()?;
        *self = settings;
        Ok(())
    }

    fn check(&self) -> Result<(), SettingsError> {
        let attributes = [
            ("sourceAnchorAttribute", &self.source_anchor_attribute),
            ("loginIdAttribute", &self.login_id_attribute),
            ("rmUnifyEmailAttribute", &self.rm_unify_email_attribute),
        ];
        let one = |name: &Option<String>| name.iter().cloned().collect::<Vec<_>>();
        let domains = [
            ("initialDomain", one(&self.initial_domain)),
            ("verifiedDomains", self.verified_domains.clone().unwrap_or_default()),
            ("federatedDomains", self.federated_domains.clone().unwrap_or_default()),
            ("hybridRoutingDomain", one(&self.hybrid_routing_domain)),
            ("aliasPolicyDomains", self.alias_policy_domains.clone().unwrap_or_default()),
        ];
        if let Some(day) = self.as_of.as_deref().filter(|day| !day::is_day(day)) {
            return Err(SettingsError(format!("asOf names “{day}”, which is no day. Write it as YYYY-MM-DD.")));
        }
        for (setting, names) in domains {
            if let Some(name) = names.iter().find(|name| !domain::is_well_formed(name.trim())) {
                return Err(SettingsError(format!(
                    "{setting} names “{name}”, which is no domain such as contoso.com."
                )));
            }
        }
        for (file, choice) in &self.files {
            ReadOptions::from_choice(choice).map_err(|why| SettingsError(format!("files, {file}: {why}")))?;
        }
        for (setting, value) in attributes {
            if let Some(name) = value
                && Attribute::from_name(name).is_none()
            {
                let known: Vec<&str> = Attribute::ALL.iter().map(|attribute| attribute.name()).collect();
                return Err(SettingsError(format!(
                    "{setting} names “{name}”, an attribute that is not read. These are: {}.",
                    known.join(", ")
                )));
            }
        }
        Ok(())
    }
}

/// Whose limits values are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleSet {
    /// The limits that Microsoft documents.
    #[default]
    Documented,
    /// Those of IdFix too, where they are stricter; each finding says which it is.
    IdFix,
}

/// How many deletions the sync makes in one run before it stops, unless somebody changed it.
///
/// Source: Microsoft, "Microsoft Entra Connect Sync: Prevent accidental deletes", 2025-04-09.
const DELETION_THRESHOLD: u32 = 500;

/// Which attribute is the source anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorAttribute {
    /// `mS-DS-ConsistencyGuid` where it is set, else objectGUID.
    ConsistencyGuid,
    /// objectGUID, whatever `mS-DS-ConsistencyGuid` holds.
    ObjectGuid,
    /// Another attribute, compared as text.
    Other(Attribute),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person or a file with tenant data said it.
    Given,
    /// The directory data show it.
    Inferred,
    /// Microsoft's default.
    Assumed,
}

/// A value with its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Value<T> {
    /// Was the value neither given nor inferred?
    pub fn is_assumed(&self) -> bool {
        self.origin == Origin::Assumed
    }
}

/// The settings that an analysis uses: every value there, with its origin.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of Settings")]
pub struct EffectiveSettings {
    pub initial_domain: Value<Option<String>>,
    pub verified_domains: Value<Option<Vec<String>>>,
    pub federated_domains: Value<Vec<String>>,
    pub hybrid_routing_domain: Value<Option<String>>,
    pub source_anchor_attribute: Value<AnchorAttribute>,
    pub login_id_attribute: Value<Attribute>,
    pub block_soft_match_enabled: Value<bool>,
    pub block_cloud_object_takeover_through_hard_match_enabled: Value<bool>,
    pub soft_match_on_upn_enabled: Value<bool>,
    pub synchronize_upn_for_managed_users_enabled: Value<bool>,
    pub quarantine_upon_upn_conflict_enabled: Value<bool>,
    pub quarantine_upon_proxy_addresses_conflict_enabled: Value<bool>,
    pub allow_on_prem_update_of_on_premises_object_identifier_enabled: Value<bool>,
    pub hard_match_hardening: Value<bool>,
    pub alias_policy_domains: Value<Vec<String>>,
    pub rm_unify: Value<bool>,
    pub rm_unify_email_attribute: Value<Option<Attribute>>,
    pub cayosoft_map_by_upn: Value<bool>,
    pub complete_export: Value<bool>,
    pub accidental_deletion_threshold: Value<u32>,
    pub as_of: Value<Option<String>>,
    pub rule_set: Value<RuleSet>,
}

impl EffectiveSettings {
    /// Works out every value from what was said, from the tenant's files and from what the directories show.
    pub fn resolve(given: &Settings, directories: &Directories, observed: &Observed) -> Self {
        let tenant = &directories.tenant;
        let switch = |name: &str, said: Option<bool>, default: bool| {
            let from_file = || {
                let features = tenant.features.as_ref()?;
                features.iter().find(|(feature, _)| feature.eq_ignore_ascii_case(name)).map(|(_, on)| *on)
            };
            known_or(said.or_else(from_file), default)
        };
        let from_tenant = |pick: fn(&crate::tenant::TenantDomain) -> bool| {
            tenant.domains.as_ref().map(|domains| {
                domains.iter().filter(|domain| pick(domain)).map(|domain| domain.name.clone()).collect::<Vec<_>>()
            })
        };
        let initial_domain = given
            .initial_domain
            .as_deref()
            .map(|name| case_key::fold(name).into_owned())
            .or_else(|| from_tenant(|domain| domain.initial).and_then(|names| names.into_iter().next()));
        let verified =
            given.verified_domains.as_deref().map(fold_all).or_else(|| from_tenant(|domain| domain.verified));
        Self {
            initial_domain: or_observed(initial_domain, observed.initial_domain.as_ref()),
            verified_domains: or_observed(verified, observed.verified_domains.as_ref()),
            federated_domains: known_or(
                given.federated_domains.as_deref().map(fold_all).or_else(|| from_tenant(|domain| domain.federated)),
                Vec::new(),
            ),
            hybrid_routing_domain: or_observed(
                given.hybrid_routing_domain.as_deref().map(|name| case_key::fold(name).into_owned()),
                observed.hybrid_routing_domain.as_ref(),
            ),
            source_anchor_attribute: match given.source_anchor_attribute.as_deref().and_then(anchor_attribute) {
                Some(value) => Value { value, origin: Origin::Given },
                None => observed.source_anchor_attribute,
            },
            login_id_attribute: known_or(
                given.login_id_attribute.as_deref().and_then(Attribute::from_name),
                Attribute::UserPrincipalName,
            ),
            block_soft_match_enabled: switch("blockSoftMatchEnabled", given.block_soft_match_enabled, false),
            block_cloud_object_takeover_through_hard_match_enabled: switch(
                "blockCloudObjectTakeoverThroughHardMatchEnabled",
                given.block_cloud_object_takeover_through_hard_match_enabled,
                false,
            ),
            soft_match_on_upn_enabled: switch("softMatchOnUpnEnabled", given.soft_match_on_upn_enabled, true),
            synchronize_upn_for_managed_users_enabled: switch(
                "synchronizeUpnForManagedUsersEnabled",
                given.synchronize_upn_for_managed_users_enabled,
                true,
            ),
            quarantine_upon_upn_conflict_enabled: switch(
                "quarantineUponUpnConflictEnabled",
                given.quarantine_upon_upn_conflict_enabled,
                true,
            ),
            quarantine_upon_proxy_addresses_conflict_enabled: switch(
                "quarantineUponProxyAddressesConflictEnabled",
                given.quarantine_upon_proxy_addresses_conflict_enabled,
                true,
            ),
            allow_on_prem_update_of_on_premises_object_identifier_enabled: switch(
                "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled",
                given.allow_on_prem_update_of_on_premises_object_identifier_enabled,
                false,
            ),
            hard_match_hardening: known_or(given.hard_match_hardening, true),
            alias_policy_domains: known_or(given.alias_policy_domains.as_deref().map(fold_all), Vec::new()),
            rm_unify: match given.rm_unify {
                Some(value) => Value { value, origin: Origin::Given },
                None if tenant.rm_unify_users.is_some() => Value { value: true, origin: Origin::Inferred },
                None => Value { value: false, origin: Origin::Assumed },
            },
            rm_unify_email_attribute: Value {
                value: given.rm_unify_email_attribute.as_deref().and_then(Attribute::from_name),
                origin: origin(given.rm_unify_email_attribute.is_some()),
            },
            cayosoft_map_by_upn: known_or(given.cayosoft_map_by_upn, false),
            complete_export: known_or(given.complete_export, false),
            accidental_deletion_threshold: known_or(given.accidental_deletion_threshold, DELETION_THRESHOLD),
            as_of: Value { value: given.as_of.clone(), origin: origin(given.as_of.is_some()) },
            rule_set: known_or(given.rule_set, RuleSet::default()),
        }
    }

    /// Is the domain verified? `None` where nothing is known about the tenant's domains.
    pub fn is_verified(&self, folded_domain: &str) -> Option<bool> {
        let verified = self.verified_domains.value.as_ref()?;
        let is_own = |name: &Option<String>| name.as_deref() == Some(folded_domain);
        Some(
            verified.iter().any(|name| name == folded_domain)
                || is_own(&self.initial_domain.value)
                || is_own(&self.hybrid_routing_domain.value),
        )
    }

    /// Does Entra ID keep an address of this domain when it comes from AD? It throws away those in Microsoft's own
    /// domains, the hybrid routing domain excepted; `None` where that may be the hybrid routing domain.
    ///
    /// Sources: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357); Exchange
    /// hybrid deployment prerequisites.
    pub fn keeps_address_in(&self, folded_domain: &str) -> Option<bool> {
        if !domain::is_reserved(folded_domain) {
            return Some(true);
        }
        match self.hybrid_routing_domain.value.as_deref() {
            Some(routing) => Some(routing == folded_domain),
            None if domain::is_hybrid_routing_shape(folded_domain) => None,
            None => Some(false),
        }
    }

    /// Names and values in the form of the report, with the origin of each.
    pub fn entries(&self) -> Vec<(&'static str, serde_json::Value, Origin)> {
        fn entry<T: Serialize>(name: &'static str, value: &Value<T>) -> (&'static str, serde_json::Value, Origin) {
            (name, serde_json::to_value(&value.value).unwrap_or_default(), value.origin)
        }
        fn named(name: &'static str, value: Option<&str>, origin: Origin) -> (&'static str, serde_json::Value, Origin) {
            (name, value.into(), origin)
        }
        let email = &self.rm_unify_email_attribute;
        vec![
            entry("initialDomain", &self.initial_domain),
            entry("verifiedDomains", &self.verified_domains),
            entry("federatedDomains", &self.federated_domains),
            entry("hybridRoutingDomain", &self.hybrid_routing_domain),
            named(
                "sourceAnchorAttribute",
                Some(self.source_anchor_attribute.value.name()),
                self.source_anchor_attribute.origin,
            ),
            named("loginIdAttribute", Some(self.login_id_attribute.value.name()), self.login_id_attribute.origin),
            entry("blockSoftMatchEnabled", &self.block_soft_match_enabled),
            entry(
                "blockCloudObjectTakeoverThroughHardMatchEnabled",
                &self.block_cloud_object_takeover_through_hard_match_enabled,
            ),
            entry("softMatchOnUpnEnabled", &self.soft_match_on_upn_enabled),
            entry("synchronizeUpnForManagedUsersEnabled", &self.synchronize_upn_for_managed_users_enabled),
            entry("quarantineUponUpnConflictEnabled", &self.quarantine_upon_upn_conflict_enabled),
            entry(
                "quarantineUponProxyAddressesConflictEnabled",
                &self.quarantine_upon_proxy_addresses_conflict_enabled,
            ),
            entry(
                "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled",
                &self.allow_on_prem_update_of_on_premises_object_identifier_enabled,
            ),
            entry("hardMatchHardening", &self.hard_match_hardening),
            entry("aliasPolicyDomains", &self.alias_policy_domains),
            entry("rmUnify", &self.rm_unify),
            named("rmUnifyEmailAttribute", email.value.map(Attribute::name), email.origin),
            entry("cayosoftMapByUpn", &self.cayosoft_map_by_upn),
            entry("completeExport", &self.complete_export),
            entry("accidentalDeletionThreshold", &self.accidental_deletion_threshold),
            entry("asOf", &self.as_of),
            entry("ruleSet", &self.rule_set),
        ]
    }
}

impl AnchorAttribute {
    /// The name in settings and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConsistencyGuid => "ms-DS-ConsistencyGuid",
            Self::ObjectGuid => "objectGUID",
            Self::Other(attribute) => attribute.name(),
        }
    }
}

fn anchor_attribute(name: &str) -> Option<AnchorAttribute> {
    Attribute::from_name(name).map(|attribute| match attribute {
        Attribute::ConsistencyGuid => AnchorAttribute::ConsistencyGuid,
        Attribute::ObjectGuid => AnchorAttribute::ObjectGuid,
        other => AnchorAttribute::Other(other),
    })
}

fn origin(given: bool) -> Origin {
    if given { Origin::Given } else { Origin::Assumed }
}

fn known_or<T>(known: Option<T>, default: T) -> Value<T> {
    match known {
        Some(value) => Value { value, origin: Origin::Given },
        None => Value { value: default, origin: Origin::Assumed },
    }
}

fn or_observed<T: Clone>(known: Option<T>, observed: Option<&T>) -> Value<Option<T>> {
    let origin = match (&known, &observed) {
        (Some(_), _) => Origin::Given,
        (None, Some(_)) => Origin::Inferred,
        (None, None) => Origin::Assumed,
    };
    Value { value: known.or_else(|| observed.cloned()), origin }
}

fn fold_all(names: &[String]) -> Vec<String> {
    let mut folded: Vec<String> = names.iter().map(|name| case_key::fold(name).into_owned()).collect();
    order::sort(&mut folded);
    folded.dedup();
    folded
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn values_are_set_by_name() {
        let mut settings = Settings::default();
        settings.set("blockSoftMatchEnabled=true").expect("known");
        settings.set("verifiedDomains=a.example, b.example").expect("known");
        settings.set("initialDomain=contoso.onmicrosoft.com").expect("known");
        assert_eq!(settings.block_soft_match_enabled, Some(true));
        assert_eq!(settings.verified_domains.as_deref(), Some(&["a.example".to_owned(), "b.example".to_owned()][..]));
        assert!(settings.set("noSuchThing=1").is_err());
        assert!(settings.set("blockSoftMatchEnabled=perhaps").is_err());
        assert!(settings.set("loginIdAttribute=shoeSize").expect_err("unknown").0.contains("shoeSize"));
        assert!(settings.set("blockSoftMatchEnabled").is_err());
        for bad in ["verifiedDomains=a.example,b example", "initialDomain=contoso", "hybridRoutingDomain=@contoso.com"]
        {
            assert!(settings.set(bad).expect_err(bad).0.contains("no domain"), "{bad}");
        }
    }

    #[test]
    fn json_with_an_unknown_name_is_refused() {
        let error = Settings::from_json(r#"{"blockSoftMatch": true}"#).expect_err("unknown");
        assert!(error.0.contains("blockSoftMatch"), "{}", error.0);
        assert!(Settings::from_json(r#"{"hardMatchHardening": false}"#).is_ok());
    }
}
