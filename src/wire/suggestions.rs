//! Accounts that resemble an AD user, as the page shows them apart from everything that is decided.

use serde::Serialize;

/// Who might be the person of an AD user.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionsView {
    /// What the list is, and that nothing follows from it.
    pub note: String,
    /// The accounts, the likeliest first.
    pub candidates: Vec<SuggestionView>,
    /// How many more there are, in a sentence.
    pub more: Option<String>,
    /// What could not be compared, in a sentence.
    pub not_compared: Option<String>,
}

/// An account that might be the same person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// By which the page asks for the account.
    pub id: u32,
    /// The name.
    pub name: String,
    /// The UPN, or the primary address of what has none.
    pub login: String,
    /// `cloud-only` or `joined`.
    pub outcome: String,
    /// The file.
    pub file: String,
    /// The row in it.
    pub row: u32,
    /// `Strong`, `Fair` or `Weak`.
    pub strength: String,
    /// What to know about the account, in sentences.
    pub notes: Vec<String>,
    /// What agrees.
    pub signs: Vec<SuggestionSign>,
    /// What speaks against it.
    pub against: Vec<SuggestionSign>,
}

/// A value in which both agree, or differ.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionSign {
    /// What agrees or differs, in words.
    pub label: String,
    /// The value in Active Directory, as written.
    pub on_premises: String,
    /// The value in the cloud, as written.
    pub cloud: String,
    /// Is it a value of the directory rather than a name?
    pub mono: bool,
    /// Something to know about it.
    pub note: Option<String>,
}
