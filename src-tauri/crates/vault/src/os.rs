//! The operating system's own password store.
//!
//! Built on the crates that `keyring` 4 is made of rather than on its `v1`, for three reasons: `v1` connects once per
//! process and, if the desktop's password store starts a moment later than we do, never again; on Windows it lets keys
//! roam to other computers; and its errors can only be told apart by their text.

mod system;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use keyring::Error;
use keyring_core::{CredentialStore, Entry};
use zeroize::Zeroizing;

use crate::{Item, Keyring, MAX_SECRET, VaultError};
use worker::Worker;

/// How long a person has to type the password that unlocks the store.
const PATIENCE: Duration = Duration::from_secs(60);

/// The password store of the signed-in user: Secret Service, Keychain or Credential Manager.
///
/// All calls run one after the other on one thread of its own, which has no async runtime, so that a call may come from
/// anywhere; the caller's thread waits, so call it off the async threads. Have one of these per process: two would not
/// know of each other's waiting calls. Dropping it ends the thread.
#[derive(Debug)]
pub struct OsKeyring {
    worker: Worker,
    patience: Duration,
}

impl OsKeyring {
    /// Returns the store. Nothing is opened before the first call.
    pub fn new() -> Self {
        Self::with_patience(PATIENCE)
    }

    /// Returns the store with another limit to how long a call may wait for a person, or for a store that hangs.
    pub fn with_patience(patience: Duration) -> Self {
        Self { worker: Worker::new("vault-keyring"), patience }
    }

    fn run<T: Send + 'static>(
        &self,
        item: &Item,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, VaultError> {
        let item = item.clone();
        self.worker.run(self.patience, move || {
            let store: Arc<CredentialStore> = system::open()?;
            let entry = store
                .build(&item.service(), &item.user(), Some(&system::modifiers(&item)))
                .map_err(|error| system::explain(&error))?;
            work(&entry).map_err(|error| system::explain(&error))
        })
    }
}

impl Default for OsKeyring {
    fn default() -> Self {
        Self::new()
    }
}

impl Keyring for OsKeyring {
    fn read(&self, item: &Item) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.run(item, |entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn write(&self, item: &Item, secret: &[u8]) -> Result<(), VaultError> {
        check(secret)?;
        let secret = Zeroizing::new(secret.to_vec());
        let kept = self.run(item, move |entry| {
            entry.set_secret(&secret)?;
            Ok(Zeroizing::new(entry.get_secret()?) == secret)
        })?;
        if kept { Ok(()) } else { Err(VaultError::Other { code: "not_kept" }) }
    }

    fn delete(&self, item: &Item) -> Result<(), VaultError> {
        self.run(item, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
    }
}

/// Refuses what not every system keeps, so that what works on one computer works on all.
pub(crate) const fn check(secret: &[u8]) -> Result<(), VaultError> {
    match secret.len() {
        0 => Err(VaultError::Other { code: "empty" }),
        1..=MAX_SECRET => Ok(()),
        _ => Err(VaultError::TooLong),
    }
}
