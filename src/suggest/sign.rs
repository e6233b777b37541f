//! The signs of resemblance, what each is worth, and how strong they are together.
//!
//! The weights order candidates and choose a word; they are no probability, and nobody is shown a number. Their order is
//! that in which identifiers are trusted: those that a directory makes and never gives twice, then those that an
//! organisation gives out, then those that follow from a name, then names.

/// Something in which an AD object and a cloud object agree, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// AD holds the id of the cloud object.
    DirectoryId,
    /// The security identifiers are equal.
    Sid,
    /// The employee ids are equal.
    EmployeeId,
    /// The account name is the one that the cloud has from a sync.
    AccountName,
    /// They have an address in common, in whatever role.
    Address,
    /// A UPN or primary address is the same before the `@`, in another domain.
    LocalPart,
    /// The Exchange aliases are equal.
    Nickname,
    /// The display names are equal, but for accents, letter case and punctuation.
    DisplayName,
    /// First name and surname are equal in the same sense.
    GivenAndSurname,
    /// The names have the same words in another order.
    SameWords,
    /// The surnames are equal, and the first letter of the first names.
    InitialAndSurname,
}

/// Signs that follow from each other. Only the strongest of a family counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    DirectoryId,
    Sid,
    EmployeeId,
    Address,
    /// Account name, alias and the part before the `@` are usually made by one rule.
    Login,
    Name,
}

const FAMILIES: [Family; 6] =
    [Family::DirectoryId, Family::Sid, Family::EmployeeId, Family::Address, Family::Login, Family::Name];

/// How likely it is the same person, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Little more than a name.
    Weak,
    /// Worth a look.
    Fair,
    /// An identifier agrees, or several signs that do not follow from each other.
    Strong,
}

/// What a sign must be worth to make a candidate fair.
const FAIR: u32 = 40;
/// And strong.
const STRONG: u32 = 70;
/// What each identifier is worth that both sides tell and that differs.
const AGAINST: u32 = 30;

impl Sign {
    /// All of them, the strongest first.
    pub const ALL: [Self; 11] = [
        Self::DirectoryId,
        Self::Sid,
        Self::EmployeeId,
        Self::AccountName,
        Self::Address,
        Self::LocalPart,
        Self::Nickname,
        Self::DisplayName,
        Self::GivenAndSurname,
        Self::SameWords,
        Self::InitialAndSurname,
    ];

    /// What the sign is worth where only these two have the value.
    const fn weight(self) -> u32 {
        match self {
            Self::DirectoryId => 100,
            Self::Sid => 95,
            Self::EmployeeId => 70,
            // Unique in one domain of a forest only, and the cloud export does not tell the domain.
            Self::AccountName => 60,
            Self::Address => 50,
            Self::LocalPart | Self::DisplayName => 30,
            Self::Nickname | Self::GivenAndSurname => 25,
            Self::SameWords => 15,
            Self::InitialAndSurname => 10,
        }
    }

    const fn family(self) -> Family {
        match self {
            Self::DirectoryId => Family::DirectoryId,
            Self::Sid => Family::Sid,
            Self::EmployeeId => Family::EmployeeId,
            Self::Address => Family::Address,
            Self::AccountName | Self::LocalPart | Self::Nickname => Family::Login,
            Self::DisplayName | Self::GivenAndSurname | Self::SameWords | Self::InitialAndSurname => Family::Name,
        }
    }

    /// What the sign is worth where so many objects of one side have the value.
    fn shared_weight(self, holders: u32) -> u32 {
        match holders {
            0 | 1 => self.weight(),
            2..=5 => self.weight() / 2,
            _ => self.weight() / 4,
        }
    }

    /// Is it enough for an account that is joined already, a guest or a deleted one? Only an identifier is, and only
    /// where few have it.
    pub(super) fn is_identifying(self, holders: u32) -> bool {
        matches!(self, Self::DirectoryId | Self::Sid | Self::EmployeeId) && self.shared_weight(holders) >= FAIR
    }
}

/// What signs are worth together, each with the number of objects that have its value, less what speaks against it.
/// `None` where that is nothing.
pub(super) fn worth(signs: &[(Sign, u32)], against: usize) -> Option<u32> {
    let of_family = |family: Family| {
        let own = signs.iter().filter(|(sign, _)| sign.family() == family);
        own.map(|(sign, holders)| sign.shared_weight(*holders)).max().unwrap_or(0)
    };
    let together: u32 = FAMILIES.into_iter().map(of_family).sum();
    let against = AGAINST * u32::try_from(against).unwrap_or(u32::MAX / AGAINST);
    together.checked_sub(against).filter(|&worth| worth > 0)
}

impl Strength {
    pub(super) fn of(worth: u32) -> Self {
        match worth {
            STRONG.. => Self::Strong,
            FAIR.. => Self::Fair,
            _ => Self::Weak,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, Strength, worth};

    fn strength(signs: &[(Sign, u32)], against: usize) -> Option<Strength> {
        worth(signs, against).map(Strength::of)
    }

    #[test]
    fn the_list_is_in_the_order_of_weights() {
        for pair in Sign::ALL.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
            let is_name = |sign: Sign| sign >= Sign::DisplayName;
            if is_name(pair[0]) == is_name(pair[1]) {
                assert!(pair[0].weight() >= pair[1].weight(), "{pair:?}");
            }
        }
    }

    #[test]
    fn identifiers_are_strong_and_names_weak() {
        for sign in Sign::ALL {
            let expected = match sign {
                Sign::DirectoryId | Sign::Sid | Sign::EmployeeId => Strength::Strong,
                Sign::AccountName | Sign::Address => Strength::Fair,
                _ => Strength::Weak,
            };
            assert_eq!(strength(&[(sign, 1)], 0), Some(expected), "{sign:?}");
        }
    }

    #[test]
    fn only_signs_that_do_not_follow_from_each_other_add_up() {
        use Sign::{Address, DisplayName, GivenAndSurname, InitialAndSurname, LocalPart, Nickname};
        assert_eq!(
            strength(&[(DisplayName, 1), (GivenAndSurname, 1), (InitialAndSurname, 1)], 0),
            Some(Strength::Weak)
        );
        assert_eq!(strength(&[(LocalPart, 1), (Nickname, 1)], 0), Some(Strength::Weak));
        assert_eq!(strength(&[(LocalPart, 1), (DisplayName, 1)], 0), Some(Strength::Fair));
        assert_eq!(strength(&[(Address, 1), (DisplayName, 1)], 0), Some(Strength::Strong));
    }

    #[test]
    fn what_many_have_says_little() {
        assert_eq!(strength(&[(Sign::EmployeeId, 2)], 0), Some(Strength::Weak));
        assert!(worth(&[(Sign::EmployeeId, 200)], 0) < worth(&[(Sign::EmployeeId, 2)], 0));
        assert!(Sign::EmployeeId.is_identifying(1) && !Sign::EmployeeId.is_identifying(2));
        assert!(Sign::Sid.is_identifying(2) && !Sign::Sid.is_identifying(6));
        assert!(!Sign::AccountName.is_identifying(1));
    }

    #[test]
    fn what_speaks_against_it_counts() {
        assert_eq!(strength(&[(Sign::EmployeeId, 1)], 1), Some(Strength::Fair));
        assert_eq!(strength(&[(Sign::DisplayName, 1)], 1), None);
        assert_eq!(strength(&[], 0), None);
    }
}
