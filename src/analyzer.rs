//! The façade: files in, analysis out. The page and the command line use nothing else of the core to analyse.

use crate::finding::Findings;
use crate::import::merge::{self, Directories};
use crate::import::{self, Input, MakeLegacyDecoder, ReadOptions, Source};
use crate::join::identity::TooMuchText;
use crate::join::{Context, Index, Joins};
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
    /// The settings that were used.
    pub settings: EffectiveSettings,
    /// The texts that were compared.
    pub index: Index,
    /// The outcome of each AD object.
    pub joins: Joins,
    /// What the rules found.
    pub findings: Findings,
}

impl Analysis {
    fn new(directories: Directories, settings: &Settings, progress: &mut dyn Progress) -> Result<Self, TooMuchText> {
        let settings = EffectiveSettings::resolve(settings, &directories);
        let index = Index::new(&directories, &settings, progress)?;
        let context = Context::new(&directories, &settings, &index);
        let joins = Joins::new(&context, progress);
        let findings = rules::run(&rules::RuleContext { join: context, joins: &joins }, progress);
        Ok(Self { directories, settings, index, joins, findings })
    }

    /// What a decision looks at.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.directories, &self.settings, &self.index)
    }

    /// What a rule looks at.
    pub fn rule_context(&self) -> rules::RuleContext<'_> {
        rules::RuleContext { join: self.context(), joins: &self.joins }
    }
}
