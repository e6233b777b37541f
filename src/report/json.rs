//! The report as JSON, `dirmatch.report/1`, and what `inspect` prints, `dirmatch.inspect/1`.
//!
//! Written as a stream: a report of a million objects is never in memory as a whole. Its schema is
//! `docs/report.schema.json`. Names and order of fields are part of the public contract. What the level of an export
//! leaves out is `null`, an empty list, or a sentence that is the same for every finding.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use crate::analyzer::Analysis;
use crate::finding::{Explanation, Finding, Owner, Severity, Value};
use crate::forecast::{self, Spelled};
use crate::import::{Input, Problem};
use crate::join::{Decision, MatchKey, Outcome, Reason, Step, cayosoft, rm_unify};
use crate::model::{Attribute, Confidence, ObjectId, Side};
use crate::report::redaction::{Kind, Level, Redaction};
use crate::report::table::kind_of_setting;
use crate::report::words::also_explains;
use crate::rules;
use crate::settings::Origin;
use crate::view::{detail, fixes};

/// Writes the whole report as it is, followed by a line break.
pub fn write(analysis: &Analysis, output: &mut dyn io::Write) -> io::Result<()> {
    write_report(&Redaction::new(analysis, Level::Full, [0; 32]), output)
}

/// Writes the whole report at a level, followed by a line break.
pub fn write_report(redaction: &Redaction<'_>, output: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *output, &Report(redaction))?;
    output.write_all(b"\n")
}

/// Objects in the form of a part of the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ObjectPart<A, B> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redaction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    objects: A,
    cloud_only: B,
}

/// Findings in the form of a part of the report.
#[derive(Serialize)]
struct FindingPart<A> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redaction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    findings: A,
}

/// The name of the level, where it leaves anything out.
fn level_of(redaction: &Redaction<'_>) -> Option<&'static str> {
    (redaction.level != Level::Full).then(|| redaction.level.name())
}

/// How many there are, where the level leaves out each of them.
fn count_alone(redaction: &Redaction<'_>, count: usize) -> Option<usize> {
    (redaction.level == Level::Counts).then(|| redaction.count(count))
}

/// Writes a part of the objects in the form of the report, as `dirmatch.list/1`.
pub fn write_objects(
    redaction: &Redaction<'_>,
    owners: &(impl Iterator<Item = Owner> + Clone),
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let analysis = redaction.analysis();
    let listed = || owners.clone().filter(|_| redaction.level != Level::Counts);
    let objects = Sequence(|| {
        listed().filter(|owner| owner.side == Side::OnPremises).map(|owner| ObjectView {
            redaction,
            object: owner.object,
            decision: analysis.joins.decision(owner.object),
        })
    });
    let cloud_only =
        Sequence(|| listed().filter(|owner| owner.side == Side::Cloud).map(|owner| Reference::new(redaction, owner)));
    let count = count_alone(redaction, owners.clone().count());
    let part = ObjectPart { schema: LIST_SCHEMA, redaction: level_of(redaction), count, objects, cloud_only };
    serde_json::to_writer(&mut *output, &part)?;
    output.write_all(b"\n")
}

/// Writes the findings at these places in the form of the report, as `dirmatch.list/1`.
pub fn write_findings(redaction: &Redaction<'_>, places: &[u32], output: &mut dyn io::Write) -> io::Result<()> {
    let findings = Sequence(|| {
        places
            .iter()
            .filter(|_| redaction.level != Level::Counts)
            .filter_map(|&place| redaction.analysis().findings.get(place as usize))
            .map(|finding| FindingView { redaction, finding })
    });
    let count = count_alone(redaction, places.len());
    let part = FindingPart { schema: LIST_SCHEMA, redaction: level_of(redaction), count, findings };
    serde_json::to_writer(&mut *output, &part)?;
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
    let inputs = Sequence(|| inputs.iter().map(|input| InputView { input, redaction: None }));
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

struct Report<'a>(&'a Redaction<'a>);

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let redaction = self.0;
        let analysis = redaction.analysis();
        let entries = analysis.settings.entries();
        let named = |origin| {
            entries.iter().filter(move |(_, _, from)| *from == origin).map(|(name, _, _)| *name).collect::<Vec<_>>()
        };
        let has_rows = redaction.level != Level::Counts;
        let objects = || analysis.joins.iter().filter(|_| has_rows);
        let findings = || analysis.findings.iter().filter(|_| has_rows);
        let inputs = || analysis.directories.inputs.iter().map(|input| InputView { input, redaction: Some(redaction) });
        let mut report = serializer.serialize_struct("Report", 11)?;
        report.serialize_field("schema", "dirmatch.report/1")?;
        report.serialize_field("tool", &Tool::default())?;
        if let Some(level) = level_of(redaction) {
            report.serialize_field("redaction", level)?;
        }
        report.serialize_field("inputs", &Sequence(inputs))?;
        report.serialize_field("settings", &SettingsView { entries: &entries, redaction })?;
        report.serialize_field("inferred", &named(Origin::Inferred))?;
        report.serialize_field("assumed", &named(Origin::Assumed))?;
        report.serialize_field("summary", &SummaryView(redaction))?;
        report.serialize_field(
            "objects",
            &Sequence(|| objects().map(|(object, decision)| ObjectView { redaction, object, decision })),
        )?;
        report.serialize_field("cloudOnly", &Sequence(|| cloud_only(redaction).filter(|_| has_rows)))?;
        report
            .serialize_field("findings", &Sequence(|| findings().map(|finding| FindingView { redaction, finding })))?;
        report.end()
    }
}

fn cloud_only<'a>(redaction: &'a Redaction<'a>) -> impl Iterator<Item = Reference<'a>> {
    let analysis = redaction.analysis();
    let cloud = &analysis.directories.cloud;
    cloud
        .objects()
        .filter(|&object| !cloud.is_deleted(object) && analysis.joins.partner(object).is_none())
        .map(|object| Reference::new(redaction, Owner::cloud(object)))
}

/// A file; without a redaction as it is.
struct InputView<'a> {
    input: &'a Input,
    redaction: Option<&'a Redaction<'a>>,
}

impl InputView<'_> {
    fn allows(&self, kind: Kind) -> bool {
        self.redaction.is_none_or(|redaction| redaction.level.allows(kind))
    }

    fn count(&self, count: usize) -> usize {
        self.redaction.map_or(count, |redaction| redaction.count(count))
    }
}

impl Serialize for InputView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let input = self.input;
        let file = match self.redaction {
            None => Cow::Borrowed(input.name.as_str()),
            Some(redaction) => redaction.text(Kind::File, &input.name).unwrap_or_default(),
        };
        let mut view = serializer.serialize_struct("Input", 11)?;
        view.serialize_field("file", &file)?;
        view.serialize_field("format", &input.format)?;
        view.serialize_field("side", &input.side)?;
        view.serialize_field("before", &input.is_before)?;
        view.serialize_field("encoding", &input.encoding.map(crate::import::Encoding::name))?;
        view.serialize_field("delimiter", &input.delimiter.map(|byte| char::from(byte).to_string()))?;
        view.serialize_field("rows", &self.count(input.rows as usize))?;
        view.serialize_field("objects", &self.count(input.used as usize))?;
        view.serialize_field("setAside", &self.count(input.set_aside.len()))?;
        view.serialize_field("columns", &ColumnsView { columns: &input.columns, as_named: self.allows(Kind::Header) })?;
        if self.allows(Kind::Sentence) {
            view.serialize_field::<[Problem]>("problems", &input.problems)?;
        } else {
            let problems = Sequence(|| input.problems.iter().map(|problem| ProblemView(problem, self.redaction)));
            view.serialize_field("problems", &problems)?;
        }
        view.end()
    }
}

/// A problem without its sentences, which may name values.
struct ProblemView<'a>(&'a Problem, Option<&'a Redaction<'a>>);

impl Serialize for ProblemView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(problem, redaction) = self;
        let allows = |kind| redaction.is_none_or(|redaction| redaction.level.allows(kind));
        let mut view = serializer.serialize_struct("Problem", 5)?;
        view.serialize_field("code", &problem.code)?;
        view.serialize_field("column", &problem.column.as_ref().filter(|_| allows(Kind::Header)))?;
        view.serialize_field("row", &problem.row.filter(|_| allows(Kind::Row)))?;
        view.serialize_field("message", problem.code.name())?;
        view.serialize_field("whatToDo", LOOK_AT_IT)?;
        view.end()
    }
}

/// What stands in place of advice that may name a value.
pub(super) const LOOK_AT_IT: &str = "Look at it in dirmatch with the files at hand.";

struct ColumnsView<'a> {
    columns: &'a [(Attribute, String)],
    as_named: bool,
}

impl Serialize for ColumnsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|(attribute, header)| {
            (attribute.name(), if self.as_named { header.as_str() } else { attribute.name() })
        }))
    }
}

struct SettingsView<'a> {
    entries: &'a [(&'static str, serde_json::Value, Origin)],
    redaction: &'a Redaction<'a>,
}

impl Serialize for SettingsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.entries
                .iter()
                .map(|(name, value, _)| (name, redacted_setting(self.redaction, kind_of_setting(name), value))),
        )
    }
}

fn redacted_setting(redaction: &Redaction<'_>, kind: Kind, value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::String(text) => redaction.text(kind, text).into(),
        serde_json::Value::Array(list) => {
            let kept = list.iter().filter(|_| redaction.level.allows(kind));
            kept.map(|value| redacted_setting(redaction, kind, value)).collect()
        }
        other => other.clone(),
    }
}

struct SummaryView<'a>(&'a Redaction<'a>);

impl Serialize for SummaryView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let redaction = self.0;
        let summary = crate::view::summary::Summary::new(redaction.analysis());
        let mut view = serializer.serialize_struct("Summary", 4)?;
        view.serialize_field("objects", &CountsOf { summary: &summary, redaction })?;
        view.serialize_field("outcomes", &Counts(redaction, &summary.outcomes, Outcome::name))?;
        view.serialize_field("findings", &Counts(redaction, &summary.rules, |rule| rule.id))?;
        view.serialize_field("severities", &Counts(redaction, &summary.severities, Severity::name))?;
        view.end()
    }
}

struct CountsOf<'a> {
    summary: &'a crate::view::summary::Summary,
    redaction: &'a Redaction<'a>,
}

impl Serialize for CountsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("ObjectCounts", 3)?;
        view.serialize_field("onPremises", &self.redaction.count(self.summary.on_premises))?;
        view.serialize_field("cloud", &self.redaction.count(self.summary.cloud))?;
        view.serialize_field("softDeleted", &self.redaction.count(self.summary.soft_deleted))?;
        view.end()
    }
}

struct Counts<'a, T>(&'a Redaction<'a>, &'a [(T, usize)], fn(T) -> &'static str);

impl<T: Copy> Serialize for Counts<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(redaction, counts, name) = self;
        let mut map = serializer.serialize_map(Some(counts.len()))?;
        for (key, count) in *counts {
            map.serialize_entry(name(*key), &redaction.count(*count))?;
        }
        map.end()
    }
}

/// An object by which a reader finds it again: its file and row, its id, and the names it goes by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference<'a> {
    side: Side,
    file: Cow<'a, str>,
    row: Option<u32>,
    id: Option<String>,
    dn: Option<Cow<'a, str>>,
    user_principal_name: Option<Cow<'a, str>>,
    display_name: Option<Cow<'a, str>>,
}

impl<'a> Reference<'a> {
    /// The reference of an object.
    pub fn new(redaction: &Redaction<'a>, owner: Owner) -> Self {
        let analysis = redaction.analysis();
        let snapshot = analysis.directories.side(owner.side);
        let record = snapshot.first_record(owner.object);
        let file = &analysis.directories.inputs[snapshot.file(record).index()].name;
        let allows = |kind| redaction.level.allows(kind);
        let text = |kind, attribute| redaction.optional(kind, snapshot.text(owner.object, attribute));
        Self {
            side: owner.side,
            file: redaction.text(Kind::File, file).unwrap_or_default(),
            row: allows(Kind::Row).then(|| snapshot.row(record)),
            id: if allows(Kind::Identifier) { snapshot.identifier(owner.object) } else { None },
            dn: text(Kind::Identifier, Attribute::DistinguishedName),
            user_principal_name: text(Kind::Address, Attribute::UserPrincipalName),
            display_name: match redaction.level {
                Level::Share => redaction.name(owner),
                _ => text(Kind::Name, Attribute::DisplayName),
            },
        }
    }
}

struct ObjectView<'a> {
    redaction: &'a Redaction<'a>,
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
        let Self { redaction, object, decision } = *self;
        let analysis = redaction.analysis();
        let context = analysis.context();
        let steps = analysis.joins.story(&context, object);
        let cloud = |hit| Reference::new(redaction, Owner::cloud(hit));
        View {
            on_premises: Reference::new(redaction, Owner::on_premises(object)),
            outcome: decision.outcome,
            by: decision.by,
            confidence: decision.confidence,
            cloud: decision.cloud.map(cloud),
            reasons: decision.reasons.iter().collect(),
            steps: steps.iter().map(|step| StepView::new(redaction, step)).collect(),
            lookups: Lookups {
                cayosoft: cayosoft::look_up(&context, object).map(|lookup| CayosoftView {
                    by: lookup.by,
                    cloud: lookup.cloud.map(cloud),
                    error: lookup.error.filter(|_| redaction.level.allows(Kind::Sentence)),
                }),
                rm_unify: rm_unify::look_up(&context, object, decision).map(|lookup| RmUnifyView {
                    opted_out: lookup.opted_out,
                    grant: lookup.grant(),
                    held_by: lookup.held_by().map(cloud),
                    wanted: redacted(redaction, Kind::Address, lookup.wanted.ok()),
                }),
            },
            forecast: forecast::of(&context, &analysis.joins, object)
                .map(|forecast| redacted_forecast(redaction, Spelled::new(&context, object, &forecast))),
        }
        .serialize(serializer)
    }
}

fn redacted(redaction: &Redaction<'_>, kind: Kind, text: Option<String>) -> Option<String> {
    match redaction.level {
        Level::Full => text,
        _ => text.and_then(|text| redaction.text(kind, &text).map(Cow::into_owned)),
    }
}

fn redacted_forecast(redaction: &Redaction<'_>, forecast: Spelled) -> Spelled {
    if redaction.level == Level::Full {
        return forecast;
    }
    let address = |text: Option<String>| redacted(redaction, Kind::Address, text);
    let entries = forecast.proxy_addresses.into_iter();
    Spelled {
        user_principal_name: address(forecast.user_principal_name),
        mail: address(forecast.mail),
        mail_nickname: redacted(redaction, Kind::Value, forecast.mail_nickname),
        proxy_addresses: entries.filter_map(|entry| redacted(redaction, Kind::Value, Some(entry))).collect(),
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
    fn new(redaction: &Redaction<'a>, step: &Step) -> Self {
        let why = if redaction.level.allows(Kind::Sentence) {
            step.why.clone()
        } else {
            format!("{} {}", detail::question(step.step), detail::answer(step))
        };
        Self {
            step: step.step.name(),
            key: redacted(redaction, Kind::Value, step.key.clone()),
            hits: step.hits.iter().map(|&hit| Reference::new(redaction, Owner::cloud(hit))).collect(),
            verdict: step.verdict.name(),
            why,
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
    reason: Option<Cow<'a, str>>,
    date: Option<Cow<'a, str>>,
}

struct FindingView<'a> {
    redaction: &'a Redaction<'a>,
    finding: &'a Finding,
}

impl Serialize for FindingView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { redaction, finding } = *self;
        let analysis = redaction.analysis();
        let rule = rules::definition(finding);
        let told = if redaction.level.allows(Kind::Sentence) {
            let mut told = rules::explain(&analysis.rule_context(), &analysis.findings, finding);
            told.why.push_str(&also_explains(analysis, finding, |rule| rule.id, ", "));
            told
        } else {
            Explanation::new(format!("{}.", rule.title), rules::definition::summary(rule), LOOK_AT_IT)
        };
        let owners = analysis.findings.owners(finding);
        let value = finding.value.text(owners, &analysis.directories, &analysis.index.keys);
        let values: Vec<Cow<'_, str>> = if finding.value == Value::None {
            Vec::new()
        } else {
            redaction.text(Kind::Value, value).into_iter().collect()
        };
        let mut view = serializer.serialize_struct("Finding", 11)?;
        view.serialize_field("rule", rule.id)?;
        view.serialize_field("severity", &finding.severity)?;
        view.serialize_field("confidence", &finding.confidence)?;
        view.serialize_field("objects", &Sequence(|| owners.iter().map(|&owner| Reference::new(redaction, owner))))?;
        view.serialize_field("values", &values)?;
        view.serialize_field("message", &told.message)?;
        view.serialize_field("why", &told.why)?;
        view.serialize_field("whatToDo", &told.what_to_do)?;
        view.serialize_field("searchTerms", rule.search_terms)?;
        view.serialize_field("fix", fixes::offer(&analysis.rule_context(), &analysis.findings, finding).kind.name())?;
        let accepted = analysis.decisions.acceptance(finding).map(|(reason, date)| AcceptanceView {
            reason: redaction.text(Kind::Remark, reason),
            date: redaction.text(Kind::Date, date),
        });
        view.serialize_field("accepted", &accepted)?;
        view.end()
    }
}
