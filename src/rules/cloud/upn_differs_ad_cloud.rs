//! Finds synced users whose UPN in the cloud is not what AD says, each with the cause that the files show. A change that is
//! still on its way is another rule's finding.

use super::duplicate_person_pair;
use super::evidence;
use super::quarantined_upn::is_one_person;
use crate::forecast::{self, LoginReason};
use crate::model::{case_key, domain};
use crate::rules::matching::shared::is_anchor_at_fault;
use crate::rules::prelude::*;

rule! {
    /// A synced user signs in with another UPN than AD says.
    ///
    /// ## What it does
    ///
    /// Compares the UPN that AD sends with the one of the joined account, without regard to letter case, and names the
    /// first cause that fits: a domain that the tenant has not verified, a character that is not allowed, another
    /// account that has the name, a tenant that does not change the UPN of licensed users, or a value that was sent and
    /// not taken.
    ///
    /// ## Why it matters
    ///
    /// People sign in with a name that nobody told them. Entra ID works the UPN out again only when it changes in AD, so
    /// waiting does not help.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.ray@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesUserPrincipalName,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,ann.ray@contoso.com,True
    /// ```
    ///
    /// ```settings
    /// synchronizeUpnForManagedUsersEnabled=false
    /// ```
    ///
    /// ## Not reported
    ///
    /// Another letter case, and a change that the cloud has not heard of yet:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,Ann.Lee@contoso.com
    /// user,25c2879e-20ed-4e66-83f0-9e20460aedf8,bob,Bob Ray,bob.ray@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesUserPrincipalName,exo
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,iGhmiAEBERG7uxI0VniQqw==,True,Ann.Lee@contoso.com,True
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,nofCJe0gZk6D8J4gRgrt+A==,True,bob@contoso.com,True
    /// ```
    ///
    /// ## What to do
    ///
    /// It depends on the cause, which the finding names. After a cause is removed, change the UPN in AD and back, or set
    /// it once in the cloud, so that it is worked out again.
    ///
    /// ## Limits
    ///
    /// Where the cloud signs people in with another attribute than the UPN of AD, give loginIdAttribute in the settings.
    {
        id: "upn-differs-ad-cloud",
        title: "UPN differs from AD",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &[
            "UPN not syncing",
            "SynchronizeUpnForManagedUsers",
            "UserPrincipalName doesn't match between on-premises and cloud",
        ],
        sources: &[pages::UPN_CHANGES, pages::FEATURES],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::UserPrincipalName)],
        yields_to: &["quarantined-upn", "federated-domain-change", "ad-upn-nonroutable", "upn-unverified-suffix", "attr-invisible-char", "identity-data-validation-failed", "user-principal-name-too-long", "attribute-value-must-be-unique", "anchor-on-wrong-person"],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

const ALTERNATE_LOGIN: u8 = 1;
const TAKEN: u8 = 2;
const SWITCH_OFF: u8 = 3;
const NOT_TAKEN: u8 = 4;
const UNEXPLAINED: u8 = 5;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    let logins = (index.on_premises.login(pair.on_premises.object), index.cloud.login(pair.cloud.object));
    let (Some(wanted), Some(today)) = logins else { return };
    if wanted == today || !pair.is_synced() || pair.cloud.kind != ObjectKind::User {
        return;
    }
    let sent = match pair.cloud.cell(Attribute::OnPremisesUserPrincipalName) {
        Cell::Text(sent) => Some(case_key::fold_untrimmed(sent) == context.text(wanted)),
        _ => None,
    };
    // It changed in AD after the last sync, and the next one takes it along.
    let is_pending = sent == Some(false)
        && pair.forecast().is_some_and(|forecast| forecast.login.reason == LoginReason::FromOnPremises);
    if is_pending {
        return;
    }
    let (case, severity, sure, holder) = cause(context, pair, wanted, sent);
    // An anchor on the wrong account is told once, by the primary address.
    let object = pair.on_premises.object;
    let is_told = holder.is_some_and(|holder| is_anchor_at_fault(context, object, pair.decision, holder));
    if is_told && index.on_premises.primary(object) != Some(wanted) {
        return;
    }
    let mut owners = pair.owners().to_vec();
    owners.extend(holder.map(Owner::cloud));
    sink.add(severity, sure.and(pair.confidence()), &owners, wanted, case);
}

/// Why the cloud has another UPN, as far as the files show. That Entra ID does not take the UPN as it is, the rules about the
/// UPN itself tell, to which this one yields.
fn cause(
    context: &RuleContext<'_>,
    pair: &Pair<'_>,
    wanted: Key,
    sent: Option<bool>,
) -> (u8, Severity, Confidence, Option<ObjectId>) {
    let (index, settings) = (context.join.index, context.join.settings);
    let today = index.cloud.login(pair.cloud.object).map(|key| context.text(key)).unwrap_or_default();
    let medium = |case, sure| (case, Severity::Medium, sure, None);
    let is_mail = pair.on_premises.text(Attribute::Mail).is_some_and(|mail| case_key::equal(mail, today));
    if settings.login_id_attribute.is_assumed() && is_mail && sent != Some(true) {
        return (ALTERNATE_LOGIN, Severity::Info, Confidence::Possible, None);
    }
    let by_login = index.cloud_by_login(wanted).find(|&holder| holder != pair.cloud.object);
    let holder =
        by_login.or_else(|| evidence::cloud_holders(context, wanted, Some(pair.cloud.object)).first().copied());
    if holder.is_some() {
        return (TAKEN, Severity::Medium, Confidence::Certain, holder);
    }
    if let Some(sure) = ignores_changes(context, pair.cloud.object) {
        return medium(SWITCH_OFF, sure);
    }
    if sent == Some(true) { medium(NOT_TAKEN, Confidence::Certain) } else { medium(UNEXPLAINED, Confidence::Likely) }
}

/// Does the tenant leave the UPN of the account as it is, whatever AD says? With how sure that is.
fn ignores_changes(context: &RuleContext<'_>, cloud: ObjectId) -> Option<Confidence> {
    let settings = context.join.settings;
    let today = context.join.index.cloud.login(cloud).map(|key| context.text(key)).unwrap_or_default();
    let suffix = domain::of(today).unwrap_or_default();
    let is_federated = settings.federated_domains.value.iter().any(|federated| federated == suffix);
    let (is_licensed, sure) = forecast::is_recipient(&context.join, cloud);
    let is_ignored = !settings.synchronize_upn_for_managed_users_enabled.value && is_licensed && !is_federated;
    is_ignored.then_some(sure)
}

/// What follows every fix of a UPN.
const AGAIN: &str = "Then change the UPN in AD and synchronise, because Entra ID works it out only when it changes.";

/// What removes the cause; else AD gets the name that the account has.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let key = finding.value.key();
    let mut fixes = match (finding.case, key) {
        (ALTERNATE_LOGIN, _) => return Vec::new(),
        (TAKEN, _) if is_one_person(context, owners) => return Vec::new(),
        // A name that is free would not be taken up either.
        (TAKEN, Some(_)) if ignores_changes(context, owners[1].object).is_some() => Vec::new(),
        (TAKEN, Some(key)) => remedy::one_keeps_it(context, owners, key, Some(2)),
        _ => Vec::new(),
    };
    let today = context.join.index.cloud.login(owners[1].object).map(|key| remedy::spelt(context, owners[1], key));
    let as_today = today.and_then(|today| {
        let change = remedy::sign_in(context, owners[0], today)?;
        let (name, today) = (words::name(context, owners[0]), words::shown(today));
        let title = format!("Give {name} the UPN {today} in AD, with which the account signs in");
        let note = format!("If {name} is to keep that name. The one that AD has today is given up.");
        Some(Fix::review(title, note, vec![change]))
    });
    let is_new = |fix: &Fix| !fixes.iter().any(|other| other.changes == fix.changes);
    fixes.extend(as_today.filter(is_new));
    fixes
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let wanted = context.shown(finding, owners);
    let name = words::name(context, owners[0]);
    let today = context.join.index.cloud.login(owners[1].object).map(|key| words::shown(context.text(key)));
    let today = today.unwrap_or_default();
    let (why, what_to_do) = match finding.case {
        ALTERNATE_LOGIN => (
            "The account signs in with what AD has in mail. The tenant seems to use mail as an alternate login ID; then this is \
             as it should be."
                .to_owned(),
            "If it is so, give mail as loginIdAttribute in the settings.".to_owned(),
        ),
        TAKEN => {
            let holder = owners.get(2).map(|&owner| words::name(context, owner)).unwrap_or_default();
            (
                format!("{holder} has the name in the cloud, so this account did not get it."),
                if is_one_person(context, owners) {
                    duplicate_person_pair::JOIN_THEM.to_owned()
                } else if ignores_changes(context, owners[1].object).is_some() {
                    "Decide who keeps it, and free it on the other one where that is mastered. Then set the UPN of this account \
                     in the cloud: SynchronizeUpnForManagedUsers is off, so the tenant does not change it."
                        .to_owned()
                } else {
                    format!("Decide who keeps it, and free it on the other one where that is mastered. {AGAIN}")
                },
            )
        }
        SWITCH_OFF => (
            "The tenant does not change the UPN of licensed users in managed domains (SynchronizeUpnForManagedUsers is off). \
             Changes are ignored without an error."
                .to_owned(),
            format!("Switch it on, which cannot be undone, or set the UPN of this account in the cloud. {AGAIN}"),
        ),
        NOT_TAKEN => (
            "The cloud has heard of the UPN (onPremisesUserPrincipalName) and kept another one. The domain may have been \
             verified after that, or the name was taken then."
                .to_owned(),
            "Change the UPN in AD to another value and back, synchronising after each, or set it in the cloud.".to_owned(),
        ),
        _ => (
            "The files show no cause. It may have changed after the last sync, or was sent and not taken.".to_owned(),
            "Look again after the next sync. onPremisesUserPrincipalName in the export of Entra users tells what was sent."
                .to_owned(),
        ),
    };
    Explanation::new(format!("{name} is {wanted} in AD and signs in to the cloud as {today}."), why, what_to_do)
}
