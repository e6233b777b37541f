//! What IdFix objects to and Microsoft's documented limits allow. These rules find nothing unless its rules are chosen.

use super::template::{BY_IDFIX, follows_idfix, report, validation};
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::rules::RuleDefinition;
use crate::rules::prelude::*;

validation! {
    DISPLAY_NAME_BLANKS: "display-name-blanks-around", "Display name with blanks around", Low, DisplayName;
    finds: "A displayName begins or ends with a blank.",
    does: "Where IdFix's rules are chosen, looks for blanks at both ends of displayName.",
    why: "Lists that are sorted by name show the object in the wrong place.",
    todo: "Remove the blanks in AD.",
    limits: "Programs that make exports may cut the blanks off; then they are not seen.",
    terms: ["IdFix Character", "displayName"], sources: [pages::IDFIX],
    header: "displayName", fires: "ann,\"Ann Lee \"", silent: "ann,Ann Lee", under: "ruleSet=idfix",
    check: |context, object, sink| {
        let is_around = |name: &str| !name.trim().is_empty() && name.trim().len() < name.len();
        if follows_idfix(context) && object.raw(Attribute::DisplayName).is_some_and(is_around) {
            report(object, sink, Attribute::DisplayName, Severity::Low, BY_IDFIX);
        }
    }
}

validation! {
    TARGET_ADDRESS_BLANK: "target-address-blank", "Forwarding address is blank", Low, TargetAddress;
    finds: "A mail contact, or a user with mail and no mailbox in AD, has no targetAddress.",
    does: "Where IdFix's rules are chosen, looks for a blank targetAddress of contacts that have mail, and of users that have mail, a blank homeMDB and no sign of a remote mailbox.",
    why: "Exchange on premises does not know where to send mail for such an object.",
    todo: "Where Exchange on premises is in use, give the object a targetAddress in AD. Otherwise nothing has to be done.",
    limits: "IdFix's dedicated rules have this one. Without homeMDB in the export users are not looked at.",
    terms: ["IdFix Blank", "targetAddress"], sources: [pages::IDFIX],
    header: "mail,homeMDB,targetAddress", fires: "ann,ann@contoso.com,,", silent: "ann,ann@contoso.com,CN=DB1,",
    under: "ruleSet=idfix",
    check: |context, object, sink| {
        let is_blank = |attribute| object.cell(attribute) == Cell::Empty;
        let is_routed = || match object.kind {
            ObjectKind::Contact => false,
            ObjectKind::User => {
                !is_blank(Attribute::HomeMdb) || object.text(Attribute::MsExchRemoteRecipientType).is_some()
            }
            _ => true,
        };
        let has_mail = || object.text(Attribute::Mail).is_some();
        if follows_idfix(context) && is_blank(Attribute::TargetAddress) && has_mail() && !is_routed() {
            report(object, sink, Attribute::TargetAddress, Severity::Low, BY_IDFIX);
        }
    }
}

validation! {
    PROXY_CHARACTERS: "proxy-addresses-illegal-character", "Other address with forbidden character", Low, ProxyAddresses;
    finds: "An address of another type than SMTP in proxyAddresses holds a character to which IdFix objects.",
    does: "Where IdFix's rules are chosen, looks for [ ] \" ' in addresses of the types X500 and X400, and for blanks and < > ( ) , [ ] \" in those of further types.",
    why: "Entra ID takes no part in such addresses. Programs on premises may stumble over them.",
    todo: "Look whether anything uses the address, and correct or remove it in AD.",
    limits: "SMTP addresses are told by proxy-malformed.",
    terms: ["IdFix Character", "proxyAddresses", "X500"], sources: [pages::IDFIX],
    header: "proxyAddresses", fires: "ann,SIP:ann lee@contoso.com", silent: "ann,SIP:ann.lee@contoso.com",
    under: "ruleSet=idfix",
    check: |context, object, sink| {
        let Some(list) = object.text(Attribute::ProxyAddresses).filter(|_| follows_idfix(context)) else { return };
        for (place, entry) in (0..).zip(crate::model::address_list::entries(list)) {
            let address = ProxyAddress::parse(entry);
            let AddressType::Other(kind) = address.address_type else { continue };
            let is_directory_name = ["X500", "X400"].iter().any(|known| known.eq_ignore_ascii_case(kind));
            let forbidden = if is_directory_name { "[]\"'" } else { " <>(),[]\"" };
            if address.value.contains(|c: char| forbidden.contains(c)) {
                sink.add(Severity::Low, Confidence::Certain, &[object.owner], Value::Entry(place), BY_IDFIX);
            }
        }
    }
}
