//! Identifiers of 16 bytes and the many ways in which exports spell them.
//!
//! AD stores the first three groups of a GUID with their bytes reversed. The bytes kept here are those that AD
//! stores, because the source anchor is the Base64 text of exactly these.
//! Source: Microsoft, "Configure Microsoft Entra Connect for an existing tenant", 2026-07-01.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use uuid::Uuid;

/// A GUID as the 16 bytes that AD stores.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid([u8; 16]);

impl Guid {
    /// From the bytes as AD stores them.
    pub const fn from_directory_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads any spelling that exports use, trying them in this order: GUID text with or without braces, Base64 of
    /// 16 bytes, `X'hex'` and `\xx\xx` and `0x` forms, hex pairs, decimal bytes, and GUID text or Base64 behind a label.
    /// 32 bare hex digits are read as AD's bytes; [`Guid::second_reading`] gives the other reading.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse_text(text)
            .or_else(|| Self::parse_base64(text))
            .or_else(|| Self::parse_bytes(text))
            .or_else(|| Self::parse_labelled(text))
    }

    /// The other reading of 32 bare hex digits, which do not tell whether they are AD's bytes or GUID text without its
    /// dashes. `None` for every other spelling.
    pub fn second_reading(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_bare = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_bare { Self::parse(text).map(Self::with_swapped_bytes) } else { None }
    }

    /// Reads GUID text: `8-4-4-4-12` with or without braces or parentheses.
    pub fn parse_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let inner = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            .or_else(|| text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')))
            .unwrap_or(text);
        if inner.len() != 36 {
            return None;
        }
        Uuid::try_parse(inner).ok().map(|uuid| Self(uuid.to_bytes_le()))
    }

    /// Reads Base64 of 16 bytes, also in the URL-safe alphabet and without padding.
    pub fn parse_base64(text: &str) -> Option<Self> {
        if !(22..=24).contains(&text.len()) {
            return None;
        }
        // Room for what 24 letters can hold.
        let mut bytes = [0; 18];
        let engines = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD];
        let count = engines.iter().find_map(|engine| engine.decode_slice(text, &mut bytes).ok())?;
        bytes[..count].try_into().ok().map(Self)
    }

    /// GUID text behind the kind of object that hybrid Exchange writes (`User_…`), Base64 behind the name of its attribute
    /// as LDIF writes it (`name:: …`), and `CN={hex of the Base64 text}`, an object's name in the cloud connector space.
    ///
    /// Source: Microsoft, "Microsoft Entra Connect: ADSyncTools PowerShell Reference", 2025-04-09.
    fn parse_labelled(text: &str) -> Option<Self> {
        if let Some((_, base64)) = text.split_once(":: ") {
            return Self::parse_base64(base64.trim());
        }
        if let Some(hex) = text.strip_prefix("CN={").and_then(|rest| rest.strip_suffix('}')) {
            let is_hex = hex.len() == 48 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
            let pairs = (0..24).filter(|_| is_hex).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16));
            let base64: Option<String> = pairs.map(|pair| pair.ok().map(char::from)).collect();
            return Self::parse_base64(&base64?);
        }
        let (label, identifier) = text.split_once('_')?;
        let is_label = ["User", "Group", "Contact"].iter().any(|kind| kind.eq_ignore_ascii_case(label));
        Self::parse_text(identifier).filter(|_| is_label)
    }

    fn parse_bytes(text: &str) -> Option<Self> {
        let hex = text
            .strip_prefix("X'")
            .or_else(|| text.strip_prefix("x'"))
            .and_then(|rest| rest.strip_suffix('\''))
            .map_or_else(|| text.replace("0x", " ").replace('\\', " "), str::to_owned);
        let hex = hex.trim();
        if hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let pairs: Vec<u8> = (0..16).filter_map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect();
            return pairs.try_into().ok().map(Self);
        }
        let parts: Vec<&str> = hex
            .trim_matches(['{', '}', '[', ']'])
            .split([' ', '-', ',', ';', '|', '\n', '\r'])
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() != 16 {
            return None;
        }
        // Sixteen pairs of two are hex unless the file writes numbers of other lengths, which are decimal bytes.
        let radix = if parts.iter().all(|part| part.len() == 2) { 16 } else { 10 };
        let bytes: Option<Vec<u8>> = parts.iter().map(|part| u8::from_str_radix(part, radix).ok()).collect();
        bytes?.try_into().ok().map(Self)
    }

    /// The canonical Base64 text: what Entra ID keeps as the ImmutableId of an object anchored by this GUID.
    pub fn to_base64(self) -> String {
        STANDARD.encode(self.0)
    }

    /// Is the text the canonical Base64 text of this GUID, letter by letter?
    pub fn is_base64(self, text: &str) -> bool {
        let mut canonical = [0; 24];
        STANDARD.encode_slice(self.0, &mut canonical).is_ok() && canonical == text.as_bytes()
    }

    /// The GUID that one gets by reading the text without AD's byte order: the usual mistake of a script.
    #[must_use]
    pub fn with_swapped_bytes(self) -> Self {
        Self(*Uuid::from_bytes_le(self.0).as_bytes())
    }
}

/// An identifier in the one form in which it is shown: GUID text in lower case, whatever the file has. What is no GUID is in
/// small letters too, unless these would be one: Base64 tells capitals from small letters.
pub fn identifier_text(text: &str) -> String {
    if let Some(guid) = Guid::parse(text) {
        return guid.to_string();
    }
    let small = text.trim().to_ascii_lowercase();
    if Guid::parse(&small).is_some() { text.trim().to_owned() } else { small }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes_le(self.0).hyphenated().fmt(formatter)
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::{Guid, identifier_text};

    /// GUID text, AD's bytes in hex, ImmutableId. Checked against .NET's `Guid.ToByteArray` in Microsoft's
    /// description of ms-DS-ConsistencyGuid and of the ADSyncTools conversions.
    const VECTORS: [(&str, &str, &str); 5] = [
        ("88666888-0101-1111-bbbb-1234567890ab", "8868668801011111BBBB1234567890AB", "iGhmiAEBERG7uxI0VniQqw=="),
        ("25c2879e-20ed-4e66-83f0-9e20460aedf8", "9E87C225ED20664E83F09E20460AEDF8", "nofCJe0gZk6D8J4gRgrt+A=="),
        ("30475e40-e7ae-4af3-af75-8b143c81daf5", "405E4730AEE7F34AAF758B143C81DAF5", "QF5HMK7n80qvdYsUPIHa9Q=="),
        ("8ac654f2-2125-4252-b9b0-d2219b9bb395", "F254C68A25215242B9B0D2219B9BB395", "8lTGiiUhUkK5sNIhm5uzlQ=="),
        ("d08f810b-a35c-49a8-a4cd-c6923dfc031e", "0b818fd05ca3a849a4cdc6923dfc031e", "C4GP0FyjqEmkzcaSPfwDHg=="),
    ];

    #[test]
    fn every_spelling_gives_the_same_bytes() {
        for (text, hex, base64) in VECTORS {
            let guid = Guid::parse(text).expect(text);
            assert_eq!(guid.to_string(), text);
            assert_eq!(guid.to_base64(), base64);
            let pairs: Vec<&str> = (0..16).map(|i| &hex[2 * i..2 * i + 2]).collect();
            let decimal: Vec<String> =
                pairs.iter().map(|pair| u8::from_str_radix(pair, 16).expect("hex").to_string()).collect();
            for spelling in [
                format!("{{{text}}}"),
                format!("({text})"),
                text.to_ascii_uppercase(),
                base64.to_owned(),
                base64.replace('+', "-").replace('/', "_"),
                base64.trim_end_matches('=').to_owned(),
                format!("X'{hex}'"),
                hex.to_owned(),
                pairs.join(" "),
                pairs.join("-"),
                format!("\\{}", pairs.join("\\")),
                format!("0x{}", pairs.join(" 0x")),
                decimal.join(" "),
                format!("{{{}}}", decimal.join(", ")),
                format!("  {text} "),
                format!("User_{text}"),
                format!("user_{text}"),
                format!("objectGUID:: {base64}"),
                format!("CN={{{}}}", base64.bytes().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat()),
            ] {
                assert_eq!(Guid::parse(&spelling), Some(guid), "{spelling}");
            }
        }
    }

    #[test]
    fn swapped_bytes_give_the_wrong_anchor_that_scripts_make() {
        let guid = Guid::parse("88666888-0101-1111-bbbb-1234567890ab").expect("guid");
        assert_eq!(guid.with_swapped_bytes().to_base64(), "iGZoiAEBERG7uxI0VniQqw==");
        assert_eq!(guid.with_swapped_bytes().with_swapped_bytes(), guid);
    }

    #[test]
    fn bare_hex_has_a_second_reading() {
        let written = Guid::parse("88666888-0101-1111-bbbb-1234567890ab").expect("guid");
        let bare = Guid::parse("886668880101 1111bbbb1234567890ab".replace(' ', "").as_str()).expect("guid");
        assert_ne!(bare, written);
        assert_eq!(bare.with_swapped_bytes(), written);
        assert_eq!(Guid::second_reading("8866688801011111BBBB1234567890AB"), Some(written));
        for only_one in [
            "88666888-0101-1111-bbbb-1234567890ab",
            "X'8866688801011111BBBB1234567890AB'",
            "0x8866688801011111BBBB1234567890AB",
            "iGhmiAEBERG7uxI0VniQqw==",
        ] {
            assert_eq!(Guid::second_reading(only_one), None, "{only_one}");
        }
    }

    #[test]
    fn other_text_is_no_guid() {
        for text in [
            "",
            "System.Byte[]",
            "ann@contoso.com",
            "1234",
            "zz666888-0101-1111-bbbb-1234567890ab",
            "X''",
            "Ann_88666888-0101-1111-bbbb-1234567890ab",
            "CN={51}",
        ] {
            assert_eq!(Guid::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_identifier_that_is_shown_is_read_as_the_same() {
        for (text, shown) in [
            (" Ann ", "ann"),
            ("88666888-0101-1111-BBBB-1234567890AB", "88666888-0101-1111-bbbb-1234567890ab"),
            // In small letters it would be the Base64 of a GUID.
            ("CNhhhhhhhhhhhhhhh666iG", "CNhhhhhhhhhhhhhhh666iG"),
        ] {
            assert_eq!(identifier_text(text), shown);
            assert_eq!(identifier_text(shown), shown);
        }
    }
}
