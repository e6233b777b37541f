//! What nearly every rule needs, so that a rule's file begins with the rule.

#![allow(unused_imports, reason = "not every name is in use at all times")]

pub(in crate::rules) use super::definition::{Check, Group, Need, rule};
pub(in crate::rules) use super::subject::{Pair, Subject};
pub(in crate::rules) use super::{RuleContext, Sink, pages, remedy, words};
pub(in crate::rules) use crate::finding::{Explanation, Finding, Fix, FixKind, Owner, Safety, Severity, Value};
pub(in crate::rules) use crate::model::{Attribute, Cell, Confidence, Key, ObjectId, ObjectKind, Side};
