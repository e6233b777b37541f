//! Finds AD users whose written-back cloud id leads nowhere, or to an account of somebody else.

use crate::join::anchor;
use crate::join::{MatchKey, Outcome};
use crate::model::Guid;
use crate::rules::prelude::*;

rule! {
    /// The cloud id that AD keeps for a user (msDS-ExternalDirectoryObjectID) is not that of its account.
    ///
    /// ## What it does
    ///
    /// Looks up the id in `User_…` among the cloud objects. It reports an id that no object has, one of a deleted object,
    /// one of an account with another source anchor, and one of another account than that with which the user is synced.
    ///
    /// ## Why it matters
    ///
    /// Microsoft's sync does not match by it, but other tools do: Cayosoft Administrator looks it up first and stops with an
    /// error, or works on the wrong account.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,msDsExternalDirectoryObjectId,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,User_bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,nofCJe0gZk6D8J4gRgrt+A==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,msDsConsistencyGuid,msDsExternalDirectoryObjectId,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,,User_aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann,Ann Lee,ann@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Let Exchange hybrid write the id anew, or clear the attribute in AD.
    ///
    /// ## Limits
    ///
    /// That no object has the id is likely, because a cloud export may hold a part of the accounts. Where the cloud export
    /// does not tell anchors, an id of another live account is recognised by the SID only.
    {
        id: "ad-ext-id-stale",
        title: "Written-back cloud id is wrong",
        group: Group::Drift,
        severity: Severity::High,
        fix: FixKind::Script,
        search_terms: &[
            "msDS-ExternalDirectoryObjectID",
            "Cloud user was not found for this Active Directory user by its external directory ID or anchor",
        ],
        sources: &[pages::CAYOSOFT_MAPPING, pages::SYNCED_ATTRIBUTES],
        needs: &[Need::OnPremises(Attribute::ExternalDirectoryObjectId), Need::Cloud(Attribute::ObjectId)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, _, owners| {
            let name = words::name(context, owners[0]);
            let note = "Other tools find no account by it then, until hybrid Exchange writes it anew. Make sure that the files \
                        list all accounts.";
            let change = remedy::set(context, owners[0], Attribute::ExternalDirectoryObjectId, None);
            change.map(|change| Fix::review(format!("Clear the cloud id of {name}"), note, vec![change])).into_iter().collect()
        },
    }
}

const NOBODY: u8 = 0;
const DELETED: u8 = 1;
const SOMEBODY_ELSE: u8 = 2;
/// The user is joined to another account, and that of the id carries no anchor.
const NOT_ITS_OWN: u8 = 3;

fn check(context: &RuleContext<'_>, user: Subject<'_>, sink: &mut Sink<'_>) {
    if user.kind != ObjectKind::User {
        return;
    }
    let Some(text) = user.text(Attribute::ExternalDirectoryObjectId) else { return };
    let text = text.trim();
    // A value that is no id at all is a fault of its form.
    let Some(id) = Guid::parse_text(text.split_once('_').map_or(text, |(_, id)| id)) else { return };
    let value = Attribute::ExternalDirectoryObjectId;
    let cloud = context.join.cloud();
    let Some(hit) = context.join.cloud_object_by_id(id) else {
        if context.join.cloud_lists(ObjectKind::User) && cloud.exports(Attribute::ObjectId) {
            let partial = context.join.is_cloud_partial();
            let confidence = if partial { Confidence::Possible } else { Confidence::Likely };
            sink.add(Severity::High, confidence, &[user.owner], value, NOBODY);
        }
        return;
    };
    let owners = [user.owner, Owner::cloud(hit)];
    let own = anchor::of(context.join.on_premises(), user.object, context.join.settings.source_anchor_attribute.value);
    if context.join.has_another_anchor(&own, hit) {
        let is_told = !context.join.settings.source_anchor_attribute.is_assumed();
        let confidence = if is_told { Confidence::Certain } else { Confidence::Likely };
        sink.add(Severity::High, confidence, &owners, value, SOMEBODY_ELSE);
    } else if cloud.is_deleted(hit) && context.joins.decision(user.object).cloud != Some(hit) {
        sink.add(Severity::High, Confidence::Certain, &owners, value, DELETED);
    } else {
        let decision = context.joins.decision(user.object);
        // Address and UPN say less than the id.
        let is_by_name = matches!(decision.by, Some(MatchKey::PrimarySmtp | MatchKey::Upn));
        let is_elsewhere = decision.outcome == Outcome::AlreadySynced && decision.cloud.is_some_and(|own| own != hit);
        if is_elsewhere && !is_by_name {
            sink.add(Severity::High, decision.confidence, &owners, value, NOT_ITS_OWN);
        }
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let names = words::names(context, owners);
    let (name, id) = (&names[0], context.shown(finding, owners));
    let message = match finding.case {
        NOBODY => format!("{name} has {id} in AD as its cloud id, and no cloud object in the files has that id."),
        NOT_ITS_OWN => format!(
            "{name} has {id} in AD as its cloud id, which is that of {}, and is synced with another account.",
            names[1]
        ),
        DELETED => format!("{name} has {id} in AD as its cloud id, which is that of a deleted account, {}.", names[1]),
        _ => format!(
            "{name} has {id} in AD as its cloud id, which is that of {}, an account with another source anchor.",
            names[1]
        ),
    };
    Explanation::new(
        message,
        "Microsoft's sync does not match by this id. Tools that do, such as Cayosoft Administrator, find no account or the wrong \
         one.",
        "Let Exchange hybrid write the id anew, or clear msDS-ExternalDirectoryObjectID in AD.",
    )
}
