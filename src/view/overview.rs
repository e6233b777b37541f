//! What an analysis says at a glance.

use crate::model::order;
use rustc_hash::FxHashMap;

use super::decisions;
use super::names;
use super::object_list::domain_of;
use super::summary::Summary;
use crate::analyzer::Analysis;
use crate::coverage;
use crate::finding::{Owner, Severity};
use crate::join::Outcome;
use crate::model::{Confidence, ObjectKind};
use crate::rules;
use crate::settings::Origin;
use crate::wire::{DomainRow, FirstLook, OutcomeCount, Overview, SettingView, SeverityCount};

/// How many groups of findings are worth a line on the overview.
const FIRST_LOOKS: usize = 4;
/// How many domains the overview lists.
const DOMAINS: usize = 50;

/// The overview.
pub fn overview(analysis: &Analysis) -> Overview {
    let summary = Summary::new(analysis);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let inputs = &analysis.directories.inputs;
    let mut certain = vec![0_u32; Outcome::ALL.len()];
    for (_, decision) in analysis.joins.iter().filter(|(_, decision)| decision.confidence == Confidence::Certain) {
        certain[decision.outcome as usize] += 1;
    }
    let of_rule = |id| {
        let found = summary.rules.iter().find(|(rule, _)| rule.id == id);
        found.map_or(0, |(_, count)| number(*count))
    };
    Overview {
        on_premises: number(summary.on_premises),
        cloud: number(summary.cloud),
        soft_deleted: number(summary.soft_deleted),
        cloud_only: number(summary.cloud_only),
        rows: inputs.iter().map(|input| input.rows).sum(),
        used: inputs.iter().map(|input| input.used).sum(),
        has_anchors: analysis.index.anchors.is_known(ObjectKind::User),
        outcomes: summary
            .outcomes
            .iter()
            .zip(certain)
            .map(|((outcome, count), certain)| OutcomeCount {
                outcome: outcome.name().to_owned(),
                label: outcome.label().to_owned(),
                count: number(*count),
                certain,
            })
            .collect(),
        severities: summary
            .severities
            .iter()
            .map(|(severity, count)| SeverityCount { severity: *severity, count: number(*count) })
            .collect(),
        findings: number(analysis.findings.len()),
        decisions: decisions::decisions(analysis),
        lost_addresses: number(summary.lost_addresses),
        losing: number(summary.losing),
        lost: of_rule("match-overwrites-cloud-data"),
        logins_under_way: of_rule("ad-upn-pending"),
        differing_names: number(
            analysis
                .joins
                .iter()
                .filter(|(object, decision)| decision.outcome.is_pending_join() && names::differ(analysis, *object))
                .count(),
        ),
        disagreements: number(analysis.agreements().disagreements()),
        first_looks: first_looks(analysis),
        coverage: coverage::rows(analysis),
        domains: domains(analysis),
        settings: settings(analysis),
        files: inputs.iter().map(super::files::file).collect(),
    }
}

fn first_looks(analysis: &Analysis) -> Vec<FirstLook> {
    let mut looks: Vec<FirstLook> = Vec::new();
    let mut last: Option<(u16, Severity)> = None;
    let open = (0..).zip(analysis.findings.iter()).filter(|(_, finding)| finding.accepted.is_none());
    for (place, finding) in open {
        if last == Some((finding.rule, finding.severity)) {
            if let Some(look) = looks.last_mut() {
                look.count += 1;
            }
            continue;
        }
        if looks.len() == FIRST_LOOKS {
            break;
        }
        last = Some((finding.rule, finding.severity));
        let rule = rules::definition(finding);
        looks.push(FirstLook {
            rule: rule.id.to_owned(),
            title: rule.title.to_owned(),
            severity: finding.severity,
            count: 1,
            message: rules::explain(&analysis.rule_context().with_marked_values(), &analysis.findings, finding).message,
            first: place,
        });
    }
    looks
}

/// The domains that AD objects sign in with, those of most objects first.
pub fn domains(analysis: &Analysis) -> Vec<DomainRow> {
    let mut rows: Vec<DomainRow> = Vec::new();
    let mut place_of: FxHashMap<String, usize> = FxHashMap::default();
    for (object, decision) in analysis.joins.iter() {
        let name = domain_of(analysis, Owner::on_premises(object));
        let place = *place_of.entry(name).or_insert_with_key(|name| {
            rows.push(DomainRow {
                domain: name.clone(),
                objects: 0,
                joined: 0,
                will_join: 0,
                created: 0,
                stopped: 0,
                outside: 0,
                undecided: 0,
            });
            rows.len() - 1
        });
        let row = &mut rows[place];
        row.objects += 1;
        *match decision.outcome {
            Outcome::AlreadySynced => &mut row.joined,
            Outcome::HardMatch | Outcome::HardMatchRestore | Outcome::SoftMatchSmtp | Outcome::SoftMatchUpn => {
                &mut row.will_join
            }
            Outcome::NewObject | Outcome::NewObjectQuarantined => &mut row.created,
            Outcome::HardMatchBlocked | Outcome::SoftMatchBlocked | Outcome::SyncError => &mut row.stopped,
            Outcome::OutOfScope => &mut row.outside,
            Outcome::Undetermined => &mut row.undecided,
        } += 1;
    }
    order::sort_by(&mut rows, |a, b| b.objects.cmp(&a.objects).then_with(|| a.domain.cmp(&b.domain)));
    rows.truncate(DOMAINS);
    rows
}

fn settings(analysis: &Analysis) -> Vec<SettingView> {
    analysis
        .settings
        .entries()
        .into_iter()
        .map(|(name, value, origin)| SettingView {
            name: name.to_owned(),
            value: match value {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text,
                serde_json::Value::Array(list) => {
                    list.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(", ")
                }
                other => other.to_string(),
            },
            origin: match origin {
                Origin::Given => "given",
                Origin::Inferred => "inferred",
                Origin::Assumed => "assumed",
            }
            .to_owned(),
        })
        .collect()
}
