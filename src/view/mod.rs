//! Questions about an analysis that a person asks: counts, facets, lists in an order, one object, one finding.
//!
//! Answers come in windows of rows, so that a list of a million costs as little as one of a hundred. The page and the
//! reports read the same answers, so their numbers agree.

pub mod decisions;
pub mod detail;
pub mod evidence;
pub mod facets;
pub mod files;
pub mod finding_list;
pub mod fixes;
pub mod forecast;
pub mod lookups;
pub mod names;
pub mod object_list;
pub mod overview;
pub mod plan;
pub mod plan_files;
pub mod reported;
mod search;
pub mod settings;
pub mod suggestions;
pub mod summary;
pub mod what_if;
