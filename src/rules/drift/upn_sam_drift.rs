//! Finds AD users whose UPN does not begin with the account name. That is allowed, and a habit in many places.

use crate::model::case_key;
use crate::rules::aliases::shared;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// An AD user’s UPN does not begin with the account name.
    ///
    /// ## What it does
    ///
    /// Compares what stands before the @ of the UPN with sAMAccountName, for every user that syncs and without regard to
    /// letter case.
    ///
    /// ## Why it matters
    ///
    /// The person has two names to sign in with: one on computers of the network, one in the cloud. People mix them up.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,alee,Ann Lee,ann.lee@contoso.com,
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,Ann.Lee,Ann Lee,ann.lee@contoso.com,
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing, where both names are known to the person. Otherwise give the user a UPN by the account name, or sign in with the
    /// UPN everywhere.
    ///
    /// ## Limits
    ///
    /// sAMAccountName holds 20 characters only, so a longer UPN that begins with it is not told.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "upn-sam-drift",
        title: "UPN and account name differ",
        group: Group::Drift,
        severity: Severity::Low,
        fix: FixKind::None,
        search_terms: &["sAMAccountName and userPrincipalName", "sign-in name"],
        sources: &[pages::PREPARE],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::OnPremises(Attribute::SamAccountName)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// How long an account name may be.
const LONGEST_ACCOUNT_NAME: usize = 20;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut deviations = Deviations::default();
    for user in convention::in_scope(context).filter(|user| user.kind == ObjectKind::User) {
        let (Some(login), Some(account)) =
            (user.text(Attribute::UserPrincipalName), user.text(Attribute::SamAccountName))
        else {
            continue;
        };
        if !login.contains('@') {
            continue;
        }
        deviations.compare();
        let (name, account) = (shared::local(login.trim()), account.trim());
        let is_cut = account.len() == LONGEST_ACCOUNT_NAME
            && name.get(..account.len()).is_some_and(|start| start.eq_ignore_ascii_case(account));
        if !is_cut && !case_key::equal(name, account) {
            let value = Attribute::UserPrincipalName;
            deviations.add(Severity::Low, Confidence::Certain, (user.owner, None), value, 0);
        }
    }
    deviations.tell(sink);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str =
        "People sign in to computers by the account name and to Microsoft 365 by the UPN, and mix them up.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        return Explanation::new(
            format!("The UPNs of most users do not begin with the account name, for example {examples}."),
            WHY,
            "Nothing, if people know both names. This is how the directory is kept.",
        );
    }
    let (name, login) = (words::name(context, owners[0]), context.shown(finding, owners));
    let account = context.join.on_premises().text(owners[0].object, Attribute::SamAccountName).unwrap_or_default();
    Explanation::new(
        format!("{name} has the UPN {login} and the account name {}.", words::shown(account.trim())),
        WHY,
        format!("Tell {name} which name is for what, or make the two alike in AD."),
    )
}
