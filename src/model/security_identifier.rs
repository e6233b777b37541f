//! Security identifiers, as text and as the bytes that csvde and ldifde write.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::case_key;

/// The identifier as `S-1-5-21-…` text in upper case, whatever way the export spells it; `None` if it is none.
///
/// Bytes are read as Windows lays them out: revision, number of parts, six bytes of authority with the highest first,
/// then four bytes for each part with the lowest first. Source: Microsoft, \[MS-DTYP\] 2.4.2.2, "SID--Packet
/// Representation".
pub fn normalise(text: &str) -> Option<Cow<'_, str>> {
    let text = case_key::trim(text);
    if let [b'S' | b's', b'-', parts @ ..] = text.as_bytes() {
        let mut last = b'-';
        for &byte in parts {
            if !(byte.is_ascii_digit() || (byte == b'-' && last != b'-')) {
                return None;
            }
            last = byte;
        }
        let is_upper = text.starts_with('S');
        return (last != b'-').then(|| if is_upper { text.into() } else { text.to_ascii_uppercase().into() });
    }
    let bytes = match text.strip_prefix("X'").and_then(|rest| rest.strip_suffix('\'')) {
        Some(hex) => from_hex(hex)?,
        None => STANDARD.decode(text).ok()?,
    };
    let (&[1, parts], rest) = bytes.split_first_chunk::<2>()? else { return None };
    let (authority, rest) = rest.split_first_chunk::<6>()?;
    if rest.len() != usize::from(parts) * 4 {
        return None;
    }
    let authority = authority.iter().fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
    let mut identifier = format!("S-1-{authority}");
    for part in rest.as_chunks::<4>().0 {
        identifier.push('-');
        identifier.push_str(&u32::from_le_bytes(*part).to_string());
    }
    Some(identifier.into())
}

/// Is it the identifier of an account that every domain has: Administrator, Guest or krbtgt, in whatever language?
///
/// Source: Microsoft, "Security identifiers", well-known SIDs, read 2026-07.
pub fn is_built_in_account(identifier: &str) -> bool {
    identifier.starts_with("S-1-5-21-") && ["-500", "-501", "-502"].iter().any(|ending| identifier.ends_with(ending))
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_built_in_account, normalise};

    #[test]
    fn text_and_bytes_are_one() {
        let text = "S-1-5-21-1204054820-209549570-2508753116-1001";
        assert_eq!(normalise(text).as_deref(), Some(text));
        assert_eq!(normalise(" s-1-5-21-1-2-3-4").as_deref(), Some("S-1-5-21-1-2-3-4"));
        let hex = "X'010500000000000515000000e49ec47102197d0cdca38895e9030000'";
        assert_eq!(normalise(hex).as_deref(), Some("S-1-5-21-1908711140-209524994-2508760028-1001"));
        for bad in ["", "S-", "S-1-x", "X'01'", "AQUAAA==", "contoso"] {
            assert_eq!(normalise(bad), None, "{bad}");
        }
    }

    #[test]
    fn built_in_accounts() {
        assert!(is_built_in_account("S-1-5-21-1-2-3-500"));
        assert!(!is_built_in_account("S-1-5-21-1-2-3-1500"));
        assert!(!is_built_in_account("S-1-5-32-500"));
    }
}
