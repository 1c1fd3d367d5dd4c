//! Windows: Credential Manager.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::CredentialStore;
use windows_native_keyring_store::Store;

use crate::{Item, VaultError};

/// Opens the signed-in user's credentials.
pub(in crate::os) fn open() -> Result<Arc<CredentialStore>, VaultError> {
    match Store::new() {
        Ok(store) => Ok(store),
        Err(error) => Err(super::explain(&error)),
    }
}

/// Keeps the entry on this computer: a key that roamed with the user's profile would leave the laptop it protects.
pub(in crate::os) fn modifiers(_: &Item) -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "Local")])
}

/// Windows reports one reason that is not "not found": a sign-in without credentials, for example over the network.
/// The caller reads that as denied.
pub(super) const fn explain(_: &(dyn StdError + Send + Sync + 'static)) -> Option<VaultError> {
    None
}
