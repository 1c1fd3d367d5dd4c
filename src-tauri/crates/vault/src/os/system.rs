//! What differs between systems: how the store is opened, and what its errors mean.

use keyring::Error;

use crate::VaultError;

#[cfg(target_os = "macos")]
#[path = "system/macos.rs"]
mod here;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "system/secret_service.rs"]
mod here;
#[cfg(windows)]
#[path = "system/windows.rs"]
mod here;

pub(super) use here::{modifiers, open};

/// Says in our words what a store's error means. Branches on codes, never on text.
pub(super) fn explain(error: &Error) -> VaultError {
    match error {
        Error::PlatformFailure(inner) => {
            here::explain(inner.as_ref()).unwrap_or(VaultError::Other { code: "platform" })
        }
        Error::NoStorageAccess(inner) => here::explain(inner.as_ref()).unwrap_or(VaultError::Denied),
        Error::TooLong(..) => VaultError::TooLong,
        Error::Ambiguous(_) => VaultError::Ambiguous,
        Error::NoDefaultStore => VaultError::Absent,
        Error::NoEntry => VaultError::Other { code: "no_entry" },
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
            VaultError::Other { code: "bad_format" }
        }
        Error::Invalid(..) => VaultError::Other { code: "invalid_name" },
        _ => VaultError::Other { code: "unsupported" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_a_code_and_no_secret() {
        let secret = b"a secret of the practice".to_vec();
        let said = explain(&Error::BadEncoding(secret));
        assert_eq!(said, VaultError::Other { code: "bad_format" });
        assert!(!said.to_string().contains("secret of"), "an error never quotes what was read, got {said}");
        assert_eq!(explain(&Error::TooLong("secret".to_owned(), 2560)), VaultError::TooLong);
        assert_eq!(explain(&Error::Ambiguous(Vec::new())), VaultError::Ambiguous);
        assert_eq!(explain(&Error::NoDefaultStore), VaultError::Absent);
        let odd = || Box::new(std::fmt::Error);
        assert_eq!(
            explain(&Error::NoStorageAccess(odd())),
            VaultError::Denied,
            "the safe reading of what we do not know"
        );
        assert_eq!(explain(&Error::PlatformFailure(odd())), VaultError::Other { code: "platform" });
    }
}
