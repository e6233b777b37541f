//! The product's own words: what an export may say whatever the files hold.
//!
//! What is built into a form is learnt by writing it without any data; here stands what only data bring up: rules,
//! outcomes, steps, kinds. A test writes the built-in school in every form and fails where a word is missing.

use rustc_hash::FxHashSet;

use super::stand_in::{Class, class_word, kind_word};
use super::{Level, WITHOUT_A_NAME};
use crate::finding::{FixKind, Severity};
use crate::import::{Encoding, Format, ProblemCode};
use crate::join::{MatchKey, Outcome, Reason};
use crate::model::{Attribute, Confidence, ObjectKind};
use crate::report::json::LOOK_AT_IT;
use crate::report::redaction::scan::Watch;
use crate::report::table::words;
use crate::rules::definition::summary;
use crate::rules::{Group, REGISTRY};
use crate::view::names;

/// The names of fields in the JSON forms that stand only in rows, and the words of their values.
const JSON: &str = "onPremises cloud softDeleted outcome by confidence reasons steps step key hits verdict why lookups cayosoft \
     error rmUnify optedOut wanted grant heldBy forecast userPrincipalName mail mailNickname proxyAddresses side file row id dn \
     displayName rule severity objects values message whatToDo searchTerms fix accepted reason date format before encoding \
     delimiter rows setAside columns problems code column t null true false scope source-anchor existing-link primary-smtp upn \
     permission uniqueness contest yes no blocked unknown not-asked on-premises tenant findings none smtp sip in ms-DS-ConsistencyGuid objectGUID documented idfix";

/// What the steps of an object ask, and what they come to.
const STEPS: &str = "In scope? Source anchor? Joined already? Primary address? UPN? May it join? New: are its values free? Wanted \
     by another? One account. Several accounts. Nobody’s. Yes, as far as known. Most likely. Yes, and it keeps it. Yes, and the \
     other keeps it. Yes. No. Cannot be checked. Not asked.";

/// The words as a watch at this level divides them.
pub(super) fn words_of(level: Level) -> FxHashSet<String> {
    let mut watch = Watch::new(level, FxHashSet::default());
    let mut add = |text: &str| {
        watch.see(text.as_bytes());
        watch.see(b"\n");
    };
    add(JSON);
    add(STEPS);
    add(WITHOUT_A_NAME);
    add(LOOK_AT_IT);
    for rule in REGISTRY.iter() {
        for text in [rule.id, rule.title, rule.group.title(), &summary(rule)] {
            add(text);
        }
        rule.search_terms.iter().for_each(|term| add(term));
    }
    Group::ALL.iter().for_each(|group| add(group.title()));
    for outcome in Outcome::ALL {
        add(outcome.name());
        add(outcome.label());
    }
    Reason::ALL.iter().for_each(|reason| add(reason.name()));
    for key in MatchKey::ALL {
        add(key.name());
        add(names::key_words(*key));
    }
    Confidence::ALL.iter().for_each(|confidence| add(confidence.name()));
    Severity::ALL.iter().for_each(|severity| add(severity.name()));
    [FixKind::Script, FixKind::Runbook, FixKind::None].iter().for_each(|fix| add(fix.name()));
    for kind in [ObjectKind::User, ObjectKind::Guest, ObjectKind::Group, ObjectKind::Contact, ObjectKind::PublicFolder]
    {
        add(kind.name());
        add(kind_word(kind));
    }
    [Class::Address, Class::Value, Class::Domain, Class::File].iter().for_each(|class| add(class_word(*class)));
    crate::import::format::REGISTRY.iter().for_each(|format| {
        add(format.name);
        add(format.title);
    });
    add(Format::Unknown.name());
    Encoding::names().for_each(&mut add);
    add(Encoding::Utf8WithMark.name());
    ProblemCode::ALL.iter().for_each(|code| add(code.name()));
    Attribute::ALL.iter().for_each(|attribute| add(attribute.name()));
    names::CAUTIONS.iter().for_each(|caution| add(caution));
    words::ALL.iter().for_each(|word| add(word));
    watch.into_words()
}
