//! Messages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ConversationId, Delivery, Digest, E164, Filing, MessageId, StaffId};

/// The kind of mobile messaging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Text message.
    Sms,
}

/// A provider's own name for a message: unique within one account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProviderRef {
    /// Provider and account, for example "twilio:AC…".
    pub account: String,
    /// The id the provider gave, for example "SM…".
    pub id: String,
}

/// A message in a conversation. FHIR R4 `Communication`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Our id.
    pub id: MessageId,
    /// The conversation it stands in.
    pub conversation: ConversationId,
    /// Its place there, from 1, without gaps.
    pub number: u32,
    /// When it was received or written, by the laptop's clock.
    pub at: Timestamp,
    /// The digest of its text.
    pub content: Digest,
    /// What it is.
    pub kind: MessageKind,
    /// Whether it is in the patient's record.
    pub filing: Filing,
    /// How often anything but its filing changed; what is filed is a version.
    pub version: u32,
}

/// What a message is. A note has no recipient and no delivery, so nothing can send it (C4.11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MessageKind {
    /// From a patient.
    In {
        /// By which kind of messaging.
        channel: Channel,
        /// The number it came from.
        from: E164,
        /// When it was sent, by the provider's clock.
        sent_at: Timestamp,
        /// The provider's name for it.
        provider: ProviderRef,
        /// How many pictures or files came with it; they are listed, not yet fetched.
        media: u32,
    },
    /// From the practice to a patient.
    Out {
        /// By which kind of messaging.
        channel: Channel,
        /// The number it goes to.
        to: E164,
        /// Who wrote it.
        author: StaffId,
        /// Where it is.
        delivery: Delivery,
        /// The provider's name for it, once accepted.
        provider: Option<ProviderRef>,
        /// How many text messages the provider made of it.
        segments: Option<u32>,
        /// The failed message that this one says again.
        repeats: Option<MessageId>,
        /// The message that says this failed one again.
        repeated_by: Option<MessageId>,
    },
    /// Between staff; never sent.
    Note {
        /// Who wrote it.
        author: StaffId,
    },
}

impl Message {
    /// Returns where an outgoing message is.
    pub const fn delivery(&self) -> Option<&Delivery> {
        match &self.kind {
            MessageKind::Out { delivery, .. } => Some(delivery),
            MessageKind::In { .. } | MessageKind::Note { .. } => None,
        }
    }

    /// Says whether a person must look: it failed or may not have left, and nobody has said it again.
    pub const fn needs_person(&self) -> bool {
        match &self.kind {
            MessageKind::Out { delivery, repeated_by: None, .. } => delivery.needs_person(),
            MessageKind::Out { .. } | MessageKind::In { .. } | MessageKind::Note { .. } => false,
        }
    }

    /// Says whether it is still on its way out: nobody knows yet that the provider has it, or that it never will.
    pub const fn is_leaving(&self) -> bool {
        match self.delivery() {
            Some(delivery) => !delivery.is_settled() && !delivery.belongs_in_record(),
            None => false,
        }
    }

    /// Says whether it is something said to the patient: going out, not taken back, and not known to have come to nothing.
    pub const fn stands(&self) -> bool {
        match self.delivery() {
            Some(delivery) => !delivery.needs_person() && !self.is_withdrawn(),
            None => false,
        }
    }

    /// Says whether it was taken back before it left, so that nobody shows, counts or files it.
    pub const fn is_withdrawn(&self) -> bool {
        matches!(self.delivery(), Some(Delivery::Withdrawn { .. }))
    }
}
