//! The computer's own password store: the one place where keys and provider credentials rest.
//!
//! Callers hold a [`Keyring`] and name an [`Item`]; nobody else in the project knows which service keeps it or how it is
//! called there. [`OsKeyring`] is the real one.
//!
//! **Invariants.** No patient's word or number, no database, no network. A secret is handed out only as zeroizing bytes
//! and never stands in an error, a log or a `Debug`. Every call is blocking and bounded in time: call it off the async
//! threads (`tokio::task::spawn_blocking`).

mod error;
mod item;
mod key;
mod os;

#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "conformance")]
pub mod memory;

use zeroize::Zeroizing;

pub use error::VaultError;
pub use item::Item;
pub use key::make_key;
pub use os::OsKeyring;

/// How many bytes a secret may have. Windows keeps no more, so nobody may.
pub const MAX_SECRET: usize = 2560;

/// A password store. Every call blocks, for seconds if a person must type a password: keep it off the async threads.
pub trait Keyring: Send + Sync {
    /// Reads a secret; `None` when there is none under this name.
    ///
    /// # Errors
    /// [`VaultError`] says what to do.
    fn read(&self, item: &Item) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;

    /// Writes a secret, in place of the one before, and reads it back.
    ///
    /// An error means "not known to be written": [`read`](Keyring::read) before making another key.
    ///
    /// # Errors
    /// [`VaultError`] says what to do.
    fn write(&self, item: &Item, secret: &[u8]) -> Result<(), VaultError>;

    /// Deletes a secret; one that is not there is no error.
    ///
    /// # Errors
    /// [`VaultError`] says what to do.
    fn delete(&self, item: &Item) -> Result<(), VaultError>;
}
