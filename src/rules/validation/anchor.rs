//! Source anchors that the cloud does not take. Only anchors that are texts can be at fault: those of 16 bytes are sent as
//! Base64, which is always allowed.

use super::template::DOCUMENTED;
use crate::join::anchor::{self, Anchor};
use crate::rules::prelude::*;
use crate::settings::AnchorAttribute;

rule! {
    TOO_LONG
    /// A source anchor is too long: it may have fewer than 60 characters, of which others than letters and digits count three.
    ///
    /// ## What it does
    ///
    /// Where an attribute of your own choice is the source anchor, counts its characters. Each that is no letter and no
    /// digit counts three, because it is sent in another form.
    ///
    /// ## Why it matters
    ///
    /// Entra Connect does not export the object.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,employeeID
    /// user,11111111-1111-4111-8111-111111111111,ann,⟨60×7⟩
    /// ```
    ///
    /// ```settings
    /// sourceAnchorAttribute=employeeId
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,employeeID
    /// user,11111111-1111-4111-8111-111111111111,ann,⟨59×7⟩
    /// ```
    ///
    /// ```settings
    /// sourceAnchorAttribute=employeeId
    /// ```
    ///
    /// ## What to do
    ///
    /// Use another attribute as the source anchor. It cannot be changed for objects that are synced already.
    ///
    /// ## Limits
    ///
    /// Runs only where the settings name such an attribute, or the files show one.
    {
        id: "source-anchor-too-long",
        title: "Source anchor too long",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        fix: FixKind::None,
        search_terms: &["sourceAnchor", "Source anchor has changed"],
        sources: &[pages::DESIGN],
        needs: &[Need::OnPremises(Attribute::ObjectGuid)],
        check: Check::EachOnPremises(|context, object, sink| {
            let Some(text) = text_anchor(context, object) else { return };
            let length: usize = text.chars().map(|c| if c.is_ascii_alphanumeric() { 1 } else { 3 }).sum();
            if length >= 60 {
                add(context, object, sink);
            }
        }),
        explain: |context, finding, owners| {
            let name = words::name(context, owners[0]);
            let anchor = context.shown(finding, owners);
            Explanation::new(
                format!("The source anchor of {name} is too long: {anchor}."),
                "Entra Connect does not export the object.",
                "Use another attribute as the source anchor. It cannot be changed for objects that are synced already.",
            )
        },
    }
}

/// The characters that a source anchor of text may not have.
const FORBIDDEN: &str = "\\!#$%&*+/=?^`{}|~<>()';:,[]\"@_";

rule! {
    CHARACTER
    /// A source anchor holds a character that it may not have.
    ///
    /// ## What it does
    ///
    /// Where an attribute of your own choice is the source anchor, looks for the characters that Microsoft forbids in it,
    /// @ and _ among them.
    ///
    /// ## Why it matters
    ///
    /// Entra Connect does not export the object.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,employeeID
    /// user,11111111-1111-4111-8111-111111111111,ann,44_17
    /// ```
    ///
    /// ```settings
    /// sourceAnchorAttribute=employeeId
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,employeeID
    /// user,11111111-1111-4111-8111-111111111111,ann,44-17
    /// ```
    ///
    /// ```settings
    /// sourceAnchorAttribute=employeeId
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the value in AD before the first sync, or use another attribute as the source anchor.
    ///
    /// ## Limits
    ///
    /// Anchors of 16 bytes are sent as Base64, which is allowed although it may hold such characters.
    {
        id: "source-anchor-illegal-character",
        title: "Source anchor with forbidden character",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        fix: FixKind::Runbook,
        search_terms: &["sourceAnchor"],
        sources: &[pages::DESIGN],
        needs: &[Need::OnPremises(Attribute::ObjectGuid)],
        check: Check::EachOnPremises(|context, object, sink| {
            if text_anchor(context, object).is_some_and(|text| text.contains(|c| FORBIDDEN.contains(c))) {
                add(context, object, sink);
            }
        }),
        explain: |context, finding, owners| {
            let name = words::name(context, owners[0]);
            let anchor = context.shown(finding, owners);
            Explanation::new(
                format!("The source anchor of {name} holds a character that it may not have: {anchor}."),
                "Entra Connect does not export the object.",
                "Correct the value in AD before the first sync, or use another attribute as the source anchor.",
            )
        },
    }
}

rule! {
    IMMUTABLE_ID
    /// An ImmutableId in the cloud holds a $ or an underscore.
    ///
    /// ## What it does
    ///
    /// Looks for the two characters that Microsoft Graph does not accept in onPremisesImmutableId.
    ///
    /// ## Why it matters
    ///
    /// No anchor that comes from AD has them, so the account is never joined by its anchor, and the value cannot be written
    /// again as it is.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,44_17
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,a@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out which person the account belongs to, and give it the right ImmutableId.
    ///
    /// ## Limits
    ///
    /// Other spellings that never match are told by anchor-encoding-error.
    {
        id: "immutable-id-illegal-character",
        title: "ImmutableId with forbidden character",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["onPremisesImmutableId"],
        sources: &[pages::GRAPH_USER],
        yields_to: &["stale-anchor-cloud-only"],
        needs: &[Need::Cloud(Attribute::ImmutableId)],
        check: Check::EachCloud(|_, object, sink| {
            if object.text(Attribute::ImmutableId).is_some_and(|text| text.contains(['$', '_'])) {
                sink.add(Severity::Medium, Confidence::Certain, &[object.owner], Attribute::ImmutableId, DOCUMENTED);
            }
        }),
        fixes: |context, _, owners| {
            let name = words::name(context, owners[0]);
            let note = "Make sure that no identity provider needs it. An account without an ImmutableId can be matched by its \
                        address or UPN.";
            let change = remedy::set(context, owners[0], Attribute::ImmutableId, None);
            change.map(|change| Fix::review(format!("Clear the ImmutableId of {name}"), note, vec![change])).into_iter().collect()
        },
        explain: |context, finding, owners| {
            let name = words::name(context, owners[0]);
            let anchor = context.shown(finding, owners);
            Explanation::new(
                format!("{name} has the ImmutableId {anchor}, which Microsoft Graph does not accept."),
                "No anchor that comes from AD looks like this, so the account is never joined by its anchor.",
                "Find out which person the account belongs to, and give it the right ImmutableId.",
            )
        },
    }
}

/// The anchor of an object, where it is a text.
fn text_anchor(context: &RuleContext<'_>, object: Subject<'_>) -> Option<String> {
    let attribute = context.join.settings.source_anchor_attribute.value;
    // No text anchor looks like a GUID, and nearly every user has one, which both rules would read for nothing.
    let looks_like_guid = |attribute| object.text(attribute).is_none_or(|text| text.as_bytes().get(8) == Some(&b'-'));
    let may_be = [Attribute::ConsistencyGuid, Attribute::ObjectGuid];
    if !matches!(attribute, AnchorAttribute::Other(_)) && may_be.into_iter().all(looks_like_guid) {
        return None;
    }
    match anchor::of(context.join.on_premises(), object.object, attribute).anchor()? {
        Anchor::Text(text) => Some(text.clone()),
        Anchor::Bytes(_) => None,
    }
}

fn add(context: &RuleContext<'_>, object: Subject<'_>, sink: &mut Sink<'_>) {
    let attribute = match context.join.settings.source_anchor_attribute.value {
        AnchorAttribute::Other(attribute) => attribute,
        _ => Attribute::ConsistencyGuid,
    };
    let doubt = context.join.is_anchor_attribute_doubtful();
    let confidence = if doubt { Confidence::Possible } else { Confidence::Certain };
    sink.add(Severity::Blocker, confidence, &[object.owner], attribute, DOCUMENTED);
}
