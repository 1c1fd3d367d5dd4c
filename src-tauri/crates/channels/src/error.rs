//! What can go wrong between us and a provider. Codes only: no patient's words or number, no secret, no provider's prose.

use std::time::Duration;

use model::Failure;

/// Why a message was not accepted.
///
/// The three variants are the three things the caller can do: tell a person, try again, or find out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The provider read it and refused it: certainly not sent, and the same request would be refused again.
    #[error("the provider refused the message")]
    Rejected(Failure),
    /// The provider did not process it: certainly not sent, and it may be tried again.
    #[error("the provider did not take the message")]
    NotTaken {
        /// How long the provider asks to wait, if it said so.
        retry_after: Option<Duration>,
        /// Why it was not taken.
        why: NotTaken,
    },
    /// The request may have left and no readable answer came: it may or may not have been sent. Never retry blindly;
    /// read [`Provider::sent_since`](crate::Provider::sent_since).
    #[error("it is not known whether the provider has the message")]
    Unknown,
}

/// Why a provider certainly did not process a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// No connection was made: offline, name not found, refused, or no secure connection.
    NoConnection,
    /// Too much was sent in a short time.
    RateLimited,
    /// The account or its key is not accepted: an administrator must look, and then the message can leave.
    Unauthorised,
}

/// Why a provider could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// No connection was made, or it broke, or no answer came in time.
    #[error("the provider cannot be reached")]
    Offline,
    /// The provider answered that it is out of order (5xx).
    #[error("the provider is out of order")]
    Unavailable,
    /// Too much was asked in a short time.
    #[error("the provider asks to wait")]
    RateLimited {
        /// How long the provider asks to wait, if it said so.
        retry_after: Option<Duration>,
    },
    /// Account or key is wrong, or may not do this.
    #[error("the provider does not accept the account or its key")]
    Unauthorised,
    /// The provider refused the request.
    #[error("the provider refused the request")]
    Refused {
        /// The provider's own code, or the HTTP status as "HTTP 404".
        code: Option<String>,
    },
    /// The answer is not what the provider's interface says.
    #[error("the provider's answer cannot be read")]
    Malformed,
    /// The answer is longer than the adapter was told to read. Nothing of it is used, because a part would look whole.
    #[error("the provider's answer is too long")]
    TooLong,
}
