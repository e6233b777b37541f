//! Fills a runbook in with the objects of a finding. What the files do not tell stands as plain words in a sentence; a command
//! that would need it is left out.

use super::template::{Step, Template};
use super::{Runbook, RunbookObject, RunbookStep};
use crate::finding::{Finding, Findings, Owner};
use crate::join::anchor::{self, AnchorState};
use crate::model::proxy_address::{self, ProxyAddress};
use crate::model::{Attribute, Guid, ObjectKind, Side, address_list, case_key, domain};
use crate::plan::powershell::quote::literal;
use crate::rules::{self, RuleContext};

/// As many objects as a runbook shows of a finding about many.
const MOST_OBJECTS: usize = 6;

/// A name in braces: the words where the files tell nothing, and what they tell.
struct Value {
    name: &'static str,
    otherwise: &'static str,
    text: Option<String>,
}

/// What the names in braces stand for.
struct Values(Vec<Value>);

impl Values {
    fn of(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|value| value.name == name)
    }

    /// A sentence with its names filled in.
    fn sentence(&self, text: &str) -> String {
        replace(text, |name| {
            self.of(name).map(|value| value.text.as_deref().map_or_else(|| value.otherwise.to_owned(), rules::shown))
        })
        .unwrap_or_default()
    }

    /// A command with its values quoted; `None` where one is not known or must not stand in code.
    fn command(&self, text: &str) -> Option<String> {
        replace(text, |name| literal(self.of(name)?.text.as_deref()?).ok())
    }
}

/// Replaces the names in braces; `None` where one has nothing to stand for it. A brace that no name follows is a brace.
fn replace(text: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let length = inner.bytes().take_while(u8::is_ascii_lowercase).count();
        if length > 0 && inner[length..].starts_with('}') {
            out.push_str(&value(&inner[..length])?);
            rest = &inner[length + 1..];
        } else {
            out.push('{');
            rest = inner;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Said where a command would change something.
const TRIAL: &str =
    " A command with -WhatIf at its end changes nothing: when it shows the right thing, run it again without.";

/// The runbook of a finding.
pub(super) fn fill(
    template: &'static Template,
    context: &RuleContext<'_>,
    findings: &Findings,
    finding: &Finding,
) -> Runbook {
    let owners = all_owners(context, findings.owners(finding));
    let values = values(context, finding, findings.owners(finding), &owners);
    let sentences = |list: &[&str]| list.iter().map(|text| values.sentence(text)).collect();
    let step = |step: &Step| RunbookStep {
        action: values.sentence(step.action),
        commands: step.commands.iter().filter_map(|command| values.command(command)).collect(),
        risk: values.sentence(step.risk),
        wait: values.sentence(step.wait),
        stop: values.sentence(step.stop),
    };
    let steps: Vec<RunbookStep> = template.steps.iter().map(step).collect();
    let mut when = values.sentence(template.when);
    if steps.iter().flat_map(|step| &step.commands).any(|command| command.ends_with(" -WhatIf")) {
        when.push_str(TRIAL);
    }
    Runbook {
        id: template.id,
        title: values.sentence(template.title),
        when,
        objects: owners.iter().take(MOST_OBJECTS).map(|&owner| object(context, owner)).collect(),
        cheaper: sentences(template.cheaper),
        checks: sentences(template.checks),
        steps,
        back: sentences(template.back),
        sources: sources(template, finding),
    }
}

/// The pages of the rule, and those of the runbook beyond them.
fn sources(template: &Template, finding: &Finding) -> Vec<(String, String)> {
    let of_rule = rules::definition(finding).sources.iter().map(|source| (source.title, source.date));
    let mut sources: Vec<(String, String)> = Vec::new();
    for (title, date) in of_rule.chain(template.sources.iter().map(|source| (source.title, source.date))) {
        if !sources.iter().any(|(known, _)| known == title) {
            sources.push((title.to_owned(), date.to_owned()));
        }
    }
    sources
}

/// The objects of the finding, and where it has none of a side, the partner of its first object there.
fn all_owners(context: &RuleContext<'_>, owners: &[Owner]) -> Vec<Owner> {
    let mut all = owners.to_vec();
    let Some(&first) = owners.first() else { return all };
    let partner = match first.side {
        Side::OnPremises => context.joins.decision(first.object).cloud.map(Owner::cloud),
        Side::Cloud => context.joins.partner(first.object).map(Owner::on_premises),
    };
    if let Some(partner) = partner.filter(|partner| owners.iter().all(|owner| owner.side != partner.side)) {
        all.push(partner);
    }
    all
}

fn values(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner], all: &[Owner]) -> Values {
    let on = |side: Side, place: usize| all.iter().copied().filter(|owner| owner.side == side).nth(place);
    let (ad, cloud) = (on(Side::OnPremises, 0), on(Side::Cloud, 0));
    let (second_ad, second_cloud) = (on(Side::OnPremises, 1), on(Side::Cloud, 1));
    let text = |owner: Option<Owner>, attribute| {
        let owner = owner?;
        context.join.directories.side(owner.side).text(owner.object, attribute).map(str::to_owned)
    };
    let name = |owner: Option<Owner>| owner.map(|owner| rules::name(context, owner));
    let id = |owner: Option<Owner>| {
        let owner = owner?;
        let id = context.join.directories.side(owner.side).identifier(owner.object)?;
        Guid::parse_text(&id).map(|guid| guid.to_string())
    };
    let is_kind = |owner: &Owner, kind| context.join.directories.side(owner.side).kind(owner.object) == kind;
    let is_user = |owner: &Owner| is_kind(owner, ObjectKind::User) || is_kind(owner, ObjectKind::Guest);
    let anchor = ad.filter(is_user).and_then(|ad| {
        match anchor::of(context.join.on_premises(), ad.object, context.join.settings.source_anchor_attribute.value) {
            AnchorState::Known(anchor) => Some(anchor.immutable_id()),
            _ => None,
        }
    });
    let value = Some(context.value(finding, owners)).filter(|value| !value.is_empty()).map(str::to_owned);
    let address = value.as_deref().map(|value| ProxyAddress::parse(value).value.to_owned());
    let initial = context.join.settings.initial_domain.value.clone();
    let nick = text(ad, Attribute::MailNickname).or_else(|| text(cloud, Attribute::MailNickname));
    // Where AD sends mail on to an address there, that one is needed; else the alias makes its name.
    let target = [ad, second_ad].into_iter().find_map(|owner| {
        let text = text(owner, Attribute::TargetAddress)?;
        let address = ProxyAddress::parse(&text).value;
        let is_initial = case_key::equal(domain::of(address)?, initial.as_deref()?);
        is_initial.then(|| address.to_owned())
    });
    let moera = target
        .or_else(|| nick.zip(initial.as_deref()).map(|(nick, initial)| format!("{nick}@{initial}")))
        .filter(|address| proxy_address::is_address(address));
    let suffix =
        value.as_deref().map(|value| domain::of(value).unwrap_or(value)).filter(|name| domain::is_well_formed(name));
    let immutable = text(cloud, Attribute::ImmutableId).and_then(|text| Guid::parse_base64(&text)).map(Guid::to_base64);
    let hybrid = context.join.settings.hybrid_routing_domain.value.as_deref().and_then(|wanted| {
        let list = text(cloud, Attribute::ProxyAddresses)?;
        let mut addresses = address_list::entries(&list).map(ProxyAddress::parse).filter(|entry| entry.is_smtp());
        let there =
            |entry: &ProxyAddress<'_>| domain::of(entry.value).is_some_and(|name| case_key::equal(name, wanted));
        addresses.find(there).map(|entry| entry.value.to_owned())
    });
    let known = |name, otherwise, text| Value { name, otherwise, text };
    Values(vec![
        known("ad", "the AD object", name(ad)),
        known("cloud", "the account in the cloud", name(cloud)),
        known("secondad", "the other AD object", name(second_ad)),
        known("secondcloud", "the other account", name(second_cloud)),
        known("adid", "its objectGUID", id(ad)),
        known("cloudid", "its object id", id(cloud)),
        known("secondadid", "its objectGUID", id(second_ad)),
        known("clouduserid", "its object id", id(cloud.filter(is_user))),
        known("secondclouduserid", "its object id", id(second_cloud.filter(is_user))),
        known("cloudgroupid", "its object id", id(cloud.filter(|cloud| is_kind(cloud, ObjectKind::Group)))),
        known("cloudlogin", "its sign-in name", text(cloud, Attribute::UserPrincipalName)),
        known("secondcloudlogin", "its sign-in name", text(second_cloud, Attribute::UserPrincipalName)),
        known("domain", "the domain", suffix.map(str::to_owned)),
        known("value", "the value", value),
        known("address", "the address", address),
        known("anchor", "the AD object's source anchor as Base64", anchor),
        known("immutable", "the account's ImmutableId", immutable),
        known("initial", "the onmicrosoft.com domain", initial),
        known("hybrid", "the one in the hybrid routing domain (…mail.onmicrosoft.com)", hybrid),
        known("moera", "the address in the onmicrosoft.com domain", moera),
    ])
}

/// An object with what a person needs of it.
fn object(context: &RuleContext<'_>, owner: Owner) -> RunbookObject {
    let snapshot = context.join.directories.side(owner.side);
    let (place, facts): (&str, &[(&str, Attribute)]) = match owner.side {
        Side::OnPremises => (
            "in AD",
            &[
                ("Distinguished name", Attribute::DistinguishedName),
                ("sAMAccountName", Attribute::SamAccountName),
                ("UPN", Attribute::UserPrincipalName),
                ("mail", Attribute::Mail),
                ("mS-DS-ConsistencyGuid", Attribute::ConsistencyGuid),
                ("targetAddress", Attribute::TargetAddress),
                ("Addresses", Attribute::ProxyAddresses),
            ],
        ),
        Side::Cloud => (
            "in the cloud",
            &[
                ("UPN", Attribute::UserPrincipalName),
                ("ImmutableId", Attribute::ImmutableId),
                ("onPremisesObjectIdentifier", Attribute::OnPremisesObjectIdentifier),
                ("Licences", Attribute::Licences),
                ("Deleted", Attribute::DeletedAt),
                ("Addresses", Attribute::ProxyAddresses),
            ],
        ),
    };
    let label = if owner.side == Side::OnPremises { "objectGUID" } else { "Object id" };
    let mut known =
        vec![(label.to_owned(), snapshot.identifier(owner.object).unwrap_or_else(|| "not in the files".to_owned()))];
    for &(label, attribute) in facts {
        let Some(text) = snapshot.text(owner.object, attribute) else { continue };
        let text = if attribute == Attribute::ProxyAddresses {
            address_list::entries(text).map(rules::shown).collect::<Vec<_>>().join(", ")
        } else {
            rules::shown(text)
        };
        known.push((label.to_owned(), text));
    }
    RunbookObject {
        role: format!("{} {place}", snapshot.kind(owner.object).name()),
        name: rules::name(context, owner),
        facts: known,
    }
}
