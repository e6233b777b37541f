//! Splits a cell with many addresses into its entries, whatever joined them.
//!
//! Exports join address lists with `;`, `+`, `|`, commas, spaces or line breaks, and every one of these may stand
//! inside an address: `+` in a local part, `;` in an X400 address, `,` in an X500 one. So a list is divided before
//! each `type:`, and at the separators themselves only where an entry has no type or follows a whole SMTP address.

/// Types of addresses that start an entry also after a comma or a space.
const KNOWN_TYPES: [&str; 19] = [
    "smtp", "sip", "x500", "x400", "eum", "spo", "ex", "notes", "fax", "ccmail", "ms", "msmail", "gwise", "mrs",
    "rfax", "garbage", "invalid", "air", "airsync",
];

/// The entries of an address list, ends trimmed, in the order of the cell.
pub fn entries(cell: &str) -> impl Iterator<Item = &str> {
    Entries { cell, at: 0, joint: plain_joint(cell).map(|(joint, _)| joint) }
}

/// Is the list so plain that every entry is an SMTP address of ASCII letters with its type?
pub fn is_plain(cell: &str) -> bool {
    plain_joint(cell).is_some_and(|(_, only_smtp)| only_smtp)
}

struct Entries<'a> {
    cell: &'a str,
    at: usize,
    /// The one byte at which the whole list divides, where it is so plain.
    joint: Option<u8>,
}

/// The letters of a plain list, as a table, because a quarter of the whole work is to look at such bytes.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        letters[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'\'');
        byte += 1;
    }
    letters
};

/// How many letters of a plain list the bytes begin with.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !LETTERS[usize::from(byte)]).unwrap_or(bytes.len())
}

/// Nearly every list is plain: SMTP and SIP addresses of ASCII letters joined by one kind of byte that occurs nowhere else,
/// each with one `@` and one colon, behind its type. Such a list divides at that byte, and nothing else needs to be looked
/// at. Says too whether all of them are SMTP addresses.
fn plain_joint(cell: &str) -> Option<(u8, bool)> {
    let mut rest = cell.as_bytes();
    let mut joint = None;
    let mut only_smtp = true;
    loop {
        rest = match rest {
            [b'S' | b's', b'M' | b'm', b'T' | b't', b'P' | b'p', b':', rest @ ..] => rest,
            [b'S' | b's', b'I' | b'i', b'P' | b'p', b':', rest @ ..] => {
                only_smtp = false;
                rest
            }
            _ => return None,
        };
        rest = rest[letters(rest)..].strip_prefix(b"@")?;
        let domain = letters(rest);
        if domain == 0 {
            return None;
        }
        match &rest[domain..] {
            [] => return Some((joint.unwrap_or(b'|'), only_smtp)),
            &[byte @ (b'|' | b'+' | b';'), ref further @ ..] if *joint.get_or_insert(byte) == byte => rest = further,
            _ => return None,
        }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = &self.cell[self.at..];
        if let Some(joint) = self.joint {
            if rest.is_empty() {
                return None;
            }
            let end = rest.as_bytes().iter().position(|&byte| byte == joint).unwrap_or(rest.len());
            self.at = (self.at + end + 1).min(self.cell.len());
            return Some(&rest[..end]);
        }
        let start = self.at + (rest.len() - rest.trim_start_matches(is_joint).len());
        if start == self.cell.len() {
            return None;
        }
        let next_typed = next_start(self.cell, start);
        let end = if next_typed == Some(start) {
            let end = next_start(self.cell, start + 1).unwrap_or(self.cell.len());
            if self.cell[start..].get(..5).is_some_and(|prefix| prefix.eq_ignore_ascii_case("smtp:")) {
                end.min(plain_end(self.cell, start, true))
            } else {
                end
            }
        } else {
            plain_end(self.cell, start, false).min(next_typed.unwrap_or(self.cell.len()))
        };
        self.at = end;
        Some(self.cell[start..end].trim_end_matches(is_joint))
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, ';' | '+' | '|' | ',' | '{' | '}') || c.is_whitespace()
}

/// The next place at or after `from` where `type:` begins an entry.
fn next_start(cell: &str, from: usize) -> Option<usize> {
    let bytes = cell.as_bytes();
    let mut search = from;
    while let Some(colon) = bytes[search..].iter().position(|&byte| byte == b':').map(|found| search + found) {
        let start = bytes[..colon]
            .iter()
            .rposition(|byte| !byte.is_ascii_alphanumeric() && *byte != b'.')
            .map_or(0, |before| before + 1);
        if start >= from && starts_entry(cell, start, colon) {
            return Some(start);
        }
        search = colon + 1;
    }
    None
}

fn starts_entry(cell: &str, start: usize, colon: usize) -> bool {
    let name = &cell[start..colon];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let known = || KNOWN_TYPES.iter().any(|known| known.eq_ignore_ascii_case(name));
    match start.checked_sub(1).map(|before| cell.as_bytes()[before]) {
        None | Some(b';' | b'|' | b'+' | b'{' | b'\n' | b'\r') => true,
        Some(b',' | b' ' | b'\t') => known(),
        Some(_) => false,
    }
}

/// Where an address without type ends, or an SMTP address that one without type follows. A `+` divides only after an
/// address that is already whole, because before the `@` it belongs to the local part; so does everything else in an
/// entry that has a type.
fn plain_end(cell: &str, start: usize, typed: bool) -> usize {
    let mut at_seen = false;
    for (offset, c) in cell[start..].char_indices() {
        match c {
            '@' => at_seen = true,
            '+' if at_seen => return start + offset,
            // A blank inside a value is a fault of the value, which must stay visible, unless an address follows.
            c if typed && c.is_whitespace() && c != '\n' && c != '\r' && !address_follows(&cell[start + offset..]) => {}
            c if is_joint(c) && c != '+' && (at_seen || !typed) => return start + offset,
            _ => {}
        }
    }
    cell.len()
}

/// Does an address stand at the beginning of the text, before the next joint?
fn address_follows(text: &str) -> bool {
    text.trim_start_matches(is_joint)
        .split(is_joint)
        .next()
        .is_some_and(|next| next.contains('@') && !next.starts_with('@'))
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[track_caller]
    fn check(cell: &str, expected: &[&str]) {
        assert_eq!(entries(cell).collect::<Vec<_>>(), expected, "{cell:?}");
    }

    #[test]
    fn a_blank_inside_a_value_stays_in_it() {
        check("SMTP:bob@c.example x", &["SMTP:bob@c.example x"]);
        check("SMTP:ann@c .example;smtp:b@c.example", &["SMTP:ann@c .example", "smtp:b@c.example"]);
        check("SMTP: ann@c.example", &["SMTP: ann@c.example"]);
        check("SMTP:a@c.example b@c.example", &["SMTP:a@c.example", "b@c.example"]);
    }

    #[test]
    fn a_plain_list_divides_as_any_other() {
        let slowly = |cell: &'static str| super::Entries { cell, at: 0, joint: None }.collect::<Vec<_>>();
        for cell in [
            "SMTP:a@b.example",
            "SMTP:a@b.example|smtp:c.d-e_f'g@h.example|Smtp:i@j.example",
            "SMTP:a@b.example+smtp:c@d.example",
            "SMTP:a@b.example;smtp:c@d.example;SMTP:@e.example",
            "SMTP:a@b.example|smtp:c+d@e.example",
            "SMTP:a@b.example|smtp:c@@e.example",
            "SMTP:a@b.example|x500:/o=c",
            "SMTP:a@b.example||smtp:c@d.example",
            "SMTP:a@b.example|",
            "|SMTP:a@b.example",
            "SMTP:a@b.example|smtp:c@",
            "SMTP:a@b.example|smtp:",
            "SMTP:a@b.example|c@d.example",
            "SMTP:a@b.example|smtp:smtp:c@d.example",
            "SIP:a@b.example",
            "SIP:a@b.example+SMTP:a@b.example",
            "smtp:a@b.example;sip:a@b.example;smtp:c@d.example",
            "SMTP:a@b.example|sip:a",
            "SMTP:a@b.example|sips:a@b.example",
            "sip:sip:a@b.example",
            "",
        ] {
            assert_eq!(entries(cell).collect::<Vec<_>>(), slowly(cell), "{cell}");
        }
    }

    #[test]
    fn every_joint_of_the_exports() {
        let both = ["SMTP:a@b.example", "smtp:c@d.example"];
        for joint in [";", "; ", "+", "|", ",", ", ", "\n", "\r\n", " ", " ; "] {
            check(&both.join(joint), &both);
        }
        check("{SMTP:a@b.example, smtp:c@d.example}", &both);
    }

    #[test]
    fn joints_inside_a_value_stay() {
        check("SMTP:a+b@c.example+smtp:d+e@f.example", &["SMTP:a+b@c.example", "smtp:d+e@f.example"]);
        check(
            "X400:c=US;a= ;p=Contoso;s=Smith;|SMTP:a@b.example",
            &["X400:c=US;a= ;p=Contoso;s=Smith", "SMTP:a@b.example"],
        );
        check("X500:/o=Contoso, Ltd/cn=a;smtp:a@b.example", &["X500:/o=Contoso, Ltd/cn=a", "smtp:a@b.example"]);
        check("SIP:sip.name@b.example;SMTP:a@b.example", &["SIP:sip.name@b.example", "SMTP:a@b.example"]);
    }

    #[test]
    fn faults_stay_visible() {
        check("SMTP: a@b.example|smtp:c@d.example", &["SMTP: a@b.example", "smtp:c@d.example"]);
        check("smtp:a@b.example;x@y.example|SIP:a", &["smtp:a@b.example", "x@y.example", "SIP:a"]);
        check("smtp:a b@c.example", &["smtp:a b@c.example"]);
        check("smtp:a:b@c.example", &["smtp:a:b@c.example"]);
    }

    #[test]
    fn lists_without_types() {
        check("a@b.example; c@d.example", &["a@b.example", "c@d.example"]);
        check("a+tag@b.example+c@d.example", &["a+tag@b.example", "c@d.example"]);
        check("a@b.example", &["a@b.example"]);
        check("", &[]);
        check(" ; ", &[]);
    }

    #[test]
    fn ends_are_trimmed_and_text_of_any_alphabet_is_safe() {
        check("  smtp:é@b.example  ;  smtp:ł@d.example ", &["smtp:é@b.example", "smtp:ł@d.example"]);
        check("é:x", &["é:x"]);
    }
}
