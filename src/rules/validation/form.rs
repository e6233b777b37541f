//! Values that are not of the form that the cloud takes: characters, dots, identifiers. Lengths are elsewhere.

use super::template::{BY_IDFIX, DOCUMENTED, follows_idfix, report, validation};
use crate::model::proxy_address::{AddressType, ProxyAddress, is_address};
use crate::model::security_identifier;
use crate::model::{alias, case_key};
use crate::rules::RuleDefinition;
use crate::rules::prelude::*;

validation! {
    MAIL: "mail-malformed", "E-mail address not valid", Medium, Mail;
    finds: "A mail attribute is no valid e-mail address.",
    does: "Looks for one name, one @ and a domain, and for blanks, accents and other characters that an address may not have. Blanks at the ends are no fault: the sync cuts them off.",
    why: "Where proxyAddresses is empty, mail is the primary address. Entra ID does not take this one, and the mailbox gets an onmicrosoft.com address instead.",
    todo: "Correct mail in AD.",
    limits: "Whether the domain exists is not looked at.",
    terms: ["IdFix Format", "IdFix Character", "IdFix LocalPart", "IdFix DomainPart"], sources: [pages::PREPARE, pages::IDFIX],
    yields_to: ["mail-too-long"],
    header: "mail", fires: "ann,ann@@contoso.com", silent: "ann,ann@contoso.com",
    check: |_, object, sink| {
        if object.text(Attribute::Mail).is_some_and(|mail| !mail.is_ascii() || !is_address(case_key::trim(mail))) {
            report(object, sink, Attribute::Mail, Severity::Medium, DOCUMENTED);
        }
    }
}

validation! {
    MAIL_NICKNAME_DOTS: "mail-nickname-malformed", "Exchange alias with misplaced dots", Medium, MailNickname;
    finds: "A mailNickname begins or ends with a dot, or has two in a row.",
    does: "Looks at where the dots of mailNickname stand.",
    why: "The alias becomes the name of the onmicrosoft.com address, and such an address is not valid.",
    todo: "Correct the mailNickname in AD, before the first sync.",
    limits: "IdFix means to find this and does not: its check returns nothing.",
    terms: ["IdFix Character", "mailNickname"], sources: [pages::PREPARE, pages::IDFIX],
    header: "mailNickname", fires: "ann,.ann", silent: "ann,a.lee",
    check: |_, object, sink| {
        let is_misplaced = |nickname: &str| {
            let two_in_a_row = || nickname.as_bytes().windows(2).any(|pair| pair == b"..");
            nickname.starts_with('.') || nickname.ends_with('.') || two_in_a_row()
        };
        if object.text(Attribute::MailNickname).is_some_and(|nickname| is_misplaced(case_key::trim(nickname))) {
            report(object, sink, Attribute::MailNickname, Severity::Medium, DOCUMENTED);
        }
    }
}

validation! {
    MAIL_NICKNAME_CHARACTERS: "mail-nickname-illegal-character", "Exchange alias with forbidden character", Medium, MailNickname;
    finds: "A mailNickname holds a blank or a character that Exchange and Entra ID do not take.",
    does: "Looks for blanks, &, brackets, quotation marks, @, commas, colons, backslashes and anything outside plain Latin letters, digits and the signs that an alias may have.",
    why: "Such characters become underscores, so the alias and the address made from it are not the expected ones.",
    todo: "Correct the mailNickname in AD, before the first sync.",
    limits: "Signs such as + and # are allowed in Exchange and are not reported.",
    terms: ["IdFix Character", "mailNickname"], sources: [pages::PREPARE, pages::IDFIX],
    header: "mailNickname", fires: "ann,ann lee", silent: "ann,ann_lee+1",
    check: |_, object, sink| {
        if object.text(Attribute::MailNickname).is_some_and(|nickname| !case_key::trim(nickname).chars().all(alias::is_allowed)) {
            report(object, sink, Attribute::MailNickname, Severity::Medium, DOCUMENTED);
        }
    }
}

validation! {
    SAM_ACCOUNT_NAME: "sam-account-name-illegal-character", "Account name with forbidden character", Low, SamAccountName;
    finds: "A sAMAccountName holds a character that it should not have.",
    does: "Looks for quotation marks, apostrophes, brackets, slashes, colons, semicolons, commas, bars and the signs < > + = ? *.",
    why: "It is sent in place of a missing UPN, and Entra ID does not take it then.",
    todo: "Rename the account in AD, or make sure that it has a UPN.",
    limits: "The apostrophe is on Microsoft's list and not on IdFix's; with IdFix's rules chosen it is not reported.",
    terms: ["IdFix Character", "sAMAccountName"], sources: [pages::PREPARE, pages::IDFIX],
    header: "displayName", fires: "ann+lee,Ann", silent: "ann.lee,Ann",
    check: |context, object, sink| {
        let Some(name) = object.text(Attribute::SamAccountName) else { return };
        let is_forbidden = |byte: u8| b"\\\"|,/[]:<>+=;?*".contains(&byte) || (byte == b'\'' && !follows_idfix(context));
        if name.bytes().any(is_forbidden) {
            report(object, sink, Attribute::SamAccountName, Severity::Low, DOCUMENTED);
        }
    }
}

validation! {
    TARGET_ADDRESS: "target-address-malformed", "Forwarding address not valid", Medium, TargetAddress;
    finds: "A targetAddress is no valid SMTP address.",
    does: "Looks at targetAddresses of the type SMTP, or without a type: one name, one @, a domain, no blank and none of the characters \\ < > ( ) ; , [ ] \" or accents.",
    why: "Mail for the object is sent on to nowhere, and Entra ID does not take the value.",
    todo: "Correct the targetAddress in AD.",
    limits: "Addresses of other types are not looked at.",
    terms: ["IdFix Format", "IdFix Character", "targetAddress"], sources: [pages::PREPARE, pages::IDFIX],
    yields_to: ["target-address-too-long"],
    header: "targetAddress", fires: "ann,SMTP:ann@@contoso.com", silent: "ann,SMTP:ann@contoso.com",
    check: |_, object, sink| {
        let Some(target) = object.text(Attribute::TargetAddress) else { return };
        let target = ProxyAddress::parse(target.trim());
        let is_smtp = target.is_smtp() || target.address_type == AddressType::Missing;
        if is_smtp && (!target.value.is_ascii() || !is_address(target.value)) {
            report(object, sink, Attribute::TargetAddress, Severity::Medium, DOCUMENTED);
        }
    }
}

validation! {
    DISPLAY_NAME: "display-name-blank", "Display name of blanks", Low, DisplayName;
    finds: "A displayName is there and holds nothing but blanks.",
    does: "Looks for a displayName that is set, and blank. With IdFix's rules chosen, objects without a displayName are reported as well.",
    why: "The object stands without a name in address lists.",
    todo: "Give the object a displayName in AD.",
    limits: "Most exports do not tell a blank from nothing; only a cell that holds blanks is seen.",
    terms: ["IdFix Blank", "displayName"], sources: [pages::PREPARE, pages::IDFIX],
    header: "mail,displayName", fires: "ann,ann@contoso.com,\"  \"", silent: "ann,ann@contoso.com,Ann",
    check: |context, object, sink| {
        if object.cell(Attribute::DisplayName) != Cell::Empty {
            return;
        }
        if object.raw(Attribute::DisplayName).is_some_and(|raw| !raw.is_empty()) {
            report(object, sink, Attribute::DisplayName, Severity::Low, DOCUMENTED);
        } else if follows_idfix(context) {
            report(object, sink, Attribute::DisplayName, Severity::Low, BY_IDFIX);
        }
    }
}

validation! {
    APOSTROPHE: "user-principal-name-apostrophe", "UPN with an apostrophe", Info, UserPrincipalName;
    finds: "A user principal name holds an apostrophe, which is allowed and which older tools reject.",
    does: "Looks for an apostrophe in the UPN.",
    why: "Entra ID takes it. IdFix reports it as a fault, and some applications cannot sign such a user in.",
    todo: "Nothing has to be done. Where an application has trouble with it, give the user a UPN without.",
    limits: "Microsoft's page allows the character; IdFix's change log says so too, and its code still rejects it.",
    terms: ["IdFix Character", "apostrophe in UPN"], sources: [pages::PREPARE, pages::IDFIX],
    header: "userPrincipalName", fires: "ann,o'brien@contoso.com", silent: "ann,obrien@contoso.com",
    check: |context, object, sink| {
        if object.text(Attribute::UserPrincipalName).is_some_and(|name| name.contains('\'')) {
            let case = if follows_idfix(context) { BY_IDFIX } else { DOCUMENTED };
            report(object, sink, Attribute::UserPrincipalName, Severity::Info, case);
        }
    }
}

validation! {
    OBJECT_SID: "object-sid-malformed", "SID not of a domain", Low, ObjectSid;
    finds: "An objectSid is no security identifier of a domain account.",
    does: "Looks for the form S-1-5-21 with three numbers of the domain and one of the account.",
    why: "Entra ID keeps the SID of each synced object and compares it. One that is none points to an export that damaged the value.",
    todo: "Make the export again with the recommended command. If the value is the same, look at the object in AD.",
    limits: "Built-in groups of the domain controllers (S-1-5-32) are not synced and not reported.",
    terms: ["OnPremiseSecurityIdentifier", "objectSid"], sources: [pages::SYNC_ERRORS],
    header: "objectSid", fires: "ann,S-1-5-21-1-2", silent: "ann,S-1-5-21-1-2-3-1104",
    check: |_, object, sink| {
        let is_of_domain = |text: &str| {
            let Some(identifier) = security_identifier::normalise(text) else { return false };
            let parts = || identifier.bytes().filter(|&byte| byte == b'-').count() + 1;
            identifier.starts_with("S-1-5-32-") || (identifier.starts_with("S-1-5-21-") && parts() == 8)
        };
        if object.text(Attribute::ObjectSid).is_some_and(|text| !is_of_domain(text)) {
            report(object, sink, Attribute::ObjectSid, Severity::Low, DOCUMENTED);
        }
    }
}

validation! {
    EXTERNAL_ID: "external-directory-object-id-malformed", "Written-back cloud id not valid", Low, ExternalDirectoryObjectId;
    finds: "An msDS-ExternalDirectoryObjectID is not of the form User_ and a cloud object id.",
    does: "Looks for User_, Group_ or Contact_ followed by an object id.",
    why: "Hybrid Exchange writes the value, and tools such as Cayosoft Administrator look accounts up by it. They find nothing by this one.",
    todo: "Clear the value in AD and let hybrid Exchange write it again.",
    limits: "Whether the id is that of the right account is told by ad-ext-id-stale.",
    terms: ["msDS-ExternalDirectoryObjectID"], sources: [pages::SYNC_TOOLS],
    header: "msDsExternalDirectoryObjectId", fires: "ann,User_123", silent: "ann,User_aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
    check: |_, object, sink| {
        let is_identifier = |text: &str| {
            let (kind, id) = text.trim().split_once('_').unwrap_or(("", text.trim()));
            let is_kind = ["", "User", "Group", "Contact"].iter().any(|known| known.eq_ignore_ascii_case(kind));
            is_kind && crate::model::Guid::parse_text(id).is_some()
        };
        if object.text(Attribute::ExternalDirectoryObjectId).is_some_and(|text| !is_identifier(text)) {
            report(object, sink, Attribute::ExternalDirectoryObjectId, Severity::Low, DOCUMENTED);
        }
    }
}
