//! One entry of proxyAddresses: its type and its value.
//!
//! Source: Microsoft, "How the proxyAddresses attribute is populated in Microsoft Entra ID" (KB 3190357), and
//! "Prepare for directory synchronization to Microsoft 365", read 2026-07.

use super::case_key;

/// How long an entry may be, its type included.
pub const LONGEST_ENTRY: usize = 256;

/// What stands before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressType<'a> {
    /// `SMTP:` in capitals: the primary SMTP address.
    PrimarySmtp,
    /// `smtp:` in any other case: a secondary SMTP address.
    SecondarySmtp,
    /// Another type, such as `SIP` or `X500`. Takes no part in joins.
    Other(&'a str),
    /// No type. Entra ID discards such an entry.
    Missing,
}

/// One entry of an address list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyAddress<'a> {
    /// The type.
    pub address_type: AddressType<'a>,
    /// What follows the colon, untouched: a space after the colon makes Entra ID drop the entry and must stay visible.
    pub value: &'a str,
}

/// Why Entra ID would not take an SMTP address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressFault {
    /// No type, a space inside, a second colon, a character that is not allowed, or not of the form `name@domain`.
    Malformed,
    /// A character outside printable ASCII; the entry is dropped without an error.
    InvisibleOrForeignCharacter,
}

impl<'a> ProxyAddress<'a> {
    /// Reads one entry whose ends are already trimmed.
    pub fn parse(entry: &'a str) -> Self {
        match entry.split_once(':') {
            Some((prefix, value)) => {
                let address_type = if prefix == "SMTP" {
                    AddressType::PrimarySmtp
                } else if prefix.eq_ignore_ascii_case("smtp") {
                    AddressType::SecondarySmtp
                } else {
                    AddressType::Other(prefix)
                };
                Self { address_type, value }
            }
            None => Self { address_type: AddressType::Missing, value: entry },
        }
    }

    /// Is it an SMTP address, primary or secondary?
    pub fn is_smtp(self) -> bool {
        matches!(self.address_type, AddressType::PrimarySmtp | AddressType::SecondarySmtp)
    }

    /// The form that is compared: without type, a–z in lower case. A space after the colon stays, so such a value joins
    /// nothing.
    pub fn comparison_form(self) -> std::borrow::Cow<'a, str> {
        case_key::fold_untrimmed(self.value)
    }

    /// What keeps Entra ID from taking this address, if anything that can be seen in the value itself.
    pub fn fault(self) -> Option<AddressFault> {
        if self.value.bytes().any(|byte| !(b' '..=b'~').contains(&byte)) {
            return Some(AddressFault::InvisibleOrForeignCharacter);
        }
        let is_too_long = self.is_smtp() && "smtp:".len() + self.value.len() > LONGEST_ENTRY;
        if matches!(self.address_type, AddressType::Missing) || is_too_long || !is_address(self.value) {
            return Some(AddressFault::Malformed);
        }
        None
    }
}

/// The characters that no SMTP address in Microsoft 365 has, as a table, because every address is looked at.
const FORBIDDEN: [bool; 128] = {
    let mut forbidden = [false; 128];
    let list = b" <>();,[]\":\\\x7f";
    let mut place = 0;
    while place < list.len() {
        forbidden[list[place] as usize] = true;
        place += 1;
    }
    let mut control = 0;
    while control < 0x20 {
        forbidden[control] = true;
        control += 1;
    }
    forbidden
};

/// Has the text the form `name@domain`, with the characters that an SMTP address in Microsoft 365 may have?
pub fn is_address(text: &str) -> bool {
    if text.len() > LONGEST_ENTRY || text.bytes().any(|byte| FORBIDDEN.get(usize::from(byte)) == Some(&true)) {
        return false;
    }
    // Controls beyond ASCII; nearly every address has none of those letters at all.
    if !text.is_ascii() && text.chars().any(char::is_control) {
        return false;
    }
    let Some((local, domain)) = text.split_once('@') else { return false };
    let dots_stand_between = |part: &str| {
        let bytes = part.as_bytes();
        !part.starts_with('.') && !part.ends_with('.') && bytes.windows(2).all(|pair| pair != b"..")
    };
    !local.is_empty() && dots_stand_between(local) && super::domain::is_well_formed(domain)
}

#[cfg(test)]
mod tests {
    use super::{AddressFault, AddressType, ProxyAddress, is_address};

    #[test]
    fn the_case_of_the_type_means_primary_or_not() {
        assert_eq!(ProxyAddress::parse("SMTP:a@b.example").address_type, AddressType::PrimarySmtp);
        assert_eq!(ProxyAddress::parse("smtp:a@b.example").address_type, AddressType::SecondarySmtp);
        assert_eq!(ProxyAddress::parse("Smtp:a@b.example").address_type, AddressType::SecondarySmtp);
        assert_eq!(ProxyAddress::parse("X500:/o=Contoso").address_type, AddressType::Other("X500"));
        assert_eq!(ProxyAddress::parse("a@b.example").address_type, AddressType::Missing);
    }

    #[test]
    fn only_the_first_colon_divides() {
        assert_eq!(ProxyAddress::parse("SIP:sip:a@b.example").value, "sip:a@b.example");
    }

    #[test]
    fn faults() {
        let fault = |entry: &'static str| ProxyAddress::parse(entry).fault();
        assert_eq!(fault("SMTP:john@contoso.com"), None);
        assert_eq!(fault("smtp:o'brien+list@contoso.com"), None);
        assert_eq!(fault("SMTP: john@contoso.com"), Some(AddressFault::Malformed));
        assert_eq!(fault("john@contoso.com"), Some(AddressFault::Malformed));
        assert_eq!(fault("smtp:john@@contoso.com"), Some(AddressFault::Malformed));
        assert_eq!(fault("smtp:john"), Some(AddressFault::Malformed));
        let longest = format!("smtp:{}@contoso.com", "a".repeat(239));
        assert_eq!(ProxyAddress::parse(&longest).fault(), None);
        let too_long = format!("smtp:{}@contoso.com", "a".repeat(240));
        assert_eq!(ProxyAddress::parse(&too_long).fault(), Some(AddressFault::Malformed));
        assert_eq!(fault("smtp:jöhn@contoso.com"), Some(AddressFault::InvisibleOrForeignCharacter));
        assert_eq!(fault("smtp:john\u{a0}@contoso.com"), Some(AddressFault::InvisibleOrForeignCharacter));
    }

    #[test]
    fn forms_of_addresses() {
        for good in ["a@b.example", "a.b-c_d@sub.contoso.co.uk", "A@B.EXAMPLE"] {
            assert!(is_address(good), "{good}");
        }
        for bad in
            ["@b.example", "a@", "a@b@c.example", ".a@b.example", "a..b@c.example", "a b@c.example", "a@-b.example"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
