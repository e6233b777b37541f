//! What all validations share: how a row of the table becomes a rule, and how a value that is too long or malformed is told.
//!
//! In examples `⟨257×a⟩` stands for 257 times the letter, so that pages stay readable; the test that runs them writes it out.

use crate::rules::prelude::*;
use crate::settings::RuleSet;

pub(super) const PREPARE: Reference =
    Reference { title: "Microsoft: Prepare for directory synchronization to Microsoft 365", date: "2023-12-28" };
pub(super) const IDFIX: Reference =
    Reference { title: "Microsoft: IdFix, rules in its source (2.6.0.3)", date: "2024-12-03" };

/// Makes a rule of one row: what is wrong with which attribute, with one example each way.
macro_rules! validation {
    (
        $name:ident: $id:literal, $title:literal, $severity:ident, $attribute:ident;
        finds: $finds:literal, does: $does:literal, why: $why:literal, todo: $todo:literal, limits: $limits:literal,
        terms: [$($term:literal),+], sources: [$($source:expr),+], $(yields_to: [$($leader:literal),+],)?
        header: $header:literal, fires: $fires:literal, silent: $silent:literal, $(under: $setting:literal,)?
        check: $check:expr
    ) => {
        #[doc = concat!(" ", $finds)]
        pub(super) const $name: RuleDefinition = RuleDefinition {
            id: $id,
            title: $title,
            group: Group::ValueThatWillNotSync,
            severity: Severity::$severity,
            fix: FixKind::Script,
            search_terms: &[$($term),+],
            sources: &[$($source),+],
            needs: &[Need::OnPremises(Attribute::$attribute)],
            documentation: concat!(
                " ", $finds, "\n\n ## What it does\n\n ", $does, "\n\n ## Why it matters\n\n ", $why,
                "\n\n ## Example\n\n ```ad\n ObjectClass,ObjectGUID,sAMAccountName,", $header,
                "\n user,11111111-1111-4111-8111-111111111111,", $fires,
                $("\n ```\n\n ```settings\n ", $setting,)?
                "\n ```\n\n ## Not reported\n\n ```ad\n ObjectClass,ObjectGUID,sAMAccountName,", $header,
                "\n user,11111111-1111-4111-8111-111111111111,", $silent,
                $("\n ```\n\n ```settings\n ", $setting,)?
                "\n ```\n\n ## What to do\n\n ", $todo, "\n\n ## Limits\n\n ", $limits, "\n"
            ),
            yields_to: &[$($($leader),+)?],
            check: Check::EachOnPremises($check),
            explain: |context, finding, owners| {
                crate::rules::validation::template::explain(context, finding, owners, $why, $todo)
            },
        };
    };
}
pub(super) use validation;

/// The fault is one by the documented limits.
pub(super) const DOCUMENTED: u8 = 0;
/// The fault is one by IdFix's rules only.
pub(super) const BY_IDFIX: u8 = 1;

/// Is the person working with IdFix's rules?
pub(super) fn follows_idfix(context: &RuleContext<'_>) -> bool {
    context.join.settings.rule_set.value == RuleSet::IdFix
}

/// Reports a value that is longer than the documented limit, or than that of IdFix where its rules were chosen.
pub(super) fn too_long(
    context: &RuleContext<'_>,
    object: Subject<'_>,
    sink: &mut Sink<'_>,
    attribute: Attribute,
    (documented, idfix): (usize, usize),
    severity: Severity,
) {
    // A character takes one to four bytes: most values need no counting.
    let Some(text) = object.text(attribute).filter(|text| text.len() > documented.min(idfix)) else { return };
    let length = text.chars().count();
    if length > documented {
        sink.add(severity, Confidence::Certain, &[object.owner], attribute, DOCUMENTED);
    } else if length > idfix && follows_idfix(context) {
        sink.add(severity, Confidence::Certain, &[object.owner], attribute, BY_IDFIX);
    }
}

/// Reports the cell of an attribute as the fault.
pub(super) fn report(object: Subject<'_>, sink: &mut Sink<'_>, attribute: Attribute, severity: Severity, case: u8) {
    sink.add(severity, Confidence::Certain, &[object.owner], attribute, case);
}

/// Tells a fault of a value: whose, which, and by whose rules.
pub(super) fn explain(
    context: &RuleContext<'_>,
    finding: &Finding,
    owners: &[Owner],
    why: &str,
    what_to_do: &str,
) -> Explanation {
    let rule = crate::rules::definition(finding);
    let name = words::name(context, owners[0]);
    let value = context.value(finding, owners);
    let shown = words::shown(value);
    let attribute = match finding.value {
        Value::Cell(attribute) => attribute.name(),
        _ => Attribute::ProxyAddresses.name(),
    };
    let length =
        if rule.id.ends_with("-too-long") { format!(", {} characters", value.chars().count()) } else { String::new() };
    let by =
        if finding.case == BY_IDFIX { " This is so by IdFix's rules; the documented limits allow it." } else { "" };
    let message = if value.trim().is_empty() {
        format!("{name} has no {attribute}.")
    } else {
        format!("{name} has the {attribute} “{shown}”{length}.")
    };
    Explanation::new(message, format!("{why}{by}"), what_to_do)
}
