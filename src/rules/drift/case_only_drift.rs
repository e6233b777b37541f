//! Finds values of a pair that differ in letter case alone. It is never a conflict.

use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{address_list, case_key};
use crate::rules::convention::{self, CONVENTION, Deviations};
use crate::rules::prelude::*;

rule! {
    /// The UPN or the primary address of a synced object differs from the cloud’s in letter case only.
    ///
    /// ## What it does
    ///
    /// Compares the UPN, the primary address and mail of synced objects letter by letter, where they are the same without regard
    /// to letter case.
    ///
    /// ## Why it matters
    ///
    /// It does not matter: Microsoft 365 compares these values without letter case. It only shows that a change of spelling did
    /// not arrive.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,Ann.Lee@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## Not reported
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,ann,Ann Lee,ann.lee@contoso.com,
    /// ```
    ///
    /// ```cloud
    /// id,userPrincipalName,displayName,userType,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled
    /// aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa,ann.lee@contoso.com,Ann Lee,Member,,iGhmiAEBERG7uxI0VniQqw==,True
    /// ```
    ///
    /// ## What to do
    ///
    /// Nothing has to be done.
    ///
    /// ## Limits
    ///
    /// Other values are not compared.
    /// Where more than half of the synced objects, and twenty at least, are like this, it is a habit of the directory and told once,
    /// with examples.
    {
        id: "case-only-drift",
        title: "Only letter case differs",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &["letter case", "UPN upper case"],
        sources: &[pages::IDFIX_ERRORS],
        needs: &[Need::OnPremises(Attribute::UserPrincipalName), Need::Cloud(Attribute::UserPrincipalName)],
        check: Check::Whole(check),
        explain: explain,
    }
}

/// Which value: the UPN, the primary address, mail.
const LOGIN: u8 = 1;
const PRIMARY: u8 = 2;
const MAIL: u8 = 3;

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let mut deviations = Deviations::default();
    for pair in convention::pairs(context).filter(Pair::is_synced) {
        deviations.compare();
        let differs = |attribute| {
            let both = pair.on_premises.text(attribute).zip(pair.cloud.text(attribute));
            both.is_some_and(|(own, there)| differs_in_case(own, there))
        };
        let case = if differs(Attribute::UserPrincipalName) {
            (LOGIN, Value::Cell(Attribute::UserPrincipalName))
        } else if let Some(place) = differing_primary(&pair) {
            (PRIMARY, Value::Entry(place))
        } else if differs(Attribute::Mail) {
            (MAIL, Value::Cell(Attribute::Mail))
        } else {
            continue;
        };
        let owners = (pair.on_premises.owner, Some(pair.cloud.owner));
        deviations.add(Severity::Info, pair.confidence(), owners, case.1, case.0);
    }
    deviations.tell(sink);
}

fn differs_in_case(own: &str, there: &str) -> bool {
    case_key::trim(own) != case_key::trim(there) && case_key::equal(own, there)
}

fn primary(list: &str) -> Option<(u32, &str)> {
    (0..).zip(address_list::entries(list)).find_map(|(place, entry)| {
        let entry = ProxyAddress::parse(entry);
        (entry.address_type == AddressType::PrimarySmtp).then_some((place, entry.value))
    })
}

/// Do both lists begin with the same primary address, letter by letter? Nearly all do, and need not be divided.
fn begin_alike(own: &str, there: &str) -> bool {
    let same = own.bytes().zip(there.bytes()).take_while(|(one, other)| one == other).count();
    let (alike, rest) = own.as_bytes().split_at(same);
    let ends = |rest: &[u8]| rest.first().is_none_or(|byte| matches!(byte, b'|' | b';' | b'+'));
    let mut of_first = alike.splitn(2, |&byte| byte == b'@').skip(1);
    alike.starts_with(b"SMTP:")
        && of_first.next().is_some_and(|domain| {
            domain.iter().any(|byte| ends(&[*byte])) || (ends(rest) && ends(&there.as_bytes()[same..]))
        })
}

/// The place of AD's primary address, if the cloud spells it in another way.
fn differing_primary(pair: &Pair<'_>) -> Option<u32> {
    let (own, there) = (pair.on_premises.text(Attribute::ProxyAddresses)?, pair.cloud.text(Attribute::ProxyAddresses)?);
    if begin_alike(own, there) {
        return None;
    }
    let (place, own) = primary(own)?;
    let (_, there) = primary(there)?;
    differs_in_case(own, there).then_some(place)
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    const WHY: &str = "Microsoft 365 compares these values without regard to letter case. It is no conflict.";
    if finding.case == CONVENTION {
        let examples = convention::examples(context, owners);
        let message =
            format!("Most objects are spelt in AD and in the cloud with other letter case, for example {examples}.");
        return Explanation::new(message, WHY, "Nothing has to be done.");
    }
    let (name, value) = (words::name(context, owners[0]), context.shown(finding, owners));
    let cloud = owners.get(1).copied().unwrap_or(owners[0]);
    let text = |attribute| context.join.directories.side(cloud.side).text(cloud.object, attribute).unwrap_or_default();
    let (what, there) = match finding.case {
        LOGIN => ("UPN", text(Attribute::UserPrincipalName)),
        PRIMARY => ("primary address", primary(text(Attribute::ProxyAddresses)).map_or("", |(_, value)| value)),
        _ => ("mail", text(Attribute::Mail)),
    };
    let there = words::shown(there.trim());
    Explanation::new(
        format!("{name} has the {what} {value} in AD and {there} in the cloud."),
        WHY,
        "Nothing has to be done.",
    )
}
