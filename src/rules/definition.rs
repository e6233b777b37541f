//! What every rule is made of.

use serde::Serialize;

use super::subject::{Pair, Subject};
use super::{RuleContext, Sink};
use crate::finding::{Explanation, Finding, Fix, FixKind, Owner, Severity};
use crate::model::Attribute;

/// A rule: its documentation, what it needs, how it finds faults and how it tells them.
#[derive(Debug)]
pub struct RuleDefinition {
    /// The id, which never changes its meaning.
    pub id: &'static str,
    /// The fault in two to six words.
    pub title: &'static str,
    /// What kind of fault.
    pub group: Group,
    /// How bad it is, unless the case says otherwise.
    pub severity: Severity,
    /// How it is put right.
    pub fix: FixKind,
    /// Microsoft's terms and error texts, which a person would search for.
    pub search_terms: &'static [&'static str],
    /// Where Microsoft says so.
    pub sources: &'static [Reference],
    /// What the files must hold for the rule to run.
    pub needs: &'static [Need],
    /// The page about the rule, in Markdown. Its first line says what the rule finds.
    pub documentation: &'static str,
    /// Rules that tell the same fault better. A finding of this rule is left out where one of theirs is about the same
    /// first object and the same value, and stands in that finding as a further reason.
    pub yields_to: &'static [&'static str],
    /// Finds the faults.
    pub check: Check,
    /// Tells one of them.
    pub explain: fn(&RuleContext<'_>, &Finding, &[Owner]) -> Explanation,
    /// The ways to put one of them right, the likeliest first. None where no change of values does, or where the files do
    /// not tell what the values are now.
    pub fixes: fn(&RuleContext<'_>, &Finding, &[Owner]) -> Vec<Fix>,
}

impl RuleDefinition {
    /// What a definition starts from: a rule that yields to none and finds nothing.
    pub(in crate::rules) const BLANK: Self = Self {
        id: "",
        title: "",
        group: Group::Conflict,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &[],
        sources: &[],
        needs: &[],
        documentation: "",
        yields_to: &[],
        check: Check::CannotBeDecided,
        explain: |_, _, _| Explanation::new("", "", ""),
        fixes: |_, _, _| Vec::new(),
    };
}

/// How a rule looks for faults.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At everything at once.
    Whole(fn(&RuleContext<'_>, &mut Sink<'_>)),
    /// At each AD object that the sync takes along.
    EachOnPremises(fn(&RuleContext<'_>, Subject<'_>, &mut Sink<'_>)),
    /// At each AD object that the sync leaves out.
    EachOutOfScope(fn(&RuleContext<'_>, Subject<'_>, &mut Sink<'_>)),
    /// At each cloud object, deleted ones too.
    EachCloud(fn(&RuleContext<'_>, Subject<'_>, &mut Sink<'_>)),
    /// At each AD object with the cloud object that it is or will be joined to.
    EachPair(fn(&RuleContext<'_>, &Pair<'_>, &mut Sink<'_>)),
    /// No export tells what it would need; the documentation says what that is.
    CannotBeDecided,
}

/// A page of the vendor.
#[derive(Debug)]
pub struct Reference {
    /// Its publisher and its title, by which a search finds it, with its number where it has one.
    pub title: &'static str,
    /// When it was true: the day that the page carries. A page without one has the month or year in which it was read.
    pub date: &'static str,
}

/// What a rule cannot run without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// This attribute of AD objects.
    OnPremises(Attribute),
    /// This attribute of cloud objects.
    Cloud(Attribute),
    /// This attribute of cloud objects for the whole; without it the rule runs in part.
    CloudForTheWhole(Attribute),
    /// The tenant's initial domain, given or inferred.
    InitialDomain,
    /// The hybrid routing domain, given or inferred.
    HybridRoutingDomain,
    /// The setting that names domains in which each user should have an address.
    AliasPolicyDomains,
    /// That RM Unify is in use.
    RmUnify,
    /// An older export of Active Directory that has objects of today's.
    OlderExport,
    /// The same for the whole; without it the rule runs in part.
    OlderExportForTheWhole,
}

/// What kind of fault a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Two objects claim one value, or one object two counterparts.
    Conflict,
    /// A join takes values away from the cloud.
    LostOnJoining,
    /// An address is missing on a side.
    MissingAlias,
    /// The sides drifted apart.
    Drift,
    /// A value that the cloud does not take as it is.
    ValueThatWillNotSync,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Conflict, Self::LostOnJoining, Self::MissingAlias, Self::Drift, Self::ValueThatWillNotSync];

    /// The name as a facet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::LostOnJoining => "lost-on-joining",
            Self::MissingAlias => "missing-alias",
            Self::Drift => "drift",
            Self::ValueThatWillNotSync => "value-that-will-not-sync",
        }
    }

    /// The words on the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Conflict => "Conflict",
            Self::LostOnJoining => "Lost on joining",
            Self::MissingAlias => "Missing alias",
            Self::Drift => "Drift",
            Self::ValueThatWillNotSync => "Value that will not sync",
        }
    }
}

/// Defines a rule. Its doc comment becomes its documentation, so that the two cannot differ.
macro_rules! rule {
    ($(#[doc = $line:literal])+ { $($field:ident: $value:expr),+ $(,)? }) => {
        $crate::rules::definition::rule! { DEFINITION $(#[doc = $line])+ { $($field: $value),+ } }
    };
    ($name:ident $(#[doc = $line:literal])+ { $($field:ident: $value:expr),+ $(,)? }) => {
        $(#[doc = $line])+
        #[allow(clippy::needless_update, reason = "a rule may say everything, or leave out what it does not need")]
        pub(in crate::rules) const $name: $crate::rules::RuleDefinition = $crate::rules::RuleDefinition {
            documentation: concat!($($line, "\n"),+),
            $($field: $value,)+
            ..$crate::rules::RuleDefinition::BLANK
        };
    };
}
pub(in crate::rules) use rule;

/// The documentation of a rule without the blank that starts each line of a doc comment.
pub fn documentation_text(rule: &RuleDefinition) -> String {
    rule.documentation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// What a rule finds, without a value of any file: the first paragraph of its documentation.
pub fn summary(rule: &RuleDefinition) -> String {
    let lines = rule.documentation.lines().map(str::trim).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}
