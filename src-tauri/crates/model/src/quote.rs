//! Quotes: which message of a conversation another one answers. FHIR R4 `Communication.inResponseTo`.
//!
//! A quote is a link and no words: what was quoted is read where it stands. A text message has no place for it, so what goes
//! out is the same with and without one.

use serde::{Deserialize, Serialize};

use crate::{Message, MessageId, MessageKind};

/// Which message another one answers, or is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which; of the same conversation.
    pub message: MessageId,
    /// Whether it says what is right where that one is marked as wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Message {
    /// Returns which message it answers, or is about.
    pub const fn quote(&self) -> Option<Quote> {
        match &self.kind {
            MessageKind::Out { quote, .. } | MessageKind::Note { quote, .. } => *quote,
            MessageKind::In { .. } | MessageKind::Contact { .. } => None,
        }
    }
}
