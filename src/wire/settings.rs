//! The settings as the page shows them, and what would change under others.

use serde::Serialize;

/// Every setting, in groups.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// The groups.
    pub groups: Vec<SettingGroup>,
}

/// Settings that belong together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingGroup {
    /// What they are about.
    pub title: String,
    /// The settings.
    pub rows: Vec<SettingRow>,
}

/// A setting in words, with its value and where that comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingRow {
    /// Its exact name.
    pub name: String,
    /// A question in plain words.
    pub title: String,
    /// What it means, in a sentence or two.
    pub sentence: String,
    /// What depends on it, in a sentence.
    pub decides: String,
    /// Can the outcome of an object depend on it?
    pub decides_outcomes: bool,
    /// What a value of it looks like.
    pub kind: SettingKind,
    /// Its value: `true` or `false`, one text, or the texts of a list. None where nothing is known or a list is empty.
    pub values: Vec<String>,
    /// Where the value comes from.
    pub origin: SettingOrigin,
    /// The same in a sentence.
    pub source: String,
    /// What to choose from: value and words. Only for a choice.
    pub choices: Vec<SettingChoice>,
    /// What no file tells, so that not everything that depends on the setting can be seen.
    pub unseen: Option<String>,
    /// What a person must know before changing it in the tenant.
    pub warning: Option<String>,
}

/// A value that can be chosen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingChoice {
    /// The value.
    pub value: String,
    /// In words.
    pub title: String,
}

/// What a value of a setting looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SettingKind {
    /// On or off.
    Switch,
    /// A domain.
    Domain,
    /// Any number of domains.
    Domains,
    /// An attribute, out of some.
    Attribute,
    /// One of some ways.
    Choice,
    /// A day.
    Day,
    /// A count.
    Count,
}

/// Where the value of a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SettingOrigin {
    /// A person gave it.
    Given,
    /// A file with tenant data tells it.
    File,
    /// The directory data show it.
    Inferred,
    /// A default.
    Assumed,
    /// There is no value.
    Unknown,
}

/// What would change under other settings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WhatIfView {
    /// The settings with which it was worked out.
    pub settings: SettingsView,
    /// AD objects.
    pub objects: u32,
    /// How many of them come out otherwise.
    pub changed: u32,
    /// How many come out the same, but surer.
    pub surer: u32,
    /// How many come out the same, but less sure.
    pub less_sure: u32,
    /// Outcomes in the engine's order, those without objects included.
    pub outcomes: Vec<OutcomeChange>,
    /// From which outcome to which.
    pub transitions: Vec<TransitionRow>,
    /// How many findings there are.
    pub findings_before: u32,
    /// How many there would be.
    pub findings_after: u32,
    /// The rules that would find more or fewer.
    pub rules: Vec<RuleChange>,
}

/// How many objects have an outcome, and would have.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OutcomeChange {
    /// The outcome.
    pub outcome: String,
    /// In words.
    pub label: String,
    /// How many have it.
    pub before: u32,
    /// How many would have it.
    pub after: u32,
}

/// How many objects go from one outcome to another. The two are equal where only the key or the cloud object changes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TransitionRow {
    /// The outcome before.
    pub before: String,
    /// In words.
    pub before_label: String,
    /// The outcome after.
    pub after: String,
    /// In words.
    pub after_label: String,
    /// How many.
    pub count: u32,
}

/// How many findings a rule has, and would have.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How many there are.
    pub before: u32,
    /// How many there would be.
    pub after: u32,
}

/// A window of the objects that come out otherwise.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChangeListView {
    /// How many there are.
    pub total: u32,
    /// The place of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<ChangeRow>,
}

/// An object that comes out otherwise.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChangeRow {
    /// By which the page asks for the object.
    pub id: u32,
    /// The name.
    pub name: String,
    /// The UPN, or the primary address of what has none.
    pub login: String,
    /// What comes out now.
    pub before: ChangeSide,
    /// What would come out.
    pub after: ChangeSide,
}

/// What comes out for an object.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChangeSide {
    /// The outcome.
    pub outcome: String,
    /// In words.
    pub label: String,
    /// The key, in words; blank where none decides.
    pub by: String,
    /// The name of the cloud object concerned; blank where there is none.
    pub cloud: String,
}
