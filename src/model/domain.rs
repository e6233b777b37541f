//! Domain names: their form, and which of them Microsoft keeps for itself.

/// The domain of an address or UPN, as written; `None` without an `@`.
pub fn of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}

/// How long a part between two dots may be (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// Is it a domain name with at least one dot, made of labels of letters, digits and hyphens?
pub fn is_well_formed(domain: &str) -> bool {
    // Every address is asked, so its letters are looked at once.
    let (mut has_dot, mut length, mut last) = (false, 0, b'.');
    for byte in domain.bytes() {
        if byte == b'.' {
            if length == 0 || last == b'-' {
                return false;
            }
            (has_dot, length) = (true, 0);
        } else {
            let is_first = length == 0;
            length += 1;
            if length > LONGEST_LABEL || !(byte.is_ascii_alphanumeric() || (byte == b'-' && !is_first)) {
                return false;
            }
        }
        last = byte;
    }
    has_dot && length > 0 && last != b'-'
}

/// Can the suffix never be a domain that a tenant verifies: a single label, or a last label that the public DNS
/// does not have?
///
/// An unknown last label is no proof: only names that are reserved or in private use by long custom count.
/// Source: Microsoft, "Prepare a nonroutable domain for directory synchronization", read 2026-07; RFC 2606, RFC 6762.
pub fn is_non_routable(suffix: &str) -> bool {
    const PRIVATE: [&str; 10] =
        ["local", "lan", "internal", "intranet", "corp", "home", "localdomain", "test", "invalid", "example"];
    match suffix.rsplit_once('.') {
        None => true,
        Some((_, last)) => PRIVATE.iter().any(|private| private.eq_ignore_ascii_case(last)),
    }
}

/// Is the domain one that Microsoft owns, such as `contoso.onmicrosoft.com`? Addresses in it are discarded when they
/// come from AD, except in the hybrid routing domain.
///
/// Source: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357).
pub fn is_reserved(domain: &str) -> bool {
    has_suffix(domain, ".onmicrosoft.com") || has_suffix(domain, ".microsoftonline.com")
}

/// Is it shaped like a tenant's initial domain: `name.onmicrosoft.com`, with one label before?
pub fn is_initial_shape(domain: &str) -> bool {
    has_suffix(domain, ".onmicrosoft.com") && domain.split('.').count() == 3
}

/// Is it shaped like a hybrid routing domain: `name.mail.onmicrosoft.com`?
pub fn is_hybrid_routing_shape(domain: &str) -> bool {
    has_suffix(domain, ".mail.onmicrosoft.com") && domain.split('.').count() == 4
}

fn has_suffix(domain: &str, suffix: &str) -> bool {
    domain
        .len()
        .checked_sub(suffix.len())
        .and_then(|start| domain.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

#[cfg(test)]
mod tests {
    use super::{is_hybrid_routing_shape, is_initial_shape, is_non_routable, is_reserved, is_well_formed, of};

    #[test]
    fn routable_or_not() {
        for bad in ["local", "contoso.local", "corp.LAN", "contoso.internal", "CONTOSO"] {
            assert!(is_non_routable(bad), "{bad}");
        }
        // A new public top-level domain must not be called wrong.
        for good in ["contoso.com", "school.uk", "contoso.cymru", "contoso.technology", "localhost.com"] {
            assert!(!is_non_routable(good), "{good}");
        }
    }

    #[test]
    fn microsofts_own_domains() {
        assert!(is_reserved("Contoso.onmicrosoft.com"));
        assert!(is_reserved("contoso.mail.onmicrosoft.com"));
        assert!(is_reserved("fabrikam.microsoftonline.com"));
        assert!(!is_reserved("onmicrosoft.com"));
        assert!(!is_reserved("notonmicrosoft.com"));
        assert!(is_initial_shape("contoso.onmicrosoft.com"));
        assert!(!is_initial_shape("contoso.mail.onmicrosoft.com"));
        assert!(is_hybrid_routing_shape("contoso.mail.onmicrosoft.com"));
    }

    #[test]
    fn forms() {
        assert_eq!(of("a@b@c.example"), Some("c.example"));
        assert_eq!(of("a"), None);
        assert!(is_well_formed("a-b.example"));
        assert!(is_well_formed(&format!("{}.example", "a".repeat(63))));
        assert!(!is_well_formed(&format!("{}.example", "a".repeat(64))));
        for bad in ["", ".", "a", "a..b", ".a.b", "a.b.", "-a.b", "a-.b", "a.-b", "a.b-", "a_b.c", "ä.b"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
