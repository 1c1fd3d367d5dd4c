//! What is known of an outgoing message's way to the patient. It only ever grows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where an outgoing message is. The states form a chain, and [`Delivery::join`] only climbs it: a late or repeated
/// report never takes back what is known. Delivered is not read; unknown is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Delivery {
    /// Written, and held so that the author can take it back.
    Held {
        /// When the hold ends.
        until: Timestamp,
    },
    /// Taken back by a member of staff; it never left.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// Waiting for its next attempt.
    Queued {
        /// How many attempts were made.
        attempts: u32,
        /// Not before this time.
        not_before: Timestamp,
    },
    /// Being handed to the provider now; written before the call is made.
    InFlight {
        /// Which attempt this is, from 1.
        attempts: u32,
        /// Since when.
        since: Timestamp,
    },
    /// The provider may or may not have it: the call ended without an answer. Never retried blindly.
    Unknown {
        /// How many attempts were made.
        attempts: u32,
        /// When the call was made.
        since: Timestamp,
        /// When the provider's list was last read without finding it; `None` before the first reading.
        absent_at: Option<Timestamp>,
        /// Whether the list was read twice, far enough apart, and a person must now decide.
        needs_person: bool,
    },
    /// The provider has it.
    Accepted {
        /// When it said so.
        at: Timestamp,
    },
    /// The provider handed it to the phone network.
    Sent {
        /// When it said so.
        at: Timestamp,
    },
    /// It did not arrive.
    Failed {
        /// When that was known.
        at: Timestamp,
        /// Why.
        failure: Failure,
    },
    /// It reached the phone; not known to be read.
    Delivered {
        /// When the provider said so.
        at: Timestamp,
    },
    /// It was opened on the phone.
    Read {
        /// When the provider said so.
        at: Timestamp,
    },
}

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What can be done about it.
    pub class: FailureClass,
    /// The provider's own code, for support, for example "30006".
    pub code: Option<String>,
}

/// What can be done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// This number will never take it: not a mobile, does not exist.
    Permanent,
    /// The phone was off or out of reach for too long: the same message may arrive later.
    Temporary,
    /// Our account, settings or the provider's service: for an administrator.
    Technical,
    /// The patient has told the provider to stop.
    OptedOut,
}

/// A delivery state as a provider reports it for a message it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ProviderStatus {
    /// It has the message.
    Accepted,
    /// It handed the message to the phone network.
    Sent,
    /// The message reached the phone.
    Delivered,
    /// The message was opened.
    Read,
    /// The message will not arrive.
    Failed {
        /// Why.
        failure: Failure,
    },
}

impl Delivery {
    /// Returns the place in the chain: states of one attempt lie between those of the attempt before and after.
    const fn rank(&self) -> (u8, u32, u8) {
        match self {
            Self::Held { .. } => (0, 0, 0),
            Self::Withdrawn { .. } => (1, 0, 0),
            Self::Queued { attempts, .. } => (2, *attempts, 4),
            Self::InFlight { attempts, .. } => (2, *attempts, 0),
            Self::Unknown { attempts, absent_at: None, .. } => (2, *attempts, 1),
            Self::Unknown { attempts, needs_person: false, .. } => (2, *attempts, 2),
            Self::Unknown { attempts, .. } => (2, *attempts, 3),
            Self::Accepted { .. } => (3, 0, 0),
            Self::Sent { .. } => (4, 0, 0),
            Self::Failed { .. } => (5, 0, 0),
            Self::Delivered { .. } => (6, 0, 0),
            Self::Read { .. } => (7, 0, 0),
        }
    }

    /// Returns the higher of two states; of two on the same step the one already known.
    ///
    /// Delivered stands above failed because it is proof: networks do report a failure and deliver after all.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    /// Turns a provider's report into a state.
    pub fn reported(status: &ProviderStatus, at: Timestamp) -> Self {
        match status {
            ProviderStatus::Accepted => Self::Accepted { at },
            ProviderStatus::Sent => Self::Sent { at },
            ProviderStatus::Delivered => Self::Delivered { at },
            ProviderStatus::Read => Self::Read { at },
            ProviderStatus::Failed { failure } => Self::Failed { at, failure: failure.clone() },
        }
    }

    /// Returns since when it is so; of a held or queued message, until when it waits.
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Held { until: at }
            | Self::Withdrawn { at }
            | Self::Queued { not_before: at, .. }
            | Self::InFlight { since: at, .. }
            | Self::Unknown { since: at, .. }
            | Self::Accepted { at }
            | Self::Sent { at }
            | Self::Failed { at, .. }
            | Self::Delivered { at }
            | Self::Read { at } => *at,
        }
    }

    /// Says whether the provider may still report something new.
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Withdrawn { .. } | Self::Failed { .. } | Self::Delivered { .. } | Self::Read { .. })
    }

    /// Says whether the provider has it and may still report something of it.
    pub const fn is_followed(&self) -> bool {
        self.belongs_in_record() && !self.is_settled()
    }

    /// Says whether a person must look: it failed, or nobody can tell whether it left.
    pub const fn needs_person(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Unknown { needs_person: true, .. })
    }

    /// Says whether the practice has said this to the patient as far as anyone knows, so that it belongs in the record.
    pub const fn belongs_in_record(&self) -> bool {
        self.rank().0 >= 3
    }
}
