//! Finds users whose sign-in name is not their e-mail address. That is allowed; it confuses people, and it is worse where
//! the sign-in name is somebody else's address.

use crate::join::Outcome;
use crate::join::claims::Role;
use crate::model::domain;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// A user's UPN is not its primary e-mail address.
    ///
    /// ## What it does
    ///
    /// Compares the UPN with the primary SMTP address: in the cloud for accounts that are synced or cloud-only, in AD for
    /// users that are still to come. It says so if the UPN is the primary address of another user.
    ///
    /// ## Why it matters
    ///
    /// Microsoft recommends that the two are equal. People type their address to sign in, and some apps take the UPN for
    /// the address. If the UPN is another user's address, mail and invitations reach the wrong person.
    ///
    /// ## Example
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users without an address, and a UPN in an internal domain, which is another fault:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,cy,cy@contoso.local,SMTP:cy@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann@contoso.com,Ann Lee,Member,
    /// bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb,bob@contoso.com,Bob Ray,Member,SMTP:Bob@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Make them equal where the account is mastered. Changing a UPN changes the address of OneDrive and asks people to set
    /// up Authenticator and managed apps anew; changing the primary address keeps the old one as a second address.
    ///
    /// ## Limits
    ///
    /// Where mail is the alternate login ID, the UPN of AD is not compared. Where more than half of the users, and twenty at
    /// least, have another UPN than address, that is a habit of the directory: it is told once, with examples. A UPN that is
    /// another user's address is always told.
    {
        id: "upn-vs-primary-smtp",
        title: "UPN is not the address",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::Script,
        search_terms: &["UPN different from primary SMTP address", "sign-in name and email address"],
        sources: &[pages::UPN_CHANGES, pages::PREPARE],
        needs: &[Need::Cloud(Attribute::UserPrincipalName), Need::Cloud(Attribute::ProxyAddresses)],
        yields_to: &["attr-invisible-char", "identity-data-validation-failed", "user-principal-name-too-long", "domain-rebrand"],
        check: Check::Whole(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The UPN is nobody else's address.
const FREE: u8 = 0;
/// It is another user's primary address.
const OF_ANOTHER: u8 = 1;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut habit = Deviations::default();
    let index = context.join.index;
    for (object, decision) in context.joins.iter().filter(|(object, _)| context.is_in_scope(*object)) {
        let synced = decision.cloud.filter(|_| decision.outcome == Outcome::AlreadySynced);
        let Some(wanted) = index.on_premises.login(object) else { continue };
        // Such a name is replaced in the cloud, which other rules tell.
        let suffix = domain::of(context.text(wanted)).unwrap_or_default();
        if domain::is_non_routable(suffix) || context.join.settings.is_verified(suffix) == Some(false) {
            continue;
        }
        let own = Owner::on_premises(object);
        let (login, of_side, sure, counterpart) = if let Some(cloud) = synced {
            (index.cloud.login(cloud), (&index.cloud, cloud), decision.confidence, synced)
        } else {
            let pending = decision.cloud.filter(|_| decision.outcome.is_join());
            (Some(wanted), (&index.on_premises, object), Confidence::Certain, pending)
        };
        let owners: Vec<Owner> = std::iter::once(own).chain(counterpart.map(Owner::cloud)).collect();
        let (identities, looked_at) = of_side;
        let confidence = identities.primary_source(looked_at).confidence().and(sure);
        let primary = (identities.primary(looked_at), confidence);
        compare(context, (sink, &mut habit), &owners, login, primary);
    }
    let cloud = context.join.cloud();
    for object in cloud.objects().filter(|&object| context.join.is_live_user(object)) {
        // A synced account without its AD object in the files is judged by what the cloud has.
        if context.joins.partner(object).is_none() {
            let primary = (index.cloud.primary(object), index.cloud.primary_source(object).confidence());
            compare(context, (sink, &mut habit), &[Owner::cloud(object)], index.cloud.login(object), primary);
        }
    }
    habit.tell(sink);
}

fn compare(
    context: &RuleContext<'_>,
    (sink, habit): (&mut Sink<'_>, &mut Deviations),
    own: &[Owner],
    login: Option<Key>,
    (primary, confidence): (Option<Key>, Confidence),
) {
    let (Some(login), Some(primary), Some(&first)) = (login, primary, own.first()) else { return };
    habit.compare();
    if login == primary {
        return;
    }
    let of_another: Vec<Owner> = context
        .join
        .index
        .claims
        .of(login)
        .iter()
        .filter(|claim| claim.role() == Role::PrimaryAddress)
        .map(|claim| Owner { side: claim.side(), object: claim.object() })
        .filter(|owner| !own.contains(owner) && is_another_user(context, *owner, own))
        .collect();
    if of_another.is_empty() {
        habit.add(Severity::Low, confidence, (first, own.get(1).copied()), login, FREE);
    } else {
        let owners: Vec<Owner> = own.iter().copied().chain(of_another).collect();
        sink.add(Severity::Medium, confidence, &owners, login, OF_ANOTHER);
    }
}

/// Is it a user that is in use, and no counterpart of the object itself?
fn is_another_user(context: &RuleContext<'_>, owner: Owner, own: &[Owner]) -> bool {
    let snapshot = context.join.directories.side(owner.side);
    if snapshot.kind(owner.object) != ObjectKind::User || snapshot.is_deleted(owner.object) {
        return false;
    }
    match owner.side {
        Side::OnPremises => {
            let decision = context.joins.decision(owner.object);
            let counterpart = decision.cloud.filter(|_| decision.outcome.is_join()).map(Owner::cloud);
            context.is_in_scope(owner.object) && !counterpart.is_some_and(|counterpart| own.contains(&counterpart))
        }
        Side::Cloud => {
            let counterpart = context.joins.partner(owner.object).map(Owner::on_premises);
            !counterpart.is_some_and(|counterpart| own.contains(&counterpart))
        }
    }
}

/// The primary address becomes the UPN, or the other way round.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let Some(key) = finding.value.key() else { return Vec::new() };
    let looked_at = looked_at(context, owners);
    let Some(master) = remedy::master(context, looked_at).filter(|&master| remedy::is_settled(context, master)) else {
        return Vec::new();
    };
    let primary = remedy::primary_text(context, looked_at).filter(|_| master == owners[0]);
    let as_login = primary.and_then(|primary| remedy::sign_in_as(context, master, primary));
    let as_primary = (finding.case == FREE)
        .then(|| remedy::primary_fix(context, master, remedy::spelt(context, looked_at, key)))
        .flatten();
    as_login.into_iter().chain(as_primary).collect()
}

/// Of two that are joined already the cloud object was looked at, else the AD object.
fn looked_at(context: &RuleContext<'_>, owners: &[Owner]) -> Owner {
    owners[usize::from(remedy::is_synced(context, owners[0]))]
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const RECOMMENDED: &str = "Microsoft recommends that the two are equal. People type their address to sign in, and some apps take the UPN for \
         the address.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        return Explanation::new(
            format!("Most users sign in with a name that is not their primary address, for example {examples}."),
            RECOMMENDED,
            "Nothing at once. Tell people which of the two to type, or plan a change for all, not one by one.",
        );
    }
    let login = context.shown(finding, owners);
    let names = words::names(context, owners);
    let index = context.join.index;
    let looked_at = looked_at(context, owners);
    let primary = match looked_at.side {
        Side::OnPremises => index.on_premises.primary(looked_at.object),
        Side::Cloud => index.cloud.primary(looked_at.object),
    };
    let primary = primary.map(|key| words::shown(context.text(key))).unwrap_or_default();
    let name = &names[0];
    let message = format!("{name} signs in as {login}, and the primary address is {primary}.");
    if finding.case == OF_ANOTHER {
        let other = words::list(&names[names.len() - 1..]);
        return Explanation::new(
            message,
            format!("{login} is the primary address of {other}. Mail and invitations for one reach the other."),
            format!("Find out which of the two the name belongs to, and give {name} a UPN that is its own address."),
        );
    }
    Explanation::new(
        message,
        RECOMMENDED,
        "Make them equal where the account is mastered. A new UPN changes the address of OneDrive and asks people to set up \
         Authenticator anew.",
    )
}
