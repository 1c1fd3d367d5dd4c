//! Messages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ConversationId, Delivery, Digest, E164, Filing, Later, MessageId, Purpose, Quote, StaffId, Terms};

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
    /// What became known of it later.
    #[serde(default, skip_serializing_if = "Later::is_none")]
    pub later: Later,
}

/// Who wrote a message to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "author", rename_all = "snake_case")]
pub enum Author {
    /// A member of staff.
    Staff {
        /// Who.
        staff: StaffId,
    },
    /// The app, as the practice's policy says.
    Automatic {
        /// Which of the automatic texts.
        answer: Automatic,
    },
}

impl Author {
    /// Returns the member of staff, if it was one.
    pub const fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff { staff } => Some(*staff),
            Self::Automatic { .. } => None,
        }
    }
}

impl Author {
    /// Returns which automatic text it is, if it is one.
    pub const fn automatic(&self) -> Option<Automatic> {
        match self {
            Self::Staff { .. } => None,
            Self::Automatic { answer } => Some(*answer),
        }
    }
}

/// A text that the app sends by itself. There are no others: nothing automatic answers clinically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Automatic {
    /// One confirmation that the patient's "stop" was heard (C1.5).
    OptOutConfirmed,
    /// One confirmation that messages come again.
    OptInConfirmed,
    /// What the patient can do by text; staff see the word "help" all the same (E.2).
    Help,
    /// The message arrived; when to expect an answer; where to turn if it is urgent (C2.6).
    Received,
    /// The same while the practice is closed.
    ReceivedWhileClosed,
    /// Texts from the patient are not answered at present; which ways are open; where to turn if it is urgent (D-14).
    Limited,
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
        /// Who wrote it down, where it came by telephone or at the desk; `None`: it came as a text.
        entered: Option<Entered>,
        /// Whether it answers a message of ours whose replies were no longer expected (C2.10).
        late: bool,
    },
    /// From the practice to a patient.
    Out {
        /// By which kind of messaging.
        channel: Channel,
        /// The number it goes to.
        to: E164,
        /// Who wrote it.
        author: Author,
        /// What it is for.
        purpose: Purpose,
        /// What else it is for: what its author and the templates in it say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Purpose>,
        /// Whether a clinician said why it goes although the patient objected or the route is not safe.
        despite: bool,
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
        /// What it undertakes beside its words.
        terms: Terms,
        /// Which message it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Quote>,
    },
    /// Between staff; never sent.
    Note {
        /// Who wrote it.
        author: StaffId,
        /// Which message it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Quote>,
    },
    /// Said to the patient another way than by text, or tried; written down here, sent by nothing (E-14).
    Contact {
        /// Who spoke or wrote.
        author: StaffId,
        /// By which way, and how it went.
        way: OtherWay,
        /// The failed message that it says again.
        repeats: Option<MessageId>,
    },
}

/// Another way than a text, and how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum OtherWay {
    /// A telephone call.
    Call {
        /// How it went.
        outcome: CallOutcome,
    },
    /// A letter that was printed to be posted or handed over.
    Letter,
}

impl OtherWay {
    /// Says whether words reached the patient, or are on their way on paper.
    pub const fn is_said(self) -> bool {
        matches!(self, Self::Call { outcome: CallOutcome::Reached } | Self::Letter)
    }
}

/// How a telephone call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// The patient was spoken to.
    Reached,
    /// Nobody answered; no message was left.
    NoAnswer,
    /// A message was left, asking the patient to ring: no more than that, whoever may hear it.
    LeftMessage,
}

/// How a request that no text brought was made: staff wrote it down (C3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Who wrote it down.
    pub by: StaffId,
    /// Whether the patient stood at the desk; else they rang.
    pub at_desk: bool,
}

impl Message {
    /// Returns where an outgoing message is.
    pub const fn delivery(&self) -> Option<&Delivery> {
        match &self.kind {
            MessageKind::Out { delivery, .. } => Some(delivery),
            MessageKind::In { .. } | MessageKind::Note { .. } | MessageKind::Contact { .. } => None,
        }
    }

    /// Says whether a person must look: it failed or may not have left, and nobody has said it again. What was wrong is not
    /// to be said again.
    pub const fn needs_person(&self) -> bool {
        match &self.kind {
            MessageKind::Out { .. } if self.is_wrong() => false,
            // An automatic text that came to nothing is shown as such; there is nothing in it for a person to say again.
            MessageKind::Out { delivery, repeated_by: None, author: Author::Staff { .. }, .. } => {
                delivery.needs_person()
            }
            MessageKind::Out { .. }
            | MessageKind::In { .. }
            | MessageKind::Note { .. }
            | MessageKind::Contact { .. } => false,
        }
    }

    /// Says whether it is still on its way out: nobody knows yet that the provider has it, or that it never will.
    pub const fn is_leaving(&self) -> bool {
        match self.delivery() {
            Some(delivery) => !delivery.is_settled() && !delivery.belongs_in_record(),
            None => false,
        }
    }

    /// Says whether the app wrote it by itself.
    pub const fn is_automatic(&self) -> bool {
        matches!(self.kind, MessageKind::Out { author: Author::Automatic { .. }, .. })
    }

    /// Says whether it is something said to the patient: going out, not taken back, and not known to have come to nothing;
    /// or said another way. What was wrong is no answer: the patient waits for the right one.
    pub const fn stands(&self) -> bool {
        match &self.kind {
            _ if self.is_wrong() => false,
            MessageKind::Out { delivery, .. } => !delivery.needs_person() && !self.is_withdrawn(),
            MessageKind::Contact { way, .. } => way.is_said(),
            MessageKind::In { .. } | MessageKind::Note { .. } => false,
        }
    }

    /// Returns by when a holding reply says that the patient will hear; `None` for everything else (C-13).
    pub const fn promises(&self) -> Option<jiff::Timestamp> {
        match &self.kind {
            MessageKind::Out { terms, .. } => terms.promises,
            MessageKind::In { .. } | MessageKind::Note { .. } | MessageKind::Contact { .. } => None,
        }
    }

    /// Says whether it was taken back before it left, so that nobody shows, counts or files it.
    pub const fn is_withdrawn(&self) -> bool {
        matches!(self.delivery(), Some(Delivery::Withdrawn { .. }))
    }
}

/// A receipt that did not come in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedReceipt {
    /// Of which message.
    pub message: MessageId,
    /// When that was found.
    pub at: Timestamp,
}
