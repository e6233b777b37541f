//! Finds users whose address RM Unify takes from an attribute in AD. Two rules: where it gives that address, and where it
//! cannot, because the domain is another. Whether somebody else has the address is another rule's question.

use super::account::{Accounts, AddressSource};
use crate::model::{case_key, domain};
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    FOLLOWS
    /// An AD user’s address in RM Unify comes from an attribute in AD.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use and the setting rmUnifyEmailAttribute names the attribute. Finds the users that have a
    /// value in it.
    ///
    /// ## Why it matters
    ///
    /// The address follows this attribute and not the account name. A rename alone does not change it.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,john.smith@contoso.com
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// rmUnifyEmailAttribute=mail
    /// ```
    ///
    /// ## Not reported
    ///
    /// Users without a value:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,jsmith@contoso.com,
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// rmUnifyEmailAttribute=mail
    /// ```
    ///
    /// ## What to do
    ///
    /// To change the address, change the attribute in AD.
    ///
    /// ## Limits
    ///
    /// Which attribute is set up in RM Unify is in no export.
    /// Where more than half of the users, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "override-attribute",
        title: "Address from an attribute",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["RM Unify email attribute", "AD filter email address"],
        sources: &[pages::RM_USERNAME, pages::RM_PROVISIONING],
        needs: &[Need::RmUnify, Need::OnPremises(Attribute::SamAccountName)],
        check: Check::Whole(follows),
        explain: explain,
    }
}

rule! {
    WRONG_DOMAIN
    /// The address that AD names for RM Unify is not in a federated domain.
    ///
    /// ## What it does
    ///
    /// Runs where RM Unify is in use, the setting rmUnifyEmailAttribute names the attribute, and the federated domains are
    /// known. Finds users whose value in it is an address in another domain.
    ///
    /// ## Why it matters
    ///
    /// RM Unify gives addresses in the federated domain only, so this one does not come into use.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,john.smith@fabrikam.com
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// rmUnifyEmailAttribute=mail
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,mail
    /// user,88666888-0101-1111-bbbb-1234567890ab,jsmith,Jo Smith,,john.smith@Contoso.com
    /// ```
    ///
    /// ```settings
    /// rmUnify=true
    /// federatedDomains=contoso.com
    /// rmUnifyEmailAttribute=mail
    /// ```
    ///
    /// ## What to do
    ///
    /// Write an address in the federated domain into the attribute.
    ///
    /// ## Limits
    ///
    /// Without the tenant's list of domains it is not known which are federated, and nothing is found.
    {
        id: "override-wrong-domain",
        title: "Attribute in another domain",
        group: Group::Drift,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["RM Unify email attribute", "federated domain email address"],
        sources: &[pages::RM_PROVISIONING],
        needs: &[Need::RmUnify, Need::OnPremises(Attribute::SamAccountName)],
        check: Check::Whole(wrong_domain),
        explain: explain_wrong_domain,
        fixes: |context, finding, owners| {
            let (own, value) = (owners[0], context.value(finding, owners));
            let settings = context.join.settings;
            let ([suffix], Some(attribute)) =
                (settings.federated_domains.value.as_slice(), settings.rm_unify_email_attribute.value)
            else {
                return Vec::new();
            };
            let address = format!("{}@{suffix}", value.rsplit_once('@').map_or(value, |(local, _)| local));
            let change = remedy::set(context, own, attribute, Some(&address));
            let Some(change) = change.filter(|_| remedy::is_usable(context, own, &address)) else { return Vec::new() };
            let (name, attribute) = (words::name(context, own), attribute.name());
            let title = format!("Set {attribute} of {name} to {}", words::shown(&address));
            vec![Fix::review(title, format!("RM Unify gives {name} this address then."), vec![change])]
        },
    }
}

/// Is the address in a federated domain? `None` where these are not known.
fn is_federated(context: &RuleContext<'_>, address: &str) -> Option<bool> {
    let federated = &context.join.settings.federated_domains.value;
    let is_it = |name: &str| federated.iter().any(|one| case_key::equal(one, name));
    (!federated.is_empty()).then(|| domain::of(address).is_some_and(is_it))
}

fn follows(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (Some(accounts), Some(attribute)) =
        (Accounts::new(context), context.join.settings.rm_unify_email_attribute.value)
    else {
        return;
    };
    let mut deviations = Deviations::default();
    for user in accounts.iter() {
        deviations.compare();
        if let AddressSource::Attribute(address) = user.source
            && is_federated(context, address) != Some(false)
        {
            deviations.add(Severity::Info, Confidence::Certain, (user.owner, None), attribute, 0);
        }
    }
    deviations.tell(sink);
}

fn wrong_domain(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let (Some(accounts), Some(attribute)) =
        (Accounts::new(context), context.join.settings.rm_unify_email_attribute.value)
    else {
        return;
    };
    for user in accounts.iter() {
        if let AddressSource::Attribute(address) = user.source
            && is_federated(context, address) == Some(false)
        {
            sink.add(Severity::Medium, Confidence::Certain, &[user.owner], attribute, 0);
        }
    }
}

fn attribute_name(context: &RuleContext<'_>) -> &'static str {
    context.join.settings.rm_unify_email_attribute.value.map_or("", Attribute::name)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let attribute = attribute_name(context);
    let why =
        format!("RM Unify takes the address from {attribute} where that has a value, and not from the account name.");
    let what_to_do = format!("To change an address, change {attribute} in AD.");
    let message = if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        format!("Most users have their address in RM Unify from {attribute}, for example {examples}.")
    } else {
        let name = words::name(context, owners[0]);
        format!("{name} has the address {} in RM Unify from {attribute}.", context.shown(finding, owners))
    };
    Explanation::new(message, why, what_to_do)
}

fn explain_wrong_domain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, attribute) = (words::name(context, owners[0]), attribute_name(context));
    let federated = &context.join.settings.federated_domains.value;
    Explanation::new(
        format!("{name} has {} in {attribute}, which RM Unify cannot give.", context.shown(finding, owners)),
        format!("RM Unify gives addresses in federated domains only: {}.", words::list(federated)),
        format!(
            "Write an address in {} into {attribute}.",
            federated.first().map_or("a federated domain", String::as_str)
        ),
    )
}
