//! Messaging providers: how a text message leaves and how an answer comes in.
//!
//! One port, [`Provider`], and a module for each provider behind it. The module `conformance` (cargo feature of that
//! name) holds what every one of them promises; the real adapter passes it against the stand-in of the `sandbox` crate.
//!
//! **Invariants.** No policy: who may be written to, when, and what happens after a failure is decided in `model` and
//! done by `engine`. Nothing is stored, nothing is retried, no task is started and no clock is read. Patients' words
//! and numbers stay in [`Sensitive`] and [`E164`]; secrets are handed in and never leave the adapter.

use async_trait::async_trait;
use jiff::Timestamp;
use model::{E164, MessageId, Sensitive};

mod error;
mod report;
mod text_size;
pub mod twilio;

#[cfg(feature = "conformance")]
pub mod conformance;

pub use error::{NotTaken, ProviderError, SendError};
pub use report::{
    Accepted, Capabilities, Collected, Inbound, SentItem, SentList, StatusReport, Unusable, UnusableReason,
};
pub use text_size::{Encoding, TextSize, first_wide, measure};

/// A messaging provider's account with one number that patients write to.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Returns provider and account, for example "twilio:AC…": the `account` of a [`model::ProviderRef`].
    fn account(&self) -> &str;

    /// Says what this provider can do.
    fn capabilities(&self) -> Capabilities;

    /// Hands over one message, once. It is never retried here.
    ///
    /// `key` goes along only where [`Capabilities::deduplicates_sends`] is true; elsewhere a second call makes a
    /// second message.
    ///
    /// # Errors
    /// [`SendError`] says whether the provider certainly has not sent it, or whether nobody can tell.
    async fn send(&self, to: &E164, text: &Sensitive<String>, key: MessageId) -> Result<Accepted, SendError>;

    /// Collects what patients sent since a time, oldest first.
    ///
    /// Reading changes nothing at the provider. The answer may reach back further than asked and repeats what an
    /// earlier call returned: the caller knows a message by its id.
    ///
    /// # Errors
    /// [`ProviderError`]; then nothing of the answer is returned, and the same call may be made again.
    async fn inbound_since(&self, since: Timestamp) -> Result<Collected, ProviderError>;

    /// Reads how far an outgoing message came; `None` if the provider does not have it.
    ///
    /// # Errors
    /// [`ProviderError`]; reading again is always safe.
    async fn status(&self, id: &str) -> Result<Option<StatusReport>, ProviderError>;

    /// Lists what was sent to a number since a time, oldest first, to find out what became of a [`SendError::Unknown`].
    ///
    /// # Errors
    /// [`ProviderError`]; then nothing is known, least of all that the message is absent.
    async fn sent_since(&self, to: &E164, since: Timestamp) -> Result<SentList, ProviderError>;
}
