//! The façade: files in, analysis out. The page and the command line use nothing else of the core to analyse.

use std::cell::OnceCell;

use crate::decisions::Decisions;
use crate::finding::Findings;
use crate::import::merge::{self, Directories};
use crate::import::{self, Input, MakeLegacyDecoder, ReadOptions, Source};
use crate::join::agreement::Agreements;
use crate::join::identity::TooMuchText;
use crate::join::{Comparison, Context, Index, Joins};
use crate::model::{Key, ObjectId, Side};
use crate::observed::Observed;
use crate::progress::Progress;
use crate::rules;
use crate::settings::{EffectiveSettings, Settings};

/// Holds the files that were read, and analyses them together.
pub struct Analyzer {
    inputs: Vec<Input>,
    legacy: &'static MakeLegacyDecoder,
}

impl Analyzer {
    /// An analyzer without files. `legacy` makes decoders for Windows code pages, for which the core has no tables.
    pub fn new(legacy: &'static MakeLegacyDecoder) -> Self {
        Self { inputs: Vec::new(), legacy }
    }

    /// Reads a file and keeps what is used of it.
    pub fn add(&mut self, source: &dyn Source, options: &ReadOptions, progress: &mut dyn Progress) -> &Input {
        self.inputs.push(import::read(source, options, self.legacy, progress));
        &self.inputs[self.inputs.len() - 1]
    }

    /// Reads an export of Active Directory from an earlier time. It is no part of the analysis of today; what changed
    /// since is compared with it. Another file is given up, with a problem that says so.
    pub fn add_before(&mut self, source: &dyn Source, options: &ReadOptions, progress: &mut dyn Progress) -> &Input {
        self.add(source, &ReadOptions { is_before: true, ..options.clone() }, progress)
    }

    /// Forgets a file, by its place among those that were added.
    pub fn remove(&mut self, place: usize) {
        if place < self.inputs.len() {
            self.inputs.remove(place);
        }
    }

    /// The files, in the order in which they were added.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// Puts the files together and works out everything.
    ///
    /// Fails where the directories hold more text than can be compared, which no directory that is known does.
    pub fn analyze(&self, settings: &Settings, progress: &mut dyn Progress) -> Result<Analysis, TooMuchText> {
        Analysis::new(merge::merge(self.inputs.iter(), progress), settings, progress)
    }
}

/// Everything that was worked out. It does not depend on the order in which the files were added.
#[derive(Debug)]
pub struct Analysis {
    /// Both directories.
    pub directories: Directories,
    /// What they show about the tenant.
    pub observed: Observed,
    /// The settings as they were given.
    pub given: Settings,
    /// The settings that were used.
    pub settings: EffectiveSettings,
    /// The texts that were compared.
    pub index: Index,
    /// The outcome of each AD object.
    pub joins: Joins,
    /// What the rules found, with what was decided about it.
    pub findings: Findings,
    /// What was decided.
    pub decisions: Decisions,
    /// The accepted findings that are not there, by their places in the decisions.
    pub unneeded: Vec<usize>,
    agreements: OnceCell<Agreements>,
    odd: OnceCell<Odd>,
}

impl Analysis {
    fn new(directories: Directories, given: &Settings, progress: &mut dyn Progress) -> Result<Self, TooMuchText> {
        let observed = Observed::new(&directories);
        let settings = EffectiveSettings::resolve(given, &directories, &observed);
        let index = Index::new(&directories, &settings, progress)?;
        let context = Context::new(&directories, &settings, &index);
        let joins = Joins::new(&context, progress);
        let findings = rules::run(&rules::RuleContext::new(context, &joins), progress);
        Ok(Self {
            directories,
            observed,
            given: given.clone(),
            settings,
            index,
            joins,
            findings,
            decisions: Decisions::default(),
            unneeded: Vec::new(),
            agreements: OnceCell::new(),
            odd: OnceCell::new(),
        })
    }

    /// Puts these decisions in place of those before. Findings that are accepted stay, and no outcome changes.
    pub fn decide(&mut self, decisions: Decisions) {
        self.unneeded = decisions.apply(&mut self.findings, &self.directories, &self.index.keys);
        self.decisions = decisions;
    }

    /// What would come out under other settings. The files are not read again, and what was collected from them is
    /// used as it is, unless the settings name another attribute for signing in: that one is collected anew.
    pub fn what_if(&self, given: &Settings, progress: &mut dyn Progress) -> Result<WhatIf, TooMuchText> {
        let settings = EffectiveSettings::resolve(given, &self.directories, &self.observed);
        let login = settings.login_id_attribute.value;
        let other_index = if login == self.settings.login_id_attribute.value {
            None
        } else {
            Some(self.index.with_login_attribute(&self.directories, login, progress)?)
        };
        let index = other_index.as_ref().unwrap_or(&self.index);
        let context = Context::new(&self.directories, &settings, index);
        let joins = Joins::new(&context, progress);
        let findings = rules::run(&rules::RuleContext::new(context, &joins), progress);
        Ok(WhatIf {
            comparison: Comparison::new(&self.joins, &joins),
            findings_before: rules::count(&self.findings),
            findings_after: rules::count(&findings),
            given: given.clone(),
            settings,
        })
    }

    /// What a decision looks at.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.directories, &self.settings, &self.index)
    }

    /// Whether the sync and other tools agree, worked out when it is first asked for.
    pub fn agreements(&self) -> &Agreements {
        self.agreements.get_or_init(|| Agreements::new(&self.context(), &self.joins))
    }

    /// What a search of many bytes at a time may overlook, worked out when it is first asked for.
    pub fn odd(&self) -> &Odd {
        let Directories { on_premises, cloud, .. } = &self.directories;
        self.odd.get_or_init(|| Odd { objects: [on_premises.odd(), cloud.odd()], keys: self.index.keys.odd() })
    }

    /// What a rule looks at.
    pub fn rule_context(&self) -> rules::RuleContext<'_> {
        rules::RuleContext::new(self.context(), &self.joins)
    }
}

/// Objects and keys with characters whose small letters take another room. They are searched one by one.
#[derive(Debug)]
pub struct Odd {
    objects: [Vec<ObjectId>; 2],
    /// The keys.
    pub keys: Vec<Key>,
}

impl Odd {
    /// The objects of a side.
    pub fn objects(&self, side: Side) -> &[ObjectId] {
        &self.objects[usize::from(side == Side::Cloud)]
    }
}

/// What would come out under other settings, beside what came out. It holds what differs and no second analysis.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The settings as they were given.
    pub given: Settings,
    /// The settings that were used.
    pub settings: EffectiveSettings,
    /// The AD objects that come out otherwise.
    pub comparison: Comparison,
    /// Findings of the analysis by rule, in the order of the registry.
    pub findings_before: Vec<usize>,
    /// Findings under these settings by rule, in the order of the registry.
    pub findings_after: Vec<usize>,
}
