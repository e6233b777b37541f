//! What all validations share: how a row of the table becomes a rule, and how a value that is too long or malformed is told.
//!
//! In examples `⟨257×a⟩` stands for 257 times the letter, so that pages stay readable; the test that runs them writes it out.

use crate::model::case_key;
use crate::rules::prelude::*;
use crate::settings::RuleSet;

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
            fix: crate::rules::validation::template::fix_kind(Attribute::$attribute),
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
            fixes: crate::rules::validation::template::fixes,
        };
    };
}
pub(super) use validation;

/// No script gives an object another SID.
pub(super) const fn fix_kind(attribute: Attribute) -> FixKind {
    match attribute {
        Attribute::ObjectSid => FixKind::Runbook,
        _ => FixKind::Script,
    }
}

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

/// The ways to put a value right: as it was meant, as another value of the object says, or cut off where it is too long.
pub(super) fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let (owner, value) = (owners[0], context.value(finding, owners));
    match finding.value {
        Value::Entry(_) => remedy::mend_entry(context, owner, value),
        Value::Cell(Attribute::DisplayName) if value.trim().is_empty() => {
            name_of_parts(context, owner).into_iter().collect()
        }
        Value::Cell(attribute) => single(context, owner, attribute, value).into_iter().collect(),
        _ => name_of_parts(context, owner).into_iter().collect(),
    }
}

/// A value of its own, not a list.
fn single(context: &RuleContext<'_>, owner: Owner, attribute: Attribute, value: &str) -> Option<Fix> {
    let name = words::name(context, owner);
    let shown = words::shown(value);
    let to = |after: &str, note: String| {
        let change = remedy::set(context, owner, attribute, Some(after))?;
        Some(Fix::review(format!("Set {} of {name} to {}", attribute.name(), words::shown(after)), note, vec![change]))
    };
    match attribute {
        Attribute::Mail => {
            let primary =
                remedy::primary_text(context, owner).filter(|primary| remedy::is_usable(context, owner, primary));
            // Beside addresses that do not have it, it would be told as one that is missing there.
            let listed = context.join.index.on_premises.addresses(owner.object);
            let is_told = |meant: &str| {
                listed.is_empty() || listed.iter().any(|address| case_key::equal(context.text(address.key), meant))
            };
            let meant =
                remedy::mended(value).filter(|meant| remedy::is_usable(context, owner, meant) && is_told(meant));
            let (after, note) = match (primary, meant) {
                (Some(primary), _) => (primary.to_owned(), "It is the primary address.".to_owned()),
                (None, meant) => (meant?, format!("Make sure that this is what {shown} was meant to be.")),
            };
            to(&after, note)
        }
        Attribute::DisplayName if value.trim().len() < value.len() => to(value.trim(), String::new()),
        Attribute::MailNickname => {
            let meant: String =
                value.chars().filter(|c| !c.is_whitespace() && remedy::is_good_alias(&c.to_string())).collect();
            let meant: String = meant.chars().take(ALIAS_LENGTH).collect();
            let (alias, change) = remedy::new_alias(context, owner, Some(meant.trim_matches('.')))?;
            let note = format!("The onmicrosoft.com address of {name} is made from it.");
            Some(Fix::review(format!("Give {name} the alias {}", words::shown(&alias)), note, vec![change]))
        }
        Attribute::TargetAddress => {
            let (kind, address) = value.split_once(':').unwrap_or(("SMTP", value));
            match remedy::own_target(context, owner) {
                Some((target, _)) => {
                    to(&format!("SMTP:{target}"), format!("It is an address of the account of {name}."))
                }
                None => to(
                    &format!("{kind}:{}", remedy::mended(address)?),
                    format!("Make sure that mail for {name} belongs there."),
                ),
            }
        }
        Attribute::SamAccountName => {
            let is_good = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
            let meant: String = value.chars().filter(is_good).take(ACCOUNT_LENGTH).collect();
            let (account, change) = remedy::account_names(context, owner, std::iter::once(meant)).next()?;
            let note = format!("{name} signs in to Windows with it. Tell them before.");
            let title = format!("Set samAccountName of {name} to {}", words::shown(&account));
            Some(Fix::review(title, note, vec![change]))
        }
        Attribute::UserPrincipalName => {
            let primary = remedy::primary_text(context, owner).filter(|primary| !primary.contains('\''));
            let without = value.replace('\'', "");
            let names = primary.into_iter().chain(std::iter::once(without.as_str()));
            names.into_iter().find_map(|name| remedy::sign_in_as(context, owner, name))
        }
        Attribute::ExternalDirectoryObjectId => {
            let change = remedy::set(context, owner, attribute, None)?;
            Some(Fix::safe(format!("Clear the cloud id {shown} of {name}"), vec![change]))
        }
        Attribute::DisplayName => to(cut_off(value, DISPLAY_NAME_LENGTH)?, "The rest is cut off.".to_owned()),
        Attribute::GivenName | Attribute::Surname => {
            to(cut_off(value, NAME_LENGTH)?, "The rest is cut off.".to_owned())
        }
        _ => None,
    }
}

const ALIAS_LENGTH: usize = 64;
const ACCOUNT_LENGTH: usize = 20;
/// One less than the documented length, so that IdFix is content too.
const DISPLAY_NAME_LENGTH: usize = 255;
const NAME_LENGTH: usize = 63;

/// The start of a text, up to this many characters and without a blank at its end; `None` where nothing is cut off.
fn cut_off(text: &str, length: usize) -> Option<&str> {
    let (end, _) = text.char_indices().nth(length)?;
    Some(text[..end].trim_end())
}

/// The display name of an object that has only the parts of it.
fn name_of_parts(context: &RuleContext<'_>, owner: Owner) -> Option<Fix> {
    let text = |attribute| context.join.on_premises().text(owner.object, attribute);
    let name = format!("{} {}", text(Attribute::GivenName)?, text(Attribute::Surname)?);
    let change = remedy::set(context, owner, Attribute::DisplayName, Some(&name))?;
    let title = format!("Set displayName of {} to {}", words::name(context, owner), words::shown(&name));
    Some(Fix::review(title, "It is made of the first name and the surname.", vec![change]))
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
