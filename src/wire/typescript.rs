//! Writes the TypeScript types, or checks that the committed ones are those that would be written.

use ts_rs::{Config, TS};

/// Every type that crosses, in one file.
fn all() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Generated from src/wire by `npm run generate`. Do not edit.\n// biome-ignore-all lint: generated\n",
    );
    macro_rules! declare {
        ($($name:ty),+ $(,)?) => {
            $(
                text.push_str("\nexport ");
                text.push_str(&<$name>::decl(&config));
                text.push('\n');
            )+
        };
    }
    declare!(
        crate::model::Side,
        crate::model::ObjectKind,
        crate::model::Confidence,
        crate::finding::Severity,
        crate::finding::FixKind,
        crate::import::InputSide,
        super::FileState,
        super::SetAsideView,
        super::FileProblem,
        super::FileView,
        super::ReadingChoices,
        crate::import::FileChoice,
        super::CoverageState,
        super::CoverageRow,
        super::ExportCommandView,
        super::OutcomeCount,
        super::SeverityCount,
        super::FirstLook,
        super::DomainRow,
        super::SettingView,
        super::UnneededView,
        super::DecisionsView,
        super::Overview,
        super::SettingKind,
        super::SettingOrigin,
        super::SettingChoice,
        super::SettingRow,
        super::SettingGroup,
        super::SettingsView,
        super::OutcomeChange,
        super::TransitionRow,
        super::RuleChange,
        super::WhatIfView,
        super::ChangeSide,
        super::ChangeRow,
        super::ChangeListView,
        super::Sign,
        super::Change,
        super::ForecastRow,
        super::ForecastView,
        super::EvidenceCell,
        super::EvidenceRow,
        super::OwnerView,
        super::Facet,
        super::FacetValue,
        super::ObjectSort,
        super::ObjectQuery,
        super::ObjectRow,
        super::ObjectListView,
        super::StepView,
        super::ObjectFinding,
        super::LookupRow,
        super::ReportedRow,
        super::SuggestionSign,
        super::SuggestionView,
        super::SuggestionsView,
        super::ObjectDetail,
        super::FindingQuery,
        super::FindingGroup,
        super::FindingRow,
        super::FindingListView,
        super::AcceptanceView,
        crate::finding::Safety,
        super::PlanChoice,
        super::ValueChange,
        super::FixView,
        super::CommandView,
        super::RunbookStepView,
        super::RunbookView,
        super::PlanFileView,
        super::TrialView,
        super::ChosenView,
        super::PlanStep,
        super::WaveView,
        super::RefusalView,
        super::ByHandView,
        super::PlanView,
        super::RemainingFinding,
        super::SimulationView,
        super::FindingSubject,
        super::FindingDetail,
        super::HolderView,
        crate::decisions::RuleSeverity,
        crate::decisions::RuleDecision,
        crate::decisions::AcceptedFinding,
        crate::decisions::Decisions,
        super::RuleView,
        crate::take_away::What,
        crate::take_away::Form,
        crate::take_away::Level,
        super::TakeAwayOrder,
        super::TakenAway,
        super::TakeAwayPreview,
    );
    text
}

#[test]
fn committed_types_are_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/src/wire/types.ts");
    let wanted = all();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &wanted).expect("the types can be written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == wanted, "www/src/wire/types.ts is out of date: run `npm run generate`");
}
