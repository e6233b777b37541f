//! The report as JSON, `dirmatch.report/1`, and what `inspect` prints, `dirmatch.inspect/1`.
//!
//! Written as a stream: a report of a million objects is never in memory as a whole. Its schema is
//! `docs/report.schema.json`. Names and order of fields are part of the public contract.

use std::io;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use crate::analyzer::Analysis;
use crate::finding::{Finding, Owner, Severity, Value};
use crate::forecast::{self, Spelled};
use crate::import::{Input, Problem};
use crate::join::{Decision, MatchKey, Outcome, Reason, Step, cayosoft, rm_unify};
use crate::model::{Attribute, Confidence, ObjectId, Side};
use crate::rules;
use crate::settings::Origin;

/// Writes the whole report, followed by a line break.
pub fn write(analysis: &Analysis, output: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *output, &Report(analysis))?;
    output.write_all(b"\n")
}

/// Objects in the form of a part of the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ObjectPart<A, B> {
    schema: &'static str,
    objects: A,
    cloud_only: B,
}

/// Findings in the form of a part of the report.
#[derive(Serialize)]
struct FindingPart<A> {
    schema: &'static str,
    findings: A,
}

/// Writes a part of the objects in the form of the report, as `dirmatch.list/1`.
pub fn write_objects(
    analysis: &Analysis,
    owners: &(impl Iterator<Item = Owner> + Clone),
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let objects = Sequence(|| {
        owners.clone().filter(|owner| owner.side == Side::OnPremises).map(|owner| ObjectView {
            analysis,
            object: owner.object,
            decision: analysis.joins.decision(owner.object),
        })
    });
    let cloud_only = Sequence(|| {
        owners.clone().filter(|owner| owner.side == Side::Cloud).map(|owner| Reference::new(analysis, owner))
    });
    serde_json::to_writer(&mut *output, &ObjectPart { schema: LIST_SCHEMA, objects, cloud_only })?;
    output.write_all(b"\n")
}

/// Writes the findings at these places in the form of the report, as `dirmatch.list/1`.
pub fn write_findings(analysis: &Analysis, places: &[u32], output: &mut dyn io::Write) -> io::Result<()> {
    let findings = Sequence(|| {
        places
            .iter()
            .filter_map(|&place| analysis.findings.get(place as usize))
            .map(|finding| FindingView { analysis, finding })
    });
    serde_json::to_writer(&mut *output, &FindingPart { schema: LIST_SCHEMA, findings })?;
    output.write_all(b"\n")
}

const LIST_SCHEMA: &str = "dirmatch.list/1";

/// Writes what the files are, followed by a line break.
pub fn write_inspection(inputs: &[Input], output: &mut dyn io::Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Inspection<T: Serialize> {
        schema: &'static str,
        inputs: T,
    }
    let inputs = Sequence(|| inputs.iter().map(InputView));
    serde_json::to_writer(&mut *output, &Inspection { schema: "dirmatch.inspect/1", inputs })?;
    output.write_all(b"\n")
}

/// A list that is written as it is made.
struct Sequence<F>(F);

impl<F, I> Serialize for Sequence<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// What wrote the report, and how new the vendor's word is that its rules follow.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules_date: &'static str,
}

impl Default for Tool {
    fn default() -> Self {
        Self { name: "dirmatch", version: env!("CARGO_PKG_VERSION"), rules_date: rules::age::newest() }
    }
}

struct Report<'a>(&'a Analysis);

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let analysis = self.0;
        let entries = analysis.settings.entries();
        let named = |origin| {
            entries.iter().filter(move |(_, _, from)| *from == origin).map(|(name, _, _)| *name).collect::<Vec<_>>()
        };
        let mut report = serializer.serialize_struct("Report", 10)?;
        report.serialize_field("schema", "dirmatch.report/1")?;
        report.serialize_field("tool", &Tool::default())?;
        report.serialize_field("inputs", &Sequence(|| analysis.directories.inputs.iter().map(InputView)))?;
        report.serialize_field("settings", &SettingsView(&entries))?;
        report.serialize_field("inferred", &named(Origin::Inferred))?;
        report.serialize_field("assumed", &named(Origin::Assumed))?;
        report.serialize_field("summary", &SummaryView(analysis))?;
        report.serialize_field(
            "objects",
            &Sequence(|| analysis.joins.iter().map(|(object, decision)| ObjectView { analysis, object, decision })),
        )?;
        report.serialize_field("cloudOnly", &Sequence(|| cloud_only(analysis)))?;
        report.serialize_field(
            "findings",
            &Sequence(|| analysis.findings.iter().map(|finding| FindingView { analysis, finding })),
        )?;
        report.end()
    }
}

fn cloud_only(analysis: &Analysis) -> impl Iterator<Item = Reference<'_>> {
    let cloud = &analysis.directories.cloud;
    cloud
        .objects()
        .filter(|&object| !cloud.is_deleted(object) && analysis.joins.partner(object).is_none())
        .map(|object| Reference::new(analysis, Owner::cloud(object)))
}

struct InputView<'a>(&'a Input);

impl Serialize for InputView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let input = self.0;
        let mut view = serializer.serialize_struct("Input", 11)?;
        view.serialize_field("file", &input.name)?;
        view.serialize_field("format", &input.format)?;
        view.serialize_field("side", &input.side)?;
        view.serialize_field("before", &input.is_before)?;
        view.serialize_field("encoding", &input.encoding.map(crate::import::Encoding::name))?;
        view.serialize_field("delimiter", &input.delimiter.map(|byte| char::from(byte).to_string()))?;
        view.serialize_field("rows", &input.rows)?;
        view.serialize_field("objects", &input.used)?;
        view.serialize_field("setAside", &input.set_aside.len())?;
        view.serialize_field("columns", &ColumnsView(&input.columns))?;
        view.serialize_field::<[Problem]>("problems", &input.problems)?;
        view.end()
    }
}

struct ColumnsView<'a>(&'a [(Attribute, String)]);

impl Serialize for ColumnsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(attribute, header)| (attribute.name(), header)))
    }
}

struct SettingsView<'a>(&'a [(&'static str, serde_json::Value, Origin)]);

impl Serialize for SettingsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value, _)| (name, value)))
    }
}

struct SummaryView<'a>(&'a Analysis);

impl Serialize for SummaryView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let summary = crate::view::summary::Summary::new(self.0);
        let mut view = serializer.serialize_struct("Summary", 4)?;
        view.serialize_field("objects", &CountsOf(&summary))?;
        view.serialize_field("outcomes", &Counts(&summary.outcomes, Outcome::name))?;
        view.serialize_field("findings", &Counts(&summary.rules, |rule| rule.id))?;
        view.serialize_field("severities", &Counts(&summary.severities, Severity::name))?;
        view.end()
    }
}

struct CountsOf<'a>(&'a crate::view::summary::Summary);

impl Serialize for CountsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("ObjectCounts", 3)?;
        view.serialize_field("onPremises", &self.0.on_premises)?;
        view.serialize_field("cloud", &self.0.cloud)?;
        view.serialize_field("softDeleted", &self.0.soft_deleted)?;
        view.end()
    }
}

struct Counts<'a, T>(&'a [(T, usize)], fn(T) -> &'static str);

impl<T: Copy> Serialize for Counts<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, count) in self.0 {
            map.serialize_entry((self.1)(*key), count)?;
        }
        map.end()
    }
}

/// An object by which a reader finds it again: its file and row, its id, and the names it goes by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference<'a> {
    side: Side,
    file: &'a str,
    row: u32,
    id: Option<String>,
    dn: Option<&'a str>,
    user_principal_name: Option<&'a str>,
    display_name: Option<&'a str>,
}

impl<'a> Reference<'a> {
    /// The reference of an object.
    pub fn new(analysis: &'a Analysis, owner: Owner) -> Self {
        let snapshot = analysis.directories.side(owner.side);
        let record = snapshot.first_record(owner.object);
        Self {
            side: owner.side,
            file: &analysis.directories.inputs[snapshot.file(record).index()].name,
            row: snapshot.row(record),
            id: snapshot.identifier(owner.object),
            dn: snapshot.text(owner.object, Attribute::DistinguishedName),
            user_principal_name: snapshot.text(owner.object, Attribute::UserPrincipalName),
            display_name: snapshot.text(owner.object, Attribute::DisplayName),
        }
    }
}

struct ObjectView<'a> {
    analysis: &'a Analysis,
    object: ObjectId,
    decision: &'a Decision,
}

impl Serialize for ObjectView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct View<'a> {
            on_premises: Reference<'a>,
            outcome: Outcome,
            by: Option<MatchKey>,
            confidence: Confidence,
            cloud: Option<Reference<'a>>,
            reasons: Vec<Reason>,
            steps: Vec<StepView<'a>>,
            lookups: Lookups<'a>,
            forecast: Option<Spelled>,
        }
        let Self { analysis, object, decision } = *self;
        let context = analysis.context();
        let steps = analysis.joins.story(&context, object);
        let cloud = |hit| Reference::new(analysis, Owner::cloud(hit));
        View {
            on_premises: Reference::new(analysis, Owner::on_premises(object)),
            outcome: decision.outcome,
            by: decision.by,
            confidence: decision.confidence,
            cloud: decision.cloud.map(cloud),
            reasons: decision.reasons.iter().collect(),
            steps: steps.iter().map(|step| StepView::new(analysis, step)).collect(),
            lookups: Lookups {
                cayosoft: cayosoft::look_up(&context, object).map(|lookup| CayosoftView {
                    by: lookup.by,
                    cloud: lookup.cloud.map(cloud),
                    error: lookup.error,
                }),
                rm_unify: rm_unify::look_up(&context, object, decision).map(|lookup| RmUnifyView {
                    opted_out: lookup.opted_out,
                    grant: lookup.grant(),
                    held_by: lookup.held_by.map(cloud),
                    wanted: lookup.wanted.ok(),
                }),
            },
            forecast: forecast::of(&context, &analysis.joins, object)
                .map(|forecast| Spelled::new(&context, object, &forecast)),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct StepView<'a> {
    step: &'static str,
    key: Option<String>,
    hits: Vec<Reference<'a>>,
    verdict: &'static str,
    why: String,
}

impl<'a> StepView<'a> {
    fn new(analysis: &'a Analysis, step: &Step) -> Self {
        Self {
            step: step.step.name(),
            key: step.key.clone(),
            hits: step.hits.iter().map(|&hit| Reference::new(analysis, Owner::cloud(hit))).collect(),
            verdict: step.verdict.name(),
            why: step.why.clone(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lookups<'a> {
    cayosoft: Option<CayosoftView<'a>>,
    rm_unify: Option<RmUnifyView<'a>>,
}

#[derive(Serialize)]
struct CayosoftView<'a> {
    by: Option<MatchKey>,
    cloud: Option<Reference<'a>>,
    error: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RmUnifyView<'a> {
    opted_out: Option<bool>,
    wanted: Option<String>,
    grant: Option<bool>,
    held_by: Option<Reference<'a>>,
}

/// Why a finding does not count for `--fail-on`.
#[derive(Serialize)]
struct AcceptanceView<'a> {
    reason: &'a str,
    date: &'a str,
}

struct FindingView<'a> {
    analysis: &'a Analysis,
    finding: &'a Finding,
}

impl Serialize for FindingView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { analysis, finding } = *self;
        let rule = rules::definition(finding);
        let explanation = rules::explain(&analysis.rule_context(), &analysis.findings, finding);
        let owners = analysis.findings.owners(finding);
        let value = finding.value.text(owners, &analysis.directories, &analysis.index.keys);
        let values: &[&str] = if finding.value == Value::None { &[] } else { &[value] };
        let mut view = serializer.serialize_struct("Finding", 11)?;
        view.serialize_field("rule", rule.id)?;
        view.serialize_field("severity", &finding.severity)?;
        view.serialize_field("confidence", &finding.confidence)?;
        view.serialize_field("objects", &Sequence(|| owners.iter().map(|&owner| Reference::new(analysis, owner))))?;
        view.serialize_field("values", values)?;
        view.serialize_field("message", &explanation.message)?;
        view.serialize_field("why", &explanation.why)?;
        view.serialize_field("whatToDo", &explanation.what_to_do)?;
        view.serialize_field("searchTerms", rule.search_terms)?;
        view.serialize_field("fix", rule.fix.name())?;
        let accepted = analysis.decisions.acceptance(finding);
        view.serialize_field("accepted", &accepted.map(|(reason, date)| AcceptanceView { reason, date }))?;
        view.end()
    }
}
