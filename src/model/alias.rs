//! The Exchange alias (mailNickname).

/// May the alias hold the character? Others become underscores.
///
/// Sources: Microsoft, "Prepare for directory synchronization to Microsoft 365" (mailNickname), 2023-12-28; Exchange
/// PowerShell, `Set-Mailbox -Alias`, 2026-08.
pub fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#%*+-/=?^_~$'`{}|.".contains(c)
}
