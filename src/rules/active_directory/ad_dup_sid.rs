//! Finds security identifiers that stand for two objects: two in AD, or an AD object and an account that is bound to
//! another anchor.

use std::borrow::Cow;

use super::shared_values::equal_texts;
use crate::join::{MatchKey, anchor};
use crate::model::security_identifier;
use crate::rules::prelude::*;

rule! {
    /// A security identifier (SID) belongs to two AD objects, or to an account with another anchor.
    ///
    /// ## What it does
    ///
    /// Compares objectSid of all objects that sync with each other, and with the SID that each cloud account keeps from its
    /// AD object. An account with the same SID and another source anchor is reported.
    ///
    /// ## Why it matters
    ///
    /// The SID must be unique. The export fails in every cycle. Mostly it is the same person, whose anchor was changed or
    /// whose account was restored; two AD objects with one SID mean that the domain gave out numbers twice.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,objectSid,sAMAccountName,displayName,userPrincipalName
    /// user,8ac654f2-2125-4252-b9b0-d2219b9bb395,,S-1-5-21-1-2-3-1104,joe,Joe Day,joe@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSecurityIdentifier,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,day@contoso.com,Joe Day,Member,iGhmiAEBERG7uxI0VniQqw==,S-1-5-21-1-2-3-1104,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// The account that has the object's own anchor, and identifiers that every domain has:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,objectSid,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,S-1-5-21-1-2-3-1104,joe,Joe Day,joe@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSecurityIdentifier,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,joe@contoso.com,Joe Day,Member,iGhmiAEBERG7uxI0VniQqw==,S-1-5-21-1-2-3-1104,True
    /// ```
    ///
    /// ## What to do
    ///
    /// If it is the same person, put the account's ImmutableId into mS-DS-ConsistencyGuid while the AD object is out of the
    /// sync. If two AD objects share a SID, create one of them anew.
    ///
    /// ## Limits
    ///
    /// Which attribute is the source anchor decides what differs; where it is assumed, the finding is likely.
    {
        id: "ad-dup-sid",
        title: "SID with several owners",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &["AttributeValueMustBeUnique", "OnPremiseSecurityIdentifier", "AttributeConflictName"],
        sources: &[pages::SYNC_ERRORS, pages::HEALTH, pages::EXISTING_TENANT],
        needs: &[Need::OnPremises(Attribute::ObjectSid), Need::CloudForTheWhole(Attribute::ObjectSid)],
        check: Check::Whole(check),
        explain: explain,
    }
}

const WITHIN_AD: u8 = 0;
const ACCOUNT_WITH_OTHER_ANCHOR: u8 = 1;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let on_premises = context.join.on_premises();
    if !on_premises.exports(Attribute::ObjectSid) {
        return;
    }
    let in_scope = on_premises.objects().filter(|&object| context.is_in_scope(object));
    for group in equal_texts(in_scope, |object| domain_identifier(context, object)) {
        let owners: Vec<Owner> = group.into_iter().map(Owner::on_premises).collect();
        sink.add(Severity::Blocker, Confidence::Certain, &owners, Attribute::ObjectSid, WITHIN_AD);
    }
    let attribute = context.join.settings.source_anchor_attribute.value;
    for (object, decision) in context.joins.iter().filter(|(object, _)| context.is_in_scope(*object)) {
        let Some(holder) = context.join.cloud_object_by_sid(object) else { continue };
        // Nearly every account that has the SID has the anchor as well.
        if decision.by == Some(MatchKey::SourceAnchor) && decision.cloud == Some(holder) {
            continue;
        }
        let own = anchor::of(on_premises, object, attribute);
        if context.join.has_another_anchor(&own, holder) {
            let owners = [Owner::on_premises(object), Owner::cloud(holder)];
            sink.add(Severity::Blocker, Confidence::Likely, &owners, Attribute::ObjectSid, ACCOUNT_WITH_OTHER_ANCHOR);
        }
    }
}

/// The SID, where it is one that a domain gave out; those of the system itself are the same everywhere.
fn domain_identifier<'a>(context: &RuleContext<'a>, object: ObjectId) -> Option<Cow<'a, str>> {
    let identifier = security_identifier::normalise(context.join.on_premises().text(object, Attribute::ObjectSid)?)?;
    identifier.starts_with("S-1-5-21-").then_some(identifier)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let identifier = context.shown(finding, owners);
    if finding.case == ACCOUNT_WITH_OTHER_ANCHOR {
        return Explanation::new(
            format!(
                "{} in AD has the SID {identifier}, and so has the account of {}, which carries another source anchor.",
                names[0], names[1]
            ),
            "The SID must be unique in the tenant, and a SID is never given out twice by a domain. Mostly it is the same person, \
             whose source anchor was changed or copied.",
            "If it is the same person, take the AD object out of the sync, put the account's ImmutableId into \
             mS-DS-ConsistencyGuid, and clear onPremisesObjectIdentifier of the account if that names another object. Then bring \
             it back.",
        )
        .if_you_sync(vec![
            format!("{} fails with AttributeValueMustBeUnique (OnPremiseSecurityIdentifier).", names[0]),
            format!("Nothing changes at the account of {}.", names[1]),
        ]);
    }
    let in_cloud = super::shared_values::cloud_holder(context, owners, |_| true);
    Explanation::new(
        format!(
            "{} objects have the SID {identifier}: {}.",
            words::number_first(owners.len()),
            words::list(&names)
        ),
        "A domain gives out each SID once. Two objects with one SID share their access rights, and the export of the second one \
         fails.",
        "Look for the cause in the domain, such as a RID pool that was given out twice, and create one of the accounts anew.",
    )
    .if_you_sync(super::shared_values::per_owner(
        &names,
        in_cloud,
        "stays as it is",
        "fails with AttributeValueMustBeUnique (OnPremiseSecurityIdentifier)",
    ))
    .likely_owner(super::shared_values::likely_owner(context, owners, &names, None))
}
