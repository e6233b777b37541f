//! Finds AD objects that share an address with an account, but not as the primary address of both, so that they do not
//! join. Whether the two are the same person is not in the files.

use super::shared;
use crate::forecast::{self, AddressFate};
use crate::join::Reason;
use crate::join::identity::Address;
use crate::model::order;
use crate::rules::prelude::*;

rule! {
    /// An AD object shares an address with an account, but it is not the primary address of both.
    ///
    /// ## What it does
    ///
    /// Looks at AD objects that join nothing. If one of their addresses is on a live cloud object of the same kind that
    /// carries no other anchor, it names both and on which side the address is primary. If the cloud object is
    /// another AD object's, that one is named too.
    ///
    /// ## Why it matters
    ///
    /// Only equal primary addresses join. So a second account is created next to the one that the person uses, without the
    /// shared address, which goes into quarantine.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,annl,Ann Lee,annl@contoso.com,SMTP:a.lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann@contoso.com|smtp:a.lee@contoso.com,,
    /// ```
    ///
    /// ## Not reported
    ///
    /// The address is primary on both sides, so the two join:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,annl,Ann Lee,annl@contoso.com,SMTP:a.lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:a.lee@contoso.com,,
    /// ```
    ///
    /// ## What to do
    ///
    /// If both are the same person, make the primary addresses equal before the first sync. If not, remove the address from
    /// the one that should not have it.
    ///
    /// ## Limits
    ///
    /// Microsoft's pages differ: one matches by primary address only, an example in another searches all addresses. The
    /// first is followed, so a join is not ruled out.
    {
        id: "primary-vs-secondary-near-match",
        title: "Nearly matching address",
        group: Group::Conflict,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "soft match not working",
            "QuarantinedAttributeValueMustBeUnique",
            "duplicate account after sync",
        ],
        sources: &[pages::EXISTING_TENANT, pages::SMTP_MATCHING, pages::SYNC_ERRORS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["soft-match-upn-off"],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: fixes,
    }
}

const PRIMARY_IN_AD: u8 = 1;
const PRIMARY_IN_CLOUD: u8 = 2;
const SECONDARY: u8 = 3;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    if !decision.reasons.contains(Reason::PrimaryVsSecondaryNearMatch) {
        return;
    }
    let index = context.join.index;
    let primary = index.on_premises.primary(subject.object);
    let own = index.on_premises.addresses(subject.object);
    let mut keys: Vec<Key> = own.iter().filter(|address| address.fault.is_none()).map(|address| address.key).collect();
    if own.is_empty() {
        keys.extend(primary);
    }
    order::sort(&mut keys);
    keys.dedup();
    let sanitised = forecast::is_sanitised(&context.join, subject.object, None);
    for key in keys {
        let is_near = |holder: &ObjectId| {
            context.join.cloud().kind(*holder) == subject.kind
                && !shared::has_another_anchor(context, subject.object, *holder)
        };
        let mut holders: Vec<ObjectId> = index.cloud_by_address(key).filter(is_near).collect();
        holders.dedup();
        for holder in holders {
            let address = Address { key, is_primary: Some(key) == primary, fault: None };
            let (fate, sure) = forecast::fate(&context.join, None, sanitised, address);
            if fate == AddressFate::ReservedDomain {
                continue;
            }
            let (severity, case) = if Some(key) == primary {
                (Severity::High, PRIMARY_IN_AD)
            } else if index.cloud.primary(holder) == Some(key) {
                (Severity::High, PRIMARY_IN_CLOUD)
            } else {
                (Severity::Medium, SECONDARY)
            };
            let confidence = decision.confidence.and(sure).and(Confidence::Likely);
            let mut owners = vec![subject.owner, Owner::cloud(holder)];
            owners.extend(context.joins.partner(holder).map(Owner::on_premises));
            sink.add(severity, confidence, &owners, key, case);
        }
    }
}

fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let (own, account) = (owners[0], owners[1]);
    if let Some(&partner) = owners.get(2) {
        return remedy::one_keeps_it(context, &[own, partner], key, Some(1));
    }
    let is_same = shared::obstacle(context, own.object, account.object).is_none().then(|| {
        let note = "If both are the same person. Equal primary addresses join them in the next sync.".to_owned();
        let fix = if finding.case == PRIMARY_IN_AD {
            let address = remedy::spelt(context, own, key);
            let changes = remedy::make_primary(context, account, address)?;
            let name = words::name(context, account);
            Fix::review(
                format!("Make {} the primary address of {name} in the cloud", words::shown(address)),
                note,
                changes,
            )
        } else {
            let address = remedy::spelt(context, account, context.join.index.cloud.primary(account.object)?);
            let changes = remedy::lead_by_primary(context, own, account, address)?;
            let name = words::name(context, own);
            Fix::review(format!("Make {} the primary address of {name} in AD", words::shown(address)), note, changes)
        };
        Some(fix)
    });
    let mut fixes = remedy::one_keeps_it(context, owners, key, Some(1));
    // To join two by different names is not the likeliest.
    let place = if words::is_named_alike(context, own, account) { 0 } else { fixes.len() };
    fixes.splice(place..place, is_same.flatten());
    fixes
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let names = words::names(context, owners);
    let (own, account) = (&names[0], &names[1]);
    let kind = words::kind(context, owners[1]);
    let (message, same_person) = match finding.case {
        PRIMARY_IN_AD => (
            format!(
                "The primary address of {own} in AD, {address}, is only a second address of the cloud {kind} {account}."
            ),
            format!(
                "make {address} the primary address of {account} in the cloud, or change the primary address in AD"
            ),
        ),
        PRIMARY_IN_CLOUD => (
            format!(
                "{own} in AD has {address} only as a second address; it is the primary address of the cloud {kind} {account}."
            ),
            format!("make {address} the primary address of {own} in AD"),
        ),
        _ => (
            format!("{own} in AD and the cloud {kind} {account} share {address}, which is a second address of both."),
            "make the primary addresses of both equal".to_owned(),
        ),
    };
    let what_to_do = match (names.get(2), shared::obstacle(context, owners[0].object, owners[1].object)) {
        (Some(partner), _) => format!(
            "{account} belongs to {partner} in AD. Decide who should have {address}, and remove it from {own} or from {partner}."
        ),
        (None, Some(obstacle)) => format!(
            "Equal primary addresses would not join the two either, because {obstacle}. Decide who should have {address}, and \
             remove it from the other one."
        ),
        (None, None) => format!(
            "If both are the same, {same_person}, before the first sync. If not, remove {address} from the one that should not \
             have it."
        ),
    };
    Explanation::new(
        message,
        "Only equal primary addresses join. The address belongs to the cloud object already, so it goes into quarantine, and a \
         second object is created without it.",
        what_to_do,
    )
    .if_you_sync(vec![
        format!("{own} most likely becomes a second object without {address}."),
        format!("{account} keeps the address."),
    ])
    .likely_owner(Some((1, format!("{account} holds the address in the cloud today."))))
}
