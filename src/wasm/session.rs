//! A session of the page: files, one analysis, and the lists over it.

use std::io::{self, Write};

use js_sys::{Function, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::File;

use super::error::to_js;
use super::file::ChosenFile;
use super::text::{legacy_decoder, without_accents};
use crate::analyzer::{Analysis, Analyzer, WhatIf};
use crate::decisions::Decisions;
use crate::finding::Owner;
use crate::import::{FileChoice, InMemory, ReadOptions, Source};
use crate::plan::Choice;
use crate::progress::{Progress, Stage};
use crate::report::redaction::Seed;
use crate::report::reference;
use crate::report::take_away::{self, Failure, Order};
use crate::settings::Settings;
use crate::take_away::{What, file_name};
use crate::view::finding_list::FindingList;
use crate::view::object_list::ObjectList;
use crate::view::plan::Planned;
use crate::view::suggestions::SuggestionList;
use crate::view::{detail, files, fixes, overview, plan, plan_files, settings, what_if};
use crate::wire::{FindingQuery, ObjectQuery, PlanChoice, RuleView, TakeAwayOrder, TakenAway};
use crate::{rules, school, suggest};

/// Sets up the module: a panic tells its text to the console, without which no report of one could be understood.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    suggest::name::take_accents_off_with(without_accents);
}

/// Files, their analysis, and what the page asks of it.
#[wasm_bindgen]
pub struct Session {
    analyzer: Analyzer,
    analysis: Option<Analysed>,
}

struct Analysed {
    analysis: Analysis,
    objects: ObjectList,
    findings: FindingList,
    suggestions: SuggestionList,
    /// What would come out under the settings that were last tried.
    preview: Option<WhatIf>,
    /// What the person chose to put right.
    planned: Planned,
    /// The fixes that nobody has to think about, worked out when they are first asked for.
    safe: Option<Vec<Choice>>,
}

#[wasm_bindgen]
impl Session {
    /// A session without files.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "only JavaScript makes sessions")]
    pub fn new() -> Self {
        Self { analyzer: Analyzer::new(&legacy_decoder), analysis: None }
    }

    /// Reads a file that the person chose. Gives a `FileView`.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(&mut self, file: File, choice: JsValue, progress: &Function) -> Result<JsValue, JsError> {
        self.add(&ChosenFile::new(file), choice, progress)
    }

    /// Reads text that the person pasted. Gives a `FileView`.
    #[wasm_bindgen(js_name = addText)]
    pub fn add_text(
        &mut self,
        name: &str,
        text: &str,
        choice: JsValue,
        progress: &Function,
    ) -> Result<JsValue, JsError> {
        self.add(&InMemory::new(name, text.as_bytes()), choice, progress)
    }

    /// Reads the files of the built-in school. Gives a list of `FileView`.
    #[wasm_bindgen(js_name = addSchool)]
    pub fn add_school(&mut self, progress: &Function) -> Result<JsValue, JsError> {
        self.analysis = None;
        let mut views = Vec::new();
        for file in school::files() {
            let options = ReadOptions { is_before: file.is_before, ..ReadOptions::default() };
            let source = InMemory::new(file.name, file.bytes);
            views.push(files::file(self.analyzer.add(&source, &options, &mut Caller(progress))));
        }
        to_value(&views)
    }

    /// Forgets a file, by its place among those that were added.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&mut self, place: usize) {
        self.analysis = None;
        self.analyzer.remove(place);
    }

    /// Analyses the files with these settings and decisions, given as JSON texts. Gives an `Overview`.
    pub fn analyze(&mut self, settings: &str, decisions: &str, progress: &Function) -> Result<JsValue, JsError> {
        // The old results go first: both at once would need twice the memory.
        self.analysis = None;
        let settings = Settings::from_json(settings).map_err(|error| to_js(error.0))?;
        let decisions = Decisions::from_json(decisions).map_err(|error| to_js(error.0))?;
        let mut analysis = self.analyzer.analyze(&settings, &mut Caller(progress)).map_err(|_| too_much())?;
        analysis.decide(decisions);
        let objects = ObjectList::new(&analysis);
        let findings = FindingList::new(&analysis);
        let view = to_value(&overview::overview(&analysis))?;
        self.analysis = Some(Analysed {
            analysis,
            objects,
            findings,
            suggestions: SuggestionList::default(),
            preview: None,
            planned: Planned::default(),
            safe: None,
        });
        Ok(view)
    }

    /// Puts these decisions, given as a JSON text, in place of those before. Gives an `Overview`.
    pub fn decide(&mut self, decisions: &str) -> Result<JsValue, JsError> {
        let decisions = Decisions::from_json(decisions).map_err(|error| to_js(error.0))?;
        let Analysed { analysis, findings, planned, safe, .. } = self.analysed()?;
        analysis.decide(decisions);
        *findings = FindingList::new(analysis);
        // Both count by places in the list of findings, whose order may be another now.
        (*planned, *safe) = (Planned::default(), None);
        to_value(&overview::overview(analysis))
    }

    /// Every setting of the analysis. Gives a `SettingsView`.
    pub fn settings(&mut self) -> Result<JsValue, JsError> {
        let Analysed { analysis, .. } = self.analysed()?;
        to_value(&settings::settings(&analysis.directories, &analysis.given, &analysis.settings))
    }

    /// What would change under these settings, given as a JSON text. The analysis stays as it is. Gives a `WhatIfView`.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&mut self, settings: &str, progress: &Function) -> Result<JsValue, JsError> {
        let Analysed { analysis, preview, .. } = self.analysed()?;
        *preview = None;
        let settings = Settings::from_json(settings).map_err(|error| to_js(error.0))?;
        let other = analysis.what_if(&settings, &mut Caller(progress)).map_err(|_| too_much())?;
        let view = to_value(&what_if::what_if(analysis, &other))?;
        *preview = Some(other);
        Ok(view)
    }

    /// A window of the objects that would come out otherwise. Gives a `ChangeListView`.
    #[wasm_bindgen(js_name = whatIfObjects)]
    pub fn what_if_objects(&mut self, start: u32, count: u32) -> Result<JsValue, JsError> {
        let Analysed { analysis, preview, .. } = self.analysed()?;
        let other = preview.as_ref().ok_or_else(|| to_js("No other settings were tried."))?;
        to_value(&what_if::changes(analysis, other, start, count))
    }

    /// A window of the list of objects. Gives an `ObjectListView`.
    pub fn objects(&mut self, query: JsValue, start: u32, count: u32) -> Result<JsValue, JsError> {
        let query: ObjectQuery = read(query)?;
        let Analysed { analysis, objects, .. } = self.analysed()?;
        to_value(&objects.window(analysis, &query, start, count))
    }

    /// One object. Gives an `ObjectDetail`, or null.
    pub fn object(&mut self, id: u32) -> Result<JsValue, JsError> {
        let Analysed { analysis, suggestions, .. } = self.analysed()?;
        to_value(&detail::object(analysis, suggestions, id))
    }

    /// Where an object stands in the list that a query makes, if it is there.
    #[wasm_bindgen(js_name = objectPlace)]
    pub fn object_place(&mut self, query: JsValue, id: u32) -> Result<Option<u32>, JsError> {
        let query: ObjectQuery = read(query)?;
        let Analysed { analysis, objects, .. } = self.analysed()?;
        Ok(objects.place(analysis, &query, id))
    }

    /// Where a finding stands in the list that a query makes, if it is there.
    #[wasm_bindgen(js_name = findingPlace)]
    pub fn finding_place(&mut self, query: JsValue, id: u32) -> Result<Option<u32>, JsError> {
        let query: FindingQuery = read(query)?;
        let Analysed { analysis, findings, .. } = self.analysed()?;
        Ok(findings.place(analysis, &query, id))
    }

    /// A window of the list of findings. Gives a `FindingListView`.
    pub fn findings(&mut self, query: JsValue, start: u32, count: u32) -> Result<JsValue, JsError> {
        let query: FindingQuery = read(query)?;
        let Analysed { analysis, findings, .. } = self.analysed()?;
        to_value(&findings.window(analysis, &query, start, count))
    }

    /// One finding. Gives a `FindingDetail`, or null.
    pub fn finding(&mut self, id: u32) -> Result<JsValue, JsError> {
        let Analysed { analysis, .. } = self.analysed()?;
        to_value(&detail::finding(analysis, id))
    }

    /// Tries one fix of a finding, named by its title, on the loaded data. Gives a `TrialView`, or null.
    #[wasm_bindgen(js_name = tryFix)]
    pub fn try_fix(&mut self, finding: u32, fix: &str, progress: &Function) -> Result<JsValue, JsError> {
        let Analysed { analysis, .. } = self.analysed()?;
        to_value(&fixes::try_one(analysis, finding, fix, &mut Caller(progress)).map_err(|_| too_much())?)
    }

    /// Makes a plan of the choices, given as a list of `PlanChoice`. Gives a `PlanView`.
    pub fn plan(&mut self, choices: JsValue) -> Result<JsValue, JsError> {
        let choices: Vec<PlanChoice> = read(choices)?;
        let Analysed { analysis, planned, .. } = self.analysed()?;
        *planned = Planned::new(analysis, &choices);
        to_value(&planned.view(analysis))
    }

    /// A window of the steps before one sync cycle. Gives a list of `PlanStep`.
    #[wasm_bindgen(js_name = planSteps)]
    pub fn plan_steps(&mut self, wave: usize, start: usize) -> Result<JsValue, JsError> {
        let Analysed { analysis, planned, .. } = self.analysed()?;
        to_value(&planned.steps(analysis, wave, start))
    }

    /// Tries the plan on the loaded data. Gives a `SimulationView`.
    #[wasm_bindgen(js_name = tryPlan)]
    pub fn try_plan(&mut self, progress: &Function) -> Result<JsValue, JsError> {
        let Analysed { analysis, planned, .. } = self.analysed()?;
        to_value(&plan::simulate(analysis, planned, &mut Caller(progress)).map_err(|_| too_much())?)
    }

    /// The files of the plan, under this date. Gives a list of `PlanFileView`.
    #[wasm_bindgen(js_name = planFiles)]
    pub fn plan_files(&mut self, date: &str) -> Result<JsValue, JsError> {
        let Analysed { analysis, planned, .. } = self.analysed()?;
        to_value(&plan_files::list(analysis, planned, date))
    }

    /// The bytes of one file of the plan.
    #[wasm_bindgen(js_name = planFile)]
    pub fn plan_file(&mut self, name: &str, date: &str) -> Result<Vec<u8>, JsError> {
        let Analysed { analysis, planned, .. } = self.analysed()?;
        plan_files::bytes(analysis, planned, name, date).ok_or_else(|| to_js("The plan has no such file."))
    }

    /// The commands for one fix of a finding, named by its title. Gives a `CommandView`, or null.
    #[wasm_bindgen(js_name = fixCommand)]
    pub fn fix_command(&mut self, finding: u32, fix: &str) -> Result<JsValue, JsError> {
        let Analysed { analysis, .. } = self.analysed()?;
        to_value(&plan_files::command(analysis, finding, fix))
    }

    /// The fixes that nobody has to think about, of the findings that fit a query and have no choice yet. Gives a list
    /// of `PlanChoice`.
    #[wasm_bindgen(js_name = safeFixes)]
    pub fn safe_fixes(&mut self, query: JsValue) -> Result<JsValue, JsError> {
        let query: FindingQuery = read(query)?;
        let Analysed { analysis, findings, planned, safe, .. } = self.analysed()?;
        let safe = safe.get_or_insert_with(|| fixes::safe(analysis, findings.offers(analysis)));
        to_value(&plan::safe(analysis, planned, safe, findings.all(analysis, &query)))
    }

    /// Takes away what a `TakeAwayOrder` asks for; the bytes go to `take` in pieces. The seed is 32 random bytes. Gives a
    /// `TakenAway`; where it is refused, what came in pieces must be thrown away.
    #[wasm_bindgen(js_name = takeAway)]
    pub fn take_away(&mut self, order: JsValue, seed: &[u8], take: &Function) -> Result<JsValue, JsError> {
        let asked: TakeAwayOrder = read(order)?;
        let chosen = self.choose(&asked)?;
        let Analysed { analysis, .. } = self.analysed()?;
        let mut output = Pieces::new(take);
        let done = take_away::write(analysis, &chosen.order(&asked, seed), &mut output);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (written, refused) = match done {
            Ok(written) => (Some(written), None),
            Err(Failure::Refused(why)) => (None, Some(why)),
            Err(Failure::Io(error)) => return Err(to_js(error)),
        };
        output.flush().map_err(to_js)?;
        to_value(&TakenAway {
            file_name: file_name(asked.what, asked.form, asked.level, &asked.date),
            media_type: asked.form.media_type().to_owned(),
            rows: written.as_ref().map_or(0, |written| number(written.rows)),
            of: written.as_ref().map_or(0, |written| number(written.of)),
            searched: written.as_ref().map_or(0, |written| number(written.searched)),
            refused,
        })
    }

    /// How an export will read, with its first rows. Gives a `TakeAwayPreview`.
    #[wasm_bindgen(js_name = takeAwayPreview)]
    pub fn take_away_preview(&mut self, order: JsValue, seed: &[u8], rows: u32) -> Result<JsValue, JsError> {
        let asked: TakeAwayOrder = read(order)?;
        let chosen = self.choose(&asked)?;
        let Analysed { analysis, .. } = self.analysed()?;
        to_value(&take_away::preview(analysis, &chosen.order(&asked, seed), &asked.date, rows as usize))
    }

    /// What fits the queries of an order; for the report everything.
    fn choose(&mut self, asked: &TakeAwayOrder) -> Result<Chosen, JsError> {
        let Analysed { analysis, objects, findings, .. } = self.analysed()?;
        Ok(match asked.what {
            What::Report => {
                Chosen { findings: take_away::all_findings(analysis), objects: take_away::all_objects(analysis) }
            }
            What::Objects => Chosen { findings: Vec::new(), objects: objects.owners(analysis, &asked.objects) },
            What::Findings | What::Actions => {
                Chosen { findings: findings.all(analysis, &asked.findings).to_vec(), objects: Vec::new() }
            }
        })
    }

    fn add(&mut self, source: &dyn Source, choice: JsValue, progress: &Function) -> Result<JsValue, JsError> {
        self.analysis = None;
        let choice: FileChoice = read(choice)?;
        let options = ReadOptions::from_choice(&choice).map_err(to_js)?;
        to_value(&files::file(self.analyzer.add(source, &options, &mut Caller(progress))))
    }

    fn analysed(&mut self) -> Result<&mut Analysed, JsError> {
        self.analysis.as_mut().ok_or_else(|| to_js("There is no analysis yet."))
    }
}

/// The findings and objects of an export.
struct Chosen {
    findings: Vec<u32>,
    objects: Vec<Owner>,
}

impl Chosen {
    fn order<'a>(&'a self, asked: &'a TakeAwayOrder, seed: &[u8]) -> Order<'a> {
        let mut bytes = Seed::default();
        for (byte, given) in bytes.iter_mut().zip(seed) {
            *byte = *given;
        }
        let Self { findings, objects } = self;
        Order {
            what: asked.what,
            form: asked.form,
            level: asked.level,
            seed: bytes,
            date: &asked.date,
            findings,
            objects,
        }
    }
}

/// The decisions of a file, in their order. Gives a `Decisions`.
#[wasm_bindgen(js_name = readDecisions)]
pub fn read_decisions(text: &str) -> Result<JsValue, JsError> {
    to_value(&Decisions::from_json(text).map_err(|error| to_js(error.0))?)
}

/// A rule as the page explains it. Gives a `RuleView`, or null.
#[wasm_bindgen(js_name = ruleReference)]
pub fn rule_reference(id: &str) -> Result<JsValue, JsError> {
    let view = rules::by_id(id).map(|rule| RuleView {
        id: rule.id.to_owned(),
        title: rule.title.to_owned(),
        page: reference::rule_page(rule),
    });
    to_value(&view)
}

/// The commands that make the recommended exports. Gives a list of `ExportCommandView`.
#[wasm_bindgen(js_name = exportCommands)]
pub fn export_commands() -> Result<JsValue, JsError> {
    to_value(&files::export_commands())
}

/// What can be chosen where a file is not read as it should be. Gives a `ReadingChoices`.
#[wasm_bindgen(js_name = readingChoices)]
pub fn reading_choices() -> Result<JsValue, JsError> {
    to_value(&files::reading_choices())
}

fn too_much() -> JsError {
    to_js("The files hold more names and addresses than can be compared at once.")
}

/// What the page asks, decoded by one piece of code wherever it is asked.
#[inline(never)]
fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(to_js)
}

/// Plain JavaScript values; what is absent is `null`, as the generated types say.
fn to_value(value: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    value.serialize(&serializer).map_err(to_js)
}

/// Tells progress to a JavaScript function: stage, done, total.
struct Caller<'a>(&'a Function);

impl Progress for Caller<'_> {
    fn advance(&mut self, stage: Stage, done: u64, total: u64) {
        #[allow(clippy::cast_precision_loss, reason = "counts of bytes and rows are below 2^53")]
        let (done, total) = (JsValue::from_f64(done as f64), JsValue::from_f64(total as f64));
        // A page that stopped listening does not stop the work.
        let _ = self.0.call3(&JsValue::NULL, &JsValue::from_str(stage.name()), &done, &total);
    }
}

/// Collects bytes and hands them over in pieces, so that a long report is never in memory twice.
struct Pieces<'a> {
    take: &'a Function,
    buffer: Vec<u8>,
}

const PIECE: usize = 1 << 20;

impl<'a> Pieces<'a> {
    fn new(take: &'a Function) -> Self {
        Self { take, buffer: Vec::with_capacity(PIECE) }
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let bytes = Uint8Array::from(&self.buffer[..]);
        self.buffer.clear();
        self.take
            .call1(&JsValue::NULL, &bytes)
            .map(drop)
            .map_err(|_| io::Error::other("the page did not take the bytes"))
    }
}
