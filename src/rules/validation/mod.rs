//! Values that Entra ID does not take as they are: one table, a row for each attribute and fault; this is their registry.
//!
//! Form and characters of the UPN are told by `identity-data-validation-failed`, those of proxyAddresses by
//! `proxy-malformed` and `attr-invisible-char`, too many addresses by `large-object`.

mod anchor;
mod form;
mod idfix_only;
mod length;
mod template;
mod undecidable;

use super::RuleDefinition;

/// The rules, in the order in which findings of one severity are listed.
pub(super) const RULES: &[&RuleDefinition] = &[
    &anchor::TOO_LONG,
    &anchor::CHARACTER,
    &length::USER_PRINCIPAL_NAME,
    &length::PROXY_ADDRESSES,
    &length::MAIL,
    &length::MAIL_NICKNAME,
    &length::TARGET_ADDRESS,
    &length::DISPLAY_NAME,
    &length::GIVEN_NAME,
    &length::SURNAME,
    &length::SAM_ACCOUNT_NAME,
    &form::MAIL,
    &form::MAIL_NICKNAME_DOTS,
    &form::MAIL_NICKNAME_CHARACTERS,
    &form::TARGET_ADDRESS,
    &form::SAM_ACCOUNT_NAME,
    &form::DISPLAY_NAME,
    &form::APOSTROPHE,
    &form::OBJECT_SID,
    &form::EXTERNAL_ID,
    &anchor::IMMUTABLE_ID,
    &idfix_only::DISPLAY_NAME_BLANKS,
    &idfix_only::TARGET_ADDRESS_BLANK,
    &idfix_only::PROXY_CHARACTERS,
    &undecidable::CERTIFICATES,
    &undecidable::PHOTO,
    &undecidable::EXTENSIONS,
];
