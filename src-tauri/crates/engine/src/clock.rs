//! Time and chance, handed in.

use jiff::Timestamp;
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Returns now.
    fn now(&self) -> Timestamp;
}

/// Makes ids and salt.
pub trait Ids: Send + Sync {
    /// Returns a new uuid, v7, so that ids sort by time.
    fn uuid(&self) -> Uuid;
    /// Returns 16 random bytes.
    fn salt(&self) -> [u8; 16];
}
