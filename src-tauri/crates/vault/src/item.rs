//! What is kept, and what the password store calls it.

/// One secret by name.
///
/// The names are shown to whoever opens the password store, so they say what the entry is for and hold no patient's
/// word or number. Windows does not tell upper from lower case in them: never let two names differ only there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// The key of a practice's encrypted file.
    ///
    /// Stands as service `anteroom.database-key`, user `practice-<practice>`.
    DatabaseKey {
        /// The stable id of the practice's file.
        practice: String,
    },
    /// What a messaging provider wants to see before it works for the practice.
    ///
    /// Stands as service `anteroom.provider.<practice>`, user `account-<account>`.
    ProviderCredential {
        /// The stable id of the practice's file.
        practice: String,
        /// The provider and account, for example "twilio:AC…".
        account: String,
    },
}

impl Item {
    /// Returns the service under which the password store lists it.
    pub fn service(&self) -> String {
        match self {
            Self::DatabaseKey { .. } => "anteroom.database-key".to_owned(),
            Self::ProviderCredential { practice, .. } => {
                format!("anteroom.provider.{}", plain(practice))
            }
        }
    }

    /// Returns the user under which the password store lists it.
    pub fn user(&self) -> String {
        match self {
            Self::DatabaseKey { practice } => format!("practice-{}", plain(practice)),
            Self::ProviderCredential { account, .. } => format!("account-{}", plain(account)),
        }
    }

    /// Returns what a person reads beside it, where the password store shows that.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::DatabaseKey { .. } => "Anteroom: key of the practice's messages (deleting it makes them unreadable)",
            Self::ProviderCredential { .. } => "Anteroom: messaging provider credential",
        }
    }
}

/// Returns a name that every system keeps as it is, a different one for every different id.
fn plain(id: &str) -> String {
    use std::fmt::Write as _;
    let mut name = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'+' => name.push(char::from(byte)),
            // Writing to a String cannot fail.
            other => write!(name, "%{other:02x}").unwrap_or_default(),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(practice: &str, account: &str) -> Item {
        Item::ProviderCredential { practice: practice.to_owned(), account: account.to_owned() }
    }

    /// Windows makes one name of both, so the pair must stay apart there too.
    fn windows(item: &Item) -> String {
        format!("{}.{}", item.user(), item.service())
    }

    #[test]
    fn different_items_never_share_a_name() {
        let items = [
            Item::DatabaseKey { practice: "a".to_owned() },
            Item::DatabaseKey { practice: "a.b".to_owned() },
            Item::DatabaseKey { practice: "a%2eb".to_owned() },
            credential("a", "b"),
            credential("a", "b.anteroom.provider.c"),
            credential("c", "b.anteroom.provider.a"),
            credential("a b", "c"),
            credential("a", "b c"),
            credential("a", "b\0c"),
            credential("a", ""),
            credential("", "a"),
        ];
        for (index, one) in items.iter().enumerate() {
            assert!(
                !one.user().is_empty() && !one.service().is_empty(),
                "macOS takes an empty name as any name: {one:?}"
            );
            for other in items.iter().skip(index + 1) {
                assert_ne!(windows(one), windows(other), "{one:?} and {other:?} would overwrite each other");
            }
        }
    }

    #[test]
    fn names_are_stone_because_secrets_are_found_by_them() {
        let key = Item::DatabaseKey { practice: "0190-7c".to_owned() };
        assert_eq!((key.service().as_str(), key.user().as_str()), ("anteroom.database-key", "practice-0190-7c"));
        let credential = credential("0190-7c", "twilio:AC12");
        assert_eq!(
            (credential.service().as_str(), credential.user().as_str()),
            ("anteroom.provider.0190-7c", "account-twilio:AC12")
        );
    }
}
