//! Limits of attributes that no export of this product's formats holds. They stand here so that nobody takes silence for an
//! all-clear.

use crate::rules::prelude::*;

rule! {
    CERTIFICATES
    /// An object has more certificates than Entra ID takes (15 values of userCertificate or userSMIMECertificate).
    ///
    /// ## What it does
    ///
    /// Nothing: no export that is read holds these attributes.
    ///
    /// ## Why it matters
    ///
    /// The export of the object ends with LargeObject, and none of its changes arrive.
    ///
    /// ## Example
    ///
    /// A user with 16 values in userCertificate.
    ///
    /// ## Not reported
    ///
    /// A user with 15.
    ///
    /// ## What to do
    ///
    /// Where Entra Connect reports LargeObject, count the values with Get-ADUser -Properties userCertificate and remove
    /// certificates that have expired.
    ///
    /// ## Limits
    ///
    /// To decide it, an export would need the number of values in userCertificate and userSMIMECertificate.
    {
        id: "user-certificate-too-many",
        title: "Too many certificates",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Blocker,
        search_terms: &["LargeObject", "ExceededAllowedLength"],
        sources: &[pages::SYNC_ERRORS],
    }
}

rule! {
    PHOTO
    /// A thumbnailPhoto is larger than Entra ID takes (100 kB).
    ///
    /// ## What it does
    ///
    /// Nothing: no export that is read holds photographs.
    ///
    /// ## Why it matters
    ///
    /// The photograph does not arrive in the cloud.
    ///
    /// ## Example
    ///
    /// A user with a photograph of 120 kB.
    ///
    /// ## Not reported
    ///
    /// A user with one of 20 kB.
    ///
    /// ## What to do
    ///
    /// Where Entra Connect reports it, store a smaller photograph.
    ///
    /// ## Limits
    ///
    /// To decide it, an export would need the size of thumbnailPhoto.
    {
        id: "thumbnail-photo-too-large",
        title: "Photograph too large",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Low,
        search_terms: &["thumbnailPhoto", "LargeObject"],
        sources: &[pages::TROUBLESHOOT_OBJECTS],
    }
}

rule! {
    EXTENSIONS
    /// An object has more directory extensions than Entra ID takes (100 values, of 250 characters each).
    ///
    /// ## What it does
    ///
    /// Nothing: no export that is read tells which attributes are synced as directory extensions.
    ///
    /// ## Why it matters
    ///
    /// The export of the object ends with an error, and none of its changes arrive.
    ///
    /// ## Example
    ///
    /// A user with 101 extension values.
    ///
    /// ## Not reported
    ///
    /// A user with 100.
    ///
    /// ## What to do
    ///
    /// Where Entra Connect reports it, take attributes out of its directory extensions.
    ///
    /// ## Limits
    ///
    /// To decide it, an export would need the extensions that Entra Connect was set up with, and their values.
    {
        id: "directory-extension-too-many",
        title: "Too many directory extensions",
        group: Group::ValueThatWillNotSync,
        severity: Severity::Medium,
        search_terms: &["LargeObject", "directory extension"],
        sources: &[pages::SYNC_ERRORS],
    }
}
