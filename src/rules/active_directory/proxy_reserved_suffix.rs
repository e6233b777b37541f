//! Finds addresses in Microsoft's own domains, which Entra ID throws away when they come from AD.

use rustc_hash::FxHashSet;

use crate::forecast::{self, AddressFate};
use crate::model::domain;
use crate::rules::prelude::*;
use crate::settings::Origin;

rule! {
    /// An address of an AD object is in a domain of Microsoft's own and is thrown away.
    ///
    /// ## What it does
    ///
    /// Looks for SMTP addresses in `onmicrosoft.com` and `microsoftonline.com` domains in AD, except in the hybrid routing
    /// domain (usually `name.mail.onmicrosoft.com`).
    ///
    /// ## Why it matters
    ///
    /// Entra ID throws such values away without an error. Whoever added the address to AD believes that it exists. Where the
    /// account has it already, the value in AD only misleads.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:ann@contoso.onmicrosoft.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// The hybrid routing domain:
    ///
    /// ```settings
    /// hybridRoutingDomain=contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,11111111-1111-4111-8111-111111111111,ann,Ann Lee,ann@contoso.com,SMTP:ann@contoso.com|smtp:ann@contoso.mail.onmicrosoft.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Remove the value from AD. If the mailbox needs an onmicrosoft.com address and lacks it, see `missing-moera`.
    ///
    /// ## Limits
    ///
    /// Where no file tells the hybrid routing domain, an address that may be in it is reported as possible.
    {
        id: "proxy-reserved-suffix",
        title: "Address in Microsoft's own domain",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        fix: FixKind::Script,
        search_terms: &[
            "onmicrosoft.com proxyAddresses not syncing",
            "microsoftonline.com",
            "MOERA",
            "RemoteRoutingAddress",
        ],
        sources: &[pages::PROXY_ADDRESSES, pages::NO_ROUTING_ADDRESS],
        needs: &[Need::OnPremises(Attribute::ProxyAddresses)],
        check: Check::EachOnPremises(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key().filter(|_| finding.case != UNLESS_HYBRID_ROUTING);
            let is_known = finding.confidence == Confidence::Certain || finding.case == THERE_ANYWAY;
            key.and_then(|key| remedy::drop_address(context, owners[0], key, is_known)).into_iter().collect()
        },
    }
}

const THROWN_AWAY: u8 = 0;
const UNLESS_HYBRID_ROUTING: u8 = 1;
/// The account has the address by itself.
const THERE_ANYWAY: u8 = 2;

fn check(context: &RuleContext<'_>, subject: Subject<'_>, sink: &mut Sink<'_>) {
    let decision = context.joins.decision(subject.object);
    let cloud = decision.cloud.filter(|_| decision.outcome.is_join());
    let index = context.join.index;
    let mut seen: FxHashSet<Key> = FxHashSet::default();
    for &address in index.on_premises.addresses(subject.object) {
        let name = domain::of(context.text(address.key)).unwrap_or_default();
        if !domain::is_reserved(name) || !seen.insert(address.key) {
            continue;
        }
        // Whether unverified domains are stripped does not matter here.
        let fate = forecast::fate(&context.join, cloud, (false, Confidence::Certain), address);
        let is_there =
            cloud.is_some_and(|cloud| index.cloud.addresses(cloud).iter().any(|held| held.key == address.key));
        let is_inferred = domain::is_hybrid_routing_shape(name)
            && context.join.settings.hybrid_routing_domain.origin != Origin::Given;
        let (severity, confidence, case) = match fate {
            (AddressFate::ReservedDomain, _) if is_there => (Severity::Low, decision.confidence, THERE_ANYWAY),
            (AddressFate::ReservedDomain, _) if is_inferred => (Severity::Medium, Confidence::Likely, THROWN_AWAY),
            (AddressFate::ReservedDomain, confidence) => (Severity::Medium, confidence, THROWN_AWAY),
            (AddressFate::PerhapsReservedDomain, confidence) if !is_there => {
                (Severity::Medium, confidence, UNLESS_HYBRID_ROUTING)
            }
            _ => continue,
        };
        sink.add(severity, confidence, &[subject.owner], address.key, case);
    }
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let (name, address) = (words::name(context, owners[0]), context.shown(finding, owners));
    let suffix = context.shown_domain(finding, owners);
    let message = format!("{name} has {address} in AD, in a domain of Microsoft's own.");
    let remove =
        "Remove the value from AD. If the mailbox needs an onmicrosoft.com address and lacks it, see missing-moera.";
    match finding.case {
        THERE_ANYWAY => Explanation::new(
            message,
            "Entra ID throws the value away. The account has this address by itself, so nothing is missing, but changing it in AD \
             would do nothing.",
            "Remove the value from AD, so that it misleads nobody. The account keeps its address.",
        ),
        UNLESS_HYBRID_ROUTING => Explanation::new(
            message,
            format!(
                "Entra ID throws addresses in {suffix} away, unless that is the hybrid routing domain. No file tells which one \
                 that is."
            ),
            "Look in Exchange Online whether it is the hybrid routing domain, and give that in the settings. If it is not, remove \
             the value from AD.",
        ),
        _ => Explanation::new(
            message,
            "Entra ID throws such a value away without an error, so the address does not exist.",
            remove,
        )
        .if_you_sync(vec![format!("{name} does not get {address} from AD.")]),
    }
}
