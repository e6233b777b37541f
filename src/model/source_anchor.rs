//! The source anchor, and how an ImmutableId in the cloud compares with it.
//!
//! The anchor is compared as text with letter case. A cell that spells the same bytes in any other way than their
//! canonical Base64 is not equal to it, even though a decoder reads it alike: sixteen different texts of 24
//! characters decode to the same 16 bytes.
//! Source: Microsoft, "Microsoft Entra Connect: Design concepts" (sourceAnchor is case-sensitive), 2026-07.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};

use super::Guid;

/// What an ImmutableId cell turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImmutableIdForm {
    /// The canonical Base64 text of 16 bytes: what Entra Connect writes.
    Canonical(Guid),
    /// 16 bytes in another spelling: it looks right and never matches.
    OtherSpelling(Guid),
    /// Any other text: a custom anchor or a value of another product.
    Opaque,
}

/// Reads an ImmutableId cell as the cloud export holds it, ends untouched.
pub fn immutable_id_form(cell: &str) -> ImmutableIdForm {
    // Nearly every cell is what Entra Connect writes.
    let guid = Guid::parse_base64(cell).or_else(|| Guid::parse(cell)).or_else(|| with_other_last_letter(cell));
    match guid {
        Some(guid) if guid.is_base64(cell) => ImmutableIdForm::Canonical(guid),
        Some(guid) => ImmutableIdForm::OtherSpelling(guid),
        None => ImmutableIdForm::Opaque,
    }
}

/// Base64 whose last letter holds bits that belong to no byte: sixteen texts decode to the same bytes, one is canonical.
fn with_other_last_letter(cell: &str) -> Option<Guid> {
    const LENIENT: GeneralPurpose =
        GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));
    let bytes: [u8; 16] = LENIENT.decode(cell.trim()).ok()?.try_into().ok()?;
    Guid::parse_base64(&base64::engine::general_purpose::STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::{ImmutableIdForm, immutable_id_form};
    use crate::model::Guid;

    fn guid(text: &str) -> Guid {
        Guid::parse(text).expect("guid")
    }

    #[test]
    fn only_the_canonical_text_is_canonical() {
        let g1 = guid("88666888-0101-1111-bbbb-1234567890ab");
        assert_eq!(immutable_id_form("iGhmiAEBERG7uxI0VniQqw=="), ImmutableIdForm::Canonical(g1));
        for other in [
            "88666888-0101-1111-bbbb-1234567890ab",
            " iGhmiAEBERG7uxI0VniQqw==",
            "iGhmiAEBERG7uxI0VniQqw",
            "8868668801011111BBBB1234567890AB",
        ] {
            assert_eq!(immutable_id_form(other), ImmutableIdForm::OtherSpelling(g1), "{other}");
        }
        let g3 = guid("30475e40-e7ae-4af3-af75-8b143c81daf5");
        assert_eq!(
            immutable_id_form("CN={514635484D4B376E38307176645973555049486139513D3D}"),
            ImmutableIdForm::OtherSpelling(g3)
        );
        assert_eq!(immutable_id_form("004417"), ImmutableIdForm::Opaque);
    }

    #[test]
    fn another_case_is_another_anchor() {
        let lower = immutable_id_form("ighmiAEBERG7uxI0VniQqw==");
        assert_ne!(lower, immutable_id_form("iGhmiAEBERG7uxI0VniQqw=="));
    }
}
