//! The canonical names of directory attributes: one list for both sides.
//!
//! Which header of which export holds an attribute is the business of `import::format`, not of this file.

macro_rules! attributes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// An attribute of a directory object, named as in the report and on the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Attribute {
            $($(#[doc = $doc])+ $variant),+
        }

        impl Attribute {
            /// Every attribute, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The canonical name, as it stands in reports and settings.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

attributes! {
    /// The name people see.
    DisplayName = "displayName",
    /// First name.
    GivenName = "givenName",
    /// Last name (`sn` in AD).
    Surname = "surname",
    /// The sign-in name, shaped like an e-mail address.
    UserPrincipalName = "userPrincipalName",
    /// The e-mail address attribute; in the cloud it repeats the primary SMTP address.
    Mail = "mail",
    /// All addresses with their type; `SMTP:` in capitals marks the primary one.
    ProxyAddresses = "proxyAddresses",
    /// Where mail for this object is sent on to.
    TargetAddress = "targetAddress",
    /// The Exchange alias.
    MailNickname = "mailNickname",
    /// The logon name from before Windows 2000; in the cloud the on-premises one, as synced.
    SamAccountName = "samAccountName",
    /// The UPN in AD as the cloud last heard of it.
    OnPremisesUserPrincipalName = "onPremisesUserPrincipalName",
    /// A number or code given by the organisation.
    EmployeeId = "employeeId",
    /// The identifier AD gives an object when it is created.
    ObjectGuid = "objectGuid",
    /// `mS-DS-ConsistencyGuid`, the usual source anchor.
    ConsistencyGuid = "consistencyGuid",
    /// The anchor as the cloud stores it: Base64 text, compared with letter case.
    ImmutableId = "immutableId",
    /// The objectGUID of the AD object that the cloud object is bound to.
    OnPremisesObjectIdentifier = "onPremisesObjectIdentifier",
    /// `msDS-ExternalDirectoryObjectId`: the cloud object id, written back to AD by hybrid Exchange.
    ExternalDirectoryObjectId = "externalDirectoryObjectId",
    /// The identifier of the cloud object.
    ObjectId = "objectId",
    /// The security identifier; in the cloud the on-premises one, as synced.
    ObjectSid = "objectSid",
    /// Where the object stands in AD.
    DistinguishedName = "distinguishedName",
    /// user, group, contact and others.
    ObjectClass = "objectClass",
    /// Member or Guest.
    UserType = "userType",
    /// The kind of Exchange recipient.
    RecipientType = "recipientType",
    /// May the account sign in?
    Enabled = "enabled",
    /// Does the cloud object receive its values from AD now?
    SyncEnabled = "syncEnabled",
    /// When it last did.
    LastSync = "lastSync",
    /// Is the object mastered in the cloud although AD has it as well (source of authority)?
    IsCloudManaged = "isCloudManaged",
    /// Are the Exchange attributes of the mailbox mastered in the cloud?
    IsExchangeCloudManaged = "isExchangeCloudManaged",
    /// Licences by name.
    Licences = "licences",
    /// Is an Exchange Online plan enabled?
    ExchangeLicensed = "exo",
    /// When the object was created.
    CreatedAt = "createdAt",
    /// When it was last changed.
    ChangedAt = "changedAt",
    /// When it was deleted; an object with this value is in the recycle bin.
    DeletedAt = "deletedAt",
    /// The Exchange address from before SMTP.
    LegacyExchangeDn = "legacyExchangeDN",
    /// What a remote mailbox is.
    MsExchRemoteRecipientType = "msExchRemoteRecipientType",
    /// The kind of Exchange recipient, as a number.
    MsExchRecipientTypeDetails = "msExchRecipientTypeDetails",
    /// Is the object hidden from address lists?
    MsExchHideFromAddressLists = "msExchHideFromAddressLists",
    /// The database of an on-premises mailbox.
    HomeMdb = "homeMDB",
    /// Marks objects that the sync wrote back from the cloud.
    AdminDescription = "adminDescription",
    /// The kind of an AD group, as a number.
    GroupType = "groupType",
    /// The kind of a cloud group.
    GroupTypes = "groupTypes",
    /// Does the group have an address?
    MailEnabled = "mailEnabled",
    /// Can the group grant access?
    SecurityEnabled = "securityEnabled",
    /// Marks objects that AD itself needs.
    IsCriticalSystemObject = "isCriticalSystemObject",
    /// Values that the cloud put into quarantine.
    ProvisioningErrors = "provisioningErrors",
}

impl Attribute {
    /// How many attributes there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The attribute's place in [`Attribute::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Finds an attribute by a name that a person may write: the canonical one or the directory's own, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let wanted: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        match wanted.as_str() {
            "msdsconsistencyguid" => return Some(Self::ConsistencyGuid),
            "msdsexternaldirectoryobjectid" => return Some(Self::ExternalDirectoryObjectId),
            "sn" => return Some(Self::Surname),
            _ => {}
        }
        Self::ALL.iter().copied().find(|attribute| attribute.name().eq_ignore_ascii_case(&wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::Attribute;

    #[test]
    fn index_is_the_place_in_the_list() {
        for (place, attribute) in Attribute::ALL.iter().enumerate() {
            assert_eq!(attribute.index(), place);
        }
    }

    #[test]
    fn names_are_found_as_people_write_them() {
        assert_eq!(Attribute::from_name("mS-DS-ConsistencyGuid"), Some(Attribute::ConsistencyGuid));
        assert_eq!(Attribute::from_name("objectGUID"), Some(Attribute::ObjectGuid));
        assert_eq!(Attribute::from_name("employeeID"), Some(Attribute::EmployeeId));
        assert_eq!(Attribute::from_name("shoeSize"), None);
    }
}
