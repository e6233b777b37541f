//! Finds values that one AD object holds in one attribute and another object in another: a UPN that is somebody else's
//! address. Equal values in the same attribute are the business of other rules.

use super::shared_values::{cloud_holder, likely_owner, per_owner, put_first_what_is_new};
use crate::forecast;
use crate::join::claims::{Claim, Role};
use crate::join::identity::PrimarySource;
use crate::model::{domain, proxy_address};
use crate::rules::prelude::*;

rule! {
    /// A value of one AD object stands in another attribute of another object.
    ///
    /// ## What it does
    ///
    /// Compares the sign-in name, mail, the SMTP addresses in proxyAddresses and targetAddress of every object that syncs
    /// with each other, across the attributes and without regard to letter case. One finding names the value with all
    /// objects that hold it.
    ///
    /// ## Why it matters
    ///
    /// The UPN of a mailbox always becomes one of its addresses, and mail becomes the address of an object that has no
    /// other. So the two collide in the cloud, although no attribute in AD holds the value twice. IdFix does not look for
    /// this.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,it,IT Desk,it@contoso.com,SMTP:desk@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,bob@contoso.com,SMTP:bob@contoso.com|smtp:IT@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// One object that holds a value in several attributes, which is usual, and addresses that Entra ID throws away:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,ann@contoso.com,SMTP:ann@contoso.com
    /// user,22222222-2222-4222-8222-222222222222,bob,Bob Ray,x@contoso.onmicrosoft.com,bob@contoso.com,
    /// user,33333333-3333-4333-8333-333333333333,cy,Cy Ito,cy@contoso.com,cy@contoso.com,smtp:x@contoso.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide who keeps the value. Remove the address from the other object, or give that one another UPN, in AD.
    ///
    /// ## Limits
    ///
    /// Whether a user has a mailbox is known only with a cloud export; without it the conflict is likely. mail beside other
    /// addresses, and targetAddress, collide possibly.
    {
        id: "ad-cross-attribute-collision",
        title: "Value in another object's attribute",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "AttributeValueMustBeUnique",
            "QuarantinedAttributeValueMustBeUnique",
            "following attributes associated with this object have values that may already be associated with another \
             object in your local directory services",
        ],
        sources: &[pages::PROXY_ADDRESSES, pages::SYNC_ERRORS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        yields_to: &["ad-dup-proxy-address", "ad-dup-mail", "ad-dup-upn"],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

const SIGN_IN_OR_ADDRESS: u8 = 0;
const FORWARDING_TARGET: u8 = 1;

/// The attributes that are told apart: the primary address and the others stand in one.
fn attribute(role: Role) -> Attribute {
    match role {
        Role::Mail => Attribute::Mail,
        Role::PrimaryAddress | Role::SecondaryAddress => Attribute::ProxyAddresses,
        Role::TargetAddress => Attribute::TargetAddress,
        _ => Attribute::UserPrincipalName,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut held: Vec<Claim> = Vec::new();
    for (key, claims) in context.join.index.claims.shared() {
        held.clear();
        let on_premises = claims.iter().take_while(|claim| claim.side() == Side::OnPremises);
        held.extend(on_premises.filter(|claim| claim.role().is_address()));
        if !is_crossed(&held) || !can_be_taken(context, key) {
            continue;
        }
        held.retain(|claim| context.is_in_scope(claim.object()));
        if !is_crossed(&held) {
            continue;
        }
        let direct: Vec<Claim> = held.iter().copied().filter(|claim| claim.role() != Role::TargetAddress).collect();
        if is_crossed(&direct) {
            report(context, sink, key, &direct, SIGN_IN_OR_ADDRESS);
        } else {
            report(context, sink, key, &held, FORWARDING_TARGET);
        }
    }
}

/// Do several objects hold the value, and in several attributes?
fn is_crossed(held: &[Claim]) -> bool {
    let (Some(first), Some(last)) = (held.first(), held.last()) else { return false };
    first.object() != last.object() && held.iter().any(|claim| attribute(claim.role()) != attribute(first.role()))
}

fn can_be_taken(context: &RuleContext<'_>, key: Key) -> bool {
    let text = context.text(key);
    proxy_address::is_address(text)
        && context.join.settings.keeps_address_in(domain::of(text).unwrap_or_default()) != Some(false)
}

fn report(context: &RuleContext<'_>, sink: &mut Sink<'_>, key: Key, held: &[Claim], case: u8) {
    let suffix = domain::of(context.text(key)).unwrap_or_default();
    let is_unverified = context.join.settings.is_verified(suffix) == Some(false);
    let mut confidence = if is_unverified { Confidence::Possible } else { Confidence::Certain };
    let mut has_mailbox = false;
    let mut owners = Vec::new();
    for claims in held.chunk_by(|left, right| left.object() == right.object()) {
        let object = claims[0].object();
        let mailbox = mailbox(context, object);
        has_mailbox |= mailbox.is_some();
        let surest = claims.iter().map(|claim| becomes_address(context, key, *claim, mailbox)).max();
        confidence = confidence.and(surest.unwrap_or(Confidence::Possible));
        owners.push(Owner::on_premises(object));
    }
    let of = |fits: fn(Role) -> bool| {
        let mut objects: Vec<ObjectId> =
            held.iter().filter(|claim| fits(claim.role())).map(|claim| claim.object()).collect();
        objects.dedup();
        objects
    };
    let mut groups = [
        of(|role| attribute(role) == Attribute::ProxyAddresses),
        of(|role| role == Role::Mail),
        of(|role| role == Role::Login),
    ];
    groups.iter_mut().filter(|group| group.len() < 2).for_each(Vec::clear);
    if !groups.iter().any(|group| group.len() == owners.len()) {
        put_first_what_is_new(&mut owners, |object| groups.iter().any(|group| group.binary_search(&object).is_ok()));
    }
    let severity = match case {
        FORWARDING_TARGET => Severity::Low,
        _ if has_mailbox => Severity::Blocker,
        _ => Severity::High,
    };
    sink.add(severity, confidence, &owners, key, case);
}

/// Has the object a mailbox in the cloud, and how sure is that?
fn mailbox(context: &RuleContext<'_>, object: ObjectId) -> Option<Confidence> {
    let remote = context.join.on_premises().text(object, Attribute::MsExchRemoteRecipientType);
    if remote.is_some_and(|kind| kind.trim() != "0") {
        return Some(Confidence::Certain);
    }
    let decision = context.joins.decision(object);
    let cloud = decision.cloud.filter(|_| decision.outcome.is_join())?;
    let (is_recipient, confidence) = forecast::is_recipient(&context.join, cloud);
    is_recipient.then_some(confidence.and(decision.confidence))
}

/// How sure it is that the value becomes an address of the object in the cloud.
fn becomes_address(context: &RuleContext<'_>, key: Key, claim: Claim, mailbox: Option<Confidence>) -> Confidence {
    let identities = &context.join.index.on_premises;
    match claim.role() {
        Role::PrimaryAddress | Role::SecondaryAddress => Confidence::Certain,
        Role::Login => mailbox.unwrap_or(Confidence::Likely),
        Role::Mail if identities.primary(claim.object()) == Some(key) => {
            let source = identities.primary_source(claim.object());
            if source == PrimarySource::ProxyAddresses { Confidence::Certain } else { source.confidence() }
        }
        _ => Confidence::Possible,
    }
}

/// In which attributes an object holds a value, in words.
fn places(context: &RuleContext<'_>, key: Key, object: ObjectId) -> String {
    let claims = context.join.index.claims.of(key);
    let claims = &claims[..claims.partition_point(|claim| claim.side() == Side::OnPremises)];
    let from = claims.partition_point(|claim| claim.object() < object);
    let own = claims[from..].iter().take_while(|claim| claim.object() == object);
    let mut names: Vec<String> = Vec::new();
    for claim in own.filter(|claim| claim.role().is_address()) {
        let name = match claim.role() {
            Role::Login => context.join.settings.login_id_attribute.value.name(),
            role => attribute(role).name(),
        };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    words::list(&names)
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key().filter(|_| finding.case == SIGN_IN_OR_ADDRESS) else { return Vec::new() };
    let names = words::names(context, owners);
    let in_cloud = in_cloud(context, key, owners);
    let likely = likely_owner(context, owners, &names, in_cloud).map(|(place, _)| place);
    remedy::one_keeps_it(context, owners, key, likely)
}

/// The owner whose account has the value in the cloud today.
fn in_cloud(context: &RuleContext<'_>, key: Key, owners: &[Owner]) -> Option<usize> {
    cloud_holder(context, owners, |cloud| {
        let index = &context.join.index;
        index.cloud.login(cloud) == Some(key) || index.cloud.addresses(cloud).iter().any(|address| address.key == key)
    })
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let Some(key) = finding.value.key() else { return Explanation::default() };
    let value = context.shown(finding, owners);
    let names = words::names(context, owners);
    let held: Vec<String> = names
        .iter()
        .zip(owners)
        .map(|(name, owner)| format!("{name} in {}", places(context, key, owner.object)))
        .collect();
    let message = format!("{} objects hold {value}: {}.", words::number_first(owners.len()), words::list(&held));
    if finding.case == FORWARDING_TARGET {
        return Explanation::new(
            message,
            "targetAddress sends mail for one object on to the address of another. That may be meant, or one of the two is a \
             leftover.",
            format!("If it is not meant, change targetAddress or remove {value} from the other object in AD."),
        );
    }
    let in_cloud = in_cloud(context, key, owners);
    Explanation::new(
        message,
        "Sign-in names and addresses share one space in the cloud: the UPN of a mailbox becomes one of its addresses, and \
         mail becomes the address of an object that has no other. Only one object can have it.",
        format!("Decide who keeps {value}. Remove the address from the others, or give them another UPN, in AD."),
    )
    .if_you_sync(per_owner(&names, in_cloud, "keeps it. Nothing changes there", "goes without it, or fails to sync"))
    .likely_owner(likely_owner(context, owners, &names, in_cloud))
}
