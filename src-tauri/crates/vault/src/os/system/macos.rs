//! macOS: the user's login keychain.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use keyring_core::CredentialStore;

use crate::{Item, VaultError};

/// Opens the login keychain.
pub(in crate::os) fn open() -> Result<Arc<CredentialStore>, VaultError> {
    match Store::new() {
        Ok(store) => Ok(store),
        Err(error) => Err(super::explain(&error)),
    }
}

/// Keychain shows the service name itself; there is nothing to add.
pub(in crate::os) fn modifiers(_: &Item) -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// Says what one of this system's errors means, if it is known (`SecBase.h`).
pub(super) fn explain(error: &(dyn StdError + Send + Sync + 'static)) -> Option<VaultError> {
    match error.downcast_ref::<security_framework::base::Error>()?.code() {
        // errSecInteractionNotAllowed, errSecInteractionRequired: locked, and no way to ask.
        -25308 | -25315 => Some(VaultError::Locked),
        // errSecUserCanceled, errSecAuthFailed, wrPermErr, errSecInvalidOwnerEdit, errSecReadOnly.
        -128 | -25293 | -61 | -25244 | -25292 => Some(VaultError::Denied),
        // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain, errSecNoDefaultKeychain.
        -25291 | -25294 | -25295 | -25307 => Some(VaultError::Absent),
        // errSecDataTooLarge.
        -25302 => Some(VaultError::TooLong),
        _ => None,
    }
}
