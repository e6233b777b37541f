//! What would change under other settings: counts side by side, and windows of the objects that come out otherwise.

use super::names;
use super::settings;
use crate::analyzer::{Analysis, WhatIf};
use crate::finding::Owner;
use crate::join::{Change, Comparison, Decision};
use crate::rules;
use crate::wire::{ChangeListView, ChangeRow, ChangeSide, OutcomeChange, RuleChange, TransitionRow, WhatIfView};

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The counts, before and after.
pub fn what_if(analysis: &Analysis, other: &WhatIf) -> WhatIfView {
    let comparison = &other.comparison;
    let counts = || other.findings_before.iter().zip(&other.findings_after);
    WhatIfView {
        settings: settings::settings(&analysis.directories, &other.given, &other.settings),
        objects: number(analysis.directories.on_premises.len()),
        changed: number(comparison.changes().len()),
        surer: number(comparison.surer()),
        less_sure: number(comparison.less_sure()),
        outcomes: comparison
            .outcomes()
            .map(|(outcome, before, after)| OutcomeChange {
                outcome: outcome.name().to_owned(),
                label: outcome.label().to_owned(),
                before: number(before),
                after: number(after),
            })
            .collect(),
        transitions: comparison
            .transitions()
            .into_iter()
            .map(|transition| TransitionRow {
                before: transition.before.name().to_owned(),
                before_label: transition.before.label().to_owned(),
                after: transition.after.name().to_owned(),
                after_label: transition.after.label().to_owned(),
                count: number(transition.count),
            })
            .collect(),
        findings_before: number(counts().map(|(before, _)| before).sum()),
        findings_after: number(counts().map(|(_, after)| after).sum()),
        rules: rules::REGISTRY
            .iter()
            .zip(counts())
            .filter(|(_, (before, after))| before != after)
            .map(|(rule, (&before, &after))| RuleChange {
                rule: rule.id.to_owned(),
                title: rule.title.to_owned(),
                before: number(before),
                after: number(after),
            })
            .collect(),
    }
}

/// A window of the objects that come out otherwise.
pub fn changes(analysis: &Analysis, other: &WhatIf, start: u32, count: u32) -> ChangeListView {
    let total = number(other.comparison.changes().len());
    ChangeListView { total, start, rows: rows(analysis, &other.comparison, start as usize, count as usize) }
}

/// The same of any comparison with the analysis.
pub(super) fn rows(analysis: &Analysis, comparison: &Comparison, start: usize, count: usize) -> Vec<ChangeRow> {
    let row = |change: &Change| {
        let owner = Owner::on_premises(change.object);
        ChangeRow {
            id: names::number(analysis, owner),
            name: names::name(analysis, owner).to_owned(),
            login: names::login(analysis, owner).to_owned(),
            before: side(analysis, &change.before),
            after: side(analysis, &change.after),
        }
    };
    comparison.changes().iter().skip(start).take(count).map(row).collect()
}

fn side(analysis: &Analysis, decision: &Decision) -> ChangeSide {
    let cloud = decision.cloud.map(|cloud| names::name(analysis, Owner::cloud(cloud)));
    ChangeSide {
        outcome: decision.outcome.name().to_owned(),
        label: decision.outcome.label().to_owned(),
        by: decision.by.map(names::key_words).unwrap_or_default().to_owned(),
        cloud: cloud.unwrap_or_default().to_owned(),
    }
}
