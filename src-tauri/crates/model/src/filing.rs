//! Whether a message is in the patient's record.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::MessageId;

/// The write-back state of one message (C4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Filing {
    /// Not for the record yet: nobody knows whose it is, or it has not left the practice.
    NotDue,
    /// To be written.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// Tried without success; will be tried again.
    Retrying {
        /// Since when it is due.
        since: Timestamp,
        /// How often it was tried.
        attempts: u32,
        /// When it is tried next.
        next: Timestamp,
        /// The record's code for what went wrong.
        code: String,
    },
    /// Given up on: a person must look. Three tries or 24 hours (C4.2).
    Failed {
        /// Since when it is due.
        since: Timestamp,
        /// How often it was tried.
        attempts: u32,
        /// The record's code for what went wrong.
        code: String,
    },
    /// In the record, read back and compared.
    Written {
        /// The record's own id for it.
        record_id: String,
        /// When it was read back.
        at: Timestamp,
    },
}

impl Filing {
    /// Says whether it is to be tried by now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        match self {
            Self::Pending { .. } => true,
            Self::Retrying { next, .. } => *next <= now,
            Self::NotDue | Self::Failed { .. } | Self::Written { .. } => false,
        }
    }

    /// Says whether it belongs in the record and is not there.
    pub const fn is_unfiled(&self) -> bool {
        matches!(self, Self::Pending { .. } | Self::Retrying { .. } | Self::Failed { .. })
    }
}

/// What came of writing to the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum FilingOutcome {
    /// Written, read back, and equal.
    Written {
        /// The record's own id.
        record_id: String,
    },
    /// Not written.
    NotWritten {
        /// The record's code for what went wrong.
        code: String,
        /// When to try again.
        retry_at: Timestamp,
    },
}

/// A message in the version that was written to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledMessage {
    /// Which.
    pub message: MessageId,
    /// In which version.
    pub version: u32,
}
