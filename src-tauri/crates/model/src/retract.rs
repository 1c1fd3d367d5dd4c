//! Messages that were wrong. FHIR R4 `Communication.status` = `entered-in-error`.
//!
//! A mark says that a message was wrong, who says so and why. It takes nothing away: the words stand as they were written,
//! here and in the record, and nothing is sent by it. What is right is another message, which quotes the wrong one as what it
//! corrects ([`Quote::corrects`](crate::Quote)).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Message, MessageId, Sensitive, StaffId, exposed};

/// Why a message was wrong. Closed: the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrongReason {
    /// It went to the wrong person, or says something about another: somebody must act on that (H3).
    WrongPerson,
    /// Something in it is not so: a dose, a date, a result.
    WrongFact,
    /// It can be understood in a way that was not meant.
    Misleading,
    /// It was not meant to be said at all.
    NotMeant,
    /// Something else, in staff's words.
    Other,
}

impl WrongReason {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::WrongPerson, Self::WrongFact, Self::Misleading, Self::NotMeant, Self::Other];
}

/// A message is marked as wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongMark {
    /// Why.
    pub reason: WrongReason,
    /// What more there is to say, in staff's words; may be empty.
    #[serde(with = "exposed")]
    pub words: Sensitive<String>,
    /// Who says so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// What is asked about messages that were wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetractAsk {
    /// Mark one.
    Mark {
        /// Which.
        message: MessageId,
        /// Why.
        reason: WrongReason,
        /// What more there is to say.
        words: Sensitive<String>,
    },
    /// Take the mark away: it was right after all.
    Unmark {
        /// Of which message.
        message: MessageId,
    },
}

/// A message was marked as wrong, or no longer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "retraction", rename_all = "snake_case")]
pub enum RetractChange {
    /// It was marked.
    Marked {
        /// Which.
        message: MessageId,
        /// By whom, when and why.
        mark: WrongMark,
    },
    /// The mark was taken away.
    Unmarked {
        /// Of which message.
        message: MessageId,
        /// Who says so.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
}

/// Why a message is not marked. Closed: the window says what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum RetractProblem {
    /// It can still be taken back, so that nobody ever reads it.
    #[error("it has not left yet: take it back instead")]
    NotLeft,
    /// The patient wrote it.
    #[error("what the patient wrote stays as it came: write a note about it")]
    ThePatients,
    /// "Something else", and nobody said what.
    #[error("say in a few words what was wrong")]
    NoWords,
    /// Somebody said so before, for another reason.
    #[error("it is marked as wrong already: take that mark away first")]
    AlreadyMarked,
}

impl RetractChange {
    /// Returns which message it is about.
    pub const fn message(&self) -> MessageId {
        match self {
            Self::Marked { message, .. } | Self::Unmarked { message, .. } => *message,
        }
    }
}

impl Message {
    /// Says whether it is marked as wrong.
    pub const fn is_wrong(&self) -> bool {
        self.later.wrong.is_some()
    }
}
