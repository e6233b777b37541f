//! Finds names that people had and that no address reaches any more. What a name was comes from an older export, from what
//! the cloud last heard of the UPN, or, as a mere possibility, from the alias.

use super::shared;
use crate::forecast;
use crate::join::identity::PrimarySource;
use crate::model::{case_key, domain};
use crate::rules::prelude::*;

rule! {
    /// A former address of a person is neither in AD nor in the cloud.
    ///
    /// ## What it does
    ///
    /// Takes the primary address and UPN that a joined user had in an older AD export, the UPN that the cloud last heard of,
    /// and, where neither tells anything, the alias and the onmicrosoft.com address that Entra ID made from the first
    /// address. It finds those that the user no longer has as an address on either side. A former UPN counts only for
    /// mailboxes, which have it as an address.
    ///
    /// ## Why it matters
    ///
    /// Mail to the old name bounces. Entra ID replaces the primary address and keeps only what AD lists, the UPN and the
    /// onmicrosoft.com address.
    ///
    /// ## Example
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Ray,ann.ray@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,SMTP:ann.lee@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,SMTP:ann.lee@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// An old name that is kept as a secondary address:
    ///
    /// ```before
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Ray,ann.ray@contoso.com,SMTP:ann.ray@contoso.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,SMTP:ann.lee@contoso.com|smtp:ann.ray@contoso.com
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,SMTP:ann.lee@contoso.com|smtp:ann.ray@contoso.com,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the old address to proxyAddresses in AD as a secondary one (`smtp:` in small letters), unless another object has
    /// it now.
    ///
    /// ## Limits
    ///
    /// Without an older export only the last UPN that the cloud heard of is known. What the alias suggests is never more
    /// than possible, and is left out where AD sets the alias, where it is the account name, and where another object has
    /// the address.
    {
        id: "missing-old-name-alias",
        title: "Former address is gone",
        group: Group::MissingAlias,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &["550 5.1.10 RecipientNotFound", "550 5.1.1", "old email address after name change"],
        sources: &[pages::PROXY_ADDRESSES, pages::UPN_CHANGES],
        needs: &[
            Need::OnPremises(Attribute::ProxyAddresses),
            Need::Cloud(Attribute::ProxyAddresses),
            Need::OlderExportForTheWhole,
        ],
        check: Check::EachPair(check),
        explain: explain,
        fixes: fixes,
    }
}

/// The older export has it as the primary address.
const FORMER_PRIMARY: u8 = 1;
/// The older export has it as the UPN.
const FORMER_LOGIN: u8 = 2;
/// The cloud last heard of it as the UPN.
const LAST_SENT_LOGIN: u8 = 3;
/// The alias that Entra ID made suggests it.
const ALIAS: u8 = 4;
/// The address in the initial domain suggests it.
const MOERA: u8 = 5;

fn check(context: &RuleContext<'_>, pair: &Pair<'_>, sink: &mut Sink<'_>) {
    let is_told = |object: &Subject<'_>| object.cell(Attribute::ProxyAddresses).is_known();
    if !pair.cloud.is_live_user() || !is_told(&pair.on_premises) || !is_told(&pair.cloud) {
        return;
    }
    let is_reached = |key: Key| is_reached(context, pair.on_premises.object, pair.cloud.object, key);
    let mut told: [Option<Key>; 2] = [None; 2];
    if let Some((primary, login)) = former(context, pair.on_premises.object) {
        let (has_mailbox, sure) = forecast::is_recipient(&context.join, pair.cloud.object);
        let as_login = login.filter(|_| has_mailbox).map(|key| (key, FORMER_LOGIN, sure));
        let as_primary = primary.map(|(key, sure)| (key, FORMER_PRIMARY, sure));
        for (place, (key, case, sure)) in as_primary.into_iter().chain(as_login).enumerate() {
            if !is_reached(key) && !told.contains(&Some(key)) {
                sink.add(Severity::Medium, sure.and(pair.confidence()), &pair.owners(), key, case);
                told[place.min(1)] = Some(key);
            }
        }
    }
    if let Some((key, confidence)) = last_sent_login(context, pair)
        .filter(|(key, _)| key.is_none_or(|key| !is_reached(key) && !told.contains(&Some(key))))
    {
        let owners = [pair.cloud.owner, pair.on_premises.owner];
        let value = Attribute::OnPremisesUserPrincipalName;
        sink.add(Severity::Medium, confidence.and(pair.confidence()), &owners, value, LAST_SENT_LOGIN);
        told = [key; 2];
        if key.is_none() {
            return;
        }
    }
    if told == [None; 2]
        && let Some((value, case, owners)) = pointed_to_by_alias(context, pair)
    {
        sink.add(Severity::Medium, Confidence::Possible, &owners, value, case);
    }
}

/// Does an address of one of the two objects lead to the person?
fn is_reached(context: &RuleContext<'_>, object: ObjectId, cloud: ObjectId, key: Key) -> bool {
    let index = context.join.index;
    shared::lists(index.on_premises.addresses(object), key) || shared::lists(index.cloud.addresses(cloud), key)
}

type Sure = (Key, Confidence);

/// The primary address and the UPN of an older export, where they could be addresses and are not those of today.
pub(in crate::rules) fn former(context: &RuleContext<'_>, object: ObjectId) -> Option<(Option<Sure>, Option<Key>)> {
    let index = context.join.index;
    let older = context.join.before(object)?;
    let then = &index.before.as_ref()?.identities;
    let primary = then
        .primary(older)
        .filter(|&key| {
            Some(key) != index.on_premises.primary(object) && shared::is_own_domain(context, context.text(key))
        })
        .map(|key| (key, then.primary_source(older).confidence()));
    let was_listed = then.primary_source(older) != PrimarySource::MailForLostCase;
    let login = then.login(older).filter(|&key| {
        Some(key) != index.on_premises.login(object) && shared::is_own_domain(context, context.text(key))
    });
    Some((primary.filter(|_| was_listed), login))
}

/// The UPN that the cloud last heard of, if AD has another by now; its key, where any object has it.
fn last_sent_login(context: &RuleContext<'_>, pair: &Pair<'_>) -> Option<(Option<Key>, Confidence)> {
    let sent = pair.cloud.text(Attribute::OnPremisesUserPrincipalName)?.trim();
    let now = pair.on_premises.text(Attribute::UserPrincipalName)?;
    let of_today = pair.cloud.text(Attribute::UserPrincipalName)?;
    if case_key::equal(sent, now) || case_key::equal(sent, of_today) || !shared::is_own_domain(context, sent) {
        return None;
    }
    let (true, sure) = forecast::is_recipient(&context.join, pair.cloud.object) else { return None };
    Some((context.join.index.keys.find(&case_key::fold(sent)), sure.and(Confidence::Likely)))
}

/// What Entra ID once made from an address: the alias, where AD sets none, and the address in the initial domain.
fn pointed_to_by_alias(context: &RuleContext<'_>, pair: &Pair<'_>) -> Option<(Value, u8, [Owner; 2])> {
    let index = context.join.index;
    let primary = index.on_premises.primary(pair.on_premises.object)?;
    if index.on_premises.primary_source(pair.on_premises.object) != PrimarySource::ProxyAddresses {
        return None;
    }
    let alias = pair.cloud.text(Attribute::MailNickname)?.trim();
    let moera = || {
        let stale = |key: &Key| {
            let name = shared::local(context.text(*key));
            !case_key::equal(name, alias) && !shared::is_numbered(name, alias)
        };
        shared::in_initial_domain(context, pair.cloud.object).find(stale)
    };
    let is_made = pair.on_premises.cell(Attribute::MailNickname) == Cell::Empty;
    let by_alias = (Value::Cell(Attribute::MailNickname), ALIAS, alias, [pair.cloud.owner, pair.on_premises.owner]);
    let by_moera = moera().map(|key| (Value::Key(key), MOERA, shared::local(context.text(key)), pair.owners()));
    let (value, case, name, owners) =
        Some(by_alias).filter(|_| is_made && !is_known_name(context, pair, alias)).or(by_moera)?;
    if is_known_name(context, pair, name) {
        return None;
    }
    let suffix = domain::of(context.text(primary)).filter(|name| !domain::is_reserved(name))?;
    let address = format!("{}@{suffix}", case_key::fold(name));
    let is_held = index.keys.find(&address).is_some_and(|key| !index.claims.of(key).is_empty());
    (!is_held).then_some((value, case, owners))
}

/// Is it a name that the person has today: of an address outside the initial domain, of the UPN, or of the account?
fn is_known_name(context: &RuleContext<'_>, pair: &Pair<'_>, name: &str) -> bool {
    let index = context.join.index;
    let own = index.on_premises.addresses(pair.on_premises.object).iter().map(|address| address.key);
    let there = index.cloud.addresses(pair.cloud.object).iter().map(|address| address.key);
    let logins = [index.on_premises.login(pair.on_premises.object), index.cloud.login(pair.cloud.object)];
    let is_account = pair.on_premises.text(Attribute::SamAccountName).is_some_and(|own| case_key::equal(own, name));
    is_account
        || own.chain(there).chain(logins.into_iter().flatten()).map(|key| context.text(key)).any(|address| {
            let is_made = domain::of(address).is_some_and(domain::is_reserved);
            !is_made && case_key::equal(shared::local(address), name)
        })
}

/// The former address, unless somebody has it now.
fn fixes(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Vec<Fix> {
    let value = context.value(finding, owners);
    let Some(&own) = owners.iter().find(|owner| owner.side == Side::OnPremises) else { return Vec::new() };
    let primary = remedy::primary_text(context, own).unwrap_or_default();
    let suffix = domain::of(primary).unwrap_or_default();
    let (address, note) = match finding.case {
        ALIAS | MOERA => (format!("{}@{suffix}", shared::local(value)), "Ask whether the address was in use."),
        _ => (value.trim().to_owned(), "No object in the files has the address today. Mail to it arrives again then."),
    };
    remedy::take_on_fix(context, own, &address, note).into_iter().collect()
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (value, former) = (context.shown(finding, owners), context.value(finding, owners));
    let object = owners.iter().find(|owner| owner.side == Side::OnPremises).map_or(owners[0], |&owner| owner);
    let name = words::name(context, object);
    let cloud = owners.iter().find(|owner| owner.side == Side::Cloud).map(|owner| owner.object);
    let primary =
        context.join.index.on_premises.primary(object.object).map(|key| context.text(key)).unwrap_or_default();
    let suffix = domain::of(primary).unwrap_or_default();
    let (message, address) = match finding.case {
        FORMER_PRIMARY => {
            (format!("{name} had the primary address {value}, and neither side has it today."), value.clone())
        }
        FORMER_LOGIN => {
            (format!("{name} had the UPN {value}, and neither side has it as an address today."), value.clone())
        }
        LAST_SENT_LOGIN => (
            format!("{name} had the UPN {value} at the last sync, and neither side has it as an address."),
            value.clone(),
        ),
        ALIAS => (
            format!(
                "{name} has the alias {value} in the cloud, which Entra ID makes from the first address, and no address by that name."
            ),
            format!("{}@{suffix}", case_key::fold(&words::shown(former))),
        ),
        _ => (
            format!(
                "{name} has {value} in the cloud, which was made from a former alias, and no other address by that name."
            ),
            format!("{}@{suffix}", shared::local(&words::shown(former))),
        ),
    };
    let is_guess = matches!(finding.case, ALIAS | MOERA);
    let key = context.join.index.keys.find(&case_key::fold(&address));
    let holder = key.and_then(|key| shared::other_cloud_holder(context, key, cloud));
    Explanation::new(
        message,
        if is_guess {
            format!("The person may have been {address} before. If so, mail to the old name bounces.")
        } else {
            "Mail to the old name bounces. Entra ID keeps only the addresses that AD lists, the UPN and the onmicrosoft.com \
             address."
                .to_owned()
        },
        match holder {
            Some(holder) => {
                format!("{} has {address} in the cloud now, so it cannot be given back.", words::name(context, holder))
            }
            None if is_guess => format!(
                "Ask whether {address} was in use. If it was, add it to proxyAddresses in AD as smtp:{address}."
            ),
            None => format!("Add smtp:{address} to proxyAddresses in AD."),
        },
    )
}
