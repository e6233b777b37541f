//! Values that are longer than the cloud takes. Nothing but their length is looked at.

use super::template::{report, too_long, validation};
use crate::model::address_list;
use crate::model::proxy_address::LONGEST_ENTRY;
use crate::model::user_principal_name::{DOMAIN_LENGTH, LOCAL_LENGTH};
use crate::rules::RuleDefinition;
use crate::rules::prelude::*;

validation! {
    DISPLAY_NAME: "display-name-too-long", "Display name too long", Medium, DisplayName;
    finds: "A displayName has more than 256 characters.",
    does: "Counts the characters of displayName.",
    why: "Entra ID does not take the value, and the export of the object ends with an error.",
    todo: "Shorten the displayName in AD to 256 characters.",
    limits: "IdFix already objects at 256; with its rules chosen this does too, and says so.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "displayName", fires: "ann,⟨257×a⟩", silent: "ann,⟨256×a⟩",
    check: |context, object, sink| {
        too_long(context, object, sink, Attribute::DisplayName, (256, 255), Severity::Medium);
    }
}

validation! {
    GIVEN_NAME: "given-name-too-long", "First name too long", Medium, GivenName;
    finds: "A givenName has more than 64 characters.",
    does: "Counts the characters of givenName.",
    why: "Entra ID does not take the value, and the export of the object ends with an error.",
    todo: "Shorten the givenName in AD to 64 characters.",
    limits: "IdFix already objects at 64; with its rules chosen this does too, and says so.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "givenName", fires: "ann,⟨65×a⟩", silent: "ann,⟨64×a⟩",
    check: |context, object, sink| {
        too_long(context, object, sink, Attribute::GivenName, (64, 63), Severity::Medium);
    }
}

validation! {
    SURNAME: "surname-too-long", "Surname too long", Medium, Surname;
    finds: "A surname (sn) has more than 64 characters.",
    does: "Counts the characters of sn.",
    why: "Entra ID does not take the value, and the export of the object ends with an error.",
    todo: "Shorten the surname in AD to 64 characters.",
    limits: "Only the length is looked at.",
    terms: ["ExceededAllowedLength"], sources: [pages::PREPARE],
    header: "sn", fires: "ann,⟨65×a⟩", silent: "ann,⟨64×a⟩",
    check: |context, object, sink| too_long(context, object, sink, Attribute::Surname, (64, 64), Severity::Medium)
}

validation! {
    MAIL: "mail-too-long", "E-mail address too long", Medium, Mail;
    finds: "A mail attribute has more than 256 characters.",
    does: "Counts the characters of mail.",
    why: "Entra ID does not take the value, so the object may be left without its address.",
    todo: "Give the object a shorter address in AD.",
    limits: "Only the length is looked at.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "mail", fires: "ann,⟨245×a⟩@contoso.com", silent: "ann,⟨244×a⟩@contoso.com",
    check: |context, object, sink| too_long(context, object, sink, Attribute::Mail, (256, 256), Severity::Medium)
}

validation! {
    MAIL_NICKNAME: "mail-nickname-too-long", "Exchange alias too long", Medium, MailNickname;
    finds: "A mailNickname has more than 64 characters.",
    does: "Counts the characters of mailNickname.",
    why: "Entra ID does not take the alias, and the address that is made from it is not the expected one.",
    todo: "Shorten the mailNickname in AD to 64 characters, before the first sync.",
    limits: "Only the length is looked at.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "mailNickname", fires: "ann,⟨65×a⟩", silent: "ann,⟨64×a⟩",
    check: |context, object, sink| too_long(context, object, sink, Attribute::MailNickname, (64, 64), Severity::Medium)
}

validation! {
    TARGET_ADDRESS: "target-address-too-long", "Forwarding address too long", Medium, TargetAddress;
    finds: "A targetAddress has more than 256 characters.",
    does: "Counts the characters of targetAddress, its type included.",
    why: "Entra ID does not take the value, and mail is not sent on.",
    todo: "Correct the targetAddress in AD.",
    limits: "IdFix already objects at 256; with its rules chosen this does too, and says so.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "targetAddress", fires: "ann,SMTP:⟨240×a⟩@contoso.com", silent: "ann,SMTP:⟨239×a⟩@contoso.com",
    check: |context, object, sink| {
        too_long(context, object, sink, Attribute::TargetAddress, (256, 255), Severity::Medium);
    }
}

/// How long a user's sAMAccountName may be; that of other objects is limited by AD alone.
const SAM_ACCOUNT_NAME_LENGTH: usize = 20;

validation! {
    SAM_ACCOUNT_NAME: "sam-account-name-too-long", "Account name too long", Low, SamAccountName;
    finds: "A user's sAMAccountName has more than 20 characters.",
    does: "Counts the characters of sAMAccountName of users; of other objects, beyond 256.",
    why: "It is sent in place of a missing UPN, and older systems cut it off.",
    todo: "Give the user a sAMAccountName of at most 20 characters.",
    limits: "AD itself refuses longer names of users today, so such a value points to a conversion of the file.",
    terms: ["IdFix Length", "sAMAccountName"], sources: [pages::PREPARE, pages::IDFIX],
    header: "displayName", fires: "⟨21×a⟩,Ann", silent: "⟨20×a⟩,Ann",
    check: |context, object, sink| {
        let limit = if object.kind == ObjectKind::User { SAM_ACCOUNT_NAME_LENGTH } else { 256 };
        too_long(context, object, sink, Attribute::SamAccountName, (limit, limit), Severity::Low);
    }
}

validation! {
    USER_PRINCIPAL_NAME: "user-principal-name-too-long", "UPN too long", High, UserPrincipalName;
    finds: "A user principal name is longer than Entra ID takes: 113 characters, 64 before the @ and 48 after it.",
    does: "Counts the characters of the UPN, and of its two parts.",
    why: "Entra ID does not take the name; it makes one from the alias in the onmicrosoft.com domain, or the export ends with IdentityDataValidationFailed.",
    todo: "Give the user a shorter UPN in AD.",
    limits: "IdFix counts the whole only. Faults of form and of characters are told by identity-data-validation-failed.",
    terms: ["IdentityDataValidationFailed", "ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "userPrincipalName", fires: "ann,⟨65×a⟩@contoso.com", silent: "ann,⟨64×a⟩@contoso.com",
    check: |_, object, sink| {
        let Some(name) = object.text(Attribute::UserPrincipalName) else { return };
        if object.kind != ObjectKind::User || name.len() <= DOMAIN_LENGTH {
            return;
        }
        let (local, domain) = name.rsplit_once('@').unwrap_or((name, ""));
        let length = |text: &str| text.chars().count();
        if length(local) > LOCAL_LENGTH || length(domain) > DOMAIN_LENGTH || length(name) > 113 {
            report(object, sink, Attribute::UserPrincipalName, Severity::High, super::template::DOCUMENTED);
        }
    }
}

validation! {
    PROXY_ADDRESSES: "proxy-addresses-too-long", "Address entry too long", Medium, ProxyAddresses;
    finds: "An entry of proxyAddresses has more than 256 characters.",
    does: "Counts the characters of each entry, its type included.",
    why: "Entra ID drops the entry, mostly without an error.",
    todo: "Shorten the entry in AD, or remove it.",
    limits: "Only the length is looked at.",
    terms: ["ExceededAllowedLength", "IdFix Length"], sources: [pages::PREPARE, pages::IDFIX],
    header: "proxyAddresses", fires: "ann,smtp:⟨240×a⟩@contoso.com", silent: "ann,smtp:⟨239×a⟩@contoso.com",
    check: |_, object, sink| {
        let Some(list) = object.text(Attribute::ProxyAddresses).filter(|list| list.len() > LONGEST_ENTRY) else { return };
        for (place, _) in (0..).zip(address_list::entries(list)).filter(|(_, entry)| entry.chars().count() > LONGEST_ENTRY) {
            sink.add(Severity::Medium, Confidence::Certain, &[object.owner], Value::Entry(place), super::template::DOCUMENTED);
        }
    }
}
