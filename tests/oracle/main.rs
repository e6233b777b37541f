//! The joins again, by a second implementation that is slow and obvious: it reads Microsoft's order of keys literally,
//! compares every AD row with every cloud row, and shares no code with the product. Random small directories, in which
//! nearly everything collides, must come out the same from both.
//!
//! `PROPTEST_CASES=100000 cargo test --test oracle` looks longer.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "the product folds case in its own way; this must not share it")]
#![allow(clippy::too_many_lines, reason = "one function reads like the documents, from top to bottom")]

#[path = "../common/mod.rs"]
mod common;
mod worlds;

use std::fmt::Write as _;

use common::{analyse, report};
use dirmatch::settings::Settings;
use proptest::prelude::*;
use worlds::world;

/// What a cell says: `None` where the file has no such column.
type Told = Option<String>;

#[derive(Clone, Debug)]
struct OnPremises {
    kind: &'static str,
    dn: &'static str,
    object_guid: Told,
    consistency_guid: Told,
    sam: Told,
    employee: Told,
    upn: Told,
    mail: Told,
    addresses: Told,
    critical: Told,
}

#[derive(Clone, Debug)]
struct Cloud {
    kind: &'static str,
    id: String,
    upn: Told,
    mail: Told,
    addresses: Told,
    immutable_id: Told,
    synced: Told,
    bound_to: Told,
    managed_here: Told,
    deleted: Told,
}

#[derive(Clone, Debug)]
struct Tenant {
    anchor: &'static str,
    login: &'static str,
    has_second_domain: bool,
    routing_domain: &'static str,
    quarantine_upn: Option<bool>,
    quarantine_address: Option<bool>,
    block_soft: Option<bool>,
    block_hard: Option<bool>,
    soft_by_upn: Option<bool>,
    allow_rebinding: Option<bool>,
    hardening: Option<bool>,
    /// Principal and role, if a file tells roles.
    roles: Option<Vec<(String, &'static str)>>,
}

#[derive(Clone, Debug)]
struct World {
    on_premises: Vec<OnPremises>,
    cloud: Vec<Cloud>,
    tenant: Tenant,
}

/// Outcome, key, confidence (3 certain, 2 likely, 1 possible), cloud row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    outcome: &'static str,
    by: Option<&'static str>,
    confidence: u8,
    cloud: Option<usize>,
}

fn answer(outcome: &'static str, by: Option<&'static str>, confidence: u8, cloud: Option<usize>) -> Answer {
    Answer { outcome, by, confidence, cloud }
}

fn said(cell: &Told) -> Option<&str> {
    cell.as_deref().filter(|text| !text.is_empty())
}

/// A primary address, and how sure it is that the sync compares it.
fn on_premises_primary(object: &OnPremises) -> Option<(String, u8)> {
    let mail = || said(&object.mail).map(str::to_lowercase);
    let Some(list) = &object.addresses else { return mail().map(|mail| (mail, 2)) };
    if list.is_empty() {
        return mail().map(|mail| (mail, 3));
    }
    let entries: Vec<&str> = list.split('|').collect();
    let mut primaries: Vec<String> =
        entries.iter().filter_map(|entry| entry.strip_prefix("SMTP:")).map(str::to_lowercase).collect();
    primaries.dedup();
    if let Some(first) = primaries.first() {
        return Some((first.clone(), if primaries.iter().any(|other| other != first) { 1 } else { 3 }));
    }
    if entries.iter().any(|entry| entry.starts_with("smtp:")) {
        return None;
    }
    mail().map(|mail| (mail, 1))
}

/// What a user signs in with: the UPN, and without one the account name in the AD domain; or the mail, if the tenant chose
/// that.
fn on_premises_login(object: &OnPremises, tenant: &Tenant) -> Option<String> {
    if object.kind != "user" {
        return None;
    }
    if tenant.login == "mail" {
        return said(&object.mail).map(str::to_lowercase);
    }
    if let Some(upn) = said(&object.upn) {
        return Some(upn.to_lowercase());
    }
    object.upn.as_ref()?;
    let domain: Vec<&str> = object.dn.split(',').filter_map(|part| part.strip_prefix("DC=")).collect();
    let sam = said(&object.sam).filter(|_| !domain.is_empty())?;
    Some(format!("{sam}@{}", domain.join(".")).to_lowercase())
}

fn smtp_addresses(list: &Told) -> Vec<String> {
    said(list)
        .unwrap_or_default()
        .split('|')
        .filter_map(|entry| entry.strip_prefix("SMTP:").or_else(|| entry.strip_prefix("smtp:")))
        .map(str::to_lowercase)
        .collect()
}

/// The mail, where a list of SMTP addresses stands that does not have it.
fn mail_beside_list(object: &OnPremises) -> Option<String> {
    let list = smtp_addresses(&object.addresses);
    said(&object.mail).map(str::to_lowercase).filter(|mail| !list.is_empty() && !list.contains(mail))
}

fn sip_addresses(list: &Told) -> Vec<String> {
    let entries = said(list).unwrap_or_default().split('|');
    entries.map(str::to_lowercase).filter(|entry| entry.starts_with("sip:")).collect()
}

fn cloud_primary(object: &Cloud) -> Option<String> {
    match &object.addresses {
        None => said(&object.mail).map(str::to_lowercase),
        Some(list) => list.split('|').find_map(|entry| entry.strip_prefix("SMTP:")).map(str::to_lowercase),
    }
}

fn cloud_addresses(object: &Cloud) -> Vec<String> {
    match &object.addresses {
        None => said(&object.mail).map(str::to_lowercase).into_iter().collect(),
        list => smtp_addresses(list),
    }
}

/// The raw bytes of a GUID's text as Active Directory stores them, in Base64: what ImmutableId holds.
fn immutable_id(guid: &str) -> String {
    use base64::Engine as _;
    let hex: String = guid.chars().filter(|c| *c != '-').collect();
    let byte = |place: usize| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).expect("hex");
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    base64::engine::general_purpose::STANDARD.encode(order.map(byte))
}

/// The anchor as ImmutableId, and whether it is known for sure.
fn anchor(object: &OnPremises, tenant: &Tenant) -> Option<(String, bool)> {
    let own = said(&object.object_guid).map(immutable_id);
    if object.kind != "user" || tenant.anchor == "objectGUID" {
        return own.map(|own| (own, true));
    }
    if tenant.anchor == "employeeID" {
        return said(&object.employee).map(|number| (number.to_owned(), true));
    }
    match &object.consistency_guid {
        None => own.map(|own| (own, false)),
        Some(cell) if cell.is_empty() => own.map(|own| (own, true)),
        Some(cell) => Some((cell.clone(), true)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchors {
    Equal,
    Different,
    NoneInCloud,
    Unknown,
}

fn compare_anchors(own: Option<&(String, bool)>, cloud: &Cloud) -> Anchors {
    match (own, &cloud.immutable_id) {
        (_, Some(text)) if text.is_empty() => Anchors::NoneInCloud,
        (Some((own, _)), Some(text)) if own == text => Anchors::Equal,
        (Some((_, true)), Some(_)) => Anchors::Different,
        _ => Anchors::Unknown,
    }
}

impl World {
    fn is_live(&self, place: usize) -> bool {
        said(&self.cloud[place].deleted).is_none()
    }

    /// Cloud rows that fulfil a condition, in their order.
    fn find(&self, condition: impl Fn(&Cloud) -> bool) -> Vec<usize> {
        (0..self.cloud.len()).filter(|&place| condition(&self.cloud[place])).collect()
    }

    fn roles_of(&self, place: usize) -> Option<Vec<&'static str>> {
        let roles = self.tenant.roles.as_ref()?;
        Some(roles.iter().filter(|(id, _)| *id == self.cloud[place].id).map(|(_, role)| *role).collect())
    }

    /// The SMTP addresses that the cloud does not discard.
    fn kept_addresses(&self, object: &OnPremises) -> Vec<String> {
        let routed = format!("@{}", self.tenant.routing_domain);
        let mut kept = smtp_addresses(&object.addresses);
        kept.retain(|address| !address.ends_with(".onmicrosoft.com") || address.ends_with(&routed));
        kept
    }

    /// Who has its anchor and is never joined by it: a guest or another type of object.
    fn anchor_of_other_type(&self, object: &OnPremises, own: Option<&(String, bool)>) -> Option<usize> {
        let own = own.map(|(own, _)| own);
        let holds = |cloud: &Cloud| own.is_some() && cloud.immutable_id.as_ref() == own && cloud.kind != object.kind;
        self.find(holds).into_iter().find(|&place| self.is_live(place))
    }

    /// Who has a SIP address of it, which is unique among SIP addresses, and how sure that is another's.
    fn sip_holder(&self, object: &OnPremises, own: Option<&(String, bool)>) -> Option<(usize, u8)> {
        let holder = sip_addresses(&object.addresses).iter().find_map(|own| {
            let holds = |cloud: &Cloud| said(&cloud.deleted).is_none() && sip_addresses(&cloud.addresses).contains(own);
            self.find(holds).first().copied()
        })?;
        let cloud = &self.cloud[holder];
        let may_be_its_own = cloud.kind == object.kind && compare_anchors(own, cloud) == Anchors::Unknown;
        Some((holder, if may_be_its_own { 1 } else { 2 }))
    }

    fn decide(&self, object: &OnPremises) -> Answer {
        if said(&object.critical) == Some("True") {
            return answer("out-of-scope", None, 3, None);
        }
        if object.kind == "user" && object.sam.as_deref() == Some("") {
            return answer("out-of-scope", None, 3, None);
        }
        if object.kind == "user" && self.tenant.anchor == "employeeID" && object.employee.as_deref() == Some("") {
            return answer("out-of-scope", None, 3, None);
        }
        let has_list = object.addresses.is_some();
        if object.kind == "contact" && has_list && object.mail.is_some() && said(&object.mail).is_none() {
            let has_primary = object.addresses.as_deref().is_some_and(|list| list.contains("SMTP:"));
            if !has_primary {
                return answer("out-of-scope", None, 3, None);
            }
        }
        if !self.cloud.iter().any(|cloud| cloud.kind == object.kind) && object.kind != "user" {
            return answer("undetermined", None, 1, None);
        }
        let own = anchor(object, &self.tenant);
        let anchors_are_told = self.cloud.iter().any(|cloud| cloud.immutable_id.is_some());

        // 1. The source anchor. Only here deleted objects count.
        if let (Some((own, _)), true) = (&own, anchors_are_told) {
            let all = self.find(|cloud| cloud.immutable_id.as_ref() == Some(own));
            let fitting: Vec<usize> = all.iter().copied().filter(|&hit| self.cloud[hit].kind == object.kind).collect();
            let hit = fitting.iter().copied().find(|&hit| self.is_live(hit)).or(fitting.first().copied());
            if let Some(hit) = hit {
                let mut answer = self.hard_match(object, hit);
                if all.len() > 1 {
                    answer.confidence = 1;
                }
                return answer;
            }
        }

        let primary = on_premises_primary(object);
        let login = on_premises_login(object, &self.tenant);
        let live = |place: &usize| self.is_live(*place);
        let mut by_primary = self.find(|cloud| {
            cloud.kind == object.kind
                && primary.is_some()
                && cloud_primary(cloud) == primary.clone().map(|(key, _)| key)
        });
        by_primary.retain(live);
        let mut by_login = self
            .find(|cloud| cloud.kind == "user" && login.is_some() && said(&cloud.upn).map(str::to_lowercase) == login);
        by_login.retain(live);
        // Without a list of addresses even that there is no primary one is only likely.
        let when_none = if object.addresses.is_none() { 2 } else { 3 };
        let primary_confidence = primary.as_ref().map_or(when_none, |(_, confidence)| *confidence);

        // Where anchors are not told, a synced account that agrees is taken for the one that is joined.
        let is_linked = |place: &usize| {
            let cloud = &self.cloud[*place];
            said(&cloud.synced) == Some("True") && compare_anchors(own.as_ref(), cloud) == Anchors::Unknown
        };
        let linked_primary = by_primary.iter().copied().find(is_linked);
        let linked_login = by_login.iter().copied().find(is_linked);
        if let Some(hit) = linked_primary.or(linked_login) {
            let is_crossed = matches!((linked_primary, linked_login), (Some(a), Some(b)) if a != b);
            let sure = if is_crossed { 1 } else { 2 };
            return if linked_primary.is_some() {
                answer("already-synced", Some("primary-smtp"), sure.min(primary_confidence), Some(hit))
            } else {
                answer("already-synced", Some("upn"), sure, Some(hit))
            };
        }

        // 2. and 3. Primary address, then UPN.
        for (by, hits, sure) in
            [("primary-smtp", &by_primary, primary_confidence), ("upn", &by_login, primary_confidence)]
        {
            let Some(&hit) = hits.first() else { continue };
            let is_blocked = self.tenant.block_soft == Some(true);
            if by == "upn" && self.tenant.soft_by_upn == Some(false) && !is_blocked {
                continue;
            }
            let mut answer = self.soft_match(own.as_ref(), hit, by);
            // Whether the address, which is asked first, leads elsewhere is not known where the cloud's are not told; nor
            // whether the mail counts beside second addresses alone.
            let is_untold = self.cloud.iter().enumerate().any(|(place, cloud)| {
                self.is_live(place) && cloud.kind == object.kind && cloud.addresses.is_none() && cloud.mail.is_none()
            });
            let leads_elsewhere = match (&primary, mail_beside_list(object)) {
                (Some(_), _) => is_untold,
                (None, Some(mail)) => self.cloud.iter().enumerate().any(|(place, cloud)| {
                    place != hit
                        && self.is_live(place)
                        && cloud.kind == object.kind
                        && cloud_primary(cloud).as_ref() == Some(&mail)
                }),
                (None, None) => false,
            };
            if by == "upn" && leads_elsewhere {
                answer.confidence = answer.confidence.min(2);
            }
            // An address is that of another type of object as well: it cannot follow.
            let mut sent = self.kept_addresses(object);
            sent.extend(primary.iter().map(|(key, _)| key.clone()));
            let is_of_another_type = self.cloud.iter().enumerate().any(|(place, cloud)| {
                let theirs = cloud_addresses(cloud);
                let holds = sent.iter().any(|address| theirs.contains(address));
                self.is_live(place) && holds && cloud.kind.replace("guest", "user") != object.kind
            });
            let is_a_join = |answer: &Answer| answer.outcome == "soft-match-smtp" || answer.outcome == "soft-match-upn";
            // Its anchor is that of another type of object; or else a SIP address is another's than the account to join.
            if is_a_join(&answer) && self.anchor_of_other_type(object, own.as_ref()).is_some() {
                answer.confidence = 1;
            } else if is_a_join(&answer)
                && let Some((_, at_most)) = self.sip_holder(object, own.as_ref()).filter(|(holder, _)| *holder != hit)
            {
                answer.confidence = answer.confidence.min(at_most);
            }
            if is_of_another_type && answer.outcome.starts_with("soft-match") && !answer.outcome.ends_with("blocked") {
                answer.confidence = answer.confidence.min(2);
            }
            answer.confidence = if hits.len() > 1 { 1 } else { answer.confidence.min(sure) };
            return answer;
        }

        // 4. A new object, whose values may be taken.
        let nothing_to_tell = self.cloud.iter().all(|cloud| cloud.kind != object.kind);
        let compares_anchors =
            (anchors_are_told || nothing_to_tell) && own.as_ref().is_some_and(|(_, is_sure)| *is_sure);
        if primary.is_none() && login.is_none() && !compares_anchors {
            return answer("undetermined", None, 1, None);
        }
        // A deleted account of the same name may have the anchor and come back.
        let is_namesake = |cloud: &Cloud| {
            let names = [said(&cloud.upn).map(str::to_lowercase), cloud_primary(cloud)];
            let own_names = [login.clone(), primary.clone().map(|(key, _)| key)];
            object.kind == "user"
                && cloud.kind == "user"
                && said(&cloud.deleted).is_some()
                && own_names.iter().flatten().any(|own| names.iter().flatten().any(|name| name == own))
                && compare_anchors(own.as_ref(), cloud) == Anchors::Unknown
        };
        let sure = if self.cloud.iter().any(is_namesake) {
            1
        } else if compares_anchors {
            3
        } else {
            2
        };
        let mut sure = sure.min(primary_confidence);
        // The UPN is not known; or a mail that is taken stands beside a list of addresses; or nobody tells whether the object
        // needs an address that it lacks.
        let has_mail = said(&object.mail).is_some();
        let mail_is_taken = mail_beside_list(object).is_some_and(|mail| {
            let holds = |place: usize| self.is_live(place) && cloud_addresses(&self.cloud[place]).contains(&mail);
            (0..self.cloud.len()).any(holds)
        });
        if (object.kind == "user" && login.is_none())
            || mail_is_taken
            || (object.kind != "user" && !has_mail && primary.is_none())
        {
            sure = sure.min(2);
        }
        let values = self.kept_addresses(object);
        let stands_in = if smtp_addresses(&object.addresses).is_empty() { primary.clone() } else { None };
        let is_same_type =
            |cloud: &Cloud| cloud.kind == object.kind || (cloud.kind == "guest" && object.kind == "user");
        let holders = |address: &String| -> Vec<usize> {
            let mut holders = self.find(|cloud| cloud_addresses(cloud).contains(address));
            holders.retain(live);
            holders
        };
        let mail_holder = stands_in.as_ref().and_then(|(mail, _)| holders(mail).first().copied());
        let of_addresses: Vec<usize> = values.iter().flat_map(holders).collect();
        // A synced account that has one of the addresses may be the object's own, if its anchor cannot be compared.
        let may_be_its_own = of_addresses.iter().chain(&mail_holder).any(|&place| {
            let cloud = &self.cloud[place];
            cloud.kind == object.kind
                && cloud.synced.as_deref().is_none_or(|synced| synced == "True")
                && compare_anchors(own.as_ref(), cloud) == Anchors::Unknown
        });
        let taken = if may_be_its_own { 1 } else { 2 };
        // The anchor is unique among all objects; guests and other types are never joined by it.
        if let Some(place) = self.anchor_of_other_type(object, own.as_ref()) {
            return answer("sync-error", None, 1, Some(place));
        }
        let of_other_type = of_addresses.iter().chain(&mail_holder).find(|&&place| !is_same_type(&self.cloud[place]));
        if let Some(&place) = of_other_type {
            return answer("sync-error", None, sure.min(taken), Some(place));
        }
        if let Some(place) = mail_holder {
            return answer("sync-error", None, sure.min(taken), Some(place));
        }
        // A SIP address is never held back.
        if let Some((place, at_most)) = self.sip_holder(object, own.as_ref()) {
            return answer("sync-error", None, sure.min(at_most), Some(place));
        }
        // One that belongs to another AD object is the one to be named.
        let is_of_another = |place: &&usize| {
            let cloud = &self.cloud[**place];
            cloud.kind != "guest" && compare_anchors(own.as_ref(), cloud) == Anchors::Different
        };
        let mut of_login = self.find(|cloud| {
            ["user", "guest"].contains(&cloud.kind)
                && login.is_some()
                && said(&cloud.upn).map(str::to_lowercase) == login
        });
        of_login.retain(live);
        // Quarantine is always on; where the switches say otherwise, an error is the other reading.
        let upn_may_fail = !of_login.is_empty() && self.tenant.quarantine_upn == Some(false);
        if let Some(&place) = of_addresses.iter().find(is_of_another).or(of_addresses.first()) {
            let may_fail = upn_may_fail || self.tenant.quarantine_address == Some(false);
            return answer("new-object-quarantined", None, sure.min(if may_fail { 1 } else { taken }), Some(place));
        }
        if let Some(&place) = of_login.first() {
            return answer("new-object-quarantined", None, sure.min(if upn_may_fail { 1 } else { taken }), Some(place));
        }
        // A UPN in a domain that is not verified is replaced by the account name in the initial domain.
        let routed = format!("@{}", self.tenant.routing_domain);
        let is_taken = |name: &String| {
            name.ends_with("@contoso.com")
                || name.ends_with("@contoso.onmicrosoft.com")
                || name.ends_with(&routed)
                || (self.tenant.has_second_domain && name.ends_with("@fabrikam.com"))
        };
        if login.as_ref().is_some_and(|name| !is_taken(name)) {
            let replacement =
                format!("{}@contoso.onmicrosoft.com", said(&object.sam).unwrap_or_default()).to_lowercase();
            let mut holders = self.find(|cloud| {
                ["user", "guest"].contains(&cloud.kind)
                    && said(&cloud.upn).map(str::to_lowercase).as_ref() == Some(&replacement)
            });
            holders.retain(live);
            let at_most = if holders.is_empty() { 2 } else { 1 };
            return answer("new-object", None, sure.min(at_most), holders.first().copied());
        }
        let has_rival = self.on_premises.iter().any(|other| {
            let is_another = !std::ptr::eq(other, object);
            let shares_login = login.is_some() && on_premises_login(other, &self.tenant) == login;
            let theirs = smtp_addresses(&other.addresses);
            let shares_address = smtp_addresses(&object.addresses).iter().any(|address| theirs.contains(address));
            is_another && self.decide_scope(other) && (shares_login || shares_address)
        });
        let tells_addresses =
            (0..self.cloud.len()).all(|place| !self.is_live(place) || self.cloud[place].addresses.is_some());
        let has_address = primary.is_some()
            || !smtp_addresses(&object.addresses).is_empty()
            || !sip_addresses(&object.addresses).is_empty();
        let sure = if tells_addresses || !has_address { sure } else { sure.min(2) };
        answer("new-object", None, if has_rival { 1 } else { sure }, None)
    }

    fn decide_scope(&self, object: &OnPremises) -> bool {
        let mut alone = self.clone();
        alone.on_premises = Vec::new();
        alone.decide(object).outcome != "out-of-scope"
    }

    fn hard_match(&self, object: &OnPremises, hit: usize) -> Answer {
        let by = Some("source-anchor");
        let cloud = &self.cloud[hit];
        let tenant = &self.tenant;
        if said(&cloud.managed_here) == Some("True") {
            return answer("hard-match-blocked", by, 3, Some(hit));
        }
        let is_live = self.is_live(hit);
        let is_synced = said(&cloud.synced) == Some("True") && is_live;
        let hardening = tenant.hardening != Some(false);
        let checks_binding = hardening && tenant.allow_rebinding != Some(true);
        let own = said(&object.object_guid);
        if let (true, Some(bound_to), Some(own)) = (checks_binding, said(&cloud.bound_to), own)
            && bound_to != own
        {
            return answer("hard-match-blocked", by, 2, Some(hit));
        }
        let cannot_compare = cloud.bound_to.is_none() || (said(&cloud.bound_to).is_some() && own.is_none());
        let binding_unknown = checks_binding && cannot_compare;
        let anchor_of_own = own.map(immutable_id);
        let is_carried_over = anchor_of_own.as_deref() != said(&cloud.immutable_id);
        if is_synced {
            return answer("already-synced", by, if binding_unknown && is_carried_over { 2 } else { 3 }, Some(hit));
        }
        if cloud.synced.is_none() && is_live {
            return answer("already-synced", by, 2, Some(hit));
        }
        if object.kind != "user" {
            return answer("hard-match", by, 2, Some(hit));
        }
        if tenant.block_hard == Some(true) {
            return answer("hard-match-blocked", by, 3, Some(hit));
        }
        let roles = self.roles_of(hit);
        if hardening
            && roles.as_ref().is_some_and(|roles| roles.iter().any(|role| role.ends_with("Global Administrator")))
        {
            // That the hardening has reached the tenant is assumed where nobody says so.
            return answer("hard-match-blocked", by, if tenant.hardening.is_none() { 2 } else { 3 }, Some(hit));
        }
        let mut sure = 3;
        if roles.as_ref().is_none_or(|roles| !roles.is_empty()) || tenant.block_hard.is_none() || binding_unknown {
            sure = 2;
        }
        if !is_live {
            return answer("hard-match-restore", by, sure, Some(hit));
        }
        if said(&cloud.synced) == Some("False") {
            return answer("hard-match", by, 2, Some(hit));
        }
        let source_is_known = said(&cloud.managed_here) == Some("False");
        answer("hard-match", by, if source_is_known { sure } else { 2 }, Some(hit))
    }

    fn soft_match(&self, own: Option<&(String, bool)>, hit: usize, by: &'static str) -> Answer {
        let cloud = &self.cloud[hit];
        let blocked = |confidence| answer("soft-match-blocked", Some(by), confidence, Some(hit));
        let anchors = compare_anchors(own, cloud);
        match anchors {
            Anchors::Different => return blocked(3),
            Anchors::NoneInCloud if said(&cloud.synced) == Some("True") => return blocked(2),
            // The switch keeps nobody from joining by an anchor that the files do not tell.
            Anchors::Unknown if self.tenant.block_soft == Some(true) => {
                let may_be_joined = said(&cloud.immutable_id).is_some() || cloud.synced.is_none();
                return blocked(if may_be_joined { 1 } else { 2 });
            }
            Anchors::Unknown if said(&cloud.immutable_id).is_some() => {
                return answer("undetermined", Some(by), 1, Some(hit));
            }
            _ if self.tenant.block_soft == Some(true) => return blocked(2),
            _ => {}
        }
        if said(&cloud.managed_here) == Some("True") {
            return blocked(3);
        }
        let roles = self.roles_of(hit);
        if roles.as_ref().is_some_and(|roles| !roles.is_empty()) {
            return blocked(3);
        }
        let mut sure = 3;
        let own_is_sure = own.is_some_and(|(_, is_sure)| *is_sure);
        if anchors == Anchors::Unknown
            || (anchors == Anchors::NoneInCloud && !own_is_sure)
            || (cloud.kind == "user" && roles.is_none())
            || self.tenant.block_soft.is_none()
            || (by == "upn" && self.tenant.soft_by_upn.is_none())
            || cloud.synced.is_none()
        {
            sure = 2;
        }
        if anchors == Anchors::Unknown && cloud.synced.is_none() {
            sure = 1;
        }
        let outcome = if by == "upn" { "soft-match-upn" } else { "soft-match-smtp" };
        answer(outcome, Some(by), sure, Some(hit))
    }

    /// Everything: each object alone, then what two of them cannot both have.
    fn expected(&self) -> Vec<Answer> {
        const JOINS: [&str; 5] =
            ["already-synced", "hard-match", "hard-match-restore", "soft-match-smtp", "soft-match-upn"];
        let alone: Vec<Answer> = self.on_premises.iter().map(|object| self.decide(object)).collect();
        let mut all = alone.clone();
        for hit in 0..self.cloud.len() {
            let rivals: Vec<usize> = (0..alone.len())
                .filter(|&place| alone[place].cloud == Some(hit) && JOINS.contains(&alone[place].outcome))
                .collect();
            if rivals.len() < 2 {
                continue;
            }
            let cloud = &self.cloud[hit];
            let by_anchor: Vec<usize> =
                rivals.iter().copied().filter(|&place| alone[place].by == Some("source-anchor")).collect();
            let by_all: Vec<usize> = rivals
                .iter()
                .copied()
                .filter(|&place| {
                    let object = &self.on_premises[place];
                    let primary = on_premises_primary(object).map(|(key, _)| key);
                    let login = on_premises_login(object, &self.tenant);
                    primary.is_some()
                        && primary == cloud_primary(cloud)
                        && login.is_some()
                        && login == said(&cloud.upn).map(str::to_lowercase)
                })
                .collect();
            let keeper = if by_anchor.len() == 1 {
                Some(by_anchor[0])
            } else if by_anchor.is_empty() && by_all.len() == 1 && said(&cloud.synced) == Some("True") {
                Some(by_all[0])
            } else {
                None
            };
            for place in rivals {
                match keeper {
                    Some(keeper) if keeper == place => {}
                    Some(_) => {
                        all[place].outcome = "soft-match-blocked";
                        all[place].confidence = all[place].confidence.min(2);
                    }
                    None => all[place].confidence = 1,
                }
            }
        }
        // Without anchors, a synced account that nobody claims may belong to whoever seems new.
        let anchors_are_told = self.cloud.iter().any(|cloud| cloud.immutable_id.is_some());
        if !anchors_are_told {
            let joined: Vec<Option<usize>> =
                all.iter().filter(|answer| JOINS.contains(&answer.outcome)).map(|answer| answer.cloud).collect();
            for (place, object) in self.on_premises.iter().enumerate() {
                let is_left = |hit: usize| {
                    let cloud = &self.cloud[hit];
                    cloud.kind == object.kind
                        && self.is_live(hit)
                        && (said(&cloud.synced) == Some("True") || cloud.synced.is_none())
                        && !joined.contains(&Some(hit))
                };
                if all[place].outcome == "new-object" && (0..self.cloud.len()).any(is_left) {
                    all[place].confidence = 1;
                }
            }
        }
        all
    }

    fn files(&self) -> Vec<(&'static str, String)> {
        let write = |columns: Vec<(&str, Vec<Told>)>| -> String {
            let used: Vec<(&str, Vec<Told>)> =
                columns.into_iter().filter(|(_, cells)| cells.iter().any(Option::is_some)).collect();
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(used.iter().map(|(header, _)| *header)).expect("header");
            for row in 0..used[0].1.len() {
                writer.write_record(used.iter().map(|(_, cells)| cells[row].clone().unwrap_or_default())).expect("row");
            }
            String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
        };
        let ad = |pick: fn(&OnPremises) -> Told| -> Vec<Told> { self.on_premises.iter().map(pick).collect() };
        let cloud = |pick: fn(&Cloud) -> Told| -> Vec<Told> { self.cloud.iter().map(pick).collect() };
        // A directory has each name once.
        let name = |(place, object): (usize, &OnPremises)| Some(object.dn.replacen("CN=x", &format!("CN=x{place}"), 1));
        let names: Vec<Told> = self.on_premises.iter().enumerate().map(name).collect();
        let mut files = vec![
            (
                "ad.csv",
                write(vec![
                    ("ObjectClass", ad(|object| Some(object.kind.to_owned()))),
                    ("DistinguishedName", names),
                    ("sAMAccountName", ad(|object| object.sam.clone())),
                    ("employeeID", ad(|object| object.employee.clone())),
                    ("ObjectGUID", ad(|object| object.object_guid.clone())),
                    ("msDsConsistencyGuid", ad(|object| object.consistency_guid.clone())),
                    ("userPrincipalName", ad(|object| object.upn.clone())),
                    ("mail", ad(|object| object.mail.clone())),
                    ("proxyAddresses", ad(|object| object.addresses.clone())),
                    ("isCriticalSystemObject", ad(|object| object.critical.clone())),
                ]),
            ),
            (
                "cloud.csv",
                write(vec![
                    ("id", cloud(|object| Some(object.id.clone()))),
                    ("userPrincipalName", cloud(|object| object.upn.clone())),
                    ("objectType", cloud(|object| Some(object.kind.replace("guest", "user")))),
                    (
                        "userType",
                        cloud(|object| Some(if object.kind == "guest" { "Guest" } else { "Member" }.to_owned())),
                    ),
                    ("mail", cloud(|object| object.mail.clone())),
                    ("proxyAddresses", cloud(|object| object.addresses.clone())),
                    ("onPremisesImmutableId", cloud(|object| object.immutable_id.clone())),
                    ("onPremisesSyncEnabled", cloud(|object| object.synced.clone())),
                    ("onPremisesObjectIdentifier", cloud(|object| object.bound_to.clone())),
                    ("isCloudManaged", cloud(|object| object.managed_here.clone())),
                    ("deletedDateTime", cloud(|object| object.deleted.clone())),
                ]),
            ),
        ];
        if let Some(roles) = &self.tenant.roles {
            let mut text = "principalId,role,assignment\n".to_owned();
            for (id, role) in roles {
                let role = match *role {
                    "may become Global Administrator" => "Global Administrator,eligible",
                    "Global Administrator" => "Global Administrator,assigned",
                    _ => "Reports Reader,assigned",
                };
                let _ = writeln!(text, "{id},{role}");
            }
            files.push(("roles.csv", text));
        }
        files
    }

    fn settings(&self) -> Settings {
        Settings {
            initial_domain: Some("contoso.onmicrosoft.com".to_owned()),
            verified_domains: Some(
                ["contoso.com", "fabrikam.com"][..if self.tenant.has_second_domain { 2 } else { 1 }]
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect(),
            ),
            hybrid_routing_domain: Some(self.tenant.routing_domain.to_owned()),
            source_anchor_attribute: Some(self.tenant.anchor.to_owned()),
            login_id_attribute: Some(self.tenant.login.to_owned()),
            quarantine_upon_upn_conflict_enabled: self.tenant.quarantine_upn,
            quarantine_upon_proxy_addresses_conflict_enabled: self.tenant.quarantine_address,
            block_soft_match_enabled: self.tenant.block_soft,
            block_cloud_object_takeover_through_hard_match_enabled: self.tenant.block_hard,
            soft_match_on_upn_enabled: self.tenant.soft_by_upn,
            allow_on_prem_update_of_on_premises_object_identifier_enabled: self.tenant.allow_rebinding,
            hard_match_hardening: self.tenant.hardening,
            ..Settings::default()
        }
    }

    fn actual(&self) -> Vec<Answer> {
        let files = self.files();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let report = report(&analyse(&files, &self.settings()));
        let known = |text: Option<&str>, names: &[&'static str]| {
            text.map(|text| *names.iter().find(|name| **name == text).expect("a known name"))
        };
        report["objects"]
            .as_array()
            .expect("list")
            .iter()
            .map(|object| Answer {
                outcome: known(object["outcome"].as_str(), &OUTCOMES).expect("an outcome"),
                by: known(object["by"].as_str(), &["source-anchor", "primary-smtp", "upn"]),
                confidence: match object["confidence"].as_str() {
                    Some("certain") => 3,
                    Some("likely") => 2,
                    _ => 1,
                },
                cloud: object["cloud"]["row"].as_u64().map(|row| usize::try_from(row).expect("small") - 2),
            })
            .collect()
    }
}

const OUTCOMES: [&str; 12] = [
    "already-synced",
    "hard-match",
    "hard-match-restore",
    "hard-match-blocked",
    "soft-match-smtp",
    "soft-match-upn",
    "soft-match-blocked",
    "new-object",
    "new-object-quarantined",
    "sync-error",
    "out-of-scope",
    "undetermined",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_product_joins_as_the_obvious_one_does(world in world()) {
        let files = world.files();
        let shown: Vec<String> = files.iter().map(|(name, text)| format!("{name}\n{text}")).collect();
        prop_assert_eq!(world.actual(), world.expected(), "\n{}", shown.join("\n"));
    }
}

/// The random directories are worth something only if they reach every outcome, at every confidence it can have.
#[test]
fn the_random_directories_reach_every_outcome() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..2_000 {
        let world = world().new_tree(&mut runner).expect("a world").current();
        for answer in world.expected() {
            *counts.entry((answer.outcome, answer.confidence)).or_insert(0) += 1;
        }
    }
    for outcome in OUTCOMES {
        let seen: Vec<(u8, i32)> =
            counts.iter().filter(|((name, _), _)| *name == outcome).map(|((_, sure), count)| (*sure, *count)).collect();
        let total: i32 = seen.iter().map(|(_, count)| count).sum();
        assert!(total >= 20, "{outcome}: {seen:?} in {counts:#?}");
    }
    assert!(counts.len() >= 24, "{counts:#?}");
}
