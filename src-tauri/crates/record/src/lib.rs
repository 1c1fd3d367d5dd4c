//! The patient's health record, behind one port.
//!
//! The engine hands over an [`Episode`] (one conversation as it stands) and gets back where it stands in the record,
//! after it was written, read back and compared. [`DocumentFolder`] is the embedded default.
//!
//! **Invariants.** A record never holds less than it did: an entry once filed stays, its text unaltered. One conversation
//! is one document, named only by our ids. A document of one patient is never written over with another's (C4.5). No
//! clock, no chance, no policy: when and what to file, and when to try again, is the engine's to say.

mod episode;
mod error;

#[cfg(feature = "conformance")]
pub mod conformance;
mod fhir;
mod folder;
#[cfg(feature = "conformance")]
pub mod memory;
mod transcript;

pub use episode::{Entry, Episode, Filed, FiledEntry, FiledEpisode};
pub use error::RecordError;
pub use folder::DocumentFolder;

use async_trait::async_trait;
use model::ConversationId;

/// A health record that conversations are filed in.
#[async_trait]
pub trait HealthRecord: Send + Sync {
    /// Returns what staff call this record, for example "Document folder".
    fn name(&self) -> &str;

    /// Writes a conversation as it stands, reads it back and compares.
    ///
    /// Filing the same conversation again replaces its document and gives the same [`Filed::record_id`].
    ///
    /// # Errors
    /// [`RecordError`]; nothing that was filed before is lost by it.
    async fn file(&self, episode: &Episode) -> Result<Filed, RecordError>;

    /// Returns what stands in the record for a conversation; `None` when nothing was filed.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] when what stands there is not what was written.
    async fn read(&self, conversation: ConversationId) -> Result<Option<FiledEpisode>, RecordError>;
}
