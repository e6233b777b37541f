//! A value as one string of PowerShell, whatever is in it: pure ASCII, so that no code page can turn a letter into a quote.
//!
//! Windows PowerShell takes five characters for a single quote and reads a file without a mark in the machine's code page,
//! where parts of `ł` or `Ñ` become one of them. So only ASCII stands in quotes, and everything else as its number.
//!
//! Sources: Microsoft, "about_Quoting_Rules", 2026; "about_Character_Encoding", 2026.

use std::fmt::Write as _;

/// A sum of more parts than these is refused: PowerShell works through a sum by calling itself for each part.
const MOST_PARTS: usize = 400;

/// Why a value cannot stand in a command: it has control characters or line breaks, or too many letters beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CannotStandInCode;

/// The value as an expression that gives exactly this text. What cannot stand in code is refused,
/// never repaired.
pub fn literal(value: &str) -> Result<String, CannotStandInCode> {
    let is_refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if value.contains(is_refused) {
        return Err(CannotStandInCode);
    }
    let mut code = String::with_capacity(value.len() + 2);
    code.push('\'');
    let mut is_open = true;
    let mut parts = 1;
    for c in value.chars() {
        if c.is_ascii() {
            if !is_open {
                parts += 1;
                code.push_str("+'");
                is_open = true;
            }
            code.push(c);
            if c == '\'' {
                code.push(c);
            }
        } else {
            if is_open {
                code.push('\'');
                is_open = false;
            }
            parts += 1;
            let number = u32::from(c);
            // A number beyond 16 bits is two characters of .NET.
            let _ = if number > 0xFFFF {
                write!(code, "+[char]::ConvertFromUtf32(0x{number:X})")
            } else {
                write!(code, "+[char]0x{number:04X}")
            };
        }
    }
    if is_open {
        code.push('\'');
    }
    if parts > MOST_PARTS {
        return Err(CannotStandInCode);
    }
    // A sum begins with a string, which makes strings of the characters that follow.
    Ok(if value.is_ascii() { code } else { format!("({code})") })
}
