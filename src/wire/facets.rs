//! Facets: the dimensions by which a list is chosen from, with live counts.

use serde::Serialize;

/// A dimension to choose by.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// Its name in the query.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// A value to choose.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// Its name in the query.
    pub value: String,
    /// Its title.
    pub title: String,
    /// How many rows it would leave, the other facets as they are.
    pub count: u32,
}
