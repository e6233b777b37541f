//! Says why a fix in the cloud is refused for synced objects. No finding comes from it: whether somebody is about to edit
//! an object in the cloud is in no export.

use crate::rules::prelude::*;

rule! {
    /// A change in the cloud is refused, because AD masters the object.
    ///
    /// ## What it does
    ///
    /// Explains the error that Exchange Online gives when somebody edits a synced object there. Findings of other rules
    /// say in which directory a value is put right: in AD for every object that is synced.
    ///
    /// ## Why it matters
    ///
    /// Addresses and most other values of a synced object are written in AD only. The cloud takes them for an object
    /// that is not synced, and for mailboxes whose Exchange attributes are mastered in the cloud
    /// (IsExchangeCloudManaged).
    ///
    /// ## Example
    ///
    /// “The operation on mailbox “Ann Lee” failed because it's out of the current user's write scope. The action
    /// ‘Set-Mailbox’, ‘EmailAddresses’, can't be performed on the object because the object is being synchronized from
    /// your on-premises organization.”
    ///
    /// ## Not reported
    ///
    /// Nothing is reported for single objects.
    ///
    /// ## What to do
    ///
    /// Make the change in AD, or with the Exchange management tools there, and synchronise.
    ///
    /// ## Limits
    ///
    /// It would need a list of the changes that somebody plans to make in the cloud, which no export holds. An object that
    /// left the scope of the sync and kept its anchor may be refused as well; see left-scope-leftover.
    {
        id: "edit-rejected-synced",
        title: "Cloud edit refused",
        group: Group::Drift,
        severity: Severity::Info,
        fix: FixKind::None,
        search_terms: &[
            "out of the current user's write scope",
            "the object is being synchronized from your on-premises organization",
        ],
        sources: &[pages::SYNC_ERRORS, pages::WRITE_SCOPE],
        check: Check::CannotBeDecided,
    }
}
