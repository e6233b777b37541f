//! Redaction: what of a field may stand in an export, by its kind and the level.
//!
//! Built from an allow-list: what a level does not name is left out. Afterwards [`scan`] searches what was written for
//! what stands in the files. The forms (JSON, CSV, workbook, page) know nothing of levels.

pub mod level;
pub mod scan;
mod stand_in;
mod vocabulary;

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::FxHashSet;

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::model::{Attribute, Guid, ObjectKind, Side, case_key};
use crate::view::names;
pub use level::{Kind, Level, Treatment};
pub use stand_in::Seed;
use stand_in::{Class, StandIns, class_word, letters, spelled};

/// One export at one level.
pub struct Redaction<'a> {
    analysis: &'a Analysis,
    /// The level.
    pub level: Level,
    stand_ins: RefCell<StandIns>,
    counts: RefCell<FxHashSet<u64>>,
}

/// The product's own words, as a watch at this level divides them.
pub fn own_words(level: Level) -> FxHashSet<String> {
    vocabulary::words_of(level)
}

/// What an object without a name is called.
pub(super) const WITHOUT_A_NAME: &str = "Without a name";

impl<'a> Redaction<'a> {
    /// An export at a level. The seed decides which stand-in is whose.
    pub fn new(analysis: &'a Analysis, level: Level, seed: Seed) -> Self {
        Self {
            analysis,
            level,
            stand_ins: RefCell::new(StandIns::new(seed)),
            counts: RefCell::new(FxHashSet::default()),
        }
    }

    /// The analysis that it is made from.
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    /// Notes a number that the export states, so that it is not taken for one out of the files.
    pub fn count(&self, number: usize) -> usize {
        if self.level != Level::Full {
            self.counts.borrow_mut().insert(number as u64);
        }
        number
    }

    /// A text of this kind, as the level has it; `None` where it is left out.
    pub fn text<'t>(&self, kind: Kind, text: &'t str) -> Option<Cow<'t, str>> {
        match self.level.treatment(kind)? {
            Treatment::AsItIs => Some(Cow::Borrowed(text)),
            Treatment::Shortened if kind == Kind::Value && is_identifier(text) => None,
            Treatment::Shortened if kind == Kind::Name && is_like_an_identifier(text) => None,
            Treatment::Shortened => Some(shortened(text)),
            Treatment::StandIn if text.is_empty() => Some(Cow::Borrowed("")),
            Treatment::StandIn => Some(Cow::Owned(match kind {
                Kind::Domain => self.domain(text),
                Kind::File => self.numbered(Class::File, text, self.analysis.directories.inputs.len()),
                _ => self.value(text),
            })),
        }
    }

    /// The same for a text that may not be there.
    pub fn optional<'t>(&self, kind: Kind, text: Option<&'t str>) -> Option<Cow<'t, str>> {
        text.and_then(|text| self.text(kind, text))
    }

    /// What an object is called.
    pub fn name(&self, owner: Owner) -> Option<Cow<'a, str>> {
        let snapshot = self.analysis.directories.side(owner.side);
        match self.level.treatment(Kind::Name)? {
            Treatment::AsItIs => Some(Cow::Borrowed(names::name(self.analysis, owner))),
            Treatment::Shortened => Some(match names::name_attribute(self.analysis, owner) {
                None | Some(Attribute::DistinguishedName | Attribute::ObjectId | Attribute::ObjectGuid) => {
                    Cow::Borrowed(WITHOUT_A_NAME)
                }
                Some(_) if is_like_an_identifier(names::name(self.analysis, owner)) => Cow::Borrowed(WITHOUT_A_NAME),
                Some(_) => shortened(names::name(self.analysis, owner)),
            }),
            Treatment::StandIn => {
                let kind = snapshot.kind(owner.object);
                Some(Cow::Owned(self.stand_ins.borrow_mut().object(owner, kind, || self.of_kind(kind))))
            }
        }
    }

    fn of_kind(&self, kind: ObjectKind) -> usize {
        let of_side = |side: Side| {
            let snapshot = self.analysis.directories.side(side);
            snapshot.objects().filter(|&object| snapshot.kind(object) == kind).count()
        };
        of_side(Side::OnPremises) + of_side(Side::Cloud)
    }

    /// The stand-in of an address, with the type before it, or of any other value.
    fn value(&self, text: &str) -> String {
        let keys = self.analysis.index.keys.len();
        let (prefix, rest) = match text.split_once(':') {
            Some((prefix, rest)) if ["smtp", "sip"].iter().any(|known| prefix.eq_ignore_ascii_case(known)) => (
                if prefix == "SMTP" {
                    "SMTP:"
                } else if prefix.len() == 3 {
                    "sip:"
                } else {
                    "smtp:"
                },
                rest,
            ),
            _ => ("", text),
        };
        match rest.rsplit_once('@') {
            Some((_, domain)) => {
                let address = self.numbered(Class::Address, rest, keys);
                format!("{prefix}{address} in {}", self.domain(domain))
            }
            None => self.numbered(Class::Value, text, keys),
        }
    }

    fn domain(&self, text: &str) -> String {
        let number = self.stand_ins.borrow_mut().number(Class::Domain, &case_key::fold(text), 26);
        format!("{} {}", class_word(Class::Domain), letters(number))
    }

    fn numbered(&self, class: Class, text: &str, count: usize) -> String {
        let number = self.stand_ins.borrow_mut().number(class, &case_key::fold(text), count);
        format!("{} {}", class_word(class), spelled(number))
    }
}

/// The text with each address in it shortened to its first letter and its domain.
fn shortened(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let is_end = |c: char| c.is_whitespace() || "\"<>()[]{}|;,:“”‘".contains(c);
    for piece in text.split_inclusive(is_end) {
        // Of a value with several signs the part after the last is the domain.
        match piece.rfind('@') {
            Some(at) if at > 0 => {
                out.extend(piece.chars().next());
                out.push('…');
                out.push_str(&piece[at..]);
            }
            _ => out.push_str(piece),
        }
    }
    Cow::Owned(out)
}

/// Does a word of the text look like an identifier? A name may.
fn is_like_an_identifier(name: &str) -> bool {
    name.split(scan::ends_a_word).any(is_identifier)
}

/// Is the text shaped like a GUID, an anchor, a SID, a distinguished name or an Exchange address from before SMTP?
fn is_identifier(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    lower.starts_with("s-1-")
        || lower.contains("dc=")
        || lower.contains("cn=")
        || (lower.len() >= 22 && (Guid::parse(text).is_some() || lower.ends_with("==")))
}

#[cfg(test)]
mod tests {
    use super::{is_identifier, shortened};

    #[test]
    fn addresses_are_shortened_wherever_they_stand() {
        for (text, expected) in [
            ("ann.lee@contoso.com", "a…@contoso.com"),
            ("SMTP:ann@contoso.com", "SMTP:a…@contoso.com"),
            ("Ann Lee <ann@contoso.com>", "Ann Lee <a…@contoso.com>"),
            ("ask “é.b@c.example” and b@c.example.", "ask “é…@c.example” and b…@c.example."),
            ("a@b@c.example", "a…@c.example"),
            ("@home", "@home"),
            ("@ann@contoso.com", "@…@contoso.com"),
            ("Ann Lee", "Ann Lee"),
        ] {
            assert_eq!(shortened(text), expected);
        }
    }

    #[test]
    fn identifiers_are_known_by_their_shape() {
        for text in [
            "88666888-0101-1111-bbbb-1234567890ab",
            "iGhmiAEBERG7uxI0VniQqw==",
            "S-1-5-21-1-2-3-4",
            "CN=Ann,OU=Staff,DC=contoso,DC=com",
            "X500:/o=Org/ou=Site/cn=Recipients/cn=ann",
        ] {
            assert!(is_identifier(text), "{text}");
        }
        for text in ["ann@contoso.com", "ann.lee", "Ann Lee", "12345"] {
            assert!(!is_identifier(text), "{text}");
        }
    }
}
