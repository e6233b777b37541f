//! What the cloud holds of an object today and after the sync, as the page shows it.

use serde::Serialize;

use crate::model::Confidence;

/// Today and after the sync.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ForecastView {
    /// How sure it is.
    pub confidence: Confidence,
    /// What holds of all rows, in a sentence.
    pub note: String,
    /// Value by value, what is lost first.
    pub rows: Vec<ForecastRow>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ForecastRow {
    /// What the value is: UPN, alias, primary address, address.
    pub label: String,
    /// What happens to it.
    pub change: Change,
    /// The value today; `null` where there is none.
    pub today: Option<String>,
    /// The value after the sync; `null` where there is none, or it cannot be told.
    pub after: Option<String>,
    /// Why, in a sentence.
    pub why: String,
}

/// What happens to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The cloud has it and will not have it.
    Lost,
    /// Another value takes its place.
    Changed,
    /// AD has it and the cloud will not take it.
    NotTaken,
    /// The cloud will have it and has not.
    Gained,
    /// No file tells what the cloud holds today.
    NotTold,
    /// It stays.
    Stays,
}
