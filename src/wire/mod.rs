//! What crosses to the page: plain data, in the words of the page. The TypeScript types are generated from here.
//!
//! Numbers are u32 and lists come in windows; nothing of the core's own structures is visible, so that they may change.

mod facets;
mod files;
mod findings;
mod forecast;
mod objects;
mod overview;
mod plan;
mod settings;
mod suggestions;
mod take_away;

pub use facets::{Facet, FacetValue};
pub use files::{
    CoverageRow, CoverageState, ExportCommandView, FileProblem, FileState, FileView, ReadingChoices, SetAsideView,
};
pub use findings::{
    AcceptanceView, DecisionsView, EvidenceCell, EvidenceRow, FindingDetail, FindingGroup, FindingListView,
    FindingQuery, FindingRow, FindingSubject, HolderView, OwnerView, RuleView, Sign, UnneededView,
};
pub use forecast::{Change, ForecastRow, ForecastView};
pub use objects::{
    LookupRow, ObjectDetail, ObjectFinding, ObjectListView, ObjectQuery, ObjectRow, ObjectSort, ReportedRow, StepView,
};
pub use overview::{DomainRow, FirstLook, OutcomeCount, Overview, SettingView, SeverityCount};
pub use plan::{
    ByHandView, ChosenView, CommandView, FixView, PlanChoice, PlanFileView, PlanStep, PlanView, RefusalView,
    RemainingFinding, RunbookStepView, RunbookView, SimulationView, TrialView, ValueChange, WaveView,
};
pub use settings::{
    ChangeListView, ChangeRow, ChangeSide, OutcomeChange, RuleChange, SettingChoice, SettingGroup, SettingKind,
    SettingOrigin, SettingRow, SettingsView, TransitionRow, WhatIfView,
};
pub use suggestions::{SuggestionSign, SuggestionView, SuggestionsView};
pub use take_away::{TakeAwayOrder, TakeAwayPreview, TakenAway};

#[cfg(all(test, feature = "ts"))]
mod typescript;
