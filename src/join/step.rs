//! The story of a decision: each question that was asked, and how it was answered.
//!
//! The engine tells its steps to a [`Trace`]. When a million objects are decided the trace is [`NoTrace`] and costs
//! nothing; when one object is looked at, the same engine runs again with a list. So the story cannot differ from the
//! decision.

use crate::model::ObjectId;

/// A question that the engine asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// Does the sync take the object along?
    Scope,
    /// Does a cloud object have its source anchor?
    SourceAnchor,
    /// Is it joined already, as far as other keys tell?
    ExistingLink,
    /// Does a cloud object have its primary SMTP address?
    PrimarySmtp,
    /// Does a cloud object have its UPN?
    Upn,
    /// May the two join?
    Permission,
    /// Are the values of a new object free?
    Uniqueness,
    /// Does another AD object want the same cloud object?
    Contest,
}

impl StepName {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::SourceAnchor => "source-anchor",
            Self::ExistingLink => "existing-link",
            Self::PrimarySmtp => "primary-smtp",
            Self::Upn => "upn",
            Self::Permission => "permission",
            Self::Uniqueness => "uniqueness",
            Self::Contest => "contest",
        }
    }
}

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes, and this decided.
    Yes,
    /// No, and the next question is asked.
    No,
    /// No, and this decided.
    Blocked,
    /// The files do not hold the answer.
    Unknown,
    /// The question does not arise.
    NotAsked,
}

impl Verdict {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Blocked => "blocked",
            Self::Unknown => "unknown",
            Self::NotAsked => "not-asked",
        }
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question.
    pub step: StepName,
    /// The value that was looked for, in the form that is compared.
    pub key: Option<String>,
    /// The cloud objects that it led to.
    pub hits: Vec<ObjectId>,
    /// The answer.
    pub verdict: Verdict,
    /// The answer in a sentence.
    pub why: String,
}

impl Step {
    /// A step without key and hits.
    pub fn new(step: StepName, verdict: Verdict, why: impl Into<String>) -> Self {
        Self { step, key: None, hits: Vec::new(), verdict, why: why.into() }
    }

    /// The same step with the value that was looked for.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same step with what was found.
    #[must_use]
    pub fn hits(mut self, hits: &[ObjectId]) -> Self {
        self.hits = hits.to_vec();
        self
    }
}

/// Hears each step as it is taken.
pub trait Trace {
    /// A step was taken; `make` writes it down if anybody wants it.
    fn step(&mut self, make: impl FnOnce() -> Step);
}

/// Wants no steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl Trace for NoTrace {
    fn step(&mut self, _: impl FnOnce() -> Step) {}
}

impl Trace for Vec<Step> {
    fn step(&mut self, make: impl FnOnce() -> Step) {
        self.push(make());
    }
}
