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
use crate::view::settings::RULE_SETS;

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
        for term in rule.search_terms {
            add(term);
        }
    }
    for group in Group::ALL {
        add(group.title());
    }
    for outcome in Outcome::ALL {
        add(outcome.name());
        add(outcome.label());
    }
    for reason in Reason::ALL {
        add(reason.name());
    }
    for key in MatchKey::ALL {
        add(key.name());
        add(names::key_words(*key));
    }
    for confidence in Confidence::ALL {
        add(confidence.name());
    }
    for severity in Severity::ALL {
        add(severity.name());
    }
    for fix in [FixKind::Script, FixKind::Runbook, FixKind::None] {
        add(fix.name());
    }
    for kind in [ObjectKind::User, ObjectKind::Guest, ObjectKind::Group, ObjectKind::Contact, ObjectKind::PublicFolder]
    {
        add(kind.name());
        add(kind_word(kind));
    }
    for class in [Class::Address, Class::Value, Class::Domain, Class::File] {
        add(class_word(class));
    }
    for format in crate::import::format::REGISTRY {
        add(format.name);
        add(format.title);
    }
    add(Format::Unknown.name());
    for text in Encoding::names() {
        add(text);
    }
    add(Encoding::Utf8WithMark.name());
    for code in ProblemCode::ALL {
        add(code.name());
        add(code.words());
    }
    for (_, words) in RULE_SETS {
        add(words);
    }
    for attribute in Attribute::ALL {
        add(attribute.name());
    }
    for caution in names::CAUTIONS {
        add(caution);
    }
    for word in words::ALL {
        add(word);
    }
    watch.into_words()
}
