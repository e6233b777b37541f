//! The sign-in name.

/// The UPN of a soft-deleted cloud user without the object id that Entra ID puts before it.
///
/// The id is cut off only when it is the row's own, because a UPN may start with hex digits by right.
/// Source: Microsoft, `Get-EntraDeletedUser` (Entra PowerShell reference), 2026-03; Microsoft Graph writes 32 digits.
pub fn without_deleted_prefix<'a>(user_principal_name: &'a str, object_id: &str) -> &'a str {
    let strip = |id: &str| {
        user_principal_name
            .get(..id.len())
            .filter(|start| !id.is_empty() && start.eq_ignore_ascii_case(id))
            .map(|_| &user_principal_name[id.len()..])
    };
    strip(object_id).or_else(|| strip(&object_id.replace('-', ""))).unwrap_or(user_principal_name)
}

/// Does Entra ID take the text as a UPN, as far as its form goes? Otherwise it makes one of its own. Whether the domain is
/// verified is another question.
///
/// Source: Microsoft, "Prepare for directory synchronization to Microsoft 365" (userPrincipalName), read 2026-07.
pub fn is_accepted(user_principal_name: &str) -> bool {
    let Some((local, domain)) = user_principal_name.split_once('@') else { return false };
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~".contains(c);
    !local.is_empty()
        && local.len() <= LOCAL_LENGTH
        && domain.len() <= DOMAIN_LENGTH
        && local.chars().all(is_allowed)
        && !local.ends_with('.')
        && super::domain::is_well_formed(domain)
}

/// How long the part before the `@` may be.
pub const LOCAL_LENGTH: usize = 64;
/// How long the part after the `@` may be.
pub const DOMAIN_LENGTH: usize = 48;

/// Is it the UPN of a guest, `name_domain#EXT#@tenant`?
pub fn is_guest(user_principal_name: &str) -> bool {
    user_principal_name.as_bytes().windows(5).any(|part| part.eq_ignore_ascii_case(b"#EXT#"))
}

/// The domain name that a distinguished name ends with: `DC=contoso,DC=local` is `contoso.local`.
pub fn domain_of_distinguished_name(distinguished_name: &str) -> Option<String> {
    let mut labels = Vec::new();
    for part in split_distinguished_name(distinguished_name) {
        let part = part.trim_start();
        if part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("DC=")) {
            labels.push(&part[3..]);
        } else {
            labels.clear();
        }
    }
    (!labels.is_empty()).then(|| labels.join("."))
}

/// The parts of a distinguished name, divided at commas that no backslash escapes.
pub fn split_distinguished_name(distinguished_name: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    distinguished_name.split(move |c: char| {
        let divides = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        divides
    })
}

#[cfg(test)]
mod tests {
    use super::{
        domain_of_distinguished_name, is_accepted, is_guest, split_distinguished_name, without_deleted_prefix,
    };

    #[test]
    fn only_the_rows_own_id_is_cut_off() {
        let id = "15e91f38-3651-425f-810a-56e0fb00287a";
        assert_eq!(without_deleted_prefix("15e91f383651425f810a56e0fb00287aann@contoso.com", id), "ann@contoso.com");
        assert_eq!(without_deleted_prefix("15e91f38-3651-425f-810a-56e0fb00287aann@c.example", id), "ann@c.example");
        let foreign = "25e91f383651425f810a56e0fb00287aann@contoso.com";
        assert_eq!(without_deleted_prefix(foreign, id), foreign);
        assert_eq!(without_deleted_prefix("ann@contoso.com", ""), "ann@contoso.com");
    }

    #[test]
    fn what_entra_id_takes() {
        let domain = format!("{}.com", "d".repeat(44));
        for good in ["ann@c.example", "o'brien_1-x!#^~.y@c.example", &format!("{}@{domain}", "a".repeat(64))] {
            assert!(is_accepted(good), "{good}");
        }
        for bad in [
            "ann",
            "@c.example",
            "ann@",
            "a b@c.example",
            "ann@c.example ",
            "ann.@c.example",
            "siân@c.example",
            "a+b@c.example",
            "a@b@c.example",
            "a%b@c.example",
            "ann@c",
            &format!("{}@c.example", "a".repeat(65)),
            &format!("a@d{domain}"),
        ] {
            assert!(!is_accepted(bad), "{bad}");
        }
    }

    #[test]
    fn guests() {
        assert!(is_guest("ann_fabrikam.com#EXT#@contoso.onmicrosoft.com"));
        assert!(is_guest("ann_fabrikam.com#ext#@contoso.onmicrosoft.com"));
        assert!(!is_guest("ann.ext@contoso.com"));
    }

    #[test]
    fn distinguished_names() {
        let name = r"CN=O\, Brien,OU=Staff,DC=contoso,DC=local";
        assert_eq!(split_distinguished_name(name).count(), 4);
        assert_eq!(domain_of_distinguished_name(name).as_deref(), Some("contoso.local"));
        assert_eq!(domain_of_distinguished_name("CN=Ann"), None);
    }
}
