//! Finds people whose name changed between two AD exports while their addresses did not. Whether they want a new address is in no file.

use crate::model::case_key;
use crate::model::order;
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// A person’s name changed in AD, and the addresses are still those of before.
    ///
    /// ## What it does
    ///
    /// Compares surname and display name with those in an older AD export, for every user that syncs, without regard to letter
    /// case. A display name of the same words in another order does not count. Told is who has a new name and the same primary
    /// address and UPN.
    ///
    /// ## Why it matters
    ///
    /// People expect an address by their new name. Changing it in the wrong order loses the old one.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,sn,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Ray,Ray,ann.ray@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,sn,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,Lee,ann.ray@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,sn,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Ray,Ray,ann.ray@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,sn,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,Lee,ann.lee@contoso.com,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask the person. For a new address, add the old one as a secondary address, set the new primary one, sync, change the UPN,
    /// sync, and change the account name last.
    ///
    /// ## Limits
    ///
    /// It needs an older export with objectGUID. Addresses that have nothing of the name are told as well.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "name-change-hint",
        title: "Name changed, address did not",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::Runbook,
        search_terms: &["name change", "marriage rename user", "change UPN"],
        sources: &[pages::UPN_CHANGES],
        needs: &[Need::OnPremises(Attribute::DisplayName), Need::OlderExport],
        check: Check::Whole(check),
        explain: explain,
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (Some(index), Some(before)) = (&context.join.index.before, &context.join.directories.before) else { return };
    let today = &context.join.index.on_premises;
    let mut deviations = Deviations::default();
    for user in convention::in_scope(context).filter(|user| user.kind == ObjectKind::User) {
        let Some(older) = index.of(user.object) else { continue };
        deviations.compare();
        let both = |attribute| before.text(older, attribute).zip(user.text(attribute));
        let has_new_surname = both(Attribute::Surname).is_some_and(|(then, now)| !case_key::equal(then, now));
        let has_new_name = both(Attribute::DisplayName).is_some_and(|(then, now)| !are_same_words(then, now));
        if !has_new_surname && !has_new_name {
            continue;
        }
        let (primary, login) = (today.primary(user.object), today.login(user.object));
        let stays = primary == index.identities.primary(older) && login == index.identities.login(older);
        if stays && (primary.is_some() || login.is_some()) {
            let value = if has_new_surname { Attribute::Surname } else { Attribute::DisplayName };
            let confidence = today.primary_source(user.object).confidence();
            deviations.add(Severity::Info, confidence, (user.owner, None), value, 0);
        }
    }
    deviations.tell(sink);
}

/// Are two names made of the same words, in whatever order and case?
fn are_same_words(left: &str, right: &str) -> bool {
    fn sorted(name: &str) -> Vec<std::borrow::Cow<'_, str>> {
        let mut parts: Vec<_> = name
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|part| !part.is_empty())
            .map(case_key::fold)
            .collect();
        order::sort(&mut parts);
        parts
    }
    left == right || sorted(left) == sorted(right)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHAT_TO_DO: &str = "Ask the person. For a new address, add the old one as a secondary address, set the new primary one, \
                              sync, change the UPN, sync, and change the account name last.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        let message = format!("Most names changed since the older export, for example of {examples}.");
        return Explanation::new(
            message,
            "Somebody changed how names are written. Addresses stay.",
            "Nothing has to be done.",
        );
    }
    let (name, value) = (words::name(context, owners[0]), context.shown(finding, owners));
    let object = owners[0].object;
    let attribute = if let Value::Cell(attribute) = finding.value { attribute } else { Attribute::DisplayName };
    let older = context.join.before(object);
    let then =
        context.join.directories.before.as_ref().zip(older).and_then(|(before, older)| before.text(older, attribute));
    let identities = &context.join.index.on_premises;
    let address = identities.primary(object).or_else(|| identities.login(object)).map(|key| context.text(key));
    let what = if attribute == Attribute::Surname { "surname" } else { "name" };
    Explanation::new(
        format!(
            "{name} has the {what} {value} now, was {} before, and still has {}.",
            words::shown(then.unwrap_or_default()),
            words::shown(address.unwrap_or_default())
        ),
        "People expect an address by their new name. A change in the wrong order loses the old one.",
        WHAT_TO_DO,
    )
}
