//! Stand-ins for tests of whoever uses a keyring.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::{Item, Keyring, VaultError};

/// A keyring that forgets everything when it is dropped. Passes [`conformance::check`](crate::conformance::check).
#[derive(Default)]
pub struct MemoryKeyring {
    secrets: Mutex<HashMap<Item, Zeroizing<Vec<u8>>>>,
}

impl std::fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemoryKeyring").finish_non_exhaustive()
    }
}

impl Keyring for MemoryKeyring {
    fn read(&self, item: &Item) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.secrets.lock().unwrap_or_else(PoisonError::into_inner).get(item).cloned())
    }

    fn write(&self, item: &Item, secret: &[u8]) -> Result<(), VaultError> {
        crate::os::check(secret)?;
        let secret = Zeroizing::new(secret.to_vec());
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).insert(item.clone(), secret);
        Ok(())
    }

    fn delete(&self, item: &Item) -> Result<(), VaultError> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).remove(item);
        Ok(())
    }
}

/// A keyring that answers every call with one error: absent, locked, denied, whatever the caller must cope with.
#[derive(Clone, Copy, Debug)]
pub struct Broken(pub VaultError);

impl Keyring for Broken {
    fn read(&self, _: &Item) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Err(self.0)
    }

    fn write(&self, _: &Item, _: &[u8]) -> Result<(), VaultError> {
        Err(self.0)
    }

    fn delete(&self, _: &Item) -> Result<(), VaultError> {
        Err(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_passes_the_suite() {
        crate::conformance::check(&MemoryKeyring::default());
    }

    #[test]
    fn debug_shows_no_secret() {
        let keyring = MemoryKeyring::default();
        keyring.write(&Item::DatabaseKey { practice: "canary-1".to_owned() }, b"canary-2").expect("written");
        assert!(!format!("{keyring:?}").contains("canary"), "a keyring may be printed without telling anything");
    }
}
