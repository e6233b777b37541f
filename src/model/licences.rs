//! Names of licences, as the admin center lists them.

/// Could one of the licences hold a mailbox? Products that cost nothing, such as "Power BI (free)" or "Microsoft Power Automate
/// Free", hold none. Which plans others hold their names do not tell.
///
/// Source: Microsoft, "Product names and service plan identifiers for licensing", read 2026-07.
pub fn may_hold_mailbox(licences: &str) -> bool {
    let is_free = |name: &str| {
        let name = name.trim().trim_end_matches(')');
        let is_last_word =
            |word: &str| name.rsplit([' ', '(']).next().is_some_and(|last| last.eq_ignore_ascii_case(word));
        name.is_empty() || name.eq_ignore_ascii_case("unlicensed") || is_last_word("free")
    };
    licences.split(['+', '|', ';']).any(|name| !is_free(name))
}

#[cfg(test)]
mod tests {
    use super::may_hold_mailbox;

    #[test]
    fn free_products_hold_no_mailbox() {
        for none in ["", "Unlicensed", "Power BI (free)", "Microsoft Power Automate Free+Microsoft Fabric (Free)"] {
            assert!(!may_hold_mailbox(none), "{none}");
        }
        for some in ["Office 365 E3", "Power BI (free)+Office 365 A1 for faculty", "Enterprise Mobility + Security E3"]
        {
            assert!(may_hold_mailbox(some), "{some}");
        }
    }
}
